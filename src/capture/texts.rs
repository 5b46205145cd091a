//! Small text forms: event streams, forms, and what only looks like a request.

use std::borrow::Cow;

use super::place::Place;
use super::request::Request;
use super::request_file::begins_request_file;
use super::shell::begins_with_curl;
use super::unwrap::{Body, Each, Layer, fault};
use super::{Fault, Fidelity, Found, Unwrapper, http};
use crate::json::{JsonKind, Tape};

/// The fields of a form that hold a payload.
const FIELDS: &[&str] = &["payload", "data", "body", "json"];

/// The forms of text that is not JSON.
pub(super) const FORMS: &[&str] =
    &["csv", "curl", "event-stream", "form", "http", "http-file", "http-headers", "log-line", "tsv"];

impl Unwrapper<'_> {
    /// A text that the caller says has this form. False where it has not.
    pub(super) fn foreign_as(&self, text: &[u8], form: &str, tapes: &mut [Tape], each: Each<'_>) -> bool {
        let layer = Layer::default();
        let as_text = std::str::from_utf8(text).ok();
        match form {
            "http" if http::begins_request(text) => self.messages(text, &Place::Record, &layer, tapes, each),
            "http-file" if begins_request_file(text) => self.request_file(text, tapes, each),
            "curl" if begins_with_curl(text) => self.commands(text, &layer, tapes, each),
            "event-stream" => {
                return as_text.is_some_and(|text| self.event_stream(text, &layer, tapes, each));
            }
            "http-headers" => return self.header_block(text, &layer, tapes, each),
            "form" => {
                return as_text.is_some_and(|text| self.form(text, &Place::Record, &layer, tapes, each));
            }
            "csv" => return self.table(text, &layer, tapes, each),
            "tsv" => return self.dump(text, &layer, tapes, each) || self.table(text, &layer, tapes, each),
            "log-line" => self.log(text, &layer, tapes, each),
            _ => return false,
        }
        true
    }

    /// A text that is not JSON. False where nothing is known of its form.
    pub(super) fn foreign(&self, text: &[u8], tapes: &mut [Tape], each: Each<'_>) -> bool {
        let layer = Layer::default();
        let blanks = text.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let content = text.get(blanks..).unwrap_or_default();
        let here = Place::Part { of: &Place::Record, start: blanks };
        // Editors write the version of HTTP too, but no other has a line that separates requests.
        let separated = memchr::memmem::find(content, b"\n###").is_some();
        if http::begins_request(content) && !(separated && begins_request_file(text)) {
            self.messages(content, &here, &layer, tapes, each);
            return true;
        }
        if begins_request_file(content) {
            self.request_file(text, tapes, each);
            return true;
        }
        if let Some((what, help)) = no_request(content) {
            let fault = Fault {
                layer: "text",
                message: format!("is {what}"),
                help,
                at: Place::Record.locate(blanks),
                range: 0..text.len(),
                refused: true,
            };
            each(Found::Fault(fault));
            return true;
        }
        let as_text = std::str::from_utf8(text).ok();
        if begins_with_curl(text) {
            self.commands(text, &layer, tapes, each);
            return true;
        }
        as_text.is_some_and(|text| self.event_stream(text, &layer, tapes, each))
            || self.header_block(text, &layer, tapes, each)
            || as_text.is_some_and(|text| self.form(text, &Place::Record, &layer, tapes, each))
            || self.table(text, &layer, tapes, each)
            || self.dump(text, &layer, tapes, each)
    }

    /// Server-sent events: each `data` is looked at. False where it is no stream of them.
    fn event_stream(&self, text: &str, layer: &Layer, tapes: &mut [Tape], each: Each<'_>) -> bool {
        let field = |line: &str| {
            line.is_empty()
                || ["id:", "event:", "data:", "retry:", ":"].iter().any(|name| line.starts_with(name))
        };
        let head = || text.lines().take(64);
        if !head().all(field) || !head().any(|line| line.starts_with("data:")) {
            return false;
        }
        let layer = layer.with("event-stream", Request::default());
        // The data of one event may stand in several lines, and where each begins.
        let mut parts: Vec<(usize, &str)> = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n').chain(["\n"]) {
            if let Some(data) = line.strip_prefix("data:") {
                let plain = data.strip_prefix(' ').unwrap_or(data);
                parts.push((at + line.len() - plain.len(), plain.trim_end_matches(['\n', '\r'])));
            } else if line.trim_end().is_empty() && !parts.is_empty() {
                self.event(&std::mem::take(&mut parts), &layer, tapes, each);
            }
            at += line.len();
        }
        true
    }

    /// The data of one event.
    fn event(&self, parts: &[(usize, &str)], layer: &Layer, tapes: &mut [Tape], each: Each<'_>) {
        let (mut text, mut runs) = (String::new(), Vec::new());
        for (start, data) in parts {
            if !text.is_empty() {
                text.push('\n');
            }
            runs.push((text.len(), *start));
            text.push_str(data);
        }
        let here = Place::Runs { of: &Place::Record, runs: &runs };
        if text == "{}" || !text.starts_with('{') {
            return each(Found::Passed(1));
        }
        if tapes.first_mut().is_some_and(|tape| tape.parse(text.as_bytes()).is_err()) {
            let message = "has an event whose data is not JSON".to_owned();
            return each(Found::Fault(fault(
                layer,
                &here,
                text.len(),
                message,
                "the stream was cut off; record it again",
            )));
        }
        let text = Cow::Owned(text.into_bytes());
        self.body(Body { text, place: &here, fidelity: Fidelity::Exact, layer }, tapes, each);
    }

    /// A form with a payload in one of its fields. False where it is none.
    pub(super) fn form(
        &self,
        text: &str,
        place: &Place<'_>,
        layer: &Layer,
        tapes: &mut [Tape],
        each: Each<'_>,
    ) -> bool {
        let form = text.trim();
        if form.contains(['\n', ' ', '{']) || !form.contains('=') {
            return false;
        }
        let mut fields = form_urlencoded::parse(form.as_bytes());
        let mut is_object = |value: &str| {
            let parsed = tapes.first_mut().map(|tape| tape.parse(value.as_bytes()));
            parsed
                .is_some_and(|parsed| parsed.is_ok_and(|document| document.root().kind() == JsonKind::Object))
        };
        let found = fields.find(|(name, value)| FIELDS.contains(&name.as_ref()) && is_object(value));
        let Some((name, value)) = found else { return false };
        let at = text.find(&format!("{name}=")).map_or(0, |at| at + name.len() + 1);
        let layer = layer.with("form", Request::default());
        let here = Place::Decoded { of: place, at, length: text.len().saturating_sub(at) };
        let text = Cow::Owned(value.into_owned().into_bytes());
        self.body(Body { text, place: &here, fidelity: Fidelity::Exact, layer: &layer }, tapes, each);
        true
    }
}

