//! From a unit to its records: each is parsed once; after a broken one the next is found again.

use std::ops::Range;

use memchr::{memchr, memchr3};

use super::stream::{Framing, RECORD_SEPARATOR, Unit};
use crate::json::{Document, Inside, Kind, SyntaxError, SyntaxErrorKind, Tape};

/// One record of a unit.
#[derive(Debug)]
pub struct Record<'a> {
    /// Its bytes in the unit's text.
    pub range: Range<usize>,
    /// Its bytes.
    pub text: &'a [u8],
    /// The parsed record, or why it is none.
    pub document: Result<Document<'a>, Cause>,
    /// Whether a comma follows it although no array holds it.
    pub comma: bool,
}

/// Why a record is unreadable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Cause {
    /// It is no JSON. The offset counts from the record's first byte.
    #[error("{0}")]
    Syntax(SyntaxError),
    /// It is no text.
    #[error("is binary data, not text")]
    Binary,
}

/// How many times a unit's length may be read again in search of the records behind broken ones. Text that opens
/// brackets line after line and closes none would take the square of its length.
const PATIENCE: usize = 32;

/// Hands over the records of a unit, one after another.
pub fn for_each_record(unit: &Unit, tape: &mut Tape, each: &mut dyn FnMut(Record<'_>)) {
    let text = unit.text.as_slice();
    let mut cutter = Cutter { text, tape, each, patience: text.len().saturating_mul(PATIENCE) };
    match unit.framing {
        Framing::Binary => {
            (cutter.each)(Record { range: 0..text.len(), text, document: Err(Cause::Binary), comma: false });
        }
        Framing::Values { in_array } => cutter.values(0..text.len(), in_array, unit.last),
        // Whoever finds no capture in it wants to hear what a JSON reader says of it.
        Framing::Text | Framing::Log => cutter.values(0..text.len(), false, unit.last),
        Framing::Lines => cutter.parts(b'\n'),
        Framing::Sequence => cutter.parts(RECORD_SEPARATOR),
    }
}

struct Cutter<'u, 'e> {
    text: &'u [u8],
    tape: &'e mut Tape,
    each: &'e mut dyn FnMut(Record<'_>),
    /// How many bytes may still be read in vain; then the rest of the unit is one broken record.
    patience: usize,
}

impl Cutter<'_, '_> {
    /// Parts between separators; each holds one record, or several where somebody wrote them so.
    fn parts(&mut self, separator: u8) {
        let mut start = 0;
        while start < self.text.len() {
            let rest = self.text.get(start..).unwrap_or_default();
            let end = memchr(separator, rest).map_or(self.text.len(), |found| start + found);
            self.values(start..end, false, true);
            start = end + 1;
        }
    }

    /// Values one after another, and the items of arrays. `whole` says that nothing follows the range.
    fn values(&mut self, range: Range<usize>, mut in_array: bool, whole: bool) {
        let (mut at, mut after_comma, mut cut_off) = (range.start, in_array, false);
        loop {
            at = skip_blanks(self.text, at, range.end);
            let Some(&byte) = self.text.get(at).filter(|_| at < range.end) else { break };
            match byte {
                b'[' if !in_array => {
                    (in_array, after_comma) = (true, false);
                    at += 1;
                    continue;
                }
                b']' if in_array && !after_comma => {
                    in_array = false;
                    at += 1;
                    continue;
                }
                b']' if in_array => {
                    let comma =
                        self.text.get(..at).and_then(|text| memchr::memrchr(b',', text)).unwrap_or(at);
                    self.broken(comma..at, 0, SyntaxErrorKind::TrailingComma);
                    in_array = false;
                    at += 1;
                    continue;
                }
                _ => {}
            }
            let (end, broken) = self.value(at..range.end, in_array);
            cut_off = broken && end == range.end;
            after_comma = false;
            at = skip_blanks(self.text, end, range.end);
            if in_array {
                match self.text.get(at).filter(|_| at < range.end) {
                    Some(b',') => {
                        after_comma = true;
                        at += 1;
                    }
                    Some(b']') | None => {}
                    // A broken item has swallowed the comma behind it.
                    Some(_) if broken => {}
                    Some(_) => {
                        let junk = junk(self.text, at, range.end);
                        self.broken(at..junk, 0, SyntaxErrorKind::MissingComma);
                        at = junk;
                    }
                }
            }
        }
        // An item that is cut off says already that the array is not closed.
        if in_array && whole && !cut_off {
            let kind = SyntaxErrorKind::CutOff { inside: Inside::Array, start: 0 };
            self.broken(range.end..range.end, 0, kind);
        }
    }

