//! Which records are wanted.

use globset::{Error, Glob, GlobMatcher};

use crate::finding::Rule;
use crate::model::{Identification, Status};

/// Which records are wanted: those that every kind of condition lets through. The default lets through all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Patterns of events' ids that are wanted; none means all.
    wanted: Vec<GlobMatcher>,
    /// Patterns of those that are not.
    unwanted: Vec<GlobMatcher>,
    statuses: Vec<Status>,
    rules: Vec<Rule>,
}

impl Filter {
    /// Records of events whose id fits one of the patterns and none that begins with `!`, with one of these verdicts and
    /// a finding of one of these rules. What is empty asks for nothing.
    ///
    /// # Errors
    ///
    /// A pattern that is not a glob.
    pub fn new(events: &[String], statuses: Vec<Status>, rules: Vec<Rule>) -> Result<Self, Error> {
        let matcher = |pattern: &str| Glob::new(pattern).map(|glob| glob.compile_matcher());
        let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
        for pattern in events {
            match pattern.strip_prefix('!') {
                Some(pattern) => unwanted.push(matcher(pattern)?),
                None => wanted.push(matcher(pattern)?),
            }
        }
        Ok(Self { wanted, unwanted, statuses, rules })
    }

    /// Whether payloads have to be checked to know.
    pub(super) const fn needs_verdicts(&self) -> bool {
        !self.statuses.is_empty() || !self.rules.is_empty()
    }

    /// Whether a record is wanted that is this event, with this verdict and findings of these rules.
    pub(super) fn keeps(
        &self,
        identification: Option<&Identification<'_>>,
        status: Status,
        mut broken: impl Iterator<Item = Rule>,
    ) -> bool {
        (self.statuses.is_empty() || self.statuses.contains(&status))
            && (self.rules.is_empty() || broken.any(|rule| self.rules.contains(&rule)))
            && self.keeps_event(identification, status)
    }

    fn keeps_event(&self, identification: Option<&Identification<'_>>, status: Status) -> bool {
        if self.wanted.is_empty() && self.unwanted.is_empty() {
            return true;
        }
        let names = names(identification, status);
        let matches = |patterns: &[GlobMatcher]| {
            names.iter().any(|name| patterns.iter().any(|pattern| pattern.is_match(name)))
        };
        (self.wanted.is_empty() || matches(&self.wanted)) && !matches(&self.unwanted)
    }
}

/// What a record is called: the ids of all events that it may be; `PROVIDER/NAME` of an unknown event, or else the
/// verdict.
fn names(identification: Option<&Identification<'_>>, status: Status) -> Vec<String> {
    match identification {
        Some(Identification::Identified { model, .. }) => vec![model.id()],
        Some(Identification::Ambiguous { candidates, .. }) => {
            candidates.iter().map(|model| model.id()).collect()
        }
        Some(Identification::UnknownEvent { provider, name, .. }) => {
            vec![format!("{}/{name}", provider.id)]
        }
        _ => vec![status.name().to_owned()],
    }
}
