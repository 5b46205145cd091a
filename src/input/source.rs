//! What to read: files, directories, globs, lists of names, standard input.

use std::cmp::Ordering;
use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf, is_separator};

use ignore::WalkBuilder;
use thiserror::Error;

use super::bounded::{WRITTEN_BY_PROGRAMS, bounded, read_bounded};
use super::chosen::{COMPRESSED, Choice, Unread, may_hold_json};
use super::closed::{Closed, is_file};
use super::damage::Damage;
use super::file_id::FileId;
use super::glob::{Globs, Matches, is_glob};

/// What the caller asks to be read.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// Files, directories, globs, `-`. Empty: standard input.
    pub inputs: Vec<OsString>,
    /// A list of further names.
    pub files_from: Option<FilesFrom>,
    /// Whether a walk enters hidden files and folders.
    pub hidden: bool,
    /// Whether files of folders are read where not their names but their beginnings say that they may hold captures.
    pub captures: bool,
    /// Files of the run itself. Naming one is an error.
    pub own: Vec<(FileId, Own)>,
}

/// What a walk or a glob does with a file of the run itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// It is passed over: it holds nothing but what a run has written.
    PassedOver,
    /// It would be lost, so nothing is read at all.
    Refused,
}

/// Where a list of names is.
#[derive(Debug, Clone)]
pub enum FilesFrom {
    /// On standard input.
    Stdin,
    /// In a file.
    File(PathBuf),
}

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name that the user knows it by.
    pub name: String,
    /// Where it is.
    pub origin: Origin,
    /// Whether a look at it has shown that it is a regular file, so that none of its bytes is still to come.
    pub is_regular: bool,
    /// Whether its content alone says that it may hold records, and its name does not.
    pub by_content: bool,
}

impl Source {
    /// Whether its name says that it is relaxed JSON: `.json5` or `.jsonc`, compressed or not.
    #[must_use]
    pub fn is_relaxed_json(&self) -> bool {
        let compressed =
            COMPRESSED.iter().find_map(|ending| self.name.strip_suffix(ending)?.strip_suffix('.'));
        let name = compressed.unwrap_or(&self.name);
        [".json5", ".jsonc"].iter().any(|ending| name.ends_with(ending))
    }
}

/// Where a source is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// A source that could not be read, or not to its end.
#[derive(Debug, Error)]
#[error("{name}: {kind}")]
pub struct SourceError {
    /// The source's name.
    pub name: String,
    /// What is wrong.
    pub kind: SourceErrorKind,
}

/// Why a source could not be read.
#[derive(Debug, Error)]
pub enum SourceErrorKind {
    /// The operating system refused.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// A pattern that is not a glob.
    #[error("not a glob: {0}")]
    BadGlob(String),
    /// A glob that fits no file.
    #[error("no file matches this glob")]
    EmptyGlob,
    /// A directory without a file that a walk would read.
    #[error("no file in this directory is read (it has {}; name a file to read it whatever it holds)", content(.unread))]
    EmptyDirectory {
        /// What is in it.
        unread: Unread,
    },
    /// A link to a file that is not there.
    #[error("is a link to a file that does not exist")]
    DanglingLink,
    /// A file that this run reads or writes for another purpose.
    #[error("is the baseline or a report of this run, not a payload")]
    Own,
    /// A file that was to be read and that this run would replace.
    #[error("would be read as a payload, and replaced by this run: write to another file")]
    Replaced,
    /// Standard input named twice.
    #[error("standard input can be read only once")]
    StdinTwice,
    /// Compressed data that is damaged, or text in a broken encoding, from its first byte on.
    #[error("cannot be decoded: {0}")]
    Decode(Damage),
    /// More decompressed bytes than allowed.
    #[error("decompresses to more than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
}

fn content(unread: &Unread) -> String {
    if unread.count() == 0 { "no files".to_owned() } else { unread.to_string() }
}

/// What is read of a request, and what is not.
#[derive(Debug, Default)]
pub struct Listed {
    /// The sources, in order. Problems stand where the source would.
    pub sources: Vec<Result<Source, SourceError>>,
    /// The files of folders that are not among them.
    pub unread: Unread,
}

