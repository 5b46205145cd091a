//! Runs of bytes of one class, eight or sixteen at a time where it pays.

use wide::u8x16;

use super::escapes::{escaped_run, is_escape};

const ONES: u64 = u64::from_le_bytes([0x01; 8]);
const TOPS: u64 = u64::from_le_bytes([0x80; 8]);
const QUOTES: u64 = u64::from_le_bytes([b'"'; 8]);
const BACKSLASHES: u64 = u64::from_le_bytes([b'\\'; 8]);
const SPACES: u64 = u64::from_le_bytes([b' '; 8]);
const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);
/// What takes a byte above nine to its top bit.
const BEYOND_NINE: u64 = u64::from_le_bytes([0x80 - 10; 8]);

/// The sixteen bytes at `at`.
#[inline]
fn sixteen(text: &[u8], at: usize) -> Option<[u8; 16]> {
    text.get(at..at.wrapping_add(16))?.try_into().ok()
}

/// The eight bytes at `at`, the first of them lowest.
#[inline]
fn eight(text: &[u8], at: usize) -> Option<u64> {
    text.get(at..)?.first_chunk().map(|chunk| u64::from_le_bytes(*chunk))
}

/// Sets the top bit of the lowest byte that ends a run inside a string: a quote, a backslash or a control
/// character. Bits above it may be wrong, because the subtractions borrow upwards. A byte beyond ASCII ends none.
#[inline]
fn string_stops(bytes: u64) -> u64 {
    let quote = (bytes ^ QUOTES).wrapping_sub(ONES);
    let backslash = (bytes ^ BACKSLASHES).wrapping_sub(ONES);
    let control = bytes.wrapping_sub(SPACES);
    (quote | backslash | control) & !bytes & TOPS
}

/// A bit for each of sixteen bytes that ends a run inside a string, the first byte's lowest.
#[inline]
fn stops_of_sixteen(chunk: [u8; 16]) -> u32 {
    let bytes = u8x16::new(chunk);
    let quotes = bytes.simd_eq(u8x16::splat(b'"'));
    let backslashes = bytes.simd_eq(u8x16::splat(b'\\'));
    let controls = bytes.min(u8x16::splat(0x1f)).simd_eq(bytes);
    (quotes | backslashes | controls).to_bitmask()
}

/// Index of the lowest byte of `bits` that is not zero.
#[inline]
fn lowest_byte(bits: u64) -> usize {
    (bits.trailing_zeros() / 8) as usize
}

/// Offset of the first quote, backslash or control character from `at` on, or the end of the text.
#[inline]
pub(super) fn string_run(text: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = text.get(at..).and_then(<[u8]>::first_chunk) {
        let stops = stops_of_sixteen(*chunk);
        if stops != 0 {
            return at + stops.trailing_zeros() as usize;
        }
        at += 16;
    }
    if let Some(bytes) = eight(text, at) {
        let stops = string_stops(bytes);
        if stops != 0 {
            return at + lowest_byte(stops);
        }
        at += 8;
    }
    while text.get(at).is_some_and(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f)) {
        at += 1;
    }
    at
}

/// Whether nothing in a text ends a run inside a string: between quotes it means what it is.
#[inline]
pub(super) fn is_plain(text: &[u8]) -> bool {
    let (chunks, rest) = text.as_chunks::<16>();
    if chunks.iter().any(|chunk| stops_of_sixteen(*chunk) != 0) {
        return false;
    }
    // What is left is looked at with some of what stands before it.
    match (rest, text.last_chunk::<16>(), text.first_chunk::<8>(), text.last_chunk::<8>()) {
        ([], ..) => true,
        (_, Some(last), ..) => stops_of_sixteen(*last) == 0,
        (_, _, Some(first), Some(last)) => {
            (string_stops(u64::from_le_bytes(*first)) | string_stops(u64::from_le_bytes(*last))) == 0
        }
        _ => !rest.iter().any(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)),
    }
}

/// Offset of the first byte from `at` on that is not JSON's white space, or the end of the text.
#[inline]
pub(super) fn white_space(text: &[u8], at: usize) -> usize {
    match text.get(at) {
        Some(b'\n' | b'\r' | b'\t') => indentation(text, at + 1),
        // One space is the most frequent white space: the one after a colon.
        Some(b' ') => match text.get(at + 1) {
            Some(b' ' | b'\n' | b'\r' | b'\t') => indentation(text, at + 1),
            _ => at + 1,
        },
        _ => at,
    }
}

