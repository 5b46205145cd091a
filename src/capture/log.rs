//! Logs: a payload somewhere in a line.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;

use super::container::{Held, Piece};
use super::documents::formats;
use super::layer::{Body, Part, Parts, Problem, Text, only};
use super::place::Step;
use super::request::Request;
use crate::json::{Abandoned, Document, JsonKind, Tape, Value};

/// How many times the length of a value is read in search of a payload within it: deeper than that is none.
const DEPTH: usize = 32;

/// A line of a log: the first value in it that is a payload or a capture, with next to nothing behind it.
#[must_use]
pub fn line(text: Text<'_>) -> Parts<'_> {
    let Text { bytes, tape, is_payload } = text;
    let (part, _) = entry(bytes, 0..bytes.len(), &mut Inside::default(), tape, is_payload);
    only(part)
}

/// A log, line by line.
#[must_use]
pub fn log(text: Text<'_>) -> Parts<'_> {
    Box::new(Lines { text, at: 0, held: BTreeMap::new(), inside: Inside::default() })
}

/// The lines of a log.
struct Lines<'t> {
    text: Text<'t>,
    at: usize,
    /// Lines whose last piece has not come, by stream.
    held: BTreeMap<&'t [u8], Held>,
    inside: Inside,
}

impl<'t> Iterator for Lines<'t> {
    type Item = Part<'t>;

    fn next(&mut self) -> Option<Part<'t>> {
        let bytes = self.text.bytes;
        while let Some(rest) = bytes.get(self.at..).filter(|rest| !rest.is_empty()) {
            let start = self.at;
            let end = line_end(bytes, start);
            let line = rest.get(..end - start).unwrap_or_default();
            self.at = end + 1;
            if line.trim_ascii().is_empty() {
                continue;
            }
            let Some(piece) = Piece::of(line) else {
                let (part, end) =
                    entry(bytes, start..end, &mut self.inside, self.text.tape, self.text.is_payload);
                self.at = end + 1;
                return Some(part);
            };
            let held = self.held.entry(piece.stream).or_default();
            held.add(line.get(piece.start..).unwrap_or_default(), start + piece.start);
            if piece.last {
                let whole = self.held.remove(piece.stream).unwrap_or_default();
                return Some(self.put_together(whole));
            }
        }
        let (stream, whole) = self.held.pop_first()?;
        Some(whole.unfinished(stream).into())
    }
}

impl<'t> Lines<'t> {
    /// What a line holds that came in pieces.
    fn put_together(&mut self, whole: Held) -> Part<'t> {
        if let Some(problem) = whole.too_long() {
            return problem.into();
        }
        let Held { text, runs } = whole;
        let length = text.len();
        let found =
            in_line(&text, &(0..length), &mut Inside::default(), self.text.tape, self.text.is_payload);
        match found {
            InLine::Value(range) => {
                let step = Step::Runs(runs.from(range.start));
                let text = text.get(range).unwrap_or_default().to_vec();
                Body::new(FORMAT, Request::default(), text, step).into()
            }
            InLine::Broken(start) => broken(Step::Runs(runs), length, start).into(),
            InLine::Nothing => Part::Passed(1),
        }
    }
}

/// What this form is called.
const FORMAT: &str = "log-line";

fn line_end(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(text.len(), |length| at + length)
}

/// What a line among others holds. A value may go on in the lines below; gives where the last line of it ends.
fn entry<'t>(
    text: &'t [u8],
    line: Range<usize>,
    inside: &mut Inside,
    tape: &mut Tape,
    is_payload: &dyn Fn(Document<'_>) -> bool,
) -> (Part<'t>, usize) {
    match in_line(text, &line, inside, tape, is_payload) {
        InLine::Value(range) => {
            let end = line_end(text, range.end).max(line.end);
            let step = Step::Part { start: range.start };
            let text = text.get(range).unwrap_or_default();
            (Body::new(FORMAT, Request::default(), text, step).into(), end)
        }
        InLine::Broken(start) => {
            let step = Step::Part { start: line.start };
            (broken(step, line.len(), start - line.start).into(), line.end)
        }
        InLine::Nothing => (Part::Passed(1), line.end),
    }
}

fn broken(step: Step<'_>, length: usize, at: usize) -> Problem<'_> {
    let message = "holds JSON that is broken or cut off";
    let help = "some logs cut long lines; log the raw body whole, or capture with a proxy";
    Problem::new(FORMAT, step, length, message, help).at(at)
}

/// What a line holds. Each byte is parsed a few times at most, however many brackets are never closed.
fn in_line(
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
        let Ok((document, length)) = tape.parse_prefix(rest) else {
            if start >= inside.until && is_broken(rest, line_end(text, start) - start) {
                broken = broken.or(Some(start));
            }
            // What is closed and only not UTF-8 has not been abandoned.
            if let Some(Abandoned { error, open }) = tape.abandoned(rest) {
                inside.add(start..start + error.offset);
                inside.open = open.into_iter().map(|at| start + at).collect();
            }
            continue;
        };
        let root = document.root();
        let end = start + length;
        let after = text.get(end..line_end(text, end)).unwrap_or_default();
        let before = text.get(line.start..start).unwrap_or_default();
        let alone = start >= inside.until && before.trim_ascii().is_empty();
        let known = || is_payload(document) || formats().any(|one| one.refusal.is_none() && one.fits(root));
        let holds = || known() || (alone && !is_entry(root));
        if root.kind() == JsonKind::Object && !root.is_empty_container() && ends(after) && holds() {
            return InLine::Value(start..end);
        }
        // Its own name stands before it, so the beginning of what it belongs to is missing.
        let is_rest = start >= inside.until && before.trim_ascii_end().ends_with(b"\":");
        if is_rest && rest.starts_with(b"{\"") {
            broken = broken.or(Some(start));
        }
        inside.add(start..end);
    }
    broken.map_or(InLine::Nothing, InLine::Broken)
}

/// What a line of a log holds.
enum InLine {
    /// A payload or a capture.
    Value(Range<usize>),
    /// JSON that begins here and is broken, or whose beginning is missing.
    Broken(usize),
    /// Neither.
    Nothing,
}

/// The values that were read in vain, or that are no payloads: what stands in them is no line of its own.
#[derive(Debug, Default)]
struct Inside {
    /// Where the last of them ends.
    until: usize,
    /// The brackets that were never closed, ascending: each would fail where the first one did.
    open: Vec<usize>,
    /// How many bytes may still be read again within them.
    left: usize,
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

/// Whether an object that stands alone on a line is what a logger writes of each event: a level, a time, a message.
fn is_entry(root: Value<'_>) -> bool {
    let has = |names: &[&str]| names.iter().any(|name| root.get(name).is_some());
    has(&["level", "severity", "lvl"])
        && has(&["msg", "message"])
        && has(&["ts", "time", "timestamp", "@timestamp", "date"])
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
