//! What means one thing in one draft and another in the next: the verdict is that of the `jsonschema` crate on the schema as
//! its author wrote it.

use std::sync::Arc;

use hookspect::json::Tape;
use hookspect::packs;
use hookspect::packs::library::Library;
use hookspect::packs::schema::{Reader, Style};
use hookspect::schema_validator::SchemaValidator;
use serde_json::{Value, json};

use super::{lines, opened};
use crate::support::Sandbox;

const DRAFTS: [&str; 5] = [
    "http://json-schema.org/draft-04/schema#",
    "http://json-schema.org/draft-06/schema#",
    "http://json-schema.org/draft-07/schema#",
    "https://json-schema.org/draft/2019-09/schema",
    "https://json-schema.org/draft/2020-12/schema",
];

/// A validator by the first of some files, and what was said of them.
fn validator(files: &[(&str, Value)]) -> (SchemaValidator, Vec<String>) {
    let texts: Vec<(&str, String)> = files.iter().map(|(name, schema)| (*name, schema.to_string())).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let (opened, mut notes) = opened(&files);
    let first = Library::root(opened.library.at_path(files[0].0).unwrap());
    let mut reader = Reader::new(Arc::new(opened.library));
    let id = reader.read(first, &mut notes);
    let style = Style { formats_everywhere: true, meaning: true, is_part: false };
    (packs::validator(Arc::new(reader), id, style), lines(notes))
}

/// The verdict on a text, by ours and by the crate on the schemas as they stand.
#[track_caller]
fn verdict(files: &[(&str, Value)], text: &str) -> bool {
    let (validator, _) = validator(files);
    let mut tape = Tape::new();
    let ours = validator.accepts(tape.parse(text.as_bytes()).unwrap().root());
    let mut told = 0;
    validator.check(tape.parse(text.as_bytes()).unwrap().root(), &mut |_, _| told += 1).unwrap();
    assert_eq!(told == 0, ours, "{text}");
    let address = |name: &str| format!("https://files.example/{name}");
    let others = files.iter().map(|(name, schema)| (address(name), schema.clone()));
    let registry = jsonschema::Registry::new().extend(others).unwrap().prepare().unwrap();
    let theirs = jsonschema::options()
        .with_registry(&registry)
        .with_base_uri(address(files[0].0))
        .should_validate_formats(true)
        .build(&files[0].1)
        .unwrap();
    assert_eq!(ours, theirs.is_valid(&serde_json::from_str(text).unwrap()), "{text} by {:#}", files[0].1);
    ours
}

