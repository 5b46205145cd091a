//! Several formats from one run.

use std::io;

use super::Report;
use super::entry::Entry;
use super::tally::Tally;
use crate::input::SourceError;

/// Hands everything to each of its reports, in order.
pub struct Several(Vec<Box<dyn Report + Send>>);

impl Several {
    /// A report that is all of these.
    #[must_use]
    pub fn new(reports: Vec<Box<dyn Report + Send>>) -> Self {
        Self(reports)
    }
}

impl Report for Several {
    fn reads_values(&self, entry: &Entry<'_>) -> bool {
        self.0.iter().any(|report| report.reads_values(entry))
    }

    fn entry(&mut self, entry: &Entry<'_>) -> io::Result<()> {
        self.0.iter_mut().try_for_each(|report| report.entry(entry))
    }

    fn problem(&mut self, problem: &SourceError) -> io::Result<()> {
        self.0.iter_mut().try_for_each(|report| report.problem(problem))
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        self.0.iter_mut().try_for_each(|report| report.finish(tally))
    }
}
