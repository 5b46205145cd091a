//! What was made of a value before: payloads have the same people and words again and again.

use std::hash::BuildHasher as _;

use rustc_hash::FxBuildHasher;

use crate::redact::category::Category;

/// How many values are kept, and how long the longest of them is, in bytes. A value takes the place of another.
const KEPT: u64 = 4096;
const LONGEST: usize = 128;

/// What was made of values, by what they are and as they are written. Each worker has its own.
#[derive(Debug)]
pub(super) struct Remembered<T> {
    places: Vec<Option<(Category, Box<str>, T)>>,
}

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Self { places: Vec::new() }
    }
}

fn place(category: Category, text: &str) -> Option<usize> {
    let hash = FxBuildHasher.hash_one((category as u8, text)) >> 32;
    usize::try_from(hash % KEPT).ok().filter(|_| text.len() <= LONGEST)
}

impl<T> Remembered<T> {
    /// What was made of a value, if that is known.
    pub(super) fn get(&self, category: Category, text: &str) -> Option<&T> {
        let (own, value, made) = self.places.get(place(category, text)?)?.as_ref()?;
        (*own == category && **value == *text).then_some(made)
    }

    /// Keeps what was made of a value.
    pub(super) fn keep(&mut self, category: Category, text: &str, made: T) {
        let Some(place) = place(category, text) else { return };
        if self.places.is_empty() {
            self.places.resize_with(usize::try_from(KEPT).unwrap_or(0), || None);
        }
        if let Some(kept) = self.places.get_mut(place) {
            *kept = Some((category, text.into(), made));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_known_as_what_it_was_and_until_another_takes_its_place() {
        let mut kept = Remembered::default();
        for number in 0..50_000 {
            let text = number.to_string();
            assert_eq!(kept.get(Category::Email, &text), None);
            kept.keep(Category::Email, &text, number);
            assert_eq!(kept.get(Category::Email, &text), Some(&number));
            assert_eq!(kept.get(Category::Token, &text), None);
        }
        let long = "a".repeat(LONGEST + 1);
        kept.keep(Category::Email, &long, 1);
        assert_eq!((kept.get(Category::Email, &long), kept.places.len()), (None, 4096));
    }
}
