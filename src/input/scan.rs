//! Where values end that stand one after another, and items of lists in them, found without parsing them.

use super::framing::Framing;
use super::list::{Beginning, FIRST_ITEMS, ListKind, ListPart};
use crate::json::{BLOCK, Structure, string_end};

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
    /// The outermost list that is open in the object at hand.
    pub(super) list: Option<OpenList>,
}

/// A list around which nothing but objects is open.
#[derive(Debug)]
pub(super) struct OpenList {
    /// How many brackets are open between its items, its own among them.
    depth: usize,
    /// Where its first item begins in the carry; 0 once that has been handed over.
    start: usize,
    /// How many of its items have ended, and where the comma ends behind the last of them.
    pub(super) items: usize,
    pub(super) comma: usize,
    /// The same of the last one that it is told by.
    pub(super) told: usize,
    /// Where it is closed, and where the value is that it stands in.
    end: Option<usize>,
    value_end: Option<usize>,
    pub(super) reading: Reading,
}

/// How the items of a list are read.
#[derive(Debug)]
pub(super) enum Reading {
    /// Nobody was asked.
    Unknown,
    /// With the value around them.
    Whole,
    /// One by one.
    Items(ListKind, Beginning),
}

impl OpenList {
    const fn new(depth: usize, start: usize) -> Self {
        Self {
            depth,
            start,
            items: 0,
            comma: start,
            told: start,
            end: None,
            value_end: None,
            reading: Reading::Unknown,
        }
    }

    /// How many objects are open around it.
    pub(super) const fn around(&self) -> usize {
        self.depth - 1
    }

    const fn is_read_by_items(&self) -> bool {
        matches!(self.reading, Reading::Items(..))
    }
}

impl Scan {
    pub(super) fn framing(&self, framing: Framing) -> Framing {
        match framing {
            Framing::Values { .. } => Framing::Values { in_array: self.begins_in_array || self.is_in_list() },
            other => other,
        }
    }

    /// Whether the next unit is a part of a list.
    pub(super) fn is_in_list(&self) -> bool {
        self.list.as_ref().is_some_and(OpenList::is_read_by_items)
    }

    /// The part of a list that the next unit is, if it is so long.
    pub(super) fn part(&self, cut: usize) -> Option<ListPart> {
        let OpenList { start, end, reading: Reading::Items(kind, beginning), .. } = self.list.as_ref()?
        else {
            return None;
        };
        let end = end.filter(|end| *end < cut);
        Some(ListPart { kind: *kind, start: *start, end, beginning: beginning.clone() })
    }

    /// From here on the items of the open list are read one by one; those that have ended are the first unit of it.
    pub(super) fn read_items(&mut self, kind: ListKind, beginning: &[u8]) {
        if let Some(list) = &mut self.list {
            list.reading = Reading::Items(kind, Beginning(beginning.into()));
            (self.boundary, self.count) = (Some(list.comma), list.items);
        }
    }

    /// Where the value ends whose list is read item by item.
    pub(super) fn value_end(&self) -> Option<usize> {
        self.list.as_ref().filter(|list| list.is_read_by_items())?.value_end
    }

    pub(super) fn moved(&mut self, cut: usize) {
        self.offset = self.offset.saturating_sub(cut);
        (self.boundary, self.count) = (None, 0);
        self.begins_in_array = self.next_begins_in_array;
        let has_ended = |list: &OpenList| list.value_end.is_some_and(|end| end <= cut);
        if self.list.as_ref().is_some_and(has_ended) {
            self.list = None;
        }
        if let Some(list) = &mut self.list {
            list.start = list.start.saturating_sub(cut);
            list.comma = list.comma.saturating_sub(cut);
            list.told = list.told.saturating_sub(cut);
            list.end = list.end.map(|end| end.saturating_sub(cut));
            list.value_end = list.value_end.map(|end| end.saturating_sub(cut));
        }
    }

    /// Looks at what is new, until a unit has as many records as it takes.
    pub(super) fn over(&mut self, text: &[u8]) {
        let (mut at, mut is_escaped) = (self.offset, false);
        while self.goes_on() {
            let from = at - usize::from(is_escaped);
            let Some(block) = text.get(at..).and_then(<[u8]>::first_chunk) else {
                (at, is_escaped) = (self.byte_by_byte(text, from, text.len()), false);
                break;
            };
            (at, is_escaped) = match Structure::of(block, self.in_string, is_escaped) {
                Some(structure) => self.block(block, at, structure),
                None => (self.byte_by_byte(text, from, at + block.len()), false),
            };
        }
        self.offset = at - usize::from(is_escaped);
    }

    /// Whether the unit at hand takes more records. What follows a value that was read item by item is a unit of its
    /// own.
    fn goes_on(&self) -> bool {
        self.count < MOST_RECORDS && self.value_end().is_none()
    }

