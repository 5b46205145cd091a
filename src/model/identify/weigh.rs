//! All candidates with their evidence, and the one place where the evidence is weighed. The order of providers, events
//! and arguments decides nothing.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::fit;
use super::hints::Hints;
use super::index::{Index, Members, Parts};
use super::{Doubt, Identification, NamedBy, own_name};
use crate::finding::NearestMiss;
use crate::json::{Document, JsonKind, Value};
use crate::model::conditions::{at, dotted};
use crate::model::event::{EventName, EventRef};
use crate::model::path::Path;
use crate::model::suggest;

/// What each piece of evidence weighs. What the body says of itself outweighs all that is said about it.
mod weight {
    /// The body names the event, in an envelope of its provider.
    pub(super) const NAME: u32 = 100;
    /// A header and the body together name the event.
    pub(super) const JOINT: u32 = 100;
    /// The body names an event that is not known, in an envelope of a provider.
    pub(super) const UNKNOWN_NAME: u32 = 95;
    /// The body has the keys of the event.
    pub(super) const SHAPE: u32 = 40;
    /// A header of the request names the event.
    pub(super) const HEADER: u32 = 30;
    /// The path of the request names the event.
    pub(super) const REQUEST_PATH: u32 = 20;
    /// The name of the file, or of a folder above it, names the event.
    pub(super) const FILE_NAME: u32 = 10;
}

/// An event that comes into question.
#[derive(Debug)]
struct Candidate<'m> {
    /// Its place in the index.
    place: usize,
    event: EventRef<'m>,
    weight: u32,
    /// Whether the body agrees.
    proven: bool,
    /// Whether the body holds the name, though the envelope of the provider is not there.
    named: bool,
    /// The strongest evidence, and what it weighs.
    by: NamedBy<'m>,
    strongest: u32,
    /// The other name of the event that the body used, if it did.
    alias: Option<&'m EventName<'m>>,
}

/// A version whose envelope a body has, around a name that is not known.
#[derive(Debug, Clone, Copy)]
struct UnknownName<'m> {
    version: EventRef<'m>,
    path: Path<'m>,
}

impl<'m> Index<'m> {
    /// Finds out which event a payload is. The caller's word always holds.
    #[must_use]
    pub fn identify(&self, document: Document<'_>, hints: &Hints<'m>) -> Identification<'m> {
        if let Some(model) = hints.event {
            return Identification::Identified { model, by: NamedBy::Caller, alias: None };
        }
        let root = document.root();
        if root.kind() != JsonKind::Object {
            let nearest = NearestMiss::NotAnObject;
            return Identification::Unknown { nearest, event: None, sender: own_name::of_sender(hints) };
        }
        let mut evidence = Evidence { index: self, root, hints, candidates: Vec::new(), unknown: Vec::new() };
        evidence.names();
        if !evidence.candidates.iter().any(|one| one.proven) {
            evidence.shapes();
        }
        evidence.outside();
        evidence.decide()
    }

    /// The events that a path names: the part nearest to the file decides, and in it the longest name. Separators are
    /// interchangeable, so `affiliate-new`, `affiliate.new` and `affiliate_new` are one.
    #[must_use]
    pub fn named_in_path(&self, path: &str) -> Vec<EventRef<'m>> {
        self.at_all(self.paths.find(path))
    }

    /// Notes what a header of the request says of its event and its sender.
    pub fn read_header(&self, hints: &mut Hints<'m>, name: &str, value: &str) {
        let headers = self.headers.iter().filter(|(header, _)| header.eq_ignore_ascii_case(name));
        for (header, names) in headers {
            let places = names.get(value).map(Vec::as_slice).unwrap_or_default();
            hints.headers.extend(self.at_all(places).into_iter().map(|event| (*header, event)));
        }
        let is_joint = self.joint.iter().any(|(joint, _)| joint.header.eq_ignore_ascii_case(name));
        if is_joint || own_name::is_telling(name) {
            hints.telling.push((name.to_owned(), value.to_owned()));
        }
    }

    fn at_all(&self, places: &[usize]) -> Vec<EventRef<'m>> {
        places.iter().filter_map(|place| self.events.get(*place)).copied().collect()
    }
}

