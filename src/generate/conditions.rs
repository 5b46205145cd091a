//! Conditions between parts of one payload, made to hold.

use std::borrow::Cow;

use super::seed::Seed;
use super::tree::{Tree, known};
use super::value;
use crate::json::quoted;
use crate::model::{Condition, Event, Field, Kind, Path};

/// How many members a made-up change names at most.
const MOST_CHANGES: usize = 2;

/// Changes a sample until it keeps the rules of its event. Words first, since other rules copy them; twice, since one
/// rule may undo another.
pub(super) fn settle<'m>(tree: &mut Tree<'m>, event: &'m Event<'m>, place: Seed, index: u64) {
    for round in 0..2 {
        for rule in event.conditions {
            let index = index.wrapping_add(round << 32);
            match *rule {
                Condition::OneOf { path, words, .. } => one_of(tree, path, words, place, index),
                Condition::Filled { path, .. } => filled(tree, event, path, place, index),
                Condition::Blank { path, .. } => blank(tree, event, path),
                Condition::Same { left, right, .. } => same(tree, left, right),
                Condition::Differ { left, right, .. } => differ(tree, event, (left, right), place, index),
                Condition::Changes { path, state } => changes(tree, event, (path, state), place, index),
            }
        }
    }
}

fn one_of<'m>(tree: &mut Tree<'m>, path: Path<'m>, words: &[&str], place: Seed, index: u64) {
    if let Some(value) = tree.at_mut(path)
        && value.scalar().is_some_and(|raw| raw.starts_with('"'))
        && !words.iter().any(|word| value.scalar() == Some(&quoted(word)))
    {
        *value = Tree::text(at(place, path).source(index).one_of(words));
    }
}

fn filled<'m>(tree: &mut Tree<'m>, event: &'m Event<'m>, path: Path<'m>, place: Seed, index: u64) {
    let Some(field) = event.body.at(path) else { return };
    if let Some(value) = tree.at_mut(path).filter(|value| value.is_blank()) {
        *value = value::scalar(field, &mut at(place, path).source(index));
    }
}

fn blank<'m>(tree: &mut Tree<'m>, event: &'m Event<'m>, path: Path<'m>) {
    let Some(value) = tree.at_mut(path) else { return };
    *value = match event.body.at(path).map(|field| field.kind) {
        Some(Kind::Map(_) | Kind::Object(_)) => Tree::Object(Vec::new()),
        Some(Kind::List(_)) => Tree::List(Vec::new()),
        _ => Tree::NULL,
    };
}

fn same<'m>(tree: &mut Tree<'m>, left: Path<'m>, right: Path<'m>) {
    let Some(raw) = tree.at(right).and_then(Tree::scalar).map(str::to_owned) else { return };
    tree.each_at_mut(left, &mut |value| {
        if let Some(own) = value.scalar() {
            *value = Tree::Scalar(Cow::Owned(written_like(&raw, own)));
        }
    });
}

/// A scalar in the notation of another: a number as text, or a text that holds a number as number.
fn written_like(raw: &str, other: &str) -> String {
    match (raw.starts_with('"'), other.starts_with('"')) {
        (false, true) => format!("\"{raw}\""),
        (true, false) => raw.trim_matches('"').to_owned(),
        _ => raw.to_owned(),
    }
}

fn differ<'m>(
    tree: &mut Tree<'m>,
    event: &'m Event<'m>,
    (left, right): (Path<'m>, Path<'m>),
    place: Seed,
    index: u64,
) {
    let (Some(field), Some(other)) = (event.body.at(left), tree.at(right).and_then(Tree::scalar)) else {
        return;
    };
    let other = other.to_owned();
    if let Some(value) = tree.at_mut(left)
        && value.scalar() == Some(&other)
    {
        *value = another(field, &other, at(place, left), index);
    }
}

/// The pairs of an update: members of the entity with an old value that is not the present one.
fn changes<'m>(
    tree: &mut Tree<'m>,
    event: &'m Event<'m>,
    (path, state): (Path<'m>, Path<'m>),
    place: Seed,
    index: u64,
) {
    let Some(Kind::Object(entity)) = event.body.at(state).map(|field| field.kind) else { return };
    let here = at(place, path);
    let mut pairs = Vec::new();
    let start = usize::try_from(here.chance(index) % 1024).unwrap_or(0);
    for offset in 0..entity.fields.len() {
        let Some(field) = entity.fields.get((start + offset) % entity.fields.len()) else { continue };
        let now = tree.at(state).and_then(|state| state.member(field.name)).and_then(Tree::scalar);
        let Some(now) = now.filter(|_| !field.identity && !field.volatile && field.name != "id") else {
            continue;
        };
        let old = another(field, now, here.below(field.name), index);
        let now = Tree::Scalar(Cow::Owned(now.to_owned()));
        if old != now {
            pairs.push((Cow::Borrowed(field.name), Tree::List(vec![old, now])));
        }
        if pairs.len() == MOST_CHANGES {
            break;
        }
    }
    if let Some(value) = tree.at_mut(path) {
        *value = Tree::Object(pairs);
    }
}

/// A value of the field that is not this one; null where only one value is possible.
fn another<'m>(field: &Field<'m>, present: &str, place: Seed, index: u64) -> Tree<'m> {
    if let Some(word) = field.values.iter().find(|word| known(field.kind, word).scalar() != Some(present)) {
        return known(field.kind, word);
    }
    (0..8)
        .map(|salt| value::scalar(field, &mut place.item(salt).source(index)))
        .find(|value| value.scalar().is_some_and(|raw| raw != present))
        .unwrap_or(Tree::NULL)
}

/// Where a path leads from a place.
fn at(place: Seed, path: Path<'_>) -> Seed {
    path.iter().fold(place, |place, step| place.below(step))
}
