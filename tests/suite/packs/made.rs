//! Payloads that are made from a pack are as its schema says, or it is said that they cannot be made.

use serde_json::{Value, json};

use crate::support::Sandbox;

/// A pack with one event whose `data` is as this schema says, and definitions that it refers to.
fn pack(data: &Value, definitions: &Value) -> (Sandbox, Value) {
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["type", "sent", "data"],
        "properties": {
            "type": { "const": "thing.made" },
            "sent": { "type": "string", "format": "date-time" },
            "data": data,
        },
        "$defs": definitions,
    });
    let sandbox = Sandbox::new();
    sandbox.file("pack/thing.json", schema.to_string()).file(
        "pack/hookspect-pack.toml",
        "id = \"things\"\nname = \"Things\"\nversion = \"1\"\nformats = \"assert\"\nname-path = \"type\"\n\
         [[event]]\nname = \"thing.made\"\nschema = \"thing.json\"\n",
    );
    (sandbox, schema)
}

fn assert_valid(data: &Value, definitions: &Value) {
    let (sandbox, schema) = pack(data, definitions);
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let run = sandbox.run(&["sample", "thing.made", "--pack", "pack", "--count", "60", "--quiet"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{data:#}");
    for line in run.stdout.lines() {
        let payload: Value = serde_json::from_str(line).unwrap();
        let errors: Vec<String> = validator.iter_errors(&payload).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{data:#}: {errors:?}\n{line}");
    }
    let checked = sandbox.run_with(&["validate", "--pack", "pack", "--quiet"], run.stdout.as_bytes());
    assert_eq!(checked.code, 0, "{data:#}: {checked:?}");
}

#[test]
fn made_payloads_keep_every_keyword_of_their_schema() {
    let text = |keywords: Value| {
        let mut keywords = keywords;
        keywords["type"] = json!("string");
        json!({ "type": "object", "required": ["value"], "properties": { "value": keywords } })
    };
    for data in [
        text(json!({ "maxLength": 3 })),
        text(json!({ "minLength": 300 })),
        text(json!({ "minLength": 5, "maxLength": 5 })),
        text(json!({ "pattern": "^[A-Z]{3}-[0-9]{4}$" })),
        text(json!({ "pattern": "^[a-z]+$", "minLength": 20, "maxLength": 22 })),
        text(json!({ "pattern": "^(?!test)[a-z]{8}$" })),
        text(json!({ "format": "date" })),
        text(json!({ "format": "email", "maxLength": 60 })),
        text(json!({ "format": "ipv6" })),
        text(json!({ "format": "uri" })),
        text(json!({ "format": "hostname" })),
        text(json!({ "enum": ["a", "b", "c"] })),
        json!({ "type": "object", "minProperties": 4, "additionalProperties": { "type": "integer", "minimum": 5 } }),
        json!({ "type": "object", "additionalProperties": false, "required": ["a"], "maxProperties": 2,
            "properties": { "a": { "type": "integer", "minimum": 3, "maximum": 9, "multipleOf": 3 }, "b": true, "c": true } }),
        json!({ "type": "object", "patternProperties": { "^x-": { "type": "boolean" } }, "additionalProperties": { "type": "null" } }),
        json!({ "type": "object", "propertyNames": { "pattern": "^k[0-9]+$" }, "minProperties": 1 }),
        json!({ "type": "object", "properties": { "a": { "type": "string" } }, "dependentRequired": { "a": ["b"] } }),
        json!({ "type": "array", "minItems": 3, "maxItems": 4, "uniqueItems": true, "items": { "type": "integer", "minimum": 0, "maximum": 9 } }),
        json!({ "type": "array", "prefixItems": [{ "type": "string" }, { "type": "integer" }], "items": false }),
        json!({ "type": "array", "contains": { "const": "here" }, "items": { "type": "string" } }),
        json!({ "oneOf": [
            { "type": "object", "required": ["kind", "card"], "properties": { "kind": { "const": "card" }, "card": { "type": "string", "pattern": "^[0-9]{4}$" } }, "additionalProperties": false },
            { "type": "object", "required": ["kind", "bank"], "properties": { "kind": { "const": "bank" }, "bank": { "type": "object" } }, "additionalProperties": false }
        ] }),
        json!({ "type": "object", "oneOf": [{ "required": ["a"] }, { "required": ["b"] }], "properties": { "a": { "type": "integer" }, "b": { "type": "integer" } } }),
        json!({ "anyOf": [{ "type": "null" }, { "type": "integer", "exclusiveMinimum": 10, "exclusiveMaximum": 12 }] }),
        json!({ "allOf": [{ "type": "object", "required": ["a"], "properties": { "a": { "type": "boolean" } } }, { "required": ["b"], "properties": { "b": { "type": "number", "maximum": -1 } } }] }),
        json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "enum": ["x", "y"] } },
            "if": { "properties": { "kind": { "const": "x" } } }, "then": { "required": ["only_x"] }, "else": { "required": ["only_y"] } }),
        json!({ "type": "object", "unevaluatedProperties": false, "allOf": [{ "properties": { "a": { "type": "integer" } } }], "properties": { "b": true } }),
    ] {
        assert_valid(&data, &json!({}));
    }
    assert_valid(
        &json!({ "$ref": "#/$defs/node" }),
        &json!({ "node": { "type": "object", "required": ["value", "children"], "properties": {
            "value": { "type": "string", "maxLength": 4 },
            "children": { "type": "array", "items": { "$ref": "#/$defs/node" } } } } }),
    );
}

