//! From the files of a pack to a provider.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::arena::Arena;
use super::build::{BodySchema, Builder};
use super::discover::{Found, discover};
use super::library::{Library, Unresolved};
use super::manifest::{self, Manifest, ManifestVersion, Transport};
use super::naming::Described;
use super::note::{Gravity, Note, Notes};
use super::open::{MANIFEST, OpenError, Opened, open};
use super::patterns;
use super::schema::{Reader, SchemaId};
use super::source::{FilePosition, Spot};
use super::split::split;
use super::terms::Terms;
use crate::model::{Provider, Version};
use crate::schema_validator::SchemaValidator;

/// A provider that was read from files.
#[derive(Debug)]
pub struct Pack<'m> {
    /// Where it was read from.
    pub path: String,
    /// The provider.
    pub provider: &'m Provider<'m>,
    /// The schemas of its events by their names.
    pub schemas: Vec<(&'m str, &'m SchemaValidator)>,
    /// What was found out that no manifest says, a line each, with the rule that said it.
    pub inferred: Vec<String>,
    /// What is to be said about it, in the order of its files.
    pub notes: Vec<Note>,
    /// What it says of itself besides its events.
    pub terms: Terms<'m>,
    /// Whether its manifest lists its events.
    pub lists_events: bool,
    /// The folder that its files are in.
    pub root: PathBuf,
    /// The files that it was read from.
    pub files: Vec<PathBuf>,
    pub(super) reader: Arc<Reader>,
    /// The schemas of its events as they were read.
    roots: Vec<(&'m str, SchemaId)>,
    pub(super) described: Vec<BodySchema<'m>>,
    /// Where in a payload stands what the schemas of a version describe, by the ids of versions.
    pub(super) within: Vec<(&'m str, Vec<String>)>,
}

impl Pack<'_> {
    /// The patterns that cannot be compiled, a note each. Compiles every pattern of the pack.
    #[must_use]
    pub fn broken_patterns(&self) -> Vec<Note> {
        let notes = |(name, id): &(&str, SchemaId)| {
            let note = |(spot, why): (Spot, String)| {
                let place = self.reader.library().place(spot);
                let message =
                    format!("is a pattern that cannot be compiled, so {name} is not held against it: {why}");
                Note::error(place, message)
            };
            patterns::broken(&self.reader, *id).into_iter().map(note).collect::<Vec<_>>()
        };
        let mut all = Notes::default();
        self.roots.iter().flat_map(notes).for_each(|note| all.push(note));
        all.sorted()
    }
}

/// Reads a pack.
///
/// # Errors
///
/// The path or its manifest cannot be read, or nothing in it can.
pub fn load<'m>(arena: &'m Arena, path: &Path) -> Result<Pack<'m>, OpenError> {
    let mut notes = Notes::default();
    let Opened { mut library, manifest, root, files } = open(path, &mut notes)?;
    let broken = |broken| OpenError::Manifest { path: path.display().to_string(), broken };
    let manifest = match manifest {
        Some(text) => manifest::read(&text.map_err(broken)?, arena, &mut notes).map_err(broken)?,
        None => Manifest::silent(),
    };
    for (address, file) in &manifest.references {
        library.address(address, file);
    }
    if let Some(dialect) = manifest.dialect {
        library.speak_all(dialect);
    }
    let found = if manifest.events.is_empty() {
        discover(&library, &mut notes)
    } else {
        listed(&library, &manifest, &mut notes)
    };
    let library = Arc::new(library);
    let mut reader = Reader::new(Arc::clone(&library));
    let found = split(&mut reader, found, &mut notes);
    for path in manifest.versions.iter().filter_map(|version| version.envelope.as_ref()?.schema.as_ref()) {
        if let Ok(spot) = library.resolve(Spot { source: u32::MAX, node: 0 }, path) {
            reader.read(spot, &mut notes);
        }
    }
    let events: Vec<Described<'_>> = found
        .iter()
        .map(|found| Described { found, schema: found.schema.map(|spot| reader.read(spot, &mut notes)) })
        .collect();
    let reader = Arc::new(reader);
    let mut builder = Builder::new(arena, &reader, &manifest, &mut notes);
    let name =
        path.file_name().or_else(|| root.file_name()).unwrap_or_default().to_string_lossy().into_owned();
    let provider = builder.provider(&name, &events);
    let Builder { schemas, roots, described, inferred, .. } = builder;
    let within = |(version, said): (&Version<'m>, &ManifestVersion<'_>)| {
        (version.id, said.within(said.transport == Transport::CloudEvents))
    };
    let within = provider.versions.iter().zip(&manifest.versions).map(within).collect();
    if provider.events().next().is_none() {
        notes.push(Note::of_pack(Gravity::Warning, "describes no event"));
    }
    Ok(Pack {
        path: path.display().to_string(),
        provider,
        schemas,
        inferred,
        notes: notes.sorted(),
        lists_events: !manifest.events.is_empty(),
        terms: Terms {
            asserts_formats: manifest.asserts_formats,
            is_strict: manifest.is_strict,
            replaces: manifest.replaces,
            fields: manifest.fields,
        },
        root,
        files,
        reader,
        roots,
        described,
        within,
    })
}

/// The events that a manifest lists.
fn listed(library: &Library, manifest: &Manifest<'_>, notes: &mut Notes) -> Vec<Found> {
    let mut all = Vec::new();
    for (number, event) in manifest.events.iter().enumerate() {
        let place = FilePosition { path: MANIFEST.to_owned(), position: event.place };
        let mut find = |reference: &str, note: fn(FilePosition, String) -> Note| {
            let found = library.resolve(Spot { source: u32::MAX, node: 0 }, reference);
            let told = |why: Unresolved| note(place.clone(), format!("{reference} {}", why.in_words()));
            found.map_err(|why| notes.push(told(why))).ok()
        };
        let schema = event.schema.as_deref().and_then(|schema| find(schema, Note::broken));
        let samples: Vec<Spot> =
            event.samples.iter().filter_map(|sample| find(sample, Note::error)).collect();
        let named_at = schema.or(samples.first().copied()).unwrap_or(Spot { source: 0, node: 0 });
        let mut found = Found::new(&event.name, named_at);
        found.schema = schema;
        found.samples = samples;
        found.summary.clone_from(&event.summary);
        found.description.clone_from(&event.trigger);
        found.listed = Some(number);
        all.push(found);
    }
    all
}
