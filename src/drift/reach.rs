//! How far values go beyond a bound.

use std::borrow::Cow;
use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::json::{JsonKind, Value, compare_numbers};

/// How far the values of a place go beyond the bound that a keyword sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Reach {
    /// It is not told: one of the values is hidden.
    Untold,
    /// Up to this number, or down to it: the value itself, or how long it is.
    To(Box<str>),
}

/// What a bound of this keyword is held against, as a number; nothing where the value has no such thing.
pub(super) fn measure<'v>(keyword: &str, value: Value<'v>) -> Option<Cow<'v, str>> {
    let count = match (keyword.trim_start_matches("min").trim_start_matches("max"), value.kind()) {
        ("Length", JsonKind::String) => value.text()?.chars().count(),
        ("Items", JsonKind::Array) => value.items().count(),
        ("Properties", JsonKind::Object) => value.members().count(),
        (_, JsonKind::Number) => return Some(value.raw().into()),
        _ => return None,
    };
    Some(count.to_string().into())
}

/// Whether a keyword says how little there may be, so that what is less goes farther.
#[must_use]
pub fn is_least(keyword: &str) -> bool {
    keyword.starts_with("min") || keyword == "exclusiveMinimum"
}

/// Of two ways to write one number the plainer counts: without an exponent, then the shorter.
fn plainness(number: &str) -> (bool, usize, &str) {
    (number.contains(['e', 'E']), number.len(), number)
}

impl Reach {
    /// Whether a number lies farther beyond the bound of a keyword, or as far and is written more plainly.
    pub(super) fn is_short_of(&self, number: &str, keyword: &str) -> bool {
        let Self::To(own) = self else { return false };
        match compare_numbers(number, own) {
            Some(Ordering::Less) => is_least(keyword),
            Some(Ordering::Greater) => !is_least(keyword),
            Some(Ordering::Equal) => plainness(number) < plainness(own),
            None => true,
        }
    }

    /// The farther of two; what one does not tell both do not.
    pub(super) fn farther(self, other: Self, keyword: &str) -> Self {
        let is_farther = match &other {
            Self::Untold => true,
            Self::To(number) => self.is_short_of(number, keyword),
        };
        if is_farther { other } else { self }
    }

    /// The number, where it is told.
    pub(super) fn told(&self) -> Option<&str> {
        match self {
            Self::Untold => None,
            Self::To(number) => Some(number),
        }
    }

    /// Whether it is one that can be.
    pub(super) fn is_possible(&self) -> bool {
        match self {
            Self::Untold => true,
            Self::To(number) => compare_numbers(number, "0").is_some(),
        }
    }
}
