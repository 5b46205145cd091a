//! What changed between two payloads: one walk over both, steered by the model, without recursion.

mod align;
mod compare;
mod patch;
mod shape;

pub use compare::compare;
pub use patch::{Operation, patch};
pub use shape::{compare_shapes, type_name};

use crate::json::{Pointer, Value};
use crate::model::Field;

/// How two payloads are compared.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings {
    /// Fields that differ from delivery to delivery are compared too.
    pub all: bool,
    /// Numbers and texts are compared as they are written, not by what they mean.
    pub exact: bool,
    /// Arrays are aligned by position and content alone, even where the model knows an identity.
    pub in_order: bool,
}

/// What became of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is only in the second payload.
    Added,
    /// It is only in the first.
    Removed,
    /// It is in both, and not the same.
    Changed,
}

impl Kind {
    /// `+`, `-`, `~`.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::Added => '+',
            Self::Removed => '-',
            Self::Changed => '~',
        }
    }

    /// `added`, `removed`, `changed`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// One difference.
#[derive(Debug, Clone)]
pub struct Change<'a> {
    /// What became of the place.
    pub kind: Kind,
    /// The place in the first payload; what was added has the place of its container there, and its own key or index.
    pub pointer: Pointer,
    /// The place for people: `data.promotions[id 7].status`.
    pub label: String,
    /// What was there.
    pub old: Option<Value<'a>>,
    /// What is there now.
    pub new: Option<Value<'a>>,
    /// What the model says of the place.
    pub field: Option<&'a Field<'a>>,
    /// The container that it is in, in the order in which containers were met.
    pub(crate) container: u32,
    /// For an item of an array: its index in the first payload, or in the second if it was added.
    pub(crate) index: Option<u32>,
    /// Where it is shown among the others.
    order: (u32, u32),
}

/// A field that was not compared.
#[derive(Debug, Clone)]
pub struct Skipped {
    /// The place in the first payload, or in the second where only that has it.
    pub pointer: Pointer,
    /// The place for people.
    pub label: String,
    /// Whether it differs.
    pub differs: bool,
}

/// What came out.
#[derive(Debug, Default)]
pub struct Difference<'a> {
    /// The differences, in the order of the first payload.
    pub changes: Vec<Change<'a>>,
    /// Fields that were not compared because they are different in every delivery.
    pub skipped: Vec<Skipped>,
    /// What the reader should know about how it was compared.
    pub remarks: Vec<String>,
}

impl Difference<'_> {
    /// How many changes are of a kind.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.changes.iter().filter(|change| change.kind == kind).count()
    }
}
