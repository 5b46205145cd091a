//! Where `--partial` writes: a file that is there whole or not at all, or standard output.

use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};

use super::super::console::Console;
use super::super::outputs::WholeFile;
use crate::cli::LearningArguments;
use crate::learn::State;

/// Names of standard output.
const STDOUT: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

pub(super) enum Partial {
    Stdout,
    File(WholeFile),
}

impl Partial {
    /// Whether this names standard output.
    pub(super) fn is_stdout(name: &Path) -> bool {
        STDOUT.iter().any(|known| name == Path::new(known))
    }

    /// Prepares what was asked for.
    pub(super) fn of(learning: &LearningArguments) -> Result<Option<Self>> {
        let Some(name) = &learning.partial else { return Ok(None) };
        if !Self::is_stdout(name) {
            return Ok(Some(Self::File(WholeFile::create(name)?)));
        }
        if learning.provider.is_some() && !learning.quiet {
            bail!(
                "--partial {} writes to standard output, and so does what is told: add --quiet",
                name.display()
            );
        }
        Ok(Some(Self::Stdout))
    }

    /// Writes what was learnt.
    pub(super) fn write(self, state: &State) -> Result<()> {
        let text = state.write()?;
        match self {
            Self::Stdout => {
                let mut out = Console::stdout();
                out.write_all(text.as_bytes())?;
                out.flush()?;
            }
            Self::File(file) => {
                let mut out = file.writer()?;
                out.write_all(text.as_bytes())?;
                out.flush()?;
                drop(out);
                file.finish()?;
            }
        }
        Ok(())
    }
}
