//! Totals, and on standard error the records that cannot be read: the report of a run whose results are told from an analysis
//! that they are not in.

use std::io;

use super::console::Console;
use crate::model::Status;
use crate::report::{Entry, Report, Tally};

/// How many records that cannot be read are told one by one.
const MOST_TOLD: u64 = 10;

/// Tells of the records that cannot be read, where they are.
pub(super) struct Broken {
    console: Console,
    told: u64,
    /// The totals, kept for the end.
    pub(super) tally: Tally,
}

impl Broken {
    /// Tells of none yet.
    pub(super) fn new(console: Console) -> Self {
        Self { console, told: 0, tally: Tally::default() }
    }
}

impl<'m> Report<'m> for Broken {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        if entry.status == Status::Unreadable {
            self.told += 1;
            if self.told <= MOST_TOLD {
                let what = entry.findings.first().map(|located| entry.sentence(located)).unwrap_or_default();
                let at = entry.findings.first().map_or(entry.position, |located| located.position);
                self.console.say(&format!("{}:{}:{}: {what}", entry.source, at.line, at.column));
            }
        }
        Ok(())
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        if self.told > MOST_TOLD {
            self.console.say(&format!("and {} more that cannot be read", self.told - MOST_TOLD));
        }
        self.tally = tally.clone();
        Ok(())
    }
}
