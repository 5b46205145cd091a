//! From events that were found to a provider: its ids, its versions, by what its events are told.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::arena::Arena;
use super::lower::Lowering;
use super::manifest::{Manifest, ManifestVersion, Transport};
use super::naming::{Described, Telling, tell};
use super::note::{Note, Notes};
use super::open::MANIFEST;
use super::sayings::Reach;
use super::schema::{Reader, SchemaId};
use super::source::{FilePosition, Spot};
use crate::json::{Position, Value};
use crate::model::{
    Event, Mapping, Media, Naming, Neutral, Object, Path as Steps, Provider, Signal, Version,
};
use crate::schema_validator::SchemaValidator;

/// Where bodies hold the names of their events, where a pack says no more than these names.
const USUAL: [&str; 6] = ["type", "event", "event_type", "eventType", "topic", "name"];

/// Which schema is that of an event's payloads.
#[derive(Debug, Clone)]
pub(super) struct BodySchema<'m> {
    /// The name of the event.
    pub(super) event: &'m str,
    /// The schema.
    pub(super) schema: SchemaId,
    /// Where in a payload what it describes stands, `*` for the items of a list.
    pub(super) within: Vec<String>,
}

/// Makes the models of a pack.
pub(super) struct Builder<'r, 'm> {
    pub(super) arena: &'m Arena,
    pub(super) lowering: Lowering<'r, 'm>,
    pub(super) reader: &'r Arc<Reader>,
    pub(super) manifest: &'r Manifest<'m>,
    pub(super) bodies: HashMap<SchemaId, &'m Object<'m>>,
    pub(super) schemas: Vec<(&'m str, &'m SchemaValidator)>,
    pub(super) roots: Vec<(&'m str, SchemaId)>,
    /// The same of all events that have one, also where the schema says no more than fields can.
    pub(super) described: Vec<BodySchema<'m>>,
    pub(super) inferred: Vec<String>,
    pub(super) notes: &'r mut Notes,
    /// Where each name of an event was given.
    pub(super) names: HashMap<String, FilePosition>,
    /// Whether some event has what the manifest says something of, by its places there.
    pub(super) reached: Vec<Reach<'m>>,
}

impl<'r, 'm> Builder<'r, 'm> {
    pub(super) fn new(
        arena: &'m Arena,
        reader: &'r Arc<Reader>,
        manifest: &'r Manifest<'m>,
        notes: &'r mut Notes,
    ) -> Self {
        Self {
            arena,
            lowering: Lowering::new(reader, arena, manifest.is_strict),
            reader,
            manifest,
            bodies: HashMap::new(),
            schemas: Vec::new(),
            roots: Vec::new(),
            described: Vec::new(),
            inferred: Vec::new(),
            notes,
            names: HashMap::new(),
            reached: Vec::new(),
        }
    }
}

impl<'m> Builder<'_, 'm> {
    /// The provider, with the events in the order in which they were found. `file` is the name of the file or folder.
    pub(super) fn provider(&mut self, file: &str, described: &[Described<'_>]) -> &'m Provider<'m> {
        let info = |key: &str| {
            self.reader.library().sources().find_map(|(_, source)| {
                let text = source.document().root().get("info")?.get(key)?;
                text.text().map(Cow::into_owned).filter(|text| !text.is_empty())
            })
        };
        let (title, said_version) = (info("title"), info("version"));
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
        let generic = ["openapi", "asyncapi", "swagger", "api", "schema", "spec"].contains(&stem.as_str());
        let name = self.manifest.name.clone().or_else(|| title.clone()).unwrap_or_else(|| stem.clone());
        let id = self.manifest.id.clone().unwrap_or_else(|| {
            let from = if generic { title.clone().unwrap_or(stem) } else { stem };
            let id = slug(&from);
            let from = if generic { "document" } else { "file or folder" };
            self.inferred.push(format!("id = \"{id}\" (the name of the {from})"));
            id
        });
        let manifest = self.manifest;
        let mut versions = Vec::with_capacity(manifest.versions.len());
        for (place, version) in manifest.versions.iter().enumerate() {
            let is_own = |event: &&Described<'_>| {
                let said =
                    self.listed(event).and_then(|listed| manifest.events.get(listed)?.version.as_ref());
                said.map_or(place == 0, |said| version.id.as_ref() == Some(said))
            };
            let own: Vec<Described<'_>> = described.iter().filter(is_own).copied().collect();
            let said = version.id.clone().or_else(|| said_version.clone());
            versions.push(self.version(&said.unwrap_or_else(|| "v1".to_owned()), version, &own, file));
        }
        self.tell_missed();
        self.arena.one(Provider {
            id: self.arena.text(&id),
            name: self.arena.text(&name),
            versions: self.arena.list(&versions),
        })
    }

    /// The place of an event in the manifest, if it is listed there.
    pub(super) fn listed(&self, event: &Described<'_>) -> Option<usize> {
        event.found.listed.filter(|place| *place < self.manifest.events.len())
    }