/// The sources of a request, in order. Problems stand where the source would.
#[must_use]
pub fn list(request: &Inputs) -> Vec<Result<Source, SourceError>> {
    listed(request).sources
}

/// The sources of a request, and which files are none.
#[must_use]
pub fn listed(request: &Inputs) -> Listed {
    let mut listed = Listed::default();
    let mut names = request.inputs.clone();
    let mut stdin_taken = matches!(request.files_from, Some(FilesFrom::Stdin));
    if let Some(files_from) = &request.files_from {
        match read_names(files_from) {
            Ok(listed) => names.extend(listed),
            Err((name, error)) => listed.sources.push(Err(SourceError { name, kind: error.into() })),
        }
    } else if names.is_empty() {
        names.push("-".into());
    }
    let mut globs = Globs::of(names.iter().map(|name| shown_path(Path::new(name))), request.hidden);
    for name in names {
        if name == "-" {
            listed.sources.push(if stdin_taken {
                Err(SourceError { name: "-".to_owned(), kind: SourceErrorKind::StdinTwice })
            } else {
                Ok(Source {
                    name: "<stdin>".to_owned(),
                    origin: Origin::Stdin,
                    is_regular: false,
                    by_content: false,
                })
            });
            stdin_taken = true;
        } else {
            expand(Path::new(&name), request, &mut globs, &mut listed);
        }
    }
    listed
}

fn expand(path: &Path, request: &Inputs, globs: &mut Globs, listed: &mut Listed) {
    let name = shown_path(path);
    let found = &mut listed.sources;
    match path.metadata() {
        Ok(metadata) if metadata.is_dir() => {
            let Walked { mut files, unread } = walk(path, request, found);
            let from = path.as_os_str().len();
            files.sort_unstable_by(|(one, _), (other, _)| by_parts(one, other, from));
            files.retain(|(file, _)| stays(file, request, found));
            listed.unread.merge(&unread);
            if files.is_empty() {
                found.push(Err(SourceError { name, kind: SourceErrorKind::EmptyDirectory { unread } }));
            }
            let source = |(file, by_content)| Ok(Source { by_content, ..file_source(file, true) });
            found.extend(files.into_iter().map(source));
        }
        Ok(_) if own(path, request).is_some() => {
            found.push(Err(SourceError { name, kind: SourceErrorKind::Own }));
        }
        Ok(metadata) => found.push(Ok(file_source(path.to_owned(), metadata.is_file()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound && is_glob(&name) => match globs.files(&name) {
            Ok(Matches { files, closed }) if files.is_empty() && closed.is_empty() => {
                found.push(Err(SourceError { name, kind: SourceErrorKind::EmptyGlob }));
            }
            Ok(Matches { files, closed }) => {
                found.extend(closed.iter().map(|closed| Err(closed.into())));
                let mut files = files;
                files.retain(|file| stays(file, request, found));
                found.extend(files.into_iter().map(|file| Ok(file_source(file, true))));
            }
            Err(error) => {
                let kind = SourceErrorKind::BadGlob(error.to_string());
                found.push(Err(SourceError { name, kind }));
            }
        },
        Err(error) => found.push(Err(SourceError { name, kind: error.into() })),
    }
}

/// How two paths compare, part by part, whose first `from` bytes are the same: as paths do, but found by the first byte
/// that differs. No part of them is empty or a dot, as in what a walk comes upon.
fn by_parts(one: &Path, other: &Path, from: usize) -> Ordering {
    let [one, other] =
        [one, other].map(|path| path.as_os_str().as_encoded_bytes().get(from..).unwrap_or_default());
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    // A part that ends comes before one that goes on, whatever the byte.
    let rank = |byte: Option<&u8>| byte.map(|byte| (!is_separator(char::from(*byte)), *byte));
    rank(one.get(same)).cmp(&rank(other.get(same)))
}

/// Whether a file that a walk or a glob has come upon is read.
fn stays(path: &Path, request: &Inputs, found: &mut Vec<Result<Source, SourceError>>) -> bool {
    let own = own(path, request);
    if own == Some(Own::Refused) {
        found.push(Err(SourceError { name: shown_path(path), kind: SourceErrorKind::Replaced }));
    }
    own.is_none()
}

fn own(path: &Path, request: &Inputs) -> Option<Own> {
    let id = Some(path).filter(|_| !request.own.is_empty()).and_then(FileId::of)?;
    request.own.iter().find(|(own, _)| *own == id).map(|(_, own)| *own)
}

/// What a walk through a directory has come upon.
#[derive(Default)]
struct Walked {
    /// The files that are read, and whether that is for their content alone.
    files: Vec<(PathBuf, bool)>,
    /// The others.
    unread: Unread,
}

/// The files below a directory.
fn walk(root: &Path, request: &Inputs, found: &mut Vec<Result<Source, SourceError>>) -> Walked {
    let mut walked = Walked::default();
    for entry in WalkBuilder::new(root).hidden(!request.hidden).require_git(false).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {}
            Ok(entry) if is_file(&entry) => match Choice::of(entry.path(), request.captures) {
                Choice::Not => walked.unread.add(entry.path()),
                choice => walked.files.push((entry.into_path(), choice == Choice::ByContent)),
            },
            Ok(entry) => match Closed::link(&entry).filter(|_| may_hold_json(entry.path())) {
                Some(link) => found.push(Err((&link).into())),
                None => walked.unread.add(entry.path()),
            },
            Err(error) => found.push(Err((&Closed::folder(root, &error)).into())),
        }
    }
    walked
}

impl From<&Closed> for SourceError {
    fn from(closed: &Closed) -> Self {
        let kind = match closed.cause {
            io::ErrorKind::NotFound if closed.path.is_symlink() => SourceErrorKind::DanglingLink,
            cause => SourceErrorKind::Io(cause.into()),
        };
        Self { name: shown_path(&closed.path), kind }
    }
}

/// The names of a list: separated by NUL where the list holds one, else by line ends.
fn read_names(from: &FilesFrom) -> Result<Vec<OsString>, (String, io::Error)> {
    let (name, read) = match from {
        FilesFrom::Stdin => ("<stdin>".to_owned(), bounded(io::stdin(), WRITTEN_BY_PROGRAMS)),
        FilesFrom::File(path) => (shown_path(path), read_bounded(path, WRITTEN_BY_PROGRAMS)),
    };
    let bytes = read.map_err(|error| (name, error))?;
    let separator = if bytes.contains(&0) { 0 } else { b'\n' };
    Ok(bytes
        .split(|byte| *byte == separator)
        .map(|name| name.strip_suffix(b"\r").filter(|_| separator == b'\n').unwrap_or(name))
        .filter(|name| !name.is_empty())
        .map(os_string)
        .collect())
}

#[cfg(unix)]
fn os_string(bytes: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(bytes.to_vec())
}

#[cfg(not(unix))]
fn os_string(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}

fn file_source(path: PathBuf, is_regular: bool) -> Source {
    Source { name: shown_path(&path), origin: Origin::File(path), is_regular, by_content: false }
}

/// A path without `.` and `..`, by its letters alone: no link is followed.
#[must_use]
pub fn straightened(path: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            part => whole.push(part),
        }
    }
    whole
}

