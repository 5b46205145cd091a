//! A summary as one table: each row says what it is about.

use std::io::{self, Write};

use jiff::Timestamp;

use super::Separator;
use super::sheet::Sheet;
use crate::report::parts::ranked::Ranked;
use crate::report::parts::terminal::Screen;
use crate::summary::{Statuses, Summary};

/// The columns. What a row does not say is empty.
const COLUMNS: [&str; 11] = [
    "about",
    "name",
    "records",
    "valid",
    "invalid",
    "unknown",
    "unreadable",
    "findings",
    "bytes",
    "first",
    "last",
];

/// A row, cell by cell.
#[derive(Default)]
struct Row {
    about: &'static str,
    name: String,
    records: u64,
    statuses: Option<Statuses>,
    findings: Option<u64>,
    bytes: Option<u64>,
    first: Option<Timestamp>,
    last: Option<Timestamp>,
}

impl Row {
    fn cells(self) -> [String; COLUMNS.len()] {
        let number = |number: Option<u64>| number.map_or_else(String::new, |number| number.to_string());
        let status = |of: fn(Statuses) -> u64| number(self.statuses.map(of));
        let time = |time: Option<Timestamp>| time.map_or_else(String::new, |time| time.to_string());
        [
            self.about.to_owned(),
            self.name.clone(),
            self.records.to_string(),
            status(|statuses| statuses.valid),
            status(|statuses| statuses.invalid),
            status(|statuses| statuses.unknown),
            status(|statuses| statuses.unreadable),
            number(self.findings),
            number(self.bytes),
            time(self.first),
            time(self.last),
        ]
    }
}

/// Writes a summary as a table.
pub fn summary_sheet(
    out: &mut dyn Write,
    separator: Separator,
    summary: &Summary,
    screen: Screen,
) -> io::Result<()> {
    let ranked = Ranked::of(summary);
    let mut rows = vec![Row {
        about: "all",
        records: summary.statuses.records(),
        statuses: Some(summary.statuses),
        bytes: Some(summary.bytes),
        first: summary.times.map(|(first, _)| first),
        last: summary.times.map(|(_, last)| last),
        ..Row::default()
    }];
    rows.extend(ranked.providers.iter().map(|(provider, statuses)| Row {
        about: "provider",
        name: provider.clone(),
        records: statuses.records(),
        statuses: Some(*statuses),
        ..Row::default()
    }));
    rows.extend(ranked.events.iter().map(|(ids, event)| Row {
        about: "event",
        name: (*ids).to_owned(),
        records: event.statuses.records(),
        statuses: Some(event.statuses),
        bytes: Some(event.bytes),
        first: event.times.map(|(first, _)| first),
        last: event.times.map(|(_, last)| last),
        ..Row::default()
    }));
    rows.extend(ranked.rules.iter().map(|(rule, count)| Row {
        about: "rule",
        name: rule.name().to_owned(),
        records: count.records,
        findings: Some(count.findings),
        ..Row::default()
    }));
    if let Some(chart) = &ranked.chart {
        rows.extend(chart.rows.iter().map(|(from, count)| Row {
            about: chart.step.name(),
            name: chart.step.label(*from),
            records: count.records,
            first: Some(*from),
            ..Row::default()
        }));
    }
    rows.extend(ranked.retries.most.iter().map(|(key, one)| Row {
        about: "retried",
        name: (*key).to_owned(),
        records: one.times,
        ..Row::default()
    }));
    rows.extend(ranked.affiliates.iter().map(|(affiliate, records)| Row {
        about: "affiliate",
        name: (*affiliate).to_owned(),
        records: *records,
        ..Row::default()
    }));
    let mut sheet = Sheet::new(out, separator, screen);
    sheet.row(COLUMNS)?;
    rows.into_iter().try_for_each(|row| sheet.row(row.cells()))?;
    sheet.flush()
}
