//! What identification looks things up in: made once for a registry, so that a payload costs the same however many
//! events there are.

use rustc_hash::FxHashMap;

use super::lists::Lists;
use super::paths::Names;
use crate::model::event::EventRef;
use crate::model::naming::{Shape, Signal};
use crate::model::path::Path;

/// The events of a registry by everything that tells them.
#[derive(Debug)]
pub struct Index<'m> {
    pub(super) events: Vec<EventRef<'m>>,
    /// Where each event stands among them, by provider and name.
    places: FxHashMap<(&'m str, &'m str), usize>,
    /// For each event, the place of its version among `versions`.
    pub(super) version_of: Vec<usize>,
    /// One event of each version.
    pub(super) versions: Vec<EventRef<'m>>,
    /// The members of bodies that name events, each once.
    pub(super) members: Vec<Members<'m>>,
    /// The headers that name events, each once.
    pub(super) headers: Vec<(&'m str, Named<'m>)>,
    /// The headers that name events together with a member of the body, each pair once.
    pub(super) joint: Vec<(Joint<'m>, Named<'m>)>,
    pub(super) shapes: Shapes<'m>,
    /// Where deliveries hold lists of events, each place once.
    pub(super) lists: Vec<Lists<'m>>,
    pub(super) paths: Names,
}

/// Events by a name.
pub(super) type Named<'m> = FxHashMap<&'m str, Vec<usize>>;

/// The members of a body whose texts make up an event's name.
#[derive(Debug)]
pub(super) struct Members<'m> {
    pub(super) parts: Parts<'m>,
    /// The events of each name and other name.
    pub(super) names: Named<'m>,
    /// The versions that name their events so.
    pub(super) versions: Vec<usize>,
}

/// Where the parts of a name stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parts<'m> {
    One(Path<'m>),
    Several(&'m [Path<'m>], &'m str),
}

impl<'m> Parts<'m> {
    /// Where the first part stands.
    pub(super) fn first(self) -> Path<'m> {
        match self {
            Self::One(path) => path,
            Self::Several(parts, _) => parts.first().copied().unwrap_or_default(),
        }
    }
}

/// A header and a member that make up an event's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Joint<'m> {
    pub(super) header: &'m str,
    pub(super) path: Path<'m>,
    pub(super) separator: &'m str,
}

/// Shapes by a key that a payload of the shape has to have.
#[derive(Debug, Default)]
pub(super) struct Shapes<'m> {
    /// Each shape with the events that have it. Events of one family often share theirs.
    pub(super) all: Vec<(Shape<'m>, Vec<usize>)>,
    /// Where each shape stands among them.
    places: FxHashMap<Shape<'m>, usize>,
    /// The shapes to try where a key is there.
    pub(super) by_key: FxHashMap<&'m str, Vec<usize>>,
    /// One bit for each length of such a key, those of 63 and more together.
    lengths: u64,
}

impl<'m> Index<'m> {
    /// The index of some events.
    #[must_use]
    pub fn new(events: Vec<EventRef<'m>>) -> Self {
        let mut index = Self {
            places: FxHashMap::default(),
            version_of: Vec::with_capacity(events.len()),
            versions: Vec::new(),
            members: Vec::new(),
            headers: Vec::new(),
            joint: Vec::new(),
            shapes: Shapes::default(),
            lists: Vec::new(),
            paths: Names::new(&events),
            events,
        };
        for place in 0..index.events.len() {
            index.add(place);
        }
        index.shapes.seal();
        index
    }

    /// Every event, in the order in which they were given.
    #[must_use]
    pub fn events(&self) -> &[EventRef<'m>] {
        &self.events
    }

    /// Where an event stands among them.
    pub(super) fn place_of(&self, event: EventRef<'_>) -> Option<usize> {
        self.places.get(&(event.provider.id, event.event.name)).copied()
    }

