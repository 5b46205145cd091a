//! Standard output and standard error beside the progress bar: neither ends a run by being closed.

use std::io::{self, ErrorKind, Write};

use super::progress::Progress;

/// Standard output. When nobody reads it any more, the run goes on without it: the exit status and the other reports
/// are still owed.
pub(super) struct Stdout {
    progress: Progress,
    out: io::Stdout,
}

impl Stdout {
    pub(super) fn new(progress: &Progress) -> Self {
        Self { progress: progress.clone(), out: io::stdout() }
    }

    fn outcome<T>(&self, result: io::Result<T>, closed: T) -> io::Result<T> {
        result.or_else(|error| {
            if error.kind() == ErrorKind::BrokenPipe {
                self.progress.note_unread();
                return Ok(closed);
            }
            Err(io::Error::new(error.kind(), format!("cannot write to standard output: {error}")))
        })
    }
}

impl Write for Stdout {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if self.progress.is_unread() {
            return Ok(buffer.len());
        }
        let Self { progress, out } = self;
        let written = progress.aside(|| out.write(buffer));
        self.outcome(written, buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.progress.is_unread() {
            return Ok(());
        }
        let flushed = self.out.flush();
        self.outcome(flushed, ())
    }
}

/// Standard error. What cannot be written to it cannot be told either, so nothing comes of that.
pub(super) struct Stderr {
    progress: Progress,
}

impl Stderr {
    pub(super) fn new(progress: &Progress) -> Self {
        Self { progress: progress.clone() }
    }
}

impl Write for Stderr {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let _ = self.progress.aside(|| io::stderr().write_all(buffer));
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