    /// One value; where it is broken, up to where the next one begins. Returns where it ends, and whether it is broken.
    fn value(&mut self, range: Range<usize>, in_array: bool) -> (usize, bool) {
        let Some(text) = self.text.get(range.clone()) else { return (range.end, false) };
        let (error, is_value) = match self.tape.parse_prefix(text) {
            Ok((document, length)) => {
                let record = text.get(..length).unwrap_or(text);
                let whole = range.start..range.start + length;
                let is_object = document.root().kind() == Kind::Object;
                let comma =
                    (is_object && !in_array).then(|| between(self.text, whole.end, range.end)).flatten();
                if comma.is_some() || fits(self.text, whole.end, range.end, in_array) {
                    let end = comma.unwrap_or(whole.end);
                    let document = Ok(document);
                    (self.each)(Record { range: whole, text: record, document, comma: comma.is_some() });
                    return (end, false);
                }
                let offset = length + blanks(text.get(length..).unwrap_or_default());
                let kind =
                    if in_array { SyntaxErrorKind::MissingComma } else { SyntaxErrorKind::SecondValue };
                (SyntaxError { offset, kind }, true)
            }
            Err(error) => (error, false),
        };
        let end = if is_value {
            junk(self.text, range.start + error.offset, range.end)
        } else {
            self.patience = self.patience.saturating_sub(error.offset);
            resume(self.text, &range, error, in_array, &mut self.patience)
        };
        let end = end.max(range.start + 1).min(range.end);
        self.broken(range.start..end, error.offset, error.kind);
        (end, true)
    }

    fn broken(&mut self, range: Range<usize>, offset: usize, kind: SyntaxErrorKind) {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let trimmed = text.trim_ascii_end();
        let text = if trimmed.is_empty() { text } else { trimmed };
        let range = range.start..range.start + text.len();
        (self.each)(Record {
            range,
            text,
            document: Err(Cause::Syntax(SyntaxError { offset, kind })),
            comma: false,
        });
    }
}

/// Where the record after a broken one begins: where its brackets close, or at the next line that opens another value
/// at the same indent, whichever comes first.
fn resume(
    all: &[u8],
    range: &Range<usize>,
    error: SyntaxError,
    in_array: bool,
    patience: &mut usize,
) -> usize {
    if *patience == 0 {
        return range.end;
    }
    let text = all.get(range.clone()).unwrap_or_default();
    if !matches!(text.first(), Some(b'{' | b'[')) {
        return junk(all, range.start + error.offset, range.end);
    }
    let line_start = all.get(..range.start).and_then(|text| memchr::memrchr(b'\n', text));
    let indent = all.get(line_start.map_or(0, |at| at + 1)..range.start).unwrap_or_default();
    let next = next_like(text, indent);
    // Brackets are sought no further than that line: else every broken record would be read to the source's end.
    let reach = next.unwrap_or(text.len());
    *patience = patience.saturating_sub(reach);
    let closed = balanced(text.get(..reach).unwrap_or(text));
    let closed = closed.filter(|length| *length >= error.offset);
    let closed = closed.filter(|length| fits(all, range.start + length, range.end, in_array));
    closed.or(next).map_or(range.end, |length| range.start + length)
}

/// Whether what stands at `at` may follow a value.
fn fits(all: &[u8], at: usize, end: usize, in_array: bool) -> bool {
    let at = skip_blanks(all, at, end);
    match all.get(at).filter(|_| at < end) {
        None => true,
        Some(b',' | b']') => in_array,
        Some(b'{' | b'[') => !in_array,
        Some(_) => {
            !in_array
                && at > 0
                && all.get(at - 1).is_some_and(u8::is_ascii_whitespace)
                && starts_value(all, at)
        }
    }
}

/// The end of a comma that stands between two objects which no array holds, or after the last of them.
fn between(all: &[u8], at: usize, end: usize) -> Option<usize> {
    let comma = skip_blanks(all, at, end);
    all.get(comma).filter(|byte| comma < end && **byte == b',')?;
    let next = skip_blanks(all, comma + 1, end);
    (next >= end || all.get(next) == Some(&b'{')).then_some(comma + 1)
}

fn starts_value(all: &[u8], at: usize) -> bool {
    matches!(all.get(at), Some(b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n'))
}

/// The end of something that is no value: the next line, bracket or comma.
fn junk(all: &[u8], at: usize, end: usize) -> usize {
    let rest = all.get(at.min(end)..end).unwrap_or_default();
    let stop = rest.iter().skip(1).position(|byte| matches!(byte, b'\n' | b'{' | b'[' | b']' | b','));
    stop.map_or(end, |found| at + 1 + found)
}

fn skip_blanks(all: &[u8], at: usize, end: usize) -> usize {
    at + blanks(all.get(at.min(end)..end).unwrap_or_default())
}

fn blanks(text: &[u8]) -> usize {
    text.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count()
}

/// The length of a text up to where its brackets are closed, minding strings; a raw line end ends a string, since JSON
/// strings hold none.
fn balanced(text: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(byte) = text.get(at) {
        at += 1;
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            b'"' => loop {
                let rest = text.get(at..)?;
                let found = memchr3(b'"', b'\\', b'\n', rest)?;
                at += found + 1;
                if rest.get(found) != Some(&b'\\') {
                    break;
                }
                at += 1;
            },
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// The start of the next line that opens an object or array at the same indent.
fn next_like(text: &[u8], indent: &[u8]) -> Option<usize> {
    if !indent.iter().all(u8::is_ascii_whitespace) {
        return None;
    }
    let opens =
        |line: &[u8]| matches!(line.strip_prefix(indent).and_then(|rest| rest.first()), Some(b'{' | b'['));
    memchr::memchr_iter(b'\n', text)
        .map(|newline| newline + 1)
        .find(|start| text.get(*start..).is_some_and(opens))
}
