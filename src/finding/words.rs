//! What is said of a deviation: the clause after the place, the nouns of the machine formats, what to do.

use std::borrow::Cow;
use std::fmt;

use super::deviation::Deviation;
use super::event::EventDeviation;
use super::values::{Expected, Met, with_article};

type Text<'d> = Cow<'d, str>;

impl fmt::Display for Deviation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongType { expected, found, .. } => {
                let (found, expected) = (with_article(found.name()), with_article(expected.name()));
                write!(formatter, "is {found}, expected {expected}")
            }
            Self::UnexpectedNull { expected, .. } => {
                write!(formatter, "is null, expected {}", with_article(expected.name()))
            }
            Self::WrongFormat { expected, is_empty: true } => {
                write!(formatter, "is empty, expected {}", with_article(expected.name()))
            }
            Self::WrongFormat { expected, is_empty: false } => {
                write!(formatter, "is not {}", with_article(expected.name()))
            }
            Self::WrongPair { count } => {
                write!(formatter, "holds {count} values, expected two: what was before and what is now")
            }
            Self::MissingField { expected, meaning, .. } => {
                write!(formatter, "is missing, expected {}", with_article(expected.name()))?;
                if meaning.is_empty() { Ok(()) } else { write!(formatter, ": {meaning}") }
            }
            Self::AbsentFields { names } => match names.as_slice() {
                [name] => write!(formatter, "lacks {name}, which every full example has"),
                names => {
                    let all = names.join(", ");
                    write!(formatter, "lacks {} members that every full example has: {all}", names.len())
                }
            },
            Self::UnknownField { object, .. } => write!(formatter, "is not in the model of {object}"),
            Self::UnknownValue { known, .. } => {
                write!(formatter, "is not one of the values known so far: {}", known.join(", "))
            }
            Self::UnsafeNumber => formatter
                .write_str("is a number that programs with double precision change when they read it"),
            Self::DuplicateKey { times: 2 } => formatter.write_str("is there twice"),
            Self::DuplicateKey { times } => write!(formatter, "is there {times} times"),
            Self::DisputedName { why } => {
                write!(formatter, "is a name about which the sources disagree: {why}")
            }
            Self::DisputedType { found, why } => {
                let found = with_article(found.name());
                write!(formatter, "is {found}, about which the sources disagree: {why}")
            }
            Self::UndocumentedData => {
                formatter.write_str("is not documented by the provider: members are shown, not checked")
            }
            Self::TestDelivery => {
                formatter.write_str("is a test delivery: nothing but the envelope is checked for presence")
            }
            Self::Contradiction(contradiction) => contradiction.fmt(formatter),
            Self::More { count, kept, .. } => {
                let more = if *count == 1 { "one".to_owned() } else { count.to_string() };
                write!(formatter, "has {more} more of these; the first {kept} are listed")
            }
            Self::Event(event) => event.fmt(formatter),
            Self::Source(source) => source.fmt(formatter),
            Self::Setting(setting) => setting.fmt(formatter),
            Self::Capture(capture) => capture.fmt(formatter),
            Self::Schema(schema) => schema.fmt(formatter),
            Self::Privacy(privacy) => privacy.fmt(formatter),
        }
    }
}

impl Deviation {
    /// What was expected, as a noun.
    #[must_use]
    pub fn expected(&self) -> Option<Text<'_>> {
        match self {
            Self::WrongType { expected, .. }
            | Self::UnexpectedNull { expected, .. }
            | Self::WrongFormat { expected, .. }
            | Self::MissingField { expected, .. } => Some(expected.name().into()),
            Self::WrongPair { .. } => Some("list of two values".into()),
            Self::UnknownValue { known, .. } => Some(format!("one of {}", known.join(", ")).into()),
            Self::Event(event) => match &**event {
                EventDeviation::Unexpected { expected, .. } => Some(expected.as_ref().into()),
                _ => None,
            },
            Self::Schema(schema) => schema.expected(),
            _ => None,
        }
    }

    /// What was found, as a noun; never the text of a secret.
    #[must_use]
    pub fn found(&self) -> Option<Text<'_>> {
        match self {
            Self::WrongType { found, .. } => Some(found.name().into()),
            Self::UnexpectedNull { .. } => Some("null".into()),
            Self::WrongFormat { is_empty: true, .. } => Some("empty text".into()),
            Self::WrongFormat { is_empty: false, .. } => Some("other text".into()),
            Self::WrongPair { count } => Some(format!("list of {count}").into()),
            Self::MissingField { .. } => Some("nothing".into()),
            Self::UnknownValue { .. } => Some("another text".into()),
            Self::Event(event) => match &**event {
                EventDeviation::Unexpected { found, .. } => Some(found.to_string().into()),
                _ => None,
            },
            Self::Schema(schema) => schema.found().map(Into::into),
            _ => None,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Option<Text<'_>> {
        Some(match self {
            Self::WrongType { expected, found, sender } => match (expected, found) {
                (Expected::Integer | Expected::Number, Met::Text) => {
                    format!("{sender} sends a number here: write it without quotes").into()
                }
                (Expected::Boolean, Met::Text) => {
                    format!("{sender} sends true or false here: write it without quotes").into()
                }
                (Expected::Text | Expected::Decimal, Met::Integer | Met::Fraction) => {
                    format!("{sender} sends text here: put it in quotes").into()
                }
                _ => format!("{sender} sends {} here", with_article(expected.name())).into(),
            },
            Self::UnexpectedNull { sender, .. } => format!("{sender} is not known to send null here").into(),
            Self::WrongFormat { expected, .. } => match expected {
                Expected::Timestamp => "times are written as in RFC 3339: 2025-01-31T13:45:20Z".into(),
                Expected::Decimal => {
                    "amounts are digits with a point: 57.34, no comma and no currency sign".into()
                }
                Expected::Url => "addresses begin with http:// or https:// and hold no blanks".into(),
                Expected::Email => "an address has something on both sides of one @ and no blanks".into(),
                Expected::Uuid => "a UUID has 32 hexadecimal digits in groups of 8-4-4-4-12".into(),
                _ => return None,
            },
            Self::WrongPair { .. } => "a change is written [old, new]".into(),
            Self::MissingField { name, sender, .. } => format!("{sender} always sends {name}").into(),
            Self::UnknownField { near, sender, .. } => near.help(sender).into(),
            Self::UnknownValue { near: Some(near), .. } => {
                format!("did you mean {near}? If the provider really sends this, the value is new").into()
            }
            Self::UnknownValue { near: None, .. } => {
                "if the provider really sends this, the value is new".into()
            }
            Self::UnsafeNumber => {
                "read it as text or as a 64-bit integer; JavaScript and jq arithmetic would change it".into()
            }
            Self::DuplicateKey { .. } => {
                "most programs keep the last one and drop the others without a word".into()
            }
            Self::Contradiction(_) => {
                "one of the two is wrong, or the payload was edited or put together from several".into()
            }
            Self::Event(event) => return event.help(),
            Self::Source(source) => return source.help(),
            Self::Setting(setting) => setting.help(),
            Self::Capture(capture) => capture.remedy.to_string().into(),
            Self::Schema(schema) => return schema.help(),
            Self::Privacy(privacy) => privacy.help().into(),
            Self::AbsentFields { .. }
            | Self::DisputedName { .. }
            | Self::DisputedType { .. }
            | Self::UndocumentedData
            | Self::TestDelivery
            | Self::More { .. } => return None,
        })
    }
}
