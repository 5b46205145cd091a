//! Nodes give the verdicts and the places that the `jsonschema` crate gives, on made-up schemas and values.

use std::collections::BTreeSet;
use std::sync::Arc;

use hookspect::json::{self, Tape};
use hookspect::packs;
use hookspect::packs::library::Library;
use hookspect::packs::schema::{Reader, Style};
use hookspect::schema_validator::{Instance, SchemaValidator, Unjudged, Violation};
use serde_json::{Map, Value, json};

use super::opened;
use crate::support::Numbers;

/// Schemas with values that show what each keyword means, beside those that are made up.
const SCHEMAS: usize = 1200;
const VALUES: usize = 24;

fn validator_of(schema: &Value) -> SchemaValidator {
    let (opened, mut notes) = opened(&[("a.json", &schema.to_string())]);
    let mut reader = Reader::new(Arc::new(opened.library));
    let id = reader.read(Library::root(0), &mut notes);
    packs::validator(Arc::new(reader), id, Style { formats_everywhere: true, meaning: false, is_part: false })
}

/// What is wrong by nodes, and what by the crate: the places, once each.
fn places(validator: &SchemaValidator, root: json::Value<'_>) -> BTreeSet<String> {
    let mut places = BTreeSet::new();
    validator
        .check(root, &mut |place, violation| {
            let mut pointer = place.pointer();
            if let Violation::Missing { name } | Violation::Unexpected { name, .. } = violation {
                pointer.push_key(name);
            }
            places.insert(pointer.as_str().to_owned());
        })
        .unwrap();
    places
}

/// Holds one value against a schema in both ways.
#[track_caller]
fn same(validator: &SchemaValidator, whole: &SchemaValidator, text: &str, has_choices: bool) -> bool {
    let mut tape = Tape::new();
    let root = tape.parse(text.as_bytes()).unwrap().root();
    let by_crate = whole.by_crate().unwrap().is_valid(Instance(root));
    assert_eq!(validator.accepts(root), by_crate, "{text} by {:#}", whole.schema());
    let (ours, theirs) = (places(validator, root), places(whole, root));
    assert_eq!(ours.is_empty(), by_crate, "{text} by {:#}: {ours:?}", whole.schema());
    if !has_choices {
        // Of a value of a wrong type nodes tell that alone, the crate also what is missing in it.
        let below = |place: &String| ours.iter().any(|own| place.strip_prefix(own.as_str()).is_some());
        assert!(ours.is_subset(&theirs), "{ours:?} {theirs:?} {text} by {:#}", whole.schema());
        assert!(theirs.iter().all(below), "{ours:?} {theirs:?} {text} by {:#}", whole.schema());
    }
    by_crate
}

#[test]
fn made_up_schemas_give_one_verdict_on_made_up_values() {
    let (mut native, mut valid, mut invalid) = (0, 0, 0);
    for number in 0..SCHEMAS {
        let mut numbers = Numbers(number as u64);
        let schema = root(&mut numbers);
        let validator = validator_of(&schema);
        let whole = SchemaValidator::new(validator.schema().clone(), true);
        whole.by_crate().unwrap_or_else(|error| panic!("{error} in {schema:#}"));
        native += usize::from(validator.is_native());
        let has_choices = ["anyOf", "oneOf", "not"].iter().any(|word| schema.to_string().contains(word));
        for _ in 0..VALUES {
            let value = if numbers.below(3) == 0 {
                any(&mut numbers, 3)
            } else {
                fitting(&schema, &schema, &mut numbers, 5)
            };
            if same(&validator, &whole, &value.to_string(), has_choices) { valid += 1 } else { invalid += 1 }
        }
    }
    assert!(native * 10 > SCHEMAS * 9, "{native} of {SCHEMAS} schemas are native");
    assert!(valid > 5000 && invalid > 5000, "{valid} valid and {invalid} invalid values");
}

fn check(schema: &Value, text: &str) -> (usize, bool) {
    let validator = validator_of(schema);
    let mut tape = Tape::new();
    let root = tape.parse(text.as_bytes()).unwrap().root();
    let mut count = 0;
    let outcome = validator.check(root, &mut |_, _| count += 1);
    (count, matches!(outcome, Err(Unjudged::TooDeep(_))))
}

#[test]
fn a_schema_that_holds_itself_is_followed_to_a_depth_and_it_is_said_where_that_is_not_enough() {
    for schema in [
        json!({ "type": "object", "properties": { "next": { "$ref": "#" } } }),
        json!({ "anyOf": [{ "type": "null" }, { "allOf": [{ "properties": { "next": { "$ref": "#" } } }], "type": "object" }] }),
        json!({ "items": { "$ref": "#" }, "type": ["array", "object"], "additionalProperties": { "$ref": "#" } }),
        json!({ "unevaluatedProperties": { "$ref": "#" } }),
    ] {
        let nested = |levels: usize| format!("{}{{}}{}", "{\"next\":".repeat(levels), "}".repeat(levels));
        assert_eq!(check(&schema, &nested(150)), (0, false), "{schema}");
        assert_eq!(check(&schema, &nested(100_000)), (0, true), "{schema}");
    }
}

