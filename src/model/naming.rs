//! By what the deliveries of a provider are told: where they name their event, and what all of them hold.

use super::path::Path;
use crate::json::Value;

/// By what the deliveries of one version are told.
#[derive(Debug, Clone, Copy)]
pub struct Naming<'m> {
    /// Where a delivery says which event it is. Each is evidence of its own; their order means nothing.
    pub signals: &'m [Signal<'m>],
    /// What the body of every delivery holds besides, whatever the event.
    pub envelope: &'m [Path<'m>],
    /// How many of `envelope` must be there before a known name is believed.
    pub known_needs: usize,
    /// How many must be there before an unknown name is called a new event of this provider, or before a body without a
    /// name counts as one of its deliveries.
    pub unknown_needs: usize,
    /// The list in the body whose items are events, where a delivery may hold several.
    pub items: Option<Path<'m>>,
}

/// One place where a delivery says which event it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal<'m> {
    /// A member of the body holds the name.
    Body(Path<'m>),
    /// Several members of the body make up the name.
    Joined {
        /// Where its parts stand.
        parts: &'m [Path<'m>],
        /// What stands between them in the name.
        separator: &'m str,
    },
    /// A header of the request holds the name. It is no proof: the body has to agree.
    Header(&'m str),
    /// A header and a member of the body make up the name; the header alone where the body lacks the member.
    HeaderAndBody {
        /// The header.
        header: &'m str,
        /// The member.
        path: Path<'m>,
        /// What stands between them in the name.
        separator: &'m str,
    },
    /// The body names nothing: each event's [`Shape`]s decide.
    Shape,
}

impl<'m> Naming<'m> {
    /// Told by the shape of the body alone.
    pub const SHAPE: Self =
        Self { signals: &[Signal::Shape], envelope: &[], known_needs: 0, unknown_needs: 0, items: None };

    /// The member of the body that holds the name, or its first part.
    #[must_use]
    pub fn name_path(&self) -> Option<Path<'m>> {
        self.signals.iter().find_map(|signal| match *signal {
            Signal::Body(path) => Some(path),
            Signal::Joined { parts, .. } => parts.first().copied(),
            Signal::Header(_) | Signal::HeaderAndBody { .. } | Signal::Shape => None,
        })
    }
}

impl<'m> Naming<'m> {
    /// What the body of an event of this name holds where its name stands.
    #[must_use]
    pub fn written<'n>(&self, name: &'n str) -> Vec<(Path<'m>, &'n str)> {
        let mut written = Vec::new();
        for signal in self.signals {
            match *signal {
                Signal::Body(path) => written.push((path, name)),
                Signal::Joined { parts, separator } => {
                    written.extend(parts.iter().copied().zip(name.splitn(parts.len(), separator)));
                }
                Signal::HeaderAndBody { path, separator, .. } => {
                    written.extend(name.split_once(separator).map(|(_, part)| (path, part)));
                }
                Signal::Header(_) | Signal::Shape => {}
            }
        }
        written
    }

    /// What the body of an event with these names holds where they stand. Nothing where several signals may name an event,
    /// so that none of them has to.
    #[must_use]
    pub fn names_in_body<'n>(&self, all: impl Iterator<Item = &'n str>) -> Vec<(Path<'m>, Vec<&'n str>)> {
        let reads = |signal: &&Signal<'_>| !matches!(signal, Signal::Header(_) | Signal::Shape);
        let mut names: Vec<(Path<'m>, Vec<&'n str>)> = Vec::new();
        if self.signals.iter().filter(reads).count() != 1 {
            return names;
        }
        for (path, part) in all.flat_map(|name| self.written(name)) {
            match names.iter_mut().find(|(known, _)| *known == path) {
                Some((_, parts)) if parts.contains(&part) => {}
                Some((_, parts)) => parts.push(part),
                None => names.push((path, vec![part])),
            }
        }
        names
    }
}

/// A test on the keys at the top of a payload; an event fits when one of its shapes does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shape<'m> {
    /// All of these are there.
    pub all: &'m [&'m str],
    /// At least this many of `any` are there.
    pub at_least: usize,
    /// The keys of which `at_least` are needed.
    pub any: &'m [&'m str],
    /// None of these is there.
    pub none: &'m [&'m str],
    /// Each member named here, where it is text, is one of these words.
    pub words: &'m [(&'m str, &'m [&'m str])],
    /// Whether it may have other keys.
    pub others: Others,
}

/// The keys of a payload that its shape does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Others {
    /// Any may be there.
    Allowed,
    /// None: the keys of `all` and `any` are all there are. For keys that tell little without the rest of a payload.
    Excluded,
}

impl Shape<'_> {
    /// Whether it names a key, among those that have to be there or may.
    fn names(&self, key: Value<'_>) -> bool {
        key.text().is_some_and(|key| self.all.iter().chain(self.any).any(|one| *one == key))
    }

    /// Whether an object has this shape.
    pub(super) fn matches(&self, root: Value<'_>) -> bool {
        let has = |key: &&str| root.get(key).is_some();
        self.all.iter().all(has)
            && (self.at_least == 0
                || self.any.iter().filter(|key| has(key)).take(self.at_least).count() == self.at_least)
            && !self.none.iter().any(has)
            && (self.others == Others::Allowed || root.members().all(|(key, _)| self.names(key)))
            && self.words.iter().all(|(key, words)| match root.get(key) {
                Some(value) => value.text().is_some_and(|text| words.contains(&&*text)),
                None => true,
            })
    }
}
