//! The cells of many rows in one text: a row has no allocation of its own.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::iter::once;
use std::ops::Range;

use crate::model::Status;
use crate::report::entry::Entry;
use crate::report::parts::places::folder;
use crate::report::parts::terminal::Screen;

/// Rows of so many cells each, the first of them the record's name.
pub(super) struct Page {
    text: String,
    /// Where each cell stands in the text, row after row.
    cells: Vec<Range<usize>>,
    rows: Vec<Row>,
    columns: usize,
}

/// What is known of a row besides its cells.
struct Row {
    /// Where its folder or file stands in the text, and behind it the record's name there.
    group: Range<usize>,
    name: Range<usize>,
    status: Status,
}

impl Page {
    pub(super) const fn new(columns: usize) -> Self {
        Self { text: String::new(), cells: Vec::new(), rows: Vec::new(), columns }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Drops all rows, and keeps the room for others.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.rows.clear();
    }

    /// Adds a record with what stands behind its name.
    pub(super) fn add<'c>(
        &mut self,
        entry: &Entry<'_, '_>,
        screen: Screen,
        cells: impl Iterator<Item = Cow<'c, str>>,
    ) {
        let source = screen.harmless(entry.source);
        let start = self.text.len();
        self.text.push_str(&source);
        let split = if entry.alone() {
            start + folder(&source)
        } else {
            let _ = write!(self.text, "#{}", entry.number());
            start + source.len()
        };
        let end = self.text.len();
        self.rows.push(Row { group: start..split, name: split..end, status: entry.status });
        let text = &mut self.text;
        let others = cells.map(|cell| {
            let start = text.len();
            text.push_str(&cell);
            start..text.len()
        });
        self.cells.extend(once(start..end).chain(others).take(self.columns));
        self.cells.resize(self.rows.len() * self.columns, end..end);
    }

    fn at(&self, place: Option<&Range<usize>>) -> &str {
        place.and_then(|place| self.text.get(place.clone())).unwrap_or_default()
    }

    /// What stands in a column of a row.
    pub(super) fn cell(&self, row: usize, column: usize) -> &str {
        self.at(self.cells.get(row * self.columns + column))
    }

    /// Puts something else into a column of a row.
    pub(super) fn put(&mut self, row: usize, column: usize, cell: &str) {
        let start = self.text.len();
        self.text.push_str(cell);
        self.place(row, column, start..self.text.len());
    }

    fn place(&mut self, row: usize, column: usize, place: Range<usize>) {
        if let Some(cell) = self.cells.get_mut(row * self.columns + column) {
            *cell = place;
        }
    }

    /// The folder or the file of a record.
    pub(super) fn group(&self, row: usize) -> &str {
        self.at(self.rows.get(row).map(|row| &row.group))
    }

    /// What a record is called in its folder or file.
    pub(super) fn name(&self, row: usize) -> &str {
        self.at(self.rows.get(row).map(|row| &row.name))
    }

    /// A record's verdict.
    pub(super) fn status(&self, row: usize) -> Option<Status> {
        self.rows.get(row).map(|row| row.status)
    }

    /// Leaves in the first column what a record is called in its folder or file.
    pub(super) fn leave_group_out(&mut self, row: usize) {
        if let Some(name) = self.rows.get(row).map(|row| row.name.clone()) {
            self.place(row, 0, name);
        }
    }

    /// Leaves out of the first column what the name begins and ends with.
    pub(super) fn leave_out(&mut self, row: usize, beginning: &str, ending: &str) {
        let Some(place) = self.cells.get(row * self.columns).cloned() else { return };
        let name = self.at(Some(&place));
        let rest = name.strip_prefix(beginning).unwrap_or(name);
        let kept = rest.strip_suffix(ending).unwrap_or(rest);
        let start = place.start + name.len() - rest.len();
        self.place(row, 0, start..start + kept.len());
    }
}
