//! One line a record, for eyes and `grep`: time, event, whom it is about, what, and the verdict.

use std::borrow::Cow;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::findings::write_findings;
use crate::engine::Documents;
use crate::model::{Identification, Status};
use crate::normalize::in_utc;
use crate::redact::Mask;
use crate::report::Report;
use crate::report::entry::{Entry, SettingsFile};
use crate::report::parts::row::{Column, Row, broken_rules};
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;

/// The least widths of time, event, who and what: lines that come one by one stay in columns for the most part.
const WIDTHS: [usize; 4] = [24, 30, 26, 16];
/// The same where there is little room.
const NARROW: [usize; 4] = [19, 22, 18, 10];
/// On a terminal of fewer columns there is little room.
const WIDE: usize = 140;
/// Whom a record is about is not cut below this width.
const LEAST_WHO: usize = 12;

/// One line a record; the totals go to `totals`.
pub struct Line<W, E> {
    out: W,
    totals: E,
    mask: Mask,
    screen: Screen,
    style: Style,
}

impl<W: Write, E: Write> Line<W, E> {
    /// Lines on `out`, the totals on `totals`.
    pub const fn new(out: W, totals: E, mask: Mask, screen: Screen, style: Style) -> Self {
        Self { out, totals, mask, screen, style }
    }

    fn line(&self, entry: &Entry<'_, '_>) -> String {
        let row = Row::of(entry, &self.mask);
        let cell = |column| self.screen.harmless(row.cell(column).as_deref().unwrap_or("-")).into_owned();
        let narrow = self.screen.columns().is_some_and(|columns| columns < WIDE);
        let widths = if narrow { NARROW } else { WIDTHS };
        // Lines of one zone can be sorted as they are.
        let when = row.cell(Column::When).unwrap_or("-".into());
        let utc = in_utc(Cow::Borrowed(&when)).unwrap_or(Cow::Borrowed(&when));
        let mut time = self.screen.harmless(&utc).into_owned();
        if let (true, Some(short)) =
            (narrow, time.get(..19).filter(|short| short.as_bytes().get(10) == Some(&b'T')))
        {
            time = short.replacen('T', " ", 1);
        }
        let ids = entry.identification.and_then(Identification::ids);
        let event = self.screen.harmless(ids.as_deref().unwrap_or("-")).into_owned();
        let (mut who, what) = (cell(Column::Who), cell(Column::What));
        let mut verdict = cell(Column::Verdict);
        if let (Status::Invalid, Some(rules)) = (entry.status, broken_rules(entry)) {
            verdict = format!("{verdict}: {rules}");
        }
        let mut record = cell(Column::Record);
        if let Some(program) = entry.capture.and_then(|capture| capture.request.logged_by.as_deref()) {
            record = format!("{record} {}", self.screen.harmless(program));
        }
        if let Some(columns) = self.screen.columns() {
            let others = [(&time, widths[0]), (&event, widths[1]), (&what, widths[3])];
            let others: usize = others.iter().map(|(cell, least)| cell.width().max(*least) + 2).sum();
            let room = columns.saturating_sub(others + verdict.width() + 3).max(LEAST_WHO);
            who = self.screen.cut(&who, room).into_owned();
        }
        let mut line = String::new();
        let mut used = 0;
        for (place, (cell, least)) in [&time, &event, &who, &what].into_iter().zip(widths).enumerate() {
            let painted = match place {
                1 => self.style.name(cell),
                _ if cell == "-" => self.style.dim(cell),
                _ => cell.clone(),
            };
            let blanks = least.saturating_sub(cell.width()) + 2;
            line.push_str(&painted);
            line.push_str(&" ".repeat(blanks));
            used += cell.width() + blanks;
        }
        line.push_str(&self.style.status(entry.status, &verdict));
        used += verdict.width() + 2;
        let fits = self.screen.columns().is_none_or(|columns| used + record.width() < columns);
        if fits {
            line.push_str("  ");
            line.push_str(&self.style.dim(&record));
        }
        line
    }
}

impl<'m, W: Write, E: Write> Report<'m> for Line<W, E> {
    fn documents(&self) -> Documents {
        Documents::All
    }

    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        let line = self.line(entry);
        writeln!(self.out, "{line}")
    }

    fn settings(&mut self, file: &SettingsFile<'_>) -> io::Result<()> {
        write_findings(&mut self.out, &file.subject(), &self.mask, (self.screen, self.style))
    }

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        self.out.flush()?;
        writeln!(self.totals, "{}", tally.line())
    }
}
