//! From the files of a pack to a provider.

use std::collections::HashMap;
use std::path::Path;

use serde_json::{Map, Value as Json, json};

use super::arena::Arena;
use super::discover::{Found, discover};
use super::library::Library;
use super::lower::Lowering;
use super::manifest::{self, Manifest};
use super::naming::{Described, Keys, Telling, tell};
use super::note::{Gravity, Note, Notes};
use super::open::{MANIFEST, OpenError, Opened, open};
use super::schema::{Keyword, Reader, SchemaId, Style, write};
use super::source::{FilePosition, Spot};
use crate::json::{JsonKind, Value};
use crate::model::{
    Event, EventName, Kind, Naming, Object, Others, Path as Steps, Provenance, Provider, Shape, Signal,
    SummaryFields, Version, field,
};
use crate::schema_validator::SchemaValidator;

/// A provider that was read from files.
#[derive(Debug)]
pub struct Pack<'m> {
    /// Where it was read from.
    pub path: String,
    /// The provider.
    pub provider: &'m Provider<'m>,
    /// The schemas of its events by their names.
    pub schemas: Vec<(&'m str, &'m SchemaValidator)>,
    /// What was found out that no manifest says, a line each, with the rule that said it.
    pub inferred: Vec<String>,
    /// What is to be said about it, in the order of its files.
    pub notes: Vec<Note>,
    /// Whether texts of other than their known formats are errors.
    pub asserts_formats: bool,
}

/// How the schemas of a pack are written for their validators.
const JUDGING: Style = Style { formats_everywhere: false, meaning: true };

/// Where bodies hold the names of their events, where a pack says no more than these names.
const USUAL: [&str; 6] = ["type", "event", "event_type", "eventType", "topic", "name"];

/// Reads a pack.
///
/// # Errors
///
/// The path cannot be read, or nothing in it can.
pub fn load<'m>(arena: &'m Arena, path: &Path) -> Result<Pack<'m>, OpenError> {
    let mut notes = Notes::default();
    let Opened { mut library, manifest, root } = open(path, &mut notes)?;
    let manifest = manifest.map(|text| manifest::read(&text, &mut notes)).unwrap_or_default();
    for (address, file) in &manifest.references {
        library.address(address, file);
    }
    let found = if manifest.events.is_empty() {
        discover(&library, &mut notes)
    } else {
        listed(&library, &manifest, &mut notes)
    };
    let mut reader = Reader::new(&library);
    let found = split(&mut reader, found, &mut notes);
    let described: Vec<Described<'_>> = found
        .iter()
        .map(|found| Described { found, schema: found.schema.map(|spot| reader.read(spot, &mut notes)) })
        .collect();
    let telling = tell(&reader, &described);
    let mut builder = Builder {
        arena,
        lowering: Lowering::new(&reader, arena),
        reader: &reader,
        manifest: &manifest,
        bodies: HashMap::new(),
        schemas: Vec::new(),
        inferred: Vec::new(),
    };
    let name =
        path.file_name().or_else(|| root.file_name()).unwrap_or_default().to_string_lossy().into_owned();
    let provider = builder.provider(&name, &described, &telling, &mut notes);
    let Builder { schemas, inferred, .. } = builder;
    if provider.events().next().is_none() {
        notes.push(Note::of_pack(Gravity::Warning, "describes no event"));
    }
    Ok(Pack {
        path: path.display().to_string(),
        provider,
        schemas,
        inferred,
        notes: notes.sorted(),
        asserts_formats: manifest.asserts_formats,
    })
}

/// The events that a manifest lists.
fn listed(library: &Library, manifest: &Manifest, notes: &mut Notes) -> Vec<Found> {
    let mut all = Vec::new();
    for event in &manifest.events {
        let place = FilePosition { path: MANIFEST.to_owned(), position: event.place };
        let mut find = |reference: &str| match library.resolve(Spot { source: u32::MAX, node: 0 }, reference)
        {
            Ok(spot) => Some(spot),
            Err(why) => {
                notes.push(Note::error(place.clone(), format!("{reference} {}", why.in_words())));
                None
            }
        };
        let schema = event.schema.as_deref().and_then(&mut find);
        let samples: Vec<Spot> = event.samples.iter().filter_map(|sample| find(sample)).collect();
        let named_at = schema.or(samples.first().copied()).unwrap_or(Spot { source: 0, node: 0 });
        let mut found = Found::new(&event.name, named_at);
        found.schema = schema;
        found.samples = samples;
        found.summary.clone_from(&event.summary);
        found.description.clone_from(&event.trigger);
        found.aliases.clone_from(&event.aliases);
        all.push(found);
    }
    all
}

