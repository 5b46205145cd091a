//! Forms as browsers send them, with a payload in one of their fields.

use std::borrow::Cow;

use super::layer::{Body, Parts, Text, only};
use super::place::Step;
use super::request::Request;
use crate::json::{JsonKind, Tape};

/// The fields of a form that hold a payload.
const FIELDS: &[&str] = &["payload", "data", "body", "json"];

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
    only(Body::new("form", Request::default(), value.into_owned().into_bytes(), step))
}

/// The field that holds a payload.
fn field<'t>(text: &'t [u8], tape: &mut Tape) -> Option<(Cow<'t, str>, Cow<'t, str>)> {
    let form = std::str::from_utf8(text.trim_ascii()).ok()?;
    if form.contains(['\n', ' ', '{']) || !form.contains('=') {
        return None;
    }
    let mut is_object = |value: &str| {
        tape.parse(value.as_bytes()).is_ok_and(|document| document.root().kind() == JsonKind::Object)
    };
    let mut fields = form_urlencoded::parse(form.as_bytes());
    fields.find(|(name, value)| FIELDS.contains(&name.as_ref()) && is_object(value))
}
