//! Findings: what is wrong with a payload, as values. How they are drawn is none of this room's business.

mod capture;
mod contradiction;
mod count;
mod deviation;
mod event;
mod findings;
mod located;
mod privacy;
mod rule;
mod said;
mod schema;
mod setting;
mod source;
mod values;
mod words;

pub use capture::CaptureDeviation;
pub use contradiction::Contradiction;
pub use count::counted;
pub use deviation::Deviation;
pub use event::{EventDeviation, FoundEvent, NearestMiss, Teller};
pub use findings::Findings;
pub use located::Located;
pub use privacy::{PrivacyDeviation, Sensitive, Within};
pub use rule::{Level, Rule, Severity};
pub use said::Hide;
pub use schema::{Bound, Counted, Listed, SchemaDeviation};
pub use setting::SettingDeviation;
pub use source::SourceDeviation;
pub use values::{Expected, Met, Near, with_article};

use crate::json::{Pointer, Position, Span};

/// One deviation of a payload from what its event promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind of deviation.
    pub rule: Rule,
    /// How bad it is.
    pub severity: Severity,
    /// The member it is about; for a missing one, where it would stand.
    pub pointer: Pointer,
    /// Where to look, in bytes of the record's text: a value's own bytes, the opening brace of an object that lacks a
    /// member, the key of an unknown or repeated one.
    pub span: Span,
    /// What is wrong.
    pub deviation: Deviation,
    /// Where in a body that was decoded from its source; there the source has no place of its own.
    pub in_body: Option<Position>,
    /// How many findings it stands for: more than one where a record has more of a rule than are kept.
    pub count: u64,
    /// Whether it counts.
    pub standing: Standing,
}

/// Whether a finding counts. One that does not is carried along and shown to those who ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// It counts.
    #[default]
    Counts,
    /// The configuration expects it of this fixture.
    Expected,
    /// The baseline knows it.
    Known,
}

impl Standing {
    /// `counts`, `expected`, `known`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Counts => "counts",
            Self::Expected => "expected",
            Self::Known => "known",
        }
    }
}

impl Finding {
    /// A finding with its rule's own severity.
    #[must_use]
    pub fn of(deviation: impl Into<Deviation>, pointer: Pointer, span: Span) -> Self {
        let deviation = deviation.into();
        let rule = deviation.rule();
        let severity = rule.severity();
        Self { rule, severity, pointer, span, deviation, in_body: None, count: 1, standing: Standing::Counts }
    }

    /// What is the case, in words, without the place: `is a string, expected an integer`.
    #[must_use]
    pub fn message(&self) -> String {
        match self.in_body {
            Some(Position { line, column }) => {
                format!("{} (line {line}, column {column} of the body)", self.deviation)
            }
            None => self.deviation.to_string(),
        }
    }

    /// The message with its subject: the place in the payload, or what `whole` calls all of it.
    #[must_use]
    pub fn sentence(&self, whole: &str) -> String {
        let pointer = self.pointer.as_str();
        [if pointer.is_empty() { whole } else { pointer }, " ", &self.message()].concat()
    }
}
