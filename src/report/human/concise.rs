//! One line a finding, which editors and `grep` understand: `file:line:col: severity rule message`.

use std::io::{self, Write};

use crate::report::Report;
use crate::report::entry::{Entry, SettingsFile, Subject};
use crate::report::parts::listing::Listing;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;

/// One line a finding; the totals go to `totals`.
pub struct Concise<W, E> {
    out: W,
    totals: E,
    screen: Screen,
    listing: Listing,
}

impl<W: Write, E: Write> Concise<W, E> {
    /// Findings go to `out`, as `listing` has them, the totals to `totals`.
    pub const fn new(out: W, totals: E, screen: Screen, listing: Listing) -> Self {
        Self { out, totals, screen, listing: listing.only_counting() }
    }
}

impl<W: Write, E: Write> Concise<W, E> {
    fn list(&mut self, subject: &Subject<'_, '_>) -> io::Result<()> {
        for located in self.listing.of(subject.findings) {
            let (finding, position) = (&located.finding, located.position);
            let line = format!(
                "{}:{}:{}: {} {} {}",
                subject.source,
                position.line,
                position.column,
                finding.severity,
                finding.rule,
                subject.sentence(located)
            );
            writeln!(self.out, "{}", self.screen.harmless(&line))?;
        }
        Ok(())
    }
}

impl<'m, W: Write, E: Write> Report<'m> for Concise<W, E> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        self.list(&entry.subject())
    }

    fn settings(&mut self, file: &SettingsFile<'_>) -> io::Result<()> {
        self.list(&file.subject())
    }

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        self.out.flush()?;
        writeln!(self.totals, "{}", self.listing.totals(tally).line())
    }
}
