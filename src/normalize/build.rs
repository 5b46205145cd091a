//! Fills the places of the neutral event from the payload, mapping by mapping.

use std::borrow::Cow;

use super::rest::ValueMask;
use super::time::in_utc;
use super::tree::{Members, Tree};
use crate::json::{Document, JsonKind, Value};
use crate::model::{Declared, Group, Mapping, Object, Path, Slot, SlotKind, Unit, Words, money};

/// A value of the payload, and what the model declares of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'d> {
    value: Value<'d>,
    /// What is declared of the value, or where it has a name of the object that it is in: few are asked for theirs.
    around: Declared<'d>,
    name: Option<&'d str>,
    /// The container that it is in, below the root.
    parent: Option<Value<'d>>,
}

impl<'d> Cursor<'d> {
    /// The whole payload.
    pub(super) fn root(document: Document<'d>, body: Option<&'d Object<'d>>) -> Self {
        Self { value: document.root(), around: Declared::root(body), name: None, parent: None }
    }

    /// The value at a path.
    fn at(self, path: Path<'d>) -> Option<Self> {
        path.iter().try_fold(self, |here, name| here.get(name))
    }

    /// The same, and what is declared of it is known.
    fn known(self) -> Self {
        Self { around: self.declared(), name: None, ..self }
    }

    /// The first member of a name.
    fn get(self, name: &'d str) -> Option<Self> {
        let value = self.value.get(name)?;
        Some(Self { value, around: self.declared(), name: Some(name), parent: Some(self.value) })
    }

    fn items(self) -> impl Iterator<Item = Self> {
        let around = self.declared().item();
        self.value.items().map(move |value| Self { value, around, name: None, parent: Some(self.value) })
    }

    fn declared(self) -> Declared<'d> {
        self.name.map_or(self.around, |name| self.around.named(name))
    }

    /// Another member of the object that this one is in.
    fn sibling(self, name: &str) -> Option<Value<'d>> {
        self.parent?.get(name)
    }
}

