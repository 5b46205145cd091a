//! A text that is copied from its start to its end with some of it replaced, and the way back to the original.

use std::borrow::Cow;
use std::ops::Range;

use super::super::parse::narrow;

/// Where the bytes of a rewritten text come from: one entry for each replacement of another length.
#[derive(Debug, Default)]
pub(super) struct Origins {
    runs: Vec<Run>,
    /// The length of the original in bytes.
    length: usize,
}

/// From `here` on in the rewritten text stands what begins at `origin` in the original.
#[derive(Debug, Clone, Copy)]
struct Run {
    here: u32,
    origin: u32,
}

impl Origins {
    /// Where the byte at `offset` was written. A replacement longer than what it replaces ends with that.
    pub(super) fn origin(&self, offset: usize) -> usize {
        let next = self.runs.partition_point(|run| run.here as usize <= offset);
        let run = next.checked_sub(1).and_then(|at| self.runs.get(at));
        let (here, origin) = run.map_or((0, 0), |run| (run.here as usize, run.origin as usize));
        let most = self.runs.get(next).map_or(self.length, |run| run.origin as usize);
        (origin + offset.saturating_sub(here)).min(most)
    }
}

/// The text that is being written.
#[derive(Debug)]
pub(super) struct Edits<'t> {
    source: &'t [u8],
    text: Vec<u8>,
    /// How much of the source is copied or replaced.
    done: usize,
    runs: Vec<Run>,
}

impl<'t> Edits<'t> {
    pub(super) fn new(source: &'t [u8]) -> Self {
        Self { source, text: Vec::new(), done: 0, runs: Vec::new() }
    }

    /// Puts `new` in the place of `range`, which begins no earlier than the last one ended.
    pub(super) fn replace(&mut self, range: Range<usize>, new: &[u8]) {
        self.copy(range.start);
        self.text.extend_from_slice(new);
        self.done = range.end;
        if new.len() != range.len() {
            self.runs.push(Run { here: narrow(self.text.len()), origin: narrow(range.end) });
        }
    }

    /// Puts blanks in the place of `range`; its line ends stay.
    pub(super) fn blank(&mut self, range: Range<usize>) {
        self.copy(range.start);
        let bytes = self.source.get(range.clone()).unwrap_or_default();
        self.text.extend(bytes.iter().map(|byte| if matches!(byte, b'\n' | b'\r') { *byte } else { b' ' }));
        self.done = range.end;
    }

    /// How many replacements of another length there were.
    pub(super) fn count(&self) -> usize {
        self.runs.len()
    }

    /// How long the text is once the source is copied up to `at`.
    pub(super) fn length_at(&self, at: usize) -> usize {
        self.text.len() + at.saturating_sub(self.done)
    }

    /// The first `length` bytes of the text, the rest of the source copied, and where its bytes come from.
    pub(super) fn finish(mut self, length: usize) -> (Cow<'t, [u8]>, Origins) {
        let origins = Origins { runs: std::mem::take(&mut self.runs), length: self.source.len() };
        if self.done == 0 && self.text.is_empty() {
            return (Cow::Borrowed(self.source.get(..length).unwrap_or(self.source)), origins);
        }
        self.copy(self.done + length.saturating_sub(self.text.len()));
        self.text.truncate(length);
        (Cow::Owned(self.text), origins)
    }

    fn copy(&mut self, end: usize) {
        self.text.extend_from_slice(self.source.get(self.done..end).unwrap_or_default());
        self.done = end;
    }
}
