//! Deliveries that may come again: each counts once, as the first of its instances.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::facts::{DayNumber, Facts};
use crate::learn::{Sources, Stamp};

/// How many deliveries are remembered. Where there are more, those with the smallest hashes are, the same ones however the
/// records were divided; what came of the others counts as often as it came.
const MOST: usize = 200_000;

/// The numbers of the facts that a record holds.
type Shape = Arc<[u32]>;

/// A record of a delivery.
#[derive(Debug, Clone)]
pub(super) struct Instance {
    pub(super) stamp: Stamp,
    pub(super) shape: Shape,
}

/// Deliveries by what is the same when one comes again.
#[derive(Debug, Default)]
pub(super) struct Deliveries {
    pub(super) by_hash: BTreeMap<u128, Vec<Instance>>,
    shapes: HashSet<Shape>,
    /// Whether there were more than are remembered.
    pub(super) is_full: bool,
}

/// How many records there were, and how many of them came again.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    pub(super) deliveries: u64,
    pub(super) retries: u64,
}

/// The day of a stamp.
pub(super) fn day(stamp: Stamp) -> DayNumber {
    stamp.time.and_then(|time| i32::try_from(time.div_euclid(86_400_000)).ok())
}

impl Deliveries {
    /// A record of the delivery that a key names.
    pub(super) fn add(&mut self, key: &str, stamp: Stamp, numbers: &[u32], facts: &mut Facts) {
        let hash = Sha256::digest(key).iter().take(16).fold(0, |hash, byte| hash << 8 | u128::from(*byte));
        if self.by_hash.len() >= MOST && self.by_hash.last_key_value().is_some_and(|(last, _)| hash > *last) {
            self.is_full = true;
            facts.count(numbers, day(stamp), 1);
            return;
        }
        let shape = self.shape(numbers);
        self.by_hash.entry(hash).or_default().push(Instance { stamp, shape });
        self.shrink(facts);
    }

    /// Puts in a record of a file.
    pub(super) fn put(&mut self, hash: u128, stamp: Stamp, numbers: &[u32]) {
        let shape = self.shape(numbers);
        self.by_hash.entry(hash).or_default().push(Instance { stamp, shape });
    }

    fn shape(&mut self, numbers: &[u32]) -> Shape {
        if let Some(known) = self.shapes.get(numbers) {
            return Arc::clone(known);
        }
        // What only forgotten deliveries had is forgotten too.
        if self.shapes.len() > 2 * MOST {
            self.shapes.retain(|shape| Arc::strong_count(shape) > 1);
        }
        let shape: Shape = numbers.into();
        self.shapes.insert(Arc::clone(&shape));
        shape
    }

    fn shrink(&mut self, facts: &mut Facts) {
        while self.by_hash.len() > MOST {
            self.is_full = true;
            let Some((_, instances)) = self.by_hash.pop_last() else { return };
            for Instance { stamp, shape } in instances {
                facts.count(&shape, day(stamp), 1);
            }
        }
    }

    /// Adds deliveries of elsewhere, whose facts and sources have these numbers here.
    pub(super) fn merge(&mut self, other: Self, numbers: &[u32], sources: &[u32], facts: &mut Facts) {
        self.is_full |= other.is_full;
        let mut renumbered: HashMap<Shape, Shape> = HashMap::new();
        for (hash, instances) in other.by_hash {
            for Instance { mut stamp, shape } in instances {
                stamp.source = sources.get(stamp.source as usize).copied().unwrap_or(stamp.source);
                let known = renumbered.get(&shape).map(Arc::clone);
                let own = known.unwrap_or_else(|| {
                    let mut own: Vec<u32> =
                        shape.iter().filter_map(|number| numbers.get(*number as usize)).copied().collect();
                    own.sort_unstable();
                    let own = self.shape(&own);
                    renumbered.insert(shape, Arc::clone(&own));
                    own
                });
                self.by_hash.entry(hash).or_default().push(Instance { stamp, shape: own });
            }
            self.shrink(facts);
        }
    }

    /// Counts each delivery once: as the record that came first by its own time.
    pub(super) fn settle(self, facts: &mut Facts, sources: &Sources) -> Told {
        let mut told = Told::default();
        for instances in self.by_hash.into_values() {
            told.deliveries += 1;
            told.retries += instances.len() as u64 - 1;
            let keys = |instance: &Instance| {
                instance.shape.iter().filter_map(|number| facts.get(*number)).map(|fact| &fact.key).max()
            };
            let first = instances.iter().min_by(|one, other| {
                let by_place = one.stamp.compare(&other.stamp, sources);
                by_place.then_with(|| (one.shape.len(), keys(one)).cmp(&(other.shape.len(), keys(other))))
            });
            if let Some((stamp, shape)) = first.map(|first| (first.stamp, Arc::clone(&first.shape))) {
                facts.count(&shape, day(stamp), 1);
            }
        }
        told
    }
}
