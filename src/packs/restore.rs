//! From a schema that an export wrote back to the object that it was made of, so that a built-in provider that was
//! exported is the same provider. What was read is written again and compared: whoever changed more in such a schema than
//! fields can say gets nothing here, and then the schema itself says what is an error.

use std::collections::HashMap;

use serde_json::{Map, Value as Json};

use super::arena::Arena;
use crate::model::{
    Alternative, Extra, Field, Kind, OR_EMPTY, Object, Presence, Provenance, Sensitivity, Unit, body_schema,
    field,
};

/// How deep objects are nested at most.
const MOST_LEVELS: usize = 64;

/// What only helps to understand, or says where a schema comes from.
const MEANING: [&str; 10] = [
    "$schema",
    "$id",
    "$comment",
    "title",
    "description",
    "examples",
    "default",
    "x-event",
    "x-version",
    "x-evidence",
];

/// Every type there is: how an export says that a member may be anything.
pub(super) const ANYTHING: [&str; 6] = ["null", "boolean", "number", "string", "array", "object"];

/// The object that a schema was made of. `names` are the members that hold the event's name, with what they may hold.
pub(super) fn restore<'m>(
    arena: &'m Arena,
    schema: &Json,
    names: &[(&[&str], Vec<&str>)],
) -> Option<Object<'m>> {
    let schema = &anything_unsaid(schema);
    let definitions = schema.get("$defs").and_then(Json::as_object);
    let mut restorer = Restorer { arena, definitions, known: HashMap::new() };
    let object = restorer.object(schema, 0)?;
    (without_meaning(&body_schema(&object, names)) == without_meaning(schema)).then_some(object)
}

/// The same schema without the lists of all types, which say no more than nothing.
fn anything_unsaid(schema: &Json) -> Json {
    let everything = Json::from(ANYTHING.to_vec());
    let mut schema = schema.clone();
    let mut waiting = vec![&mut schema];
    while let Some(value) = waiting.pop() {
        match value {
            Json::Object(members) => {
                if members.get("type").is_some_and(|kinds| *kinds == everything) {
                    members.shift_remove("type");
                }
                waiting.extend(members.values_mut());
            }
            Json::Array(items) => waiting.extend(items),
            _ => {}
        }
    }
    schema
}

struct Restorer<'s, 'm> {
    arena: &'m Arena,
    definitions: Option<&'s Map<String, Json>>,
    known: HashMap<&'s str, &'m Object<'m>>,
}