#[inline]
fn indentation(text: &[u8], mut at: usize) -> usize {
    loop {
        while let Some(bytes) = eight(text, at) {
            let others = bytes ^ SPACES;
            if others != 0 {
                at += lowest_byte(others);
                break;
            }
            at += 8;
        }
        match text.get(at) {
            Some(b' ' | b'\n' | b'\r' | b'\t') => at += 1,
            _ => return at,
        }
    }
}

/// Whether two names are the same. Most have two to 32 bytes, and no call of a library is paid for those.
#[inline]
pub(super) fn same(one: &[u8], other: &[u8]) -> bool {
    match one.len() {
        length if length != other.len() => false,
        8..=16 => {
            one.first_chunk::<8>() == other.first_chunk() && one.last_chunk::<8>() == other.last_chunk()
        }
        4..8 => one.first_chunk::<4>() == other.first_chunk() && one.last_chunk::<4>() == other.last_chunk(),
        2..4 => one.first_chunk::<2>() == other.first_chunk() && one.last_chunk::<2>() == other.last_chunk(),
        17..=32 => {
            one.first_chunk::<16>() == other.first_chunk() && one.last_chunk::<16>() == other.last_chunk()
        }
        _ => one == other,
    }
}

/// Sets the top bit of the lowest byte that is no decimal digit. Bits above it may be wrong, because the addition
/// carries upwards.
#[inline]
fn no_digits(bytes: u64) -> u64 {
    let values = bytes ^ ZEROS;
    (values.wrapping_add(BEYOND_NINE) | values) & TOPS
}

/// Offset of the first byte from `at` on that is no decimal digit, or the end of the text.
#[inline]
pub(super) fn digits(text: &[u8], mut at: usize) -> usize {
    while let Some(bytes) = eight(text, at) {
        let others = no_digits(bytes);
        if others != 0 {
            return at + lowest_byte(others);
        }
        at += 8;
    }
    while text.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    at
}

/// The offset past the number at `at`, if it is whole, of few digits and without a sign, as most are.
#[inline]
pub(super) fn plain_number(text: &[u8], at: usize) -> Option<usize> {
    let bytes = eight(text, at)?;
    let length = lowest_byte(no_digits(bytes));
    let next = bytes.to_le_bytes().get(length).copied()?;
    let is_whole = !matches!(next, b'.' | b'e' | b'E');
    (is_whole && (length == 1 || length > 1 && text.get(at) != Some(&b'0'))).then_some(at + length)
}

/// Reads the number at `at` and gives the offset past it, or that of the byte that breaks it.
pub(super) fn number(text: &[u8], mut at: usize) -> Result<Token, usize> {
    if text.get(at) == Some(&b'-') {
        at += 1;
    }
    at = match text.get(at) {
        Some(b'0') => at + 1,
        Some(b'1'..=b'9') => digits(text, at + 1),
        _ => return Err(at),
    };
    let whole = at;
    if text.get(at) == Some(&b'.') {
        at = some_digits(text, at + 1)?;
    }
    if matches!(text.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        at = some_digits(text, at + 1 + sign)?;
    }
    Ok(Token { end: at, irregular: at > whole })
}

fn some_digits(text: &[u8], at: usize) -> Result<usize, usize> {
    let end = digits(text, at);
    if end == at { Err(at) } else { Ok(end) }
}

/// Where a string or a number ends.
pub(super) struct Token {
    /// Offset just past it.
    pub(super) end: usize,
    /// Whether a string holds a backslash, or a number a point or an exponent.
    pub(super) irregular: bool,
}

/// Reads a string whose opening quote lies just before `at`; the error is the offset of the byte that breaks it
/// (the backslash for a bad escape) or the end of the text.
pub(super) fn string(text: &[u8], at: usize) -> Result<Token, usize> {
    let at = string_run(text, at);
    match text.get(at) {
        Some(b'"') => Ok(Token { end: at + 1, irregular: false }),
        Some(b'\\') => escaped_string(text, at),
        _ => Err(at),
    }
}

