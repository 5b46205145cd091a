//! Texts that were looked through and in which nothing was found: payloads have the same ones again and again.

use std::hash::BuildHasher as _;
use std::sync::{Mutex, OnceLock};

use rustc_hash::FxBuildHasher;

/// How many texts are kept, and how long the longest of them is, in bytes.
const KEPT: usize = 512;
const LONGEST: usize = 128;

/// What was seen last. Shared by all workers; one that finds a place taken by another looks again.
#[derive(Debug, Default)]
pub(super) struct Seen {
    places: OnceLock<Box<[Mutex<Box<str>>]>>,
}

impl Seen {
    /// What `look` finds in a text; nothing where that is known.
    pub(super) fn unless<T>(&self, text: &str, look: impl FnOnce() -> Vec<T>) -> Vec<T> {
        if text.len() > LONGEST {
            return look();
        }
        let places = self.places.get_or_init(|| (0..KEPT).map(|_| Mutex::default()).collect());
        let hash = FxBuildHasher.hash_one(text) >> 32;
        let place = usize::try_from(hash % KEPT as u64).ok().and_then(|at| places.get(at));
        let kept = place.and_then(|place| place.try_lock().ok());
        if kept.as_ref().is_some_and(|kept| ***kept == *text) {
            return Vec::new();
        }
        let found = look();
        if let Some(mut kept) = kept.filter(|_| found.is_empty()) {
            *kept = text.into();
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nothing_was_found_in_is_not_looked_through_again() {
        let (seen, mut looks) = (Seen::default(), 0);
        let mut look = |text: &str, found: &[u8]| {
            let all = seen.unless(text, || {
                looks += 1;
                found.to_vec()
            });
            (all, looks)
        };
        assert_eq!(look("plain", &[]), (vec![], 1));
        assert_eq!(look("plain", &[]), (vec![], 1));
        assert_eq!(look("telling", &[7]), (vec![7], 2));
        assert_eq!(look("telling", &[7]), (vec![7], 3));
    }
}
