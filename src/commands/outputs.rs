//! Where results go: standard output at most once, and files that are there whole or not at all. Every file that a run
//! writes is made here, and none of those that it reads is replaced.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use tempfile::{Builder, NamedTempFile, TempPath};

use super::complaint::Complaint;
use super::context::Context;
use super::{file_limit, interruption};
use crate::cli::{Format, InputArguments, OutputArguments};
use crate::configuration::FILE_NAME;
use crate::finding::counted;
use crate::input::{FileId, shown_path};

/// A file that appears under its name when it is complete.
pub(super) struct WholeFile {
    /// As the user gave it.
    name: PathBuf,
    state: State,
}

enum State {
    /// A file beside the one that it will replace.
    Pending { temporary: NamedTempFile, target: PathBuf },
    /// A device or a pipe, which takes bytes as they come.
    Stream(File),
}

impl WholeFile {
    /// Prepares a file: its folder is there and can be written to. Nothing is seen under its name yet.
    pub(super) fn create(name: &Path) -> Result<Self> {
        let shown = shown_path(name);
        // A link stays a link: what it points to is replaced.
        let target = match fs::canonicalize(name) {
            Ok(target) => target,
            Err(_) if name.is_symlink() => {
                bail!("cannot write {shown}: it is a link to a file that does not exist")
            }
            Err(_) => name.to_owned(),
        };
        if fs::metadata(&target).is_ok_and(|metadata| metadata.is_dir()) {
            bail!("cannot write {shown}: it is a directory");
        }
        if fs::metadata(&target).is_ok_and(|metadata| !metadata.is_file()) {
            let file = OpenOptions::new().write(true).open(&target);
            let file = file.with_context(|| format!("cannot write {shown}"))?;
            return Ok(Self { name: name.to_owned(), state: State::Stream(file) });
        }
        if fs::metadata(&target).is_ok_and(|metadata| metadata.permissions().readonly()) {
            bail!("cannot write {shown}: it is read-only");
        }
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        if !folder.is_dir() {
            let folder = shown_path(folder);
            bail!("cannot write {shown}: there is no directory {folder}; create it first (mkdir -p)");
        }
        let temporary = temporary(folder).with_context(|| format!("cannot write {shown}"))?;
        Ok(Self { name: name.to_owned(), state: State::Pending { temporary, target } })
    }

    /// The name as the user gave it.
    pub(super) fn name(&self) -> &Path {
        &self.name
    }

    /// The name for messages.
    pub(super) fn shown(&self) -> String {
        shown_path(&self.name)
    }

    /// A handle that writes to the file. Handles share one position.
    pub(super) fn handle(&self) -> Result<File> {
        let file = match &self.state {
            State::Pending { temporary, .. } => temporary.as_file(),
            State::Stream(file) => file,
        };
        file.try_clone().with_context(|| format!("cannot write {}", self.shown()))
    }

    /// A buffered writer to the file.
    pub(super) fn writer(&self) -> Result<Box<dyn Write + Send>> {
        Ok(buffered(Named { file: self.handle()?, name: self.shown() }))
    }

    /// Writes all that the file holds. It is seen under its name once [`Complete::finish`] was called.
    pub(super) fn write_all(self, text: &[u8]) -> Result<Complete> {
        Named { file: self.handle()?, name: self.shown() }.write_all(text)?;
        Ok(self.complete())
    }

    /// Puts the complete file under its name. Whoever used a [`Self::writer`] has flushed it.
    pub(super) fn finish(self) -> Result<()> {
        self.complete().finish()
    }

    fn complete(self) -> Complete {
        let shown = self.shown();
        let waiting = match self.state {
            State::Pending { temporary, target } => Some((temporary.into_temp_path(), target)),
            State::Stream(_) => None,
        };
        Complete { shown, waiting }
    }
}

/// A file that is complete, and not seen under its name yet. It is not open, so that there may be any number of them.
#[must_use]
pub(super) struct Complete {
    shown: String,
    /// What stands beside the file that it will replace.
    waiting: Option<(TempPath, PathBuf)>,
}

impl Complete {
    /// Puts the file under its name. What it replaces leaves it its permissions.
    pub(super) fn finish(self) -> Result<()> {
        let Some((temporary, target)) = self.waiting else { return Ok(()) };
        let path = temporary.to_path_buf();
        let permissions = fs::metadata(&target).map(|metadata| metadata.permissions());
        let kept = permissions.map_or(Ok(()), |kept| fs::set_permissions(&temporary, kept));
        let placed = kept.and_then(|()| {
            interruption::finished(&path, || temporary.persist(target)).map_err(|error| error.error)
        });
        placed.with_context(|| format!("cannot write {}", self.shown))
    }
}

