//! The lossless JSON document: what was written, and where.
//!
//! [`Tape::parse`] reads one JSON text (RFC 8259) into a flat list of nodes that point into the text. Numbers,
//! strings, keys, member order and duplicate keys stay as they were written; lone surrogates and numbers out of
//! any range are accepted. Nothing in here recurses on the depth of its input.

mod beginning;
mod canonical;
mod diagnose;
mod document;
mod error;
mod json5;
mod nodes;
mod number;
mod parse;
mod pointer;
mod position;
mod scan;
mod tape;
mod trail;
mod unescape;
mod value;
mod write;

pub use beginning::Beginning;
pub use canonical::{CanonicalError, write_canonical};
pub use document::{Document, OwnedDocument};
pub use error::{Inside, SyntaxError, SyntaxErrorKind};
pub use json5::{Json5, KeptAsText, Liberties, Unsayable};
pub use nodes::Nodes;
pub use pointer::{Pointer, PointerPattern};
pub use position::{Position, PositionCursor};
pub use tape::{Abandoned, JsonKind, Span, Tape};
pub(crate) use trail::Trail;
pub use value::{Items, Members, Value};
pub use write::{write_compact, write_pretty, write_sorted};
