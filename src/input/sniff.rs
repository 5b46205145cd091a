//! What the first bytes of a source say about how its records stand in it.

use memchr::{memchr, memchr_iter};

use super::binary::BinaryFormat;
use super::framing::{Framing, RECORD_SEPARATOR};
use super::limits::IsWhole;
use crate::json::Tape;

/// What the first bytes of a source say about its framing. `captures` tells which texts are captures that have to be read
/// whole; without it no text is a capture.
pub(super) fn sniff(text: &[u8], at_end: bool, captures: Option<IsWhole>) -> Framing {
    let text = text.get(..text.len().min(1 << 16)).unwrap_or(text);
    let values = Framing::Values { in_array: false };
    let blanks = text.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let content = text.get(blanks..).unwrap_or_default();
    let mut lines = filled_lines(content);
    let first = lines.next().unwrap_or_default();
    // Bodies in it may be compressed, so this is asked before whether it is text at all.
    let is_text = BinaryFormat::of(text).is_none();
    if is_text && !opens_json(first) && captures.is_some_and(|is_whole| is_whole(content)) {
        return Framing::Text;
    }
    match content.first() {
        None => return values,
        Some(&RECORD_SEPARATOR) => return Framing::Sequence,
        Some(_) if !is_text || is_binary(content) => return Framing::Binary,
        Some(_) => {}
    }
    let more = lines.clone().next().is_some() || !at_end;
    // One line of JSON is one value, broken or not: no need to read it for that.
    if !more && opens_json(first) {
        return values;
    }
    let mut tape = Tape::new();
    let log = if at_end { Framing::Text } else { Framing::Log };
    match tape.parse(first) {
        Ok(_) if captures.is_some() && is_mostly_text(lines.clone()) => log,
        Ok(_) if more && !first.trim_ascii().is_empty() && first.len() < content.len() => Framing::Lines,
        Ok(_) => values,
        Err(_) if captures.is_some() && !opens_json(first) => log,
        Err(_) if captures.is_some() && text_follows(content) => log,
        Err(_) => {
            let complete = |line: &[u8], tape: &mut Tape| line.starts_with(b"{") && tape.parse(line).is_ok();
            let first_is_object = first.starts_with(b"{") && first.len() > 2;
            let next_complete = lines.take(FIRST_LINES).any(|line| complete(line, &mut tape));
            if next_complete && (first_is_object || !first.starts_with(b"[")) {
                Framing::Lines
            } else {
                values
            }
        }
    }
}

/// The lines of a text in which something stands, without their ends.
fn filled_lines(text: &[u8]) -> impl Iterator<Item = &[u8]> + Clone {
    let mut rest = text;
    let lines = std::iter::from_fn(move || {
        let end = memchr(b'\n', rest).unwrap_or(rest.len());
        let (line, next) = (rest.get(..end)?, rest.get(end + 1..).unwrap_or_default());
        (!std::mem::replace(&mut rest, next).is_empty()).then_some(line)
    });
    lines.filter(|line| !line.trim_ascii().is_empty())
}

/// Whether more of a source would hardly change what [`sniff`] says of it. Asked where a source rests.
pub(super) fn is_settled(text: &[u8], captures: Option<IsWhole>) -> bool {
    let content = text.trim_ascii_start();
    if content.is_empty() {
        return false;
    }
    let opens = matches!(content.first(), Some(b'{' | b'[' | b'"'));
    if content.first() == Some(&RECORD_SEPARATOR) || (opens && Tape::new().parse_prefix(content).is_ok()) {
        return true;
    }
    let mut lines = filled_lines(content);
    let first = lines.next().unwrap_or_default();
    if memchr(b'\n', content).is_none() {
        return false;
    }
    if opens_json(first) {
        // A line that is no value may be broken, or begin a value of several lines: the next ones tell.
        return lines.count() > FIRST_LINES || sniff(content, false, captures) == Framing::Lines;
    }
    // A line without an object in it may be the head of a table.
    first.contains(&b'{') || captures.is_some_and(|is_whole| is_whole(content)) || lines.next().is_some()
}

/// How many bytes in a hundred no text needs where a source is taken for binary data. A stray NUL in a log, or a
/// character of an old encoding, costs no record.
const BINARY_PERCENT: usize = 10;

/// Whether so much of a source's beginning is not text that none is looked for in it.
fn is_binary(content: &[u8]) -> bool {
    let control = |byte: &u8| u8::from(matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f));
    // As many at once as a byte can count: that takes an instruction for sixteen bytes.
    let in_chunk = |chunk: &[u8]| usize::from(chunk.iter().map(control).sum::<u8>());
    let controls: usize = content.chunks(usize::from(u8::MAX)).map(in_chunk).sum();
    // What begins as JSON does is told which of its bytes is not UTF-8.
    let opens = matches!(content.first(), Some(b'{' | b'[' | b'"'));
    let not_utf8 =
        if opens { 0 } else { content.utf8_chunks().map(|chunk| chunk.invalid().len()).sum::<usize>() };
    (controls + not_utf8) * 100 > content.len() * BINARY_PERCENT
}

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

/// How many lines below the first are looked at for what they are.
const FIRST_LINES: usize = 16;

/// Whether most of some lines begin no JSON: a log in which the first entry happens to be JSON. One line that is no JSON
/// among others is a broken record.
fn is_mostly_text<'l>(lines: impl Iterator<Item = &'l [u8]>) -> bool {
    let (mut text, mut all) = (0, 0);
    for line in lines.take(FIRST_LINES) {
        all += 1;
        text += usize::from(begins_text(line));
    }
    text >= 2 && text * 2 > all
}

/// Whether what stands here is something, and no JSON.
fn begins_text(text: &[u8]) -> bool {
    text.trim_ascii_start().first().is_some_and(|byte| !BEGINS_JSON.contains(byte))
}

/// What a value of JSON begins with, and what may stand before one, or behind the one before it.
const BEGINS_JSON: &[u8] = b"{[\"-0123456789,]}\x1e";

/// Whether a value of several lines begins a text, and the line below it begins no other: a log whose first entry is
/// JSON alone.
fn text_follows(text: &[u8]) -> bool {
    // In most values of several lines each begins as JSON may: no need to read one for where it ends.
    let line = |end: usize| text.get(end + 1..).unwrap_or_default();
    let first =
        |line: &'_ [u8]| line.iter().copied().find(|byte| *byte == b'\n' || !byte.is_ascii_whitespace());
    let mut begins = memchr_iter(b'\n', text).filter_map(|end| first(line(end)));
    if !begins.any(|byte| byte != b'\n' && !BEGINS_JSON.contains(&byte)) {
        return false;
    }
    let mut tape = Tape::new();
    let Ok((_, length)) = tape.parse_prefix(text) else { return false };
    let rest = text.get(length..).unwrap_or_default();
    let next = rest.trim_ascii_start();
    let blanks = rest.get(..rest.len() - next.len()).unwrap_or_default();
    blanks.contains(&b'\n') && begins_text(next)
}
