//! By what the events of a pack are told: names inside lists, constants that contradict, samples that were copied.

use serde_json::{Value, json};

use crate::support::Sandbox;

/// A document whose deliveries hold their events in a list, the name inside.
fn harbour() -> Value {
    let event = |name: &str| {
        let item = json!({ "type": "object", "required": ["kind", "ship"], "properties": {
            "kind": { "type": "string", "enum": ["ARRIVAL", "DEPARTURE"] }, "ship": { "type": "string" } } });
        let body = json!({ "type": "object", "required": ["live", "items"], "properties": {
            "live": { "type": "string" }, "items": { "type": "array", "items": { "type": "object", "properties": { "entry": item } } } } });
        (
            format!("/{name}"),
            json!({ "post": { "requestBody": { "content": { "application/json": { "schema": body } } } } }),
        )
    };
    let webhooks: serde_json::Map<String, Value> = ["ARRIVAL", "DEPARTURE"].map(event).into_iter().collect();
    json!({ "openapi": "3.1.0", "info": { "title": "Harbour", "version": "1" }, "webhooks": webhooks })
}

fn detect(sandbox: &Sandbox, packs: &[&str], body: &Value) -> Value {
    let mut arguments = vec!["detect", "--format", "json"];
    for pack in packs {
        arguments.extend(["--pack", pack]);
    }
    let run = sandbox.run_with(&arguments, body.to_string().as_bytes());
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
    report["records"][0]["identification"].clone()
}

#[test]
fn a_name_may_stand_in_the_items_of_a_list() {
    let sandbox = Sandbox::new();
    sandbox.file("harbour.json", harbour().to_string());
    let check = sandbox.run(&["pack", "check", "harbour.json"]);
    assert!(
        check.stdout.contains("name-path = \"items.*.entry.kind\" (values shared by all events"),
        "{check:?}"
    );
    let body = |kinds: &[&str]| {
        let items: Vec<Value> =
            kinds.iter().map(|kind| json!({ "entry": { "kind": kind, "ship": "Ida" } })).collect();
        json!({ "live": "true", "items": items })
    };
    let event = |kinds: &[&str]| detect(&sandbox, &["harbour.json"], &body(kinds))["event"].clone();
    assert_eq!(event(&["ARRIVAL"]), "ARRIVAL");
    assert_eq!(event(&["DEPARTURE", "DEPARTURE"]), "DEPARTURE");
    let schema = sandbox.run(&["schema", "harbour/ARRIVAL", "--pack", "harbour.json"]);
    let schema: Value = serde_json::from_str(&schema.stdout).unwrap();
    let kind = schema.pointer("/properties/items/items/properties/entry/properties/kind/const");
    assert_eq!(kind, Some(&json!("ARRIVAL")), "{schema}");
    let other = sandbox.run_with(
        &["validate", "--format", "concise", "--pack", "harbour.json", "--event", "harbour/ARRIVAL"],
        body(&["DEPARTURE"]).to_string().as_bytes(),
    );
    assert!(other.code == 1 && other.stdout.contains("/items/0/entry/kind"), "{other:?}");
}

/// A provider whose events are named alike by another of its generations, told by a constant.
fn generation(id: &str, version: &str) -> Value {
    json!({ "openapi": "3.1.0", "info": { "title": id, "version": version }, "webhooks": { "berth.taken": { "post": {
        "requestBody": { "content": { "application/json": { "schema": { "type": "object",
            "required": ["type", "generation", "berth"], "properties": { "type": { "const": "berth.taken" },
            "generation": { "const": version }, "berth": { "type": "integer" } } } } } } } } } })
}

