//! Forms in several parts (`multipart/form-data`, RFC 7578), with a payload in one of them, as a field or as a file.

use super::Fidelity;
use super::form::FIELDS;
use super::layer::{Body, Gravity, Part, Parts, Problem, Text, only};
use super::place::Step;
use super::request::Request;
use crate::json::{JsonKind, Tape};

/// What this form is called.
const FORMAT: &str = "multipart";

/// How many headers a part may have.
const MOST_HEADERS: usize = 16;

/// Whether a text begins with a boundary and the head of a part.
pub(super) fn begins_multipart(text: &[u8]) -> bool {
    let mut lines = text.trim_ascii_start().split(|byte| *byte == b'\n').take(4);
    let boundary = lines.next().unwrap_or_default().trim_ascii_end();
    let is_disposition = |line: &[u8]| {
        line.get(..b"content-disposition: form-data".len())
            .is_some_and(|start| start.eq_ignore_ascii_case(b"content-disposition: form-data"))
    };
    boundary.len() > 2 && boundary.starts_with(b"--") && lines.any(is_disposition)
}

/// A part of such a form.
struct Field<'t> {
    name: String,
    text: &'t [u8],
    start: usize,
    /// Whether a boundary follows it.
    closed: bool,
}

/// The parts of a form, in order.
fn fields(text: &[u8]) -> Vec<Field<'_>> {
    let blanks = text.len() - text.trim_ascii_start().len();
    let line =
        text.get(blanks..).and_then(|rest| rest.split(|byte| *byte == b'\n').next()).unwrap_or_default();
    let boundary = line.trim_ascii_end();
    let delimiter = [b"\n", boundary].concat();
    let mut fields = Vec::new();
    let mut at = blanks + line.len() + 1;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let found = memchr::memmem::find(rest, &delimiter);
        let part = rest.get(..found.unwrap_or(rest.len())).unwrap_or_default();
        fields.extend(field(part, at, found.is_some()));
        let Some(end) = found else { break };
        let after = rest.get(end + delimiter.len()..).unwrap_or_default();
        if after.starts_with(b"--") {
            break;
        }
        let line = memchr::memchr(b'\n', after).map_or(after.len(), |end| end + 1);
        at += end + delimiter.len() + line;
    }
    fields
}

fn field(part: &[u8], start: usize, closed: bool) -> Option<Field<'_>> {
    let mut buffer = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let httparse::Status::Complete((length, headers)) = httparse::parse_headers(part, &mut buffer).ok()?
    else {
        return None;
    };
    let disposition =
        headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-disposition"))?;
    let disposition = String::from_utf8_lossy(disposition.value);
    let name = disposition.split(';').find_map(|part| part.trim().strip_prefix("name=")).unwrap_or_default();
    let name = name.trim_matches('"').to_owned();
    let text = part.get(length..).unwrap_or_default();
    // The line end before the boundary is the boundary's.
    let text = if closed { text.strip_suffix(b"\r").unwrap_or(text) } else { text };
    Some(Field { name, text, start: start + length, closed })
}

fn is_json(text: &[u8], tape: &mut Tape) -> bool {
    let is_container = |kind| matches!(kind, JsonKind::Object | JsonKind::Array);
    matches!(text.trim_ascii_start().first(), Some(b'{' | b'['))
        && tape.parse(text).is_ok_and(|document| is_container(document.root().kind()))
}

/// The payloads in a form.
pub(super) fn payloads(text: Text<'_>) -> Parts<'_> {
    let Text { bytes, tape, .. } = text;
    let all = fields(bytes);
    let cut = all.last().filter(|field| !field.closed).map(|field| (field.start, field.text.len()));
    let mut found: Vec<Field<'_>> = all.into_iter().filter(|field| is_json(field.text, tape)).collect();
    if found.iter().any(|field| FIELDS.contains(&field.name.as_str())) {
        found.retain(|field| FIELDS.contains(&field.name.as_str()));
    }
    let help = "the form was cut off or edited; its signature cannot be checked";
    let cut = cut.map(|(start, length)| {
        Problem::new(FORMAT, Step::Part { start }, length, "ends within a part, without its boundary", help)
    });
    if found.is_empty() {
        let step = Step::WHOLE;
        let help = "of a form only the parts that are JSON are read";
        let none = Problem::new(FORMAT, step, bytes.len(), "is a form none of whose parts is JSON", help);
        return only(cut.unwrap_or_else(|| none.of(Gravity::Refused)));
    }
    let remark = cut.map(|problem| Part::from(problem.of(Gravity::Damage)));
    Box::new(remark.into_iter().chain(found.into_iter().map(|field| {
        let step = Step::Part { start: field.start };
        let body = Body::new(FORMAT, Request::default(), field.text, step).part_of_body();
        let fidelity = if field.closed { body.fidelity } else { Fidelity::Truncated };
        Body { fidelity, ..body }.into()
    })))
}
