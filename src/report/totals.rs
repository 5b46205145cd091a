//! The totals of a run in a file, for another run to add up.

use serde::{Deserialize, Serialize};

use super::tally::Tally;
use crate::finding::{Rule, Severity};

/// A tally with all that its line tells.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    tally: Tally,
    /// The findings that count: rule, severity, how many.
    findings: Vec<(String, String, u64)>,
}

impl Totals {
    /// Those of a run.
    #[must_use]
    pub fn of(tally: &Tally) -> Self {
        let of = |severity: Severity| {
            let counts = tally.rules.of(severity).into_iter();
            counts.map(move |(rule, count)| (rule.name().to_owned(), severity.name().to_owned(), count))
        };
        Self { tally: tally.clone(), findings: Severity::ALL.into_iter().flat_map(of).collect() }
    }

    /// The tally of the run; nothing where a rule is none.
    #[must_use]
    pub fn tally(self) -> Option<Tally> {
        let mut tally = self.tally;
        for (rule, severity, count) in self.findings {
            tally.rules.count(Rule::named(&rule)?, Severity::named(&severity)?, count);
        }
        Some(tally)
    }
}
