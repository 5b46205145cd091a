//! Faults that a payload can be given, and what `validate` has to say of each.

use std::fmt;

use crate::finding::{Finding, Rule, Severity};

/// What is done to a payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mutation {
    /// So that it breaks this rule, and no other of the same or a higher severity.
    Breaks(Rule),
    /// A byte order mark before it: harmless for a reader that knows it.
    ByteOrderMark,
    /// Half a pair of UTF-16 code units in a text: JSON, yet not Unicode.
    LoneSurrogate,
    /// Brackets nested ten thousand deep in a member that the model does not have.
    DeepNesting,
    /// The same JSON with other white space: a signature of the original no longer fits.
    Reserialised,
}

/// A payload with one fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// What was done.
    pub mutation: Mutation,
    /// Where, as a JSON Pointer; empty for the whole payload.
    pub pointer: String,
    /// The payload's text.
    pub text: String,
    /// What its sender has signed, where somebody wrote it anew since.
    pub signed: Option<String>,
}

impl Mutation {
    /// Every mutation, those that break rules first.
    pub const ALL: &'static [Self] = &[
        Self::Breaks(Rule::MissingField),
        Self::Breaks(Rule::WrongType),
        Self::Breaks(Rule::UnexpectedNull),
        Self::Breaks(Rule::WrongFormat),
        Self::Breaks(Rule::UnknownField),
        Self::Breaks(Rule::UnknownValue),
        Self::Breaks(Rule::UnsafeNumber),
        Self::Breaks(Rule::DuplicateKey),
        Self::Breaks(Rule::Inconsistent),
        Self::Breaks(Rule::UnknownEvent),
        Self::Breaks(Rule::AbsentField),
        Self::Breaks(Rule::TestDelivery),
        Self::Breaks(Rule::NonstandardName),
        Self::Breaks(Rule::Unidentified),
        Self::Breaks(Rule::Unreadable),
        Self::ByteOrderMark,
        Self::LoneSurrogate,
        Self::DeepNesting,
        Self::Reserialised,
    ];

    /// The rule's name, or `byte-order-mark`, `lone-surrogate`, `deep-nesting`, `reserialised`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Breaks(rule) => rule.name(),
            Self::ByteOrderMark => "byte-order-mark",
            Self::LoneSurrogate => "lone-surrogate",
            Self::DeepNesting => "deep-nesting",
            Self::Reserialised => "reserialised",
        }
    }

    /// The rule that `validate` must report for it, where it must report one.
    #[must_use]
    pub const fn rule(self) -> Option<Rule> {
        match self {
            Self::Breaks(rule) => Some(rule),
            Self::DeepNesting => Some(Rule::UnknownField),
            Self::ByteOrderMark | Self::LoneSurrogate | Self::Reserialised => None,
        }
    }
}

/// Rules that say how an event is told or known, whatever its payload is like.
const OF_EVENTS: [Rule; 3] = [Rule::AmbiguousEvent, Rule::ThinEvidence, Rule::UndocumentedData];

impl Mutant {
    /// Whether its fault is all that was found in it, notes about the event aside.
    #[must_use]
    pub fn is_all_that(&self, found: &[Finding]) -> bool {
        let rule = self.mutation.rule();
        let mut telling = found.iter().filter(|finding| {
            Some(finding.rule) == rule
                || finding.severity > Severity::Note
                || !(OF_EVENTS.contains(&finding.rule) || rule.is_none())
        });
        match rule {
            None => telling.next().is_none(),
            Some(rule) => {
                let is_it =
                    |finding: &Finding| finding.rule == rule && finding.pointer.as_str() == self.pointer;
                telling.next().is_some_and(is_it) && telling.next().is_none()
            }
        }
    }
}

impl fmt::Display for Mutation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}
