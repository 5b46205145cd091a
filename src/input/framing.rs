//! How the records of a source stand beside each other.

/// The separator of JSON text sequences, RFC 7464, section 2.2.
pub(super) const RECORD_SEPARATOR: u8 = 0x1e;

/// How the records of a source stand beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// One value a line (NDJSON, JSON Lines).
    Lines,
    /// Each value after a record separator (RFC 7464).
    Sequence,
    /// Values one after another, or the items of a top-level array.
    Values {
        /// Whether the unit begins between the items of an array.
        in_array: bool,
    },
    /// Text that is not JSON, whole: an HTTP message, a command, a table, a small log.
    Text,
    /// The lines of a log.
    Log,
    /// Not text at all.
    Binary,
}
