//! HTTP messages as they went over the wire, or as an editor left them: request line, headers, blank line, body.

use std::borrow::Cow;

use super::place::Place;
use super::request::{Headers, Request, are_of_a_request};
use super::unwrap::{Body, Each, Layer, fault};
use super::{Fault, Fidelity, Found, Unwrapper};
pub(super) use crate::input::begins_request;
use crate::json::Tape;

/// How many headers one message may have.
const MOST_HEADERS: usize = 256;

/// How far it is to the next line that begins a request.
fn next_request(text: &[u8]) -> usize {
    let mut lines = memchr::memchr_iter(b'\n', text).map(|newline| newline + 1);
    lines.find(|start| text.get(*start..).is_some_and(begins_request)).unwrap_or(text.len())
}

/// Where the head of a message ends and its body begins.
fn head_length(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let newline = memchr::memchr(b'\n', text.get(at..)?)? + at;
        let line = text.get(at..newline)?;
        at = newline + 1;
        if matches!(line, [] | [b'\r']) {
            return Some(at);
        }
    }
}

/// The headers of a head, its first line left out if `has_line`.
fn headers(head: &[u8], has_line: bool) -> Result<Headers, String> {
    let skipped = if has_line { memchr::memchr(b'\n', head).map_or(head.len(), |at| at + 1) } else { 0 };
    let mut buffer = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let lines = head.get(skipped..).unwrap_or_default();
    match httparse::parse_headers(lines, &mut buffer) {
        Ok(httparse::Status::Complete((_, lines))) => {
            let mut headers = Headers::default();
            for line in lines {
                headers.push(line.name, String::from_utf8_lossy(line.value).into_owned());
            }
            Ok(headers)
        }
        Ok(httparse::Status::Partial) => Err("its headers are cut off".to_owned()),
        Err(error) => Err(format!("its headers are broken: {error}")),
    }
}

/// Whether the body comes in chunks: of all transfer codings, in whatever header and case, the last one says so.
fn is_chunked(headers: &Headers) -> bool {
    let codings = headers.all("transfer-encoding").flat_map(|value| value.split(',')).map(str::trim);
    codings
        .filter(|coding| !coding.is_empty())
        .last()
        .is_some_and(|coding| coding.eq_ignore_ascii_case("chunked"))
}

