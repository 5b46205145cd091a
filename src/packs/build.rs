//! From events that were found to a provider: its ids, by what its events are told, and which events it has.

use std::collections::HashMap;
use std::sync::Arc;

use super::arena::Arena;
use super::lower::Lowering;
use super::manifest::Manifest;
use super::naming::{Described, Telling};
use super::note::{Note, Notes};
use super::schema::{Reader, SchemaId};
use super::source::FilePosition;
use crate::model::{Event, Naming, Object, Path as Steps, Provider, Signal, Version, Words};
use crate::schema_validator::SchemaValidator;

/// Where bodies hold the names of their events, where a pack says no more than these names.
const USUAL: [&str; 6] = ["type", "event", "event_type", "eventType", "topic", "name"];

/// Makes the models of a pack.
pub(super) struct Builder<'r, 'm> {
    pub(super) arena: &'m Arena,
    pub(super) lowering: Lowering<'r, 'm>,
    pub(super) reader: &'r Arc<Reader>,
    pub(super) manifest: &'r Manifest,
    pub(super) bodies: HashMap<SchemaId, &'m Object<'m>>,
    pub(super) schemas: Vec<(&'m str, &'m SchemaValidator)>,
    pub(super) roots: Vec<(&'m str, SchemaId)>,
    pub(super) inferred: Vec<String>,
}

impl<'r, 'm> Builder<'r, 'm> {
    pub(super) fn new(arena: &'m Arena, reader: &'r Arc<Reader>, manifest: &'r Manifest) -> Self {
        Self {
            arena,
            lowering: Lowering::new(reader, arena),
            reader,
            manifest,
            bodies: HashMap::new(),
            schemas: Vec::new(),
            roots: Vec::new(),
            inferred: Vec::new(),
        }
    }
}

impl<'m> Builder<'_, 'm> {
    /// The provider, with the events in the order in which they were found. `file` is the name of the file or folder.
    pub(super) fn provider(
        &mut self,
        file: &str,
        described: &[Described<'_>],
        telling: &Telling,
        notes: &mut Notes,
    ) -> &'m Provider<'m> {
        let info = |key: &str| {
            self.reader.library().sources().find_map(|(_, source)| {
                let text = source.document().root().get("info")?.get(key)?;
                text.text().map(std::borrow::Cow::into_owned).filter(|text| !text.is_empty())
            })
        };
        let (title, said_version) = (info("title"), info("version"));
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
        let generic = ["openapi", "asyncapi", "swagger", "api", "schema", "spec"].contains(&stem.as_str());
        let name = self.manifest.name.clone().or_else(|| title.clone()).unwrap_or_else(|| stem.clone());
        let id = self.manifest.id.clone().unwrap_or_else(|| {
            let from = if generic { title.clone().unwrap_or(stem) } else { stem };
            let id = slug(&from);
            self.inferred.push(format!(
                "id = \"{id}\" (the name of the {})",
                if generic { "document" } else { "file or folder" }
            ));
            id
        });
        let version = self.manifest.version.clone().or(said_version).unwrap_or_else(|| "v1".to_owned());
        let sources =
            self.manifest.sources.clone().unwrap_or_else(|| format!("the files of the pack {file}"));
        let events = self.events(described, telling, notes);
        let naming = self.naming(telling, events.iter().any(|event| !event.shapes.is_empty()));
        let version = Version {
            id: self.arena.text(&version),
            naming,
            events: self.arena.list(&events),
            sources: self.arena.text(&sources),
            envelope: None,
            signature: None,
            neutral: &[],
            words: &Words::NONE,
        };
        self.arena.one(Provider {
            id: self.arena.text(&id),
            name: self.arena.text(&name),
            versions: self.arena.list(&[version]),
        })
    }

    fn naming(&mut self, telling: &Telling, has_shapes: bool) -> Naming<'m> {
        let mut signals = Vec::new();
        let path =
            self.manifest.name_path.as_deref().map(|path| vec![path.split('.').map(str::to_owned).collect()]);
        let paths: Vec<Vec<String>> = path.unwrap_or_else(|| {
            if !telling.paths.is_empty() {
                let shown: Vec<String> = telling.paths.iter().map(|path| path.join(".")).collect();
                self.inferred.push(format!("name-path = \"{}\" ({})", shown.join(" + "), telling.rule));
            }
            telling.paths.clone()
        });
        let steps: Vec<Steps<'m>> = paths.into_iter().map(|path| self.arena.texts(path)).collect();
        match steps.as_slice() {
            [] => {}
            [one] => signals.push(Signal::Body(one)),
            several => signals.push(Signal::Joined { parts: self.arena.list(several), separator: "." }),
        }
        if let Some(header) = &self.manifest.name_header {
            let header = self.arena.text(header);
            signals.push(Signal::Header(header));
        }
        if has_shapes {
            signals.push(Signal::Shape);
        }
        if signals.is_empty() {
            self.inferred.push(format!("name-path = {} (where others hold names)", USUAL.join(" or ")));
            let usual = USUAL.iter().map(|name| Signal::Body(self.arena.texts([(*name).to_owned()])));
            signals.extend(usual.collect::<Vec<_>>());
        }
        let envelope: Vec<Steps<'m>> =
            telling.envelope.iter().map(|key| self.arena.texts([key.clone()])).collect();
        let known = usize::from(envelope.len() > 2);
        let unknown = if envelope.len() > 1 { envelope.len() } else { 0 };
        Naming {
            signals: self.arena.list(&signals),
            envelope: self.arena.list(&envelope),
            known_needs: known,
            unknown_needs: unknown,
        }
    }

    fn events(
        &mut self,
        described: &[Described<'_>],
        telling: &Telling,
        notes: &mut Notes,
    ) -> Vec<Event<'m>> {
        let mut names: HashMap<String, FilePosition> = HashMap::new();
        let mut events: Vec<Event<'m>> = Vec::new();
        for (place, event) in described.iter().enumerate() {
            let found = event.found;
            let mut name = telling.names.get(place).unwrap_or(&found.key).clone();
            if self.manifest.events.iter().any(|listed| listed.name == found.key) {
                name.clone_from(&found.key);
            }
            if let Some(version) = &found.version {
                name = format!("{name} (version {version})");
            }
            let at = self.reader.library().place(found.named_at);
            if let Some(first) = names.get(&name) {
                let message =
                    format!("{name} is the name of an event already, at {first}: this one is left out");
                notes.push(Note::error(at, message).help("tell them apart in hookspect-pack.toml"));
                continue;
            }
            if let Some(id) = event.schema
                && self.reader.follow(id).is_none()
            {
                let message =
                    format!("{name} is a cycle of references only: it says nothing and accepts anything");
                notes.push(Note::error(at.clone(), message));
            }
            names.insert(name.clone(), at);
            let mut aliases: Vec<String> = found.aliases.clone();
            if found.key != name && found.version.is_none() {
                aliases.push(found.key.clone());
            }
            aliases.retain(|alias| !names.contains_key(alias) && *alias != name);
            aliases.dedup();
            if let Some(place) = names.values().next().cloned() {
                for alias in &aliases {
                    names.entry(alias.clone()).or_insert_with(|| place.clone());
                }
            }
            let name = self.arena.text(&name);
            let body = self.body(event, name);
            events.push(self.event(event, name, &aliases, body, telling, telling.keys.get(place)));
        }
        events
    }
}

/// Lower case with hyphens.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for character in name.chars() {
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "pack".to_owned() } else { slug.to_owned() }
}