/// The offset past a string whose opening quote lies just before `at`, if it is short and without escapes, as most are.
#[inline]
pub(super) fn plain_string(text: &[u8], at: usize) -> Option<usize> {
    let (mut at, mut stops) = (at, stops_of_sixteen(sixteen(text, at)?));
    if stops == 0 {
        at += 16;
        stops = stops_of_sixteen(sixteen(text, at)?);
    }
    let end = at + stops.trailing_zeros() as usize;
    (stops != 0 && text.get(end) == Some(&b'"')).then_some(end + 1)
}

#[inline(never)]
fn escaped_string(text: &[u8], at: usize) -> Result<Token, usize> {
    let end = escaped_run(text, at, |letter| is_escape(text, letter))?;
    if text.get(end) == Some(&b'"') { Ok(Token { end: end + 1, irregular: true }) } else { Err(end) }
}

#[cfg(test)]
mod tests {
    use super::{digits, is_plain, number, plain_number, plain_string, same, string, string_run};

    /// Every byte at every place of a text, from every place of it: what ends a run is the same read one by one.
    #[test]
    fn a_run_ends_at_the_first_quote_backslash_or_control_character() {
        for (length, byte) in (0..=40).flat_map(|length| (0..=u8::MAX).map(move |byte| (length, byte))) {
            for place in 0..length {
                let mut text = vec![b'a'; length];
                if let Some(at) = text.get_mut(place) {
                    *at = byte;
                }
                assert_eq!(is_plain(&text), string_run(&text, 0) == length, "{length} {byte} {place}");
                for from in [0, place / 2, place, place + 1] {
                    let rest = text.iter().skip(from);
                    let plain = rest.take_while(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f)).count();
                    assert_eq!(string_run(&text, from), from + plain, "{length} {byte} {place} {from}");
                }
            }
        }
    }

    /// Every byte at every place of a string that has a neighbour.
    #[test]
    fn a_plain_string_is_what_the_reader_of_all_strings_says() {
        for (length, byte) in (0..=36).flat_map(|length| (0..=u8::MAX).map(move |byte| (length, byte))) {
            for place in 0..=length {
                let mut text = [vec![b'a'; length], b"\":1,\"b\":\"cdefghijkl\"}".to_vec()].concat();
                if let Some(at) = text.get_mut(place) {
                    *at = byte;
                }
                let all = string(&text, 0).ok().filter(|token| !token.irregular).map(|token| token.end);
                let plain = plain_string(&text, 0);
                assert!(plain.is_none() || plain == all, "{length} {byte} {place}");
                assert!(plain.is_some() || all.is_none_or(|end| end > 32), "{length} {byte} {place}");
            }
        }
    }

    #[test]
    fn a_plain_number_is_what_the_reader_of_all_numbers_says() {
        let signs = b"0179-+.eE,] ";
        let mut texts = vec![Vec::new()];
        for _ in 0..5 {
            texts =
                texts.iter().flat_map(|text| signs.map(|sign| [text.as_slice(), &[sign]].concat())).collect();
        }
        let mut plain = 0;
        for text in texts {
            let text = [&text, b",\"name\":1".as_slice()].concat();
            let Some(end) = plain_number(&text, 0) else { continue };
            assert!(matches!(number(&text, 0), Ok(token) if token.end == end && !token.irregular));
            plain += 1;
        }
        assert!(plain > 1_000);
    }

    #[test]
    fn digits_end_at_the_first_byte_that_is_none() {
        for (length, byte) in (0..=20).flat_map(|length| (0..=u8::MAX).map(move |byte| (length, byte))) {
            for place in 0..length {
                let mut text = vec![b'0' + u8::try_from(length % 10).unwrap_or(0); length];
                if let Some(at) = text.get_mut(place) {
                    *at = byte;
                }
                for from in [0, place / 2, place] {
                    let some = text.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
                    assert_eq!(digits(&text, from), from + some, "{length} {byte} {place} {from}");
                }
            }
        }
    }

    #[test]
    fn names_are_the_same_where_every_byte_is() {
        let name: Vec<u8> = (b'a'..=b'z').chain(b'A'..=b'Z').collect();
        for length in 0..=name.len() {
            let one = name.get(..length).unwrap_or_default();
            assert!(same(one, name.get(..length).unwrap_or_default()));
            assert!(length == 0 || !same(one, one.get(1..).unwrap_or_default()));
            for place in 0..length {
                let mut other = one.to_vec();
                if let Some(byte) = other.get_mut(place) {
                    *byte = b'_';
                }
                assert!(!same(one, &other), "{length} {place}");
            }
        }
    }
}
