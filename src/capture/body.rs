//! Where in a capture a body stands, and how it is written there.

use std::borrow::Cow;

use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::{DecodeError, Engine as _};

use super::format::BodyAt;
use super::value::{field_named, follow, is_off, scalar};
use crate::json::{JsonKind, Value};

/// How a body is read once it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    Plain,
    Base64,
    Message64,
    Gzip64,
    Line,
    Column,
    /// Base64 by a flag that some senders set beside plain text.
    Flagged64,
    /// The fields of a form.
    Fields,
    /// Text or not, somebody wrote it to compare a body with.
    Written,
}

/// The value at a body's place, and how it is read.
pub(super) fn resolved(body: BodyAt, item: Value<'_>) -> Option<(Value<'_>, Writing)> {
    let at = |path| follow(item, path);
    let flagged = |flag| at(flag).is_some_and(|value| value.kind() == JsonKind::True);
    let named = |name| at(name).is_some_and(|value| value.is_text("base64"));
    Some(match body {
        BodyAt::Any(path) => (at(path)?, Writing::Plain),
        BodyAt::Text(path) => (at(path).filter(|value| value.kind() == JsonKind::String)?, Writing::Plain),
        BodyAt::AnyBut(path, types) => {
            let is_one = |value: &Value<'_>| types.iter().any(|name| is_of_type(*value, name));
            (at(path).filter(|value| !is_one(value))?, Writing::Plain)
        }
        BodyAt::First(list, wanted, name) => {
            let fits = |item: &Value<'_>| {
                wanted.is_none_or(|(key, words)| {
                    item.get(key).is_some_and(|value| words.iter().any(|word| value.is_text(word)))
                })
            };
            (at(list)?.items().filter(fits).find_map(|item| item.get(name))?, Writing::Written)
        }
        BodyAt::Base64(path) => (at(path)?, Writing::Base64),
        BodyAt::Base64If(path, flag) => {
            (at(path)?, if flagged(flag) { Writing::Flagged64 } else { Writing::Plain })
        }
        BodyAt::Base64Named(path, name) => {
            (at(path)?, if named(name) { Writing::Base64 } else { Writing::Plain })
        }
        BodyAt::Fields(path) => {
            let is_form = |value: &Value<'_>| matches!(value.kind(), JsonKind::Array | JsonKind::Object);
            (at(path).filter(is_form)?, Writing::Fields)
        }
        BodyAt::Message64(path) => (at(path)?, Writing::Message64),
        BodyAt::Gzip64(path) => (at(path)?, Writing::Gzip64),
        BodyAt::Line(path) => (at(path)?, Writing::Line),
        BodyAt::Field(name) => (field_named(item, name)?, Writing::Line),
        BodyAt::Column => (item, Writing::Column),
    })
}

fn is_of_type(value: Value<'_>, name: &str) -> bool {
    value.get("type").is_some_and(|value| value.is_text(name))
}

/// Null, an empty text and an empty list hold no body; the next place may.
pub(super) fn is_blank(value: Value<'_>) -> bool {
    value.kind() == JsonKind::Null || value.raw() == "\"\"" || value.raw() == "[]"
}

/// A form of `{name, value}` or `{key, value}`, or an object of its fields, as it is sent when it is encoded in the address's way. Fields that are
/// switched off are left out, and so are [`files`], which are elsewhere.
pub(super) fn fields(list: Value<'_>) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    for (name, value) in list.members() {
        if let (Some(name), Some(value)) = (name.text(), scalar(value)) {
            form.append_pair(&name, &value);
        }
    }
    for field in list.items().filter(|field| !is_off(*field) && !is_file(*field)) {
        let value = field.get("value").or_else(|| field.get("values")?.items().next());
        if let (Some(name), Some(value)) = (name_of(field), value.and_then(scalar)) {
            form.append_pair(&name, &value);
        }
    }
    form.finish()
}

/// The fields of a form that are files, each with the names of its files; where none was chosen, with its own.
pub(super) fn files(list: Value<'_>) -> impl Iterator<Item = (Value<'_>, String)> {
    list.items().filter(|field| !is_off(*field) && is_file(*field)).map(|field| {
        let names = FILE_NAMES.iter().filter_map(|name| field.get(name)).map(texts);
        let names = names.chain(field.get("value").map(texts)).find(|names| !names.is_empty());
        (field, names.or_else(|| name_of(field)).unwrap_or_default())
    })
}

/// Where Postman, and where Insomnia and HAR name the file of a field.
const FILE_NAMES: &[&str] = &["src", "fileName"];

/// Whether a field of a form is a file whose content is not in the list.
fn is_file(field: Value<'_>) -> bool {
    let names_file = FILE_NAMES.iter().filter_map(|name| field.get(name)).any(|name| !is_blank(name));
    let says_so = field.get("isFile").is_some_and(|flag| flag.kind() == JsonKind::True);
    says_so || is_of_type(field, "file") || (names_file && field.get("value").is_none_or(is_blank))
}

fn name_of(field: Value<'_>) -> Option<String> {
    ["name", "key"].iter().find_map(|name| field.get(name)).and_then(scalar).map(Cow::into_owned)
}

/// A text, or the texts of a list.
fn texts(value: Value<'_>) -> String {
    match value.kind() {
        JsonKind::Array => value.items().filter_map(scalar).collect::<Vec<_>>().join(", "),
        _ => scalar(value).unwrap_or_default().into_owned(),
    }
}

/// Decodes base64 of either alphabet, with or without padding.
pub(super) fn unbase64(text: &str) -> Result<Vec<u8>, DecodeError> {
    let lenient = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let alphabet = if text.contains(['-', '_']) { &URL_SAFE } else { &STANDARD };
    GeneralPurpose::new(alphabet, lenient).decode(text)
}
