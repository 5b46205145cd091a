//! The escapes of a JSON string, resolved.

use std::char::{REPLACEMENT_CHARACTER, decode_utf16};
use std::ops::Range;

use super::escapes::{MANY, backslashes, escaped};

/// So many bytes are copied at once, also where fewer are wanted: what stands behind them is written over.
const AT_ONCE: usize = 16;
/// What is read and written of a stretch of [`MANY`] bytes, with what is copied behind it.
const STRETCH: usize = MANY + AT_ONCE;

/// Resolves the escapes of what stands between a string's quotes. The parser has accepted it, so every
/// backslash begins a whole escape.
#[cold]
pub(super) fn unescape(raw: &str) -> String {
    // Whole characters in, whole characters out.
    String::from_utf8(unescaped(raw)).unwrap_or_default()
}

/// The same as bytes.
pub(super) fn unescaped(raw: &str) -> Vec<u8> {
    let bytes = raw.as_bytes();
    // What is said is never longer than what is written.
    let mut text = Text { bytes: vec![0; raw.len() + STRETCH], length: 0 };
    let (mut at, mut carried) = (0, false);
    while let Some((from, to)) = bytes.get(at..).and_then(<[u8]>::first_chunk).zip(text.room()) {
        let stretch = unescape_stretch(from, to, carried);
        (at, carried) = (at + stretch.read, stretch.carried);
        text.length += stretch.written;
        if stretch.is_unit {
            at = escape(raw, at, &mut text);
        }
    }
    if carried {
        // Only what stands for itself behind a backslash is left to the next stretch.
        text.push(bytes.get(at..at + 1).unwrap_or_default());
        at += 1;
    }
    while let Some(byte) = bytes.get(at) {
        if *byte == b'\\' {
            at = escape(raw, at, &mut text);
        } else {
            text.push(&[*byte]);
            at += 1;
        }
    }
    text.bytes.truncate(text.length);
    text.bytes
}

/// How far a stretch was resolved.
struct Stretch {
    read: usize,
    written: usize,
    /// Whether a backslash stands before what comes next, which stands for itself.
    carried: bool,
    /// Whether it ended before an escape of a UTF-16 unit.
    is_unit: bool,
}

/// Resolves a stretch up to its end or to the escape of a UTF-16 unit. `carried` as in [`Stretch`].
#[inline]
fn unescape_stretch(from: &[u8; STRETCH], to: &mut [u8; STRETCH], mut carried: bool) -> Stretch {
    let found = from.first_chunk().map_or(0, backslashes);
    let mut found = found & !escaped(found, &mut carried);
    let (mut read, mut written) = (0, 0);
    while found != 0 {
        let next = found.trailing_zeros() as usize;
        found &= found - 1;
        written = copy(from, to, read..next, written);
        let letter = from.get(next + 1).copied().unwrap_or_default();
        // A quote, a backslash and a slash stand for themselves, and begin what is copied next.
        read = next + 1;
        if letter == b'u' {
            return Stretch { read: next, written, carried: false, is_unit: true };
        }
        if letter > b'\\' {
            if let Some(place) = to.get_mut(written) {
                *place = simple_escape(letter);
            }
            (read, written) = (read + 1, written + 1);
        }
    }
    carried &= read == MANY;
    written = copy(from, to, read..MANY, written);
    Stretch { read: read.max(MANY), written, carried, is_unit: false }
}

/// Copies a part of a stretch, and gives where it ends.
#[inline]
fn copy(from: &[u8; STRETCH], to: &mut [u8; STRETCH], part: Range<usize>, mut written: usize) -> usize {
    let mut at = part.start;
    while at < part.end {
        let rest = from.get(at..).and_then(<[u8]>::first_chunk::<AT_ONCE>);
        let room = to.get_mut(written..).and_then(<[u8]>::first_chunk_mut::<AT_ONCE>);
        if let (Some(rest), Some(room)) = (rest, room) {
            *room = *rest;
        }
        let copied = AT_ONCE.min(part.end - at);
        (at, written) = (at + copied, written + copied);
    }
    written
}

/// What a string says, as far as it was read.
struct Text {
    bytes: Vec<u8>,
    length: usize,
}

impl Text {
    /// The room for a stretch.
    #[inline]
    fn room(&mut self) -> Option<&mut [u8; STRETCH]> {
        self.bytes.get_mut(self.length..)?.first_chunk_mut()
    }

    #[inline]
    fn push(&mut self, bytes: &[u8]) {
        for byte in bytes {
            if let Some(to) = self.bytes.get_mut(self.length) {
                *to = *byte;
            }
            self.length += 1;
        }
    }
}

