//! Which event each record is, and why: one line a record, the reasons below where it is not one known event.

use std::io::{self, Write};

use crate::model::Identification;
use crate::report::Report;
use crate::report::entry::{Entry, Located};
use crate::report::parts::advice;
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;

/// One line a record; the totals go to `totals`.
pub struct Evidence<W, E> {
    out: W,
    totals: E,
    screen: Screen,
    style: Style,
}

impl<W: Write, E: Write> Evidence<W, E> {
    /// Lines on `out`, the totals on `totals`.
    pub const fn new(out: W, totals: E, screen: Screen, style: Style) -> Self {
        Self { out, totals, screen, style }
    }
}

impl<'m, W: Write, E: Write> Report<'m> for Evidence<W, E> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        let (origin, events) = match entry.identification {
            Some(Identification::Identified { model, .. }) => {
                (format!("{} {}", model.provider.id, model.version.id), model.event.name.to_owned())
            }
            Some(ambiguous @ Identification::Ambiguous { .. }) => {
                let origin = ambiguous.origin();
                let origin = origin.map(|(provider, version)| format!("{} {}", provider.id, version.id));
                (origin.unwrap_or_else(|| "-".to_owned()), ambiguous.candidate_names().join(", "))
            }
            Some(Identification::UnknownEvent { provider, version, name, .. }) => {
                (format!("{} {}", provider.id, version.id), name.chars().take(80).collect())
            }
            Some(Identification::Unknown { event: Some(own), .. }) => ("-".to_owned(), own.name.clone()),
            _ => ("-".to_owned(), "-".to_owned()),
        };
        let reason = |located: &Located| {
            let position = located.position;
            format!("{}:{}: {}", position.line, position.column, entry.sentence(located))
        };
        let (certainty, evidence) = entry.identification.map_or_else(
            || (entry.status.name(), entry.findings.iter().map(reason).collect()),
            |identification| (identification.certainty(), advice::evidence(identification)),
        );
        let one_line =
            evidence.len() == 1 && matches!(entry.identification, Some(Identification::Identified { .. }));
        let mut line = format!(
            "{}   {origin}   {}   {}",
            self.screen.harmless(&entry.name()),
            self.style.name(&self.screen.harmless(&events)),
            self.style.status(entry.status, certainty),
        );
        if let (true, Some(reason)) = (one_line, evidence.first()) {
            line.push_str("   ");
            line.push_str(&self.style.dim(&self.screen.harmless(reason)));
        }
        writeln!(self.out, "{line}")?;
        if !one_line {
            for reason in &evidence {
                writeln!(self.out, "         {}", self.style.dim(&self.screen.harmless(reason)))?;
            }
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
