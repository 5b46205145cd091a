//! Which members objects have and of which kinds their values are, a few levels deep: counts that add up.

use super::tree::{Node, Objects, says_nothing};
use crate::json::{JsonKind, Value};

/// How many levels below an object are looked into.
const LEVELS: usize = 2;
/// How many places an outline may have. One that has more tells nothing.
pub(super) const MOST_PLACES: usize = 128;

/// A set of kinds of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds(u8);

impl Kinds {
    /// The kinds that are told apart, with the words that files have for them.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self(1), "null"),
        (Self(2), "boolean"),
        (Self(4), "number"),
        (Self(8), "string"),
        (Self(16), "array"),
        (Self(32), "object"),
    ];
    /// `null` alone.
    pub const NULL: Self = Self(1);

    const fn of(kind: JsonKind) -> Self {
        match kind {
            JsonKind::Null => Self(1),
            JsonKind::True | JsonKind::False => Self(2),
            JsonKind::Number => Self(4),
            JsonKind::String => Self(8),
            JsonKind::Array => Self(16),
            JsonKind::Object => Self(32),
        }
    }

    /// Those of the values that stood at a place.
    #[must_use]
    pub fn at(node: &Node) -> Self {
        let seen = [
            node.nulls > 0,
            node.trues + node.falses > 0,
            node.numbers.is_some(),
            node.texts.is_some(),
            node.arrays.is_some(),
            node.objects.is_some(),
        ];
        Self::ALL
            .into_iter()
            .zip(seen)
            .filter(|(_, seen)| *seen)
            .fold(Self(0), |all, ((kind, _), _)| all.or(kind))
    }

    /// Both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that are not in the other set.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether all of the other set are in this one.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// What stands at a place, in outline.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// How many values there are.
    pub count: u64,
    /// How many of them are objects.
    pub objects: u64,
    /// The kinds of the values.
    pub kinds: Kinds,
    /// The members of the objects, by name.
    pub members: Vec<Outlined>,
    /// The items of the arrays.
    pub items: Option<Box<Self>>,
}

/// A member in an outline.
#[derive(Debug, Clone)]
pub struct Outlined {
    /// Its name.
    pub name: Box<str>,
    /// How many objects have it.
    pub objects: u64,
    /// In which object it was seen last, so that one that stands there twice counts once.
    mark: u64,
    /// What it holds.
    pub outline: Outline,
}

impl Outlined {
    /// A member that was seen elsewhere.
    #[must_use]
    pub const fn new(name: Box<str>, objects: u64, outline: Outline) -> Self {
        Self { name, objects, mark: 0, outline }
    }
}

impl Outline {
    /// A value was seen. Says whether it has places that are new. Recurses on the levels of an outline.
    pub(super) fn observe(&mut self, value: Value<'_>) -> bool {
        self.observe_within(value, LEVELS)
    }

    fn observe_within(&mut self, value: Value<'_>, levels: usize) -> bool {
        let mut grows = false;
        self.count += 1;
        let kind = value.kind();
        self.kinds = self.kinds.or(Kinds::of(kind));
        match kind {
            JsonKind::Array if levels > 0 => {
                for item in value.items() {
                    grows |= self.items.is_none();
                    grows |= self.items.get_or_insert_default().observe_within(item, levels - 1);
                }
            }
            JsonKind::Object if levels > 0 => grows |= self.observe_members(value, levels - 1),
            _ => {}
        }
        grows
    }

    fn observe_members(&mut self, object: Value<'_>, levels: usize) -> bool {
        let before = self.members.len();
        let mut grows = false;
        self.objects += 1;
        let (mark, mut expected) = (self.objects, 0);
        for (key, value) in object.members() {
            let is_next = self.members.get(expected).is_some_and(|part| key.is_text(&part.name));
            let place = if is_next { Some(expected) } else { self.place(key) };
            let Some(part) = place.and_then(|place| self.members.get_mut(place)) else { continue };
            expected = place.map_or(0, |place| place + 1);
            grows |= part.outline.observe_within(value, levels);
            if part.mark != mark {
                part.mark = mark;
                part.objects += 1;
            }
        }
        grows || self.members.len() > before
    }

    fn place(&mut self, key: Value<'_>) -> Option<usize> {
        let name = key.text()?;
        let known = self.members.iter().position(|part| *part.name == *name);
        if known.is_some() || says_nothing(&name) || self.members.len() > MOST_PLACES {
            return known;
        }
        self.members.push(Outlined::new(name.into(), 0, Self::default()));
        Some(self.members.len() - 1)
    }

    /// Adds what was seen elsewhere.
    pub(super) fn merge(&mut self, other: Self) {
        self.count += other.count;
        self.objects += other.objects;
        self.kinds = self.kinds.or(other.kinds);
        if let Some(items) = other.items {
            self.items.get_or_insert_default().merge(*items);
        }
        for part in other.members {
            match self.members.iter_mut().find(|own| own.name == part.name) {
                Some(own) => {
                    own.objects += part.objects;
                    own.outline.merge(part.outline);
                }
                None => self.members.push(part),
            }
        }
    }

    /// How many places it has.
    pub(super) fn places(&self) -> usize {
        let below = self.members.iter().map(|part| part.outline.places()).sum::<usize>();
        1 + below + self.items.as_ref().map_or(0, |items| items.places())
    }

    /// Leaves out what the tree of places does not have: names that were found to be data.
    pub(super) fn prune(&mut self, objects: &Objects) {
        self.members.retain_mut(|part| {
            let member = objects.members.iter().find(|member| member.name == part.name);
            member.is_some_and(|member| {
                part.outline.prune_at(&member.node);
                true
            })
        });
    }

    fn prune_at(&mut self, node: &Node) {
        match &node.objects {
            Some(objects) => self.prune(objects),
            None => self.members.clear(),
        }
        if let (Some(items), Some(arrays)) = (&mut self.items, &node.arrays) {
            items.prune_at(&arrays.items);
        }
    }
}
