//! The words that a member was seen with, as long as there are few.

use crate::redact::tells_a_secret;

/// How many words are remembered. Of more none is: a member with so many is open.
pub const MOST_VALUES: usize = 64;
/// How many different records must hold a word before it counts as one of the provider's own.
pub const ENOUGH: usize = 3;

/// One word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sighting {
    /// How often it was seen.
    pub count: u64,
    /// The smallest digests of the records that hold it: a record that was sent again is one record.
    records: [u64; ENOUGH],
}

impl Sighting {
    /// Adds a record by its digest, which is not 0.
    pub(super) fn add(&mut self, digest: u64) {
        if self.records.contains(&digest) {
            return;
        }
        let [a, b, c] = &mut self.records;
        let mut digest = digest;
        for slot in [a, b, c] {
            if *slot == 0 || digest < *slot {
                std::mem::swap(slot, &mut digest);
            }
            if digest == 0 {
                break;
            }
        }
    }

    /// Seen so often, in records of these digests.
    #[must_use]
    pub fn of(count: u64, digests: &[u64]) -> Self {
        let mut sighting = Self { count, ..Self::default() };
        digests.iter().filter(|digest| **digest != 0).for_each(|digest| sighting.add(*digest));
        sighting
    }

    /// How many different records hold it, of which no more than [`ENOUGH`] are told apart.
    #[must_use]
    pub fn records(&self) -> usize {
        self.records.iter().filter(|digest| **digest != 0).count()
    }

    /// The digests of those records.
    pub fn digests(&self) -> impl Iterator<Item = u64> + '_ {
        self.records.iter().copied().filter(|digest| *digest != 0)
    }

    fn merge(&mut self, other: &Self) {
        self.count += other.count;
        other.digests().for_each(|digest| self.add(digest));
    }
}

/// The words that were seen, or that there were too many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Values {
    /// All of them.
    Few(Vec<(Box<str>, Sighting)>),
    /// More than are remembered, or one of them opens something: then all may.
    Many,
}

impl Default for Values {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Values {
    /// A word was seen in the record of this digest.
    pub fn add(&mut self, word: &str, digest: u64) {
        let Self::Few(known) = self else { return };
        if let Some((_, sighting)) = known.iter_mut().find(|(one, _)| **one == *word) {
            sighting.count += 1;
            sighting.add(digest);
        } else if known.len() < MOST_VALUES && !tells_a_secret(word) {
            let mut sighting = Sighting { count: 1, ..Sighting::default() };
            sighting.add(digest);
            known.push((word.into(), sighting));
        } else {
            *self = Self::Many;
        }
    }

    /// Remembers none of them where one is such a word.
    pub(super) fn close_if(&mut self, is_such: impl Fn(&str) -> bool) {
        if matches!(self, Self::Few(known) if known.iter().any(|(word, _)| is_such(word))) {
            *self = Self::Many;
        }
    }

    /// Adds what was seen elsewhere.
    pub fn merge(&mut self, other: Self) {
        let Self::Few(others) = other else {
            *self = Self::Many;
            return;
        };
        for (word, seen) in others {
            let Self::Few(known) = self else { return };
            if let Some((_, own)) = known.iter_mut().find(|(one, _)| *one == word) {
                own.merge(&seen);
            } else if known.len() < MOST_VALUES {
                known.push((word, seen));
            } else {
                *self = Self::Many;
            }
        }
    }

    /// The words in order, or nothing where there are too many.
    #[must_use]
    pub fn sorted(&self) -> Option<Vec<(&str, Sighting)>> {
        let Self::Few(known) = self else { return None };
        let mut sorted: Vec<(&str, Sighting)> = known.iter().map(|(word, seen)| (&**word, *seen)).collect();
        sorted.sort_by_key(|(word, _)| *word);
        Some(sorted)
    }
}

#[cfg(test)]
mod tests {
    use super::{ENOUGH, MOST_VALUES, Values};

    #[test]
    fn a_record_that_was_sent_again_is_one_record() {
        let mut values = Values::default();
        for digest in [9, 9, 9, 4, 9, 7, 2, 7] {
            values.add("paid", digest);
        }
        let sorted = values.sorted().unwrap_or_default();
        let told: Vec<_> = sorted
            .iter()
            .map(|(word, seen)| (*word, seen.count, seen.records(), seen.digests().sum()))
            .collect();
        assert_eq!(told, [("paid", 8, ENOUGH, 2 + 4 + 7_u64)]);
    }

    #[test]
    fn too_many_words_are_none_however_they_were_divided() {
        let of = |words: std::ops::Range<usize>| {
            let mut values = Values::default();
            words.for_each(|word| values.add(&word.to_string(), 1));
            values
        };
        for cut in [0, 1, 20, MOST_VALUES, MOST_VALUES + 1] {
            let (mut one, mut other) = (of(0..cut), of(cut..MOST_VALUES + 1));
            other.merge(one.clone());
            one.merge(of(cut..MOST_VALUES + 1));
            assert_eq!((one, other), (Values::Many, Values::Many));
        }
        assert_eq!(of(0..MOST_VALUES).sorted().map(|words| words.len()), Some(MOST_VALUES));
    }
}
