//! Ways to the members of a payload.

use super::facts::Sensitivity;

/// The way to a member, from the payload's root, one key a step; `*` stands for every item of an array.
pub type Path<'m> = &'m [&'m str];

/// A place in payloads and who must not see what stands there, whether or not the model has a member there. Lists are entered
/// with or without a `*`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SensitivePath<'m> {
    /// The way to it.
    pub path: Path<'m>,
    /// Who must not see it.
    pub sensitivity: Sensitivity,
}
