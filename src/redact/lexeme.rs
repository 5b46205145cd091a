//! One character of a text that may be written in several layers: JSON inside a JSON string, an address inside an
//! address. `\"`, `\/`, `\u0026`, `%3D` and `%253D` are read as the characters they stand for, at any depth, without a
//! copy of the text.

/// A character, where it ends, and how deep it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lexeme {
    /// The character; a letter of another alphabet may stand for one that is written in several bytes.
    pub(super) sign: char,
    /// The offset after it.
    pub(super) end: usize,
    /// 0 where it is written as it is; else how many marks stand before it. Deeper is more.
    pub(super) depth: usize,
}

#[cfg(test)]
thread_local! {
    /// How many characters were read: what the work on a text is measured in.
    pub(super) static STEPS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Counts work on what a text holds, where a test measures it.
#[inline]
pub(super) fn stepped(count: usize) {
    #[cfg(test)]
    STEPS.set(STEPS.get() + count);
    #[cfg(not(test))]
    let _ = count;
}

/// Stands for a character that is not of ASCII and whose bytes do not matter.
const LETTER: char = 'ª';

/// The character at an offset; `None` at the end.
#[inline]
pub(super) fn lexeme(text: &str, at: usize) -> Option<Lexeme> {
    #[cfg(test)]
    STEPS.set(STEPS.get() + 1);
    let byte = *text.as_bytes().get(at)?;
    match byte {
        b'\\' => Some(escaped(text, at)),
        b'%' => Some(encoded(text, at)),
        0..0x80 => Some(Lexeme { sign: char::from(byte), end: at + 1, depth: 0 }),
        _ => {
            let sign = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(LETTER);
            Some(Lexeme { sign, end: at + sign.len_utf8(), depth: 0 })
        }
    }
}

/// A run of backslashes and what they escape.
fn escaped(text: &str, at: usize) -> Lexeme {
    let bytes = text.as_bytes();
    let depth = bytes.get(at..).unwrap_or_default().iter().take_while(|byte| **byte == b'\\').count();
    let next = at + depth;
    let plain = |sign: char, length: usize| Lexeme { sign, end: next + length, depth };
    match bytes.get(next) {
        Some(b'n' | b'r') => plain('\n', 1),
        Some(b't' | b'b' | b'f') => plain(' ', 1),
        Some(byte @ (b'"' | b'\'' | b'/' | b'`')) => plain(char::from(*byte), 1),
        Some(b'u') => match hexadecimal(bytes, next + 1, 4) {
            Some(code) => plain(char::from_u32(code).unwrap_or(LETTER), 5),
            None => Lexeme { sign: '\\', end: next, depth: 0 },
        },
        Some(b'x') => match hexadecimal(bytes, next + 1, 2) {
            Some(code) => plain(char::from_u32(code).unwrap_or(LETTER), 3),
            None => Lexeme { sign: '\\', end: next, depth: 0 },
        },
        _ => Lexeme { sign: '\\', end: next, depth: 0 },
    }
}

/// A percent sign and the byte it stands for; `%25` is a percent sign that was encoded itself.
fn encoded(text: &str, at: usize) -> Lexeme {
    let bytes = text.as_bytes();
    let (mut next, mut depth) = (at + 1, 1);
    loop {
        let byte = match hexadecimal(bytes, next, 2) {
            Some(0x25) => {
                next += 2;
                depth += 1;
                continue;
            }
            Some(byte) => byte,
            None => return Lexeme { sign: '%', end: next, depth: depth - 1 },
        };
        let sign = if byte < 0x80 { char::from_u32(byte).unwrap_or(LETTER) } else { LETTER };
        return Lexeme { sign, end: next + 2, depth };
    }
}

fn hexadecimal(bytes: &[u8], at: usize, digits: usize) -> Option<u32> {
    bytes.get(at..at + digits)?.iter().try_fold(0, |code, byte| {
        let digit = char::from(*byte).to_digit(16)?;
        Some(code * 16 + digit)
    })
}

/// The offset after a text that stands here, however deep it is written; letters of ASCII in any case.
pub(super) fn after(text: &str, at: usize, expected: &str) -> Option<usize> {
    expected.chars().try_fold(at, |at, sign| {
        let here = lexeme(text, at)?;
        here.sign.eq_ignore_ascii_case(&sign).then_some(here.end)
    })
}

/// A part of a text as it reads.
pub(super) fn decoded(text: &str, start: usize, end: usize) -> std::borrow::Cow<'_, str> {
    let slice = text.get(start..end).unwrap_or_default();
    if !slice.bytes().any(|byte| matches!(byte, b'\\' | b'%')) {
        return slice.into();
    }
    let (mut out, mut at) = (String::with_capacity(slice.len()), start);
    while let Some(here) = lexeme(text, at).filter(|_| at < end) {
        out.push(here.sign);
        at = here.end;
    }
    out.into()
}

/// What a quotation mark is: marks of one class open and close each other.
pub(super) const fn quote(sign: char) -> Option<char> {
    match sign {
        '"' | '“' | '”' | '„' | '«' | '»' | '″' => Some('"'),
        '\'' | '‘' | '’' | '‚' => Some('\''),
        '`' => Some('`'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> (char, usize, usize) {
        lexeme(text, 0).map_or((' ', 0, 0), |Lexeme { sign, end, depth }| (sign, end, depth))
    }

    #[test]
    fn a_character_is_read_at_any_depth() {
        assert_eq!(at("a"), ('a', 1, 0));
        assert_eq!(at("é"), ('é', 2, 0));
        assert_eq!(at(r#"\""#), ('"', 2, 1));
        assert_eq!(at(r#"\\\""#), ('"', 4, 3));
        assert_eq!(at(r"\/"), ('/', 2, 1));
        assert_eq!(at(r"\n"), ('\n', 2, 1));
        assert_eq!(at(r"\u0026"), ('&', 6, 1));
        assert_eq!(at(r"\ud83d"), (LETTER, 6, 1));
        assert_eq!(at("%3D"), ('=', 3, 1));
        assert_eq!(at("%25253D"), ('=', 7, 3));
        assert_eq!(at("%C3"), (LETTER, 3, 1));
        assert_eq!(at("%2"), ('%', 1, 0));
        assert_eq!(at("%25 "), ('%', 3, 1));
        assert_eq!(at(r"\q"), ('\\', 1, 0));
        assert_eq!(lexeme("", 0), None);
    }

    #[test]
    fn a_part_reads_as_it_was_meant() {
        assert_eq!(decoded(r"pass\u0077ord", 0, 13), "password");
        assert_eq!(decoded("%74oken", 0, 7), "token");
        assert_eq!(after("hooks%2Fa", 0, "Hooks/"), Some(8));
    }
}
