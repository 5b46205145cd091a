//! What one run has collected as a file, for `merge` to add to what others have.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use thiserror::Error;

use super::collect::Part;
use super::deliveries::Instance;
use super::departure::Departure;
use super::facts::{Example, Fact, Key, What};
use super::reach::Reach;
use crate::learn::{Seen, Stamp};

/// What the file is.
pub const DRIFT_STATE: &str = "hookspect/drift-v1";
/// The largest count: what a double holds.
const MOST: u64 = 1 << 53;

/// Why a file is no state.
#[derive(Debug, Error)]
pub enum DriftStateError {
    /// It cannot be read as one.
    #[error("is not what drift --partial writes: {0}")]
    Foreign(#[from] serde_json::Error),
    /// Something in it cannot be.
    #[error("holds {0}")]
    Impossible(&'static str),
}

/// A record: its time, source, line and shape.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Record(Option<i64>, u32, u32, u32, #[serde(default = "once", skip_serializing_if = "is_once")] u64);

const fn once() -> u64 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde asks for")]
const fn is_once(count: &u64) -> bool {
    *count == 1
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StateFile {
    format: String,
    /// The totals of the run.
    totals: Json,
    tests: u64,
    unreadable: u64,
    cut: u64,
    is_full: bool,
    sources: Vec<String>,
    groups: Vec<[String; 3]>,
    facts: Vec<FactFile>,
    /// The facts that records hold together.
    shapes: Vec<Vec<u32>>,
    /// The records of each delivery.
    deliveries: BTreeMap<String, Vec<Record>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FactFile {
    group: u32,
    pattern: String,
    what: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    detail: String,
    /// Time, source and line of the first, time of the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen: Option<(Option<i64>, u32, u32, Option<i64>)>,
    /// What stood there first, with its line and column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    example: Option<(Option<String>, u32, u32)>,
    /// How far values go beyond a bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reach: Option<Reach>,
    /// What did not wait for a retry: how often on which day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    days: Vec<(Option<i32>, u64)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    family: Option<u32>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_collapsed: bool,
}

const STANDS: &str = "stands";
const HELD: &str = "held";

impl Part {
    /// What was collected, as a file; `totals` are those of the run.
    ///
    /// # Errors
    ///
    /// Those of the writer of JSON.
    pub fn write(mut self, totals: Json) -> Result<String, DriftStateError> {
        self.deliveries.tell(&mut self.facts, &self.sources);
        let fact = |fact: &Fact| FactFile {
            group: fact.key.group,
            pattern: fact.key.pattern.to_string(),
            what: match fact.key.what {
                What::Stands => STANDS,
                What::Held => HELD,
                What::Departs(departure) => departure.name(),
            }
            .to_owned(),
            detail: fact.key.detail.to_string(),
            seen: fact.seen.map(|seen| (seen.first.time, seen.first.source, seen.first.line, seen.last)),
            example: fact
                .example
                .as_ref()
                .map(|Example { text, line, column }| (text.as_deref().map(str::to_owned), *line, *column)),
            reach: fact.reach.clone(),
            days: fact.days.iter().map(|(day, count)| (*day, *count)).collect(),
            family: fact.family,
            is_collapsed: fact.is_collapsed,
        };
        let mut shapes: BTreeMap<Arc<[u32]>, u32> = BTreeMap::new();
        let mut deliveries = BTreeMap::new();
        for (hash, instances) in &self.deliveries.by_hash {
            let instance = |Instance { stamp, shape, count }: &Instance| {
                let next = u32::try_from(shapes.len()).unwrap_or(u32::MAX);
                let shape = *shapes.entry(Arc::clone(shape)).or_insert(next);
                Record(stamp.time, stamp.source, stamp.line, shape, *count)
            };
            deliveries.insert(format!("{hash:032x}"), instances.iter().map(instance).collect());
        }
        let mut listed: Vec<(Arc<[u32]>, u32)> = shapes.into_iter().collect();
        listed.sort_by_key(|(_, number)| *number);
        let file = StateFile {
            format: DRIFT_STATE.to_owned(),
            totals,
            tests: self.tests,
            unreadable: self.unreadable,
            cut: self.cut,
            is_full: self.deliveries.is_full,
            sources: self.sources.names().map(str::to_owned).collect(),
            groups: self.groups.iter().map(|group| group.clone().map(String::from)).collect(),
            facts: self.facts.iter().map(fact).collect(),
            shapes: listed.into_iter().map(|(shape, _)| shape.to_vec()).collect(),
            deliveries,
        };
        Ok(serde_json::to_string(&file.in_order())? + "\n")
    }

    /// Reads a file that [`Self::write`] has written, with the totals of that run.
    ///
    /// # Errors
    ///
    /// What is no such file.
    pub fn read(text: &str) -> Result<(Self, Json), DriftStateError> {
        let file: StateFile = serde_json::from_str(text)?;
        if file.format != DRIFT_STATE {
            return Err(DriftStateError::Impossible("the state of something else"));
        }
        let mut part = Self::default();
        (part.tests, part.unreadable, part.cut) = (file.tests, file.unreadable, file.cut);
        part.deliveries.is_full = file.is_full;
        for (number, source) in (0..).zip(&file.sources) {
            if part.sources.number(source) != number {
                return Err(DriftStateError::Impossible("a source twice"));
            }
        }
        let sources = u32::try_from(file.sources.len()).unwrap_or(u32::MAX);
        part.groups = file.groups.into_iter().map(|group| group.map(Box::from)).collect();
        let facts = u32::try_from(file.facts.len()).unwrap_or(u32::MAX);
        let is_far = |source: u32| source >= sources;
        for (number, fact) in (0..).zip(file.facts) {
            let what = match fact.what.as_str() {
                STANDS => What::Stands,
                HELD => What::Held,
                name => Departure::ALL
                    .into_iter()
                    .find(|one| one.name() == name)
                    .map(What::Departs)
                    .ok_or(DriftStateError::Impossible("a departure that is none"))?,
            };
            let counts = fact.days.iter().any(|(_, count)| *count > MOST);
            let is_wrong = fact.group as usize >= part.groups.len()
                || fact.family.is_some_and(|family| family >= facts)
                || fact.seen.is_some_and(|(_, source, _, _)| is_far(source))
                || fact.reach.as_ref().is_some_and(|reach| !reach.is_possible());
            if counts || is_wrong {
                return Err(DriftStateError::Impossible("a number that stands for nothing"));
            }
            let key =
                Key { group: fact.group, pattern: fact.pattern.into(), what, detail: fact.detail.into() };
            let seen = fact
                .seen
                .map(|(time, source, line, last)| Seen { first: Stamp { time, source, line }, last });
            let example = fact.example.map(|(text, line, column)| Example {
                text: text.map(String::into_boxed_str),
                line,
                column,
            });
            let FactFile { reach, days, family, is_collapsed, .. } = fact;
            let days = days.into_iter().collect();
            let fact = Fact { key, seen, example, reach, days, family, members: 0, is_collapsed };
            if !part.facts.put(number, fact) {
                return Err(DriftStateError::Impossible("a fact twice"));
            }
        }
        for (hash, instances) in file.deliveries {
            let hash = u128::from_str_radix(&hash, 16)
                .map_err(|_| DriftStateError::Impossible("a delivery without a number"))?;
            for Record(time, source, line, shape, count) in instances {
                let shape = file.shapes.get(shape as usize);
                let shape = shape.filter(|shape| shape.iter().all(|fact| *fact < facts) && !is_far(source));
                let shape = shape.ok_or(DriftStateError::Impossible("a number that stands for nothing"))?;
                let stamp = Stamp { time, source, line };
                part.deliveries.put(hash, (stamp, count), shape, &mut part.facts, &part.sources);
            }
        }
        Ok((part, file.totals))
    }
}

impl StateFile {
    /// The same with everything in an order that says nothing of who found it first: equal states are equal bytes.
    fn in_order(mut self) -> Self {
        let sources = sort(&mut self.sources, Ord::cmp);
        let groups = sort(&mut self.groups, Ord::cmp);
        for fact in &mut self.facts {
            renumber(&mut fact.group, &groups);
            if let Some((_, source, _, _)) = &mut fact.seen {
                renumber(source, &sources);
            }
        }
        let key =
            |fact: &FactFile| (fact.group, fact.pattern.clone(), fact.what.clone(), fact.detail.clone());
        let facts = sort(&mut self.facts, |one, other| key(one).cmp(&key(other)));
        for family in self.facts.iter_mut().filter_map(|fact| fact.family.as_mut()) {
            renumber(family, &facts);
        }
        for shape in &mut self.shapes {
            for fact in shape.iter_mut() {
                renumber(fact, &facts);
            }
            shape.sort_unstable();
        }
        let shapes = sort(&mut self.shapes, Ord::cmp);
        for records in self.deliveries.values_mut() {
            for Record(_, source, _, shape, _) in records.iter_mut() {
                renumber(source, &sources);
                renumber(shape, &shapes);
            }
            records.sort_unstable();
        }
        self
    }
}

/// Sorts a list. Gives the new number of what had each number before.
fn sort<T>(list: &mut Vec<T>, compare: impl Fn(&T, &T) -> std::cmp::Ordering) -> Vec<u32> {
    let mut numbered: Vec<(usize, T)> = std::mem::take(list).into_iter().enumerate().collect();
    numbered.sort_by(|(_, one), (_, other)| compare(one, other));
    let mut numbers = vec![0; numbered.len()];
    for (new, (old, item)) in (0..).zip(numbered) {
        if let Some(number) = numbers.get_mut(old) {
            *number = new;
        }
        list.push(item);
    }
    numbers
}

/// Gives a number as it is in the new order.
fn renumber(number: &mut u32, numbers: &[u32]) {
    *number = numbers.get(*number as usize).copied().unwrap_or(*number);
}
