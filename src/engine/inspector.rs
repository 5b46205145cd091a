//! The way in for programs: what is asked of payloads, and the texts, requests and files that they stand in.

use std::convert::Infallible;
use std::num::NonZeroUsize;
use std::path::Path;

use super::analysis::Analysis;
use super::delivery::Delivery;
use super::examined::{Documents, Record};
use super::examiner::{Examiner, Unwrapping};
use super::filter::Filter;
use super::kept::Kept;
use super::run::{Run, Sink};
use crate::capture::{Request, is_whole};
use crate::configuration::Configuration;
use crate::input::{self, IsWhole, Limits, SourceError, Stop, Unit};
use crate::model::{EventRef, Hints, Provider, Question};
use crate::policy::Policy;
use crate::registry::Registry;

/// Says of payloads which event they are and what is wrong with them.
///
/// It holds what is asked of them and nothing else: inspecting changes nothing in it, and many threads may share one.
#[derive(Debug, Clone, Copy)]
pub struct Inspector<'r, 'm> {
    registry: &'r Registry<'m>,
    event: Option<EventRef<'m>>,
    provider: Option<&'m Provider<'m>>,
    expected: Option<EventRef<'m>>,
    strict: bool,
    captures: bool,
}

impl<'r, 'm> Inspector<'r, 'm> {
    /// An inspector that knows the providers of a registry, and takes captures apart.
    #[must_use]
    pub const fn new(registry: &'r Registry<'m>) -> Self {
        Self { registry, event: None, provider: None, expected: None, strict: false, captures: true }
    }

    /// Takes every payload for this event, whatever it says of itself.
    #[must_use]
    pub const fn event(mut self, event: EventRef<'m>) -> Self {
        self.event = Some(event);
        self
    }

    /// Considers only this provider's events.
    #[must_use]
    pub const fn provider(mut self, provider: &'m Provider<'m>) -> Self {
        self.provider = Some(provider);
        self
    }

    /// Finds fault with every payload that is not this event.
    #[must_use]
    pub const fn expect(mut self, event: EventRef<'m>) -> Self {
        self.expected = Some(event);
        self
    }

    /// Makes warnings errors.
    #[must_use]
    pub const fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Takes no capture apart: records are payloads as they stand.
    #[must_use]
    pub const fn as_they_stand(mut self) -> Self {
        self.captures = false;
        self
    }

    /// Inspects a text: a payload, several, or a capture of any form. There is at least one delivery: of a text without
    /// a payload it says that there is none.
    #[must_use]
    pub fn inspect(&self, text: &[u8]) -> Vec<Delivery<'m>> {
        self.kept(|run, kept| run.over_unit(&Unit::whole("<text>", text, run.limits), None, &(), kept))
    }

    /// Inspects the body of a request as it was received: byte for byte.
    #[must_use]
    pub fn receive(&self, request: &Request, body: &[u8]) -> Delivery<'m> {
        let mut received = self.kept(|run, kept| {
            let unit = Unit::whole("<request>", body, run.limits);
            run.over_unit(&unit, Some(request), &(), kept)
        });
        // A request is one delivery: there is always this one.
        received.swap_remove(0)
    }

    /// Inspects files, directories, globs and standard input, with so many workers. Every record goes to the sink in the
    /// order of the input; what the analysis has collected of all of them is returned.
    ///
    /// # Errors
    ///
    /// The sink's own; nothing is read any more after the first.
    pub fn read<A: Analysis<'m>, S: Sink<'m, A::Product> + Send>(
        &self,
        inputs: &input::Inputs,
        workers: NonZeroUsize,
        analysis: &A,
        sink: &mut S,
    ) -> Result<A::Part, S::Error> {
        self.with_run(workers, |run| run.over(input::list(inputs), analysis, sink))
    }

    fn kept(
        &self,
        inspect: impl FnOnce(&Run<'_, 'm>, &mut Deliveries<'_, 'm>) -> Result<(), Infallible>,
    ) -> Vec<Delivery<'m>> {
        let mut kept = Deliveries { registry: self.registry, deliveries: Vec::new() };
        let Ok(()) = self.with_run(NonZeroUsize::MIN, |run| inspect(run, &mut kept));
        kept.deliveries
    }

    fn with_run<T>(&self, jobs: NonZeroUsize, run: impl FnOnce(&Run<'_, 'm>) -> T) -> T {
        let limits = Limits { captures: self.captures.then_some(is_whole as IsWhole), ..Limits::default() };
        let hints = Hints { event: self.event, provider: self.provider, ..Hints::default() };
        let question = Question { hints, expect: self.expected };
        let configuration = Configuration { strict: self.strict, ..Configuration::default() };
        let examiner = Examiner {
            registry: self.registry,
            question: &question,
            policy: &Policy::new(&configuration),
            folder: Path::new(""),
            unwrapping: self.captures.then_some(Unwrapping { only: None, growth: limits.growth, at: None }),
            filter: &Filter::default(),
            only_captures: false,
            reviewing: None,
        };
        let (documents, stop) = (Documents::All, &Stop::default());
        run(&Run { examiner: &examiner, jobs, limits, documents, stop })
    }
}

/// Keeps what comes.
struct Deliveries<'r, 'm> {
    registry: &'r Registry<'m>,
    deliveries: Vec<Delivery<'m>>,
}

impl<'m> Sink<'m, ()> for Deliveries<'_, 'm> {
    type Error = Infallible;

    fn record(&mut self, record: &Record<'_, 'm>, (): ()) -> Result<(), Infallible> {
        self.deliveries.push(Delivery::new(Kept::of(record), self.registry));
        Ok(())
    }

    fn problem(&mut self, _: &SourceError) -> Result<(), Infallible> {
        Ok(())
    }
}
