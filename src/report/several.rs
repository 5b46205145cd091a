//! Several formats from one run.

use std::io;

use super::Report;
use super::entry::{Entry, SettingsFile};
use super::tally::Tally;
use crate::engine::Documents;
use crate::input::SourceError;

/// Hands everything to each of its reports, in order.
pub struct Several<'m>(Vec<Box<dyn Report<'m> + Send + 'm>>);

impl<'m> Several<'m> {
    /// A report that is all of these.
    #[must_use]
    pub fn new(reports: Vec<Box<dyn Report<'m> + Send + 'm>>) -> Self {
        Self(reports)
    }
}

impl<'m> Report<'m> for Several<'m> {
    fn documents(&self) -> Documents {
        self.0.iter().fold(Documents::None, |needed, report| needed.or(report.documents()))
    }

    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        self.0.iter_mut().try_for_each(|report| report.entry(entry))
    }

    fn settings(&mut self, file: &SettingsFile<'_>) -> io::Result<()> {
        self.0.iter_mut().try_for_each(|report| report.settings(file))
    }

    fn problem(&mut self, problem: &SourceError) -> io::Result<()> {
        self.0.iter_mut().try_for_each(|report| report.problem(problem))
    }

    fn pause(&mut self) -> io::Result<()> {
        self.0.iter_mut().try_for_each(|report| report.pause())
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        self.0.iter_mut().try_for_each(|report| report.finish(tally))
    }
}
