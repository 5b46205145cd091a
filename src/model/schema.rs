//! A model as JSON Schema 2020-12. What it refuses is exactly what `check` calls an error.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::event::EventRef;
use super::facts::{Presence, Unit};
use super::field::{Field, Object};
use super::format::{DECIMAL_PATTERN, EMAIL_PATTERN, URL_PATTERN};
use super::kind::Kind;

/// How schemas are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KnownValues {
    /// As examples beside `x-known-values`: every text passes, as it does in a check.
    #[default]
    Examples,
    /// As `anyOf` of a list and any text, from which generators make a type of its own. It lets the same pass.
    OpenEnums,
}

/// The schema of one event's payload. Formats are to be asserted.
#[must_use]
pub fn schema(model: EventRef<'_>, values: KnownValues) -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!(DIALECT));
    schema.insert("$id".into(), json!(format!("urn:hookspect:{}:{}", model.provider.id, model.event.name)));
    schema.insert("title".into(), json!(pascal(model.event.name)));
    schema.insert("description".into(), json!(model.event.summary));
    schema.insert("x-event".into(), json!(model.id()));
    schema.insert("x-version".into(), json!(model.version.id));
    schema.insert("x-evidence".into(), json!(model.event.evidence));
    let mut definitions = Definitions::new(values);
    let names = model.names_in_body();
    let body = definitions.object(model.event.body, &names);
    schema.extend(body.into_iter().filter(|(key, _)| key != "title"));
    definitions.finish(&mut schema);
    Value::Object(schema)
}

/// The schema of an object alone, with the members that hold an event's name and what they may hold.
#[must_use]
pub fn body_schema(object: &Object<'_>, names: &[(&[&str], Vec<&str>)]) -> Value {
    let mut definitions = Definitions::new(KnownValues::Examples);
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!(DIALECT));
    schema.extend(definitions.object(object, names));
    definitions.finish(&mut schema);
    Value::Object(schema)
}

/// A name as types are called: `promoter.created` as `PromoterCreated`.
#[must_use]
pub fn pascal(name: &str) -> String {
    let mut words = String::with_capacity(name.len());
    let mut begins = true;
    for character in name.chars() {
        if !character.is_alphanumeric() {
            begins = true;
        } else if begins {
            words.extend(character.to_uppercase());
            begins = false;
        } else {
            words.push(character);
        }
    }
    if words.starts_with(|first: char| first.is_numeric()) { format!("Event{words}") } else { words }
}

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// What begins a pattern that accepts an empty text besides.
pub const OR_EMPTY: &str = "^$|";

/// A member that holds the name of an event, or a part of it, and what it may hold.
type Names<'n> = (&'n [&'n str], Vec<&'n str>);

/// The objects met so far, each under its name.
struct Definitions<'o> {
    values: KnownValues,
    /// The key of each object, by the object's name, which is unique within a version.
    keys: HashMap<&'o str, String>,
    done: Map<String, Value>,
    waiting: Vec<(String, &'o Object<'o>)>,
}

impl<'o> Definitions<'o> {
    fn new(values: KnownValues) -> Self {
        Self { values, keys: HashMap::new(), done: Map::new(), waiting: Vec::new() }
    }

    /// Writes what was referred to.
    fn finish(mut self, schema: &mut Map<String, Value>) {
        while let Some((key, object)) = self.waiting.pop() {
            let definition = self.object(object, &[]);
            self.done.insert(key, Value::Object(definition));
        }
        if !self.done.is_empty() {
            self.done.sort_keys();
            schema.insert("$defs".into(), Value::Object(self.done));
        }
    }

    fn reference(&mut self, object: &'o Object<'o>) -> Value {
        if !self.keys.contains_key(object.name) {
            let wanted: String =
                object.name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
            let mut key = wanted.clone();
            for number in 2.. {
                if !self.keys.values().any(|known| *known == key) {
                    break;
                }
                key = format!("{wanted}_{number}");
            }
            self.keys.insert(object.name, key.clone());
            self.waiting.push((key, object));
        }
        json!({ "$ref": format!("#/$defs/{}", self.keys.get(object.name).map_or("", |key| key)) })
    }

