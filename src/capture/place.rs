//! Where the text of a body stands in its record, so that a finding in the body can be shown in the file.

use std::cell::Cell;
use std::ops::Range;

/// The way from a text back to the record that it was taken from.
#[derive(Debug)]
pub struct Place<'p> {
    /// Where the outer text stands; nothing where that is the record.
    of: Option<&'p Place<'p>>,
    step: Step<'p>,
}

/// Where a text stands in the outer one.
#[derive(Debug, Clone)]
pub enum Step<'t> {
    /// It is a part of it, byte for byte.
    Part {
        /// Where it begins, in bytes.
        start: usize,
    },
    /// It is what a JSON string says.
    JsonString {
        /// What stands between the quotes, as it was written.
        raw: &'t str,
        /// Where `raw` begins, in bytes.
        start: usize,
        /// How far the last question went, in the text and in `raw`: questions mostly come in order.
        last: Cell<(usize, usize)>,
    },
    /// It was put together from parts.
    Runs(Runs),
    /// It says the same in another notation: where each value begins is known, the rest is not.
    Rewritten {
        /// Where each value begins.
        runs: Runs,
        /// Where the whole of it ends in the outer text, in bytes.
        end: usize,
    },
    /// It was decoded: no byte of the outer text stands for one byte of it.
    Decoded {
        /// Where what was decoded begins, in bytes.
        at: usize,
        /// How long it is there, in bytes.
        length: usize,
    },
}

/// Where each part of a text begins that was put together, in this text and in the outer one, ascending.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Runs(Vec<(usize, usize)>);

impl Runs {
    /// At `here` of this text begins what stands at `there`.
    pub(super) fn push(&mut self, here: usize, there: usize) {
        let follows = |(last, outer): &(usize, usize)| outer + (here - last) == there;
        if !self.0.last().is_some_and(follows) {
            self.0.push((here, there));
        }
    }

    /// The same of the text without its first bytes.
    pub(super) fn from(&self, start: usize) -> Self {
        let next = self.0.partition_point(|(here, _)| *here <= start);
        let first = next.checked_sub(1).and_then(|at| self.0.get(at));
        let first = first.map(|(here, there)| (0, there + (start - here)));
        let rest = self.0.get(next..).unwrap_or_default();
        let rest = rest.iter().map(|(here, there)| (here - start, *there));
        Self(first.into_iter().chain(rest).collect())
    }

    /// Of a text that is one part.
    #[cfg(test)]
    pub(super) fn at(start: usize) -> Self {
        Self(vec![(0, start)])
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// At `here` of this text begins what stands at `there`, whatever follows.
    pub(super) fn mark(&mut self, here: usize, there: usize) {
        self.0.push((here, there));
    }

    /// Where the part begins in the outer text that the byte at `offset` is of.
    fn begin(&self, offset: usize) -> usize {
        let next = self.0.partition_point(|(here, _)| *here <= offset);
        next.checked_sub(1).and_then(|at| self.0.get(at)).map_or(0, |(_, there)| *there)
    }

    /// Where the part begins in the outer text that follows the first `length` bytes.
    fn after(&self, length: usize) -> Option<usize> {
        let next = self.0.partition_point(|(here, _)| *here < length);
        self.0.get(next).map(|(_, there)| *there)
    }

    /// Where the byte at `offset` stands in the outer text.
    pub(super) fn outer(&self, offset: usize) -> usize {
        let next = self.0.partition_point(|(here, _)| *here <= offset);
        let (here, outer) = next.checked_sub(1).and_then(|at| self.0.get(at)).copied().unwrap_or_default();
        outer + offset.saturating_sub(here)
    }
}

/// An offset in the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InRecord {
    /// In bytes.
    pub offset: usize,
    /// Whether the very byte stands there; else what it was decoded from begins there.
    pub exact: bool,
}

