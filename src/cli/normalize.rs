//! Arguments of `normalize`.

use clap::{Args, ValueEnum};

use super::arguments::{IdentifyArguments, InputArguments, SecrecyArguments};

/// Arguments of `normalize`.
#[derive(Debug, Args)]
pub struct NormalizeArguments {
    /// What is read.
    #[command(flatten)]
    pub input: InputArguments,
    /// What is known.
    #[command(flatten)]
    pub identify: IdentifyArguments,
    /// What is printed.
    #[command(flatten)]
    pub output: NormalizeOutputArguments,
    /// What is hidden.
    #[command(flatten)]
    pub secrecy: SecrecyArguments,
}

/// What `normalize` prints.
#[expect(clippy::struct_excessive_bools, reason = "one a flag, and clap says which exclude each other")]
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct NormalizeOutputArguments {
    /// The layout of neutral events (default: pretty on a terminal, else ndjson)
    #[arg(long, short, value_name = "FORMAT", conflicts_with_all = ["table", "canonical", "pretty", "compact", "sort_keys"])]
    pub format: Option<NeutralFormat>,
    /// Show the neutral events as rows
    #[arg(long, conflicts_with_all = ["canonical", "pretty", "compact", "sort_keys"])]
    pub table: bool,
    /// Leave out records that are not valid
    #[arg(long)]
    pub only_valid: bool,
    /// Print the payloads themselves in canonical form (RFC 8785)
    #[arg(long, conflicts_with_all = ["pretty", "compact", "sort_keys"])]
    pub canonical: bool,
    /// Print the payloads themselves over several lines, everything else as written
    #[arg(long, conflicts_with = "compact")]
    pub pretty: bool,
    /// Print the payloads themselves on one line each, everything else as written
    #[arg(long)]
    pub compact: bool,
    /// Print the payloads themselves with the members of each object sorted
    #[arg(long)]
    pub sort_keys: bool,
    /// Say nothing but the results: no findings, no totals
    #[arg(long, short)]
    pub quiet: bool,
}

/// The layouts of neutral events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NeutralFormat {
    /// One event a line.
    Ndjson,
    /// Each event over several lines.
    Pretty,
}
