//! Arguments of commands that print whole requests.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum, ValueHint};

use super::captures::HeaderLine;
use crate::outgoing::{RequestForm, SignatureState};

/// How requests that are printed are signed and addressed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Requests")]
pub struct RequestArguments {
    /// Print whole requests in the form of --as (curl, http, har, ndjson), with this signature: that of the body (valid),
    /// one signed too long ago (stale), none, one of another key (wrong), one with the second secret, from before it was
    /// changed (old), or the captured one (kept)
    #[arg(long, value_name = "WHICH", requires = "form", hide_possible_values = true)]
    pub signature: Option<SignatureState>,
    /// Sign with the secret in this environment variable; can be repeated, the present one first (default:
    /// `HOOKSPECT_SECRET_<PROVIDER>`)
    #[arg(long, value_name = "NAME", requires = "form")]
    pub secret_env: Vec<OsString>,
    /// Sign with the secret in this file; can be repeated
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "form")]
    pub secret_file: Vec<PathBuf>,
    /// A header of the requests: 'Name: value'; can be repeated
    #[arg(long, value_name = "HEADER", requires = "form")]
    pub header: Vec<HeaderLine>,
    /// Where the requests go (default: $URL of the shell for curl, else <http://localhost/>)
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url, requires = "form", value_parser = web_address)]
    pub url: Option<String>,
    /// When they are sent and signed, written as for --since of other commands (default: now)
    #[arg(long, value_name = "TIME", requires = "form")]
    pub sent_at: Option<String>,
}

/// Reads where requests go.
fn web_address(text: &str) -> Result<String, &'static str> {
    let rest = ["http://", "https://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    let has_host = rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', '#']));
    let is_one_word = !text.contains(|sign: char| sign.is_whitespace() || sign.is_control());
    if has_host && is_one_word {
        Ok(text.to_owned())
    } else {
        Err("it is not a web address, as https://example.com/hooks is")
    }
}

impl ValueEnum for SignatureState {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

impl ValueEnum for RequestForm {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}
