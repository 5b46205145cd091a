//! Entries of structured logs: `{"time": …, "level": …, "msg": …, "payload": {…}}`, however each logger calls them.

use std::borrow::Cow;

use super::in_line::NAMES;
use super::inner;
use super::item::{part_of, within};
use super::layer::{Body, Content, Part, Parts, only};
use super::request::Request;
use super::time::seconds;
use super::value::{instant, scalar};
use crate::json::{Document, JsonKind, Value};

/// What this form is called.
const FORMAT: &str = "log-entry";

const LEVELS: &[&str] = &["level", "severity", "lvl", "levelname", "level_name", "log.level", "@l"];
const TIMES: &[&str] = &["ts", "time", "timestamp", "@timestamp", "datetime", "date", "asctime", "t", "@t"];
const MESSAGES: &[&str] = &["msg", "message", "event", "@m", "@mt", "text"];
const PROGRAMS: &[&str] = &["service", "app", "logger", "channel", "container", "hostname"];

/// The levels of the usual loggers.
const WORDS: &[&str] = &[
    "trace",
    "debug",
    "verbose",
    "info",
    "information",
    "notice",
    "warn",
    "warning",
    "error",
    "err",
    "critical",
    "crit",
    "fatal",
    "panic",
    "alert",
    "emergency",
];

/// What an entry of a structured log holds: the payload in it, wherever that stands; what a member of the name of a body
/// holds; a line of text with a payload in it. Nothing where the document is no entry.
#[must_use]
pub fn entry<'d>(document: Document<'d>, is_payload: &dyn Fn(Document<'_>) -> bool) -> Option<Parts<'d>> {
    let root = document.root();
    if !is_entry(root) {
        return None;
    }
    let Some((value, content)) = body(document, is_payload) else { return Some(only(Part::Passed(1))) };
    let request = request(root);
    if value.kind() == JsonKind::String {
        return Some(only(within(FORMAT, value, request).holding(content)));
    }
    let (step, _) = part_of(value);
    Some(only(Body::new(FORMAT, request, value.raw().as_bytes(), step).reserialised()))
}

/// Whether a payload stands in an entry.
pub(super) fn holds(document: Document<'_>, is_payload: &dyn Fn(Document<'_>) -> bool) -> bool {
    body(document, is_payload).is_some()
}

/// Whether an object is what a logger writes of each event: a level that is one, a time that is one, and a message.
pub(super) fn is_entry(root: Value<'_>) -> bool {
    let first = |names: &[&str]| names.iter().find_map(|name| root.get(name));
    let is_level = |value: Value<'_>| match value.kind() {
        JsonKind::Number => value.raw().len() <= 3,
        _ => value.text().is_some_and(|text| WORDS.iter().any(|word| word.eq_ignore_ascii_case(&text))),
    };
    let is_time = |value: Value<'_>| match value.kind() {
        JsonKind::Number => true,
        _ => {
            value.text().is_some_and(|text| seconds(&text).is_some() || text.bytes().any(|byte| byte == b':'))
        }
    };
    root.kind() == JsonKind::Object
        && first(LEVELS).is_some_and(is_level)
        && first(TIMES).is_some_and(is_time)
        && first(MESSAGES).is_some_and(|value| value.kind() == JsonKind::String)
}

fn body<'d>(
    document: Document<'d>,
    is_payload: &dyn Fn(Document<'_>) -> bool,
) -> Option<(Value<'d>, Content)> {
    let root = document.root();
    if let Some(value) = inner::payload(document, is_payload) {
        return Some((value, Content::Any));
    }
    let is_object = |value: &Value<'_>| match value.kind() {
        JsonKind::Object => !value.is_empty_container(),
        _ => value.text().is_some_and(|text| text.trim_start().starts_with("{\"")),
    };
    if let Some(value) = NAMES.iter().filter_map(|name| root.get(name)).find(is_object) {
        return Some((value, Content::Any));
    }
    let text = MESSAGES.iter().filter_map(|name| root.get(name));
    let line = text.into_iter().find(|value| value.text().is_some_and(|text| text.contains('{')))?;
    Some((line, Content::Line))
}

/// What an entry tells of the request that it is about.
pub(super) fn request<'v>(root: Value<'v>) -> Request {
    let first = |names: &[&str], read: fn(Value<'v>) -> Option<Cow<'v, str>>| {
        names.iter().filter_map(|name| root.get(name)).find_map(read)
    };
    Request {
        received_at: first(TIMES, instant).map(Into::into),
        logged_by: first(PROGRAMS, scalar).map(Into::into),
        method: first(&["method", "http_method"], scalar).map(Into::into),
        url: first(&["url", "path", "uri", "request_uri"], scalar).map(Into::into),
        words: first(MESSAGES, scalar).map(Into::into),
        ..Request::default()
    }
}
