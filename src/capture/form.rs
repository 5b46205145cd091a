//! Forms as browsers send them, with a payload in one of their fields.

use std::borrow::Cow;

use super::layer::{Body, Parts, Text, only};
use super::place::Step;
use super::request::Request;
use crate::json::{JsonKind, Tape};

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
