//! What JSON Schema says of our own documents. A schema is held as a table of nodes where these can say all of it; one with
//! rarer keywords is held by the `jsonschema` crate as a whole. Both give the same verdicts.
//!
//! A [`SchemaValidator`] is one schema, read when it is first needed. It never reads a file and never touches the network:
//! what its schema refers to stands in the schema.

mod error;
mod finder;
mod met;
mod node;
mod older;
mod representation;
mod types;
mod union;
mod violation;
mod walk;

use std::fmt;
use std::sync::{Arc, OnceLock};

use jsonschema::{
    Draft, PatternOptions, Registry, Retrieve, Uri, ValidationError, ValidationOptions, Validator,
};
use serde_json::{Map, Value as Schema};

use crate::json::{JsonKind, Value};

pub use error::CompileError;
use finder::Finder;
pub use node::{Counted, Items, Limit, Members, Named, Node, NodeId, Nodes, Others};
pub use older::{ASSERTED_CONTENT, INTEGER_AS_WRITTEN};
pub use representation::{Instance, InstanceItems, InstanceMembers, Lossless, NameBuffer};
pub use types::Types;
pub use union::Union;
pub use violation::{Bound, Form, Place, Tell, Violation};
use walk::Walk;

/// How many steps a pattern with look-around may take on one text, before the engine gives up on it. Patterns
/// without take time in proportion to the text.
const MOST_STEPS: usize = 100_000;

/// How large a compiled pattern may be, in bytes.
const LARGEST_PATTERN: usize = 4 << 20;

/// How deep a value may be nested to be held against a schema: the crate recurses on what a schema of itself lets be
/// nested.
const MOST_LEVELS: usize = 512;

/// Where a schema comes from, in both forms. It is asked for one only when that is needed.
pub trait SchemaSource: Send + Sync {
    /// As JSON Schema 2020-12 that holds all it refers to.
    fn schema(&self) -> Schema;

    /// As nodes with their root, prepared; nothing where nodes cannot say all of it.
    fn nodes(&self) -> Option<(Nodes, NodeId)>;

    /// As its authors wrote it, where it means more than [`SchemaSource::schema`] can say.
    fn authored(&self) -> Option<Authored> {
        None
    }
}

/// A schema with the files that it refers to.
#[derive(Debug)]
pub struct Authored {
    /// What a file speaks that does not say it.
    pub draft: Draft,
    /// The schema.
    pub schema: Map<String, Schema>,
    /// The files, with their addresses.
    pub files: Vec<(String, Schema)>,
    /// Whether a text in another than its known format is wrong.
    pub formats: bool,
}

/// One schema, whole: everything that it refers to is in it.
pub struct SchemaValidator {
    source: Option<Box<dyn SchemaSource>>,
    schema: OnceLock<Schema>,
    nodes: OnceLock<Option<(Nodes, NodeId)>>,
    draft: Draft,
    formats: bool,
    validator: OnceLock<Result<Validator<Lossless>, CompileError>>,
}

/// Why a value was not held against a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unjudged<'s> {
    /// The schema is broken, in these words.
    Broken(&'s CompileError),
    /// The value is nested deeper than so many levels.
    TooDeep(usize),
}

impl SchemaValidator {
    /// Validates by `schema`, which is JSON Schema 2020-12, with the crate alone. `formats` says whether a text in another
    /// than its known format is wrong.
    #[must_use]
    pub fn new(schema: Schema, formats: bool) -> Self {
        Self {
            source: None,
            schema: OnceLock::from(schema),
            nodes: OnceLock::from(None),
            draft: Draft::Draft202012,
            formats,
            validator: OnceLock::new(),
        }
    }

    /// Validates by what a source says, when it is first asked to. Formats that the schema names are asserted.
    #[must_use]
    pub fn of(source: Box<dyn SchemaSource>) -> Self {
        Self {
            source: Some(source),
            schema: OnceLock::new(),
            nodes: OnceLock::new(),
            draft: Draft::Draft202012,
            formats: true,
            validator: OnceLock::new(),
        }
    }

    /// The same of another draft, as the schema stands.
    #[must_use]
    pub fn of_draft(mut self, draft: Draft) -> Self {
        self.draft = draft;
        self
    }

    /// The schema.
    #[must_use]
    pub fn schema(&self) -> &Schema {
        self.schema.get_or_init(|| self.source.as_ref().map(|source| source.schema()).unwrap_or_default())
    }

    /// The schema as nodes, where these say all of it.
    fn nodes(&self) -> Option<(&Nodes, NodeId)> {
        let nodes = self.nodes.get_or_init(|| self.source.as_ref()?.nodes());
        nodes.as_ref().map(|(nodes, root)| (nodes, *root))
    }

    /// Whether the schema is held as nodes, and not by the crate.
    #[must_use]
    pub fn is_native(&self) -> bool {
        self.nodes().is_some()
    }