#[test]
fn an_integer_of_draft_4_is_written_without_a_fraction() {
    for draft in DRAFTS {
        let schema = |kind: Value| {
            [(
                "a.json",
                json!({ "$schema": draft, "type": "object", "properties": { "n": { "type": kind } } }),
            )]
        };
        let is_four = draft == DRAFTS[0];
        for (number, whole) in
            [("1", true), ("-7", true), ("1.0", !is_four), ("1e2", !is_four), ("1.5", false)]
        {
            let text = format!("{{\"n\":{number}}}");
            assert_eq!(verdict(&schema(json!("integer")), &text), whole, "{draft} {number}");
            assert_eq!(verdict(&schema(json!(["integer", "null"])), &text), whole, "{draft} {number}");
            assert!(verdict(&schema(json!(["integer", "number"])), &text));
        }
        assert!(verdict(&schema(json!(["integer", "null"])), r#"{"n":null}"#));
        // In a union and below `not` too, and where the crate judges the whole.
        let either = json!({ "$schema": draft, "anyOf": [{ "type": "integer" }, { "type": "string" }] });
        assert_eq!(verdict(&[("a.json", either)], "2.0"), !is_four);
        let not = json!({ "$schema": draft, "not": { "type": "integer" } });
        assert_eq!(verdict(&[("a.json", not)], "2.0"), is_four);
        let depends = json!({ "$schema": draft, "dependencies": { "a": ["b"] }, "additionalProperties": { "type": "integer" } });
        assert_eq!(verdict(&[("a.json", depends)], r#"{"c":2.0}"#), !is_four);
    }
}

#[test]
fn an_integer_of_draft_4_stays_one_where_the_pack_is_written_and_read_again() {
    let sandbox = Sandbox::new();
    let schema = json!({ "$schema": DRAFTS[0], "type": "object", "required": ["type", "n"],
        "properties": { "type": { "enum": ["thing.made"] }, "n": { "type": "integer" } } });
    sandbox.file("old/thing.made.json", schema.to_string());
    assert_eq!(sandbox.run(&["pack", "import", "old", "--output", "new"]).code, 0);
    for pack in ["old", "new"] {
        let check = |body: &[u8]| {
            sandbox
                .run_with(&["validate", "--format", "concise", "--event", "thing.made", "--pack", pack], body)
        };
        assert_eq!(check(br#"{"type":"thing.made","n":1}"#).code, 0, "{pack}");
        let run = check(br#"{"type":"thing.made","n":1.0}"#);
        let said = "error wrong-format /n has a fraction or an exponent, so draft-04 takes it for no integer";
        assert!(run.code == 1 && run.stdout.contains(said), "{pack}: {run:?}");
    }
}

#[test]
fn the_content_of_a_text_is_asserted_by_the_drafts_that_say_so_and_told_by_the_others() {
    for (draft, asserted) in DRAFTS.into_iter().zip([false, true, true, false, false]) {
        let schema = |content: Value| {
            let mut schema = json!({ "$schema": draft });
            schema.as_object_mut().unwrap().extend(content.as_object().unwrap().clone());
            [("a.json", schema)]
        };
        let base64 = schema(json!({ "contentEncoding": "base64" }));
        assert!(verdict(&base64, "\"e30=\"") && verdict(&base64, "7"));
        assert_eq!(verdict(&base64, "\"{}\""), !asserted, "{draft}");
        let json = schema(json!({ "contentMediaType": "application/json" }));
        assert_eq!(verdict(&json, "\"{\""), !asserted, "{draft}");
        let both = schema(json!({ "contentEncoding": "base64", "contentMediaType": "application/json" }));
        assert!(verdict(&both, "\"e30=\""));
        assert_eq!(verdict(&both, "\"ew==\""), !asserted, "{draft}");
        let unknown = schema(json!({ "contentEncoding": "x-own", "contentMediaType": "image/png" }));
        assert!(verdict(&unknown, "\"{\""));
        let (_, notes) = validator(&base64);
        let told = notes.iter().any(|note| note.contains("tells what a text holds"));
        assert_eq!(told, !asserted, "{draft}: {notes:?}");
    }
}

/// A list whose items a schema that extends it narrows to texts.
fn lists() -> [(&'static str, Value); 2] {
    [
        (
            "narrow.json",
            json!({ "$schema": DRAFTS[4], "$id": "narrow.json", "$ref": "list.json",
                "$defs": { "item": { "$dynamicAnchor": "item", "type": "string" } } }),
        ),
        (
            "list.json",
            json!({ "$schema": DRAFTS[4], "$id": "list.json", "type": "array", "items": { "$dynamicRef": "#item" },
                "$defs": { "item": { "$dynamicAnchor": "item" } } }),
        ),
    ]
}

#[test]
fn a_dynamic_reference_leads_to_the_outermost_schema_of_its_anchor() {
    let files = lists();
    assert!(verdict(&files, r#"["a"]"#));
    assert!(!verdict(&files, "[1]"), "the schema that was entered first narrows the items");
    let alone = [files[1].clone(), files[0].clone()];
    assert!(verdict(&alone, "[1]"), "the list itself lets all items be");
    assert!(!validator(&files).0.is_native());
    // A name that only one schema has leads nowhere else: nodes hold it.
    let one = [(
        "a.json",
        json!({ "$schema": DRAFTS[4], "type": "object", "properties": { "next": { "$dynamicRef": "#node" } },
        "additionalProperties": false, "$dynamicAnchor": "node" }),
    )];
    assert!(verdict(&one, r#"{"next":{"next":{}}}"#) && !verdict(&one, r#"{"next":{"other":1}}"#));
    assert!(validator(&one).0.is_native());
    // An anchor of the usual kind is no bookend.
    let plain = [(
        "a.json",
        json!({ "$schema": DRAFTS[4], "$ref": "#/$defs/b", "$defs": {
            "a": { "$id": "inner.json", "$dynamicAnchor": "x", "type": "string" },
            "b": { "$dynamicRef": "#x", "$defs": { "c": { "$anchor": "x", "type": "integer" } } } } }),
    )];
    assert!(verdict(&plain, "1") && !verdict(&plain, "\"a\""));
}

#[test]
fn a_recursive_reference_of_2019_leads_to_the_outermost_schema_that_lets_it() {
    let tree = |id: &str, recursive: bool| {
        json!({ "$schema": DRAFTS[3], "$id": id, "$recursiveAnchor": recursive, "type": "object",
            "properties": { "data": true, "children": { "type": "array", "items": { "$recursiveRef": "#" } } } })
    };
    let strict = |recursive: bool| {
        json!({ "$schema": DRAFTS[3], "$id": "strict.json", "$recursiveAnchor": recursive, "$ref": "tree.json",
            "unevaluatedProperties": false })
    };
    let typo = r#"{"children":[{"daat":1}]}"#;
    for (outer, inner) in [(true, true), (true, false), (false, true), (false, false)] {
        let files = [("strict.json", strict(outer)), ("tree.json", tree("tree.json", inner))];
        assert_eq!(verdict(&files, typo), !(outer && inner), "{outer} {inner}");
        assert!(verdict(&files, r#"{"children":[{"data":1,"children":[]}]}"#));
        assert!(!verdict(&files, r#"{"daat":1}"#));
    }
}

#[test]
fn a_schema_with_a_dynamic_reference_is_told_with_places_in_a_pack_too() {
    let sandbox = Sandbox::new();
    let [(_, narrow), _] = lists();
    let list = json!({ "$schema": DRAFTS[4], "$id": "list.json", "type": "object", "required": ["type", "things"],
        "properties": { "type": { "const": "things.made" }, "things": { "type": "array", "items": { "$dynamicRef": "#item" } } },
        "$defs": { "item": { "$dynamicAnchor": "item" } } });
    sandbox.file("pack/narrow.json", narrow.to_string()).file("pack/list.json", list.to_string());
    sandbox.file(
        "pack/hookspect-pack.toml",
        "id = \"things\"\nname-path = \"type\"\n[[event]]\nname = \"things.made\"\nschema = \"narrow.json\"\n",
    );
    let run = sandbox.run_with(
        &["validate", "--pack", "pack", "--format", "concise"],
        br#"{"type":"things.made","things":["a",1]}"#,
    );
    assert!(
        run.code == 1 && run.stdout.contains("1:37: error wrong-type /things/1 is an integer"),
        "{run:?}"
    );
}
