//! What a text does that JSON does not let it.

/// How far a text is from JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonDialect {
    /// It is JSON.
    Json,
    /// Comments and trailing commas, as JSONC has them.
    Jsonc,
    /// More than that.
    Json5,
}

/// A number that no JSON number can say, and that is therefore a text now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptAsText {
    /// Where it begins in the rewritten text, in bytes.
    pub offset: usize,
    /// What it is.
    pub what: Unsayable,
}

/// A number that JSON has no number for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsayable {
    /// `NaN`
    NotANumber,
    /// `Infinity`
    Infinity,
    /// `-Infinity`
    NegativeInfinity,
    /// A hexadecimal number of more digits than are converted.
    LongHexadecimal,
}

impl Unsayable {
    /// What it is, as a noun: `Infinity`.
    #[must_use]
    pub const fn noun(self) -> &'static str {
        match self {
            Self::NotANumber => "NaN",
            Self::Infinity => "Infinity",
            Self::NegativeInfinity => "-Infinity",
            Self::LongHexadecimal => "a hexadecimal number of more than 4096 digits",
        }
    }
}
