//! Which item of one array is which of the other.

use std::collections::HashMap;

use super::anchors::anchors;
use super::outline::Outlines;
use super::same::{Meanings, Texts};
use crate::json::{Document, JsonKind, Value};
use crate::model::Kind;

/// How many pairs of items the longest common subsequence of two arrays may look at; beyond that, items that occur only
/// once part them, and what is still too long between those is paired by position.
const MOST_PAIRS: usize = 4_000_000;
/// How many pairs those of all arrays of a comparison may look at.
const MOST_PAIRS_IN_ALL: usize = 4 * MOST_PAIRS;

/// The items of an array by their indices on the tape, so that a long list takes little room.
pub(super) struct Items<'a> {
    document: Document<'a>,
    indices: Vec<u32>,
}

impl<'a> Items<'a> {
    pub(super) fn of(array: Value<'a>) -> Self {
        Self { document: array.document(), indices: array.items().map(Value::index).collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.indices.len()
    }

    pub(super) fn get(&self, place: usize) -> Option<Value<'a>> {
        self.indices.get(place).map(|index| self.document.value(*index))
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = Value<'a>> + ExactSizeIterator {
        self.indices.iter().map(|index| self.document.value(*index))
    }
}

/// What aligning two payloads' arrays needs to know.
pub(super) struct Aligner<'o> {
    pub(super) texts: Texts,
    /// What the values of both mean.
    meanings: (Meanings<'o>, Meanings<'o>),
    pairs_left: usize,
    /// How many items and pairs of items were looked at.
    steps: u64,
}

/// Items of two arrays, paired by index. What is in no pair was removed or added.
#[derive(Debug, Default)]
pub(super) struct Alignment<'m> {
    /// Pairs of indices; the second ascends where the items have no identity.
    pub(super) pairs: Vec<(usize, usize)>,
    /// The field that gives the items their identity.
    pub(super) identity: Option<&'m str>,
    /// What the reader should know.
    pub(super) remark: Option<String>,
}

impl<'o> Aligner<'o> {
    /// `outlines` know what the documents do not hold.
    pub(super) fn new(exact: bool, outlines: Option<Outlines<'o>>) -> Self {
        let meanings = |outline| Meanings::new(exact, outline);
        Self {
            texts: Texts::default(),
            meanings: (meanings(outlines.map(|both| both.a)), meanings(outlines.map(|both| both.b))),
            pairs_left: MOST_PAIRS_IN_ALL,
            steps: 0,
        }
    }

    /// Pairs the items of two arrays.
    pub(super) fn align<'m>(
        &mut self,
        a: &Items<'_>,
        b: &Items<'_>,
        item: Option<Kind<'m>>,
    ) -> Alignment<'m> {
        let Some(name) = identity(item) else { return self.by_content(a, b) };
        let (Some(ours), Some(theirs)) = (identities(a, name), identities(b, name)) else {
            let mut alignment = self.by_content(a, b);
            alignment.remark = Some(format!("{name} is missing or repeats, so items were paired by content"));
            return alignment;
        };
        let mut pairs: Vec<(usize, usize)> =
            ours.iter().filter_map(|(key, index)| Some((*index, *theirs.get(key)?))).collect();
        pairs.sort_unstable();
        Alignment { pairs, identity: Some(name), remark: None }
    }

    /// Equal items in order, and between them what stands at the same place.
    fn by_content<'m>(&mut self, a: &Items<'_>, b: &Items<'_>) -> Alignment<'m> {
        let mut same = |(one, other): &(Value<'_>, Value<'_>)| self.texts.same(*one, *other);
        let head = a.iter().zip(b.iter()).take_while(&mut same).count();
        let (rest_a, rest_b) = (a.len() - head, b.len() - head);
        let ends = a.iter().rev().zip(b.iter().rev()).take(rest_a.min(rest_b));
        let tail = ends.take_while(&mut same).count();
        let (middle_a, middle_b) = (rest_a - tail, rest_b - tail);
        let mut pairs: Vec<(usize, usize)> = (0..head).map(|index| (index, index)).collect();
        let mut remark = None;
        let equal = if middle_a.saturating_mul(middle_b) <= 1 {
            Vec::new()
        } else {
            let of = |items: &Items<'_>, length: usize, meanings: &mut Meanings<'_>| -> Vec<u64> {
                items.iter().skip(head).take(length).map(|item| meanings.get(item)).collect()
            };
            let (ours, theirs) = &mut self.meanings;
            let (ours, theirs) = (of(a, middle_a, ours), of(b, middle_b, theirs));
            let (equal, left) = self.equal(&ours, &theirs);
            if left {
                remark = Some(format!(
                    "{} and {} items are too many to align, so they were paired by position",
                    a.len(),
                    b.len()
                ));
            }
            equal
        };
        // Between equal items, those of one kind at the same place are one item that changed.
        let (mut from_a, mut from_b) = (head, head);
        for (one, other) in equal.iter().copied().chain([(middle_a, middle_b)]) {
            let (to_a, to_b) = (head + one, head + other);
            let gap = (from_a..to_a).zip(from_b..to_b);
            pairs.extend(gap.filter(|(one, other)| same_kind(a.get(*one), b.get(*other))));
            if one < middle_a && other < middle_b {
                pairs.push((to_a, to_b));
            }
            (from_a, from_b) = (to_a + 1, to_b + 1);
        }
        pairs.extend((0..tail).map(|index| (head + middle_a + index, head + middle_b + index)));
        Alignment { pairs, identity: None, remark }
    }
}

