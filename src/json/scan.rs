//! Runs of bytes of one class, eight or sixteen at a time where it pays.

use wide::u8x16;

const ONES: u64 = u64::from_le_bytes([0x01; 8]);
const TOPS: u64 = u64::from_le_bytes([0x80; 8]);
const QUOTES: u64 = u64::from_le_bytes([b'"'; 8]);
const BACKSLASHES: u64 = u64::from_le_bytes([b'\\'; 8]);
const SPACES: u64 = u64::from_le_bytes([b' '; 8]);

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
pub(crate) fn string_run(text: &[u8], mut at: usize) -> usize {
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

/// Copies what stands from `at` on before the next backslash, and gives where that is, or the end of the text.
#[inline]
pub(super) fn copy_to_backslash(text: &[u8], mut at: usize, copy: &mut Vec<u8>) -> usize {
    while let Some(chunk) = text.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let others = u64::from_le_bytes(*chunk) ^ BACKSLASHES;
        let found = others.wrapping_sub(ONES) & !others & TOPS;
        // Eight at once, and what stands behind the backslash is taken back.
        copy.extend_from_slice(chunk);
        if found != 0 {
            let plain = lowest_byte(found);
            copy.truncate(copy.len() + plain - chunk.len());
            return at + plain;
        }
        at += chunk.len();
    }
    while let Some(byte) = text.get(at).filter(|byte| **byte != b'\\') {
        copy.push(*byte);
        at += 1;
    }
    at
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

/// Whether two names are the same. Most have four to sixteen bytes, and no call of a library pays for those.
#[inline]
pub(super) fn same(one: &[u8], other: &[u8]) -> bool {
    match one.len() {
        length if length != other.len() => false,
        8..=16 => {
            one.first_chunk::<8>() == other.first_chunk() && one.last_chunk::<8>() == other.last_chunk()
        }
        4..8 => one.first_chunk::<4>() == other.first_chunk() && one.last_chunk::<4>() == other.last_chunk(),
        _ => one == other,
    }
}

/// Offset of the first byte from `at` on that is no decimal digit, or the end of the text.
#[inline]
pub(super) fn digits(text: &[u8], mut at: usize) -> usize {
    while text.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    at
}

/// Reads the number at `at` and gives the offset past it, or that of the byte that breaks it.
#[inline]
pub(super) fn number(text: &[u8], mut at: usize) -> Result<usize, usize> {
    if text.get(at) == Some(&b'-') {
        at += 1;
    }
    at = match text.get(at) {
        Some(b'0') => at + 1,
        Some(b'1'..=b'9') => digits(text, at + 1),
        _ => return Err(at),
    };
    if text.get(at) == Some(&b'.') {
        at = some_digits(text, at + 1)?;
    }
    if matches!(text.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        at = some_digits(text, at + 1 + sign)?;
    }
    Ok(at)
}

fn some_digits(text: &[u8], at: usize) -> Result<usize, usize> {
    let end = digits(text, at);
    if end == at { Err(at) } else { Ok(end) }
}

/// Where a string ends and whether it holds a backslash.
pub(super) struct StringEnd {
    /// Offset just past the closing quote.
    pub(super) end: usize,
    pub(super) escaped: bool,
}

/// Reads a string whose opening quote lies just before `at`; the error is the offset of the byte that breaks it
/// (the backslash for a bad escape) or the end of the text.
#[inline]
pub(super) fn string(text: &[u8], at: usize) -> Result<StringEnd, usize> {
    let at = string_run(text, at);
    match text.get(at) {
        Some(b'"') => Ok(StringEnd { end: at + 1, escaped: false }),
        Some(b'\\') => escaped_string(text, at),
        _ => Err(at),
    }
}

#[inline(never)]
fn escaped_string(text: &[u8], mut at: usize) -> Result<StringEnd, usize> {
    loop {
        match text.get(at) {
            Some(b'"') => return Ok(StringEnd { end: at + 1, escaped: true }),
            Some(b'\\') => at = string_run(text, escape(text, at).ok_or(at)?),
            _ => return Err(at),
        }
    }
}

/// Offset past the escape whose backslash is at `at`; `None` if it is none that JSON knows.
fn escape(text: &[u8], at: usize) -> Option<usize> {
    match text.get(at + 1)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(at + 2),
        b'u' => {
            let code = text.get(at + 2..at + 6)?;
            code.iter().all(u8::is_ascii_hexdigit).then_some(at + 6)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{same, string_run};

    /// Every byte at every place of a text, from every place of it: what ends a run is the same read one by one.
    #[test]
    fn a_run_ends_at_the_first_quote_backslash_or_control_character() {
        for (length, byte) in (0..=40).flat_map(|length| (0..=u8::MAX).map(move |byte| (length, byte))) {
            for place in 0..length {
                let mut text = vec![b'a'; length];
                if let Some(at) = text.get_mut(place) {
                    *at = byte;
                }
                for from in [0, place / 2, place, place + 1] {
                    let rest = text.iter().skip(from);
                    let plain = rest.take_while(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f)).count();
                    assert_eq!(string_run(&text, from), from + plain, "{length} {byte} {place} {from}");
                }
            }
        }
    }

    #[test]
    fn names_are_the_same_where_every_byte_is() {
        let name: Vec<u8> = (b'a'..=b'z').collect();
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
