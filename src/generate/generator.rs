//! From a model to payloads: one walk over the model for each sample.

use std::borrow::Cow;
use std::cell::Cell;

use super::choice::{Choice, Plan, chosen};
use super::conditions::settle;
use super::seed::Seed;
use super::tree::{Tree, known};
use super::value;
use crate::model::{EventRef, Field, Kind, Object, Path, Presence, Shape};

/// How deep a model is followed. Models of providers that refer to themselves end here.
const DEEPEST: usize = 24;

/// How many members one payload has before what it need not have is left out, and lists and objects are empty: models
/// whose objects hold each other would have no end.
const MOST_MEMBERS: usize = 20_000;

/// Makes payloads of one event.
#[derive(Debug, Clone, Copy)]
pub struct Generator<'m> {
    pub(super) model: EventRef<'m>,
    /// What the values of all samples depend on.
    pub(super) start: Seed,
    /// Which delivery of a story it is: ids and times of deliveries differ where all else is the same.
    pub(super) delivery: u64,
}

impl<'m> Generator<'m> {
    /// A generator of this event's payloads; the same seed makes the same payloads, on every machine.
    #[must_use]
    pub fn new(model: EventRef<'m>, seed: u64) -> Self {
        Self { model, start: Seed::new(seed).below(model.provider.id).below(model.event.name), delivery: 0 }
    }

    /// The event.
    #[must_use]
    pub const fn model(&self) -> EventRef<'m> {
        self.model
    }

    /// The sample of this number, from 0.
    #[must_use]
    pub fn sample(&self, index: u64) -> Tree<'m> {
        self.planned(Plan::of(index), index)
    }

    /// A sample in which every member is there and filled, with the values of this number.
    #[must_use]
    pub(super) fn full(&self, index: u64) -> Tree<'m> {
        self.planned(Plan::Maximal, index)
    }

    fn planned(&self, plan: Plan, index: u64) -> Tree<'m> {
        let left = Cell::new(MOST_MEMBERS);
        let walk = Walk { index, plan, delivery: self.delivery, kept: kept(self.model), left };
        let mut tree = walk.object(self.model.event.body, self.start, 0);
        for (path, name) in self.model.version.naming.written(self.model.event.name) {
            if let Some(place) = tree.at_mut(path) {
                *place = Tree::text(name);
            }
        }
        if let Some(shape) = self.model.event.shapes.first() {
            fit(&mut tree, shape, self.start, index);
        }
        settle(&mut tree, self.model.event, self.start, index);
        #[cfg(feature = "packs")]
        if let Some(validator) = self.model.event.body.validator {
            super::schema::mend(&mut tree, validator, self.start, index);
        }
        tree
    }
}

/// Where the body names the event.
pub(super) fn naming(model: EventRef<'_>) -> impl Iterator<Item = Path<'_>> {
    model.version.naming.written(model.event.name).into_iter().map(|(path, _)| path)
}

/// The members at the top of a payload without which it could not be told which event it is.
fn kept(model: EventRef<'_>) -> Vec<&str> {
    let mut kept = Vec::new();
    let naming = model.version.naming;
    kept.extend(naming.written(model.event.name).iter().filter_map(|(path, _)| path.first().copied()));
    kept.extend(naming.envelope.iter().filter_map(|path| path.first().copied()));
    if let Some(shape) = model.event.shapes.first() {
        kept.extend(shape.all);
        kept.extend(
            shape.any.iter().filter(|key| model.event.body.field(key).is_some()).take(shape.at_least),
        );
    }
    kept
}

/// Makes the members at the top those of a shape.
fn fit<'m>(tree: &mut Tree<'m>, shape: &Shape<'m>, place: Seed, index: u64) {
    for key in shape.none {
        tree.remove(key);
    }
    for (key, words) in shape.words {
        if let Some(value) = tree.at_mut(&[key]) {
            *value = Tree::text(place.below(key).source(index).one_of(words));
        }
    }
}