/// An event whose body is one of several by a discriminator is as many events.
fn split(reader: &mut Reader<'_>, found: Vec<Found>, notes: &mut Notes) -> Vec<Found> {
    let mut all = Vec::new();
    for event in found {
        let mapping = event.schema.and_then(|spot| {
            let id = reader.read(spot, notes);
            mapping(reader, id)
        });
        match mapping {
            Some((member, branches)) if branches.len() > 1 => {
                for (key, spot) in branches {
                    let mut one = event.clone();
                    one.samples.retain(|sample| {
                        reader.value(*sample).get(&member).is_some_and(|value| value.is_text(&key))
                    });
                    one.vendor.push(super::discover::Vendor {
                        extension: "discriminator",
                        path: Some(member.clone()),
                        value: key.clone(),
                    });
                    one.key = key;
                    one.named_at = spot;
                    one.schema = Some(spot);
                    all.push(one);
                }
            }
            _ => all.push(event),
        }
    }
    all
}

/// The member that tells a schema's branches apart, and the branch of each of its values.
fn mapping(reader: &Reader<'_>, id: SchemaId) -> Option<(String, Vec<(String, Spot)>)> {
    let node = reader.node(reader.follow(id)?);
    let at = node.data(Keyword::Discriminator)?;
    let value = reader.value(at);
    let member = value.get("propertyName")?.text()?.into_owned();
    let mut branches = Vec::new();
    for (key, target) in value.get("mapping")?.members() {
        let target = target.text()?;
        let reference = if target.contains(['/', '#', '.']) {
            target.into_owned()
        } else {
            format!("#/components/schemas/{target}")
        };
        branches.push((key.text()?.into_owned(), reader.library().resolve(at, &reference).ok()?));
    }
    Some((member, branches))
}

struct Builder<'r, 'm> {
    arena: &'m Arena,
    lowering: Lowering<'r, 'm>,
    reader: &'r Reader<'r>,
    manifest: &'r Manifest,
    bodies: HashMap<SchemaId, &'m Object<'m>>,
    schemas: Vec<(&'m str, &'m SchemaValidator)>,
    inferred: Vec<String>,
}

