//! The second opinion: the `jsonschema` crate over our own documents, for what the models cannot say.
//!
//! A [`SchemaValidator`] is one schema, compiled when it is first needed. It never reads a file and never touches the network:
//! what its schema refers to stands in the schema.

mod representation;

use std::sync::OnceLock;

use jsonschema::{Draft, PatternOptions, Validator};
use serde_json::Value as Schema;

use crate::json::Value;

pub use representation::{Instance, InstanceItems, InstanceMembers, Lossless, NameBuffer};

/// How many steps a pattern with look-around may take on one text, before the engine gives up on it. Patterns
/// without take time in proportion to the text.
const MOST_STEPS: usize = 100_000;

/// How large a compiled pattern may be, in bytes.
const LARGEST_PATTERN: usize = 4 << 20;

/// One schema, whole: everything that it refers to is in it.
#[derive(Debug)]
pub struct SchemaValidator {
    schema: Schema,
    draft: Draft,
    formats: bool,
    validator: OnceLock<Result<Validator<Lossless>, String>>,
}

impl SchemaValidator {
    /// Validates by `schema`, which is JSON Schema 2020-12. `formats` says whether a text in another than its known
    /// format is wrong.
    #[must_use]
    pub const fn new(schema: Schema, formats: bool) -> Self {
        Self { schema, draft: Draft::Draft202012, formats, validator: OnceLock::new() }
    }

    /// The same of another draft, as the schema stands.
    #[must_use]
    pub const fn of_draft(mut self, draft: Draft) -> Self {
        self.draft = draft;
        self
    }

    /// The schema.
    #[must_use]
    pub const fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Compiles the schema, the first time.
    ///
    /// # Errors
    ///
    /// What is wrong with it: a keyword's value, a reference into nowhere, a pattern that is none.
    pub fn ready(&self) -> Result<&Validator<Lossless>, &str> {
        let made = self.validator.get_or_init(|| {
            let patterns =
                PatternOptions::fancy_regex().backtrack_limit(MOST_STEPS).size_limit(LARGEST_PATTERN);
            jsonschema::options_for::<Lossless>()
                .with_draft(self.draft)
                .with_pattern_options(patterns)
                .should_validate_formats(self.formats)
                .offline()
                .build(&self.schema)
                .map_err(|error| error.to_string())
        });
        made.as_ref().map_err(String::as_str)
    }

    /// Whether a value is as the schema says. A schema that cannot be compiled accepts nothing.
    #[must_use]
    pub fn accepts(&self, value: Value<'_>) -> bool {
        self.ready().is_ok_and(|validator| validator.is_valid(Instance(value)))
    }
}

/// Two are equal where their schemas are.
impl PartialEq for SchemaValidator {
    fn eq(&self, other: &Self) -> bool {
        self.formats == other.formats && self.draft == other.draft && self.schema == other.schema
    }
}
