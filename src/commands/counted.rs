//! Totals alone: the report of a run whose results are told from an analysis.

use std::io;

use crate::report::{Entry, Report, Tally};

/// The totals, kept for the end.
#[derive(Default)]
pub(super) struct Counted(pub(super) Tally);

impl<'m> Report<'m> for Counted {
    fn entry(&mut self, _: &Entry<'_, 'm>) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        self.0 = tally.clone();
        Ok(())
    }
}