    /// Compiles the schema with the crate, the first time.
    ///
    /// # Errors
    ///
    /// What is wrong with it: a keyword's value, a reference into nowhere, a pattern that is none.
    pub fn by_crate(&self) -> Result<&Validator<Lossless>, &CompileError> {
        let made = self.validator.get_or_init(|| match self.source.as_ref().and_then(|one| one.authored()) {
            Some(authored) => build_authored(authored),
            None => build(self.schema(), self.draft, self.formats),
        });
        made.as_ref()
    }

    /// Compiles the schema, the first time.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn ready(&self) -> Result<(), &CompileError> {
        match self.nodes() {
            Some((nodes, _)) => nodes.ready(),
            None => self.by_crate().map(drop),
        }
    }

    /// Whether a value is as the schema says. A schema that cannot be compiled, and what is nested too deeply, is accepted
    /// by none.
    #[must_use]
    pub fn accepts(&self, value: Value<'_>) -> bool {
        if self.ready().is_err() {
            return false;
        }
        match self.nodes() {
            Some((nodes, root)) => {
                let mut walk = Walk::new(nodes);
                walk.accepts(root, value) && !walk.is_too_deep
            }
            None => self.by_crate().is_ok_and(|validator| validator.is_valid(Instance(value))),
        }
    }

    /// Tells all that a value violates.
    ///
    /// # Errors
    ///
    /// Why it was not held against the schema.
    pub fn check<'v>(&self, value: Value<'v>, tell: Tell<'_, 'v>) -> Result<(), Unjudged<'_>> {
        if let Some((nodes, root)) = self.nodes() {
            let mut walk = Walk::new(nodes);
            // What cannot be compiled says nothing, and the rest what it says.
            walk.tell(root, value, tell);
            nodes.ready().map_err(Unjudged::Broken)?;
            return if walk.is_too_deep { Err(Unjudged::TooDeep(walk::MOST_LEVELS)) } else { Ok(()) };
        }
        if depth(value) > MOST_LEVELS {
            return Err(Unjudged::TooDeep(MOST_LEVELS));
        }
        let validator = self.by_crate().map_err(Unjudged::Broken)?;
        let mut finder = Finder::new(value);
        for error in validator.iter_errors(Instance(value)) {
            violation::tell(&mut finder, &error, tell);
        }
        Ok(())
    }
}

/// A schema compiled by the crate: without network, and with bounds on what a pattern may cost.
fn build(schema: &Schema, draft: Draft, formats: bool) -> Result<Validator<Lossless>, CompileError> {
    options(draft, formats).build(schema).map_err(|error| CompileError::new(&error))
}

fn options<'o>(draft: Draft, formats: bool) -> ValidationOptions<'o, Arc<dyn Retrieve>, Lossless> {
    let patterns = PatternOptions::fancy_regex().backtrack_limit(MOST_STEPS).size_limit(LARGEST_PATTERN);
    older::with_older(jsonschema::options_for::<Lossless>())
        .with_draft(draft)
        .with_pattern_options(patterns)
        .should_validate_formats(formats)
        .offline()
}

/// The same of a schema with the files that it refers to.
fn build_authored(authored: Authored) -> Result<Validator<Lossless>, CompileError> {
    let Authored { draft, schema, files, formats } = authored;
    let error = |error: jsonschema::ReferencingError| CompileError::new(&ValidationError::from(error));
    let registry = Registry::new().draft(draft).retriever(Elsewhere);
    let registry = registry.extend(files).map_err(error)?.prepare().map_err(error)?;
    options(draft, formats)
        .with_registry(&registry)
        .build(&Schema::Object(schema))
        .map_err(|error| CompileError::new(&error))
}

/// What is not there accepts anything; nothing is fetched.
struct Elsewhere;

impl Retrieve for Elsewhere {
    fn retrieve(&self, _: &Uri<String>) -> Result<Schema, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Schema::Bool(true))
    }
}

/// How deep a value is nested.
fn depth(root: Value<'_>) -> usize {
    let document = root.document();
    let (mut ends, mut deepest): (Vec<u32>, usize) = (Vec::new(), 0);
    for index in root.index()..root.next() {
        while ends.last().is_some_and(|end| *end <= index) {
            ends.pop();
        }
        let value = document.value(index);
        if matches!(value.kind(), JsonKind::Array | JsonKind::Object) {
            ends.push(value.next());
            deepest = deepest.max(ends.len());
        }
    }
    deepest
}

impl fmt::Debug for SchemaValidator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SchemaValidator").field("draft", &self.draft).finish_non_exhaustive()
    }
}

/// Two are equal where their schemas are.
impl PartialEq for SchemaValidator {
    fn eq(&self, other: &Self) -> bool {
        self.formats == other.formats && self.draft == other.draft && self.schema() == other.schema()
    }
}
