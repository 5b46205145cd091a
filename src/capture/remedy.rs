//! What to do about a capture that cannot be read.

use std::fmt;

/// What to do. Where it depends on how the caller asks, it is not worded here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// This.
    Do(&'static str),
    /// The body is in another file: read that one, with the headers that its signature needs.
    ReadBodyFile,
    /// Say in which of two formats the text is.
    NameFormat,
    /// Do not insist on a format, or on the right one.
    NameOtherFormat,
    /// The body stands elsewhere.
    LookElsewhere,
    /// Allow more to be decompressed.
    RaiseLimit,
}

impl From<&'static str> for Remedy {
    fn from(text: &'static str) -> Self {
        Self::Do(text)
    }
}

impl fmt::Display for Remedy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Do(text) => text,
            Self::ReadBodyFile => "read that file itself, with the headers that its signature needs",
            Self::NameFormat => "name the format of the two that it is in",
            Self::NameOtherFormat => "do not insist on a format, or name the one that it is in",
            Self::LookElsewhere => "the pointer starts at the record, or at the body of a capture in it",
            Self::RaiseLimit => "raise the limit on decompressed data, if that much is expected",
        })
    }
}
