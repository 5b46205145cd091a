//! The machine formats of `drift`: one document, or a line a departure, version `hookspect/v1`.

use std::io::{self, Write};

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

use super::frame::{Frame, Layout};
use crate::drift::{Day, Drift, GroupName, Grouping, Line, Trend};
use crate::report::parts::departures::{day_name, section_title};
use crate::report::tally::Tally;

#[derive(Serialize)]
struct Departed<'d> {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    line_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group_name: Option<String>,
    #[serde(flatten)]
    group: Group<'d>,
    kind: &'static str,
    severity: &'static str,
    pointer: &'d str,
    detail: Option<&'d str>,
    found: u64,
    records: u64,
    since: Option<String>,
    place: Option<Place<'d>>,
    until: Option<String>,
    goes_on: bool,
    trend: Value,
    days: Vec<OfDay>,
    example: Option<&'d str>,
    /// How far values go beyond a bound, as a number.
    reach: Option<&'d str>,
}

#[derive(Serialize)]
struct Group<'d> {
    provider: Option<&'d str>,
    version: Option<&'d str>,
    event: Option<&'d str>,
}

#[derive(Serialize)]
struct Place<'d> {
    source: &'d str,
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
}

#[derive(Serialize)]
struct OfDay {
    day: Option<String>,
    found: u64,
    records: u64,
}

#[derive(Serialize)]
struct Event<'d> {
    #[serde(flatten)]
    group: Group<'d>,
    records: u64,
    departures: usize,
    too_few: bool,
}

#[derive(Serialize)]
struct Summary<'d> {
    departures: usize,
    retries: u64,
    retries_uncertain: bool,
    test_deliveries: u64,
    without_time: u64,
    cut: u64,
    events: Vec<Event<'d>>,
    #[serde(flatten)]
    tally: &'d Tally,
}

/// Writes departures, in one document or a line each; the totals come last.
pub fn drift_json(
    out: &mut dyn Write,
    drift: &Drift,
    grouping: Grouping,
    tally: &Tally,
    layout: Layout,
) -> io::Result<()> {
    let mut frame = Frame::new("drift", "departures", layout);
    for (section, lines) in drift.sections(grouping) {
        for line in lines {
            let mut item = departed(line, frame.line_type("departure"));
            item.group_name = (grouping != Grouping::Event).then(|| section_title(section));
            frame.item(out, &item)?;
        }
    }
    let of_event = |(name, records): (&'_ GroupName, &u64)| -> (usize, u64, bool) {
        let departures = drift.lines.iter().filter(|line| line.group == *name).count();
        (departures, *records, *records < crate::drift::ENOUGH)
    };
    let events = drift.events.iter().map(|(name, records)| {
        let (departures, records, too_few) = of_event((name, records));
        Event { group: group(name), records, departures, too_few }
    });
    let summary = Summary {
        departures: drift.lines.len(),
        retries: drift.retries,
        retries_uncertain: drift.retries_uncertain,
        test_deliveries: drift.tests,
        without_time: drift.without_time,
        cut: drift.cut,
        events: events.collect(),
        tally,
    };
    frame.end(out, &[], &summary)
}

fn group(name: &GroupName) -> Group<'_> {
    let known = |text: &'_ str| !text.is_empty();
    Group {
        provider: Some(name.provider.as_str()).filter(|text| known(text)),
        version: Some(name.version.as_str()).filter(|text| known(text)),
        event: Some(name.event.as_str()).filter(|text| known(text)),
    }
}

fn departed<'d>(line: &'d Line, line_type: Option<&'static str>) -> Departed<'d> {
    Departed {
        line_type,
        group_name: None,
        group: group(&line.group),
        kind: line.departure.name(),
        severity: line.severity.name(),
        pointer: &line.pattern,
        detail: Some(line.detail.as_str()).filter(|detail| !detail.is_empty()),
        found: line.found,
        records: line.records,
        since: line.since.and_then(time),
        place: line.place.as_ref().map(|(source, at)| Place { source, line: *at, column: line.column }),
        until: line.until.and_then(time),
        goes_on: line.goes_on,
        trend: trend(line.trend),
        days: line.days.iter().map(of_day).collect(),
        example: line.example.as_deref(),
        reach: line.reach.as_deref(),
    }
}

fn trend(trend: Trend) -> Value {
    let side = |(found, records): (u64, u64)| json!({ "found": found, "records": records });
    match trend {
        Trend::TooFew => json!({ "is": "too-few-records" }),
        Trend::Untimed => json!({ "is": "untimed" }),
        Trend::Steady => json!({ "is": "steady" }),
        Trend::Between { before, since } => {
            json!({ "is": "between", "from": side(before), "to": side(since) })
        }
        Trend::Begun { day, before, since } => {
            json!({ "is": "begun", "day": day_name(day), "before": side(before), "since": side(since) })
        }
        Trend::Ended { day, before, since } => {
            json!({ "is": "ended", "day": day_name(day), "before": side(before), "since": side(since) })
        }
    }
}

fn of_day(day: &Day) -> OfDay {
    OfDay { day: day.day.map(day_name), found: day.found, records: day.records }
}

fn time(milliseconds: i64) -> Option<String> {
    Some(Timestamp::from_millisecond(milliseconds).ok()?.to_string())
}
