//! What was seen at each place of the payloads of one event: counts that add up, however the records are divided.
//!
//! Nothing in here depends on the order of records. What is bounded is bounded by what was seen in all, and once it is
//! beyond a bound it stays so: the union decides, never who came first.

use super::form::is_word;
use std::cell::Cell;

use super::scalars::{Numbers, Texts};
use super::stamp::{Seen, Sources, Stamp};
use super::tags::{Tags, sureness};
use crate::json::{JsonKind, Value};
use crate::redact::tells_a_secret;

/// How deep payloads are looked into. What is deeper is counted and no more.
pub const MOST_LEVELS: usize = 32;
/// How many members of different names an object may have before its names are taken for data.
pub const MOST_KEYS: usize = 512;

/// The record at hand.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'s> {
    /// When and where it was.
    pub stamp: Stamp,
    /// A digest of its bytes.
    pub digest: u64,
    /// The names of sources.
    pub sources: &'s Sources,
    /// How many levels are looked into.
    pub levels: usize,
    /// How many members of new names there were.
    pub grown: &'s Cell<usize>,
}

/// A place in the payloads of one event.
#[derive(Debug, Clone, Default)]
pub struct Node {
    /// How many values stood there.
    pub count: u64,
    /// When and where.
    pub seen: Option<Seen>,
    /// How many were `null`.
    pub nulls: u64,
    /// How many were `true`.
    pub trues: u64,
    /// How many were `false`.
    pub falses: u64,
    /// How many objects and arrays were too deep to be looked into.
    pub deep: u64,
    /// The numbers.
    pub numbers: Option<Box<Numbers>>,
    /// The strings.
    pub texts: Option<Box<Texts>>,
    /// The arrays.
    pub arrays: Option<Box<Arrays>>,
    /// The objects.
    pub objects: Option<Box<Objects>>,
}

/// The arrays of a place.
#[derive(Debug, Clone, Default)]
pub struct Arrays {
    /// How many there are.
    pub count: u64,
    /// How many of them are empty.
    pub empty: u64,
    /// The most items.
    pub longest: u64,
    /// The items of all of them.
    pub items: Node,
}

/// The objects of a place.
#[derive(Debug, Clone, Default)]
pub struct Objects {
    /// How many there are.
    pub count: u64,
    /// How many of them are empty.
    pub empty: u64,
    /// The members that have names, in no order that means anything.
    pub members: Vec<Member>,
    /// The values of members whose names are data: ids, days, addresses.
    pub data: Node,
    /// Whether there were more names than an object can have, so that all are data.
    pub collapsed: bool,
    /// The members that may say what an object is.
    pub tags: Option<Box<Tags>>,
}

/// A member of the objects of a place.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its name.
    pub name: Box<str>,
    /// How many objects have it.
    pub objects: u64,
    /// How many members stood before it, in all of them together.
    pub rank: u64,
    /// In which object it was seen last, so that one that stands there twice counts once.
    mark: u64,
    /// Whether it may say what its object is.
    is_tag: bool,
    /// What it holds.
    pub node: Node,
}

impl Member {
    /// A member that was seen elsewhere.
    #[must_use]
    pub fn new(name: Box<str>, objects: u64, rank: u64, node: Node) -> Self {
        let is_tag = sureness(&name).is_some();
        Self { name, objects, rank, mark: 0, is_tag, node }
    }

    /// Where among its siblings it stands on average, in thousandths.
    #[must_use]
    pub fn place(&self) -> u64 {
        self.rank.saturating_mul(1000).checked_div(self.objects).unwrap_or(0)
    }
}

