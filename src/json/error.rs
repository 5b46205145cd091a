//! Why a text is not JSON, in words that hold nothing of a payload but one character.

use std::fmt;

use thiserror::Error;

/// The first place where a text is not JSON, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{kind}")]
pub struct SyntaxError {
    /// Offset of the offending byte from the start of the text, in bytes; the text's length if it is cut off.
    pub offset: usize,
    /// The cause.
    pub kind: SyntaxErrorKind,
}

impl SyntaxError {
    /// What to do about it, where that is more than the message says.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        self.kind.help()
    }

    /// The same error in the text that this one was made from; `origin` leads back to it.
    pub(super) fn moved(self, origin: impl Fn(usize) -> usize) -> Self {
        let kind = match self.kind {
            SyntaxErrorKind::CutOff { inside, start } => {
                SyntaxErrorKind::CutOff { inside, start: origin(start) }
            }
            kind => kind,
        };
        Self { offset: origin(self.offset), kind }
    }

    /// Whether the text only ends too early, so that more of it could still make it JSON.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        matches!(self.kind, SyntaxErrorKind::Empty | SyntaxErrorKind::CutOff { .. })
    }
}

/// What a text that is cut off was in the middle of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Inside {
    /// An array without its `]`.
    Array,
    /// An object without its `}`.
    Object,
    /// A string without its closing quote.
    String,
    /// A number that ends after its sign, its point or its `e`.
    Number,
    /// The first letters of `true`, `false` or `null`.
    Literal,
    /// A comment of JSON5 without its `*/`.
    Comment,
}

/// Why a text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SyntaxErrorKind {
    /// Nothing but white space.
    Empty,
    /// The text ends too early.
    CutOff {
        /// What is not complete, the innermost where several things are.
        inside: Inside,
        /// Offset in bytes at which that begins.
        start: usize,
    },
    /// A comma before a closing bracket.
    TrailingComma,
    /// A comma with no value or member before it.
    ExtraComma,
    /// A value or a name that follows a value directly.
    MissingComma,
    /// A member's name that no colon follows.
    MissingColon,
    /// A colon that no value follows.
    MissingValue,
    /// `//`, `/*` or `#`.
    Comment,
    /// A string or a name in single quotes.
    SingleQuotes,
    /// A member's name without quotes.
    UnquotedKey,
    /// A number, a literal or a container in the place of a member's name.
    KeyNotAString,
    /// `NaN`, `Infinity` and the like.
    NotANumber,
    /// Another language's or another spelling of one of JSON's three literals.
    ForeignLiteral {
        /// As it was written; one of a fixed list of words, so never anything of the payload's.
        found: &'static str,
        /// As JSON has it.
        meant: &'static str,
    },
    /// A word that is no literal.
    UnknownWord,
    /// A control character inside a string.
    ControlCharacter(u8),
    /// A backslash that begins no escape of JSON's.
    BadEscape,
    /// A byte that is not UTF-8.
    InvalidUtf8,
    /// A number that begins with a superfluous zero.
    LeadingZero,
    /// A number with something in it that cannot be there.
    BadNumber,
    /// A second value after the first.
    SecondValue,
    /// Something after the value that is neither white space nor another value.
    TrailingText,
    /// A closing bracket that does not fit the one that is open.
    MismatchedBracket {
        /// The closing bracket as written, `]` or `}`.
        found: u8,
        /// The one that would fit; `None` if none is open.
        expected: Option<u8>,
    },
    /// An ASCII character that no token of JSON begins with, or not at this place.
    UnexpectedByte(u8),
    /// A character beyond ASCII outside a string.
    UnexpectedCharacter(char),
    /// U+FEFF: at the start of the text, or where files were joined.
    ByteOrderMark,
    /// More than 4 GiB.
    TooLarge,
    /// More than 4,194,304 containers in each other.
    TooDeep,
    /// More than 67,108,864 values and names.
    TooManyValues,
}

impl fmt::Display for SyntaxErrorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::CutOff { inside, .. } => write!(formatter, "the text ends inside {}", inside.words()),
            Self::ForeignLiteral { found, .. } => write!(formatter, "`{found}` is not a JSON literal"),
            Self::ControlCharacter(b'\n' | b'\r') => formatter.write_str("a line break inside a string"),
            Self::ControlCharacter(b'\t') => formatter.write_str("a tab inside a string"),
            Self::ControlCharacter(byte) => {
                write!(formatter, "the control character {} inside a string", Named(char::from(byte)))
            }
            Self::MismatchedBracket { found, expected: Some(expected) } => {
                write!(formatter, "`{}` where `{}` is due", char::from(found), char::from(expected))
            }
            Self::MismatchedBracket { found, expected: None } => {
                write!(formatter, "`{}` closes nothing", char::from(found))
            }
            Self::UnexpectedByte(byte) => write!(formatter, "unexpected {}", Named(char::from(byte))),
            Self::UnexpectedCharacter(character) => write!(formatter, "unexpected {}", Named(character)),
            other => formatter.write_str(other.words()),
        }
    }
}

