//! What changed between two payloads: one walk over both, steered by the model, without recursion.

mod align;
mod anchors;
mod compare;
mod outline;
mod pairs;
mod patch;
mod place;
mod same;
mod shape;
mod unfold;

pub use compare::compare;
pub use outline::Outline;
pub use pairs::{Identity, PairedBy, Pairing, pair};
pub use patch::{Operation, patch};
pub use place::{Place, Places};
pub use shape::{compare_shapes, type_name};
pub use unfold::{compare_unfolded, unfolded};

use crate::json::Value;
use crate::model::Field;
use place::PathStep;

/// How many bytes the places of all changes may take to write, beside those of the payloads: what lies deep in a large
/// payload, at many places, would be written as often as it is deep.
const MOST_WRITTEN: u64 = 16 << 20;
/// How many remarks are kept.
const MOST_REMARKS: usize = 20;

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
pub enum ChangeKind {
    /// It is only in the second payload.
    Added,
    /// It is only in the first.
    Removed,
    /// It is in both, and not the same.
    Changed,
}

impl ChangeKind {
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
    pub kind: ChangeKind,
    /// The place in the first payload; what was added has the place of its container there, and its own key or index.
    pub place: Place,
    /// What was there.
    pub old: Option<Value<'a>>,
    /// What is there now.
    pub new: Option<Value<'a>>,
    /// What the model says of the place.
    pub field: Option<&'a Field<'a>>,
    /// Whether its value says what was before and what is now.
    pub is_pair: bool,
    /// The container that it is in, in the order in which containers were met.
    pub(crate) container: u32,
    /// For an item of an array: its index in the first payload, or in the second if it was added.
    pub(crate) index: Option<u32>,
    /// Where it is shown among the others.
    order: (u32, u32),
}

/// A field that was not compared.
#[derive(Debug, Clone, Copy)]
pub struct Skipped {
    /// The place in the first payload, or in the second where only that has it.
    pub place: Place,
    /// Whether it differs.
    pub differs: bool,
}

/// How many changes there are of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Only in the second payload.
    pub added: usize,
    /// Only in the first.
    pub removed: usize,
    /// In both, and not the same.
    pub changed: usize,
}

impl Counts {
    /// All of them.
    #[must_use]
    pub const fn all(self) -> usize {
        self.added + self.removed + self.changed
    }

    const fn of(&mut self, kind: ChangeKind) -> &mut usize {
        match kind {
            ChangeKind::Added => &mut self.added,
            ChangeKind::Removed => &mut self.removed,
            ChangeKind::Changed => &mut self.changed,
        }
    }
}

/// What the reader should know about how two payloads were compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it is about; none where it is about the whole.
    pub place: Option<Place>,
    /// What is said.
    pub text: String,
}

/// What came out.
#[derive(Debug)]
pub struct Difference<'a> {
    /// The differences, in the order of the first payload.
    pub changes: Vec<Change<'a>>,
    /// Those beyond the ones that are listed: their places would take too much room.
    pub unlisted: Counts,
    /// Fields that were not compared because they are different in every delivery.
    pub skipped: Vec<Skipped>,
    /// What the reader should know about how it was compared.
    pub remarks: Vec<Remark>,
    /// Where all that is.
    pub places: Places<'a>,
    /// How many bytes of places may still be written.
    room: u64,
}

impl<'a> Difference<'a> {
    fn new(a: Value<'a>, b: Value<'a>) -> Self {
        Self {
            changes: Vec::new(),
            unlisted: Counts::default(),
            skipped: Vec::new(),
            remarks: Vec::new(),
            places: Places::default(),
            room: MOST_WRITTEN + (a.raw().len() + b.raw().len()) as u64,
        }
    }

    /// Whether there is room for one more place.
    fn has_room(&mut self, place: Place) -> bool {
        let room = self.room.checked_sub(self.places.length(place));
        self.room = room.unwrap_or_default();
        room.is_some()
    }

    fn add(&mut self, change: Change<'a>) {
        if self.has_room(change.place) {
            self.changes.push(change);
        } else {
            *self.unlisted.of(change.kind) += 1;
        }
    }

    fn skip(&mut self, container: Place, step: PathStep<'a>, differs: bool) {
        let place = self.places.within(container, step);
        if self.has_room(place) {
            self.skipped.push(Skipped { place, differs });
        }
    }

    fn remark(&mut self, place: Place, remark: &str) {
        if self.remarks.len() < MOST_REMARKS && self.has_room(place) {
            self.remarks.push(Remark { place: Some(place), text: remark.to_owned() });
        }
    }

    /// Whether there is no difference.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.unlisted == Counts::default()
    }

    /// How many changes there are, listed or not.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = self.unlisted;
        for change in &self.changes {
            *counts.of(change.kind) += 1;
        }
        counts
    }
}
