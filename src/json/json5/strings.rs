//! Strings in either kind of quotes, with JSON5's escapes, as JSON's strings.

use super::super::scan::string_run;
use super::super::write_units;
use super::super::{Inside, SyntaxError, SyntaxErrorKind};
use super::edits::Edits;

/// Rewrites the string whose opening quote is at `start`. Gives the offset past its closing quote.
///
/// # Errors
///
/// A string without an end, a line end in it, an escape that JSON5 has not. The edits are then to be cut where the
/// string began.
pub(super) fn string(source: &[u8], start: usize, edits: &mut Edits<'_>) -> Result<usize, SyntaxError> {
    let single = source.get(start) == Some(&b'\'');
    if single {
        edits.replace(start..start + 1, b"\"");
    }
    let mut at = start + 1;
    loop {
        at = if single { single_run(source, at) } else { string_run(source, at) };
        match source.get(at) {
            None => return Err(cut_off(source, start)),
            Some(b'\'') if single => {
                edits.replace(at..at + 1, b"\"");
                return Ok(at + 1);
            }
            Some(b'"') if single => {
                edits.replace(at..at + 1, b"\\\"");
                at += 1;
            }
            Some(b'"') => return Ok(at + 1),
            Some(b'\\') => at = escape(source, start, at, edits)?,
            Some(byte @ (b'\n' | b'\r')) => {
                return Err(SyntaxError { offset: at, kind: SyntaxErrorKind::ControlCharacter(*byte) });
            }
            // JSON5 lets other control characters stand for themselves.
            Some(byte) => {
                let mut unit = String::new();
                // Writing to a String cannot fail.
                let _ = write_units(char::from(*byte), &mut unit);
                edits.replace(at..at + 1, unit.as_bytes());
                at += 1;
            }
        }
    }
}

/// Offset of the first quote of either kind, backslash or control character from `at` on, or the end of the text.
fn single_run(source: &[u8], at: usize) -> usize {
    let rest = source.get(at..).unwrap_or_default();
    let run = rest.iter().position(|byte| matches!(byte, b'\'' | b'"' | b'\\' | 0..=0x1f));
    at + run.unwrap_or(rest.len())
}

/// Rewrites the escape whose backslash is at `at`, and gives the offset to go on from.
fn escape(source: &[u8], start: usize, at: usize, edits: &mut Edits<'_>) -> Result<usize, SyntaxError> {
    let rest = source.get(at + 1..).unwrap_or_default();
    let digit = |place: usize| rest.get(place).is_some_and(u8::is_ascii_digit);
    let (length, new): (usize, Vec<u8>) = match rest {
        [] => return Err(cut_off(source, start)),
        [b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => return Ok(at + 2),
        [b'u', ..] => return hexadecimal(source, start, at, 4).map(|_| at + 6),
        [b'x', ..] => (4, [b"\\u00", hexadecimal(source, start, at, 2)?].concat()),
        [b'\'', ..] => (2, vec![b'\'']),
        [b'v', ..] => (2, b"\\u000b".to_vec()),
        [b'0', ..] if !digit(1) => (2, b"\\u0000".to_vec()),
        [b'0'..=b'9', ..] => return Err(SyntaxError { offset: at, kind: SyntaxErrorKind::BadEscape }),
        // A backslash before a line end continues the string on the next line.
        [b'\r', b'\n', ..] => (3, Vec::new()),
        [b'\r' | b'\n', ..] => (2, Vec::new()),
        [0xe2, 0x80, 0xa8 | 0xa9, ..] => (4, Vec::new()),
        // Before any other character it says nothing.
        _ => (1, Vec::new()),
    };
    edits.replace(at..at + length, &new);
    Ok(at + length)
}

/// The digits of the escape whose backslash is at `at`.
pub(super) fn hexadecimal(
    source: &[u8],
    start: usize,
    at: usize,
    count: usize,
) -> Result<&[u8], SyntaxError> {
    let rest = source.get(at + 2..).unwrap_or_default();
    let digits = rest.get(..count).unwrap_or(rest);
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return Err(SyntaxError { offset: at, kind: SyntaxErrorKind::BadEscape });
    }
    if digits.len() < count { Err(cut_off(source, start)) } else { Ok(digits) }
}

fn cut_off(source: &[u8], start: usize) -> SyntaxError {
    let kind = SyntaxErrorKind::CutOff { inside: Inside::String, start };
    SyntaxError { offset: source.len(), kind }
}
