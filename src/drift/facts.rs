//! What was seen, each with its first and last time and how often on which day.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use super::departure::Departure;
use super::reach::Reach;
use crate::learn::{Seen, Sources, Stamp};

/// What is seen of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum What {
    /// An object or an array stands there.
    Stands,
    /// A member that the model has is there.
    Held,
    /// It departs from the model.
    Departs(Departure),
}

/// What a fact is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key {
    /// The number of the group of records.
    pub(super) group: u32,
    /// The place, items as `*`.
    pub(super) pattern: Box<str>,
    /// What is seen of it.
    pub(super) what: What,
    /// What it is, where a place can depart in several ways: a type, a value, the name of an event.
    pub(super) detail: Box<str>,
}

/// The day of a time, in days since 1970; nothing where the time is not known.
pub(super) type DayNumber = Option<i32>;

/// What stood where something was first seen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Example {
    /// What it is, masked.
    pub(super) text: Option<Box<str>>,
    /// Where in the source.
    pub(super) line: u32,
    /// Where in the line.
    pub(super) column: u32,
}

/// Something that was seen in records.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    pub(super) key: Key,
    /// When, in all records.
    pub(super) seen: Option<Seen>,
    /// What stood there first, masked.
    pub(super) example: Option<Example>,
    /// How far values go beyond a bound.
    pub(super) reach: Option<Reach>,
    /// In how many records of which day.
    pub(super) days: BTreeMap<DayNumber, u64>,
    /// The fact that stands for it and its like, should there be too many of them.
    pub(super) family: Option<u32>,
    /// How many others it stands for.
    pub(super) members: u32,
    /// Whether there are too many of those.
    pub(super) is_collapsed: bool,
}

/// All facts, each with a number.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    all: Vec<Fact>,
    /// In which record each was met last, so that each counts once.
    marks: Vec<u64>,
    numbers: HashMap<Key, u32>,
}

/// How many places, values and names of one kind are told apart before they count as one: new members of one object, new
/// values of one place, anything else of one event.
fn most(departure: Departure) -> u32 {
    match departure {
        Departure::NewValue => 20,
        Departure::NewField | Departure::NewEvent => 100,
        _ => 500,
    }
}

impl Facts {
    /// The number of a fact.
    pub(super) fn number(&mut self, key: Key) -> u32 {
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.numbers.insert(key.clone(), number);
        self.all.push(Fact {
            key,
            seen: None,
            example: None,
            reach: None,
            days: BTreeMap::new(),
            family: None,
            members: 0,
            is_collapsed: false,
        });
        self.marks.push(0);
        number
    }

    /// The number of a fact that is one of many of its kind; nothing where there are too many.
    pub(super) fn member(&mut self, key: Key, family: u32) -> Option<u32> {
        let What::Departs(departure) = key.what else { return None };
        if self.get(family)?.is_collapsed {
            return None;
        }
        let number = self.number(key);
        let fact = self.all.get_mut(number as usize)?;
        if fact.family.replace(family).is_none() {
            let family = self.all.get_mut(family as usize)?;
            family.members += 1;
            family.is_collapsed = family.members > most(departure);
        }
        Some(number)
    }

    /// Puts in a fact of a file under its number; not where it is there already.
    pub(super) fn put(&mut self, number: u32, fact: Fact) -> bool {
        if self.number(fact.key.clone()) != number {
            return false;
        }
        if let Some(own) = self.all.get_mut(number as usize) {
            *own = fact;
        }
        true
    }

    /// A value of a record goes so far beyond the bound that a fact is about; whether that is hidden is asked only where
    /// no other went as far.
    pub(super) fn reach(&mut self, number: u32, to: Option<&str>, is_hidden: impl FnOnce() -> bool) {
        let Some(fact) = self.all.get_mut(number as usize) else { return };
        let keyword = &*fact.key.detail;
        fact.reach = match (fact.reach.take(), to) {
            (Some(reach), Some(to)) if !reach.is_short_of(to, keyword) => Some(reach),
            (_, Some(to)) if !is_hidden() => Some(Reach::To(to.into())),
            _ => Some(Reach::Untold),
        };
    }

    pub(super) fn get(&self, number: u32) -> Option<&Fact> {
        self.all.get(number as usize)
    }

