//! What was seen in two parts as what was seen in the whole.

use std::collections::BTreeSet;

use super::super::stamp::Sources;
use super::super::state::Group;
use super::{Leaf, Leaves, MOST_PAIRED, MOST_SHAPES, MOST_WORDS, Names, Said, keep, pairs_of};

impl Leaves {
    /// Adds what was seen elsewhere; `numbers` are those of its sources in `sources`. Both were flushed.
    pub(in crate::learn) fn merge(&mut self, other: &Self, numbers: &[u32], sources: &Sources) {
        if self.is_closed || other.is_closed {
            self.close();
            return;
        }
        let mut spots: Vec<&Leaf> = self.places.iter().collect();
        spots.extend(other.places.iter().filter(|leaf| !self.index.contains_key(&leaf.spot.place)));
        let mut whole = Self::with(spots.iter().map(|leaf| Leaf::new(leaf.spot.clone(), None)).collect());
        let both = |place: &str| (self.index.get(place).copied(), other.index.get(place).copied());
        let sums: Vec<(Option<usize>, Option<usize>)> =
            spots.iter().map(|leaf| both(&leaf.spot.place)).collect();
        for (leaf, (own, others)) in whole.places.iter_mut().zip(&sums) {
            let halves = [(&*self, own), (other, others)];
            for (half, number) in halves {
                match number.and_then(|number| half.places.get(number)) {
                    None if half.all.records > 0 => leaf.vary(),
                    None => {}
                    Some(known) if known.is_varied => leaf.vary(),
                    Some(known) => match (leaf.only, known.only) {
                        _ if leaf.is_varied => {}
                        (Some(one), Some(other)) if one != other => leaf.vary(),
                        (one, other) => leaf.only = one.or(other),
                    },
                }
            }
            leaf.names = self.summed(*own, other, *others, numbers, sources);
        }
        whole.all = self.all.clone();
        whole.all.merge(other.all.clone(), numbers, sources);
        whole.shapes.clone_from(&self.shapes);
        other.shapes.iter().for_each(|shape| keep(&mut whole.shapes, *shape));
        whole.records = self.records + other.records;
        whole.bound();
        let is_told = |number: &usize| {
            let names = whole.places.get(*number).and_then(|leaf| leaf.names.as_ref());
            names.is_some_and(|names| names.groups.len() > 1)
        };
        let varied: Vec<usize> = whole.partners.iter().copied().filter(is_told).collect();
        for (one, second) in pairs_of(&varied) {
            let (Some(ones), Some(seconds)) = (sums.get(one), sums.get(second)) else { continue };
            let sum = || {
                let mut own = self.paired(ones.0, seconds.0)?;
                for (said, group) in other.paired(ones.1, seconds.1)? {
                    let mut moved = Group::default();
                    moved.merge(group, numbers, sources);
                    own.entry(said).or_default().merge(moved, &[], sources);
                }
                (own.len() <= MOST_PAIRED).then_some(own)
            };
            whole.pairs.insert((one, second), sum());
        }
        *self = whole;
        let order = self.bound();
        self.keep_first(&order);
    }

    /// What stands in a place of two halves; nothing where it cannot name events.
    fn summed(
        &self,
        own: Option<usize>,
        other: &Self,
        others: Option<usize>,
        numbers: &[u32],
        sources: &Sources,
    ) -> Option<Names> {
        let mut lacking = BTreeSet::new();
        for (half, number) in [(self, own), (other, others)] {
            match number {
                None => lacking.extend(half.shapes.iter().copied()),
                Some(number) => {
                    lacking.extend(half.places.get(number)?.names.as_ref()?.lacking.iter().copied());
                }
            }
        }
        let mut sum: Vec<(Said, Group)> = Vec::new();
        for (said, group) in self.groups(own)? {
            sum.push((said.clone(), group.clone()));
        }
        for (said, group) in other.groups(others)? {
            let mut moved = Group::default();
            moved.merge(group.clone(), numbers, sources);
            match sum.iter_mut().find(|(known, _)| known == said) {
                Some((_, own)) => own.merge(moved, &[], sources),
                None => sum.push((said.clone(), moved)),
            }
        }
        if let [(_, all)] = sum.as_mut_slice() {
            *all = Group::default();
        }
        (lacking.len() <= MOST_SHAPES && sum.len() <= MOST_WORDS).then_some(Names { lacking, groups: sum })
    }
}