impl<'s, 'm> Restorer<'s, 'm> {
    /// Recurses on objects in objects, so many levels at most.
    fn object(&mut self, schema: &'s Json, level: usize) -> Option<Object<'m>> {
        let name = self.arena.text(schema.get("x-object")?.as_str()?);
        let extra = Extra::named(schema.get("x-extra")?.as_str()?)?;
        let waived_by = schema.get("x-waived-by").and_then(Json::as_str);
        let required = schema.get("required").or_else(|| schema.pointer("/anyOf/1/required"));
        let is_required = |name: &str| {
            required.and_then(Json::as_array).is_some_and(|list| list.iter().any(|one| one == name))
        };
        let mut fields = Vec::new();
        for (name, schema) in schema.get("properties")?.as_object()?.iter().filter(|_| level < MOST_LEVELS) {
            let presence = match schema.get("x-presence").and_then(Json::as_str) {
                _ if is_required(name) => Presence::Required,
                Some("usual") => Presence::Usual,
                _ => Presence::Optional,
            };
            fields.push(Field { presence, ..self.field(name, schema, level)? });
        }
        let object = Object::new(name, self.arena.list(&fields));
        let object = match waived_by {
            Some(member) => object.waived_by(self.arena.text(member)),
            None => object,
        };
        Some(object.others(extra))
    }

    fn field(&mut self, name: &str, schema: &'s Json, level: usize) -> Option<Field<'m>> {
        let text = |key: &str| schema.get(key).and_then(Json::as_str);
        let said = |key: &str| schema.get(key).and_then(Json::as_bool).unwrap_or(false);
        let only = [schema];
        let branches: Vec<&'s Json> = match schema.get("anyOf").and_then(Json::as_array) {
            Some(branches) => branches.iter().collect(),
            None => only.to_vec(),
        };
        let types = schema.get("type").and_then(Json::as_array);
        let is_null = |branch: &&&Json| branch.get("type").is_some_and(|kind| kind == "null");
        let is_empty = |branch: &&&Json| branch.get("const").is_some_and(|value| value == "");
        let has_empty = |branch: &&Json| {
            branch
                .get("pattern")
                .or_else(|| branch.get("x-pattern"))
                .and_then(Json::as_str)
                .is_some_and(|pattern| pattern.starts_with(OR_EMPTY))
        };
        let mut kinds = branches.iter().filter(|branch| !is_null(branch) && !is_empty(branch));
        let first = kinds.next()?;
        let mut field = field(
            self.arena.text(name),
            self.kind(first, level)?,
            self.arena.text(text("description").unwrap_or_default()),
        );
        field.nullable = branches.iter().any(|branch| is_null(&branch))
            || types.is_some_and(|types| types.iter().any(|kind| kind == "null"));
        field.or_empty = branches.iter().any(|branch| is_empty(&branch) || has_empty(branch));
        if let Some(why) = text("x-alternative") {
            let is_told = schema.get("x-pattern").is_some() || schema.get("x-format").is_some();
            let kind = match (kinds.next(), types.and_then(|types| types.get(1))) {
                _ if is_told => Kind::Text,
                (Some(second), _) => self.kind(second, level)?,
                (None, Some(second)) => plain(second.as_str()?)?,
                (None, None) => return None,
            };
            field.alternative = Some(Alternative { kind, why: self.arena.text(why) });
        }
        if let Some(values) = schema.get("x-known-values").and_then(Json::as_array) {
            field.values = self.arena.texts(values.iter().filter_map(Json::as_str).map(str::to_owned));
        }
        field.sensitivity = match text("x-sensitivity") {
            Some(name) => Sensitivity::named(name)?,
            None => Sensitivity::Public,
        };
        field.unit = match schema.get("x-unit") {
            Some(unit) => self.unit(unit)?,
            None => Unit::None,
        };
        (field.volatile, field.identity) = (said("x-volatile"), said("x-identity"));
        field.deprecated = said("deprecated");
        field.provenance = Provenance::named(text("x-provenance")?)?;
        field.variant = text("x-variant").map(|why| self.arena.text(why));
        Some(field)
    }

    fn kind(&mut self, schema: &'s Json, level: usize) -> Option<Kind<'m>> {
        if let Some(key) = schema.get("$ref").and_then(Json::as_str) {
            return self.referred(key, level + 1).map(Kind::Object);
        }
        let kind = match schema.get("type") {
            Some(Json::Array(types)) => types.first()?.as_str()?,
            Some(kind) => kind.as_str()?,
            None => return Some(Kind::Anything),
        };
        Some(match kind {
            "object" if schema.get("properties").is_some() => {
                let object = self.object(schema, level + 1)?;
                Kind::Object(self.arena.object(object))
            }
            "object" => {
                let item = schema.get("additionalProperties")?;
                let item = item.pointer("/anyOf/0").unwrap_or(item);
                let kind = self.kind(item, level + 1)?;
                Kind::Map(self.arena.one(kind))
            }
            "array" => match schema.get("items") {
                Some(item) => {
                    let kind = self.kind(item, level + 1)?;
                    Kind::List(self.arena.one(kind))
                }
                None => Kind::Change,
            },
            "string" => match (
                schema.get("format").or_else(|| schema.get("x-format")),
                schema.get("pattern").or_else(|| schema.get("x-pattern")),
            ) {
                (Some(format), None) if format == "date-time" => Kind::Timestamp,
                (Some(format), None) if format == "uuid" => Kind::Uuid,
                (None, Some(pattern)) => {
                    let pattern = pattern.as_str()?;
                    Kind::of_pattern(pattern.strip_prefix(OR_EMPTY).unwrap_or(pattern))?
                }
                (None, None) => Kind::Text,
                _ => return None,
            },
            other => plain(other)?,
        })
    }

    fn referred(&mut self, reference: &'s str, level: usize) -> Option<&'m Object<'m>> {
        let key = reference.strip_prefix("#/$defs/")?;
        if let Some(known) = self.known.get(key) {
            return Some(known);
        }
        let object = self.object(self.definitions?.get(key)?, level)?;
        let object = self.arena.object(object);
        self.known.insert(key, object);
        Some(object)
    }

    fn unit(&self, unit: &Json) -> Option<Unit<'m>> {
        if let Some(when) = unit.get("cents-when") {
            let text = |key: &str| when.get(key).and_then(Json::as_str).map(|text| self.arena.text(text));
            return Some(Unit::CentsWhen(text("member")?, text("is")?));
        }
        Unit::named(unit.as_str()?)
    }
}

/// The kind of a type without more.
fn plain(kind: &str) -> Option<Kind<'static>> {
    Some(match kind {
        "boolean" => Kind::Boolean,
        "integer" => Kind::Integer,
        "number" => Kind::Number,
        "string" => Kind::Text,
        _ => return None,
    })
}

/// A schema without what only helps to understand. Recurses on the nesting of a schema, which its reader limits.
fn without_meaning(schema: &Json) -> Json {
    match schema {
        Json::Array(branches) => branches.iter().map(without_meaning).collect(),
        Json::Object(members) => {
            let mut kept = Map::new();
            for (key, value) in members.iter().filter(|(key, _)| !MEANING.contains(&key.as_str())) {
                let value = match (key.as_str(), value) {
                    ("properties" | "$defs", Json::Object(named)) => {
                        named.iter().map(|(name, schema)| (name.clone(), without_meaning(schema))).collect()
                    }
                    ("anyOf" | "items" | "additionalProperties", _) => without_meaning(value),
                    _ => value.clone(),
                };
                kept.insert(key.clone(), value);
            }
            Json::Object(kept)
        }
        other => other.clone(),
    }
}
