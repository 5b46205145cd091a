//! A source as units of whole records: read in blocks, cut where a record certainly ends.

use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;

use memchr::memrchr;

use super::decode::{Bytes, Limits};
use super::entries::{after_whole_line, before_last_entry, closes};
use super::live::{Pulse, Stop};
use super::scan::Scan;
use super::sniff::{is_settled, sniff};
use super::source::{Origin, Source};
use crate::json::{Position, Tape};

/// The separator of JSON text sequences, RFC 7464, section 2.2.
pub(super) const RECORD_SEPARATOR: u8 = 0x1e;

/// How the records of a source stand beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// One value a line (NDJSON, JSON Lines).
    Lines,
    /// Each value after a record separator (RFC 7464).
    Sequence,
    /// Values one after another, or the items of a top-level array.
    Values {
        /// Whether the unit begins between the items of an array.
        in_array: bool,
    },
    /// Text that is not JSON, whole: an HTTP message, a command, a table, a small log.
    Text,
    /// The lines of a log.
    Log,
    /// Not text at all.
    Binary,
}

/// A piece of a source that holds whole records.
#[derive(Debug)]
pub struct Unit {
    /// Where it comes from.
    pub source: Arc<Source>,
    /// Decoded bytes.
    pub text: Vec<u8>,
    /// Where it begins in the source.
    pub start: Position,
    /// How its records stand beside each other.
    pub framing: Framing,
    /// Whether it is the first of its source.
    pub first: bool,
    /// Whether it is the last of its source.
    pub last: bool,
    /// Whether its source, which is live, had nothing more to give: what was made of it should be seen now.
    pub pause: bool,
}

impl Unit {
    /// A text that is there already, whole.
    #[must_use]
    pub fn whole(name: &str, text: &[u8], limits: Limits) -> Self {
        Self {
            source: Arc::new(Source { name: name.to_owned(), origin: Origin::Stdin }),
            text: text.to_vec(),
            start: Position::START,
            framing: sniff(text, true, limits.captures),
            first: true,
            last: true,
            pause: false,
        }
    }
}

/// Reads a source unit by unit.
pub(super) struct Stream {
    source: Arc<Source>,
    reader: Bytes,
    block: usize,
    limits: Limits,
    carry: Vec<u8>,
    scan: Scan,
    framing: Option<Framing>,
    start: Position,
    first: bool,
    ended: bool,
    /// Tells when a live source rests.
    pulse: Option<Pulse>,
    stop: Stop,
    /// How much of the carry was looked at for ends of records in vain.
    looked: usize,
}

impl Stream {
    /// `block` is the number of bytes that a unit aims at.
    pub(super) fn new(source: Arc<Source>, reader: Bytes, block: usize, limits: Limits) -> Self {
        let loose = limits.captures && (limits.loose || source.takes_liberties());
        Self {
            reader,
            block,
            limits: Limits { loose, ..limits },
            carry: Vec::new(),
            scan: Scan::default(),
            framing: None,
            start: Position { line: 1, column: 1 },
            first: true,
            ended: false,
            source,
            pulse: None,
            stop: Stop::default(),
            looked: 0,
        }
    }

    /// Reads a source that is live: whenever it rests, what is whole is a unit.
    pub(super) fn live(mut self, pulse: Pulse, stop: Stop) -> Self {
        (self.pulse, self.stop) = (Some(pulse), stop);
        self
    }

    /// The next unit; none after the last.
    pub(super) fn next_unit(&mut self) -> io::Result<Option<Unit>> {
        if self.pulse.is_some() { self.next_live() } else { self.next_block() }
    }

    fn next_block(&mut self) -> io::Result<Option<Unit>> {
        let mut wanted = self.block;
        while !self.ended {
            let missing = wanted.saturating_sub(self.carry.len()) as u64;
            let read = self.reader.by_ref().take(missing).read_to_end(&mut self.carry)? as u64;
            let at_end = read < missing;
            let framing = self.framing(at_end);
            if framing == Framing::Binary {
                self.ended = true;
                return Ok(Some(self.unit(self.carry.len(), framing, true)));
            }
            if at_end {
                self.ended = true;
                let framing = self.scan.framing(framing);
                return Ok(Some(self.unit(self.carry.len(), framing, true)));
            }
            if let Some((cut, begins)) = self.cut(framing) {
                let unit = self.unit(cut, begins, false);
                return Ok(Some(unit));
            }
            self.within_limit()?;
            wanted = self.carry.len() + self.carry.len().max(self.block);
        }
        Ok(None)
    }

    /// How the records stand beside each other: decided once.
    fn framing(&mut self, at_end: bool) -> Framing {
        *self.framing.get_or_insert_with(|| {
            match sniff(&self.carry, at_end, self.limits.captures) {
                framing @ (Framing::Lines | Framing::Binary) => framing,
                // Quotes and brackets in a comment would mislead a cut.
                _ if self.limits.loose => Framing::Text,
                framing => framing,
            }
        })
    }

    fn within_limit(&self) -> io::Result<()> {
        if self.carry.len() <= self.limits.record {
            return Ok(());
        }
        let error = format!("a record is longer than {} bytes", self.limits.record);
        Err(io::Error::new(io::ErrorKind::FileTooLarge, error))
    }

