//! Every provider that a run knows, built in or brought by the user: ids, names and indexes in one place.
//!
//! Providers are borrowed: those that are built in for good, others from wherever the caller keeps them, such as an
//! arena. In which order they were registered decides nothing but the order in which they are listed.

mod builder;
mod error;
mod names;
mod sensitive;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

pub use builder::RegistryBuilder;
pub use error::{NameError, RegistryError};

use crate::json::Document;
use crate::model::{
    EventList, EventRef, Examination, Hints, Identification, Index, Provider, Question, Sensitivity, examine,
};

/// The providers of a run and their events.
#[derive(Debug)]
pub struct Registry<'m> {
    providers: Vec<&'m Provider<'m>>,
    index: Index<'m>,
    /// The places of the events of each name and other name, with and without their provider; once a name is asked for.
    by_name: OnceLock<FxHashMap<String, Vec<usize>>>,
    /// The names of fields that are not public.
    sensitive_names: BTreeMap<&'m str, Sensitivity>,
}

impl<'m> Registry<'m> {
    /// A registry without providers, to be filled.
    #[must_use]
    pub fn builder() -> RegistryBuilder<'m> {
        RegistryBuilder::default()
    }

    /// The built-in providers alone.
    ///
    /// # Errors
    ///
    /// A fault in their tables; a test sees to it that there is none.
    pub fn built_in() -> Result<Self, RegistryError> {
        Self::builder().builtin().build()
    }

    /// The providers, in the order in which they were registered.
    #[must_use]
    pub fn providers(&self) -> &[&'m Provider<'m>] {
        &self.providers
    }

    /// Every event of every provider, in order.
    #[must_use]
    pub fn events(&self) -> &[EventRef<'m>] {
        self.index.events()
    }

    /// The names of all fields that are not public, as the models write them, and who must not see them at the strictest.
    #[must_use]
    pub const fn sensitive_names(&self) -> &BTreeMap<&'m str, Sensitivity> {
        &self.sensitive_names
    }

    /// Which event a payload is, with the evidence.
    #[must_use]
    pub fn identify(&self, document: Document<'_>, hints: &Hints<'m>) -> Identification<'m> {
        self.index.identify(document, hints)
    }

    /// The lists in a payload where some providers have their events.
    pub fn event_lists<'r, 'v>(
        &'r self,
        document: Document<'v>,
    ) -> impl Iterator<Item = EventList<'r, 'v, 'm>> + use<'r, 'v, 'm> {
        self.index.lists(document.root())
    }

    /// Which event a payload is, and what is wrong with it.
    #[must_use]
    pub fn examine(&self, document: Document<'_>, question: &Question<'m>) -> Examination<'m> {
        examine(self.identify(document, &question.hints), document, question)
    }

    /// The events that a path names: the part nearest to the file decides, and in it the longest name. Separators are
    /// interchangeable, so `affiliate-new`, `affiliate.new` and `affiliate_new` are one.
    #[must_use]
    pub fn named_in_path(&self, path: &str) -> Vec<EventRef<'m>> {
        self.index.named_in_path(path)
    }

    /// Notes what a header of the request says of its event and its sender.
    pub fn read_header(&self, hints: &mut Hints<'m>, name: &str, value: &str) {
        self.index.read_header(hints, name, value);
    }
}
