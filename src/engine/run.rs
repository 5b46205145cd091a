//! One run: many workers examine, and their results are handed over in the order of the input.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use super::analysis::Analysis;
use super::examine::Scratch;
use super::examined::{Documents, Examined, ExaminedUnit, Outcome, Record, path};
use super::examiner::Examiner;
use super::filter::Candidate;
use super::no_payload::nothing_in;
use crate::capture::Request;
use crate::finding::Located;
use crate::input::{self, Event, Limits, Reading, Source, SourceError, Stop, Unit};
use crate::json::Beginning;
use crate::model::{Identification, Status};

/// Where examined records go, one after another in the order of the input.
pub trait Sink<'m, P> {
    /// What may go wrong with it; it ends the run.
    type Error: Send;

    /// A source begins, or goes on after another that is read at the same time.
    fn begin(&mut self, _: &Source) {}

    /// The last word on the findings of a record of the source at hand and on what it is, before anybody sees them here.
    fn settle(&mut self, _: &mut [Located], _: Option<&mut Identification<'m>>) {}

    /// A record, and what the analysis made of it.
    fn record(&mut self, record: &Record<'_, 'm>, product: P) -> Result<(), Self::Error>;

    /// A source that cannot be read, or not to its end.
    fn problem(&mut self, problem: &SourceError) -> Result<(), Self::Error>;

    /// Whether it needs nothing more: the run ends before its sources do.
    fn is_done(&self) -> bool {
        false
    }

    /// A record that no filter lets through.
    fn filtered(&mut self) {}

    /// So many bytes more have been read.
    fn read(&mut self, _: usize) {}

    /// A live source has nothing more to give for the moment: what was handed over should be seen now.
    fn pause(&mut self) -> Result<(), Self::Error> {
        Ok(())
    }

    /// A source that was read for its content alone holds no record after all.
    fn unread(&mut self, _: &Source) {}

    /// A source with records ends; so many lines of logs and entries of exports in it held no request.
    fn end(&mut self, _: u64) {}
}

/// How sources are read and examined.
#[derive(Clone, Copy)]
pub struct Run<'e, 'm> {
    /// What each record is examined by.
    pub examiner: &'e Examiner<'e, 'm>,
    /// How many workers there are, the calling thread among them.
    pub jobs: NonZeroUsize,
    /// How much is read at the most.
    pub limits: Limits,
    /// Of which records the sink needs the parsed payload.
    pub documents: Documents,
    /// Ends the run as if its live sources had ended.
    pub stop: &'e Stop,
}

/// What a worker has of its own.
struct WorkerState<'m, A: Analysis<'m>> {
    scratch: Scratch,
    part: A::Part,
}

impl<'m> Run<'_, 'm> {
    /// Reads the sources, examines every record in them, and gives what the analysis has collected.
    ///
    /// # Errors
    ///
    /// The sink's own; nothing is read any more after the first.
    pub fn over<A: Analysis<'m>, S: Sink<'m, A::Product> + Send>(
        &self,
        sources: Vec<Result<Source, SourceError>>,
        analysis: &A,
        sink: &mut S,
    ) -> Result<A::Part, S::Error> {
        let mut in_order = self.in_order(analysis, sink);
        let lists = |source: &Source, value: &[u8]| self.examiner.list_kind(source, value);
        let tables = |_: &Source, text: &[u8]| self.examiner.table_kind(text);
        let workers = input::run(
            sources,
            self.jobs,
            Reading { limits: self.limits, stop: self.stop, lists: Some(&lists), tables: Some(&tables) },
            || WorkerState::<'m, A> { scratch: Scratch::default(), part: A::Part::default() },
            |WorkerState { scratch, part }, unit| {
                self.examiner.examine(unit, None, self.documents, analysis, scratch, part)
            },
            |event| in_order.take(event),
        );
        in_order.end(workers.into_iter().map(|worker| worker.part))
    }

    /// The same of a single unit; or of a body with the request that brought it.
    pub(super) fn over_unit<A: Analysis<'m>, S: Sink<'m, A::Product>>(
        &self,
        unit: &Unit,
        received: Option<&Request>,
        analysis: &A,
        sink: &mut S,
    ) -> Result<A::Part, S::Error> {
        let (mut scratch, mut part) = (Scratch::default(), A::Part::default());
        let examined =
            self.examiner.examine(unit, received, self.documents, analysis, &mut scratch, &mut part);
        let mut in_order = self.in_order(analysis, sink);
        in_order.unit(unit, examined)?;
        in_order.end([part])
    }

    fn in_order<'r, A: Analysis<'m>, S: Sink<'m, A::Product>>(
        &'r self,
        analysis: &'r A,
        sink: &'r mut S,
    ) -> InOrder<'r, 'm, A, S> {
        InOrder {
            examiner: self.examiner,
            analysis,
            part: A::Part::default(),
            sink,
            readers: Vec::new(),
            at: None,
            error: None,
        }
    }
}

