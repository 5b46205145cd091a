//! Where a source is cut: each unit ends where a record certainly does.

use memchr::memrchr;

use super::entries::{after_whole_line, before_last_entry, closes};
use super::framing::{Framing, RECORD_SEPARATOR};
use super::list::{FIRST_ITEMS, LARGE};
use super::scan::{MOST_RECORDS, Reading};
use super::stream::Stream;
use super::table::OpenTable;
use crate::json::Tape;

impl Stream<'_> {
    /// The same as [`Self::cut`], without looking twice at what holds no end of a record; where the source `rests`,
    /// also the end of a record that only the next one would prove.
    pub(super) fn cut_new(&mut self, framing: Framing, rests: bool) -> Option<(usize, Framing)> {
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
    pub(super) fn cut(&mut self, framing: Framing) -> Option<(usize, Framing)> {
        let many = if self.scan.is_in_list() { None } else { self.cut_off_many(framing) };
        if many.is_some() {
            return many;
        }
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
                self.scan.over(&self.carry);
                if self.scan.boundary.is_none() {
                    self.ask();
                }
                self.scan.boundary.map(|cut| (cut, begins))
            }
            Framing::Text => self.table_cut().map(|(cut, _)| (cut, framing)),
            Framing::Binary => None,
        }
    }

    /// Where the last row of a table ends, as [`OpenTable::cut`] has it. Whether a text is one is asked once there is
    /// more of it than one unit takes.
    fn table_cut(&mut self) -> Option<(usize, bool)> {
        if let (Some(tables), true) = (self.tables, self.carry.len() >= self.limits.block) {
            self.tables = None;
            let kind = tables(&self.source, &self.carry);
            self.table = kind.and_then(|kind| OpenTable::new(kind, &self.carry));
        }
        self.table.as_mut()?.cut(&self.carry)
    }

    /// Asks what the items are of the list that is open, once enough of them are there.
    fn ask(&mut self) {
        let (Some(lists), Some(list)) = (self.lists, &mut self.scan.list) else { return };
        let enough = list.items >= FIRST_ITEMS || list.items > 0 && self.carry.len() >= LARGE;
        // What is read to answer must not be read again and again for each of many lists.
        let is_due = self.carry.len() / 2 >= self.asked;
        if !enough || !is_due || !matches!(list.reading, Reading::Unknown) {
            return;
        }
        (list.reading, self.asked) = (Reading::Whole, self.carry.len());
        // Without the comma.
        let Some(beginning) = list.told.checked_sub(1).and_then(|end| self.carry.get(..end)) else { return };
        let value = [beginning, b"]", &b"}".repeat(list.around())].concat();
        if let Some(kind) = lists(&self.source, &value) {
            self.scan.read_items(kind, beginning);
        }
    }

    /// Where a unit ends although all that is left would fit in it.
    pub(super) fn cut_at_end(&mut self, framing: Framing) -> Option<(usize, Framing)> {
        if !self.scan.is_in_list() {
            return self.cut_off_many(framing);
        }
        let begins = self.scan.framing(framing);
        self.scan.over(&self.carry);
        let cut = self.scan.boundary?;
        let follows = self.carry.get(cut..).is_some_and(|rest| !rest.trim_ascii().is_empty());
        let ends = self.scan.value_end().is_some() || self.scan.count >= MOST_RECORDS;
        (follows && ends).then_some((cut, begins))
    }

    /// Where the last record ends that one unit takes, if there are more: what is made of a record takes more memory than
    /// a short record does.
    fn cut_off_many(&mut self, framing: Framing) -> Option<(usize, Framing)> {
        match framing {
            Framing::Lines => {
                let last = memchr::memchr_iter(b'\n', &self.carry).nth(MOST_RECORDS)?;
                after_whole_line(self.carry.get(..=last)?).map(|cut| (cut, framing))
            }
            Framing::Sequence => {
                let next = memchr::memchr_iter(RECORD_SEPARATOR, &self.carry).nth(MOST_RECORDS)?;
                Some((next, framing))
            }
            Framing::Values { .. } => {
                // Each record takes a byte at least.
                self.carry.get(self.scan.offset..)?.get(MOST_RECORDS..)?;
                let begins = self.scan.framing(framing);
                self.scan.over(&self.carry);
                let cut = self.scan.boundary.filter(|cut| *cut < self.carry.len());
                cut.filter(|_| self.scan.count >= MOST_RECORDS).map(|cut| (cut, begins))
            }
            Framing::Text if self.table.is_some() => {
                let cut = self.table_cut().filter(|(cut, is_full)| *is_full && *cut < self.carry.len());
                cut.map(|(cut, _)| (cut, framing))
            }
            Framing::Binary | Framing::Text | Framing::Log => None,
        }
    }
}
