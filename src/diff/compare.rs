//! The walk over two payloads.

use std::collections::{HashMap, VecDeque};

use super::align::{Aligner, Items};
use super::outline::Outlines;
use super::place::{PathStep, Place};
use super::{Change, ChangeKind, Difference, Settings};
use crate::json::{JsonKind, Span, Value};
use crate::model::{Declared, Field, Kind, Object};

/// Two containers at one place.
struct Pair<'a> {
    a: Value<'a>,
    b: Value<'a>,
    kind: Option<Kind<'a>>,
    field: Option<&'a Field<'a>>,
    place: Place,
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct At<'a> {
    container: Place,
    step: PathStep<'a>,
    field: Option<&'a Field<'a>>,
    /// Where it is shown among the others.
    order: (u32, u32),
    /// Of an item, its index.
    index: Option<u32>,
    /// Whether the model has a value before and a value now there.
    is_pair: bool,
}

/// Compares two values. `body` is the model that both are of, where there is one.
#[must_use]
pub fn compare<'a>(
    a: Value<'a>,
    b: Value<'a>,
    body: Option<&'a Object<'a>>,
    settings: Settings,
) -> Difference<'a> {
    walk(a, b, body, settings, None).0
}

/// The same of two documents that do not hold everything, if there are `outlines` of them. Gives the containers too that
/// were held beside each other.
pub(super) fn walk<'a>(
    a: Value<'a>,
    b: Value<'a>,
    body: Option<&'a Object<'a>>,
    settings: Settings,
    outlines: Option<Outlines<'_>>,
) -> (Difference<'a>, Vec<(Span, Span)>) {
    let mut opened = Vec::new();
    let mut walk = Walk {
        settings,
        difference: Difference::new(a, b),
        aligner: Aligner::new(settings.exact, outlines),
        open: Vec::new(),
        containers: 0,
    };
    let is_container = matches!(a.kind(), JsonKind::Array | JsonKind::Object);
    if is_container && a.kind() == b.kind() {
        let (kind, place) = (body.map(Kind::Object), Place::default());
        walk.open.push(Pair { a, b, kind, field: None, place });
    } else if !walk.same(a, b) {
        let (old, new) = (Some(a), Some(b));
        let (place, order) = (Place::default(), (0, 0));
        let (kind, field, container, index) = (ChangeKind::Changed, None, 0, None);
        let is_pair = false;
        walk.difference.add(Change { kind, place, old, new, field, is_pair, container, index, order });
    }
    while let Some(pair) = walk.open.pop() {
        walk.containers += 1;
        if outlines.is_some() {
            opened.push((pair.a.span(), pair.b.span()));
        }
        let first = walk.open.len();
        match pair.a.kind() {
            JsonKind::Object => walk.object(&pair),
            _ => walk.array(&pair),
        }
        // Containers are met in the order of the first payload.
        if let Some(opened) = walk.open.get_mut(first..) {
            opened.reverse();
        }
    }
    walk.difference.changes.sort_by_key(|change| change.order);
    (walk.difference, opened)
}

struct Walk<'a, 'o> {
    settings: Settings,
    difference: Difference<'a>,
    aligner: Aligner<'o>,
    open: Vec<Pair<'a>>,
    containers: u32,
}

