//! The nodes of a parsed text: what stands where.

/// What a value is. Member names are [`JsonKind::String`] nodes on the tape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `false`
    False,
    /// `true`
    True,
    /// A number, kept as written.
    Number,
    /// A string, kept as written.
    String,
    /// An array: its header is followed by the subtrees of its items.
    Array,
    /// An object: its header is followed by a name and a value's subtree for each member.
    Object,
}

/// A range of bytes in the text, `start` included and `end` not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset just past the last byte.
    pub end: u32,
}

/// One value or member name. 16 bytes, so that a payload's nodes stay in the cache.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) start: u32,
    pub(super) end: u32,
    /// Index just past the subtree; the index of the parent while the container is still being read.
    pub(super) next: u32,
    pub(super) kind: JsonKind,
    /// Whether a string holds a backslash, or a number a point or an exponent: what it means is not what was written.
    pub(super) irregular: bool,
}
