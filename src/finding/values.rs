//! What values, names and types are called.

/// What a model expects of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Expected {
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A number in text.
    Decimal,
    /// Text.
    Text,
    /// An e-mail address.
    Email,
    /// A web address.
    Url,
    /// A time, as RFC 3339 has it.
    Timestamp,
    /// A UUID.
    Uuid,
    /// An object.
    Object,
    /// An array.
    Array,
    /// What was before, and what is now.
    Change,
    /// Anything.
    Value,
}

impl Expected {
    /// What it is called, without an article.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Decimal => "decimal number in text",
            Self::Text => "string",
            Self::Email => "e-mail address",
            Self::Url => "URL",
            Self::Timestamp => "timestamp",
            Self::Uuid => "UUID",
            Self::Object => "object",
            Self::Array => "array",
            Self::Change => "pair of old and new value",
            Self::Value => "value",
        }
    }
}

/// What stands in a payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Met {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// A number that is not whole.
    Fraction,
    /// Text.
    Text,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl Met {
    /// What it is called, without an article.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Fraction => "number with decimals",
            Self::Text => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

/// A known name that an unknown one is near to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Near {
    /// None is near.
    Nothing,
    /// One that the payload lacks.
    Missing(Box<str>),
    /// One that is there too.
    There(Box<str>),
}

impl Near {
    /// What to do about a member that the model of what `sender` sends does not have.
    pub(super) fn help(&self, sender: &str) -> String {
        match self {
            Self::Missing(near) => format!("did you mean {near}, which is missing?"),
            Self::There(near) => {
                format!("{near} is known; if the provider really sends both, this one is new")
            }
            Self::Nothing => format!("if {sender} really sends it, the member is new"),
        }
    }
}

/// `an integer`, `a string`, `null`.
#[must_use]
pub fn with_article(noun: &str) -> String {
    match noun.as_bytes().first() {
        _ if noun == "null" => noun.to_owned(),
        Some(b'a' | b'e' | b'i' | b'o') => format!("an {noun}"),
        _ => format!("a {noun}"),
    }
}