/// Adds what the escape says whose backslash stands at an offset, and gives where it ends.
fn escape(raw: &str, at: usize, text: &mut Text) -> usize {
    match raw.as_bytes().get(at + 1) {
        Some(b'u') => {
            let rest = unescape_units(raw.get(at + 1..).unwrap_or_default(), text);
            raw.len() - rest.len()
        }
        Some(letter) => {
            text.push(&[simple_escape(*letter)]);
            at + 2
        }
        None => raw.len(),
    }
}

/// The same of a string that holds half of a surrogate pair, with each such half as an escape in one spelling, and each
/// backslash twice: what is written in different ways and means the same is the same text. `None` of any other string.
pub(super) fn with_halves(raw: &str) -> Option<String> {
    let (mut text, mut rest, mut has_half) = (String::with_capacity(raw.len()), raw, false);
    while let Some((before, escape)) = rest.split_once('\\') {
        text.push_str(before);
        if !escape.starts_with('u') {
            let letter = char::from(simple_escape(escape.bytes().next().unwrap_or_default()));
            add_to(&mut text, letter);
            rest = escape.get(1..).unwrap_or_default();
            continue;
        }
        let (first, behind) = code_unit(escape);
        let second = behind.strip_prefix('\\').filter(|next| next.starts_with('u')).map(code_unit);
        let pair = second.filter(|_| is_high_surrogate(first));
        let pair = pair.and_then(|(second, end)| Some((decode_utf16([first, second]).next()?.ok()?, end)));
        rest = match (pair, char::from_u32(u32::from(first))) {
            (Some((character, end)), _) => {
                text.push(character);
                end
            }
            (None, Some(character)) => {
                add_to(&mut text, character);
                behind
            }
            (None, None) => {
                has_half = true;
                text.push_str(&format!("\\u{first:04x}"));
                behind
            }
        };
    }
    text.push_str(rest);
    has_half.then_some(text)
}

/// Adds a character, a backslash twice.
fn add_to(text: &mut String, character: char) {
    text.push(character);
    if character == '\\' {
        text.push(character);
    }
}

const fn simple_escape(letter: u8) -> u8 {
    match letter {
        b'b' => 8,
        b'f' => 0xc,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        other => other,
    }
}

/// Appends the character whose escape begins with the `u` of `escape`, and gives what follows it.
fn unescape_units<'a>(escape: &'a str, text: &mut Text) -> &'a str {
    let (first, rest) = code_unit(escape);
    let second = rest.strip_prefix('\\').filter(|next| next.starts_with('u')).map(code_unit);
    if let Some((second, rest)) = second
        && is_high_surrogate(first)
        && let Some(Ok(pair)) = decode_utf16([first, second]).next()
    {
        push(text, pair);
        return rest;
    }
    push(text, char::from_u32(u32::from(first)).unwrap_or(REPLACEMENT_CHARACTER));
    rest
}

fn push(text: &mut Text, character: char) {
    text.push(character.encode_utf8(&mut [0; 4]).as_bytes());
}

fn is_high_surrogate(unit: u16) -> bool {
    (0xd800..0xdc00).contains(&unit)
}

/// The UTF-16 code unit of `uXXXX` and what follows it.
fn code_unit(escape: &str) -> (u16, &str) {
    let unit = escape.get(1..5).and_then(|digits| u16::from_str_radix(digits, 16).ok());
    (unit.unwrap_or(0xfffd), escape.get(5..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{unescape, with_halves};

    #[test]
    fn halves_of_pairs_are_themselves_however_they_are_spelled() {
        for (written, said) in [
            (r"\ud800", Some(r"\ud800")),
            (r"\uD800\u0061\/\n", Some("\\ud800a/\n")),
            (r"\\ud800\udfff", Some(r"\\ud800\udfff")),
            (r"\u005c\udbff\ud83c\udf55", Some(r"\\\udbff🍕")),
            (r"\\ud800", None),
            (r"\ufffd \ud83c\udf55 �", None),
            ("", None),
        ] {
            assert_eq!(with_halves(written).as_deref(), said, "{written}");
        }
    }

    #[test]
    fn an_escape_is_resolved_wherever_it_stands_among_others() {
        for (written, said) in [
            (r"", ""),
            (r"plain and long enough", "plain and long enough"),
            (r#"{\"a\":\"b\\n\",\"zo\u00eb\":\"\ud83c\udf55\"}"#, "{\"a\":\"b\\n\",\"zoë\":\"🍕\"}"),
            (r"\ud83c alone, \ud83cA, \b\f\n\r\t\/", "\u{fffd} alone, \u{fffd}A, \u{8}\u{c}\n\r\t/"),
        ] {
            assert_eq!(unescape(written), said);
            for before in 0..70 {
                let plain = "ë".repeat(before);
                assert_eq!(unescape(&format!("{plain}{written}{plain}")), format!("{plain}{said}{plain}"));
            }
        }
    }
}
