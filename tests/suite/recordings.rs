//! Cassettes, collections and stubs: what is broken in one costs nothing beside it, and what only looks like one is left
//! alone.

use crate::support::wrapping::{BACKTICKS, Form, HOVERFLY, bodies, forms, request};
use crate::support::{Sandbox, registry};
use hookspect::{Delivery, EventRef, Fidelity, Inspector, Rule};
use serde_json::{Value, json};

const BODY: &str = r#"{"affiliate_id":7,"previous_status":"active","current_status":"inactive"}"#;

fn form(name: &str) -> &'static Form {
    forms().find(|form| form.name == name).unwrap()
}

/// The forms of this module.
const NAMES: &[&str] = &[
    "VCR cassette in YAML",
    "vcrpy cassette",
    "go-vcr cassette",
    "cassette of bytes",
    "php-vcr cassette",
    "vcr cassette in JSON",
    "ExVCR cassette",
    "nock",
    "Pact message",
    "Insomnia 5",
    "Bruno",
    "Bruno in YAML",
    "Bruno, exported",
    "WireMock mapping",
    "WireMock mappings",
    "MockServer expectation",
    "MockServer request",
    "Hoverfly's journal",
    "Mountebank",
    "Mountebank's stubs",
    "Hurl, fenced",
    "Hurl, base64",
    "Hurl, hexadecimal",
    "HAR in YAML",
];

#[test]
fn a_form_that_is_cut_at_any_byte_gives_no_bogus_body_and_a_finding_that_names_it() {
    let inspector = Inspector::new(registry());
    for form in NAMES.iter().map(|name| form(name)).chain([&HOVERFLY, &BACKTICKS]) {
        let text = (form.make)(&request("uppromote/affiliate.status-changed", BODY));
        for length in 1..text.len() {
            for delivery in inspector.inspect(&text[..length]) {
                let Some(captured) = delivery.request() else {
                    assert!(!delivery.is_valid(), "{}, {length} bytes", form.name);
                    assert!(delivery.findings().next().is_some(), "{}, {length} bytes", form.name);
                    continue;
                };
                let body = delivery.body();
                let whole = serde_json::from_slice::<Value>(body).ok();
                let is_whole = whole == serde_json::from_str::<Value>(BODY).ok();
                let harmless = body.is_empty() || is_whole || delivery.fidelity() == Fidelity::Truncated;
                assert!(
                    harmless,
                    "{}, {length} bytes: {} of {captured:?}",
                    form.name,
                    String::from_utf8_lossy(body)
                );
            }
        }
    }
}

#[test]
fn what_hoverfly_was_taught_is_read_with_its_matchers_taken_off() {
    for (id, body) in bodies() {
        let request = request(&id, &body);
        let [delivery] = Inspector::new(registry()).inspect(&(HOVERFLY.make)(&request)).try_into().unwrap();
        assert_eq!(delivery.body(), body.as_bytes(), "{id}");
        assert_eq!(delivery.fidelity(), Fidelity::Reserialised, "{id}");
        assert_eq!(delivery.event().map(EventRef::id), Some(id), "the path names it");
        let captured = delivery.request().unwrap();
        assert_eq!(captured.method.as_deref(), Some("POST"));
        assert_eq!(captured.url.as_deref(), Some(format!("hooks.example.com{}", request.path).as_str()));
        assert_eq!(captured.headers.get("x-uppromote-signature"), Some(request.signature.as_str()));
    }
}