    fn version(
        &mut self,
        id: &str,
        version: &ManifestVersion<'m>,
        described: &[Described<'_>],
        file: &str,
    ) -> Version<'m> {
        let mut telling = tell(self.reader, described);
        if let Some(root) = version.payload_root {
            telling.below(root);
        } else if version.transport == Transport::CloudEvents {
            // What the schemas of data say tells nothing of the delivery around it.
            telling.below(&["data"]);
        }
        let is_in_list = version.items.is_some() || names_in_list(version, &telling);
        if is_in_list {
            // What is around the list tells nothing of what is in it.
            telling.keys.clear();
        }
        let events = self.events(version, described, &telling);
        let has_shapes = events.iter().any(|event| !event.shapes.is_empty());
        let naming = if events.is_empty() {
            Naming { signals: &[], ..Naming::SHAPE }
        } else {
            self.naming(version, &telling, has_shapes)
        };
        let sources = version.sources.clone().unwrap_or_else(|| format!("the files of the pack {file}"));
        let neutral: Vec<Neutral<'m>> = described
            .iter()
            .filter_map(|event| self.manifest.events.get(self.listed(event)?))
            .filter(|event| event.kind.is_some() || !event.mappings.is_empty())
            .map(|event| {
                let none: &[&str] = &[];
                let maps: (Steps<'m>, &'m [Mapping<'m>]) = (none, self.arena.list(&event.mappings));
                Neutral {
                    event: self.arena.text(&event.name),
                    kind: event.kind.as_deref().map(|kind| self.arena.text(kind)),
                    maps: self.arena.list(&[maps]),
                }
            })
            .collect();
        let envelope = version.envelope.as_ref().and_then(|envelope| envelope.schema.as_deref());
        Version {
            id: self.arena.text(id),
            naming,
            events: self.arena.list(&events),
            sources: self.arena.text(&sources),
            envelope: envelope.and_then(|path| self.envelope(path)),
            media: self.media(version, described),
            signature: version.signature,
            headers: version.headers,
            neutral: self.arena.list(&neutral),
            words: self.arena.one(version.words),
        }
    }

    /// What deliveries are written in: forms where the manifest or a document says so.
    fn media(&mut self, version: &ManifestVersion<'m>, described: &[Described<'_>]) -> Media {
        if version.transport == Transport::Form {
            return Media::Form;
        }
        if version.transport != Transport::None || !described.iter().any(|event| event.found.is_form) {
            return Media::Json;
        }
        self.inferred.push("transport = \"form\" (the document says that bodies are forms)".to_owned());
        Media::Form
    }

    /// What an unknown event of a version is checked by.
    fn envelope(&mut self, path: &str) -> Option<&'m Object<'m>> {
        let from = Spot { source: u32::MAX, node: 0 };
        let place = FilePosition { path: MANIFEST.to_owned(), position: Position::START };
        match self.reader.library().resolve(from, path) {
            Ok(spot) => match self.reader.known(spot) {
                Some(id) => Some(self.described_body(id, "envelope")),
                None => None,
            },
            Err(why) => {
                self.notes.push(Note::broken(place, format!("{path} {}", why.in_words())));
                None
            }
        }
    }

    fn naming(&mut self, version: &ManifestVersion<'m>, telling: &Telling, has_shapes: bool) -> Naming<'m> {
        let mut signals = version.signals.to_vec();
        if !has_shapes && signals.contains(&Signal::Shape) {
            let place = FilePosition { path: MANIFEST.to_owned(), position: Position::START };
            let message = "keys = true says that the keys of bodies tell the events, and no event has shapes";
            self.notes
                .push(Note::error(place, message.to_owned()).help("give the events shapes, or leave it out"));
            signals.retain(|signal| *signal != Signal::Shape);
        }
        let reads_body = |signal: &Signal<'_>| !matches!(signal, Signal::Header(_) | Signal::Shape);
        let is_inferred = !signals.iter().any(reads_body);
        if is_inferred && !telling.paths.is_empty() && !signals.contains(&Signal::Shape) {
            let shown: Vec<String> = telling.paths.iter().map(|path| path.join(".")).collect();
            self.inferred.push(format!("name-path = \"{}\" ({})", shown.join(" + "), telling.rule));
            let header = match telling.paths.as_slice() {
                [path] => path.first().filter(|name| path.len() == 1 && name.starts_with("x-")),
                _ => None,
            };
            let steps: Vec<Steps<'m>> =
                telling.paths.iter().map(|path| self.arena.texts(path.iter().cloned())).collect();
            signals.insert(
                0,
                match (header, steps.as_slice()) {
                    // No member of a body is called so; documents mix the two up.
                    (Some(header), _) => Signal::Header(self.arena.text(header)),
                    (None, [one]) => Signal::Body(one),
                    (None, several) => Signal::Joined { parts: self.arena.list(several), separator: "." },
                },
            );
        }
        if has_shapes && !signals.contains(&Signal::Shape) {
            signals.push(Signal::Shape);
        }
        if signals.is_empty() {
            self.inferred.push(format!("name-path = {} (where others hold names)", USUAL.join(" or ")));
            signals.extend(USUAL.iter().map(|name| Signal::Body(self.arena.texts([(*name).to_owned()]))));
        }
        let items = self.items(version, &signals);
        let signals = self.arena.list(&signals);
        if let Some(said) = &version.envelope {
            let (known_needs, unknown_needs) = (said.known_needs, said.unknown_needs);
            return Naming {
                signals,
                envelope: self.arena.list(&said.members),
                known_needs,
                unknown_needs,
                items,
            };
        }
        let mut envelope: Vec<Steps<'m>> =
            telling.envelope.iter().map(|key| self.arena.texts([key.clone()])).collect();
        let mut known_needs = usize::from(envelope.len() > 2);
        if let Some(items) = items.filter(|items| !envelope.contains(items)) {
            envelope.push(items);
            // A name in the list is there with the list.
            known_needs *= 2;
        }
        let unknown_needs = if envelope.len() > 1 { envelope.len() } else { 0 };
        Naming { signals, envelope: self.arena.list(&envelope), known_needs, unknown_needs, items }
    }

    /// The list in a delivery whose items are events: what the manifest names, or where the names of events stand.
    fn items(&mut self, version: &ManifestVersion<'m>, signals: &[Signal<'m>]) -> Option<Steps<'m>> {
        if version.items.is_some() {
            return version.items;
        }
        let list =
            |path: Steps<'m>| path.get(..path.iter().position(|step| *step == "*").filter(|at| *at > 0)?);
        let mut named = signals.iter().flat_map(|signal| match *signal {
            Signal::Body(path) => vec![path],
            Signal::Joined { parts, .. } => parts.to_vec(),
            Signal::Header(_) | Signal::HeaderAndBody { .. } | Signal::Shape => Vec::new(),
        });
        let root =
            version.payload_root.and_then(list).map(|path| (path, "payload-root leads into its items"));
        let name = || named.find_map(list).map(|path| (path, "its items hold the names of events"));
        let (path, why) = root.or_else(name)?;
        self.inferred.push(format!("items = \"{}\" ({why})", path.join(".")));
        Some(path)
    }

