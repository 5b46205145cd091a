//! Many payloads, one row each.

use std::io::{self, Write};

use super::findings::write_findings;
use crate::model::Status;
use crate::redact::Mask;
use crate::report::Report;
use crate::report::entry::{Entry, SettingsFile};
use crate::report::parts::records::{Columns, Records, column};
use crate::report::parts::row::{Column, Row};
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;

/// The columns, in the order of [`Column::ALL`].
const COLUMNS: Columns = Columns {
    all: &[
        column(Column::Record.name(), 0, None, 6),
        column(Column::Provider.name(), 100, None, 16),
        column(Column::Event.name(), 0, None, 24),
        column(Column::Id.name(), 140, Some(8), 12),
        column(Column::When.name(), 0, None, 24),
        column(Column::Who.name(), 0, Some(10), 24),
        column(Column::What.name(), 90, Some(14), 16),
        column(Column::Verdict.name(), 0, None, 12),
    ],
    time: 4,
    shared: Some(1),
    spare: &["id", "provider", "what", "who"],
    turns: &[("who", 24), ("id", 8), ("what", 14), ("who", 10)],
};

/// One row a record; the totals go to `totals`.
pub struct Rows<W, E> {
    out: W,
    totals: E,
    mask: Mask,
    screen: Screen,
    style: Style,
    records: Records,
}

impl<W: Write, E: Write> Rows<W, E> {
    /// Rows on `out`, the totals on `totals`.
    pub const fn new(out: W, totals: E, mask: Mask, screen: Screen, style: Style) -> Self {
        Self { out, totals, mask, screen, style, records: Records::new(COLUMNS, screen, style) }
    }

    /// An empty line before what is no row.
    pub(super) fn part(&mut self) -> io::Result<()> {
        self.flush()?;
        writeln!(self.out)?;
        self.out.flush()
    }

    /// The totals alone, after what is no row.
    pub(super) fn totals(&mut self, tally: &Tally) -> io::Result<()> {
        writeln!(self.totals, "\n{}", tally.line())
    }

    fn flush(&mut self) -> io::Result<()> {
        let style = self.style;
        self.records.flush(&mut self.out, &|column, status, cell| painted(style, column, status, cell))
    }
}

fn painted(style: Style, column: &str, status: Status, cell: &str) -> String {
    match column {
        "verdict" => style.status(status, cell),
        "event" => style.name(cell),
        _ => cell.to_owned(),
    }
}

impl<'m, W: Write, E: Write> Report<'m> for Rows<W, E> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        let (row, screen, style) = (Row::of(entry, &self.mask), self.screen, self.style);
        let [_, others @ ..] = Column::ALL;
        let cells = others.map(|column| row.cell(column));
        let cells = cells.iter().map(|cell| screen.harmless(cell.as_deref().unwrap_or("-")));
        let paint = |column: &str, status, cell: &str| painted(style, column, status, cell);
        self.records.push(&mut self.out, entry, cells, &paint)
    }

    fn settings(&mut self, file: &SettingsFile<'_>) -> io::Result<()> {
        self.part()?;
        write_findings(&mut self.out, &file.subject(), &self.mask, (self.screen, self.style))
    }

    fn pause(&mut self) -> io::Result<()> {
        let style = self.style;
        let paint = |column: &str, status, cell: &str| painted(style, column, status, cell);
        self.records.flush_live(&mut self.out, &paint)?;
        self.out.flush()
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        self.flush()?;
        self.out.flush()?;
        writeln!(self.totals, "\n{}", tally.line())
    }
}
