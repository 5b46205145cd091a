//! Findings: what is wrong with a payload, as values. How they are drawn is none of this room's business.

mod findings;
mod located;
mod rule;

pub use findings::Findings;
pub use located::Located;
pub use rule::{Level, Rule, Severity};

use std::borrow::Cow;

use crate::json::{Pointer, Span};

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
    /// What is the case, in words, without the place: `is a string, expected an integer`.
    pub message: Cow<'static, str>,
    /// What was expected, as a noun.
    pub expected: Option<Cow<'static, str>>,
    /// What was found, as a noun; never the text of a secret.
    pub found: Option<Cow<'static, str>>,
    /// What to do about it.
    pub help: Option<Cow<'static, str>>,
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
    /// A finding with its rule's own severity and nothing but a message.
    #[must_use]
    pub fn new(rule: Rule, pointer: Pointer, span: Span, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            rule,
            severity: rule.severity(),
            pointer,
            span,
            message: message.into(),
            expected: None,
            found: None,
            help: None,
            count: 1,
            standing: Standing::Counts,
        }
    }

    /// With what was expected and what was found.
    #[must_use]
    pub fn expected(
        mut self,
        expected: impl Into<Cow<'static, str>>,
        found: impl Into<Cow<'static, str>>,
    ) -> Self {
        self.expected = Some(expected.into());
        self.found = Some(found.into());
        self
    }

    /// With what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = Some(help.into());
        self
    }
}
