//! A payload somewhere in a line of a log: as JSON, as JSON in a quoted text, as another language prints it.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;

use super::documents::formats;
use super::entry;
use super::inner;
use super::printed::{Printed, printed};
use crate::json::{Abandoned, Document, JsonKind, Tape};

/// How many times the length of a value is read in search of a payload within it: deeper than that is none.
const DEPTH: usize = 32;

/// What names the body of a request in a line of `key=value`.
pub(super) const NAMES: &[&str] = &["raw_body", "rawBody", "request_body", "raw_payload", "payload", "body"];

/// What a line of a log holds.
pub(super) enum InLine {
    /// A payload or a capture.
    Value {
        /// Where it stands.
        range: Range<usize>,
        /// How it is written.
        written: Written,
    },
    /// JSON that begins here and is broken, or whose beginning is missing.
    Broken(usize),
    /// Neither.
    Nothing,
}

/// How a value is written in a line.
pub(super) enum Written {
    /// As JSON.
    Plain,
    /// As a part of a quoted text, whose escapes are resolved here. The range is that of the text as it is written.
    Quoted(String),
    /// As another language prints it; here it is JSON.
    Printed(String),
}

/// The first value in a line that is a payload or a capture. Each byte is parsed a few times at most, however many
/// brackets are never closed.
pub(super) fn in_line(
    text: &[u8],
    line: &Range<usize>,
    inside: &mut Inside,
    tape: &mut Tape,
    is_payload: &dyn Fn(Document<'_>) -> bool,
) -> InLine {
    let (mut at, mut broken) = (line.start, None);
    while let Some(found) = text.get(at..line.end).and_then(|rest| memchr::memchr2(b'{', b'[', rest)) {
        let start = at + found;
        at = start + 1;
        if inside.is_known(start) {
            continue;
        }
        let rest = text.get(start..).unwrap_or_default();
        let before = text.get(line.start..start).unwrap_or_default();
        let outermost = start >= inside.until;
        if outermost && is_escaped(rest) {
            let line = rest.get(..line.end.saturating_sub(start)).unwrap_or_default();
            match quoted(line, tape, is_payload, is_named(before)) {
                Quoted::Value { text, length } => {
                    return InLine::Value { range: start..start + length, written: Written::Quoted(text) };
                }
                Quoted::Broken if is_named(before) => broken = broken.or(Some(start)),
                Quoted::Broken | Quoted::Other => {}
            }
            inside.until = inside.until.max(start + quoted_length(line));
            continue;
        }
        let Ok((document, length)) = tape.parse_prefix(rest) else {
            let abandoned = tape.abandoned(rest);
            let print = if outermost && start >= inside.no_print_until { printed(rest) } else { Err(0) };
            match print {
                Ok(Printed { json, length }) => {
                    let range = start..start + length;
                    if let Some(json) = printed_payload(json, tape, is_payload) {
                        return InLine::Value { range, written: Written::Printed(json) };
                    }
                    inside.no_print_until = range.end;
                    continue;
                }
                Err(length) => inside.no_print_until = inside.no_print_until.max(start + length),
            }
            if outermost && is_broken(rest, line_end(text, start) - start) {
                broken = broken.or(Some(start));
            }
            // What is closed and only not UTF-8 has not been abandoned.
            if let Some(Abandoned { error, open }) = abandoned {
                inside.add(start..start + error.offset);
                inside.open = open.into_iter().map(|at| start + at).collect();
            }
            continue;
        };
        let root = document.root();
        let end = start + length;
        let after = text.get(end..line_end(text, end)).unwrap_or_default();
        let alone = outermost && before.trim_ascii().is_empty();
        let is_known =
            || is_payload(document) || formats().any(|one| one.refusal.is_none() && one.fits(root));
        // What stands in something that cannot be read may be a mere part of a payload.
        let is_whole = || outermost || ends(after);
        let holds = || {
            if entry::is_entry(root) {
                return entry::holds(document, is_payload);
            }
            is_whole() && is_known() || outermost && is_named(before) || alone && ends(after)
        };
        if root.kind() == JsonKind::Object && !root.is_empty_container() && holds() {
            return InLine::Value { range: start..end, written: Written::Plain };
        }
        // Its own name stands before it, so the beginning of what it belongs to is missing.
        let is_rest = outermost && before.trim_ascii_end().ends_with(b"\":");
        if is_rest && rest.starts_with(b"{\"") {
            broken = broken.or(Some(start));
        }
        inside.add(start..end);
    }
    broken.map_or(InLine::Nothing, InLine::Broken)
}

/// Whether what stands before a value calls it the body of a request: `body=`, `payload="`.
fn is_named(before: &[u8]) -> bool {
    let before = before.strip_suffix(b"\"").or_else(|| before.strip_suffix(b"'")).unwrap_or(before);
    let Some(before) = before.strip_suffix(b"=") else { return false };
    NAMES.iter().any(|name| {
        before
            .strip_suffix(name.as_bytes())
            .is_some_and(|rest| rest.last().is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_'))
    })
}

/// Whether an object begins here whose quotes are escaped, because it stands in a quoted text.
fn is_escaped(text: &[u8]) -> bool {
    text.strip_prefix(b"{").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\\\""))
}

