//! What was learnt of a set of records, those of each event that a model identifies apart from the others.

use std::collections::BTreeMap;

use crate::engine::{Analysis, Examined};
use crate::json::JsonKind;
use crate::learn::{self, Asked, Learn, State};
use crate::model::Identification;

/// Learns from the records of a set, so that every one of them is in what is learnt.
#[derive(Debug)]
pub struct Sorting {
    objects: Learn,
    others: Learn,
}

/// Which records are learnt from together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind<'m> {
    /// Those that a model identifies, of whatever version: by provider and event.
    Known(&'m str, &'m str),
    /// The other objects, and what cannot be read.
    Rest,
    /// What is no object.
    NoObject,
}

/// What a worker has learnt.
#[derive(Debug, Default)]
pub struct Sorted<'m>(BTreeMap<Kind<'m>, learn::Part>);

/// What was learnt of a set.
#[derive(Debug, Clone)]
pub struct Set {
    /// Of the events that models identify, by provider and event.
    pub(super) known: BTreeMap<(String, String), State>,
    /// Of the other objects, told apart by where they name their events.
    pub(super) rest: State,
    /// Of what is no object.
    pub(super) others: State,
}

impl Default for Sorting {
    fn default() -> Self {
        Self { objects: Learn::new(Asked::Usual), others: Learn::new(Asked::At(Vec::new())).of_any_kind() }
    }
}

impl Set {
    /// How many records were learnt from.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.states().map(|state| state.records).sum()
    }

    /// How many records could not be read.
    #[must_use]
    pub fn unreadable(&self) -> u64 {
        self.states().map(|state| state.unreadable).sum()
    }

    fn states(&self) -> impl Iterator<Item = &State> {
        self.known.values().chain([&self.rest, &self.others])
    }
}

impl From<Sorted<'_>> for Set {
    fn from(Sorted(parts): Sorted<'_>) -> Self {
        let mut set = Self {
            known: BTreeMap::new(),
            rest: State::new(Asked::Usual),
            others: State::new(Asked::At(Vec::new())),
        };
        for (kind, part) in parts {
            match kind {
                Kind::Known(provider, event) => {
                    let name = (provider.to_owned(), event.to_owned());
                    set.known.insert(name, part.into_states(&Asked::Usual).0);
                }
                Kind::Rest => set.rest = part.into_states(&Asked::Usual).0,
                Kind::NoObject => set.others = part.into_states(&Asked::At(Vec::new())).0,
            }
        }
        set
    }
}

impl<'m> Analysis<'m> for Sorting {
    type Part = Sorted<'m>;
    type Product = ();

    fn record(&self, Sorted(parts): &mut Self::Part, examined: &Examined<'_, 'm>) {
        let is_object = examined.document.is_none_or(|document| document.root().kind() == JsonKind::Object);
        let model = examined.identification.and_then(Identification::model);
        let (kind, learn) = match model {
            _ if !is_object && !examined.empty => (Kind::NoObject, &self.others),
            Some(model) => (Kind::Known(model.provider.id, model.event.name), &self.objects),
            None => (Kind::Rest, &self.objects),
        };
        learn.record(parts.entry(kind).or_default(), examined);
    }

    fn merge(&self, Sorted(into): &mut Self::Part, Sorted(from): Self::Part) {
        for (kind, part) in from {
            let learn = if kind == Kind::NoObject { &self.others } else { &self.objects };
            learn.merge(into.entry(kind).or_default(), part);
        }
    }
}
