//! Packs that are broken, enormous or mean: each slip is told with its place, the rest is used, and nothing takes forever.

use serde_json::{Map, Value, json};

use crate::support::Sandbox;

fn webhook(schema: &Value) -> Value {
    json!({ "post": { "requestBody": { "content": { "application/json": { "schema": schema } } } } })
}

#[test]
fn a_document_of_five_megabytes_is_one_pack() {
    let words = "what this member says, in a sentence that is long enough to make the document a large one";
    let object = |number: usize| {
        let members: Map<String, Value> = (0..40)
            .map(|member| (format!("member_{member}"), json!({ "type": "string", "description": words })))
            .collect();
        (
            format!("object{number}"),
            json!({ "type": "object", "required": ["member_1"], "properties": members }),
        )
    };
    let schemas: Map<String, Value> = (0..1000).map(object).collect();
    let event = |number: usize| {
        let name = format!("thing.{number}");
        let data = json!({ "$ref": format!("#/components/schemas/object{number}") });
        let schema = json!({ "type": "object", "required": ["type", "data"], "properties": { "type": { "const": &name }, "data": data } });
        (name, webhook(&schema))
    };
    let webhooks: Map<String, Value> = (0..300).map(event).collect();
    let document =
        json!({ "openapi": "3.1.0", "info": { "title": "Large", "version": "1" }, "webhooks": webhooks,
        "components": { "schemas": schemas } })
        .to_string();
    assert!(document.len() > 5_000_000, "{}", document.len());
    let sandbox = Sandbox::new();
    sandbox.file("large.json", document);
    let body = br#"{ "type": "thing.217", "data": { "member_1": "a", "member_2": 2 } }"#;
    let run = sandbox.run_with(&["validate", "--format", "concise", "--pack", "large.json"], body);
    assert!(run.code == 1 && run.stdout.contains("/data/member_2"), "{run:?}");
    assert_eq!(run.stdout.lines().count(), 1, "{run:?}");
}

#[test]
fn what_nothing_satisfies_is_proved_by_the_samples_of_the_pack() {
    let sandbox = Sandbox::new();
    let closed = json!({ "type": "object", "properties": { "id": { "type": "string" } }, "additionalProperties": false });
    let more =
        json!({ "type": "object", "required": ["owner"], "properties": { "owner": { "type": "string" } } });
    let schema = json!({ "allOf": [closed, more], "examples": [{ "owner": "pat" }] });
    sandbox.file("p/made.json", schema.to_string());
    let run = sandbox.run(&["pack", "check", "p"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(
        run.stdout
            .contains("error: made: its own sample at /owner is not a member that the schema allows here"),
        "{run:?}"
    );
    assert!(run.stdout.contains("1 with a sample: 0 valid"), "{run:?}");
}

#[test]
fn no_pattern_takes_forever() {
    let sandbox = Sandbox::new();
    let text = |pattern: &str| json!({ "type": "string", "pattern": pattern });
    // What backtracks without end in other engines, and what only a backtracking one can say at all.
    let schema = json!({ "type": "object", "required": ["type"], "properties": { "type": { "const": "words" },
        "plain": text("^(a+)+$"), "ahead": text("^(?=(a+)+$)(a|aa)+$"), "behind": text("(?<!x)(a*)*b$") } });
    sandbox.file("words.json", schema.to_string());
    let long = format!("{}!", "a".repeat(20_000));
    let body = json!({ "type": "words", "plain": long, "ahead": long, "behind": long }).to_string();
    let run = sandbox.run_with(&["validate", "--format", "json", "--pack", "words.json"], body.as_bytes());
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["records"][0]["findings"].as_array().unwrap();
    let places: Vec<&str> = findings.iter().map(|finding| finding["pointer"].as_str().unwrap()).collect();
    assert!(run.code == 1 && places.contains(&"/plain") && places.contains(&"/ahead"), "{places:?}");
}

#[test]
fn every_pattern_that_cannot_be_compiled_is_told_with_its_cause_and_the_rest_is_checked() {
    let sandbox = Sandbox::new();
    let schema = r#"{ "type": "object", "required": ["type"], "properties": { "type": { "const": "made" },
  "code": { "type": "string", "pattern": "([a-z" },
  "name": { "type": "string", "pattern": "*" },
  "count": { "type": "integer" } } }"#;
    sandbox.file("p/made.json", schema);
    let check = sandbox.run(&["pack", "check", "p"]);
    assert_eq!(check.code, 1, "{check:?}");
    for told in [
        "error: made.json:2:42: is a pattern that cannot be compiled, so made is not held against it: unclosed character class",
        "error: made.json:3:42: is a pattern that cannot be compiled, so made is not held against it: repetition operator",
    ] {
        assert!(check.stdout.contains(told), "{check:?}");
    }
    let body = br#"{ "type": "made", "code": "1", "name": "x", "count": "2" }"#;
    let run = sandbox.run_with(&["validate", "--format", "concise", "--pack", "p"], body);
    assert!(run.code == 1 && run.stdout.contains("error wrong-type /count"), "{run:?}");
    assert!(run.stdout.contains("cannot be held against all of its schema, which is broken"), "{run:?}");
}

