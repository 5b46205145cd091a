//! From a path to a library: every JSON and YAML file of a folder, or one file and those beside it that it refers to.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use thiserror::Error;

use super::library::{Library, below_root};
use super::note::{Gravity, Note, Notes};
use super::source::{FilePosition, Source};
use crate::input::{WRITTEN_BY_HAND, read_bounded, read_text_bounded};
use crate::json::{JsonKind, Value};

/// The name of a pack's manifest.
pub const MANIFEST: &str = "hookspect-pack.toml";

/// How large one file of a pack may be, in bytes.
const LARGEST: u64 = 64 << 20;

/// How many files a pack may hold.
const MOST_FILES: usize = 20_000;

/// Why a path is no pack.
#[derive(Debug, Error)]
pub enum OpenError {
    /// It cannot be read.
    #[error("{path} cannot be read: {cause}")]
    Unreadable {
        /// Which.
        path: String,
        /// Why.
        cause: io::Error,
    },
    /// Nothing in it can be read as JSON or YAML.
    #[error("{path} holds no file in JSON or YAML{}", because(.broken))]
    Empty {
        /// Which.
        path: String,
        /// What was found instead.
        broken: Vec<Note>,
    },
    /// Its manifest cannot be read or is not TOML: what the pack is nobody knows then.
    #[error("{path}: {broken}")]
    Manifest {
        /// Which pack.
        path: String,
        /// What is wrong, with its place.
        broken: Note,
    },
}

fn because(broken: &[Note]) -> String {
    let causes: Vec<String> = broken.iter().map(Note::to_string).collect();
    if causes.is_empty() { String::new() } else { format!(": {}", causes.join("; ")) }
}

/// The files of a pack.
#[derive(Debug, Default)]
pub struct Opened {
    /// The folder that references must not leave.
    pub root: PathBuf,
    /// The files that were read.
    pub files: Vec<PathBuf>,
    /// The schemas and documents.
    pub library: Library,
    /// The manifest's text, or why it cannot be read, if there is one.
    pub manifest: Option<Result<String, Note>>,
}

/// Reads the files of a pack.
///
/// # Errors
///
/// The path cannot be read, or there is nothing in it. A file that is broken is a note, and the others are read.
pub fn open(path: &Path, notes: &mut Notes) -> Result<Opened, OpenError> {
    let shown = path.display().to_string();
    let unreadable = |cause| OpenError::Unreadable { path: shown.clone(), cause };
    let is_folder = fs::metadata(path).map_err(unreadable)?.is_dir();
    let mut opened = if is_folder { folder(path, notes) } else { file(path, notes).map_err(unreadable)? };
    agree_on_dialects(&mut opened.library);
    if opened.library.sources().next().is_none() && opened.manifest.is_none() {
        return Err(OpenError::Empty { path: shown, broken: notes.iter().cloned().collect() });
    }
    Ok(opened)
}

fn folder(root: &Path, notes: &mut Notes) -> Opened {
    let mut opened = Opened { root: root.to_owned(), ..Opened::default() };
    let walk = WalkBuilder::new(root).standard_filters(false).hidden(true).follow_links(false).build();
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in walk {
        match entry {
            Ok(entry) if is_installed(entry.path()) => {}
            Ok(entry) => {
                if is_file(&entry, root, notes) {
                    paths.push(entry.into_path());
                }
            }
            Err(error) => {
                let message = format!("holds a folder that cannot be read: {error}");
                notes.push(Note::of_pack(Gravity::Error, message));
            }
        }
    }
    paths.sort();
    if paths.len() > MOST_FILES {
        let message = format!("holds {} files, of which the first {MOST_FILES} are read", paths.len());
        notes.push(Note::of_pack(Gravity::Warning, message));
        paths.truncate(MOST_FILES);
    }
    for path in paths {
        opened.files.push(path.clone());
        let below = path.strip_prefix(root).unwrap_or(&path);
        let name = below.to_string_lossy().replace('\\', "/");
        if name == MANIFEST {
            let text = read_text_bounded(&path, WRITTEN_BY_HAND);
            opened.manifest = Some(text.map_err(|cause| unread(&name, &cause)));
            continue;
        }
        read(&path, &name, &mut opened.library, notes);
    }
    opened
}

/// Whether a path is of what a manager of packages put there.
fn is_installed(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "node_modules")
}

