//! `hookspect.toml`: what a project says of its payloads. Found, read, checked, and printed back.

mod allowed;
#[cfg(feature = "cli")]
mod dump;
mod paths;
#[cfg(feature = "cli")]
mod problem;
#[cfg(feature = "cli")]
mod read;
#[cfg(feature = "cli")]
mod schema;
#[cfg(feature = "cli")]
mod values;

pub use allowed::Allowed;
pub use paths::Globs;
#[cfg(feature = "cli")]
pub use problem::{ConfigurationError, Problem};
#[cfg(feature = "cli")]
pub use read::read;
#[cfg(feature = "cli")]
pub use schema::schema;

use std::path::{Path, PathBuf};

use crate::finding::{Level, Rule, Severity};
use crate::json::{PointerPattern, Span};
use crate::model::EventRef;

/// The name of the file, in the working directory or above.
pub const FILE_NAME: &str = "hookspect.toml";

/// From which severity on findings fail the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum FailOn {
    /// Errors do.
    #[default]
    Error,
    /// Warnings do too.
    Warning,
    /// Nothing does.
    Never,
}

impl FailOn {
    /// Every value.
    pub const ALL: &'static [Self] = &[Self::Error, Self::Warning, Self::Never];

    /// `error`, `warning`, `never`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Never => "never",
        }
    }
}

/// What a project says of its payloads; the default says nothing.
#[derive(Debug, Default)]
pub struct Configuration<'m> {
    /// The file it came from.
    pub origin: Option<Origin>,
    /// The folder that its paths start from, absolute.
    pub folder: PathBuf,
    /// From which severity on findings fail the run.
    pub fail_on: Option<FailOn>,
    /// Whether warnings are errors.
    pub strict: bool,
    /// The file of known findings, absolute.
    pub baseline: Option<PathBuf>,
    /// What becomes of the rules' findings everywhere.
    pub rules: Vec<(Rule, Level)>,
    /// What becomes of them in some files; later ones win.
    pub overrides: Vec<Override>,
    /// Findings to leave out.
    pub ignores: Vec<Ignore>,
    /// What others may see although it looks like something real.
    pub allows: Vec<Allow>,
    /// What fixtures have to be; later ones win, member by member.
    pub expectations: Vec<Expectation<'m>>,
}

/// The file that a configuration was read from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// Where it is.
    pub path: PathBuf,
    /// Its name in messages.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// Other severities for some files.
#[derive(Debug)]
pub struct Override {
    /// Where the entry begins in the configuration.
    pub place: Span,
    /// For which files.
    pub paths: Globs,
    /// What becomes of the rules' findings there.
    pub rules: Vec<(Rule, Level)>,
}

/// Findings to leave out: all that fit every member that is given.
#[derive(Debug)]
pub struct Ignore {
    /// Where the entry begins in the configuration.
    pub place: Span,
    /// In which files; `None` is everywhere.
    pub paths: Option<Globs>,
    /// Of which rule.
    pub rule: Option<Rule>,
    /// At which place in the payload.
    pub pointer: Option<PointerPattern>,
    /// Why, for the reader.
    pub reason: Option<String>,
}

/// Something that others may see: what fits every member that is given.
#[derive(Debug)]
pub struct Allow {
    /// Where the entry begins in the configuration.
    pub place: Span,
    /// In which files; `None` is everywhere.
    pub paths: Option<Globs>,
    /// What a finding of which rule is about.
    pub rule: Option<Rule>,
    /// Which value.
    pub value: Option<Allowed>,
    /// At which place in the payload.
    pub pointer: Option<PointerPattern>,
    /// Why, for the reader.
    pub reason: String,
}

/// What fixtures have to be.
#[derive(Debug)]
pub struct Expectation<'m> {
    /// Where the entry begins in the configuration.
    pub place: Span,
    /// Which files.
    pub paths: Globs,
    /// The event they have to be of.
    pub event: Option<EventRef<'m>>,
    /// What they have to be judged.
    pub verdict: Option<ExpectedVerdict>,
    /// The rules that each record has to break; such findings fail nothing.
    pub rules: Vec<Rule>,
}

/// The verdict that an expectation names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpectedVerdict {
    /// Without an error, as is expected of every payload.
    Valid,
    /// A known event with an error at least, of whatever kind.
    Invalid,
    /// No known event.
    Unknown,
    /// No JSON.
    Unreadable,
}

impl ExpectedVerdict {
    /// Every verdict.
    pub const ALL: &'static [Self] = &[Self::Valid, Self::Invalid, Self::Unknown, Self::Unreadable];

    /// `valid`, `invalid`, `unknown`, `unreadable`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Invalid => "invalid",
            Self::Unknown => "unknown",
            Self::Unreadable => "unreadable",
        }
    }
}

impl Configuration<'_> {
    /// What becomes of a rule's findings where no override says otherwise.
    #[must_use]
    pub fn level(&self, rule: Rule) -> Level {
        let said = self.rules.iter().find(|(one, _)| *one == rule);
        said.map_or(Level::At(rule.severity()), |(_, level)| *level)
    }

    /// The nearest configuration file at or above a folder.
    #[must_use]
    pub fn find(folder: &Path) -> Option<PathBuf> {
        folder.ancestors().map(|above| above.join(FILE_NAME)).find(|path| path.is_file())
    }

    /// The rules whose findings it makes notes, by name.
    pub fn made_notes(&self) -> impl Iterator<Item = Rule> {
        let levels = self.overrides.iter().flat_map(|entry| &entry.rules).chain(&self.rules);
        levels.filter(|(_, level)| *level == Level::At(Severity::Note)).map(|(rule, _)| *rule)
    }
}
