//! A document together with its text.

use std::fmt;

use super::SyntaxError;
use super::document::Document;
use super::tape::Tape;

/// A text together with its nodes, for what is kept longer than a record.
#[derive(Default)]
pub struct OwnedDocument {
    text: String,
    tape: Tape,
}

impl OwnedDocument {
    /// Parses a text and keeps it.
    ///
    /// # Errors
    ///
    /// As for [`Tape::parse`], with the text that is none.
    pub fn parse(text: String) -> Result<Self, (SyntaxError, String)> {
        let mut tape = Tape::new();
        match tape.parse(text.as_bytes()).map(|_| ()) {
            Ok(()) => Ok(Self { text, tape }),
            Err(error) => Err((error, text)),
        }
    }

    /// The document.
    #[must_use]
    pub fn document(&self) -> Document<'_> {
        Document::new(&self.text, self.tape.nodes())
    }
}

/// Says nothing of the text, which may hold secrets.
impl fmt::Debug for OwnedDocument {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.document().fmt(formatter)
    }
}
