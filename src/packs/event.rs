//! From one event that was found to its model: its body, its names, the keys that tell it.

use std::sync::Arc;

use super::build::Builder;
use super::discover::Found;
use super::event_schema::EventSchema;
use super::naming::{Described, Keys, Telling};
use super::schema::Style;
use crate::json::{JsonKind, Value};
use crate::model::{Event, EventName, Kind, Object, Others, Provenance, Shape, SummaryFields, field};
use crate::schema_validator::SchemaValidator;

impl<'m> Builder<'_, 'm> {
    pub(super) fn event(
        &self,
        event: &Described<'_>,
        name: &'m str,
        aliases: &[String],
        body: &'m Object<'m>,
        telling: &Telling,
        keys: Option<&Keys>,
    ) -> Event<'m> {
        static NOTHING: SummaryFields<'static> =
            SummaryFields { id: None, time: None, subject: &[], amount: None, status: &[] };
        let arena = self.arena;
        let found = event.found;
        let aliases: Vec<EventName<'m>> = aliases
            .iter()
            .map(|alias| EventName { name: arena.text(alias), why: "the pack's document calls it so" })
            .collect();
        let shapes: Vec<Shape<'m>> =
            keys.filter(|_| event.schema.is_some()).and_then(|keys| self.shape(keys)).into_iter().collect();
        let sample = found.samples.first().map(|spot| format!("{}\n", self.reader.value(*spot).raw()));
        let summary = found.summary.as_deref().or(found.description.as_deref()).unwrap_or_default();
        let summary = summary.lines().next().unwrap_or_default();
        let rule = if telling.rule.is_empty() { "the keys of its body" } else { &telling.rule };
        Event {
            name,
            aliases: arena.list(&aliases),
            summary: arena.text(summary),
            trigger: arena.text(found.description.as_deref().unwrap_or_default()),
            body,
            shapes: arena.list(&shapes),
            conditions: &[],
            summary_fields: &NOTHING,
            provenance: if event.schema.is_some() { Provenance::Documented } else { Provenance::Seen },
            evidence: arena.text(&format!("the pack's own files; told by {rule}")),
            caution: None,
            sample: arena.text(sample.as_deref().unwrap_or("{}\n")),
        }
    }

    fn shape(&self, keys: &Keys) -> Option<Shape<'m>> {
        if keys.all.is_empty() && keys.any.is_empty() {
            return None;
        }
        let texts = |texts: &[String]| self.arena.texts(texts.iter().cloned());
        let words: Vec<(&'m str, &'m [&'m str])> =
            keys.words.iter().map(|(name, values)| (self.arena.text(name), texts(values))).collect();
        Some(Shape {
            all: texts(&keys.all),
            at_least: keys.at_least,
            any: texts(&keys.any),
            none: texts(&keys.none),
            words: self.arena.list(&words),
            others: Others::Allowed,
        })
    }

    /// The body of an event with its validator: of its schema, or of what its sample shows.
    pub(super) fn body(&mut self, event: &Described<'_>, name: &'m str) -> &'m Object<'m> {
        let Some(id) = event.schema else { return self.sampled(event.found, name) };
        let cloud = event.found.in_cloud_event;
        if let Some(known) = self.bodies.get(&id).filter(|_| !cloud) {
            self.schemas.extend(known.validator.map(|validator| (name, validator)));
            return known;
        }
        let style = Style { formats_everywhere: self.manifest.asserts_formats, meaning: true };
        let cloud_event = cloud.then(|| name.to_owned());
        let source = EventSchema { reader: Arc::clone(self.reader), id, style, cloud_event };
        let validator = self.arena.validator(SchemaValidator::of(Box::new(source)));
        self.schemas.push((name, validator));
        self.roots.push((name, id));
        let body = self.lowering.body(id, name);
        let body = if cloud { self.enveloped(body, name) } else { body };
        let body = self.arena.object(body.validated_by(validator));
        if !cloud {
            self.bodies.insert(id, body);
        }
        body
    }

    /// The data of a `CloudEvents` delivery in its envelope.
    fn enveloped(&self, data: Object<'m>, name: &'m str) -> Object<'m> {
        let data = Kind::Object(self.arena.object(data));
        let fields = [
            field("specversion", Kind::Text, "the version of CloudEvents"),
            field("id", Kind::Text, "identifies the event with its source"),
            field("source", Kind::Text, "where it happened"),
            field("type", Kind::Text, "what happened"),
            field("time", Kind::Timestamp, "when it happened").optional(),
            field("subject", Kind::Text, "what it is about").optional(),
            field("datacontenttype", Kind::Text, "the media type of data").optional(),
            field("dataschema", Kind::Text, "the schema of data").optional(),
            field("data", data, "what the event says").optional(),
        ];
        Object::new(name, self.arena.list(&fields)).open()
    }

    /// A body of which only a sample, or nothing, is known.
    fn sampled(&self, found: &Found, name: &'m str) -> &'m Object<'m> {
        let sample = found.samples.first().map(|spot| self.reader.value(*spot));
        let kind = |value: Value<'_>| match value.kind() {
            JsonKind::True | JsonKind::False => Kind::Boolean,
            JsonKind::String => Kind::Text,
            _ => Kind::Anything,
        };
        let fields: Vec<_> = sample
            .into_iter()
            .flat_map(Value::members)
            .filter_map(|(key, value)| {
                let field = field(self.arena.text(&key.text()?), kind(value), "");
                Some(field.optional().nullable().seen())
            })
            .collect();
        let object = Object::new(name, self.arena.list(&fields));
        self.arena.object(if fields.is_empty() { object.open() } else { object.unlisted() })
    }
}