#[test]
fn schemas_that_ask_the_same_again_and_again_cost_no_more_than_once() {
    let branch = json!({ "properties": { "next": { "$ref": "#/$defs/n" }, "k": { "type": "integer" } } });
    for word in ["anyOf", "oneOf", "allOf"] {
        let schema = json!({ "$ref": "#/$defs/n", "$defs": { "n": { word: [branch, branch, branch] } } });
        let text = format!("{}{{\"k\":\"\"}}{}", "{\"next\":".repeat(60), "}".repeat(60));
        let (count, _) = check(&schema, &text);
        assert!((1..200).contains(&count), "{word}: {count}");
    }
}

#[test]
fn a_schema_that_holds_itself_for_the_same_value_says_nothing_more() {
    let conjunct = json!({ "$ref": "#/$defs/a", "$defs": {
        "a": { "type": "object", "allOf": [{ "$ref": "#/$defs/b" }] }, "b": { "required": ["id"], "allOf": [{ "$ref": "#/$defs/a" }] } } });
    assert_eq!(check(&conjunct, "{}").0, 1);
    assert_eq!(check(&conjunct, "{\"id\":1}").0, 0);
    for word in ["anyOf", "oneOf"] {
        let union = json!({ "$ref": "#/$defs/a", "$defs": {
            "a": { word: [{ "$ref": "#/$defs/a" }, { "type": "string" }, { "$ref": "#/$defs/b" }] },
            "b": { "not": { "not": { "$ref": "#/$defs/b" } } } } });
        assert!(!validator_of(&union).is_native());
        check(&union, "{}");
    }
}

/// A schema with definitions that refer to each other and to themselves.
fn root(numbers: &mut Numbers) -> Value {
    let mut schema = schema(numbers, 3);
    if let Value::Object(members) = &mut schema {
        let definitions: Map<String, Value> =
            ["a", "b", "c"].into_iter().map(|name| (name.to_owned(), self::schema(numbers, 2))).collect();
        members.insert("$defs".to_owned(), definitions.into());
    }
    schema
}

const NAMES: [&str; 6] = ["type", "id", "name", "state", "items", "next"];

fn name(numbers: &mut Numbers) -> &'static str {
    NAMES[numbers.below(NAMES.len())]
}

fn schema(numbers: &mut Numbers, depth: usize) -> Value {
    let mut schema = Map::new();
    for _ in 0..=numbers.below(3) {
        keyword(numbers, depth, &mut schema);
    }
    schema.into()
}

fn inner(numbers: &mut Numbers, depth: usize) -> Value {
    match numbers.below(12) {
        0 => json!(true),
        1 if depth > 0 => json!({ "$ref": format!("#/$defs/{}", ["a", "b", "c"][numbers.below(3)]) }),
        2 => json!({ "const": literal(numbers) }),
        3 => json!({ "type": "string", "enum": ["a", "b", "person"] }),
        4 => json!({ "type": ["string", "null"] }),
        5 | 6 if depth > 0 => {
            let tag = ["a", "b", "person"][numbers.below(3)];
            json!({
                "type": "object",
                "required": ["type", name(numbers)],
                "properties": { "type": { "const": tag }, name(numbers): schema(numbers, depth - 1) },
                "additionalProperties": numbers.below(2) == 0,
            })
        }
        _ if depth > 0 => schema(numbers, depth - 1),
        _ => {
            let kind = ["integer", "string", "boolean", "object", "array"][numbers.below(5)];
            json!({ "type": kind })
        }
    }
}

fn literal(numbers: &mut Numbers) -> Value {
    let all = [
        json!("a"),
        json!("b"),
        json!(1),
        json!(1.5),
        json!(null),
        json!(true),
        json!([1, "a"]),
        json!({ "id": 1 }),
    ];
    all[numbers.below(all.len())].clone()
}