impl Node {
    /// A value was seen here. Recurses on the levels that are looked into, so many at most.
    pub fn observe(&mut self, value: Value<'_>, level: usize, moment: &Moment<'_>) {
        self.count += 1;
        match &mut self.seen {
            Some(seen) => seen.again(moment.stamp, moment.sources),
            None => self.seen = Some(Seen::once(moment.stamp)),
        }
        match value.kind() {
            JsonKind::Null => self.nulls += 1,
            JsonKind::True => self.trues += 1,
            JsonKind::False => self.falses += 1,
            JsonKind::Number => self.numbers.get_or_insert_default().observe(value),
            JsonKind::String => {
                self.texts.get_or_insert_default().observe(&value.text().unwrap_or_default(), moment.digest);
            }
            JsonKind::Array | JsonKind::Object if level >= moment.levels => self.deep += 1,
            JsonKind::Array => self.arrays.get_or_insert_default().observe(value, level, moment),
            JsonKind::Object => self.objects.get_or_insert_default().observe(value, level, moment),
        }
    }

    /// Adds what was seen elsewhere; `numbers` are those of its sources in `sources`.
    pub fn merge(&mut self, other: Self, numbers: &[u32], sources: &Sources) {
        self.count += other.count;
        self.nulls += other.nulls;
        self.trues += other.trues;
        self.falses += other.falses;
        self.deep += other.deep;
        if let Some(mut seen) = other.seen {
            let number = numbers.get(seen.first.source as usize);
            seen.first.source = number.copied().unwrap_or(seen.first.source);
            match &mut self.seen {
                Some(own) => own.merge(seen, sources),
                None => self.seen = Some(seen),
            }
        }
        if let Some(numbers) = other.numbers {
            self.numbers.get_or_insert_default().merge(&numbers);
        }
        if let Some(texts) = other.texts {
            self.texts.get_or_insert_default().merge(*texts);
        }
        if let Some(arrays) = other.arrays {
            self.arrays.get_or_insert_default().merge(*arrays, numbers, sources);
        }
        if let Some(objects) = other.objects {
            self.objects.get_or_insert_default().merge(*objects, numbers, sources);
        }
    }
}

impl Arrays {
    fn observe(&mut self, array: Value<'_>, level: usize, moment: &Moment<'_>) {
        let mut items = 0;
        for item in array.items() {
            self.items.observe(item, level + 1, moment);
            items += 1;
        }
        self.count += 1;
        self.empty += u64::from(items == 0);
        self.longest = self.longest.max(items);
    }

    fn merge(&mut self, other: Self, numbers: &[u32], sources: &Sources) {
        self.count += other.count;
        self.empty += other.empty;
        self.longest = self.longest.max(other.longest);
        self.items.merge(other.items, numbers, sources);
    }
}

impl Objects {
    fn observe(&mut self, object: Value<'_>, level: usize, moment: &Moment<'_>) {
        self.count += 1;
        self.empty += u64::from(object.is_empty_container());
        let (mark, mut expected) = (self.count, 0);
        let before = self.members.len();
        let mut has_tag = false;
        for (rank, (key, value)) in object.members().enumerate() {
            let Some(place) = self.member(key, expected) else {
                self.data.observe(value, level + 1, moment);
                self.bound(moment.sources);
                continue;
            };
            expected = place + 1;
            let Some(member) = self.members.get_mut(place) else { continue };
            if member.mark != mark {
                member.mark = mark;
                member.objects += 1;
                member.rank += rank as u64;
            }
            has_tag |= member.is_tag;
            member.node.observe(value, level + 1, moment);
            if self.members.len() > MOST_KEYS {
                self.bound(moment.sources);
            }
        }
        if self.members.len() > before {
            moment.grown.set(moment.grown.get() + self.members.len() - before);
        }
        // What a whole payload is, is said by the name of its event.
        if has_tag && level > 0 && !self.collapsed {
            self.outline(object);
        }
    }

    /// Adds an outline of an object to those of the words that say what it is.
    #[inline(never)]
    fn outline(&mut self, object: Value<'_>) {
        for member in self.members.iter().filter(|member| member.is_tag) {
            let word = object.get(&member.name).and_then(Value::text);
            if let Some(word) = word.filter(|text| is_word(text)) {
                self.tags.get_or_insert_default().observe(&member.name, &word, object);
            }
        }
    }

