//! What was done to make a copy, in numbers: never a value.

use std::collections::BTreeMap;

use crate::redact::category::Category;

/// How many values of each kind were replaced, and what could not be judged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// By what the values are called.
    pub replaced: BTreeMap<&'static str, u64>,
    /// By what they are called and where they stand, where that is asked for: JSON Pointers with `*` for each item.
    pub places: BTreeMap<(&'static str, String), u64>,
    /// How many texts of unknown meaning were masked or dropped.
    pub masked: u64,
    /// How many of them were kept.
    pub unjudged: u64,
}

impl Account {
    pub(super) fn count(&mut self, category: Category) {
        *self.replaced.entry(category.name()).or_default() += 1;
    }

    pub(super) fn count_at(&mut self, category: Category, place: String) {
        *self.places.entry((category.name(), place)).or_default() += 1;
    }

    /// How many values were replaced.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.replaced.values().sum()
    }

    /// Adds what another worker has done.
    pub fn add(&mut self, other: &Self) {
        for (name, count) in &other.replaced {
            *self.replaced.entry(name).or_default() += count;
        }
        for ((name, place), count) in &other.places {
            *self.places.entry((name, place.clone())).or_default() += count;
        }
        self.masked += other.masked;
        self.unjudged += other.unjudged;
    }
}
