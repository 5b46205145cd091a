//! A story: the events of one thing in the order in which they happen, with the same ids and rising times.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::conditions::settle;
use super::generator::Generator;
use super::seed::Seed;
use super::tree::Tree;
use super::value;
use crate::json::quoted;
use crate::model::{EventRef, Group, Slot, SlotKind};

/// What happens to a thing, in the order of its life. Verbs of the neutral vocabulary.
const LIFE: &[&str] = &[
    "created",
    "pending",
    "initiated",
    "accepted",
    "approved",
    "converted",
    "item_added",
    "item_removed",
    "moved",
    "updated",
    "status_changed",
    "balance_changed",
    "processing",
    "fulfilment_requested",
    "paid",
    "completed",
    "signed",
    "failed",
    "denied",
    "rejected",
    "cancelled",
    "blocked",
    "deactivated",
    "deleted",
];

/// Between two events of a story, in seconds.
const STEP: u64 = 6 * 3_600;

/// The first event of a story happens so many seconds after the first that a sample can show.
const BEGINNING: u64 = 366 * 86_400;

/// One event of a story.
#[derive(Debug)]
pub struct Chapter<'m> {
    /// The event.
    pub model: EventRef<'m>,
    /// Its payload.
    pub payload: Tree<'m>,
}

/// The story of the thing that an event is about: every event of its version whose neutral kind is of the same family,
/// `commission.*` for `commission.approved`. The event alone where it has no kind.
#[must_use]
pub fn story<'m>(about: EventRef<'m>, seed: u64, number: u64) -> Vec<Chapter<'m>> {
    let family = |model: EventRef<'m>| {
        let kind = model.neutral()?.kind?;
        kind.split_once('.')
    };
    let Some((thing, _)) = family(about) else {
        return vec![Chapter { model: about, payload: Generator::new(about, seed).full(number) }];
    };
    let mut events: Vec<(usize, EventRef<'m>)> = about
        .provider
        .events()
        .filter(|model| std::ptr::eq(model.version, about.version))
        .filter_map(|model| {
            let (own, verb) = family(model)?;
            let age = LIFE.iter().position(|known| *known == verb).unwrap_or(LIFE.len());
            (own == thing).then_some((age, model))
        })
        .collect();
    events.sort_by_key(|(age, _)| *age);
    let mut known = Known { values: BTreeMap::new(), place: Seed::new(seed).below("story") };
    let chapters = events.into_iter().zip(0..).map(|((_, model), step)| {
        let generator = Generator { model, start: known.place, delivery: step + 1 };
        let mut payload = generator.full(number);
        known.carry(model, &mut payload, BEGINNING + step * STEP);
        settle(&mut payload, model.event, known.place.item(step), number);
        Chapter { model, payload }
    });
    chapters.collect()
}

/// What earlier events of a story have said, by its neutral meaning.
struct Known {
    values: BTreeMap<(Group, &'static str), String>,
    place: Seed,
}

impl Known {
    /// Makes a payload tell of the same people and things as the ones before it, at its own time.
    fn carry<'m>(&mut self, model: EventRef<'m>, payload: &mut Tree<'m>, second: u64) {
        let Some(neutral) = model.neutral() else { return };
        for (base, mappings) in neutral.maps {
            for mapping in *mappings {
                let path: Vec<&str> = base.iter().chain(mapping.path).copied().collect();
                let Some(value) = payload.at_mut(&path).filter(|value| value.scalar().is_some()) else {
                    continue;
                };
                match mapping.slot {
                    Slot::OccurredAt => *value = Tree::Scalar(Cow::Owned(quoted(&value::timestamp(second)))),
                    Slot::In(
                        group,
                        member,
                        SlotKind::Id | SlotKind::Text | SlotKind::Time | SlotKind::Number | SlotKind::Money,
                    ) => {
                        self.agree(group, member, value);
                    }
                    _ => {}
                }
            }
        }
    }

    /// Gives a member the value that it had before, where it had one of the same kind.
    fn agree(&mut self, group: Group, member: &'static str, value: &mut Tree<'_>) {
        let Some(own) = value.scalar().map(str::to_owned) else { return };
        let before = self.values.entry((group, member)).or_insert_with(|| own.clone());
        let same_kind = before.starts_with('"') == own.starts_with('"');
        if same_kind {
            *value = Tree::Scalar(Cow::Owned(before.clone()));
        }
    }
}
