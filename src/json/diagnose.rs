//! The cause of a syntax error, found by looking around the place where the parser stopped.

use super::error::{Inside, SyntaxError, SyntaxErrorKind};
use super::node::{JsonKind, Node};
use super::parse::{Expected, Stopped};

const LITERALS: [&str; 3] = ["true", "false", "null"];

/// Other spellings of the three literals that programs write in place of JSON's.
const FOREIGN_LITERALS: [(&str, &str); 12] = [
    ("True", "true"),
    ("TRUE", "true"),
    ("False", "false"),
    ("FALSE", "false"),
    ("Null", "null"),
    ("NULL", "null"),
    ("None", "null"),
    ("none", "null"),
    ("nil", "null"),
    ("undefined", "null"),
    ("Undefined", "null"),
    ("NIL", "null"),
];

const NOT_NUMBERS: [&str; 8] = ["NaN", "nan", "NAN", "Infinity", "infinity", "Inf", "inf", "INF"];

/// Names the cause of the error at which the parser stopped. `nodes` is the tape as far as it got.
#[cold]
pub(super) fn diagnose(text: &[u8], nodes: &[Node], stopped: Stopped) -> SyntaxError {
    if let Some(offset) = invalid_utf8(text, stopped.at) {
        return SyntaxError { offset, kind: SyntaxErrorKind::InvalidUtf8 };
    }
    grammar_error(text, nodes, stopped)
}

/// The same without a look at the bytes that the parser has passed, some of which may not be UTF-8.
#[cold]
pub(super) fn grammar_error(text: &[u8], nodes: &[Node], stopped: Stopped) -> SyntaxError {
    Scene { text, nodes, stopped }.error()
}

/// Offset of the first byte up to and with `at` that is not UTF-8. A character that the end of the text cuts is
/// none: the text is cut off.
fn invalid_utf8(text: &[u8], at: usize) -> Option<usize> {
    let seen = text.get(..at.saturating_add(4)).unwrap_or(text);
    let error = std::str::from_utf8(seen).err()?;
    let is_cut = error.error_len().is_none();
    (!is_cut && error.valid_up_to() <= at).then_some(error.valid_up_to())
}

/// The broken text and what the parser knew about it.
struct Scene<'a> {
    text: &'a [u8],
    nodes: &'a [Node],
    stopped: Stopped,
}

