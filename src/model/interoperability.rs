//! What can be said about JSON that no model describes: repeated keys and numbers that programs lose. No recursion.

use std::collections::HashMap;

use super::format;
use crate::finding::{Deviation, Finding, Findings, Rule};
use crate::json::{Items, JsonKind, Members, Pointer, Trail, Value};

/// Looks through a whole value.
pub(super) fn check_interoperability(value: Value<'_>, trail: &Trail<'_>, findings: &mut Findings) {
    // Mostly nothing is wrong, and then nobody asks for the way to it.
    let document = value.document();
    if (value.index()..value.next()).all(|index| is_portable(document.value(index))) {
        return;
    }
    if !matches!(value.kind(), JsonKind::Array | JsonKind::Object) {
        if is_unsafe(value) {
            findings.add(Rule::UnsafeNumber, value.span(), || unsafe_number(trail.pointer(), value));
        }
        return;
    }
    duplicate_keys(value, trail, findings);
    let mut open = vec![Level::new(value)];
    while let Some(level) = open.last_mut() {
        let Some((step, child)) = level.children.next() else {
            open.pop();
            continue;
        };
        level.step = step;
        match child.kind() {
            JsonKind::Array | JsonKind::Object => {
                for key in repeated_keys(child) {
                    findings.add(Rule::DuplicateKey, key.second.span(), || {
                        duplicate_key(pointer(trail, &open), &key)
                    });
                }
                open.push(Level::new(child));
            }
            _ if is_unsafe(child) => {
                findings
                    .add(Rule::UnsafeNumber, child.span(), || unsafe_number(pointer(trail, &open), child));
            }
            _ => {}
        }
    }
}

/// Reports each key that one object holds more than once, one finding a key.
pub(super) fn duplicate_keys(object: Value<'_>, trail: &Trail<'_>, findings: &mut Findings) {
    for key in repeated_keys(object) {
        findings.add(Rule::DuplicateKey, key.second.span(), || duplicate_key(trail.pointer(), &key));
    }
}

struct Repeated<'v> {
    second: Value<'v>,
    times: usize,
}

fn duplicate_key(mut object: Pointer, repeated: &Repeated<'_>) -> Finding {
    if let Some(name) = repeated.second.text() {
        object.push_key(&name);
    }
    Finding::of(Deviation::DuplicateKey { times: repeated.times }, object, repeated.second.span())
}

/// A whole number that a double rounds, or a number beyond its range.
fn unsafe_number(pointer: Pointer, value: Value<'_>) -> Finding {
    Finding::of(Deviation::UnsafeNumber, pointer, value.span())
}

fn repeated_keys(object: Value<'_>) -> Vec<Repeated<'_>> {
    let mut repeated: Vec<Repeated<'_>> = Vec::new();
    if object.members().nth(12).is_none() {
        for (index, (key, _)) in object.members().enumerate() {
            let mut earlier = object.members().take(index).filter(|(other, _)| same_name(*other, key));
            if earlier.next().is_none() {
                continue;
            }
            match repeated.iter_mut().find(|known| same_name(known.second, key)) {
                Some(known) => known.times += 1,
                None => repeated.push(Repeated { second: key, times: 2 }),
            }
        }
        return repeated;
    }
    let mut seen: HashMap<std::borrow::Cow<'_, str>, (usize, Option<usize>)> = HashMap::new();
    for (key, _) in object.members() {
        let Some(name) = key.text() else { continue };
        let (times, place) = seen.entry(name).or_default();
        *times += 1;
        match (*times, &*place) {
            (2, _) => {
                *place = Some(repeated.len());
                repeated.push(Repeated { second: key, times: 2 });
            }
            (times, Some(place)) => {
                if let Some(known) = repeated.get_mut(*place) {
                    known.times = times;
                }
            }
            _ => {}
        }
    }
    repeated
}

fn same_name(left: Value<'_>, right: Value<'_>) -> bool {
    match (left.is_escaped(), right.is_escaped()) {
        (false, false) => left.raw() == right.raw(),
        _ => left.text() == right.text(),
    }
}

/// Whether there is nothing to say of a value, whatever is in it.
fn is_portable(value: Value<'_>) -> bool {
    match value.kind() {
        JsonKind::Object => repeated_keys(value).is_empty(),
        JsonKind::Number => !is_unsafe(value),
        _ => true,
    }
}

fn is_unsafe(value: Value<'_>) -> bool {
    value.kind() == JsonKind::Number && format::is_unsafe_number(value.raw())
}

/// An open container: what is left of it, and the way to the child at hand.
struct Level<'v> {
    children: Children<'v>,
    step: Step<'v>,
}

enum Children<'v> {
    Members(Members<'v>),
    Items(std::iter::Enumerate<Items<'v>>),
}

#[derive(Clone, Copy)]
enum Step<'v> {
    Key(Value<'v>),
    Index(usize),
}

impl<'v> Level<'v> {
    fn new(value: Value<'v>) -> Self {
        let children = match value.kind() {
            JsonKind::Object => Children::Members(value.members()),
            _ => Children::Items(value.items().enumerate()),
        };
        Self { children, step: Step::Index(0) }
    }
}

impl<'v> Iterator for Children<'v> {
    type Item = (Step<'v>, Value<'v>);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Members(members) => members.next().map(|(key, member)| (Step::Key(key), member)),
            Self::Items(items) => items.next().map(|(index, item)| (Step::Index(index), item)),
        }
    }
}

fn pointer(trail: &Trail<'_>, open: &[Level<'_>]) -> Pointer {
    let mut pointer = trail.pointer();
    for level in open {
        match level.step {
            Step::Key(key) => pointer.push_key(&key.text().unwrap_or_default()),
            Step::Index(index) => pointer.push_index(index),
        }
    }
    pointer
}
