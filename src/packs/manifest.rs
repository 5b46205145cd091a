//! `hookspect-pack.toml`: what a pack says of itself. What it leaves out is inferred.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::note::{Note, Notes};
use super::open::MANIFEST;
use super::source::FilePosition;
use crate::json::{Position, PositionCursor};
use crate::model::nearest;

/// What a manifest says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The provider's id.
    pub id: Option<String>,
    /// Its name as its owner writes it.
    pub name: Option<String>,
    /// Which generation of its webhooks.
    pub version: Option<String>,
    /// Where the facts come from.
    pub sources: Option<String>,
    /// Whether a text of another than its known format is an error.
    pub asserts_formats: bool,
    /// The member of the body that holds the event's name, as a dotted path.
    pub name_path: Option<String>,
    /// The header that holds the event's name.
    pub name_header: Option<String>,
    /// Files by the addresses that schemas refer to them with.
    pub references: Vec<(String, String)>,
    /// The events; empty where they are to be found.
    pub events: Vec<ManifestEvent>,
}

/// What a manifest says of an event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ManifestEvent {
    /// Where it is said.
    pub place: Position,
    /// The name as the body has it.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// What happened.
    pub summary: Option<String>,
    /// When it is sent.
    pub trigger: Option<String>,
    /// The file of its schema, with a JSON Pointer after `#`.
    pub schema: Option<String>,
    /// Files of payloads.
    pub samples: Vec<String>,
}

const TOP: &[&str] =
    &["id", "name", "version", "sources", "formats", "name-path", "name-header", "references", "event"];
const EVENT: &[&str] = &["name", "aliases", "summary", "trigger", "schema", "samples"];

type Item<'i> = Spanned<DeValue<'i>>;

/// Reads a manifest; everything that is wrong with it is noted.
#[must_use]
pub fn read(text: &str, notes: &mut Notes) -> Manifest {
    let mut reader = Reader { text, notes };
    let mut manifest = Manifest::default();
    let table = match DeTable::parse(text) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            let message = format!("is not TOML: {}", error.message().trim().replace('\n', ", "));
            reader.error(error.span().map_or(0, |span| span.start), message);
            return manifest;
        }
    };
    reader.only(&table, TOP);
    manifest.id = reader.text(&table, "id");
    manifest.name = reader.text(&table, "name");
    manifest.version = reader.text(&table, "version");
    manifest.sources = reader.text(&table, "sources");
    manifest.name_path = reader.text(&table, "name-path");
    manifest.name_header = reader.text(&table, "name-header");
    if let Some(formats) = reader.text(&table, "formats") {
        manifest.asserts_formats = formats == "assert";
        if formats != "assert" && formats != "note" {
            let at = table.get("formats").map_or(0, |value| value.span().start);
            reader.error(at, format!("is {formats}, expected \"assert\" or \"note\""));
        }
    }
    if let Some(references) = table.get("references") {
        match references.get_ref().as_table() {
            Some(references) => {
                for (address, path) in references {
                    match path.get_ref().as_str() {
                        Some(path) => {
                            manifest.references.push((address.get_ref().to_string(), path.to_owned()));
                        }
                        None => reader.wrong(path, "the path of a file in the pack"),
                    }
                }
            }
            None => reader.wrong(references, "a table of addresses with files"),
        }
    }
    for item in reader.items(&table, "event") {
        let Some(event) = item.get_ref().as_table() else {
            reader.wrong(item, "a table");
            continue;
        };
        reader.only(event, EVENT);
        let Some(name) = reader.text(event, "name") else {
            reader.error(item.span().start, "has no name: an event needs one".to_owned());
            continue;
        };
        manifest.events.push(ManifestEvent {
            place: reader.position(item.span().start),
            name,
            aliases: reader.texts(event, "aliases"),
            summary: reader.text(event, "summary"),
            trigger: reader.text(event, "trigger"),
            schema: reader.text(event, "schema"),
            samples: reader.texts(event, "samples"),
        });
    }
    manifest
}

struct Reader<'t, 'n> {
    text: &'t str,
    notes: &'n mut Notes,
}

impl Reader<'_, '_> {
    fn position(&self, at: usize) -> Position {
        PositionCursor::new(self.text.as_bytes(), Position::START).at(at)
    }

    fn error(&mut self, at: usize, message: String) {
        let place = FilePosition { path: MANIFEST.to_owned(), position: self.position(at) };
        self.notes.push(Note::error(place, message));
    }

    fn wrong(&mut self, value: &Item<'_>, expected: &str) {
        self.error(value.span().start, format!("is {}, expected {expected}", value.get_ref().type_str()));
    }

    /// Names each key that is not known, with the one that was probably meant.
    fn only(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for (key, _) in table {
            let name = key.get_ref();
            if known.contains(&&**name) {
                continue;
            }
            let meant = match nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("known are {}", known.join(", ")),
            };
            self.error(key.span().start, format!("{name} is not a key of a pack's manifest: {meant}"));
        }
    }

    fn text(&mut self, table: &DeTable<'_>, key: &str) -> Option<String> {
        let value = table.get(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong(value, "text");
        }
        text.map(str::to_owned)
    }

    fn items<'t, 'i>(&mut self, table: &'t DeTable<'i>, key: &str) -> Vec<&'t Item<'i>> {
        let Some(value) = table.get(key) else { return Vec::new() };
        if value.get_ref().as_array().is_none() {
            self.wrong(value, "a list");
        }
        value.get_ref().as_array().into_iter().flatten().collect()
    }

    fn texts(&mut self, table: &DeTable<'_>, key: &str) -> Vec<String> {
        let items = self.items(table, key);
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => texts.push(text.to_owned()),
                None => self.wrong(item, "text"),
            }
        }
        texts
    }
}