impl<'a> Walk<'a, '_> {
    /// Whether two values that are no containers of one kind are one.
    fn same(&mut self, a: Value<'a>, b: Value<'a>) -> bool {
        let is_container = matches!(a.kind(), JsonKind::Array | JsonKind::Object);
        a.kind() == b.kind()
            && (self.aligner.texts.same(a, b)
                || (!self.settings.exact && !is_container && a.canonical_scalar() == b.canonical_scalar()))
    }

    /// Two values at one place: scalars are settled at once, containers of one kind are opened later.
    fn pair(&mut self, a: Value<'a>, b: Value<'a>, kind: Option<Kind<'a>>, at: At<'a>) {
        // What was before and what is now is one thing to say, not an item that went and another that came; unless they
        // are containers, which are compared themselves.
        let at = At { is_pair: at.is_pair && holds_scalars(a) && holds_scalars(b), ..at };
        let is_container = matches!(a.kind(), JsonKind::Object | JsonKind::Array) && !at.is_pair;
        let skips = at.field.is_some_and(|field| field.volatile) && !self.settings.all;
        if is_container && a.kind() == b.kind() && !skips {
            // Equal bytes are equal values; where the model knows volatile fields below, they are still listed.
            if (kind.is_some() && !self.settings.all) || !self.aligner.texts.same(a, b) {
                let place = self.difference.places.within(at.container, at.step);
                self.open.push(Pair { a, b, kind, field: at.field, place });
            }
            return;
        }
        let same = self.same(a, b) || (at.is_pair && self.same_items(a, b));
        if skips {
            self.difference.skip(at.container, at.step, !same);
        } else if !same {
            self.change(ChangeKind::Changed, (Some(a), Some(b)), at);
        }
    }

    /// Whether two arrays hold the same scalars.
    fn same_items(&mut self, a: Value<'a>, b: Value<'a>) -> bool {
        let (ours, theirs): (Vec<_>, Vec<_>) = (a.items().collect(), b.items().collect());
        ours.len() == theirs.len() && ours.iter().zip(&theirs).all(|(one, other)| self.same(*one, *other))
    }

    fn change(&mut self, kind: ChangeKind, values: (Option<Value<'a>>, Option<Value<'a>>), at: At<'a>) {
        let At { container, step, field, order, index, is_pair } = at;
        if kind != ChangeKind::Changed && field.is_some_and(|field| field.volatile) && !self.settings.all {
            self.difference.skip(container, step, true);
            return;
        }
        let (old, new) = values;
        let place = self.difference.places.within(container, step);
        let container = self.containers;
        self.difference.add(Change { kind, place, old, new, field, is_pair, container, index, order });
    }

    fn object(&mut self, pair: &Pair<'a>) {
        let declared = |key, hint| Declared { kind: pair.kind, field: None }.member(key, hint);
        let at = |key, declared: Declared<'a>, order| At {
            container: pair.place,
            step: PathStep::Member(key),
            field: declared.field,
            order,
            index: None,
            is_pair: declared.kind == Some(Kind::Change),
        };
        let theirs: Vec<(Value<'a>, Value<'a>)> = pair.b.members().collect();
        let mut taken = vec![false; theirs.len()];
        let mut names: Option<HashMap<String, VecDeque<usize>>> = None;
        for (position, (key, value)) in pair.a.members().enumerate() {
            // Senders keep the order of members, so the same position is looked at first.
            let is_taken = |index: usize| taken.get(index).copied().unwrap_or(true);
            let hit = theirs.get(position).is_some_and(|(other, _)| other.raw() == key.raw());
            let found = if hit && !is_taken(position) {
                Some(position)
            } else {
                let names = names.get_or_insert_with(|| by_name(&theirs));
                names.get_mut(key.text().unwrap_or_default().as_ref()).and_then(|indices| {
                    while indices.front().is_some_and(|index| is_taken(*index)) {
                        indices.pop_front();
                    }
                    indices.front().copied()
                })
            };
            let declared = declared(key, position);
            let kind = declared.kind;
            let at = at(key, declared, (value.span().start, 0));
            if let Some((index, other)) = found.and_then(|index| Some((index, theirs.get(index)?.1))) {
                if let Some(taken) = taken.get_mut(index) {
                    *taken = true;
                }
                self.pair(value, other, kind, at);
            } else {
                self.change(ChangeKind::Removed, (Some(value), None), at);
            }
        }
        let end = pair.a.span().end;
        for (position, ((key, value), taken)) in theirs.iter().zip(&taken).enumerate() {
            if !taken {
                let at = at(*key, declared(*key, position), (end, value.span().start));
                self.change(ChangeKind::Added, (None, Some(*value)), at);
            }
        }
    }

    fn array(&mut self, pair: &Pair<'a>) {
        let item = Declared { kind: pair.kind, field: None }.item().kind;
        let (ours, theirs) = (Items::of(pair.a), Items::of(pair.b));
        let known = item.filter(|_| !self.settings.in_order);
        let alignment = self.aligner.align(&ours, &theirs, known);
        if let Some(remark) = &alignment.remark {
            self.difference.remark(pair.place, remark);
        }
        let (mut partner, mut taken) = (vec![None; ours.len()], vec![false; theirs.len()]);
        for (one, other) in &alignment.pairs {
            if let (Some(partner), Some(taken)) = (partner.get_mut(*one), taken.get_mut(*other)) {
                *partner = Some(*other);
                *taken = true;
            }
        }
        let at = |index: usize, value: Value<'a>, order| {
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            let identity = alignment.identity.and_then(|name| Some((name, value.get(name)?)));
            let step = match identity {
                Some((name, value)) => PathStep::Known(index, name, value),
                None => PathStep::Item(index),
            };
            let is_pair = item == Some(Kind::Change);
            At { container: pair.place, step, field: pair.field, order, index: Some(index), is_pair }
        };
        for (index, (value, partner)) in ours.iter().zip(partner).enumerate() {
            let at = at(index, value, (value.span().start, 0));
            match partner.and_then(|other| theirs.get(other)) {
                Some(other) => self.pair(value, other, item, at),
                None => self.change(ChangeKind::Removed, (Some(value), None), at),
            }
        }
        let end = pair.a.span().end;
        for (index, (value, taken)) in theirs.iter().zip(taken).enumerate() {
            if !taken {
                let at = at(index, value, (end, value.span().start));
                self.change(ChangeKind::Added, (None, Some(value)), at);
            }
        }
    }
}

/// Whether it is an array of scalars.
fn holds_scalars(value: Value<'_>) -> bool {
    value.kind() == JsonKind::Array
        && value.items().all(|item| !matches!(item.kind(), JsonKind::Array | JsonKind::Object))
}

fn by_name(members: &[(Value<'_>, Value<'_>)]) -> HashMap<String, VecDeque<usize>> {
    let mut names: HashMap<String, VecDeque<usize>> = HashMap::new();
    for (index, (key, _)) in members.iter().enumerate() {
        names.entry(key.text().unwrap_or_default().into_owned()).or_default().push_back(index);
    }
    names
}
