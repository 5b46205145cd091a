//! What a schema may cost, however its parts refer to each other and however often a payload breaks it. Nothing here looks
//! at a clock: what grew without bounds would not end, or not fit.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::support::{Run, Sandbox};

/// How much address space a run gets, in KiB.
#[cfg(target_os = "linux")]
const MEMORY: &str = "-v 1048576";

#[cfg(target_os = "linux")]
fn limited(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    sandbox.run_limited(MEMORY, arguments)
}

#[cfg(not(target_os = "linux"))]
fn limited(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    sandbox.run(arguments)
}

/// A pack of one event whose member `x` is as this schema says.
fn pack(x: &Value, definitions: &Map<String, Value>) -> Sandbox {
    let sandbox = Sandbox::new();
    let schema = json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "p", "type": "object",
        "properties": { "type": { "const": "p.q" }, "x": x }, "required": ["type", "x"], "$defs": definitions });
    sandbox.file("p.json", schema.to_string());
    sandbox
}

fn validate(sandbox: &Sandbox, x: &str, format: &str) -> Run {
    sandbox.file("a.json", format!("{{\"type\":\"p.q\",\"x\":{x}}}"));
    limited(sandbox, &["validate", "-q", "--format", format, "--pack", "p.json", "--event", "p.q", "a.json"])
}

fn named(count: usize, schema: impl Fn(usize) -> Value) -> Map<String, Value> {
    (0..count).map(|number| (format!("d{number}"), schema(number))).collect()
}

#[test]
fn a_schema_that_several_others_refer_to_is_asked_once_of_a_value() {
    let reference = |name: &str| json!({ "$ref": format!("#/$defs/{name}") });
    let next = |number: usize| reference(&format!("d{}", number + 1));
    let last = json!({ "type": "integer", "minimum": 5 });
    let twice =
        |number| if number < 64 { json!({ "allOf": [next(number), next(number)] }) } else { last.clone() };
    let by_parts = |number| match number {
        64 => last.clone(),
        _ => {
            json!({ "allOf": [{ "description": "a", "allOf": [next(number)] }, { "allOf": [next(number)] }] })
        }
    };
    let in_unions = |number| match number {
        64 => last.clone(),
        _ => {
            json!({ "anyOf": [{ "description": "a", "allOf": [next(number)] }, { "allOf": [next(number)] }] })
        }
    };
    for definitions in [named(65, twice), named(65, by_parts), named(65, in_unions)] {
        let sandbox = pack(&reference("d0"), &definitions);
        assert_eq!(validate(&sandbox, "7", "concise").code, 0);
        for wrong in ["4", "\"text\""] {
            let run = validate(&sandbox, wrong, "concise");
            assert_eq!((run.code, run.stdout.lines().count()), (1, 1), "{run:?}");
            assert!(run.stdout.contains("/x "), "{run:?}");
        }
    }
}

#[test]
fn a_member_that_is_named_and_matched_is_asked_once_at_each_depth() {
    let itself = json!({ "$ref": "#/$defs/node" });
    let node = json!({ "properties": { "a": itself }, "patternProperties": { "^a": itself, "a$": itself },
        "additionalProperties": false });
    let sandbox = pack(&itself, &Map::from_iter([("node".to_owned(), node)]));
    let deep = |inner: &str| format!("{}{inner}{}", "{\"a\":".repeat(60), "}".repeat(60));
    assert_eq!(validate(&sandbox, &deep("1"), "concise").code, 0);
    let run = validate(&sandbox, &deep("{\"b\":1}"), "concise");
    assert_eq!((run.code, run.stdout.lines().count()), (1, 1), "{run:?}");
}

#[test]
fn each_refused_member_is_told_at_its_own_name() {
    let members: Vec<String> = (0..12_000).map(|number| format!("\"k{number}\":{number}")).collect();
    let x = format!("{{{}}}", members.join(","));
    for refuses in [json!({ "additionalProperties": false }), json!({ "unevaluatedProperties": false })] {
        let sandbox = pack(&refuses, &Map::new());
        let run = validate(&sandbox, &x, "json");
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        let counted = ["errors", "warnings"].map(|kind| report["summary"][kind].as_u64().unwrap());
        assert_eq!(counted.iter().sum::<u64>(), 12_000, "{refuses}");
        let findings = report["records"][0]["findings"].as_array().unwrap();
        assert_eq!(findings.len(), 10_001, "{refuses}: 10000 and one that counts the others");
        let start = "{\"type\":\"p.q\",\"x\":".len();
        for (finding, member) in findings.iter().zip(&members).skip(9_000).take(100) {
            let name = member.split('"').nth(1).unwrap();
            assert_eq!(finding["pointer"], format!("/x/{name}"));
            let column = 1 + start + x.find(member.as_str()).unwrap();
            assert_eq!(finding["column"], column, "{refuses}: {finding}");
        }
    }
}

