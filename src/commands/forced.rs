//! How many records would be other events than `--event` takes them for: who meant a filter is told so.

use crate::engine::{Analysis, Examined};
use crate::json::Document;
use crate::model::{EventRef, Hints, Identification};
use crate::registry::Registry;

/// Another analysis, and a count of the records that name another event themselves.
pub(super) struct Forced<'a, 'm, A> {
    pub(super) analysis: &'a A,
    pub(super) registry: &'a Registry<'m>,
    /// What every record is taken for, if it was said.
    pub(super) event: Option<EventRef<'m>>,
}

/// What the other analysis collects, how many records there are, and how many of them are another event.
pub(super) struct Part<P> {
    pub(super) inner: P,
    records: u64,
    others: u64,
}

impl<P: Default> Default for Part<P> {
    fn default() -> Self {
        Self { inner: P::default(), records: 0, others: 0 }
    }
}

impl<P> Part<P> {
    /// What there is to say of them.
    pub(super) fn warning(&self, event: EventRef<'_>) -> Option<String> {
        let Self { records, others, .. } = self;
        let id = event.id();
        let are = if *others == 1 { "is" } else { "are" };
        (*records > 1 && *others > 0).then(|| {
            format!(
                "warning: --event takes every record for {id}, and {others} of {records} {are} another event by what \
                 they say; --only {id} chooses records instead"
            )
        })
    }
}

impl<'m, A> Forced<'_, 'm, A> {
    fn is_another(&self, event: EventRef<'m>, document: Document<'_>) -> bool {
        match self.registry.identify(document, &Hints::default()) {
            Identification::Identified { model, .. } => model != event,
            Identification::Ambiguous { candidates, .. } => !candidates.contains(&event),
            _ => false,
        }
    }
}

impl<'m, A: Analysis<'m>> Analysis<'m> for Forced<'_, 'm, A> {
    type Part = Part<A::Part>;
    type Product = A::Product;

    fn record(&self, part: &mut Self::Part, examined: &Examined<'_, 'm>) -> Self::Product {
        part.records += 1;
        if let Some((event, document)) = self.event.zip(examined.document)
            && self.is_another(event, document)
        {
            part.others += 1;
        }
        self.analysis.record(&mut part.inner, examined)
    }

    fn merge(&self, into: &mut Self::Part, from: Self::Part) {
        into.records += from.records;
        into.others += from.others;
        self.analysis.merge(&mut into.inner, from.inner);
    }
}
