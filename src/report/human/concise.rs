//! One line a finding, which editors and `grep` understand: `file:line:col: severity rule message`.

use std::io::{self, Write};

use crate::report::Report;
use crate::report::entry::Entry;
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

impl<'m, W: Write, E: Write> Report<'m> for Concise<W, E> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        for located in self.listing.of(entry) {
            let (finding, position) = (&located.finding, located.position);
            let line = format!(
                "{}:{}:{}: {} {} {}",
                entry.source,
                position.line,
                position.column,
                finding.severity,
                finding.rule,
                entry.sentence(located)
            );
            writeln!(self.out, "{}", self.screen.harmless(&line))?;
        }
        Ok(())
    }

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        self.out.flush()?;
        writeln!(self.totals, "{}", self.listing.totals(tally).line())
    }
}
