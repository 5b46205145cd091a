//! The configuration file as JSON Schema 2020-12, for editors.

use serde_json::{Value, json};

use super::{ExpectedVerdict, FailOn};
use crate::finding::{Level, Rule};
use crate::registry::Registry;

/// The JSON Schema of `hookspect.toml`.
#[must_use]
pub fn schema(registry: &Registry<'_>) -> Value {
    let rules: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    let levels: Vec<&str> = Level::ALL.iter().map(|level| level.name()).collect();
    let events = registry.event_names();
    let words = |names: Vec<&str>, about: &str| json!({ "description": about, "enum": names });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "hookspect.toml",
        "description": "What a project says of its webhook payloads.",
        "type": "object",
        "properties": {
            "fail-on": words(
                FailOn::ALL.iter().map(|one| one.name()).collect(),
                "From which severity on findings fail the run."
            ),
            "strict": { "description": "Whether warnings are errors.", "type": "boolean" },
            "baseline": {
                "description": "The file of known findings, relative to this file.",
                "type": "string"
            },
            "packs": {
                "description": "Providers of one's own: files or folders, relative to this file.",
                "type": "array",
                "items": { "type": "string" }
            },
            "rules": { "$ref": "#/$defs/rules" },
            "override": {
                "description": "Other severities for some files; later entries win.",
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": { "path": { "$ref": "#/$defs/path" }, "rules": { "$ref": "#/$defs/rules" } },
                    "required": ["path", "rules"],
                    "additionalProperties": false
                }
            },
            "ignore": {
                "description": "Findings to leave out: all that fit every member that is given.",
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "path": { "$ref": "#/$defs/path" },
                        "rule": { "$ref": "#/$defs/rule" },
                        "pointer": {
                            "description": "A JSON Pointer (RFC 6901); * is any one step.",
                            "type": "string",
                            "pattern": "^(/([^/~]|~[01])*)*$"
                        },
                        "reason": { "description": "Why, for the reader.", "type": "string" }
                    },
                    "anyOf": [{ "required": ["rule"] }, { "required": ["pointer"] }],
                    "additionalProperties": false
                }
            },
            "allow": allow(),
            "expect": {
                "description": "What fixtures have to be; later entries win, member by member.",
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "path": { "$ref": "#/$defs/path" },
                        "event": { "description": "The event they have to be of.", "enum": events },
                        "verdict": words(
                            ExpectedVerdict::ALL.iter().map(|one| one.name()).collect(),
                            "What they have to be judged; invalid is any error."
                        ),
                        "rules": {
                            "description": "The rules that each payload has to break; such findings fail nothing.",
                            "type": "array",
                            "items": { "enum": super::read::expectable().map(Rule::name).collect::<Vec<_>>() }
                        }
                    },
                    "required": ["path"],
                    "anyOf": [{ "required": ["event"] }, { "required": ["verdict"] }, { "required": ["rules"] }],
                    "additionalProperties": false
                }
            }
        },
        "additionalProperties": false,
        "$defs": {
            "path": {
                "description": "Globs relative to this file's folder: * stays within a folder, ** goes through all below.",
                "oneOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }]
            },
            "rule": { "description": "A rule's name; `hookspect explain` lists them.", "enum": rules },
            "rules": {
                "description": "Rules and what becomes of their findings.",
                "type": "object",
                "propertyNames": { "$ref": "#/$defs/rule" },
                "additionalProperties": words(levels, "What becomes of the rule's findings.")
            }
        }
    })
}

/// The entries that say what others may see.
fn allow() -> Value {
    json!({
        "description": "What others may see although it looks like something real: what fits every member that is given.",
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "path": { "$ref": "#/$defs/path" },
                "rule": { "$ref": "#/$defs/rule" },
                "value": {
                    "description": "The SHA-256 of the value, in hexadecimal digits.",
                    "type": "string",
                    "pattern": "^(sha256:)?[0-9a-fA-F]{64}$"
                },
                "pattern": { "description": "A glob over whole values, whatever their case.", "type": "string" },
                "pointer": {
                    "description": "A JSON Pointer (RFC 6901); * is any one step.",
                    "type": "string",
                    "pattern": "^(/([^/~]|~[01])*)*$"
                },
                "reason": { "description": "Why, for the reader.", "type": "string" }
            },
            "required": ["reason"],
            "anyOf": [{ "required": ["value"] }, { "required": ["pattern"] }, { "required": ["pointer"] }],
            "additionalProperties": false
        }
    })
}
