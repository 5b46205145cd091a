//! Strings with escapes, sixty-four bytes at a time: of a recording most are JSON in a string, with a backslash at every
//! name.

use wide::u8x16;

use super::scan::string_run;

/// How many bytes are looked at together: a bit of a word for each.
pub(crate) const MANY: usize = 64;
/// Every second bit, the first not among them.
const ODD: u64 = 0xaaaa_aaaa_aaaa_aaaa;

/// A bit for each of some bytes that is one, the first byte's lowest.
#[derive(Clone, Copy)]
struct Marks {
    quotes: u64,
    backslashes: u64,
    controls: u64,
}

impl Marks {
    #[inline]
    fn of(bytes: &[u8; MANY]) -> Self {
        let mut marks = Self { quotes: 0, backslashes: 0, controls: 0 };
        for (place, chunk) in bytes.as_chunks::<16>().0.iter().enumerate() {
            let (bytes, shift) = (u8x16::new(*chunk), place * 16);
            marks.quotes |= bits(bytes.simd_eq(u8x16::splat(b'"'))) << shift;
            marks.backslashes |= bits(bytes.simd_eq(u8x16::splat(b'\\'))) << shift;
            marks.controls |= bits(bytes.min(u8x16::splat(0x1f)).simd_eq(bytes)) << shift;
        }
        marks
    }
}

#[inline]
fn bits(bytes: u8x16) -> u64 {
    u64::from(bytes.to_bitmask())
}

/// Of which bytes a backslash takes their meaning: every second one of a row of backslashes, and what stands behind a
/// row of an odd number. `carried` says of the first byte that it is one of them, and afterwards of the next.
#[inline]
pub(super) fn escaped(backslashes: u64, carried: &mut bool) -> u64 {
    let first = u64::from(*carried);
    let escaping = backslashes & !first;
    // A subtraction borrows through each row, and leaves a bit where its length is odd.
    let ends = ((escaping << 1) | ODD).wrapping_sub(escaping) ^ ODD;
    *carried = (ends & backslashes) >> (MANY - 1) == 1;
    ends ^ (backslashes | first)
}

/// Where among sixty-four bytes backslashes stand, the first byte's bit lowest.
#[inline]
pub(super) fn backslashes(bytes: &[u8; MANY]) -> u64 {
    let chunks = bytes.as_chunks::<16>().0.iter().enumerate();
    chunks.fold(0, |found, (place, chunk)| {
        found | bits(u8x16::new(*chunk).simd_eq(u8x16::splat(b'\\'))) << (place * 16)
    })
}

/// Offset of the first quote or control character from `at` on that no backslash escapes, or the end of the text; `at`
/// is not escaped itself. The error is the offset of a backslash that stands before something that is no escape, for
/// which `is_escape` is asked, or before nothing. A quote and a backslash may always be escaped.
pub(super) fn escaped_run(
    text: &[u8],
    mut at: usize,
    is_escape: impl Fn(usize) -> bool,
) -> Result<usize, usize> {
    let mut carried = false;
    while let Some(chunk) = text.get(at..).and_then(<[u8]>::first_chunk) {
        let Marks { quotes, backslashes, controls } = Marks::of(chunk);
        let escaped = escaped(backslashes, &mut carried);
        let stops = (quotes | controls) & !escaped;
        let before = stops.wrapping_sub(1) & !stops;
        let mut others = escaped & !(quotes | backslashes) & before;
        while others != 0 {
            let letter = at + others.trailing_zeros() as usize;
            if !is_escape(letter) {
                return Err(letter - 1);
            }
            others &= others - 1;
        }
        if stops != 0 {
            return Ok(at + stops.trailing_zeros() as usize);
        }
        at += MANY;
    }
    at -= usize::from(carried);
    loop {
        at = string_run(text, at);
        match (text.get(at), text.get(at + 1)) {
            (Some(b'\\'), Some(b'"' | b'\\')) => at += 2,
            (Some(b'\\'), Some(_)) if is_escape(at + 1) => at += 2,
            (Some(b'\\'), _) => return Err(at),
            _ => return Ok(at),
        }
    }
}

/// Whether the letter at an offset may stand behind a backslash, with the digits behind it.
pub(super) fn is_escape(text: &[u8], at: usize) -> bool {
    match text.get(at) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => true,
        Some(b'u') => text.get(at + 1..at + 5).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)),
        _ => false,
    }
}

/// What stands outside of strings in some bytes: a bit for each, the first byte's lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Structure {
    /// Brackets of objects and lists.
    pub(crate) brackets: u64,
    pub(crate) commas: u64,
    /// Whether a string is open behind them, and whether its next byte is escaped.
    pub(crate) in_string: bool,
    pub(crate) escapes: bool,
}

