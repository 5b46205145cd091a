//! Lines and columns, computed only where something is shown.

use memchr::{memchr_iter, memrchr};

/// A place in a text as an editor shows it. Columns count characters (Unicode scalar values), not bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1. `\n` and `\r\n` end a line; a `\r` alone does not.
    pub line: u32,
    /// The column, from 1. A byte order mark at the start of the text has none.
    pub column: u32,
}

impl Position {
    /// The first column of the first line.
    pub const START: Self = Self { line: 1, column: 1 };
}

impl Default for Position {
    fn default() -> Self {
        Self::START
    }
}

/// Turns byte offsets into positions. It remembers where it was, so that offsets in whatever order cost one walk
/// through the text, and a walk of [`STEP`] bytes each.
#[derive(Clone, Debug)]
pub struct PositionCursor<'a> {
    text: &'a [u8],
    start: Position,
    offset: usize,
    position: Position,
    /// Places that it has come by, ascending; none is kept of a short text.
    passed: Vec<(usize, Position)>,
    walked: u64,
}

/// How far the places are apart that a cursor remembers, in bytes.
const STEP: usize = 1024;

/// How far it goes at once where lines end, in bytes.
const LINES: usize = 4 * STEP;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

impl<'a> PositionCursor<'a> {
    /// A cursor over `text`, which need not be UTF-8, and whose first byte is at `start`.
    #[must_use]
    pub fn new(text: &'a [u8], start: Position) -> Self {
        Self { text, start, offset: 0, position: start, passed: Vec::new(), walked: 0 }
    }

    /// The position of the byte at `offset`; inside a character, that of the character. Offsets past the end
    /// count as the end.
    pub fn at(&mut self, offset: usize) -> Position {
        if self.goes_on_to_line(offset) {
            return self.position;
        }
        let offset = self.character_start(offset.min(self.text.len()));
        let next = self.passed.partition_point(|(place, _)| *place <= offset);
        let nearest = next.checked_sub(1).and_then(|at| self.passed.get(at)).copied();
        let (place, position) = nearest.unwrap_or((0, self.start));
        if offset < self.offset || place > self.offset {
            (self.offset, self.position) = (place, position);
        }
        while self.offset < offset {
            // Of a line that ends on the way no columns are wanted.
            let way = self.offset..offset.min(self.offset.saturating_add(LINES));
            let next = match self.text.get(way).and_then(|way| memrchr(b'\n', way)) {
                Some(end) => self.offset + end + 1,
                None => self.character_start(self.offset.saturating_add(STEP).min(offset)),
            };
            self.walk(next);
        }
        self.position
    }

    /// How many bytes it has walked over: what has been done, for those who bound it.
    #[must_use]
    pub const fn bytes_walked(&self) -> u64 {
        self.walked
    }

    /// Goes on to a later offset at which a line begins, as the next of many records does. False where it is no such offset,
    /// or where it may be nearer to one that was passed.
    fn goes_on_to_line(&mut self, offset: usize) -> bool {
        let Some(way @ [.., b'\n']) = self.text.get(self.offset..offset) else { return false };
        let is_front = self.passed.last().is_none_or(|(place, _)| *place <= self.offset);
        if way.len() > LINES || !is_front || self.text.get(offset).copied().is_some_and(is_continuation) {
            return false;
        }
        self.walked = self.walked.saturating_add(way.len() as u64);
        self.position.line = self.position.line.saturating_add(count(memchr_iter(b'\n', way).count()));
        self.position.column = 1;
        self.reached(offset);
        true
    }

    /// Goes on to a later offset at which a character begins.
    fn walk(&mut self, offset: usize) {
        self.walked = self.walked.saturating_add((offset - self.offset) as u64);
        let passed = self.text.get(self.offset..offset).unwrap_or_default();
        let passed =
            if self.offset == 0 { passed.strip_prefix(BYTE_ORDER_MARK).unwrap_or(passed) } else { passed };
        let line = match memrchr(b'\n', passed) {
            Some(last) => {
                self.position.line =
                    self.position.line.saturating_add(count(memchr_iter(b'\n', passed).count()));
                self.position.column = 1;
                passed.get(last + 1..).unwrap_or_default()
            }
            None => passed,
        };
        let characters = characters(line);
        let in_line_end = line.ends_with(b"\r") && self.text.get(offset) == Some(&b'\n');
        let columns = count(characters).saturating_sub(u32::from(in_line_end));
        self.position.column = self.position.column.saturating_add(columns);
        self.reached(offset);
    }

    fn reached(&mut self, offset: usize) {
        self.offset = offset;
        if self.passed.last().map_or(0, |(place, _)| *place) + STEP / 2 < offset {
            self.passed.push((offset, self.position));
        }
    }

    fn character_start(&self, offset: usize) -> usize {
        let before = self.text.get(..offset).unwrap_or_default();
        if !self.text.get(offset).copied().is_some_and(is_continuation) {
            return offset;
        }
        // A character has at most three continuation bytes; more of them are not UTF-8 and stay alone.
        before
            .iter()
            .rev()
            .take(3)
            .position(|byte| !is_continuation(*byte))
            .map_or(offset, |back| offset - back - 1)
    }
}

/// How many characters begin in a part of a text. In runs short enough for a byte to count them, which the compiler
/// makes many comparisons at once of.
fn characters(text: &[u8]) -> usize {
    let of_run = |run: &[u8]| run.iter().map(|byte| u8::from(!is_continuation(*byte))).sum::<u8>();
    text.chunks(usize::from(u8::MAX)).map(|run| usize::from(of_run(run))).sum()
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