#[test]
fn of_several_events_of_one_name_a_constant_that_contradicts_excludes() {
    let sandbox = Sandbox::new();
    sandbox
        .file("old.json", generation("old", "one").to_string())
        .file("new.json", generation("new", "two").to_string());
    for (generation, id) in [("one", "old"), ("two", "new")] {
        let body = json!({ "type": "berth.taken", "generation": generation, "berth": 4 });
        for packs in [["old.json", "new.json"], ["new.json", "old.json"]] {
            let record = detect(&sandbox, &packs, &body);
            assert_eq!(
                (&record["provider"], &record["certainty"]),
                (&json!(id), &json!("identified")),
                "{record}"
            );
        }
    }
    // Where nothing is left, the name holds, and the constant is what is wrong.
    let body = json!({ "type": "berth.taken", "generation": "three", "berth": 4 });
    let run = sandbox
        .run_with(&["validate", "--format", "concise", "--pack", "old.json"], body.to_string().as_bytes());
    assert!(run.code == 1 && run.stdout.contains("generation"), "{run:?}");
}

#[test]
fn samples_that_were_copied_from_event_to_event_still_tell_where_the_name_stands() {
    let names = ["QUAY_OPEN", "QUAY_SHUT", "CRANE_UP", "CRANE_DOWN", "TIDE_HIGH", "TIDE_LOW"];
    let webhooks: serde_json::Map<String, Value> = names
        .iter()
        .map(|name| {
            // The last one is a copy.
            let said = if *name == "TIDE_LOW" { "TIDE_HIGH" } else { name };
            let content = json!({ "schema": { "type": "object", "properties": { "what": { "type": "string" } } },
                "example": { "what": said } });
            (format!("/{name}"), json!({ "post": { "requestBody": { "content": { "application/json": content } } } }))
        })
        .collect();
    let sandbox = Sandbox::new();
    let document =
        json!({ "openapi": "3.1.0", "info": { "title": "Quay", "version": "1" }, "webhooks": webhooks });
    sandbox.file("quay.json", document.to_string());
    for name in names {
        assert_eq!(detect(&sandbox, &["quay.json"], &json!({ "what": name }))["event"], name);
    }
}

#[test]
fn where_one_schema_serves_all_topics_the_free_text_called_type_holds_the_name() {
    let topic = |name: &str| {
        let page = format!("https://docs.example.org/events/{}", name.replace('.', "_"));
        (
            name.to_owned(),
            json!({ "subscribe": { "externalDocs": { "url": page }, "payload": { "$ref": "#/components/schemas/Wrapper" } } }),
        )
    };
    let topics: serde_json::Map<String, Value> =
        ["lamp.on", "lamp.off", "lamp.broken"].map(topic).into_iter().collect();
    let wrapper = json!({ "type": "object", "required": ["type", "event"], "properties": {
        "type": { "type": "string", "title": "how it is sent, always `callback`" },
        "event": { "type": "object", "required": ["type"], "properties": { "type": { "type": "string" } } } } });
    let document = json!({ "asyncapi": "1.2.0", "info": { "title": "Lighthouse", "version": "1" }, "topics": topics,
        "components": { "schemas": { "Wrapper": wrapper } } });
    let sandbox = Sandbox::new();
    sandbox.file("lighthouse.json", document.to_string());
    let check = sandbox.run(&["pack", "check", "lighthouse.json"]);
    assert!(check.stdout.contains("name-path = \"event.type\""), "{check:?}");
    let body = json!({ "type": "callback", "event": { "type": "lamp_off" } });
    assert_eq!(detect(&sandbox, &["lighthouse.json"], &body)["event"], "lamp_off");
}

#[test]
fn messages_of_several_channels_may_have_one_name_and_a_member_called_like_a_header_is_one() {
    let message = |kind: &str| json!({ "x-ballerina-event-type": kind, "payload": { "type": "object", "properties": { "sid": { "type": "string" } } } });
    let channel = |kinds: [&str; 2]| json!({ "subscribe": { "message": { "oneOf": kinds.map(message) } } });
    let document = json!({ "asyncapi": "2.4.0", "info": { "title": "Radio", "version": "1" },
        "x-ballerina-event-identifier": { "type": "body", "path": "x-radio-topic" },
        "channels": { "calls": channel(["queued", "ended"]), "texts": channel(["queued", "read"]) } });
    let sandbox = Sandbox::new();
    sandbox.file("radio.json", document.to_string());
    let events = sandbox.run(&["events", "radio", "--pack", "radio.json", "--format", "json"]);
    for name in ["queued", "ended", "texts.queued", "read"] {
        assert!(events.stdout.contains(&format!("\"event\": \"{name}\"")), "{name}: {events:?}");
    }
}

