//! What is made of the payloads of one event, worked out once: where in its model each member stands that means something,
//! and in which order the neutral event tells it.

use crate::json::{Document, JsonKind, Value, quoted};
use crate::model::{
    Declared, Doubt, EventRef, Field, Fields, Group, Identification, Mapping, Object, Path, Slot, SlotKind,
    Unit, Words,
};

use super::FORMAT;

/// What is made of the payloads of one event, or of events that are told apart no better.
#[derive(Debug)]
pub(super) struct Plan<'m> {
    /// The beginning of the neutral event, up to what named the event, and what follows that, up to the event's id.
    pub(super) head: String,
    pub(super) kind: String,
    /// How the key of a delivery with an id begins, with the quotation mark.
    pub(super) key: Option<String>,
    /// Which event it is beyond doubt.
    pub(super) named: Option<&'m str>,
    /// What the provider's words mean.
    pub(super) words: &'m Words<'m>,
    /// Where values are looked for: the payload first, and what is in a place behind it.
    places: Vec<Place<'m>>,
    /// What names the event, and its id.
    pub(super) delivery: Vec<Step<'m>>,
    /// When it happened.
    pub(super) times: Vec<Step<'m>>,
    /// The commission's currency, which is told with its money.
    pub(super) currency: Vec<Step<'m>>,
    pub(super) groups: Vec<(Group, Vec<Step<'m>>)>,
    pub(super) coupons: Vec<Step<'m>>,
    pub(super) changes: Vec<Step<'m>>,
}

/// A value of the payload by its place.
#[derive(Debug, Default)]
struct Place<'m> {
    /// The model of the object that is there, and for each of its fields the place of that; 0 where nothing is wanted.
    object: Option<&'m Object<'m>>,
    fields: Vec<usize>,
    /// The same of members that the model does not know.
    others: Vec<(&'m str, usize)>,
    /// Whether anything in it is wanted.
    is_entered: bool,
}

/// What one member of a payload means.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step<'m> {
    /// Where it is.
    pub(super) place: usize,
    /// Where the object is that it is in.
    pub(super) parent: usize,
    /// The rest of the way to it, from the first `*` on; nothing for most.
    pub(super) items: Path<'m>,
    pub(super) slot: Slot<'m>,
    /// Where a text is that has to be this word, so that it means anything.
    pub(super) when: Option<(usize, &'m str)>,
    /// What the model says that it counts.
    pub(super) unit: Unit<'m>,
    /// Whether another member may be told under the same name.
    pub(super) is_shared: bool,
}

impl<'m> Plan<'m> {
    pub(super) fn of(identification: &Identification<'m>) -> Self {
        let models = models(identification);
        let (head, kind) = told_of_event(identification, &models);
        let units = Declared::root(models.first().map(|model| model.event.body));
        let mut plan = Self {
            head,
            kind,
            key: identification.origin().map(|(provider, _)| {
                let mut key = quoted(&[provider.id, ":"].concat());
                key.pop();
                key
            }),
            named: identification.model().map(|model| model.event.name),
            words: models.first().map_or(const { &Words::NONE }, |model| model.version.words),
            places: vec![Place::of(Declared::root(identification.body()))],
            delivery: Vec::new(),
            times: Vec::new(),
            currency: Vec::new(),
            groups: Vec::new(),
            coupons: Vec::new(),
            changes: Vec::new(),
        };
        let mut steps = Vec::new();
        for (prefix, mappings) in shared(&models) {
            steps.extend(mappings.iter().map(|mapping| plan.step(units, prefix, mapping)));
        }
        tell_shared(&mut steps);
        for group in Group::ALL {
            let of_group = |step: &&Step<'m>| matches!(step.slot, Slot::In(of, ..) if of == *group);
            plan.groups.push((*group, steps.iter().filter(of_group).copied().collect()));
        }
        for step in steps {
            match step.slot {
                Slot::EventId | Slot::EventName => plan.delivery.push(step),
                Slot::OccurredAt => plan.times.push(step),
                Slot::Currency => plan.currency.push(step),
                Slot::Coupon => plan.coupons.push(step),
                Slot::Changes(_) | Slot::Former(_) => plan.changes.push(step),
                // What it says there is no condition of its own.
                Slot::In(..) | Slot::When { .. } => {}
            }
        }
        plan
    }

