//! A scalar as it reads, wherever it stands: what can be compared, and what a cell of a table holds.

use std::borrow::Cow;

use super::node::JsonKind;
use super::unescape::unescape;
use super::value::Value;

/// A value that holds no others, as it reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scalar<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number as it was written.
    Number(Cow<'a, str>),
    /// A string without quotes and escapes.
    Text(Cow<'a, str>),
}

impl<'a> Scalar<'a> {
    /// That of a value; none of an object or array.
    #[must_use]
    pub fn of(value: Value<'a>) -> Option<Self> {
        match value.kind() {
            JsonKind::Object | JsonKind::Array => None,
            _ => Self::of_json(value.raw()),
        }
    }

    /// That of a JSON text; none of an object or array.
    #[must_use]
    pub fn of_json(raw: &'a str) -> Option<Self> {
        Some(match raw.as_bytes().first()? {
            b'{' | b'[' => return None,
            b'n' => Self::Null,
            b't' => Self::Flag(true),
            b'f' => Self::Flag(false),
            b'"' => {
                let text = raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(raw);
                Self::Text(if text.contains('\\') { unescape(text).into() } else { text.into() })
            }
            _ => Self::Number(Cow::Borrowed(raw)),
        })
    }

    /// What a person reads: nothing for `null`.
    #[must_use]
    pub fn shown(self) -> Cow<'a, str> {
        match self {
            Self::Null => Cow::Borrowed(""),
            Self::Flag(flag) => Cow::Borrowed(if flag { "true" } else { "false" }),
            Self::Number(text) | Self::Text(text) => text,
        }
    }
}
