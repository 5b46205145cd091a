//! From names to events and providers.

use rustc_hash::FxHashMap;

use super::{NameError, Registry};
use crate::model::{EventRef, Provider, nearest};

impl<'m> Registry<'m> {
    /// The event that a name stands for: `PROVIDER/EVENT`, or the event's name alone where one provider has it.
    ///
    /// # Errors
    ///
    /// No event has this name, or several have.
    pub fn event(&self, name: &str) -> Result<EventRef<'m>, NameError> {
        let places = self.by_name().get(name).map(Vec::as_slice).unwrap_or_default();
        let mut found = places.iter().filter_map(|place| self.events().get(*place)).copied();
        match (found.next(), places.len()) {
            (Some(event), 1) => Ok(event),
            (Some(first), _) => {
                let mut ids: Vec<String> = std::iter::once(first).chain(found).map(EventRef::id).collect();
                ids.sort();
                Err(NameError::Ambiguous { name: name.to_owned(), ids })
            }
            (None, _) => {
                let ids: Vec<String> = self.events().iter().copied().map(EventRef::id).collect();
                let names = self.events().iter().map(|event| event.event.name);
                let near = nearest(name, ids.iter().map(String::as_str).chain(names)).map(str::to_owned);
                Err(NameError::Unknown { name: name.to_owned(), near })
            }
        }
    }

    /// Whether a name stands for one event.
    #[must_use]
    pub fn names_event(&self, name: &str) -> bool {
        self.by_name().get(name).is_some_and(|places| places.len() == 1)
    }

    fn by_name(&self) -> &FxHashMap<String, Vec<usize>> {
        self.by_name.get_or_init(|| {
            let mut by_name: FxHashMap<String, Vec<usize>> = FxHashMap::default();
            for (place, event) in self.events().iter().enumerate() {
                for name in event.names() {
                    by_name.entry(name).or_default().push(place);
                }
            }
            by_name
        })
    }

    /// Every name that stands for one event, sorted.
    #[must_use]
    pub fn event_names(&self) -> Vec<&str> {
        let single = self.by_name().iter().filter(|(_, places)| places.len() == 1);
        let mut names: Vec<&str> = single.map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names
    }

    /// The provider of an id, in upper or lower case.
    ///
    /// # Errors
    ///
    /// No provider has it.
    pub fn provider(&self, id: &str) -> Result<&'m Provider<'m>, NameError> {
        let found = self.providers.iter().find(|provider| provider.id.eq_ignore_ascii_case(id));
        found.copied().ok_or_else(|| {
            let near = nearest(id, self.providers.iter().map(|provider| provider.id));
            NameError::Unknown { name: id.to_owned(), near: near.map(str::to_owned) }
        })
    }
}
