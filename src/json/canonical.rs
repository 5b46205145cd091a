//! What the canonical form of JSON (RFC 8785) makes of single values, and what it cannot hold. Hashes and signatures of
//! archives are made of it.

use std::borrow::Cow;

use thiserror::Error;

use super::number::canonical;
use super::pointer::Pointer;
use super::unescape::with_halves;
use super::value::Value;

/// Why a value has no canonical form.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CanonicalError {
    /// A double cannot hold the number: it is too large, or a whole number that would change.
    #[error("{pointer} is the number {text}, which the canonical form (RFC 8785) cannot hold")]
    Number {
        /// Where it is.
        pointer: Pointer,
        /// The number, shortened.
        text: String,
    },
    /// One object has a name twice.
    #[error("{pointer} is there twice, and the canonical form (RFC 8785) has each name once")]
    Repeated {
        /// Which member.
        pointer: Pointer,
    },
    /// A text holds half of a surrogate pair, which is no character.
    #[error("{pointer} holds half of a surrogate pair, which the canonical form (RFC 8785) cannot hold")]
    Surrogate {
        /// Where.
        pointer: Pointer,
    },
}

/// A string's text; `None` if it holds half of a surrogate pair.
pub(super) fn sound_text(value: Value<'_>) -> Option<Cow<'_, str>> {
    let text = value.text()?;
    if !value.is_escaped() {
        return Some(text);
    }
    // U+FFFD stands for such a half; written as itself or as an escape of its own it is sound.
    (!text.contains('\u{fffd}') || with_halves(value.raw()).is_none()).then_some(text)
}

/// A number as ECMAScript writes the double nearest to it. `None` if there is none, or if it is a whole number that
/// would be another one.
pub(super) fn canonical_number(raw: &str) -> Option<Cow<'_, str>> {
    if is_small_whole(raw) {
        return Some(raw.into());
    }
    let double: f64 = raw.parse().ok().filter(|double: &f64| double.is_finite())?;
    let text = ryu_js::Buffer::new().format(double).to_owned();
    let is_whole = !raw.contains(['.', 'e', 'E']);
    (!is_whole || canonical(raw) == canonical(&text)).then(|| text.into())
}

/// Whether a number is written in canonical form: a whole one that is no negative zero and that a double holds exactly.
fn is_small_whole(raw: &str) -> bool {
    let digits = raw.strip_prefix('-').unwrap_or(raw).as_bytes();
    let is_led = matches!(digits.first(), Some(b'1'..=b'9')) || raw == "0";
    is_led && digits.len() <= 15 && digits.iter().all(u8::is_ascii_digit)
}
