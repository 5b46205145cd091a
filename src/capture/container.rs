//! The logs of containers, whose drivers cut long lines in pieces.

use std::collections::BTreeMap;

use super::format::BodyAt::Line;
use super::format::JsonFormat;
use super::layer::{Body, Content, Part, Parts, Problem, only};
use super::mark::Mark::{Has, Is, Text};
use super::place::{Runs, Step};
use super::request::Request;
use super::value::instant;
use crate::json::{Document, JsonKind, Value};

pub(super) const FORMATS: &[JsonFormat] = &[
    JsonFormat::new(DOCKER, &[Is(&["stream"], "stdout"), Text(&["log"]), Has(&["time"])])
        .body(&[Line(&["log"])])
        .time(&[&["time"]]),
    JsonFormat::new(DOCKER, &[Is(&["stream"], "stderr"), Text(&["log"]), Has(&["time"])])
        .body(&[Line(&["log"])])
        .time(&[&["time"]]),
    JsonFormat::new("journald", &[Has(&["__REALTIME_TIMESTAMP"]), Text(&["MESSAGE"]), Has(&["_BOOT_ID"])])
        .body(&[Line(&["MESSAGE"])])
        .logged_by(&[&["_SYSTEMD_UNIT"], &["SYSLOG_IDENTIFIER"], &["_COMM"]])
        .time(&[&["__REALTIME_TIMESTAMP"]]),
    JsonFormat::new("stern", &[Text(&["podName"]), Text(&["containerName"]), Text(&["message"])])
        .body(&[Line(&["message"])])
        .logged_by(&[&["podName"]]),
];

/// The log driver `json-file`.
const DOCKER: &str = "docker";

/// The container runtime interface.
const RUNTIME: &str = "container-log";

/// How much of a log's lines is kept until their last piece comes, in bytes.
const MOST_PIECES: usize = 64 << 20;

/// Pieces of lines whose end has not come yet, by stream.
#[derive(Debug, Default)]
pub struct Pieces(BTreeMap<String, Vec<u8>>);

impl Pieces {
    /// A record of a container's log that is not the only piece of its line. Nothing where it is.
    pub fn piece<'t>(&mut self, document: Document<'_>) -> Option<Parts<'t>> {
        let root = document.root();
        // The look costs next to nothing.
        let is_one = root.kind() == JsonKind::Object && root.get("log").is_some();
        if !is_one || !FORMATS.iter().any(|format| format.fits(root)) {
            return None;
        }
        let text = root.get("log").and_then(Value::text).unwrap_or_default();
        let stream = root.get("stream").and_then(Value::text).unwrap_or_default();
        if !text.ends_with('\n') {
            self.add(&stream, text.as_bytes());
            return Some(only(Part::Passed(0)));
        }
        let whole = self.complete(&stream, text.as_bytes())?;
        let step = Step::Decoded { at: 0, length: root.span().end as usize };
        if whole.len() > MOST_PIECES {
            return Some(only(too_long(DOCKER, step, whole.len())));
        }
        let time = root.get("time").and_then(instant).map(Into::into);
        let request = Request { received_at: time, ..Request::default() };
        Some(only(Body::new(DOCKER, request, whole, step).holding(Content::Line)))
    }

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
    pub fn left<'t>(&mut self) -> Parts<'t> {
        let streams = std::mem::take(&mut self.0).into_keys();
        Box::new(streams.map(|stream| unfinished(DOCKER, &stream, Step::WHOLE, 0).into()))
    }
}

/// A line of the container runtime interface: `TIME stdout P TEXT`.
pub(super) struct Piece<'l> {
    pub(super) stream: &'l [u8],
    pub(super) last: bool,
    /// When it was logged.
    pub(super) time: &'l [u8],
    /// Where its text begins in the line.
    pub(super) start: usize,
}

impl<'l> Piece<'l> {
    pub(super) fn of(line: &'l [u8]) -> Option<Self> {
        let mut words = line.splitn(4, |byte| *byte == b' ');
        let (time, stream, tag) = (words.next()?, words.next()?, words.next()?);
        let is_time = time.first().is_some_and(u8::is_ascii_digit) && time.contains(&b'T');
        let start = time.len() + stream.len() + tag.len() + 3;
        let fits = is_time && matches!(stream, b"stdout" | b"stderr") && matches!(tag, b"P" | b"F");
        fits.then_some(Piece { stream, last: tag == b"F", time, start })
    }
}

/// A line that has not come to its end.
#[derive(Debug, Default)]
pub(super) struct Held {
    pub(super) text: Vec<u8>,
    pub(super) runs: Runs,
    /// When the first piece was logged.
    pub(super) time: Option<String>,
}

impl Held {
    /// Notes when a piece was logged.
    pub(super) fn came_at(&mut self, time: &[u8]) {
        self.time.get_or_insert_with(|| String::from_utf8_lossy(time).into_owned());
    }

    /// Adds a piece that stands at `start`; what is longer than any line is dropped.
    pub(super) fn add(&mut self, piece: &[u8], start: usize) {
        let room = (MOST_PIECES + 1).saturating_sub(self.text.len());
        if room > 0 {
            self.runs.push(self.text.len(), start);
            self.text.extend_from_slice(piece.get(..piece.len().min(room)).unwrap_or_default());
        }
    }

    /// Why it cannot be read, where it is too long.
    pub(super) fn too_long(&self) -> Option<Problem<'static>> {
        let length = self.text.len();
        (length > MOST_PIECES).then(|| too_long(RUNTIME, Step::Runs(self.runs.clone()), length))
    }

    /// What there is to say where its end never comes.
    pub(super) fn unfinished(self, stream: &[u8]) -> Problem<'static> {
        unfinished(RUNTIME, &String::from_utf8_lossy(stream), Step::Runs(self.runs), self.text.len())
    }
}

fn too_long(format: &'static str, step: Step<'static>, length: usize) -> Problem<'static> {
    let message = format!("has a line of more than {MOST_PIECES} bytes in its pieces");
    Problem::new(format, step, length, message, "no webhook is that long; the log is damaged")
}

fn unfinished(format: &'static str, stream: &str, step: Step<'static>, length: usize) -> Problem<'static> {
    let message = format!("ends within a line of {stream}: its last piece is missing");
    Problem::new(format, step, length, message, "give the log to its end, or the next file of it")
}
