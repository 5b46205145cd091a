//! Which item of one array is which of the other.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};

use crate::json::{Kind as JsonKind, Value};
use crate::model::Kind;

/// How many pairs of items a longest common subsequence may look at; beyond that, items are paired by position.
const MOST_PAIRS: usize = 4_000_000;

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

/// Pairs the items of two arrays.
pub(super) fn align<'m>(
    a: &[Value<'_>],
    b: &[Value<'_>],
    item: Option<Kind<'m>>,
    exact: bool,
) -> Alignment<'m> {
    let Some(name) = identity(item) else { return by_content(a, b, exact) };
    let (Some(ours), Some(theirs)) = (identities(a, name), identities(b, name)) else {
        let mut alignment = by_content(a, b, exact);
        alignment.remark = Some(format!("{name} is missing or repeats, so items were paired by content"));
        return alignment;
    };
    let mut pairs: Vec<(usize, usize)> =
        ours.iter().filter_map(|(key, index)| Some((*index, *theirs.get(key)?))).collect();
    pairs.sort_unstable();
    Alignment { pairs, identity: Some(name), remark: None }
}

/// The field that tells items of this kind apart.
fn identity(item: Option<Kind<'_>>) -> Option<&str> {
    let Some(Kind::Object(object)) = item else { return None };
    object.fields.iter().find(|field| field.identity).map(|field| field.name)
}

/// Each item's identity and index; `None` if one has none or two have the same.
fn identities(items: &[Value<'_>], name: &str) -> Option<HashMap<String, usize>> {
    let mut found = HashMap::new();
    for (index, item) in items.iter().enumerate() {
        let key = item.get(name).filter(|key| !matches!(key.kind(), JsonKind::Null))?;
        if found.insert(key.canonical_scalar().into_owned(), index).is_some() {
            return None;
        }
    }
    Some(found)
}

/// Equal items in order, and between them what stands at the same place.
fn by_content(a: &[Value<'_>], b: &[Value<'_>], exact: bool) -> Alignment<'static> {
    let same = |(one, other): &(&Value<'_>, &Value<'_>)| one.raw() == other.raw();
    let head = a.iter().zip(b).take_while(same).count();
    let rest_a = a.get(head..).unwrap_or_default();
    let rest_b = b.get(head..).unwrap_or_default();
    let tail = rest_a.iter().rev().zip(rest_b.iter().rev()).take_while(same).count();
    let (middle_a, middle_b) = (rest_a.len() - tail, rest_b.len() - tail);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|index| (index, index)).collect();
    let mut remark = None;
    let equal = if middle_a.saturating_mul(middle_b) > MOST_PAIRS {
        remark = Some(format!(
            "{} and {} items are too many to align, so they were paired by position",
            a.len(),
            b.len()
        ));
        Vec::new()
    } else {
        let hash = |items: &[Value<'_>], length: usize| -> Vec<[u8; 32]> {
            items.iter().take(length).map(|item| digest(*item, exact)).collect()
        };
        common(&hash(rest_a, middle_a), &hash(rest_b, middle_b))
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

fn same_kind(one: Option<&Value<'_>>, other: Option<&Value<'_>>) -> bool {
    let container = |kind| matches!(kind, JsonKind::Array | JsonKind::Object);
    match (one, other) {
        (Some(one), Some(other)) => {
            one.kind() == other.kind() || !container(one.kind()) && !container(other.kind())
        }
        _ => false,
    }
}

/// A longest common subsequence, as pairs of indices.
fn common(a: &[[u8; 32]], b: &[[u8; 32]]) -> Vec<(usize, usize)> {
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

/// What two values share exactly when they mean the same: members in any order, numbers by value unless `exact`.
fn digest(value: Value<'_>, exact: bool) -> [u8; 32] {
    enum Step<'v> {
        Value(Value<'v>),
        Key(std::borrow::Cow<'v, str>),
        End,
    }
    let mut hash = Sha256::new();
    let mut open = vec![Step::Value(value)];
    while let Some(step) = open.pop() {
        match step {
            Step::Key(key) => {
                hash.update(b"k");
                hash.update(key.len().to_le_bytes());
                hash.update(key.as_bytes());
            }
            Step::End => hash.update(b"e"),
            Step::Value(value) => match value.kind() {
                JsonKind::Object => {
                    hash.update(b"{");
                    open.push(Step::End);
                    let mut members: Vec<_> =
                        value.members().map(|(key, member)| (key.canonical_scalar(), member)).collect();
                    members.sort_by(|(one, _), (other, _)| other.cmp(one));
                    for (key, member) in members {
                        open.push(Step::Value(member));
                        open.push(Step::Key(key));
                    }
                }
                JsonKind::Array => {
                    hash.update(b"[");
                    open.push(Step::End);
                    let first = open.len();
                    open.extend(value.items().map(Step::Value));
                    if let Some(items) = open.get_mut(first..) {
                        items.reverse();
                    }
                }
                _ => {
                    let text = if exact { value.raw().into() } else { value.canonical_scalar() };
                    hash.update([b's', value.kind() as u8]);
                    hash.update(text.len().to_le_bytes());
                    hash.update(text.as_bytes());
                }
            },
        }
    }
    hash.finalize().into()
}