    pub(super) fn of(&self, key: &Key) -> Option<&Fact> {
        self.get(*self.numbers.get(key)?)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Fact> {
        self.all.iter()
    }

    /// Whether it is met for the first time in a record.
    #[inline]
    pub(super) fn is_first(&mut self, number: u32, record: u64) -> bool {
        let mark = self.marks.get_mut(number as usize);
        mark.is_some_and(|mark| std::mem::replace(mark, record) != record)
    }

    /// Records hold these facts, first and last at these times.
    pub(super) fn held(&mut self, numbers: &[u32], held: Seen, sources: &Sources) {
        for number in numbers {
            let Some(fact) = self.all.get_mut(*number as usize) else { continue };
            match &mut fact.seen {
                Some(seen) => seen.merge(held, sources),
                None => fact.seen = Some(held),
            }
        }
    }

    /// Seen in a record, with what stands there, which is asked for where it came before all others; whether for the first
    /// time in that record.
    pub(super) fn see(
        &mut self,
        number: u32,
        record: u64,
        stamp: Stamp,
        sources: &Sources,
        example: impl FnOnce() -> Option<Example>,
    ) -> bool {
        if !self.is_first(number, record) {
            return false;
        }
        let Some(fact) = self.all.get_mut(number as usize) else { return false };
        let order = fact.seen.map_or(Ordering::Less, |seen| stamp.compare(&seen.first, sources));
        match &mut fact.seen {
            Some(seen) => seen.again(stamp, sources),
            None => fact.seen = Some(Seen::once(stamp)),
        }
        if matches!(fact.key.what, What::Departs(_)) {
            match order {
                Ordering::Less => fact.example = example(),
                Ordering::Equal => fact.example = smaller(fact.example.take(), example()),
                Ordering::Greater => {}
            }
        }
        true
    }

    /// So many records of a day hold these facts.
    pub(super) fn count(&mut self, numbers: &[u32], day: DayNumber, times: u64) {
        for number in numbers {
            if let Some(fact) = self.all.get_mut(*number as usize) {
                *fact.days.entry(day).or_default() += times;
            }
        }
    }

    /// Adds facts of elsewhere, whose groups and sources have these numbers here; returns the numbers that the facts have.
    pub(super) fn merge(
        &mut self,
        other: Self,
        groups: &[u32],
        numbers: &[u32],
        sources: &Sources,
    ) -> Vec<u32> {
        let renumbered = |key: Key| {
            let group = groups.get(key.group as usize).copied().unwrap_or(key.group);
            Key { group, ..key }
        };
        let all: Vec<Fact> = other.all;
        let own: Vec<u32> = all.iter().map(|fact| self.number(renumbered(fact.key.clone()))).collect();
        for (fact, number) in all.into_iter().zip(&own) {
            let family = fact.family.and_then(|family| own.get(family as usize)).copied();
            if let (Some(family), What::Departs(departure)) = (family, fact.key.what) {
                self.adopt(*number, family, departure);
            }
            let Some(into) = self.all.get_mut(*number as usize) else { continue };
            into.is_collapsed |= fact.is_collapsed;
            into.reach = match (into.reach.take(), fact.reach) {
                (Some(own), Some(other)) => Some(own.farther(other, &into.key.detail)),
                (own, other) => own.or(other),
            };
            for (day, count) in fact.days {
                *into.days.entry(day).or_default() += count;
            }
            let Some(mut seen) = fact.seen else { continue };
            seen.first.source = numbers.get(seen.first.source as usize).copied().unwrap_or(seen.first.source);
            let order = into.seen.map_or(Ordering::Less, |own| seen.first.compare(&own.first, sources));
            match order {
                Ordering::Less => into.example = fact.example,
                Ordering::Equal => into.example = smaller(into.example.take(), fact.example),
                Ordering::Greater => {}
            }
            match &mut into.seen {
                Some(own) => own.merge(seen, sources),
                None => into.seen = Some(seen),
            }
        }
        own
    }

    fn adopt(&mut self, number: u32, family: u32, departure: Departure) {
        let Some(fact) = self.all.get_mut(number as usize) else { return };
        if fact.family.replace(family).is_some() {
            return;
        }
        if let Some(family) = self.all.get_mut(family as usize) {
            family.members += 1;
            family.is_collapsed |= family.members > most(departure);
        }
    }
}

/// The smaller of two, so that it does not matter which came first.
fn smaller(one: Option<Example>, other: Option<Example>) -> Option<Example> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
