//! Pieces of sources that hold whole records.

use std::sync::Arc;

use memchr::memrchr;

use super::damage::Damage;
use super::framing::Framing;
use super::limits::Limits;
use super::list::ListPart;
use super::sniff::sniff;
use super::source::{Origin, Source};
use super::table::TablePart;
use crate::json::Position;

/// A piece of a source that holds whole records.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what is to be known of a unit, each on its own")]
pub struct Unit {
    /// Where it comes from.
    pub source: Arc<Source>,
    /// Decoded bytes.
    pub text: Vec<u8>,
    /// Where it begins in the source.
    pub start: Position,
    /// How its records stand beside each other.
    pub framing: Framing,
    /// Whether it is the first of its source.
    pub first: bool,
    /// Whether it is the last of its source.
    pub last: bool,
    /// Whether UTF-8's byte order mark stood before it, which is not in its text.
    pub is_marked: bool,
    /// Why the source ends with it, where it should not.
    pub damage: Option<Damage>,
    /// Whether its source, which is live, had nothing more to give: what was made of it should be seen now.
    pub pause: bool,
    /// Which of the sources that are read at once it is of; 0 where they are read one after another.
    pub reader: usize,
    /// The list that its records are items of, where they are read one by one and not with the value around them.
    pub list: Option<ListPart>,
    /// The table that its records are rows of, where they are read one by one.
    pub table: Option<TablePart>,
}

impl Unit {
    /// A text that is there already, whole.
    #[must_use]
    pub fn whole(name: &str, text: &[u8], limits: Limits) -> Self {
        let origin = Origin::Stdin;
        let source = Source { name: name.to_owned(), origin, is_regular: false, by_content: false };
        Self::alone(source, text.to_vec(), sniff(text, true, limits.captures))
    }

    /// All that a source holds.
    pub(super) fn alone(source: Source, text: Vec<u8>, framing: Framing) -> Self {
        Self {
            source: Arc::new(source),
            text,
            start: Position::START,
            framing,
            first: true,
            last: true,
            is_marked: false,
            damage: None,
            pause: false,
            reader: 0,
            list: None,
            table: None,
        }
    }
}

/// The position just past a text that begins at `start`.
pub(super) fn after(text: &[u8], start: Position) -> Position {
    // So many at a time that a byte can count them.
    let begins = |byte: &u8| u8::from(byte & 0xc0 != 0x80);
    let characters = |text: &[u8]| -> usize {
        text.chunks(192).map(|some| usize::from(some.iter().map(begins).sum::<u8>())).sum()
    };
    let saturated = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    match memrchr(b'\n', text) {
        None => {
            Position { line: start.line, column: start.column.saturating_add(saturated(characters(text))) }
        }
        Some(last) => Position {
            line: start.line.saturating_add(saturated(memchr::memchr_iter(b'\n', text).count())),
            column: saturated(characters(text.get(last + 1..).unwrap_or_default())).saturating_add(1),
        },
    }
}
