//! Records in the order of their time instead of that of the input: held until the last one has come.

use std::io;

use anyhow::{Error, Result};
use jiff::Timestamp;

use super::complaint::Complaint;
use super::sink::Sink;
use crate::engine::{self, Kept, Record};
use crate::finding::Located;
use crate::input::{Source, SourceError};
use crate::model::Identification;

/// How many bytes of records are held unless more are asked for.
pub(super) const USUAL_MOST: u64 = 256 << 20;

/// Holds records until all have come.
pub(super) struct Sorted<'s, 'r, 'm, P> {
    sink: &'s mut Sink<'r, 'm, P>,
    held: Vec<Held<'m, P>>,
    /// What they take.
    bytes: u64,
    most: u64,
}

struct Held<'m, P> {
    time: Option<Timestamp>,
    record: Kept<'m>,
    product: P,
}

impl<'s, 'r, 'm, P> Sorted<'s, 'r, 'm, P> {
    /// Holds at most so many bytes, then hands all records on.
    pub(super) const fn new(sink: &'s mut Sink<'r, 'm, P>, most: u64) -> Self {
        Self { sink, held: Vec::new(), bytes: 0, most }
    }

    /// Hands all records on, those of one time in the order of the input, and those without a time last.
    pub(super) fn hand_on(mut self) -> io::Result<()> {
        self.held.sort_by_key(|held| (held.time.is_none(), held.time));
        self.held
            .into_iter()
            .try_for_each(|held| engine::Sink::record(self.sink, &held.record.record(), held.product))
    }
}

impl<'m, P> engine::Sink<'m, (P, Option<Timestamp>)> for Sorted<'_, '_, 'm, P> {
    type Error = Error;

    fn begin(&mut self, source: &Source) {
        engine::Sink::begin(self.sink, source);
    }

    fn settle(&mut self, findings: &mut [Located], identification: Option<&mut Identification<'m>>) {
        engine::Sink::settle(self.sink, findings, identification);
    }

    fn record(&mut self, record: &Record<'_, 'm>, (product, time): (P, Option<Timestamp>)) -> Result<()> {
        let record = Kept::of(record);
        self.bytes += (record.bytes() + size_of::<P>()) as u64;
        if self.bytes > self.most {
            let what = format!(
                "--sort holds all records until the last one, and they take more than {} bytes",
                self.most
            );
            let help = "choose fewer with --since, --until, --only or --where; raise the limit with --max-sorted; or sort \
                        lines, which begin with their time: hookspect --format line ... | sort";
            return Err(Complaint { what, help: Some(help.to_owned()) }.into());
        }
        self.held.push(Held { time, record, product });
        Ok(())
    }

    fn problem(&mut self, problem: &SourceError) -> Result<()> {
        Ok(engine::Sink::problem(self.sink, problem)?)
    }

    fn is_done(&self) -> bool {
        engine::Sink::is_done(self.sink)
    }

    fn filtered(&mut self) {
        engine::Sink::filtered(self.sink);
    }

    fn read(&mut self, bytes: usize) {
        engine::Sink::read(self.sink, bytes);
    }

    fn unread(&mut self, source: &Source) {
        engine::Sink::unread(self.sink, source);
    }

    fn end(&mut self, passed: u64) {
        engine::Sink::end(self.sink, passed);
    }
}