#[test]
fn a_pack_without_events_and_one_without_shapes_leave_the_others_alone() {
    let sandbox = Sandbox::new();
    let schema =
        json!({ "type": "object", "required": ["type"], "properties": { "type": { "const": "made" } } });
    sandbox.file("good/made.json", schema.to_string());
    sandbox.file("empty/hookspect-pack.toml", "id = \"empty\"\nname = \"Empty\"\n");
    let shapeless = "id = \"shapeless\"\nsignals = [{ keys = true }]\n[[event]]\nname = \"other\"\n";
    sandbox.file("shapeless/hookspect-pack.toml", shapeless);
    let arguments = ["detect", "--pack", "empty", "--pack", "shapeless", "--pack", "good"];
    let run = sandbox.run_with(&arguments, br#"{ "type": "made" }"#);
    assert!(run.code == 0 && run.stdout.contains("good"), "{run:?}");
    assert!(run.stderr.contains("keys = true says that the keys of bodies tell the events"), "{run:?}");
    let check = sandbox.run(&["pack", "check", "empty"]);
    assert!(check.stdout.contains("describes no event"), "{check:?}");
    sandbox.file("neither.yaml", "a: [1\n");
    let neither = sandbox.run(&["pack", "check", "neither.yaml"]);
    let told = "neither.yaml holds no file in JSON or YAML: neither.yaml:";
    assert!(neither.code == 2 && neither.stderr.contains(told), "{neither:?}");
}

#[test]
fn a_manifest_that_is_not_toml_ends_the_run_and_is_never_a_verdict() {
    let sandbox = Sandbox::new();
    sandbox.file("shop/hookspect-pack.toml", "id = \"shop\"\n[[event]]\nname = \n");
    sandbox.file("in.json", r#"{ "type": "order.paid" }"#);
    let run = |arguments: &[&str]| sandbox.run(arguments);
    for arguments in [
        &["validate", "--pack", "shop", "in.json"][..],
        &["drift", "--against", "shop", "in.json"],
        &["pack", "check", "shop"],
    ] {
        let run = run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
        assert!(run.stderr.starts_with("error: shop: hookspect-pack.toml:3:8: is not TOML: "), "{run:?}");
    }
}

#[test]
fn no_order_of_packs_changes_any_output() {
    let sandbox = Sandbox::new();
    let event = |kind: &str, member: &str| json!({ "type": "object", "required": ["type", member], "properties": { "type": { "const": kind }, member: { "type": "string" } } });
    // The three call one event alike; members lean to one of them, and nothing tells two of them apart.
    sandbox
        .file("a/sent.json", event("sent", "to").to_string())
        .file("a/lost.json", event("lost", "to").to_string());
    sandbox
        .file("b/sent.json", event("sent", "by").to_string())
        .file("c/sent.json", event("sent", "by").to_string());
    sandbox
        .file("one.json", r#"{ "type": "sent", "to": "pat" }"#)
        .file("two.json", r#"{ "type": "sent", "by": "pat" }"#);
    sandbox.file("three.json", r#"{ "type": "lost", "to": 1 }"#);
    for command in [&["detect"][..], &["validate", "--format", "json"], &["inspect"], &["normalize"]] {
        let outputs: Vec<_> = ["abc", "acb", "bac", "bca", "cab", "cba"]
            .iter()
            .map(|order| {
                let packs: Vec<String> = order.chars().map(|pack| pack.to_string()).collect();
                let mut arguments = command.to_vec();
                for pack in &packs {
                    arguments.extend(["--pack", pack.as_str()]);
                }
                arguments.extend(["one.json", "two.json", "three.json"]);
                sandbox.run(&arguments)
            })
            .collect();
        assert!(outputs.iter().all(|output| *output == outputs[0]), "{command:?}: {outputs:?}");
        assert!(outputs[0].stdout.contains("sent"), "{:?}", outputs[0]);
    }
}

#[test]
fn an_event_without_its_schema_ends_the_run_and_nothing_passes_for_valid() {
    let sandbox = Sandbox::new();
    sandbox.file("in.json", r#"{ "type": "made", "count": "x" }"#).file("shop/cut.json", "{ \"type\": ");
    let says = [("typo.json", "typo.json is not in the pack"), ("cut.json", "cut.json is not in the pack")];
    for (schema, why) in says {
        let manifest = format!("id = \"shop\"\n[[event]]\nname = \"made\"\nschema = \"{schema}\"\n");
        sandbox.file("shop/hookspect-pack.toml", manifest);
        for arguments in [
            &["validate", "--strict", "--pack", "shop", "in.json"][..],
            &["drift", "--against", "shop", "in.json"],
            &["events", "--pack", "shop"],
        ] {
            let run = sandbox.run(arguments);
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
            let error = run.stderr.lines().find(|line| line.starts_with("error: shop: ")).unwrap_or_default();
            assert!(error.contains("hookspect-pack.toml:2:") && error.contains(why), "{run:?}");
        }
        let check = sandbox.run(&["pack", "check", "shop"]);
        assert!(check.code == 1 && check.stdout.contains(why), "{check:?}");
    }
}

#[test]
fn what_a_schema_cannot_mean_is_told_in_every_run_and_fails_a_check() {
    let sandbox = Sandbox::new();
    let schema = r##"{ "type": "object", "required": ["type"], "properties": { "type": { "const": "made" },
  "a": { "$ref": "#/$defs/typo" }, "b": { "type": "strng" }, "c": { "oneOf": [] }, "d": { "type": "string", "required": true },
  "e": { "type": "string", "minLenght": 3, "label": "E", "x-minlength": 3 } } }"##;
    sandbox.file("made.json", schema);
    let check = sandbox.run(&["pack", "check", "made.json"]);
    let run = sandbox.run_with(
        &["validate", "--pack", "made.json", "--format", "concise"],
        br#"{ "type": "made", "a": 1 }"#,
    );
    assert_eq!((check.code, run.code), (1, 0), "{check:?} {run:?}");
    for told in [
        "made.json:2:18: refers to #/$defs/typo, which names a place that is not in its file: it accepts anything",
        "made.json:2:51: is not a type of JSON, so `type` says nothing here",
        "made.json:2:78: is not a list of schemas, so `oneOf` says nothing here",
    ] {
        assert!(check.stdout.contains(&format!("error: {told}")), "{told}\n{check:?}");
        assert!(run.stderr.contains(told), "{told}\n{run:?}");
    }
    for told in [
        "warning: made.json:2:121: is not a list of names, so `required` says nothing here",
        "warning: made.json:3:28: minLenght is not a keyword, so it says nothing (did you mean minLength?)",
    ] {
        assert!(check.stdout.contains(told), "{told}\n{check:?}");
    }
    assert!(!run.stderr.contains("minLenght") && !check.stdout.contains("label"), "{run:?} {check:?}");
    assert_eq!(check.stdout.matches("did you mean").count(), 1, "{check:?}");
}

#[test]
fn a_run_tells_the_first_errors_of_a_pack_and_how_many_more_there_are() {
    let sandbox = Sandbox::new();
    let members: Map<String, Value> =
        (0..20).map(|number| (format!("m{number}"), json!({ "type": "strng" }))).collect();
    let mut schema = json!({ "type": "object", "required": ["type"], "properties": members });
    schema["properties"]["type"] = json!({ "const": "made" });
    sandbox.file("made.json", schema.to_string());
    let run = sandbox.run_with(&["validate", "--pack", "made.json"], br#"{ "type": "made" }"#);
    assert_eq!(run.stderr.matches("is not a type of JSON").count(), 8, "{run:?}");
    assert!(run.stderr.contains("and 12 more errors"), "{run:?}");
}

#[test]
fn two_events_of_one_name_end_the_run() {
    let sandbox = Sandbox::new();
    let of = |id: &str| json!({ "type": "object", "properties": { "type": { "const": "paid" }, id: { "type": "string" } }, "required": ["type", id] });
    sandbox.file("shop/a.json", of("a").to_string()).file("shop/b.json", of("b").to_string());
    sandbox.file(
        "shop/hookspect-pack.toml",
        "id = \"shop\"\n[[version]]\nid = \"1\"\nname-path = \"type\"\n[[version]]\nid = \"2\"\nname-path = \"type\"\n\
         [[event]]\nname = \"paid\"\nversion = \"1\"\nschema = \"a.json\"\n[[event]]\nname = \"paid\"\nversion = \"2\"\nschema = \"b.json\"\n",
    );
    let run = sandbox.run_with(&["validate", "--pack", "shop"], br#"{ "type": "paid", "b": "x" }"#);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
    assert!(run.stderr.contains("paid is the name of an event already"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn files_that_are_links_are_read_and_folders_that_are_links_are_told() {
    use std::os::unix::fs::symlink;

    let sandbox = Sandbox::new();
    let schema = json!({ "type": "object", "required": ["type"],
        "properties": { "type": { "const": "made" }, "tok": { "type": "string" } } });
    sandbox.file("real/made.json", schema.to_string());
    let manifest = "id = \"shop\"\nname-path = \"type\"\nsensitive = { secret = [\"tok\"] }\n[[event]]\nname = \"made\"\nschema = \"made.json\"\n";
    sandbox.file("real/hookspect-pack.toml", manifest).file("linked/readme.txt", "");
    let path = |name: &str| sandbox.path().join(name);
    for name in ["made.json", "hookspect-pack.toml"] {
        symlink(path(&format!("real/{name}")), path(&format!("linked/{name}"))).unwrap();
    }
    symlink(path("real"), path("linked/more")).unwrap();
    let run = sandbox.run_with(&["--pack", "linked"], br#"{ "type": "made", "tok": "quiet-river" }"#);
    assert!(run.code == 0 && run.stdout.contains("made") && !run.stdout.contains("quiet"), "{run:?}");
    let check = sandbox.run(&["pack", "check", "linked"]);
    assert!(check.stdout.contains("warning: more is a link to a folder, which is not followed"), "{check:?}");
}

#[test]
fn a_webhook_without_a_body_is_told_and_one_whose_body_is_nowhere_ends_the_run() {
    let sandbox = Sandbox::new();
    let schema = json!({ "type": "object", "required": ["type"], "properties": { "type": { "const": "order.paid" } } });
    let mut document = json!({ "openapi": "3.1.0", "info": { "title": "Shop", "version": "1" },
        "webhooks": { "ping": { "post": { "summary": "tried" } }, "order.paid": webhook(&schema) } });
    sandbox.file("shop.json", document.to_string());
    let check = sandbox.run(&["pack", "check", "shop.json"]);
    assert!(
        check.code == 0 && check.stdout.contains("ping describes no body: its deliveries are no known event"),
        "{check:?}"
    );
    document["webhooks"]["order.ref"] =
        json!({ "post": { "requestBody": { "$ref": "#/components/requestBodies/missing" } } });
    sandbox.file("shop.json", document.to_string());
    let run = sandbox.run_with(&["validate", "--pack", "shop.json"], br#"{ "type": "order.ref" }"#);
    assert!(
        run.code == 2 && run.stderr.contains("order.ref refers to #/components/requestBodies/missing"),
        "{run:?}"
    );
}

#[test]
fn formats_are_asserted_only_where_nothing_else_tells_the_branches_of_a_union_apart() {
    let sandbox = Sandbox::new();
    let text = |format: &str| json!({ "type": "string", "format": format });
    let schema = json!({ "type": "object", "required": ["type"], "properties": { "type": { "const": "made" },
        "optional": { "anyOf": [text("date-time"), { "type": "null" }] },
        "either": { "oneOf": [text("date-time"), { "type": "integer" }] },
        "any": { "anyOf": [text("date-time"), text("date")] },
        "told": { "oneOf": [text("date-time"), text("date")] } } });
    sandbox.file("made.json", schema.to_string());
    let validate = |member: &str, value: &str| {
        let body = json!({ "type": "made", member: value }).to_string();
        sandbox.run_with(&["validate", "--pack", "made.json", "--format", "concise"], body.as_bytes()).code
    };
    for member in ["optional", "either", "any"] {
        assert_eq!(validate(member, "2025-01-01T00:00:00"), 0, "{member}");
    }
    assert_eq!((validate("told", "2025-01-01"), validate("told", "today")), (0, 1));
}

#[test]
fn a_literal_that_cannot_be_held_ends_the_run_at_its_place_and_is_never_null() {
    for (keywords, place) in [
        (r#""const": 1e400"#, "`const`"),
        (r#""enum": ["a", "\ud800"]"#, "`enum`"),
        (r#""minimum": 1e400"#, "`minimum`"),
        (r#""properties": {"\udfff": {}}"#, "`properties`"),
        (r#""required": ["\ud800"]"#, "`required`"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.file(
            "p.json",
            format!(
                "{{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"title\": \"p\", \"type\": \"object\",\n\
                 \"properties\": {{\"type\": {{\"const\": \"p.q\"}},\n\"x\": {{{keywords}}}}}}}"
            ),
        );
        let body = br#"{ "type": "p.q", "x": null }"#;
        let run = sandbox.run_with(&["validate", "--pack", "p.json", "--event", "p.q"], body);
        assert!(run.code == 2 && run.stdout.is_empty(), "{keywords}: {run:?}");
        assert!(run.stderr.contains("p.json:3:") && run.stderr.contains(place), "{keywords}: {run:?}");
        assert_eq!(sandbox.run(&["pack", "check", "p.json"]).code, 1, "{keywords}");
    }
}

#[test]
fn what_only_helps_to_understand_is_left_out_where_it_cannot_be_held() {
    let sandbox = Sandbox::new();
    sandbox.file(
        "p.json",
        r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "p", "type": "object",
            "properties": {"type": {"const": "p.q"}, "x": {"type": "number", "default": 1e400}}}"#,
    );
    let run = sandbox.run(&["schema", "p.q", "--pack", "p.json"]);
    assert!(run.code == 0 && !run.stdout.contains("default"), "{run:?}");
    let body = br#"{ "type": "p.q", "x": "text" }"#;
    assert_eq!(sandbox.run_with(&["validate", "--pack", "p.json", "--event", "p.q"], body).code, 1);
}

#[test]
fn half_of_a_surrogate_pair_is_no_literal_although_it_is_shown_as_one() {
    let sandbox = Sandbox::new();
    let schema = json!({ "title": "made", "type": "object", "required": ["type"], "properties": {
        "type": { "const": "made" }, "x": { "const": "\u{fffd}" }, "y": { "enum": ["a", "\u{fffd}"] } } });
    sandbox.file("made.json", schema.to_string());
    for member in ["x", "y"] {
        for (value, code) in [("\\ufffd", 0), ("\\ud800", 1)] {
            let body = format!(r#"{{"type":"made","{member}":"{value}"}}"#);
            let run = sandbox.run_with(&["validate", "--pack", "made.json"], body.as_bytes());
            assert_eq!(run.code, code, "{body}: {run:?}");
        }
    }
}
