//! The neutral event as JSON Schema 2020-12.

use serde_json::{Map, Value, json};

use super::FORMAT;
use crate::model::{Group, Slot, SlotKind, slot};
use crate::registry::Registry;

/// The JSON Schema of the neutral event. The kinds are those that the providers' models know.
#[must_use]
pub fn schema(registry: &Registry<'_>) -> Value {
    let mut kinds: Vec<&str> = registry.events().iter().filter_map(|event| event.neutral()?.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut properties = Map::new();
    let mut put = |name: &str, schema: Value| properties.insert(name.to_owned(), schema);
    put("format", json!({ "const": FORMAT }));
    put("source", source());
    put(
        "kind",
        json!({ "description": "What happened; null where it is not known.", "enum": with_null(&kinds) }),
    );
    put("kind_candidates", json!({ "type": "array", "items": { "enum": kinds } }));
    put("event_id", json!({ "description": "The provider's id of the event.", "type": ["string", "null"] }));
    put(
        "dedupe_key",
        json!({ "description": "The same when the payload is delivered again.", "type": "string" }),
    );
    put("dedupe_derived", json!({ "description": "The key is a hash of the body.", "const": true }));
    put(
        "occurred_at",
        json!({ "description": "When it happened, in UTC.", "type": ["string", "null"], "format": "date-time" }),
    );
    for group in Group::ALL {
        put(group.name(), group_schema(*group));
    }
    put("coupons", list(&json!({ "code": { "type": "string" } }), &["code"]));
    put(
        "changes",
        list(
            &json!({ "pointer": { "type": "string" }, "old": true, "new": true }),
            &["pointer", "old", "new"],
        ),
    );
    put("rest", json!({ "description": "What has no other place, at its own path in the payload." }));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "neutral webhook event",
        "type": "object",
        "properties": properties,
        "required": ["format", "source", "kind", "event_id", "dedupe_key", "occurred_at"],
        "additionalProperties": false,
        "$defs": {
            "money": {
                "type": "object",
                "properties": {
                    "raw": { "description": "As written.", "type": ["number", "string"] },
                    "scale": { "enum": ["minor", "major", "unknown"] },
                    "decimal": { "description": "In whole units; only where the scale is known.", "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$" },
                    "currency": { "type": ["string", "null"], "pattern": "^[A-Z]{3}$" }
                },
                "required": ["raw", "scale", "currency"],
                "additionalProperties": false
            }
        }
    })
}

fn source() -> Value {
    let text = json!({ "type": ["string", "null"] });
    json!({
        "type": "object",
        "properties": {
            "provider": text, "version": text, "event": text,
            "candidates": { "type": "array", "items": { "type": "string" } },
            "event_named_by": { "type": ["string", "null"], "pattern": "^(body:/.+|header:.+|path|user|shape)$" }
        },
        "required": ["provider", "version", "event", "event_named_by"],
        "additionalProperties": false
    })
}

fn list(properties: &Value, required: &[&str]) -> Value {
    json!({ "type": "array", "items": {
        "type": "object", "properties": properties, "required": required, "additionalProperties": false
    } })
}

fn with_null(words: &[&str]) -> Vec<Value> {
    words.iter().map(|word| Value::from(*word)).chain([Value::Null]).collect()
}

fn group_schema(group: Group) -> Value {
    let mut members = Map::new();
    for slot in slot::ALL {
        let Slot::In(of, name, form) = slot else { continue };
        if *of != group {
            continue;
        }
        let schema = match form {
            // A time that is hidden is a text of dots.
            SlotKind::Id | SlotKind::Text | SlotKind::Time => json!({ "type": "string" }),
            SlotKind::Number => json!({ "type": ["number", "string"] }),
            SlotKind::Money => json!({ "$ref": "#/$defs/money" }),
            SlotKind::Each => json!({ "type": "array", "items": { "type": "string" } }),
            SlotKind::State => {
                members.insert(format!("{name}_raw"), json!({ "type": "string" }));
                json!({ "enum": group.states() })
            }
            SlotKind::Reward(_) => {
                members.insert("kind".to_owned(), json!({ "enum": Group::REWARDS }));
                members.insert("kind_raw".to_owned(), json!({ "type": "string" }));
                members.insert("quantity".to_owned(), json!({ "type": ["number", "string"] }));
                json!({ "$ref": "#/$defs/money" })
            }
        };
        members.insert((*name).to_owned(), schema);
    }
    json!({ "type": "object", "properties": members, "additionalProperties": false })
}
