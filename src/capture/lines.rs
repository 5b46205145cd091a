//! Logs: a payload somewhere in a line, and lines that a container's log driver has cut in pieces.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;

use super::place::Place;
use super::request::Request;
use super::unwrap::{Body, Each, Layer, fault, wrappers};
use super::wrapper::BodyAt::Line;
use super::wrapper::Mark::{Has, Is, Text};
use super::wrapper::Wrapper;
use super::{Fault, Fidelity, Found, Unwrapper};
use crate::json::{Abandoned, JsonKind, Tape, Value};

pub(super) const WRAPPERS: &[Wrapper] = &[
    Wrapper::new(DOCKER, &[Is(&["stream"], "stdout"), Text(&["log"]), Has(&["time"])])
        .body(&[Line(&["log"])])
        .time(&[&["time"]]),
    Wrapper::new(DOCKER, &[Is(&["stream"], "stderr"), Text(&["log"]), Has(&["time"])])
        .body(&[Line(&["log"])])
        .time(&[&["time"]]),
];

/// The log driver `json-file`.
const DOCKER: &str = "docker";

/// How many times the length of a value is read in search of a payload within it: deeper than that is none.
const DEPTH: usize = 32;

/// How much of a log's lines is kept until their last piece comes, in bytes.
const MOST_PIECES: usize = 64 << 20;

/// Pieces of lines whose end has not come yet, by stream.
#[derive(Debug, Default)]
pub(super) struct Pieces(BTreeMap<String, Vec<u8>>);

impl Pieces {
    fn add(&mut self, stream: &str, piece: &[u8]) {
        let held = self.0.entry(stream.to_owned()).or_default();
        // One byte more than is allowed stands for everything that does not fit.
        let room = (MOST_PIECES + 1).saturating_sub(held.len());
        held.extend_from_slice(piece.get(..piece.len().min(room)).unwrap_or_default());
    }

    /// A last piece with those before it; none where there were none. Longer than [`MOST_PIECES`] means that the rest
    /// was dropped.
    fn complete(&mut self, stream: &str, last: &[u8]) -> Option<Vec<u8>> {
        let mut whole = self.0.remove(stream)?;
        whole.extend_from_slice(last);
        Some(whole)
    }

    /// Tells of lines whose end never came.
    pub(super) fn left(&mut self, each: Each<'_>) {
        for stream in std::mem::take(&mut self.0).into_keys() {
            let layer = Layer::default().with(DOCKER, Request::default());
            let message = format!("ends within a line of {stream}: its last piece is missing");
            each(Found::Fault(fault(
                &layer,
                &Place::Record,
                0,
                message,
                "give the log to its end, or the next file of it",
            )));
        }
    }
}

