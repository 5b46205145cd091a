//! Sources in, examined records out: which event each record is, and what is wrong with it.

mod examined;
mod examiner;
mod no_payload;
mod unit;

pub use examined::{Body, Examined, ExaminedUnit};
pub use examiner::{Examiner, Product, Scratch, Unwrapping, below, source_policy};
pub use no_payload::log_without_payload;
pub use unit::requested;
