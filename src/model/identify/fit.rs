//! How well a body fits a model, where several models are possible, and which members would decide.

use crate::json::{JsonKind, Value};
use crate::model::event::EventRef;
use crate::model::facts::Presence;
use crate::model::field::{Extra, Field, Object};
use crate::model::kind::Kind;
use crate::model::naming::Shape;

/// How many objects deep a body is held against a model.
const DEEPEST: usize = 3;

/// How many members that would decide are named.
const MOST_NAMED: usize = 6;

/// Whether a member of the body that an event has a list of words for holds another word, in each of its shapes.
pub(super) fn is_contradicted(event: EventRef<'_>, root: Value<'_>) -> bool {
    let denies = |shape: &Shape<'_>| {
        shape.words.iter().any(|(key, words)| {
            root.get(key).and_then(Value::text).is_some_and(|text| !words.contains(&&*text))
        })
    };
    !event.event.shapes.is_empty() && event.event.shapes.iter().all(denies)
}

/// How many members contradict a model: required ones that are missing, unknown ones, those of another type. Recurses on
/// a few levels of the model.
pub(super) fn misfit(body: &Object<'_>, root: Value<'_>) -> usize {
    object(body, root, DEEPEST)
}

fn object(model: &Object<'_>, value: Value<'_>, depth: usize) -> usize {
    let mut wrong = 0;
    for (place, (key, member)) in value.members().enumerate() {
        match model.position(key, place).and_then(|place| model.fields.get(place)) {
            None => wrong += usize::from(model.extra == Extra::Unknown),
            Some(field) => wrong += of_field(field, member, depth),
        }
    }
    let missing =
        |field: &&Field<'_>| field.presence == Presence::Required && value.get(field.name).is_none();
    wrong + model.fields.iter().filter(missing).count()
}

fn of_field(field: &Field<'_>, value: Value<'_>, depth: usize) -> usize {
    match (field.kind, value.kind()) {
        (Kind::Object(inner), JsonKind::Object) if depth > 1 => object(inner, value, depth - 1),
        (_, JsonKind::Null)
        | (Kind::Anything, _)
        | (Kind::Object(_) | Kind::Map(_), JsonKind::Object)
        | (Kind::List(_) | Kind::Change, JsonKind::Array)
        | (Kind::Boolean, JsonKind::True | JsonKind::False) => 0,
        (Kind::Object(_) | Kind::Map(_) | Kind::List(_) | Kind::Change | Kind::Boolean, _)
        | (_, JsonKind::Object | JsonKind::Array | JsonKind::True | JsonKind::False) => {
            usize::from(field.alternative.is_none())
        }
        // A number for a text and the like: senders are free with these.
        (_, JsonKind::Number | JsonKind::String) => 0,
    }
}

/// The members that only some of the candidates know, with those that do: the members that would decide.
pub(super) fn deciding<'m>(candidates: &[EventRef<'m>]) -> Vec<(String, EventRef<'m>)> {
    let mut found = Vec::new();
    let mut bodies: Vec<EventRef<'m>> = Vec::new();
    for candidate in candidates {
        if !bodies.iter().any(|known| known.shares_body(*candidate)) {
            bodies.push(*candidate);
        }
    }
    if bodies.len() < 2 {
        return found;
    }
    for own in &bodies {
        let others: Vec<&Object<'m>> =
            bodies.iter().filter(|other| !other.shares_body(*own)).map(|other| other.event.body).collect();
        let mut names = Vec::new();
        differing(own.event.body, &others, "", DEEPEST, &mut names);
        found.extend(names.into_iter().take(MOST_NAMED).map(|name| (name, *own)));
    }
    found
}

/// The required members of a model that no other one knows. Recurses on a few levels of the model.
fn differing(own: &Object<'_>, others: &[&Object<'_>], prefix: &str, depth: usize, names: &mut Vec<String>) {
    for field in own.fields.iter().filter(|field| field.presence != Presence::Optional) {
        let theirs: Vec<&Field<'_>> = others.iter().filter_map(|other| other.field(field.name)).collect();
        if theirs.is_empty() {
            names.push(format!("{prefix}{}", field.name));
            continue;
        }
        let Kind::Object(inner) = field.kind else { continue };
        let inners: Vec<&Object<'_>> = theirs
            .iter()
            .filter_map(|field| if let Kind::Object(inner) = field.kind { Some(inner) } else { None })
            .collect();
        if depth > 1 && inners.len() == others.len() {
            differing(inner, &inners, &format!("{prefix}{}.", field.name), depth - 1, names);
        }
    }
}
