//! Bodies that hold a list of events: each is a record, judged as if the body had been sent with it alone.

use serde_json::{Value, json};

use crate::support::Sandbox;

/// A harbour whose deliveries hold ships in a list, each in an object of its own.
fn sandbox(manifest: &str) -> Sandbox {
    let schema = |name: &str| {
        json!({ "type": "object", "required": ["live", "ships"], "properties": {
            "live": { "type": "boolean" },
            "ships": { "type": "array", "items": { "type": "object", "properties": { "ship": {
                "type": "object", "required": ["kind", "name"], "properties": {
                    "kind": { "const": name }, "name": { "type": "string" } } } } } } } })
    };
    let sandbox = Sandbox::new();
    sandbox
        .file("harbour/came.json", schema("came").to_string())
        .file("harbour/left.json", schema("left").to_string())
        .file(
            "harbour/hookspect-pack.toml",
            format!(
                "id = \"harbour\"\nname = \"Harbour\"\nversion = \"1\"\n{manifest}\n[[event]]\nname = \"came\"\n\
                 schema = \"came.json\"\n[[event]]\nname = \"left\"\nschema = \"left.json\"\n"
            ),
        );
    sandbox
}

const MIXED: &str = r#"{
  "live": true,
  "ships": [
    { "ship": { "kind": "came", "name": "Ida" } },
    { "ship": { "kind": "left", "name": 7 } },
    { "ship": { "kind": "sunk", "name": "Eva" } },
    17
  ]
}"#;

fn report(sandbox: &Sandbox, arguments: &[&str], body: &str) -> Value {
    let run =
        sandbox.run_with(&[arguments, &["--format", "json", "--pack", "harbour"]].concat(), body.as_bytes());
    serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"))
}

/// Each record's place in the body, status and event, and its findings with their places.
fn told(report: &Value) -> Vec<String> {
    let record = |record: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let finding = |finding: &Value| {
            let place = format!("{}:{}", finding["line"], finding["column"]);
            format!("{} {} {place}", text(&finding["rule"]), text(&finding["pointer"]))
        };
        let findings: Vec<String> = record["findings"].as_array().unwrap().iter().map(finding).collect();
        let place = text(&record["capture"]["pointer"]);
        let event = text(&record["identification"]["event"]);
        format!("{place} {} {event} [{}]", text(&record["status"]), findings.join(", "))
    };
    report["records"].as_array().unwrap().iter().map(record).collect()
}

#[test]
fn different_events_of_one_body_are_records_with_their_places_whether_or_not_the_provider_is_given() {
    let expected = [
        "/ships/0 valid came []",
        "/ships/1 invalid left [wrong-type /ships/1/ship/name 5:41]",
        "/ships/2 unknown - [unknown-event /ships/2/ship/kind 6:25]",
        "/ships/3 unknown - [unidentified /ships/3 7:5]",
    ];
    let sandbox = sandbox("name-path = \"ships.*.ship.kind\"");
    for arguments in [&["validate"][..], &["validate", "--provider", "harbour"]] {
        let report = report(&sandbox, arguments, MIXED);
        assert_eq!(told(&report), expected, "{arguments:?}");
        assert_eq!(report["summary"]["read"], 4);
    }
    // Whoever says which event it is says it of each.
    let report = report(&sandbox, &["validate", "--event", "harbour/came"], MIXED);
    let status = |record: &Value| record["status"].clone();
    let all: Vec<Value> = report["records"].as_array().unwrap().iter().map(status).collect();
    assert_eq!(all, ["valid", "invalid", "invalid", "invalid"]);
}

#[test]
fn what_is_wrong_around_the_list_is_wrong_for_each_event_in_it() {
    let sandbox = sandbox("name-path = \"ships.*.ship.kind\"");
    let body = MIXED.replace("true", "1").replace(": 7", ": \"Eva\"");
    let live = "wrong-type /live 2:11";
    let told = told(&report(&sandbox, &["validate"], &body));
    assert_eq!(told[0], format!("/ships/0 invalid came [{live}]"));
    assert_eq!(told[1], format!("/ships/1 invalid left [{live}]"));
}

#[test]
fn one_event_is_the_body_itself_and_several_of_one_kind_are_several() {
    let sandbox = sandbox("name-path = \"ships.*.ship.kind\"");
    let ship = |kind: &str| json!({ "ship": { "kind": kind, "name": "Ida" } });
    let body = |ships: Value| json!({ "live": true, "ships": ships }).to_string();
    let one = body(json!([ship("left")]));
    assert_eq!(told(&report(&sandbox, &["validate"], &one)), ["- valid left []"]);
    let two = body(json!([ship("left"), ship("left")]));
    let both = ["/ships/0 valid left []", "/ships/1 valid left []"];
    assert_eq!(told(&report(&sandbox, &["validate"], &two)), both);
    let whole = told(&report(&sandbox, &["validate", "--no-unwrap"], &two));
    assert_eq!(whole, ["- valid left []"], "whoever takes nothing apart has one record");
}

