//! Pieces of sources that hold whole records.

use std::sync::Arc;

use super::damage::Damage;
use super::framing::Framing;
use super::limits::Limits;
use super::list::ListPart;
use super::sniff::sniff;
use super::source::{Origin, Source};
use crate::json::Position;

/// A piece of a source that holds whole records.
#[derive(Debug)]
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
    /// Why the source ends with it, where it should not.
    pub damage: Option<Damage>,
    /// Whether its source, which is live, had nothing more to give: what was made of it should be seen now.
    pub pause: bool,
    /// Which of the sources that are read at once it is of; 0 where they are read one after another.
    pub reader: usize,
    /// The list that its records are items of, where they are read one by one and not with the value around them.
    pub list: Option<ListPart>,
}

impl Unit {
    /// A text that is there already, whole.
    #[must_use]
    pub fn whole(name: &str, text: &[u8], limits: Limits) -> Self {
        Self {
            source: Arc::new(Source {
                name: name.to_owned(),
                origin: Origin::Stdin,
                is_regular: false,
                by_content: false,
            }),
            text: text.to_vec(),
            start: Position::START,
            framing: sniff(text, true, limits.captures),
            first: true,
            last: true,
            damage: None,
            pause: false,
            reader: 0,
            list: None,
        }
    }
}
