//! The body where the caller says that it stands.

use super::entry;
use super::item::{part_of, within};
use super::layer::{Body, Gravity, Parts, Problem, only};
use super::remedy::Remedy;
use super::request::Request;
use crate::json::{Document, JsonKind, Pointer};

/// What this is called in a chain of layers.
const FORMAT: &str = "at";

/// What stands in a document at a pointer: JSON, or a text that says it. Nothing where the document has no such value.
#[must_use]
pub fn at<'t>(document: Document<'t>, pointer: &Pointer) -> Option<Parts<'t>> {
    let value = document.pointer(pointer.as_str())?;
    let root = document.root();
    let request = if entry::is_entry(root) { entry::request(root) } else { Request::default() };
    if value.kind() == JsonKind::String {
        return Some(only(within(FORMAT, value, request)));
    }
    let (step, _) = part_of(value);
    Some(only(Body::new(FORMAT, request, value.raw().as_bytes(), step).reserialised()))
}

/// Says that nothing stands there, in a document that is no capture.
#[must_use]
pub fn nothing_at<'t>(document: Document<'t>, pointer: &Pointer) -> Parts<'t> {
    let (step, length) = part_of(document.root());
    let problem =
        Problem::new(FORMAT, step, length, format!("has nothing at {pointer}"), Remedy::LookElsewhere);
    only(problem.of(Gravity::Refused))
}
