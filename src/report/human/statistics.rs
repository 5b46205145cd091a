//! What a run cost, for `--stats`: time, bytes, and records per second by event.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Instant;

use crate::model::{Identification, Status};
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::parts::grid::Grid;
use crate::report::parts::size::{size, size_per};
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;

/// Counts records and bytes by event. The clock starts when it is made.
pub struct Statistics<'m, W> {
    out: W,
    screen: Screen,
    started: Instant,
    events: BTreeMap<(&'m str, &'m str), Count>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    records: u64,
    bytes: u64,
}

impl<W: Write> Statistics<'_, W> {
    /// A table on `out` at the end.
    pub fn new(out: W, screen: Screen) -> Self {
        Self { out, screen, started: Instant::now(), events: BTreeMap::new() }
    }
}

impl<'m, W: Write> Report<'m> for Statistics<'m, W> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        let event = match entry.identification {
            Some(Identification::Identified { model, .. }) => (model.provider.id, model.event.name),
            Some(ambiguous @ Identification::Ambiguous { .. }) => {
                (ambiguous.origin().map_or("", |(provider, _)| provider.id), "(ambiguous)")
            }
            Some(Identification::UnknownEvent { provider, .. }) => (provider.id, "(unknown event)"),
            _ if entry.status == Status::Unreadable => ("(unreadable)", ""),
            _ => ("(unknown)", ""),
        };
        let count = self.events.entry(event).or_default();
        count.records += 1;
        count.bytes += entry.text.len() as u64;
        Ok(())
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        let seconds = self.started.elapsed().as_secs_f64().max(1e-6);
        let bytes = self.events.values().map(|count| count.bytes).sum();
        writeln!(
            self.out,
            "{seconds:.3} s · {} · {}/s · {} records · {}/s",
            size(bytes),
            size_per(bytes, seconds),
            tally.read,
            rate(tally.read, seconds)
        )?;
        let mut rows = vec![["event", "records", "bytes", "records/s"].map(str::to_owned)];
        for ((provider, event), count) in &self.events {
            let name = if event.is_empty() { (*provider).to_owned() } else { format!("{provider}/{event}") };
            rows.push([name, count.records.to_string(), size(count.bytes), rate(count.records, seconds)]);
        }
        let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(String::len).max();
        let widths = [0, 1, 2, 3].map(|column| width(column).unwrap_or_default());
        let mut grid = Grid::new(1);
        for [name, numbers @ ..] in rows {
            let aligned =
                numbers.into_iter().zip(&widths[1..]).map(|(cell, width)| format!("{cell:>width$}"));
            grid.push(std::iter::once(name).chain(aligned).collect());
        }
        let widths = grid.fitted(grid.widths(&[]), self.screen);
        self.out.write_all(grid.render(&widths, self.screen, |_, _, cell| cell.to_owned()).as_bytes())?;
        self.out.flush()
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rate for people")]
fn rate(records: u64, seconds: f64) -> String {
    format!("{:.0}", records as f64 / seconds)
}
