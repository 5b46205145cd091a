//! Whether two values are written alike, or mean the same. Every byte and node is looked at a few times at most, however
//! deep it lies.

use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::LazyLock;

use foldhash::quality::RandomState;

use super::outline::Outline;
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
pub(super) struct Meanings<'o> {
    exact: bool,
    /// Knows what the items of lists mean, of which the document does not hold everything.
    outline: Option<&'o Outline>,
    /// How many values were looked at for those that contain them.
    looked_at: usize,
    /// Of all values, once too many have been looked at again.
    kept: Vec<u64>,
    /// Those of the last value and of what is in it.
    last: Vec<u64>,
}

impl<'o> Meanings<'o> {
    pub(super) const fn new(exact: bool, outline: Option<&'o Outline>) -> Self {
        Self { exact, outline, looked_at: 0, kept: Vec::new(), last: Vec::new() }
    }

    /// What a value means; all are of one document.
    pub(super) fn get(&mut self, value: Value<'_>) -> u64 {
        if let Some(meaning) = self.outline.and_then(|outline| outline.meaning(value)) {
            return meaning;
        }
        let (document, index) = (value.document(), value.index());
        if self.kept.is_empty() {
            let within = (value.next() - index) as usize;
            self.looked_at = self.looked_at.saturating_add(within);
            if self.looked_at <= document.len().saturating_mul(MOST_TIMES) {
                return meaning(value, self.exact, &mut self.last);
            }
            self.last = Vec::new();
            let all = 0..u32::try_from(document.len()).unwrap_or(u32::MAX);
            meanings(document, all, self.exact, &mut self.kept);
        }
        self.kept.get(index as usize).copied().unwrap_or_default()
    }
}

/// What a value means; `room` is for what is in it.
pub(super) fn meaning(value: Value<'_>, exact: bool, room: &mut Vec<u64>) -> u64 {
    meanings(value.document(), value.index()..value.next(), exact, room);
    room.first().copied().unwrap_or_default()
}

/// What the values of a part of a tape mean, in which every container is whole.
fn meanings(document: Document<'_>, part: Range<u32>, exact: bool, meanings: &mut Vec<u64>) {
    meanings.clear();
    meanings.resize(part.len(), 0);
    let mut number = String::new();
    // What is in a container stands behind it on the tape.
    for index in part.clone().rev() {
        let value = document.value(index);
        let kind = value.kind() as u64;
        let of = |inner: Value<'_>| {
            meanings.get(inner.index().saturating_sub(part.start) as usize).copied().unwrap_or_default()
        };
        let meaning = match value.kind() {
            JsonKind::Object => {
                let member = |(key, member): (Value<'_>, Value<'_>)| mixed(of(key), of(member));
                mixed(kind, value.members().map(member).fold(0, u64::wrapping_add))
            }
            JsonKind::Array => value.items().fold(kind, |meaning, item| mixed(meaning, of(item))),
            JsonKind::Null | JsonKind::False | JsonKind::True => mixed(kind, 0),
            JsonKind::Number if exact => mixed(kind, of_text(value.raw())),
            JsonKind::Number => mixed(kind, of_number(value, &mut number)),
            JsonKind::String if exact || !value.is_escaped() => mixed(kind, of_text(value.raw())),
            JsonKind::String => mixed(kind, of_text(&value.canonical_scalar())),
        };
        if let Some(place) = meanings.get_mut(index.saturating_sub(part.start) as usize) {
            *place = meaning;
        }
    }
}

/// What a number means, however it is written. `room` is for its text.
fn of_number(number: Value<'_>, room: &mut String) -> u64 {
    let digits = number.raw().trim_end_matches('0');
    // As [`Value::canonical_scalar`] has it.
    if number.is_small_integer() && !digits.is_empty() && digits != "-" {
        let power = number.raw().len() - digits.len();
        room.clear();
        room.push_str(digits);
        room.push('e');
        room.push_str(POWERS.get(power).copied().unwrap_or_default());
        return of_text(room);
    }
    of_text(&number.canonical_scalar())
}

/// The powers of ten that a number of at most fifteen digits may have.
const POWERS: [&str; 15] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14"];

/// Another one in each run, so that nobody can make two texts that mean the same here and do not.
static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::default);

fn of_text(text: &str) -> u64 {
    KEY.hash_one(text)
}

/// Two numbers as one, in which their order counts. Multiplied out and folded, so that sums of several such numbers do
/// not tell less than the numbers do.
fn mixed(one: u64, other: u64) -> u64 {
    let product = u128::from(one ^ 0x9e37_79b9_7f4a_7c15) * u128::from(other ^ 0xd1b5_4a32_d192_ed03);
    let [low, high] = [product, product >> 64].map(|half| half & u128::from(u64::MAX));
    u64::try_from(low ^ high).unwrap_or_default()
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
            Meanings::new(exact, None).get(document.root())
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
        let mut known = Meanings::new(false, None);
        for index in 0..u32::try_from(document.len()).unwrap() {
            let value = document.value(index);
            let fresh = (index % 100 == 0).then(|| Meanings::new(false, None).get(value));
            let meaning = known.get(value);
            assert!(fresh.is_none_or(|fresh| fresh == meaning));
        }
        assert!(known.looked_at <= document.len() * (MOST_TIMES + 1), "{}", known.looked_at);
    }
}
