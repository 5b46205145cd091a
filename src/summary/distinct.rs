//! Counts by key in bounded memory.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

/// Values by key, for so many keys at most. Where there are more, those with the smallest hashes are kept: a fair sample,
/// and the same one however the records were divided. What is kept is counted in full, for a key with one of the smallest
/// hashes of all has one of the smallest wherever it is seen, and is never dropped.
#[derive(Debug, Clone)]
pub struct Distinct<V, const MOST: usize> {
    by_hash: BTreeMap<u128, (String, V)>,
    is_sample: bool,
}

impl<V, const MOST: usize> Default for Distinct<V, MOST> {
    fn default() -> Self {
        Self { by_hash: BTreeMap::new(), is_sample: false }
    }
}

fn hash(key: &str) -> u128 {
    let digest = Sha256::digest(key);
    digest.iter().take(16).fold(0, |hash, byte| hash << 8 | u128::from(*byte))
}

impl<V: Default, const MOST: usize> Distinct<V, MOST> {
    /// Changes the value of a key.
    pub fn update(&mut self, key: &str, change: impl FnOnce(&mut V)) {
        let hash = hash(key);
        if self.is_beyond(hash) {
            self.is_sample = true;
            return;
        }
        let (_, value) = self.by_hash.entry(hash).or_insert_with(|| (key.to_owned(), V::default()));
        change(value);
        self.shrink();
    }

    /// Keys that are each there once, and no more of them than are kept; nothing where that is not so.
    pub(super) fn of(entries: Vec<(String, V)>, is_sample: bool) -> Option<Self> {
        let all = entries.len();
        let by_hash: BTreeMap<u128, (String, V)> =
            entries.into_iter().map(|(key, value)| (hash(&key), (key, value))).collect();
        (by_hash.len() == all && all <= MOST).then_some(Self { by_hash, is_sample })
    }

    /// Adds what was counted elsewhere: `join` makes one value of two.
    pub fn merge(&mut self, other: Self, join: impl Fn(&mut V, V)) {
        self.is_sample |= other.is_sample;
        for (hash, (key, value)) in other.by_hash {
            let (_, own) = self.by_hash.entry(hash).or_insert_with(|| (key, V::default()));
            join(own, value);
            self.shrink();
        }
    }
}

impl<V, const MOST: usize> Distinct<V, MOST> {
    /// Whether a key would be dropped again at once.
    fn is_beyond(&self, hash: u128) -> bool {
        self.by_hash.len() >= MOST && self.by_hash.last_key_value().is_some_and(|(last, _)| hash > *last)
    }

    fn shrink(&mut self) {
        while self.by_hash.len() > MOST {
            self.by_hash.pop_last();
            self.is_sample = true;
        }
    }

    /// The keys and their values, by hash.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.by_hash.values().map(|(key, value)| (key.as_str(), value))
    }

    /// How many keys are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_hash.len()
    }

    /// Whether no key was seen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_hash.is_empty()
    }

    /// Whether there were more keys than are kept.
    #[must_use]
    pub const fn is_sample(&self) -> bool {
        self.is_sample
    }
}

#[cfg(test)]
mod tests {
    use super::Distinct;

    fn counted(keys: impl Iterator<Item = u32>) -> Distinct<u64, 50> {
        let mut counts = Distinct::default();
        keys.for_each(|key| counts.update(&key.to_string(), |count| *count += 1));
        counts
    }

    #[test]
    fn what_is_kept_is_counted_in_full_however_the_keys_were_divided() {
        let keys = || (0..3000_u32).map(|number| number * number % 211);
        let whole = counted(keys());
        assert!(whole.is_sample() && whole.len() == 50);
        for (key, count) in whole.iter() {
            assert_eq!(*count, keys().filter(|one| one.to_string() == key).count() as u64);
        }
        for parts in [2, 3, 7] {
            let mut merged = Distinct::<u64, 50>::default();
            for part in (0..parts).rev() {
                let some = keys().enumerate().filter(|(at, _)| at % parts == part).map(|(_, key)| key);
                merged.merge(counted(some), |own, other| *own += other);
            }
            assert!(merged.iter().eq(whole.iter()), "{parts}");
            assert_eq!(merged.is_sample(), whole.is_sample());
        }
    }

    #[test]
    fn few_keys_are_all_kept() {
        let counts = counted((0..50).chain(0..10));
        assert!(!counts.is_sample());
        assert_eq!(counts.iter().map(|(_, count)| *count).sum::<u64>(), 60);
    }
}
