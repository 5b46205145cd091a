//! Where results go: standard output at most once, and files that are there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::{Builder, NamedTempFile};

use crate::cli::{Format, OutputArguments};
use crate::input::shown_path;

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
        let target = fs::canonicalize(name).unwrap_or_else(|_| name.to_owned());
        if fs::metadata(&target).is_ok_and(|metadata| metadata.is_dir()) {
            bail!("cannot write {shown}: it is a directory");
        }
        if fs::metadata(&target).is_ok_and(|metadata| !metadata.is_file()) {
            let file = OpenOptions::new().write(true).open(&target);
            let file = file.with_context(|| format!("cannot write {shown}"))?;
            return Ok(Self { name: name.to_owned(), state: State::Stream(file) });
        }
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        if !folder.is_dir() {
            let folder = shown_path(folder);
            bail!("cannot write {shown}: there is no directory {folder}; create it first (mkdir -p)");
        }
        let temporary = builder()
            .prefix(".hookspect-")
            .suffix(".tmp")
            .tempfile_in(folder)
            .with_context(|| format!("cannot write {shown}"))?;
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

    /// Puts the complete file under its name.
    pub(super) fn finish(self) -> Result<()> {
        let shown = self.shown();
        if let State::Pending { temporary, target } = self.state {
            let persisted = temporary.persist(target).map_err(|error| error.error);
            persisted.with_context(|| format!("cannot write {shown}"))?;
        }
        Ok(())
    }
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
    /// Prepares everything that the arguments ask for. No output may be one of the files in use for something else.
    pub(super) fn prepare(arguments: &OutputArguments, in_use: &[&Path]) -> Result<Self> {
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
            let file = WholeFile::create(name)?;
            if files.iter().any(|(_, other)| same_file(&other.name, name)) {
                bail!("two formats for the file {}", shown_path(name));
            }
            if in_use.iter().any(|other| same_file(other, name)) {
                bail!("a report cannot go to {}, which this run uses for something else", shown_path(name));
            }
            files.push((output.format, file));
        }
        Ok(Self { stdout: stdout.unwrap_or(Format::Human), files })
    }
}

/// Whether two names are of one file, which need not exist.
fn same_file(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::canonicalize(path)
            .or_else(|_| {
                Ok::<_, io::Error>(fs::canonicalize(folder)?.join(path.file_name().unwrap_or_default()))
            })
            .unwrap_or_else(|_| path.to_owned())
    };
    whole(one) == whole(other)
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
