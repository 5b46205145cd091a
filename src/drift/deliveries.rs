//! Deliveries that may come again: each counts once, as the first of its instances.

use std::collections::HashMap;
use std::collections::btree_map::{BTreeMap, Entry};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::facts::{DayNumber, Facts};
use crate::engine::Examined;
use crate::learn::{Seen, Sources, Stamp};
use crate::normalize::{DeliveryKey, delivery_key};

/// How many deliveries are remembered. Where there are more, those with the smallest hashes are, the same ones however the
/// records were divided; what came of the others counts as often as it came.
pub(super) const MOST: usize = 200_000;

/// The numbers of the facts that a record holds.
type Shape = Arc<[u32]>;

/// Records of a delivery that hold the same facts and are of the same day, so that nothing tells them apart: the first of
/// them, and how many there are.
#[derive(Debug, Clone)]
pub(super) struct Instance {
    pub(super) stamp: Stamp,
    pub(super) shape: Shape,
    pub(super) count: u64,
}

/// The records of a delivery. Most come once.
#[derive(Debug)]
pub(super) struct Instances {
    one: Instance,
    others: BTreeMap<(Shape, DayNumber), Instance>,
}

impl Instance {
    fn again(&mut self, other: &Self, sources: &Sources) {
        self.count = self.count.saturating_add(other.count);
        if other.stamp.compare(&self.stamp, sources).is_lt() {
            self.stamp = other.stamp;
        }
    }
}

