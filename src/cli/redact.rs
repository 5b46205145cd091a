//! Arguments of `redact`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::arguments::{CheckArguments, IdentifyArguments, InputArguments, OutputArguments};
use crate::redact::FreeText;

/// Arguments of `redact`.
#[derive(Debug, Args)]
pub struct RedactArguments {
    /// What is read.
    #[command(flatten)]
    pub input: InputArguments,
    /// What is known.
    #[command(flatten)]
    pub identify: IdentifyArguments,
    /// How the copy is made.
    #[command(flatten)]
    pub copy: CopyArguments,
    /// What counts as wrong, with `--check`.
    #[command(flatten)]
    pub counts: CheckArguments,
    /// How results look.
    #[command(flatten)]
    pub output: OutputArguments,
}

/// How a copy is made.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches that do not depend on each other")]
#[command(next_help_heading = "Redaction")]
pub struct CopyArguments {
    /// Look for real people and live secrets instead of making a copy; needs no key
    #[arg(long, conflicts_with_all = ["key_file", "output_dir", "in_place", "financial", "free_text", "sign"])]
    pub check: bool,
    /// Make the stand-ins from the key in this file: 16 random bytes or more that only you can read
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, required_unless_present = "check")]
    pub key_file: Option<PathBuf>,
    /// Write the copy of each file into this folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output_dir: Option<PathBuf>,
    /// Put each copy in the place of its file
    #[arg(long, conflicts_with = "output_dir")]
    pub in_place: bool,
    /// Change amounts of money too: all are multiplied by one number, so that sums stay true
    #[arg(long)]
    pub financial: bool,
    /// What becomes of texts of several words that no model describes
    #[arg(long, value_name = "WHAT", default_value = "mask")]
    pub free_text: FreeText,
    /// Sign the copies of signed requests anew
    #[arg(long)]
    pub sign: bool,
    /// Take the secret for signing from this environment variable; can be repeated (default:
    /// `HOOKSPECT_SECRET_<PROVIDER>`)
    #[arg(long, value_name = "NAME", requires = "sign")]
    pub secret_env: Vec<OsString>,
    /// Take the secret for signing from this file; can be repeated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "sign")]
    pub secret_file: Vec<PathBuf>,
}
