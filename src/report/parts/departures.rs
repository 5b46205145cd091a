//! Departures from models in words, for every format that people read.

use crate::drift::{Basis, Departure, Drift, ENOUGH, GroupName, Line, Section, Trend, is_least};
use crate::learn::to_the_minute;

const DAY: i64 = 86_400_000;
/// So many events are named of which there are too few records.
const MOST_NAMED: usize = 5;

/// A share in percent: `100 %`, `3.2 %`, `< 0.1 %`.
pub(in crate::report) fn share((found, records): (u64, u64)) -> String {
    let per_mille = u128::from(found) * 1000 / u128::from(records.max(1));
    match per_mille {
        0 if found > 0 => "< 0.1 %".to_owned(),
        // What is not all is never said to be.
        1000.. => "100 %".to_owned(),
        100.. => format!("{} %", per_mille / 10),
        _ if per_mille % 10 == 0 => format!("{} %", per_mille / 10),
        _ => format!("{}.{} %", per_mille / 10, per_mille % 10),
    }
}

/// A place, and what is found there where that tells it from others: `/data/status`, `"paused"`.
pub(in crate::report) fn subject(line: &Line) -> String {
    // Of whole events the name says it: what the payload calls it, or of two sets what both call it.
    match (line.departure, line.pattern.as_str(), line.detail.as_str()) {
        (Departure::NewEvent, "", "") | (Departure::Gone, "", _) => return line.group.event.clone(),
        (Departure::NewEvent, "", name) if name != "*" => return name.to_owned(),
        _ => {}
    }
    let place = if line.pattern.is_empty() { "(payload)" } else { &line.pattern };
    match line.detail.as_str() {
        "" => place.to_owned(),
        "*" if line.departure == Departure::NewField => format!("{place} (more names than are told apart)"),
        "*" => format!("{place} (more than are told apart)"),
        detail => format!("{place} {detail}"),
    }
}

/// How it goes over time, with the counts that say so.
pub(in crate::report) fn course(line: &Line) -> String {
    let of = |(found, records): (u64, u64)| format!("{found} of {records}");
    let all = (line.found, line.records);
    match line.trend {
        Trend::Between { before, since } => {
            format!(
                "in {} of --from ({}), in {} of --to ({})",
                share(before),
                of(before),
                share(since),
                of(since)
            )
        }
        Trend::TooFew => match line.counts_before {
            Some(before) => format!("{} of --from, {} of --to: too few records to tell", of(before), of(all)),
            None => format!("{}: too few records to tell a change", of(all)),
        },
        Trend::Untimed => format!("{} ({}), and no record says when it happened", share(all), of(all)),
        Trend::Steady if line.found == line.records => format!("in all {} records", line.records),
        Trend::Steady => format!("{} all along ({})", share(all), of(all)),
        Trend::Begun { day, before, since } => {
            let then = format!("{} ({})", share(since), of(since));
            match (line.departure, line.since.filter(|_| before.0 == 0)) {
                (Departure::Gone, Some(at)) if line.place.is_none() => {
                    format!("last seen {}, then absent in {then}", to_the_minute(at))
                }
                (Departure::Gone, Some(at)) => {
                    format!(
                        "there in {} records until {}, then absent in {then}",
                        before.1,
                        to_the_minute(at)
                    )
                }
                (_, Some(at)) => {
                    format!("absent in {} records until {}, then in {then}", before.1, to_the_minute(at))
                }
                (_, None) => format!("in {} before {}, then in {then}", of(before), day_name(day)),
            }
        }
        Trend::Ended { day, before, since } => {
            let earlier = format!("in {} ({})", share(before), of(before));
            match line.until.filter(|_| since.0 == 0) {
                Some(last) => {
                    format!("{earlier} until {}, in none of {} since", to_the_minute(last), since.1)
                }
                None => format!("{earlier} before {}, then in {}", day_name(day), of(since)),
            }
        }
    }
}

