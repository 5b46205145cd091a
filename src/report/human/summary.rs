//! What is in many records, for people: tables, a chart in text, and in short below the rows of `inspect`.

use std::borrow::Cow;
use std::io::{self, Write};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::report::parts::grid::Grid;
use crate::report::parts::ranked::{Ranked, Repeated};
use crate::report::parts::size::size;
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;
use crate::summary::{Chart, Count, Summary};

/// The columns of the longest bar, where the screen has no width.
const BAR: usize = 50;
/// The columns that a bar needs beside it.
const BESIDE_BAR: usize = 36;
/// So many events and rules are named in short.
const IN_SHORT: usize = 3;

/// A summary for people.
pub struct SummaryPage<W> {
    out: W,
    screen: Screen,
    style: Style,
}

impl<W: Write> SummaryPage<W> {
    /// Tables and a chart on `out`.
    pub const fn new(out: W, screen: Screen, style: Style) -> Self {
        Self { out, screen, style }
    }

    /// Writes everything.
    pub fn write(&mut self, summary: &Summary) -> io::Result<()> {
        let ranked = Ranked::of(summary);
        let head = head(summary);
        writeln!(self.out, "{}", self.style.name(&head))?;
        self.providers(&ranked)?;
        self.events(&ranked, summary.events.is_sample())?;
        self.rules(&ranked)?;
        if let Some(chart) = &ranked.chart {
            self.chart(chart, summary.without_time)?;
        }
        self.retries(&ranked.retries)?;
        self.affiliates(&ranked, summary)?;
        self.out.flush()
    }