#[test]
fn what_no_event_that_it_can_be_accepts_is_invalid_with_the_findings_of_the_nearest() {
    let sandbox = Sandbox::new();
    let schema = |n: &Value| {
        json!({ "type": "object", "required": ["type", "n"],
            "properties": { "type": { "const": "paid" }, "n": n, "m": { "type": "integer" } } })
    };
    for (id, n) in [("a", json!({ "type": "integer" })), ("b", json!({ "type": "number", "minimum": 5 }))] {
        let manifest = format!(
            "id = \"prov-{id}\"\nname-path = \"type\"\n[[event]]\nname = \"paid\"\nschema = \"s.json\"\n"
        );
        sandbox.file(&format!("{id}/s.json"), schema(&n).to_string());
        sandbox.file(&format!("{id}/hookspect-pack.toml"), manifest);
    }
    let validate = |body: &Value| {
        let arguments = ["validate", "--pack", "a", "--pack", "b", "--format", "concise", "-v"];
        sandbox.run_with(&arguments, body.to_string().as_bytes())
    };
    let refused = validate(&json!({ "type": "paid", "n": 2.5, "m": "text" }));
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(
        refused.stdout.contains("wrong-type /n") && refused.stdout.contains("wrong-type /m"),
        "{refused:?}"
    );
    assert!(
        refused.stdout.contains("can be prov-a/paid or prov-b/paid, and fits none of them"),
        "{refused:?}"
    );
    // The second one asks for less here: what is wrong is told as of it.
    let nearer = validate(&json!({ "type": "paid", "n": 7.5, "m": "text" }));
    assert!(nearer.code == 1 && !nearer.stdout.contains("/n"), "{nearer:?}");
    assert!(nearer.stdout.contains("told as of prov-b/paid"), "{nearer:?}");
    let accepted = validate(&json!({ "type": "paid", "n": 7.5, "m": 1 }));
    assert!(accepted.code == 0, "{accepted:?}");
    assert!(
        accepted.stdout.contains("can be prov-a/paid or prov-b/paid: it fits them equally well"),
        "{accepted:?}"
    );
}

#[test]
fn a_constant_tells_an_event_whichever_part_of_its_schema_says_it() {
    let sandbox = Sandbox::new();
    let own = |name: &str, data: Value| {
        json!({ "allOf": [{ "$ref": "#/components/schemas/Base" },
            { "type": "object", "properties": { "type": { "const": name }, "data": data } }] })
    };
    let post = |schema: Value| json!({ "post": { "requestBody": { "content": { "application/json": { "schema": schema } } } } });
    let low = json!({ "required": ["left"], "properties": { "left": { "type": "integer" },
        "way": { "oneOf": [{ "properties": { "kind": { "const": "cold" } } }, { "properties": { "kind": { "const": "dry" } } }] } } });
    let document = json!({ "openapi": "3.1.0", "info": { "title": "Stock", "version": "1" },
        "webhooks": { "stockLow": post(own("stock.low", low)), "shipped": post(own("shipment.sent", json!({}))) },
        "components": { "schemas": { "Base": { "type": "object", "required": ["type"],
            "properties": { "type": { "type": "string" }, "data": { "type": "object" } } } } } });
    sandbox.file("stock.json", document.to_string());
    let check = sandbox.run(&["pack", "check", "stock.json"]);
    assert!(check.stdout.contains("name-path = \"type\" (constants at type, in 2 of 2 events"), "{check:?}");
    let body = json!({ "type": "stock.low", "data": { "left": "few" } }).to_string();
    let run = sandbox.run_with(&["validate", "--pack", "stock.json", "--format", "concise"], body.as_bytes());
    assert!(run.code == 1 && run.stdout.contains("wrong-type /data/left"), "{run:?}");
    let described = sandbox.run(&["describe", "stock/stock.low", "--pack", "stock.json"]);
    for shown in ["left", "cold, dry"] {
        assert!(described.stdout.contains(shown), "{shown}\n{described:?}");
    }
}
