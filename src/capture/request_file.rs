//! Requests as editors keep them in a file (`.http`, `.rest`, Hurl): a method and a URL, headers, a body, `###` between
//! them; comments, variables, scripts and expected responses beside them.

use std::ops::Range;

use super::hurl::{Fields, Quoted, begins_quoted, field, quoted, section};
use super::layer::{Body, Gravity, Part, Parts, Problem, Text};
use super::place::Step;
use super::remedy::Remedy;
use super::request::{Headers, Request};
use crate::json::Tape;

/// What this form is called.
const FORMAT: &str = "http-file";

/// The methods of HTTP and of `WebDAV`, and what editors write in their place.
const METHODS: &[&str] = &[
    "GET",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "HEAD",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "LOCK",
    "UNLOCK",
    "PROPFIND",
    "PROPPATCH",
    "COPY",
    "MOVE",
    "MKCOL",
    "REPORT",
    "PURGE",
    "LINK",
    "UNLINK",
    "GRAPHQL",
];

/// How many lines are looked at for the first request.
const HEAD: usize = 256;

/// Whether a text begins as such a file does.
pub(super) fn begins_request_file(text: &[u8]) -> bool {
    let mut lines = Lines::new(text);
    for _ in 0..HEAD {
        let Some(line) = lines.next_line() else { return false };
        let line = text.get(line).unwrap_or_default().trim_ascii();
        if lines.is_beside(line) {
            continue;
        }
        return target(line).is_some_and(|(method, _)| method.is_some());
    }
    false
}

/// The method, if one is there, and the URL of a line such as `POST https://example.com/hook`.
fn target(line: &[u8]) -> Option<(Option<&str>, &str)> {
    let line = std::str::from_utf8(line).ok()?;
    let (method, rest) = match line.split_once([' ', '\t']) {
        Some((method, rest)) if METHODS.contains(&method) => (Some(method), rest.trim()),
        _ => (None, line),
    };
    let url = match rest.rsplit_once(' ') {
        Some((url, version)) if version.starts_with("HTTP/") => url.trim_end(),
        _ => rest,
    };
    let has_scheme = ["http://", "https://", "{{"].iter().any(|beginning| url.starts_with(beginning));
    let is_local =
        || url.starts_with('/') || (!url.starts_with(['.', '-', '"']) && url.contains(['/', ':', '.']));
    // A name in braces may be written with blanks around it.
    let is_one = !url.replace("{{ ", "{{").replace(" }}", "}}").contains(' ');
    (is_one && (has_scheme || (method.is_some() && is_local()))).then_some((method, url))
}

/// The lines of such a file.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
}

impl<'t> Lines<'t> {
    fn new(text: &'t [u8]) -> Self {
        Self { text, at: 0 }
    }

    fn peek(&self) -> Option<Range<usize>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        Some(self.at..memchr::memchr(b'\n', rest).map_or(self.text.len(), |length| self.at + length))
    }

    fn next_line(&mut self) -> Option<Range<usize>> {
        let line = self.peek()?;
        self.at = (line.end + 1).min(self.text.len());
        Some(line)
    }

    /// Whether a line stands beside requests and says nothing of them; the lines of a script are passed over with it.
    fn is_beside(&mut self, line: &[u8]) -> bool {
        if line.starts_with(b"< {%") || line.starts_with(b"> {%") {
            let mut end = line.ends_with(b"%}");
            while !end && let Some(next) = self.next_line() {
                end = self.text.get(next).unwrap_or_default().trim_ascii().ends_with(b"%}");
            }
            return true;
        }
        line.is_empty()
            || line.starts_with(b"#")
            || line.starts_with(b"//")
            || (line.starts_with(b"@") && line.contains(&b'='))
            || line.starts_with(b"> ")
            || line.starts_with(b">>")
            || line.starts_with(b"<> ")
            || line.starts_with(b"import ")
            || line.starts_with(b"run ")
    }
}

/// The response that is expected, or that came.
fn is_response(line: &[u8]) -> bool {
    line == b"HTTP" || line.starts_with(b"HTTP ") || line.starts_with(b"HTTP/")
}

/// A request of such a file.
#[derive(Default)]
struct Written {
    start: usize,
    request: Request,
    body: Range<usize>,
    /// The file in which its body is.
    file: Option<String>,
    /// The fields that are its body, as they are sent.
    form: Option<String>,
    /// The first line among its headers that is none.
    odd: Option<Range<usize>>,
}

/// The requests of a file as editors keep them.
pub(super) fn requests(text: Text<'_>) -> Parts<'_> {
    let Text { bytes, tape, .. } = text;
    Box::new(Requests { lines: Lines::new(bytes), in_response: false, tape, waiting: None })
}

/// The requests of a file.
struct Requests<'t> {
    lines: Lines<'t>,
    in_response: bool,
    tape: &'t mut Tape,
    /// The request that follows what was said of it.
    waiting: Option<Part<'t>>,
}

