//! The members of a neutral event by their path, as a person writes it: `affiliate.email`.

use super::event::Normalized;
use crate::json::{JsonKind, Scalar, Value};
use crate::model::{Group, Slot, SlotKind, slot};

/// What stands outside the groups.
const OWN: &[&[&str]] = &[
    &["source", "provider"],
    &["source", "version"],
    &["source", "event"],
    &["source", "candidates"],
    &["kind"],
    &["kind_candidates"],
    &["event_id"],
    &["dedupe_key"],
    &["occurred_at"],
];
/// What stands in the items of lists.
const OF_LISTS: &[&[&str]] =
    &[&["coupons", "code"], &["changes", "pointer"], &["changes", "old"], &["changes", "new"]];
/// The parts of money.
const OF_MONEY: &[&str] = &["decimal", "raw", "scale", "currency"];
/// What may be left out before a name.
const SHORT: &[(&str, &str)] =
    &[("provider", "source.provider"), ("version", "source.version"), ("event", "source.event")];

/// The path of a member of the neutral event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member(Vec<&'static str>);

impl Member {
    /// Every member there is, in the order of the event.
    pub fn all() -> impl Iterator<Item = Self> {
        let own = OWN.iter().map(|path| Self(path.to_vec()));
        let in_groups = Group::ALL.iter().flat_map(|group| {
            slot::ALL.iter().filter_map(move |slot| match slot {
                Slot::In(of, name, kind) if of == group => Some(of_slot(*of, name, *kind)),
                _ => None,
            })
        });
        own.chain(in_groups.flatten()).chain(OF_LISTS.iter().map(|path| Self(path.to_vec())))
    }

    /// The member of this name: its path with dots. `provider`, `version` and `event` are those of the source.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let whole = SHORT.iter().find(|(short, _)| *short == name).map_or(name, |(_, whole)| *whole);
        Self::all().find(|member| member.name() == whole)
    }

    /// Its path with dots.
    #[must_use]
    pub fn name(&self) -> String {
        self.0.join(".")
    }
}

/// The members that a place of a group fills.
fn of_slot(group: Group, name: &'static str, kind: SlotKind<'static>) -> Vec<Member> {
    let member = |rest: &[&'static str]| Member([&[group.name()], rest].concat());
    let money = || OF_MONEY.iter().map(|part| member(&[name, part]));
    match kind {
        SlotKind::Money => std::iter::once(member(&[name])).chain(money()).collect(),
        SlotKind::State => {
            let raw = if name == "state" { "state_raw" } else { "status_raw" };
            vec![member(&[name]), member(&[raw])]
        }
        // Its money is that of the place before it.
        SlotKind::Reward(_) => ["kind", "kind_raw", "quantity"].map(|part| member(&[part])).to_vec(),
        _ => vec![member(&[name])],
    }
}

impl Normalized {
    /// What stands at a member: nothing where there is none, several scalars where it is a list. Money is its amount in
    /// whole units where the scale is known, and else as it was written.
    #[must_use]
    pub fn scalars(&self, member: &Member) -> Vec<Scalar<'_>> {
        let mut found = vec![self.document().root()];
        for name in &member.0 {
            found = found.into_iter().flat_map(each).filter_map(|value| value.get(name)).collect();
        }
        let is_decimal = member.0.last() == Some(&"decimal");
        let scalar = |value| match Scalar::of(value)? {
            Scalar::Text(text) if is_decimal => Some(Scalar::Number(text)),
            scalar => Some(scalar),
        };
        let scalars = found.into_iter().flat_map(each);
        scalars.filter_map(|value| amount_of(value).or_else(|| scalar(value))).collect()
    }
}

/// The items of a list, or else the value itself.
fn each(value: Value<'_>) -> Vec<Value<'_>> {
    if value.kind() == JsonKind::Array { value.items().collect() } else { vec![value] }
}

/// Money as a number: in whole units, or else as it was written.
fn amount_of(money: Value<'_>) -> Option<Scalar<'_>> {
    match money.get("decimal").and_then(Value::text) {
        Some(decimal) => Some(Scalar::Number(decimal)),
        None => Scalar::of(money.get("raw")?),
    }
}