/// The evidence about one body.
struct Evidence<'e, 'v, 'm> {
    index: &'e Index<'m>,
    root: Value<'v>,
    hints: &'e Hints<'m>,
    candidates: Vec<Candidate<'m>>,
    unknown: Vec<UnknownName<'m>>,
}

impl<'m> Evidence<'_, '_, 'm> {
    /// Whether the caller leaves it in question.
    fn is_asked(&self, event: EventRef<'m>) -> bool {
        self.hints.provider.is_none_or(|said| said.id == event.provider.id)
    }

    /// The event at a place, if the caller leaves it in question.
    fn event(&self, place: usize) -> Option<EventRef<'m>> {
        self.index.events.get(place).copied().filter(|event| self.is_asked(*event))
    }

    /// How many members of the envelope are there, up to `enough`.
    fn envelope(&self, event: EventRef<'m>, enough: usize) -> usize {
        let paths = event.version.naming.envelope.iter();
        paths.filter(|path| at(self.root, path).is_some()).take(enough).count()
    }

    /// Notes a piece of evidence for the event at a place, if the caller leaves it in question.
    fn add(
        &mut self,
        place: usize,
        weight: u32,
        by: NamedBy<'m>,
        proven: bool,
    ) -> Option<&mut Candidate<'m>> {
        let event = self.event(place)?;
        let known = self.candidates.iter().position(|one| one.place == place);
        let at = known.unwrap_or_else(|| {
            let new = Candidate {
                place,
                event,
                weight: 0,
                proven,
                named: false,
                by,
                strongest: weight,
                alias: None,
            };
            self.candidates.push(new);
            self.candidates.len() - 1
        });
        let candidate = self.candidates.get_mut(at)?;
        candidate.weight += weight;
        candidate.proven |= proven;
        if weight > candidate.strongest {
            (candidate.strongest, candidate.by) = (weight, by);
        }
        Some(candidate)
    }

    /// The names that the body holds, alone or together with a header.
    fn names(&mut self) {
        let index = self.index;
        for members in &index.members {
            let Some(name) = text_of(self.root, members.parts) else { continue };
            let path = members.parts.first();
            let known = members.names.get(&*name).map(Vec::as_slice).unwrap_or_default();
            for place in known {
                let Some(event) = self.event(*place) else { continue };
                let needed = event.version.naming.known_needs;
                let proven = self.envelope(event, needed) >= needed;
                // Without its envelope a name is a hint: many senders call things alike.
                let weight = if proven { weight::NAME } else { 0 };
                if let Some(candidate) = self.add(*place, weight, NamedBy::Body(path), proven) {
                    candidate.named = true;
                    candidate.alias = event.event.aliases.iter().find(|alias| alias.name == name);
                }
            }
            self.unknown_names(members, known, path);
        }
        for (joint, names) in &index.joint {
            let Some(value) = self.hints.header(joint.header) else { continue };
            let part = at(self.root, joint.path).and_then(Value::text);
            let whole = part.map(|part| format!("{value}{}{part}", joint.separator));
            let by_both = whole.as_deref().and_then(|name| names.get(name));
            for place in by_both.into_iter().flatten() {
                let Some(event) = self.event(*place) else { continue };
                let needed = event.version.naming.known_needs;
                let proven = self.envelope(event, needed) >= needed;
                self.add(*place, weight::JOINT, NamedBy::HeaderAndBody(joint.header, joint.path), proven);
            }
            if by_both.is_none() {
                for place in names.get(value).into_iter().flatten() {
                    self.said_outside(*place, weight::HEADER, NamedBy::Header(joint.header));
                }
            }
        }
    }

    /// The versions that name events so and do not know this name.
    fn unknown_names(&mut self, members: &Members<'m>, known: &[usize], path: Path<'m>) {
        for version in &members.versions {
            let Some(event) = self.index.versions.get(*version).copied() else { continue };
            let is_own = |place: &usize| self.index.version_of.get(*place) == Some(version);
            let needed = event.version.naming.unknown_needs;
            if !known.iter().any(is_own)
                && self.is_asked(event)
                && needed > 0
                && self.envelope(event, needed) >= needed
            {
                self.unknown.push(UnknownName { version: event, path });
            }
        }
    }

    /// The events whose keys the body has. Each shape is tried once.
    fn shapes(&mut self) {
        let index = self.index;
        let mut tried: Vec<usize> = Vec::new();
        for (key, _) in self.root.members() {
            let Some(key) = key.text() else { continue };
            for place in index.shapes.with_key(&key) {
                if tried.contains(place) {
                    continue;
                }
                tried.push(*place);
                let Some((shape, events)) = index.shapes.all.get(*place) else { continue };
                if !shape.matches(self.root) {
                    continue;
                }
                for event in events {
                    if !self.candidates.iter().any(|one| one.place == *event && one.by == NamedBy::Shape) {
                        self.add(*event, weight::SHAPE, NamedBy::Shape, true);
                    }
                }
            }
        }
    }

    /// What is said about the body: by headers, by the path of the request, by the name of the file.
    fn outside(&mut self) {
        let hints = self.hints;
        for (header, event) in &hints.headers {
            self.said_of(*event, weight::HEADER, NamedBy::Header(header));
        }
        let weight = if hints.path_is_requested { weight::REQUEST_PATH } else { weight::FILE_NAME };
        for event in &hints.path {
            self.said_of(*event, weight, hints.named_by_path());
        }
    }

    fn said_of(&mut self, event: EventRef<'m>, weight: u32, by: NamedBy<'m>) {
        if let Some(place) = self.index.events.iter().position(|one| *one == event) {
            self.said_outside(place, weight, by);
        }
    }

    /// Something outside the body names an event. The body agrees where it holds the same name, or where it names none
    /// and has the envelope of the event's version.
    fn said_outside(&mut self, place: usize, weight: u32, by: NamedBy<'m>) {
        let Some(event) = self.event(place) else { return };
        let named = self.candidates.iter().any(|one| one.place == place && one.named);
        let needed = event.version.naming.unknown_needs;
        let nameless = event.version.naming.name_path().is_none_or(|path| at(self.root, path).is_none());
        let agrees = named || (needed > 0 && nameless && self.envelope(event, needed) >= needed);
        self.add(place, weight, by, agrees);
    }

    /// Weighs everything.
    fn decide(mut self) -> Identification<'m> {
        let best = |candidates: &[Candidate<'m>], proven: bool| {
            candidates.iter().filter(|one| one.proven == proven).map(|one| one.weight).max().unwrap_or(0)
        };
        let proven = best(&self.candidates, true);
        if proven < weight::UNKNOWN_NAME
            && let Some(unknown) = self.unknown_event()
        {
            return unknown;
        }
        if proven > 0 {
            let shapes = self.candidates.iter().filter(|one| one.by == NamedBy::Shape).count();
            self.candidates.retain(|one| one.proven && one.weight == proven);
            return self.settle(shapes > 1);
        }
        // Names alone, and what the body contradicts, are no candidates.
        let alone = best(&self.candidates, false);
        if alone > 0 {
            self.candidates.retain(|one| one.weight == alone);
            let by = self.candidates.first().map_or(NamedBy::FileName, |one| one.by);
            return Identification::Ambiguous { candidates: self.sorted(), doubt: Doubt::Alone(by) };
        }
        Identification::Unknown {
            nearest: self.nearest_miss(),
            event: own_name::of_event(self.root, self.hints),
            sender: own_name::of_sender(self.hints),
        }
    }

    /// The candidates by provider, then in the order of its list.
    fn sorted(mut self) -> Vec<EventRef<'m>> {
        self.candidates.sort_by(by_provider);
        self.candidates.into_iter().map(|one| one.event).collect()
    }

    /// The candidates that weigh most: one of them, if it fits the body clearly better than the others.
    fn settle(mut self, several_shapes: bool) -> Identification<'m> {
        if self.candidates.len() > 1 {
            self.keep_fitting();
        }
        if let [Candidate { event, by, weight, alias, .. }] = *self.candidates.as_slice() {
            let by = match by {
                // Of several events of one shape, something outside the body said which.
                NamedBy::Shape if several_shapes && weight > weight::SHAPE => self.outside_of(event),
                by => by,
            };
            return Identification::Identified { model: event, by, alias };
        }
        Identification::Ambiguous { candidates: self.sorted(), doubt: Doubt::Equal }
    }

    /// Leaves out what fits the body much worse than the best candidate does. Near ties stay.
    fn keep_fitting(&mut self) {
        let Some((first, rest)) = self.candidates.split_first() else { return };
        if rest.iter().all(|one| one.event.shares_body(first.event)) {
            return;
        }
        let misfit = |one: &Candidate<'m>| fit::misfit(one.event.event.body, self.root);
        let misfits: Vec<usize> = self.candidates.iter().map(misfit).collect();
        let least = misfits.iter().copied().min().unwrap_or(0);
        let mut misfits = misfits.into_iter();
        self.candidates.retain(|_| misfits.next().is_some_and(|misfit| misfit < 2 * least + 2));
    }

    /// What said outside the body that it is this event.
    fn outside_of(&self, model: EventRef<'m>) -> NamedBy<'m> {
        let header = self.hints.headers.iter().find(|(_, event)| *event == model);
        header.map_or_else(|| self.hints.named_by_path(), |(name, _)| NamedBy::Header(name))
    }

    /// A known provider's envelope around an unknown name, where only one provider comes into question.
    fn unknown_event(&self) -> Option<Identification<'m>> {
        let misfit = |one: &UnknownName<'m>| {
            one.version.version.envelope.map_or(0, |envelope| fit::misfit(envelope, self.root))
        };
        let [UnknownName { version: event, path }] = match self.unknown.as_slice() {
            [one] => [*one],
            several => {
                let least = several.iter().map(misfit).min()?;
                let mut best = several.iter().filter(|one| misfit(one) == least);
                match (best.next(), best.next()) {
                    (Some(one), None) => [*one],
                    _ => return None,
                }
            }
        };
        let name = at(self.root, path)?.text()?;
        let version = event.version;
        let near = suggest::nearest(&name, version.events.iter().map(|event| event.name))
            .or_else(|| same_beginning(&name, version.events.iter().map(|event| event.name)));
        let nearest = near.and_then(|near| version.events.iter().find(|event| event.name == near));
        Some(Identification::UnknownEvent {
            provider: event.provider,
            version,
            name: name.into_owned(),
            path,
            nearest: nearest.map(|nearest| EventRef { event: nearest, ..event }),
        })
    }

    /// What the body comes nearest to, where no provider fits.
    fn nearest_miss(&self) -> NearestMiss {
        let mut named: Vec<&Candidate<'m>> = self.candidates.iter().filter(|one| one.named).collect();
        named.sort_by(|one, other| by_provider(one, other));
        for candidate in named {
            let (event, NamedBy::Body(path)) = (candidate.event, candidate.by) else { continue };
            let absent = event.version.naming.envelope.iter().filter(|path| at(self.root, path).is_none());
            return NearestMiss::Envelope {
                at: dotted(path),
                event: event.event.name.to_owned(),
                sender: format!("{} {}", event.provider.name, event.version.id),
                missing: absent.map(|path| dotted(path)).collect(),
            };
        }
        if let [_, _, ..] = self.unknown.as_slice() {
            let mut versions: Vec<String> = self
                .unknown
                .iter()
                .map(|one| format!("{} {}", one.version.provider.name, one.version.version.id))
                .collect();
            versions.sort();
            return NearestMiss::UnknownEvent(versions);
        }
        match self.hints.provider {
            Some(provider) => NearestMiss::OtherProvider(provider.name.to_owned()),
            None => NearestMiss::Nothing,
        }
    }
}

/// By provider, then in the order of its list.
fn by_provider(one: &Candidate<'_>, other: &Candidate<'_>) -> Ordering {
    one.event.provider.id.cmp(other.event.provider.id).then(one.place.cmp(&other.place))
}

/// The text that some members of a body make up.
fn text_of<'v>(root: Value<'v>, parts: Parts<'_>) -> Option<Cow<'v, str>> {
    match parts {
        Parts::One(path) => at(root, path)?.text(),
        Parts::Several(parts, separator) => {
            let texts: Option<Vec<Cow<'v, str>>> = parts.iter().map(|path| at(root, path)?.text()).collect();
            Some(texts?.join(separator).into())
        }
    }
}

/// `commission.paid` is nearest to the other events of `commission`.
fn same_beginning<'n>(name: &str, mut known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let (subject, _) = name.split_once(['.', '_'])?;
    known.find(|known| known.strip_prefix(subject).is_some_and(|rest| rest.starts_with(['.', '_'])))
}
