//! Arguments of `drift`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::arguments::{IdentifyArguments, InputArguments, SecrecyArguments};
use crate::drift::Accept;

/// Arguments of `drift`.
#[derive(Debug, Args)]
pub struct DriftArguments {
    /// What is read.
    #[command(flatten)]
    pub input: InputArguments,
    /// What is known.
    #[command(flatten)]
    pub identify: IdentifyArguments,
    /// What payloads are held against.
    #[command(flatten)]
    pub comparison: ComparisonArguments,
    /// What becomes of the model.
    #[command(flatten)]
    pub change: ChangeArguments,
    /// What is printed.
    #[command(flatten)]
    pub output: DriftOutputArguments,
    /// What is hidden.
    #[command(flatten)]
    pub secrecy: SecrecyArguments,
}

/// What payloads are held against.
#[derive(Debug, Args)]
#[command(next_help_heading = "Comparison")]
pub struct ComparisonArguments {
    /// What payloads are held against: a pack, a provider or an event (default: what each says that it is)
    #[arg(long, value_name = "PACK|EVENT", conflicts_with_all = ["provider", "event"])]
    pub against: Option<String>,
    /// Hold one set of captures against another, without a model: the set that is known; can be repeated
    #[arg(long, value_name = "INPUT", requires = "to", conflicts_with_all = ["against", "inputs", "files_from", "provider", "event"], value_hint = ValueHint::AnyPath)]
    pub from: Vec<OsString>,
    /// The set that is held against it; can be repeated
    #[arg(long, value_name = "INPUT", requires = "from", value_hint = ValueHint::AnyPath)]
    pub to: Vec<OsString>,
}

/// What becomes of the model.
#[derive(Debug, Args)]
#[command(next_help_heading = "Change")]
pub struct ChangeArguments {
    /// Print the change after which the model says what payloads show: a diff of the pack's files for patch -p1, with the
    /// evidence beside each change
    ///
    /// Of a built-in provider it is a new pack that takes its place. Everything that the model accepted it still accepts.
    #[arg(long, conflicts_with = "from")]
    pub propose: bool,
    /// Change the pack so that it accepts these: all, or those of one kind at one place; can be repeated
    ///
    /// What a person has stated in a learned pack is changed only where it is named, and not by all. With --propose nothing is
    /// written.
    #[arg(long, value_name = "KIND:POINTER", conflicts_with = "from")]
    pub accept: Vec<Accept>,
    /// The folder of the new pack: needed where a built-in provider, or a pack in YAML, is to be changed
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: Option<PathBuf>,
}

/// What `drift` prints.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct DriftOutputArguments {
    /// The format of the lines
    #[arg(long, short, value_name = "FORMAT", default_value = "human")]
    pub format: DriftFormat,
    /// What is told together: what an event, a day or a source has in common, or a version (day and source: of the first)
    #[arg(long, value_name = "BY", default_value = "event", hide_default_value = true)]
    pub group_by: GroupBy,
    /// Write what was found to a file that hookspect merge adds to others, and print nothing else; - is standard output
    ///
    /// It holds places, values and counts, masked as they are shown.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["from", "propose", "accept"])]
    pub partial: Option<PathBuf>,
    /// Say nothing but the lines: no totals
    #[arg(long, short)]
    pub quiet: bool,
}

/// The formats of `drift`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DriftFormat {
    /// For people, one line a departure.
    Human,
    /// One JSON document.
    Json,
    /// One JSON record a departure, and a last one with the totals.
    Ndjson,
    /// Tables in Markdown, for a pull request.
    Markdown,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
}

/// What is told together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GroupBy {
    /// The departures of one event.
    Event,
    /// Those that began on one day.
    Day,
    /// Those that were first seen in one source.
    Source,
    /// Those of one version of a provider.
    Version,
}
