//! A source as units of whole records: read in blocks, cut where a record certainly ends.

use std::io::{self, Read};
use std::sync::Arc;

use memchr::{memchr3, memrchr};

use super::decode::{Bytes, Limits};
use super::sniff::sniff;
use super::source::Source;
use crate::json::Position;

/// The separator of JSON text sequences, RFC 7464, section 2.2.
pub(super) const RECORD_SEPARATOR: u8 = 0x1e;

/// How the records of a source stand beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// One value a line (NDJSON, JSON Lines).
    Lines,
    /// Each value after a record separator (RFC 7464).
    Sequence,
    /// Values one after another, or the items of a top-level array.
    Values {
        /// Whether the unit begins between the items of an array.
        in_array: bool,
    },
    /// Text that is no JSON, whole: an HTTP message, a command, a table, a small log.
    Text,
    /// The lines of a log.
    Log,
    /// Not text at all.
    Binary,
}

/// A piece of a source that holds whole records.
#[derive(Debug)]
pub struct Unit {
    /// Where it comes from.
    pub source: Arc<Source>,
    /// Decoded bytes.
    pub text: Vec<u8>,
    /// Where it begins in the source.
    pub start: Position,
    /// How its records stand beside each other.
    pub framing: Framing,
    /// Whether it is the first of its source.
    pub first: bool,
    /// Whether it is the last of its source.
    pub last: bool,
}

/// Reads a source unit by unit.
pub(super) struct Stream {
    source: Arc<Source>,
    reader: Bytes,
    block: usize,
    limits: Limits,
    carry: Vec<u8>,
    scan: Scan,
    framing: Option<Framing>,
    start: Position,
    first: bool,
    ended: bool,
}

impl Stream {
    /// `block` is the number of bytes that a unit aims at.
    pub(super) fn new(source: Arc<Source>, reader: Bytes, block: usize, limits: Limits) -> Self {
        let loose = limits.captures && (limits.loose || source.takes_liberties());
        Self {
            reader,
            block,
            limits: Limits { loose, ..limits },
            carry: Vec::new(),
            scan: Scan::default(),
            framing: None,
            start: Position { line: 1, column: 1 },
            first: true,
            ended: false,
            source,
        }
    }

    /// The next unit; none after the last.
    pub(super) fn next_unit(&mut self) -> io::Result<Option<Unit>> {
        let mut wanted = self.block;
        while !self.ended {
            let missing = wanted.saturating_sub(self.carry.len()) as u64;
            let read = self.reader.by_ref().take(missing).read_to_end(&mut self.carry)? as u64;
            let at_end = read < missing;
            let framing = *self.framing.get_or_insert_with(|| {
                match sniff(&self.carry, at_end, self.limits.captures) {
                    framing @ (Framing::Lines | Framing::Binary) => framing,
                    // Quotes and brackets in a comment would mislead a cut.
                    _ if self.limits.loose => Framing::Text,
                    framing => framing,
                }
            });
            if framing == Framing::Binary {
                self.ended = true;
                return Ok(Some(self.unit(self.carry.len(), framing, true)));
            }
            if at_end {
                self.ended = true;
                let framing = self.scan.framing(framing);
                return Ok(Some(self.unit(self.carry.len(), framing, true)));
            }
            if let Some((cut, begins)) = self.cut(framing) {
                let unit = self.unit(cut, begins, false);
                return Ok(Some(unit));
            }
            if self.carry.len() > self.limits.record {
                let error = format!("a record is longer than {} bytes", self.limits.record);
                return Err(io::Error::new(io::ErrorKind::FileTooLarge, error));
            }
            wanted = self.carry.len() + self.carry.len().max(self.block);
        }
        Ok(None)
    }

    /// Where a record certainly ends, and how the unit up to there begins.
    fn cut(&mut self, framing: Framing) -> Option<(usize, Framing)> {
        match framing {
            Framing::Lines => after_whole_line(&self.carry).map(|cut| (cut, framing)),
            Framing::Log => {
                let cut = after_whole_line(&self.carry)?;
                Some((before_last_entry(&self.carry, cut).unwrap_or(cut), framing))
            }
            Framing::Sequence => {
                memrchr(RECORD_SEPARATOR, &self.carry).filter(|at| *at > 0).map(|at| (at, framing))
            }
            Framing::Values { .. } => {
                let begins = self.scan.framing(framing);
                self.scan.over(&self.carry).map(|cut| (cut, begins))
            }
            Framing::Binary | Framing::Text => None,
        }
    }