    /// The next unit of a live source: a block of it, or what is whole where it rests. What is not whole waits.
    fn next_live(&mut self) -> io::Result<Option<Unit>> {
        let mut wanted = self.block;
        while !self.ended {
            self.ended = read_some(&mut self.reader, &mut self.carry)? == 0;
            let full = self.carry.len() >= wanted;
            if !self.ended && !full && !self.rests() {
                continue;
            }
            if self.framing.is_none() && !self.ended && !full && !is_settled(&self.carry) {
                continue;
            }
            let at_end = self.ended;
            let framing = self.framing(at_end);
            if framing == Framing::Binary || (at_end && !self.stop.requested()) {
                self.ended = true;
                let framing = self.scan.framing(framing);
                return Ok(Some(self.unit(self.carry.len(), framing, true)));
            }
            if let Some((cut, begins)) = self.cut_new(framing, !full) {
                let mut unit = self.unit(cut, begins, at_end);
                unit.pause = !full;
                return Ok(Some(unit));
            }
            self.within_limit()?;
            if full {
                wanted = self.carry.len() + self.carry.len().max(self.block);
            }
        }
        Ok(None)
    }

    /// Whether a live source has nothing more to give for the moment. A first record waits longer: whether it is the
    /// only one is worth knowing.
    fn rests(&self) -> bool {
        let within = if self.first { FIRST_PAUSE } else { PAUSE };
        self.pulse.as_ref().is_some_and(|pulse| pulse.rests(within))
    }

    /// The same as [`Stream::cut`], without looking twice at what holds no end of a record; where the source `rests`,
    /// also the end of a record that only the next one would prove.
    fn cut_new(&mut self, framing: Framing, rests: bool) -> Option<(usize, Framing)> {
        let by_lines = matches!(framing, Framing::Lines | Framing::Log | Framing::Sequence);
        let new = self.carry.get(self.looked..).unwrap_or_default();
        if by_lines && memchr::memchr2(b'\n', RECORD_SEPARATOR, new).is_none() {
            self.looked = self.carry.len();
            return None;
        }
        let whole = || after_whole_line(&self.carry);
        let at_rest = match framing {
            Framing::Log if rests => whole().filter(|cut| {
                let last = before_last_entry(&self.carry, *cut).unwrap_or(*cut);
                self.carry.get(last..*cut).is_some_and(closes)
            }),
            Framing::Sequence if rests => whole().filter(|cut| {
                let text = self.carry.get(..*cut).unwrap_or_default();
                let last = memrchr(RECORD_SEPARATOR, text).map_or(0, |at| at + 1);
                text.get(last..).is_some_and(|record| Tape::new().parse(record).is_ok())
            }),
            _ => None,
        };
        let cut = at_rest.map(|cut| (cut, framing)).or_else(|| self.cut(framing));
        self.looked = if cut.is_none() { self.carry.len() } else { 0 };
        cut
    }

    /// Where a record certainly ends, and how the unit up to there begins.
    fn cut(&mut self, framing: Framing) -> Option<(usize, Framing)> {
        match framing {
            Framing::Lines => after_whole_line(&self.carry).map(|cut| (cut, framing)),
            Framing::Log => {
                let cut = after_whole_line(&self.carry)?;
                Some((before_last_entry(&self.carry, cut).unwrap_or(cut), framing))
            }
            Framing::Sequence => {
                memrchr(RECORD_SEPARATOR, &self.carry).filter(|at| *at > 0).map(|at| (at, framing))
            }
            Framing::Values { .. } => {
                let begins = self.scan.framing(framing);
                self.scan.over(&self.carry).map(|cut| (cut, begins))
            }
            Framing::Binary | Framing::Text => None,
        }
    }

    fn unit(&mut self, cut: usize, framing: Framing, last: bool) -> Unit {
        let rest = self.carry.split_off(cut.min(self.carry.len()));
        let text = std::mem::replace(&mut self.carry, rest);
        let start = self.start;
        if !last {
            self.start = after(&text, start);
            self.scan.moved(text.len());
        }
        let first = std::mem::replace(&mut self.first, false);
        Unit { source: Arc::clone(&self.source), text, start, framing, first, last, pause: false }
    }
}

/// How long a live source has nothing to give before what came is a unit; and before its first record is.
const PAUSE: Duration = Duration::from_millis(2);
const FIRST_PAUSE: Duration = Duration::from_millis(40);

/// Adds what a reader has to give, at most a chunk. Returns how much that was; nothing at the end.
fn read_some(reader: &mut Bytes, carry: &mut Vec<u8>) -> io::Result<usize> {
    let before = carry.len();
    carry.resize(before + (64 << 10), 0);
    let read = loop {
        match reader.read(carry.get_mut(before..).unwrap_or_default()) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => break read,
        }
    };
    carry.truncate(before + read.as_ref().copied().unwrap_or(0));
    read
}

/// The position just past a text that begins at `start`.
fn after(text: &[u8], start: Position) -> Position {
    let characters = |text: &[u8]| text.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
    let saturated = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    match memrchr(b'\n', text) {
        None => {
            Position { line: start.line, column: start.column.saturating_add(saturated(characters(text))) }
        }
        Some(last) => Position {
            line: start.line.saturating_add(saturated(memchr::memchr_iter(b'\n', text).count())),
            column: saturated(characters(text.get(last + 1..).unwrap_or_default())).saturating_add(1),
        },
    }
}