/// Whether an entry of a folder is a file to be read, or a link to one. Links to folders are not followed, which is said.
fn is_file(entry: &ignore::DirEntry, root: &Path, notes: &mut Notes) -> bool {
    let (path, kind) = (entry.path(), entry.file_type());
    if kind.is_some_and(|kind| kind.is_symlink())
        && path != root
        && fs::metadata(path).is_ok_and(|target| target.is_dir())
    {
        let name = path.strip_prefix(root).unwrap_or(path).display();
        let message =
            format!("{name} is a link to a folder, which is not followed: what is in it is not read");
        notes.push(Note::of_pack(Gravity::Warning, message));
        return false;
    }
    // What a link leads to that is not there is told when it is read.
    let is_link = || kind.is_some_and(|kind| kind.is_symlink());
    let leads_to_file = || fs::metadata(path).map_or(true, |target| target.is_file());
    is_readable(path) && (kind.is_some_and(|kind| kind.is_file()) || (is_link() && leads_to_file()))
}

/// One file, and the files in its folder and below that it refers to.
fn file(path: &Path, notes: &mut Notes) -> io::Result<Opened> {
    let root = path.parent().map(Path::to_owned).unwrap_or_default();
    let mut opened = Opened { root, ..Opened::default() };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if name == MANIFEST {
        return Ok(folder(&opened.root, notes));
    }
    fs::File::open(path)?;
    opened.files.push(path.to_owned());
    read(path, &name, &mut opened.library, notes);
    let mut number = 0;
    while (number as usize) < opened.library.sources().count() {
        for wanted in relative_references(&opened.library, number) {
            let path = opened.root.join(&wanted);
            // Only what is there: what is not is told where it is referred to.
            if opened.library.at_path(&wanted).is_none() && is_readable(&path) && path.is_file() {
                read(&path, &wanted, &mut opened.library, notes);
                opened.files.push(path);
            }
        }
        number += 1;
    }
    Ok(opened)
}

fn read(path: &Path, name: &str, library: &mut Library, notes: &mut Notes) {
    let place = |position| FilePosition { path: name.to_owned(), position };
    let bytes = match fs::metadata(path) {
        Ok(metadata) if metadata.len() > LARGEST => {
            let message = format!("is larger than {LARGEST} bytes, so it was not read");
            return notes.push(Note::error(place(crate::json::Position::START), message));
        }
        Ok(_) => read_bounded(path, LARGEST),
        Err(cause) => Err(cause),
    };
    match bytes {
        Ok(bytes) => match Source::read(name, bytes) {
            Ok(source) => drop(library.add(source)),
            Err(broken) => notes.push(Note::error(place(broken.place), broken.cause)),
        },
        Err(cause) => notes.push(unread(name, &cause)),
    }
}

fn unread(name: &str, cause: &io::Error) -> Note {
    let place = FilePosition { path: name.to_owned(), position: crate::json::Position::START };
    Note::error(place, format!("cannot be read: {cause}"))
}

fn is_readable(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| matches!(ending.as_str(), "json" | "yaml" | "yml"))
        || path.file_name().is_some_and(|name| name == MANIFEST)
}

/// The paths below the root that a source refers to.
fn relative_references(library: &Library, source: u32) -> Vec<String> {
    let root = library.value(Library::root(source));
    let document = root.document();
    let own = library.pointer(Library::root(source)).0;
    let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut paths = Vec::new();
    for index in 0..u32::try_from(document.len()).unwrap_or(u32::MAX) {
        let reference = document.value(index).get("$ref").and_then(Value::text);
        let Some(reference) = reference.filter(|reference| !reference.starts_with('#')) else { continue };
        let file = reference.split('#').next().unwrap_or_default();
        if !file.contains("://") {
            paths.extend(below_root(folder, file));
        }
    }
    paths.sort();
    paths.dedup();
    paths
}

/// What does not say which language it speaks speaks that of the documents that it stands beside, if they agree.
fn agree_on_dialects(library: &mut Library) {
    let mut said: Vec<_> = library.sources().filter_map(|(number, _)| library.said_dialect(number)).collect();
    said.sort_unstable();
    said.dedup();
    let silent: Vec<u32> = library
        .sources()
        .filter(|(number, source)| {
            library.said_dialect(*number).is_none() && source.document().root().kind() == JsonKind::Object
        })
        .map(|(number, _)| number)
        .collect();
    if let [dialect] = said.as_slice()
        && dialect.is_draft()
    {
        for number in silent {
            library.speak(number, *dialect);
        }
    }
}
