//! From one event that was found to its model: its body, its names, the keys that tell it.

use std::sync::Arc;

use super::build::{BodySchema, Builder};
use super::discover::Found;
use super::event_schema::{EventSchema, Wrapper};
use super::manifest::{ManifestVersion, Transport};
use super::naming::{Described, Keys, Telling};
use super::restore::restore;
use super::schema::{Keyword, Operand, SchemaId, Style};
use crate::json::{JsonKind, Value};
use crate::model::{
    Event, EventName, Field, Kind, Naming, Object, Others, Path, Provenance, Sensitivity, Shape,
    SummaryFields, field,
};
use crate::schema_validator::{SchemaSource as _, SchemaValidator};

/// A member that holds the name of an event, or a part of it, and what it may hold.
type Names<'n> = (Path<'n>, Vec<&'n str>);

impl<'m> Builder<'_, 'm> {
    pub(super) fn event(
        &mut self,
        event: &Described<'_>,
        version: &ManifestVersion<'m>,
        name: &str,
        aliases: &[String],
        telling: &Telling,
        keys: Option<&Keys>,
    ) -> Event<'m> {
        static NOTHING: SummaryFields<'static> =
            SummaryFields { id: None, time: None, subject: &[], amount: None, status: &[] };
        let arena = self.arena;
        let found = event.found;
        let name = arena.text(name);
        let manifest = self.manifest;
        let listed = self.listed(event).and_then(|place| manifest.events.get(place));
        let mut others: Vec<EventName<'m>> = listed.map(|listed| listed.aliases.clone()).unwrap_or_default();
        others.extend(
            aliases
                .iter()
                .map(|alias| EventName { name: arena.text(alias), why: "the pack's document calls it so" }),
        );
        let body = self.body(event, version, name, &others);
        let shapes: Vec<Shape<'m>> = match listed {
            Some(listed) if !version.signals.is_empty() || !listed.shapes.is_empty() => listed.shapes.clone(),
            _ => keys
                .filter(|_| event.schema.is_some())
                .and_then(|keys| self.shape(keys))
                .into_iter()
                .collect(),
        };
        let sample = found.samples.first().map(|spot| self.raw(*spot));
        let summary = found.summary.as_deref().or(found.description.as_deref()).unwrap_or_default();
        let summary = summary.lines().next().unwrap_or_default();
        let rule = if telling.rule.is_empty() { "the keys of its body" } else { &telling.rule };
        let known = if event.schema.is_some() { Provenance::Documented } else { Provenance::Seen };
        let evidence = listed.and_then(|listed| listed.evidence.clone());
        let summary_fields = listed.and_then(|listed| listed.summary_fields);
        Event {
            name,
            aliases: arena.list(&others),
            summary: arena.text(summary),
            trigger: arena.text(found.description.as_deref().unwrap_or_default()),
            body,
            shapes: arena.list(&shapes),
            conditions: listed.map_or(&[], |listed| arena.list(&listed.conditions)),
            summary_fields: summary_fields.map_or(&NOTHING, |fields| arena.one(fields)),
            provenance: listed.and_then(|listed| listed.provenance).unwrap_or(known),
            evidence: arena
                .text(&evidence.unwrap_or_else(|| format!("the pack's own files; identified by {rule}"))),
            caution: listed.and_then(|listed| listed.caution.as_deref()).map(|caution| arena.text(caution)),
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

    /// The body of an event: of its schema, or of what its sample shows, with what the manifest says of its members.
    fn body(
        &mut self,
        event: &Described<'_>,
        version: &ManifestVersion<'m>,
        name: &'m str,
        aliases: &[EventName<'m>],
    ) -> &'m Object<'m> {
        let body = match event.schema {
            None => self.sampled(event.found, name),
            Some(id) => self.of_schema(event, id, version, name, aliases),
        };
        self.with_sayings(body)
    }

    fn of_schema(
        &mut self,
        event: &Described<'_>,
        id: SchemaId,
        version: &ManifestVersion<'m>,
        name: &'m str,
        aliases: &[EventName<'m>],
    ) -> &'m Object<'m> {
        let is_cloud_event = event.found.in_cloud_event || version.transport == Transport::CloudEvents;
        let within = version.within(is_cloud_event);
        self.described.push(BodySchema { event: name, schema: id, within });
        if let Some(object) = self.restored(id, &names(version, name, aliases)) {
            return object;
        }
        let mut wrappers = version.payload_root.map(members_to).unwrap_or_default();
        if is_cloud_event {
            wrappers.insert(0, Wrapper::CloudEvent(name.to_owned()));
        }
        let is_bare = wrappers.is_empty();
        if let Some(known) = self.bodies.get(&id).filter(|_| is_bare) {
            self.schemas.extend(known.validator.map(|validator| (name, validator)));
            return known;
        }
        let mut body = self.lowering.body(id, name);
        for wrapper in wrappers.iter().rev() {
            let inner = Kind::Object(self.arena.object(body));
            body = match wrapper {
                Wrapper::CloudEvent(_) => self.enveloped(inner, name),
                Wrapper::Member { name: member, lists } => {
                    let in_list = |kind, _| Kind::List(self.arena.one(kind));
                    let inner = (0..*lists).fold(inner, in_list);
                    let fields = [field(self.arena.text(member), inner, "what the event says")];
                    Object::new(name, self.arena.list(&fields)).open()
                }
            };
        }
        let style = Style { is_part: !is_bare, ..self.style() };
        let source = EventSchema { reader: Arc::clone(self.reader), id, style, wrappers };
        let validator = self.arena.validator(SchemaValidator::of(Box::new(source)));
        self.schemas.push((name, validator));
        self.roots.push((name, id));
        let body = self.arena.object(body.validated_by(validator));
        if is_bare {
            self.bodies.insert(id, body);
        }
        body
    }

    fn style(&self) -> Style {
        Style { formats_everywhere: self.manifest.asserts_formats, meaning: true, is_part: false }
    }

    /// The object that a schema was made of by an export.
    fn restored(&self, id: SchemaId, names: &[Names<'_>]) -> Option<&'m Object<'m>> {
        let says_so = |(keyword, operand): &(Keyword, Operand)| match (keyword, operand) {
            (Keyword::Extension, Operand::Data(spot)) => self.reader.value(*spot).is_text("x-object"),
            _ => false,
        };
        if !self.manifest.asserts_formats || !self.reader.node(id).keywords.iter().any(says_so) {
            return None;
        }
        let source =
            EventSchema { reader: Arc::clone(self.reader), id, style: self.style(), wrappers: Vec::new() };
        restore(self.arena, &source.schema(), names).map(|object| self.arena.object(object))
    }

    /// A body that no event is of, such as an envelope.
    pub(super) fn described_body(&mut self, id: SchemaId, name: &'m str) -> &'m Object<'m> {
        if let Some(object) = self.restored(id, &[]) {
            return self.with_sayings(object);
        }
        let body = self.lowering.body(id, name);
        let source =
            EventSchema { reader: Arc::clone(self.reader), id, style: self.style(), wrappers: Vec::new() };
        let validator = self.arena.validator(SchemaValidator::of(Box::new(source)));
        let body = self.arena.object(body.validated_by(validator));
        self.with_sayings(body)
    }

    /// The data of a `CloudEvents` delivery in its envelope.
    fn enveloped(&self, data: Kind<'m>, name: &'m str) -> Object<'m> {
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
                let field = field.optional().nullable().seen();
                Some(Field { sensitivity: Sensitivity::Unsaid, ..field })
            })
            .collect();
        let object = Object::new(name, self.arena.list(&fields));
        self.arena.object(if fields.is_empty() { object.open() } else { object.unlisted() })
    }
}

/// What is around what stands at a path, the outermost first.
fn members_to(path: Path<'_>) -> Vec<Wrapper> {
    let mut wrappers: Vec<Wrapper> = Vec::new();
    for step in path {
        match wrappers.last_mut() {
            Some(Wrapper::Member { lists, .. }) if *step == "*" => *lists += 1,
            _ => wrappers.push(Wrapper::Member { name: (*step).to_owned(), lists: 0 }),
        }
    }
    wrappers
}

/// Where a body of an event holds its name, or a part of it, and what it may hold there.
fn names<'n>(version: &ManifestVersion<'n>, name: &'n str, aliases: &[EventName<'n>]) -> Vec<Names<'n>> {
    let naming = Naming { signals: version.signals, ..Naming::SHAPE };
    naming.names_in_body(std::iter::once(name).chain(aliases.iter().map(|alias| alias.name)))
}
