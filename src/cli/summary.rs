//! Arguments of `summary`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::arguments::{IdentifyArguments, InputArguments, SecrecyArguments};

/// Arguments of `summary`.
#[derive(Debug, Args)]
pub struct SummaryArguments {
    /// What is read.
    #[command(flatten)]
    pub input: InputArguments,
    /// What is known.
    #[command(flatten)]
    pub identify: IdentifyArguments,
    /// What is printed.
    #[command(flatten)]
    pub output: SummaryOutputArguments,
    /// What is hidden.
    #[command(flatten)]
    pub secrecy: SecrecyArguments,
}

/// What `summary` prints.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct SummaryOutputArguments {
    /// The format of the summary
    #[arg(long, short, value_name = "FORMAT", default_value = "human")]
    pub format: SummaryFormat,
    /// Write what was found to a file that hookspect merge adds to others, and print nothing else; - is standard output
    ///
    /// It holds counts, times, and what names events, deliveries and affiliates, all as summary shows it. So not with --mask
    /// personal: affiliates that are hidden could not be told apart.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub partial: Option<PathBuf>,
    /// Say nothing but the results: no totals
    #[arg(long, short)]
    pub quiet: bool,
}

/// The formats of a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SummaryFormat {
    /// Tables, and a chart in text.
    Human,
    /// One JSON document.
    Json,
    /// One row an event, a rule, a time ..., comma-separated (RFC 4180).
    Csv,
    /// The same, tab-separated.
    Tsv,
}
