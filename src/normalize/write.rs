//! The neutral event, written while the payload is mapped: what a step finds goes to its place in the text at once.

use std::borrow::Cow;
use std::ops::Range;

use super::key::derived_key;
use super::mask::ValueMask;
use super::plan::{Plan, Step};
use super::time::in_utc;
use crate::json::{Document, JsonKind, Value, write_quoted, write_without};
use crate::model::{Identification, NamedBy, Slot};

/// A value of the payload, and the container that it is in, by its index on the tape.
#[derive(Clone, Copy)]
pub(super) struct Here<'d> {
    pub(super) value: Value<'d>,
    parent: u32,
}

impl<'d> Here<'d> {
    /// A member beside it.
    pub(super) fn sibling(self, name: &str) -> Option<Value<'d>> {
        self.value.document().value(self.parent).get(name)
    }

    /// Whether there is anything to tell: a number, or a text that is not empty.
    fn is_told(&self) -> bool {
        matches!(self.value.kind(), JsonKind::Number | JsonKind::String) && self.value.raw() != "\"\""
    }
}

/// A neutral event that is being written.
pub(super) struct Writing<'w, 'd> {
    pub(super) document: Document<'d>,
    pub(super) plan: &'w Plan<'w>,
    pub(super) mask: &'w ValueMask<'w>,
    /// What is in the places of the plan, by their numbers.
    pub(super) found: &'w [u32],
    /// The values that are told, by their index on the tape.
    pub(super) taken: &'w mut Vec<u32>,
    pub(super) out: &'w mut String,
    /// Whether the group at hand is begun, and where in the text that stands of it, by its name, which others may tell too.
    pub(super) is_begun: bool,
    pub(super) told: &'w mut Vec<(&'static str, Range<usize>)>,
    /// The commission's currency, and whether it was told.
    pub(super) currency: Option<(Value<'d>, bool)>,
}

