//! What a pack says of itself besides its events: what its models alone do not tell when they are written as files again.

use super::manifest::FieldSaying;

/// What a pack says of itself besides its events.
#[derive(Debug, Clone, Default)]
pub struct Terms<'m> {
    /// Whether texts of other than their known formats are errors.
    pub asserts_formats: bool,
    /// Whether members beyond those that a schema names are worth a warning, also where the schema lets them be.
    pub is_strict: bool,
    /// The id of the provider that it takes the place of.
    pub replaces: Option<String>,
    /// What is known of members, in every event that has them.
    pub fields: Vec<FieldSaying<'m>>,
}

impl Terms<'_> {
    /// The terms of a provider that is built in: its models say all the rest.
    #[must_use]
    pub fn of_model() -> Self {
        Self { asserts_formats: true, ..Self::default() }
    }
}