impl Unwrapper<'_> {
    /// HTTP requests, one after another while each says where it ends.
    pub(super) fn messages(
        &self,
        text: &[u8],
        place: &Place<'_>,
        layer: &Layer,
        tapes: &mut [Tape],
        each: Each<'_>,
    ) {
        let mut at = 0;
        loop {
            let rest = text.get(at..).unwrap_or_default();
            at += rest.len() - rest.trim_ascii_start().len();
            let rest = rest.trim_ascii_start();
            if rest.is_empty() {
                break;
            }
            let here = Place::Part { of: place, start: at };
            if !begins_request(rest) {
                let layer = layer.with("http", Request::default());
                let message = "is followed by something that is not an HTTP request".to_owned();
                let help = "one request ends where Content-Length says";
                let length = next_request(rest);
                each(Found::Fault(fault(&layer, &here, length, message, help)));
                at += length;
                continue;
            }
            at += self.message(rest, &here, layer, tapes, each);
        }
    }

    /// One request; gives its length.
    fn message(
        &self,
        text: &[u8],
        place: &Place<'_>,
        layer: &Layer,
        tapes: &mut [Tape],
        each: Each<'_>,
    ) -> usize {
        let length = head_length(text).unwrap_or(text.len());
        let (head, rest) = text.split_at(length.min(text.len()));
        let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let first = String::from_utf8_lossy(first);
        let mut words = first.trim_end().split(' ').map(Into::into);
        let (method, url) = (words.next(), words.next());
        let found = match headers(head, true) {
            Ok(found) => found,
            Err(why) => {
                let layer = layer.with("http", Request { method, url, ..Request::default() });
                let length = next_request(text);
                let help = "a blank line ends the headers of a request";
                each(Found::Fault(fault(&layer, place, length, why, help)));
                return length;
            }
        };
        let layer = layer.with("http", Request { headers: found, method, url, received_at: None });
        let start = length;
        if is_chunked(&layer.request.headers) {
            return start + self.chunked(rest, start, place, &layer, tapes, each);
        }
        let (body, fidelity) = measured(rest, &layer, place, each);
        let here = Place::Part { of: place, start };
        if body.starts_with(&[0x1f, 0x8b]) {
            self.unzipped(body.to_vec(), &here, &layer, tapes, each);
        } else {
            self.body(Body { text: Cow::Borrowed(body), place: &here, fidelity, layer: &layer }, tapes, each);
        }
        start + body.len()
    }

    /// A body in chunks, RFC 9112, section 7.1; gives its length on the wire.
    fn chunked(
        &self,
        wire: &[u8],
        start: usize,
        place: &Place<'_>,
        layer: &Layer,
        tapes: &mut [Tape],
        each: Each<'_>,
    ) -> usize {
        let (mut body, mut runs, mut at, mut problem) = (Vec::new(), Vec::new(), 0, None);
        loop {
            let rest = wire.get(at..).unwrap_or_default();
            let size = match httparse::parse_chunk_size(rest) {
                Ok(httparse::Status::Complete((head, size))) => {
                    at += head;
                    usize::try_from(size).unwrap_or(usize::MAX)
                }
                Ok(httparse::Status::Partial) => {
                    problem = Some("ends within a chunk");
                    break;
                }
                Err(_) => {
                    problem = Some("has a chunk whose size is not a hexadecimal number");
                    break;
                }
            };
            if size == 0 {
                at += wire.get(at..).and_then(head_length).unwrap_or(0);
                break;
            }
            let Some(chunk) = at.checked_add(size).and_then(|end| wire.get(at..end)) else {
                problem = Some("ends within a chunk");
                break;
            };
            runs.push((body.len(), start + at));
            body.extend_from_slice(chunk);
            at += size;
            at += wire
                .get(at..)
                .unwrap_or_default()
                .iter()
                .take(2)
                .take_while(|byte| matches!(byte, b'\r' | b'\n'))
                .count();
        }
        let here = Place::Runs { of: place, runs: &runs };
        if let Some(problem) = problem {
            let help = "the capture was cut off or edited; what came before was not judged";
            let length = next_request(wire);
            each(Found::Fault(fault(layer, place, start + length, problem.to_owned(), help)));
            return length;
        }
        if body.starts_with(&[0x1f, 0x8b]) {
            self.unzipped(body, &here, layer, tapes, each);
        } else {
            let text = Cow::Owned(body);
            self.body(Body { text, place: &here, fidelity: Fidelity::Exact, layer }, tapes, each);
        }
        at
    }

    /// Headers without a request line, a blank line, a body. False where it is none of that.
    pub(super) fn header_block(
        &self,
        text: &[u8],
        layer: &Layer,
        tapes: &mut [Tape],
        each: Each<'_>,
    ) -> bool {
        let Some(length) = head_length(text) else { return false };
        let (head, body) = text.split_at(length.min(text.len()));
        let Ok(found) = headers(head, false) else { return false };
        if !are_of_a_request(&found) {
            return false;
        }
        let layer = layer.with("http-headers", Request { headers: found, ..Request::default() });
        let (text, fidelity) = measured(body, &layer, &Place::Record, each);
        let here = Place::Part { of: &Place::Record, start: length };
        self.body(Body { text: Cow::Borrowed(text), place: &here, fidelity, layer: &layer }, tapes, each);
        true
    }
}

/// How much of what follows the headers is the body, by its Content-Length, and how exact it is. A length that cannot be
/// true is remarked on.
fn measured<'r>(rest: &'r [u8], layer: &Layer, place: &Place<'_>, each: Each<'_>) -> (&'r [u8], Fidelity) {
    let Some(said) = layer.request.headers.get("content-length") else { return (rest, Fidelity::Exact) };
    let Ok(length) = said.trim().parse::<usize>() else {
        let said: String = said.chars().take(40).collect();
        let message = format!("has a Content-Length that is not a number: {said}");
        each(Found::Remark(fault(
            layer,
            place,
            0,
            message,
            "everything after the headers was taken as the body",
        )));
        return (rest, Fidelity::Transcoded);
    };
    let Some((body, after)) = rest.split_at_checked(length) else {
        each(Found::Remark(lying(layer, place, length, rest.len())));
        return (rest, Fidelity::Truncated);
    };
    // What follows is the next request, or the newline of an editor; else the length is wrong.
    let after = after.trim_ascii_start();
    if after.is_empty() || begins_request(after) {
        return (body, Fidelity::Exact);
    }
    let rest = rest.trim_ascii_end();
    each(Found::Remark(lying(layer, place, length, rest.len())));
    (rest, Fidelity::Transcoded)
}

fn lying(layer: &Layer, place: &Place<'_>, said: usize, found: usize) -> Fault {
    let message = format!("has a Content-Length of {said}, and {found} bytes follow the headers");
    fault(layer, place, 0, message, "the body was cut off or edited; its signature cannot be checked")
}
