//! Schemas of every dialect, with their references, become one that judges as their authors meant.

use std::sync::Arc;

use hookspect::json::Tape;
use hookspect::packs;
use hookspect::packs::library::Library;
use hookspect::packs::schema::{Reader, Style};
use hookspect::packs::source::Spot;
use hookspect::schema_validator::{Instance, SchemaValidator};

use super::{lines, opened};

/// A validator by the schema at a pointer of a file.
fn validator(files: &[(&str, &str)], file: &str, pointer: &str) -> (SchemaValidator, Vec<String>) {
    let (opened, mut notes) = opened(files);
    let library = opened.library;
    let source = library.at_path(file).unwrap();
    let node = library.value(Library::root(source)).document().pointer(pointer).unwrap().index();
    let mut reader = Reader::new(Arc::new(library));
    let id = reader.read(Spot { source, node }, &mut notes);
    let style = Style { formats_everywhere: true, meaning: false, is_part: false };
    let validator = packs::validator(Arc::new(reader), id, style);
    validator.ready().unwrap();
    (validator, lines(notes))
}

fn accepts(validator: &SchemaValidator, text: &str) -> bool {
    let mut tape = Tape::new();
    let root = tape.parse(text.as_bytes()).unwrap().root();
    let verdict = validator.accepts(root);
    let by_crate = validator.by_crate().unwrap().is_valid(Instance(root));
    assert_eq!(verdict, by_crate, "{text} by {:#}", validator.schema());
    verdict
}

#[track_caller]
fn agree(validator: &SchemaValidator, valid: &[&str], invalid: &[&str]) {
    for text in valid {
        assert!(accepts(validator, text), "{text} by {:#}", validator.schema());
    }
    for text in invalid {
        assert!(!accepts(validator, text), "{text} by {:#}", validator.schema());
    }
}

#[test]
fn draft_4_has_boolean_bounds_and_tuples_in_items() {
    let schema = r#"{ "$schema": "http://json-schema.org/draft-04/schema", "items": [{ "type": "integer",
        "minimum": 3, "exclusiveMinimum": true }, { "maximum": 5, "exclusiveMaximum": false }],
        "additionalItems": false }"#;
    let (validator, _) = validator(&[("a.json", schema)], "a.json", "");
    agree(&validator, &["[4, 5]", "[4]", "[]"], &["[3]", "[4, 6]", "[4, 5, 6]"]);
}

#[test]
fn beside_a_reference_nothing_counts_before_2019_and_all_after() {
    let body =
        r##""$ref": "#/definitions/a", "maxLength": 1, "definitions": { "a": { "type": "string" } } }"##;
    let old = format!("{{ \"$schema\": \"http://json-schema.org/draft-07/schema\", {body}");
    let new = format!("{{ \"$schema\": \"https://json-schema.org/draft/2019-09/schema\", {body}");
    agree(&validator(&[("a.json", &old)], "a.json", "").0, &["\"ab\""], &["1"]);
    agree(&validator(&[("a.json", &new)], "a.json", "").0, &["\"a\""], &["\"ab\"", "1"]);
}

