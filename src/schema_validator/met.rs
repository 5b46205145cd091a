//! Which members of an object were met, by their places among those that a schema names.

/// Which of the members that a schema names were met.
pub(super) struct Met {
    first: u64,
    /// Those behind the first 64.
    others: Vec<bool>,
}

impl Met {
    pub(super) fn new(count: usize) -> Self {
        Self { first: 0, others: vec![false; count.saturating_sub(64)] }
    }

    pub(super) fn add(&mut self, place: usize) {
        match place.checked_sub(64) {
            None => self.first |= 1 << place,
            Some(place) => self.others.iter_mut().skip(place).take(1).for_each(|met| *met = true),
        }
    }

    pub(super) fn has(&self, place: usize) -> bool {
        match place.checked_sub(64) {
            None => self.first & (1 << place) != 0,
            Some(place) => self.others.get(place).copied().unwrap_or(false),
        }
    }
}
