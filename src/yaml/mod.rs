//! YAML as JSON: the text is rewritten, and each value keeps the place where it stood.
//!
//! The core schema of YAML 1.2. Aliases are written out, up to a size; what is nested too deeply is refused.

mod events;
mod scalar;
mod values;
mod writer;

use crate::json::Position;
use events::Events;
use saphyr_parser::Event;
use thiserror::Error;
pub use values::Values;
pub use writer::MOST_LEVELS;
use writer::Writer;

/// How many bytes aliases may add to a document.
const LARGEST: usize = 64 << 20;

/// A YAML text as JSON.
#[derive(Debug, Clone, Default)]
pub struct Rewritten {
    /// The same data as JSON.
    pub text: String,
    /// Where each value, key and container of `text` stood, in their order.
    pub places: Vec<Place>,
}

/// Where a value stands that was rewritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Where it begins in the JSON, in bytes.
    pub written: usize,
    /// Where it stood.
    pub spot: Spot,
}

/// A place in a YAML text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spot {
    /// In bytes.
    pub offset: usize,
    /// As line and column.
    pub position: Position,
}

/// Why a text cannot be rewritten.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{cause}")]
pub struct Broken {
    /// Where.
    pub spot: Spot,
    /// What is the matter: `is not YAML: ...`.
    pub cause: String,
}

impl Broken {
    fn new(spot: Spot, cause: impl Into<String>) -> Self {
        Self { spot, cause: cause.into() }
    }
}

/// Rewrites a text of one document.
///
/// # Errors
///
/// The place and the cause, where it is not YAML, holds nothing or more than one document, or is nested too deeply.
pub fn rewrite(yaml: &str) -> Result<Rewritten, Broken> {
    let mut writer = Writer::new(LARGEST);
    let mut documents = 0;
    for event in Events::new(yaml, Spot { offset: 0, position: Position::START }) {
        let (event, spot) = event?;
        if matches!(event, Event::DocumentStart(_)) {
            documents += 1;
            if documents > 1 {
                return Err(Broken::new(spot, "is a second document: a file holds one"));
            }
        }
        writer.event(&event, spot)?;
    }
    if writer.is_empty() {
        return Err(Broken::new(Spot { offset: 0, position: Position::START }, "holds nothing"));
    }
    Ok(writer.take())
}
