//! Shapes: which members there are and of which types, whatever their values.

use std::collections::BTreeMap;

use super::{Change, Difference, Kind as ChangeKind};
use crate::json::{Kind as JsonKind, Pointer, Value};
use crate::model::{Field, Kind, Object};

/// One place of a shape: the first value met there of each type.
struct Place<'a> {
    pointer: Pointer,
    label: String,
    field: Option<&'a Field<'a>>,
    types: BTreeMap<&'static str, Value<'a>>,
}

/// Compares what members two payloads have and of which types. All items of an array are one place. `null` is no type of
/// its own where the model says that a field may be null.
#[must_use]
pub fn compare_shapes<'a>(a: Value<'a>, b: Value<'a>, body: Option<&'a Object<'a>>) -> Difference<'a> {
    let (ours, theirs) = (shape(a, body), shape(b, body));
    let mut difference = Difference::default();
    // What an absent container holds is absent with it.
    let within =
        |path: &str, other: &Shape<'a>| parent(path).is_none_or(|above| other.places.contains_key(above));
    let change = |kind, place: &Place<'a>, old, new, order| Change {
        kind,
        pointer: place.pointer.clone(),
        label: place.label.clone(),
        old,
        new,
        field: place.field,
        container: 0,
        index: None,
        order,
    };
    for path in &ours.order {
        let Some(place) = ours.places.get(path) else { continue };
        let first = place.types.values().next().copied();
        let order = (first.map_or(0, |value| value.span().start), 0);
        match theirs.places.get(path) {
            Some(other) => {
                let nullable = place.field.is_some_and(|field| field.nullable);
                let differs = |types: &BTreeMap<&str, Value<'a>>, others: &BTreeMap<&str, Value<'a>>| {
                    types
                        .iter()
                        .find(|(name, _)| !(others.contains_key(*name) || nullable && **name == "null"))
                        .map(|(_, value)| *value)
                };
                let only_null = |types: &BTreeMap<&str, Value<'a>>| types.keys().all(|name| *name == "null");
                let blank = nullable && (only_null(&place.types) || only_null(&other.types));
                let (old, new) = (differs(&place.types, &other.types), differs(&other.types, &place.types));
                if !blank && (old.is_some() || new.is_some()) {
                    let old = old.or(first);
                    let new = new.or_else(|| other.types.values().next().copied());
                    difference.changes.push(change(ChangeKind::Changed, place, old, new, order));
                }
            }
            None if within(path, &theirs) => {
                difference.changes.push(change(ChangeKind::Removed, place, first, None, order));
            }
            None => {}
        }
    }
    for path in &theirs.order {
        let Some(place) = theirs.places.get(path) else { continue };
        if !ours.places.contains_key(path) && within(path, &ours) {
            let first = place.types.values().next().copied();
            let order = (u32::MAX, first.map_or(0, |value| value.span().start));
            difference.changes.push(change(ChangeKind::Added, place, None, first, order));
        }
    }
    difference.changes.sort_by_key(|change| change.order);
    difference
}

/// The path of the container; all items of an array are the step `*`.
fn parent(path: &str) -> Option<&str> {
    path.rfind('/').and_then(|slash| path.get(..slash))
}

struct Shape<'a> {
    places: BTreeMap<String, Place<'a>>,
    order: Vec<String>,
}

fn shape<'a>(root: Value<'a>, body: Option<&'a Object<'a>>) -> Shape<'a> {
    let mut shape = Shape { places: BTreeMap::new(), order: Vec::new() };
    let mut open =
        vec![(root, String::new(), Pointer::default(), String::new(), body.map(Kind::Object), None)];
    while let Some((value, path, pointer, label, kind, field)) = open.pop() {
        let place = shape.places.entry(path.clone()).or_insert_with(|| {
            shape.order.push(path.clone());
            Place { pointer: pointer.clone(), label: label.clone(), field, types: BTreeMap::new() }
        });
        place.types.entry(type_name(value)).or_insert(value);
        let first = open.len();
        for (key, member) in value.members() {
            let name = key.text().unwrap_or_default();
            let known: Option<&'a Field<'a>> = match kind {
                Some(Kind::Object(object)) => object.field(&name),
                _ => None,
            };
            let mut inner = pointer.clone();
            inner.push_key(&name);
            let step = inner.as_str().get(pointer.as_str().len()..).unwrap_or_default();
            let path = format!("{path}{step}");
            let shown = key.string_raw().unwrap_or_default();
            let label = if label.is_empty() { shown.to_owned() } else { format!("{label}.{shown}") };
            open.push((member, path, inner, label, known.map(|field| field.kind), known));
        }
        let item = match kind {
            Some(Kind::List(item)) => Some(*item),
            _ => None,
        };
        for (index, element) in value.items().enumerate() {
            let mut inner = pointer.clone();
            inner.push_index(index);
            open.push((element, format!("{path}/*"), inner, format!("{label}[]"), item, None));
        }
        if let Some(opened) = open.get_mut(first..) {
            opened.reverse();
        }
    }
    shape
}

/// The type as shapes know it: whole numbers and others are one.
#[must_use]
pub fn type_name(value: Value<'_>) -> &'static str {
    match value.kind() {
        JsonKind::Null => "null",
        JsonKind::True | JsonKind::False => "boolean",
        JsonKind::Number => "number",
        JsonKind::String => "string",
        JsonKind::Array => "array",
        JsonKind::Object => "object",
    }
}
