//! What is wrong with the settings, or with a record by what they expect of it.

use std::borrow::Cow;
use std::fmt;

use super::Rule;

/// What is wrong with a setting, with its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingDeviation {
    /// An entry for files that are not there.
    NoFile {
        /// Its globs.
        patterns: Vec<String>,
        /// Whether it expects something of them.
        is_expectation: bool,
    },
    /// An entry that ignored nothing.
    IgnoredNothing,
    /// An entry that allowed nothing.
    AllowedNothing,
    /// A known finding that no longer occurs.
    Gone {
        /// The rule's name, as the baseline has it.
        rule: String,
        /// Where it was.
        pointer: String,
        /// In which source.
        source: String,
        /// How often.
        times: u64,
    },
    /// A record has another verdict than it should have.
    OtherVerdict {
        /// What it is.
        verdict: &'static str,
        /// What it should be.
        expected: &'static str,
        /// Where the expectation stands: `hookspect.toml:12`.
        place: String,
    },
    /// A record does not break the rule that it should break.
    RuleNotBroken {
        /// The rule.
        rule: Rule,
        /// Where the expectation stands.
        place: String,
    },
}

impl SettingDeviation {
    /// What kind of deviation it is.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        match self {
            Self::NoFile { is_expectation: false, .. }
            | Self::IgnoredNothing
            | Self::AllowedNothing
            | Self::Gone { .. } => Rule::UnusedEntry,
            Self::NoFile { is_expectation: true, .. }
            | Self::OtherVerdict { .. }
            | Self::RuleNotBroken { .. } => Rule::BrokenExpectation,
        }
    }

    /// What to do about it.
    pub(super) fn help(&self) -> Cow<'_, str> {
        match self {
            Self::NoFile { is_expectation: true, .. } => {
                "it guards nothing: correct the path, or delete the entry".into()
            }
            Self::NoFile { .. } | Self::IgnoredNothing | Self::AllowedNothing => {
                "delete the entry, or correct it".into()
            }
            Self::Gone { .. } => "write the baseline again".into(),
            Self::OtherVerdict { place, .. } | Self::RuleNotBroken { place, .. } => {
                format!("{place} expects it: restore the fixture's fault, or correct the entry").into()
            }
        }
    }
}

impl fmt::Display for SettingDeviation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFile { patterns, .. } => {
                write!(formatter, "is for {}, which no file matches", patterns.join(", "))
            }
            Self::IgnoredNothing => formatter.write_str("ignored nothing in this run"),
            Self::AllowedNothing => formatter.write_str("allowed nothing in this run"),
            Self::Gone { rule, pointer, source, times } => {
                write!(formatter, "knows {rule}")?;
                if !pointer.is_empty() {
                    write!(formatter, " at {pointer}")?;
                }
                write!(formatter, " in {source}")?;
                if *times != 1 {
                    write!(formatter, " {times} times")?;
                }
                formatter.write_str(", which is gone")
            }
            Self::OtherVerdict { verdict, expected, .. } => {
                write!(formatter, "is {verdict}, expected to be {expected}")
            }
            Self::RuleNotBroken { rule, .. } => {
                write!(formatter, "does not break {rule}, which is expected of it")
            }
        }
    }
}
