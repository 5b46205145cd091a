//! What is asked of a copy.

use crate::stand_in::Key;

/// What is asked of a copy.
#[derive(Debug)]
pub struct Options {
    /// What the stand-ins depend on.
    pub key: Key,
    /// Whether amounts of money are changed too.
    pub financial: bool,
    /// What becomes of texts of which nobody knows what they say.
    pub free_text: FreeText,
    /// Whether it is to be told where values were replaced.
    pub places: bool,
}

/// What becomes of texts of several words that no model describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum FreeText {
    /// They become the empty text.
    Drop,
    /// They stay, but for what is recognised in them.
    Keep,
    /// Each word becomes another.
    #[default]
    Mask,
}
