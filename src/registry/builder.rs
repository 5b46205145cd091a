//! How a registry is made, and what it refuses.

use std::sync::OnceLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::error::RegistryError;
use super::{Registry, sensitive};
use crate::model::{EventRef, Index, Path, Provider, Signal, Version};
use crate::providers::PROVIDERS;

/// Gathers providers for a [`Registry`].
#[derive(Debug, Default)]
pub struct RegistryBuilder<'m> {
    providers: Vec<&'m Provider<'m>>,
}

impl<'m> RegistryBuilder<'m> {
    /// Adds the providers that are built in.
    #[must_use]
    pub fn builtin(mut self) -> Self {
        self.providers.extend_from_slice(PROVIDERS);
        self
    }

    /// Adds a provider.
    #[must_use]
    pub fn provider(mut self, provider: &'m Provider<'m>) -> Self {
        self.providers.push(provider);
        self
    }

    /// Takes out what has this id so far: something else takes its place.
    #[must_use]
    pub fn without(mut self, id: &str) -> Self {
        self.providers.retain(|provider| provider.id != id);
        self
    }

    /// The registry.
    ///
    /// # Errors
    ///
    /// Two providers of one id, one name for two events of a provider, an event that repeats its own name, a signal that
    /// no event answers.
    pub fn build(self) -> Result<Registry<'m>, RegistryError> {
        let Self { providers } = self;
        let mut ids = FxHashMap::default();
        for provider in &providers {
            if let Some(first) = ids.insert(provider.id, *provider) {
                return Err(RegistryError::ProviderTwice {
                    id: provider.id.to_owned(),
                    first: first.name.to_owned(),
                    second: provider.name.to_owned(),
                });
            }
        }
        let events: Vec<EventRef<'m>> = providers.iter().flat_map(|provider| provider.events()).collect();
        let mut own: FxHashMap<(&'m str, &'m str), EventRef<'m>> =
            FxHashMap::with_capacity_and_hasher(events.len(), FxBuildHasher);
        for event in events.iter().copied() {
            for name in event.bare_names() {
                if let Some(first) = own.insert((event.provider.id, name), event) {
                    return Err(taken(name, first, event));
                }
            }
        }
        for provider in &providers {
            provider.versions.iter().try_for_each(|version| answered(provider, version))?;
        }
        let sensitive_names = sensitive::names(&events);
        Ok(Registry { providers, index: Index::new(events), by_name: OnceLock::new(), sensitive_names })
    }
}

fn taken(name: &str, first: EventRef<'_>, second: EventRef<'_>) -> RegistryError {
    if std::ptr::eq(first.event, second.event) {
        return RegistryError::OwnNameTwice { event: first.id(), name: name.to_owned() };
    }
    let of = |event: EventRef<'_>| format!("{} of {}", event.event.name, event.version.id);
    let name = format!("{}/{name}", first.provider.id);
    RegistryError::NameTwice { name, first: of(first), second: of(second) }
}

/// Every signal of a version has an event that answers it, and every shape a signal that asks for it.
fn answered(provider: &Provider<'_>, version: &Version<'_>) -> Result<(), RegistryError> {
    let signals = version.naming.signals;
    let unanswered = |signal: String| RegistryError::Unanswered {
        version: format!("{} {}", provider.id, version.id),
        signal,
    };
    for signal in signals {
        let is_empty = match *signal {
            Signal::Shape => version.events.iter().all(|event| event.shapes.is_empty()),
            Signal::Body(path) | Signal::HeaderAndBody { path, .. } if path.is_empty() => true,
            Signal::Joined { parts, .. } if parts.iter().all(|path| path.is_empty()) => true,
            _ => version.events.is_empty(),
        };
        if is_empty {
            return Err(unanswered(in_words(signal)));
        }
    }
    match version.events.iter().find(|event| !event.shapes.is_empty()) {
        Some(event) if !signals.contains(&Signal::Shape) => Err(RegistryError::Unasked {
            event: format!("{}/{}", provider.id, event.name),
            version: version.id.to_owned(),
        }),
        _ => Ok(()),
    }
}

/// A signal as the error names it.
fn in_words(signal: &Signal<'_>) -> String {
    let dotted = |path: &Path<'_>| path.join(".");
    match signal {
        Signal::Body(path) => format!("the member {}", dotted(path)),
        Signal::Joined { parts, .. } => {
            format!("the members {}", parts.iter().map(dotted).collect::<Vec<_>>().join(" and "))
        }
        Signal::Header(header) => format!("the header {header}"),
        Signal::HeaderAndBody { header, path, .. } => {
            format!("the header {header} with the member {}", dotted(path))
        }
        Signal::Shape => "the shape".to_owned(),
    }
}