impl Scene<'_> {
    fn error(&self) -> SyntaxError {
        let at = self.stopped.at;
        let Some(&byte) = self.text.get(at) else { return self.cut_off() };
        match self.stopped.expected {
            Expected::LessDepth => self.here(SyntaxErrorKind::TooDeep),
            Expected::FewerValues => self.here(SyntaxErrorKind::TooManyValues),
            Expected::StringRest => self.in_string(byte),
            Expected::NumberRest => self.in_number(),
            _ if self.text.get(at..).is_some_and(|rest| rest.starts_with(b"\xef\xbb\xbf")) => {
                self.here(SyntaxErrorKind::ByteOrderMark)
            }
            _ if byte >= 0x80 => self.beyond_ascii(),
            _ if self.begins_comment(byte) => self.here(SyntaxErrorKind::Comment),
            Expected::Value => self.no_value(byte),
            Expected::Name => self.no_name(byte),
            Expected::Colon => self.no_colon(byte),
            Expected::Separator => self.no_separator(byte),
            Expected::End => self.no_end(byte),
        }
    }

    fn here(&self, kind: SyntaxErrorKind) -> SyntaxError {
        SyntaxError { offset: self.stopped.at, kind }
    }

    /// The text ends although more is expected.
    fn cut_off(&self) -> SyntaxError {
        let start = self.stopped.token;
        self.here(match (self.stopped.expected, self.open_container()) {
            (Expected::StringRest, _) => SyntaxErrorKind::CutOff { inside: Inside::String, start },
            (Expected::NumberRest, _) => SyntaxErrorKind::CutOff { inside: Inside::Number, start },
            (_, Some(node)) => {
                let inside = if node.kind == JsonKind::Object { Inside::Object } else { Inside::Array };
                SyntaxErrorKind::CutOff { inside, start: node.start as usize }
            }
            (_, None) => SyntaxErrorKind::Empty,
        })
    }

    fn in_string(&self, byte: u8) -> SyntaxError {
        if byte != b'\\' {
            return self.here(SyntaxErrorKind::ControlCharacter(byte));
        }
        if let Some(offset) = invalid_utf8(self.text, self.stopped.at + 1) {
            return SyntaxError { offset, kind: SyntaxErrorKind::InvalidUtf8 };
        }
        let rest = self.text.get(self.stopped.at + 1..).unwrap_or_default();
        let cut = match rest.split_first() {
            None => true,
            Some((b'u', digits)) => digits.len() < 4 && digits.iter().all(u8::is_ascii_hexdigit),
            Some(_) => false,
        };
        if cut {
            let kind = SyntaxErrorKind::CutOff { inside: Inside::String, start: self.stopped.token };
            return SyntaxError { offset: self.text.len(), kind };
        }
        self.here(SyntaxErrorKind::BadEscape)
    }

    fn in_number(&self) -> SyntaxError {
        if is_not_a_number(self.word(self.stopped.at)) {
            return SyntaxError { offset: self.stopped.token, kind: SyntaxErrorKind::NotANumber };
        }
        self.here(SyntaxErrorKind::BadNumber)
    }

    fn no_value(&self, byte: u8) -> SyntaxError {
        let at = self.stopped.at;
        let after_sign = self.word(at + 1);
        match byte {
            b',' if self.previous_is(b':') => self.here(SyntaxErrorKind::MissingValue),
            b',' => self.here(SyntaxErrorKind::ExtraComma),
            b']' | b'}' if self.previous_is(b':') && self.closes(byte) => {
                self.here(SyntaxErrorKind::MissingValue)
            }
            b']' | b'}' => self.closing_bracket(byte),
            b'\'' => self.here(SyntaxErrorKind::SingleQuotes),
            b'+' if is_not_a_number(after_sign) => self.here(SyntaxErrorKind::NotANumber),
            b'+' | b'.' if after_sign.first().is_some_and(u8::is_ascii_digit) => {
                self.here(SyntaxErrorKind::BadNumber)
            }
            b'+' => self.here(SyntaxErrorKind::BadNumber),
            _ if is_word_start(byte) => self.here_word(),
            _ => self.here(SyntaxErrorKind::UnexpectedByte(byte)),
        }
    }

    /// A word that is not one of the three literals.
    fn here_word(&self) -> SyntaxError {
        let word = self.word(self.stopped.at);
        let at_end = self.stopped.at + word.len() == self.text.len();
        if at_end && LITERALS.iter().any(|literal| literal.as_bytes().starts_with(word)) {
            let kind = SyntaxErrorKind::CutOff { inside: Inside::Literal, start: self.stopped.at };
            return SyntaxError { offset: self.text.len(), kind };
        }
        let foreign = FOREIGN_LITERALS.iter().find(|(found, _)| found.as_bytes() == word);
        self.here(match foreign {
            Some(&(found, meant)) => SyntaxErrorKind::ForeignLiteral { found, meant },
            None if is_not_a_number(word) => SyntaxErrorKind::NotANumber,
            None => SyntaxErrorKind::UnknownWord,
        })
    }

    fn no_name(&self, byte: u8) -> SyntaxError {
        match byte {
            b',' => self.here(SyntaxErrorKind::ExtraComma),
            b']' | b'}' => self.closing_bracket(byte),
            b'\'' => self.here(SyntaxErrorKind::SingleQuotes),
            b'0'..=b'9' | b'-' | b'[' | b'{' => self.here(SyntaxErrorKind::KeyNotAString),
            _ if is_word_start(byte) => self.here(SyntaxErrorKind::UnquotedKey),
            _ => self.here(SyntaxErrorKind::UnexpectedByte(byte)),
        }
    }

    fn no_colon(&self, byte: u8) -> SyntaxError {
        self.here(match byte {
            0..=b' ' | 0x7f => SyntaxErrorKind::UnexpectedByte(byte),
            _ => SyntaxErrorKind::MissingColon,
        })
    }

    fn no_separator(&self, byte: u8) -> SyntaxError {
        self.ill_continued(byte).unwrap_or_else(|| match byte {
            b']' | b'}' => self.closing_bracket(byte),
            _ if begins_value(byte) => self.here(SyntaxErrorKind::MissingComma),
            _ => self.here(SyntaxErrorKind::UnexpectedByte(byte)),
        })
    }

    fn no_end(&self, byte: u8) -> SyntaxError {
        self.ill_continued(byte).unwrap_or_else(|| match byte {
            b']' | b'}' => self.closing_bracket(byte),
            b'"' | b'-' | b'{' | b'[' | b'0'..=b'9' => self.here(SyntaxErrorKind::SecondValue),
            _ if LITERALS.iter().any(|literal| literal.as_bytes() == self.word(self.stopped.at)) => {
                self.here(SyntaxErrorKind::SecondValue)
            }
            _ => self.here(SyntaxErrorKind::TrailingText),
        })
    }

    /// The case that `byte` goes on directly with a number or a literal that was complete without it.
    fn ill_continued(&self, byte: u8) -> Option<SyntaxError> {
        let last = self.nodes.last().filter(|node| node.end as usize == self.stopped.at)?;
        let continues = is_word_start(byte) || byte.is_ascii_digit() || matches!(byte, b'.' | b'+' | b'-');
        let error = match last.kind {
            JsonKind::Number if byte.is_ascii_digit() => {
                // Only a zero ends a number before a digit.
                SyntaxError { offset: self.stopped.at - 1, kind: SyntaxErrorKind::LeadingZero }
            }
            JsonKind::Number => self.here(SyntaxErrorKind::BadNumber),
            JsonKind::Null | JsonKind::True | JsonKind::False => {
                SyntaxError { offset: last.start as usize, kind: SyntaxErrorKind::UnknownWord }
            }
            _ => return None,
        };
        continues.then_some(error)
    }

    fn closing_bracket(&self, found: u8) -> SyntaxError {
        if self.closes(found) && self.previous_is(b',') {
            let offset = self.previous().unwrap_or(self.stopped.at);
            return SyntaxError { offset, kind: SyntaxErrorKind::TrailingComma };
        }
        let expected =
            self.open_container().map(|node| if node.kind == JsonKind::Object { b'}' } else { b']' });
        self.here(SyntaxErrorKind::MismatchedBracket { found, expected })
    }

    fn closes(&self, bracket: u8) -> bool {
        self.open_container().is_some_and(|node| (node.kind == JsonKind::Object) == (bracket == b'}'))
    }

    fn beyond_ascii(&self) -> SyntaxError {
        let at = self.stopped.at;
        let bytes = self.text.get(at..).unwrap_or_default();
        let character = bytes.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
        self.here(match character {
            Some(character) => SyntaxErrorKind::UnexpectedCharacter(character),
            None => SyntaxErrorKind::InvalidUtf8,
        })
    }

    fn begins_comment(&self, byte: u8) -> bool {
        byte == b'#' || byte == b'/' && matches!(self.text.get(self.stopped.at + 1), Some(b'/' | b'*'))
    }

    fn open_container(&self) -> Option<&Node> {
        self.nodes.get(self.stopped.open as usize)
    }

    /// Offset of the last byte before the stop that is no white space.
    fn previous(&self) -> Option<usize> {
        let before = self.text.get(..self.stopped.at).unwrap_or_default();
        before.iter().rposition(|byte| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t'))
    }

    fn previous_is(&self, byte: u8) -> bool {
        self.previous().and_then(|at| self.text.get(at)) == Some(&byte)
    }

    /// The letters, digits, `_` and `$` from `at` on.
    fn word(&self, at: usize) -> &[u8] {
        let rest = self.text.get(at..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| is_word_start(**byte) || byte.is_ascii_digit()).count();
        rest.get(..length).unwrap_or_default()
    }
}

fn is_word_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$')
}

fn is_not_a_number(word: &[u8]) -> bool {
    NOT_NUMBERS.iter().any(|name| name.as_bytes() == word)
}

fn begins_value(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'-' | b'{' | b'[' | b'0'..=b'9') || is_word_start(byte)
}