/// Writes the files of a folder, by their paths below it: each is complete before the first is seen under its name.
pub(super) fn write_files<'f>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'f str, &'f str)>,
) -> Result<()> {
    let mut complete = Vec::new();
    for (path, text) in files {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", shown_path(parent)))?;
        complete.push(WholeFile::create(&path)?.write_all(text.as_bytes())?);
    }
    complete.into_iter().try_for_each(Complete::finish)
}

/// Refuses to replace files of a folder, by their paths below it, that are there and hold something else.
///
/// # Errors
///
/// Which they are, and `help`.
pub(super) fn check_new<'f>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'f str, &'f str)>,
    help: &str,
) -> Result<()> {
    let is_other = |path: &Path, text: &str| {
        path.symlink_metadata().is_ok() && !fs::read(path).is_ok_and(|own| own == text.as_bytes())
    };
    let paths = files.into_iter().map(|(path, text)| (folder.join(path), text));
    let others: Vec<PathBuf> =
        paths.filter(|(path, text)| is_other(path, text)).map(|(path, _)| path).collect();
    let Some((first, more)) = others.split_first() else { return Ok(()) };
    let what = match more.len() {
        0 => format!("{} is there already and holds something else", shown_path(first)),
        more => format!(
            "{} and {} are there already and hold something else",
            shown_path(first),
            counted(more, "more file")
        ),
    };
    Err(Complaint { what: format!("{what}: nothing was written"), help: Some(help.to_owned()) }.into())
}

/// Writes a new file, which is there whole or not at all and replaces nothing: `name` gives names for the numbers from
/// `number` on until one is not taken. Gives the file and its number.
pub(super) fn write_new(
    folder: &Path,
    mut number: u64,
    name: impl Fn(u64) -> String,
    text: &[u8],
) -> io::Result<(PathBuf, u64)> {
    let mut file = NewFile::of(&folder.join(name(number)), text)?;
    loop {
        let target = folder.join(name(number));
        match file.place(&target)? {
            None => return Ok((target, number)),
            Some(again) => (file, number) = (again, number + 1),
        }
    }
}

/// A file with all of its text, which has no name yet.
pub(super) struct NewFile(NamedTempFile);

impl NewFile {
    /// The file that is to have a name, or another one in its folder.
    pub(super) fn of(target: &Path, text: &[u8]) -> io::Result<Self> {
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
        let mut file = temporary(folder.unwrap_or(Path::new("."))).map_err(|error| named(target, &error))?;
        let room = file_limit::leaves_room(file.as_file(), text.len());
        room.and_then(|()| file.write_all(text)).map_err(|error| named(target, &error))?;
        Ok(Self(file))
    }

    /// Gives it its name; where that is taken, the file is given back.
    pub(super) fn place(self, target: &Path) -> io::Result<Option<Self>> {
        let path = self.0.path().to_owned();
        match interruption::finished(&path, || self.0.persist_noclobber(target)) {
            Ok(_) => Ok(None),
            Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(Some(Self(error.file))),
            Err(error) => Err(named(target, &error.error)),
        }
    }
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot write {}: {error}", shown_path(path)))
}

/// A file that vanishes unless it is given a name.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = builder();
    builder.prefix(".hookspect-").suffix(".tmp");
    interruption::unfinished(|| builder.tempfile_in(folder), NamedTempFile::path)
}

/// Reports are for others to read too: not only for their owner, as temporary files are.
#[cfg(unix)]
fn builder() -> Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    let mut builder = Builder::new();
    builder.permissions(fs::Permissions::from_mode(0o666));
    builder
}

#[cfg(not(unix))]
fn builder() -> Builder<'static, 'static> {
    Builder::new()
}

/// The formats of a run and their places.
pub(super) struct Outputs {
    /// The format on standard output.
    pub(super) stdout: Format,
    /// The formats in files.
    pub(super) files: Vec<(Format, WholeFile)>,
}

