//! What was learnt: the payloads of each event, and how many records there were. States add up.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;

use super::bound::{cut, levels};
use super::leaves::Leaves;
use super::place::{Asked, LAST, Said, is_named};
use super::stamp::{Sources, Stamp};
use super::tree::{MOST_LEVELS, Moment, Node};
use crate::capture::Request;
use crate::json::Value;

/// How many groups of records are told apart by what they say in the places of names. Where there are more, the places
/// that are least likely to name the event do not count.
pub const MOST_GROUPS: usize = 1024;
/// After how many members of new names places are counted.
const MOST_GROWN: usize = 1 << 16;
/// How many names of headers are remembered.
const MOST_HEADERS: usize = 256;

/// What was learnt of all records so far.
#[derive(Debug, Clone)]
pub struct State {
    /// Where the names of events are looked for.
    pub asked: Asked,
    /// Only what is said in places of a smaller rank than this counts.
    pub reach: u16,
    /// How many levels of payloads are looked into: fewer where there are too many places.
    pub levels: usize,
    /// How many members of new names there were since places were counted.
    grown: usize,
    /// The names of the sources.
    pub sources: Sources,
    /// How many records there were with an object for a payload.
    pub records: u64,
    /// How many payloads were no object.
    pub others: u64,
    /// How many records could not be read.
    pub unreadable: u64,
    /// In how many records each header was, by its name in lower case.
    pub headers: BTreeMap<String, u64>,
    /// What was seen of records that say the same: by what they say, a line each.
    pub groups: BTreeMap<String, Group>,
    /// Those that name their event in none of the usual places, told apart by whatever may name it.
    pub leaves: Leaves,
}

/// The records that say the same in all places of names.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// How many there are.
    pub records: u64,
    /// Their payloads.
    pub root: Node,
}

impl Group {
    /// Adds what was seen elsewhere; `numbers` are those of its sources in `sources`.
    pub(super) fn merge(&mut self, other: Self, numbers: &[u32], sources: &Sources) {
        self.records += other.records;
        self.root.merge(other.root, numbers, sources);
    }
}

impl State {
    /// Nothing was learnt yet.
    #[must_use]
    pub fn new(asked: Asked) -> Self {
        Self {
            asked,
            reach: u16::MAX,
            levels: MOST_LEVELS,
            grown: 0,
            sources: Sources::default(),
            records: 0,
            others: 0,
            unreadable: 0,
            headers: BTreeMap::new(),
            groups: BTreeMap::new(),
            leaves: Leaves::default(),
        }
    }

