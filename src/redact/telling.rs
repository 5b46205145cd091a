//! What a text may have in it, by a look at its signs: most texts have nothing, and no more is done with them.

use super::address::hook;
use super::detect::FEWEST_DIGITS;
use super::encoded::{SHORTEST as SHORTEST_ENCODED, begins_readable, may_be_base64};
use super::known::begins_like_a_token;
use super::tokens::SHORTEST_TOKEN;
use super::value::{is_time, is_uuid};
use crate::capture::begins_request;

/// What the bytes of a text may tell: a sign that goes with something to hide, one that goes with a person's or an
/// account's address, the end of a scheme, words.
const MARK: u16 = 1;
const ADDRESS: u16 = 2;
const COLON: u16 = 4;
const BLANK: u16 = 8;
/// No sign of base64.
const OTHER: u16 = 16;
const DOT: u16 = 32;
const PLUS: u16 = 64;
const PERCENT: u16 = 128;
/// No sign of a network address in hexadecimal digits.
const BEYOND_HEXADECIMAL: u16 = 256;
/// No sign of plain words.
const BEYOND_WORDS: u16 = 512;
const DIGIT: u16 = 1024;
static SIGNS: [u16; 256] = signs();

const fn signs() -> [u16; 256] {
    let mut signs = [0; 256];
    let (mut byte, mut next) = (0_u8, 0);
    while next < signs.len() {
        let of_base64 = match byte {
            b'=' => MARK,
            b'\\' | b'<' | b'?' | b'#' | b';' => MARK | OTHER,
            b'%' => MARK | PERCENT | OTHER,
            b'+' => ADDRESS | PLUS,
            b'@' => ADDRESS | OTHER,
            b':' => COLON | OTHER,
            b' ' => BLANK | OTHER,
            b'.' => DOT | OTHER,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' => 0,
            _ => OTHER,
        };
        let of_network = match byte {
            b'a'..=b'f' | b'A'..=b'F' | b'0'..=b'9' | b':' | b'.' => 0,
            _ => BEYOND_HEXADECIMAL,
        };
        let of_words = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b' ' | b'.' | b',' | b'!' | b'_' => 0,
            _ => BEYOND_WORDS,
        };
        let of_numbers = if byte.is_ascii_digit() { DIGIT } else { 0 };
        signs[next] = of_base64 | of_network | of_words | of_numbers;
        (byte, next) = (byte.wrapping_add(1), next + 1);
    }
    signs
}

/// What is to be looked for in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Telling {
    /// Nothing.
    Nothing,
    /// Whether all of it is base64 that somebody can read.
    Encoded,
    /// Names and values, addresses, tokens; and if there are none, the same.
    Parts,
}

/// A text that is shorter, in bytes, tells nothing.
pub(super) const SHORTEST_TELLING: usize = 5;
/// Words and a secret among them are as long at least, in bytes: `mysql -pTURTLE`.
const SHORTEST_OF_WORDS: usize = 12;
/// A text that is longer, in bytes, is more than a time.
const LONGEST_TIME: usize = 32;
/// How many digits a day is written with.
const DIGITS_OF_A_DAY: usize = 8;

/// Whether a text is a day and a time of it, which tells nothing: no more need be looked at.
pub(super) fn is_time_of_day(raw: &str) -> bool {
    raw.len() <= LONGEST_TIME && raw.as_bytes().get(13) == Some(&b':') && is_time(raw)
}

/// A text and its signs, read once for all that is asked of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look<'t> {
    raw: &'t str,
    signs: u16,
    digits: usize,
}

impl<'t> Look<'t> {
    /// Looks at all signs of a text.
    pub(super) fn at(raw: &'t str) -> Self {
        let (mut digits, mut signs) = (0_usize, 0);
        for byte in raw.bytes() {
            let sign = SIGNS.get(usize::from(byte)).copied().unwrap_or(0);
            signs |= sign;
            digits += usize::from(sign / DIGIT);
        }
        Self { raw, signs, digits }
    }

