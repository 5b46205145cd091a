//! Which field of its model each member of a payload is, found in one walk for all who ask: the mask and the neutral event.

use super::field::Object;
use super::kind::Kind;
use crate::json::{Document, JsonKind, Value};

/// Which field of its model each member of a payload is. Reused from payload to payload.
#[derive(Debug, Default)]
pub struct Fields {
    /// By the index on the tape of a member's name, one more than the place of its field in the object's model; 0 where it
    /// is none.
    places: Vec<u32>,
}

impl Fields {
    /// The members of a payload, by its model where one is known.
    #[must_use]
    pub fn of(document: Document<'_>, body: Option<&Object<'_>>) -> Self {
        let mut fields = Self::default();
        fields.read(document, body);
        fields
    }

    /// The same of another payload.
    pub fn read(&mut self, document: Document<'_>, body: Option<&Object<'_>>) {
        self.places.clear();
        self.places.resize(document.len(), 0);
        if let Some(body) = body {
            self.value(Kind::Object(body), document.root());
        }
    }

    /// The place of the field that is named by the member's name with this index on the tape.
    #[must_use]
    #[inline]
    pub fn place(&self, key: u32) -> Option<usize> {
        (self.places.get(key as usize).copied().unwrap_or(0) as usize).checked_sub(1)
    }

    /// The members in a value. Recurses as deep as the model.
    fn value(&mut self, kind: Kind<'_>, value: Value<'_>) {
        match (kind, value.kind()) {
            (Kind::Object(object), JsonKind::Object) => self.object(object, value),
            (Kind::List(item), JsonKind::Array) => value.items().for_each(|value| self.value(*item, value)),
            (Kind::Map(item), JsonKind::Object) => {
                value.members().for_each(|(_, value)| self.value(*item, value));
            }
            _ => {}
        }
    }

    fn object(&mut self, object: &Object<'_>, value: Value<'_>) {
        let (mut hint, document) = (0, value.document());
        for (key, member) in value.members() {
            // Senders keep the order of members.
            let place = match object.fields.get(hint) {
                Some(field) if key.is_text(field.name) => Some(hint),
                // Made anew, as the check does it: those in the loop need no place in memory.
                _ => object.position(document.value(key.index()), hint),
            };
            let Some((place, field)) = place.and_then(|place| Some((place, object.fields.get(place)?)))
            else {
                continue;
            };
            hint = place + 1;
            if let Some(known) = self.places.get_mut(key.index() as usize) {
                *known = u32::try_from(hint).unwrap_or(0);
            }
            if matches!(member.kind(), JsonKind::Object | JsonKind::Array) {
                self.value(field.kind, document.value(member.index()));
            }
        }
    }
}
