//! Streams of server-sent events: the data of each may be a body or a layer.

use super::layer::{Body, Part, Parts, Problem, Text};
use super::place::{Runs, Step};
use super::request::Request;
use crate::json::Tape;

/// What this form is called.
const FORMAT: &str = "event-stream";

/// How many lines have to be fields of events.
const HEAD: usize = 64;

/// Whether a text begins as such a stream.
pub(super) fn begins_event_stream(text: &[u8]) -> bool {
    let field = |line: &[u8]| {
        let names = [b"id:".as_slice(), b"event:", b"data:", b"retry:", b":"];
        line.is_empty() || names.iter().any(|name| line.starts_with(name))
    };
    let head =
        || text.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line)).take(HEAD);
    head().all(field) && head().any(|line| line.starts_with(b"data:"))
}

/// The events of a stream.
pub(super) fn events(text: Text<'_>) -> Parts<'_> {
    let Text { bytes, tape, .. } = text;
    let mut lines = bytes.split_inclusive(|byte| *byte == b'\n').chain([b"\n".as_slice()]);
    // The data of one event may stand in several lines.
    let (mut at, mut event) = (0, Event::default());
    Box::new(std::iter::from_fn(move || {
        for line in lines.by_ref() {
            if let Some(data) = line.strip_prefix(b"data:") {
                let plain = data.strip_prefix(b" ").unwrap_or(data);
                event.add(without_end(plain), at + line.len() - plain.len());
            }
            at += line.len();
            if line.trim_ascii_end().is_empty() && event.begun {
                return Some(std::mem::take(&mut event).part(tape));
            }
        }
        None
    }))
}

fn without_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// The data of one event, and where each line of it stands.
#[derive(Default)]
struct Event {
    begun: bool,
    text: Vec<u8>,
    runs: Runs,
}

impl Event {
    fn add(&mut self, data: &[u8], start: usize) {
        if !self.text.is_empty() {
            self.text.push(b'\n');
        }
        self.begun = true;
        self.runs.push(self.text.len(), start);
        self.text.extend_from_slice(data);
    }

    fn part<'t>(self, tape: &mut Tape) -> Part<'t> {
        let Self { text, runs, .. } = self;
        if text == b"{}" || !text.starts_with(b"{") {
            return Part::Passed(1);
        }
        let step = Step::Runs(runs);
        if tape.parse(&text).is_err() {
            let message = "has an event whose data is not JSON";
            let help = "the stream was cut off; record it again";
            return Problem::new(FORMAT, step, text.len(), message, help).into();
        }
        Body::new(FORMAT, Request::default(), text, step).into()
    }
}