    /// A table whose cells after the first `texts` are numbers; `spare` are the columns that it can do without.
    fn table(
        &mut self,
        head: &[&str],
        rows: Vec<Vec<String>>,
        texts: usize,
        spare: &[usize],
    ) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        writeln!(self.out)?;
        let head: Vec<String> = head.iter().map(|name| (*name).to_owned()).collect();
        let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
        let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(String::len).max();
        let widths: Vec<usize> =
            (0..rows.first().map_or(0, Vec::len)).map(|column| width(column).unwrap_or_default()).collect();
        let mut grid = Grid::new(1);
        for row in &rows {
            let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
                if column < texts { cell.clone() } else { format!("{cell:>width$}") }
            });
            grid.push(cells.collect());
        }
        let widest = grid.widths(&[]);
        // Names are not cut while another column can go.
        let needed = |columns: &[usize]| {
            columns.iter().filter_map(|column| widest.get(*column)).map(|width| width + 2).sum::<usize>()
        };
        let mut columns: Vec<usize> = (0..widest.len()).collect();
        for column in spare {
            if self.screen.columns().is_some_and(|room| needed(&columns) + 1 > room) {
                columns.retain(|own| own != column);
            }
        }
        grid.keep(&columns);
        let fitted = grid.fitted(grid.widths(&[]), self.screen);
        let style = self.style;
        let paint = |row: usize, column: usize, cell: &str| match (row, column) {
            (0, _) => style.dim(cell),
            (_, 0) => style.name(cell),
            _ if cell == "-" || cell == "0" => style.dim(cell),
            _ => cell.to_owned(),
        };
        self.out.write_all(grid.render(&fitted, self.screen, paint).as_bytes())
    }

    fn providers(&mut self, ranked: &Ranked<'_>) -> io::Result<()> {
        let rows = ranked.providers.iter().map(|(provider, statuses)| {
            let numbers = [statuses.records(), statuses.valid, statuses.invalid, statuses.unknown];
            std::iter::once(provider.clone()).chain(numbers.map(|number| number.to_string())).collect()
        });
        self.table(&["provider", "records", "valid", "invalid", "unknown"], rows.collect(), 1, &[])
    }

    fn events(&mut self, ranked: &Ranked<'_>, sampled: bool) -> io::Result<()> {
        let screen = self.screen;
        let rows = ranked.events.iter().map(|(name, event)| {
            let statuses = event.statuses;
            let failing = statuses.records() - statuses.valid;
            vec![
                screen.harmless(&first_of(name)).into_owned(),
                event.times.map_or_else(|| "-".to_owned(), |(_, last)| minute(last)),
                statuses.records().to_string(),
                statuses.valid.to_string(),
                failing.to_string(),
                size(event.bytes),
            ]
        });
        self.table(&["event", "last", "records", "valid", "others", "bytes"], rows.collect(), 2, &[5, 1])?;
        if sampled {
            writeln!(self.out, " {}", self.style.dim("and more events than are counted one by one"))?;
        }
        Ok(())
    }

    fn rules(&mut self, ranked: &Ranked<'_>) -> io::Result<()> {
        let some_expected = ranked.rules.iter().any(|(_, count)| count.expected > 0);
        let rows = ranked.rules.iter().map(|(rule, count)| {
            let severity = count.severity.name().to_owned();
            let mut row =
                vec![rule.name().to_owned(), severity, count.findings.to_string(), count.records.to_string()];
            if some_expected {
                row.push(count.expected.to_string());
            }
            row
        });
        let head = ["rule", "severity", "findings", "records", "expected"];
        let head = if some_expected { head.as_slice() } else { head.get(..4).unwrap_or_default() };
        self.table(head, rows.collect(), 2, &[])
    }

    fn chart(&mut self, chart: &Chart, without_time: u64) -> io::Result<()> {
        let beside = chart.rows.iter().map(|(start, count)| beside_bar(&chart.step.label(*start), *count));
        let beside = beside.max().unwrap_or_default().max(BESIDE_BAR);
        let columns =
            self.screen.columns().map_or(BAR, |columns| columns.saturating_sub(beside).clamp(8, BAR));
        let most = chart.rows.iter().map(|(_, count)| count.records).max().unwrap_or(0).max(1);
        writeln!(self.out, "\n {}", self.style.dim(&format!("records by {} (UTC)", chart.step.name())))?;
        if chart.earlier > 0 {
            writeln!(
                self.out,
                " {}",
                self.style.dim(&format!("{} earlier ones are not shown", chart.earlier))
            )?;
        }
        for (start, count) in &chart.rows {
            let mut line = format!(" {}", chart.step.label(*start));
            if count.records > 0 {
                let bar = bar(count.records, most, columns);
                line.push_str(&format!("  {bar} {}", count.records));
            }
            if count.failing > 0 {
                line.push_str(&self.style.dim(&not_valid(count.failing)));
            }
            writeln!(self.out, "{line}")?;
        }
        if without_time > 0 {
            let records = if without_time == 1 { "record has" } else { "records have" };
            writeln!(self.out, " {}", self.style.dim(&format!("{without_time} {records} no time")))?;
        }
        Ok(())
    }

    fn retries(&mut self, retries: &Repeated<'_>) -> io::Result<()> {
        if retries.deliveries == 0 {
            return Ok(());
        }
        writeln!(self.out, "\n {}", told(retries))?;
        let rows: Vec<Vec<String>> = retries
            .most
            .iter()
            .map(|(key, one)| {
                let key = key
                    .get(..24)
                    .filter(|_| key.starts_with("sha256:"))
                    .map_or((*key).to_owned(), |start| format!("{start}…"));
                vec![
                    self.screen.harmless(&key).into_owned(),
                    self.screen.harmless(&one.event).into_owned(),
                    one.times.to_string(),
                ]
            })
            .collect();
        self.table(&["delivery", "event", "times"], rows, 2, &[1])
    }

    fn affiliates(&mut self, ranked: &Ranked<'_>, summary: &Summary) -> io::Result<()> {
        let screen = self.screen;
        let rows = ranked
            .affiliates
            .iter()
            .map(|(affiliate, records)| vec![screen.harmless(affiliate).into_owned(), records.to_string()]);
        self.table(&["affiliate", "records"], rows.collect(), 1, &[])?;
        let others = summary.affiliates.len().saturating_sub(ranked.affiliates.len());
        if others > 0 || summary.affiliates.is_sample() {
            let line = match (summary.affiliates.is_sample(), others) {
                (true, _) => {
                    format!("the busiest of a sample of {}; there are more", summary.affiliates.len())
                }
                (false, 1) => "and 1 other".to_owned(),
                (false, others) => format!("and {others} others"),
            };
            writeln!(self.out, " {}", self.style.dim(&line))?;
        }
        Ok(())
    }
}

