//! Bodies that hold a list of events, each of which is a record of its own.

use super::examiner::Examiner;
use super::unwrap::FIRST_ITEMS;
use crate::capture::each_alone;
use crate::json::{Document, Tape};
use crate::model::{EventList, Hints};

impl<'m> Examiner<'_, 'm> {
    /// The list of events in a body that holds several: the number of its node. One of the first items has to be an event
    /// of a provider that sends such lists, unless the caller says what the body is.
    pub(super) fn events_in(&self, document: Document<'_>, hints: &Hints<'m>) -> Option<u32> {
        let mut lists = self.registry.event_lists(document);
        let found = lists.find(|list| match hints.event {
            Some(event) => list.is_of(event) && each_alone(document, list.list).is_some(),
            None => self.holds_events(document, *list, hints),
        });
        found.map(|found| found.list.index())
    }

    fn holds_events(&self, document: Document<'_>, list: EventList<'_, '_, 'm>, hints: &Hints<'m>) -> bool {
        let mut tape = Tape::new();
        each_alone(document, list.list).into_iter().flatten().take(FIRST_ITEMS).any(|alone| {
            tape.parse(&alone.text).is_ok_and(|body| list.holds(&self.registry.identify(body, hints)))
        })
    }
}
