//! `merge`: what several runs of one command have found, as one over all inputs would have.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::context::Context;
use super::{drift, learn, summary};
use crate::cli::MergeArguments;
use crate::drift::DRIFT_STATE;
use crate::learn::LEARNED_STATE;
use crate::report::ExitStatus;
use crate::summary::SUMMARY_STATE;

/// The command that has written a state.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Learn,
    Drift,
    Summary,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Learn => "learn",
            Self::Drift => "drift",
            Self::Summary => "summary",
        }
    }
}

pub(super) fn run(arguments: &MergeArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let mut first: Option<(&Path, Kind)> = None;
    for file in &arguments.files {
        let kind = kind(file)?;
        match first {
            None => first = Some((file, kind)),
            Some((other, known)) if known != kind => bail!(
                "{} was written by {} and {} by {}: merge the files of each command by themselves",
                other.display(),
                known.name(),
                file.display(),
                kind.name()
            ),
            Some(_) => {}
        }
    }
    match first {
        Some((_, Kind::Drift)) => drift::merge(arguments, context),
        Some((_, Kind::Summary)) => summary::merge(arguments, context),
        Some((_, Kind::Learn)) | None => learn::merge(arguments, context.console),
    }
}

/// What wrote a file, by how it begins.
fn kind(file: &Path) -> Result<Kind> {
    let shown = file.display();
    let mut beginning = Vec::new();
    let read = File::open(file).and_then(|file| file.take(64).read_to_end(&mut beginning));
    read.with_context(|| format!("cannot read {shown}"))?;
    let beginning = String::from_utf8_lossy(&beginning);
    Ok(match beginning {
        of if of.contains(DRIFT_STATE) => Kind::Drift,
        of if of.contains(SUMMARY_STATE) => Kind::Summary,
        of if of.contains(LEARNED_STATE) => Kind::Learn,
        _ => bail!("{shown} is not what --partial of learn, drift or summary writes"),
    })
}
