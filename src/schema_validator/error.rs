//! Why a schema is of no use.

use thiserror::Error;

/// Why a schema cannot be compiled, as the crate that compiles it says.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct CompileError(String);

impl CompileError {
    pub(super) fn new(error: &jsonschema::ValidationError<'_>) -> Self {
        Self(error.to_string())
    }
}
