//! A source as units of whole records: read in blocks, cut where a record certainly ends.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::compressed::{Bytes, Count};
use super::damage::Damage;
use super::decode::Decoded;
use super::framing::Framing;
use super::limits::Limits;
use super::list::AskList;
use super::live::{Pulse, Stop, read_some};
use super::scan::Scan;
use super::sniff::{is_settled, sniff};
use super::source::Source;
use super::table::{AskTable, OpenTable};
use super::unit::{Unit, after};
use crate::json::Position;

/// Reads a source unit by unit.
pub(super) struct Stream<'l> {
    pub(super) source: Arc<Source>,
    reader: Bytes,
    /// How many compressed bytes have been read, where the source is compressed.
    compressed: Option<Count>,
    is_marked: bool,
    pub(super) limits: Limits,
    pub(super) carry: Vec<u8>,
    pub(super) scan: Scan,
    framing: Option<Framing>,
    start: Position,
    first: bool,
    end: End,
    /// Tells when a live source rests.
    pulse: Option<Pulse>,
    stop: Stop,
    /// How much of the carry was looked at for ends of records in vain.
    pub(super) looked: usize,
    reader_number: usize,
    /// Who knows of a list whether its items are records.
    pub(super) lists: Option<AskList<'l>>,
    /// Who knows of a text whether it is a table, until he was asked; and the table.
    pub(super) tables: Option<AskTable<'l>>,
    pub(super) table: Option<OpenTable>,
    /// How long the value at hand was when that was asked last.
    pub(super) asked: usize,
}

/// How far a source has been read.
enum End {
    /// There may be more.
    Open,
    /// To its end, or to where it is damaged.
    Reached(Option<Damage>),
    /// To an error, which is still to be told.
    Failed(io::Error),
    /// All units have been handed over.
    Over,
}

impl<'l> Stream<'l> {
    /// Units of as many bytes as the limits say.
    pub(super) fn new(source: Arc<Source>, decoded: Decoded, limits: Limits) -> Self {
        let loose = limits.captures.is_some() && (limits.loose || source.is_relaxed_json());
        let Decoded { reader, compressed, is_marked } = decoded;
        Self {
            reader,
            compressed,
            is_marked,
            limits: Limits { loose, ..limits },
            carry: Vec::new(),
            scan: Scan::default(),
            framing: None,
            start: Position { line: 1, column: 1 },
            first: true,
            end: End::Open,
            source,
            pulse: None,
            stop: Stop::default(),
            looked: 0,
            reader_number: 0,
            lists: None,
            tables: None,
            table: None,
            asked: 0,
        }
    }

    /// Begins with bytes that have been read already.
    pub(super) fn begun(mut self, read: Vec<u8>) -> Self {
        self.carry = read;
        self
    }

    /// Reads a source that is live: whenever it rests, what is whole is a unit.
    pub(super) fn live(mut self, pulse: Pulse, stop: Stop) -> Self {
        (self.pulse, self.stop) = (Some(pulse), stop);
        self
    }

    /// Reads the items of a list in a large value one by one, where they are records, and the rows of a table.
    pub(super) fn asking(mut self, lists: Option<AskList<'l>>, tables: Option<AskTable<'l>>) -> Self {
        (self.lists, self.tables) = (lists, tables.filter(|_| !self.limits.loose));
        self
    }

    /// Says which of the sources that are read at once it is.
    pub(super) const fn of_reader(mut self, number: usize) -> Self {
        self.reader_number = number;
        self
    }

    /// The next unit; none after the last.
    pub(super) fn next_unit(&mut self) -> io::Result<Option<Unit>> {
        if self.pulse.is_some() { self.next_live() } else { self.next_block() }
    }

    fn next_block(&mut self) -> io::Result<Option<Unit>> {
        let mut wanted = self.limits.block;
        loop {
            if let End::Over = self.end {
                return Ok(None);
            }
            self.fill(wanted);
            let at_end = matches!(self.end, End::Reached(_));
            let framing = self.framing(at_end);
            let cut = if at_end { self.cut_at_end(framing) } else { self.cut(framing) };
            if let Some((cut, begins)) = cut {
                // Whether a unit is the last is worth a look: what is alone in its source is told otherwise.
                self.fill(cut + 1);
                let is_last = cut == self.carry.len() && matches!(self.end, End::Reached(_));
                return if is_last {
                    self.rest(framing).map(Some)
                } else {
                    Ok(Some(self.unit(cut, begins, false)))
                };
            }
            if at_end || framing == Framing::Binary {
                return self.rest(framing).map(Some);
            }
            self.not_failed()?;
            // One byte more shows that there is more.
            let most = self.record_limit()?.saturating_add(1);
            wanted = (self.carry.len() + self.carry.len().max(self.limits.block)).min(most);
        }
    }

    /// Reads until so many bytes are there, or there are no more.
    fn fill(&mut self, wanted: usize) {
        let End::Open = self.end else { return };
        let missing = wanted.saturating_sub(self.carry.len());
        // What has had a unit is large: the next one takes as much room, and would be moved again and again as it grows.
        if !self.first {
            self.carry.reserve(missing.min(self.limits.block));
        }
        let missing = missing as u64;
        let read = self.reader.by_ref().take(missing).read_to_end(&mut self.carry);
        self.note(read.map(|read| (read as u64) < missing));
    }

