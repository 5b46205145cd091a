//! The walk over a relaxed text: which token stands where, and what JSON has for it.

use std::borrow::Cow;

use super::super::scan::{digits, white_space};
use super::super::{Inside, SyntaxError, SyntaxErrorKind};
use super::dialect::{JsonDialect, KeptAsText, Unsayable};
use super::edits::{Edits, Origins};
use super::hexadecimal::{MOST_DIGITS, decimal};
use super::strings::{hexadecimal, string};

/// What the last token was, as far as it says what may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing yet, or a colon.
    Nothing,
    /// An opening bracket.
    Opening,
    Comma,
    /// A value, a name, a closing bracket, or anything that JSON has not.
    Value,
}

/// A text as JSON, and what became of it.
#[derive(Debug)]
pub(super) struct Rewritten<'t> {
    pub(super) text: Cow<'t, [u8]>,
    pub(super) origins: Origins,
    pub(super) dialect: JsonDialect,
    pub(super) kept_as_text: Vec<KeptAsText>,
    /// What is wrong with something that JSON does not have; the text ends before it.
    pub(super) broken: Option<SyntaxError>,
}

impl Default for Rewritten<'_> {
    fn default() -> Self {
        Self {
            text: Cow::Borrowed(b""),
            origins: Origins::default(),
            dialect: JsonDialect::Json,
            kept_as_text: Vec::new(),
            broken: None,
        }
    }
}