    /// An object as it is written in place. Recurses on the paths of names, which are constants of a model.
    fn object(&mut self, object: &'o Object<'o>, names: &[Names<'_>]) -> Map<String, Value> {
        let properties: Map<String, Value> = object
            .fields
            .iter()
            .map(|field| {
                let inner: Vec<Names<'_>> = names
                    .iter()
                    .filter(|(path, _)| path.first() == Some(&field.name))
                    .map(|(path, parts)| (path.get(1..).unwrap_or_default(), parts.clone()))
                    .collect();
                (field.name.to_owned(), self.field(field, &inner))
            })
            .collect();
        let required: Vec<&str> = object
            .fields
            .iter()
            .filter(|field| field.presence == Presence::Required)
            .map(|field| field.name)
            .collect();
        let mut schema = Map::new();
        schema.insert("title".into(), json!(pascal(object.name)));
        schema.insert("type".into(), json!("object"));
        schema.insert("properties".into(), Value::Object(properties));
        match object.waived_by {
            _ if required.is_empty() => {}
            None => {
                schema.insert("required".into(), json!(required));
            }
            Some(member) => {
                let (mut test, mut is_true) = (Map::new(), Map::new());
                is_true.insert(member.to_owned(), json!({ "const": true }));
                test.insert("required".into(), json!([member]));
                test.insert("properties".into(), Value::Object(is_true));
                schema.insert("anyOf".into(), json!([test, { "required": required }]));
            }
        }
        schema.insert("x-object".into(), json!(object.name));
        schema.insert("x-extra".into(), json!(object.extra.name()));
        if let Some(member) = object.waived_by {
            schema.insert("x-waived-by".into(), json!(member));
        }
        schema
    }

    fn field(&mut self, field: &'o Field<'o>, names: &[Names<'_>]) -> Value {
        let mut branches = Vec::new();
        let own = names.iter().find(|(path, _)| path.is_empty());
        let is_plain = !field.nullable && !field.or_empty && field.alternative.is_none();
        match (field.kind, own) {
            (Kind::Anything, _) => branches.push(Map::new()),
            (Kind::Text, Some((_, parts))) if is_plain => branches.push(listed(parts)),
            (Kind::Object(inner), None) if !names.is_empty() => branches.push(self.object(inner, names)),
            (kind, _) => branches.push(self.kind(kind)),
        }
        if !matches!(field.kind, Kind::Anything) {
            if field.or_empty {
                // One type where a pattern can say it, two where not.
                match branches.first_mut().and_then(|own| own.get_mut("pattern")) {
                    Some(pattern) => {
                        *pattern = json!(format!("{OR_EMPTY}{}", pattern.as_str().unwrap_or_default()));
                    }
                    None => branches.push(object(json!({ "const": "" }))),
                }
            }
            match (field.alternative, branches.first_mut()) {
                // Where any text may stand, the form that it usually has is told and not asked for.
                (Some(other), Some(own))
                    if matches!(other.kind, Kind::Text)
                        && own.get("type").is_some_and(|kind| kind == "string") =>
                {
                    for (asked, told) in [("pattern", "x-pattern"), ("format", "x-format")] {
                        if let Some(form) = own.shift_remove(asked) {
                            own.insert(told.to_owned(), form);
                        }
                    }
                }
                (Some(other), _) => branches.push(self.kind(other.kind)),
                (None, _) => {}
            }
            if field.nullable {
                branches.push(object(json!({ "type": "null" })));
            }
        }
        let mut schema = merged(&branches);
        schema.insert("description".into(), json!(field.meaning));
        self.annotate(field, &mut schema);
        Value::Object(schema)
    }

    fn kind(&mut self, kind: Kind<'o>) -> Map<String, Value> {
        object(match kind {
            Kind::Boolean => json!({ "type": "boolean" }),
            Kind::Integer => json!({ "type": "integer" }),
            Kind::Number => json!({ "type": "number" }),
            Kind::Decimal => json!({ "type": "string", "pattern": DECIMAL_PATTERN }),
            Kind::Text => json!({ "type": "string" }),
            Kind::Email => json!({ "type": "string", "pattern": EMAIL_PATTERN }),
            Kind::Url => json!({ "type": "string", "pattern": URL_PATTERN }),
            Kind::Timestamp => json!({ "type": "string", "format": "date-time" }),
            Kind::Uuid => json!({ "type": "string", "format": "uuid" }),
            Kind::Object(inner) => self.reference(inner),
            Kind::List(item) => json!({ "type": "array", "items": self.kind(*item) }),
            Kind::Map(item) => {
                let branches = vec![self.kind(*item), object(json!({ "type": "null" }))];
                let values = if matches!(item, Kind::Anything) { Map::new() } else { merged(&branches) };
                json!({ "type": "object", "additionalProperties": values })
            }
            Kind::Change => json!({ "type": "array", "minItems": 2, "maxItems": 2 }),
            Kind::Anything => json!({}),
        })
    }

    /// What a schema cannot say of a field, in words of our own.
    fn annotate(&self, field: &Field<'_>, schema: &mut Map<String, Value>) {
        if !field.values.is_empty() {
            let is_text = matches!(field.kind, Kind::Text) && schema.get("type") == Some(&json!("string"));
            if is_text && self.values == KnownValues::OpenEnums {
                schema.remove("type");
                schema.insert(
                    "anyOf".into(),
                    json!([{ "enum": nameable(field.values) }, { "type": "string" }]),
                );
            } else if matches!(field.kind, Kind::Text) && !schema.contains_key("const") {
                schema.insert("examples".into(), json!(field.values));
            }
            schema.insert("x-known-values".into(), json!(field.values));
        }
        if field.presence == Presence::Usual {
            schema.insert("x-presence".into(), json!("usual"));
        }
        if let Some(sensitivity) = field.sensitivity.name() {
            schema.insert("x-sensitivity".into(), json!(sensitivity));
        }
        let unit = match field.unit {
            Unit::None => None,
            Unit::Cents => Some(json!("cents")),
            Unit::CentsWhen(member, word) => Some(json!({ "cents-when": { "member": member, "is": word } })),
            Unit::Major => Some(json!("major")),
            Unit::Percent => Some(json!("percent")),
            Unit::Count => Some(json!("count")),
        };
        if let Some(unit) = unit {
            schema.insert("x-unit".into(), unit);
        }
        for (name, set) in
            [("deprecated", field.deprecated), ("x-volatile", field.volatile), ("x-identity", field.identity)]
        {
            if set {
                schema.insert(name.into(), json!(true));
            }
        }
        schema.insert("x-provenance".into(), json!(field.provenance.name()));
        for (name, why) in
            [("x-variant", field.variant), ("x-alternative", field.alternative.map(|other| other.why))]
        {
            if let Some(why) = why {
                schema.insert(name.into(), json!(why));
            }
        }
    }
}

/// Values of which types can name each: of those that differ in case or punctuation alone the first one. The others pass
/// as any text does.
fn nameable<'v>(values: &[&'v str]) -> Vec<&'v str> {
    let mut names = HashSet::new();
    values.iter().copied().filter(|value| names.insert(pascal(value).to_lowercase())).collect()
}

/// One of these texts.
fn listed(texts: &[&str]) -> Map<String, Value> {
    object(match texts {
        [one] => json!({ "type": "string", "const": one }),
        several => json!({ "type": "string", "enum": several }),
    })
}

/// One branch stays as it is; plain types fold into one `type`; anything else becomes `anyOf`.
fn merged(branches: &[Map<String, Value>]) -> Map<String, Value> {
    let plain = |branch: &Map<String, Value>| branch.len() == 1 && branch.contains_key("type");
    match branches {
        [one] => one.clone(),
        [first, rest @ ..]
            if rest.iter().all(|branch| branch == &object(json!({ "type": "null" })))
                && first.contains_key("type") =>
        {
            let mut schema = first.clone();
            let own = schema.get("type").cloned().unwrap_or_default();
            schema.insert("type".into(), json!([own, "null"]));
            schema
        }
        all if all.iter().all(plain) => {
            let types: Vec<&Value> = all.iter().filter_map(|branch| branch.get("type")).collect();
            object(json!({ "type": types }))
        }
        all => object(json!({ "anyOf": all })),
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
