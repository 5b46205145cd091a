//! Members of a document by their way, and scalars as text.

use std::borrow::Cow;

use super::time::rfc3339;
use crate::json::{JsonKind, Value};

/// The way to a member, one key a step; `*` stands for every item or member.
pub(super) type Path = &'static [&'static str];

/// The value of the `{field, value}` of a name in a list of such.
pub(super) fn field_named<'d>(list: Value<'d>, name: &str) -> Option<Value<'d>> {
    list.items().find(|field| field.get("field").is_some_and(|own| own.is_text(name)))?.get("value")
}

/// The value at a path without `*`; of a list, a number is that of an item.
pub(super) fn follow<'d>(value: Value<'d>, path: &[&str]) -> Option<Value<'d>> {
    path.iter().try_fold(value, |value, name| match value.kind() {
        JsonKind::Array => value.items().nth(name.parse().ok()?),
        _ => value.get(name),
    })
}

/// Whether somebody has switched a field or header off.
pub(super) fn is_off(field: Value<'_>) -> bool {
    let is = |name: &str, kind| field.get(name).is_some_and(|value| value.kind() == kind);
    is("disabled", JsonKind::True) || is("enabled", JsonKind::False) || is("active", JsonKind::False)
}

/// A scalar as text; none of null.
pub(super) fn scalar(value: Value<'_>) -> Option<Cow<'_, str>> {
    match value.kind() {
        JsonKind::String => value.text(),
        JsonKind::Number | JsonKind::True | JsonKind::False => Some(Cow::Borrowed(value.raw())),
        _ => None,
    }
}

/// A time: text as it is, a number as RFC 3339, also where the number is written as text.
pub(super) fn instant(value: Value<'_>) -> Option<Cow<'_, str>> {
    let text = scalar(value)?;
    let whole = text.split('.').next().unwrap_or_default();
    match whole.parse::<i64>() {
        Ok(number) if whole.len() >= 9 => Some(rfc3339(number).map_or(text, Cow::Owned)),
        _ => Some(text).filter(|text| !text.is_empty()),
    }
}
