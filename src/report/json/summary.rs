//! The machine format of `summary`: one document, version `hookspect/v1`.

use std::io::{self, Write};

use jiff::Timestamp;
use serde::Serialize;

use super::frame::FORMAT;
use crate::report::parts::ranked::{Ranked, Repeated};
use crate::report::tally::Tally;
use crate::summary::{Statuses, Summary};

#[derive(Serialize)]
struct Document<'s> {
    format: &'static str,
    command: &'static str,
    bytes: u64,
    first: Option<String>,
    last: Option<String>,
    without_time: u64,
    providers: Vec<Provider<'s>>,
    events: Vec<Event<'s>>,
    #[serde(skip_serializing_if = "is_false")]
    more_events: bool,
    rules: Vec<Rule>,
    timeline: Option<Timeline>,
    retries: Retries<'s>,
    affiliates: Affiliates<'s>,
    summary: &'s Tally,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde asks for")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

#[derive(Serialize)]
struct Judged {
    records: u64,
    valid: u64,
    invalid: u64,
    unknown: u64,
    unreadable: u64,
}

impl From<Statuses> for Judged {
    fn from(statuses: Statuses) -> Self {
        let Statuses { valid, invalid, unknown, unreadable } = statuses;
        Self { records: statuses.records(), valid, invalid, unknown, unreadable }
    }
}

#[derive(Serialize)]
struct Provider<'s> {
    #[serde(rename = "provider")]
    name: &'s str,
    #[serde(flatten)]
    judged: Judged,
}

#[derive(Serialize)]
struct Event<'s> {
    #[serde(rename = "event")]
    ids: &'s str,
    provider: Option<&'s str>,
    #[serde(flatten)]
    judged: Judged,
    bytes: u64,
    first: Option<String>,
    last: Option<String>,
}

#[derive(Serialize)]
struct Rule {
    #[serde(rename = "rule")]
    name: &'static str,
    severity: &'static str,
    findings: u64,
    /// Those of them that the configuration expects.
    expected: u64,
    records: u64,
}

#[derive(Serialize)]
struct Timeline {
    step: &'static str,
    steps: Vec<TimeStep>,
    #[serde(skip_serializing_if = "is_zero")]
    earlier_steps: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde asks for")]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

#[derive(Serialize)]
struct TimeStep {
    from: String,
    records: u64,
    failing: u64,
}

#[derive(Serialize)]
struct Retries<'s> {
    deliveries: usize,
    repeated: usize,
    #[serde(rename = "retries")]
    records: u64,
    sampled: bool,
    most: Vec<Retry<'s>>,
}

#[derive(Serialize)]
struct Retry<'s> {
    key: &'s str,
    event: &'s str,
    times: u64,
}

#[derive(Serialize)]
struct Affiliates<'s> {
    distinct: usize,
    sampled: bool,
    busiest: Vec<Affiliate<'s>>,
}

#[derive(Serialize)]
struct Affiliate<'s> {
    #[serde(rename = "affiliate")]
    shown: &'s str,
    records: u64,
}

/// Writes a summary as one JSON document.
pub fn summary_json(out: &mut dyn Write, summary: &Summary, tally: &Tally) -> io::Result<()> {
    let ranked = Ranked::of(summary);
    let first = |times: Option<(Timestamp, Timestamp)>| times.map(|(first, _)| first.to_string());
    let last = |times: Option<(Timestamp, Timestamp)>| times.map(|(_, last)| last.to_string());
    let Repeated { deliveries, several, retries, sampled, most } = &ranked.retries;
    let document = Document {
        format: FORMAT,
        command: "summary",
        bytes: summary.bytes,
        first: first(summary.times),
        last: last(summary.times),
        without_time: summary.without_time,
        providers: ranked
            .providers
            .iter()
            .map(|(provider, statuses)| Provider { name: provider, judged: (*statuses).into() })
            .collect(),
        events: ranked
            .events
            .iter()
            .map(|(name, event)| Event {
                ids: name,
                provider: Some(event.provider.as_str()).filter(|provider| !provider.is_empty()),
                judged: event.statuses.into(),
                bytes: event.bytes,
                first: first(event.times),
                last: last(event.times),
            })
            .collect(),
        more_events: summary.events.is_sample(),
        rules: ranked
            .rules
            .iter()
            .map(|(rule, count)| Rule {
                name: rule.name(),
                severity: count.severity.name(),
                findings: count.findings,
                expected: count.expected,
                records: count.records,
            })
            .collect(),
        timeline: ranked.chart.as_ref().map(|chart| Timeline {
            step: chart.step.name(),
            steps: chart
                .rows
                .iter()
                .map(|(from, count)| TimeStep {
                    from: from.to_string(),
                    records: count.records,
                    failing: count.failing,
                })
                .collect(),
            earlier_steps: chart.earlier,
        }),
        retries: Retries {
            deliveries: *deliveries,
            repeated: *several,
            records: *retries,
            sampled: *sampled,
            most: most
                .iter()
                .map(|(key, delivered)| Retry { key, event: &delivered.event, times: delivered.times })
                .collect(),
        },
        affiliates: Affiliates {
            distinct: summary.affiliates.len(),
            sampled: summary.affiliates.is_sample(),
            busiest: ranked
                .affiliates
                .iter()
                .map(|(affiliate, records)| Affiliate { shown: affiliate, records: *records })
                .collect(),
        },
        summary: tally,
    };
    serde_json::to_writer(&mut *out, &document)?;
    out.write_all(b"\n")?;
    out.flush()
}
