//! The forms of captures that are JSON, in one table, and which of them a document has.

use super::format::JsonFormat;
use super::item::{part_of, read, within};
use super::layer::{Body, Parts, Problem, only};
use super::remedy::Remedy;
use super::request::Request;
use super::{
    automation, cloud, collections, container, databases, envelope, exports, inspectors, recordings, stubs,
};
use crate::json::{Document, JsonKind, Value};

/// Every family, the most particular first; the envelope that anybody may make comes last.
const FAMILIES: &[&[JsonFormat]] = &[
    inspectors::FORMATS,
    automation::FORMATS,
    cloud::FORMATS,
    exports::FORMATS,
    recordings::FORMATS,
    collections::FORMATS,
    stubs::FORMATS,
    databases::FORMATS,
    container::FORMATS,
    envelope::FORMATS,
];

/// Every form.
pub(super) fn formats() -> impl Iterator<Item = &'static JsonFormat> {
    std::iter::once(&automation::DELIVERY).chain(FAMILIES.iter().copied().flatten())
}

/// Whether a document is a sender's own record of a delivery, which looks like the payload that it holds: it is a layer
/// before anybody asks whether it is a payload.
#[must_use]
pub fn comes_first(document: Document<'_>) -> bool {
    automation::DELIVERY.fits(document.root())
}

/// What stands in a document that is a capture; nothing where it is none. The caller knows that it is no payload.
#[must_use]
pub fn layer(document: Document<'_>) -> Option<Parts<'_>> {
    let root = document.root();
    match root.kind() {
        JsonKind::String => text_in_text(root).map(only),
        JsonKind::Object if automation::DELIVERY.fits(root) => Some(read(&automation::DELIVERY, root)),
        JsonKind::Object => {
            let mut fitting = FAMILIES.iter().copied().flatten().filter(|format| format.fits(root));
            let first = fitting.next()?;
            // The envelope that anybody may make fits many a form that has a name of its own.
            let Some(other) = fitting.find(|other| other.contradicts(first)) else {
                return Some(read(first, root));
            };
            let message = format!("has the marks of {} and of {}", first.name, other.name);
            let (step, length) = part_of(root);
            let help = Remedy::NameFormat;
            Some(only(Problem::new(first.name, step, length, message, help)))
        }
        _ => None,
    }
}

/// The form of a document that has one, and only one.
pub(super) fn layer_of(document: Document<'_>) -> Option<&'static JsonFormat> {
    let root = document.root();
    let is_object = root.kind() == JsonKind::Object && !automation::DELIVERY.fits(root);
    let mut fitting = FAMILIES.iter().copied().flatten().filter(|format| is_object && format.fits(root));
    let first = fitting.next()?;
    (!fitting.any(|other| other.contradicts(first))).then_some(first)
}

/// The same for a document that the caller says has the form of this name.
pub(super) fn layer_as<'t>(document: Document<'t>, name: &'static str) -> Parts<'t> {
    let root = document.root();
    let named = || formats().filter(|format| format.name == name);
    if let Some(format) = named().find(|format| format.fits(root)) {
        return read(format, root);
    }
    let missing = named().find_map(|format| format.marks.iter().find(|mark| !mark.holds(root)));
    let missing = missing.map_or_else(|| "JSON of its own".to_owned(), |mark| mark.in_words());
    let message = format!("is not in the form {name}, which needs {missing}");
    let help = Remedy::NameOtherFormat;
    let (step, _) = part_of(root);
    only(Problem::new(None, step, document.text().len(), message, help))
}

/// JSON text in a JSON string.
fn text_in_text(value: Value<'_>) -> Option<Body<'_>> {
    let text = value.text().unwrap_or_default();
    // A quotation mark alone is text; only what was encoded twice begins with one and goes on as JSON.
    let start = text.trim_start();
    let start = start.strip_prefix('"').map_or(start, |twice| twice.trim_start_matches(['\\', '"']));
    matches!(start.trim_start().as_bytes().first(), Some(b'{' | b'['))
        .then(|| within("json-string", value, Request::default()))
}

/// What a document nearly is: a capture that lacks one mark. In words, with what it lacks.
#[must_use]
pub fn nearly(document: Document<'_>) -> Option<String> {
    let root = document.root();
    let (format, mark) = formats().find_map(|format| Some((format, format.lacks_one(root)?)))?;
    Some(format!("it looks like a capture of {}, which needs {}", format.name, mark.in_words()))
}

#[cfg(test)]
mod tests {
    use super::formats;
    use crate::capture::mark::Mark;

    #[test]
    fn every_form_is_told_by_at_least_three_facts() {
        for format in formats() {
            // That there is nothing else is a fact of its own.
            let facts = |mark: &Mark| if matches!(mark, Mark::Only(_)) { 2 } else { 1 };
            let count: usize = format.marks.iter().chain(format.item_marks).map(facts).sum();
            assert!(count >= 3 || format.is_anybodys, "{} has {count}", format.name);
        }
    }
}
