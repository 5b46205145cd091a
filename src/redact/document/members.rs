//! The members of an object: what their fields, their names and their siblings say of them.

use std::cell::OnceCell;

use super::Walk;
use super::shown::Shown;
use crate::json::{JsonKind, Value};
use crate::model::{Declared, Kind, Sensitivity};
use crate::redact::at::At;
use crate::redact::category::Category::{FullName, Token};
use crate::redact::names::{NamePosition, Named};
use crate::redact::neighbours::Pair;
use crate::redact::telling::{Look, SHORTEST_TELLING, is_time_of_day};

/// An object whose members are gone through, and what some of them say of others.
struct Siblings<'d> {
    object: Value<'d>,
    at: At<'d>,
    /// What a name around the members says.
    around: Option<Named>,
    /// Which member is at hand.
    place: usize,
    /// `{"name": "Authorization", "value": "…"}`: what one member says that another is, and those others.
    name_given: Option<Named>,
    values: Vec<(Value<'d>, At<'d>)>,
    /// Whether two of them are a name and its value, once that is asked.
    pair: OnceCell<Pair>,
    /// What the addresses among them show, once that is asked.
    shown: OnceCell<Shown<'d>>,
}

impl<'d> Walk<'_, 'd> {
    /// Goes through the members of an object; what is in those that hold others is left open.
    pub(super) fn members(&mut self, object: Value<'d>, at: At<'d>, open: &mut Vec<(Value<'d>, At<'d>)>) {
        let around = at.named.or(at.sibling).or(at.around);
        let mut siblings = Siblings {
            object,
            at,
            around,
            place: 0,
            name_given: None,
            values: Vec::new(),
            pair: OnceCell::new(),
            shown: OnceCell::new(),
        };
        // Of what a model says may be seen only texts in it may tell of a secret.
        let hidden = if self.personal { Sensitivity::Financial } else { Sensitivity::Secret };
        let may_be_seen = !self.is_whole && at.sensitivity < hidden;
        let (model, mut hint, document) = (at.declared.object(), 0, object.document());
        // In what tells of a change the model is another one.
        let known = self.fields.filter(|_| !at.is_of_change).zip(model);
        for (key, member) in object.members() {
            let field = match known {
                Some((fields, model)) => fields.place(key.index()).and_then(|place| model.fields.get(place)),
                None => model.and_then(|model| model.following(document.value(key.index()), &mut hint)),
            };
            let says = field.map_or(Sensitivity::Unsaid, |field| field.sensitivity);
            match (field, member.kind()) {
                (Some(field), kind)
                    if may_be_seen
                        && says != Sensitivity::Unsaid
                        && says < hidden
                        && self.told.sensitivity(member.index()).is_none() =>
                {
                    match kind {
                        JsonKind::Object | JsonKind::Array
                            if self.is_shown(document.value(member.index())) =>
                        {
                            let known = At::new(Declared::of(field), says.max(at.sensitivity), None);
                            let At { person, is_of_change, .. } = at;
                            let member = document.value(member.index());
                            open.push((member, At { person, is_of_change, ..known }));
                        }
                        JsonKind::String if self.is_shown(document.value(member.index())) => {
                            self.free_text(member);
                        }
                        _ => {}
                    }
                }
                _ => {
                    let declared = field.map_or_else(|| at.declared.entry(), Declared::of);
                    let (key, member) = (document.value(key.index()), document.value(member.index()));
                    self.member((key, member, declared), &mut siblings, open);
                }
            }
            siblings.place += 1;
        }
        for (member, inner) in siblings.values {
            self.inside(member, At { sibling: siblings.name_given, ..inner }, open);
        }
    }

    /// A text of which nothing else tells than itself.
    #[inline]
    fn free_text(&mut self, value: Value<'d>) {
        let raw = value.string_raw().unwrap_or_default();
        if raw.len() >= SHORTEST_TELLING && !is_time_of_day(raw) {
            self.text(value.document().value(value.index()), &Look::at(raw));
        }
    }

    /// A member of which its own text is not all that tells of it.
    #[inline(never)]
    fn member(
        &mut self,
        (key, member, mut declared): (Value<'d>, Value<'d>, Declared<'d>),
        siblings: &mut Siblings<'d>,
        open: &mut Vec<(Value<'d>, At<'d>)>,
    ) {
        let Siblings { object, at, around, place, .. } = *siblings;
        if self.is_copy && (declared.field.is_none() || at.is_of_change) {
            self.free(key);
        }
        let mut inner =
            At { named: None, around, sibling: None, declared, pair: false, headers: false, ..at };
        // A change of a member says no more and no less than the member does.
        if let (Some(Kind::Change), Some(entity)) = (declared.kind, self.entity) {
            declared = Declared::root(Some(entity)).member(key, place);
            (inner.declared, inner.sensitivity, inner.pair) = (declared, Sensitivity::Public, true);
            inner.is_of_change = true;
        }
        let said = declared.field.map(|field| field.sensitivity).filter(|said| *said != Sensitivity::Unsaid);
        if let Some(said) = said.max(self.told.sensitivity(member.index())) {
            inner.sensitivity = said.max(inner.sensitivity);
            inner.around = None;
            return self.inside(member, inner, open);
        }
        let name = key.text().unwrap_or_default();
        let says = self.names.member(&name, self.personal);
        if !self.is_shown(member) && !says.names_a_value {
            return;
        }
        if self.is_whole {
            self.survey.keys.push(key);
        } else {
            self.name(key, around);
        }
        let is_of_pair =
            says.may_be_of_pair && self.personal && siblings.pair.get_or_init(|| Pair::of(object)).has(&name);
        let is_public = |named: &Named| {
            named.category == Token
                && Shown::may_hold(member)
                && siblings.shown.get_or_init(|| self.shown_by(object)).holds(member)
        };
        inner.named = says.named.filter(|named| !is_of_pair && !is_public(named));
        if at.person && inner.named.is_none() && name == "name" {
            inner.named = Some(Named { category: FullName, plural: false });
        }
        inner.person = self.personal && says.is_person;
        inner.headers = says.is_headers;
        if inner.named.is_none() && says.is_bare {
            inner.named = around;
        } else if around.is_some() && says.is_harmless {
            inner.around = None;
        }
        if says.names_a_value && member.kind() == JsonKind::String {
            let named = |text: &str| self.names.classify(text, NamePosition::Member, self.personal);
            siblings.name_given = member.text().and_then(|text| named(&text)).or(siblings.name_given);
        } else if says.is_a_value {
            return siblings.values.push((member, inner));
        }
        self.inside(member, inner, open);
    }

    /// What the addresses in an object show.
    fn shown_by(&self, object: Value<'d>) -> Shown<'d> {
        Shown::by(object, |name| {
            let named = self.names.classify(name, NamePosition::Parameter, self.personal);
            named.is_none_or(|named| !self.wanted(named.category.sensitivity()))
        })
    }
}
