//! What of a summary is shown, and in which order: the same for people and programs.

use std::collections::BTreeMap;

use crate::finding::Rule;
use crate::summary::{Chart, Delivered, Event, RuleCount, Statuses, Summary};

/// So many steps of time are shown, so many of the most repeated deliveries, and so many of the busiest affiliates.
const MOST_STEPS: usize = 24;
const MOST_REPEATED: usize = 5;
const MOST_AFFILIATES: usize = 10;

/// A summary in the order in which it is shown.
pub(in crate::report) struct Ranked<'s> {
    /// By number of records.
    pub(in crate::report) providers: Vec<(String, Statuses)>,
    /// By number of records.
    pub(in crate::report) events: Vec<(&'s str, &'s Event)>,
    /// By severity, then by number of findings.
    pub(in crate::report) rules: Vec<(Rule, RuleCount)>,
    /// In order of time.
    pub(in crate::report) chart: Option<Chart>,
    pub(in crate::report) retries: Repeated<'s>,
    /// By number of records.
    pub(in crate::report) affiliates: Vec<(&'s str, u64)>,
}

/// What came more than once.
pub(in crate::report) struct Repeated<'s> {
    /// How many deliveries were told apart.
    pub(in crate::report) deliveries: usize,
    /// How many of them came more than once.
    pub(in crate::report) several: usize,
    /// How many records are therefore not the first of their delivery.
    pub(in crate::report) retries: u64,
    /// Whether there were more deliveries than could be told apart, so that these numbers are of some of them.
    pub(in crate::report) sampled: bool,
    /// Those that came most often.
    pub(in crate::report) most: Vec<(&'s str, &'s Delivered)>,
}

impl<'s> Ranked<'s> {
    pub(in crate::report) fn of(summary: &'s Summary) -> Self {
        let mut by_provider: BTreeMap<String, Statuses> = BTreeMap::new();
        for (_, event) in summary.events.iter().filter(|(_, event)| !event.provider.is_empty()) {
            by_provider.entry(event.provider.clone()).or_default().add(event.statuses);
        }
        let mut providers: Vec<_> = by_provider.into_iter().collect();
        providers.sort_by_key(|(_, statuses)| std::cmp::Reverse(statuses.records()));
        let mut events: Vec<_> = summary.events.iter().collect();
        events.sort_by(|(name, event), (other, more)| {
            more.statuses.records().cmp(&event.statuses.records()).then_with(|| name.cmp(other))
        });
        let mut rules: Vec<_> = summary.rules.iter().map(|(rule, count)| (*rule, *count)).collect();
        rules.sort_by_key(|(rule, count)| (std::cmp::Reverse((count.severity, count.findings)), *rule));
        let mut affiliates: Vec<_> =
            summary.affiliates.iter().map(|(_, (records, shown))| (shown.as_str(), *records)).collect();
        affiliates.sort_by(|(name, records), (other, more)| more.cmp(records).then_with(|| name.cmp(other)));
        affiliates.truncate(MOST_AFFILIATES);
        Self {
            providers,
            events,
            rules,
            chart: summary.timeline.chart(MOST_STEPS),
            retries: Repeated::of(summary),
            affiliates,
        }
    }
}

impl<'s> Repeated<'s> {
    fn of(summary: &'s Summary) -> Self {
        let mut most: Vec<_> = summary.deliveries.iter().filter(|(_, one)| one.times > 1).collect();
        let (several, retries) = (most.len(), most.iter().map(|(_, one)| one.times - 1).sum());
        most.sort_by(|(key, one), (other, more)| more.times.cmp(&one.times).then_with(|| key.cmp(other)));
        most.truncate(MOST_REPEATED);
        Self {
            deliveries: summary.deliveries.len(),
            several,
            retries,
            sampled: summary.deliveries.is_sample(),
            most,
        }
    }
}
