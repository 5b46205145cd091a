//! What a neutral event tells in lists: coupons, and what has changed.

use super::write::{Here, Writing};
use crate::json::{JsonKind, Pointer, Value};
use crate::model::Slot;

impl<'d> Writing<'_, 'd> {
    /// Writes the coupons.
    pub(super) fn coupons(&mut self) {
        let mut is_begun = false;
        for step in &self.plan.coupons {
            self.scalars(step, |own, Here { value, .. }| {
                let is_next = std::mem::replace(&mut is_begun, true);
                own.out.push_str(if is_next { ",{\"code\":" } else { ",\"coupons\":[{\"code\":" });
                own.text(value);
                own.out.push('}');
                true
            });
        }
        if is_begun {
            self.out.push(']');
        }
    }

    /// Writes what has changed.
    pub(super) fn changes(&mut self) {
        let mut is_begun = false;
        for step in &self.plan.changes {
            match step.slot {
                Slot::Changes(place) => {
                    self.each(step, |own, here| own.pairs(here.value, place, &mut is_begun));
                }
                Slot::Former(name) => self.scalars(step, |own, here| {
                    let now = here.sibling(name).filter(|now| is_scalar(*now));
                    if let Some(now) = now {
                        own.change(&["/", name].concat(), (here.value, now), &mut is_begun);
                    }
                    false
                }),
                _ => {}
            }
        }
        if is_begun {
            self.out.push(']');
        }
    }

    /// Pairs of old and new values, by the member's name. Where one of them is no pair, all stay where they are.
    fn pairs(&mut self, value: Value<'d>, place: &str, is_begun: &mut bool) {
        let pair = |member: Value<'d>| {
            let mut items = member.items();
            let pair = (items.next()?, items.next()?);
            let scalars = is_scalar(pair.0) && is_scalar(pair.1);
            (items.next().is_none() && scalars).then_some(pair)
        };
        if value.members().any(|(_, member)| pair(member).is_none()) {
            return;
        }
        for (key, member) in value.members() {
            let Some(pair) = pair(member) else { continue };
            let mut pointer = Pointer::default();
            pointer.push_key(&key.text().unwrap_or_default());
            self.change(&[place, pointer.as_str()].concat(), pair, is_begun);
        }
    }

    fn change(&mut self, pointer: &str, (old, new): (Value<'d>, Value<'d>), is_begun: &mut bool) {
        let is_next = std::mem::replace(is_begun, true);
        self.out.push_str(if is_next { ",{\"pointer\":" } else { ",\"changes\":[{\"pointer\":" });
        self.quoted(pointer);
        self.out.push_str(",\"old\":");
        self.shown(old);
        self.out.push_str(",\"new\":");
        self.shown(new);
        self.out.push('}');
        self.take(old);
        self.take(new);
    }
}

fn is_scalar(value: Value<'_>) -> bool {
    !matches!(value.kind(), JsonKind::Object | JsonKind::Array)
}
