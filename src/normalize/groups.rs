//! The groups of a neutral event: whom it is about, what was bought, earned and paid.

use std::borrow::Cow;
use std::ops::Range;

use super::plan::{Step, raw_name};
use super::time::in_utc;
use super::write::{Here, Writing};
use crate::json::{JsonKind, Value};
use crate::model::{Group, Slot, SlotKind, Unit, money};

impl<'d> Writing<'_, 'd> {
    /// Writes the groups of which anything is told.
    pub(super) fn groups(&mut self) {
        for step in &self.plan.currency {
            self.scalars(step, |own, Here { value, .. }| {
                if value.text().is_some_and(|text| is_currency(&text)) {
                    own.currency = Some((value, false));
                }
                false
            });
        }
        for (group, steps) in &self.plan.groups {
            for (at, step) in steps.iter().enumerate() {
                self.step(*group, step, steps.get(at + 1..).unwrap_or_default());
            }
            self.told.clear();
            if std::mem::take(&mut self.is_begun) {
                self.out.push('}');
            }
        }
        if let Some((value, true)) = self.currency {
            self.take(value);
        }
    }

    /// Tells what a step of a group found. `later` are those that follow it in the group.
    fn step(&mut self, group: Group, step: &Step<'_>, later: &[Step<'_>]) {
        let Slot::In(_, name, kind) = step.slot else { return };
        if kind == SlotKind::Each {
            return self.list((group, name), step, later);
        }
        self.scalars(step, |own, here| own.member((group, name, kind), step, here));
    }

    /// Tells a member of a group; says whether it is there now.
    fn member(
        &mut self,
        (group, name, kind): (Group, &'static str, SlotKind<'_>),
        step: &Step<'_>,
        here: Here<'d>,
    ) -> bool {
        let (value, is_shared) = (here.value, step.is_shared);
        match kind {
            SlotKind::Text if value.kind() != JsonKind::String => false,
            SlotKind::Number if value.kind() != JsonKind::Number => false,
            SlotKind::Id | SlotKind::Text => self.set(group, (name, is_shared), |own| own.text(value)),
            SlotKind::Number => self.set(group, (name, is_shared), |own| own.shown(value)),
            SlotKind::Time => match value.text().and_then(in_utc) {
                Some(time) => self.set(group, (name, is_shared), |own| match own.mask.of(value) {
                    Some(masked) => own.out.push_str(&masked),
                    None => own.quoted(&time),
                }),
                None => false,
            },
            SlotKind::State => {
                let said = value.text().filter(|_| self.mask.of(value).is_none());
                let word = said.and_then(|said| self.plan.words.state(group, &said));
                word.is_none_or(|word| self.set(group, (name, is_shared), |own| own.quoted(word)))
                    && self.set(group, (raw_name(name), is_shared), |own| own.text(value))
            }
            SlotKind::Money => scale(step.unit, here).is_some_and(|scale| {
                if group == Group::Commission {
                    self.set(group, ("kind", is_shared), |own| own.out.push_str("\"money\""));
                }
                self.set(group, (name, is_shared), |own| own.money(group, value, scale))
            }),
            SlotKind::Reward(sibling) => self.reward((group, name, sibling), step, here),
            // Told with all others of the list.
            SlotKind::Each => false,
        }
    }

    /// Money, or a quantity of what the sibling names.
    fn reward(
        &mut self,
        (group, name, sibling): (Group, &'static str, &str),
        step: &Step<'_>,
        here: Here<'d>,
    ) -> bool {
        let (value, is_shared) = (here.value, step.is_shared);
        let unit = here.sibling(sibling).filter(|unit| unit.kind() == JsonKind::String);
        let Some(unit) = unit else {
            return self.set(group, (name, is_shared), |own| own.money(group, value, "unknown"));
        };
        let Some(kind) = unit.text().and_then(|unit| self.plan.words.reward(&unit)) else { return false };
        if !self.set(group, ("kind", is_shared), |own| own.quoted(kind)) {
            return false;
        }
        self.set(group, ("kind_raw", is_shared), |own| own.text(unit));
        self.take(unit);
        match scale(step.unit, here) {
            Some(scale) => self.set(group, (name, is_shared), |own| own.money(group, value, scale)),
            None => self.set(group, ("quantity", is_shared), |own| own.shown(value)),
        }
    }

    /// Tells a list once its first item is found: what later steps find of it goes with that.
    fn list(&mut self, (group, name): (Group, &'static str), step: &Step<'_>, later: &[Step<'_>]) {
        if self.told.iter().any(|(told, _)| *told == name) {
            return;
        }
        let (start, mut items) = (self.out.len(), Vec::new());
        self.scalars(step, |own, here| own.item((group, name), here.value, &mut items));
        if items.is_empty() {
            return;
        }
        for step in later.iter().filter(|later| later.slot == step.slot) {
            self.scalars(step, |own, here| own.item((group, name), here.value, &mut items));
        }
        self.out.push(']');
        self.told.push((name, start..self.out.len()));
    }

    /// Tells an item of a list, unless it is there already.
    fn item(
        &mut self,
        (group, name): (Group, &'static str),
        value: Value<'d>,
        items: &mut Vec<Range<usize>>,
    ) -> bool {
        let before = self.out.len();
        if items.is_empty() {
            self.name(group, name);
        }
        self.out.push(if items.is_empty() { '[' } else { ',' });
        let from = self.out.len();
        self.text(value);
        let item = self.out.get(from..);
        if items.iter().any(|other| self.out.get(other.clone()) == item) {
            self.out.truncate(before);
        } else {
            items.push(from..self.out.len());
        }
        true
    }

    /// Tells a member of a group under a name; one that is there already stays, and says whether it is the same.
    fn set(
        &mut self,
        group: Group,
        (name, is_shared): (&'static str, bool),
        write: impl FnOnce(&mut Self),
    ) -> bool {
        let told = self.told.iter().find(|(told, _)| is_shared && *told == name);
        let mut told = told.map(|(_, range)| range.clone());
        let is_new = told.is_none();
        if is_new {
            self.name(group, name);
        }
        let is_told = self.once(&mut told, write);
        if let Some(range) = told.filter(|_| is_new && is_shared) {
            self.told.push((name, range));
        }
        is_told
    }

    /// Writes the name of a member of a group, which is begun with its first.
    fn name(&mut self, group: Group, name: &str) {
        if std::mem::replace(&mut self.is_begun, true) {
            self.out.push_str(",\"");
        } else {
            self.out.push_str(",\"");
            self.out.push_str(group.name());
            self.out.push_str("\":{\"");
        }
        self.out.push_str(name);
        self.out.push_str("\":");
    }

    /// `{"raw": 2000, "scale": "minor", "decimal": "20.00", "currency": null}`.
    fn money(&mut self, group: Group, value: Value<'d>, scale: &str) {
        let masked = self.mask.of(value);
        let text = value.string_raw().unwrap_or(value.raw());
        let decimal: Option<Cow<'_, str>> = match scale {
            _ if masked.is_some() => None,
            "minor" => money::from_cents(text).map(Cow::Owned),
            "major" => is_plain_decimal(text).then_some(text.into()),
            _ => None,
        };
        self.out.push_str("{\"raw\":");
        self.out.push_str(masked.as_deref().unwrap_or(value.raw()));
        self.out.push_str(",\"scale\":\"");
        self.out.push_str(scale);
        if let Some(decimal) = decimal {
            self.out.push_str("\",\"decimal\":\"");
            self.out.push_str(&decimal);
        }
        self.out.push_str("\",\"currency\":");
        let currency = self.currency.as_mut().filter(|_| group == Group::Commission);
        match currency.and_then(|(value, is_told)| {
            *is_told = true;
            value.text()
        }) {
            Some(text) => self.quoted(&text.to_ascii_uppercase()),
            None => self.out.push_str("null"),
        }
        self.out.push('}');
    }
}

/// The scale of money: `minor`, `major`, `unknown`; `None` where it is not money.
fn scale(unit: Unit<'_>, here: Here<'_>) -> Option<&'static str> {
    match unit {
        Unit::Cents => Some("minor"),
        Unit::Major => Some("major"),
        Unit::CentsWhen(sibling, word) => match here.sibling(sibling).and_then(Value::text) {
            Some(said) if said == word => Some("minor"),
            Some(_) => None,
            None => Some("unknown"),
        },
        Unit::None => Some("unknown"),
        Unit::Percent | Unit::Count => None,
    }
}

fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Digits with at most one point, as money is written.
fn is_plain_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}
