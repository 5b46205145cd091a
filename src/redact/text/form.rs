//! Fields of forms of several parts (RFC 7578): the name stands in the head of a part, the value below it.

use super::Scan;
use crate::redact::lexeme::{Lexeme, after, decoded, lexeme, quote};
use crate::redact::names::NamePosition;

/// How long the head of a part may be behind the name of its field, in bytes.
const LONGEST_HEAD: usize = 2048;
/// How long the name may be, in characters.
const LONGEST_NAME: usize = 256;

/// What follows first behind a place, so that it is looked for once: the same follows behind every place up to it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Next {
    /// The place, and where it was found, if at all.
    known: Option<(usize, Option<usize>)>,
}

impl Next {
    fn behind(&mut self, place: usize, find: impl FnOnce() -> Option<usize>) -> Option<usize> {
        if let Some((from, found)) = self.known
            && from <= place
            && found.is_none_or(|found| place <= found)
        {
            return found;
        }
        let found = find();
        self.known = Some((place, found));
        found
    }
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
        let text = self.text;
        let value = self.next_body.behind(end, || below_head(text, end))?;
        if value - end > LONGEST_HEAD {
            return None;
        }
        let value_end = self.next_boundary.behind(value, || boundary(text, value)).unwrap_or(text.len());
        self.push(value, value_end, named.category);
        (value < value_end).then_some(value_end)
    }
}

/// Where the value of a part begins: behind the first empty line.
fn below_head(text: &str, from: usize) -> Option<usize> {
    let (mut at, mut is_empty) = (from, false);
    while let Some(Lexeme { sign, end, .. }) = lexeme(text, at) {
        at = end;
        // A carriage return that is written as `\r` reads as a line end too.
        let returns = matches!(text.as_bytes().get(end - 1), Some(b'r' | b'\r'));
        match sign {
            '\n' | '\r' if returns => {}
            '\n' | '\r' if is_empty => return Some(at),
            '\n' | '\r' => is_empty = true,
            _ => is_empty = false,
        }
    }
    None
}

/// Where the value ends that begins here: before the line of the next boundary.
fn boundary(text: &str, value: usize) -> Option<usize> {
    // The line end before the line at hand, and how many hyphens begin it.
    let (mut at, mut line) = (value, None);
    while let Some(here) = lexeme(text, at) {
        line = match (here.sign, line) {
            ('\n' | '\r', Some((from, 0))) if from < at => Some((from, 0)),
            ('\n' | '\r', _) => Some((at, 0)),
            ('-', Some((from, 0))) => Some((from, 1)),
            ('-', Some((from, _))) => return Some(from),
            _ => None,
        };
        at = here.end;
    }
    None
}