/// Goes through the text from its start to its end, token by token. What it does not know it leaves as it is: the
/// parser says what is wrong with it.
pub(super) struct Reader<'t> {
    source: &'t [u8],
    at: usize,
    edits: Edits<'t>,
    /// Of each open container whether it is an object.
    open: Vec<bool>,
    last: Last,
    dialect: JsonDialect,
    kept_as_text: Vec<KeptAsText>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(source: &'t [u8]) -> Self {
        Self {
            source,
            at: 0,
            edits: Edits::new(source),
            open: Vec::new(),
            last: Last::Nothing,
            dialect: JsonDialect::Json,
            kept_as_text: Vec::new(),
        }
    }

    pub(super) fn read(mut self) -> Rewritten<'t> {
        let (mut broken, mut length) = (None, None);
        while let Some(&byte) = self.source.get(self.at) {
            let before = self.edits.length_at(self.at);
            if let Err(error) = self.token(byte) {
                (broken, length) = (Some(error), Some(before));
                break;
            }
        }
        let length = length.unwrap_or_else(|| self.edits.length_at(self.source.len()));
        let (text, origins) = self.edits.finish(length);
        Rewritten { text, origins, dialect: self.dialect, kept_as_text: self.kept_as_text, broken }
    }

    fn token(&mut self, byte: u8) -> Result<(), SyntaxError> {
        match byte {
            b' ' | b'\n' | b'\r' | b'\t' => self.at = white_space(self.source, self.at),
            b'/' => self.comment()?,
            b'"' | b'\'' => {
                let before = self.edits.count();
                let end = string(self.source, self.at, &mut self.edits)?;
                if self.edits.count() > before || byte == b'\'' {
                    self.takes(JsonDialect::Json5);
                }
                self.past(end);
            }
            b'{' | b'[' => {
                self.open.push(byte == b'{');
                self.at += 1;
                self.last = Last::Opening;
            }
            b'}' | b']' => {
                self.open.pop();
                self.past(self.at + 1);
            }
            b',' => {
                if self.last == Last::Value && self.is_last_comma() {
                    self.edits.blank(self.at..self.at + 1);
                    self.takes(JsonDialect::Jsonc);
                }
                self.at += 1;
                self.last = Last::Comma;
            }
            b':' => {
                self.at += 1;
                self.last = Last::Nothing;
            }
            b'+' | b'-' | b'.' | b'0'..=b'9' if !self.expects_name() => self.number(),
            _ => self.word()?,
        }
        Ok(())
    }

    /// Goes on behind a token that something other than a value or a name must follow.
    fn past(&mut self, end: usize) {
        self.at = end;
        self.last = Last::Value;
    }

    fn takes(&mut self, dialect: JsonDialect) {
        self.dialect = self.dialect.max(dialect);
    }

    /// Whether a member's name may stand here.
    fn expects_name(&self) -> bool {
        self.open.last() == Some(&true) && matches!(self.last, Last::Opening | Last::Comma)
    }

    fn comment(&mut self) -> Result<(), SyntaxError> {
        match comment_end(self.source, self.at) {
            Comment::None => self.past(self.at + 1),
            Comment::Until(end) => {
                self.edits.blank(self.at..end);
                self.takes(JsonDialect::Jsonc);
                self.at = end;
            }
            Comment::Unclosed => {
                let kind = SyntaxErrorKind::CutOff { inside: Inside::Comment, start: self.at };
                return Err(SyntaxError { offset: self.source.len(), kind });
            }
        }
        Ok(())
    }

    /// Whether nothing but white space and comments stands between the comma here and a closing bracket.
    fn is_last_comma(&self) -> bool {
        let mut at = self.at + 1;
        loop {
            at = white_space(self.source, at);
            match self.source.get(at) {
                Some(b'}' | b']') => return true,
                Some(b'/') => match comment_end(self.source, at) {
                    Comment::Until(end) => at = end,
                    Comment::None | Comment::Unclosed => return false,
                },
                _ => match character(self.source, at) {
                    Some(blank) if is_blank(blank) => at += blank.len_utf8(),
                    _ => return false,
                },
            }
        }
    }

    /// A word, a further kind of white space, or a character that begins nothing.
    fn word(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        let first = character(self.source, start);
        if let Some(blank) = first.filter(|first| is_blank(*first)) {
            self.at += blank.len_utf8();
            self.edits.blank(start..self.at);
            self.takes(JsonDialect::Json5);
            return Ok(());
        }
        let name = self.expects_name();
        let end = if name { name_end(self.source, start)? } else { word_end(self.source, start) };
        if end == start {
            self.past(start + first.map_or(1, char::len_utf8));
        } else if name {
            self.edits.replace(start..start, b"\"");
            self.edits.replace(end..end, b"\"");
            self.takes(JsonDialect::Json5);
            self.past(end);
        } else {
            match self.source.get(start..end) {
                Some(b"NaN") => self.keep_as_text(start..end, Unsayable::NotANumber, "NaN"),
                Some(b"Infinity") => self.keep_as_text(start..end, Unsayable::Infinity, "Infinity"),
                _ => {}
            }
            self.past(end);
        }
        Ok(())
    }

    fn number(&mut self) {
        let start = self.at;
        let sign = self.source.get(start).copied().filter(|byte| matches!(byte, b'+' | b'-'));
        let at = start + usize::from(sign.is_some());
        // What belongs to the number if anything is wrong with it: nothing in there is looked at on its own.
        let rest = self.source.get(at..).unwrap_or_default();
        let run = rest.iter().take_while(|byte| is_word(**byte) || matches!(byte, b'.' | b'+' | b'-'));
        let end = at + run.count();
        let negative = sign == Some(b'-');
        match self.source.get(at..end).unwrap_or_default() {
            b"NaN" => self.keep_as_text(start..end, Unsayable::NotANumber, "NaN"),
            b"Infinity" if negative => {
                self.keep_as_text(start..end, Unsayable::NegativeInfinity, "-Infinity");
            }
            b"Infinity" => self.keep_as_text(start..end, Unsayable::Infinity, "Infinity"),
            [b'0', b'x' | b'X', digits @ ..] if is_hexadecimal(digits) => {
                self.hexadecimal(start..end, digits, negative);
            }
            number => self.decimal(start, at, number, sign == Some(b'+')),
        }
        self.past(end);
    }

    fn hexadecimal(&mut self, range: std::ops::Range<usize>, digits: &[u8], negative: bool) {
        let sign = if negative { "-" } else { "" };
        if digits.len() > MOST_DIGITS {
            let text = format!("{sign}0x{}", String::from_utf8_lossy(digits));
            return self.keep_as_text(range, Unsayable::LongHexadecimal, &text);
        }
        self.edits.replace(range, format!("{sign}{}", decimal(digits)).as_bytes());
        self.takes(JsonDialect::Json5);
    }

    /// A decimal number: its plus sign and a point without a digit on one side are what JSON has not.
    fn decimal(&mut self, start: usize, at: usize, number: &[u8], plus: bool) {
        let whole = digits(number, 0);
        let point = number.get(whole) == Some(&b'.');
        let fraction = if point { digits(number, whole + 1) - whole - 1 } else { 0 };
        if whole + fraction == 0 {
            return;
        }
        if plus {
            self.edits.replace(start..at, b"");
            self.takes(JsonDialect::Json5);
        }
        let after = number.get(whole + usize::from(point) + fraction);
        if whole == 0 {
            self.edits.replace(at..at, b"0");
            self.takes(JsonDialect::Json5);
        } else if point && fraction == 0 && matches!(after, None | Some(b'e' | b'E')) {
            self.edits.replace(at + whole..at + whole + 1, b"");
            self.takes(JsonDialect::Json5);
        }
    }

    fn keep_as_text(&mut self, range: std::ops::Range<usize>, what: Unsayable, text: &str) {
        let offset = self.edits.length_at(range.start);
        self.edits.replace(range, format!("\"{text}\"").as_bytes());
        self.takes(JsonDialect::Json5);
        self.kept_as_text.push(KeptAsText { offset, what });
    }
}