#[test]
fn an_empty_list_of_events_is_a_note_and_no_error() {
    let sandbox = sandbox("name-path = \"ships.*.ship.kind\"");
    let report = report(&sandbox, &["validate"], r#"{"live":true,"ships":[]}"#);
    assert_eq!(told(&report), ["- unknown - [empty-body /ships 1:22]"]);
    assert_eq!(report["records"][0]["findings"][0]["severity"], "note");
    let other = sandbox
        .run_with(&["validate", "--pack", "harbour", "--format", "concise"], br#"{"ships":[],"crew":4}"#);
    assert!(
        other.stdout.contains("unidentified"),
        "without the rest of its envelope it is nobody's: {other:?}"
    );
}

#[test]
fn a_manifest_says_where_the_events_are_and_pack_check_says_what_it_concludes() {
    let check = |manifest: &str| sandbox(manifest).run(&["pack", "check", "harbour"]).stdout;
    assert!(check("").contains("inferred: items = \"ships\" (its items hold the names of events)"));
    for said in ["items = \"ships\"", "items = \"ships.*\"", "items = \"/ships\""] {
        let sandbox = sandbox(&format!("{said}\nname-path = \"ships.*.ship.kind\""));
        assert!(!sandbox.run(&["pack", "check", "harbour"]).stdout.contains("inferred: items"), "{said}");
        assert_eq!(told(&report(&sandbox, &["validate"], MIXED)).len(), 4, "{said}");
        // What is written is what was read.
        let written = sandbox.run(&["pack", "import", "harbour", "--output", "copy"]);
        assert_eq!(written.code, 0, "{written:?}");
        let text = std::fs::read_to_string(sandbox.path().join("copy/hookspect-pack.toml")).unwrap();
        assert!(text.contains("\nitems = \"ships\"\n"), "{text}");
    }
    let wrong = check("items = \"a.*.b\"");
    assert!(
        wrong.contains("hookspect-pack.toml:4:9") && wrong.contains("is no place of one list"),
        "{wrong}"
    );
    assert!(check("itmes = \"ships\"").contains("did you mean items?"));
}

#[test]
fn where_the_schemas_are_of_an_item_the_root_of_the_payload_leads_into_the_list() {
    let sandbox = Sandbox::new();
    let schema = |name: &str| {
        json!({ "type": "object", "required": ["kind", "name"],
        "properties": { "kind": { "const": name }, "name": { "type": "string" } } })
    };
    sandbox
        .file("harbour/came.json", schema("came").to_string())
        .file("harbour/left.json", schema("left").to_string())
        .file(
            "harbour/hookspect-pack.toml",
            "id = \"harbour\"\npayload-root = \"/ships/*/ship\"\n[[event]]\nname = \"came\"\nschema = \"came.json\"\n\
             [[event]]\nname = \"left\"\nschema = \"left.json\"\n",
        );
    let check = sandbox.run(&["pack", "check", "harbour"]).stdout;
    assert!(
        check.contains("name-path = \"ships.*.ship.kind\"") && check.contains("items = \"ships\""),
        "{check}"
    );
    let told = told(&report(&sandbox, &["validate"], MIXED));
    assert_eq!(
        told[..2],
        ["/ships/0 valid came []", "/ships/1 invalid left [wrong-type /ships/1/ship/name 5:41]"]
    );
    let schema = sandbox.run(&["schema", "harbour/came", "--pack", "harbour"]);
    let schema: Value = serde_json::from_str(&schema.stdout).unwrap();
    let name = schema.pointer("/properties/ships/items/properties/ship/properties/kind/const");
    assert_eq!(name, Some(&json!("came")), "{schema}");
}

/// A document with one webhook whose body holds events of several kinds in a list.
fn port(items: &Value) -> String {
    let branch = |kind: &str, member: &str| {
        json!({ "type": "object", "required": ["kind", member],
            "properties": { "kind": { "const": kind }, (member): { "type": "integer" } } })
    };
    let body = json!({ "type": "object", "required": ["port", "ships"], "properties": {
        "port": { "type": "string" }, "ships": { "type": "array", "items": items } } });
    json!({ "openapi": "3.1.0", "info": { "title": "Port", "version": "1" },
        "webhooks": { "news": { "post": { "requestBody": { "content": { "application/json": { "schema": body } } } } } },
        "components": { "schemas": { "Came": branch("came", "pier"), "Left": branch("left", "tide") } } })
    .to_string()
}

#[test]
fn a_webhook_whose_list_holds_one_of_several_events_is_as_many_events() {
    let branches = json!([{ "$ref": "#/components/schemas/Came" }, { "$ref": "#/components/schemas/Left" }]);
    let mapping = json!({ "came": "#/components/schemas/Came", "left": "Left" });
    let by_mapping =
        json!({ "oneOf": branches, "discriminator": { "propertyName": "kind", "mapping": mapping } });
    let body =
        r#"{"port":"Ems","ships":[{"kind":"came","pier":1},{"kind":"left","tide":"high"},{"kind":"sunk"}]}"#;
    for items in [json!({ "oneOf": branches }), by_mapping] {
        let sandbox = Sandbox::new();
        sandbox.file("harbour", port(&items)).file("port.json", port(&items));
        let check = sandbox.run(&["pack", "check", "port.json"]).stdout;
        assert!(
            check.contains("items = \"ships\"") && check.contains("name-path = \"ships.*.kind\""),
            "{check}"
        );
        let run = sandbox.run_with(&["validate", "--format", "json", "--pack", "port.json"], body.as_bytes());
        assert_eq!(
            told(&serde_json::from_str(&run.stdout).unwrap()),
            [
                "/ships/0 valid came []",
                "/ships/1 invalid left [wrong-type /ships/1/tide 1:71]",
                "/ships/2 unknown - [unknown-event /ships/2/kind 1:87]"
            ]
        );
    }
    // A schema that is a list itself is of its items, as lists of payloads are read item by item.
    let mut document: Value = serde_json::from_str(&port(&json!({ "oneOf": branches }))).unwrap();
    let schema =
        document.pointer_mut("/webhooks/news/post/requestBody/content/application~1json/schema").unwrap();
    *schema = json!({ "type": "array", "items": { "oneOf": branches } });
    let sandbox = Sandbox::new();
    sandbox.file("port.json", document.to_string());
    let body = r#"[{"kind":"came","pier":1},{"kind":"left","tide":"high"}]"#;
    let run = sandbox.run_with(&["validate", "--format", "json", "--pack", "port.json"], body.as_bytes());
    let told = told(&serde_json::from_str(&run.stdout).unwrap());
    assert_eq!(told, ["- valid came []", "- invalid left [wrong-type /tide 1:49]"]);
}

#[test]
fn events_of_one_body_in_a_capture_keep_its_request_and_what_was_signed() {
    let manifest =
        "name-path = \"ships.*.ship.kind\"\n[signature]\nheader = \"X-Harbour-Signature\"\nkey = \"text\"";
    let sandbox = sandbox(manifest);
    let compact: Value = serde_json::from_str(MIXED).unwrap();
    let body = compact.to_string();
    sandbox.file("secret", "tide").file("body.json", &body);
    let signing = ["verify", "--sign", "--no-unwrap", "--pack", "harbour", "--provider", "harbour"];
    let signed = sandbox.run(&[&signing[..], &["--secret-file", "secret", "body.json"]].concat());
    let signature = signed.stdout.split_whitespace().last().unwrap_or_default().to_owned();
    let capture = json!({ "headers": { "host": "h", "x-harbour-signature": signature }, "method": "POST",
        "url": "https://h/in", "rawBody": body });
    sandbox.file("capture.json", capture.to_string());
    let run = sandbox.run(&["validate", "--format", "json", "--pack", "harbour", "capture.json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let places: Vec<&str> = report["records"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["capture"]["pointer"].as_str())
        .collect();
    assert_eq!(places, ["/ships/0", "/ships/1", "/ships/2", "/ships/3"], "{report}");
    let finding = &report["records"][1]["findings"][0];
    let column = usize::try_from(finding["column"].as_u64().unwrap()).unwrap();
    assert!(capture.to_string()[column - 1..].starts_with("7}"), "{finding}");
    let verified = sandbox.run(&[
        "verify",
        "--pack",
        "harbour",
        "--secret-file",
        "secret",
        "capture.json",
        "--format",
        "json",
    ]);
    let verified: Value = serde_json::from_str(&verified.stdout).unwrap();
    let verdicts: Vec<&str> =
        verified["captures"].as_array().unwrap().iter().filter_map(|one| one["verdict"].as_str()).collect();
    assert_eq!(verdicts[..2], ["valid", "valid"], "{verified}");
}

#[test]
fn a_body_that_would_be_repeated_too_often_stays_whole() {
    let sandbox = sandbox("name-path = \"ships.*.ship.kind\"");
    let ships = vec![json!({ "ship": { "kind": "came", "name": "Ida" } }); 400];
    let body = |rest: usize| json!({ "live": true, "log": "x".repeat(rest), "ships": ships }).to_string();
    let read = |rest: usize| report(&sandbox, &["validate"], &body(rest))["summary"]["read"].clone();
    assert_eq!((read(1000), read(200_000)), (json!(400), json!(1)));
}