/// From when to when it was seen, and where first.
pub(in crate::report) fn extent(line: &Line) -> String {
    let time = |time: Option<i64>| time.map(to_the_minute);
    let place = line.place.as_ref().map(|(source, at)| format!("{source}:{at}"));
    let mut parts = Vec::new();
    match (time(line.since), place) {
        (Some(since), Some(place)) => parts.push(format!("first {since} {place}")),
        (None, Some(place)) => parts.push(format!("first {place}")),
        _ => {}
    }
    if let Some(until) = time(line.until).filter(|_| !line.goes_on) {
        parts.push(format!("last {until}"));
    }
    if let Some(number) = &line.reach {
        parts.push(format!("{} to {number}", if is_least(&line.detail) { "down" } else { "up" }));
    }
    parts.join(", ")
}

/// What the departures of a section have in common.
pub(in crate::report) fn section_title(section: Section<'_>) -> String {
    match section {
        Section::Event(group) => title(group),
        Section::Day(Some(day)) => day_name(day),
        Section::Day(None) => "(no known day)".to_owned(),
        Section::Source(Some(source)) => source.to_owned(),
        Section::Source(None) => "(no known source)".to_owned(),
        Section::Version("", _) => "(no known provider)".to_owned(),
        Section::Version(provider, version) => format!("{provider} {version}"),
    }
}

/// A place and what is found there, of which event where the section is not one of an event.
pub(in crate::report) fn subject_in(section: Section<'_>, line: &Line) -> String {
    match section {
        Section::Event(_) => subject(line),
        _ => format!("{} {}", title(&line.group), subject(line)),
    }
}

/// What a departure rests on, in one sentence.
#[must_use]
pub fn departure_evidence(line: &Line) -> String {
    let mut text = format!("{} {}: {}", line.departure, subject(line), course(line));
    let extent = extent(line);
    if !extent.is_empty() {
        text.push_str(&format!("; {extent}"));
    }
    text
}

/// A day since 1970 as people write it.
pub(in crate::report) fn day_name(day: i32) -> String {
    let midnight = to_the_minute(i64::from(day) * DAY);
    midnight.get(..10).unwrap_or_default().to_owned()
}

/// Provider, version and event.
pub(in crate::report) fn title(group: &GroupName) -> String {
    let GroupName { provider, version, event } = group;
    match (provider.is_empty(), event.is_empty()) {
        (true, true) => "(no known provider)".to_owned(),
        (true, false) => event.clone(),
        (false, true) => format!("{provider} {version}"),
        (false, false) => format!("{event} ({version})"),
    }
}

pub(in crate::report) fn counted(records: u64) -> String {
    if records == 1 { "1 record".to_owned() } else { format!("{records} records") }
}

/// What else there is to say: what does not depart, what cannot be told, what was not counted.
pub(in crate::report) fn remarks(drift: &Drift) -> Vec<String> {
    let mut remarks = Vec::new();
    let (mut same, mut records) = (0, 0);
    for (name, count) in &drift.events {
        if *count >= ENOUGH && !drift.lines.iter().any(|line| line.group == *name) {
            same += 1;
            records += count;
        }
    }
    if same > 0 {
        let events = if same == 1 { "1 event does".to_owned() } else { format!("{same} events do") };
        let what = match drift.basis {
            Basis::Models => "depart from the model",
            Basis::Sets => "differ",
        };
        remarks.push(format!("{events} not {what} ({})", counted(records)));
    }
    let mut few: Vec<String> =
        drift.too_few().map(|(name, records)| format!("{} ({records})", title(name))).collect();
    let more = few.len().saturating_sub(MOST_NAMED);
    few.truncate(MOST_NAMED);
    if more > 0 {
        few.push(format!("and {more} more"));
    }
    if !few.is_empty() {
        remarks.push(format!(
            "too few records to tell a change, which takes {ENOUGH} before and {ENOUGH} after: {}",
            few.join(", ")
        ));
    }
    for (count, what) in [
        (drift.retries, "came again and counted once"),
        (drift.tests, "sent to try the endpoint, not compared"),
        (drift.unreadable, "could not be read, not compared"),
        (drift.without_time, "without a time, in no change"),
        (drift.cut, "with more findings than are kept, so that some departures have a higher count"),
    ] {
        if count > 0 {
            remarks.push(format!("{} {what}", counted(count)));
        }
    }
    if drift.retries_uncertain {
        remarks.push("there are more deliveries than are told apart: a retry may count twice".to_owned());
    }
    if drift.events.is_empty() && drift.lines.is_empty() {
        remarks.push("nothing was compared".to_owned());
    }
    remarks
}
