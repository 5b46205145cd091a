//! A progress bar on standard error, for a person who waits: only on a terminal, and only after a moment.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
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
    /// Whether nobody reads standard output any more.
    unread: Arc<AtomicBool>,
}

impl Progress {
    /// A bar that may appear when `wanted`.
    pub(super) fn new(wanted: bool) -> Self {
        Self { bar: ProgressBar::hidden(), started: Instant::now(), wanted, unread: Arc::default() }
    }

    /// Says how many bytes there are to read, where that is known. Nobody is asked for it where no bar may appear.
    pub(super) fn expect(&self, bytes: impl FnOnce() -> Option<u64>) {
        if !self.wanted {
            return;
        }
        let bytes = bytes();
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

    /// Does something with the terminal, from which the bar steps aside meanwhile.
    pub(super) fn aside<T>(&self, work: impl FnOnce() -> T) -> T {
        if self.wanted { self.bar.suspend(work) } else { work() }
    }

    /// Notes that nobody reads standard output any more.
    pub(super) fn note_unread(&self) {
        self.unread.store(true, Ordering::Relaxed);
    }

    /// Whether standard output was closed by who read it.
    pub(super) fn is_unread(&self) -> bool {
        self.unread.load(Ordering::Relaxed)
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
