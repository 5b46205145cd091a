//! Bodies that hold a list of events: where the lists are, and whose.

use super::index::Index;
use super::{Doubt, Identification};
use crate::json::{JsonKind, Value};
use crate::model::conditions::at;
use crate::model::event::EventRef;
use crate::model::path::Path;

/// The versions whose deliveries hold a list of events at a place.
#[derive(Debug)]
pub(super) struct Lists<'m> {
    pub(super) path: Path<'m>,
    /// One event of each version.
    pub(super) versions: Vec<EventRef<'m>>,
}

/// A list in a body where some versions have their events.
#[derive(Debug, Clone, Copy)]
pub struct EventList<'i, 'v, 'm> {
    /// The list.
    pub list: Value<'v>,
    pub(super) versions: &'i [EventRef<'m>],
}

impl<'m> EventList<'_, '_, 'm> {
    /// Whether one of the versions is that of an event.
    #[must_use]
    pub fn is_of(&self, event: EventRef<'m>) -> bool {
        self.is_of_version(event.provider.id, event.version.id)
    }

    /// Whether an answer is an event of one of the versions, known or unknown.
    #[must_use]
    pub fn holds(&self, identification: &Identification<'m>) -> bool {
        match identification {
            Identification::Identified { model, .. } => self.is_of(*model),
            Identification::Ambiguous { candidates, doubt: Doubt::Equal } => {
                candidates.iter().any(|model| self.is_of(*model))
            }
            Identification::UnknownEvent { provider, version, .. } => {
                self.is_of_version(provider.id, version.id)
            }
            Identification::Ambiguous { .. } | Identification::Unknown { .. } => false,
        }
    }

    fn is_of_version(&self, provider: &str, version: &str) -> bool {
        self.versions.iter().any(|one| one.provider.id == provider && one.version.id == version)
    }
}

impl<'m> Index<'m> {
    /// The lists in a body where some versions have their events.
    pub fn lists<'i, 'v>(
        &'i self,
        root: Value<'v>,
    ) -> impl Iterator<Item = EventList<'i, 'v, 'm>> + use<'i, 'v, 'm> {
        self.lists.iter().filter_map(move |Lists { path, versions }| {
            let list = at(root, path).filter(|list| list.kind() == JsonKind::Array)?;
            Some(EventList { list, versions })
        })
    }

    /// Notes where the deliveries of an event's version hold a list of events.
    pub(super) fn add_list(&mut self, event: EventRef<'m>) {
        let Some(path) = event.version.naming.items else { return };
        match self.lists.iter_mut().find(|lists| lists.path == path) {
            Some(lists) => lists.versions.push(event),
            None => self.lists.push(Lists { path, versions: vec![event] }),
        }
    }
}