impl Instances {
    fn add(&mut self, other: Instance, sources: &Sources) {
        let kind = |one: &Instance| (Arc::clone(&one.shape), day(one.stamp));
        if self.one.shape == other.shape && day(self.one.stamp) == day(other.stamp) {
            return self.one.again(&other, sources);
        }
        match self.others.entry(kind(&other)) {
            Entry::Occupied(mut known) => known.get_mut().again(&other, sources),
            Entry::Vacant(new) => {
                new.insert(other);
            }
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Instance> {
        std::iter::once(&self.one).chain(self.others.values())
    }
}

/// A shape that records have, and when they had it: told of its facts when all records are read, and not of each for each.
#[derive(Debug)]
struct Known {
    shape: Shape,
    seen: Option<Seen>,
}

/// Deliveries by what is the same when one comes again.
#[derive(Debug, Default)]
pub(super) struct Deliveries {
    pub(super) by_hash: BTreeMap<u128, Instances>,
    shapes: HashMap<Shape, Known>,
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

/// The number of the delivery that a record is of; nothing where there is no payload.
pub(super) fn delivery(examined: &Examined<'_, '_>) -> Option<u128> {
    let (document, identification) = examined.document.zip(examined.identification)?;
    let digest = match delivery_key(document, identification) {
        // No id of a provider holds a colon.
        DeliveryKey::Id(provider, id) => {
            Sha256::new().chain_update(provider).chain_update(":").chain_update(&*id).finalize()
        }
        DeliveryKey::Body(body) => Sha256::new().chain_update(":").chain_update(body).finalize(),
    };
    digest.first_chunk().map(|half| u128::from_be_bytes(*half))
}

impl Deliveries {
    /// A record of a delivery.
    pub(super) fn add(
        &mut self,
        hash: u128,
        stamp: Stamp,
        numbers: &[u32],
        facts: &mut Facts,
        sources: &Sources,
    ) {
        if self.by_hash.len() >= MOST && self.by_hash.last_key_value().is_some_and(|(last, _)| hash > *last) {
            self.is_full = true;
            facts.held(numbers, Seen::once(stamp), sources);
            facts.count(numbers, day(stamp), 1);
            return;
        }
        let shape = self.shape(numbers, Some(stamp), facts, sources);
        self.came(hash, Instance { stamp, shape, count: 1 }, sources);
        self.shrink(facts);
    }

    fn came(&mut self, hash: u128, instance: Instance, sources: &Sources) {
        match self.by_hash.entry(hash) {
            Entry::Occupied(mut known) => known.get_mut().add(instance, sources),
            Entry::Vacant(new) => {
                new.insert(Instances { one: instance, others: BTreeMap::new() });
            }
        }
    }

    /// Puts in records of a file that nothing tells apart.
    pub(super) fn put(
        &mut self,
        hash: u128,
        (stamp, count): (Stamp, u64),
        numbers: &[u32],
        facts: &mut Facts,
        sources: &Sources,
    ) {
        let shape = self.shape(numbers, None, facts, sources);
        self.came(hash, Instance { stamp, shape, count }, sources);
    }

    /// The shape of a record, or of one whose time its facts know.
    fn shape(
        &mut self,
        numbers: &[u32],
        stamp: Option<Stamp>,
        facts: &mut Facts,
        sources: &Sources,
    ) -> Shape {
        if let Some(known) = self.shapes.get_mut(numbers) {
            match (&mut known.seen, stamp) {
                (Some(seen), Some(stamp)) => seen.again(stamp, sources),
                (seen, stamp) => *seen = seen.or(stamp.map(Seen::once)),
            }
            return Arc::clone(&known.shape);
        }
        // What only forgotten deliveries had is forgotten too: its entry holds it twice, as key and as value.
        if self.shapes.len() > 2 * MOST {
            self.tell(facts, sources);
            self.shapes.retain(|shape, _| Arc::strong_count(shape) > 2);
        }
        let shape: Shape = numbers.into();
        let known = Known { shape: Arc::clone(&shape), seen: stamp.map(Seen::once) };
        self.shapes.insert(Arc::clone(&shape), known);
        shape
    }

    /// Tells of the facts when records held them, as far as that was not told before.
    #[expect(clippy::iter_over_hash_type, reason = "the first and the last are the same in any order")]
    pub(super) fn tell(&mut self, facts: &mut Facts, sources: &Sources) {
        for known in self.shapes.values_mut() {
            if let Some(seen) = known.seen.take() {
                facts.held(&known.shape, seen, sources);
            }
        }
    }

    fn shrink(&mut self, facts: &mut Facts) {
        while self.by_hash.len() > MOST {
            self.is_full = true;
            let Some((_, instances)) = self.by_hash.pop_last() else { return };
            for Instance { stamp, shape, count } in instances.iter() {
                facts.count(shape, day(*stamp), *count);
            }
        }
    }

    /// Adds deliveries of elsewhere, whose facts and sources have these numbers here.
    pub(super) fn merge(
        &mut self,
        other: Self,
        numbers: &[u32],
        renumbered_sources: &[u32],
        facts: &mut Facts,
        sources: &Sources,
    ) {
        self.is_full |= other.is_full;
        let mut renumbered: HashMap<Shape, Shape> = HashMap::new();
        for (hash, instances) in other.by_hash {
            for Instance { mut stamp, shape, count } in instances.iter().cloned() {
                stamp.source = renumbered_sources.get(stamp.source as usize).copied().unwrap_or(stamp.source);
                let known = renumbered.get(&shape).map(Arc::clone);
                let own = known.unwrap_or_else(|| {
                    let mut own: Vec<u32> =
                        shape.iter().filter_map(|number| numbers.get(*number as usize)).copied().collect();
                    own.sort_unstable();
                    let own = self.shape(&own, None, facts, sources);
                    renumbered.insert(shape, Arc::clone(&own));
                    own
                });
                self.came(hash, Instance { stamp, shape: own, count }, sources);
            }
            self.shrink(facts);
        }
    }

    /// Counts each delivery once: as the record that came first by its own time.
    pub(super) fn settle(mut self, facts: &mut Facts, sources: &Sources) -> Told {
        self.tell(facts, sources);
        let mut told = Told::default();
        for instances in self.by_hash.into_values() {
            told.deliveries += 1;
            let count = instances.iter().fold(0_u64, |count, instance| count.saturating_add(instance.count));
            told.retries = told.retries.saturating_add(count.saturating_sub(1));
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