/// How long the rest of a quoted text is, without the quote that closes it.
fn quoted_length(line: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'"', b'\\', line.get(at..).unwrap_or_default()) {
        at += found;
        if line.get(at) == Some(&b'"') {
            return at;
        }
        at += 2;
    }
    line.len()
}

/// What begins within a quoted text.
enum Quoted {
    /// A payload, as the rest of the quoted text says it, and how long that is written.
    Value { text: String, length: usize },
    /// JSON that is broken.
    Broken,
    /// Something else.
    Other,
}

fn quoted(line: &[u8], tape: &mut Tape, is_payload: &dyn Fn(Document<'_>) -> bool, is_named: bool) -> Quoted {
    let length = quoted_length(line);
    let written = line.get(..length).unwrap_or_default();
    let string = [b"\"", written, b"\""].concat();
    let Some(text) =
        tape.parse(&string).ok().and_then(|document| document.root().text().map(Cow::into_owned))
    else {
        return Quoted::Broken;
    };
    let Ok((document, said)) = tape.parse_prefix(text.as_bytes()) else { return Quoted::Broken };
    let root = document.root();
    let is_known = || is_payload(document) || formats().any(|one| one.refusal.is_none() && one.fits(root));
    if root.is_empty_container() || !(is_named || is_known()) {
        return Quoted::Other;
    }
    let text = text.get(..said).unwrap_or_default().to_owned();
    Quoted::Value { text, length }
}

/// The payload in a value that another language has printed.
fn printed_payload(
    json: String,
    tape: &mut Tape,
    is_payload: &dyn Fn(Document<'_>) -> bool,
) -> Option<String> {
    let document = tape.parse(json.as_bytes()).ok()?;
    let root = document.root();
    if is_payload(document) || formats().any(|one| one.refusal.is_none() && one.fits(root)) {
        return Some(json);
    }
    inner::payload(document, is_payload)
        .filter(|value| value.kind() == JsonKind::Object)
        .map(|value| value.raw().to_owned())
}

pub(super) fn line_end(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(text.len(), |length| at + length)
}

/// The values that were read in vain, or that are no payloads: what stands in them is no line of its own.
#[derive(Debug, Default)]
pub(super) struct Inside {
    /// Where the last of them ends.
    until: usize,
    /// The brackets that were never closed, ascending: each would fail where the first one did.
    open: Vec<usize>,
    /// How many bytes may still be read again within them.
    left: usize,
    /// Up to where no print of another language begins: it would end where one before it did.
    no_print_until: usize,
}

impl Inside {
    /// Whether it is known already that no payload begins here.
    fn is_known(&self, start: usize) -> bool {
        (start < self.until && self.left == 0) || self.open.binary_search(&start).is_ok()
    }

    fn add(&mut self, read: Range<usize>) {
        if read.start >= self.until {
            self.left = read.len().saturating_mul(DEPTH);
        } else {
            self.left = self.left.saturating_sub(read.len());
        }
        self.until = self.until.max(read.end);
    }
}

/// Whether what does not parse was meant to be an object: it begins with a name in quotes. `length` is that of its line.
/// Other languages' prints are none, and neither is the exception that a logger prints over many lines.
fn is_broken(text: &[u8], length: usize) -> bool {
    let line = text.get(..length).unwrap_or(text);
    let has = |part: &[u8]| memmem::find(line, part).is_some();
    let inner = text.strip_prefix(b"{").map(<[u8]>::trim_ascii_start).unwrap_or_default();
    inner.starts_with(b"\"") && !inner.starts_with(b"\"exception\":") && !has(b"\"=>") && !has(b"\" =>")
}

/// Text without the sequences that colour it on a terminal.
fn without_colour(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.contains(&0x1b) {
        return Cow::Borrowed(text);
    }
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memmem::find(rest, b"\x1b[") {
        plain.extend_from_slice(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 2..).unwrap_or_default();
        let end = rest.iter().position(u8::is_ascii_alphabetic).map_or(rest.len(), |letter| letter + 1);
        rest = rest.get(end..).unwrap_or_default();
    }
    plain.extend_from_slice(rest);
    Cow::Owned(plain)
}

/// Whether what follows a value in a line is next to nothing: brackets, an empty context, one short word.
fn ends(rest: &[u8]) -> bool {
    let rest = without_colour(rest);
    let rest = rest.trim_ascii();
    let closers = |byte: &u8| {
        matches!(byte, b')' | b']' | b'}' | b'>' | b'"' | b'\'' | b',' | b';' | b'[' | b'{' | b' ')
    };
    rest.iter().all(closers) && rest.len() <= 8
        || (rest.len() <= 32
            && !rest.iter().any(|byte| byte.is_ascii_whitespace() || matches!(byte, b'{' | b'[')))
}