#[test]
fn a_broken_interaction_costs_none_of_the_others_in_a_cassette_of_several_documents() {
    let interaction = |body: &str, path: &str| {
        format!(
            "- request:\n    body: {body}\n    method: POST\n    uri: http://h/{path}\n  response: {{}}\n"
        )
    };
    let (good, bad) = (interaction(&format!("'{BODY}'"), "a"), interaction("\"unclosed", "b"));
    let aliased = "- request: &one\n    body: '{\"a\": 1}'\n    method: PUT\n    uri: u\n  response: {}\n- request: *one\n  response: {}\n";
    for (list, indent) in [("interactions", ""), ("http_interactions", "  ")] {
        let items = format!("{good}{bad}{good}");
        let items: Vec<String> = items.lines().map(|line| format!("{indent}{line}")).collect();
        let items = items.join("\n") + "\n";
        let text = format!("{list}:\n{items}recorded_with: x\n---\ninteractions:\n{aliased}");
        let deliveries = Inspector::new(registry()).inspect(text.as_bytes());
        let methods: Vec<_> = deliveries
            .iter()
            .map(|one| one.request().map(|request| request.method.clone().unwrap()))
            .collect();
        let methods: Vec<_> = methods.iter().map(Option::as_deref).collect();
        assert_eq!(methods, [Some("POST"), None, Some("POST"), Some("PUT"), Some("PUT")], "{text}");
        let broken: Vec<_> = deliveries[1].located().iter().collect();
        assert_eq!(broken[0].finding.rule, Rule::BrokenCapture);
        assert!(
            broken[0].finding.message().starts_with("(yaml) is not YAML: "),
            "{}",
            broken[0].finding.message()
        );
        assert!((7..=9).contains(&broken[0].position.line), "{}", broken[0].position.line);
        assert!(deliveries[0].is_valid() && deliveries[2].is_valid());
        assert_eq!(deliveries[0].body(), BODY.as_bytes());
    }
}

#[test]
fn a_finding_in_a_cassette_points_at_the_value_that_the_body_stands_in() {
    let wrong = BODY.replace("\"active\"", "7");
    let text = format!(
        "interactions:\n- request:\n    body: '{wrong}'\n    method: POST\n    uri: u\n  response: {{}}\n"
    );
    let deliveries = Inspector::new(registry()).inspect(text.as_bytes());
    let located: Vec<_> = deliveries[0].located().iter().map(|one| one.position).collect();
    assert!(!located.is_empty());
    assert!(located.iter().all(|position| (position.line, position.column) == (3, 11)), "{located:?}");
    assert!(deliveries[0].findings().any(|finding| finding.in_body.is_some()));
}

#[test]
fn yaml_that_grows_or_nests_without_bounds_is_told_and_what_stands_beside_it_is_read() {
    let head =
        format!("interactions:\n- request: {{method: POST, uri: u, body: '{BODY}'}}\n  response: {{}}\n");
    let bomb: Vec<String> = ('b'..='j')
        .map(|name| {
            let before = char::from(u8::try_from(name).unwrap() - 1);
            format!("{name}: &{name} [{}]", vec![format!("*{before}"); 9].join(","))
        })
        .collect();
    let list = |text: &str| format!("{head}- request: {text}\n  response: {{}}\n");
    for (what, text) in [
        ("larger than", format!("{head}a: &a [x,x,x,x,x,x,x,x,x]\n{}\n", bomb.join("\n"))),
        ("is not YAML", list(&("[".repeat(1000) + &"]".repeat(1000)))),
        ("deeper than", list(&("\n   ".to_owned() + &nested(130)))),
        ("is an alias of something", list("&a [*a]")),
        ("is a key that is not text", list("{[a]: b}")),
    ] {
        let deliveries = Inspector::new(registry()).inspect(text.as_bytes());
        assert!(deliveries[0].is_valid(), "{what}");
        let told = deliveries.iter().flat_map(Delivery::findings).any(|one| one.message().contains(what));
        assert!(told, "{what}: {:?}", deliveries.iter().map(Delivery::located).collect::<Vec<_>>());
    }
}

/// A mapping in a mapping, so many deep, over several lines.
fn nested(depth: usize) -> String {
    let lines: Vec<String> = (0..depth).map(|level| format!("{}a:", " ".repeat(4 + level))).collect();
    lines.join("\n").trim_start().to_owned()
}