#[test]
fn errors_of_rare_keywords_are_told_at_their_values() {
    let sandbox = pack(&json!({ "items": { "if": true, "then": { "type": "string" } } }), &Map::new());
    let items: Vec<String> = (0..300).map(|number| number.to_string()).collect();
    let run = validate(&sandbox, &format!("[{}]", items.join(",")), "json");
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["records"][0]["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 300);
    let mut column = 1 + "{\"type\":\"p.q\",\"x\":[".len();
    for (number, finding) in findings.iter().enumerate() {
        assert_eq!(finding["pointer"], format!("/x/{number}"));
        assert_eq!(finding["column"], column, "{finding}");
        column += number.to_string().len() + 1;
    }
}

#[test]
fn a_list_that_many_values_break_is_held_once() {
    let listed: Vec<String> = (0..4_000).map(|number| format!("{}{number}", "v".repeat(100))).collect();
    let sandbox = pack(&json!({ "items": { "enum": listed } }), &Map::new());
    let items = vec![format!("\"{}\"", "w".repeat(100)); 2_500].join(",");
    let run = validate(&sandbox, &format!("[{items}]"), "concise");
    assert_eq!((run.code, run.stdout.lines().count()), (1, 2_500), "{}", run.stderr);
    assert!(run.stdout.contains(" and 3988 more"), "the first are named, the others counted");
}

#[test]
fn samples_of_objects_that_hold_each_other_end() {
    let member = |number: usize| json!({ "$ref": format!("#/$defs/d{}", number + 1) });
    let object = |number: usize, required: &[&str]| json!({ "type": "object", "properties": { "left": member(number), "right": member(number) }, "required": required });
    let chain = |required: &'static [&'static str]| {
        named(
            24,
            move |number| if number < 23 { object(number, required) } else { json!({ "type": "string" }) },
        )
    };
    let sample = |sandbox: &Sandbox| limited(sandbox, &["sample", "p.q", "--count", "3", "--pack", "p.json"]);
    let made = sample(&pack(&json!({ "$ref": "#/$defs/d0" }), &chain(&[])));
    assert_eq!((made.code, made.stdout.lines().count()), (0, 3), "{}", made.stderr);
    let unmade = sample(&pack(&json!({ "$ref": "#/$defs/d0" }), &chain(&["left", "right"])));
    assert!(unmade.code == 2 && unmade.stderr.contains("could not be made"), "{}", unmade.stderr);
}

#[test]
fn long_texts_of_a_schema_are_given_up_and_not_made() {
    let sandbox = pack(&json!({ "type": "string", "minLength": 100_000_000_000_u64 }), &Map::new());
    for count in [&["--count", "1"][..], &[]] {
        let run = limited(&sandbox, &[&["sample", "p.q", "--pack", "p.json"], count].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
        assert!(run.stderr.contains("could not be made"), "{run:?}");
    }
}

#[test]
fn long_lists_of_a_schema_are_read_in_one_pass() {
    let mut members = String::new();
    for number in 0..3_000 {
        let _ = write!(
            members,
            "{}\"m{number}\":{{\"enum\":[\"v{number}\"]}}",
            if number > 0 { "," } else { "" }
        );
    }
    let sandbox = Sandbox::new();
    let required: Vec<String> = (0..3_000).map(|number| format!("\"m{number}\"")).collect();
    sandbox.file(
        "p.json",
        format!(
            "{{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"p\",\"type\":\"object\",\
             \"properties\":{{\"type\":{{\"const\":\"p.q\"}},{members},\"m0\":{{\"const\":\"last\"}}}},\
             \"required\":[\"type\",{}]}}",
            required.join(",")
        ),
    );
    sandbox.file("a.json", "{\"type\":\"p.q\",\"m0\":\"last\",\"m2999\":\"v\"}");
    let run = sandbox.run(&["validate", "--format", "json", "--pack", "p.json", "--event", "p.q", "a.json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["summary"]["errors"], 2_998 + 1, "what is missing, and what is not listed");
}
