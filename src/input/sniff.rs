//! What the first bytes of a source say about how its records stand in it.

use memchr::memchr;

use super::stream::{Framing, RECORD_SEPARATOR};
use crate::json::Tape;

/// What the first bytes of a source say about its framing.
pub(super) fn sniff(text: &[u8], at_end: bool, captures: bool) -> Framing {
    let text = text.get(..text.len().min(1 << 16)).unwrap_or(text);
    let values = Framing::Values { in_array: false };
    let blanks = text.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let content = text.get(blanks..).unwrap_or_default();
    if captures && begins_request(content) {
        return Framing::Text;
    }
    match content.first() {
        None => return values,
        Some(&RECORD_SEPARATOR) => return Framing::Sequence,
        Some(_) if memchr(0, content).is_some() && !looks_like_json(content) => return Framing::Binary,
        Some(b'{' | b'[' | b'"') => {}
        Some(_)
            if std::str::from_utf8(content.get(..64.min(content.len())).unwrap_or(content))
                .is_err_and(|error| error.error_len().is_some()) =>
        {
            return Framing::Binary;
        }
        Some(_) => {}
    }
    let mut tape = Tape::new();
    let mut lines = content.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let first = lines.next().unwrap_or_default();
    let more = lines.clone().next().is_some() || !at_end;
    match tape.parse(first) {
        Ok(_) if more && !first.trim_ascii().is_empty() && first.len() < content.len() => Framing::Lines,
        Ok(_) => values,
        Err(_) if captures && !opens_json(first) => {
            if at_end || is_whole(content) {
                Framing::Text
            } else {
                Framing::Log
            }
        }
        Err(_) => {
            let complete = |line: &[u8], tape: &mut Tape| line.starts_with(b"{") && tape.parse(line).is_ok();
            let first_is_object = first.starts_with(b"{") && first.len() > 2;
            let next_complete = lines.take(4).any(|line| complete(line, &mut tape));
            if next_complete && (first_is_object || !first.starts_with(b"[")) {
                Framing::Lines
            } else {
                values
            }
        }
    }
}

/// A stray NUL inside what is otherwise JSON is a broken record, not a binary file.
fn looks_like_json(content: &[u8]) -> bool {
    let Some(head) = content.get(..content.len().min(512)) else { return false };
    let text = head.iter().filter(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t')).count();
    matches!(head.first(), Some(b'{' | b'[')) && text * 10 >= head.len() * 9
}

/// Whether a text begins with the request line of HTTP/1.
fn begins_request(text: &[u8]) -> bool {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let method = line.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    (3..=7).contains(&method)
        && line.get(method) == Some(&b' ')
        && memchr::memmem::find(line, b" HTTP/").is_some()
}

/// Whether a line begins a JSON value of its own. The time in brackets that a line of a log begins with is none.
fn opens_json(line: &[u8]) -> bool {
    match line.first() {
        Some(b'{' | b'"') => true,
        Some(b'[') => {
            let Some(close) = memchr(b']', line) else { return true };
            let (inside, after) = line.split_at(close);
            let digit = inside.get(1).is_some_and(u8::is_ascii_digit);
            let word = after.get(1..).unwrap_or_default().trim_ascii_start().first();
            !(digit && word.is_some_and(u8::is_ascii_alphabetic))
        }
        _ => false,
    }
}

/// Whether a large text that is no JSON has to be read whole: a command, or a table whose rows hold objects.
fn is_whole(text: &[u8]) -> bool {
    let first = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let separated = |separator: u8| {
        let cell = [separator, b'"', b'{'];
        first.contains(&separator)
            && !first.contains(&b'{')
            && (memchr::memmem::find(text, &cell).is_some()
                || memchr::memmem::find(text, &[separator, b'{']).is_some())
    };
    first.starts_with(b"curl ") || separated(b',') || separated(b';') || separated(b'\t')
}
