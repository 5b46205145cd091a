//! Which event each record is, and why: one line a record, the reasons behind it or below.

use std::io::{self, Write};

use super::reasoned::{Reasoned, ReasonedRow};
use crate::model::Identification;
use crate::report::Report;
use crate::report::entry::{Entry, Located};
use crate::report::parts::advice;
use crate::report::parts::places::Place;
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;

/// The columns, by their places: the record, who sent it, the event, how certain that is.
const EVENT: usize = 2;
const CERTAINTY: usize = 3;

/// One line a record; the totals go to `totals`.
pub struct Evidence<W, E> {
    out: W,
    totals: E,
    screen: Screen,
    rows: Reasoned,
}

impl<W: Write, E: Write> Evidence<W, E> {
    /// Lines on `out`, the totals on `totals`.
    pub fn new(out: W, totals: E, screen: Screen, style: Style) -> Self {
        Self { out, totals, screen, rows: Reasoned::new(screen, style, EVENT, CERTAINTY) }
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
                let names = ambiguous.candidate_names();
                let others = names.len().saturating_sub(1);
                let event = match names.first() {
                    Some(first) if others > 1 => format!("{first} or {others} others"),
                    Some(first) if others == 1 => format!("{first} or another"),
                    first => first.cloned().unwrap_or_default(),
                };
                (origin.unwrap_or_else(|| "-".to_owned()), event)
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
        let mut reasons = evidence;
        if let Some(ambiguous @ Identification::Ambiguous { candidates, .. }) = entry.identification
            && candidates.len() > 2
        {
            reasons.insert(0, ambiguous.candidate_names().join(", "));
        }
        let shown = |text: &str| self.screen.harmless(text).into_owned();
        let cells = vec![shown(&entry.name()), shown(&origin), shown(&events), certainty.to_owned()];
        self.rows.push(
            &mut self.out,
            ReasonedRow { place: Place::of(entry, self.screen), cells, reasons, status: entry.status },
        )
    }

    fn pause(&mut self) -> io::Result<()> {
        self.rows.flush(&mut self.out)?;
        self.out.flush()
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        self.rows.flush(&mut self.out)?;
        self.out.flush()?;
        if self.screen.is_terminal() {
            writeln!(self.totals)?;
        }
        writeln!(self.totals, "{}", tally.line())
    }
}
