//! Texts in base64: what may be one, and what it says if that is readable.

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Whether a text has nothing in it but the signs of base64, and is long enough to hold something.
pub(super) fn may_be_base64(raw: &str) -> bool {
    let bare = raw.trim_end_matches('=');
    bare.len() >= 8
        && bare.len() % 4 != 1
        && bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_'))
}

/// Base64 in one of its two alphabets (RFC 4648, sections 4 and 5), read whether its end is filled or not.
pub(super) const fn engine(url_safe: bool, padded: bool) -> GeneralPurpose {
    let config = GeneralPurposeConfig::new()
        .with_encode_padding(padded)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(if url_safe { &URL_SAFE } else { &STANDARD }, config)
}

/// The engines that read what has no filling at its end, or has it.
const URL_TEXT: GeneralPurpose = engine(true, false);
const PLAIN_TEXT: GeneralPurpose = engine(false, false);

fn engine_of(raw: &str) -> &'static GeneralPurpose {
    if raw.bytes().any(|byte| matches!(byte, b'-' | b'_')) { &URL_TEXT } else { &PLAIN_TEXT }
}

/// What a text says in base64, where that is text that somebody can read.
pub(super) fn readable(raw: &str) -> Option<String> {
    if !may_be_base64(raw) || !begins_readable(raw) {
        return None;
    }
    let text = String::from_utf8(engine_of(raw).decode(raw).ok()?).ok()?;
    let is_readable = |sign: char| !sign.is_control() || matches!(sign, '\n' | '\r' | '\t');
    (text.chars().all(is_readable) && !text.contains('\u{fffd}')).then_some(text)
}

/// Whether the first bytes of a text in base64 may be those of a text that somebody can read: those of most words, which
/// look like base64 too, are not.
fn begins_readable(raw: &str) -> bool {
    let Some(first) = raw.get(..4) else { return true };
    let mut bytes = [0; 3];
    let read = engine_of(first).decode_slice(first, &mut bytes);
    // The last character may go on behind them.
    let is_text = || std::str::from_utf8(&bytes).map_or_else(|error| error.error_len().is_none(), |_| true);
    read.is_err()
        || (is_text() && !bytes.iter().any(|byte| byte.is_ascii_control() && !b"\n\r\t".contains(byte)))
}
