//! From a provider to a folder that a person can edit: the manifest, one schema an event, its sample.

use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value as Json;

use super::open::MANIFEST;
use crate::model::{EventRef, Provider, Signal, schema};

/// Writes a provider as a pack, and tells how many events were written. A provider with several versions is one folder
/// a version, each a pack of its own.
///
/// # Errors
///
/// What could not be written.
pub fn export(provider: &Provider<'_>, asserts_formats: bool, folder: &Path) -> io::Result<usize> {
    let several = provider.versions.len() > 1;
    let mut written = 0;
    for version in provider.versions {
        let (folder, id) = if several {
            (folder.join(version.id), format!("{}-{}", provider.id, version.id))
        } else {
            (folder.to_owned(), provider.id.to_owned())
        };
        let mut manifest = String::new();
        let mut line = |key: &str, value: &str| manifest.push_str(&format!("{key} = {}\n", quoted(value)));
        line("id", &id);
        line("name", provider.name);
        line("version", version.id);
        line("sources", version.sources);
        line("formats", if asserts_formats { "assert" } else { "note" });
        for signal in version.naming.signals {
            match signal {
                Signal::Body(path) => line("name-path", &path.join(".")),
                Signal::Header(header) => line("name-header", header),
                _ => {}
            }
        }
        fs::create_dir_all(folder.join("events"))?;
        fs::create_dir_all(folder.join("samples"))?;
        for event in version.events {
            let file = file_name(event.name);
            let text = schema_of(EventRef { provider, version, event });
            fs::write(folder.join("events").join(format!("{file}.json")), format!("{text:#}\n"))?;
            manifest.push_str(&format!("\n[[event]]\nname = {}\n", quoted(event.name)));
            let aliases: Vec<String> = event.aliases.iter().map(|alias| quoted(alias.name)).collect();
            if !aliases.is_empty() {
                manifest.push_str(&format!("aliases = [{}]\n", aliases.join(", ")));
            }
            if !event.summary.is_empty() {
                manifest.push_str(&format!("summary = {}\n", quoted(event.summary)));
            }
            if !event.trigger.is_empty() {
                manifest.push_str(&format!("trigger = {}\n", quoted(event.trigger)));
            }
            manifest.push_str(&format!("schema = {}\n", quoted(&format!("events/{file}.json"))));
            if event.sample.trim() != "{}" {
                fs::write(folder.join("samples").join(format!("{file}.json")), event.sample)?;
                manifest.push_str(&format!("samples = [{}]\n", quoted(&format!("samples/{file}.json"))));
            }
            written += 1;
        }
        fs::write(folder.join(MANIFEST), manifest)?;
    }
    Ok(written)
}

/// The schema of an event: that of its validator, or what its fields say.
#[must_use]
pub fn schema_of(event: EventRef<'_>) -> Json {
    event.event.body.validator.map_or_else(|| schema(event), |validator| validator.schema().clone())
}

/// A text as TOML has it.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
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
