//! All candidates with their evidence: what the body says of itself, and what is said about it. The order of providers,
//! events and arguments decides nothing.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::hints::{Hints, PathOf};
use super::index::{Index, Members, Parts};
use super::{Identification, NamedBy, fit, own_name};
use crate::finding::NearestMiss;
use crate::json::{Document, JsonKind, Value};
use crate::model::conditions::at;
use crate::model::event::{EventName, EventRef};
use crate::model::path::Path;
use crate::model::places::Places;

/// What each piece of evidence weighs. What the body says of itself outweighs all that is said about it.
pub(super) mod weight {
    /// The body names the event, in an envelope of its provider.
    pub(in super::super) const NAME: u32 = 100;
    /// A header and the body together name the event.
    pub(in super::super) const JOINT: u32 = 100;
    /// The body names an event that is not known, in an envelope of a provider.
    pub(in super::super) const UNKNOWN_NAME: u32 = 95;
    /// The body has the keys of the event.
    pub(in super::super) const SHAPE: u32 = 40;
    /// A header of the request names the event.
    pub(in super::super) const HEADER: u32 = 30;
    /// The path of the request names the event.
    pub(in super::super) const REQUEST_PATH: u32 = 20;
    /// The words beside the body in a log name the event.
    pub(in super::super) const LOG: u32 = 15;
    /// The name of the file, or of a folder above it, names the event.
    pub(in super::super) const FILE_NAME: u32 = 10;
}

/// A possible event.
#[derive(Debug)]
pub(super) struct Candidate<'m> {
    /// Its place in the index.
    pub(super) place: usize,
    pub(super) event: EventRef<'m>,
    pub(super) weight: u32,
    /// Whether the body agrees.
    pub(super) proven: bool,
    /// Whether the body holds the name, though the envelope of the provider is not there.
    pub(super) named: bool,
    /// The strongest evidence, and what it weighs.
    pub(super) by: NamedBy<'m>,
    strongest: u32,
    /// The other name of the event that the body used, if it did.
    pub(super) alias: Option<&'m EventName<'m>>,
}

/// A version whose envelope a body has, around a name that is not known.
#[derive(Debug, Clone, Copy)]
pub(super) struct UnknownName<'m> {
    pub(super) version: EventRef<'m>,
    pub(super) path: Path<'m>,
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
        self.evidence(root, hints).decide()
    }

    /// All evidence about a body.
    fn evidence<'e, 'v>(&'e self, root: Value<'v>, hints: &'e Hints<'m>) -> Evidence<'e, 'v, 'm> {
        let mut evidence = Evidence {
            index: self,
            root,
            hints,
            candidates: Vec::new(),
            known: FxHashMap::default(),
            unknown: Vec::new(),
            #[cfg(test)]
            steps: 0,
        };
        evidence.names();
        if !evidence.candidates.iter().any(|one| one.proven) {
            evidence.shapes();
        }
        evidence.outside();
        evidence
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

/// So many candidates are found faster one by one than by a table.
const FEW: usize = 8;

/// The evidence about one body.
pub(super) struct Evidence<'e, 'v, 'm> {
    pub(super) index: &'e Index<'m>,
    pub(super) root: Value<'v>,
    pub(super) hints: &'e Hints<'m>,
    pub(super) candidates: Vec<Candidate<'m>>,
    /// Where each candidate stands among them, by its place in the index.
    known: FxHashMap<usize, usize>,
    pub(super) unknown: Vec<UnknownName<'m>>,
    /// How many events, shapes and keys were looked at.
    #[cfg(test)]
    steps: usize,
}

impl<'m> Evidence<'_, '_, 'm> {
    /// Whether the caller leaves it in question.
    pub(super) fn is_asked(&self, event: EventRef<'m>) -> bool {
        self.hints.provider.is_none_or(|said| said.id == event.provider.id)
    }

    /// The event at a place, if the caller leaves it in question.
    fn event(&self, place: usize) -> Option<EventRef<'m>> {
        self.index.events.get(place).copied().filter(|event| self.is_asked(*event))
    }

    /// Where the candidate of a place stands, if there is one.
    fn candidate(&self, place: usize) -> Option<usize> {
        match self.candidates.len() {
            0..=FEW => self.candidates.iter().position(|one| one.place == place),
            _ => self.known.get(&place).copied(),
        }
    }

    /// Counts a piece of work, for the test that holds it.
    #[cfg_attr(not(test), expect(clippy::unused_self, reason = "it counts in tests alone"))]
    const fn step(&mut self) {
        #[cfg(test)]
        {
            self.steps += 1;
        }
    }

    /// How many members of the envelope are there, up to `enough`.
    pub(super) fn envelope(&self, event: EventRef<'m>, enough: usize) -> usize {
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
        let at = self.candidate(place).unwrap_or_else(|| {
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
            let at = self.candidates.len() - 1;
            if self.candidates.len() > FEW {
                // From here on they are looked up.
                let all = self.candidates.iter().enumerate();
                self.known.extend(all.skip(self.known.len()).map(|(at, one)| (one.place, at)));
            }
            at
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
                self.step();
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
            self.step();
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
        let mut tried = Places::default();
        for (key, _) in self.root.members() {
            let Some(key) = key.text() else { continue };
            self.step();
            for place in index.shapes.with_key(&key) {
                if !tried.insert(*place) {
                    continue;
                }
                self.step();
                let Some((shape, events)) = index.shapes.all.get(*place) else { continue };
                if !shape.matches(self.root) {
                    continue;
                }
                for event in events {
                    self.step();
                    let known = self.candidate(*event).and_then(|at| self.candidates.get(at));
                    if known.is_none_or(|one| one.by != NamedBy::Shape) {
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
        let weight = match hints.path_of {
            PathOf::File => weight::FILE_NAME,
            PathOf::Request => weight::REQUEST_PATH,
            PathOf::Log => weight::LOG,
        };
        for event in &hints.path {
            self.said_of(*event, weight, hints.named_by_path());
        }
    }

    fn said_of(&mut self, event: EventRef<'m>, weight: u32, by: NamedBy<'m>) {
        if let Some(place) = self.index.place_of(event) {
            self.said_outside(place, weight, by);
        }
    }

    /// Something outside the body names an event. The body agrees where it holds the same name, or where it names none
    /// and has the envelope of the event's version and no constant that only other events have.
    fn said_outside(&mut self, place: usize, weight: u32, by: NamedBy<'m>) {
        self.step();
        let Some(event) = self.event(place) else { return };
        let known = self.candidate(place).and_then(|at| self.candidates.get(at));
        let named = known.is_some_and(|one| one.named);
        let needed = event.version.naming.unknown_needs;
        let nameless = event.version.naming.name_path().is_none_or(|path| at(self.root, path).is_none());
        let agrees = named
            || (needed > 0
                && nameless
                && self.envelope(event, needed) >= needed
                && !fit::is_contradicted(event, self.root));
        self.add(place, weight, by, agrees);
    }
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

#[cfg(test)]
mod tests;
