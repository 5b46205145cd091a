//! Where values end that stand one after another, found without parsing them.

use memchr::memchr3;

use super::framing::Framing;

/// How many records one unit takes, more or less.
pub(super) const MOST_RECORDS: usize = 1 << 14;

/// A scan for ends of values that can be taken up again. It minds strings, so that brackets in them do not count.
#[expect(
    clippy::struct_excessive_bools,
    reason = "where the scan stands, and where the next unit will begin"
)]
#[derive(Debug, Default)]
pub(super) struct Scan {
    depth: usize,
    in_string: bool,
    /// Whether the value at hand is a top-level array, whose items are records.
    in_array: bool,
    /// How much of the carry has been looked at.
    pub(super) offset: usize,
    /// The last place in it where a record ends, and how many end up to there.
    pub(super) boundary: Option<usize>,
    pub(super) count: usize,
    /// Whether the next unit begins between the items of an array.
    begins_in_array: bool,
    next_begins_in_array: bool,
}

impl Scan {
    pub(super) fn framing(&self, framing: Framing) -> Framing {
        match framing {
            Framing::Values { .. } => Framing::Values { in_array: self.begins_in_array },
            other => other,
        }
    }

    pub(super) fn moved(&mut self, cut: usize) {
        self.offset = self.offset.saturating_sub(cut);
        (self.boundary, self.count) = (None, 0);
        self.begins_in_array = self.next_begins_in_array;
    }

    /// Looks at what is new, until a unit has as many records as it takes.
    pub(super) fn over(&mut self, text: &[u8]) {
        let mut at = self.offset;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty() && self.count < MOST_RECORDS) {
            if self.in_string {
                // A raw line end ends the string: JSON strings hold none, so a quote must be missing.
                match memchr3(b'"', b'\\', b'\n', rest) {
                    Some(found) if rest.get(found) == Some(&b'\\') => {
                        if found + 1 >= rest.len() {
                            at += found;
                            break;
                        }
                        at += found + 2;
                    }
                    Some(found) => {
                        self.in_string = false;
                        at += found + 1;
                    }
                    None => at = text.len(),
                }
                continue;
            }
            let skipped =
                rest.iter().position(|byte| matches!(byte, b'"' | b'{' | b'}' | b'[' | b']' | b','));
            let Some(skipped) = skipped else {
                at = text.len();
                break;
            };
            at += skipped + 1;
            match rest.get(skipped) {
                Some(b'"') => self.in_string = true,
                Some(b'[') if self.depth == 0 => {
                    self.in_array = true;
                    self.depth = 1;
                }
                Some(b'{' | b'[') => self.depth += 1,
                Some(b'}' | b']') => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        self.in_array = false;
                        self.next_begins_in_array = false;
                        (self.boundary, self.count) = (Some(at), self.count + 1);
                    }
                }
                Some(b',') if self.depth == 1 && self.in_array => {
                    self.next_begins_in_array = true;
                    (self.boundary, self.count) = (Some(at), self.count + 1);
                }
                _ => {}
            }
        }
        self.offset = at;
    }
}
