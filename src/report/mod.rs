//! How verdicts are shown: one file per output format. Every text passes the mask and the screen first.

pub mod catalogue;
mod concise;
mod entry;
mod evidence;
mod grid;
mod human;
mod json;
mod mask;
mod money;
mod overview;
mod rows;
mod snippet;
mod style;
mod table;
mod tally;
mod terminal;

pub use concise::Concise;
pub use entry::{Entry, Located};
pub use evidence::Evidence;
pub use human::Human;
pub use json::{Json, Layout};
pub use mask::{Mask, Show, veil};
pub use overview::Overview;
pub use rows::Rows;
pub use style::Style;
pub use table::Table;
pub use tally::{ExitStatus, FailOn, Tally};
pub use terminal::Screen;

use std::io;

/// An output format: takes the records one after another, then the totals.
pub trait Report {
    /// Whether it shows values or source text of this record, so that the record has to be parsed once more.
    fn reads_values(&self, _: &Entry<'_>) -> bool {
        false
    }
    /// Shows one record.
    fn entry(&mut self, entry: &Entry<'_>) -> io::Result<()>;
    /// Shows what comes after the last record.
    fn finish(&mut self, tally: &Tally) -> io::Result<()>;
}
