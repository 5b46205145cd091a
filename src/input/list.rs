//! Lists inside one value whose items are records: a recording of a gigabyte is read item by item, as its lines would be.

use std::fmt;
use std::sync::Arc;

use super::source::Source;

/// How many items of a list are seen before it is asked what they are, unless they are large.
pub(super) const FIRST_ITEMS: usize = 16;

/// From how many bytes on fewer items than that are enough.
pub(super) const LARGE: usize = 4 << 20;

/// What the items of a list are: a number that only who has given it understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListKind(pub u32);

/// Tells of the beginning of a value whether the items of the list that stands last in it may be read one by one, and
/// what they are. The text is a value by itself: its list holds the first items, and nothing stands behind it.
pub type AskList<'l> = &'l (dyn Fn(&Source, &[u8]) -> Option<ListKind> + Sync);

/// The part of a list that a unit holds.
#[derive(Debug, Clone)]
pub struct ListPart {
    /// What its items are.
    pub kind: ListKind,
    /// Where the first of them begins in the unit's text: before it stands what the value begins with.
    pub start: usize,
    /// Where the list is closed, if the unit holds its end, in bytes from the start of the unit's text.
    pub end: Option<usize>,
    /// What the value begins with, up to the last item that it was told by.
    pub beginning: Beginning,
}

impl ListPart {
    /// What stands around the list, with its first items, where the unit holds its end: the text by which it can be
    /// judged again, and how much of that is not of the unit.
    #[must_use]
    pub fn around(&self, text: &[u8]) -> Option<(Vec<u8>, usize)> {
        let behind = text.get(self.end?..)?;
        Some(([&self.beginning.0, behind].concat(), self.beginning.0.len()))
    }
}

/// What a value begins with.
#[derive(Clone)]
pub struct Beginning(pub(super) Arc<[u8]>);

impl fmt::Debug for Beginning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} bytes", self.0.len())
    }
}
