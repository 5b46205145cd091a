//! How much is read at the most.

/// Whether a text that begins so has to be read whole.
pub type IsWhole = fn(&[u8]) -> bool;

/// How much is read at the most, and of what kind.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How far compressed data may grow.
    pub growth: Growth,
    /// Bytes of one record.
    pub record: usize,
    /// Bytes that a unit of a large source aims at; a file of no more than four times as many is one unit.
    pub block: usize,
    /// Text that is no JSON is handed over as it is, for the captures in it; this tells which has to be read whole.
    pub captures: Option<IsWhole>,
    /// Whether every source is one text in JSON5, whatever its name.
    pub loose: bool,
    /// Whether files are read on as they grow, all at once, until the run is asked to stop.
    pub follow: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            growth: Growth::Proportionate,
            record: 1 << 30,
            block: 1 << 20,
            captures: None,
            loose: false,
            follow: false,
        }
    }
}

/// How far compressed data may grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Growth {
    /// In proportion to its size: captures shrink to a tenth or a fiftieth, bombs to a thousandth and less.
    Proportionate,
    /// To so many bytes, whatever its size.
    UpTo(u64),
}

/// What is read of compressed data whatever its size, in bytes.
const ALWAYS: u64 = 64 << 20;
/// How many times its size it may grow to.
const TIMES: u64 = 1000;
/// What is never exceeded unless asked for.
const MOST: u64 = 16 << 30;

/// The same for a single record or body, which is held in memory as a whole.
const ALWAYS_HELD: u64 = 16 << 20;
const TIMES_HELD: u64 = 100;

impl Growth {
    /// To how many bytes data of so many compressed ones may grow.
    #[must_use]
    pub fn of_source(self, compressed: u64) -> u64 {
        match self {
            Self::Proportionate => compressed.saturating_mul(TIMES).clamp(ALWAYS, MOST),
            Self::UpTo(limit) => limit,
        }
    }

    /// To how many bytes a part may grow that is held in memory as a whole.
    #[must_use]
    pub fn of_record(self, compressed: u64) -> u64 {
        match self {
            Self::Proportionate => compressed.saturating_mul(TIMES_HELD).clamp(ALWAYS_HELD, MOST),
            Self::UpTo(limit) => limit,
        }
    }
}
