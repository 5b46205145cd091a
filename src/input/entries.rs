//! Where the entries of a log end: most are a line, some go on in further lines, and a container's log cuts long lines
//! in pieces.

use memchr::{memchr3, memrchr};

/// Whether every bracket that is opened in an entry of a log is closed in it.
pub(super) fn closes(entry: &[u8]) -> bool {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(rest) = entry.get(at..).filter(|rest| !rest.is_empty()) {
        at += 1;
        match rest.first() {
            Some(b'{' | b'[') => depth += 1,
            Some(b'}' | b']') => depth = depth.saturating_sub(1),
            Some(b'"') => {
                while let Some(found) = entry.get(at..).and_then(|rest| memchr3(b'"', b'\\', b'\n', rest)) {
                    let escapes = entry.get(at + found) == Some(&b'\\');
                    at += found + 1 + usize::from(escapes);
                    if !escapes {
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    depth == 0
}

/// How many lines are looked at for pieces of lines that a container's log driver has cut.
const PIECES: usize = 64;

/// Just past the last line that ends what it says: a container's log has long lines in several pieces.
pub(super) fn after_whole_line(text: &[u8]) -> Option<usize> {
    let mut cut = memrchr(b'\n', text)? + 1;
    'unfinished: loop {
        let (mut end, mut seen) = (cut, Vec::new());
        for _ in 0..PIECES {
            let line_end = end.checked_sub(1)?;
            let start = text.get(..line_end).and_then(|before| memrchr(b'\n', before)).map_or(0, |at| at + 1);
            let Some((stream, whole)) = text.get(start..line_end).and_then(piece) else { return Some(cut) };
            if !seen.contains(&stream) {
                if !whole {
                    cut = start;
                    if cut == 0 {
                        return None;
                    }
                    continue 'unfinished;
                }
                seen.push(stream);
            }
            if seen.len() == 2 || start == 0 {
                return Some(cut);
            }
            end = start;
        }
        return Some(cut);
    }
}

/// Where the last line begins that is no part of the entry above it: what an entry holds may go on in further lines,
/// which are indented or close a bracket. None where no line but the first is of that kind, or where a container's log
/// says where each entry ends.
pub(super) fn before_last_entry(text: &[u8], end: usize) -> Option<usize> {
    let mut end = end.checked_sub(1)?;
    loop {
        let newline = memrchr(b'\n', text.get(..end)?)?;
        if text.get(newline + 1..end).is_some_and(|line| piece(line).is_some()) {
            return None;
        }
        let begins = text.get(newline + 1)?;
        if !begins.is_ascii_whitespace() && !matches!(begins, b'}' | b']' | b')' | b'"') {
            return Some(newline + 1);
        }
        end = newline;
    }
}

/// Of which stream a container's log line is, and whether it ends what it says. None of any other line.
fn piece(line: &[u8]) -> Option<(&'static str, bool)> {
    let stream = |text: &[u8]| match text {
        _ if text.starts_with(b"stdout") => Some("stdout"),
        _ if text.starts_with(b"stderr") => Some("stderr"),
        _ => None,
    };
    if line.starts_with(b"{\"log\":\"") {
        let at = memchr::memmem::rfind(line, b"\",\"stream\":\"")?;
        let name = stream(line.get(at + 12..)?)?;
        return Some((name, line.get(..at)?.ends_with(b"\\n")));
    }
    let mut words = line.splitn(4, |byte| *byte == b' ');
    let is_time =
        words.next().is_some_and(|time| time.first().is_some_and(u8::is_ascii_digit) && time.contains(&b'T'));
    let name = words.next().and_then(stream).filter(|_| is_time)?;
    match words.next()? {
        b"P" => Some((name, false)),
        b"F" => Some((name, true)),
        _ => None,
    }
}
