//! The ways in which reality departs from a model.

use std::fmt;

use crate::finding::{Deviation, Rule, SchemaDeviation, Severity};

/// A way in which payloads depart from their model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Departure {
    /// A member that was always there stopped coming.
    Gone,
    /// A member that has to be there is not.
    Missing,
    /// A value of another type.
    NewKind,
    /// A `null` where none was sent.
    Null,
    /// A value of another form.
    Format,
    /// More or less than there may be.
    Range,
    /// A value beyond the known ones.
    NewValue,
    /// An event that the provider did not send.
    NewEvent,
    /// A payload of no known provider.
    Unidentified,
    /// A member that the model does not have.
    NewField,
}

impl Departure {
    /// All of them, what breaks a receiver first.
    pub const ALL: [Self; 10] = [
        Self::Gone,
        Self::Missing,
        Self::NewKind,
        Self::Null,
        Self::Format,
        Self::Range,
        Self::NewValue,
        Self::NewEvent,
        Self::Unidentified,
        Self::NewField,
    ];

    /// The name in every format, lower case with hyphens.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Missing => "missing",
            Self::NewKind => "new-kind",
            Self::Null => "null",
            Self::Format => "format",
            Self::Range => "range",
            Self::NewValue => "new-value",
            Self::NewEvent => "new-event",
            Self::Unidentified => "unidentified",
            Self::NewField => "new-field",
        }
    }

    /// How bad it is for a program that receives such payloads: what it relies on is not there, or is something else; it
    /// meets what it may not know; or there is more than it reads.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::Gone | Self::Missing | Self::NewKind | Self::Null | Self::Format | Self::Range => {
                Severity::Error
            }
            Self::Unidentified => Severity::Error,
            Self::NewValue | Self::NewEvent => Severity::Warning,
            Self::NewField => Severity::Note,
        }
    }

    /// The departure that a deviation of one payload is, with the type of value that was met where that is another one, and
    /// the keyword that a schema says it with. Nothing where a deviation says nothing about the model.
    #[must_use]
    pub fn of(deviation: &Deviation) -> Option<(Self, Option<&str>)> {
        let departure = match deviation {
            Deviation::UnknownField { .. } => Self::NewField,
            Deviation::MissingField { .. } => Self::Missing,
            Deviation::UnknownValue { .. } => Self::NewValue,
            Deviation::WrongType { found, .. } => return Some((Self::NewKind, Some(found.name()))),
            Deviation::UnexpectedNull { .. } => Self::Null,
            Deviation::WrongFormat { .. } | Deviation::WrongPair { .. } => Self::Format,
            Deviation::Schema(schema) => return Self::of_schema(schema),
            _ => return None,
        };
        Some((departure, None))
    }

    fn of_schema(deviation: &SchemaDeviation) -> Option<(Self, Option<&str>)> {
        let departure = match (deviation.rule(), deviation) {
            (Rule::UnexpectedNull, _) => Self::Null,
            (Rule::UnknownField, _) => Self::NewField,
            (Rule::MissingField, _) => Self::Missing,
            (Rule::UnknownValue, _) => Self::NewValue,
            (_, SchemaDeviation::WrongType { found, .. }) => {
                return Some((Self::NewKind, Some(found.name())));
            }
            (_, SchemaDeviation::Count { .. } | SchemaDeviation::Bound { .. }) => {
                return Some((Self::Range, deviation.keyword()));
            }
            (Rule::WrongFormat, _) => return Some((Self::Format, deviation.keyword())),
            _ => return None,
        };
        Some((departure, None))
    }
}

impl fmt::Display for Departure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}
