//! Forms as browsers send them, with a payload in one of their fields.

use std::borrow::Cow;

use super::layer::{Body, Parts, Text, only};
use super::place::{Runs, Step};
use super::request::Request;
use crate::json::{JsonKind, Tape, quoted};

/// The fields of a form that hold a payload.
pub(super) const FIELDS: &[&str] = &["payload", "data", "body", "json"];

/// Whether a text is such a form.
pub(super) fn has_payload(text: &[u8], tape: &mut Tape) -> bool {
    field(text, tape).is_some()
}

/// The payload in a form.
pub(super) fn payload(text: Text<'_>) -> Parts<'_> {
    let Text { bytes, tape, .. } = text;
    let (name, value) = field(bytes, tape).unwrap_or_default();
    let before = memchr::memmem::find(bytes, format!("{name}=").as_bytes());
    let at = before.map_or(0, |at| at + name.len() + 1);
    let step = Step::Decoded { at, length: bytes.len().saturating_sub(at) };
    only(Body::new("form", Request::default(), value.into_owned().into_bytes(), step).part_of_body())
}

/// Whether a text may be such a form whose fields are the members of a payload: one without blanks, as it is sent.
fn is_form(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    let has_name = |pair: &[u8]| pair.is_empty() || memchr::memchr(b'=', pair).is_some_and(|at| at > 0);
    !text.is_empty()
        && text
            .iter()
            .all(|byte| matches!(byte, b'!'..=b'~') && !matches!(byte, b'{' | b'}' | b'"' | b'<' | b'>'))
        && text.split(|byte| *byte == b'&').all(has_name)
}

/// A form as the object that its fields make up, where that is a payload.
pub(super) fn members(text: Text<'_>) -> Option<Parts<'_>> {
    let Text { bytes, tape, as_form, .. } = text;
    if !is_form(bytes) {
        return None;
    }
    let bare = as_form(tape.parse(&object(bytes, &[]).0).ok()?)?;
    let (object, runs) = object(bytes, &bare);
    let step = Step::Rewritten { runs, end: bytes.trim_ascii_end().len() };
    Some(only(Body::new("form", Request::default(), object, step).part_of_body()))
}

/// The object that the fields of a form make up, and where each stands in the form. What is `bare` is written as it
/// stands, the rest is text.
fn object(form: &[u8], bare: &[bool]) -> (Vec<u8>, Runs) {
    let (mut object, mut runs) = (String::from("{"), Runs::default());
    let mut at = form.len() - form.trim_ascii_start().len();
    let mut number = 0;
    for pair in form.trim_ascii().split(|byte| *byte == b'&') {
        if let Some((name, value)) = form_urlencoded::parse(pair).next() {
            if number > 0 {
                object.push(',');
            }
            runs.mark(object.len(), at);
            object.push_str(&quoted(&name));
            object.push(':');
            let equals = memchr::memchr(b'=', pair).unwrap_or(0);
            runs.mark(object.len(), at + equals + 1);
            if bare.get(number) == Some(&true) {
                object.push_str(value.trim());
            } else {
                object.push_str(&quoted(&value));
            }
            number += 1;
        }
        at += pair.len() + 1;
    }
    object.push('}');
    (object.into_bytes(), runs)
}

/// The field that holds a payload: one of a usual name, or the only one whose value is an object.
fn field<'t>(text: &'t [u8], tape: &mut Tape) -> Option<(Cow<'t, str>, Cow<'t, str>)> {
    let form = std::str::from_utf8(text.trim_ascii()).ok()?;
    let first = form.split('=').next().filter(|first| first.len() < form.len())?;
    // Where nobody has encoded it, it is told by its name alone.
    if form.contains(['\n', ' ', '{']) && !FIELDS.contains(&first) {
        return None;
    }
    let mut is_object = |value: &str| {
        value.trim_start().starts_with('{')
            && tape.parse(value.as_bytes()).is_ok_and(|document| document.root().kind() == JsonKind::Object)
    };
    let mut objects = form_urlencoded::parse(form.as_bytes()).filter(|(_, value)| is_object(value));
    let found = objects.next()?;
    if FIELDS.contains(&found.0.as_ref()) {
        return Some(found);
    }
    match objects.next() {
        None => Some(found),
        Some(second) => {
            std::iter::once(second).chain(objects).find(|(name, _)| FIELDS.contains(&name.as_ref()))
        }
    }
}