    fn step(&mut self, units: Declared<'m>, prefix: Path<'m>, mapping: &Mapping<'m>) -> Step<'m> {
        let to_items = mapping.path.iter().position(|name| *name == "*").unwrap_or(mapping.path.len());
        let (path, items) = mapping.path.split_at(to_items);
        let (when, slot) = match mapping.slot {
            Slot::When { at, is, then } => (Some((self.place(at.iter().copied()).1, is)), *then),
            slot => (None, slot),
        };
        let (parent, place) = self.place(prefix.iter().chain(path).copied());
        let declared = prefix.iter().chain(mapping.path).fold(units, |declared, name| match *name {
            "*" => declared.item(),
            name => declared.named(name),
        });
        let unit = declared.field.map_or(Unit::None, |field| field.unit);
        Step { place, parent, items, slot, when, unit, is_shared: false }
    }

    /// The place at the end of a path, and the one before it.
    fn place(&mut self, path: impl Iterator<Item = &'m str>) -> (usize, usize) {
        path.fold((0, 0), |(_, around), name| (around, self.inner(around, name)))
    }

    /// The place of a member of what is in another one.
    fn inner(&mut self, around: usize, name: &'m str) -> usize {
        let new = self.places.len();
        let Some(place) = self.places.get_mut(around) else { return 0 };
        place.is_entered = true;
        let declared = Declared::root(place.object).named(name);
        let Some(inner) = place.member(name) else { return 0 };
        if *inner == 0 {
            *inner = new;
            self.places.push(Place::of(declared));
            return new;
        }
        *inner
    }

    /// Finds what is in the places of a payload: by their number the index on the tape, 0 where nothing is.
    pub(super) fn find(&self, document: Document<'_>, fields: &Fields, found: &mut Vec<u32>) {
        found.clear();
        found.resize(self.places.len(), 0);
        self.find_in(0, document.root(), fields, found);
    }

    /// The same of what is in one place. Recurses as deep as the meanings go.
    fn find_in(&self, at: usize, object: Value<'_>, fields: &Fields, found: &mut [u32]) {
        let Some(place) = self.places.get(at).filter(|place| place.is_entered) else { return };
        let document = object.document();
        for (key, value) in object.members() {
            let inner = match fields.place(key.index()) {
                Some(field) => place.fields.get(field).copied().unwrap_or(0),
                None if place.others.is_empty() => 0,
                None => place.other(document.value(key.index())),
            };
            // The first one of a name counts.
            if let Some(index) = found.get_mut(inner).filter(|index| inner > 0 && **index == 0) {
                *index = value.index();
                if value.kind() == JsonKind::Object {
                    self.find_in(inner, document.value(value.index()), fields, found);
                }
            }
        }
    }
}

impl<'m> Place<'m> {
    fn of(declared: Declared<'m>) -> Self {
        let object = declared.object();
        let fields = vec![0; object.map_or(0, |object| object.fields.len())];
        Self { object, fields, ..Self::default() }
    }

    /// Where the place of a member is kept.
    fn member(&mut self, name: &'m str) -> Option<&mut usize> {
        let is_named = |field: &Field<'_>| field.name == name;
        if let Some(field) = self.object.and_then(|object| object.fields.iter().position(is_named)) {
            return self.fields.get_mut(field);
        }
        let known = self.others.iter().position(|(own, _)| *own == name);
        let at = known.unwrap_or(self.others.len());
        if known.is_none() {
            self.others.push((name, 0));
        }
        self.others.get_mut(at).map(|(_, inner)| inner)
    }