/// How far a source has come.
#[derive(Debug, Clone, Copy, Default)]
struct Reader {
    /// How many records it has given so far.
    count: u64,
    /// How many lines and entries of it held no request.
    passed: u64,
    /// How its next record begins.
    beginning: Beginning,
    /// Whether it has not ended.
    open: bool,
}

impl Reader {
    /// Says how a record begins, and remembers how the next one does.
    fn place(&mut self, unit: &Unit, outcome: &mut Outcome<'_>) {
        let is_broken = outcome.body.is_none() && outcome.identification.is_none();
        let text = unit.text.get(outcome.range.clone()).filter(|_| is_broken);
        (outcome.beginning, self.beginning) = match text {
            Some(text) => (self.beginning.of(text), self.beginning.after_broken(text)),
            None => (Beginning::default(), Beginning::default()),
        };
    }
}

/// Where results arrive in order and get their numbers.
struct InOrder<'r, 'm, A: Analysis<'m>, S: Sink<'m, A::Product>> {
    examiner: &'r Examiner<'r, 'm>,
    analysis: &'r A,
    /// What is collected of sources without a record.
    part: A::Part,
    sink: &'r mut S,
    /// The sources that are read at once; one after another they are one.
    readers: Vec<Reader>,
    /// The one that the last unit was of.
    at: Option<usize>,
    error: Option<S::Error>,
}

impl<'m, A: Analysis<'m>, S: Sink<'m, A::Product>> InOrder<'_, 'm, A, S> {
    /// What all parts hold together.
    fn end(self, parts: impl IntoIterator<Item = A::Part>) -> Result<A::Part, S::Error> {
        if let Some(error) = self.error {
            return Err(error);
        }
        for reader in self.readers.iter().filter(|reader| reader.open) {
            self.sink.end(reader.passed);
        }
        let mut whole = self.part;
        for part in parts {
            self.analysis.merge(&mut whole, part);
        }
        Ok(whole)
    }

    fn take(&mut self, event: Event<ExaminedUnit<'m, A::Product>>) -> ControlFlow<()> {
        let done = match event {
            Event::Unit(unit, examined) => self.unit(&unit, examined),
            Event::Problem(problem) => self.sink.problem(&problem),
        };
        match done {
            Ok(()) if self.sink.is_done() => ControlFlow::Break(()),
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.error = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    fn unit(&mut self, unit: &Unit, examined: ExaminedUnit<'m, A::Product>) -> Result<(), S::Error> {
        let ExaminedUnit { records, passed } = examined;
        let known = self.readers.get(unit.reader).copied().filter(|_| !unit.first);
        let mut reader = known.unwrap_or_default();
        if unit.first || self.at != Some(unit.reader) {
            self.sink.begin(&unit.source);
        }
        self.at = Some(unit.reader);
        reader.passed += passed;
        self.sink.read(unit.text.len());
        let alone = unit.first && unit.last && records.len() == 1;
        for record in records {
            reader.count += 1;
            let Some((mut outcome, product)) = record else {
                self.sink.filtered();
                continue;
            };
            reader.place(unit, &mut outcome);
            self.sink.settle(&mut outcome.findings, outcome.identification.as_mut());
            let record = Record { number: reader.count, alone, examined: outcome.examined(unit) };
            self.sink.record(&record, product)?;
        }
        if unit.last && reader.count == 0 && unit.source.by_content {
            self.sink.unread(&unit.source);
        } else if unit.last && reader.count == 0 {
            self.nothing(unit, reader.passed)?;
        } else if unit.last {
            self.sink.end(reader.passed);
        }
        reader.open = !unit.last;
        if self.readers.len() <= unit.reader {
            self.readers.resize(unit.reader + 1, Reader::default());
        }
        if let Some(place) = self.readers.get_mut(unit.reader) {
            *place = reader;
        }
        if unit.pause { self.sink.pause() } else { Ok(()) }
    }

    /// A source without a record is a record with nothing in it: it is not passed over without a word.
    fn nothing(&mut self, unit: &Unit, passed: u64) -> Result<(), S::Error> {
        let (mut findings, empty, ignored) = nothing_in(unit, passed, &self.examiner.policy_of(unit));
        let broken = findings.iter().map(|located| located.finding.rule);
        let candidate =
            Candidate { identification: None, status: Status::Unknown, document: None, capture: None };
        if !self.examiner.filter.keeps(&candidate, broken) {
            self.sink.filtered();
            return Ok(());
        }
        let bare = Examined {
            source: &unit.source.name,
            path: path(unit),
            text: &unit.text,
            indent: "",
            beginning: Beginning::default(),
            position: unit.start,
            document: None,
            identification: None,
            status: Status::Unknown,
            empty,
            capture: None,
            findings: &[],
            ignored,
        };
        let product = self.analysis.record(&mut self.part, &Examined { findings: &findings, ..bare });
        self.sink.settle(&mut findings, None);
        let examined = Examined { findings: &findings, ..bare };
        let record = Record { number: 1, alone: true, examined };
        self.sink.record(&record, product)
    }
}
