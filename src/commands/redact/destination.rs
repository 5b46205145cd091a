//! Where copies go: to standard output, into a folder, or in the place of what they are copies of. What is read is never
//! lost: a copy appears under its name when it is whole.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::cli::RedactArguments;
use crate::commands::outputs::InUse;
use crate::input::{FileId, Origin, Source, SourceError, settled, shown_path};
use crate::redact::Copyist;

/// Where the copies of all sources go.
pub(super) enum Destination {
    /// To standard output, one source after the other.
    Stdout,
    /// To files of their own, by the names of the sources.
    Files(HashMap<String, Target>),
}

/// The file that a copy becomes.
pub(super) struct Target {
    pub(super) path: PathBuf,
    /// What is to be known of a file that is replaced.
    pub(super) caveats: Vec<Caveat>,
}

/// What replacing a file does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Caveat {
    /// The original has another name, a hard link.
    AnotherName,
    /// The file's own name tells of somebody, or opens something.
    TellingName,
}

impl Destination {
    /// Where the arguments send the copies.
    ///
    /// # Errors
    ///
    /// A copy that would replace what is still to be read, or another copy.
    pub(super) fn of(
        arguments: &RedactArguments,
        sources: &[Result<Source, SourceError>],
        in_use: &InUse<'_>,
        copyist: &mut Copyist<'_, '_>,
    ) -> Result<Self> {
        let copy = &arguments.copy;
        if !copy.in_place && copy.output_dir.is_none() {
            return Ok(Self::Stdout);
        }
        let read: Vec<FileId> =
            sources.iter().flatten().filter_map(|source| FileId::of(path(source)?)).collect();
        let key = copy.key_file.as_deref().and_then(FileId::of);
        let (mut files, mut taken) = (HashMap::new(), HashMap::new());
        for source in sources.iter().flatten() {
            let target = match &copy.output_dir {
                None => in_place(source)?,
                Some(folder) => {
                    let below = below(arguments, source, copyist);
                    let target = folder.join(below);
                    if FileId::of(&settled(&target)).is_some_and(|file| read.contains(&file)) {
                        bail!(
                            "--output-dir {} would replace {}, which is an input: name another folder, or say --in-place",
                            shown_path(folder),
                            shown_path(&target)
                        );
                    }
                    target
                }
            };
            let place = settled(&target);
            if key.is_some() && FileId::of(&place) == key {
                bail!("the copy of {} would replace the key in {}", source.name, shown_path(&target));
            }
            in_use.check(&place)?;
            let mut caveats = Vec::new();
            if copy.in_place {
                let name = target.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
                if has_another_name(&target) {
                    caveats.push(Caveat::AnotherName);
                }
                if copyist.name(&name) != name {
                    caveats.push(Caveat::TellingName);
                }
            }
            if let Some(other) = taken.insert(place, source.name.clone()) {
                bail!("the copies of {other} and {} would both be {}", source.name, shown_path(&target));
            }
            files.insert(source.name.clone(), Target { path: target, caveats });
        }
        let folders = files.values().filter_map(|file| file.path.parent());
        for folder in folders.filter(|_| copy.output_dir.is_some()) {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder {}", shown_path(folder)))?;
        }
        Ok(Self::Files(files))
    }
}

fn path(source: &Source) -> Option<&Path> {
    match &source.origin {
        Origin::File(path) => Some(path),
        Origin::Stdin => None,
    }
}

/// The file that a copy replaces.
fn in_place(source: &Source) -> Result<PathBuf> {
    let Some(path) = path(source) else {
        bail!("--in-place needs files: standard input has no place to put a copy");
    };
    if !source.is_regular {
        bail!("--in-place needs files: {} has no place to put a copy", source.name);
    }
    if is_compressed(path) {
        bail!("--in-place: {} is compressed, and its copy would not be; --output-dir writes it", source.name);
    }
    Ok(path.to_owned())
}

/// Whether what is in a file has another name, under which it stays when the file is replaced.
#[cfg(unix)]
fn has_another_name(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).is_ok_and(|metadata| metadata.nlink() > 1)
}

/// Elsewhere links are not counted.
#[cfg(not(unix))]
const fn has_another_name(_: &Path) -> bool {
    false
}

fn is_compressed(path: &Path) -> bool {
    let mut start = [0; 4];
    let read = File::open(path).and_then(|mut file| file.read(&mut start));
    read.is_ok() && (start.starts_with(&[0x1f, 0x8b]) || start == [0x28, 0xb5, 0x2f, 0xfd])
}

/// The name of a copy within its folder: as the source lies below the folder that was named, or its own name alone. What
/// is secret or personal in a name is not in that of the copy.
fn below(arguments: &RedactArguments, source: &Source, copyist: &mut Copyist<'_, '_>) -> PathBuf {
    let Some(path) = path(source) else { return PathBuf::from("stdin.json") };
    let folders = arguments.input.inputs.iter().map(Path::new).filter(|input| input.is_dir());
    let within =
        folders.filter_map(|folder| path.strip_prefix(folder).ok()).min_by_key(|path| path.as_os_str().len());
    let own = within
        .filter(|path| path.file_name().is_some())
        .unwrap_or_else(|| Path::new(path.file_name().unwrap_or_default()));
    let plain = own.components().filter(|part| matches!(part, Component::Normal(_)));
    let mut name: PathBuf = plain.map(|part| copyist.name(&part.as_os_str().to_string_lossy())).collect();
    // What is no plain file can be read only once.
    let is_compressed = source.is_regular && is_compressed(path);
    if is_compressed && name.extension().is_some_and(|ending| ending == "gz" || ending == "zst") {
        name.set_extension("");
    }
    name
}
