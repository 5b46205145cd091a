//! JSON5 and JSONC, rewritten as JSON.
//!
//! Comments, trailing commas, single quotes, names without quotes, further escapes and white space, line
//! continuations, hexadecimal numbers, a plus sign, points without a digit on one side, `NaN` and `Infinity`: each is
//! replaced by what JSON has for it, and everything else is copied, so nothing is lost. What comes out goes to the one
//! parser, which also finds what is wrong beyond what they allow. A map leads from each byte back to where it was
//! written. Nothing in here recurses, and the work grows with the
//! length of the text alone. A comment may hold any bytes.
//!
//! The grammar is that of <https://spec.json5.org>.

mod dialect;
mod edits;
mod hexadecimal;
mod reader;
mod strings;

use super::tape::MOST_BYTES;
use super::{Document, SyntaxError, SyntaxErrorKind, Tape};
use reader::{Reader, Rewritten};

pub use dialect::{JsonDialect, KeptAsText, Unsayable};

/// A relaxed text, as JSON.
#[derive(Debug)]
pub struct Json5<'t>(Rewritten<'t>);

impl<'t> Json5<'t> {
    /// Rewrites `text`. Whether it is sound shows when it is parsed.
    #[must_use]
    pub fn read(text: &'t [u8]) -> Self {
        if text.len() > MOST_BYTES {
            let error = SyntaxError { offset: MOST_BYTES, kind: SyntaxErrorKind::TooLarge };
            return Self(Rewritten { broken: Some(error), ..Rewritten::default() });
        }
        Self(Reader::new(text).read())
    }

    /// The text as JSON; where what JSON does not have is itself broken, up to there.
    #[must_use]
    pub fn text(&self) -> &[u8] {
        &self.0.text
    }

    /// The same, taken out; everything else can still be asked.
    #[must_use]
    pub fn take_text(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.0.text).into_owned()
    }

    /// Parses the rewritten text.
    ///
    /// # Errors
    ///
    /// The first violation of JSON5's grammar; its offset counts in the text as it was written.
    pub fn parse<'d>(&'d self, tape: &'d mut Tape) -> Result<Document<'d>, SyntaxError> {
        let parsed = tape.parse(&self.0.text);
        match (parsed, self.0.broken) {
            (Err(error), Some(broken)) if error.is_incomplete() => Err(broken),
            (Ok(_), Some(broken)) => Err(broken),
            (Err(error), _) => Err(self.as_written(0, error)),
            (Ok(document), None) => Ok(document),
        }
    }

    /// Where the byte at `offset` of the rewritten text was written, in bytes from the start of the text. What is new
    /// counts as the first byte of what it replaces.
    #[must_use]
    pub fn origin(&self, offset: usize) -> usize {
        self.0.origins.origin(offset)
    }

    /// How far the text is from JSON.
    #[must_use]
    pub fn dialect(&self) -> JsonDialect {
        self.0.dialect
    }

    /// The numbers that had to become texts, in the order of the text.
    #[must_use]
    pub fn kept_as_text(&self) -> &[KeptAsText] {
        &self.0.kept_as_text
    }

    /// What is wrong with something that JSON does not have, where there is such; its offset counts in the text as it was written.
    #[must_use]
    pub fn broken(&self) -> Option<SyntaxError> {
        self.0.broken
    }

    /// An error in the part of the rewritten text that begins at `start`, as one in the text as it was written.
    #[must_use]
    pub fn as_written(&self, start: usize, error: SyntaxError) -> SyntaxError {
        error.moved(|offset| self.origin(start + offset))
    }
}
