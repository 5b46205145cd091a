//! `hookspect-pack.toml`: what a pack says of itself. What it leaves out is inferred.

mod parts;
mod read;
mod signature;
mod table;
mod write;

pub use read::read;
pub(super) use write::{Files, write};

use crate::json::Position;
use crate::model::{
    Condition, EventName, Mapping, MemberHeader, Path, Provenance, Scheme, Sensitivity, Shape, Signal,
    SummaryFields, Words,
};
use crate::packs::dialect::Dialect;

/// What a manifest says.
#[derive(Debug, Default)]
pub struct Manifest<'m> {
    /// The provider's id.
    pub id: Option<String>,
    /// Its name as its owner writes it.
    pub name: Option<String>,
    /// Whether a text of another than its known format is an error.
    pub asserts_formats: bool,
    /// Whether members beyond those that a schema names are worth a warning, also where the schema lets them be.
    pub is_strict: bool,
    /// The id of the provider that it takes the place of.
    pub replaces: Option<String>,
    /// The language of files that do not say theirs.
    pub dialect: Option<Dialect>,
    /// Files by the addresses that schemas refer to them with.
    pub references: Vec<(String, String)>,
    /// What the provider sends, older first; one where the manifest tells no versions apart.
    pub versions: Vec<ManifestVersion<'m>>,
    /// The events; empty where they are to be found.
    pub events: Vec<ManifestEvent<'m>>,
    /// What is known of members, in every event that has them.
    pub fields: Vec<FieldSaying<'m>>,
}

impl Manifest<'_> {
    /// A manifest that says nothing, so that all is inferred.
    #[must_use]
    pub fn silent() -> Self {
        Self { versions: vec![ManifestVersion::default()], ..Self::default() }
    }
}

/// What a manifest says of one generation of a provider's webhooks.
#[derive(Debug)]
pub struct ManifestVersion<'m> {
    /// What it is called.
    pub id: Option<String>,
    /// Where the facts come from.
    pub sources: Option<String>,
    /// By what its events are told; empty where that is to be found out.
    pub signals: &'m [Signal<'m>],
    /// What every delivery holds besides.
    pub envelope: Option<ManifestEnvelope<'m>>,
    /// What is around the part of a delivery that the schemas describe.
    pub transport: Transport,
    /// Where in the delivery that part is.
    pub payload_root: Option<Path<'m>>,
    /// The list in the delivery whose items are events.
    pub items: Option<Path<'m>>,
    /// How deliveries are signed.
    pub signature: Option<&'m Scheme<'m>>,
    /// The headers of deliveries that repeat a member of the body.
    pub headers: &'m [MemberHeader<'m>],
    /// What its words for states and rewards mean in the neutral event.
    pub words: Words<'m>,
}

impl ManifestVersion<'_> {
    /// Where in a delivery stands what the schemas describe, `*` for the items of a list.
    #[must_use]
    pub fn within(&self, is_cloud_event: bool) -> Vec<String> {
        let root = self.payload_root.unwrap_or_default().iter().copied();
        is_cloud_event.then_some("data").into_iter().chain(root).map(str::to_owned).collect()
    }
}

impl Default for ManifestVersion<'_> {
    fn default() -> Self {
        Self {
            id: None,
            sources: None,
            signals: &[],
            envelope: None,
            transport: Transport::None,
            payload_root: None,
            items: None,
            signature: None,
            headers: &[],
            words: Words::NONE,
        }
    }
}

/// What every delivery of a version holds, whatever the event.
#[derive(Debug, Clone)]
pub struct ManifestEnvelope<'m> {
    /// The members.
    pub members: Vec<Path<'m>>,
    /// How many must be there before a known name is believed.
    pub known_needs: usize,
    /// How many must be there before an unknown name is called a new event.
    pub unknown_needs: usize,
    /// The file of its schema.
    pub schema: Option<String>,
}

/// What is around the part of a delivery that the schemas describe.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Transport {
    /// Nothing.
    #[default]
    None,
    /// The envelope of `CloudEvents`: the schemas describe its `data`.
    CloudEvents,
    /// The headers and members of Standard Webhooks: the schemas describe the whole body.
    StandardWebhooks,
    /// None, and bodies are forms: `application/x-www-form-urlencoded`, a member a field.
    Form,
}

/// What a manifest says of an event.
#[derive(Debug)]
pub struct ManifestEvent<'m> {
    /// Where it is said.
    pub place: Position,
    /// The name as the body has it.
    pub name: String,
    /// The version that it is of, where there are several.
    pub version: Option<String>,
    /// Other names.
    pub aliases: Vec<EventName<'m>>,
    /// What happened.
    pub summary: Option<String>,
    /// When it is sent.
    pub trigger: Option<String>,
    /// The file of its schema, with a JSON Pointer after `#`.
    pub schema: Option<String>,
    /// Files of payloads.
    pub samples: Vec<String>,
    /// The keys that tell it.
    pub shapes: Vec<Shape<'m>>,
    /// What parts of a payload owe each other.
    pub conditions: Vec<Condition<'m>>,
    /// Which members tell the story in one line.
    pub summary_fields: Option<SummaryFields<'m>>,
    /// How well it is known.
    pub provenance: Option<Provenance>,
    /// What the model rests on.
    pub evidence: Option<String>,
    /// Said of every payload of it.
    pub caution: Option<String>,
    /// What happened, in the neutral vocabulary.
    pub kind: Option<String>,
    /// What its members mean in the neutral event.
    pub mappings: Vec<Mapping<'m>>,
}

/// What a manifest says of a member.
#[derive(Debug, Clone, Copy)]
pub struct FieldSaying<'m> {
    /// Where it is said.
    pub place: Position,
    /// The member, from the root of a delivery.
    pub path: Path<'m>,
    /// What is known of it.
    pub note: FieldNote,
}

/// What is known of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldNote {
    /// Who must not see it.
    Sensitive(Sensitivity),
    /// It identifies its object among others.
    Identity,
    /// It differs from one delivery to the next.
    Volatile,
}
