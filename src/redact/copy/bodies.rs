//! The bodies in a capture, as the forms of captures know them: their models, and where they stand.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::copyist::Copyist;
use crate::capture::Request;
use crate::engine::{Capture, Found, Inflation, Judged, Tapes, Unwrapper};
use crate::input::{Framing, Growth, Unit, for_each_record};
use crate::json::{Document, Tape, Value};
use crate::model::{Condition, Hints, Identification, Kind, Object};
#[cfg(feature = "packs")]
use crate::schema_validator::SchemaValidator;

/// A body that a capture holds, and what is known of it.
pub(super) struct KnownBody<'m> {
    /// Where it is written in the record.
    pub(super) range: Range<usize>,
    /// Whether the very bytes stand there.
    pub(super) is_plain: bool,
    pub(super) model: Model<'m>,
    pub(super) text: String,
    /// Where its request was sent to, as far as the capture says.
    url: Option<Arc<str>>,
}

/// The addresses of requests, and the parts of them that captures give by themselves: host, path and query, alone and
/// together.
#[derive(Debug, Default)]
pub(super) struct Addresses<'b>(HashSet<&'b str>);

impl<'b> Addresses<'b> {
    pub(super) fn of(bodies: &'b [KnownBody<'_>]) -> Self {
        let mut addresses = HashSet::new();
        for url in bodies.iter().filter_map(|known| known.url.as_deref()) {
            let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
            let (host, target) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            let (path, query) = target.split_once('?').unwrap_or((target, ""));
            addresses.extend([url, rest, host, target, path, query]);
        }
        addresses.remove("");
        Self(addresses)
    }

    /// Whether a text is one of them.
    pub(super) fn hold(&self, text: &str) -> bool {
        self.0.contains(text)
    }
}

/// What is known of a body: nothing, by default.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Model<'m> {
    /// What it looks like.
    pub(super) body: Option<&'m Object<'m>>,
    /// What it tells the changes of.
    pub(super) entity: Option<&'m Object<'m>>,
    /// What it is validated by, where a schema says more than its fields.
    #[cfg(feature = "packs")]
    pub(super) validator: Option<&'m SchemaValidator>,
}

impl<'m> Model<'m> {
    pub(super) fn of(identification: &Identification<'m>) -> Self {
        let event = identification.model().map(|model| model.event);
        let state = event.and_then(|event| {
            let of_changes = |rule: &Condition<'m>| match *rule {
                Condition::Changes { state, .. } => Some(state),
                _ => None,
            };
            event.body.at(event.conditions.iter().find_map(of_changes)?)
        });
        let entity = match state.map(|field| field.kind) {
            Some(Kind::Object(entity)) => Some(entity),
            _ => None,
        };
        let body = identification.body();
        Self {
            body,
            entity,
            #[cfg(feature = "packs")]
            validator: body.and_then(|body| body.validator),
        }
    }
}

impl<'m> Copyist<'_, 'm> {
    /// The bodies in a record that is no payload itself.
    pub(super) fn bodies_of(&self, document: Document<'_>) -> Vec<KnownBody<'m>> {
        self.unwrapped(document.text().as_bytes(), |unwrapper, each| {
            unwrapper.record(document, None, &mut Tapes::default(), each);
        })
    }

    /// The bodies in a text that is no JSON.
    pub(super) fn bodies_in(&self, text: &[u8]) -> Vec<KnownBody<'m>> {
        self.unwrapped(text, |unwrapper, each| {
            if !unwrapper.text(text, &mut Tapes::default(), each) {
                unwrapper.lines(text, &mut Tapes::default(), each);
            }
        })
    }

    /// The bodies in a unit whose records are pieces of lines, which no record holds alone; none where there are no
    /// pieces.
    pub(super) fn bodies_of_pieces(&self, unit: &Unit) -> Vec<KnownBody<'m>> {
        if unit.framing != Framing::Lines || !begins_with_a_piece(&unit.text) {
            return Vec::new();
        }
        self.unwrapped(&unit.text, |unwrapper, each| {
            let mut tapes = Tapes::default();
            for_each_record(unit, &mut Tape::new(), &mut |record| {
                if let Ok(document) = record.document {
                    unwrapper.record(document, None, &mut tapes, each);
                }
            });
            unwrapper.end(each);
        })
    }

    fn unwrapped(
        &self,
        record: &[u8],
        unwrap: impl FnOnce(&Unwrapper<'_, Model<'m>>, &mut dyn FnMut(Found<'_, Model<'m>>)),
    ) -> Vec<KnownBody<'m>> {
        let judge = |document: Document<'_>, request: &Request| {
            let mut hints = Hints::default();
            for (name, value) in request.headers.iter() {
                self.registry.read_header(&mut hints, name, value);
            }
            let identification = self.registry.identify(document, &hints);
            let verdict = Model::of(&identification);
            Judged { is_payload: identification.is_supported(), events: None, form: None, verdict }
        };
        let inflation = Inflation::of(record.len(), Growth::Proportionate);
        let unwrapper = Unwrapper::new(&judge, inflation);
        let mut found = Vec::new();
        unwrap(&unwrapper, &mut |one| {
            if let Found::Capture(capture) = one {
                found.push(known(record, &capture));
            }
        });
        found
    }
}

/// Whether the first record is a line of a container's log that goes on in the next: it does not end in a line end.
fn begins_with_a_piece(text: &[u8]) -> bool {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let mut tape = Tape::new();
    line.starts_with(b"{")
        && tape.parse(line).is_ok_and(|document| {
            let log = document.root().get("log").and_then(Value::text);
            log.is_some_and(|log| !log.ends_with('\n')) && document.root().get("stream").is_some()
        })
}

fn known<'m>(record: &[u8], capture: &Capture<'_, Model<'m>>) -> KnownBody<'m> {
    let range = capture.place.range(capture.text.len());
    let is_plain = record.get(range.clone()) == Some(capture.text);
    let text = String::from_utf8_lossy(capture.text).into_owned();
    let url = capture.request.url.clone();
    KnownBody { range, is_plain, model: capture.judged.unwrap_or_default(), text, url }
}