/// A neutral event that is being filled.
pub(super) struct Build<'d, 'v> {
    pub(super) document: Document<'d>,
    pub(super) mask: &'v ValueMask<'v>,
    pub(super) named: Option<&'d str>,
    words: &'d Words<'d>,
    /// The values that were put somewhere, by their index on the tape, as they came.
    pub(super) taken: Vec<u32>,
    /// In the order of [`Group::ALL`].
    pub(super) groups: [Members<'d>; Group::ALL.len()],
    pub(super) event_id: Option<Tree<'d>>,
    pub(super) occurred_at: Option<Cow<'d, str>>,
    pub(super) coupons: Vec<Tree<'d>>,
    pub(super) changes: Vec<Tree<'d>>,
    /// The commission's currency, and its index on the tape.
    pub(super) currency: Option<(Tree<'d>, u32)>,
}

impl<'d, 'v> Build<'d, 'v> {
    /// An empty event. `named` says which event it is beyond doubt, `words` what the provider's words mean.
    pub(super) fn new(
        document: Document<'d>,
        mask: &'v ValueMask<'v>,
        named: Option<&'d str>,
        words: &'d Words<'d>,
    ) -> Self {
        Self {
            document,
            mask,
            named,
            words,
            taken: Vec::with_capacity(32),
            groups: std::array::from_fn(|_| Vec::new()),
            event_id: None,
            occurred_at: None,
            coupons: Vec::new(),
            changes: Vec::new(),
            currency: None,
        }
    }

    /// Puts what a list of mappings tells of in its places, from a value of the payload on.
    pub(super) fn map(&mut self, root: Cursor<'d>, prefix: Path<'d>, mappings: &'d [Mapping<'d>]) {
        let Some(base) = root.at(prefix).map(Cursor::known) else { return };
        for Mapping { path, slot } in mappings {
            if path.iter().any(|name| name.as_bytes() == b"*") {
                self.each(base, path, *slot);
            } else if let Some(here) = base.at(path) {
                self.put(here, *slot);
            }
        }
    }

    /// Follows a path through every item where it says `*`, and puts what is there in its place.
    fn each(&mut self, base: Cursor<'d>, path: Path<'d>, slot: Slot<'d>) {
        let mut open = vec![(base, path)];
        let mut found = Vec::new();
        while let Some((here, rest)) = open.pop() {
            match rest.split_first() {
                None => found.push(here),
                Some((&"*", rest)) => open.extend(here.items().map(|item| (item, rest))),
                Some((name, rest)) => open.extend(here.get(name).map(|member| (member, rest))),
            }
        }
        // The stack gives items in reverse.
        for here in found.into_iter().rev() {
            self.put(here, slot);
        }
    }

    fn put(&mut self, here: Cursor<'d>, slot: Slot<'d>) {
        let value = here.value;
        let slot = match slot {
            Slot::When { at, is, then } => {
                let said = at.iter().try_fold(self.document.root(), |value, name| value.get(name));
                if !said.and_then(Value::text).is_some_and(|said| said.eq_ignore_ascii_case(is)) {
                    return;
                }
                *then
            }
            slot => slot,
        };
        let scalar = matches!(value.kind(), JsonKind::Number | JsonKind::String) && value.raw() != "\"\"";
        let done = match slot {
            Slot::Changes(place) => {
                self.changes_of(value, place);
                false
            }
            _ if !scalar => false,
            Slot::EventId => {
                let id = self.text(value);
                set(&mut self.event_id, &id)
            }
            Slot::EventName => self.named.is_some_and(|name| value.is_text(name)),
            Slot::OccurredAt => match value.text().and_then(in_utc) {
                Some(time) => set(&mut self.occurred_at, &time),
                None => false,
            },
            Slot::Coupon => {
                let code = self.text(value);
                self.coupons.push(Tree::Object(vec![("code", code)]));
                true
            }
            Slot::Currency => match value.text().filter(|text| is_currency(text)) {
                Some(text) => {
                    self.currency = Some((Tree::Text(text.to_ascii_uppercase().into()), value.index()));
                    false
                }
                None => false,
            },
            Slot::Former(name) => match here.sibling(name).filter(|now| is_scalar(*now)) {
                Some(now) => {
                    let (old, new) = (self.shown(value), self.shown(now));
                    self.changes.push(change(["/", name].concat(), old, new));
                    self.take(now);
                    true
                }
                None => false,
            },
            // What it says there is no condition of its own.
            Slot::When { .. } => false,
            Slot::In(group, name, form) => self.member(here, (group, name, form)),
        };
        if done {
            self.take(value);
        }
    }

    /// Puts a value in a group; says whether it is there now.
    fn member(&mut self, here: Cursor<'d>, (group, name, form): (Group, &'static str, SlotKind<'d>)) -> bool {
        let value = here.value;
        let tree = match form {
            SlotKind::Id => self.text(value),
            SlotKind::Text if value.kind() == JsonKind::String => self.text(value),
            SlotKind::Time => match value.text().and_then(in_utc) {
                Some(time) => self.mask.of(value).map_or(Tree::Text(time), |masked| Tree::Raw(masked.into())),
                None => return false,
            },
            SlotKind::Number if value.kind() == JsonKind::Number => self.shown(value),
            SlotKind::Text | SlotKind::Number => return false,
            SlotKind::Each => {
                let text = self.text(value);
                self.add(group, name, text);
                return true;
            }
            SlotKind::State => {
                let raw = self.text(value);
                let word = raw.as_text().and_then(|raw| self.words.state(group, raw));
                if let Some(word) = word
                    && !self.set(group, name, Tree::Text(word.into()))
                {
                    return false;
                }
                return self.set(group, raw_name(name), raw);
            }
            SlotKind::Money => match scale(here) {
                Some(scale) => {
                    if group == Group::Commission {
                        self.set(group, "kind", Tree::Text("money".into()));
                    }
                    self.money(value, scale)
                }
                None => return false,
            },
            SlotKind::Reward(sibling) => return self.reward(here, (group, name, sibling)),
        };
        self.set(group, name, tree)
    }

    /// Money, or a quantity of what the sibling names.
    fn reward(&mut self, here: Cursor<'d>, (group, name, sibling): (Group, &'static str, &str)) -> bool {
        let value = here.value;
        let unit = here.sibling(sibling).filter(|unit| unit.kind() == JsonKind::String);
        let Some(unit) = unit else {
            let money = self.money(value, "unknown");
            return self.set(group, name, money);
        };
        let Some(kind) = unit.text().and_then(|unit| self.words.reward(&unit)) else { return false };
        if !self.set(group, "kind", Tree::Text(kind.into())) {
            return false;
        }
        let raw = self.text(unit);
        self.set(group, "kind_raw", raw);
        self.take(unit);
        if let Some(scale) = scale(here) {
            let money = self.money(value, scale);
            return self.set(group, name, money);
        }
        let quantity = self.shown(value);
        self.set(group, "quantity", quantity)
    }

