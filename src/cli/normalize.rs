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
    /// The format of neutral events (default: pretty on a terminal, else ndjson)
    #[arg(long, short, value_name = "FORMAT", conflicts_with_all = ["table", "pretty", "layout"])]
    pub format: Option<NeutralFormat>,
    /// Show the neutral events as rows; --sort time makes them a timeline
    ///
    /// A time with a question mark is that of what the event is about: it does not say when it happened.
    #[arg(long, conflicts_with_all = ["pretty", "layout"])]
    pub table: bool,
    /// Print each neutral event over several lines
    #[arg(long, conflicts_with = "layout")]
    pub pretty: bool,
    /// The columns of csv and tsv, behind source and record
    ///
    /// Members of the neutral event (affiliate.email), JSON Pointers of the body (/data/id), or source, record, line, time,
    /// who, what, status ... A cell that a spreadsheet would take for a formula (it begins with =, +, - or @ and is no
    /// number) begins with an apostrophe.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// Leave out records that are not valid
    #[arg(long)]
    pub only_valid: bool,
    /// Print the payloads themselves instead, laid out anew and otherwise as written
    #[arg(long, value_name = "LAYOUT", group = "layout")]
    pub payload: Option<PayloadLayout>,
    /// The same as --payload compact
    #[arg(long, hide = true, group = "layout")]
    pub compact: bool,
    /// The same as --payload canonical
    #[arg(long, hide = true, group = "layout")]
    pub canonical: bool,
    /// Sort the members of each object of the payloads
    #[arg(long, requires = "layout")]
    pub sort_keys: bool,
    /// Say nothing but the results: no findings, no totals
    #[arg(long, short)]
    pub quiet: bool,
}

impl NormalizeOutputArguments {
    /// The layout in which payloads are printed, where they are.
    #[must_use]
    pub const fn layout(&self) -> Option<PayloadLayout> {
        match (self.compact, self.canonical) {
            (true, _) => Some(PayloadLayout::Compact),
            (_, true) => Some(PayloadLayout::Canonical),
            _ => self.payload,
        }
    }
}

/// The formats of neutral events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NeutralFormat {
    /// One event a line.
    Ndjson,
    /// Each event over several lines.
    Pretty,
    /// One row an event, comma-separated (RFC 4180).
    Csv,
    /// One row an event, tab-separated.
    Tsv,
}

/// The layouts of payloads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PayloadLayout {
    /// On one line.
    Compact,
    /// Over several lines.
    Pretty,
    /// The canonical form of RFC 8785, for hashes and archives.
    Canonical,
}
