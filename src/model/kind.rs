//! The kinds of values that a field can hold. The list is closed: a new kind is one arm in a handful of matches.

use super::field::Object;
use super::format::{DECIMAL_PATTERN, EMAIL_PATTERN, URL_PATTERN};

/// What a member's value looks like when it is not null.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind<'m> {
    /// `true` or `false`.
    Boolean,
    /// A number whose mathematical value is whole: `3`, and also `3.0`, as JSON Schema has it.
    Integer,
    /// Any JSON number.
    Number,
    /// A decimal number written as text, `"57.34"`; may be negative.
    Decimal,
    /// Any text.
    Text,
    /// An e-mail address: one `@`, something on both sides, no blanks. Deliberately no more than that.
    Email,
    /// An absolute `http` or `https` address without blanks.
    Url,
    /// A time as in RFC 3339, section 5.6: `2025-01-11T13:45:20.103Z`.
    Timestamp,
    /// A UUID as in RFC 9562, section 4, with hyphens.
    Uuid,
    /// An object of known members.
    Object(&'m Object<'m>),
    /// An array whose items are all of one kind.
    List(&'m Kind<'m>),
    /// An object whose keys are data (chosen by an account), all values of one kind or null.
    Map(&'m Kind<'m>),
    /// An array of exactly two values: what was before, and what is now.
    Change,
    /// Any JSON value: its shape is not published.
    Anything,
}

impl Kind<'static> {
    /// The pattern that it is exported as, if it is.
    #[must_use]
    pub const fn pattern(self) -> Option<&'static str> {
        match self {
            Self::Decimal => Some(DECIMAL_PATTERN),
            Self::Email => Some(EMAIL_PATTERN),
            Self::Url => Some(URL_PATTERN),
            _ => None,
        }
    }

    /// The kind that is exported as this pattern.
    #[must_use]
    pub fn of_pattern(pattern: &str) -> Option<Self> {
        match pattern {
            DECIMAL_PATTERN => Some(Self::Decimal),
            EMAIL_PATTERN => Some(Self::Email),
            URL_PATTERN => Some(Self::Url),
            _ => None,
        }
    }
}
