//! How verdicts are shown: one file per output format. Every text passes the mask and the screen first.

pub mod catalogue;
mod chains;
mod concise;
mod difference;
mod difference_json;
mod entry;
mod evidence;
mod fingerprint;
mod github;
mod gitlab;
mod grid;
mod human;
mod json;
mod junit;
mod mask;
mod neutral;
mod overview;
mod place;
mod rows;
mod sarif;
mod several;
mod snippet;
mod statistics;
mod style;
mod table;
mod tally;
mod terminal;
mod unwrapped;
mod verdicts;

pub use chains::Chains;
pub use concise::Concise;
pub use difference::{Compared, Side};
pub use difference_json::{Differences, PairsDocument};
pub use entry::{Entry, Located};
pub use evidence::Evidence;
pub use github::GitHub;
pub use gitlab::GitLab;
pub use human::Human;
pub use json::{Json, Layout};
pub use junit::JUnit;
pub use mask::{Mask, Show, veil};
pub use neutral::{Chosen, NeutralEvents, NeutralRows, PayloadForm, Payloads, masked_event};
pub use overview::Overview;
pub use place::Base;
pub use rows::Rows;
pub use sarif::Sarif;
pub use several::Several;
pub use statistics::Statistics;
pub use style::Style;
pub use table::Table;
pub use tally::{ExitStatus, Tally};
pub use terminal::Screen;
pub use unwrapped::{Bodies, Captures, is_body};
pub use verdicts::{Checked, Verdicts, VerdictsFormat};

use std::io;

use crate::input::SourceError;

/// An output format: takes the records one after another, then the totals.
pub trait Report {
    /// Whether it shows values or source text of this record, so that the record has to be parsed once more.
    fn reads_values(&self, _: &Entry<'_>) -> bool {
        false
    }
    /// Shows one record.
    fn entry(&mut self, entry: &Entry<'_>) -> io::Result<()>;
    /// Shows a source that could not be read; standard error has told of it already.
    fn problem(&mut self, _: &SourceError) -> io::Result<()> {
        Ok(())
    }
    /// Shows what comes after the last record.
    fn finish(&mut self, tally: &Tally) -> io::Result<()>;
}
