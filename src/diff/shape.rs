//! Shapes: which members there are and of which types, whatever their values.

use std::borrow::Cow;
use std::collections::HashMap;

use super::place::{PathStep, Place, Places};
use super::{Change, ChangeKind, Difference};
use crate::json::{JsonKind, Value};
use crate::model::{Declared, Field, Object};

/// One place of a shape.
struct Spot<'a> {
    /// The container, by its number; the whole has none.
    within: Option<(usize, Way<'a>)>,
    /// Where it was met first.
    place: Place,
    field: Option<&'a Field<'a>>,
    /// The first value met there of each type.
    types: Types<'a>,
}

/// Types, each with the first value of it: nearly always one.
type Types<'a> = Vec<(&'static str, Value<'a>)>;

/// The way from a container to what is in it: all items of an array are one.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Way<'a> {
    Member(Cow<'a, str>),
    Items,
}

/// The places of one payload, containers before what is in them.
struct Shape<'a> {
    spots: Vec<Spot<'a>>,
    numbers: HashMap<(usize, Way<'a>), usize>,
}

/// A value whose turn comes later.
struct Visit<'a> {
    value: Value<'a>,
    spot: usize,
    place: Place,
    declared: Declared<'a>,
}

/// Compares what members two payloads have and of which types. All items of an array are one place. `null` is no type of
/// its own where the model says that a field may be null.
#[must_use]
pub fn compare_shapes<'a>(a: Value<'a>, b: Value<'a>, body: Option<&'a Object<'a>>) -> Difference<'a> {
    let mut difference = Difference::new(a, b);
    let ours = Shape::of(a, body, &mut difference.places);
    let theirs = Shape::of(b, body, &mut difference.places);
    let (theirs_of, ours_of) = (ours.numbers_in(&theirs), theirs.numbers_in(&ours));
    // What an absent container holds is absent with it.
    let is_outermost = |spot: &Spot<'a>, others: &[Option<usize>]| {
        spot.within.as_ref().is_none_or(|(container, _)| others.get(*container).copied().flatten().is_some())
    };
    let change = |kind, spot: &Spot<'a>, old, new, order| Change {
        kind,
        place: spot.place,
        old,
        new,
        field: spot.field,
        is_pair: false,
        container: 0,
        index: None,
        order,
    };
    for (spot, other) in ours.spots.iter().zip(&theirs_of) {
        let first = spot.types.first().map(|(_, value)| *value);
        let order = (first.map_or(0, |value| value.span().start), 0);
        match other.and_then(|number| theirs.spots.get(number)) {
            Some(other) => {
                if let Some((old, new)) = differing(spot, other) {
                    difference.add(change(ChangeKind::Changed, spot, old, new, order));
                }
            }
            None if is_outermost(spot, &theirs_of) => {
                difference.add(change(ChangeKind::Removed, spot, first, None, order));
            }
            None => {}
        }
    }
    for (spot, other) in theirs.spots.iter().zip(&ours_of) {
        if other.is_none() && is_outermost(spot, &ours_of) {
            let first = spot.types.first().map(|(_, value)| *value);
            let order = (u32::MAX, first.map_or(0, |value| value.span().start));
            difference.add(change(ChangeKind::Added, spot, None, first, order));
        }
    }
    difference.changes.sort_by_key(|change| change.order);
    difference
}

/// The values whose types make two places differ.
fn differing<'a>(one: &Spot<'a>, other: &Spot<'a>) -> Option<(Option<Value<'a>>, Option<Value<'a>>)> {
    let nullable = one.field.is_some_and(|field| field.nullable);
    let beyond = |types: &Types<'a>, others: &Types<'a>| {
        let is_there = |name: &str| others.iter().any(|(other, _)| *other == name);
        let mut types = types.iter();
        types.find(|(name, _)| !(is_there(name) || nullable && *name == "null")).map(|(_, value)| *value)
    };
    let only_null = |types: &Types<'a>| types.iter().all(|(name, _)| *name == "null");
    if nullable && (only_null(&one.types) || only_null(&other.types)) {
        return None;
    }
    let (old, new) = (beyond(&one.types, &other.types), beyond(&other.types, &one.types));
    let first = |spot: &Spot<'a>| spot.types.first().map(|(_, value)| *value);
    (old.is_some() || new.is_some()).then(|| (old.or(first(one)), new.or(first(other))))
}

impl<'a> Shape<'a> {
    fn of(root: Value<'a>, body: Option<&'a Object<'a>>, places: &mut Places<'a>) -> Self {
        let mut shape = Self { spots: Vec::new(), numbers: HashMap::new() };
        shape.meet(None, Place::default(), None, root);
        let declared = Declared::root(body);
        let mut open = vec![Visit { value: root, spot: 0, place: Place::default(), declared }];
        while let Some(Visit { value, spot, place, declared }) = open.pop() {
            let first = open.len();
            for (hint, (key, member)) in value.members().enumerate() {
                let name = key.text().unwrap_or_default();
                let declared = declared.member(key, hint);
                let place = places.within(place, PathStep::Member(key));
                let spot = shape.meet(Some((spot, Way::Member(name))), place, declared.field, member);
                open.push(Visit { value: member, spot, place, declared });
            }
            for (index, element) in value.items().enumerate() {
                let place = places.within(place, PathStep::Every(u32::try_from(index).unwrap_or(u32::MAX)));
                let spot = shape.meet(Some((spot, Way::Items)), place, None, element);
                open.push(Visit { value: element, spot, place, declared: declared.item() });
            }
            if let Some(opened) = open.get_mut(first..) {
                opened.reverse();
            }
        }
        shape
    }

    /// The number of the spot that a value stands at.
    fn meet(
        &mut self,
        within: Option<(usize, Way<'a>)>,
        place: Place,
        field: Option<&'a Field<'a>>,
        value: Value<'a>,
    ) -> usize {
        let known = within.as_ref().and_then(|way| self.numbers.get(way).copied());
        let number = known.unwrap_or_else(|| {
            let number = self.spots.len();
            if let Some(way) = &within {
                self.numbers.insert(way.clone(), number);
            }
            self.spots.push(Spot { within, place, field, types: Types::new() });
            number
        });
        if let Some(spot) = self.spots.get_mut(number) {
            let name = type_name(value);
            if spot.types.iter().all(|(known, _)| *known != name) {
                spot.types.reserve_exact(1);
                spot.types.push((name, value));
            }
        }
        number
    }

    /// For each spot the number of the same one in another shape.
    fn numbers_in(&self, other: &Self) -> Vec<Option<usize>> {
        let mut numbers: Vec<Option<usize>> = Vec::with_capacity(self.spots.len());
        for spot in &self.spots {
            let number = match &spot.within {
                None => Some(0),
                Some((container, way)) => numbers
                    .get(*container)
                    .copied()
                    .flatten()
                    .and_then(|container| other.numbers.get(&(container, way.clone())).copied()),
            };
            numbers.push(number);
        }
        numbers
    }
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
