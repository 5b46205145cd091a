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
        Some(_) if is_binary(content) => return Framing::Binary,
        Some(_) => {}
    }
    let mut tape = Tape::new();
    let log = || if at_end || is_whole(content) { Framing::Text } else { Framing::Log };
    let mut lines = content.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let first = lines.next().unwrap_or_default();
    let more = lines.clone().next().is_some() || !at_end;
    match tape.parse(first) {
        Ok(_) if more && !first.trim_ascii().is_empty() && first.len() < content.len() => Framing::Lines,
        Ok(_) => values,
        Err(_) if captures && !opens_json(first) => log(),
        Err(_) if captures && text_follows(content) => log(),
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

/// Whether more of a source would hardly change what [`sniff`] says of it. Asked where a source rests.
pub(super) fn is_settled(text: &[u8]) -> bool {
    let content = text.trim_ascii_start();
    if content.is_empty() {
        return false;
    }
    let opens = matches!(content.first(), Some(b'{' | b'[' | b'"'));
    if content.first() == Some(&RECORD_SEPARATOR) || (opens && Tape::new().parse_prefix(content).is_ok()) {
        return true;
    }
    let mut lines = content.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let first = lines.next().unwrap_or_default();
    if memchr(b'\n', content).is_none() {
        return false;
    }
    if opens_json(first) {
        // A line that is no value may be broken, or begin a value of several lines: the next ones tell.
        return lines.count() > 4 || sniff(content, false, true) == Framing::Lines;
    }
    // A line without an object in it may be the head of a table.
    first.contains(&b'{') || begins_request(content) || lines.next().is_some()
}

/// How many bytes in a hundred no text needs where a source is taken for binary data. A stray NUL in a log, or a
/// character of an old encoding, costs no record.
const BINARY_PERCENT: usize = 10;

/// Whether so much of a source's beginning is not text that none is looked for in it.
fn is_binary(content: &[u8]) -> bool {
    let control = |byte: &&u8| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    let controls = content.iter().filter(control).count();
    // What begins as JSON does is told which of its bytes is not UTF-8.
    let opens = matches!(content.first(), Some(b'{' | b'[' | b'"'));
    let not_utf8 =
        if opens { 0 } else { content.utf8_chunks().map(|chunk| chunk.invalid().len()).sum::<usize>() };
    (controls + not_utf8) * 100 > content.len() * BINARY_PERCENT
}

/// Whether a text begins with the request line of HTTP/1: a method of any name, a target, the version.
#[must_use]
pub fn begins_request(text: &[u8]) -> bool {
    // The method is looked for before the line's end is: this is asked of the beginning of every line.
    let method = text.iter().take(24).take_while(|byte| byte.is_ascii_uppercase() || **byte == b'-').count();
    if !(3..=20).contains(&method) || text.get(method) != Some(&b' ') {
        return false;
    }
    let start = text.get(..text.len().min(LONGEST_LINE)).unwrap_or(text);
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii_end();
    let mut words = line.split(|byte| *byte == b' ').skip(1);
    words.next().is_some_and(|target| !target.is_empty())
        && words.next().is_some_and(|version| version.starts_with(b"HTTP/"))
}

/// How much of a request line is looked at, in bytes.
const LONGEST_LINE: usize = 8192;

/// Whether a line begins a JSON value of its own. The time in brackets that a line of a log begins with is none.
fn opens_json(line: &[u8]) -> bool {
    match line.first() {
        Some(b'{' | b'"') => true,
        Some(b'[') => {
            let Some(close) = memchr(b']', line) else { return true };
            let (inside, after) = line.split_at(close);
            let first = inside.get(1..).unwrap_or_default();
            let digit = first.first().is_some_and(u8::is_ascii_digit);
            // A word in brackets: a day, a level, a channel.
            let literal = [b"true".as_slice(), b"false", b"null"].iter().any(|word| first.starts_with(word));
            let named = first.first().is_some_and(u8::is_ascii_alphabetic) && !literal;
            let word = after.get(1..).unwrap_or_default().trim_ascii_start().first();
            !(named || digit && word.is_some_and(u8::is_ascii_alphabetic))
        }
        _ => false,
    }
}

/// Whether a value of several lines begins a text, and the line below it begins no other: a log whose first entry is
/// JSON alone.
fn text_follows(text: &[u8]) -> bool {
    let mut tape = Tape::new();
    let Ok((_, length)) = tape.parse_prefix(text) else { return false };
    let rest = text.get(length..).unwrap_or_default();
    let next = rest.trim_ascii_start();
    let blanks = rest.get(..rest.len() - next.len()).unwrap_or_default();
    blanks.contains(&b'\n') && next.first().is_some_and(|byte| !b"{[\"-0123456789,]}\x1e".contains(byte))
}

/// Whether a large text that is not JSON has to be read whole: a command, or a table whose rows hold objects.
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
