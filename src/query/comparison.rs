//! What a value is held against.

use std::cmp::Ordering;

use jiff::Timestamp;
use regex::Regex;

use super::time::timestamp;
use crate::json::{Scalar, compare_numbers, is_number};

/// What has to be true of a value.
#[derive(Debug, Clone)]
pub enum Comparison {
    /// It is there, and not null.
    Present,
    /// It is this.
    Is(String),
    /// It is a text or a number in which this is found.
    Matches(Regex),
    /// It is on this side of a number or a time.
    Beyond {
        /// Which orders of the value to the bound are meant.
        orders: &'static [Ordering],
        /// What it is held against.
        bound: Bound,
    },
}

/// What a value may be larger or smaller than.
#[derive(Debug, Clone)]
pub enum Bound {
    /// A number, as it was typed.
    Number(String),
    /// A point in time.
    Time(Timestamp),
}

impl Bound {
    /// Reads a number or a time.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        if is_number(text) {
            return Some(Self::Number(text.to_owned()));
        }
        timestamp(text).map(Self::Time)
    }

    /// How a value stands to it; nothing can be said of one of another kind.
    fn order_of(&self, text: &str) -> Option<Ordering> {
        match self {
            Self::Number(bound) => compare_numbers(text, bound),
            Self::Time(bound) => timestamp(text).map(|time| time.cmp(bound)),
        }
    }
}

impl Comparison {
    /// Whether it is true of a scalar; of an object or array where there is none.
    #[must_use]
    pub fn holds(&self, scalar: Option<Scalar<'_>>) -> bool {
        match (self, scalar) {
            (Self::Present, scalar) => scalar != Some(Scalar::Null),
            (Self::Is(wanted), Some(Scalar::Null)) => wanted == "null",
            (_, None | Some(Scalar::Null)) => false,
            (Self::Is(wanted), Some(Scalar::Number(number))) => {
                number == wanted.as_str() || compare_numbers(&number, wanted) == Some(Ordering::Equal)
            }
            (Self::Is(wanted), Some(scalar)) => scalar.shown() == wanted.as_str(),
            (Self::Matches(pattern), Some(scalar)) => pattern.is_match(&scalar.shown()),
            (Self::Beyond { orders, bound }, Some(scalar)) => {
                bound.order_of(&scalar.shown()).is_some_and(|order| orders.contains(&order))
            }
        }
    }
}
