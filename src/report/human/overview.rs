//! One payload gets the table, several get a row each: which it is shows when the second one arrives.

use std::io::{self, Write};
use std::path::PathBuf;

use super::rows::Rows;
use super::table::Table;
use crate::engine::{Documents, Kept};
use crate::report::Report;
use crate::report::entry::{Entry, Located, SettingsFile};
use crate::report::tally::Tally;

/// Holds the first record back until it is known whether it is the only one.
pub struct Overview<'m, W, E> {
    table: Table<W>,
    rows: Rows<W, E>,
    first: Option<Kept<'m>>,
    several: bool,
    /// Whether the first record has its row already, although it may be the only one.
    row_shown: bool,
    /// What there is to say of the configuration and the baseline, after the only record.
    settings: Vec<KeptSettings>,
}

/// A file of settings that was held back.
struct KeptSettings {
    name: String,
    path: PathBuf,
    text: Vec<u8>,
    findings: Vec<Located>,
}

/// Shows a record that was held back.
fn show<'m>(kept: &Kept<'m>, report: &mut dyn Report<'m>) -> io::Result<()> {
    report.entry(&Entry(kept.record()))
}

impl<W: Write, E: Write> Overview<'_, W, E> {
    /// The table for one record, the rows for several.
    pub const fn new(table: Table<W>, rows: Rows<W, E>) -> Self {
        Self { table, rows, first: None, several: false, row_shown: false, settings: Vec::new() }
    }
}

impl<'m, W: Write, E: Write> Report<'m> for Overview<'m, W, E> {
    fn documents(&self) -> Documents {
        Documents::All
    }

    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        if self.several {
            return self.rows.entry(entry);
        }
        match self.first.take() {
            None => self.first = Some(Kept::of(&entry.0)),
            Some(first) => {
                self.several = true;
                if !self.row_shown {
                    show(&first, &mut self.rows)?;
                }
                self.rows.entry(entry)?;
            }
        }
        Ok(())
    }

    fn settings(&mut self, file: &SettingsFile<'_>) -> io::Result<()> {
        if self.several {
            return self.rows.settings(file);
        }
        let SettingsFile { name, path, text, findings } = *file;
        self.settings.push(KeptSettings {
            name: name.to_owned(),
            path: path.to_owned(),
            text: text.to_vec(),
            findings: findings.to_vec(),
        });
        Ok(())
    }

    fn pause(&mut self) -> io::Result<()> {
        // Whether more records come nobody knows: the first gets its row now, and its table too if it stays alone.
        if let (false, false, Some(first)) = (self.several, self.row_shown, &self.first) {
            self.row_shown = true;
            show(first, &mut self.rows)?;
        }
        self.rows.pause()
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        if self.several || (self.first.is_none() && self.settings.is_empty()) {
            return self.rows.finish(tally);
        }
        if let Some(first) = &self.first {
            if self.row_shown {
                self.rows.part()?;
            }
            show(first, &mut self.table)?;
        }
        for kept in &self.settings {
            let KeptSettings { name, path, text, findings } = kept;
            self.table.settings(&SettingsFile { name, path, text, findings })?;
        }
        self.table.finish(tally)?;
        // A single payload needs no totals, unless others were left out.
        if tally.filtered > 0 { self.rows.totals(tally) } else { Ok(()) }
    }
}
