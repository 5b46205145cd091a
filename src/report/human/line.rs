//! One line a record, for eyes and `grep`: time, event, whom it is about, what, and the verdict.

mod columns;

use std::borrow::Cow;
use std::io::{self, Write};

use self::columns::Widths;
use super::findings::write_findings;
use crate::engine::Documents;
use crate::model::{Identification, Status};
use crate::normalize::in_utc;
use crate::redact::Mask;
use crate::report::Report;
use crate::report::entry::{Entry, SettingsFile};
use crate::report::parts::lines::{push_blanks, width};
use crate::report::parts::row::{Column, Row, broken_rules};
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;

/// The least widths of time, event, who and what where nothing has a width: lines stay in columns for the most part.
const WIDTHS: [usize; 4] = [24, 30, 26, 16];
/// How many lines of a screen are laid out together: a bound on memory.
const PAGE: usize = 1000;

/// One line a record; the totals go to `totals`.
pub struct Line<W, E> {
    out: W,
    totals: E,
    mask: Mask,
    screen: Screen,
    style: Style,
    /// What was not written yet to a screen that has a width.
    page: Vec<Cells>,
    widths: Widths,
}

/// What a line says, as the screen may show it.
struct Cells {
    time: String,
    /// Which event, with its provider, and without.
    id: String,
    event: String,
    who: String,
    what: String,
    verdict: String,
    record: String,
    status: Status,
}

impl<W: Write, E: Write> Line<W, E> {
    /// Lines on `out`, the totals on `totals`.
    pub fn new(out: W, totals: E, mask: Mask, screen: Screen, style: Style) -> Self {
        Self { out, totals, mask, screen, style, page: Vec::new(), widths: Widths::default() }
    }

    fn cells(&self, entry: &Entry<'_, '_>) -> Cells {
        let row = Row::of(entry, &self.mask);
        let cell = |column| self.screen.harmless(row.cell(column).as_deref().unwrap_or("-")).into_owned();
        // Lines of one zone can be sorted as they are.
        let when = row.cell(Column::When).unwrap_or("-".into());
        let utc = in_utc(Cow::Borrowed(&when)).unwrap_or(Cow::Borrowed(&when));
        let ids = entry.identification.and_then(Identification::ids);
        let mut verdict = cell(Column::Verdict);
        if let (Status::Invalid, Some(rules)) = (entry.status, broken_rules(entry)) {
            verdict = format!("{verdict}: {rules}");
        }
        let mut record = cell(Column::Record);
        if let Some(program) = entry.capture.and_then(|capture| capture.request.logged_by.as_deref()) {
            record = format!("{record} {}", self.screen.harmless(program));
        }
        Cells {
            time: self.screen.harmless(&utc).into_owned(),
            id: self.screen.harmless(ids.as_deref().unwrap_or("-")).into_owned(),
            event: cell(Column::Event),
            who: cell(Column::Who),
            what: cell(Column::What),
            verdict,
            record,
            status: entry.status,
        }
    }

    /// A line where nothing has a width.
    fn line(&self, cells: &Cells) -> String {
        let mut line = String::new();
        let columns = [&cells.time, &cells.id, &cells.who, &cells.what];
        for (place, (cell, least)) in columns.into_iter().zip(WIDTHS).enumerate() {
            let painted = match place {
                1 => self.style.name(cell),
                _ if cell == "-" => self.style.dim(cell),
                _ => cell.clone(),
            };
            line.push_str(&painted);
            push_blanks(&mut line, least.saturating_sub(width(cell)) + 2);
        }
        line.push_str(&self.style.status(cells.status, &cells.verdict));
        line.push_str("  ");
        line.push_str(&self.style.dim(&cells.record));
        line.push('\n');
        line
    }

    /// Writes the lines of a screen that has a width.
    fn flush(&mut self) -> io::Result<()> {
        let Some(columns) = self.screen.columns().filter(|_| !self.page.is_empty()) else { return Ok(()) };
        let layout = self.widths.laid_out(columns, self.screen);
        let mut lines = String::new();
        for cells in self.page.drain(..) {
            layout.push(&mut lines, &cells, self.screen, self.style);
        }
        self.out.write_all(lines.as_bytes())
    }
}

/// A time as RFC 3339 writes it, without its fraction and its zone.
fn in_seconds(time: &str) -> Option<String> {
    let seconds = time.get(..19).filter(|short| short.as_bytes().get(10) == Some(&b'T'))?;
    Some(seconds.replacen('T', " ", 1))
}

impl<'m, W: Write, E: Write> Report<'m> for Line<W, E> {
    fn documents(&self) -> Documents {
        Documents::All
    }

    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        let cells = self.cells(entry);
        if self.screen.columns().is_none() {
            return self.out.write_all(self.line(&cells).as_bytes());
        }
        self.widths.add(&cells);
        self.page.push(cells);
        if self.page.len() < PAGE { Ok(()) } else { self.flush() }
    }

    fn settings(&mut self, file: &SettingsFile<'_>) -> io::Result<()> {
        self.flush()?;
        write_findings(&mut self.out, &file.subject(), &self.mask, (self.screen, self.style))
    }

    fn pause(&mut self) -> io::Result<()> {
        if !self.page.is_empty() {
            self.widths.expect_more();
        }
        self.flush()?;
        self.out.flush()
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        self.flush()?;
        self.out.flush()?;
        writeln!(self.totals, "{}", tally.line())
    }
}
