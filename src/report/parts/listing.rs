//! Which findings a format lists, and how many of them.

use crate::finding::{Finding, Rule, Severity, Standing};
use crate::report::entry::Located;
use crate::report::tally::Tally;

/// Which findings a format lists: those from a severity on, up to a number. Each format has its own, so that what one
/// of them leaves out costs another nothing.
#[derive(Debug, Clone, Copy)]
pub struct Listing {
    from: Severity,
    /// The rules whose findings are listed whatever their severity, by their place in [`Rule::ALL`].
    always: [bool; Rule::ALL.len()],
    only_counting: bool,
    left: u64,
    withheld: u64,
}

impl Listing {
    /// Every finding from a severity on.
    #[must_use]
    pub const fn from(from: Severity) -> Self {
        Self { from, always: [false; Rule::ALL.len()], only_counting: false, left: u64::MAX, withheld: 0 }
    }

    /// Those of a rule too, whatever their severity.
    #[must_use]
    pub fn and(mut self, rule: Rule) -> Self {
        if let Some(always) = self.always.get_mut(rule as usize) {
            *always = true;
        }
        self
    }

    /// Of those only the ones that count: not what the configuration expects and the baseline knows.
    #[must_use]
    pub const fn only_counting(self) -> Self {
        Self { only_counting: true, ..self }
    }

    /// Of those at most so many.
    #[must_use]
    pub const fn at_most(self, most: Option<u64>) -> Self {
        match most {
            Some(most) => Self { left: most, ..self },
            None => self,
        }
    }

    /// The least severity of what is listed.
    pub(in crate::report) fn least(&self) -> Severity {
        if self.always.contains(&true) { Severity::Note } else { self.from }
    }

    fn takes(&self, finding: &Finding) -> bool {
        let always = self.always.get(finding.rule as usize).copied().unwrap_or_default();
        (always || finding.severity >= self.from)
            && (!self.only_counting || finding.standing == Standing::Counts)
    }

    /// What is listed of findings. What is beyond the number is counted.
    pub(in crate::report) fn of<'a>(&mut self, findings: &'a [Located]) -> Vec<&'a Located> {
        let mut listed = Vec::new();
        for located in findings {
            if !self.takes(&located.finding) {
                continue;
            }
            if self.left == 0 {
                self.withheld += located.finding.count;
            } else {
                self.left -= 1;
                listed.push(located);
            }
        }
        listed
    }

    /// The totals with what was not listed for want of room.
    pub(in crate::report) fn totals(&self, tally: &Tally) -> Tally {
        Tally { withheld: self.withheld, ..tally.clone() }
    }
}