    /// Looks at a block that begins at `at`. Returns where to go on, and whether what stands there is escaped in a
    /// string.
    fn block(&mut self, block: &[u8; BLOCK], at: usize, structure: Structure) -> (usize, bool) {
        let Structure { brackets, commas, in_string, escapes } = structure;
        let mut marks = if brackets != 0 || self.minds_commas() { brackets | commas } else { 0 };
        self.in_string = false;
        while marks != 0 {
            let place = marks.trailing_zeros() as usize;
            marks &= marks - 1;
            self.byte(block.get(place).copied().unwrap_or_default(), at + place + 1);
            if !self.goes_on() {
                return (at + place + 1, false);
            }
        }
        self.in_string = in_string;
        (at + BLOCK, escapes)
    }

    /// Looks at what stands from `at` to `end`, and at the rest of a string that begins there.
    fn byte_by_byte(&mut self, text: &[u8], mut at: usize, end: usize) -> usize {
        while self.goes_on() && at < end {
            if !std::mem::take(&mut self.in_string) {
                at += 1;
                match text.get(at - 1) {
                    Some(b'"') => {}
                    Some(byte) => {
                        self.byte(*byte, at);
                        continue;
                    }
                    None => return at - 1,
                }
            }
            match string_end(text, at) {
                Ok(end) => at = end,
                Err(end) => {
                    self.in_string = true;
                    return end;
                }
            }
        }
        at
    }

    /// A byte stands outside of strings just before `at`.
    fn byte(&mut self, byte: u8, at: usize) {
        match byte {
            b'[' if self.depth == 0 => {
                self.in_array = true;
                self.depth = 1;
            }
            b'{' => self.depth += 1,
            b'[' => {
                self.depth += 1;
                if !self.in_array && self.list.is_none() {
                    self.list = Some(OpenList::new(self.depth, at));
                }
            }
            b'}' | b']' => self.close(at),
            b',' => self.comma(at),
            _ => {}
        }
    }

    /// Whether a comma tells where a record or an item ends, as long as no bracket is met.
    fn minds_commas(&self) -> bool {
        let of_list = || self.list.as_ref().is_some_and(|list| list.depth == self.depth);
        if self.in_array { self.depth == 1 } else { of_list() }
    }

    /// A bracket is closed just before `at`.
    fn close(&mut self, at: usize) {
        self.depth = self.depth.saturating_sub(1);
        match &mut self.list {
            Some(list) if list.is_read_by_items() => {
                if self.depth < list.depth {
                    list.end.get_or_insert(at - 1);
                }
                if self.depth == 0 {
                    list.value_end = Some(at);
                }
            }
            Some(list) if self.depth < list.depth => self.list = None,
            _ => {}
        }
        if self.depth == 0 {
            self.in_array = false;
            self.next_begins_in_array = false;
            (self.boundary, self.count) = (Some(at), self.count + 1);
        }
    }

    /// A comma stands just before `at`.
    fn comma(&mut self, at: usize) {
        if self.in_array {
            if self.depth == 1 {
                self.next_begins_in_array = true;
                (self.boundary, self.count) = (Some(at), self.count + 1);
            }
            return;
        }
        let Some(list) = self.list.as_mut().filter(|list| list.depth == self.depth && list.end.is_none())
        else {
            return;
        };
        (list.items, list.comma) = (list.items + 1, at);
        if list.items <= FIRST_ITEMS {
            list.told = at;
        }
        if list.is_read_by_items() {
            (self.boundary, self.count) = (Some(at), self.count + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MOST_RECORDS, Scan};

    /// What a scan has found once it has seen a text in parts, block by block or byte by byte.
    fn found(text: &[u8], parts: &[usize], over: fn(&mut Scan, &[u8])) -> Vec<String> {
        let mut scan = Scan::default();
        let mut found = Vec::new();
        for end in parts.iter().copied().chain([text.len()]) {
            over(&mut scan, text.get(..end).unwrap_or(text));
            found.push(format!("{scan:?}"));
        }
        found
    }

    fn plain(scan: &mut Scan, text: &[u8]) {
        scan.offset = scan.byte_by_byte(text, scan.offset, text.len());
    }

    fn texts() -> impl Strategy<Value = Vec<u8>> {
        let word = prop_oneof![
            8 => prop::sample::select(vec!["{", "}", "[", "]", ",", "\"", ":", "{\"a\":[", "]}", "\"b\"", "1"]),
            2 => prop::sample::select(vec!["\\", "\\\"", "\\\\", "\n", "\\\n", "\t", "é"]),
            1 => prop::sample::select(vec!["                    ", "\"a text of some length, with [ and } in it\""]),
        ];
        prop::collection::vec(word, 0..160).prop_map(|words| words.concat().into_bytes())
    }

    proptest! {
        #[test]
        fn blocks_tell_what_single_bytes_do(
            text in texts(),
            mut parts in prop::collection::vec(0_usize..600, 0..4),
        ) {
            parts.sort_unstable();
            prop_assert_eq!(found(&text, &parts, Scan::over), found(&text, &parts, plain));
        }
    }

    #[test]
    fn a_scan_stops_behind_as_many_records_as_a_unit_takes() {
        let text = "[1] ".repeat(MOST_RECORDS + 10);
        for over in [Scan::over, plain as fn(&mut Scan, &[u8])] {
            let mut scan = Scan::default();
            over(&mut scan, text.as_bytes());
            assert_eq!((scan.count, scan.offset), (MOST_RECORDS, 4 * MOST_RECORDS - 1));
        }
    }
}
