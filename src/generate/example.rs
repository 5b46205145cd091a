//! The one payload by which an event is shown.

use std::borrow::Cow;

use super::Generator;
use crate::json::{Style, Tape, Writer};
use crate::model::EventRef;

/// How far members stand from the beginning of those around them, in spaces.
const INDENT: usize = 2;

/// The payload that comes with a model; where none does, one in which every member is there, made with a seed.
#[must_use]
pub fn example(model: EventRef<'_>, seed: u64) -> Cow<'_, str> {
    let given = Cow::Borrowed(model.event.sample);
    if model.has_sample() || model.event.body.fields.is_empty() {
        return given;
    }
    let (mut made, mut tape) = (String::new(), Tape::new());
    Generator::new(model, seed).full(0).write(&mut made);
    let Ok(document) = tape.parse(made.as_bytes()) else { return given };
    let mut text = String::new();
    if Writer::new(Style::pretty(INDENT)).write(document.root(), &mut text).is_err() {
        return given;
    }
    text.push('\n');
    Cow::Owned(text)
}
