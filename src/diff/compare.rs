//! The walk over two payloads.

use std::collections::HashMap;

use super::align::align;
use super::{Change, Difference, Kind as ChangeKind, Settings, Skipped};
use crate::json::{Kind as JsonKind, Pointer, Value};
use crate::model::{Field, Kind, Object};

/// Two containers at one place.
struct Pair<'a> {
    a: Value<'a>,
    b: Value<'a>,
    kind: Option<Kind<'a>>,
    field: Option<&'a Field<'a>>,
    place: Place,
}

/// A place in both payloads.
#[derive(Clone, Default)]
struct Place {
    pointer: Pointer,
    label: String,
}

impl Place {
    fn member(&self, key: Value<'_>) -> Self {
        let mut pointer = self.pointer.clone();
        pointer.push_key(&key.text().unwrap_or_default());
        let name = key.string_raw().unwrap_or_default();
        let label = if self.label.is_empty() { name.to_owned() } else { format!("{}.{name}", self.label) };
        Self { pointer, label }
    }

    fn item(&self, index: usize, identity: Option<(&str, Value<'_>)>) -> Self {
        let mut pointer = self.pointer.clone();
        pointer.push_index(index);
        let label = match identity {
            Some((name, value)) => {
                format!("{}[{name} {}]", self.label, value.string_raw().unwrap_or(value.raw()))
            }
            None => format!("{}[{index}]", self.label),
        };
        Self { pointer, label }
    }
}

/// Compares two values. `body` is the model that both are of, where there is one.
#[must_use]
pub fn compare<'a>(
    a: Value<'a>,
    b: Value<'a>,
    body: Option<&'a Object<'a>>,
    settings: Settings,
) -> Difference<'a> {
    let mut walk = Walk { settings, difference: Difference::default(), open: Vec::new(), containers: 0 };
    walk.pair(a, b, body.map(Kind::Object), None, &Place::default, (0, 0), None);
    while let Some(pair) = walk.open.pop() {
        walk.containers += 1;
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
    walk.difference
}

struct Walk<'a> {
    settings: Settings,
    difference: Difference<'a>,
    open: Vec<Pair<'a>>,
    containers: u32,
}

impl<'a> Walk<'a> {
    /// Two values at one place: scalars are settled at once, containers of one kind are opened later.
    #[expect(clippy::too_many_arguments, reason = "what is known of one place")]
    fn pair(
        &mut self,
        a: Value<'a>,
        b: Value<'a>,
        kind: Option<Kind<'a>>,
        field: Option<&'a Field<'a>>,
        place: &dyn Fn() -> Place,
        order: (u32, u32),
        index: Option<u32>,
    ) {
        let container = matches!(a.kind(), JsonKind::Object | JsonKind::Array);
        let skips = field.is_some_and(|field| field.volatile) && !self.settings.all;
        if container && a.kind() == b.kind() && !skips {
            // Equal bytes are equal values; where the model knows volatile fields below, they are still listed.
            if a.raw() != b.raw() || (kind.is_some() && !self.settings.all) {
                self.open.push(Pair { a, b, kind, field, place: place() });
            }
            return;
        }
        let same = a.kind() == b.kind()
            && (a.raw() == b.raw()
                || (!self.settings.exact && !container && a.canonical_scalar() == b.canonical_scalar()));
        if skips {
            let Place { pointer, label } = place();
            self.difference.skipped.push(Skipped { pointer, label, differs: !same });
        } else if !same {
            self.change(ChangeKind::Changed, place(), (Some(a), Some(b)), field, order, index);
        }
    }

    fn change(
        &mut self,
        kind: ChangeKind,
        place: Place,
        (old, new): (Option<Value<'a>>, Option<Value<'a>>),
        field: Option<&'a Field<'a>>,
        order: (u32, u32),
        index: Option<u32>,
    ) {
        let Place { pointer, label } = place;
        if kind != ChangeKind::Changed && field.is_some_and(|field| field.volatile) && !self.settings.all {
            self.difference.skipped.push(Skipped { pointer, label, differs: true });
            return;
        }
        let container = self.containers;
        self.difference.changes.push(Change {
            kind,
            pointer,
            label,
            old,
            new,
            field,
            container,
            index,
            order,
        });
    }

