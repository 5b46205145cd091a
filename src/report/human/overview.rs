//! One payload gets the table, several get a row each: which it is shows when the second one arrives.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::rows::Rows;
use super::table::Table;
use crate::capture::Captured;
use crate::json::{Position, Tape};
use crate::model::{Identification, Status};
use crate::report::Report;
use crate::report::entry::{Entry, Located};
use crate::report::tally::Tally;

/// Holds the first record back until it is known whether it is the only one.
pub struct Overview<'m, W, E> {
    table: Table<W>,
    rows: Rows<W, E>,
    first: Option<Kept<'m>>,
    several: bool,
    /// What there is to say of the configuration and the baseline, after the only record.
    settings: Vec<Kept<'m>>,
}

/// A record that outlives its unit.
struct Kept<'m> {
    source: String,
    path: Option<PathBuf>,
    about_settings: bool,
    number: u64,
    alone: bool,
    text: Vec<u8>,
    indent: String,
    position: Position,
    identification: Option<Identification<'m>>,
    status: Status,
    empty: bool,
    capture: Option<Captured>,
    findings: Vec<Located>,
}

impl<'m> Kept<'m> {
    fn of(entry: &Entry<'_, 'm>) -> Self {
        Self {
            source: entry.source.to_owned(),
            path: entry.path.map(Path::to_owned),
            about_settings: entry.about_settings,
            number: entry.number,
            alone: entry.alone,
            text: entry.text.to_vec(),
            indent: entry.indent.to_owned(),
            position: entry.position,
            identification: entry.identification.cloned(),
            status: entry.status,
            empty: entry.empty,
            capture: entry.capture.cloned(),
            findings: entry.findings.to_vec(),
        }
    }

    fn show(&self, report: &mut dyn Report<'m>) -> io::Result<()> {
        let mut tape = Tape::new();
        let document = if self.empty || self.about_settings { None } else { tape.parse(&self.text).ok() };
        report.entry(&Entry {
            source: &self.source,
            path: self.path.as_deref(),
            about_settings: self.about_settings,
            number: self.number,
            alone: self.alone,
            text: &self.text,
            indent: &self.indent,
            position: self.position,
            document,
            identification: self.identification.as_ref(),
            status: self.status,
            empty: self.empty,
            capture: self.capture.as_ref(),
            findings: &self.findings,
            product: None,
        })
    }
}

impl<W: Write, E: Write> Overview<'_, W, E> {
    /// The table for one record, the rows for several.
    pub const fn new(table: Table<W>, rows: Rows<W, E>) -> Self {
        Self { table, rows, first: None, several: false, settings: Vec::new() }
    }
}

impl<'m, W: Write, E: Write> Report<'m> for Overview<'m, W, E> {
    fn reads_values(&self, _: &Entry<'_, 'm>) -> bool {
        true
    }

    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        if self.several {
            return self.rows.entry(entry);
        }
        if entry.about_settings {
            self.settings.push(Kept::of(entry));
            return Ok(());
        }
        match self.first.take() {
            None => self.first = Some(Kept::of(entry)),
            Some(first) => {
                self.several = true;
                first.show(&mut self.rows)?;
                self.rows.entry(entry)?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        if self.several || (self.first.is_none() && self.settings.is_empty()) {
            return self.rows.finish(tally);
        }
        for kept in self.first.iter().chain(&self.settings) {
            kept.show(&mut self.table)?;
        }
        self.table.finish(tally)
    }
}