impl Place<'_> {
    /// The record itself.
    pub const RECORD: Place<'static> = Place { of: None, step: Step::Part { start: 0 } };

    /// Of a text in the one that stands here.
    #[must_use]
    pub const fn within<'p>(&'p self, step: Step<'p>) -> Place<'p> {
        Place { of: Some(self), step }
    }

    /// Where the byte at `offset` of the text stands in the record.
    #[must_use]
    pub fn locate(&self, offset: usize) -> InRecord {
        let (mut place, mut at) = (self, InRecord { offset, exact: true });
        loop {
            at.exact &= !matches!(place.step, Step::Decoded { .. } | Step::Rewritten { .. });
            at.offset = place.step.outer(at.offset);
            match place.of {
                Some(outer) => place = outer,
                None => return at,
            }
        }
    }

    /// What of the record holds the first `length` bytes of the text, and no more than that.
    #[must_use]
    pub fn range(&self, length: usize) -> Range<usize> {
        let start = self.locate(0).offset;
        let (mut place, mut end) = (self, length);
        loop {
            end = match &place.step {
                Step::Decoded { at, length } => at + length,
                Step::Rewritten { runs, end: last } => runs.after(end).unwrap_or(*last),
                step @ (Step::Part { .. } | Step::JsonString { .. }) => step.outer(end),
                // What follows the last byte may stand in another run.
                Step::Runs(runs) => runs.outer(end.saturating_sub(1)) + usize::from(end > 0),
            };
            match place.of {
                Some(outer) => place = outer,
                None => return start..end.max(start),
            }
        }
    }
}

impl Step<'_> {
    /// The very text, or its beginning.
    pub(crate) const WHOLE: Step<'static> = Step::Part { start: 0 };

    /// Where the byte at `offset` stands in the outer text.
    fn outer(&self, offset: usize) -> usize {
        match self {
            Self::Part { start } => start + offset,
            Self::JsonString { raw, start, last } => start + raw_offset(raw, offset, last),
            Self::Runs(runs) => runs.outer(offset),
            Self::Rewritten { runs, .. } => runs.begin(offset),
            Self::Decoded { at, .. } => *at,
        }
    }
}

/// Where in a string as written stands what is the byte at `wanted` of what it says.
fn raw_offset(raw: &str, wanted: usize, last: &Cell<(usize, usize)>) -> usize {
    let (mut said, mut at) = Some(last.get()).filter(|(said, _)| *said <= wanted).unwrap_or_default();
    while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
        let plain = memchr::memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len());
        if said + plain > wanted {
            last.set((said, at));
            return at + (wanted - said);
        }
        (said, at) = (said + plain, at + plain);
        let Some(escape) = raw.get(at..).filter(|rest| !rest.is_empty()) else { break };
        let (says, length) = escaped(escape);
        if said + says > wanted {
            break;
        }
        (said, at) = (said + says, at + length);
    }
    last.set((said, at));
    at
}

/// How many bytes of UTF-8 an escape says, and how many it is written with.
fn escaped(escape: &str) -> (usize, usize) {
    let unit = |at: usize| {
        escape.get(at..at + 2).filter(|start| *start == "\\u")?;
        u16::from_str_radix(escape.get(at + 2..at + 6)?, 16).ok()
    };
    match unit(0) {
        None => (1, 2.min(escape.len())),
        Some(high) => match unit(6) {
            Some(low) if (0xd800..0xdc00).contains(&high) && (0xdc00..0xe000).contains(&low) => (4, 12),
            _ => (char::from_u32(u32::from(high)).map_or(3, char::len_utf8), 6),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{InRecord, Place, Runs, Step};
    use std::cell::Cell;

    /// `{"a":"ë🍕x\n"}` in a JSON string, and where each part of it is written.
    #[test]
    fn a_byte_of_a_string_in_a_string_is_found_in_the_record() {
        let raw = r#"{\"a\":\"\u00eb\ud83c\udf55x\\n\"}"#;
        let place = Place::RECORD.within(Step::JsonString { raw, start: 9, last: Cell::default() });
        for (offset, written) in [(0, 0), (1, 1), (2, 3), (5, 7), (6, 9), (8, 15), (12, 27), (16, 33)] {
            assert_eq!(place.locate(offset), InRecord { offset: 9 + written, exact: true }, "{offset}");
        }
        assert_eq!(place.locate(0).offset, 9, "questions may go back");
        let inner = place.within(Step::Decoded { at: 1, length: 3 });
        assert_eq!(inner.locate(7), InRecord { offset: 10, exact: false });
        assert_eq!(inner.range(2), 10..15, "what is encoded is shown whole");
        assert_eq!(place.range(2), 9..12, "and so is an escape");
        let runs = Place::RECORD.within(Step::Runs(Runs(vec![(0, 5), (3, 20)])));
        assert_eq!((runs.range(3), runs.range(4), runs.range(0)), (5..8, 5..21, 5..5));
    }

    #[test]
    fn parts_that_follow_each_other_are_one_and_their_beginning_may_go() {
        let mut runs = Runs::default();
        for (here, there) in [(0, 5), (1, 6), (2, 8), (5, 11), (6, 13)] {
            runs.push(here, there);
        }
        assert_eq!(runs.0, [(0, 5), (2, 8), (6, 13)]);
        assert_eq!(runs.from(3).0, [(0, 9), (3, 13)]);
    }
}
