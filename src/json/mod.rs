//! The lossless JSON document: what was written, and where.
//!
//! [`Tape::parse`] reads one JSON text (RFC 8259) into a flat list of nodes that point into the text. Numbers,
//! strings, keys, member order and duplicate keys stay as they were written; lone surrogates and numbers out of
//! any range are accepted. Nothing in here recurses on the depth of its input.

mod beginning;
mod canonical;
mod copy;
mod crowded;
mod diagnose;
mod document;
mod emit;
mod error;
mod escapes;
mod json5;
mod node;
mod nodes;
mod number;
mod outline;
mod owned;
mod parse;
mod pattern;
mod pointer;
mod position;
mod quote;
mod scalar;
mod scan;
mod tape;
mod trail;
mod unescape;
mod value;
mod walk;
mod without;
mod write;

pub use beginning::Beginning;
pub use canonical::CanonicalError;
pub use document::Document;
pub use emit::{Emitter, Layout};
pub use error::{Inside, SyntaxError, SyntaxErrorKind};
pub(crate) use escapes::{MANY as BLOCK, Structure, string_end};
pub use json5::{Json5, JsonDialect, KeptAsText, Unsayable};
pub use node::{JsonKind, Span};
pub use nodes::Nodes;
pub use number::{compare_numbers, is_number};
pub use outline::{Held, ListItems};
pub use owned::OwnedDocument;
pub use pattern::PointerPattern;
pub use pointer::{Pointer, PointerError};
pub use position::{Position, PositionCursor};
pub use quote::{Escape, quoted, write_quoted, write_units};
pub use scalar::Scalar;
pub use tape::{Abandoned, Tape};
pub(crate) use trail::Trail;
pub use value::{Items, Members, Value};
pub use walk::{Order, Visit, Walk};
pub(crate) use without::write_without;
pub use write::{
    Replace, Replacement, Strings, Style, Unchanged, WriteError, Writer, write_canonical, write_compact,
    write_pretty,
};