    fn unit(&mut self, cut: usize, framing: Framing, last: bool) -> Unit {
        let rest = self.carry.split_off(cut.min(self.carry.len()));
        let text = std::mem::replace(&mut self.carry, rest);
        let start = self.start;
        if !last {
            self.start = after(&text, start);
            self.scan.moved(text.len());
        }
        let first = std::mem::replace(&mut self.first, false);
        Unit { source: Arc::clone(&self.source), text, start, framing, first, last }
    }
}

/// How many lines are looked at for pieces of lines that a container's log driver has cut.
const PIECES: usize = 64;

/// Just past the last line that ends what it says: a container's log has long lines in several pieces.
fn after_whole_line(text: &[u8]) -> Option<usize> {
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
fn before_last_entry(text: &[u8], end: usize) -> Option<usize> {
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

/// The position just past a text that begins at `start`.
fn after(text: &[u8], start: Position) -> Position {
    let characters = |text: &[u8]| text.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
    let saturated = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    match memrchr(b'\n', text) {
        None => {
            Position { line: start.line, column: start.column.saturating_add(saturated(characters(text))) }
        }
        Some(last) => Position {
            line: start.line.saturating_add(saturated(memchr::memchr_iter(b'\n', text).count())),
            column: saturated(characters(text.get(last + 1..).unwrap_or_default())).saturating_add(1),
        },
    }
}

/// A scan for ends of values that can be taken up again. It minds strings, so that brackets in them do not count.
#[expect(
    clippy::struct_excessive_bools,
    reason = "where the scan stands, and where the next unit will begin"
)]
#[derive(Debug, Default)]
struct Scan {
    depth: usize,
    in_string: bool,
    /// Whether the value at hand is a top-level array, whose items are records.
    in_array: bool,
    /// How much of the carry has been looked at.
    offset: usize,
    /// Whether the next unit begins between the items of an array.
    begins_in_array: bool,
    next_begins_in_array: bool,
}

impl Scan {
    fn framing(&self, framing: Framing) -> Framing {
        match framing {
            Framing::Values { .. } => Framing::Values { in_array: self.begins_in_array },
            other => other,
        }
    }

    fn moved(&mut self, cut: usize) {
        self.offset = self.offset.saturating_sub(cut);
        self.begins_in_array = self.next_begins_in_array;
    }

    /// Looks at what is new, and tells the last place where a record ends.
    fn over(&mut self, text: &[u8]) -> Option<usize> {
        let mut boundary = None;
        let mut at = self.offset;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            if self.in_string {
                // A raw line end ends the string: JSON strings hold none, so a quote must be missing.
                match memchr3(b'"', b'\\', b'\n', rest) {
                    Some(found) if rest.get(found) == Some(&b'\\') => {
                        if found + 1 >= rest.len() {
                            at += found;
                            break;
                        }
                        at += found + 2;
                    }
                    Some(found) => {
                        self.in_string = false;
                        at += found + 1;
                    }
                    None => at = text.len(),
                }
                continue;
            }
            let skipped =
                rest.iter().position(|byte| matches!(byte, b'"' | b'{' | b'}' | b'[' | b']' | b','));
            let Some(skipped) = skipped else {
                at = text.len();
                break;
            };
            at += skipped + 1;
            match rest.get(skipped) {
                Some(b'"') => self.in_string = true,
                Some(b'[') if self.depth == 0 => {
                    self.in_array = true;
                    self.depth = 1;
                }
                Some(b'{' | b'[') => self.depth += 1,
                Some(b'}' | b']') => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        self.in_array = false;
                        self.next_begins_in_array = false;
                        boundary = Some(at);
                    }
                }
                Some(b',') if self.depth == 1 && self.in_array => {
                    self.next_begins_in_array = true;
                    boundary = Some(at);
                }
                _ => {}
            }
        }
        self.offset = at;
        boundary
    }
}