impl<'t> Iterator for Requests<'t> {
    type Item = Part<'t>;

    fn next(&mut self) -> Option<Part<'t>> {
        if let Some(part) = self.waiting.take() {
            return Some(part);
        }
        let text = self.lines.text;
        while let Some(range) = self.lines.next_line() {
            let line = text.get(range.clone()).unwrap_or_default().trim_ascii();
            if line.starts_with(b"###") {
                self.in_response = false;
            }
            if self.lines.is_beside(line) {
                continue;
            }
            let named = target(line).filter(|(method, _)| method.is_some() || !self.in_response);
            if let Some((method, url)) = named {
                self.in_response = true;
                let written = written(&mut self.lines, range.start, method, url);
                let odd = written.odd.clone();
                let part = part(text, written, self.tape);
                let Some(odd) = odd else { return Some(part) };
                self.waiting = Some(part);
                let message = "has a line among its headers that is not one: it has no colon";
                let help = "a header is `Name: value`; an empty line stands before the body";
                let remark = Problem::new(FORMAT, Step::Part { start: odd.start }, odd.len(), message, help);
                return Some(remark.of(Gravity::Remark).into());
            }
            // What is said of the answer is no request.
            if self.in_response || is_response(line) || section(line).is_some() {
                self.in_response = true;
                continue;
            }
            while let Some(next) = self.lines.peek().filter(|next| !begins_block(text, next)) {
                self.lines.at = (next.end + 1).min(text.len());
            }
            let message = "has a line that is neither a request nor anything around one";
            let help = "a request begins with its method and its URL; `###` stands between requests";
            let step = Step::Part { start: range.start };
            return Some(Problem::new(FORMAT, step, range.len(), message, help).into());
        }
        None
    }
}

fn part<'t>(text: &'t [u8], written: Written, tape: &mut Tape) -> Part<'t> {
    let Written { start, request, body: mut range, file, form, .. } = written;
    let own = text.get(range.clone()).unwrap_or_default();
    let quoted = quoted(own);
    let in_file = match &quoted {
        Some(Quoted::File(file)) => Some(file.clone()),
        _ => file,
    };
    if let Some(file) = in_file {
        let message = format!("takes its body from a file that is not part of this one: {file}");
        let help = Remedy::ReadBodyFile;
        let length = range.end.saturating_sub(start);
        return Problem::new(FORMAT, Step::Part { start }, length, message, help).into();
    }
    let decoded = Step::Decoded { at: range.start, length: range.len() };
    match (quoted, form) {
        (Some(Quoted::Part(part)), _) => range = range.start + part.start..range.start + part.end,
        (Some(Quoted::Decoded(Ok(bytes))), _) => return Body::new(FORMAT, request, bytes, decoded).into(),
        (Some(Quoted::Decoded(Err(message))), _) => {
            let help = "mend it here, or take the body from the capture again";
            let message = format!("has a body that {message}");
            return Problem::new(FORMAT, decoded, range.len(), message, help).into();
        }
        (_, Some(form)) if own.is_empty() => {
            return Body::new(FORMAT, request, form.into_bytes(), decoded).reserialised().into();
        }
        _ => {}
    }
    let body = text.get(range.clone()).unwrap_or_default();
    let step = Step::Part { start: range.start };
    // Nothing in such a file says where a body ends, so a broken one need not be what was sent.
    if matches!(body.first(), Some(b'{' | b'['))
        && let Err(error) = tape.parse(body)
    {
        let help = "mend it here, or take the body from the capture again";
        let message = format!("has a body that is not JSON: {error}");
        return Problem::new(FORMAT, step, body.len(), message, help).at(error.offset).into();
    }
    Body::new(FORMAT, request, body, step).into()
}

fn begins_block(text: &[u8], line: &Range<usize>) -> bool {
    let line = text.get(line.clone()).unwrap_or_default().trim_ascii();
    line.starts_with(b"###") || target(line).is_some_and(|(method, _)| method.is_some())
}

fn is_remark(line: &[u8]) -> bool {
    matches!(line.first(), Some(b'#' | b'/' | b'@'))
}

/// The name and the value of a header line.
fn header(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = memchr::memchr(b':', line)?;
    let name = line.get(..colon)?.trim_ascii();
    let is_name =
        !name.is_empty() && !name.iter().any(|byte| matches!(byte, b'"' | b'\'' | b'`' | b'<' | b','));
    Some((name, line.get(colon + 1..)?.trim_ascii())).filter(|_| is_name)
}

