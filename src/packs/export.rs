//! From a provider to the files of a folder that a person can edit: the manifest, one schema an event, its sample.

use std::collections::{BTreeMap, BTreeSet};

use super::file_names::file_names;
use super::manifest::{Files, write};
use super::open::MANIFEST;
use super::publish::event_schema;
use super::terms::Terms;
use crate::model::{EventRef, KnownValues, Provider, Version, body_schema};

/// The files of a provider as a pack, by their paths below its folder; the manifest, which names the others, is the last.
#[must_use]
pub fn pack_files(provider: &Provider<'_>, terms: &Terms<'_>) -> Vec<(String, String)> {
    let versions = file_names(provider.versions.iter().map(|version| version.id), BTreeSet::new());
    let events: BTreeMap<&str, BTreeMap<&str, String>> = provider
        .versions
        .iter()
        .map(|version| {
            let names = version.events.iter().map(|event| event.name);
            (version.id, file_names(names, BTreeSet::new()))
        })
        .collect();
    // Versions may have events of one name: each has a folder of its own.
    let several = provider.versions.len() > 1;
    let below = |version: &Version<'_>| match versions.get(version.id) {
        Some(folder) if several => format!("{folder}/"),
        _ => String::new(),
    };
    let stem = |model: EventRef<'_>| {
        let names = events.get(model.version.id);
        names.and_then(|names| names.get(model.event.name)).map_or("", String::as_str)
    };
    let schema_path = |model: EventRef<'_>| format!("{}events/{}.json", below(model.version), stem(model));
    let sample_path = |model: EventRef<'_>| format!("{}samples/{}.json", below(model.version), stem(model));
    let has_sample = |model: EventRef<'_>| model.event.sample.trim() != "{}";
    let envelope_path = |version: &Version<'_>| format!("{}envelope.json", below(version));
    let manifest = write(
        provider,
        terms,
        &Files {
            schema: &|model| Some(schema_path(model)),
            sample: &|model| has_sample(model).then(|| sample_path(model)),
            envelope: &|version| version.envelope.map(|_| envelope_path(version)),
        },
    );
    let mut files = Vec::new();
    for model in provider.events() {
        files.push((schema_path(model), format!("{:#}\n", event_schema(model, KnownValues::Examples))));
        if has_sample(model) {
            files.push((sample_path(model), model.event.sample.to_owned()));
        }
    }
    for version in provider.versions {
        if let Some(envelope) = version.envelope {
            files.push((envelope_path(version), format!("{:#}\n", body_schema(envelope, &[]))));
        }
    }
    files.push((MANIFEST.to_owned(), manifest));
    files
}