    /// `{"raw": 2000, "scale": "minor", "decimal": "20.00", "currency": null}`.
    fn money(&self, value: Value<'d>, scale: &'static str) -> Tree<'d> {
        let hidden = self.mask.of(value).is_some();
        let text = value.string_raw().unwrap_or(value.raw());
        let decimal = match scale {
            _ if hidden => None,
            "minor" => money::from_cents(text),
            "major" => is_plain_decimal(text).then(|| text.to_owned()),
            _ => None,
        };
        let mut members = vec![("raw", self.shown(value)), ("scale", Tree::Text(scale.into()))];
        members.extend(decimal.map(|decimal| ("decimal", Tree::Text(decimal.into()))));
        members.push(("currency", Tree::Null));
        Tree::Object(members)
    }

    /// Pairs of old and new values, by the member's name. Where one of them is no pair, all stay where they are.
    fn changes_of(&mut self, value: Value<'d>, place: &str) {
        let pair = |member: Value<'d>| {
            let mut items = member.items();
            let pair = (items.next()?, items.next()?);
            let scalars = is_scalar(pair.0) && is_scalar(pair.1);
            (items.next().is_none() && scalars).then_some(pair)
        };
        let pairs: Option<Vec<_>> = value.members().map(|(key, member)| Some((key, pair(member)?))).collect();
        for (key, (old, new)) in pairs.unwrap_or_default() {
            let mut pointer = crate::json::Pointer::default();
            pointer.push_key(&key.text().unwrap_or_default());
            let place = [place, pointer.as_str()].concat();
            self.changes.push(change(place, self.shown(old), self.shown(new)));
            self.take(old);
            self.take(new);
        }
    }

    /// A scalar as it was written, or what stands for it.
    fn shown(&self, value: Value<'d>) -> Tree<'d> {
        Tree::Raw(self.mask.of(value).map_or(Cow::Borrowed(value.raw()), Cow::Owned))
    }

    /// A scalar as text.
    fn text(&self, value: Value<'d>) -> Tree<'d> {
        match self.mask.of(value) {
            Some(masked) => Tree::Raw(masked.into()),
            None => match value.text() {
                // A surrogate without its other half is no character: the text stays as it was written.
                Some(Cow::Owned(text)) if text.contains('\u{fffd}') => Tree::Raw(value.raw().into()),
                Some(text) => Tree::Text(text),
                None => Tree::Text(value.raw().into()),
            },
        }
    }

    fn take(&mut self, value: Value<'d>) {
        self.taken.push(value.index());
    }

    pub(super) fn members(&mut self, group: Group) -> &mut Members<'d> {
        &mut self.groups[group as usize]
    }

    /// Sets a member; one that is there already stays, and says whether it is the same.
    fn set(&mut self, group: Group, name: &'static str, tree: Tree<'d>) -> bool {
        let members = self.members(group);
        if let Some((_, there)) = members.iter().find(|(one, _)| *one == name) {
            return *there == tree;
        }
        if members.is_empty() {
            members.reserve(12);
        }
        members.push((name, tree));
        true
    }

    /// Adds to a list, unless it is there already.
    fn add(&mut self, group: Group, name: &'static str, tree: Tree<'d>) {
        let members = self.members(group);
        match members.iter_mut().find(|(one, _)| *one == name) {
            Some((_, Tree::List(items))) if items.contains(&tree) => {}
            Some((_, Tree::List(items))) => items.push(tree),
            _ => members.push((name, Tree::List(vec![tree]))),
        }
    }
}

/// The scale of a field's money: `minor`, `major`, `unknown`; `None` where it is not money.
fn scale(here: Cursor<'_>) -> Option<&'static str> {
    match here.declared().field.map_or(Unit::None, |field| field.unit) {
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

/// Fills an empty place; a full one has to hold the same.
fn set<T: Clone + PartialEq>(place: &mut Option<T>, value: &T) -> bool {
    place.get_or_insert_with(|| value.clone()) == value
}

fn change<'d>(pointer: String, old: Tree<'d>, new: Tree<'d>) -> Tree<'d> {
    Tree::Object(vec![("pointer", Tree::Text(pointer.into())), ("old", old), ("new", new)])
}

/// The name of the provider's own word beside a canonical one.
const fn raw_name(name: &str) -> &'static str {
    match name.as_bytes() {
        b"state" => "state_raw",
        _ => "status_raw",
    }
}

fn is_scalar(value: Value<'_>) -> bool {
    !matches!(value.kind(), JsonKind::Object | JsonKind::Array)
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
