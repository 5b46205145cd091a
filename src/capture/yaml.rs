//! Captures in YAML: each value is rewritten as JSON and read on as such.

use super::Fidelity;
use super::layer::{Body, Content, Parts, Problem};
use super::place::{Runs, Step};
use super::request::Request;
use crate::yaml::{Rewritten, Values};

/// What this form is called.
const FORMAT: &str = "yaml";

/// The lists of cassettes, whose items are read one by one.
const LISTS: &[&str] = &["http_interactions", "interactions", "recorded_interactions"];

/// How much of a text is looked at for what tells it.
const HEAD: usize = 64 << 10;

/// Whether a text is YAML, and of a form that holds captures.
pub(super) fn begins_yaml(text: &[u8]) -> bool {
    let head = text.get(..text.len().min(HEAD)).unwrap_or(text);
    let lines = || head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
    let mut telling = lines().filter(|line| {
        let marker = line.starts_with(b"#") || line.starts_with(b"---") || line.starts_with(b"%YAML");
        !marker && !line.trim_ascii().is_empty()
    });
    // A tape of Betamax says so where the document begins.
    let is_tape = lines().take(8).any(|line| line.ends_with(b"!tape"));
    let Some(first) = telling.next() else { return false };
    if first == b"-" || first.starts_with(b"- ") {
        let first = first.get(1..).unwrap_or_default().trim_ascii();
        let first = if first.is_empty() { telling.next().unwrap_or_default().trim_ascii() } else { first };
        return first.starts_with(b"request:") || first.starts_with(b"httpRequest:");
    }
    if !is_tape && !begins_member(first) {
        return false;
    }
    let has = |name: &[u8]| lines().any(|line| line.starts_with(name));
    let is_list = |list: &&str| has(format!("{list}:").as_bytes());
    let is_request = |line: &[u8]| {
        let line = line.trim_ascii_start();
        line.strip_prefix(b"- ").unwrap_or(line).trim_ascii_start().starts_with(b"request:")
    };
    (LISTS.iter().any(is_list) && lines().any(is_request))
        || has(b"type: collection.insomnia.rest/")
        || has(b"__export_format:")
        || (has(b"log:") && lines().any(|line| line.trim_ascii_start().starts_with(b"entries:")))
        || (has(b"info:") && has(b"http:"))
        || (has(b"headers:") && [b"body:".as_slice(), b"rawBody:", b"payload:"].into_iter().any(has))
}

/// Whether a line begins a member of a mapping at the top.
fn begins_member(line: &[u8]) -> bool {
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    let is_name =
        !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_-.\"'".contains(byte));
    let after = line.get(name.len()..).unwrap_or_default();
    is_name && (after == b":" || after.starts_with(b": "))
}

/// The values of a YAML text.
pub(super) fn values(text: &[u8]) -> Parts<'_> {
    let (text, rest) = match std::str::from_utf8(text) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.valid_up_to();
            let valid = text.get(..at).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default();
            let help = "write it in UTF-8";
            let step = Step::Part { start: at };
            (valid, Some(Problem::new(FORMAT, step, 1, "is not UTF-8 from here on", help)))
        }
    };
    let values = Values::new(text, LISTS).map(move |value| match value {
        Ok(value) => rewritten(value, text).into(),
        Err((from, broken)) => {
            let end = broken.spot.offset.max(from.offset);
            let line = text.get(end..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| end + at);
            let help = "the file was cut off or edited; what stands before and after it was read";
            let step = Step::Part { start: from.offset };
            Problem::new(FORMAT, step, line - from.offset, broken.cause, help).at(end - from.offset).into()
        }
    });
    Box::new(values.chain(rest.map(Into::into)))
}

fn rewritten<'t>(value: Rewritten, text: &str) -> Body<'t> {
    let mut runs = Runs::default();
    for place in &value.places {
        runs.mark(place.written, place.spot.offset);
    }
    let last = value.places.iter().map(|place| place.spot.offset).max().unwrap_or_default();
    let end = text.get(last..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| last + at);
    // Whoever writes YAML ends its last line: where nobody has, more may have followed.
    let is_cut = end == text.len() && !text.ends_with('\n');
    let fidelity = if is_cut { Fidelity::Truncated } else { Fidelity::Reserialised };
    let step = Step::Rewritten { runs, end };
    let body = Body::new(FORMAT, Request::default(), value.text.into_bytes(), step);
    Body { fidelity, ..body.holding(Content::Known) }
}
