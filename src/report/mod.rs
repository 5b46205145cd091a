//! How verdicts are shown: one file per output format. Every text passes the mask and the screen first.

mod ci;
mod delimited;
mod entry;
mod human;
mod json;
mod markdown;
mod parts;
mod several;
mod tally;
mod totals;

pub use ci::drift::{drift_github, drift_sarif};
pub use ci::github::GitHub;
pub use ci::gitlab::GitLab;
pub use ci::junit::JUnit;
pub use ci::place::Base;
pub use ci::sarif::Sarif;
pub use delimited::Separator;
pub use delimited::column::{ColumnError, SheetColumn};
pub use delimited::records::RecordSheet;
pub use delimited::summary::summary_sheet;
pub use entry::{Entry, Located, SettingsFile, Subject};
pub use human::catalogue;
pub use human::chains::Chains;
pub use human::concise::Concise;
pub use human::difference::{Compared, Side};
pub use human::drift::DriftPage;
pub use human::evidence::Evidence;
pub use human::findings::Human;
pub use human::line::Line;
pub use human::overview::Overview;
pub use human::page::page;
pub use human::rows::Rows;
pub use human::statistics::Statistics;
pub use human::summary::{SummaryPage, summary_in_short};
pub use human::table::Table;
pub use human::timeline::Timeline;
pub use human::unpaired::Unpaired;
pub use human::verdicts::{Check, Checked, Verdicts};
pub use json::captures::{Bodies, Captures, is_body, masked_body};
pub use json::difference::{Differences, PairCounts, PairsDocument, PatchError};
pub use json::drift::drift_json;
pub use json::frame::{EventName, Layout};
pub use json::neutral::{Chosen, EachEvent, NeutralEvents, PRETTY, PayloadForm, Payloads, masked_event};
pub use json::records::Json;
pub use json::signatures::{Signature, Signatures};
pub use json::summary::summary_json;
pub use markdown::drift_markdown;
pub use parts::advice;
pub use parts::coloured::ColouredJson;
pub use parts::departures::departure_evidence;
pub use parts::listing::Listing;
pub use parts::notation::Notation;
pub use parts::style::Style;
pub use parts::terminal::{HarmlessJson, Screen, harmless, harmless_lines, harmless_toml};
pub use several::Several;
pub use tally::{ExitStatus, RuleCounts, Tally};
pub use totals::Totals;

use std::io;

use crate::engine::Documents;
use crate::input::SourceError;

/// An output format: takes the records one after another, then the totals.
pub trait Report<'m> {
    /// Of which records it shows values or source text, so that the parsed payload has to be kept for it.
    fn documents(&self) -> Documents {
        Documents::None
    }
    /// Shows one record.
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()>;
    /// Shows what has no effect in the configuration or the baseline.
    fn settings(&mut self, _: &SettingsFile<'_>) -> io::Result<()> {
        Ok(())
    }
    /// Shows a source that could not be read; standard error has told of it already.
    fn problem(&mut self, _: &SourceError) -> io::Result<()> {
        Ok(())
    }
    /// Nothing more comes for the moment, from a source that is live: what was shown should be seen now.
    fn pause(&mut self) -> io::Result<()> {
        Ok(())
    }
    /// Shows what comes after the last record.
    fn finish(&mut self, tally: &Tally) -> io::Result<()>;
}

/// Takes what an analysis made of each record, before the record is reported.
pub trait Products<'m, P> {
    /// Takes that of one record.
    fn product(&mut self, entry: &Entry<'_, 'm>, product: P) -> io::Result<()>;
    /// Nothing more comes for the moment: what was made of records should be seen now.
    fn pause(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Nothing is done with it.
impl<'m, P> Products<'m, P> for () {
    fn product(&mut self, _: &Entry<'_, 'm>, _: P) -> io::Result<()> {
        Ok(())
    }
}
