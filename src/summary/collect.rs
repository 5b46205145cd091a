//! The analysis that collects a summary.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::distinct::Distinct;
use super::timeline::Timeline;
use crate::engine::{Analysis, Examined};
use crate::finding::{Rule, Severity, Standing};
use crate::json::{Document, Scalar, Value};
use crate::model::{Identification, Status};
use crate::normalize::{Member, Normalized, Normalizer, ValueMask};
use crate::query::time_of;
use crate::redact::{Mask, indices, masked_value};

/// How many events, deliveries and affiliates are told apart.
const MOST_EVENTS: usize = 2_000;
const MOST_DELIVERIES: usize = 200_000;
const MOST_AFFILIATES: usize = 50_000;
/// A key is no longer than this; what is longer is told apart by its beginning.
const MOST_KEY: usize = 200;
/// What tells affiliates apart: the first that is there.
const AFFILIATE: [&str; 4] = ["affiliate.email", "affiliate.id", "affiliate.external_id", "affiliate.name"];

/// How many records there are of each verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Statuses {
    /// Known events without an error.
    pub valid: u64,
    /// Known events with errors.
    pub invalid: u64,
    /// No known event.
    pub unknown: u64,
    /// No JSON.
    pub unreadable: u64,
}

impl Statuses {
    /// All of them.
    #[must_use]
    pub const fn records(&self) -> u64 {
        self.valid + self.invalid + self.unknown + self.unreadable
    }

    /// Counts a verdict.
    pub const fn count(&mut self, status: Status) {
        *match status {
            Status::Valid => &mut self.valid,
            Status::Invalid => &mut self.invalid,
            Status::Unknown => &mut self.unknown,
            Status::Unreadable => &mut self.unreadable,
        } += 1;
    }

    /// Adds others.
    pub const fn add(&mut self, other: Self) {
        self.valid = self.valid.saturating_add(other.valid);
        self.invalid = self.invalid.saturating_add(other.invalid);
        self.unknown = self.unknown.saturating_add(other.unknown);
        self.unreadable = self.unreadable.saturating_add(other.unreadable);
    }
}

/// The records of one event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Event {
    /// Who sends it, and in which generation: `uppromote v2`. Empty where that is not known.
    pub provider: String,
    /// How they were judged.
    pub statuses: Statuses,
    /// What they take.
    pub bytes: u64,
    /// When the first and the last one happened.
    pub times: Option<(Timestamp, Timestamp)>,
}

/// The findings of one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleCount {
    /// How bad the worst of them is.
    pub severity: Severity,
    /// All of them, known and expected ones too.
    pub findings: u64,
    /// Those that the configuration expects.
    pub expected: u64,
    /// The records that they are of.
    pub records: u64,
}

impl Default for RuleCount {
    fn default() -> Self {
        Self { severity: Severity::Note, findings: 0, expected: 0, records: 0 }
    }
}

/// One delivery that may have come more than once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Delivered {
    /// How many times it came.
    pub times: u64,
    /// Which event it is.
    pub event: String,
}

/// What is in the records.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// How they were judged.
    pub statuses: Statuses,
    /// What the payloads take.
    pub bytes: u64,
    /// By the ids of the events: several, `a|b`, of what may be each of them.
    pub events: Distinct<Event, MOST_EVENTS>,
    /// By rule.
    pub rules: BTreeMap<Rule, RuleCount>,
    /// When the first and the last one happened.
    pub times: Option<(Timestamp, Timestamp)>,
    /// How many have no time.
    pub without_time: u64,
    /// When they happened.
    pub timeline: Timeline,
    /// By what is the same when a payload is delivered again.
    pub deliveries: Distinct<Delivered, MOST_DELIVERIES>,
    /// How many records are about each affiliate, and how that affiliate may be shown.
    pub affiliates: Distinct<(u64, String), MOST_AFFILIATES>,
}

impl Summary {
    /// Adds what is in other records: in whatever order parts are added, the whole is the same.
    pub fn merge(&mut self, from: Self) {
        self.statuses.add(from.statuses);
        self.bytes = self.bytes.saturating_add(from.bytes);
        self.events.merge(from.events, |own, other| {
            own.provider = smaller(std::mem::take(&mut own.provider), other.provider);
            own.statuses.add(other.statuses);
            own.bytes = own.bytes.saturating_add(other.bytes);
            own.times = around(own.times, other.times);
        });
        for (rule, count) in from.rules {
            let own = self.rules.entry(rule).or_default();
            own.findings = own.findings.saturating_add(count.findings);
            own.expected = own.expected.saturating_add(count.expected);
            own.severity = own.severity.max(count.severity);
            own.records = own.records.saturating_add(count.records);
        }
        self.times = around(self.times, from.times);
        self.without_time = self.without_time.saturating_add(from.without_time);
        self.timeline.merge(from.timeline);
        self.deliveries.merge(from.deliveries, |own, other| {
            own.times = own.times.saturating_add(other.times);
            own.event = smaller(std::mem::take(&mut own.event), other.event);
        });
        self.affiliates.merge(from.affiliates, |(count, own), (more, other)| {
            *count = count.saturating_add(more);
            *own = smaller(std::mem::take(own), other);
        });
    }
}

