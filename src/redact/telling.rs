//! What a text may have in it, by a look at its signs: most texts have nothing, and no more is done with them.

use super::address::hook;
use super::encoded::may_be_base64;
use super::known::begins_like_a_token;
use super::value::{is_time, is_uuid};
use crate::capture::begins_request;

/// What the bytes of a text may tell: a sign that goes with something to hide, one that goes with a person's or an
/// account's address, the end of a scheme, words.
const MARK: u8 = 1;
const ADDRESS: u8 = 2;
const COLON: u8 = 4;
const BLANK: u8 = 8;
/// No sign of base64.
const OTHER: u8 = 16;
static SIGNS: [u8; 256] = signs();

const fn signs() -> [u8; 256] {
    let mut signs = [0; 256];
    let (mut byte, mut next) = (0_u8, 0);
    while next < signs.len() {
        signs[next] = match byte {
            b'=' => MARK,
            b'\\' | b'<' | b'?' | b'#' | b';' | b'%' => MARK | OTHER,
            b'+' => ADDRESS,
            b'@' => ADDRESS | OTHER,
            b':' => COLON | OTHER,
            b' ' => BLANK | OTHER,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' => 0,
            _ => OTHER,
        };
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

/// Whether there may be something to hide in a text: most texts hold none of the marks that go with it.
pub(super) fn telling(raw: &str, personal: bool) -> Telling {
    if raw.len() < 5 {
        return Telling::Nothing;
    }
    if is_uuid(raw) || (raw.len() <= 32 && is_time(raw)) {
        return Telling::Encoded;
    }
    let (mut digits, mut signs) = (0_usize, 0);
    for byte in raw.bytes() {
        digits += usize::from(byte.is_ascii_digit());
        signs |= SIGNS.get(usize::from(byte)).copied().unwrap_or(0);
    }
    let has = |sign: u8| signs & sign != 0;
    let marks = has(MARK) || (has(ADDRESS) && (personal || raw.contains("//")));
    let blanks = has(BLANK);
    if marks || digits >= 12 || (blanks && raw.len() >= 16) {
        return Telling::Parts;
    }
    let may_tell = match has(COLON).then(|| raw.find(':')).flatten() {
        Some(colon) => !raw.get(colon + 1..).is_some_and(|rest| is_plain_address(raw, rest)),
        None => begins_like_a_token(raw),
    };
    match may_tell {
        true => Telling::Parts,
        false if has(OTHER) => Telling::Nothing,
        false => Telling::Encoded,
    }
}

/// Whether what follows a scheme's colon is an address without parameters, user information, a hook or a token.
fn is_plain_address(raw: &str, rest: &str) -> bool {
    let Some(address) = rest.strip_prefix("//") else { return false };
    !address.contains([':', '@'])
        && !raw.contains("hook")
        && hook(raw, raw.len() - address.len()).is_none()
        && !address.split('/').any(begins_like_a_token)
}

/// Whether a text of JSON may hold another text: JSON, a form, an HTTP message, or something in base64.
pub(super) fn may_hold_another(raw: &str) -> bool {
    let first = raw.trim_start().bytes().next();
    match first {
        Some(b'{' | b'[') => raw.len() > 4,
        Some(b'\\') => raw.contains(['{', '[']),
        _ => {
            begins_request(raw.as_bytes()) || raw.contains("%7B") || raw.contains("%7b") || may_be_base64(raw)
        }
    }
}

/// How many blanks between words a text has at least that somebody may have written.
const FEWEST_BLANKS: usize = 2;

/// Whether a text is words that somebody may have written.
pub(super) fn is_prose(raw: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || byte >= 0x80;
    raw.bytes().filter(|byte| *byte == b' ').count() >= FEWEST_BLANKS
        && raw.bytes().filter(|byte| is_letter(*byte)).count() * 2 > raw.len()
}
