//! The neutral event of a payload: written, or asked for its members.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use rustc_hash::FxBuildHasher;

use super::mask::ValueMask;
use super::plan::Plan;
use super::write::Writing;
use crate::json::{Document, JsonKind, Layout, OwnedDocument, Style, Tape, Writer};
use crate::model::{Doubt, EventRef, Fields, Identification};

/// Writes neutral events, one after another. What is known of each event and the room that it takes are kept.
#[derive(Debug, Default)]
pub struct Normalizer<'m> {
    /// By the events that a payload may be, as addresses of their models.
    plans: HashMap<Box<[usize]>, Plan<'m>, FxBuildHasher>,
    found: Vec<u32>,
    taken: Vec<u32>,
    told: Vec<(&'static str, Range<usize>)>,
}

impl<'m> Normalizer<'m> {
    /// The neutral event of a payload as JSON. `fields` are those of the model that its identification tells.
    pub fn to_json(
        &mut self,
        document: Document<'_>,
        identification: &Identification<'m>,
        fields: &Fields,
        mask: &ValueMask<'_>,
        layout: Layout,
    ) -> String {
        laid_out(self.written(document, identification, fields, mask, true), layout)
    }

    /// The neutral event of a payload, to be asked for its members: `rest` is left out.
    pub fn members(
        &mut self,
        document: Document<'_>,
        identification: &Identification<'m>,
        mask: &ValueMask<'_>,
    ) -> Normalized {
        self.parsed(document, identification, mask, false)
    }

    fn parsed(
        &mut self,
        document: Document<'_>,
        identification: &Identification<'m>,
        mask: &ValueMask<'_>,
        has_rest: bool,
    ) -> Normalized {
        let fields = Fields::of(document, identification.body());
        let text = self.written(document, identification, &fields, mask, has_rest);
        // It was written as JSON.
        let event = OwnedDocument::parse(text).unwrap_or_default();
        Normalized { event, taken: std::mem::take(&mut self.taken) }
    }

    /// The same without white space.
    fn written(
        &mut self,
        document: Document<'_>,
        identification: &Identification<'m>,
        fields: &Fields,
        mask: &ValueMask<'_>,
        has_rest: bool,
    ) -> String {
        let Self { plans, found, taken, told } = self;
        let address = |model: &EventRef<'m>| {
            [std::ptr::from_ref(model.event).addr(), std::ptr::from_ref(model.version).addr()]
        };
        let (one, several);
        let key: &[usize] = match identification {
            Identification::Identified { model, .. } => {
                one = address(model);
                &one
            }
            Identification::Ambiguous { candidates, doubt: Doubt::Equal } => {
                several = std::iter::once(0).chain(candidates.iter().flat_map(address)).collect::<Vec<_>>();
                &several
            }
            // What no model tells of differs from record to record, and is little.
            _ => &[],
        };
        if key.is_empty() || !plans.contains_key(key) {
            plans.insert(key.into(), Plan::of(identification));
        }
        let mut text = String::with_capacity(document.text().len() + ROOM);
        let Some(plan) = plans.get(key) else { return text };
        let out = &mut text;
        plan.find(document, fields, found);
        taken.clear();
        let (is_begun, currency) = (false, None);
        Writing { document, plan, mask, found, taken, out, is_begun, told, currency }
            .event(identification, has_rest);
        text
    }
}

/// The same JSON in another layout.
fn laid_out(text: String, layout: Layout) -> String {
    let mut tape = Tape::new();
    let parsed = if layout == Layout::Compact { None } else { tape.parse(text.as_bytes()).ok() };
    let Some(event) = parsed else { return text };
    let mut out = String::with_capacity(text.len() * 2);
    // Writing to a String cannot fail, and only the canonical form cannot hold everything.
    let _ = Writer::new(Style::laid_out(layout)).write(event.root(), &mut out);
    out
}

/// About how many bytes a neutral event has more than its payload.
const ROOM: usize = 1024;

/// One payload in neutral form.
#[derive(Debug)]
pub struct Normalized {
    event: OwnedDocument,
    /// The values that have a place of their own, by their index on the tape, in order.
    taken: Vec<u32>,
}

impl Normalized {
    /// The event as JSON.
    #[must_use]
    pub fn to_json(&self, layout: Layout) -> String {
        laid_out(self.document().text().to_owned(), layout)
    }

    /// The event without white space, parsed.
    pub(super) fn document(&self) -> Document<'_> {
        self.event.document()
    }

    /// The text at a path of the neutral event, or a number as it was written: `["affiliate", "id"]`.
    #[must_use]
    pub fn text(&self, path: &[&str]) -> Option<Cow<'_, str>> {
        let value = path.iter().try_fold(self.document().root(), |value, name| value.get(name))?;
        value.text().or_else(|| (value.kind() == JsonKind::Number).then(|| value.raw().into()))
    }

    /// Whether the value with this index on the payload's tape has a place of its own; else it is in `rest`.
    #[must_use]
    pub fn has_place(&self, index: u32) -> bool {
        self.taken.binary_search(&index).is_ok()
    }
}

/// What a payload says, in neutral form.
#[must_use]
pub fn normalize(
    document: Document<'_>,
    identification: &Identification<'_>,
    mask: &ValueMask<'_>,
) -> Normalized {
    Normalizer::default().parsed(document, identification, mask, true)
}
