//! What a person sees of a pack: `--pack`, `pack check`, `pack import`, `pack list`.

use crate::support::{Sandbox, registry};

const OPENAPI: &str = "
openapi: 3.1.0
info: { title: Shop, version: '2' }
webhooks:
  order.made:
    post:
      summary: An order was made
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Order' }
            example: { type: order.made, id: o1, total: 5, placed: '2024-01-02T03:04:05Z' }
  order.gone:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [type, id]
              properties:
                type: { const: order.gone }
                id: { type: string }
components:
  schemas:
    Order:
      type: object
      required: [type, id, total]
      properties:
        type: { const: order.made, description: What happened }
        id: { type: string, description: Identifies the order }
        total: { type: integer, minimum: 0, nullable: true }
        placed: { type: string, format: date-time }
        key: { type: string, format: password }
        state: { enum: [open, paid] }
        buyer:
          oneOf:
            - { type: object, required: [kind, name], properties: { kind: { const: person }, name: { type: string } }, additionalProperties: false }
            - { type: object, required: [kind, tax], properties: { kind: { const: firm }, tax: { type: string } } }
";

fn shop() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.file("shop.yaml", OPENAPI);
    sandbox
}

#[test]
fn a_pack_is_identified_checked_and_shown_like_a_built_in_provider() {
    let sandbox = shop();
    sandbox.file("good.json", r#"{ "type": "order.made", "id": "o1", "total": null, "key": "hunter2" }"#);
    let run = sandbox.run(&["--pack", "shop.yaml", "good.json"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("Shop 2") && run.stdout.contains("order.made"), "{}", run.stdout);
    assert!(run.stdout.contains("Identifies the order") && !run.stdout.contains("hunter2"), "{}", run.stdout);
    let detected = sandbox.run(&["detect", "good.json", "--pack", "shop.yaml"]);
    assert!(
        detected.stdout.contains("shop/order.made") || detected.stdout.contains("order.made"),
        "{detected:?}"
    );
}

#[test]
fn every_deviation_has_its_place_and_a_union_reports_its_nearest_branch() {
    let sandbox = shop();
    sandbox.file(
        "bad.json",
        "{ \"type\": \"order.made\",\n  \"total\": -1,\n  \"state\": \"pade\",\n  \"buyer\": { \"kind\": \"person\", \"nme\": \"x\" },\n  \"placd\": 1 }",
    );
    let run = sandbox.run(&["validate", "--pack", "shop.yaml", "-v", "--format", "concise", "bad.json"]);
    assert_eq!(run.code, 1, "{run:?}");
    for line in [
        "bad.json:1:1: error: /id is missing",
        "bad.json:2:12: error: /total is less than 0",
        "bad.json:3:12: error: /state is not one of the values that the schema allows: open, paid",
        "bad.json:4:12: error: /buyer/name is missing",
        "bad.json:4:32: error: /buyer/nme is not a member that the schema allows here",
        "bad.json:5:3: note: /placd is not in the model of order.made",
    ] {
        let (place, rest) = line.split_once(": ").unwrap();
        let found = run.stdout.lines().any(|one| {
            one.starts_with(place)
                && rest.split_whitespace().all(|word| one.contains(word.trim_end_matches(':')))
        });
        assert!(found, "{line}\n{}", run.stdout);
    }
}

#[test]
fn packs_are_named_by_the_variable_and_by_the_configuration_too() {
    let mut sandbox = shop();
    let payload = br#"{ "type": "order.gone", "id": "o1" }"#;
    sandbox.file("sub/hookspect.toml", "packs = [\"../shop.yaml\"]\n");
    let configured = sandbox.run_in("sub", &["validate"], payload);
    assert_eq!(configured.code, 0, "{configured:?}");
    sandbox.variable("HOOKSPECT_PACKS", "shop.yaml");
    let named = sandbox.run_with(&["validate"], payload);
    assert_eq!(named.code, 0, "{named:?}");
    let events = sandbox.run(&["events", "shop"]);
    assert!(events.stdout.contains("order.made"), "{events:?}");
    assert!(sandbox.run(&["describe", "shop/order.made"]).stdout.contains("Identifies the order"));
    assert!(sandbox.run(&["sample", "order.made"]).stdout.contains("\"o1\""));
}

#[test]
fn pack_check_tells_what_was_inferred_and_checks_the_samples_of_the_pack() {
    let sandbox = shop();
    let run = sandbox.run(&["pack", "check", "shop.yaml"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(
        run.stdout.contains("inferred: name-path = \"type\" (constants at type, in 2 of 2 events)"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout.contains("2 events, 1 with a sample: 1 valid, 1 identified by their bodies"),
        "{}",
        run.stdout
    );
    let closed = "{ \"allOf\": [{ \"type\": \"object\", \"properties\": { \"a\": {} }, \"additionalProperties\": false },\n\
                  { \"required\": [\"b\"] }], \"examples\": [{ \"a\": 1, \"b\": 2 }] }";
    sandbox.file("closed.json", closed);
    let run = sandbox.run(&["pack", "check", "closed.json"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(
        run.stdout.contains("/b is not a member that the schema allows here [unknown-field]"),
        "{}",
        run.stdout
    );
}

#[test]
fn an_import_is_a_folder_that_judges_and_tells_alike() {
    let sandbox = shop();
    let run = sandbox.run(&["pack", "import", "shop.yaml", "--output", "shop"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(sandbox.names("shop"), ["events", "hookspect-pack.toml", "samples"]);
    for payload in [
        r#"{ "type": "order.made", "id": "o1", "total": 3 }"#,
        r#"{ "type": "order.made", "id": 1, "total": -3, "more": [] }"#,
        r#"{ "type": "order.lost", "id": "o1" }"#,
        r#"{ "type": "order.gone" }"#,
    ] {
        let arguments = |pack| ["validate", "-v", "--format", "concise", "--pack", pack];
        let file = sandbox.run_with(&arguments("shop.yaml"), payload.as_bytes());
        let folder = sandbox.run_with(&arguments("shop"), payload.as_bytes());
        assert_eq!(file.stdout, folder.stdout, "{payload}");
        assert_eq!(file.code, folder.code, "{payload}");
    }
}

#[test]
fn a_manifest_with_a_slip_ends_the_run_and_a_check_tells_every_slip() {
    let sandbox = shop();
    sandbox.file(
        "other/hookspect-pack.toml",
        "id = \"other\"\nformts = \"note\"\n\n[[event]]\nname = \"a\"\nscheme = \"x\"\n",
    );
    let first = "hookspect-pack.toml:2:1: formts is not a key of a pack's manifest: did you mean formats?";
    let second = "hookspect-pack.toml:6:1: scheme is not a key of a pack's manifest: did you mean schema?";
    let run = sandbox.run_with(
        &["detect", "--pack", "other", "--pack", "shop.yaml"],
        br#"{ "type": "order.gone", "id": "o1" }"#,
    );
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
    let told = format!("error: other: {first}; hookspect pack check other tells everything\n");
    assert_eq!(run.stderr, told);
    let check = sandbox.run(&["pack", "check", "other"]);
    assert!(check.code == 1 && check.stdout.contains(first) && check.stdout.contains(second), "{check:?}");
}

#[test]
fn a_taken_id_an_empty_folder_and_two_events_of_one_name_are_clear_errors() {
    let sandbox = shop();
    sandbox.file("uppromote.json", r#"{ "type": "object", "required": ["x"] }"#);
    let taken = sandbox.run(&["events", "--pack", "uppromote.json"]);
    assert_eq!(taken.code, 2, "{taken:?}");
    assert!(taken.stderr.contains("uppromote is taken twice"), "{}", taken.stderr);
    sandbox.file("broken/a.yaml", "a: [1\n");
    let broken = sandbox.run(&["events", "--pack", "broken"]);
    assert_eq!(broken.code, 2);
    assert!(broken.stderr.contains("a.yaml:") && broken.stderr.contains("is not YAML"), "{}", broken.stderr);
    sandbox.file("twice/hookspect-pack.toml", "[[event]]\nname = \"a\"\n[[event]]\nname = \"a\"\n");
    let twice = sandbox.run(&["pack", "check", "twice"]);
    assert!(twice.stdout.contains("a is the name of an event already"), "{twice:?}");
    assert_eq!(twice.code, 1);
}

#[test]
fn a_broken_pattern_a_cycle_and_a_reference_out_of_the_root_are_told_with_their_places() {
    let sandbox = Sandbox::new();
    sandbox.file("p/a.json", "{ \"type\": \"object\", \"required\": [\"x\"],\n \"properties\": { \"x\": { \"pattern\": \"(\" } } }");
    sandbox.file("p/b.json", "{ \"$ref\": \"#/$defs/a\", \"$defs\": { \"a\": { \"$ref\": \"#/$defs/b\" },\n \"b\": { \"$ref\": \"#/$defs/a\" } } }");
    sandbox.file("p/c.json", "{ \"properties\": { \"o\": {\n \"$ref\": \"../../etc/passwd\" } } }");
    let run = sandbox.run(&["pack", "check", "p"]);
    assert_eq!(run.code, 1, "{run:?}");
    for line in [
        "error: a.json:2:36: is a pattern that cannot be compiled, so a is not held against it: unclosed group",
        "error: b.json:1:1: b is a cycle of references only: it says nothing and accepts anything",
        "error: c.json:2:10: refers to ../../etc/passwd, which leads out of the pack's folder: it accepts anything",
    ] {
        assert!(run.stdout.contains(line), "{line}\n{}", run.stdout);
    }
}

#[test]
fn the_order_of_packs_changes_nothing() {
    let sandbox = shop();
    sandbox.file("b.json", r#"["order.gone", "order.kept"]"#);
    let payload = br#"{ "type": "order.gone", "id": "o1" }"#;
    let one = sandbox.run_with(&["detect", "--pack", "shop.yaml", "--pack", "b.json"], payload);
    let other = sandbox.run_with(&["detect", "--pack", "b.json", "--pack", "shop.yaml"], payload);
    assert_eq!(one, other);
}

#[test]
fn a_built_in_provider_that_was_exported_is_a_pack_whose_samples_are_valid() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["schema", "--all", "--output-dir", "out"]);
    assert_eq!(run.code, 0, "{run:?}");
    for provider in registry().providers() {
        let run = sandbox.run(&["pack", "check", &format!("out/{}", provider.id)]);
        let count = provider.events().count();
        let all = format!("{count} events, {count} with a sample: {count} valid");
        assert!(run.code == 0 && run.stdout.contains(&all), "{}: {run:?}", provider.id);
        if provider.id == "firstpromoter" {
            assert!(run.stdout.contains(&format!("{count} identified by their bodies")), "{run:?}");
        }
    }
}

#[test]
fn items_of_lists_are_paired_by_their_ids_unless_the_manifest_says_by_what() {
    let sandbox = Sandbox::new();
    let line = r#"{ "type": "object", "properties": { "id": { "type": "string" }, "sku": { "type": "string" }, "count": { "type": "integer" } } }"#;
    let schema = format!(
        "{{ \"type\": \"object\", \"required\": [\"type\"], \"properties\": {{ \"type\": {{ \"const\": \"made\" }}, \"lines\": {{ \"type\": \"array\", \"items\": {line} }} }} }}"
    );
    let manifest = |identity: &str| {
        format!("id = \"p\"\n{identity}[[event]]\nname = \"made\"\nschema = \"made.json\"\n")
    };
    sandbox.file("p/made.json", schema).file("p/hookspect-pack.toml", manifest(""));
    sandbox.file(
        "a.json",
        r#"{"type":"made","lines":[{"id":"1","sku":"x","count":1},{"id":"2","sku":"y","count":2}]}"#,
    );
    sandbox.file(
        "b.json",
        r#"{"type":"made","lines":[{"id":"2","sku":"x","count":2},{"id":"1","sku":"y","count":3}]}"#,
    );
    let diff = || sandbox.run(&["diff", "--pack", "p", "a.json", "b.json"]).stdout;
    let by_id = diff();
    assert!(by_id.contains("lines[id 1].count") && by_id.contains("1 -> 3"), "{by_id}");
    sandbox.file("p/hookspect-pack.toml", manifest("identity = [\"lines.*.sku\"]\n"));
    let by_sku = diff();
    assert!(by_sku.contains("lines[sku x].count") && by_sku.contains("1 -> 2"), "{by_sku}");
}

#[test]
fn a_pack_without_texts_and_samples_says_what_it_knows_and_nothing_else() {
    let sandbox = Sandbox::new();
    let schema = r#"{ "type": "object", "required": ["type", "total"],
        "properties": { "type": { "const": "made" }, "total": { "type": "integer" } } }"#;
    let manifest =
        "id = \"shop\"\n[[event]]\nname = \"made\"\nschema = \"made.json\"\n[[event]]\nname = \"bare\"\n";
    sandbox.file("shop/made.json", schema).file("shop/hookspect-pack.toml", manifest);
    let sample = sandbox.run(&["sample", "shop/made", "--pack", "shop"]);
    assert_eq!(sample.code, 0, "{sample:?}");
    let made: serde_json::Value = serde_json::from_str(&sample.stdout).unwrap();
    assert!(made["type"] == "made" && made["total"].is_i64(), "{}", sample.stdout);
    sandbox.file("made.json", &sample.stdout);
    assert_eq!(sandbox.run(&["validate", "made.json", "--pack", "shop"]).code, 0);
    let diff = sandbox.run(&["diff", "made.json", "--against", "shop/made", "--pack", "shop"]);
    assert_eq!(diff.code, 0, "{diff:?}");
    for arguments in [
        &["describe", "shop/made"][..],
        &["describe", "shop/bare"],
        &["events", "shop"],
        &["inspect", "made.json"],
    ] {
        let run = sandbox.run(&[arguments, &["--pack", "shop"]].concat());
        let is_dangling = |line: &str| line.ends_with('·') || line.ends_with("· ") || line.trim() == "sent:";
        assert!(run.code == 0 && !run.stdout.lines().any(is_dangling), "{arguments:?}\n{}", run.stdout);
        assert!(!run.stdout.contains("meanin\n"), "{}", run.stdout);
    }
}

#[test]
fn what_is_missing_is_told_in_a_whole_sentence_where_nobody_says_what_it_means() {
    let sandbox = Sandbox::new();
    let schema = r#"{ "type": "object", "required": ["type", "id"], "properties": { "type": { "const": "made" }, "id": { "type": "string" } } }"#;
    sandbox.file("made.json", schema);
    sandbox.run(&["pack", "import", "made.json", "--output", "imported"]);
    for pack in ["made.json", "imported"] {
        let arguments = ["validate", "--pack", pack, "--format", "concise"];
        let run = sandbox.run_with(&arguments, br#"{ "type": "made" }"#);
        assert!(run.code == 1 && !run.stdout.contains(": \n") && !run.stdout.contains(":  "), "{run:?}");
    }
}
