//! What kinds and values are called in messages.

use super::kind::Kind;
use crate::finding::{Expected, Met};
use crate::json::{JsonKind, Value};

/// What a model expects of a value of this kind.
pub(super) const fn expected(kind: Kind<'_>) -> Expected {
    match kind {
        Kind::Boolean => Expected::Boolean,
        Kind::Integer => Expected::Integer,
        Kind::Number => Expected::Number,
        Kind::Decimal => Expected::Decimal,
        Kind::Text => Expected::Text,
        Kind::Email => Expected::Email,
        Kind::Url => Expected::Url,
        Kind::Timestamp => Expected::Timestamp,
        Kind::Uuid => Expected::Uuid,
        Kind::Object(_) | Kind::Map(_) => Expected::Object,
        Kind::List(_) => Expected::Array,
        Kind::Change => Expected::Change,
        Kind::Anything => Expected::Value,
    }
}

/// What a kind is called in messages, without an article.
#[must_use]
pub const fn name_of(kind: Kind<'_>) -> &'static str {
    expected(kind).name()
}

/// What stands in a payload.
pub(super) fn met(value: Value<'_>) -> Met {
    match value.kind() {
        JsonKind::Null => Met::Null,
        JsonKind::True | JsonKind::False => Met::Boolean,
        JsonKind::Number if value.is_integral() => Met::Integer,
        JsonKind::Number => Met::Fraction,
        JsonKind::String => Met::Text,
        JsonKind::Array => Met::Array,
        JsonKind::Object => Met::Object,
    }
}
