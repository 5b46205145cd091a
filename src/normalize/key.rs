//! By what a delivery is known when it comes again, and when what it tells of happened.

use std::borrow::Cow;

use sha2::{Digest as _, Sha256};

use super::plan::{models, shared};
use super::time::in_utc;
use crate::json::{Document, JsonKind, Value, write_canonical, write_compact};
use crate::model::{EventRef, Identification, Slot};

/// By what a delivery is known when it comes again: what the `dedupe_key` of its neutral event is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeliveryKey<'d> {
    /// The provider's id, and the id that it gives the event.
    Id(&'d str, Cow<'d, str>),
    /// All that the payload says, in its canonical form where it has one.
    Body(String),
}

/// What is the same when a payload is delivered again.
#[must_use]
pub fn delivery_key<'d>(document: Document<'d>, identification: &Identification<'d>) -> DeliveryKey<'d> {
    let models = models(identification);
    let id = values(document, &models, Slot::EventId).find_map(|value| match value.kind() {
        JsonKind::String => value.text().filter(|text| !text.is_empty()),
        JsonKind::Number => Some(value.raw().into()),
        _ => None,
    });
    match (identification.origin(), id) {
        (Some((provider, _)), Some(id)) => DeliveryKey::Id(provider.id, id),
        _ => DeliveryKey::Body(canonical_body(document)),
    }
}

/// When what a payload tells of happened, in UTC: where a member says so.
#[must_use]
pub fn occurred_at<'d>(document: Document<'d>, identification: &Identification<'d>) -> Option<Cow<'d, str>> {
    let models = models(identification);
    values(document, &models, Slot::OccurredAt).find_map(|value| value.text().and_then(in_utc))
}

/// What a payload has in the places of a meaning, in their order.
fn values<'d>(
    document: Document<'d>,
    models: &[EventRef<'d>],
    slot: Slot<'d>,
) -> impl Iterator<Item = Value<'d>> {
    shared(models).into_iter().flat_map(move |(prefix, mappings)| {
        let of_event = mappings.iter().filter(move |mapping| mapping.slot == slot);
        let names = of_event.map(move |mapping| prefix.iter().chain(mapping.path));
        names.filter_map(move |mut names| names.try_fold(document.root(), |value, name| value.get(name)))
    })
}

/// What is the same when a payload of these values is delivered again.
pub(super) fn derived_key(document: Document<'_>) -> String {
    let digest = Sha256::digest(canonical_body(document));
    ["sha256:", &base16ct::lower::encode_string(&digest)].concat()
}

/// What a payload says, in one form however it was written.
fn canonical_body(document: Document<'_>) -> String {
    let mut body = String::with_capacity(document.text().len());
    // What has no canonical form is told apart by how it is written.
    if write_canonical(document.root(), &mut body).is_err() {
        body.clear();
        let _ = write_compact(document.root(), &mut body);
    }
    body
}
