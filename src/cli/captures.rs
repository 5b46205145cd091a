//! Arguments of `unwrap` and `verify`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::arguments::{IdentifyArguments, InputArguments, SecrecyArguments};
use super::requests::RequestArguments;

/// Arguments of `unwrap`.
#[derive(Debug, Args)]
pub struct UnwrapArguments {
    /// What is read.
    #[command(flatten)]
    pub input: InputArguments,
    /// What is known.
    #[command(flatten)]
    pub identify: IdentifyArguments,
    /// What is printed.
    #[command(flatten)]
    pub output: UnwrapOutputArguments,
    /// What is hidden.
    #[command(flatten)]
    pub secrecy: SecrecyArguments,
    /// How the requests are printed, to be sent again.
    #[command(flatten)]
    pub request: RequestArguments,
}

/// What `unwrap` prints.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct UnwrapOutputArguments {
    /// Bodies byte for byte (secrets hidden on a terminal and with --mask), or all that is known of each request
    #[arg(long, short, value_name = "FORMAT", default_value = "body")]
    pub format: UnwrapFormat,
    /// Write each body to a file of its own in this folder, byte for byte; nothing is overwritten
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with = "format")]
    pub output_dir: Option<PathBuf>,
    /// Tell of each body how it was found
    #[arg(long, short, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Say nothing but the results: no findings, no totals
    #[arg(long, short)]
    pub quiet: bool,
}

/// What `unwrap` can print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum UnwrapFormat {
    /// The bodies.
    Body,
    /// One JSON document with all requests.
    Json,
    /// One request a line, a summary last.
    Ndjson,
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// What is read.
    #[command(flatten)]
    pub input: InputArguments,
    /// What is known.
    #[command(flatten)]
    pub identify: IdentifyArguments,
    /// What it is checked with.
    #[command(flatten)]
    pub signature: SignatureArguments,
    /// What is printed.
    #[command(flatten)]
    pub output: VerifyOutputArguments,
}

/// What signatures are checked with.
#[derive(Debug, Args)]
#[command(next_help_heading = "Signature")]
pub struct SignatureArguments {
    /// Take the secret from this environment variable; can be repeated (default: `HOOKSPECT_SECRET_<PROVIDER>`)
    #[arg(long, value_name = "NAME")]
    pub secret_env: Vec<OsString>,
    /// Take the secret from this file; can be repeated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub secret_file: Vec<PathBuf>,
    /// A header of the request, for bodies that were kept without any: 'Name: value'; can be repeated
    #[arg(long, value_name = "HEADER")]
    pub header: Vec<HeaderLine>,
    /// Print the header with which each body would be signed, instead of a verdict; with `--as curl`, `http`, `har` or
    /// `ndjson` the whole request
    #[arg(long)]
    pub sign: bool,
    /// Fail captures without a signature, and those whose signature cannot be checked
    #[arg(long)]
    pub strict: bool,
}

/// A header as it is typed: `Name: value`.
#[derive(Debug, Clone)]
pub struct HeaderLine {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl std::str::FromStr for HeaderLine {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, value) = text.split_once(':').ok_or("a header is written 'Name: value'")?;
        Ok(Self { name: name.trim().to_owned(), value: value.trim().to_owned() })
    }
}

/// What `verify` prints.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct VerifyOutputArguments {
    /// The format of the verdicts
    #[arg(long, short, value_name = "FORMAT", default_value = "human")]
    pub format: VerifyFormat,
    /// Say nothing but the results: no totals
    #[arg(long, short)]
    pub quiet: bool,
}

/// The formats of verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum VerifyFormat {
    /// A line each.
    Human,
    /// One JSON document.
    Json,
    /// One verdict a line, a summary last.
    Ndjson,
}