    fn add(&mut self, place: usize) {
        let Some(event) = self.events.get(place).copied() else { return };
        self.places.entry((event.provider.id, event.event.name)).or_insert(place);
        let same =
            |one: &EventRef<'m>| one.provider.id == event.provider.id && one.version.id == event.version.id;
        let version = self.versions.iter().position(same).unwrap_or_else(|| {
            self.versions.push(event);
            self.add_list(event);
            self.versions.len() - 1
        });
        self.version_of.push(version);
        for signal in event.version.naming.signals {
            match *signal {
                Signal::Body(path) => self.add_members(Parts::One(path), version, place),
                Signal::Joined { parts, separator } => {
                    self.add_members(Parts::Several(parts, separator), version, place);
                }
                Signal::Header(header) => {
                    let known = self.headers.iter().position(|(one, _)| one.eq_ignore_ascii_case(header));
                    let at = known.unwrap_or_else(|| {
                        self.headers.push((header, Named::default()));
                        self.headers.len() - 1
                    });
                    if let Some((_, names)) = self.headers.get_mut(at) {
                        put(names, event, place);
                    }
                }
                Signal::HeaderAndBody { header, path, separator } => {
                    let joint = Joint { header, path, separator };
                    let known = self.joint.iter().position(|(one, _)| *one == joint);
                    let at = known.unwrap_or_else(|| {
                        self.joint.push((joint, Named::default()));
                        self.joint.len() - 1
                    });
                    if let Some((_, names)) = self.joint.get_mut(at) {
                        put(names, event, place);
                    }
                }
                Signal::Shape => event.event.shapes.iter().for_each(|shape| self.shapes.add(*shape, place)),
            }
        }
    }

    fn add_members(&mut self, parts: Parts<'m>, version: usize, place: usize) {
        let Some(event) = self.events.get(place).copied() else { return };
        let known = self.members.iter().position(|members| members.parts == parts);
        let at = known.unwrap_or_else(|| {
            self.members.push(Members { parts, names: Named::default(), versions: Vec::new() });
            self.members.len() - 1
        });
        let Some(members) = self.members.get_mut(at) else { return };
        put(&mut members.names, event, place);
        if !members.versions.contains(&version) {
            members.versions.push(version);
        }
    }
}

fn put<'m>(names: &mut Named<'m>, event: EventRef<'m>, place: usize) {
    for name in event.bare_names() {
        names.entry(name).or_default().push(place);
    }
}

impl<'m> Shapes<'m> {
    fn add(&mut self, shape: Shape<'m>, event: usize) {
        let place = *self.places.entry(shape).or_insert_with(|| {
            self.all.push((shape, Vec::new()));
            self.all.len() - 1
        });
        if let Some((_, events)) = self.all.get_mut(place) {
            events.push(event);
        }
    }

    /// Files each shape below the rarest of the keys that it needs, or below every key of which it needs some.
    fn seal(&mut self) {
        let mut frequency: FxHashMap<&'m str, usize> = FxHashMap::default();
        for key in self.all.iter().flat_map(|(shape, _)| shape.all) {
            *frequency.entry(key).or_default() += 1;
        }
        let times = |key: &&&str| frequency.get(**key).copied().unwrap_or(0);
        for (place, (shape, _)) in self.all.iter().enumerate() {
            let needed = shape.all.iter().min_by_key(times);
            let keys = needed.map_or(shape.any, std::slice::from_ref);
            for key in keys {
                self.by_key.entry(key).or_default().push(place);
                self.lengths |= length_bit(key);
            }
        }
    }

    /// The shapes to try on a payload that has this key.
    pub(super) fn with_key(&self, key: &str) -> &[usize] {
        if self.lengths & length_bit(key) == 0 {
            return &[];
        }
        self.by_key.get(key).map_or(&[], Vec::as_slice)
    }
}

fn length_bit(key: &str) -> u64 {
    1 << key.len().min(63)
}
