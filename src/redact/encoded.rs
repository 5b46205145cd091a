//! Texts in base64: what may be one, and what it says if that is readable.

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// A text that is shorter, in bytes, holds nothing that would be looked for.
pub(super) const SHORTEST: usize = 8;

/// Whether a text has nothing in it but the signs of base64, and is long enough to hold something.
pub(super) fn may_be_base64(raw: &str) -> bool {
    let bare = raw.trim_end_matches('=');
    bare.len() >= SHORTEST
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
    if !may_be_readable(raw) {
        return None;
    }
    let text = String::from_utf8(engine_of(raw).decode(raw).ok()?).ok()?;
    let is_readable = |sign: char| !sign.is_control() || matches!(sign, '\n' | '\r' | '\t');
    (text.chars().all(is_readable) && !text.contains('\u{fffd}')).then_some(text)
}

/// Whether a text may be in base64 and say what somebody can read. Of most words that look like base64 the first letters
/// stand for no text.
pub(super) fn may_be_readable(raw: &str) -> bool {
    begins_readable(raw) && may_be_base64(raw)
}

/// Whether the first bytes of a text in base64 may be those of a text that somebody can read: those of most words, which
/// look like base64 too, are not.
pub(super) fn begins_readable(raw: &str) -> bool {
    let Some(first) = raw.as_bytes().get(..4) else { return true };
    let mut bits = 0_u32;
    for byte in first {
        let six = SIX_BITS.get(usize::from(*byte)).copied().unwrap_or(NO_SIGN);
        if six == NO_SIGN {
            return true;
        }
        bits = bits << 6 | u32::from(six);
    }
    let [_, bytes @ ..] = bits.to_be_bytes();
    // The last character may go on behind them.
    let is_text = || std::str::from_utf8(&bytes).map_or_else(|error| error.error_len().is_none(), |_| true);
    !bytes.iter().any(|byte| byte.is_ascii_control() && !matches!(byte, b'\n' | b'\r' | b'\t'))
        && (bytes.is_ascii() || is_text())
}

/// What a sign of base64 stands for, in either alphabet.
static SIX_BITS: [u8; 256] = six_bits();
const NO_SIGN: u8 = 64;

const fn six_bits() -> [u8; 256] {
    let (mut bits, mut sign) = ([NO_SIGN; 256], 0_u8);
    while sign < 128 {
        bits[sign as usize] = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => NO_SIGN,
        };
        sign += 1;
    }
    bits
}