impl<'d> Writing<'_, 'd> {
    /// Writes the event.
    pub(super) fn event(mut self, identification: &Identification<'_>, has_rest: bool) {
        let plan = self.plan;
        self.out.push_str(&plan.head);
        named_by(identification, self.out);
        self.out.push_str(&plan.kind);
        self.delivery();
        self.time();
        self.groups();
        self.coupons();
        self.changes();
        self.taken.sort_unstable();
        self.taken.dedup();
        if has_rest {
            self.rest();
        }
        self.out.push('}');
    }

    /// Writes what has no place of its own, if there is anything.
    fn rest(&mut self) {
        let length = self.out.len();
        self.out.push_str(",\"rest\":");
        let replaced = self.mask.replaced(self.document);
        if !write_without(self.document.root(), self.taken, replaced, self.out) {
            self.out.truncate(length);
        }
    }

    /// The index on the tape of what is in a place; `None` where nothing is.
    fn at(&self, place: usize) -> Option<u32> {
        self.found.get(place).copied().filter(|index| place == 0 || *index > 0)
    }

    /// Tells what is in the place of a step: a value, or several where it is followed through items.
    pub(super) fn each(&mut self, step: &Step<'_>, mut tell: impl FnMut(&mut Self, Here<'d>)) {
        let Some(index) = self.at(step.place) else { return };
        let document = self.document;
        let holds = |(place, word): (usize, &str)| {
            let said = self.at(place).and_then(|index| document.value(index).text());
            said.is_some_and(|said| said.eq_ignore_ascii_case(word))
        };
        if !step.when.is_none_or(holds) {
            return;
        }
        let here = Here { value: document.value(index), parent: self.at(step.parent).unwrap_or(0) };
        if step.items.is_empty() {
            return tell(self, here);
        }
        for here in items(here, step.items) {
            tell(self, here);
        }
    }

    /// The same of scalars in which there is something; those go to their place if it says so.
    pub(super) fn scalars(&mut self, step: &Step<'_>, mut tell: impl FnMut(&mut Self, Here<'d>) -> bool) {
        self.each(step, |own, here| {
            if here.is_told() && tell(own, here) {
                own.take(here.value);
            }
        });
    }

    /// The event's id, and by what it is known when it comes again.
    fn delivery(&mut self) {
        let mut id = None;
        for step in &self.plan.delivery {
            self.scalars(step, |own, Here { value, .. }| match step.slot {
                Slot::EventName => own.plan.named.is_some_and(|name| value.is_text(name)),
                _ => own.once(&mut id, |own| own.text(value)),
            });
        }
        if id.is_none() {
            self.out.push_str("null");
        }
        self.out.push_str(",\"dedupe_key\":");
        if let Some((key, id)) = self.plan.key.as_deref().zip(id) {
            self.out.push_str(key);
            self.out.extend_from_within(id.start + 1..id.end);
        } else {
            let key = derived_key(self.document);
            self.out.extend(["\"", &key, "\",\"dedupe_derived\":true"]);
        }
    }

    fn time(&mut self) {
        self.out.push_str(",\"occurred_at\":");
        let mut told = None;
        for step in &self.plan.times {
            self.scalars(step, |own, Here { value, .. }| {
                let time = value.text().and_then(in_utc);
                time.is_some_and(|time| own.once(&mut told, |own| own.quoted(&time)))
            });
        }
        if told.is_none() {
            self.out.push_str("null");
        }
    }

    /// Writes what is not told yet; says whether it is the same as what is.
    pub(super) fn once(&mut self, told: &mut Option<Range<usize>>, write: impl FnOnce(&mut Self)) -> bool {
        let start = self.out.len();
        write(self);
        let Some(told) = told else {
            *told = Some(start..self.out.len());
            return true;
        };
        let is_same = self.out.get(told.clone()) == self.out.get(start..);
        self.out.truncate(start);
        is_same
    }

    /// A scalar as it was written, or what stands for it.
    pub(super) fn shown(&mut self, value: Value<'_>) {
        match self.mask.of(value) {
            Some(masked) => self.out.push_str(&masked),
            None => self.out.push_str(value.raw()),
        }
    }

    /// A scalar as text.
    pub(super) fn text(&mut self, value: Value<'_>) {
        if let Some(masked) = self.mask.of(value) {
            return self.out.push_str(&masked);
        }
        match value.text() {
            Some(Cow::Borrowed(_)) => self.out.push_str(value.raw()),
            // A surrogate without its other half is no character: the text stays as it was written.
            Some(text) if text.contains('\u{fffd}') => self.out.push_str(value.raw()),
            Some(text) => self.quoted(&text),
            None => {
                self.out.push('"');
                self.out.push_str(value.raw());
                self.out.push('"');
            }
        }
    }

    pub(super) fn quoted(&mut self, text: &str) {
        // Writing to a String cannot fail.
        let _ = write_quoted(text, &[], self.out);
    }

    pub(super) fn take(&mut self, value: Value<'_>) {
        self.taken.push(value.index());
    }
}

/// What is at the end of a path through items, in their order.
fn items<'d>(here: Here<'d>, path: &[&str]) -> Vec<Here<'d>> {
    let (mut open, mut found) = (vec![(here, path)], Vec::new());
    while let Some((here, rest)) = open.pop() {
        let (value, parent) = (here.value, here.value.index());
        match rest.split_first() {
            None => found.push(here),
            Some((&"*", rest)) => open.extend(value.items().map(|value| (Here { value, parent }, rest))),
            Some((name, rest)) => open.extend(value.get(name).map(|value| (Here { value, parent }, rest))),
        }
    }
    // The stack gives items in reverse.
    found.reverse();
    found
}

/// Writes what named an event: `"body:/event_type"`, or `null`.
fn named_by(identification: &Identification<'_>, out: &mut String) {
    let Identification::Identified { by, .. } = identification else { return out.push_str("null") };
    let path = |path: &[&str]| match path {
        [name] => ["body:/", name].concat(),
        path => ["body:/", &path.join("/")].concat(),
    };
    let named: Cow<'_, str> = match by {
        NamedBy::Caller => "user".into(),
        NamedBy::Body(names) => path(names).into(),
        NamedBy::Header(name) => ["header:", name].concat().into(),
        NamedBy::HeaderAndBody(name, names) => format!("header:{name} {}", path(names)).into(),
        NamedBy::FileName | NamedBy::RequestPath | NamedBy::Log => "path".into(),
        NamedBy::Shape => "shape".into(),
    };
    // Writing to a String cannot fail.
    let _ = write_quoted(&named, &[], out);
}
