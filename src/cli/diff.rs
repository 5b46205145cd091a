//! Arguments of `diff`.

use std::ffi::OsString;

use clap::{Args, ValueEnum, ValueHint};

use super::arguments::{IdentifyArguments, RecordFilterArguments, SecrecyArguments};
use crate::json::Pointer;

/// Arguments of `diff`.
#[expect(clippy::struct_excessive_bools, reason = "one a flag, and clap says which exclude each other")]
#[derive(Debug, Args)]
#[command(next_help_heading = "Comparing")]
pub struct DiffArguments {
    /// Two of: a file, a directory, - for standard input, FILE#3 for a record, FILE#/pointer for a part
    #[arg(value_name = "A B", num_args = 1..=2, required = true, value_hint = ValueHint::AnyPath)]
    pub operands: Vec<OsString>,
    /// Compare the members of one payload with those of an event's sample
    #[arg(long, value_name = "EVENT")]
    pub against: Option<String>,
    /// Compare ids of deliveries, times and tokens too
    #[arg(long)]
    pub all: bool,
    /// Leave out what is at or below this JSON Pointer (* is any one step); can be repeated
    #[arg(long, value_name = "POINTER")]
    pub ignore: Vec<String>,
    /// Compare only what is at or below this JSON Pointer, or, of what does not begin with /, only records of these events
    /// (a glob, as for other commands); can be repeated
    #[arg(long, value_name = "POINTER|GLOB")]
    pub only: Vec<String>,
    /// Which records are compared.
    #[command(flatten)]
    pub filter: RecordFilterArguments,
    /// Compare members and their types, not values
    #[arg(long, conflicts_with = "exact")]
    pub keys_only: bool,
    /// Compare the neutral events of the payloads (see normalize), whichever provider sent them
    #[arg(long, conflicts_with = "against")]
    pub normalized: bool,
    /// Compare numbers and texts as they are written: 1 is not 1.0
    #[arg(long)]
    pub exact: bool,
    /// Compare records as they stand: take no wrapper off (HAR, ngrok, API Gateway, HTTP, logs, CSV ...)
    #[arg(long)]
    pub no_unwrap: bool,
    /// Where in each record the payload stands, or in the body of a capture in it
    #[arg(long, value_name = "POINTER", conflicts_with = "no_unwrap")]
    pub at: Option<Pointer>,
    /// Refuse to hold more than this many bytes of records of a side (default: 134217728)
    #[arg(long, value_name = "BYTES")]
    pub max_held: Option<u64>,
    /// Show values as they are written, with the quotes and escapes of JSON
    #[arg(long, help_heading = "Output")]
    pub raw: bool,
    /// The format of the difference
    #[arg(long, short, value_name = "FORMAT", default_value = "human", help_heading = "Output")]
    pub format: DiffFormat,
    /// What is known of the payloads.
    #[command(flatten)]
    pub identify: IdentifyArguments,
    /// What is hidden.
    #[command(flatten)]
    pub secrecy: SecrecyArguments,
}

/// The formats of differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// A table of changes.
    Human,
    /// Both values beside each other.
    SideBySide,
    /// A table for a review comment.
    Markdown,
    /// One JSON document.
    Json,
    /// RFC 6902: the operations that make B of A. Everything is compared.
    JsonPatch,
}
