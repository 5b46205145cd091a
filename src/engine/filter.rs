//! Which records are wanted.

use std::fmt::Debug;
use std::sync::Arc;

use globset::{Error, Glob, GlobMatcher};

use crate::capture::Captured;
use crate::finding::Rule;
use crate::json::Document;
use crate::model::{Identification, Status};

/// A record as a filter sees it: examined, and not yet handed on.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a, 'm> {
    /// Which event it is, unless it is unreadable.
    pub identification: Option<&'a Identification<'m>>,
    /// The verdict.
    pub status: Status,
    /// The parsed payload, where it could be read.
    pub document: Option<Document<'a>>,
    /// What it was taken out of, and what else is known of the request.
    pub capture: Option<&'a Captured>,
}

/// Something that is true of a record or not, whichever came before it.
pub trait Predicate: Debug + Send + Sync {
    /// Whether it is true of this one.
    fn holds(&self, candidate: &Candidate<'_, '_>) -> bool;
}

/// Which records are wanted: those that every kind of condition lets through. The default lets through all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Patterns of events' ids that are wanted; none means all.
    wanted: Vec<GlobMatcher>,
    /// Patterns of those that are not.
    unwanted: Vec<GlobMatcher>,
    statuses: Vec<Status>,
    rules: Vec<Rule>,
    predicates: Vec<Arc<dyn Predicate>>,
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
        Ok(Self { wanted, unwanted, statuses, rules, predicates: Vec::new() })
    }

    /// Only those of these records of which this is true.
    #[must_use]
    pub fn and(mut self, predicate: impl Predicate + 'static) -> Self {
        self.predicates.push(Arc::new(predicate));
        self
    }

    /// Whether every record is wanted, whatever it is.
    pub(super) fn lets_all_through(&self) -> bool {
        let Self { wanted, unwanted, statuses, rules, predicates } = self;
        wanted.is_empty()
            && unwanted.is_empty()
            && statuses.is_empty()
            && rules.is_empty()
            && predicates.is_empty()
    }

    /// Whether payloads have to be checked to know.
    pub(super) const fn needs_verdicts(&self) -> bool {
        !self.statuses.is_empty() || !self.rules.is_empty()
    }

    /// Whether a record is wanted that has findings of these rules.
    pub(super) fn keeps(
        &self,
        candidate: &Candidate<'_, '_>,
        mut broken: impl Iterator<Item = Rule>,
    ) -> bool {
        (self.statuses.is_empty() || self.statuses.contains(&candidate.status))
            && (self.rules.is_empty() || broken.any(|rule| self.rules.contains(&rule)))
            && self.keeps_event(candidate.identification, candidate.status)
            && self.predicates.iter().all(|predicate| predicate.holds(candidate))
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