    fn object(&mut self, pair: &Pair<'a>) {
        let object = match pair.kind {
            Some(Kind::Object(object)) => Some(object),
            _ => None,
        };
        let of_all = match pair.kind {
            Some(Kind::Map(kind)) => Some(*kind),
            _ => None,
        };
        let field = |key: Value<'_>| object.and_then(|object| object.field(&key.text()?));
        let kind = |field: Option<&'a Field<'a>>| field.map(|field| field.kind).or(of_all);
        let theirs: Vec<(Value<'a>, Value<'a>)> = pair.b.members().collect();
        let mut taken = vec![false; theirs.len()];
        let mut names: Option<HashMap<String, Vec<usize>>> = None;
        for (position, (key, value)) in pair.a.members().enumerate() {
            // Senders keep the order of members, so the same position is looked at first.
            let hit = theirs.get(position).is_some_and(|(other, _)| other.raw() == key.raw());
            let found = if hit && !taken.get(position).copied().unwrap_or(true) {
                Some(position)
            } else {
                let names = names.get_or_insert_with(|| by_name(&theirs));
                let same = names.get(key.text().unwrap_or_default().as_ref());
                same.and_then(|indices| {
                    indices.iter().copied().find(|index| !taken.get(*index).copied().unwrap_or(true))
                })
            };
            let field = field(key);
            let order = (value.span().start, 0);
            if let Some((index, other)) = found.and_then(|index| Some((index, theirs.get(index)?.1))) {
                if let Some(taken) = taken.get_mut(index) {
                    *taken = true;
                }
                self.pair(value, other, kind(field), field, &|| pair.place.member(key), order, None);
            } else {
                let place = pair.place.member(key);
                self.change(ChangeKind::Removed, place, (Some(value), None), field, order, None);
            }
        }
        let end = pair.a.span().end;
        for ((key, value), taken) in theirs.iter().zip(&taken) {
            if !taken {
                let place = pair.place.member(*key);
                let order = (end, value.span().start);
                self.change(ChangeKind::Added, place, (None, Some(*value)), field(*key), order, None);
            }
        }
    }

    fn array(&mut self, pair: &Pair<'a>) {
        let item = match pair.kind {
            Some(Kind::List(item)) => Some(*item),
            _ => None,
        };
        let (ours, theirs): (Vec<_>, Vec<_>) = (pair.a.items().collect(), pair.b.items().collect());
        let known = item.filter(|_| !self.settings.in_order);
        let alignment = align(&ours, &theirs, known, self.settings.exact);
        if let Some(remark) = &alignment.remark {
            self.difference.remarks.push(format!("{}: {remark}", pair.place.label));
        }
        let identity = |value: Value<'a>| alignment.identity.and_then(|name| Some((name, value.get(name)?)));
        let (mut partner, mut taken) = (vec![None; ours.len()], vec![false; theirs.len()]);
        for (one, other) in &alignment.pairs {
            if let (Some(partner), Some(taken)) = (partner.get_mut(*one), taken.get_mut(*other)) {
                *partner = Some(*other);
                *taken = true;
            }
        }
        for (index, (value, partner)) in ours.iter().zip(partner).enumerate() {
            let order = (value.span().start, 0);
            let at = u32::try_from(index).ok();
            let place = || pair.place.item(index, identity(*value));
            match partner.and_then(|other| theirs.get(other)) {
                Some(other) => self.pair(*value, *other, item, pair.field, &place, order, at),
                None => {
                    self.change(ChangeKind::Removed, place(), (Some(*value), None), pair.field, order, at);
                }
            }
        }
        let end = pair.a.span().end;
        for (index, (value, taken)) in theirs.iter().zip(taken).enumerate() {
            if !taken {
                let place = pair.place.item(index, identity(*value));
                let order = (end, value.span().start);
                let at = u32::try_from(index).ok();
                self.change(ChangeKind::Added, place, (None, Some(*value)), pair.field, order, at);
            }
        }
    }
}

fn by_name(members: &[(Value<'_>, Value<'_>)]) -> HashMap<String, Vec<usize>> {
    let mut names: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, (key, _)) in members.iter().enumerate() {
        names.entry(key.text().unwrap_or_default().into_owned()).or_default().push(index);
    }
    names
}
