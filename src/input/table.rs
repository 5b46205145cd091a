//! Tables whose rows are records: one of a gigabyte is read row by row, as lines would be.

use std::fmt;
use std::sync::Arc;

use memchr::{memchr, memchr_iter, memchr3};

use super::scan::MOST_RECORDS;
use super::source::Source;

/// How the rows of a table are read: only who has given it understands the column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableKind {
    /// What separates cells.
    pub separator: u8,
    /// Which cell of a row counts, from 0.
    pub column: usize,
}

/// Tells of the beginning of a text whether it is a table whose rows may be read one by one.
pub type AskTable<'t> = &'t (dyn Fn(&Source, &[u8]) -> Option<TableKind> + Sync);

/// The part of a table that a unit holds.
#[derive(Clone)]
pub struct TablePart {
    /// How its rows are read.
    pub kind: TableKind,
    /// The row that names the columns.
    pub head: Arc<[u8]>,
    /// Where in the unit's text the first row behind that begins.
    pub start: usize,
    /// Whether the unit is the last, and the table has a quote more than pairs of them.
    pub is_unclosed: bool,
}

impl fmt::Debug for TablePart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "rows from {}, {:?}", self.start, self.kind)
    }
}

/// A table that is read row by row.
pub(super) struct OpenTable {
    kind: TableKind,
    head: Arc<[u8]>,
    rows: Rows,
    /// Whether the units so far have an odd number of quotes.
    is_odd: bool,
    is_first: bool,
}

impl OpenTable {
    /// The table that a text begins; nothing where it has no row that ends.
    pub(super) fn new(kind: TableKind, text: &[u8]) -> Option<Self> {
        let mut rows = Rows::new(kind.separator);
        rows.over(text, 1);
        let head = text.get(..rows.boundary?)?.into();
        Some(Self { kind, head, rows: Rows::new(kind.separator), is_odd: false, is_first: true })
    }

    /// Just past the last row that ends in what is left of the text, or the last one that a unit takes. And whether it is
    /// that one.
    pub(super) fn cut(&mut self, text: &[u8]) -> Option<(usize, bool)> {
        self.rows.over(text, MOST_RECORDS);
        Some((self.rows.boundary?, self.rows.count >= MOST_RECORDS))
    }

    /// The part that a unit of this text is; what is left begins behind it.
    pub(super) fn part(&mut self, text: &[u8], is_last: bool) -> TablePart {
        self.is_odd ^= memchr_iter(b'"', text).count() % 2 == 1;
        self.rows.moved(text.len());
        let start = if std::mem::take(&mut self.is_first) { self.head.len() } else { 0 };
        TablePart {
            kind: self.kind,
            head: Arc::clone(&self.head),
            start,
            is_unclosed: is_last && self.is_odd,
        }
    }
}

/// A scan for ends of rows that can be taken up again. It goes by the rules of the reader of the rows: a quote counts
/// where it begins a cell.
struct Rows {
    separator: u8,
    cell: Cell,
    /// Whether something of the row at hand has been met.
    in_row: bool,
    offset: usize,
    /// Just past the last row that has ended, and how many have up to there.
    boundary: Option<usize>,
    count: usize,
}

/// Where in a cell a scan stands.
enum Cell {
    /// At its beginning, or at the sign behind it.
    Edge,
    Bare,
    Quoted,
}

impl Rows {
    const fn new(separator: u8) -> Self {
        Self { separator, cell: Cell::Edge, in_row: false, offset: 0, boundary: None, count: 0 }
    }

    fn moved(&mut self, cut: usize) {
        self.offset = self.offset.saturating_sub(cut);
        (self.boundary, self.count) = (None, 0);
    }

    /// Goes on until so many rows have ended.
    fn over(&mut self, text: &[u8], most: usize) {
        while let Some(rest) = text.get(self.offset..).filter(|rest| !rest.is_empty() && self.count < most) {
            let passed = match self.cell {
                Cell::Edge => self.edge(rest),
                Cell::Bare => {
                    let end = memchr3(self.separator, b'\n', b'\r', rest);
                    if end.is_some() {
                        self.cell = Cell::Edge;
                    }
                    end.unwrap_or(rest.len())
                }
                Cell::Quoted => match memchr(b'"', rest) {
                    None => rest.len(),
                    Some(quote) => match rest.get(quote + 1) {
                        // Whether another one follows is not known yet.
                        None => {
                            self.offset += quote;
                            return;
                        }
                        Some(b'"') => quote + 2,
                        Some(_) => {
                            self.cell = Cell::Bare;
                            quote + 1
                        }
                    },
                },
            };
            self.offset += passed;
        }
    }

    /// At the edge of a cell: how much of it was passed.
    fn edge(&mut self, rest: &[u8]) -> usize {
        match rest.first() {
            Some(b'\n' | b'\r') => {
                if std::mem::take(&mut self.in_row) {
                    (self.boundary, self.count) = (Some(self.offset + 1), self.count + 1);
                }
                return 1;
            }
            Some(byte) if *byte == self.separator => {}
            Some(b'"') => self.cell = Cell::Quoted,
            _ => self.cell = Cell::Bare,
        }
        self.in_row = true;
        1
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that fails may say so in the shortest way")]
mod tests {
    use proptest::prelude::*;

    use super::Rows;

    proptest! {
        #[test]
        fn rows_end_where_the_reader_of_rows_ends_them(
            text in "([a\",\n\r]|\"\"|\",\"|\r\n){0,40}", pieces in prop::collection::vec(1..6_usize, 1..40),
        ) {
            let text = text.as_bytes();
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
            let mut record = csv::ByteRecord::new();
            let mut expected = Vec::new();
            while reader.read_byte_record(&mut record).unwrap() {
                expected.push(usize::try_from(reader.position().byte()).unwrap());
            }
            let (mut rows, mut ends, mut seen) = (Rows::new(b','), Vec::new(), 0);
            for piece in pieces.into_iter().chain([text.len()]) {
                seen = (seen + piece).min(text.len());
                loop {
                    let before = rows.count;
                    rows.over(&text[..seen], before + 1);
                    if rows.count == before {
                        break;
                    }
                    ends.push(rows.boundary.unwrap());
                }
            }
            // What the text ends in ends no row.
            expected.retain(|end| ends.contains(end) || *end < text.len());
            prop_assert_eq!(ends, expected);
        }
    }
}