#[test]
fn what_a_schema_makes_impossible_is_told_and_left_out() {
    for data in [
        json!({ "allOf": [{ "type": "string" }, { "type": "integer" }] }),
        json!({ "type": "string", "pattern": "^a{5}$", "maxLength": 3 }),
        json!({ "allOf": [
            { "type": "object", "additionalProperties": false, "properties": { "a": true } },
            { "required": ["b"] }
        ] }),
    ] {
        let (sandbox, _) = pack(&data, &json!({}));
        let run = sandbox.run(&["sample", "thing.made", "--pack", "pack", "--count", "3", "--quiet"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{data:#}: {run:?}");
        assert!(
            run.stderr
                .contains("3 of 3 payloads of things/thing.made could not be made, and were left out: /data"),
            "{data:#}: {}",
            run.stderr
        );
    }
}

#[test]
fn a_schema_that_grows_with_every_step_ends() {
    let branch = json!({ "anyOf": [{ "$ref": "#/$defs/a" }, { "$ref": "#/$defs/a" }, { "$ref": "#/$defs/a" }],
        "allOf": [{ "$ref": "#/$defs/b" }, { "$ref": "#/$defs/b" }] });
    let (sandbox, _) = pack(
        &json!({ "$ref": "#/$defs/a" }),
        &json!({ "a": branch, "b": { "type": "string", "pattern": "^x$", "allOf": [{ "$ref": "#/$defs/c" }, { "$ref": "#/$defs/c" }] },
            "c": { "not": { "type": "string" } } }),
    );
    let run = sandbox.run(&["sample", "thing.made", "--pack", "pack", "--count", "1", "--quiet"]);
    assert_eq!(run.code, 2, "{run:?}");
}

#[test]
fn faults_in_payloads_of_a_pack_are_the_only_ones() {
    let (sandbox, _) = pack(
        &json!({ "type": "object", "required": ["id", "state", "code"], "additionalProperties": false, "properties": {
            "id": { "type": "integer", "minimum": 1 },
            "state": { "enum": ["open", "closed"] },
            "code": { "type": "string", "pattern": "^[A-Z]{2}$" },
            "at": { "type": "string", "format": "date-time" } } }),
        &json!({}),
    );
    let run = sandbox.run(&["sample", "thing.made", "--pack", "pack", "--mutate", "--count", "40"]);
    assert_eq!(run.code, 0, "{run:?}");
    let mut judged = 0;
    for (line, told) in run.stdout.lines().zip(run.stderr.lines()) {
        let (_, told) = told.split_once(": ").unwrap();
        let (name, pointer) = told.split_once(" at ").unwrap_or((told, ""));
        let checked = sandbox.run_with(&["validate", "--pack", "pack", "--format", "json"], line.as_bytes());
        let report: Value = serde_json::from_str(&checked.stdout).unwrap();
        let found: Vec<&Value> = report["records"][0]["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| finding["severity"] != "note")
            .collect();
        match name {
            "byte-order-mark" | "lone-surrogate" | "reserialised" | "nonstandard-name" => {
                assert!(found.is_empty(), "{told}");
            }
            name => {
                let rule = if name == "deep-nesting" { "unknown-field" } else { name };
                let told_of: Vec<(&str, &str)> = found
                    .iter()
                    .map(|finding| (finding["rule"].as_str().unwrap(), finding["pointer"].as_str().unwrap()))
                    .collect();
                assert_eq!(told_of, [(rule, pointer)], "{told}: {line}");
            }
        }
        judged += 1;
    }
    assert_eq!(judged, 40);
}

#[test]
fn one_sample_and_stories_are_held_against_the_schema_as_many_samples_are() {
    let (sandbox, _) = pack(&json!({ "type": "array", "minItems": 100 }), &json!({}));
    for how in [&[][..], &["--count", "1"], &["--sequence"], &["--sequence", "--count", "2"]] {
        let run = sandbox.run(&[&["sample", "thing.made", "--pack", "pack", "-q"], how].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{how:?}: {run:?}");
        assert!(run.stderr.contains("could not be made") && run.stderr.contains("/data"), "{how:?}: {run:?}");
    }
}
