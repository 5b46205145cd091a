//! What can be made of a field, and what is made of it in one sample.

use crate::model::{Field, Kind, Presence};

/// One thing that a field can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Choice<'m> {
    /// A value as most payloads have it.
    Ordinary,
    /// Not there.
    Absent,
    /// `null`.
    Null,
    /// An empty text, list or map.
    Empty,
    /// One of the values that are known.
    Known(&'m str),
    /// The least number, the shortest text.
    Smallest,
    /// The greatest number that every program can hold, a long text.
    Largest,
    /// A value of the second kind that some source shows.
    Alternative,
}

/// How the samples of one event differ: by number, the first few by plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plan {
    /// As little as the model allows.
    Minimal,
    /// Every member, filled.
    Maximal,
    /// All containers are there; scalars go through their choices one after the other.
    Turn(u64),
    /// Everything by chance.
    Chance,
}

/// How many samples go through the choices of scalars in turn.
const TURNS: u64 = 32;

impl Plan {
    /// The plan of the sample of this number, from 0.
    pub(super) const fn of(index: u64) -> Self {
        match index {
            0 => Self::Minimal,
            1 => Self::Maximal,
            turn if turn < TURNS + 2 => Self::Turn(turn - 2),
            _ => Self::Chance,
        }
    }
}

/// Whether a value of this kind holds others.
pub(super) const fn is_container(kind: Kind<'_>) -> bool {
    matches!(kind, Kind::Object(_) | Kind::List(_) | Kind::Map(_))
}

/// Everything that a field can be, always in the same order. `kept` fields are there whatever the model says.
pub(super) fn choices<'m>(field: &Field<'m>, kept: bool) -> impl Iterator<Item = Choice<'m>> {
    let absent = !kept && field.presence != Presence::Required;
    let empty = field.or_empty || matches!(field.kind, Kind::List(_) | Kind::Map(_));
    let bounded = field.values.is_empty()
        && matches!(field.kind, Kind::Integer | Kind::Number | Kind::Decimal | Kind::Text);
    let when = |holds: bool, choice: Choice<'m>| holds.then_some(choice);
    [
        when(field.values.is_empty(), Choice::Ordinary),
        when(field.nullable, Choice::Null),
        when(absent, Choice::Absent),
        when(empty, Choice::Empty),
        when(bounded, Choice::Smallest),
        when(bounded, Choice::Largest),
        when(field.alternative.is_some(), Choice::Alternative),
    ]
    .into_iter()
    .flatten()
    .chain(field.values.iter().map(|value| Choice::Known(value)))
}

/// What is made of a field by plan; `chance` is a number that depends on the field's path and the sample.
pub(super) fn chosen<'m>(field: &Field<'m>, kept: bool, plan: Plan, chance: u64) -> Choice<'m> {
    let full = field.values.first().map_or(Choice::Ordinary, |value| Choice::Known(value));
    let count = u64::try_from(choices(field, kept).count()).unwrap_or(1).max(1);
    let nth = |number: u64| {
        usize::try_from(number % count)
            .ok()
            .and_then(|number| choices(field, kept).nth(number))
            .unwrap_or(full)
    };
    match plan {
        Plan::Minimal => [Choice::Absent, Choice::Empty, Choice::Null]
            .into_iter()
            .find(|least| choices(field, kept).any(|choice| choice == *least))
            .unwrap_or(full),
        // A name about which the sources disagree is only met in its turn.
        Plan::Maximal if field.variant.is_some() => nth_absent(field, kept).unwrap_or(full),
        Plan::Maximal => full,
        Plan::Turn(_) if is_container(field.kind) => full,
        Plan::Turn(turn) => nth(turn),
        Plan::Chance if is_container(field.kind) && chance >> 62 != 0 => full,
        Plan::Chance => nth(chance & (u64::MAX >> 2)),
    }
}

fn nth_absent<'m>(field: &Field<'m>, kept: bool) -> Option<Choice<'m>> {
    choices(field, kept).find(|choice| *choice == Choice::Absent)
}