    /// A payload that says this was seen: when and where, with a digest of its bytes. Its source is one of [`Self::sources`].
    /// It counts once [`Self::settle`] was called.
    pub fn see(
        &mut self,
        said: &[Said],
        key: &mut String,
        payload: (Value<'_>, Option<&Request>),
        stamp: Stamp,
        digest: u64,
    ) {
        let sources = std::mem::take(&mut self.sources);
        let grown = Cell::new(0);
        let at = Moment { stamp, digest, sources: &sources, levels: self.levels, grown: &grown };
        self.observe(said, key, payload, &at);
        self.sources = sources;
    }

    fn observe(
        &mut self,
        said: &[Said],
        key: &mut String,
        (root, request): (Value<'_>, Option<&Request>),
        at: &Moment<'_>,
    ) {
        self.records += 1;
        key.clear();
        said.iter().filter(|said| said.rank < self.reach).for_each(|said| said.write(key));
        if self.asked == Asked::Usual && !self.leaves.is_closed && !is_named(said) {
            self.leaves.observe(key, root, request, at);
            self.grown += at.grown.get();
            if self.leaves.is_full() || self.grown > MOST_GROWN {
                self.flush(at.sources);
                self.settle_levels();
            }
            return;
        }
        let group = match self.groups.get_mut(key) {
            Some(group) => group,
            None => self.groups.entry(key.clone()).or_default(),
        };
        group.records += 1;
        group.root.observe(root, 0, at);
        if self.groups.len() > MOST_GROUPS {
            self.narrow(at.sources);
        }
        self.grown += at.grown.get();
        if self.grown > MOST_GROWN {
            self.settle_levels();
        }
    }

    /// Looks into payloads less deep where they have too many places. What was learnt is what its records say once this was
    /// done; until then it may be more.
    pub fn settle(&mut self) {
        let sources = std::mem::take(&mut self.sources);
        self.flush(&sources);
        self.sources = sources;
        self.settle_levels();
    }

    /// Counts what was gathered.
    fn flush(&mut self, sources: &Sources) {
        for (key, group) in self.leaves.flush(sources) {
            self.groups.entry(within(&key, self.reach)).or_default().merge(group, &[], sources);
        }
        self.narrow(sources);
    }

    fn settle_levels(&mut self) {
        self.grown = 0;
        let levels = self.groups.values().map(levels).min().unwrap_or(MOST_LEVELS);
        self.look_no_deeper(levels);
    }

    fn look_no_deeper(&mut self, levels: usize) {
        if levels < self.levels {
            self.levels = levels;
            // Of payloads that are cut it cannot be said how many places they have.
            self.leaves.close();
            let held = self.groups.values_mut().chain(self.leaves.held());
            held.for_each(|group| cut(&mut group.root, 0, levels));
        }
    }

    /// A header of this name was there. Of too many names the first by the alphabet are kept: those are counted in full.
    pub fn header(&mut self, name: &str) {
        *self.headers.entry(name.to_ascii_lowercase()).or_default() += 1;
        while self.headers.len() > MOST_HEADERS {
            self.headers.pop_last();
        }
    }

    /// Adds what was learnt elsewhere, from the same places.
    pub fn merge(&mut self, mut other: Self) {
        self.settle();
        other.settle();
        let levels = self.levels.min(other.levels);
        self.look_no_deeper(levels);
        other.look_no_deeper(levels);
        let numbers = self.sources.take_in(&other.sources);
        let sources = std::mem::take(&mut self.sources);
        self.records += other.records;
        self.others += other.others;
        self.unreadable += other.unreadable;
        for (name, count) in other.headers {
            *self.headers.entry(name).or_default() += count;
        }
        while self.headers.len() > MOST_HEADERS {
            self.headers.pop_last();
        }
        let reach = self.reach.min(other.reach);
        self.reach_no_further(reach, &sources);
        for (key, group) in other.groups {
            let own = self.groups.entry(within(&key, self.reach)).or_default();
            own.merge(group, &numbers, &sources);
        }
        self.leaves.merge(&other.leaves, &numbers, &sources);
        self.narrow(&sources);
        self.sources = sources;
        self.settle();
    }

    /// Leaves the unlikeliest places out until there are no more groups than there may be. The most places that can be
    /// kept are kept, so that the order of records makes no difference.
    fn narrow(&mut self, sources: &Sources) {
        while self.groups.len() > MOST_GROUPS {
            let ranks = self.groups.keys().flat_map(|key| Said::read(key)).map(|said| said.rank);
            let Some(reach) = ranks.max() else { return };
            self.reach_no_further(reach, sources);
        }
    }

    fn reach_no_further(&mut self, reach: u16, sources: &Sources) {
        if reach >= self.reach {
            return;
        }
        self.reach = reach;
        if reach <= LAST {
            self.leaves.close();
        }
        for (key, group) in std::mem::take(&mut self.groups) {
            self.groups.entry(within(&key, reach)).or_default().merge(group, &[], sources);
        }
    }
}

impl Said {
    /// Writes a line of a group's key.
    pub(super) fn write(&self, key: &mut String) {
        key.push_str(&format!("{:03} {}={}\n", self.rank, escaped(&self.place), self.text));
    }

    /// The lines of a group's key.
    pub fn read(key: &str) -> impl Iterator<Item = Self> + '_ {
        key.lines().filter_map(|line| {
            let (rank, said) = line.split_once(' ')?;
            let (place, text) = said.split_once('=')?;
            Some(Self { rank: rank.parse().ok()?, place: unescaped(place), text: text.to_owned() })
        })
    }
}

/// What a place may hold that ends it in a key, and what stands for it there.
const ESCAPES: [(char, &str); 3] = [('%', "%25"), ('=', "%3D"), ('\n', "%0A")];

fn escaped(place: &str) -> Cow<'_, str> {
    if !place.contains(ESCAPES.map(|(sign, _)| sign)) {
        return place.into();
    }
    ESCAPES.iter().fold(place.to_owned(), |place, (sign, escape)| place.replace(*sign, escape)).into()
}

fn unescaped(place: &str) -> String {
    let signs = ESCAPES.iter().rev().filter(|_| place.contains('%'));
    signs.fold(place.to_owned(), |place, (sign, escape)| place.replace(escape, &sign.to_string()))
}

/// What a key says in the places of smaller ranks.
fn within(key: &str, reach: u16) -> String {
    let mut own = String::with_capacity(key.len());
    Said::read(key).filter(|said| said.rank < reach).for_each(|said| said.write(&mut own));
    own
}