impl Aligner<'_> {
    /// Equal items of two lists, in an order that both keep: as many as there are, or in long lists between those that
    /// occur only once. And whether some were left, because they are too many to look at all pairs of them.
    fn equal(&mut self, a: &[u64], b: &[u64]) -> (Vec<(usize, usize)>, bool) {
        let most = self.pairs_left.min(MOST_PAIRS);
        let fixed =
            if a.len().saturating_mul(b.len()) > most { anchors(a, b, &mut self.steps) } else { Vec::new() };
        let (mut equal, mut left) = (Vec::new(), false);
        let (mut from_a, mut from_b) = (0, 0);
        for (to_a, to_b) in fixed.into_iter().chain([(a.len(), b.len())]) {
            let between = (a.get(from_a..to_a).unwrap_or_default(), b.get(from_b..to_b).unwrap_or_default());
            let to_look_at = between.0.len().saturating_mul(between.1.len());
            if to_look_at > self.pairs_left.min(MOST_PAIRS) {
                left = true;
            } else if to_look_at > 0 {
                self.pairs_left -= to_look_at;
                self.steps += to_look_at as u64;
                let inner = common(between.0, between.1);
                equal.extend(inner.into_iter().map(|(one, other)| (from_a + one, from_b + other)));
            }
            if to_a < a.len() && to_b < b.len() {
                equal.push((to_a, to_b));
            }
            (from_a, from_b) = (to_a + 1, to_b + 1);
        }
        (equal, left)
    }
}

/// The field that tells items of this kind apart.
fn identity(item: Option<Kind<'_>>) -> Option<&str> {
    let Some(Kind::Object(object)) = item else { return None };
    object.fields.iter().find(|field| field.identity).map(|field| field.name)
}

/// Each item's identity and index; `None` if one has none or two have the same.
fn identities(items: &Items<'_>, name: &str) -> Option<HashMap<String, usize>> {
    let mut found = HashMap::new();
    for (index, item) in items.iter().enumerate() {
        let key = item.get(name).filter(|key| !matches!(key.kind(), JsonKind::Null))?;
        if found.insert(key.canonical_scalar().into_owned(), index).is_some() {
            return None;
        }
    }
    Some(found)
}

fn same_kind(one: Option<Value<'_>>, other: Option<Value<'_>>) -> bool {
    let container = |kind| matches!(kind, JsonKind::Array | JsonKind::Object);
    match (one, other) {
        (Some(one), Some(other)) => {
            one.kind() == other.kind() || !container(one.kind()) && !container(other.kind())
        }
        _ => false,
    }
}

/// A longest common subsequence, as pairs of indices.
fn common(a: &[u64], b: &[u64]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    let mut lengths = vec![0_u32; width * (a.len() + 1)];
    let at =
        |lengths: &[u32], row: usize, column: usize| lengths.get(row * width + column).copied().unwrap_or(0);
    for (row, one) in a.iter().enumerate().rev() {
        for (column, other) in b.iter().enumerate().rev() {
            let length = if one == other {
                at(&lengths, row + 1, column + 1) + 1
            } else {
                at(&lengths, row + 1, column).max(at(&lengths, row, column + 1))
            };
            if let Some(cell) = lengths.get_mut(row * width + column) {
                *cell = length;
            }
        }
    }
    let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
    while row < a.len() && column < b.len() {
        if a.get(row) == b.get(column) {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if at(&lengths, row + 1, column) >= at(&lengths, row, column + 1) {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that fails may say so in the shortest way")]
mod tests {
    use super::{Aligner, Items, MOST_PAIRS_IN_ALL};
    use crate::json::Tape;

    /// Aligns two lists of numbers: the pairs of different places, whether something was left, and the steps.
    fn aligned(a: &[u64], b: &[u64]) -> (Vec<(usize, usize)>, bool, u64) {
        let (mut one, mut other) = (Tape::new(), Tape::new());
        let text =
            |items: &[u64]| format!("[{}]", items.iter().map(u64::to_string).collect::<Vec<_>>().join(","));
        let (a, b) = (text(a), text(b));
        let (a, b) = (one.parse(a.as_bytes()).unwrap(), other.parse(b.as_bytes()).unwrap());
        let mut aligner = Aligner::new(false, None);
        let alignment = aligner.align(&Items::of(a.root()), &Items::of(b.root()), None);
        (alignment.pairs, alignment.remark.is_some(), aligner.steps)
    }

    #[test]
    fn one_item_more_in_a_long_list_without_identity_is_found() {
        let a: Vec<u64> = (0..50_000).collect();
        let mut b = a.clone();
        b.insert(0, 1_000_000);
        b.remove(40_000);
        b.swap(500, 501);
        b.push(2_000_000);
        let (pairs, left, steps) = aligned(&a, &b);
        assert!(!left);
        // The one that is gone stands in no pair, nor does one of the two that have changed places.
        let moved = pairs.iter().filter(|(one, other)| a.get(*one) != b.get(*other)).count();
        assert!(pairs.len() >= 49_998 && moved <= 1, "{} pairs, {moved} of different items", pairs.len());
        assert!(steps < 50_000 * 40, "{steps}");
    }

    #[test]
    fn no_lists_take_more_steps_than_are_allowed_for_all() {
        let count = 50_000;
        let same: Vec<u64> = (0..count).map(|index| index % 7).collect();
        let other: Vec<u64> = (0..count).map(|index| index % 5).collect();
        let (_, left, steps) = aligned(&same, &other);
        assert!(left && steps <= MOST_PAIRS_IN_ALL as u64, "{steps}");
    }
}
