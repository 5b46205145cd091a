//! The escapes of a JSON string, resolved.

use std::char::{REPLACEMENT_CHARACTER, decode_utf16};

use memchr::memchr;

/// Resolves the escapes of what stands between a string's quotes. The parser has accepted it, so every
/// backslash begins a whole escape.
#[cold]
pub(super) fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((plain, escape)) = memchr(b'\\', rest.as_bytes()).and_then(|at| rest.split_at_checked(at))
    {
        text.push_str(plain);
        let escape = escape.get(1..).unwrap_or_default();
        rest = if escape.starts_with('u') {
            unescape_units(escape, &mut text)
        } else {
            let mut characters = escape.chars();
            text.extend(characters.next().map(simple_escape));
            characters.as_str()
        };
    }
    text.push_str(rest);
    text
}

fn simple_escape(letter: char) -> char {
    match letter {
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        other => other,
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
