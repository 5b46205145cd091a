//! Where the text of a body stands in its record, so that a finding in the body can be shown in the file.

use std::cell::Cell;
use std::ops::Range;

/// The way from a text back to the record that it was taken from.
#[derive(Debug)]
pub enum Place<'p> {
    /// It is the record.
    Record,
    /// It is a part of the outer text, byte for byte.
    Part {
        /// Where the outer text stands.
        of: &'p Place<'p>,
        /// Where it begins in the outer text, in bytes.
        start: usize,
    },
    /// It is what a JSON string of the outer text says.
    JsonString {
        /// Where the outer text stands.
        of: &'p Place<'p>,
        /// What stands between the quotes, as it was written.
        raw: &'p str,
        /// Where `raw` begins in the outer text, in bytes.
        start: usize,
        /// How far the last question went, in the text and in `raw`: questions mostly come in order.
        last: Cell<(usize, usize)>,
    },
    /// It was put together from parts of the outer text.
    Runs {
        /// Where the outer text stands.
        of: &'p Place<'p>,
        /// Where each part begins, in this text and in the outer one, ascending.
        runs: &'p [(usize, usize)],
    },
    /// It was decoded: no byte of the outer text stands for one byte of it.
    Decoded {
        /// Where the outer text stands.
        of: &'p Place<'p>,
        /// Where what was decoded begins in the outer text, in bytes.
        at: usize,
        /// How long it is there, in bytes.
        length: usize,
    },
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
    /// Where the byte at `offset` of the text stands in the record.
    #[must_use]
    pub fn locate(&self, offset: usize) -> InRecord {
        let (mut place, mut offset, mut exact) = (self, offset, true);
        loop {
            (place, offset) = match place {
                Place::Record => return InRecord { offset, exact },
                Place::Part { of, .. } | Place::JsonString { of, .. } | Place::Runs { of, .. } => {
                    (*of, place.outer(offset))
                }
                Place::Decoded { of, at, .. } => {
                    exact = false;
                    (*of, *at)
                }
            };
        }
    }

    /// What of the record holds the first `length` bytes of the text, and no more than that.
    #[must_use]
    pub fn range(&self, length: usize) -> Range<usize> {
        let start = self.locate(0).offset;
        let (mut place, mut end) = (self, length);
        loop {
            (place, end) = match place {
                Place::Record => return start..end.max(start),
                Place::Decoded { of, at, length } => (*of, at + length),
                Place::Part { of, .. } | Place::JsonString { of, .. } => (*of, place.outer(end)),
                // What follows the last byte may stand in another run.
                Place::Runs { of, .. } => (*of, place.outer(end.saturating_sub(1)) + usize::from(end > 0)),
            };
        }
    }

    /// Where the byte at `offset` stands in the outer text.
    fn outer(&self, offset: usize) -> usize {
        match self {
            Place::Record => offset,
            Place::Part { start, .. } => start + offset,
            Place::JsonString { raw, start, last, .. } => start + raw_offset(raw, offset, last),
            Place::Runs { runs, .. } => {
                let next = runs.partition_point(|(here, _)| *here <= offset);
                let (here, outer) =
                    next.checked_sub(1).and_then(|at| runs.get(at)).copied().unwrap_or_default();
                outer + offset.saturating_sub(here)
            }
            Place::Decoded { at, .. } => *at,
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
    use super::{InRecord, Place};
    use std::cell::Cell;

    /// `{"a":"ë🍕x\n"}` in a JSON string, and where each part of it is written.
    #[test]
    fn a_byte_of_a_string_in_a_string_is_found_in_the_record() {
        let raw = r#"{\"a\":\"\u00eb\ud83c\udf55x\\n\"}"#;
        let outer = &Place::Record;
        let place = Place::JsonString { of: outer, raw, start: 9, last: Cell::default() };
        for (offset, written) in [(0, 0), (1, 1), (2, 3), (5, 7), (6, 9), (8, 15), (12, 27), (16, 33)] {
            assert_eq!(place.locate(offset), InRecord { offset: 9 + written, exact: true }, "{offset}");
        }
        assert_eq!(place.locate(0).offset, 9, "questions may go back");
        let inner = Place::Decoded { of: &place, at: 1, length: 3 };
        assert_eq!(inner.locate(7), InRecord { offset: 10, exact: false });
        assert_eq!(inner.range(2), 10..15, "what is encoded is shown whole");
        assert_eq!(place.range(2), 9..12, "and so is an escape");
        let runs = Place::Runs { of: outer, runs: &[(0, 5), (3, 20)] };
        assert_eq!((runs.range(3), runs.range(4), runs.range(0)), (5..8, 5..21, 5..5));
    }
}
