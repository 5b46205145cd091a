//! A progress bar on standard error, for a person who waits: only on a terminal, and only after a moment.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long a run stays without a bar.
const MOMENT: Duration = Duration::from_millis(700);

/// How far a run is. Clones are the same bar.
#[derive(Clone)]
pub(super) struct Progress {
    bar: ProgressBar,
    started: Instant,
    wanted: bool,
}

impl Progress {
    /// A bar that may appear when `wanted`.
    pub(super) fn new(wanted: bool) -> Self {
        Self { bar: ProgressBar::hidden(), started: Instant::now(), wanted }
    }

    /// Says how many bytes there are to read, where that is known.
    pub(super) fn expect(&self, bytes: Option<u64>) {
        let template = match bytes {
            Some(_) => "{wide_bar} {decimal_bytes} of {decimal_total_bytes}, {percent}%, {eta} left",
            None => "{spinner} {decimal_bytes} read in {elapsed}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        if let Some(bytes) = bytes {
            self.bar.set_length(bytes);
        }
    }

    /// Adds bytes that were read.
    pub(super) fn add(&mut self, bytes: usize) {
        if !self.wanted {
            return;
        }
        if self.bar.is_hidden() && self.started.elapsed() > MOMENT {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(bytes as u64);
    }

    /// A stream that shares the terminal with the bar.
    pub(super) fn beside<W>(&self, out: W) -> Beside<W> {
        Beside { progress: self.clone(), out }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// A stream that shares the terminal with the bar: the bar steps aside while something is written.
pub(super) struct Beside<W> {
    progress: Progress,
    out: W,
}

impl<W: Write> Write for Beside<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let Self { progress, out } = self;
        if progress.wanted { progress.bar.suspend(|| out.write(buffer)) } else { out.write(buffer) }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