#[test]
fn what_has_some_marks_of_a_recording_and_lacks_one_is_left_alone() {
    let lookalikes = [
        json!({ "interactions": [{ "request": { "method": "POST", "url": "u" } }] }),
        json!({ "interactions": [{ "response": {}, "request": { "method": "POST" } }] }),
        json!({ "request": { "method": "POST", "url": "u" }, "response": { "status": 200 } }),
        json!({ "request": { "method": "POST", "urlPath": "/a" } }),
        json!({ "mappings": [{ "request": { "url": "u" }, "response": {} }] }),
        json!({ "scope": "read write", "method": "POST", "path": "/a", "status": 1, "response": {} }),
        json!({ "scope": "https://a", "method": "POST", "path": "/a", "status": 1 }),
        json!({ "messages": [{ "contents": {} }], "consumer": { "name": "c" } }),
        json!({ "type": "collection", "collection": [{ "url": "u", "method": "POST" }] }),
        json!({ "version": "1", "items": [{ "request": { "url": "u" } }] }),
        json!({ "info": { "type": "http" }, "http": { "method": "POST" } }),
        json!({ "httpRequest": { "path": "/a" }, "severity": "INFO" }),
        json!({ "method": "POST", "path": "/a", "headers": {}, "secure": true, "body": {} }),
        json!({ "data": { "pairs": [{ "request": {}, "response": {} }] }, "meta": { "total": 1 } }),
        json!({ "journal": [{ "request": { "method": "POST" }, "timeStarted": "x" }] }),
        json!({ "protocol": "http", "port": 1, "requests": [{ "method": "POST", "path": "/a" }] }),
        json!({ "imposters": [{ "stubs": [{ "predicates": [{ "equals": { "body": "{}" } }] }] }] }),
        json!({ "request": { "request_body": "{}", "url": "u" }, "response": {} }),
    ];
    let sandbox = Sandbox::new();
    for (number, lookalike) in lookalikes.iter().enumerate() {
        sandbox.file(&format!("like-{number:02}.json"), lookalike.to_string());
    }
    let run = sandbox.run(&["unwrap", "--format", "ndjson", "*.json"]);
    let captures: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|line: &Value| line["type"] == "capture")
        .collect();
    assert_eq!(captures.len(), lookalikes.len(), "{}", run.stderr);
    for capture in captures {
        assert_eq!(capture["chain"], json!([]), "{capture}");
    }
    let texts = [
        "name: x\nhttp: up\nlevel: info\n",
        "interactions: none today\nrequests: 3\n",
        "- one\n- request\n",
        "vars {\n  host: h\n}\n",
        "meta {\n  name: x\n}\n",
    ];
    for text in texts {
        let deliveries = Inspector::new(registry()).inspect(text.as_bytes());
        assert!(deliveries.iter().all(|one| one.request().is_none()), "{text}");
        assert!(
            deliveries[0].findings().any(|one| one.message().contains("none of which holds a payload")),
            "{text}"
        );
    }
}

#[test]
fn requests_in_folders_are_found_and_what_was_switched_off_is_not_sent() {
    let sandbox = Sandbox::new();
    sandbox
        .file(
            "hoppscotch.json",
            json!([{ "v": 2, "name": "a", "requests": [{ "endpoint": "/1", "method": "POST", "headers": [],
                "body": { "body": BODY } }], "folders": [{ "v": 2, "name": "b", "folders": [], "requests": [
                { "endpoint": "/2", "method": "POST", "headers": [{ "key": "A", "value": "b", "active": false }],
                "body": { "body": BODY } }] }] }])
            .to_string(),
        )
        .file(
            "mock.json",
            json!([{ "httpRequest": { "path": "/3", "body": { "type": "XPATH", "xpath": "//a" } }, "httpForward": {} },
                { "httpRequest": { "path": "/4", "body": { "type": "PARAMETERS",
                "parameters": [{ "name": "payload", "values": [BODY] }] } }, "httpError": {} },
                { "httpRequest": { "path": "/5", "body": { "type": "STRING", "string": BODY } }, "httpResponse": {} }])
            .to_string(),
        )
        .file(
            "form.bru",
            format!("post {{\n  url: /6\n  body: formUrlEncoded\n}}\n\nbody:form-urlencoded {{\n  ~a: b\n  payload: {BODY}\n}}\n\nbody:json {{\n  {{}}\n}}\n"),
        )
        .file("none.bru", "get {\n  url: /7\n  body: none\n}\n\nbody:json {\n  {}\n}\n")
        .file("cut.bru", "post {\n  url: /8\n}\n\nbody:json {\n  {\"a\":1}\n");
    let run = sandbox.run(&["unwrap", "--format", "ndjson", "*"]);
    let shown: Vec<String> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|line| line["type"] == "capture")
        .map(|one| {
            format!("{} {} {} {} {}", one["method"], one["url"], one["chain"], one["headers"], one["body"])
        })
        .collect();
    insta::assert_snapshot!(format!("{}\n{}", shown.join("\n"), run.stderr));
}
