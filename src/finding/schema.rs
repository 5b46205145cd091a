//! What a schema that a user brought says of a payload.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::values::{Met, Near, with_article};
use super::{Rule, Severity};

/// How many of the values that a schema lists are named.
const MOST_NAMED: usize = 12;

/// What a schema counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// The characters of a text.
    Characters,
    /// The items of an array.
    Items,
    /// The members of an object.
    Members,
}

impl Counted {
    const fn name(self) -> &'static str {
        match self {
            Self::Characters => "characters",
            Self::Items => "items",
            Self::Members => "members",
        }
    }
}

/// A bound of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// A number must not be less.
    Least,
    /// A number must not be more.
    Greatest,
    /// A number must be more.
    Above,
    /// A number must be less.
    Below,
}

impl Bound {
    const fn keyword(self) -> &'static str {
        match self {
            Self::Least => "minimum",
            Self::Greatest => "maximum",
            Self::Above => "exclusiveMinimum",
            Self::Below => "exclusiveMaximum",
        }
    }
}

/// Values that a schema lists: the first of them, and how many more there are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Listed {
    first: Vec<String>,
    more: usize,
}

impl Listed {
    /// The values of a list, of which those are written that are named.
    pub fn of(values: impl ExactSizeIterator<Item = String>) -> Self {
        let more = values.len().saturating_sub(MOST_NAMED);
        Self { first: values.take(MOST_NAMED).collect(), more }
    }

    /// The one value, where there is no other.
    fn only(&self) -> Option<&str> {
        match self.first.as_slice() {
            [one] if self.more == 0 => Some(one),
            _ => None,
        }
    }
}

impl fmt::Display for Listed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.first.join(", "))?;
        match self.more {
            0 => Ok(()),
            more => write!(formatter, " and {more} more"),
        }
    }
}

/// What is wrong by a schema, with its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaDeviation {
    /// A value of another type.
    WrongType {
        /// The types that the schema allows, by their names in JSON Schema. None where it allows no value here.
        expected: Vec<&'static str>,
        /// What there is.
        found: Met,
    },
    /// A value that is none of those that the schema lists.
    Unlisted {
        /// Those, as the schema's author wrote them. What many payloads break is held once.
        allowed: Arc<Listed>,
        /// What there is.
        found: Met,
        /// The one that it is near to.
        near: Option<String>,
    },
    /// A member that has to be there is not.
    Missing,
    /// A member that must not be there.
    Unexpected {
        /// The known name that it is near to, and who sends such payloads, where the model says more.
        known: Option<(Near, Box<str>)>,
    },
    /// Too few or too many.
    Count {
        /// Of what.
        of: Counted,
        /// Whether there are too few.
        is_least: bool,
        /// The least or the greatest count.
        count: u64,
    },
    /// A number beyond a bound.
    Bound {
        /// Which bound.
        bound: Bound,
        /// The bound.
        limit: String,
    },
    /// Several branches of a union fit, of which one may.
    Several,
    /// No branch of a union fits.
    NoBranch,
    /// Another keyword about the form of one value.
    Form {
        /// The keyword.
        keyword: String,
        /// What is wrong, as a clause.
        clause: String,
        /// What was expected, as a noun.
        expected: String,
    },
    /// The schema itself is broken.
    Broken {
        /// How.
        cause: String,
    },
    /// The payload is nested too deep for the schema to be applied.
    TooDeep {
        /// How many levels it may have.
        levels: usize,
    },
}

