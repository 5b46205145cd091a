//! What is wrong with a source or with the text of a record, whatever event it holds.

use std::borrow::Cow;
use std::fmt;

use super::Rule;
use crate::input::{BinaryFormat, Damage};
use crate::json::{JsonDialect, SyntaxError, Unsayable};

/// What is wrong with a source or a record, with its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceDeviation {
    /// A record that is not JSON.
    NotJson {
        /// Where and why.
        error: SyntaxError,
        /// Whether each line is a record of its own.
        a_line_each: bool,
    },
    /// Bytes that are not text, but this, where that is known.
    Binary(Option<BinaryFormat>),
    /// Text in which no payload stands.
    NoPayload {
        /// How many lines it has.
        lines: u64,
        /// What kind of log it is, where that is known: what to do instead.
        instead: Option<&'static str>,
    },
    /// Nothing.
    Empty,
    /// A list with nothing in it.
    EmptyList,
    /// A request without a body.
    EmptyRequest {
        /// Its method.
        method: Option<Box<str>>,
    },
    /// A source that ends where it should not.
    Damaged(Damage),
    /// A comma behind a record, though no list holds it.
    StrayComma,
    /// The source is JSON with comments or commas, or JSON5.
    NotPlain(JsonDialect),
    /// A number that JSON cannot hold.
    KeptAsText {
        /// What it is.
        what: Unsayable,
        /// How many more there are in the record.
        others: usize,
    },
}

impl SourceDeviation {
    /// What kind of deviation it is.
    #[must_use]
    pub fn rule(&self) -> Rule {
        match self {
            Self::NotJson { .. } | Self::Binary(_) => Rule::Unreadable,
            Self::NoPayload { .. } => Rule::NoRequest,
            Self::Empty | Self::EmptyList | Self::EmptyRequest { .. } => Rule::EmptyBody,
            Self::Damaged(damage) if damage.is_harmless() => Rule::DoubtfulCapture,
            Self::Damaged(_) => Rule::BrokenCapture,
            Self::StrayComma | Self::NotPlain(_) | Self::KeptAsText { .. } => Rule::LooseSyntax,
        }
    }

    /// What to do about it.
    pub(super) fn help(&self) -> Option<Cow<'_, str>> {
        let help = match self {
            Self::NotJson { error, a_line_each } => {
                let one_a_line = "this source holds one JSON value a line; the next line was read on";
                return error.help().or(a_line_each.then_some(one_a_line)).map(Into::into);
            }
            Self::Binary(Some(format)) => format.remedy(),
            Self::Binary(None) => "give the payload itself: JSON text, plain or compressed with gzip or zstd",
            Self::NoPayload { instead, .. } => {
                instead.unwrap_or("log the raw body in the receiver, or capture with a proxy")
            }
            Self::Empty | Self::EmptyList => {
                "some providers send an empty body to try an endpoint; as a fixture it says nothing"
            }
            Self::EmptyRequest { .. } => {
                "some providers post an empty body once, to see whether an endpoint answers"
            }
            Self::Damaged(damage) => damage.help(),
            Self::StrayComma => "put the records into a list, or one on each line without commas",
            Self::NotPlain(_) => "a provider sends plain JSON; this was written by hand",
            Self::KeptAsText { .. } => "a provider cannot send it as a number; put there what it does send",
        };
        Some(help.into())
    }
}

impl fmt::Display for SourceDeviation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { error, .. } => write!(formatter, "is not JSON: {error}"),
            Self::Binary(None) => formatter.write_str("is binary data, not text"),
            Self::Binary(Some(format)) => write!(formatter, "is {format}, which is not read"),
            Self::NoPayload { lines: 1, .. } => formatter.write_str("is text without JSON in it"),
            Self::NoPayload { lines, .. } => {
                write!(formatter, "is text of {lines} lines, none of which holds a payload")
            }
            Self::Empty => formatter.write_str("is empty"),
            Self::EmptyList => formatter.write_str("is a list without a payload"),
            Self::EmptyRequest { method } => {
                write!(formatter, "is a {} request without a body", method.as_deref().unwrap_or("webhook"))
            }
            Self::Damaged(damage @ (Damage::Padding { .. } | Damage::Trailing(_))) => {
                write!(formatter, "is where the source ends: {damage}")
            }
            Self::Damaged(damage) => write!(formatter, "is where the source breaks off: {damage}"),
            Self::StrayComma => formatter.write_str("is followed by a comma, though no list holds it"),
            Self::NotPlain(JsonDialect::Json5) => formatter.write_str("is JSON5, not JSON"),
            Self::NotPlain(_) => formatter.write_str("has comments or commas that JSON has not"),
            Self::KeptAsText { what, others } => {
                write!(formatter, "is {}, which no JSON number can be: it was read as text", what.noun())?;
                match others {
                    0 => Ok(()),
                    1 => formatter.write_str(", and so is another one"),
                    more => write!(formatter, ", and so are {more} others"),
                }
            }
        }
    }
}