/// A path as seen from a folder, which is absolute and straight. No link is followed.
#[must_use]
pub fn relative(path: &Path, folder: &Path) -> PathBuf {
    let whole = straightened(&folder.join(path));
    let mut up = PathBuf::new();
    for above in folder.ancestors() {
        if let Ok(rest) = whole.strip_prefix(above) {
            return up.join(rest);
        }
        up.push("..");
    }
    whole
}

/// A path as every output shows it: forward slashes.
#[must_use]
pub fn shown_path(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '\\' { text.replace('\\', "/") } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::by_parts;

    proptest! {
        #[test]
        fn what_a_walk_comes_upon_is_in_the_order_of_paths(
            one in "[-a.0é]{1,3}(/[-a.0é]{1,3}){0,3}",
            other in "[-a.0é]{1,3}(/[-a.0é]{1,3}){0,3}",
        ) {
            let is_dots = |path: &str| path.split('/').any(|part| matches!(part, "." | ".."));
            prop_assume!(!is_dots(&one) && !is_dots(&other));
            for root in ["folder", "./a", "/"] {
                let (one, other) = (Path::new(root).join(&one), Path::new(root).join(&other));
                prop_assert_eq!(by_parts(&one, &other, root.len()), one.cmp(&other));
            }
        }
    }
}
