//! Events that come as `application/x-www-form-urlencoded`: the fields are the members, of the types that the schema says.

use serde_json::{Value, json};

use crate::support::Sandbox;

/// A telephone company whose calls are told by their state.
fn sandbox() -> Sandbox {
    let schema = |state: &str| {
        json!({ "type": "object", "required": ["Call", "State"], "additionalProperties": false, "properties": {
            "Call": { "type": "string", "minLength": 4 }, "State": { "const": state }, "From": { "type": "string" },
            "Seconds": { "type": "integer", "minimum": 0 }, "Recorded": { "type": "boolean" }, "Digits": { "type": "string" } } })
    };
    let sandbox = Sandbox::new();
    sandbox
        .file("calls/ringing.json", schema("ringing").to_string())
        .file("calls/over.json", schema("over").to_string());
    sandbox.file(
        "calls/hookspect-pack.toml",
        "id = \"calls\"\nname = \"Calls\"\nversion = \"1\"\ntransport = \"form\"\nname-path = \"State\"\n\
         [[event]]\nname = \"ringing\"\nschema = \"ringing.json\"\n[[event]]\nname = \"over\"\nschema = \"over.json\"\n",
    );
    sandbox
}

fn records(sandbox: &Sandbox, body: &str) -> Vec<Value> {
    let run = sandbox.run_with(&["validate", "--pack", "calls", "--format", "json"], body.as_bytes());
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
    report["records"].as_array().unwrap().clone()
}

const HEAD: &str = "POST /calls HTTP/1.1\nHost: h\nContent-Type: application/x-www-form-urlencoded\n\n";

#[test]
fn a_form_is_an_event_alone_and_in_every_capture() {
    let sandbox = sandbox();
    let form = "Call=C123&State=over&From=%2B49+30&Seconds=12&Recorded=true&Digits=007";
    let held = json!({ "headers": { "host": "h", "accept": "*/*" }, "rawBody": form }).to_string();
    let command = format!(
        "curl https://h/calls -H 'Content-Type: application/x-www-form-urlencoded' --data-raw '{form}'"
    );
    for text in [form, &format!("{form}\n"), &format!("{HEAD}{form}\n"), &held, &command] {
        let records = records(&sandbox, text);
        let [record] = records.as_slice() else { panic!("{text}: {records:?}") };
        assert_eq!(
            (&record["status"], &record["identification"]["event"]),
            (&json!("valid"), &json!("over")),
            "{text}"
        );
        assert_eq!(record["findings"], json!([]), "{text}");
        let run = sandbox.run_with(&["unwrap", "--pack", "calls", "--quiet"], text.as_bytes());
        let body: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
        let typed = json!({ "Call": "C123", "State": "over", "From": "+49 30", "Seconds": 12, "Recorded": true, "Digits": "007" });
        assert_eq!(body, typed, "what the schema says is text stays text");
    }
    // The same as JSON is the same event.
    let json = r#"{"Call":"C123","State":"ringing"}"#;
    assert_eq!(records(&sandbox, json)[0]["identification"]["event"], "ringing");
}

#[test]
fn what_is_wrong_in_a_form_is_told_at_its_field() {
    let sandbox = sandbox();
    let form = "Call=C1&State=over&Seconds=long&Recorded=1&Frm=7&Digits=1.5";
    let records = records(&sandbox, &format!("{HEAD}{form}\n"));
    let told: Vec<String> = records[0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            format!("{} {} {}:{}", one["rule"], one["pointer"], one["line"], one["column"]).replace('"', "")
        })
        .collect();
    let at = |part: &str| form.find(part).unwrap() + 1;
    assert_eq!(
        told,
        [
            format!("wrong-format /Call 5:{}", at("C1&")),
            format!("wrong-type /Seconds 5:{}", at("long")),
            format!("wrong-type /Recorded 5:{}", at("1&F")),
            format!("unknown-field /Frm 5:{}", at("Frm")),
        ]
    );
}

#[test]
fn a_form_of_nobody_is_unknown_and_a_state_that_is_not_known_a_new_event() {
    let sandbox = sandbox();
    let told = |body: &str| {
        let record = records(&sandbox, body).remove(0);
        let rule = record["findings"][0]["rule"].clone();
        (record["status"].clone(), rule)
    };
    assert_eq!(told(&format!("{HEAD}a=1&b=2\n")), (json!("unknown"), json!("unidentified")));
    let manifest = sandbox.path().join("calls/hookspect-pack.toml");
    let text = std::fs::read_to_string(&manifest).unwrap();
    let envelope = "envelope = { members = [\"Call\", \"From\"] }\n[[event]]";
    std::fs::write(&manifest, text.replacen("[[event]]", envelope, 1)).unwrap();
    assert_eq!(told("Call=C123&State=lost&From=7"), (json!("unknown"), json!("unknown-event")));
    let run = sandbox
        .run_with(&["validate", "--format", "json"], format!("{HEAD}Call=C123&State=over\n").as_bytes());
    assert!(run.stdout.contains("\"status\":\"unreadable\""), "without the pack nobody sends forms: {run:?}");
}

#[test]
fn samples_are_sent_as_forms_and_come_back_as_they_were() {
    let sandbox = sandbox();
    let run =
        sandbox.run(&["sample", "calls/over", "--pack", "calls", "--count", "5", "--quiet", "--as", "http"]);
    assert!(run.stdout.contains("Content-Type: application/x-www-form-urlencoded"), "{run:?}");
    assert!(!run.stdout.contains('{'), "{run:?}");
    let records = records(&sandbox, &run.stdout);
    assert_eq!(records.len(), 5);
    assert!(records.iter().all(|record| record["status"] == "valid"), "{records:?}");
}

#[test]
fn a_document_whose_bodies_are_forms_says_so_and_the_manifest_keeps_it() {
    let body = |state: &str| {
        json!({ "post": { "requestBody": { "content": { "application/x-www-form-urlencoded": { "schema": {
            "type": "object", "required": ["State"], "properties": { "State": { "const": state }, "Seconds": { "type": "integer" } } } } } } } })
    };
    let document = json!({ "openapi": "3.1.0", "info": { "title": "Calls", "version": "1" },
        "webhooks": { "ringing": body("ringing"), "over": body("over") } });
    let sandbox = Sandbox::new();
    sandbox.file("calls.json", document.to_string());
    let check = sandbox.run(&["pack", "check", "calls.json"]).stdout;
    assert!(check.contains("inferred: transport = \"form\""), "{check}");
    assert_eq!(sandbox.run(&["pack", "import", "calls.json", "--output", "calls"]).code, 0);
    let manifest = std::fs::read_to_string(sandbox.path().join("calls/hookspect-pack.toml")).unwrap();
    assert!(manifest.contains("\ntransport = \"form\"\n"), "{manifest}");
    assert_eq!(records(&sandbox, "State=over&Seconds=4")[0]["identification"]["event"], "over");
}
