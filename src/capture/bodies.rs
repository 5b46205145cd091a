//! Where in a wrapper a body stands, and in which form.

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::wrapper::{BodyAt, field_named, follow, scalar};
use crate::json::{JsonKind, Value};

/// How a body is read once it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
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
}

/// The value at a body's place, and how it is read.
pub(super) fn resolved(body: BodyAt, item: Value<'_>) -> Option<(Value<'_>, Form)> {
    let at = |path| follow(item, path);
    let flagged = |flag| at(flag).is_some_and(|value| value.kind() == JsonKind::True);
    let named = |name| at(name).is_some_and(|value| value.is_text("base64"));
    Some(match body {
        BodyAt::Any(path) => (at(path)?, Form::Plain),
        BodyAt::Base64(path) => (at(path)?, Form::Base64),
        BodyAt::Base64If(path, flag) => {
            (at(path)?, if flagged(flag) { Form::Flagged64 } else { Form::Plain })
        }
        BodyAt::Base64Named(path, name) => (at(path)?, if named(name) { Form::Base64 } else { Form::Plain }),
        BodyAt::Fields(path) => (at(path)?, Form::Fields),
        BodyAt::Message64(path) => (at(path)?, Form::Message64),
        BodyAt::Gzip64(path) => (at(path)?, Form::Gzip64),
        BodyAt::Line(path) => (at(path)?, Form::Line),
        BodyAt::Field(name) => (field_named(item, name)?, Form::Line),
        BodyAt::Column => (item, Form::Column),
    })
}

/// Null, an empty text and an empty list hold no body; the next place may.
pub(super) fn is_blank(value: Value<'_>) -> bool {
    value.kind() == JsonKind::Null || value.raw() == "\"\"" || value.raw() == "[]"
}

/// A form of `{name, value}` or `{key, value}` as it is sent when it is encoded in the address's way. Fields that are
/// switched off are left out, and so are files, which are elsewhere.
pub(super) fn fields(list: Value<'_>) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    for field in list.items() {
        let text = |names: &[&str]| names.iter().find_map(|name| field.get(name)).and_then(scalar);
        let is_off = field.get("disabled").is_some_and(|value| value.kind() == JsonKind::True);
        if let (Some(name), Some(value), false) = (text(&["name", "key"]), text(&["value"]), is_off) {
            form.append_pair(&name, &value);
        }
    }
    form.finish()
}

/// Decodes base64 of either alphabet, with or without padding.
pub(super) fn unbase64(text: &str) -> Result<Vec<u8>, String> {
    let lenient = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let alphabet = if text.contains(['-', '_']) { &URL_SAFE } else { &STANDARD };
    GeneralPurpose::new(alphabet, lenient).decode(text).map_err(|error| error.to_string())
}