/// The rest of a request after its first line.
fn written(lines: &mut Lines<'_>, start: usize, method: Option<&str>, url: &str) -> Written {
    let (text, mut url) = (lines.text, url.to_owned());
    let line_of = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    // A long URL goes on in indented lines.
    while let Some(range) = lines.peek() {
        let line = line_of(&range);
        let more = line.trim_ascii();
        if line.first().is_none_or(|byte| !byte.is_ascii_whitespace())
            || !matches!(more.first(), Some(b'?' | b'&' | b'/'))
        {
            break;
        }
        let more = String::from_utf8_lossy(more);
        url.push_str(more.split(" HTTP/").next().unwrap_or(&more).trim_end());
        lines.next_line();
    }
    let (mut headers, mut odd) = (Headers::default(), None);
    while let Some(range) = lines.peek() {
        let line = line_of(&range).trim_ascii();
        let is_body = line.starts_with(b"{") && !line.starts_with(b"{{");
        let is_body = is_body || begins_quoted(line) || line.starts_with(b"<");
        if line.starts_with(b"###") || is_body || section(line).is_some() || is_response(line) {
            break;
        }
        lines.next_line();
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = header(line).filter(|_| !is_remark(line)) {
            headers.push(String::from_utf8_lossy(name), String::from_utf8_lossy(value));
        } else if !is_remark(line) {
            odd.get_or_insert(range);
        }
    }
    let request = Request {
        headers,
        method: Some(method.unwrap_or("GET").into()),
        url: Some(url.into()),
        ..Request::default()
    };
    let mut written = Written { start, request, body: lines.at..lines.at, file: None, form: None, odd };
    let mut begun = false;
    let (mut fenced, mut asked) = (false, false);
    while let Some(range) = lines.peek() {
        let line = line_of(&range).trim_ascii();
        // Nothing between fences means anything else.
        let inside = if fenced { Some(line) } else { line.strip_prefix(b"```").filter(|_| !begun) };
        if let Some(inside) = inside {
            fenced = memchr::memmem::find(inside, b"```").is_none();
            begun = true;
            lines.next_line();
            written.body.end = range.end;
            continue;
        }
        if let Some(section) = section(line).filter(|_| !begun) {
            lines.next_line();
            fields(lines, Fields::of(section), &mut written);
            continue;
        }
        let names_next = target(line).is_some_and(|(method, _)| method.is_some());
        // Hurl needs nothing between requests. Whether a body ends here is asked once.
        let is_whole = || {
            let body = text.get(written.body.clone()).unwrap_or_default();
            matches!(body.first(), Some(b'{' | b'[')) && Tape::new().parse(body).is_ok()
                || matches!(quoted(body.trim_ascii_end()), Some(Quoted::Part(_) | Quoted::Decoded(Ok(_))))
        };
        let is_next = names_next && (!begun || !asked && is_whole());
        asked |= names_next;
        let is_script = line.starts_with(b"> ") || line.starts_with(b">>") || line.starts_with(b"<> ");
        if line.starts_with(b"###") || is_next || is_script || section(line).is_some() || is_response(line) {
            break;
        }
        if let Some(file) = line.strip_prefix(b"<").filter(|_| !begun && !line.starts_with(b"< {%")) {
            let file = file.strip_prefix(b"@").unwrap_or(file).trim_ascii();
            if !file.is_empty() && !file.starts_with(b"?") && !file.ends_with(b">") {
                written.file = Some(String::from_utf8_lossy(file).into_owned());
            }
        }
        if !begun && (line.is_empty() || line.starts_with(b"#") || line.starts_with(b"//")) {
            lines.next_line();
            written.body = lines.at..lines.at;
            continue;
        }
        begun = true;
        lines.next_line();
        written.body.end = range.end;
    }
    let body = text.get(written.body.clone()).unwrap_or_default();
    written.body.end = written.body.start + body.trim_ascii_end().len();
    written
}

/// The fields of a section of Hurl.
fn fields(lines: &mut Lines<'_>, kind: Fields, written: &mut Written) {
    let mut form = form_urlencoded::Serializer::new(String::new());
    let mut any = false;
    while let Some(range) = lines.peek() {
        let line = String::from_utf8_lossy(lines.text.get(range).unwrap_or_default().trim_ascii());
        let is_other = line.is_empty() || line.starts_with('#');
        if let Some((name, value)) = field(&line).filter(|_| !is_other && target(line.as_bytes()).is_none()) {
            match value.strip_prefix("file,").filter(|_| matches!(kind, Fields::Form)) {
                Some(file) => {
                    let file = file.split(';').next().unwrap_or_default().trim();
                    let known = written.file.take().map(|known| format!("{known}, "));
                    written.file = Some(format!("{}{file}", known.unwrap_or_default()));
                }
                None => {
                    form.append_pair(name, value);
                }
            }
            any = true;
        } else if !is_other {
            break;
        }
        lines.next_line();
        written.body = lines.at..lines.at;
    }
    match kind {
        Fields::Form if any => written.form = Some(form.finish()),
        Fields::Query if any => {
            let url = written.request.url.as_deref().unwrap_or_default();
            let sign = if url.contains('?') { '&' } else { '?' };
            written.request.url = Some(format!("{url}{sign}{}", form.finish()).into());
        }
        _ => {}
    }
}