    fn events(
        &mut self,
        version: &ManifestVersion<'m>,
        described: &[Described<'_>],
        telling: &Telling,
    ) -> Vec<Event<'m>> {
        let mut events: Vec<Event<'m>> = Vec::new();
        for (place, event) in described.iter().enumerate() {
            let found = event.found;
            let listed = self.listed(event).and_then(|place| self.manifest.events.get(place));
            let mut name = telling.names.get(place).unwrap_or(&found.key).clone();
            if listed.is_some() {
                name.clone_from(&found.key);
            }
            if let Some(version) = &found.version {
                name = format!("{name} (version {version})");
            }
            let at = self.position(event);
            if let Some(first) = self.names.get(&name) {
                let message =
                    format!("{name} is the name of an event already, at {first}: this one is left out");
                // What is sent of it would be judged by the schema of the first.
                let note: fn(FilePosition, String) -> Note =
                    if listed.is_some() { Note::broken } else { Note::error };
                self.notes.push(note(at, message).help("tell them apart in hookspect-pack.toml"));
                continue;
            }
            if let Some(id) = event.schema
                && self.reader.follow(id).is_none()
            {
                let message =
                    format!("{name} is a cycle of references only: it says nothing and accepts anything");
                self.notes.push(Note::error(at.clone(), message));
            }
            self.names.insert(name.clone(), at.clone());
            let mut aliases: Vec<String> = found.aliases.clone();
            if found.key != name && found.version.is_none() {
                aliases.push(found.key.clone());
            }
            aliases.retain(|alias| !self.names.contains_key(alias));
            aliases.dedup();
            for alias in &aliases {
                self.names.insert(alias.clone(), at.clone());
            }
            events.push(self.event(event, version, &name, &aliases, telling, telling.keys.get(place)));
        }
        events
    }

    /// Where an event is given its name.
    fn position(&self, event: &Described<'_>) -> FilePosition {
        let listed = self.listed(event).and_then(|place| self.manifest.events.get(place));
        match listed {
            Some(listed) => FilePosition { path: MANIFEST.to_owned(), position: listed.place },
            None => self.reader.library().place(event.found.named_at),
        }
    }

    /// The text of a value.
    pub(super) fn raw(&self, spot: Spot) -> String {
        let value: Value<'_> = self.reader.value(spot);
        format!("{}\n", value.raw())
    }
}

/// Whether the names of events stand in the items of a list.
fn names_in_list(version: &ManifestVersion<'_>, telling: &Telling) -> bool {
    let is_in_list = |signal: &Signal<'_>| match signal {
        Signal::Body(path) => path.contains(&"*"),
        Signal::Joined { parts, .. } => parts.iter().any(|path| path.contains(&"*")),
        Signal::Header(_) | Signal::HeaderAndBody { .. } | Signal::Shape => false,
    };
    let inferred = telling.paths.iter().flatten().any(|step| step == "*");
    version.signals.iter().any(is_in_list) || (version.signals.is_empty() && inferred)
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
