//! What was found in all, a line each.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::collect::Part;
use super::deliveries::Told;
use super::departure::Departure;
use super::facts::{DayNumber, Fact, Facts, Key, What};
use super::pattern::parent;
use super::reach::Reach;
use super::trend::{ENOUGH, Trend, trend};
use crate::finding::Severity;
use crate::learn::Sources;

/// Who sent records, and which event they are.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupName {
    /// The provider's id; empty where it is not known.
    pub provider: String,
    /// The version's.
    pub version: String,
    /// The ids of the event, `a|b` where it may be each of them; empty for all payloads of the provider.
    pub event: String,
}

/// What records are held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Basis {
    /// The models.
    #[default]
    Models,
    /// Another set of records.
    Sets,
}

/// By what lines are told together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Grouping {
    /// By event.
    #[default]
    Event,
    /// By the day on which it was first so.
    Day,
    /// By the source in which it was first so.
    Source,
    /// By the version of the provider.
    Version,
}

/// What the lines that are told together have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section<'d> {
    /// The event.
    Event(&'d GroupName),
    /// The day on which it was first so, in days since 1970.
    Day(Option<i32>),
    /// The source in which it was first so.
    Source(Option<&'d str>),
    /// The provider and its version.
    Version(&'d str, &'d str),
}

/// How it was on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The day in UTC, in days since 1970; nothing for records without a time.
    pub day: Option<i32>,
    /// In how many records it was so.
    pub found: u64,
    /// In how many it could have been.
    pub records: u64,
}

/// One way in which reality departs from the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Of which records.
    pub group: GroupName,
    /// In which way.
    pub departure: Departure,
    /// The place, items and keys that are data as `*`; the whole payload is empty.
    pub pattern: String,
    /// What it is, masked: the type that was met, the value, the name of the event. Of too many values `*`.
    pub detail: String,
    /// How bad it is for whoever receives such payloads.
    pub severity: Severity,
    /// In how many records.
    pub found: u64,
    /// Of how many: those in which what holds the place stands.
    pub records: u64,
    /// The same by day, in order.
    pub days: Vec<Day>,
    /// When it was so first, in milliseconds since 1970; of what is gone, when it was there last.
    pub since: Option<i64>,
    /// The first record with it, or without what is gone where that is known: source and line.
    pub place: Option<(String, u32)>,
    /// The column in that line, where it is known.
    pub column: Option<u32>,
    /// When it was so last.
    pub until: Option<i64>,
    /// Whether the last record of the event is no later than the last with it, by day.
    pub goes_on: bool,
    /// In how many of how many records of the set that it is held against, where it is held against one.
    pub counts_before: Option<(u64, u64)>,
    /// Whether that is a change.
    pub trend: Trend,
    /// What stood there first, masked.
    pub example: Option<String>,
    /// How far values go beyond the bound, as a number: values, or how long they are. Where it is told.
    pub reach: Option<String>,
}

/// How reality departs from the models.
#[derive(Debug, Clone, Default)]
pub struct Drift {
    /// What records are held against.
    pub basis: Basis,
    /// What departs, by event and then what is worst first.
    pub lines: Vec<Line>,
    /// How many records there are of each event, whether or not they depart from it.
    pub events: BTreeMap<GroupName, u64>,
    /// How many records came again and were not counted.
    pub retries: u64,
    /// How many were sent to try the endpoint, and were not compared.
    pub tests: u64,
    /// How many could not be read.
    pub unreadable: u64,
    /// How many have no time, among those that were compared.
    pub without_time: u64,
    /// Whether there were more deliveries than are told apart, so that a retry may count twice.
    pub retries_uncertain: bool,
    /// How many records have more findings than are kept.
    pub cut: u64,
}

impl Drift {
    /// Puts lines in order: by event and then what is worst first.
    pub(super) fn sort(&mut self) {
        self.lines.sort_by(|one, other| {
            let key = |line: &Line| (line.group.clone(), Reverse(line.severity), line.departure);
            let by_place = || (&one.pattern, &one.detail).cmp(&(&other.pattern, &other.detail));
            key(one).cmp(&key(other)).then_with(by_place)
        });
    }

    /// The lines that are told together, in order.
    #[must_use]
    pub fn sections(&self, grouping: Grouping) -> Vec<(Section<'_>, Vec<&Line>)> {
        let mut sections: BTreeMap<Section<'_>, Vec<&Line>> = BTreeMap::new();
        for line in &self.lines {
            let source = || line.place.as_ref().map(|(source, _)| source.as_str());
            let section = match grouping {
                Grouping::Event => Section::Event(&line.group),
                Grouping::Day => Section::Day(line.since.and_then(day_of)),
                Grouping::Source => Section::Source(source()),
                Grouping::Version => Section::Version(&line.group.provider, &line.group.version),
            };
            sections.entry(section).or_default().push(line);
        }
        sections.into_iter().collect()
    }

    /// How many lines have this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> u64 {
        self.lines.iter().filter(|line| line.severity == severity).count() as u64
    }

    /// The events of which there are too few records to say that they do not depart.
    pub fn too_few(&self) -> impl Iterator<Item = (&GroupName, u64)> {
        self.events.iter().filter(|(_, records)| **records < ENOUGH).map(|(name, records)| (name, *records))
    }
}

