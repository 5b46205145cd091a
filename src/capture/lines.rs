//! Logs: a payload somewhere in a line, and lines that a container's log driver has cut in pieces.

use std::borrow::Cow;
use std::collections::BTreeMap;

use memchr::memmem;

use super::place::Place;
use super::request::Request;
use super::unwrap::{Body, Each, Layer, fault, wrappers};
use super::wrapper::BodyAt::Line;
use super::wrapper::Mark::{Has, Is, Text};
use super::wrapper::Wrapper;
use super::{Fidelity, Found, Unwrapper};
use crate::json::{Kind, Tape, Value};

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

/// How many brackets of a line are tried as the beginning of a payload.
const MOST_TRIES: usize = 32;

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
        let time = root.get("time").and_then(super::wrapper::instant);
        let layer = Layer::default().with(DOCKER, Request { received_at: time, ..Request::default() });
        let here = Place::Decoded { of: &Place::Record, at: 0 };
        if whole.len() > MOST_PIECES {
            too_long(&layer, &here, each);
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
        match self.in_line(text, tapes) {
            Some(range) => {
                let layer = layer.with("log-line", Request::default());
                let here = Place::Part { of: place, start: range.start };
                let text = Cow::Borrowed(text.get(range).unwrap_or_default());
                self.body(Body { text, place: &here, fidelity: Fidelity::Exact, layer: &layer }, tapes, each);
            }
            None if tapes.first_mut().is_some_and(|tape| is_broken(text, tape)) => {
                let layer = layer.with("log-line", Request::default());
                let message = "holds JSON that is broken or cut off".to_owned();
                let help = "some logs cut long lines; log the raw body whole, or capture with a proxy";
                each(Found::Fault(fault(&layer, place, message, help)));
            }
            None => each(Found::Passed(1)),
        }
    }

    fn in_line(&self, text: &[u8], tapes: &mut [Tape]) -> Option<std::ops::Range<usize>> {
        let tape = tapes.first_mut()?;
        let opens = memchr::memchr2_iter(b'{', b'[', text).take(MOST_TRIES);
        for start in opens {
            let rest = text.get(start..)?;
            let Ok((document, length)) = tape.parse_prefix(rest) else { continue };
            if !ends(rest.get(length..).unwrap_or_default()) {
                continue;
            }
            let root = document.root();
            let whole_line = text.get(..start).is_some_and(|before| before.trim_ascii().is_empty());
            let known = || {
                (self.is_payload)(document) || wrappers().any(|one| one.refusal.is_none() && one.fits(root))
            };
            if root.kind() == Kind::Object && (whole_line || known()) {
                return Some(start..start + length);
            }
        }
        None
    }

    /// A log, line by line.
    pub(super) fn log(&self, text: &[u8], layer: &Layer, tapes: &mut [Tape], each: Each<'_>) {
        let mut held: BTreeMap<&[u8], Held> = BTreeMap::new();
        let mut at = 0;
        for line in text.split(|byte| *byte == b'\n') {
            let start = at;
            at += line.len() + 1;
            if line.trim_ascii().is_empty() {
                continue;
            }
            let Some(piece) = container_piece(line) else {
                self.line(line, &Place::Part { of: &Place::Record, start }, layer, tapes, each);
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
                    too_long(&layer.with("container-log", Request::default()), &here, each);
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
                message,
                "give the log to its end, or the next file of it",
            )));
        }
    }
}

fn too_long(layer: &Layer, place: &Place<'_>, each: Each<'_>) {
    let message = format!("has a line of more than {MOST_PIECES} bytes in its pieces");
    each(Found::Fault(fault(layer, place, message, "no webhook is that long; the log is damaged")));
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

/// Whether a line without a payload holds the pieces of one: an object that does not parse, or one that something before
/// it belongs to. Other languages' prints are none.
fn is_broken(text: &[u8], tape: &mut Tape) -> bool {
    let Some(at) = memmem::find(text, b"{\"") else { return false };
    let (before, object) = text.split_at(at);
    if memmem::find(object, b"\"=>").is_some() || memmem::find(object, b"\" =>").is_some() {
        return false;
    }
    before.trim_ascii_end().ends_with(b"\":") || tape.parse_prefix(object).is_err()
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