impl SchemaDeviation {
    /// What kind of deviation it is.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        match self {
            Self::WrongType { expected, found: Met::Null } if !expected.is_empty() => Rule::UnexpectedNull,
            Self::WrongType { .. } => Rule::WrongType,
            Self::Unlisted { found: Met::Null, .. } => Rule::UnexpectedNull,
            Self::Unlisted { .. } => Rule::UnknownValue,
            Self::Missing => Rule::MissingField,
            Self::Unexpected { .. } => Rule::UnknownField,
            Self::Count { .. } | Self::Bound { .. } | Self::Several | Self::NoBranch | Self::Form { .. } => {
                Rule::WrongFormat
            }
            Self::Broken { .. } | Self::TooDeep { .. } => Rule::ThinEvidence,
        }
    }

    /// The keyword of JSON Schema that is violated, where there are several that say as much of a value's form or range.
    #[must_use]
    pub fn keyword(&self) -> Option<&str> {
        Some(match self {
            Self::Count { of: Counted::Characters, is_least: true, .. } => "minLength",
            Self::Count { of: Counted::Characters, .. } => "maxLength",
            Self::Count { of: Counted::Items, is_least: true, .. } => "minItems",
            Self::Count { of: Counted::Items, .. } => "maxItems",
            Self::Count { of: Counted::Members, is_least: true, .. } => "minProperties",
            Self::Count { of: Counted::Members, .. } => "maxProperties",
            Self::Bound { bound, .. } => bound.keyword(),
            Self::Several => "oneOf",
            Self::NoBranch => "anyOf",
            Self::Form { keyword, .. } => keyword,
            _ => return None,
        })
    }

    /// How bad it is: what a schema says is an error, whatever the rule's own severity.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Broken { .. } | Self::TooDeep { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// What was expected, as a noun.
    pub(super) fn expected(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::WrongType { expected, .. } if expected.is_empty() => "nothing".into(),
            Self::WrongType { expected, .. } => expected.join(" or ").into(),
            Self::Unlisted { allowed, .. } => match allowed.only() {
                Some(one) => one.into(),
                None => format!("one of {allowed}").into(),
            },
            Self::Missing => "a value".into(),
            Self::Unexpected { .. } => "no such member".into(),
            Self::Count { of, count, .. } => format!("{count} {}", of.name()).into(),
            Self::Bound { bound: Bound::Least, limit } => format!("{limit} or more").into(),
            Self::Bound { bound: Bound::Greatest, limit } => format!("{limit} or less").into(),
            Self::Bound { bound: Bound::Above, limit } => format!("more than {limit}").into(),
            Self::Bound { bound: Bound::Below, limit } => format!("less than {limit}").into(),
            Self::Several => "exactly one alternative".into(),
            Self::NoBranch => "one of the alternatives".into(),
            Self::Form { expected, .. } => expected.as_str().into(),
            Self::Broken { .. } | Self::TooDeep { .. } => return None,
        })
    }

    /// What was found, as a noun.
    pub(super) const fn found(&self) -> Option<&'static str> {
        Some(match self {
            Self::WrongType { found, .. } => found.name(),
            Self::Missing => "nothing",
            Self::Unexpected { .. } => "a member",
            Self::Several => "several",
            Self::Unlisted { .. }
            | Self::Count { .. }
            | Self::Bound { .. }
            | Self::NoBranch
            | Self::Form { .. } => "another value",
            Self::Broken { .. } | Self::TooDeep { .. } => return None,
        })
    }

    /// What to do about it.
    pub(super) fn help(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Unlisted { near: Some(near), .. } => Some(format!("did you mean {near}?").into()),
            Self::Unexpected { known: Some((near, sender)) } => Some(near.help(sender).into()),
            _ => None,
        }
    }
}

impl fmt::Display for SchemaDeviation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongType { expected, .. } if expected.is_empty() => {
                formatter.write_str("is not allowed here by the schema")
            }
            Self::WrongType { expected, found } => {
                let expected: Vec<String> = expected.iter().map(|name| with_article(name)).collect();
                write!(formatter, "is {}, expected {}", with_article(found.name()), expected.join(" or "))
            }
            Self::Unlisted { allowed, .. } => match allowed.only() {
                Some(one) => write!(formatter, "is not {one}"),
                None => write!(formatter, "is not one of the values that the schema allows: {allowed}"),
            },
            Self::Missing => formatter.write_str("is missing"),
            Self::Unexpected { .. } => formatter.write_str("is not a member that the schema allows here"),
            Self::Count { of, is_least, count } => {
                let is = match (of, is_least) {
                    (Counted::Members, true) => "smaller",
                    (Counted::Members, false) => "larger",
                    (_, true) => "shorter",
                    (_, false) => "longer",
                };
                write!(formatter, "is {is} than {count} {}", of.name())
            }
            Self::Bound { bound, limit } => {
                let is = match bound {
                    Bound::Least => "less than",
                    Bound::Greatest => "more than",
                    Bound::Above => "not more than",
                    Bound::Below => "not less than",
                };
                write!(formatter, "is {is} {limit}")
            }
            Self::Several => formatter.write_str("fits several of the alternatives, of which it may fit one"),
            Self::NoBranch => formatter.write_str("fits none of the alternatives"),
            Self::Form { clause, .. } => formatter.write_str(clause),
            Self::Broken { cause } => {
                write!(formatter, "cannot be held against all of its schema, which is broken: {cause}")
            }
            Self::TooDeep { levels } => {
                write!(formatter, "is nested deeper than {levels} levels, so its schema was not applied")
            }
        }
    }
}
