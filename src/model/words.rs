//! What kinds and values are called in messages.

use super::kind::Kind;
use crate::json::{Kind as JsonKind, Value};

/// What a kind is called in messages, without an article.
#[must_use]
pub fn name_of(kind: Kind<'_>) -> &'static str {
    match kind {
        Kind::Boolean => "boolean",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Decimal => "decimal number in text",
        Kind::Text => "string",
        Kind::Email => "e-mail address",
        Kind::Url => "URL",
        Kind::Timestamp => "timestamp",
        Kind::Uuid => "UUID",
        Kind::Object(_) | Kind::Map(_) => "object",
        Kind::List(_) => "array",
        Kind::Change => "pair of old and new value",
        Kind::Anything => "value",
    }
}

/// What a value is called in messages, without an article.
pub(super) fn found_in(value: Value<'_>) -> &'static str {
    match value.kind() {
        JsonKind::Null => "null",
        JsonKind::True | JsonKind::False => "boolean",
        JsonKind::Number if value.is_integral() => "integer",
        JsonKind::Number => "number with decimals",
        JsonKind::String => "string",
        JsonKind::Array => "array",
        JsonKind::Object => "object",
    }
}

/// `an integer`, `a string`, `null`.
pub(super) fn with_article(noun: &str) -> String {
    match noun.as_bytes().first() {
        _ if noun == "null" => noun.to_owned(),
        Some(b'a' | b'e' | b'i' | b'o') => format!("an {noun}"),
        _ => format!("a {noun}"),
    }
}
