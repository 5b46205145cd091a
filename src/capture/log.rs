//! Logs: a payload somewhere in a line, and what the line tells of it.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

use memchr::{memchr2, memrchr};

use super::around;
use super::container::{Held, Piece};
use super::in_line::{InLine, Inside, Written, in_line, line_end};
use super::layer::{Body, Part, Parts, Problem, Text, only};
use super::place::Step;
use super::request::Request;
use crate::json::{Document, Tape};

/// How much of a line is looked at for what it tells of the value in it, in bytes.
const AROUND: usize = 4096;

/// A line of a log: the first value in it that is a payload or a capture.
#[must_use]
pub fn line(text: Text<'_>) -> Parts<'_> {
    let Text { bytes, tape, is_payload, .. } = text;
    let (part, _) = entry(bytes, 0..bytes.len(), &mut Inside::default(), tape, is_payload);
    only(part)
}

/// A log, line by line.
#[must_use]
pub fn log(text: Text<'_>) -> Parts<'_> {
    Box::new(Lines { text, at: 0, within: false, held: BTreeMap::new(), inside: Inside::default() })
}

/// The lines of a log.
struct Lines<'t> {
    text: Text<'t>,
    at: usize,
    /// Whether that is within a line of which a value was read already.
    within: bool,
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
            let within = std::mem::take(&mut self.within);
            let end = line_end(bytes, start);
            let line = rest.get(..end - start).unwrap_or_default();
            self.at = end + 1;
            if line.trim_ascii().is_empty() {
                continue;
            }
            let Some(piece) = Piece::of(line).filter(|_| !within) else {
                let (part, next) =
                    entry(bytes, start..end, &mut self.inside, self.text.tape, self.text.is_payload);
                (self.at, self.within) = (next, next > 0 && bytes.get(next - 1) != Some(&b'\n'));
                if within && matches!(part, Part::Passed(_)) {
                    continue;
                }
                return Some(part);
            };
            let held = self.held.entry(piece.stream).or_default();
            held.add(line.get(piece.start..).unwrap_or_default(), start + piece.start);
            held.came_at(piece.time);
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
        let Held { text, runs, time } = whole;
        let length = text.len();
        let found =
            in_line(&text, &(0..length), &mut Inside::default(), self.text.tape, self.text.is_payload);
        match found {
            InLine::Value { range, written } => {
                let mut request = request(&text, &range);
                request.add_outer(&Request { received_at: time.map(Into::into), ..Request::default() });
                let (text, step, is_print) = match written {
                    Written::Plain => {
                        let step = Step::Runs(runs.from(range.start));
                        (text.get(range).unwrap_or_default().to_vec(), step, false)
                    }
                    Written::Quoted(said) => (said.into_bytes(), decoded(runs.outer(range.start)), false),
                    Written::Printed(said) => (said.into_bytes(), decoded(runs.outer(range.start)), true),
                };
                let body = Body::new(FORMAT, request, text, step);
                if is_print { body.reserialised().into() } else { body.into() }
            }
            InLine::Broken(start) => broken(Step::Runs(runs), length, start).into(),
            InLine::Nothing => Part::Passed(1),
        }
    }
}

/// What this form is called.
const FORMAT: &str = "log-line";

const fn decoded(at: usize) -> Step<'static> {
    Step::Decoded { at, length: 0 }
}

/// What a line tells of the request whose body stands at `range`. Where nothing stands before that, the line above may
/// announce it.
fn request(text: &[u8], range: &Range<usize>) -> Request {
    let from = range.start.saturating_sub(AROUND);
    let near = text.get(from..range.start).unwrap_or_default();
    let start = memrchr(b'\n', near).map_or(0, |at| at + 1);
    let mut before = near.get(start..).unwrap_or_default();
    if before.trim_ascii().is_empty() {
        let above = near.get(..start).unwrap_or_default().trim_ascii_end();
        let above = above.get(memrchr(b'\n', above).map_or(0, |at| at + 1)..).unwrap_or_default();
        before = if above.ends_with(b":") && !above.contains(&b'{') { above } else { before };
    }
    let end = line_end(text, range.end);
    around::request(before, text.get(range.end..end).unwrap_or_default())
}

/// What a line among others holds, and where to read on. A value may go on in the lines below, and another one may
/// follow it.
fn entry<'t>(
    text: &'t [u8],
    line: Range<usize>,
    inside: &mut Inside,
    tape: &mut Tape,
    is_payload: &dyn Fn(Document<'_>) -> bool,
) -> (Part<'t>, usize) {
    match in_line(text, &line, inside, tape, is_payload) {
        InLine::Value { range, written } => {
            let end = line_end(text, range.end).max(line.end);
            let rest = text.get(range.end..end).unwrap_or_default();
            let next = if memchr2(b'{', b'[', rest).is_some() { range.end } else { end + 1 };
            let request = request(text, &range);
            let body = match written {
                Written::Plain => {
                    let step = Step::Part { start: range.start };
                    Body::new(FORMAT, request, text.get(range).unwrap_or_default(), step)
                }
                Written::Quoted(said) => {
                    let raw = text.get(range.clone()).and_then(|raw| std::str::from_utf8(raw).ok());
                    let step = raw.map_or_else(
                        || decoded(range.start),
                        |raw| Step::JsonString { raw, start: range.start, last: Cell::default() },
                    );
                    Body::new(FORMAT, request, said.into_bytes(), step)
                }
                Written::Printed(said) => {
                    let step = Step::Decoded { at: range.start, length: range.len() };
                    Body::new(FORMAT, request, said.into_bytes(), step).reserialised()
                }
            };
            (body.into(), next)
        }
        InLine::Broken(start) => {
            let step = Step::Part { start: line.start };
            (broken(step, line.len(), start - line.start).into(), line.end + 1)
        }
        InLine::Nothing => (Part::Passed(1), line.end + 1),
    }
}

fn broken(step: Step<'_>, length: usize, at: usize) -> Problem<'_> {
    let message = "holds JSON that is broken or cut off";
    let help = "some logs cut long lines; log the raw body whole, or capture with a proxy";
    Problem::new(FORMAT, step, length, message, help).at(at)
}