/// One sample while it is made.
struct Walk<'m> {
    index: u64,
    plan: Plan,
    delivery: u64,
    kept: Vec<&'m str>,
    /// How many members may still be made.
    left: Cell<usize>,
}

impl<'m> Walk<'m> {
    /// Recurses on the depth of the model, which is bounded.
    fn object(&self, object: &'m Object<'m>, place: Seed, depth: usize) -> Tree<'m> {
        let mut members = Vec::with_capacity(object.fields.len());
        for field in object.fields {
            let mut below = place.below(field.name);
            if field.volatile && self.delivery > 0 {
                below = below.item(self.delivery);
            }
            let kept = depth == 0 && self.kept.contains(&field.name);
            if self.is_full() && !kept && field.presence != Presence::Required {
                continue;
            }
            let mut choice = chosen(field, kept, self.plan, below.chance(self.index));
            // A delivery that is sent to try the endpoint is an exception.
            if object.waived_by == Some(field.name) && matches!(self.plan, Plan::Minimal | Plan::Maximal) {
                members.push((Cow::Borrowed(field.name), Tree::Scalar(Cow::Borrowed("false"))));
                continue;
            }
            if kept && choice == Choice::Null && depth == 0 && self.plan == Plan::Minimal {
                choice = chosen(field, kept, Plan::Maximal, 0);
            }
            self.left.set(self.left.get().saturating_sub(1));
            if let Some(value) = self.field(field, choice, below, depth) {
                members.push((Cow::Borrowed(field.name), value));
            }
        }
        Tree::Object(members)
    }

    /// Whether the payload has all the members that it may have.
    const fn is_full(&self) -> bool {
        self.left.get() == 0
    }

    fn field(&self, field: &'m Field<'m>, choice: Choice<'m>, place: Seed, depth: usize) -> Option<Tree<'m>> {
        Some(match choice {
            Choice::Absent => return None,
            Choice::Null => Tree::NULL,
            Choice::Empty => match field.kind {
                Kind::List(_) => Tree::List(Vec::new()),
                Kind::Map(_) => Tree::Object(Vec::new()),
                _ => Tree::text(""),
            },
            Choice::Known(value) => known(field.kind, value),
            Choice::Smallest => Tree::Scalar(value::smallest(field.kind)),
            Choice::Largest => Tree::Scalar(value::largest(field.kind, field)),
            Choice::Alternative => match field.alternative {
                Some(other) => self.value(other.kind, field, place, depth),
                None => self.value(field.kind, field, place, depth),
            },
            Choice::Ordinary => self.value(field.kind, field, place, depth),
        })
    }

    fn value(&self, kind: Kind<'m>, field: &Field<'m>, place: Seed, depth: usize) -> Tree<'m> {
        match kind {
            Kind::Object(_) | Kind::List(_) | Kind::Map(_) if depth >= DEEPEST || self.is_full() => {
                match kind {
                    Kind::List(_) => Tree::List(Vec::new()),
                    _ => Tree::Object(Vec::new()),
                }
            }
            Kind::Object(object) => self.object(object, place, depth + 1),
            Kind::List(item) => {
                let count = if self.plan == Plan::Maximal { 2 } else { 1 + place.chance(self.index) % 2 };
                let items = (0..count).map(|index| self.value(*item, field, place.item(index), depth + 1));
                Tree::List(items.collect())
            }
            // The pairs of an update are made when its entity is known.
            Kind::Map(Kind::Change) => Tree::Object(Vec::new()),
            Kind::Map(item) => {
                let keys = ["first_extra", "second_extra"].into_iter();
                let members = keys
                    .map(|key| (Cow::Borrowed(key), self.value(*item, field, place.below(key), depth + 1)));
                Tree::Object(members.collect())
            }
            Kind::Change => {
                let item = |index| self.value(Kind::Text, field, place.item(index), depth + 1);
                Tree::List(vec![item(0), item(1)])
            }
            scalar => Tree::Scalar(value::ordinary(scalar, field, &mut place.source(self.index))),
        }
    }
}
