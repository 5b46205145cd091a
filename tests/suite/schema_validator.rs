//! The `jsonschema` crate over our own documents: the representation keeps its contract, and each draft's official test
//! suite comes out as it says.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

use hookspect::json::Tape;
use hookspect::schema_validator::{Instance, Lossless, SchemaValidator};
use jsonschema::json::conformance::{assert_conformance, document};
use jsonschema::{Draft, Retrieve, Uri};
use serde_json::{Value, json};

/// Judges one text by one schema.
fn accepts(schema: Value, text: &str) -> bool {
    let mut tape = Tape::new();
    let validator = SchemaValidator::new(schema, true);
    validator.ready().unwrap();
    validator.accepts(tape.parse(text.as_bytes()).unwrap().root())
}

#[test]
fn the_representation_keeps_the_contract_of_the_crate() {
    let text = document().to_string();
    let mut tape = Tape::new();
    let document = tape.parse(text.as_bytes()).unwrap();
    assert_conformance::<Lossless>(&Instance(document.root()));
}

#[test]
fn numbers_are_judged_by_their_text() {
    assert!(accepts(json!({ "type": "integer" }), "1e2") && accepts(json!({ "type": "integer" }), "1.0"));
    assert!(!accepts(json!({ "type": "integer" }), "1.5"));
    assert!(!accepts(json!({ "maximum": 10 }), "1e400") && accepts(json!({ "minimum": 10 }), "1e400"));
    assert!(!accepts(json!({ "minimum": 10 }), "-1e400"));
    assert!(accepts(json!({ "type": "integer" }), "123456789012345678901234567890"));
    assert!(accepts(json!({ "const": 100 }), "1.0E+2") && !accepts(json!({ "const": 100 }), "\"100\""));
}