    /// The place of a member that the model does not know.
    fn other(&self, key: Value<'_>) -> usize {
        self.others.iter().find(|(name, _)| key.is_text(name)).map_or(0, |(_, inner)| *inner)
    }
}

/// Marks those steps whose names others may tell too.
fn tell_shared(steps: &mut [Step<'_>]) {
    let names: Vec<_> = steps.iter().map(|step| step.slot.names()).collect();
    for (at, step) in steps.iter_mut().enumerate() {
        let mut others = names.iter().enumerate().filter(|(other, _)| *other != at).flat_map(|(_, of)| of);
        let own = names.get(at).and_then(Option::as_ref);
        let is_told_twice = own.is_some_and(|(group, names)| {
            others.any(|(of, other)| of == group && names.iter().any(|name| other.contains(name)))
        });
        step.is_shared = is_told_twice || !step.items.is_empty();
    }
}

/// The beginning of the neutral event: what is said of its source, up to what named it; and then of its kind, up to its id.
fn told_of_event(identification: &Identification<'_>, models: &[EventRef<'_>]) -> (String, String) {
    let text = |text: Option<&str>| text.map_or_else(|| "null".to_owned(), quoted);
    let list = |names: &mut dyn Iterator<Item = &str>| names.map(quoted).collect::<Vec<_>>().join(",");
    let origin = identification.origin();
    let (provider, version) =
        (origin.map(|(provider, _)| provider.id), origin.map(|(_, version)| version.id));
    let event = identification.model().map(|model| model.event.name);
    let mut head = format!(
        r#"{{"format":"{FORMAT}","source":{{"provider":{},"version":{},"event":{}"#,
        text(provider),
        text(version),
        text(event)
    );
    let kinds: Vec<_> = models.iter().map(|model| model.neutral().and_then(|neutral| neutral.kind)).collect();
    let first = kinds.first().copied().flatten();
    let agreed = first.filter(|_| kinds.iter().all(|one| *one == first));
    let mut kind = format!(r#"}},"kind":{}"#, text(agreed));
    if let Identification::Ambiguous { candidates, .. } = identification {
        let names = list(&mut candidates.iter().map(|model| model.event.name));
        head.extend([r#","candidates":["#, &names, "]"]);
        if agreed.is_none() {
            let kinds = list(&mut kinds.iter().copied().flatten());
            kind.extend([r#","kind_candidates":["#, &kinds, "]"]);
        }
    }
    head.push_str(r#","event_named_by":"#);
    kind.push_str(r#","event_id":"#);
    (head, kind)
}

impl Slot<'_> {
    /// The group that a member is told in, and the names under which it may be.
    fn names(&self) -> Option<(Group, Vec<&'static str>)> {
        let Self::In(group, name, kind) = *self else { return None };
        let names = match kind {
            SlotKind::State => vec![name, raw_name(name)],
            SlotKind::Reward(_) => vec![name, "kind", "kind_raw", "quantity"],
            SlotKind::Money if group == Group::Commission => vec![name, "kind"],
            _ => vec![name],
        };
        Some((group, names))
    }
}

/// The name of the provider's own word beside a canonical one.
pub(super) const fn raw_name(name: &str) -> &'static str {
    match name.as_bytes() {
        b"state" => "state_raw",
        _ => "status_raw",
    }
}

/// The events that a payload may be, where they can be told apart no better.
pub(super) fn models<'m>(identification: &Identification<'m>) -> Vec<EventRef<'m>> {
    match identification {
        Identification::Identified { model, .. } => vec![*model],
        Identification::Ambiguous { candidates, doubt: Doubt::Equal } => candidates.clone(),
        _ => Vec::new(),
    }
}

/// The lists of meanings that all candidates share.
pub(super) fn shared<'m>(models: &[EventRef<'m>]) -> Vec<(Path<'m>, &'m [Mapping<'m>])> {
    let of = |model: &EventRef<'m>| model.neutral().map(|neutral| neutral.maps).unwrap_or_default();
    let Some((first, others)) = models.split_first() else { return Vec::new() };
    of(first).iter().copied().filter(|map| others.iter().all(|other| of(other).contains(map))).collect()
}
