//! Whether a value can be what its name says: a count, a boolean, an id or a time is no secret.

#[cfg_attr(not(test), expect(clippy::enum_glob_use, reason = "every arm names one"))]
use super::category::Category::{self, *};
use super::names::{NamePosition, Named};

/// A scalar as its kind lets it be judged. Booleans and null are never hidden.
#[derive(Debug, Clone, Copy)]
pub(super) enum Scalar<'t> {
    /// Text, as it was written between its quotes.
    Text(&'t str),
    /// A number as it was written.
    Number(&'t str),
}

/// Above this length a text is no harmless word.
const LONGEST_WORD: usize = 64;

/// How long a security code is at the most that may have other signs than digits, in bytes.
const LONGEST_CODE: usize = 8;

/// Words that stand where a secret is not, or that say how it is with one.
const HARMLESS: &[&str] = &[
    "true",
    "false",
    "null",
    "nil",
    "none",
    "yes",
    "no",
    "on",
    "off",
    "undefined",
    "n/a",
    "na",
    "required",
    "optional",
    "enabled",
    "disabled",
    "string",
    "text",
    "redacted",
    "[redacted]",
    "filtered",
    "[filtered]",
    "read",
    "write",
    "admin",
    "unknown",
    "default",
    "manual",
    "automatic",
];

/// More of them, for what is no password.
const HARMLESS_WORDS: &[&str] = &[
    "basic",
    "bearer",
    "digest",
    "oauth",
    "oauth1",
    "oauth2",
    "apikey",
    "api_key",
    "jwt",
    "saml",
    "sso",
    "password",
    "token",
    "public",
    "private",
    "valid",
    "invalid",
    "verified",
    "unverified",
    "active",
    "inactive",
    "expired",
    "revoked",
    "pending",
    "success",
    "failed",
    "fail",
    "pass",
    "passed",
    "granted",
    "denied",
    "accepted",
    "rejected",
    "all",
    "essential",
    "necessary",
    "noauth",
    "inherit",
    "session",
    "cookie",
    "internal",
    "external",
];

/// Whether a value can be what its name says.
pub(super) fn may_be(named: Named, place: NamePosition, value: Scalar<'_>) -> bool {
    let Named { category, plural } = named;
    match value {
        Scalar::Number(number) => number_may_be(category, plural, number),
        Scalar::Text(text) if text.len() > LONGEST_WORD => match category {
            CapabilityUrl => is_address(text),
            Opaque => is_opaque(text),
            Signature => place == NamePosition::Header || !text.trim_start().starts_with("-----BEGIN PGP"),
            Token | Session | Reference | OneTimeCode => !is_prose(text) && !is_address(text),
            Amount => false,
            _ => true,
        },
        Scalar::Text(text) => text_may_be(category, plural, place, text.trim()),
    }
}

fn number_may_be(category: Category, plural: bool, number: &str) -> bool {
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let is_time = matches!(digits, 10 | 13) && number.starts_with('1');
    match category {
        Password => !plural,
        CardCode => matches!(digits, 3 | 4),
        CardNumber => digits >= 12,
        Passcode | NationalId | TaxId | OneTimeCode => digits >= 4,
        Token | Authorization | Cookie => digits >= 6 && !plural && !is_time,
        Telephone => digits >= 6,
        PostalCode | Amount | Account | Declared | Personal | Trait => true,
        _ => false,
    }
}

fn text_may_be(category: Category, plural: bool, place: NamePosition, text: &str) -> bool {
    if text.is_empty() || is_one_of(text, HARMLESS) || is_veiled(text) || is_template(text) {
        return false;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let only_digits = digits == text.len();
    // Too short a number for what opens something.
    let is_small = |least: usize| only_digits && digits < least;
    let is_other = is_time(text) || is_address(text);
    let is_count = only_digits && plural;
    match category {
        Password | PrivateKey | UserInformation | Declared => true,
        Passcode => !is_one_of(text, HARMLESS_WORDS) && !is_small(3),
        OneTimeCode => digits > 0 && text.len() >= 4 && !text.contains(' ') && !is_time(text),
        Signature if place == NamePosition::Header => true,
        _ if is_one_of(text, HARMLESS_WORDS) => false,
        Token => !is_other && !is_prose(text) && !is_small(6) && !is_count,
        Authorization => !is_time(text) && !is_small(9) && !is_reference(text),
        Reference => is_opaque(text) && !is_reference(text) && !is_uuid(text),
        Opaque => is_opaque(text),
        Cookie => !is_other && !is_small(6),
        Session => !is_other && !is_prose(text) && !is_reference(text) && !is_small(6),
        Signature => !is_other && !text.contains(char::is_whitespace),
        CapabilityUrl | PersonalUrl => is_address(text),
        CardNumber => digits >= 12,
        // A result of checking one is a letter or a word.
        CardCode => digits >= 3 && text.len() <= LONGEST_CODE && !is_other,
        Iban => text.len() >= 5 && !is_uuid(text) && !is_reference(text),
        NationalId | TaxId => digits >= 3 && !is_reference(text) && !is_uuid(text),
        Email => text.contains('@') || text.contains("\\u0040"),
        Telephone => digits >= 5 && !is_time(text),
        Ip => text.contains(['.', ':']),
        // A day of birth.
        Trait => true,
        Amount => digits > 0 && text.bytes().filter(u8::is_ascii_alphabetic).count() <= 3,
        _ => !is_time(text),
    }
}

fn is_one_of(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Dots, stars or crosses that already stand for what was there.
fn is_veiled(text: &str) -> bool {
    text.starts_with("••••")
        || text.chars().all(|sign| matches!(sign, '*' | '•' | 'x' | 'X' | '.' | '-' | '_'))
}

/// `{{token}}`, `${TOKEN}`, `<token>`: a place to fill in.
fn is_template(text: &str) -> bool {
    (text.starts_with("{{") && text.ends_with("}}"))
        || (text.starts_with("${") && text.ends_with('}'))
        || (text.starts_with('<') && text.ends_with('>'))
}

/// `2026-05-01…`: a day or a time.
pub(super) fn is_time(text: &str) -> bool {
    let Some([year @ .., b'-', m, n, b'-', d, e]) = text.as_bytes().first_chunk::<10>() else { return false };
    year.iter().chain([m, n, d, e]).all(u8::is_ascii_digit)
}

/// An absolute address, also with escaped slashes.
fn is_address(text: &str) -> bool {
    let scheme = text.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '+').unwrap_or(0);
    let rest = text.get(scheme..).unwrap_or_default();
    scheme > 1 && (rest.starts_with("://") || rest.starts_with(":\\/\\/"))
}

/// Several words and no digit.
fn is_prose(text: &str) -> bool {
    let text = text.get(..512).unwrap_or(text);
    text.bytes().filter(|byte| *byte == b' ').count() >= 3 && !text.bytes().any(|byte| byte.is_ascii_digit())
}

/// 8-4-4-4-12 hexadecimal digits.
pub(super) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// What stands before the sign in secrets that are made like ids.
const SECRET_BEGINNINGS: &[&str] = &[
    "sk", "rk", "pk", "whsec", "ghp", "gho", "ghs", "ghu", "pat", "key", "apikey", "secret", "sess",
    "session",
];

/// `tok_1Nv0FGQ9RKHgCVdK`: an id whose beginning says of what.
fn is_reference(text: &str) -> bool {
    let Some((prefix, rest)) = text.split_once('_') else { return false };
    (2..=8).contains(&prefix.len())
        && prefix.bytes().all(|byte| byte.is_ascii_lowercase())
        && !SECRET_BEGINNINGS.contains(&prefix)
        && rest.len() >= 6
        && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// Whether a text looks as if chance had made it: long, of one piece, letters and digits mixed.
pub(super) fn is_opaque(text: &str) -> bool {
    if text.len() < 16 {
        return false;
    }
    let (mut changes, mut letters, mut digits, mut before) = (0_usize, 0_usize, 0_usize, 0_u8);
    for byte in text.bytes().take(256) {
        let class = match byte {
            b'a'..=b'z' => 1,
            b'A'..=b'Z' => 2,
            b'0'..=b'9' => 3,
            b'_' | b'-' | b'+' | b'/' | b'=' | b'.' | b'~' | b'%' => 0,
            _ => return false,
        };
        letters += usize::from(matches!(class, 1 | 2));
        digits += usize::from(class == 3);
        if class != 0 {
            changes += usize::from(before != 0 && before != class);
            before = class;
        }
    }
    letters > 0 && digits > 0 && changes >= 4
}