/// What a slash begins.
enum Comment {
    None,
    /// A comment, and the offset past it.
    Until(usize),
    /// One without its end.
    Unclosed,
}

fn comment_end(source: &[u8], at: usize) -> Comment {
    let rest = source.get(at + 2..).unwrap_or_default();
    match source.get(at + 1) {
        Some(b'/') => {
            let mut end = 0;
            loop {
                end += memchr::memchr3(b'\n', b'\r', 0xe2, rest.get(end..).unwrap_or_default())
                    .unwrap_or(rest.len() - end);
                match rest.get(end..) {
                    // U+2028 and U+2029 end a line too.
                    Some([0xe2, second, third, ..]) if !matches!((second, third), (0x80, 0xa8 | 0xa9)) => {
                        end += 1;
                    }
                    Some([0xe2] | [0xe2, _]) => end += 1,
                    _ => return Comment::Until(at + 2 + end),
                }
            }
        }
        Some(b'*') => match memchr::memmem::find(rest, b"*/") {
            Some(length) => Comment::Until(at + 2 + length + 2),
            None => Comment::Unclosed,
        },
        _ => Comment::None,
    }
}

/// The offset past the name that begins at `start`; that itself if none does.
fn name_end(source: &[u8], start: usize) -> Result<usize, SyntaxError> {
    let mut at = start;
    loop {
        let (letter, length) = match character(source, at) {
            Some('\\') if source.get(at + 1) == Some(&b'u') => {
                let code = hexadecimal(source, start, at, 4)?;
                let letter =
                    std::str::from_utf8(code).ok().and_then(|code| u32::from_str_radix(code, 16).ok());
                let letter = letter.and_then(char::from_u32).filter(|letter| is_name_part(*letter));
                (letter.ok_or(SyntaxError { offset: at, kind: SyntaxErrorKind::BadEscape })?, 6)
            }
            Some(letter) => (letter, letter.len_utf8()),
            None => return Ok(at),
        };
        if !is_name_part(letter) || at == start && !is_name_start(letter) {
            return Ok(at);
        }
        at += length;
    }
}

fn is_name_start(letter: char) -> bool {
    matches!(letter, '$' | '_') || unicode_ident::is_xid_start(letter)
}

fn is_name_part(letter: char) -> bool {
    matches!(letter, '$' | '\u{200c}' | '\u{200d}') || unicode_ident::is_xid_continue(letter)
}

fn word_end(source: &[u8], start: usize) -> usize {
    start + source.get(start..).unwrap_or_default().iter().take_while(|byte| is_word(**byte)).count()
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$')
}

fn is_hexadecimal(digits: &[u8]) -> bool {
    !digits.is_empty() && digits.iter().all(u8::is_ascii_hexdigit)
}

/// White space of JSON5 that JSON has not.
fn is_blank(character: char) -> bool {
    matches!(
        character,
        '\u{b}' | '\u{c}' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{feff}'
    )
}

/// The character at `at`; none at the end and where the bytes are not UTF-8.
fn character(source: &[u8], at: usize) -> Option<char> {
    let rest = source.get(at..)?;
    let first = *rest.first()?;
    if first.is_ascii() {
        return Some(char::from(first));
    }
    let few = rest.get(..4).unwrap_or(rest);
    few.utf8_chunks().next()?.valid().chars().next()
}