fn keyword(numbers: &mut Numbers, depth: usize, schema: &mut Map<String, Value>) {
    let below = depth.saturating_sub(1);
    let list =
        |numbers: &mut Numbers| (0..=numbers.below(3)).map(|_| inner(numbers, below)).collect::<Vec<_>>();
    let (key, value) = match numbers.below(if depth == 0 { 12 } else { 24 }) {
        0 => (
            "type",
            json!(["object", "string", "integer", "number", "array", "boolean", "null"][numbers.below(7)]),
        ),
        1 => (
            "type",
            json!(
                [["object", "null"], ["string", "integer"], ["array", "object"], ["number", "null"]]
                    [numbers.below(4)]
            ),
        ),
        2 => ("enum", json!([literal(numbers), "z", literal(numbers), literal(numbers)])),
        3 => ("const", literal(numbers)),
        4 => ("required", json!([name(numbers), name(numbers)])),
        5 => ("minLength", json!(numbers.below(4))),
        6 => ("maxLength", json!(numbers.below(6))),
        7 => ("pattern", json!(["^[a-z]+$", "\\d", "^a|b$", "^(?=.*a).+$"][numbers.below(4)])),
        8 => {
            ("format", json!(["date-time", "uuid", "email", "uri", "regex", "unheard-of"][numbers.below(6)]))
        }
        9 => (
            ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"][numbers.below(4)],
            json!([0, 1, 3][numbers.below(3)]),
        ),
        10 => ("multipleOf", json!([1.5, 2.0, 0.1][numbers.below(3)])),
        11 => (
            ["minItems", "maxItems", "minProperties", "maxProperties"][numbers.below(4)],
            json!(numbers.below(4)),
        ),
        12 => ("uniqueItems", json!(true)),
        13 | 14 => {
            let named = (0..=numbers.below(3)).map(|_| (name(numbers).to_owned(), inner(numbers, below)));
            ("properties", Value::Object(named.collect()))
        }
        15 => {
            ("additionalProperties", if numbers.below(2) == 0 { json!(false) } else { inner(numbers, below) })
        }
        16 => ("items", inner(numbers, below)),
        17 => ("prefixItems", json!(list(numbers))),
        18 => ("patternProperties", json!({ "^[a-n]": inner(numbers, below) })),
        19 => ("propertyNames", json!({ "maxLength": 4 })),
        20 => ("allOf", json!(list(numbers))),
        21 => ("anyOf", json!(list(numbers))),
        22 => ("oneOf", json!(list(numbers))),
        _ => ("not", inner(numbers, below)),
    };
    schema.insert(key.to_owned(), value);
}

/// Any value.
fn any(numbers: &mut Numbers, depth: usize) -> Value {
    let text = [
        "",
        "a",
        "b",
        "abc",
        "person",
        "2025-02-28T12:00:00Z",
        "pat@example.org",
        "https://example.org/",
        "é😀",
        "a1",
    ];
    match numbers.below(if depth == 0 { 6 } else { 10 }) {
        0 => json!(null),
        1 => json!(numbers.below(2) == 0),
        2 => json!(numbers.below(5)),
        3 => json!([0.5, 1.0, -3.0, 1e2, 4.5][numbers.below(5)]),
        4 | 5 => json!(text[numbers.below(text.len())]),
        6 | 7 => json!((0..numbers.below(4)).map(|_| any(numbers, depth - 1)).collect::<Vec<_>>()),
        _ => {
            let members = (0..numbers.below(5)).map(|_| (name(numbers).to_owned(), any(numbers, depth - 1)));
            Value::Object(members.collect())
        }
    }
}

/// A value that has some chance to fit a schema.
fn fitting(schema: &Value, root: &Value, numbers: &mut Numbers, depth: usize) -> Value {
    if depth == 0 || numbers.below(12) == 0 {
        return any(numbers, 1);
    }
    let pick = |list: &Value, numbers: &mut Numbers| {
        list.as_array().filter(|list| !list.is_empty()).map(|list| list[numbers.below(list.len())].clone())
    };
    if let Some(target) = schema["$ref"].as_str().and_then(|pointer| root.pointer(&pointer[1..])) {
        return fitting(target, root, numbers, depth - 1);
    }
    if let Some(value) = schema.get("const").cloned().or_else(|| pick(&schema["enum"], numbers)) {
        return value;
    }
    for union in ["anyOf", "oneOf", "allOf"] {
        if let Some(branch) = pick(&schema[union], numbers)
            && numbers.below(2) == 0
        {
            return fitting(&branch, root, numbers, depth - 1);
        }
    }
    let kind = pick(&schema["type"], numbers).unwrap_or_else(|| schema["type"].clone());
    let is = |name: &str, keywords: &[&str]| {
        kind.as_str()
            .map_or_else(|| keywords.iter().any(|key| schema.get(key).is_some()), |kind| kind == name)
    };
    if is("object", &["properties", "required", "additionalProperties", "patternProperties", "propertyNames"])
    {
        let mut members = Map::new();
        for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
            if numbers.below(5) > 0 {
                members.insert(name.clone(), fitting(inner, root, numbers, depth - 1));
            }
        }
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if numbers.below(8) > 0 {
                members.entry(name).or_insert_with(|| any(numbers, 2));
            }
        }
        if numbers.below(4) == 0 {
            members.insert(
                name(numbers).to_owned(),
                fitting(&schema["additionalProperties"], root, numbers, depth - 1),
            );
        }
        return members.into();
    }
    if is("array", &["items", "prefixItems", "uniqueItems"]) {
        let first = schema["prefixItems"].as_array().into_iter().flatten();
        let mut items: Vec<Value> = first.map(|item| fitting(item, root, numbers, depth - 1)).collect();
        items.extend((0..numbers.below(3)).map(|_| fitting(&schema["items"], root, numbers, depth - 1)));
        return items.into();
    }
    any(numbers, 2)
}