#[test]
fn dependencies_of_draft_7_are_lists_or_schemas() {
    let schema = r#"{ "$schema": "http://json-schema.org/draft-07/schema#",
        "dependencies": { "a": ["b"], "c": { "required": ["d"] } } }"#;
    let (validator, _) = validator(&[("a.json", schema)], "a.json", "");
    agree(
        &validator,
        &[r#"{ "a": 1, "b": 1 }"#, r#"{ "c": 1, "d": 1 }"#, "{}"],
        &[r#"{ "a": 1 }"#, r#"{ "c": 1 }"#],
    );
}

#[test]
fn nullable_lets_null_pass_in_every_dialect_and_beside_references() {
    let document = "
openapi: 3.0.3
components:
  schemas:
    Body:
      type: object
      properties:
        a: { type: string, nullable: true, enum: [x] }
        b: { $ref: '#/components/schemas/B', nullable: true }
        c: { nullable: true, allOf: [{ $ref: '#/components/schemas/B' }] }
        d: { nullable: true, type: object, properties: { e: { type: integer } } }
        f: { nullable: false, type: string }
    B: { type: object, required: [k] }
";
    for document in [document.to_owned(), document.replace("3.0.3", "3.1.0")] {
        let (validator, _) = validator(&[("o.yaml", &document)], "o.yaml", "/components/schemas/Body");
        agree(
            &validator,
            &[r#"{ "a": null, "b": null, "c": null, "d": null }"#, r#"{ "a": "x", "b": { "k": 1 } }"#],
            &[
                r#"{ "a": "y" }"#,
                r#"{ "b": {} }"#,
                r#"{ "c": {} }"#,
                r#"{ "d": { "e": "" } }"#,
                r#"{ "f": null }"#,
            ],
        );
    }
}

#[test]
fn references_are_found_by_id_by_path_and_from_the_root() {
    let files = [
        (
            "events/a.json",
            r##"{ "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "a$one", "properties": {
            "id": { "$ref": "shared/by-id.json" }, "path": { "$ref": "../parts/path.json#/$defs/p" },
            "beside": { "$ref": "beside.json" }, "root": { "$ref": "parts/path.json" }, "anchor": { "$ref": "#here" },
            "coded": { "$ref": "#/$defs/a%20b~1c" } },
            "$defs": { "x": { "$anchor": "here", "const": 5 }, "a b/c": { "const": 6 } } }"##,
        ),
        ("events/beside.json", r#"{ "const": 3 }"#),
        ("parts/path.json", r#"{ "const": 4, "$defs": { "p": { "const": 2 } } }"#),
        ("elsewhere.json", r#"{ "$id": "shared/by-id.json", "const": 1 }"#),
    ];
    let (validator, notes) = validator(&files, "events/a.json", "");
    assert!(notes.is_empty(), "{notes:?}");
    for (key, value) in [("id", 1), ("path", 2), ("beside", 3), ("root", 4), ("anchor", 5), ("coded", 6)] {
        let text = |value: i32| format!("{{ \"{key}\": {value} }}");
        agree(&validator, &[&text(value)], &[&text(value + 1)]);
    }
}

#[test]
fn absolute_ids_are_joined_and_nothing_is_fetched() {
    let files = [
        (
            "a.json",
            r#"{ "$id": "https://example.com/v1/schema/a", "properties": { "l": { "$ref": "links/b" },
            "far": { "$ref": "https://example.org/far.json" }, "out": { "$ref": "../../secret.json" },
            "no": { "$ref": "b.json#/nowhere" } } }"#,
        ),
        ("b.json", r#"{ "$id": "https://example.com/v1/schema/links/b", "type": "array" }"#),
    ];
    let (validator, notes) = validator(&files, "a.json", "");
    agree(&validator, &[r#"{ "l": [], "far": 1, "out": 1, "no": 1 }"#], &[r#"{ "l": 1 }"#]);
    assert_eq!(
        notes,
        [
            "a.json:2:30: refers to https://example.org/far.json, which is not in the pack, and nothing is fetched: it accepts anything",
            "a.json:2:81: refers to ../../secret.json, which leads out of the pack's folder: it accepts anything",
            "a.json:3:29: refers to b.json#/nowhere, which names a place that is not in its file: it accepts anything",
        ]
    );
}

#[test]
fn six_hundred_hops_and_cycles_are_followed_without_recursion() {
    let mut definitions: Vec<String> =
        (0..600).map(|hop| format!("\"h{hop}\": {{ \"$ref\": \"#/$defs/h{}\" }}", hop + 1)).collect();
    definitions.push(
        "\"h600\": { \"type\": \"object\", \"properties\": { \"next\": { \"$ref\": \"#/$defs/h0\" } } }"
            .to_owned(),
    );
    let schema = format!("{{ \"$ref\": \"#/$defs/h0\", \"$defs\": {{ {} }} }}", definitions.join(","));
    let (validator, notes) = validator(&[("a.json", &schema)], "a.json", "");
    agree(&validator, &[r#"{ "next": { "next": {} } }"#], &[r#"{ "next": { "next": 1 } }"#]);
    assert!(notes.is_empty(), "{notes:?}");
}

#[test]
fn what_is_no_schema_where_one_should_be_accepts_anything_and_is_told() {
    let schema =
        r#"{ "type": "int", "properties": { "a": 5, "b": { "required": "x", "pattern": 7 } }, "allOf": [] }"#;
    let (validator, notes) = validator(&[("a.json", schema)], "a.json", "");
    agree(&validator, &[r#"{ "a": 1, "b": {} }"#, "3"], &[]);
    assert_eq!(
        notes,
        [
            "a.json:1:11: is not a type of JSON, so `type` says nothing here",
            "a.json:1:39: is not a schema, so it accepts anything",
            "a.json:1:61: is not a list of names, so `required` says nothing here",
            "a.json:1:77: is not text, so `pattern` says nothing here",
            "a.json:1:93: is not a list of schemas, so `allOf` says nothing here",
        ]
    );
}