impl From<Part> for Drift {
    fn from(part: Part) -> Self {
        let Part { sources, groups, mut facts, deliveries, tests, unreadable, cut, .. } = part;
        let retries_uncertain = deliveries.is_full;
        let Told { retries, .. } = deliveries.settle(&mut facts, &sources);
        let names: Vec<GroupName> = groups
            .iter()
            .map(|[provider, version, event]| GroupName {
                provider: provider.to_string(),
                version: version.to_string(),
                event: event.to_string(),
            })
            .collect();
        let account = Account { facts: &facts, sources: &sources, names: &names };
        let mut drift = Self { retries, tests, unreadable, retries_uncertain, cut, ..Self::default() };
        for (group, name) in names.iter().enumerate() {
            let group = u32::try_from(group).unwrap_or(u32::MAX);
            let Some(root) = facts.of(&stands(group, "")) else { continue };
            let records = root.days.values().sum();
            if *name == GroupName::default() {
                drift.without_time += root.days.get(&None).copied().unwrap_or_default();
            } else if !name.event.is_empty() {
                drift.events.insert(name.clone(), records);
            }
        }
        drift.lines = facts.iter().filter_map(|fact| account.line(fact)).collect();
        drift.sort();
        drift
    }
}

fn stands(group: u32, pattern: &str) -> Key {
    Key { group, pattern: pattern.into(), what: What::Stands, detail: "".into() }
}

/// What lines are made of.
struct Account<'p> {
    facts: &'p Facts,
    sources: &'p Sources,
    names: &'p [GroupName],
}

impl Account<'_> {
    fn line(&self, fact: &Fact) -> Option<Line> {
        match fact.key.what {
            What::Stands => None,
            What::Held => self.gone(fact),
            What::Departs(departure) => self.departed(fact, departure),
        }
    }

    /// How many records there are in which what holds a place stands, by day. Of what no model declares that is not known:
    /// then those count in which what holds that stands.
    fn beside(&self, key: &Key) -> Option<&Fact> {
        let mut pattern: &str = &key.pattern;
        loop {
            let above = parent(pattern);
            if let Some(fact) = self.facts.of(&stands(key.group, above)) {
                return Some(fact);
            }
            if above.is_empty() {
                return None;
            }
            pattern = above;
        }
    }

    /// A departure, once: as itself, or as one of too many of its kind.
    fn departed(&self, fact: &Fact, departure: Departure) -> Option<Line> {
        let family = fact.family.and_then(|family| self.facts.get(family));
        let is_shown = family.map_or(fact.is_collapsed, |family| !family.is_collapsed);
        let seen = fact.seen.filter(|_| is_shown)?;
        let beside = self.beside(&fact.key)?;
        let days = days(&fact.days, &beside.days);
        let trend = trend(&days);
        let ends_gone = departure == Departure::Missing
            && matches!(trend, Trend::Begun { since, .. } if since.0 == since.1);
        let departure = if ends_gone { Departure::Gone } else { departure };
        let last_day = |days: &BTreeMap<DayNumber, u64>| days.keys().next_back().copied().flatten();
        Some(Line {
            group: self.names.get(fact.key.group as usize)?.clone(),
            departure,
            pattern: fact.key.pattern.to_string(),
            detail: fact.key.detail.to_string(),
            severity: departure.severity(),
            found: fact.days.values().sum(),
            records: beside.days.values().sum(),
            since: seen.first.time,
            place: Some((
                self.sources.name(seen.first.source).to_owned(),
                fact.example.as_ref().map_or(seen.first.line, |example| example.line),
            )),
            column: fact.example.as_ref().map(|example| example.column),
            until: seen.last,
            goes_on: last_day(&fact.days) >= last_day(&beside.days),
            days,
            counts_before: None,
            trend,
            example: fact.example.as_ref().and_then(|example| example.text.as_deref()).map(str::to_owned),
            reach: fact.reach.as_ref().and_then(Reach::told).map(str::to_owned),
        })
    }

    /// A member that records held and, from some day on, none does, though no rule says that it has to be there.
    fn gone(&self, fact: &Fact) -> Option<Line> {
        let missing = Key { what: What::Departs(Departure::Missing), ..fact.key.clone() };
        if self.facts.of(&missing).is_some() {
            return None;
        }
        let beside = self.beside(&fact.key)?;
        let held = days(&fact.days, &beside.days);
        let Trend::Ended { day, before, since } = trend(&held) else { return None };
        if since.0 > 0 {
            return None;
        }
        let absent = |(found, records): (u64, u64)| (records - found.min(records), records);
        let days: Vec<Day> =
            held.iter().map(|day| Day { found: day.records - day.found.min(day.records), ..*day }).collect();
        Some(Line {
            group: self.names.get(fact.key.group as usize)?.clone(),
            departure: Departure::Gone,
            pattern: fact.key.pattern.to_string(),
            detail: String::new(),
            severity: Severity::Warning,
            found: days.iter().map(|day| day.found).sum(),
            records: days.iter().map(|day| day.records).sum(),
            since: fact.seen.and_then(|seen| seen.last),
            place: None,
            column: None,
            until: beside.seen.and_then(|seen| seen.last),
            goes_on: true,
            days,
            counts_before: None,
            trend: Trend::Begun { day, before: absent(before), since: absent(since) },
            example: None,
            reach: None,
        })
    }
}

/// The day of a time in milliseconds since 1970.
fn day_of(time: i64) -> DayNumber {
    i32::try_from(time.div_euclid(86_400_000)).ok()
}

/// The days of those in which it could have been so, with how often it was.
fn days(found: &BTreeMap<DayNumber, u64>, records: &BTreeMap<DayNumber, u64>) -> Vec<Day> {
    let day = |(day, records): (&DayNumber, &u64)| Day {
        day: *day,
        found: found.get(day).copied().unwrap_or_default(),
        records: *records,
    };
    records.iter().map(day).collect()
}