#[test]
fn texts_are_judged_by_what_they_mean_not_by_how_they_are_written() {
    assert!(accepts(json!({ "const": "é/" }), r#""\u00e9\/""#));
    assert!(accepts(json!({ "minLength": 2, "maxLength": 2 }), r#""\ud83d\ude00!""#));
    assert!(accepts(json!({ "required": ["é"] }), r#"{ "\u00e9": 1 }"#));
    assert!(accepts(json!({ "propertyNames": { "pattern": "^\"[a-z]+\"$" } }), r#"{ "\"ab\"": 1 }"#));
    assert!(!accepts(json!({ "propertyNames": { "maxLength": 2 } }), r#"{ "abc": 1 }"#));
}

#[test]
fn items_are_unique_by_value_in_whatever_order_members_stand() {
    let unique = json!({ "uniqueItems": true });
    assert!(!accepts(unique.clone(), r#"[{ "a": 1, "b": [2] }, { "b": [2.0], "a": 1 }]"#));
    assert!(!accepts(unique.clone(), r#"["a", "b", "\u0061"]"#));
    assert!(accepts(unique.clone(), r#"[[1, 2], [2, 1], [1], { "a": [1] }, 1, "1", true, null]"#));
    let many: Vec<Value> = (0..20_000).map(|number| json!({ "id": { "n": number } })).collect();
    assert!(accepts(unique.clone(), &json!(many).to_string()));
    let twice: Vec<&Value> = many.iter().chain(many.last()).collect();
    assert!(!accepts(unique, &json!(twice).to_string()));
}

#[test]
fn a_pattern_with_look_around_gives_up_after_its_steps() {
    let text = json!("a".repeat(40_000)).to_string();
    assert!(!accepts(json!({ "pattern": "^(?=(a+)+$)(a|aa)+b$" }), &text));
    assert!(!accepts(json!({ "pattern": "^(a+)+$b" }), &text));
}

#[test]
fn a_schema_that_cannot_be_compiled_is_told_and_judges_nothing() {
    let validator = SchemaValidator::new(json!({ "pattern": "(" }), true);
    assert!(validator.ready().unwrap_err().to_string().contains('('));
    let nowhere = SchemaValidator::new(json!({ "$ref": "https://example.com/elsewhere.json" }), true);
    assert!(nowhere.ready().is_err());
}

/// Runs where `JSON_SCHEMA_TEST_SUITE` names the folder of the suite, as `.ci/run` arranges it.
#[test]
fn every_draft_comes_out_as_its_official_test_suite_says() {
    let Some(suite) = env::var_os("JSON_SCHEMA_TEST_SUITE").map(PathBuf::from) else { return };
    let mut remotes = HashMap::new();
    collect(&suite.join("remotes"), "http://localhost:1234", &mut remotes);
    let remotes = Remotes(Arc::new(remotes));
    let mut judged = 0;
    for (folder, draft) in [
        ("draft4", Draft::Draft4),
        ("draft6", Draft::Draft6),
        ("draft7", Draft::Draft7),
        ("draft2019-09", Draft::Draft201909),
        ("draft2020-12", Draft::Draft202012),
    ] {
        let mut files = HashMap::new();
        collect(&suite.join("tests").join(folder), folder, &mut files);
        let mut files: Vec<(String, String)> = files.into_iter().collect();
        files.sort();
        for (name, text) in &files {
            judged += run(text, draft, name, &remotes);
        }
    }
    assert!(judged > 5000, "{judged} verdicts: is this the suite?");
}

/// What the suite's schemas expect at addresses of their own.
#[derive(Clone)]
struct Remotes(Arc<HashMap<String, String>>);

impl Retrieve for Remotes {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let text = self.0.get(uri.as_str()).ok_or_else(|| uri.as_str().to_owned())?;
        Ok(serde_json::from_str(text)?)
    }
}

/// The text of every file of a folder under its address.
fn collect(folder: &Path, address: &str, found: &mut HashMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let address = format!("{address}/{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            collect(&path, &address, found);
        } else {
            found.insert(address, fs::read_to_string(&path).unwrap());
        }
    }
}

/// What needs the crate's feature for international names.
const BEYOND: &[&str] = &["idn-email", "idn-hostname"];

/// Judges the cases of one file; their instances are read by our own parser.
fn run(text: &str, draft: Draft, name: &str, remotes: &Remotes) -> usize {
    let (mut tape, mut judged) = (Tape::new(), 0);
    let cases = tape.parse(text.as_bytes()).unwrap().root();
    for case in cases.items() {
        let schema: Value = serde_json::from_str(case.get("schema").unwrap().raw()).unwrap();
        if schema["format"].as_str().is_some_and(|format| BEYOND.contains(&format)) {
            continue;
        }
        let options = jsonschema::options_for::<Lossless>().with_draft(draft).with_retriever(remotes.clone());
        let validator = options.should_validate_formats(name.contains("optional")).build(&schema).unwrap();
        for test in case.get("tests").unwrap().items() {
            let instance = Instance(test.get("data").unwrap());
            let told = format!("{name}: {} / {}", case.get("description").unwrap().raw(), test.raw());
            let valid = test.get("valid").unwrap().raw() == "true";
            assert_eq!(validator.is_valid(instance), valid, "{told}");
            assert_eq!(validator.validate(instance).is_ok(), valid, "{told}");
            assert_eq!(validator.iter_errors(instance).next().is_none(), valid, "{told}");
            judged += 1;
        }
    }
    judged
}

#[test]
fn halves_of_surrogate_pairs_are_equal_to_themselves_alone() {
    let unique = json!({ "uniqueItems": true });
    assert!(accepts(unique.clone(), r#"["\ud800", "\ud801", "\ufffd", "\\ufffd"]"#));
    assert!(!accepts(unique.clone(), r#"["\ud800", "\uD800"]"#));
    assert!(!accepts(unique.clone(), "[\"\\ufffd\", \"\u{fffd}\"]"));
    assert!(accepts(unique.clone(), r#"[{ "\ud800": 1 }, { "\ud801": 1 }]"#));
    assert!(!accepts(unique, r#"[{ "\ud800": 1, "b": 2 }, { "b": 2, "\ud800": 1 }]"#));
}

#[test]
fn equal_objects_of_many_members_are_found_in_whatever_order() {
    let members = |numbers: &mut dyn Iterator<Item = usize>| {
        let members: Vec<String> = numbers.map(|number| format!("\"k{number}\":{number}")).collect();
        format!("{{{}}}", members.join(","))
    };
    let (up, down) = (members(&mut (0..40_000)), members(&mut (0..40_000).rev()));
    assert!(!accepts(json!({ "uniqueItems": true }), &format!("[{up},{down}]")));
}