impl<'m> Builder<'_, 'm> {
    fn provider(
        &mut self,
        file: &str,
        described: &[Described<'_>],
        telling: &Telling,
        notes: &mut Notes,
    ) -> &'m Provider<'m> {
        let info = |key: &str| {
            self.reader.library().sources().find_map(|(_, source)| {
                let text = source.document().root().get("info")?.get(key)?;
                text.text().map(std::borrow::Cow::into_owned).filter(|text| !text.is_empty())
            })
        };
        let (title, said_version) = (info("title"), info("version"));
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
        let generic = ["openapi", "asyncapi", "swagger", "api", "schema", "spec"].contains(&stem.as_str());
        let name = self.manifest.name.clone().or_else(|| title.clone()).unwrap_or_else(|| stem.clone());
        let id = self.manifest.id.clone().unwrap_or_else(|| {
            let from = if generic { title.clone().unwrap_or(stem) } else { stem };
            let id = slug(&from);
            self.inferred.push(format!(
                "id = \"{id}\" (the name of the {})",
                if generic { "document" } else { "file or folder" }
            ));
            id
        });
        let version = self.manifest.version.clone().or(said_version).unwrap_or_else(|| "v1".to_owned());
        let sources =
            self.manifest.sources.clone().unwrap_or_else(|| format!("the files of the pack {file}"));
        let events = self.events(described, telling, notes);
        let naming = self.naming(telling, events.iter().any(|event| !event.shapes.is_empty()));
        let version = Version {
            id: self.arena.text(&version),
            naming,
            events: self.arena.list(&events),
            sources: self.arena.text(&sources),
            envelope: None,
            signature: None,
            neutral: &[],
        };
        self.arena.one(Provider {
            id: self.arena.text(&id),
            name: self.arena.text(&name),
            versions: self.arena.list(&[version]),
        })
    }

    fn naming(&mut self, telling: &Telling, has_shapes: bool) -> Naming<'m> {
        let mut signals = Vec::new();
        let path =
            self.manifest.name_path.as_deref().map(|path| vec![path.split('.').map(str::to_owned).collect()]);
        let paths: Vec<Vec<String>> = path.unwrap_or_else(|| {
            if !telling.paths.is_empty() {
                let shown: Vec<String> = telling.paths.iter().map(|path| path.join(".")).collect();
                self.inferred.push(format!("name-path = \"{}\" ({})", shown.join(" + "), telling.rule));
            }
            telling.paths.clone()
        });
        let steps: Vec<Steps<'m>> = paths.into_iter().map(|path| self.arena.texts(path)).collect();
        match steps.as_slice() {
            [] => {}
            [one] => signals.push(Signal::Body(one)),
            several => signals.push(Signal::Joined { parts: self.arena.list(several), separator: "." }),
        }
        if let Some(header) = &self.manifest.name_header {
            let header = self.arena.text(header);
            signals.push(Signal::Header(header));
        }
        if has_shapes {
            signals.push(Signal::Shape);
        }
        if signals.is_empty() {
            self.inferred.push(format!("name-path = {} (where others hold names)", USUAL.join(" or ")));
            let usual = USUAL.iter().map(|name| Signal::Body(self.arena.texts([(*name).to_owned()])));
            signals.extend(usual.collect::<Vec<_>>());
        }
        let envelope: Vec<Steps<'m>> =
            telling.envelope.iter().map(|key| self.arena.texts([key.clone()])).collect();
        let known = usize::from(envelope.len() > 2);
        let unknown = if envelope.len() > 1 { envelope.len() } else { 0 };
        Naming {
            signals: self.arena.list(&signals),
            envelope: self.arena.list(&envelope),
            known_needs: known,
            unknown_needs: unknown,
        }
    }

    fn events(
        &mut self,
        described: &[Described<'_>],
        telling: &Telling,
        notes: &mut Notes,
    ) -> Vec<Event<'m>> {
        let mut names: HashMap<String, FilePosition> = HashMap::new();
        let mut events: Vec<Event<'m>> = Vec::new();
        for (place, event) in described.iter().enumerate() {
            let found = event.found;
            let mut name = telling.names.get(place).unwrap_or(&found.key).clone();
            if self.manifest.events.iter().any(|listed| listed.name == found.key) {
                name.clone_from(&found.key);
            }
            if let Some(version) = &found.version {
                name = format!("{name} (version {version})");
            }
            let at = self.reader.library().place(found.named_at);
            if let Some(first) = names.get(&name) {
                let message =
                    format!("{name} is the name of an event already, at {first}: this one is left out");
                notes.push(Note::error(at, message).help("tell them apart in hookspect-pack.toml"));
                continue;
            }
            if let Some(id) = event.schema
                && self.reader.follow(id).is_none()
            {
                let message =
                    format!("{name} is a cycle of references only: it says nothing and accepts anything");
                notes.push(Note::error(at.clone(), message));
            }
            names.insert(name.clone(), at);
            let mut aliases: Vec<String> = found.aliases.clone();
            if found.key != name && found.version.is_none() {
                aliases.push(found.key.clone());
            }
            aliases.retain(|alias| !names.contains_key(alias) && *alias != name);
            aliases.dedup();
            if let Some(place) = names.values().next().cloned() {
                for alias in &aliases {
                    names.entry(alias.clone()).or_insert_with(|| place.clone());
                }
            }
            let name = self.arena.text(&name);
            let body = self.body(event, name, notes);
            events.push(self.event(event, name, &aliases, body, telling, telling.keys.get(place)));
        }
        events
    }

    fn event(
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
    fn body(&mut self, event: &Described<'_>, name: &'m str, notes: &mut Notes) -> &'m Object<'m> {
        let Some(id) = event.schema else { return self.sampled(event.found, name) };
        let cloud = event.found.in_cloud_event;
        if let Some(known) = self.bodies.get(&id).filter(|_| !cloud) {
            self.schemas.extend(known.validator.map(|validator| (name, validator)));
            return known;
        }
        let style = Style { formats_everywhere: self.manifest.asserts_formats, ..JUDGING };
        let mut schema = write(self.reader, id, style);
        if cloud {
            schema = in_cloud_event(schema, name);
        }
        let mut whole = Map::new();
        whole.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        whole.extend(schema);
        let validator = self.arena.validator(SchemaValidator::new(Json::Object(whole), true));
        if let Some(broken) = super::patterns::broken(self.reader, id) {
            let place = self.reader.library().place(broken);
            notes.push(Note::error(
                place,
                format!("is a pattern that cannot be compiled, so {name} is not judged"),
            ));
        }
        self.schemas.push((name, validator));
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

/// The schema of the envelope around the schema of its data.
fn in_cloud_event(mut data: Map<String, Json>, name: &str) -> Map<String, Json> {
    let definitions = data.remove("$defs");
    let mut whole = Map::new();
    whole.insert("type".to_owned(), json!("object"));
    whole.insert("required".to_owned(), json!(["specversion", "id", "source", "type"]));
    whole.insert(
        "properties".to_owned(),
        json!({
            "specversion": { "type": "string" },
            "id": { "type": "string", "minLength": 1 },
            "source": { "type": "string", "minLength": 1 },
            "type": { "const": name },
            "data": data,
        }),
    );
    whole.extend(definitions.map(|definitions| ("$defs".to_owned(), definitions)));
    whole
}

/// Lower case with hyphens.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for character in name.chars() {
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "pack".to_owned() } else { slug.to_owned() }
}
