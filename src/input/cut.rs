//! From a unit to its records: each is parsed once; after a broken one the next is found again.

use std::ops::Range;

use memchr::{memchr, memchr3};

use super::binary::BinaryFormat;
use super::framing::{Framing, RECORD_SEPARATOR};
use super::list::ListPart;
use super::unit::Unit;
use crate::json::{Abandoned, Document, Inside, JsonKind, SyntaxError, SyntaxErrorKind, Tape};

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
    /// It is not JSON. The offset counts from the record's first byte.
    #[error("{0}")]
    Syntax(SyntaxError),
    /// It is not text, but this, where that is known.
    #[error("is {}, not text", .0.map_or_else(|| "binary data".to_owned(), |what| what.to_string()))]
    Binary(Option<BinaryFormat>),
}

/// Hands over the records of a unit, one after another.
pub fn for_each_record(unit: &Unit, tape: &mut Tape, each: &mut dyn FnMut(Record<'_>)) {
    let text = unit.text.as_slice();
    let mut cutter = Cutter { text, tape, each, given_up: None };
    if let Some(list) = &unit.list {
        return cutter.list_part(list, unit.last);
    }
    match unit.framing {
        Framing::Binary => {
            let document = Err(Cause::Binary(BinaryFormat::of(text)));
            (cutter.each)(Record { range: 0..text.len(), text, document, comma: false });
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
    /// Where the last parse in vain has ended: what it has read is not read once more for each bracket in it.
    given_up: Option<GivenUp>,
}

/// A parse in vain. Offsets count from the start of the unit.
struct GivenUp {
    error: SyntaxError,
    /// The brackets that were open, ascending.
    open: Vec<usize>,
    /// The first byte that is not UTF-8, where one stands before the error.
    not_utf8: Option<usize>,
}

impl Cutter<'_, '_> {
    /// The items of a part of a list, and what stands behind the list where that is broken.
    fn list_part(&mut self, list: &ListPart, whole: bool) {
        let Some(end) = list.end else {
            return self.values(list.start..self.text.len(), true, whole);
        };
        // With the bracket, so that a comma before it is told.
        self.values(list.start..end + 1, true, false);
        let Some((around, before)) = list.around(self.text) else { return };
        if let Err(error) = self.tape.parse(&around) {
            self.broken(end..self.text.len(), error.offset.saturating_sub(before), error.kind);
        }
    }

    /// Parts between separators; each holds one record, or several where somebody wrote them so.
    fn parts(&mut self, separator: u8) {
        let mut start = 0;
        while start < self.text.len() {
            let rest = self.text.get(start..).unwrap_or_default();
            let end = memchr(separator, rest).map_or(self.text.len(), |found| start + found);
            if !self.list(start..end) {
                self.values(start..end, false, true);
            }
            start = end + 1;
        }
    }

    /// A list without an object in it, which holds no payloads: it is one record. False where the part is none.
    fn list(&mut self, range: Range<usize>) -> bool {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let start = blanks(text);
        let text = text.get(start..).unwrap_or_default().trim_ascii_end();
        let Some(items) = text.strip_prefix(b"[").map(<[u8]>::trim_ascii_start) else { return false };
        if matches!(items.first(), None | Some(b'{' | b']')) {
            return false;
        }
        let Ok(document) = self.tape.parse(text) else { return false };
        if document.root().items().any(|item| item.kind() == JsonKind::Object) {
            return false;
        }
        let range = range.start + start..range.start + start + text.len();
        (self.each)(Record { range, text, document: Ok(document), comma: false });
        true
    }

    /// Values one after another, and the items of arrays. `whole` says that nothing follows the range.
    fn values(&mut self, range: Range<usize>, mut in_array: bool, whole: bool) {
        self.given_up = None;
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
                        let junk = junk(self.text, at, range.end, true);
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
        let (error, end) = match self.known(range.start) {
            Some(error) => (error, resume(self.text, &range, error, in_array)),
            None => match self.tape.parse_prefix(text) {
                Ok((document, length)) => {
                    let record = text.get(..length).unwrap_or(text);
                    let whole = range.start..range.start + length;
                    let kind = document.root().kind();
                    let comma = (kind == JsonKind::Object && !in_array)
                        .then(|| between(self.text, whole.end, range.end))
                        .flatten();
                    let is_container = matches!(kind, JsonKind::Object | JsonKind::Array);
                    if comma.is_some() || may_follow(self.text, whole.end, range.end, in_array, is_container)
                    {
                        let end = comma.unwrap_or(whole.end);
                        let document = Ok(document);
                        (self.each)(Record { range: whole, text: record, document, comma: comma.is_some() });
                        return (end, false);
                    }
                    let offset = length + blanks(text.get(length..).unwrap_or_default());
                    let kind =
                        if in_array { SyntaxErrorKind::MissingComma } else { SyntaxErrorKind::SecondValue };
                    let end = junk(self.text, range.start + offset, range.end, in_array);
                    (SyntaxError { offset, kind }, end)
                }
                Err(error) => (error, self.after_broken(&range, error, in_array)),
            },
        };
        let end = end.max(range.start + 1).min(range.end);
        self.broken(range.start..end, error.offset, error.kind);
        (end, true)
    }

    /// What a parse from here would say, where an earlier one has come by: a bracket that was open when that one gave up
    /// is still open there.
    fn known(&mut self, start: usize) -> Option<SyntaxError> {
        let given_up = self.given_up.as_mut()?;
        given_up.open.binary_search(&start).ok()?;
        if given_up.not_utf8.is_some_and(|at| at < start) {
            given_up.not_utf8 = not_utf8(self.text, start, given_up.error.offset);
        }
        if let Some(at) = given_up.not_utf8 {
            return Some(SyntaxError { offset: at - start, kind: SyntaxErrorKind::InvalidUtf8 });
        }
        let kind = match given_up.error.kind {
            SyntaxErrorKind::CutOff { inside, start: at } => {
                SyntaxErrorKind::CutOff { inside, start: at.saturating_sub(start) }
            }
            kind => kind,
        };
        Some(SyntaxError { offset: given_up.error.offset.saturating_sub(start), kind })
    }

    /// Where the next record begins after one that has just been parsed in vain.
    fn after_broken(&mut self, range: &Range<usize>, error: SyntaxError, in_array: bool) -> usize {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let start = range.start;
        let Some(Abandoned { error: first, open }) = self.tape.abandoned(text) else {
            // It is closed, and only not UTF-8.
            return close(self.text, range, error, in_array, None);
        };
        // A brace in the place of a name: the item before it was never closed, and the next one begins.
        let is_next = in_array && open.len() == 1 && text.get(first.offset) == Some(&b'{');
        let not_utf8 = (error.kind == SyntaxErrorKind::InvalidUtf8).then_some(start + error.offset);
        let kind = match first.kind {
            SyntaxErrorKind::CutOff { inside, start: at } => {
                SyntaxErrorKind::CutOff { inside, start: start + at }
            }
            kind => kind,
        };
        self.given_up = Some(GivenUp {
            error: SyntaxError { offset: start + first.offset, kind },
            open: open.into_iter().map(|at| start + at).collect(),
            not_utf8,
        });
        if is_next && first.kind == SyntaxErrorKind::KeyNotAString {
            return start + first.offset;
        }
        resume(self.text, range, error, in_array)
    }

    fn broken(&mut self, range: Range<usize>, offset: usize, kind: SyntaxErrorKind) {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let trimmed = text.trim_ascii_end();
        let text = if trimmed.is_empty() { text } else { trimmed };
        let range = range.start..range.start + text.len();
        // A text that ends too early ends where its last line says something.
        let offset = offset.min(text.len());
        (self.each)(Record {
            range,
            text,
            document: Err(Cause::Syntax(SyntaxError { offset, kind })),
            comma: false,
        });
    }
}

/// Where the record after a broken one begins: where its brackets close, or at the next line that opens another value
/// at the same indent, whichever comes first. What is looked at here is never looked at for the next record.
fn resume(all: &[u8], range: &Range<usize>, error: SyntaxError, in_array: bool) -> usize {
    let text = all.get(range.clone()).unwrap_or_default();
    if !matches!(text.first(), Some(b'{' | b'[')) {
        return junk(all, range.start + error.offset, range.end, in_array);
    }
    let line_start =
        all.get(..range.start).and_then(|text| memchr::memrchr(b'\n', text)).map_or(0, |at| at + 1);
    let before = all.get(line_start..range.start).unwrap_or_default();
    let indent = before.get(..blanks(before)).unwrap_or_default();
    let is_first = before.iter().all(|byte| byte.is_ascii_whitespace() || matches!(byte, b'[' | b','));
    close(all, range, error, in_array, is_first.then_some(indent))
}

/// Where a broken record's brackets close, minding strings; or where a line begins with `indent` and a bracket. A raw
/// line end ends a string, since JSON strings hold none.
fn close(
    all: &[u8],
    range: &Range<usize>,
    error: SyntaxError,
    in_array: bool,
    indent: Option<&[u8]>,
) -> usize {
    let text = all.get(range.clone()).unwrap_or_default();
    let opens = |line: &[u8]| {
        let rest = indent.and_then(|indent| line.strip_prefix(indent));
        matches!(rest.and_then(<[u8]>::first), Some(b'{' | b'['))
    };
    let (mut depth, mut at, mut closed) = (0_usize, 0, false);
    while let Some(byte) = text.get(at) {
        at += 1;
        match byte {
            b'\n' if opens(text.get(at..).unwrap_or_default()) => return range.start + at,
            _ if closed => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                closed = depth == 0;
                if closed
                    && at >= error.offset
                    && may_follow(all, range.start + at, range.end, in_array, true)
                {
                    return range.start + at;
                }
            }
            b'"' => {
                while let Some(found) = memchr3(b'"', b'\\', b'\n', text.get(at..).unwrap_or_default()) {
                    at += found;
                    match text.get(at) {
                        Some(b'\\') => at += 2,
                        Some(b'"') => {
                            at += 1;
                            break;
                        }
                        _ => break,
                    }
                }
            }
            _ => {}
        }
    }
    range.end
}

/// The first byte of a part that is not UTF-8.
fn not_utf8(all: &[u8], start: usize, end: usize) -> Option<usize> {
    let error = std::str::from_utf8(all.get(start..end)?).err()?;
    error.error_len().map(|_| start + error.valid_up_to())
}

/// Whether what stands at `at` may follow a value. After an object or array a line of its own may be anything: it is told
/// for itself.
fn may_follow(all: &[u8], at: usize, end: usize, in_array: bool, is_container: bool) -> bool {
    let next = skip_blanks(all, at, end);
    match all.get(next).filter(|_| next < end) {
        Some(b',' | b']') if in_array => true,
        Some(_) if in_array => false,
        None | Some(b'{' | b'[') => true,
        Some(_) if is_container && all.get(at..next).unwrap_or_default().contains(&b'\n') => true,
        Some(_) => {
            next > 0 && all.get(next - 1).is_some_and(u8::is_ascii_whitespace) && starts_value(all, next)
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

/// The end of something that is no value: the next line or opening bracket, in an array also a comma and its end.
fn junk(all: &[u8], at: usize, end: usize, in_array: bool) -> usize {
    let rest = all.get(at.min(end)..end).unwrap_or_default();
    let stops = |byte: &u8| match byte {
        b'\n' | b'{' | b'[' => true,
        b']' | b',' => in_array,
        _ => false,
    };
    rest.iter().skip(1).position(stops).map_or(end, |found| at + 1 + found)
}

fn skip_blanks(all: &[u8], at: usize, end: usize) -> usize {
    at + blanks(all.get(at.min(end)..end).unwrap_or_default())
}

fn blanks(text: &[u8]) -> usize {
    text.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count()
}
