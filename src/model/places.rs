//! A set of what stands in a list, by places in it: fields of an object, shapes. The first 64 cost no allocation.

/// Some places in a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    first: u64,
    /// The places from 64 on, 64 in each word.
    more: Vec<u64>,
}

impl Places {
    /// Adds a place; false where it was there already.
    #[inline]
    pub(super) fn insert(&mut self, place: usize) -> bool {
        if place >= 64 {
            return self.insert_more(place);
        }
        let bit = 1_u64 << place;
        let is_new = self.first & bit == 0;
        self.first |= bit;
        is_new
    }

    #[cold]
    fn insert_more(&mut self, place: usize) -> bool {
        let (word, bit) = (place / 64 - 1, 1_u64 << (place % 64));
        if word >= self.more.len() {
            self.more.resize(word + 1, 0);
        }
        self.more.get_mut(word).is_some_and(|word| {
            let is_new = *word & bit == 0;
            *word |= bit;
            is_new
        })
    }

    /// Whether a place is in it.
    pub(super) fn contains(&self, place: usize) -> bool {
        let bit = 1_u64 << (place % 64);
        let word = match (place / 64).checked_sub(1) {
            None => self.first,
            Some(word) => self.more.get(word).copied().unwrap_or(0),
        };
        word & bit != 0
    }

    /// Whether it holds all of the first 64 places whose bits are set.
    pub(super) const fn holds_first(&self, bits: u64) -> bool {
        bits & !self.first == 0
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn places_beyond_the_first_word_are_kept_apart() {
        let mut set = Places::default();
        let places = [0, 63, 64, 127, 128, 199];
        for place in places {
            assert!(!set.contains(place));
            assert!(set.insert(place));
            assert!(!set.insert(place));
        }
        let held: Vec<usize> = (0..256).filter(|place| set.contains(*place)).collect();
        assert_eq!(held, places);
        assert!(set.holds_first(1 | 1 << 63));
        assert!(!set.holds_first(1 << 1));
    }
}