impl SyntaxErrorKind {
    /// The message of the kinds whose message is always the same.
    fn words(self) -> &'static str {
        match self {
            Self::Empty => "the text is empty",
            Self::TrailingComma => "a comma before a closing bracket",
            Self::ExtraComma => "a comma with nothing before it",
            Self::MissingComma => "a comma is missing before this",
            Self::MissingColon => "a colon is missing after a member's name",
            Self::MissingValue => "a value is missing after the colon",
            Self::Comment => "a comment",
            Self::SingleQuotes => "a string in single quotes",
            Self::UnquotedKey => "a member's name without quotes",
            Self::KeyNotAString => "a member's name that is not a string",
            Self::NotANumber => "NaN or an infinity",
            Self::UnknownWord => "a word outside quotes",
            Self::BadEscape => "a backslash that begins no escape",
            Self::InvalidUtf8 => "a byte that is not UTF-8",
            Self::LeadingZero => "a number with a leading zero",
            Self::BadNumber => "a malformed number",
            Self::SecondValue => "a second value after the first",
            Self::TrailingText => "text after the value",
            Self::ByteOrderMark => "a byte order mark (U+FEFF)",
            Self::TooLarge => "more than 4 GiB of JSON",
            Self::TooDeep => "more than 4,194,304 brackets open in each other",
            Self::TooManyValues => "more than 67,108,864 values in one text",
            Self::CutOff { .. }
            | Self::ForeignLiteral { .. }
            | Self::ControlCharacter(_)
            | Self::MismatchedBracket { .. }
            | Self::UnexpectedByte(_)
            | Self::UnexpectedCharacter(_) => "not JSON",
        }
    }

    /// What to do about it, where that is more than the message says.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        Some(match *self {
            Self::Empty => "a payload is at least one JSON value; was its body captured?",
            Self::CutOff { .. } => {
                "the capture seems to be cut short; look for a size limit where it was taken"
            }
            Self::TrailingComma | Self::ExtraComma => "remove the comma",
            Self::MissingComma => "put a comma between the two; a quote inside a string is written \\\"",
            Self::MissingColon => "put a colon between the name and its value",
            Self::MissingValue => "put a value there, `null` if there is none",
            Self::Comment => "JSON has no comments; remove it",
            Self::SingleQuotes | Self::UnexpectedByte(b'`') => "use double quotes",
            Self::UnquotedKey | Self::KeyNotAString => "put the name in double quotes",
            Self::NotANumber => "JSON numbers are finite; use `null` or a string",
            Self::ForeignLiteral { meant: "true", .. } => "write `true`",
            Self::ForeignLiteral { meant: "false", .. } => "write `false`",
            Self::ForeignLiteral { .. } => "write `null`",
            Self::UnknownWord => {
                "put text in double quotes; without them there are only `true`, `false` and `null`"
            }
            Self::ControlCharacter(b'\n' | b'\r') => "close the string before the line ends, or write \\n",
            Self::ControlCharacter(b'\t') => "write \\t",
            Self::ControlCharacter(_) => "write it as \\u and four hexadecimal digits",
            Self::BadEscape => {
                "the escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits; \
                 a backslash itself is written \\\\"
            }
            Self::InvalidUtf8 => "JSON is UTF-8; the text may be in another encoding or damaged",
            Self::LeadingZero => "remove the zero, or make it a string if the zero counts",
            Self::BadNumber => "numbers look like -12, 0.5 or 1e9; anything else goes in double quotes",
            Self::SecondValue => {
                "a text holds one value; several belong on lines of their own or in an array"
            }
            Self::TrailingText => "remove what follows the value",
            Self::MismatchedBracket { expected: Some(_), .. } => "close what was opened last",
            Self::MismatchedBracket { expected: None, .. } => {
                "remove it, or look for a missing opening bracket"
            }
            Self::UnexpectedByte(b'<') => "this looks like XML or HTML, perhaps an error page",
            Self::UnexpectedByte(0) => "this looks like UTF-16 or a binary file",
            Self::UnexpectedCharacter('\u{2018}'..='\u{201f}') => "use straight double quotes, U+0022",
            Self::UnexpectedCharacter('\u{a0}' | '\u{2000}'..='\u{200d}' | '\u{2060}' | '\u{3000}') => {
                "it is invisible; between values JSON allows only space, tab and line breaks"
            }
            Self::ByteOrderMark => "remove it",
            Self::TooLarge | Self::TooManyValues => "split the text",
            Self::TooDeep => "no provider nests like this; the text is not what was sent",
            Self::UnexpectedByte(_) | Self::UnexpectedCharacter(_) => return None,
        })
    }
}

impl Inside {
    fn words(self) -> &'static str {
        match self {
            Self::Array => "an array",
            Self::Object => "an object",
            Self::String => "a string",
            Self::Number => "a number",
            Self::Literal => "a literal",
            Self::Comment => "a comment",
        }
    }
}

/// A character that is safe to show: itself if it is plain ASCII, its code point otherwise.
struct Named(char);

impl fmt::Display for Named {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_ascii_graphic() {
            write!(formatter, "`{}`", self.0)
        } else {
            write!(formatter, "U+{:04X}", u32::from(self.0))
        }
    }
}
