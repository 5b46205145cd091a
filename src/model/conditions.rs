//! Conditions that hold between parts of one payload.

use super::event::Condition;
use super::path::Path;
use crate::finding::{Contradiction, Deviation, Finding, Findings, Rule};
use crate::json::{Document, JsonKind, Pointer, Trail, Value};

/// Applies one rule and appends what contradicts it.
pub(super) fn check(document: Document<'_>, rule: &Condition<'_>, findings: &mut Findings) {
    let root = document.root();
    match *rule {
        Condition::Same { left, right, why } => {
            let Some(right_value) = at(root, right).filter(|value| is_comparable(*value)) else { return };
            each(root, left, &Trail::Root, &mut |value, trail| {
                if is_comparable(value) && !same(value, right_value) {
                    add(
                        findings,
                        value,
                        || trail.pointer(),
                        || Contradiction::NotTheSame { other: dotted(right), why: why.into() },
                    );
                }
            });
        }
        Condition::Differ { left, right, why } => {
            let (Some(value), Some(other)) = (at(root, left), at(root, right)) else { return };
            if is_comparable(value) && is_comparable(other) && same(value, other) {
                add(
                    findings,
                    value,
                    || pointer(left),
                    || Contradiction::TheSame { other: dotted(right), why: why.into() },
                );
            }
        }
        Condition::OneOf { path, words, why } => {
            let Some(value) = at(root, path) else { return };
            if value.text().is_some_and(|text| !words.contains(&&*text)) {
                add(
                    findings,
                    value,
                    || pointer(path),
                    || Contradiction::NoneOf {
                        words: words.iter().map(|word| (*word).into()).collect(),
                        why: why.into(),
                    },
                );
            }
        }
        Condition::Filled { path, why } => {
            let Some(value) = at(root, path) else { return };
            if is_blank(value) {
                add(findings, value, || pointer(path), || Contradiction::Empty { why: why.into() });
            }
        }
        Condition::Blank { path, why } => {
            let Some(value) = at(root, path) else { return };
            if !is_blank(value) {
                add(findings, value, || pointer(path), || Contradiction::Filled { why: why.into() });
            }
        }
        Condition::Changes { path, state } => changes(root, path, state, findings),
    }
}

fn changes(root: Value<'_>, path: Path<'_>, state: Path<'_>, findings: &mut Findings) {
    let Some(pairs) = at(root, path) else { return };
    let state_value = at(root, state);
    for (key, pair) in pairs.members() {
        let Some(name) = key.text() else { continue };
        let mut items = pair.items();
        let (Some(old), Some(new), None) = (items.next(), items.next(), items.next()) else { continue };
        let place = || {
            let mut place = pointer(path);
            place.push_key(&name);
            place
        };
        if old.kind() == new.kind() && old.raw() == new.raw() {
            add(findings, pair, place, || Contradiction::ChangesNothing);
        }
        let now = state_value.and_then(|state| state.get(&name));
        if now.is_some_and(|now| is_comparable(now) && is_comparable(new) && !same(new, now)) {
            add(findings, new, place, || Contradiction::EndsElsewhere { state: dotted(state) });
        }
    }
}

fn add(
    findings: &mut Findings,
    value: Value<'_>,
    pointer: impl FnOnce() -> Pointer,
    make: impl FnOnce() -> Contradiction,
) {
    let span = value.span();
    findings.add(Rule::Inconsistent, span, || Finding::of(Deviation::Contradiction(make()), pointer(), span));
}

/// The first value at a path. `*` stands for the items of a list where all of them hold the same text there. Recurses on
/// the length of the path.
#[must_use]
pub fn at<'v>(root: Value<'v>, path: Path<'_>) -> Option<Value<'v>> {
    let mut value = root;
    for (place, key) in path.iter().enumerate() {
        value = match value.get(key) {
            Some(member) => member,
            None if *key == "*" => return in_every_item(value, path.get(place + 1..).unwrap_or_default()),
            None => return None,
        };
    }
    Some(value)
}

/// The first of the values in the items of a list, if all are the same text.
fn in_every_item<'v>(list: Value<'v>, path: Path<'_>) -> Option<Value<'v>> {
    let mut found = list.items().map(|item| at(item, path));
    let first = found.next()??;
    let text = first.text()?;
    found.all(|value| value.is_some_and(|value| value.is_text(&text))).then_some(first)
}

/// Every value at a path with `*`. Recurses on the length of the path, which is a constant of a model.
fn each<'v>(
    value: Value<'v>,
    path: &[&str],
    trail: &Trail<'_>,
    found: &mut impl FnMut(Value<'v>, &Trail<'_>),
) {
    match path {
        [] => found(value, trail),
        ["*", rest @ ..] => {
            for (index, item) in value.items().enumerate() {
                each(item, rest, &trail.index(index), found);
            }
        }
        [key, rest @ ..] => {
            if let Some(member) = value.get(key) {
                each(member, rest, &trail.key(key), found);
            }
        }
    }
}

fn is_comparable(value: Value<'_>) -> bool {
    matches!(value.kind(), JsonKind::Number | JsonKind::String | JsonKind::True | JsonKind::False)
}

/// Whether two scalars say the same, however they are written: `5` and `"5"`, `1.0` and `1`.
fn same(left: Value<'_>, right: Value<'_>) -> bool {
    match (left.text(), right.text()) {
        (Some(left), Some(right)) => left == right,
        (Some(text), None) => text == right.raw(),
        (None, Some(text)) => text == left.raw(),
        (None, None) => {
            left.raw() == right.raw()
                || match (left.raw().parse::<f64>(), right.raw().parse::<f64>()) {
                    (Ok(one), Ok(other)) => {
                        one.total_cmp(&other).is_eq() && left.raw().len().min(right.raw().len()) < 16
                    }
                    _ => false,
                }
        }
    }
}

fn is_blank(value: Value<'_>) -> bool {
    value.kind() == JsonKind::Null || value.string_raw() == Some("") || value.is_empty_container()
}

/// A path as a JSON Pointer.
pub(super) fn pointer(path: Path<'_>) -> Pointer {
    let mut pointer = Pointer::default();
    for key in path {
        pointer.push_key(key);
    }
    pointer
}

/// A path as people write it: `data.promoter.id`.
pub(super) fn dotted(path: Path<'_>) -> String {
    path.join(".")
}
