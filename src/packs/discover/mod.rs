//! Which events the files of a pack describe, and under which names: one file per kind of document.

mod asyncapi;
mod folder;
mod lists;
mod openapi;

use super::dialect::{Dialect, looks_like_schema};
use super::library::Library;
use super::note::{Note, Notes};
use super::source::Spot;
use crate::json::{JsonKind, Value};

/// An event as a document has it, before its schema is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What the document calls it: the key of a webhook, a file's name, a title.
    pub key: String,
    /// Where that stands.
    pub named_at: Spot,
    /// The schema of its body; nothing where only its name, or a sample, is known.
    pub schema: Option<Spot>,
    /// What else the document says that the body says: paths with values, or values whose path is to be found.
    pub vendor: Vec<Vendor>,
    /// What happened, in the document's words.
    pub summary: Option<String>,
    /// When it is sent, in the document's words.
    pub description: Option<String>,
    /// Examples of the body.
    pub samples: Vec<Spot>,
    /// The field of a form that holds the body.
    pub form_field: Option<String>,
    /// Whether the body is a form whose fields are its members.
    pub is_form: bool,
    /// Whether the schema is that of `data` in a `CloudEvents` envelope.
    pub in_cloud_event: bool,
    /// Which version of the event it is, where there are several.
    pub version: Option<String>,
    /// Other names that are known for it.
    pub aliases: Vec<String>,
    /// Its place in the manifest, if it is listed there.
    pub listed: Option<usize>,
}

/// What a vendor's extension says about the body of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vendor {
    /// Which extension, for the person who asks why.
    pub extension: &'static str,
    /// Where in the body, as a dotted path; nothing if only the value is known.
    pub path: Option<String>,
    /// What the body says there.
    pub value: String,
}

/// What a document is to a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It describes events.
    Events,
    /// It is referred to, or a list of files.
    Part,
    /// A payload.
    Sample,
    /// Something else.
    Foreign,
}

impl Found {
    pub(super) fn new(key: impl Into<String>, named_at: Spot) -> Self {
        Self {
            key: key.into(),
            named_at,
            schema: None,
            vendor: Vec::new(),
            summary: None,
            description: None,
            samples: Vec::new(),
            form_field: None,
            is_form: false,
            in_cloud_event: false,
            version: None,
            aliases: Vec::new(),
            listed: None,
        }
    }
}

/// Finds the events of all documents.
#[must_use]
pub fn discover(library: &Library, notes: &mut Notes) -> Vec<Found> {
    let mut found = Vec::new();
    let mut plain = Vec::new();
    for (number, source) in library.sources() {
        let root = source.document().root();
        match library.said_dialect(number) {
            Some(Dialect::OpenApi30 | Dialect::OpenApi31 | Dialect::Swagger2) => {
                openapi::discover(library, number, &mut found, notes);
            }
            Some(Dialect::AsyncApi1 | Dialect::AsyncApi2 | Dialect::AsyncApi3) => {
                asyncapi::discover(library, number, &mut found, notes);
            }
            _ if lists::discover(library, number, root, &mut found) => {}
            _ => plain.push(number),
        }
    }
    folder::discover(library, &plain, &mut found, notes);
    found
}

/// The text of a member.
fn text_of(value: Value<'_>, key: &str) -> Option<String> {
    let text = value.get(key)?.text()?;
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A value, or what it refers to with `$ref`. References to references are followed a few steps.
fn followed(library: &Library, spot: Spot) -> (Spot, Value<'_>) {
    let mut at = spot;
    for _ in 0..16 {
        let value = library.value(at);
        let reference = value.get("$ref").and_then(Value::text);
        match reference.and_then(|reference| library.resolve(at, &reference).ok()) {
            Some(target) => at = target,
            None => break,
        }
    }
    (at, library.value(at))
}

/// The member of a value, with references followed on both.
fn member(library: &Library, spot: Spot, key: &str) -> Option<Spot> {
    let (spot, value) = followed(library, spot);
    let member = value.get(key)?;
    Some(followed(library, Spot { source: spot.source, node: member.index() }).0)
}

fn spot_of(source: u32, value: Value<'_>) -> Spot {
    Spot { source, node: value.index() }
}

/// The examples under `example` and `examples`, in the manner of `OpenAPI` (a map of objects with `value`, or one that
/// refers to it) and of JSON Schema (a list).
fn examples(library: &Library, at: Spot, samples: &mut Vec<Spot>) {
    let value = library.value(at);
    if let Some(example) = value.get("example") {
        samples.push(referred(library, spot_of(at.source, example)));
    }
    let Some(examples) = value.get("examples") else { return };
    match examples.kind() {
        JsonKind::Object => {
            for (_, example) in examples.members() {
                let (spot, example) = followed(library, spot_of(at.source, example));
                if let Some(value) = example.get("value") {
                    samples.push(referred(library, spot_of(spot.source, value)));
                }
            }
        }
        JsonKind::Array => {
            for example in examples.items() {
                let spot = referred(library, spot_of(at.source, example));
                let example = library.value(spot);
                // What a reference to an example object leads to.
                samples.push(match example.get("value").filter(|_| example.members().count() <= 3) {
                    Some(value) if value.kind() == JsonKind::Object => spot_of(spot.source, value),
                    _ => spot,
                });
            }
        }
        _ => {}
    }
}

/// An example, or the file that it refers to.
fn referred(library: &Library, spot: Spot) -> Spot {
    let value = library.value(spot);
    let alone =
        value.kind() == JsonKind::Object && value.members().count() == 1 && value.get("$ref").is_some();
    if alone { followed(library, spot).0 } else { spot }
}

/// Whether a document is a schema, a payload or neither.
fn role(value: Value<'_>) -> Role {
    match value.kind() {
        JsonKind::Object if looks_like_schema(value) => Role::Events,
        JsonKind::Object => Role::Sample,
        _ => Role::Foreign,
    }
}

/// Says that a document is no schema.
fn not_a_schema(library: &Library, source: u32, notes: &mut Notes) {
    let place = library.place(Library::root(source));
    notes.push(
        Note::remark(
            place,
            "holds no keyword of JSON Schema: it is read as a sample of a payload, not as a schema",
        )
        .help("a schema has `type`, `properties` or `$schema`"),
    );
}
