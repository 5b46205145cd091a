//! JSON with liberties: comments and trailing commas, and JSON5.

use std::borrow::Cow;

/// What a lenient text was turned into.
#[derive(Debug, PartialEq, Eq)]
pub enum Lenient<'t> {
    /// Comments and trailing commas are blanks now; every other byte stands where it stood.
    Blanked(Cow<'t, [u8]>),
    /// It was read as JSON5 and written again.
    Rewritten(Vec<u8>),
}

/// Turns JSON with liberties into JSON.
///
/// # Errors
///
/// What a JSON5 reader says of it, in words.
pub fn lenient(text: &[u8]) -> Result<Lenient<'_>, String> {
    let blanked = blanked(text);
    if crate::json::Tape::new().parse(&blanked).is_ok() {
        return Ok(Lenient::Blanked(blanked));
    }
    let text = std::str::from_utf8(text).map_err(|error| error.to_string())?;
    let value: serde_json::Value = json5::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_vec(&value).map(Lenient::Rewritten).map_err(|error| error.to_string())
}

/// The text with blanks for comments and for commas before a closing bracket.
fn blanked(text: &[u8]) -> Cow<'_, [u8]> {
    let mut out = Cow::Borrowed(text);
    let mut blank = |range: std::ops::Range<usize>| {
        for byte in out.to_mut().get_mut(range).unwrap_or_default() {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    };
    let (mut at, mut comma) = (0, None);
    while let Some(byte) = text.get(at) {
        let next = match byte {
            b'"' => end_of_string(text, at),
            b'/' if text.get(at + 1) == Some(&b'/') => {
                memchr::memchr(b'\n', text.get(at..).unwrap_or_default())
                    .map_or(text.len(), |length| at + length)
            }
            b'/' if text.get(at + 1) == Some(&b'*') => {
                let rest = text.get(at + 2..).unwrap_or_default();
                memchr::memmem::find(rest, b"*/").map_or(text.len(), |length| at + length + 4)
            }
            _ => at + 1,
        };
        match byte {
            b'/' if next > at + 1 => blank(at..next),
            b',' => comma = Some(at),
            b'}' | b']' => {
                if let Some(comma) = comma.take() {
                    blank(comma..comma + 1);
                }
            }
            byte if byte.is_ascii_whitespace() => {}
            _ => comma = None,
        }
        at = next;
    }
    out
}

fn end_of_string(text: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(rest) = text.get(at..) {
        match memchr::memchr2(b'"', b'\\', rest) {
            Some(found) if rest.get(found) == Some(&b'"') => return at + found + 1,
            Some(found) => at += found + 2,
            None => break,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{Lenient, lenient};

    #[test]
    fn comments_and_trailing_commas_become_blanks_and_nothing_moves() {
        let text = b"{ // say\n \"a\": [1, 2,], /* \"x\" */ \"b\": \"//,}\",\n}";
        let blanked = b"{       \n \"a\": [1, 2 ],           \"b\": \"//,}\" \n}";
        assert_eq!(blanked.len(), text.len());
        assert_eq!(lenient(text), Ok(Lenient::Blanked(blanked.into())));
    }

    #[test]
    fn json5_is_written_again() {
        let found = lenient(b"{id: +7, 'name': 'a', hex: 0x10,}");
        assert_eq!(found, Ok(Lenient::Rewritten(br#"{"id":7,"name":"a","hex":16}"#.to_vec())));
        assert!(lenient(b"{nonsense").is_err());
    }
}
