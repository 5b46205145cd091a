//! Whether two values are written alike, or mean the same. Every byte and node is looked at a few times at most, however
//! deep it lies.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use crate::json::{Document, JsonKind, Value};

/// Values of fewer bytes are compared without remembering where they differ.
const SHORT: usize = 32;
/// How many bytes are compared at once.
const STRETCH: usize = 1024;

/// Compares texts, and remembers where the last two differ: containers around that place differ there too.
#[derive(Debug, Default)]
pub(super) struct Texts {
    differ_at: Option<(usize, usize)>,
    /// How many bytes were looked at.
    #[cfg(test)]
    pub(super) looked_at: usize,
}

impl Texts {
    /// Whether two values are written byte for byte alike.
    pub(super) fn same(&mut self, a: Value<'_>, b: Value<'_>) -> bool {
        let (start_a, start_b) = (a.span().start as usize, b.span().start as usize);
        let (text_a, text_b) = (a.raw().as_bytes(), b.raw().as_bytes());
        if text_a.len().min(text_b.len()) < SHORT {
            return text_a == text_b;
        }
        if let Some((at_a, at_b)) = self.differ_at
            && let (Some(at_a), Some(at_b)) = (at_a.checked_sub(start_a), at_b.checked_sub(start_b))
            && at_a == at_b
            && at_a < text_a.len()
            && at_b < text_b.len()
        {
            return false;
        }
        for (stretch, (a, b)) in text_a.chunks(STRETCH).zip(text_b.chunks(STRETCH)).enumerate() {
            #[cfg(test)]
            {
                self.looked_at += a.len();
            }
            if a != b {
                let within = a.iter().zip(b).take_while(|(a, b)| a == b).count();
                let at = stretch * STRETCH + within;
                self.differ_at = Some((start_a + at, start_b + at));
                return false;
            }
        }
        text_a.len() == text_b.len()
    }
}

/// How many times the values of a document may be looked at for what they mean, before it is kept for all of them.
const MOST_TIMES: usize = 3;

/// A number for each value of a document that is the same for values that mean the same: members in any order, numbers
/// by value unless `exact`. Values that do not mean the same have the same number by chance at most.
#[derive(Debug)]
pub(super) struct Meanings {
    exact: bool,
    /// How many values were looked at for those that contain them.
    looked_at: usize,
    /// Of all values, once too many have been looked at again.
    kept: Vec<u64>,
    /// Those of the last value and of what is in it.
    last: Vec<u64>,
}

impl Meanings {
    pub(super) const fn new(exact: bool) -> Self {
        Self { exact, looked_at: 0, kept: Vec::new(), last: Vec::new() }
    }

    /// What a value means; all are of one document.
    pub(super) fn get(&mut self, value: Value<'_>) -> u64 {
        let (document, index) = (value.document(), value.index());
        if self.kept.is_empty() {
            let within = (value.next() - index) as usize;
            self.looked_at = self.looked_at.saturating_add(within);
            if self.looked_at <= document.len().saturating_mul(MOST_TIMES) {
                meanings(document, index..value.next(), self.exact, &mut self.last);
                return self.last.first().copied().unwrap_or_default();
            }
            self.last = Vec::new();
            let all = 0..u32::try_from(document.len()).unwrap_or(u32::MAX);
            meanings(document, all, self.exact, &mut self.kept);
        }
        self.kept.get(index as usize).copied().unwrap_or_default()
    }
}

/// What the values of a part of a tape mean, in which every container is whole.
fn meanings(document: Document<'_>, part: Range<u32>, exact: bool, meanings: &mut Vec<u64>) {
    meanings.clear();
    meanings.resize(part.len(), 0);
    let place = |index: u32| index.saturating_sub(part.start) as usize;
    // What is in a container stands behind it on the tape.
    for index in part.clone().rev() {
        let value = document.value(index);
        let of = |inner: Value<'_>| meanings.get(place(inner.index())).copied().unwrap_or_default();
        let mut hash = DefaultHasher::new();
        (value.kind() as u8).hash(&mut hash);
        match value.kind() {
            JsonKind::Object => {
                let member = |(key, member): (Value<'_>, Value<'_>)| {
                    let mut hash = DefaultHasher::new();
                    (of(key), of(member)).hash(&mut hash);
                    hash.finish()
                };
                value.members().map(member).fold(0, u64::wrapping_add).hash(&mut hash);
            }
            JsonKind::Array => value.items().for_each(|item| of(item).hash(&mut hash)),
            _ if exact => value.raw().hash(&mut hash),
            _ => value.canonical_scalar().hash(&mut hash),
        }
        if let Some(meaning) = meanings.get_mut(place(index)) {
            *meaning = hash.finish();
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that fails may say so in the shortest way")]
mod tests {
    use super::*;
    use crate::json::Tape;

    #[test]
    fn containers_around_a_difference_are_not_compared_again() {
        let looked_at = |deep: usize| {
            let text = |inner: &str| format!("{}{inner}{}", "[".repeat(deep), "]".repeat(deep));
            let (a, b) = (text("1"), text("2"));
            let (mut tape_a, mut tape_b) = (Tape::new(), Tape::new());
            let (a, b) = (tape_a.parse(a.as_bytes()).unwrap(), tape_b.parse(b.as_bytes()).unwrap());
            let mut texts = Texts::default();
            for index in 0..u32::try_from(deep).unwrap() {
                assert!(!texts.same(a.value(index), b.value(index)));
            }
            texts.looked_at
        };
        assert!(looked_at(20_000) <= 2 * looked_at(10_000) + STRETCH, "in proportion to the text");
    }

    #[test]
    fn what_means_the_same_has_the_same_number_and_what_does_not_has_another() {
        let meaning = |text: &str, exact: bool| {
            let mut tape = Tape::new();
            let document = tape.parse(text.as_bytes()).unwrap();
            Meanings::new(exact).get(document.root())
        };
        for (one, other) in
            [("{\"a\":1,\"b\":[1.0]}", "{\"b\": [1],\"a\":1}"), ("\"\\u0061\"", "\"a\""), ("[]", "[ ]")]
        {
            assert_eq!(meaning(one, false), meaning(other, false), "{one}");
        }
        for (one, other) in [
            ("[1,2]", "[2,1]"),
            ("[]", "{}"),
            ("{\"a\":{\"b\":1}}", "{\"a\":[\"b\",1]}"),
            ("[[1],2]", "[[1,2]]"),
            ("\"1\"", "1"),
            ("{\"a\":1,\"b\":2}", "{\"a\":2,\"b\":1}"),
        ] {
            assert_ne!(meaning(one, false), meaning(other, false), "{one}");
        }
        assert_ne!(meaning("1.0", true), meaning("1", true));
    }

    #[test]
    fn lists_in_lists_are_looked_at_a_few_times_at_most_and_mean_the_same_then() {
        let deep = 2_000;
        let text = format!("{}{}", "[1,".repeat(deep), "2]".to_owned() + &"]".repeat(deep - 1));
        let mut tape = Tape::new();
        let document = tape.parse(text.as_bytes()).unwrap();
        let mut known = Meanings::new(false);
        for index in 0..u32::try_from(document.len()).unwrap() {
            let value = document.value(index);
            let fresh = (index % 100 == 0).then(|| Meanings::new(false).get(value));
            let meaning = known.get(value);
            assert!(fresh.is_none_or(|fresh| fresh == meaning));
        }
        assert!(known.looked_at <= document.len() * (MOST_TIMES + 1), "{}", known.looked_at);
    }
}
