//! From a payload to the neutral event.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::rest::rest;
use super::time::in_utc;
use super::tree::{Members, Tree};
use super::{FORMAT, words};
use crate::json::{Document, Kind as JsonKind, Value, write_canonical, write_compact};
use crate::model::{
    Field, Form, Group, Identification, Kind, Mapping, Model, NamedBy, Path, Slot, Unit, money,
};

/// One payload in neutral form.
#[derive(Debug)]
pub struct Normalized<'d> {
    tree: Tree<'d>,
    /// By index on the tape: the values that have a place of their own.
    taken: Vec<bool>,
    /// About how many bytes of JSON it is.
    size: usize,
}

impl Serialize for Normalized<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.tree.serialize(serializer)
    }
}

impl Normalized<'_> {
    /// The event as JSON on one line.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut out = String::with_capacity(self.size);
        self.tree.write(&mut out);
        out
    }

    /// The text at a path of the neutral event: `["affiliate", "id"]`.
    #[must_use]
    pub fn text(&self, path: &[&str]) -> Option<&str> {
        path.iter().try_fold(&self.tree, |tree, name| tree.get(name))?.as_text()
    }

    /// Whether the value with this index on the payload's tape has a place of its own; else it is in `rest`.
    #[must_use]
    pub fn has_place(&self, index: u32) -> bool {
        self.taken.get(index as usize).copied().unwrap_or(false)
    }
}

/// What a payload says, in neutral form. `veil` says how a value is shown that must not be, as a JSON text.
#[must_use]
pub fn normalize<'d>(
    document: Document<'d>,
    identification: &Identification,
    veil: &dyn Fn(Value<'_>) -> Option<String>,
) -> Normalized<'d> {
    let models: Vec<Model> = match identification {
        Identification::Identified { model, .. } => vec![*model],
        Identification::Ambiguous { candidates } => candidates.clone(),
        _ => Vec::new(),
    };
    let mut build = Build {
        document,
        veil,
        model: models.first().copied(),
        named: identification.model().map(|model| model.event.name),
        taken: vec![false; document.len()],
        groups: BTreeMap::new(),
        event_id: None,
        occurred_at: None,
        coupons: Vec::new(),
        changes: Vec::new(),
        currency: None,
    };
    for (prefix, mappings) in shared(&models) {
        let base = prefix.iter().try_fold(document.root(), |value, name| value.get(name));
        let Some(base) = base else { continue };
        for mapping in mappings {
            build.at(base, (prefix, mapping.path), mapping.slot);
        }
    }
    let kinds: Vec<Option<&'static str>> =
        models.iter().map(|model| model.neutral().and_then(|neutral| neutral.kind)).collect();
    build.finish(identification, &kinds)
}

/// The lists of meanings that all candidates share.
fn shared(models: &[Model]) -> Vec<(Path, &'static [Mapping])> {
    let of = |model: &Model| model.neutral().map(|neutral| neutral.maps).unwrap_or_default();
    let Some((first, others)) = models.split_first() else { return Vec::new() };
    of(first).iter().copied().filter(|map| others.iter().all(|other| of(other).contains(map))).collect()
}

/// Where a mapping stands in the payload: the path of its list, and its own from there.
type Place = (Path, Path);

struct Build<'d, 'v> {
    document: Document<'d>,
    veil: &'v dyn Fn(Value<'_>) -> Option<String>,
    model: Option<Model>,
    named: Option<&'static str>,
    taken: Vec<bool>,
    groups: BTreeMap<Group, Members<'d>>,
    event_id: Option<Tree<'d>>,
    occurred_at: Option<String>,
    coupons: Vec<Tree<'d>>,
    changes: Vec<Tree<'d>>,
    /// The commission's currency, and its index on the tape.
    currency: Option<(Tree<'d>, u32)>,
}

