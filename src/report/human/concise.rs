//! One line a finding, which editors and `grep` understand: `file:line:col: severity rule message`.

use std::io::{self, Write};

use crate::finding::{Severity, Standing};
use crate::report::Report;
use crate::report::entry::{Entry, Located};
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;

/// One line a finding; the totals go to `totals`.
pub struct Concise<W, E> {
    out: W,
    totals: E,
    screen: Screen,
    from: Severity,
}

impl<W: Write, E: Write> Concise<W, E> {
    /// Findings go to `out`, the totals to `totals`.
    pub const fn new(out: W, totals: E, screen: Screen) -> Self {
        Self { out, totals, screen, from: Severity::Note }
    }
}

impl<W: Write, E: Write> Concise<W, E> {
    /// Only findings from this severity on.
    #[must_use]
    pub const fn from(mut self, severity: Severity) -> Self {
        self.from = severity;
        self
    }
}

impl<'m, W: Write, E: Write> Report<'m> for Concise<W, E> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        let from = self.from;
        let counts = |located: &&Located| {
            located.finding.standing == Standing::Counts && located.finding.severity >= from
        };
        for located in entry.findings.iter().filter(counts) {
            let (finding, position) = (&located.finding, located.position);
            let subject = entry.subject(located);
            let line = format!(
                "{}:{}:{}: {} {} {subject} {}",
                entry.source,
                position.line,
                position.column,
                finding.severity,
                finding.rule,
                finding.message()
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
        writeln!(self.totals, "{}", tally.line())
    }
}