impl Unwrapper<'_> {
    /// A record of a container's log that is not the only piece of its line. False where it is.
    pub(super) fn piece(&self, root: Value<'_>, tapes: &mut [Tape], each: Each<'_>) -> bool {
        if !WRAPPERS.iter().any(|wrapper| wrapper.fits(root)) {
            return false;
        }
        let text = root.get("log").and_then(Value::text).unwrap_or_default();
        let stream = root.get("stream").and_then(Value::text).unwrap_or_default();
        let mut pieces = self.pieces.borrow_mut();
        if !text.ends_with('\n') {
            pieces.add(&stream, text.as_bytes());
            each(Found::Passed(0));
            return true;
        }
        let Some(whole) = pieces.complete(&stream, text.as_bytes()) else { return false };
        let time = root.get("time").and_then(super::wrapper::instant).map(Into::into);
        let layer = Layer::default().with(DOCKER, Request { received_at: time, ..Request::default() });
        let length = root.span().end as usize;
        let here = Place::Decoded { of: &Place::Record, at: 0, length };
        if whole.len() > MOST_PIECES {
            too_long(&layer, &here, whole.len(), each);
        } else {
            self.line(&whole, &here, &layer, tapes, each);
        }
        true
    }

    /// A line of a log: the first value in it that is a payload or a wrapper, with next to nothing behind it.
    pub(super) fn line(
        &self,
        text: &[u8],
        place: &Place<'_>,
        layer: &Layer,
        tapes: &mut [Tape],
        each: Each<'_>,
    ) {
        self.entry(text, 0..text.len(), place, layer, &mut Inside::default(), tapes, each);
    }

    /// The same of a line among others. A value may go on in the lines below; gives where the last line of it ends.
    #[expect(clippy::too_many_arguments, reason = "what a line is read with is the same for all lines")]
    fn entry(
        &self,
        text: &[u8],
        line: Range<usize>,
        place: &Place<'_>,
        layer: &Layer,
        inside: &mut Inside,
        tapes: &mut [Tape],
        each: Each<'_>,
    ) -> usize {
        let line_end = |at: usize| {
            let rest = text.get(at..).unwrap_or_default();
            memchr::memchr(b'\n', rest).map_or(text.len(), |length| at + length)
        };
        let found = tapes.first_mut().map(|tape| self.in_line(text, &line, &line_end, inside, tape));
        match found {
            Some(InLine::Value(range)) => {
                let layer = layer.with("log-line", Request::default());
                let here = Place::Part { of: place, start: range.start };
                let end = line_end(range.end);
                let text = Cow::Borrowed(text.get(range).unwrap_or_default());
                self.body(Body { text, place: &here, fidelity: Fidelity::Exact, layer: &layer }, tapes, each);
                return end.max(line.end);
            }
            Some(InLine::Broken(start)) => {
                let layer = layer.with("log-line", Request::default());
                let here = Place::Part { of: place, start: line.start };
                let message = "holds JSON that is broken or cut off".to_owned();
                let help = "some logs cut long lines; log the raw body whole, or capture with a proxy";
                let at = place.locate(start);
                each(Found::Fault(Fault { at, ..fault(&layer, &here, line.len(), message, help) }));
            }
            Some(InLine::Nothing) | None => each(Found::Passed(1)),
        }
        line.end
    }

    /// What a line holds. Each byte is parsed a few times at most, however many brackets are never closed.
    fn in_line(
        &self,
        text: &[u8],
        line: &Range<usize>,
        line_end: &dyn Fn(usize) -> usize,
        inside: &mut Inside,
        tape: &mut Tape,
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
                if start >= inside.until && is_broken(rest, line_end(start) - start) {
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
            let after = text.get(end..line_end(end)).unwrap_or_default();
            let before = text.get(line.start..start).unwrap_or_default();
            let alone = start >= inside.until && before.trim_ascii().is_empty();
            let known = || {
                (self.is_payload)(document) || wrappers().any(|one| one.refusal.is_none() && one.fits(root))
            };
            let is_payload = || known() || (alone && !is_entry(root));
            if root.kind() == JsonKind::Object && !root.is_empty_container() && ends(after) && is_payload() {
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

    /// A log, line by line.
    pub(super) fn log(&self, text: &[u8], layer: &Layer, tapes: &mut [Tape], each: Each<'_>) {
        let mut held: BTreeMap<&[u8], Held> = BTreeMap::new();
        let mut inside = Inside::default();
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let start = at;
            let end = memchr::memchr(b'\n', rest).map_or(text.len(), |length| at + length);
            let line = text.get(start..end).unwrap_or_default();
            at = end + 1;
            if line.trim_ascii().is_empty() {
                continue;
            }
            let Some(piece) = container_piece(line) else {
                at = self.entry(text, start..end, &Place::Record, layer, &mut inside, tapes, each) + 1;
                continue;
            };
            let whole = held.entry(piece.stream).or_default();
            let text = line.get(piece.start..).unwrap_or_default();
            let room = (MOST_PIECES + 1).saturating_sub(whole.text.len());
            if room > 0 {
                whole.runs.push((whole.text.len(), start + piece.start));
                whole.text.extend_from_slice(text.get(..text.len().min(room)).unwrap_or_default());
            }
            if piece.last {
                let whole = held.remove(piece.stream).unwrap_or_default();
                let here = Place::Runs { of: &Place::Record, runs: &whole.runs };
                if whole.text.len() > MOST_PIECES {
                    let layer = layer.with("container-log", Request::default());
                    too_long(&layer, &here, whole.text.len(), each);
                } else {
                    self.line(&whole.text, &here, layer, tapes, each);
                }
            }
        }
        for (stream, whole) in held {
            let here = Place::Runs { of: &Place::Record, runs: &whole.runs };
            let layer = layer.with("container-log", Request::default());
            let stream = String::from_utf8_lossy(stream);
            let message = format!("ends within a line of {stream}: its last piece is missing");
            each(Found::Fault(fault(
                &layer,
                &here,
                whole.text.len(),
                message,
                "give the log to its end, or the next file of it",
            )));
        }
    }
}

/// What a line of a log holds.
enum InLine {
    /// A payload or a wrapper.
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

fn too_long(layer: &Layer, place: &Place<'_>, length: usize, each: Each<'_>) {
    let message = format!("has a line of more than {MOST_PIECES} bytes in its pieces");
    each(Found::Fault(fault(layer, place, length, message, "no webhook is that long; the log is damaged")));
}

/// A line that has not come to its end.
#[derive(Debug, Default)]
struct Held {
    text: Vec<u8>,
    runs: Vec<(usize, usize)>,
}

/// A line of the container runtime interface: `TIME stdout P TEXT`.
struct Piece<'l> {
    stream: &'l [u8],
    last: bool,
    start: usize,
}

fn container_piece(line: &[u8]) -> Option<Piece<'_>> {
    let mut words = line.splitn(4, |byte| *byte == b' ');
    let (time, stream, tag) = (words.next()?, words.next()?, words.next()?);
    let is_time = time.first().is_some_and(u8::is_ascii_digit) && time.contains(&b'T');
    let start = time.len() + stream.len() + tag.len() + 3;
    (is_time && matches!(stream, b"stdout" | b"stderr") && matches!(tag, b"P" | b"F")).then_some(Piece {
        stream,
        last: tag == b"F",
        start,
    })
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