impl Structure {
    /// That of some bytes. `in_string` says whether a string is open before them, `begins_escaped` whether the first of
    /// them is escaped in it. None where a string is not closed on its line, or where a backslash stands in no string:
    /// that takes a look at each byte.
    #[inline]
    pub(crate) fn of(bytes: &[u8; MANY], in_string: bool, begins_escaped: bool) -> Option<Self> {
        let (mut quotes, mut backslashes, mut line_ends) = (0, 0, 0);
        let (mut brackets, mut commas) = (0, 0);
        for (place, chunk) in bytes.as_chunks::<16>().0.iter().enumerate() {
            let (bytes, shift) = (u8x16::new(*chunk), place * 16);
            let marks = |byte: u8| bits(bytes.simd_eq(u8x16::splat(byte))) << shift;
            quotes |= marks(b'"');
            backslashes |= marks(b'\\');
            line_ends |= marks(b'\n');
            commas |= marks(b',');
            // Square brackets differ from braces in this bit alone.
            let braces = bytes | u8x16::splat(b'{' ^ b'[');
            let either = braces.simd_eq(u8x16::splat(b'{')) | braces.simd_eq(u8x16::splat(b'}'));
            brackets |= bits(either) << shift;
        }
        let mut escapes = begins_escaped;
        let meant_otherwise =
            if backslashes == 0 && !escapes { 0 } else { escaped(backslashes, &mut escapes) };
        let within = from_each(quotes & !meant_otherwise) ^ if in_string { u64::MAX } else { 0 };
        let is_broken = backslashes & !within | line_ends & within & !meant_otherwise;
        (is_broken == 0).then_some(Self {
            brackets: brackets & !within,
            commas: commas & !within,
            in_string: within >> (MANY - 1) == 1,
            escapes,
        })
    }
}

/// Of each byte whether an odd number of marks stands up to it.
#[inline]
const fn from_each(mut marks: u64) -> u64 {
    let mut width = 1;
    while width < MANY {
        marks ^= marks << width;
        width *= 2;
    }
    marks
}

/// Where a string ends whose quote stands before `at`, just past its quote or the line end that it cannot hold; where the
/// text ends first, from where on it is to be read again. What is escaped is not looked at.
pub(crate) fn string_end(text: &[u8], mut at: usize) -> Result<usize, usize> {
    loop {
        at = string_run(text, at);
        if text.get(at) == Some(&b'\\') {
            at = escaped_run(text, at, |_| true)?;
        }
        match text.get(at) {
            Some(b'"' | b'\n') => return Ok(at + 1),
            Some(_) => at += 1,
            None => return Err(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{escaped_run, is_escape, string_end};

    /// The same, byte by byte.
    fn plain_run(text: &[u8], mut at: usize, is_escape: impl Fn(usize) -> bool) -> Result<usize, usize> {
        loop {
            match text.get(at) {
                Some(b'\\') if at + 1 < text.len() && is_escape(at + 1) => at += 2,
                Some(b'\\') => return Err(at),
                None | Some(b'"' | 0..=0x1f) => return Ok(at),
                Some(_) => at += 1,
            }
        }
    }

    fn plain_end(text: &[u8], mut at: usize) -> Result<usize, usize> {
        loop {
            match text.get(at) {
                Some(b'"' | b'\n') => return Ok(at + 1),
                Some(b'\\') if at + 1 >= text.len() => return Err(at),
                Some(b'\\') => at += 2,
                Some(_) => at += 1,
                None => return Err(at),
            }
        }
    }

    proptest! {
        #[test]
        fn a_string_ends_where_it_does_byte_by_byte(
            parts in prop::collection::vec(
                prop_oneof![
                    8 => "[a-z]{0,20}",
                    8 => Just("\\\"".to_owned()),
                    8 => "[\\\\]{1,6}",
                    2 => Just("\\n\\/\\u00eb".to_owned()),
                    1 => prop::sample::select(vec!["\"", "\n", "\u{1}", "\\x", "\\u12", "ë", "\\\n"])
                        .prop_map(str::to_owned),
                ],
                0..60,
            ),
            from in 0..4_usize,
        ) {
            let text = parts.concat();
            let text = text.as_bytes();
            let of_json = |at: usize| is_escape(text, at);
            prop_assert_eq!(escaped_run(text, from, of_json), plain_run(text, from, of_json));
            prop_assert_eq!(escaped_run(text, from, |_| true), plain_run(text, from, |_| true));
            prop_assert_eq!(string_end(text, from), plain_end(text, from));
        }
    }
}
