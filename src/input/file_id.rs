//! Which file a name, or an open stream, is: links, other names of it and other ways to write its path are one.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Component, Path, PathBuf};

/// A file, whatever it is called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId(Id);

#[cfg(unix)]
type Id = (u64, u64);
#[cfg(not(unix))]
type Id = std::path::PathBuf;

impl FileId {
    /// The file of this name. None where there is no plain file: only what is one can be lost.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        Self::known(path, &metadata)
    }

    /// The file that was opened under this name.
    pub(super) fn of_open(path: &Path, file: &File) -> Option<Self> {
        Self::known(path, &file.metadata().ok()?)
    }

    /// The file that standard input reads, where it reads one.
    #[must_use]
    pub fn of_stdin() -> Option<Self> {
        Self::open(duplicate(io::stdin()))
    }

    /// The file that standard output is written to, where it is one.
    #[must_use]
    pub fn of_stdout() -> Option<Self> {
        Self::open(duplicate(io::stdout()))
    }

    #[cfg(unix)]
    fn known(_: &Path, metadata: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        metadata.is_file().then(|| Self((metadata.dev(), metadata.ino())))
    }

    #[cfg(not(unix))]
    fn known(path: &Path, metadata: &Metadata) -> Option<Self> {
        metadata.is_file().then(|| fs::canonicalize(path).ok().map(Self)).flatten()
    }

    /// Elsewhere a stream does not say which file it is.
    fn open(stream: Option<File>) -> Option<Self> {
        let metadata = stream?.metadata().ok()?;
        if cfg!(unix) { Self::known(Path::new(""), &metadata) } else { None }
    }
}

/// Where a path leads once the folders that it names and that are not there yet have been made: `new/../in` is `in`.
#[must_use]
pub fn settled(path: &Path) -> PathBuf {
    let mut settled = PathBuf::from(".");
    for component in path.components() {
        match component {
            Component::ParentDir => {
                // A link leads elsewhere, and its parent is the parent of that place.
                settled = fs::canonicalize(&settled).unwrap_or(settled);
                let is_left = matches!(settled.components().next_back(), Some(Component::Normal(_)));
                if is_left {
                    settled.pop();
                } else if !settled.has_root() {
                    settled.push("..");
                }
            }
            other => settled.push(other),
        }
    }
    fs::canonicalize(&settled).unwrap_or(settled)
}

#[cfg(unix)]
fn duplicate(stream: impl std::os::fd::AsFd) -> Option<File> {
    stream.as_fd().try_clone_to_owned().ok().map(File::from)
}

#[cfg(not(unix))]
fn duplicate<T>(_: T) -> Option<File> {
    None
}
