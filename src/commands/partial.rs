//! Where `--partial` writes: a file that is there whole or not at all, or standard output.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::console::Console;
use super::outputs::WholeFile;

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

    /// The file that is asked for, where it is one.
    pub(super) fn file(name: Option<&PathBuf>) -> Option<&PathBuf> {
        name.filter(|name| !Self::is_stdout(name))
    }

    /// Prepares what was asked for.
    pub(super) fn of(name: Option<&PathBuf>) -> Result<Option<Self>> {
        let Some(name) = name else { return Ok(None) };
        if Self::is_stdout(name) {
            return Ok(Some(Self::Stdout));
        }
        WholeFile::create(name).map(Self::File).map(Some)
    }

    /// Writes what was found.
    pub(super) fn write(self, text: &str) -> Result<()> {
        match self {
            Self::Stdout => {
                let mut out = Console::stdout();
                out.write_all(text.as_bytes())?;
                out.flush()?;
            }
            Self::File(file) => file.write_all(text.as_bytes())?.finish()?,
        }
        Ok(())
    }
}
