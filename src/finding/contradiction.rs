//! What of a payload contradicts the rest of it.

use std::fmt;

/// Parts of one payload that contradict each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contradiction {
    /// A value is not what another one is.
    NotTheSame {
        /// The dotted path of the other.
        other: String,
        /// Why they should be the same.
        why: Box<str>,
    },
    /// A value is what another one is.
    TheSame {
        /// The dotted path of the other.
        other: String,
        /// Why they should differ.
        why: Box<str>,
    },
    /// A text is not one of a few words.
    NoneOf {
        /// The words.
        words: Vec<Box<str>>,
        /// Why it should be one of them.
        why: Box<str>,
    },
    /// A value is empty.
    Empty {
        /// Why it should not be.
        why: Box<str>,
    },
    /// A value is there.
    Filled {
        /// Why it should not be.
        why: Box<str>,
    },
    /// A change from a value to the same value.
    ChangesNothing,
    /// A change to another value than the present one.
    EndsElsewhere {
        /// The dotted path of the object that holds the present values.
        state: String,
    },
}

impl fmt::Display for Contradiction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotTheSame { other, why } => write!(formatter, "is not what {other} is, though {why}"),
            Self::TheSame { other, why } => write!(formatter, "is the same as {other}, though {why}"),
            Self::NoneOf { words, why } => {
                write!(formatter, "is not {}, though {why}", words.join(" or "))
            }
            Self::Empty { why } => write!(formatter, "is empty, though {why}"),
            Self::Filled { why } => write!(formatter, "is filled, though {why}"),
            Self::ChangesNothing => {
                formatter.write_str("is a change that changes nothing: old and new are the same")
            }
            Self::EndsElsewhere { state } => {
                write!(formatter, "ends in another value than {state} holds under the same name")
            }
        }
    }
}
