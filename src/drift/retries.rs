//! Sets of records in which a delivery that came several times counts once: which record of it came first, and what is
//! learnt of those.

use std::collections::BTreeMap;

use super::collect::time;
use super::deliveries::{MOST, delivery};
use super::sets::{Sorted, Sorting};
use crate::engine::{Analysis, Examined};
use crate::learn::{Sources, Stamp};
use crate::model::Status;

/// Learns from records, and notes which of them came again.
#[derive(Debug)]
pub struct Noting(pub Sorting);

/// The record of a delivery that came first.
#[derive(Debug, Clone, Copy)]
struct First {
    stamp: Stamp,
    column: u32,
    /// How many came again.
    others: u64,
}

/// Which record of each delivery came first.
#[derive(Debug, Default)]
pub struct Retries {
    sources: Sources,
    first: BTreeMap<u128, First>,
    is_full: bool,
}

impl Retries {
    /// How many records came again.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.first.values().map(|first| first.others).sum()
    }

    /// Whether there were more deliveries than are told apart, so that a retry may count twice.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.is_full
    }

    fn note(&mut self, delivery: u128, other: First) {
        let Some(known) = self.first.get_mut(&delivery) else {
            self.first.insert(delivery, other);
            return self.shrink();
        };
        let others = known.others + other.others + 1;
        let by_stamp = other.stamp.compare(&known.stamp, &self.sources);
        if by_stamp.then(other.column.cmp(&known.column)).is_lt() {
            *known = other;
        }
        known.others = others;
    }

    /// Forgets those with the largest numbers, the same ones however the records were divided.
    fn shrink(&mut self) {
        while self.first.len() > MOST {
            self.is_full = true;
            self.first.pop_last();
        }
    }

    /// Whether a record is the one that counts.
    fn counts(&self, examined: &Examined<'_, '_>) -> bool {
        let first = delivery(examined).and_then(|delivery| self.first.get(&delivery));
        let Some(First { stamp, column, .. }) = first else { return true };
        let at = examined.position;
        (stamp.line, *column) == (at.line, at.column) && self.sources.name(stamp.source) == examined.source
    }
}

impl<'m> Analysis<'m> for Noting {
    type Part = (Sorted<'m>, Retries);
    type Product = ();

    fn record(&self, (learned, retries): &mut Self::Part, examined: &Examined<'_, 'm>) {
        self.0.record(learned, examined);
        if examined.status == Status::Unreadable || examined.empty {
            return;
        }
        if let Some(delivery) = delivery(examined) {
            let source = retries.sources.number(examined.source);
            let at = examined.position;
            let stamp = Stamp { time: time(examined), source, line: at.line };
            retries.note(delivery, First { stamp, column: at.column, others: 0 });
        }
    }

    fn merge(&self, (learned, retries): &mut Self::Part, (other, from): Self::Part) {
        self.0.merge(learned, other);
        let numbers = retries.sources.take_in(&from.sources);
        retries.is_full |= from.is_full;
        for (delivery, mut first) in from.first {
            let source = &mut first.stamp.source;
            *source = numbers.get(*source as usize).copied().unwrap_or(*source);
            retries.note(delivery, first);
        }
    }
}

/// Learns from the first record of each delivery.
#[derive(Debug)]
pub struct LearningOnce<'r> {
    /// What learns.
    pub learn: Sorting,
    /// Which records came first, of the same inputs.
    pub retries: &'r Retries,
}

impl<'m> Analysis<'m> for LearningOnce<'_> {
    type Part = Sorted<'m>;
    type Product = ();

    fn record(&self, part: &mut Self::Part, examined: &Examined<'_, 'm>) {
        if self.retries.counts(examined) {
            self.learn.record(part, examined);
        }
    }

    fn merge(&self, into: &mut Self::Part, from: Self::Part) {
        self.learn.merge(into, from);
    }
}