    /// What a read has told of the end of the source.
    fn note(&mut self, ended: io::Result<bool>) {
        self.end = match ended {
            Ok(false) => End::Open,
            Ok(true) => End::Reached(None),
            Err(error) => match Damage::of(&error) {
                None | Some(Damage::TooLarge { .. }) => End::Failed(error),
                // Of nothing at all there is nothing to read.
                Some(_) if self.first && self.carry.is_empty() => End::Failed(error),
                Some(damage) => End::Reached(Some(damage.clone())),
            },
        };
    }

    /// Tells of an error, once what was whole before it has been handed over.
    fn not_failed(&mut self) -> io::Result<()> {
        if !matches!(self.end, End::Failed(_)) {
            return Ok(());
        }
        match std::mem::replace(&mut self.end, End::Over) {
            End::Failed(error) => Err(error),
            End::Open | End::Reached(_) | End::Over => Ok(()),
        }
    }

    /// The last unit.
    fn rest(&mut self, framing: Framing) -> io::Result<Unit> {
        self.not_failed()?;
        let framing = self.scan.framing(framing);
        let mut unit = self.unit(self.carry.len(), framing, true);
        if let End::Reached(damage) = std::mem::replace(&mut self.end, End::Over) {
            unit.damage = damage;
        }
        Ok(unit)
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

    /// How long a record may be; an error where the one at hand is longer.
    fn record_limit(&mut self) -> io::Result<usize> {
        let compressed = self.compressed.as_ref().map(|count| count.load(Ordering::Relaxed));
        let grown = compressed.map_or(u64::MAX, |compressed| self.limits.growth.of_record(compressed));
        let limit = self.limits.record.min(usize::try_from(grown).unwrap_or(usize::MAX));
        if self.carry.len() <= limit {
            return Ok(limit);
        }
        self.end = End::Over;
        if self.limits.record > limit {
            return Err(Damage::TooLarge { limit: grown }.into());
        }
        let error = format!("a record is longer than {limit} bytes");
        Err(io::Error::new(io::ErrorKind::FileTooLarge, error))
    }

    /// The next unit of a live source: a block of it, or what is whole where it rests. What is not whole waits.
    fn next_live(&mut self) -> io::Result<Option<Unit>> {
        let mut wanted = self.limits.block;
        loop {
            match self.end {
                End::Over => return Ok(None),
                End::Open => {
                    let read = read_some(&mut self.reader, &mut self.carry);
                    self.note(read.map(|read| read == 0));
                }
                End::Reached(_) | End::Failed(_) => {}
            }
            let (open, at_end) = (matches!(self.end, End::Open), matches!(self.end, End::Reached(_)));
            let full = self.carry.len() >= wanted;
            if open
                && !full
                && (!self.rests() || self.framing.is_none() && !is_settled(&self.carry, self.limits.captures))
            {
                continue;
            }
            let framing = self.framing(at_end);
            if framing == Framing::Binary || (at_end && !self.stop.requested()) {
                if let Some((cut, begins)) = self.cut_at_end(framing) {
                    return Ok(Some(self.unit(cut, begins, false)));
                }
                return self.rest(framing).map(Some);
            }
            if let Some((cut, begins)) = self.cut_new(framing, !full) {
                // Who was asked to stop does not read what is not whole.
                let mut unit = self.unit(cut, begins, at_end);
                if at_end {
                    self.end = End::Over;
                }
                unit.pause = !full;
                return Ok(Some(unit));
            }
            if at_end {
                return Ok(None);
            }
            self.not_failed()?;
            self.record_limit()?;
            if full {
                wanted = self.carry.len() + self.carry.len().max(self.limits.block);
            }
        }
    }

    /// Whether a live source has nothing more to give for the moment. A first record waits longer: whether it is the
    /// only one is worth knowing.
    fn rests(&self) -> bool {
        let within = if self.first { FIRST_PAUSE } else { PAUSE };
        self.pulse.as_ref().is_some_and(|pulse| pulse.rests(within))
    }

    fn unit(&mut self, cut: usize, framing: Framing, last: bool) -> Unit {
        let rest = self.carry.split_off(cut.min(self.carry.len()));
        let text = std::mem::replace(&mut self.carry, rest);
        let start = self.start;
        let part = self.scan.part(text.len());
        let table = self.table.as_mut().map(|table| table.part(&text, last));
        self.asked = 0;
        if !last {
            self.start = after(&text, start);
            self.scan.moved(text.len());
        }
        let first = std::mem::replace(&mut self.first, false);
        Unit {
            source: Arc::clone(&self.source),
            text,
            start,
            framing,
            first,
            last,
            is_marked: first && self.is_marked,
            damage: None,
            pause: false,
            reader: self.reader_number,
            list: part,
            table,
        }
    }
}

/// How long a live source has nothing to give before what came is a unit; and before its first record is.
const PAUSE: Duration = Duration::from_millis(2);
const FIRST_PAUSE: Duration = Duration::from_millis(40);
