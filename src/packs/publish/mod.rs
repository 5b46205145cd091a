//! Schemas for other programs: validators, editors, and above all generators of types, which want a name for every object
//! and the event's own name as a constant.

mod anything;
mod merge;
mod pin;
mod references;
mod titles;

use serde_json::{Map, Value as Json, json};

use crate::model::{EventRef, KnownValues, Naming, Provider, pascal, schema};

/// The schema of one event: its own, or what its fields say, with the event's name as a constant where the body holds
/// it, and a title of its own for every object.
#[must_use]
pub fn event_schema(event: EventRef<'_>, values: KnownValues) -> Json {
    let mut schema = named_schema(event, values);
    anything::spell_out(&mut schema);
    titles::entitle(&mut schema, &pascal(event.event.name));
    Json::Object(schema)
}

/// The schema of every event of a provider: one of them by its name; any of them where bodies hold no names.
#[must_use]
pub fn provider_schema(provider: &Provider<'_>, values: KnownValues) -> Json {
    let events: Vec<(String, Json)> = provider
        .events()
        .map(|event| (pascal(event.event.name), Json::Object(named_schema(event, values))))
        .collect();
    let told = provider.versions.iter().all(|version| names_its_events(&version.naming));
    let (branches, definitions) = merge::merge(events);
    let mut whole = Map::new();
    whole.insert("$schema".into(), json!(DIALECT));
    whole.insert("$id".into(), json!(format!("urn:hookspect:{}", provider.id)));
    whole.insert("description".into(), json!(format!("a webhook of {}", provider.name)));
    whole.insert(if told { "oneOf" } else { "anyOf" }.into(), Json::Array(branches));
    whole.insert("$defs".into(), Json::Object(definitions));
    anything::spell_out(&mut whole);
    titles::entitle(&mut whole, &format!("{}Webhook", pascal(provider.name)));
    Json::Object(whole)
}

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// How many references in a row are followed.
const MOST_STEPS: usize = 16;

/// Keywords that hold one schema, and what it is called after the object that it is in; nothing where it only tests.
const SINGLE: [(&str, Option<&str>); 10] = [
    ("items", Some("Item")),
    ("additionalProperties", Some("Value")),
    ("contains", None),
    ("propertyNames", None),
    ("unevaluatedItems", Some("Item")),
    ("unevaluatedProperties", Some("Value")),
    ("if", None),
    ("then", None),
    ("else", None),
    ("not", None),
];
/// Keywords that hold a list of schemas.
const LISTS: [&str; 4] = ["oneOf", "anyOf", "allOf", "prefixItems"];
/// Keywords that hold schemas by name.
const NAMED: [&str; 3] = ["properties", "patternProperties", "dependentSchemas"];

/// Whether every body holds the name of its event, in one place.
fn names_its_events(naming: &Naming<'_>) -> bool {
    !naming.names_in_body(std::iter::once("a.b")).is_empty()
}

fn named_schema(event: EventRef<'_>, values: KnownValues) -> Map<String, Json> {
    let schema = match event.event.body.validator {
        None => schema(event, values),
        Some(validator) => validator.schema().clone(),
    };
    let Json::Object(mut whole) = schema else { return Map::new() };
    if event.event.body.validator.is_some() {
        inline_root(&mut whole);
        for (path, texts) in event.names_in_body() {
            pin::pin(&mut whole, path, &texts);
        }
        references::prune(&mut whole);
        if !whole.contains_key("$id") {
            let id = format!("urn:hookspect:{}:{}", event.provider.id, event.event.name);
            whole.shift_insert(usize::from(whole.contains_key("$schema")), "$id".into(), json!(id));
        }
    }
    whole
}

/// A root that is nothing but a reference becomes what it refers to. What refers to itself stays where it was, too.
fn inline_root(whole: &mut Map<String, Json>) {
    let is_meaning = |key: &str| {
        key.starts_with("x-") || matches!(key, "$schema" | "$id" | "$defs" | "title" | "description")
    };
    // References may lead in a circle.
    for _ in 0..MOST_STEPS {
        let Some(target) = whole.get("$ref").and_then(Json::as_str) else { return };
        let target = target.strip_prefix("#/$defs/").and_then(|key| whole.get("$defs")?.get(key)).cloned();
        let is_alone = whole.keys().all(|name| name == "$ref" || is_meaning(name));
        let (Some(Json::Object(target)), true) = (target, is_alone) else { return };
        whole.shift_remove("$ref");
        let definitions = whole.shift_remove("$defs");
        for (name, value) in target {
            whole.entry(name).or_insert(value);
        }
        whole.extend(definitions.map(|definitions| ("$defs".to_owned(), definitions)));
    }
}
