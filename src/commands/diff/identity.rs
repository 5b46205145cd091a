//! What tells a record from others, when two streams are compared.

use std::borrow::Cow;

use crate::diff::Identity;
use crate::engine::Examined;
use crate::json::{Document, Value};
use crate::model::{Group, Identification};
use crate::normalize::{Normalized, Normalizer, ValueMask, normalize};
use crate::redact::{Mask, indices, masked_value};

/// What tells a record from others.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    pub(super) identity: Identity,
}

impl Known {
    /// What the request of an examined record tells. Its payload has not been asked yet.
    pub(super) fn of_request(examined: &Examined<'_, '_>) -> Self {
        let headers = examined.capture.map(|capture| &capture.request.headers);
        let delivery = headers.and_then(|headers| {
            let (name, value) =
                headers.iter().find(|(name, value)| names_delivery(name) && !value.is_empty())?;
            Some(format!("{}: {value}", name.to_ascii_lowercase()))
        });
        Self { identity: Identity { delivery, ..Identity::default() } }
    }

    /// Whether the payload has told what it knows.
    pub(super) const fn is_complete(&self) -> bool {
        !self.identity.event.is_empty()
    }

    /// The same with what the payload of another has told.
    pub(super) fn with(&self, other: &Self) -> Self {
        let Identity { event, event_id, content, entity, time, .. } = other.identity.clone();
        let identity = Identity { event, event_id, content, entity, time, ..self.identity.clone() };
        Self { identity }
    }

    /// The same of a payload that came with this request.
    pub(super) fn came_with(self, request: Self) -> Self {
        let Identity { delivery, path, is_alone, .. } = request.identity;
        Self { identity: Identity { delivery, path, is_alone, ..self.identity } }
    }

    /// Adds what the payload tells.
    pub(super) fn complete<'m>(
        &mut self,
        document: Document<'_>,
        identification: &Identification<'m>,
        normalizer: &mut Normalizer<'m>,
    ) {
        let event = normalizer.members(document, identification, &ValueMask::none());
        let text = |name| event.text(&[name]).map(Cow::into_owned);
        let event_id = text("event_id");
        let content = event_id.is_none().then(|| text("dedupe_key")).flatten();
        let entity = entity(&event);
        let time = text("occurred_at");
        let known = std::mem::take(&mut self.identity);
        self.identity = Identity {
            event: identification.ids().unwrap_or_else(|| identification.title()),
            event_id,
            content,
            entity: entity.map(|(_, id)| id),
            time,
            ..known
        };
    }
}

/// Whether a header of this name holds an id that stays the same when a delivery is repeated.
fn names_delivery(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let endings = ["-delivery", "-delivery-id", "-webhook-id", "-event-id", "-message-id"];
    matches!(name.as_str(), "webhook-id" | "ce-id" | "idempotency-key")
        || name.starts_with("x-") && endings.iter().any(|ending| name.ends_with(ending))
}

/// What an event is about, with its name: the group that its kind names, or else all that have an id.
fn entity(event: &Normalized) -> Option<(&'static str, String)> {
    let id = |group: &Group| event.text(&[group.name(), "id"]).filter(|id| !id.is_empty());
    let kind = event.text(&["kind"]);
    let word = kind.as_deref().and_then(|kind| kind.split('.').next());
    let of_kind = Group::ALL.iter().find(|group| word == Some(group.name()));
    if let Some((group, id)) = of_kind.and_then(|group| Some((group, id(group)?))) {
        return Some((group.name(), id.into_owned()));
    }
    let all: Vec<(&str, Cow<'_, str>)> =
        Group::ALL.iter().filter_map(|group| Some((group.name(), id(group)?))).collect();
    let (first, _) = all.first()?;
    let ids: Vec<String> = all.iter().map(|(name, id)| format!("{name} {id}")).collect();
    Some(if let [(_, id)] = all.as_slice() { (first, id.clone().into_owned()) } else { ("", ids.join(", ")) })
}

/// The id by which a person finds an event, without what is hidden: `event 33902215`, `commission 4180532`. Empty where
/// there is none.
pub(super) fn shown<'d>(document: Document<'d>, identification: &Identification<'d>, mask: &Mask) -> String {
    let of = |event: &Normalized| {
        let id = event.text(&["event_id"]).map(|id| format!("event {id}"));
        let entity = || entity(event).map(|(name, id)| format!("{name} {id}").trim_start().to_owned());
        id.or_else(entity).unwrap_or_default()
    };
    let hidden = mask.spans(document, identification.body());
    let (indices, show) = (indices(&hidden), |value: Value<'_>| masked_value(value, &hidden));
    of(&normalize(document, identification, &ValueMask::new(&indices, &show)))
}
