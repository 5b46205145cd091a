//! Records as the rows of a table.

use std::io::{self, Write};

use super::Separator;
use super::column::{Cells, SheetColumn, neutral};
use super::sheet::Sheet;
use crate::engine::Documents;
use crate::normalize::Normalizer;
use crate::redact::Mask;
use crate::report::Report;
use crate::report::entry::{Entry, SettingsFile};
use crate::report::json::neutral::Chosen;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;

/// One row a record; the totals go to `totals`.
pub struct RecordSheet<'m, W: Write, E> {
    sheet: Sheet<W>,
    totals: E,
    mask: Mask,
    columns: Vec<SheetColumn>,
    chosen: Chosen,
    /// Whether only records with a neutral event are rows.
    only_events: bool,
    begun: bool,
    normalizer: Normalizer<'m>,
}

impl<W: Write, E: Write> RecordSheet<'_, W, E> {
    /// Rows on `out`, the totals on `totals`.
    pub fn new(
        (out, totals): (W, E),
        separator: Separator,
        columns: Vec<SheetColumn>,
        mask: Mask,
        screen: Screen,
    ) -> Self {
        let sheet = Sheet::new(out, separator, screen);
        let (chosen, normalizer) = (Chosen::default(), Normalizer::default());
        Self { sheet, totals, mask, columns, chosen, only_events: false, begun: false, normalizer }
    }

    /// Only of records that have a neutral event, and that are chosen.
    #[must_use]
    pub fn of_events(mut self, chosen: Chosen) -> Self {
        (self.chosen, self.only_events) = (chosen, true);
        self
    }

    fn begin(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        self.sheet.row(self.columns.iter().map(SheetColumn::name))
    }
}

impl<'m, W: Write, E: Write> Report<'m> for RecordSheet<'m, W, E> {
    fn documents(&self) -> Documents {
        Documents::All
    }

    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        self.begin()?;
        if !self.chosen.takes(entry)
            || self.only_events && (entry.document.is_none() || entry.identification.is_none())
        {
            return Ok(());
        }
        let neutral = neutral(&mut self.normalizer, entry, &self.columns, &self.mask);
        let cells = Cells::of(entry, &self.columns, &self.mask, neutral);
        self.sheet.row(self.columns.iter().map(|column| cells.cell(column)))
    }

    /// They are not records: a table has no rows for them.
    fn settings(&mut self, file: &SettingsFile<'_>) -> io::Result<()> {
        let subject = file.subject();
        let mut findings = file.findings.iter();
        findings.try_for_each(|located| writeln!(self.totals, "{}: {}", file.name, subject.sentence(located)))
    }

    fn pause(&mut self) -> io::Result<()> {
        self.sheet.flush()
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        self.begin()?;
        self.sheet.flush()?;
        writeln!(self.totals, "{}", tally.line())
    }
}
