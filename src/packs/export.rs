//! From a provider to a folder that a person can edit: the manifest, one schema an event, its sample.

use std::fs;
use std::io;
use std::path::Path;

use super::manifest::{Files, write};
use super::open::MANIFEST;
use super::publish::event_schema;
use crate::model::{EventRef, KnownValues, Provider, Version, body_schema};

/// Writes a provider as a pack, and tells how many events were written.
///
/// # Errors
///
/// What could not be written.
pub fn export(provider: &Provider<'_>, asserts_formats: bool, folder: &Path) -> io::Result<usize> {
    // Versions may have events of one name in files: each has a folder of its own.
    let several = provider.versions.len() > 1;
    let below =
        |version: &Version<'_>| if several { format!("{}/", file_name(version.id)) } else { String::new() };
    let schema_path =
        |model: EventRef<'_>| format!("{}events/{}.json", below(model.version), file_name(model.event.name));
    let sample_path =
        |model: EventRef<'_>| format!("{}samples/{}.json", below(model.version), file_name(model.event.name));
    let has_sample = |model: EventRef<'_>| model.event.sample.trim() != "{}";
    let envelope_path = |version: &Version<'_>| format!("{}envelope.json", below(version));
    let manifest = write(
        provider,
        asserts_formats,
        &Files {
            schema: &|model| Some(schema_path(model)),
            sample: &|model| has_sample(model).then(|| sample_path(model)),
            envelope: &|version| version.envelope.map(|_| envelope_path(version)),
        },
    );
    let put = |path: String, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)
    };
    let mut written = 0;
    for model in provider.events() {
        put(schema_path(model), &format!("{:#}\n", event_schema(model, KnownValues::Examples)))?;
        if has_sample(model) {
            put(sample_path(model), model.event.sample)?;
        }
        written += 1;
    }
    for version in provider.versions {
        if let Some(envelope) = version.envelope {
            put(envelope_path(version), &format!("{:#}\n", body_schema(envelope, &[])))?;
        }
    }
    put(MANIFEST.to_owned(), &manifest)?;
    Ok(written)
}

/// A name that any file system takes.
fn file_name(name: &str) -> String {
    let plain = |character: char| {
        if character.is_ascii_alphanumeric() || matches!(character, '.' | '_' | '-') {
            character
        } else {
            '-'
        }
    };
    name.chars().map(plain).collect::<String>().trim_start_matches('.').to_owned()
}