    /// The place of the member that a key names: senders keep the order, so that the expected one is tried first. None
    /// where the name is data.
    fn member(&mut self, key: Value<'_>, expected: usize) -> Option<usize> {
        if self.members.get(expected).is_some_and(|member| key.is_text(&member.name)) {
            return Some(expected);
        }
        if self.collapsed {
            return None;
        }
        let name = key.text()?;
        let known = |member: &Member| *member.name == *name;
        let after = self.members.iter().skip(expected).position(known).map(|place| expected + place);
        let found = after.or_else(|| self.members.iter().take(expected).position(known));
        if found.is_some() {
            return found;
        }
        if says_nothing(&name) {
            return None;
        }
        self.members.push(Member::new(name.into(), 0, 0, Node::default()));
        Some(self.members.len() - 1)
    }

    /// More names than an object can have are data.
    fn bound(&mut self, sources: &Sources) {
        if self.members.len() > MOST_KEYS {
            self.collapse(sources);
        }
    }

    /// Takes the names of all members for data.
    pub(super) fn collapse(&mut self, sources: &Sources) {
        self.collapsed = true;
        self.tags = None;
        for member in std::mem::take(&mut self.members) {
            self.data.merge(member.node, &[], sources);
        }
    }

    fn merge(&mut self, other: Self, numbers: &[u32], sources: &Sources) {
        self.count += other.count;
        self.empty += other.empty;
        self.data.merge(other.data, numbers, sources);
        if let Some(tags) = other.tags {
            self.tags.get_or_insert_default().merge(*tags);
        }
        let mut expected = 0;
        for member in other.members {
            let is_same = |own: &Member| own.name == member.name;
            let place = if self.members.get(expected).is_some_and(is_same) {
                Some(expected)
            } else {
                self.members.iter().position(is_same)
            };
            if let Some(own) = place.and_then(|place| self.members.get_mut(place)) {
                own.objects += member.objects;
                own.rank += member.rank;
                own.node.merge(member.node, numbers, sources);
                expected = place.map_or(0, |place| place + 1);
                continue;
            }
            // The sources of a node have the numbers of the list that it came with.
            let mut node = Node::default();
            node.merge(member.node, numbers, sources);
            self.members.push(Member::new(member.name, member.objects, member.rank, node));
            expected = self.members.len();
        }
        if other.collapsed || self.collapsed || self.members.len() > MOST_KEYS {
            self.collapse(sources);
        }
    }

    /// The members by name.
    #[must_use]
    pub fn by_name(&self) -> Vec<&Member> {
        let mut members: Vec<&Member> = self.members.iter().collect();
        members.sort_by(|one, other| one.name.cmp(&other.name));
        members
    }

    /// The members in the order in which senders write them.
    #[must_use]
    pub fn in_order(&self) -> Vec<&Member> {
        let mut members = self.by_name();
        members.sort_by_key(|member| member.place());
        members
    }
}

/// Whether a member's name says nothing of its object: it is data, or opens something.
#[must_use]
pub(super) fn says_nothing(name: &str) -> bool {
    is_data(name) || tells_a_secret(name)
}

/// How many digits a name may have: more are an id or a day.
const MOST_DIGITS: usize = 4;
/// How long a name may be, in bytes.
const LONGEST_NAME: usize = 80;

/// Whether a member's name is data by its looks alone: an id, a day, an address, words of a person.
#[must_use]
pub fn is_data(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    digits > MOST_DIGITS
        || name.is_empty()
        || name.len() > LONGEST_NAME
        || !name.contains(|sign: char| sign.is_alphabetic() || sign == '_' || sign == '$')
        || name.contains(|sign: char| sign.is_whitespace() || sign.is_control())
        || name.get(1..).is_some_and(|rest| rest.contains('@'))
        || name.contains("//")
}