    /// The text.
    pub(super) const fn raw(&self) -> &'t str {
        self.raw
    }

    const fn has(&self, sign: u16) -> bool {
        self.signs & sign != 0
    }

    /// Whether there may be something to hide in the text: most texts hold none of the marks that go with it.
    pub(super) fn telling(&self, personal: bool) -> Telling {
        let raw = self.raw;
        if raw.len() < SHORTEST_TELLING {
            return Telling::Nothing;
        }
        if is_uuid(raw) || (self.digits >= DIGITS_OF_A_DAY && raw.len() <= LONGEST_TIME && is_time(raw)) {
            return if self.has(OTHER) { Telling::Nothing } else { Telling::Encoded };
        }
        let marks = self.has(MARK) || (self.has(ADDRESS) && (personal || raw.contains("//")));
        let words = self.has(BLANK) && raw.len() >= SHORTEST_OF_WORDS && !self.is_of_plain_words();
        if marks || self.digits >= 12 || words {
            return Telling::Parts;
        }
        let may_tell = match self.has(COLON).then(|| memchr::memchr(b':', raw.as_bytes())).flatten() {
            Some(colon) => !raw.get(colon + 1..).is_some_and(|rest| is_plain_address(raw, rest)),
            None => begins_like_a_token(raw),
        };
        match may_tell {
            true => Telling::Parts,
            false if self.has(OTHER) || raw.len() < SHORTEST_ENCODED => Telling::Nothing,
            false => Telling::Encoded,
        }
    }

    /// Whether all of it is short words without digits or marks that could join a name and a value: what is said of a
    /// password in plain words has digits in it.
    fn is_of_plain_words(&self) -> bool {
        !self.has(BEYOND_WORDS) && self.words().all(|word| word.len() < SHORTEST_TOKEN)
    }

    fn words(&self) -> impl Iterator<Item = &'t [u8]> {
        self.raw.as_bytes().split(|byte| *byte == b' ')
    }

    /// Whether a telephone number or a network address may stand in it.
    pub(super) fn may_hold_number(&self) -> bool {
        let dots = || memchr::memchr_iter(b'.', self.raw.as_bytes()).count();
        self.raw.len() >= 7
            && ((self.has(COLON) && !self.has(BEYOND_HEXADECIMAL))
                || (self.has(PLUS) && self.digits >= FEWEST_DIGITS)
                || (self.has(DOT) && self.digits >= 4 && dots() >= 3))
    }

    /// Whether a text of JSON may hold another text: JSON, a form, an HTTP message, or something in base64.
    pub(super) fn may_hold_another(&self) -> bool {
        let raw = self.raw;
        let may_be_blank = |byte: u8| byte <= b' ' || byte >= 0x80;
        let first = match raw.bytes().next() {
            Some(byte) if may_be_blank(byte) => raw.trim_start().bytes().next(),
            first => first,
        };
        match first {
            Some(b'{' | b'[') => raw.len() > 4,
            Some(b'\\') => raw.contains(['{', '[']),
            _ => {
                (self.has(BLANK) && begins_request(raw.as_bytes()))
                    || (self.has(PERCENT) && (raw.contains("%7B") || raw.contains("%7b")))
                    || (!self.has(OTHER) && may_be_base64(raw) && begins_readable(raw))
            }
        }
    }

    /// Whether the text is words that somebody may have written.
    pub(super) fn is_prose(&self) -> bool {
        let is_letter = |byte: u8| byte.is_ascii_alphabetic() || byte >= 0x80;
        self.has(BLANK)
            && self.raw.bytes().filter(|byte| *byte == b' ').count() >= FEWEST_BLANKS
            && self.raw.bytes().filter(|byte| is_letter(*byte)).count() * 2 > self.raw.len()
    }
}

/// How many blanks between words a text has at least that somebody may have written.
const FEWEST_BLANKS: usize = 2;

/// Whether what follows a scheme's colon is an address without parameters, user information, a hook or a token.
fn is_plain_address(raw: &str, rest: &str) -> bool {
    let Some(address) = rest.strip_prefix("//") else { return false };
    memchr::memchr2(b':', b'@', address.as_bytes()).is_none()
        && !raw.contains("hook")
        && hook(raw, raw.len() - address.len()).is_none()
        && !address.split('/').any(begins_like_a_token)
}