impl<'d> Build<'d, '_> {
    /// Follows a mapping's path, through every item where it says `*`, and puts what is there in its place.
    fn at(&mut self, base: Value<'d>, place: Place, slot: Slot) {
        if let ([steps @ .., last], false) = (place.1, place.1.contains(&"*")) {
            let parent = steps.iter().try_fold(base, |value, name| value.get(name));
            if let Some((parent, value)) = parent.and_then(|parent| Some((parent, parent.get(last)?))) {
                self.put(value, Some(parent), place, slot);
            }
            return;
        }
        let mut open = vec![(base, None, place.1)];
        let mut found = Vec::new();
        while let Some((value, parent, rest)) = open.pop() {
            match rest.split_first() {
                None => found.push((value, parent)),
                Some((&"*", rest)) => open.extend(value.items().map(|item| (item, Some(value), rest))),
                Some((name, rest)) => open.extend(value.get(name).map(|member| (member, Some(value), rest))),
            }
        }
        // The stack gives items in reverse.
        for (value, parent) in found.into_iter().rev() {
            self.put(value, parent, place, slot);
        }
    }

    fn put(&mut self, value: Value<'d>, parent: Option<Value<'d>>, place: Place, slot: Slot) {
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
            Slot::OccurredAt => match value.text().and_then(|text| in_utc(&text)) {
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
            Slot::Former(name) => match parent.and_then(|parent| parent.get(name)) {
                Some(now) => {
                    let (old, new) = (self.shown(value), self.shown(now));
                    self.changes.push(change(format!("/{name}"), old, new));
                    self.take(now);
                    true
                }
                None => false,
            },
            Slot::In(group, name, form) => self.member(value, parent, place, (group, name, form)),
        };
        if done {
            self.take(value);
        }
    }

    /// Puts a value in a group; says whether it is there now.
    fn member(
        &mut self,
        value: Value<'d>,
        parent: Option<Value<'d>>,
        place: Place,
        (group, name, form): (Group, &'static str, Form),
    ) -> bool {
        let tree = match form {
            Form::Id => self.text(value),
            Form::Text if value.kind() == JsonKind::String => self.text(value),
            Form::Time => match value.text().and_then(|text| in_utc(&text)) {
                Some(time) => {
                    (self.veil)(value).map_or(Tree::Text(time.into()), |veil| Tree::Raw(veil.into()))
                }
                None => return false,
            },
            Form::Number if value.kind() == JsonKind::Number => self.shown(value),
            Form::Text | Form::Number => return false,
            Form::Each => {
                let text = self.text(value);
                self.add(group, name, text);
                return true;
            }
            Form::State => {
                let raw = self.text(value);
                let word = raw.as_text().and_then(|raw| words::state(group, raw));
                if let Some(word) = word
                    && !self.set(group, name, Tree::Text(word.into()))
                {
                    return false;
                }
                return self.set(group, raw_name(name), raw);
            }
            Form::Money => match self.scale(place, parent) {
                Some(scale) => {
                    if group == Group::Commission {
                        self.set(group, "kind", Tree::Text("money".into()));
                    }
                    self.money(value, scale)
                }
                None => return false,
            },
            Form::Reward(sibling) => return self.reward(value, parent, place, (group, name, sibling)),
        };
        self.set(group, name, tree)
    }

    /// Money, or a quantity of what the sibling names.
    fn reward(
        &mut self,
        value: Value<'d>,
        parent: Option<Value<'d>>,
        place: Place,
        (group, name, sibling): (Group, &'static str, &'static str),
    ) -> bool {
        let unit =
            parent.and_then(|parent| parent.get(sibling)).filter(|unit| unit.kind() == JsonKind::String);
        let Some(unit) = unit else {
            let money = self.money(value, "unknown");
            return self.set(group, name, money);
        };
        let Some(kind) = unit.text().and_then(|unit| words::reward(&unit)) else { return false };
        if !self.set(group, "kind", Tree::Text(kind.into())) {
            return false;
        }
        // Which discount it is, the kind does not tell.
        if kind != "discount" {
            self.take(unit);
        }
        if let Some(scale) = self.scale(place, parent) {
            let money = self.money(value, scale);
            return self.set(group, name, money);
        }
        let quantity = self.shown(value);
        self.set(group, "quantity", quantity)
    }

    /// The scale of a field's money: `minor`, `major`, `unknown`; `None` where it is no money.
    fn scale(&self, place: Place, parent: Option<Value<'d>>) -> Option<&'static str> {
        match self.field(place).map_or(Unit::None, |field| field.unit) {
            Unit::Cents => Some("minor"),
            Unit::Major => Some("major"),
            Unit::CentsWhen(sibling, word) => {
                let said = parent.and_then(|parent| parent.get(sibling));
                match said.and_then(Value::text) {
                    Some(said) if said == word => Some("minor"),
                    Some(_) => None,
                    None => Some("unknown"),
                }
            }
            Unit::None => Some("unknown"),
            Unit::Percent | Unit::Count => None,
        }
    }

    fn field(&self, (prefix, path): Place) -> Option<&'static Field> {
        let (last, steps) = path.split_last()?;
        let mut object = self.model?.event.body;
        for step in prefix.iter().chain(steps) {
            object = match object.field(step)?.kind {
                Kind::Object(inner) => inner,
                _ => return None,
            };
        }
        object.field(last)
    }

    /// `{"raw": 2000, "scale": "minor", "decimal": "20.00", "currency": null}`.
    fn money(&self, value: Value<'d>, scale: &'static str) -> Tree<'d> {
        let hidden = (self.veil)(value).is_some();
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
    fn changes_of(&mut self, value: Value<'d>, place: &'static str) {
        let pair = |member: Value<'d>| {
            let mut items = member.items();
            let pair = (items.next()?, items.next()?);
            let scalars =
                [pair.0, pair.1].iter().all(|side| side.raw().starts_with(|c| c != '{' && c != '['));
            (items.next().is_none() && scalars).then_some(pair)
        };
        let pairs: Option<Vec<_>> = value.members().map(|(key, member)| Some((key, pair(member)?))).collect();
        for (key, (old, new)) in pairs.unwrap_or_default() {
            let mut pointer = crate::json::Pointer::default();
            pointer.push_key(&key.text().unwrap_or_default());
            let place = format!("{place}{pointer}");
            self.changes.push(change(place, self.shown(old), self.shown(new)));
            self.take(old);
            self.take(new);
        }
    }

    /// A scalar as it was written, or its veil.
    fn shown(&self, value: Value<'d>) -> Tree<'d> {
        Tree::Raw((self.veil)(value).map_or(Cow::Borrowed(value.raw()), Cow::Owned))
    }

    /// A scalar as text.
    fn text(&self, value: Value<'d>) -> Tree<'d> {
        match (self.veil)(value) {
            Some(veiled) => Tree::Raw(veiled.into()),
            None => match value.text() {
                // A surrogate without its other half is no character: the text stays as it was written.
                Some(text) if text.contains('\u{fffd}') => Tree::Raw(value.raw().into()),
                Some(text) => Tree::Text(text),
                None => Tree::Text(value.raw().into()),
            },
        }
    }

    fn take(&mut self, value: Value<'d>) {
        if let Some(taken) = self.taken.get_mut(value.index() as usize) {
            *taken = true;
        }
    }

    fn members(&mut self, group: Group) -> &mut Members<'d> {
        self.groups.entry(group).or_insert_with(|| Members::with_capacity(16))
    }

    /// Sets a member; one that is there already stays, and says whether it is the same.
    fn set(&mut self, group: Group, name: &'static str, tree: Tree<'d>) -> bool {
        let members = self.members(group);
        if let Some((_, there)) = members.iter().find(|(one, _)| *one == name) {
            return *there == tree;
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

    fn finish(mut self, identification: &Identification, kinds: &[Option<&'static str>]) -> Normalized<'d> {
        let text = |text: &'static str| Tree::Text(text.into());
        let ambiguous = matches!(identification, Identification::Ambiguous { .. });
        let origin = identification.origin();
        let mut source = vec![
            ("provider", origin.map_or(Tree::Null, |(provider, _)| text(provider.id))),
            ("version", origin.map_or(Tree::Null, |(_, version)| text(version.id))),
            ("event", self.named.map_or(Tree::Null, text)),
        ];
        if let Identification::Ambiguous { candidates } = identification {
            let names = candidates.iter().map(|model| text(model.event.name)).collect();
            source.push(("candidates", Tree::List(names)));
        }
        source.push((
            "event_named_by",
            named_by(identification).map_or(Tree::Null, |by| Tree::Text(by.into())),
        ));

        let kind = kinds.first().copied().flatten();
        let agreed = kind.filter(|_| kinds.iter().all(|one| *one == kind));
        let (key, derived) = self.dedupe_key(identification);
        let mut members = Members::with_capacity(20);
        members.push(("format", text(FORMAT)));
        members.push(("source", Tree::Object(source)));
        members.push(("kind", agreed.map_or(Tree::Null, text)));
        if ambiguous && agreed.is_none() {
            let kinds = kinds.iter().flatten().map(|kind| text(kind)).collect();
            members.push(("kind_candidates", Tree::List(kinds)));
        }
        members.push(("event_id", self.event_id.take().unwrap_or(Tree::Null)));
        members.push(("dedupe_key", Tree::Text(key.into())));
        if derived {
            members.push(("dedupe_derived", Tree::Flag(true)));
        }
        members.push((
            "occurred_at",
            self.occurred_at.take().map_or(Tree::Null, |time| Tree::Text(time.into())),
        ));
        if let Some((currency, index)) = self.currency.take()
            && self.set_currency(&currency)
            && let Some(taken) = self.taken.get_mut(index as usize)
        {
            *taken = true;
        }
        for (group, fields) in std::mem::take(&mut self.groups) {
            members.push((group.name(), Tree::Object(fields)));
        }
        for (list, items) in [("coupons", &mut self.coupons), ("changes", &mut self.changes)] {
            if !items.is_empty() {
                members.push((list, Tree::List(std::mem::take(items))));
            }
        }
        if let Some(rest) = rest(self.document, &self.taken, self.veil) {
            members.push(("rest", Tree::Raw(rest.into())));
        }
        let size = self.document.text().len() + 1024;
        Normalized { tree: Tree::Object(members), taken: self.taken, size }
    }

    /// Gives the commission's money its currency; says whether there is such money.
    fn set_currency(&mut self, currency: &Tree<'d>) -> bool {
        let members = self.groups.get_mut(&Group::Commission).into_iter().flatten();
        let mut done = false;
        for (_, amount) in members.filter(|(name, _)| *name == "amount") {
            let Tree::Object(fields) = amount else { continue };
            for (_, value) in fields.iter_mut().filter(|(name, _)| *name == "currency") {
                *value = currency.clone();
                done = true;
            }
        }
        done
    }

    /// What is the same when the payload is delivered again, and whether it had to be derived from the body.
    fn dedupe_key(&self, identification: &Identification) -> (String, bool) {
        if let (Some((provider, _)), Some(id)) =
            (identification.origin(), self.event_id.as_ref().and_then(Tree::as_text))
        {
            return (format!("{}:{id}", provider.id), false);
        }
        let mut body = String::new();
        // What has no canonical form is told apart by how it is written.
        if write_canonical(self.document.root(), &mut body).is_err() {
            body.clear();
            let _ = write_compact(self.document.root(), &mut body);
        }
        let mut key = "sha256:".to_owned();
        for byte in Sha256::digest(&body) {
            let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
            key.extend([digit(byte >> 4), digit(byte & 15)]);
        }
        (key, true)
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

fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Digits with at most one point, as money is written.
fn is_plain_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn named_by(identification: &Identification) -> Option<String> {
    let Identification::Identified { by, .. } = identification else { return None };
    Some(match by {
        NamedBy::Caller => "user".to_owned(),
        NamedBy::Body(path) => format!("body:/{}", path.join("/")),
        NamedBy::FileName => "path".to_owned(),
        NamedBy::Shape => "shape".to_owned(),
    })
}