/// What a text is, in words, where its beginning says so.
pub(super) fn recognised(text: &[u8]) -> Option<&'static str> {
    let content = text.trim_ascii_start();
    if http::begins_request(content) {
        Some("an HTTP message (http)")
    } else if begins_request_file(content) {
        Some("a file of requests (http-file)")
    } else if begins_with_curl(content) {
        Some("a curl command (curl)")
    } else if content.starts_with(b"data:") || content.starts_with(b"event:") || content.starts_with(b"id:") {
        Some("a stream of events (event-stream)")
    } else if matches!(content.first(), Some(b'{' | b'[' | b'"')) {
        Some("JSON of its own")
    } else {
        None
    }
}

/// What looks like traffic and holds no request body, with help.
fn no_request(text: &[u8]) -> Option<(&'static str, &'static str)> {
    let lines =
        || text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end).filter(|line| !line.is_empty());
    let first = lines().next()?;
    if first.starts_with(b"HTTP/") {
        return Some((
            "an HTTP response: what a receiver answered, not what a provider sent",
            "capture the request; `curl -i` prints the answer only",
        ));
    }
    let trace = |line: &[u8]| matches!(line, [b'*' | b'>' | b'<' | b'{' | b'}', b' ', ..] | [b'>' | b'<']);
    if trace(first) && lines().take(32).any(|line| line.starts_with(b"> ")) && !first.starts_with(b"{ \"") {
        return Some((
            "a trace of `curl -v`, which does not hold the request's body",
            "`curl --trace-ascii` keeps it; or give the curl command itself",
        ));
    }
    let cassette =
        |line: &[u8]| matches!(line, b"interactions:" | b"http_interactions:" | b"recorded_interactions:");
    if lines().take(32).any(cassette) && memchr::memmem::find(text, b"request:").is_some() {
        return Some((
            "a cassette in YAML, which is not read",
            "write it as JSON, for example with `yq -o json`, and give that",
        ));
    }
    // All lines are looked at: what follows a thousand accesses may be a payload.
    let access = |line: &[u8]| {
        let quoted = line.split(|byte| *byte == b'"').nth(1).unwrap_or_default();
        let request = [quoted, b"\r\n"].concat();
        http::begins_request(&request) && !line.contains(&b'{')
    };
    lines().all(access).then_some((
        "an access log, which holds no bodies",
        "log the raw body in the receiver, or capture with a proxy",
    ))
}

/// Another language's print of a payload, where a log has nothing better.
pub(super) fn foreign_print(text: &[u8]) -> Option<&'static str> {
    let has = |part: &[u8]| memchr::memmem::find(text, part).is_some();
    if has(b"Parameters: {\"") && has(b"=>") {
        return Some(
            "it holds Ruby's print of the parameters, which is not JSON; log request.raw_post instead",
        );
    }
    if has(b"Array\n(") && has(b"] => ") {
        return Some(
            "it holds PHP's print_r, which is not JSON; log file_get_contents('php://input') instead",
        );
    }
    None
}
