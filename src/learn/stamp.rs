//! When and where something was seen, in a form of which the first and the last do not depend on the order of work.

use std::cmp::Ordering;

/// The names of sources, each with a number that stands for it.
#[derive(Debug, Clone, Default)]
pub struct Sources(Vec<Box<str>>);

impl Sources {
    /// The number of a source.
    pub fn number(&mut self, name: &str) -> u32 {
        // Work goes on in the source that came last.
        let known = self.0.iter().rposition(|one| **one == *name);
        let place = known.unwrap_or_else(|| {
            self.0.push(name.into());
            self.0.len() - 1
        });
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    /// The name that a number stands for.
    #[must_use]
    pub fn name(&self, number: u32) -> &str {
        self.0.get(number as usize).map_or("", |name| name)
    }

    /// All names, in the order of their numbers.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|name| &**name)
    }

    /// The numbers that the sources of another list have in this one.
    pub fn take_in(&mut self, other: &Self) -> Vec<u32> {
        other.0.iter().map(|name| self.number(name)).collect()
    }
}

/// When and where a record was: its own time, and its first line. Those without a time come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Milliseconds since 1970, by the payload's own clock.
    pub time: Option<i64>,
    /// The number of the source.
    pub source: u32,
    /// The line in it, from 1.
    pub line: u32,
}

impl Stamp {
    /// Which of two comes first: by time, then by name and line.
    #[must_use]
    pub fn compare(&self, other: &Self, sources: &Sources) -> Ordering {
        let by_time = match (self.time, other.time) {
            (Some(own), Some(other)) => own.cmp(&other),
            (own, other) => own.is_none().cmp(&other.is_none()),
        };
        by_time.then_with(|| self.compare_place(other, sources))
    }

    fn compare_place(&self, other: &Self, sources: &Sources) -> Ordering {
        if self.source == other.source {
            return self.line.cmp(&other.line);
        }
        sources.name(self.source).cmp(sources.name(other.source)).then(self.line.cmp(&other.line))
    }
}

/// The first and the last time that something was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The first, with its place.
    pub first: Stamp,
    /// The time of the last, of those that have one.
    pub last: Option<i64>,
}

impl Seen {
    /// Seen once.
    #[must_use]
    pub const fn once(stamp: Stamp) -> Self {
        Self { first: stamp, last: stamp.time }
    }

    /// Seen once more.
    #[inline]
    pub fn again(&mut self, stamp: Stamp, sources: &Sources) {
        if stamp.compare(&self.first, sources) == Ordering::Less {
            self.first = stamp;
        }
        self.last = self.last.max(stamp.time);
    }

    /// Seen at all of these times. The sources of both have numbers of one list.
    pub fn merge(&mut self, other: Self, sources: &Sources) {
        self.again(other.first, sources);
        self.last = self.last.max(other.last);
    }
}
