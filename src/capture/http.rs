//! HTTP messages as they went over the wire, or as an editor left them: request line, headers, blank line, body.

use thiserror::Error;

use super::Fidelity;
use super::layer::{Body, Content, Gravity, Part, Parts, Problem};
use super::place::{Runs, Step};
use super::request::{Headers, Request, are_of_a_request};

/// What this form is called.
const FORMAT: &str = "http";

/// How much of a request line is looked at, in bytes.
const LONGEST_LINE: usize = 8192;

/// Whether a text begins with the request line of HTTP/1: a method of any name, a target, the version.
#[must_use]
pub fn begins_request(text: &[u8]) -> bool {
    // The method is looked for before the line's end is: this is asked of the beginning of every line.
    let method = text.iter().take(24).take_while(|byte| byte.is_ascii_uppercase() || **byte == b'-').count();
    if !(3..=20).contains(&method) || text.get(method) != Some(&b' ') {
        return false;
    }
    let start = text.get(..text.len().min(LONGEST_LINE)).unwrap_or(text);
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii_end();
    let mut words = line.split(|byte| *byte == b' ').skip(1);
    words.next().is_some_and(|target| !target.is_empty())
        && words.next().is_some_and(|version| version.starts_with(b"HTTP/"))
}

/// How many headers one message may have.
const MOST_HEADERS: usize = 256;

/// How far it is to the next line that begins a request.
fn next_request(text: &[u8]) -> usize {
    let mut lines = memchr::memchr_iter(b'\n', text).map(|newline| newline + 1);
    lines.find(|start| text.get(*start..).is_some_and(begins_request)).unwrap_or(text.len())
}

/// Where the head of a message ends and its body begins. It is not looked for below more lines than a head can have: each
/// line may begin a message of its own.
fn head_length(text: &[u8]) -> Option<usize> {
    let mut at = 0;
    for _ in 0..MOST_HEADERS + 2 {
        let newline = memchr::memchr(b'\n', text.get(at..)?)? + at;
        let line = text.get(at..newline)?;
        at = newline + 1;
        if matches!(line, [] | [b'\r']) {
            return Some(at);
        }
    }
    None
}

/// Why the head of a message cannot be read.
#[derive(Debug, Error)]
enum HeadError {
    /// No blank line ends it.
    #[error("its headers are cut off")]
    CutOff,
    /// A line is not a header.
    #[error("its headers are broken: {0}")]
    Broken(httparse::Error),
}

/// The headers of a head, its first line left out if `has_line`.
fn headers(head: &[u8], has_line: bool) -> Result<Headers, HeadError> {
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
        Ok(httparse::Status::Partial) => Err(HeadError::CutOff),
        Err(error) => Err(HeadError::Broken(error)),
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

/// HTTP requests, one after another while each says where it ends.
#[must_use]
pub fn messages(text: &[u8]) -> Parts<'_> {
    Box::new(Messages { text, at: 0, next: None })
}

/// The messages of a text.
struct Messages<'t> {
    text: &'t [u8],
    at: usize,
    /// What follows a remark on it.
    next: Option<Part<'t>>,
}

impl<'t> Iterator for Messages<'t> {
    type Item = Part<'t>;

    fn next(&mut self) -> Option<Part<'t>> {
        if let Some(part) = self.next.take() {
            return Some(part);
        }
        let rest = self.text.get(self.at..).unwrap_or_default();
        let content = rest.trim_ascii_start();
        self.at += rest.len() - content.len();
        if content.is_empty() {
            return None;
        }
        let start = self.at;
        let Message { remark, part, length } = if begins_request(content) {
            message(content, start)
        } else {
            let message = "is followed by something that is not an HTTP request";
            let help = "one request ends where Content-Length says";
            let length = next_request(content);
            let problem = Problem::new(FORMAT, Step::Part { start }, length, message, help);
            Message { remark: None, part: problem.into(), length }
        };
        self.at += length;
        match remark {
            Some(remark) => {
                self.next = Some(part);
                Some(remark.into())
            }
            None => Some(part),
        }
    }
}

/// A message, and its length on the wire.
struct Message<'t> {
    remark: Option<Problem<'t>>,
    part: Part<'t>,
    length: usize,
}

/// One request, which begins at `start` of the whole text.
fn message(text: &[u8], start: usize) -> Message<'_> {
    let length = head_length(text).unwrap_or(text.len());
    let (head, rest) = text.split_at(length.min(text.len()));
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let first = String::from_utf8_lossy(first);
    let mut words = first.trim_end().split(' ').map(Into::into);
    let (method, url) = (words.next(), words.next());
    let headers = match headers(head, true) {
        Ok(headers) => headers,
        Err(why) => {
            let length = next_request(text);
            let help = "a blank line ends the headers of a request";
            let problem = Problem::new(FORMAT, Step::Part { start }, length, why.to_string(), help);
            return Message { remark: None, part: problem.into(), length };
        }
    };
    let request = Request { headers, method, url, ..Request::default() };
    if is_chunked(&request.headers) && !stands_decoded(rest) {
        let (part, on_wire) = chunked(request, rest, start, length);
        return Message { remark: None, part, length: length + on_wire };
    }
    let Measured { body, fidelity, remark } =
        if is_chunked(&request.headers) { decoded(rest) } else { measured(rest, &request.headers) };
    let remark = remark.map(|message| doubt(FORMAT, start, message));
    let step = Step::Part { start: start + length };
    let part = Body { fidelity, ..Body::new(FORMAT, request, body, step).holding(Content::Encoded) };
    Message { remark, part: part.into(), length: length + body.len() }
}

