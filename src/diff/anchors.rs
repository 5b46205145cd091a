//! Items of long arrays that are beyond doubt the same: each occurs once on both sides, and they stand in one order.

/// Pairs of indices of items that occur once in either list, as many as ascend on both sides. Takes time in proportion
/// to the length of the lists and its logarithm; `steps` counts what is looked at.
pub(super) fn anchors(a: &[u64], b: &[u64], steps: &mut u64) -> Vec<(usize, usize)> {
    *steps += (a.len() + b.len()) as u64;
    longest_ascending(&common(a, b), steps)
}

/// Pairs of indices of items that occur once in either list, the first ones ascending. Sorted lists take less room than
/// tables.
fn common(a: &[u64], b: &[u64]) -> Vec<(usize, usize)> {
    let (ours, theirs) = (once(a), once(b));
    let (mut common, mut theirs) = (Vec::new(), theirs.iter().peekable());
    for (item, index) in &ours {
        while theirs.next_if(|(other, _)| other < item).is_some() {}
        common.extend(theirs.next_if(|(other, _)| other == item).map(|(_, other)| (*index, *other)));
    }
    common.sort_unstable();
    common
}

/// The items that occur once, ascending, and where each stands.
fn once(items: &[u64]) -> Vec<(u64, usize)> {
    let mut places: Vec<(u64, usize)> = items.iter().copied().zip(0..).collect();
    places.sort_unstable();
    // What stands there again has no place.
    places.dedup_by(|again, first| {
        let is_same = again.0 == first.0;
        if is_same {
            first.1 = usize::MAX;
        }
        is_same
    });
    places.retain(|(_, place)| *place != usize::MAX);
    places
}

/// The longest run of pairs, whose first indices ascend, in which the second ones do so too.
fn longest_ascending(pairs: &[(usize, usize)], steps: &mut u64) -> Vec<(usize, usize)> {
    let second = |at: usize| pairs.get(at).map_or(0, |(_, second)| *second);
    // Of the runs of each length the one that ends lowest, by its last pair; and the pair before each.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    for (at, (_, wanted)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| {
            *steps += 1;
            second(*end) < *wanted
        });
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter)).copied());
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut last = ends.last().copied();
    let mut run = Vec::with_capacity(ends.len());
    while let Some(at) = last {
        run.extend(pairs.get(at));
        last = before.get(at).copied().flatten();
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::anchors;

    #[test]
    fn what_occurs_once_on_both_sides_keeps_its_order() {
        let mut steps = 0;
        assert_eq!(anchors(&[1, 2, 3, 4], &[9, 1, 2, 4, 3], &mut steps), [(0, 1), (1, 2), (3, 3)]);
        assert_eq!(anchors(&[1, 1, 2], &[1, 2, 2, 1], &mut steps), []);
        assert_eq!(anchors(&[], &[1], &mut steps), []);
    }

    #[test]
    fn a_list_twice_as_long_takes_hardly_more_than_twice_the_steps() {
        let steps = |count: u64, turned: bool| {
            let a: Vec<u64> = (0..count).collect();
            let b: Vec<u64> = if turned {
                a.iter().rev().copied().collect()
            } else {
                a.iter().map(|item| item ^ 1).collect()
            };
            let mut steps = 0;
            anchors(&a, &b, &mut steps);
            steps
        };
        for turned in [false, true] {
            assert!(steps(100_000, turned) < 100_000 * 20);
            assert!(steps(100_000, turned) * 10 < steps(50_000, turned) * 22, "{turned}");
        }
    }
}
