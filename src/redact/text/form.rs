//! Fields of forms of several parts (RFC 7578): the name stands in the head of a part, the value below it.

use super::Scan;
use crate::redact::lexeme::{Lexeme, after, decoded, lexeme, quote};
use crate::redact::names::NamePosition;

/// How many lines the head of a part may have.
const MOST_LINES: usize = 16;
/// How long its name may be, in characters.
const LONGEST_NAME: usize = 256;

/// Where the parts end that have been looked at: a boundary is looked for once.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PartEnd {
    /// The offset from which it was looked for.
    from: usize,
    /// Where it was found.
    end: usize,
}

impl Scan<'_, '_> {
    /// The value of a field behind the word `form-data`; gives the offset behind what was hidden.
    pub(super) fn field(&mut self, end: usize) -> Option<usize> {
        let mut at = after(self.text, end, ";")?;
        while let Some(here) = lexeme(self.text, at).filter(|here| here.sign == ' ') {
            at = here.end;
        }
        let at = after(self.text, at, "name=")?;
        let mark = lexeme(self.text, at).and_then(|here| Some((quote(here.sign)?, here.end, here.depth)));
        let start = mark.map_or(at, |(_, end, _)| end);
        let mut end = start;
        for _ in 0..=LONGEST_NAME {
            let Some(here) = lexeme(self.text, end) else { break };
            let is_end = match mark {
                Some((mark, _, depth)) => quote(here.sign) == Some(mark) && here.depth <= depth,
                None => matches!(here.sign, ';' | ' '),
            };
            if is_end || matches!(here.sign, '\n' | '\r') {
                break;
            }
            end = here.end;
        }
        let name = decoded(self.text, start, end);
        let named = self.names.classify(&name, NamePosition::Member, self.personal)?;
        let value = self.below_head(end)?;
        let value_end = self.part_end(value);
        self.push(value, value_end, named.category);
        (value < value_end).then_some(value_end)
    }

    /// Where the value of a part begins: behind the first empty line.
    fn below_head(&self, from: usize) -> Option<usize> {
        let (mut at, mut lines, mut is_empty) = (from, 0, false);
        while let Some(Lexeme { sign, end, .. }) = lexeme(self.text, at) {
            at = end;
            // A carriage return that is written as `\r` reads as a line end too.
            let returns = matches!(self.text.as_bytes().get(end - 1), Some(b'r' | b'\r'));
            match sign {
                '\n' | '\r' if returns => {}
                '\n' | '\r' if is_empty => return Some(at),
                '\n' | '\r' => (is_empty, lines) = (true, lines + 1),
                _ => is_empty = false,
            }
            if lines > MOST_LINES {
                break;
            }
        }
        None
    }

    /// Where the value ends that begins here: before the line of the next boundary, or at the end of the text.
    fn part_end(&mut self, value: usize) -> usize {
        if (self.part_end.from..=self.part_end.end).contains(&value) && self.part_end.end > 0 {
            return self.part_end.end;
        }
        let (mut at, mut end, mut line) = (value, None, None);
        while let Some(here) = lexeme(self.text, at) {
            match (here.sign, line) {
                ('\n' | '\r', None) => line = Some((at, 0)),
                ('\n' | '\r', Some((from, 0))) => line = Some((from, 0)),
                ('-', Some((from, 0))) => line = Some((from, 1)),
                ('-', Some((from, _))) => {
                    end = Some(from);
                    break;
                }
                _ => line = None,
            }
            at = here.end;
        }
        let end = end.unwrap_or(self.text.len());
        self.part_end = PartEnd { from: value, end };
        end
    }
}