/// Whether a body that came in chunks has been put together already: JSON begins where the size of a chunk should.
fn stands_decoded(wire: &[u8]) -> bool {
    matches!(wire.trim_ascii_start().first(), Some(b'{' | b'['))
}

/// A body that a tool has put together, up to the next request.
fn decoded(rest: &[u8]) -> Measured<'_> {
    let body = rest.get(..next_request(rest)).unwrap_or(rest).trim_ascii_end();
    let message = "says that its body comes in chunks, and it stands here put together".to_owned();
    let remark =
        Some((message, "the tool that kept it has decoded it; its bytes may be those that were sent"));
    Measured { body, fidelity: Fidelity::Transcoded, remark }
}

/// A body in chunks, RFC 9112, section 7.1, behind a head of so many bytes that begins at `start`; with its length on the
/// wire.
fn chunked(request: Request, wire: &[u8], start: usize, head: usize) -> (Part<'_>, usize) {
    let (mut body, mut runs, mut at, mut problem) = (Vec::new(), Runs::default(), 0, None);
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
        runs.push(body.len(), start + head + at);
        body.extend_from_slice(chunk);
        at += size;
        let end = wire.get(at..).unwrap_or_default();
        at += end.iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    }
    if let Some(problem) = problem {
        let help = "the capture was cut off or edited; what came before was not checked";
        let length = next_request(wire);
        let problem = Problem::new(FORMAT, Step::Part { start }, head + length, problem, help);
        return (problem.into(), length);
    }
    let step = Step::Runs(runs);
    (Body::new(FORMAT, request, body, step).holding(Content::Encoded).into(), at)
}

/// Whether a text is headers of a request without its line, a blank line, a body.
pub(super) fn is_header_block(text: &[u8]) -> bool {
    head_length(text)
        .and_then(|length| text.get(..length))
        .is_some_and(|head| headers(head, false).is_ok_and(|headers| are_of_a_request(&headers)))
}

/// Headers without a request line, a blank line, a body.
pub(super) fn header_block(text: &[u8]) -> Parts<'_> {
    const FORMAT: &str = "http-headers";
    let length = head_length(text).unwrap_or(text.len());
    let (head, rest) = text.split_at(length.min(text.len()));
    let headers = headers(head, false).unwrap_or_default();
    let Measured { body, fidelity, remark } = measured(rest, &headers);
    let remark = remark.map(|message| Part::from(doubt(FORMAT, 0, message)));
    let request = Request { headers, ..Request::default() };
    let body = Body { fidelity, ..Body::new(FORMAT, request, body, Step::Part { start: length }) };
    Box::new(remark.into_iter().chain([body.into()]))
}

/// How much of what follows the headers is the body, how exact it is, and why that is doubtful.
struct Measured<'r> {
    body: &'r [u8],
    fidelity: Fidelity,
    remark: Option<(String, &'static str)>,
}

/// The body by its Content-Length. A length that cannot be true is remarked on.
fn measured<'r>(rest: &'r [u8], headers: &Headers) -> Measured<'r> {
    let exact = |body| Measured { body, fidelity: Fidelity::Exact, remark: None };
    let Some(said) = headers.get("content-length") else { return exact(rest) };
    let Ok(length) = said.trim().parse::<usize>() else {
        let said: String = said.chars().take(40).collect();
        let message = format!("has a Content-Length that is not a number: {said}");
        let remark = Some((message, "everything after the headers was taken as the body"));
        return Measured { body: rest, fidelity: Fidelity::Transcoded, remark };
    };
    let Some((body, after)) = rest.split_at_checked(length) else {
        return Measured { body: rest, fidelity: Fidelity::Truncated, remark: Some(lying(length, rest)) };
    };
    // What follows is the next request, or the newline of an editor; else the length is wrong.
    let after = after.trim_ascii_start();
    if after.is_empty() || begins_request(after) {
        return exact(body);
    }
    let body = rest.trim_ascii_end();
    Measured { body, fidelity: Fidelity::Transcoded, remark: Some(lying(length, body)) }
}

fn lying(said: usize, found: &[u8]) -> (String, &'static str) {
    let message = format!("has a Content-Length of {said}, and {} bytes follow the headers", found.len());
    (message, "the body was cut off or edited; its signature cannot be checked")
}

fn doubt(format: &'static str, start: usize, (message, help): (String, &'static str)) -> Problem<'static> {
    Problem::new(format, Step::Part { start }, 0, message, help).of(Gravity::Remark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_looked_for_within_as_many_lines_as_it_can_have() {
        let head = |lines: usize| format!("POST / HTTP/1.1\n{}\n{{}}", "A: b\n".repeat(lines));
        let longest = head(MOST_HEADERS);
        assert_eq!(head_length(longest.as_bytes()), Some(longest.len() - 2));
        assert_eq!(head_length(head(MOST_HEADERS + 1).as_bytes()), None);
    }
}
