//! What of a model a set of samples shows.

use std::collections::BTreeSet;

use super::choice::{Choice, choices, is_container};
use super::generator::naming;
use super::tree::Tree;
use super::value;
use crate::model::{Condition, EventRef, Field, Kind, Object};

/// So many facts are looked for: schemas whose objects hold each other have no end of them.
const MOST_FACTS: usize = 20_000;

/// Which facts of a model have been shown so far: for each path every known value, null, absence, emptiness, boundary.
#[derive(Debug)]
pub struct Coverage<'m> {
    model: EventRef<'m>,
    open: BTreeSet<(String, Choice<'m>)>,
    total: usize,
    is_cut: bool,
}

impl<'m> Coverage<'m> {
    /// Nothing shown yet. Objects that refer to themselves are followed once.
    #[must_use]
    pub fn new(model: EventRef<'m>) -> Self {
        let mut open = BTreeSet::new();
        let mut seen = Vec::new();
        let is_whole = each_field(model.event.body, "", &mut seen, &mut |path, field| {
            let named = naming(model).any(|name| path == format!("/{}", name.join("/")));
            // The name of the event is given; an entity's pairs are made from its members.
            if named || matches!(field.kind, Kind::Map(Kind::Change) | Kind::Change) {
                return true;
            }
            let ruled = model.event.conditions.iter().find_map(|rule| match *rule {
                Condition::OneOf { path: place, words, .. } if path == format!("/{}", place.join("/")) => {
                    Some(words)
                }
                _ => None,
            });
            let possible = choices(field, false).filter(|choice| match choice {
                Choice::Known(word) => ruled.is_none_or(|words| words.contains(word)),
                Choice::Alternative => is_seen(field),
                _ => true,
            });
            open.extend(possible.map(|choice| (path.to_owned(), choice)));
            open.len() < MOST_FACTS
        });
        Self { model, total: open.len(), open, is_cut: !is_whole }
    }

    /// Takes note of a sample.
    pub fn see(&mut self, sample: &Tree<'m>) {
        see(self.model.event.body, Some(sample), "", &mut self.open);
    }

    /// How many facts the samples show, of how many.
    #[must_use]
    pub fn shown(&self) -> (usize, usize) {
        (self.total - self.open.len(), self.total)
    }

    /// Whether there are more facts than are looked for.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Whether everything has been shown.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.open.is_empty()
    }

    /// What no sample shows: the path and what is missing there, in the order of the paths.
    pub fn missing(&self) -> impl Iterator<Item = String> {
        self.open.iter().map(|(path, choice)| match choice {
            Choice::Known(value) => format!("{path} as {value}"),
            Choice::Ordinary => format!("{path} as usual"),
            Choice::Absent => format!("{path} absent"),
            Choice::Null => format!("{path} null"),
            Choice::Empty => format!("{path} empty"),
            Choice::Smallest => format!("{path} at its least"),
            Choice::Largest => format!("{path} at its greatest"),
            Choice::Alternative => format!("{path} of its second kind"),
        })
    }
}

/// Every field below an object with its path, each object once on the way down, until `found` says that it is enough.
/// Gives whether it never did.
fn each_field<'m>(
    object: &'m Object<'m>,
    path: &str,
    seen: &mut Vec<*const Object<'m>>,
    found: &mut impl FnMut(&str, &'m Field<'m>) -> bool,
) -> bool {
    if seen.contains(&std::ptr::from_ref(object)) {
        return true;
    }
    seen.push(object);
    for field in object.fields {
        let path = format!("{path}/{}", field.name);
        if !found(&path, field) {
            return false;
        }
        let mut kind = field.kind;
        let mut below = path;
        while let Kind::List(item) | Kind::Map(item) = kind {
            below.push_str("/*");
            kind = *item;
        }
        if let Kind::Object(inner) = kind
            && !each_field(inner, &below, seen, found)
        {
            return false;
        }
    }
    seen.pop();
    true
}

/// Strikes out what an object of a sample shows. As deep as the sample, which the generator bounds.
fn see<'m>(
    object: &'m Object<'m>,
    tree: Option<&Tree<'m>>,
    path: &str,
    open: &mut BTreeSet<(String, Choice<'m>)>,
) {
    let Some(tree @ Tree::Object(_)) = tree else { return };
    for field in object.fields {
        let path = format!("{path}/{}", field.name);
        let value = tree.member(field.name);
        open.remove(&(path.clone(), shown(field, value)));
        let (mut kind, mut below, mut values) = (field.kind, path, Vec::from_iter(value));
        while let Kind::List(item) | Kind::Map(item) = kind {
            below.push_str("/*");
            kind = *item;
            values = values.into_iter().flat_map(items).collect();
        }
        if let Kind::Object(inner) = kind {
            for value in values {
                see(inner, Some(value), &below, open);
            }
        }
    }
}

fn items<'t, 'm>(tree: &'t Tree<'m>) -> Vec<&'t Tree<'m>> {
    match tree {
        Tree::List(items) => items.iter().collect(),
        Tree::Object(members) => members.iter().map(|(_, value)| value).collect(),
        Tree::Scalar(_) => Vec::new(),
    }
}

/// What a value shows of its field.
fn shown<'m>(field: &Field<'m>, value: Option<&Tree<'m>>) -> Choice<'m> {
    let Some(value) = value else { return Choice::Absent };
    if *value == Tree::NULL {
        return Choice::Null;
    }
    if let Some(known) = field.values.iter().find(|known| *value == super::tree::known(field.kind, known)) {
        return Choice::Known(known);
    }
    if value.is_blank() && (field.or_empty || is_container(field.kind)) {
        return Choice::Empty;
    }
    let Tree::Scalar(raw) = value else { return Choice::Ordinary };
    if *raw == value::smallest(field.kind) {
        Choice::Smallest
    } else if *raw == value::largest(field.kind, field) {
        Choice::Largest
    } else if is_seen(field) && is_text(field.kind) != raw.starts_with('"') {
        Choice::Alternative
    } else {
        Choice::Ordinary
    }
}

/// Whether a value of the second kind differs from one of the first by its JSON kind.
fn is_seen(field: &Field<'_>) -> bool {
    field.alternative.is_some_and(|other| is_text(other.kind) != is_text(field.kind))
}

fn is_text(kind: Kind<'_>) -> bool {
    matches!(kind, Kind::Text | Kind::Email | Kind::Url | Kind::Timestamp | Kind::Uuid | Kind::Decimal)
}
