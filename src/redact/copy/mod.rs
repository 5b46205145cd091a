//! Copies that can be shared: the same text with stand-ins where something is secret or personal.
//!
//! What a value becomes depends on the value, its kind and a key, and on nothing else: two files that name one person
//! name one person afterwards, and whoever lacks the key finds no way back. Everything that is not replaced stays byte for
//! byte. A copy of a copy with the same key is the copy.

mod account;
mod bodies;
mod copyist;
mod cover;
mod edits;
mod fits;
#[cfg(feature = "packs")]
mod fitting;
mod grams;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that fails may say so in the shortest way")]
mod growth;
mod hashes;
mod json;
mod layer;
mod measure;
mod money;
mod options;
mod personal;
mod remembered;
mod replacer;
mod terms;
mod text;
mod traces;
mod unit;
mod words;

use std::sync::Arc;

pub use account::Account;
pub use copyist::{Copied, Copyist};
pub(super) use cover::Cover;
pub(super) use layer::base64_layer;
pub use options::{FreeText, Options};
pub(super) use text::{Embedded, embedded};
pub use unit::{Arrangement, CopiedUnit, Remark};
pub use words::with_other_words;

use super::declared::Names;
use crate::registry::Registry;

/// Makes copies. Shared by all workers.
#[derive(Debug)]
pub struct Copies<'r, 'm> {
    registry: &'r Registry<'m>,
    names: Arc<Names>,
    options: Options,
}

impl<'r, 'm> Copies<'r, 'm> {
    /// Copies of payloads that the registry's providers may have sent.
    #[must_use]
    pub fn new(registry: &'r Registry<'m>, options: Options) -> Self {
        Self { registry, names: Arc::new(Names::of(registry)), options }
    }

    /// What is asked of them.
    #[must_use]
    pub const fn options(&self) -> &Options {
        &self.options
    }

    /// Somebody who copies records.
    #[must_use]
    pub fn copyist(&self) -> Copyist<'_, 'm> {
        Copyist::new(self.registry, &self.names, &self.options)
    }
}