/// Collects a [`Summary`], in which nothing stands that the mask hides.
#[derive(Debug)]
pub struct Summarise {
    mask: Mask,
    affiliate: Vec<Member>,
}

impl Summarise {
    /// An analysis that hides what this mask hides.
    #[must_use]
    pub fn new(mask: Mask) -> Self {
        Self { mask, affiliate: AFFILIATE.iter().filter_map(|name| Member::named(name)).collect() }
    }

    /// Whom an event is about.
    fn affiliate(&self, event: &Normalized) -> Option<String> {
        let of = |member: &Member| {
            let scalars = event.scalars(member).into_iter().map(Scalar::shown);
            scalars.map(|text| clipped(&text)).find(|text| !text.is_empty())
        };
        self.affiliate.iter().find_map(of)
    }

    /// What is the same when it is delivered again; and whom it is about, as that is and as it may be shown.
    fn identity<'m>(
        &self,
        normalizer: &mut Normalizer<'m>,
        document: Document<'_>,
        identification: &Identification<'m>,
    ) -> (Option<String>, Option<(String, String)>) {
        let hidden = self.mask.spans(document, identification.body());
        let nothing_hidden = hidden.is_empty();
        let event = normalizer.members(document, identification, &ValueMask::none());
        let key = event.text(&["dedupe_key"]).map(|key| clipped(&key));
        let affiliate = self.affiliate(&event).map(|affiliate| {
            if nothing_hidden {
                return (affiliate.clone(), affiliate);
            }
            let (of, show) = (indices(&hidden), |value: Value<'_>| masked_value(value, &hidden));
            let masked = normalizer.members(document, identification, &ValueMask::new(&of, &show));
            let shown = self.affiliate(&masked).unwrap_or_default();
            (affiliate, shown)
        });
        (key, affiliate)
    }
}

impl<'m> Analysis<'m> for Summarise {
    type Part = (Summary, Normalizer<'m>);
    type Product = ();

    fn record(&self, (part, normalizer): &mut Self::Part, examined: &Examined<'_, 'm>) {
        let bytes = examined.text.len() as u64;
        let time = time_of(examined.document, examined.identification, examined.capture);
        let (status, ids) = (examined.status, examined.identification.and_then(Identification::ids));
        let event = match ids {
            // The payload itself has said it.
            Some(ids) if examined.identification.is_some_and(|known| known.told_by().is_none()) => {
                self.mask.text(&ids).into_owned()
            }
            Some(ids) => ids,
            None => format!("({})", status.name()),
        };
        part.statuses.count(status);
        part.bytes += bytes;
        part.events.update(&event, |of_event| {
            if let Some((provider, version)) = examined.identification.and_then(Identification::origin) {
                let provider = format!("{} {}", provider.id, version.id);
                of_event.provider = smaller(std::mem::take(&mut of_event.provider), provider);
            }
            of_event.statuses.count(status);
            of_event.bytes += bytes;
            of_event.times = around(of_event.times, time.map(|time| (time, time)));
        });
        let mut broken: Vec<Rule> = Vec::new();
        for located in examined.findings {
            let count = part.rules.entry(located.finding.rule).or_default();
            count.findings += located.finding.count;
            if located.finding.standing == Standing::Expected {
                count.expected += located.finding.count;
            }
            count.severity = count.severity.max(located.finding.severity);
            if !broken.contains(&located.finding.rule) {
                broken.push(located.finding.rule);
                count.records += 1;
            }
        }
        match time {
            Some(time) => part.timeline.add(time, status != Status::Valid),
            None => part.without_time += 1,
        }
        part.times = around(part.times, time.map(|time| (time, time)));
        let Some((document, identification)) = examined.document.zip(examined.identification) else { return };
        let (key, affiliate) = self.identity(normalizer, document, identification);
        if let Some(key) = key {
            part.deliveries.update(&key, |delivered| {
                delivered.times += 1;
                delivered.event = smaller(std::mem::take(&mut delivered.event), event);
            });
        }
        if let Some((affiliate, shown)) = affiliate {
            part.affiliates.update(&affiliate, |(count, own)| {
                *count += 1;
                *own = smaller(std::mem::take(own), shown);
            });
        }
    }

    fn merge(&self, (into, _): &mut Self::Part, (from, _): Self::Part) {
        into.merge(from);
    }
}

/// The smaller of two texts; an empty one is none. So it does not matter which one came first.
fn smaller(one: String, other: String) -> String {
    match (one.is_empty(), other.is_empty()) {
        (true, _) => other,
        (_, true) => one,
        _ => one.min(other),
    }
}

/// From the first to the last of both.
fn around(
    one: Option<(Timestamp, Timestamp)>,
    other: Option<(Timestamp, Timestamp)>,
) -> Option<(Timestamp, Timestamp)> {
    match (one, other) {
        (Some((first, last)), Some((from, to))) => Some((first.min(from), last.max(to))),
        (one, other) => one.or(other),
    }
}

fn clipped(text: &str) -> String {
    text.chars().take(MOST_KEY).collect()
}
