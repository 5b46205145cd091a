//! A bound on the places of one event in all: where they are too many, payloads are looked into less deep.
//!
//! It has to be the same however the records were divided, and names that were taken for data in the whole may stand apart
//! in a part. So the values of such names count as if there were as many of them as names can stand apart: what counts for
//! the whole is then never less than what counts for a part.

use super::state::Group;
use super::tree::{MOST_KEYS, MOST_LEVELS, Node};

/// How many places the payloads of one event may have, the values of names that are data counted for many.
pub const MOST_PLACES: u64 = 1 << 19;

/// For how many the values of names count that were too many to stand apart.
const COLLAPSED: u64 = MOST_KEYS as u64 + 1;

/// How many places payloads have in all.
pub(super) fn places(group: &Group) -> u64 {
    let mut counts = [0; MOST_LEVELS + 2];
    tally(&group.root, 0, 1, &mut counts);
    counts.into_iter().fold(0, u64::saturating_add)
}

/// How many levels of the payloads of an event can be looked into.
pub(super) fn levels(group: &Group) -> usize {
    let mut counts = [0; MOST_LEVELS + 2];
    tally(&group.root, 0, 1, &mut counts);
    let mut places = 0_u64;
    for (level, count) in counts.into_iter().enumerate() {
        places = places.saturating_add(count);
        if places > MOST_PLACES {
            return level.saturating_sub(1).max(1);
        }
    }
    MOST_LEVELS
}

/// Counts the places of each level. Recurses on the levels that are looked into, so many at most.
fn tally(node: &Node, level: usize, times: u64, counts: &mut [u64]) {
    if let Some(count) = counts.get_mut(level) {
        *count = count.saturating_add(times);
    }
    if let Some(arrays) = node.arrays.as_ref().filter(|arrays| arrays.items.count > 0) {
        tally(&arrays.items, level + 1, times, counts);
    }
    if let Some(objects) = &node.objects {
        if objects.data.count > 0 {
            let times = if objects.collapsed { times.saturating_mul(COLLAPSED) } else { times };
            tally(&objects.data, level + 1, times, counts);
        }
        for member in &objects.members {
            tally(&member.node, level + 1, times, counts);
        }
    }
}

/// Forgets what lies below so many levels, as if no payload had been looked into deeper. Recurses on these levels.
pub(super) fn cut(node: &mut Node, level: usize, levels: usize) {
    if level >= levels {
        node.deep += node.arrays.take().map_or(0, |arrays| arrays.count);
        node.deep += node.objects.take().map_or(0, |objects| objects.count);
        return;
    }
    if let Some(arrays) = &mut node.arrays {
        cut(&mut arrays.items, level + 1, levels);
    }
    if let Some(objects) = &mut node.objects {
        cut(&mut objects.data, level + 1, levels);
        for member in &mut objects.members {
            cut(&mut member.node, level + 1, levels);
        }
    }
}