impl Outputs {
    /// Prepares everything that the arguments ask for. No output may be what the run reads for itself, or the
    /// baseline that it writes.
    pub(super) fn prepare(
        arguments: &OutputArguments,
        in_use: &InUse<'_>,
        new_baseline: Option<&Path>,
    ) -> Result<Self> {
        let mut stdout = arguments.format;
        let mut files: Vec<(Format, WholeFile)> = Vec::new();
        for output in &arguments.output {
            let Some(name) = &output.file else {
                if stdout.is_some() {
                    bail!("two formats for standard output: give all but one a file (--output FORMAT=FILE)");
                }
                stdout = Some(output.format);
                continue;
            };
            in_use.check(name)?;
            if files.iter().any(|(_, other)| same_file(&other.name, name)) {
                bail!("two formats for the file {}", shown_path(name));
            }
            if new_baseline.is_some_and(|baseline| same_file(baseline, name)) {
                bail!("cannot write {}: the new baseline goes there", shown_path(name));
            }
            files.push((output.format, WholeFile::create(name)?));
        }
        Ok(Self { stdout: stdout.unwrap_or(Format::Human), files })
    }
}

/// Files that a run reads, but not as payloads.
pub(super) struct InUse<'r> {
    files: Vec<(PathBuf, &'static str)>,
    stdin: Option<FileId>,
    /// Those of packs, which may be many: asked for where something is written.
    packs: LazyCell<BTreeSet<FileId>, Box<dyn FnOnce() -> BTreeSet<FileId> + 'r>>,
}

impl<'r> InUse<'r> {
    pub(super) fn of(input: &InputArguments, context: Context<'r, '_>) -> Self {
        let configuration = context.configuration;
        let origin = configuration.origin.as_ref().map(|origin| (origin.path.clone(), "the configuration"));
        let baseline = configuration.baseline.clone().map(|path| (path, "the baseline"));
        let list = input.files_from.clone().map(|path| (path, "the list of inputs"));
        let packs = move || {
            let files = context.packs.iter().flat_map(|pack| &pack.files);
            files.filter_map(|file| FileId::of(file)).collect()
        };
        Self {
            files: origin.into_iter().chain(baseline).chain(list).collect(),
            stdin: FileId::of_stdin(),
            packs: LazyCell::new(Box::new(packs)),
        }
    }

    /// Whether a file may be written.
    pub(super) fn check(&self, name: &Path) -> Result<()> {
        let shown = shown_path(name);
        if let Some((_, what)) = self.files.iter().find(|(file, _)| same_file(file, name)) {
            bail!("cannot write {shown}: it is {what} of this run");
        }
        let own = FileId::of(name);
        if own.as_ref().is_some_and(|own| self.packs.contains(own)) {
            bail!("cannot write {shown}: it is part of a pack of this run");
        }
        if self.stdin.is_some() && own == self.stdin {
            bail!("cannot write {shown}: standard input comes from it");
        }
        if name.file_name().is_some_and(|name| name == FILE_NAME) {
            bail!("cannot write {shown}: a file of this name is a configuration");
        }
        Ok(())
    }
}

/// Whether a file holds nothing but what a run has written, or nothing at all: nobody misses it.
pub(super) fn is_report(path: &Path) -> bool {
    let mut start = Vec::new();
    let Ok(file) = File::open(path) else { return false };
    if file.take(400).read_to_end(&mut start).is_err() {
        return false;
    }
    let start = String::from_utf8_lossy(&start);
    let begins = |text: &str| start.starts_with(text);
    start.trim_matches(['[', ']', '\n', '\r']).is_empty()
        || begins("{\"format\":\"hookspect")
        || begins("{\"format\": \"hookspect")
        || begins("{\"type\":\"record\",\"source\":")
        || begins("{\"type\":\"summary\",\"summary\":")
        || begins("[\n{\"description\":\"")
        || start.contains("\"driver\":{\"name\":\"hookspect\"")
        || start.contains("<testsuites name=\"hookspect\"")
}

/// Whether two names are of one file, which need not exist.
fn same_file(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        folder.join(path.file_name().unwrap_or_default())
    };
    match (FileId::of(one), FileId::of(other)) {
        (Some(one), Some(other)) => one == other,
        _ => whole(one) == whole(other),
    }
}

/// A file whose errors say which file it is.
struct Named {
    file: File,
    name: String,
}

impl Write for Named {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let named =
            |error: io::Error| io::Error::new(error.kind(), format!("cannot write {}: {error}", self.name));
        file_limit::leaves_room(&self.file, buffer.len()).map_err(named)?;
        self.file.write(buffer).map_err(named)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// A buffered writer.
pub(super) fn buffered(out: impl Write + Send + 'static) -> Box<dyn Write + Send> {
    Box::new(BufWriter::with_capacity(64 << 10, out))
}
