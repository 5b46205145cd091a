//! The escapes of a JSON string, resolved.

use std::char::{REPLACEMENT_CHARACTER, decode_utf16};

use super::scan::string_run;

/// Resolves the escapes of what stands between a string's quotes. The parser has accepted it, so every
/// backslash begins a whole escape.
#[cold]
pub(super) fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    // What was not copied yet begins at `from`; the next escape is looked for at `at`.
    let (mut from, mut at) = (0, 0);
    loop {
        // No quote and no control character stands in it but behind a backslash.
        at = string_run(raw.as_bytes(), at);
        let Some(letter) = raw.as_bytes().get(at + 1) else { break };
        text.push_str(raw.get(from..at).unwrap_or_default());
        (from, at) = match letter {
            // The letter stands for itself.
            b'"' | b'\\' | b'/' => (at + 1, at + 2),
            b'u' => {
                let rest = unescape_units(raw.get(at + 1..).unwrap_or_default(), &mut text);
                (raw.len() - rest.len(), raw.len() - rest.len())
            }
            letter => {
                text.push(simple_escape(*letter));
                (at + 2, at + 2)
            }
        };
    }
    text.push_str(raw.get(from..).unwrap_or_default());
    text
}

fn simple_escape(letter: u8) -> char {
    match letter {
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        other => char::from(other),
    }
}

/// Appends the character whose escape begins with the `u` of `escape`, and gives what follows it.
fn unescape_units<'a>(escape: &'a str, text: &mut String) -> &'a str {
    let (first, rest) = code_unit(escape);
    let second = rest.strip_prefix('\\').filter(|next| next.starts_with('u')).map(code_unit);
    if let Some((second, rest)) = second
        && is_high_surrogate(first)
        && let Some(Ok(pair)) = decode_utf16([first, second]).next()
    {
        text.push(pair);
        return rest;
    }
    text.push(char::from_u32(u32::from(first)).unwrap_or(REPLACEMENT_CHARACTER));
    rest
}

fn is_high_surrogate(unit: u16) -> bool {
    (0xd800..0xdc00).contains(&unit)
}

/// The UTF-16 code unit of `uXXXX` and what follows it.
fn code_unit(escape: &str) -> (u16, &str) {
    let unit = escape.get(1..5).and_then(|digits| u16::from_str_radix(digits, 16).ok());
    (unit.unwrap_or(0xfffd), escape.get(5..).unwrap_or_default())
}