/// A summary in a few lines, below the rows of `inspect`.
pub fn summary_in_short(out: &mut dyn Write, summary: &Summary, screen: Screen) -> io::Result<()> {
    let ranked = Ranked::of(summary);
    let list = |names: Vec<String>, all: usize| {
        let more = all.saturating_sub(names.len());
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("{}{more}", names.join(", "))
    };
    let mut lines = vec![head(summary)];
    let events = ranked.events.iter().take(IN_SHORT);
    let events = events
        .map(|(name, event)| format!("{} ×{}", screen.harmless(&first_of(name)), event.statuses.records()));
    lines.push(format!("events: {}", list(events.collect(), ranked.events.len())));
    if !ranked.rules.is_empty() {
        let rules = ranked.rules.iter().take(IN_SHORT);
        let rules = rules.map(|(rule, count)| format!("{} ×{}", rule.name(), count.findings));
        lines.push(format!("rules: {}", list(rules.collect(), ranked.rules.len())));
    }
    if ranked.retries.retries > 0 {
        lines.push(told(&ranked.retries));
    }
    lines.push("hookspect summary shows more".to_owned());
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// Of the ids of several events that a record may be, the first.
fn first_of(ids: &str) -> Cow<'_, str> {
    match (ids.split_once('|'), ids.matches('|').count()) {
        (None, _) => ids.into(),
        (Some((first, _)), 1) => format!("{first} or another").into(),
        (Some((first, _)), others) => format!("{first} or {others} others").into(),
    }
}

/// How many records there are, what they take, and when they happened.
fn head(summary: &Summary) -> String {
    let records = summary.statuses.records();
    let noun = if records == 1 { "record" } else { "records" };
    let times = summary.times.map_or_else(String::new, |(first, last)| {
        if first == last {
            format!(" · {}", minute(first))
        } else {
            format!(" · {} to {}", minute(first), minute(last))
        }
    });
    format!("{records} {noun} · {}{times}", size(summary.bytes))
}

fn told(retries: &Repeated<'_>) -> String {
    let some = if retries.sampled {
        format!("of a sample of {} deliveries, ", retries.deliveries)
    } else {
        String::new()
    };
    match (retries.several, retries.retries) {
        (0, _) => format!("retries: {some}none came more than once"),
        (1, times) => format!("retries: {times}, {some}1 delivery came more than once"),
        (several, times) => format!("retries: {times}, {some}{several} deliveries came more than once"),
    }
}

/// A time to the minute.
fn minute(time: Timestamp) -> String {
    time.to_zoned(TimeZone::UTC).strftime("%Y-%m-%d %H:%M").to_string()
}

/// How many records of a step are not valid, where some are.
fn not_valid(failing: u64) -> String {
    if failing > 0 { format!(" ({failing} not valid)") } else { String::new() }
}

/// The columns that stand beside the bar of a step.
fn beside_bar(label: &str, count: Count) -> usize {
    format!(" {label}   {}{}", count.records, not_valid(count.failing)).len()
}

/// A bar of eighths of a column; something is never nothing.
fn bar(count: u64, most: u64, columns: usize) -> String {
    let eighths = (u128::from(count) * columns as u128 * 8 / u128::from(most)).max(1);
    let (whole, rest) = (usize::try_from(eighths / 8).unwrap_or(columns), eighths % 8);
    let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let part = usize::try_from(rest).ok().and_then(|rest| part.get(rest)).copied().unwrap_or_default();
    format!("{}{part}", "█".repeat(whole))
}
