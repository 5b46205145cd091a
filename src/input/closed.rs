//! What a walk comes upon and cannot enter: folders that are closed to it, links that lead nowhere.

use std::io;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, Error};

/// A folder that cannot be read, or a link to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Closed {
    /// Which.
    pub(super) path: PathBuf,
    /// Why; of a link to nothing, that it was not found.
    pub(super) cause: io::ErrorKind,
}

impl Closed {
    /// The link that an entry is, where it leads nowhere.
    pub(super) fn link(entry: &DirEntry) -> Option<Self> {
        let error = entry.path().metadata().err().filter(|_| entry.path_is_symlink())?;
        Some(Self { path: entry.path().to_owned(), cause: error.kind() })
    }

    /// The folder, at `root` or below it, that an error of a walk is about.
    pub(super) fn folder(root: &Path, error: &Error) -> Self {
        let cause = error.io_error().map_or(io::ErrorKind::Other, io::Error::kind);
        Self { path: place(error).unwrap_or(root).to_owned(), cause }
    }
}

fn place(mut error: &Error) -> Option<&Path> {
    loop {
        error = match error {
            Error::WithPath { path, .. } => return Some(path),
            Error::Loop { child, .. } => return Some(child),
            Error::WithDepth { err, .. } | Error::WithLineNumber { err, .. } => err,
            _ => return None,
        };
    }
}

/// Whether it is a file, or a link to one. Of most the folder itself has told it.
pub(super) fn is_file(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_file()) || entry.path().is_file()
}
