//! A payload that stands somewhere in a document, in no form that is known.

use std::borrow::Cow;

use super::documents::formats;
use crate::json::{Document, JsonKind, Tape, Value};

/// How deep a payload is looked for.
const LEVELS: usize = 4;

/// How many members are looked at.
const MOST: usize = 512;

/// The outermost value in a document that is a payload or a capture, or JSON text that says one. The document itself is
/// none. A few levels are looked at, so that each byte is read a few times at most.
#[must_use]
pub fn payload<'d>(document: Document<'d>, is_payload: &dyn Fn(Document<'_>) -> bool) -> Option<Value<'d>> {
    let mut tape = Tape::new();
    let mut level = vec![document.root()];
    let mut seen = 0;
    for _ in 0..LEVELS {
        let mut below = Vec::new();
        for value in level {
            for inner in value.members().map(|(_, member)| member).chain(value.items()) {
                seen += 1;
                if seen > MOST {
                    return None;
                }
                if holds(inner, &mut tape, is_payload) {
                    return Some(inner);
                }
                if matches!(inner.kind(), JsonKind::Object | JsonKind::Array) {
                    below.push(inner);
                }
            }
        }
        level = below;
    }
    None
}

fn holds(value: Value<'_>, tape: &mut Tape, is_payload: &dyn Fn(Document<'_>) -> bool) -> bool {
    let text = match value.kind() {
        JsonKind::Object if !value.is_empty_container() => Cow::Borrowed(value.raw()),
        JsonKind::String => match value.text() {
            Some(text) if text.trim_start().starts_with('{') => text,
            _ => return false,
        },
        _ => return false,
    };
    tape.parse(text.as_bytes()).is_ok_and(|document| {
        let fits = || formats().any(|one| one.refusal.is_none() && one.fits(document.root()));
        !document.root().is_empty_container() && (is_payload(document) || fits())
    })
}
