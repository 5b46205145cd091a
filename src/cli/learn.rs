//! Arguments of `learn`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::arguments::InputArguments;
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
