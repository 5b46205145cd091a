//! Which record of one side is which of the other: by what tells it from others, not by where it stands.

use std::borrow::Borrow;
use std::collections::HashMap;

/// What two records have in common that are compared, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PairedBy {
    /// The id of the delivery, from a header.
    DeliveryId,
    /// The id of the event, from the body.
    EventId,
    /// What the whole body says.
    Content,
    /// The event, the id of what it is about, and when it happened.
    EntityAndTime,
    /// The event and the id of what it is about.
    Entity,
    /// The path below a directory.
    Path,
    /// Their order, among those of one event that nothing else tells apart.
    Order,
}

impl PairedBy {
    /// Every way, the surest first.
    pub const ALL: &'static [Self] = &[
        Self::DeliveryId,
        Self::EventId,
        Self::Content,
        Self::EntityAndTime,
        Self::Entity,
        Self::Path,
        Self::Order,
    ];

    /// `event id`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::DeliveryId => "delivery id",
            Self::EventId => "event id",
            Self::Content => "content",
            Self::EntityAndTime => "event, entity and time",
            Self::Entity => "event and entity",
            Self::Path => "path",
            Self::Order => "order",
        }
    }
}

/// What tells a record from others. What is not known of it is none, and pairs it with nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// Which event it is, or what else it is called.
    pub event: String,
    /// The id of the delivery.
    pub delivery: Option<String>,
    /// The id of the event, unique within a provider.
    pub event_id: Option<String>,
    /// What is the same for bodies that mean the same.
    pub content: Option<String>,
    /// The id of what the event is about, unique within the event.
    pub entity: Option<String>,
    /// When it happened.
    pub time: Option<String>,
    /// The path below a directory.
    pub path: Option<String>,
    /// Whether it is the only record at its path.
    pub is_alone: bool,
}

/// What two records have to have in common to be paired one way; and their path, where that counts.
type Key<'i> = ([&'i str; 3], Option<&'i str>);

impl Identity {
    fn key(&self, by: PairedBy) -> Option<[&str; 3]> {
        let (event, entity) = (self.event.as_str(), self.entity.as_deref());
        Some(match by {
            PairedBy::DeliveryId => [self.delivery.as_deref()?, "", ""],
            PairedBy::EventId => [event, self.event_id.as_deref()?, ""],
            PairedBy::Content => [self.content.as_deref()?, "", ""],
            PairedBy::EntityAndTime => [event, entity?, self.time.as_deref()?],
            PairedBy::Entity => [event, entity?, ""],
            PairedBy::Path => [self.path.as_deref().filter(|_| self.is_alone)?, "", ""],
            PairedBy::Order => {
                let is_told = self.event_id.is_some() || self.entity.is_some() || self.delivery.is_some();
                if is_told {
                    return None;
                }
                [self.path.as_deref().unwrap_or_default(), event, ""]
            }
        })
    }

    /// How many bytes of memory it takes, more or less.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let Self { event, delivery, event_id, content, entity, time, path, is_alone: _ } = self;
        let texts = [delivery, event_id, content, entity, time, path];
        size_of::<Self>() + event.len() + texts.into_iter().flatten().map(String::len).sum::<usize>()
    }
}

/// Records of two sides, by their indices. Every record is in exactly one of the lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairing {
    /// One of the first side, one of the second, and why; in the order of the first.
    pub pairs: Vec<(usize, usize, PairedBy)>,
    /// Only on the first side, in order.
    pub removed: Vec<usize>,
    /// Only on the second, in order.
    pub added: Vec<usize>,
}

fn key(identity: &Identity, by: PairedBy, with_path: bool) -> Option<Key<'_>> {
    let path = if with_path { Some(identity.path.as_deref()?) } else { None };
    Some((identity.key(by)?, path))
}

/// Pairs the records of two sides: what is surest comes first, and of several that are alike the first with the first. Of
/// those that are alike in directories, those at the same path come first.
#[must_use]
pub fn pair<I: Borrow<Identity>>(a: &[I], b: &[I]) -> Pairing {
    let mut partner: Vec<Option<(usize, PairedBy)>> = vec![None; a.len()];
    let mut taken = vec![false; b.len()];
    let have_paths = a.iter().any(|identity| identity.borrow().path.is_some());
    // Of each record of the second side the next one with the same key.
    let mut next: Vec<Option<usize>> = vec![None; b.len()];
    let rounds: &[bool] = if have_paths { &[true, false] } else { &[false] };
    for by in PairedBy::ALL.iter().copied() {
        for with_path in rounds.iter().copied() {
            let mut first: HashMap<Key<'_>, Option<usize>> = HashMap::new();
            for ((index, identity), next) in b.iter().enumerate().zip(&mut next).rev() {
                if taken.get(index) == Some(&false)
                    && let Some(key) = key(identity.borrow(), by, with_path)
                {
                    *next = first.insert(key, Some(index)).flatten();
                }
            }
            if first.is_empty() {
                continue;
            }
            for (identity, partner) in a.iter().zip(&mut partner).filter(|(_, partner)| partner.is_none()) {
                let first = key(identity.borrow(), by, with_path).and_then(|key| first.get_mut(&key));
                let Some(first) = first else { continue };
                if let Some(other) = *first {
                    *first = next.get(other).copied().flatten();
                    if let Some(taken) = taken.get_mut(other) {
                        *taken = true;
                    }
                    *partner = Some((other, by));
                }
            }
        }
    }
    let mut pairing = Pairing::default();
    for (index, partner) in partner.into_iter().enumerate() {
        match partner {
            Some((other, by)) => pairing.pairs.push((index, other, by)),
            None => pairing.removed.push(index),
        }
    }
    pairing.added = (0..b.len()).filter(|index| taken.get(*index) == Some(&false)).collect();
    pairing
}
