//! The escapes of a JSON string, resolved.

use std::char::{REPLACEMENT_CHARACTER, decode_utf16};

use super::scan::copy_to_backslash;

/// Resolves the escapes of what stands between a string's quotes. The parser has accepted it, so every
/// backslash begins a whole escape.
#[cold]
pub(super) fn unescape(raw: &str) -> String {
    // Eight more, since that many are copied at once.
    let mut text = Vec::with_capacity(raw.len() + 8);
    let mut at = 0;
    loop {
        at = copy_to_backslash(raw.as_bytes(), at, &mut text);
        match raw.as_bytes().get(at + 1) {
            Some(b'u') => {
                let rest = unescape_units(raw.get(at + 1..).unwrap_or_default(), &mut text);
                at = raw.len() - rest.len();
            }
            Some(letter) => {
                text.push(simple_escape(*letter));
                at += 2;
            }
            None => break,
        }
    }
    // Whole characters in, whole characters out.
    String::from_utf8(text).unwrap_or_default()
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
fn unescape_units<'a>(escape: &'a str, text: &mut Vec<u8>) -> &'a str {
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

fn push(text: &mut Vec<u8>, character: char) {
    text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
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
    use super::unescape;

    #[test]
    fn an_escape_is_resolved_wherever_it_stands_among_others() {
        for (written, said) in [
            (r"", ""),
            (r"plain and long enough", "plain and long enough"),
            (r#"{\"a\":\"b\\n\",\"zo\u00eb\":\"\ud83c\udf55\"}"#, "{\"a\":\"b\\n\",\"zoë\":\"🍕\"}"),
            (r"\ud83c alone, \ud83cA, \b\f\n\r\t\/", "\u{fffd} alone, \u{fffd}A, \u{8}\u{c}\n\r\t/"),
        ] {
            assert_eq!(unescape(written), said);
            for before in 0..18 {
                let plain = "ë".repeat(before);
                assert_eq!(unescape(&format!("{plain}{written}{plain}")), format!("{plain}{said}{plain}"));
            }
        }
    }
}
