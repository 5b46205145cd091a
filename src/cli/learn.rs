//! Arguments of `learn`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::arguments::InputArguments;
use super::drift::{DriftFormat, GroupBy};
use super::summary::SummaryFormat;
use crate::learn::{Holdout, NamePlace};

/// Arguments of `learn`.
#[derive(Debug, Args)]
pub struct LearnArguments {
    /// What is read.
    #[command(flatten)]
    pub input: InputArguments,
    /// What is learnt.
    #[command(flatten)]
    pub learning: LearningArguments,
    /// Tell by event how many of so many records the model would refuse that is learnt from the others: 20%
    ///
    /// The inputs are read twice, so they have to be files. The pack is learnt from all records.
    #[arg(long, value_name = "SHARE", help_heading = "Learning", requires = "provider")]
    pub holdout: Option<Holdout>,
}

/// What is learnt, and where it goes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Learning")]
pub struct LearningArguments {
    /// What the provider is to be called: lower case, digits and hyphens
    #[arg(long, value_name = "NAME")]
    pub provider: Option<String>,
    /// The folder to write: a pack, for --pack DIR; without it what was found is told and nothing is written
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, requires = "provider")]
    pub output: Option<PathBuf>,
    /// What names the event: a JSON Pointer such as /type, header:X-GitHub-Event, path:2, a segment of
    /// the path, or keys, the members at the top; a
    /// second one refines the first
    ///
    /// Without it the place is found whose texts best tell the shapes of the payloads apart.
    #[arg(long, value_name = "PLACE")]
    pub by: Vec<NamePlace>,
    /// Write what was learnt to a file that hookspect merge adds to others; - is standard output
    ///
    /// It holds counts, and words that payloads hold: keep it as the captures are kept. A pack holds none that are rare.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub partial: Option<PathBuf>,
    /// Say nothing but what went wrong
    #[arg(long, short)]
    pub quiet: bool,
}

/// Arguments of `merge`.
#[derive(Debug, Args)]
pub struct MergeArguments {
    /// Files that --partial of learn, of drift, or of summary, has written
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// The format of what drift, or summary, has found
    #[arg(long, short, value_name = "FORMAT", help_heading = "Output")]
    pub format: Option<MergeFormat>,
    /// What is told together of what drift has found
    #[arg(long, value_name = "BY", help_heading = "Output")]
    pub group_by: Option<GroupBy>,
    /// What is learnt.
    #[command(flatten)]
    pub learning: LearningArguments,
}

/// The formats of what several runs have found: those of `drift`, and those of `summary`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MergeFormat {
    /// For people.
    Human,
    /// One JSON document.
    Json,
    /// Of drift: one JSON record a departure, and a last one with the totals.
    Ndjson,
    /// Of drift: tables in Markdown, for a pull request.
    Markdown,
    /// Of drift: SARIF 2.1.0, for code scanning.
    Sarif,
    /// Of drift: annotations of GitHub Actions.
    Github,
    /// Of summary: one row an event, a rule, a time ..., comma-separated (RFC 4180).
    Csv,
    /// Of summary: the same, tab-separated.
    Tsv,
}

impl MergeFormat {
    /// The format of `drift`, if it has this one.
    #[must_use]
    pub const fn of_drift(self) -> Option<DriftFormat> {
        match self {
            Self::Human => Some(DriftFormat::Human),
            Self::Json => Some(DriftFormat::Json),
            Self::Ndjson => Some(DriftFormat::Ndjson),
            Self::Markdown => Some(DriftFormat::Markdown),
            Self::Sarif => Some(DriftFormat::Sarif),
            Self::Github => Some(DriftFormat::Github),
            Self::Csv | Self::Tsv => None,
        }
    }

    /// The format of `summary`, if it has this one.
    #[must_use]
    pub const fn of_summary(self) -> Option<SummaryFormat> {
        match self {
            Self::Human => Some(SummaryFormat::Human),
            Self::Json => Some(SummaryFormat::Json),
            Self::Csv => Some(SummaryFormat::Csv),
            Self::Tsv => Some(SummaryFormat::Tsv),
            Self::Ndjson | Self::Markdown | Self::Sarif | Self::Github => None,
        }
    }
}
