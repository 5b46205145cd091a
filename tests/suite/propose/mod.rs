/// `--propose`: a diff that other programs apply.
mod diffs;
/// Events that the pack did not have.
mod new_events;
/// Which pack is changed: of a built-in provider, in YAML, and where not everything was read.
mod packs;

use serde_json::{Value, json};

use crate::drift::lines;
use crate::support::{Run, Sandbox};

const MANIFEST: &str = r#"# ours
id = "shop"
name = "Shop"
formats = "assert"
version = "v1"
name-path = "type"

[[event]]
name = "order.paid"
schema = "events/order.paid.json"
"#;

const SCHEMA: &str = r##"{
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["type", "id", "created_at", "buyer", "total"],
    "properties": {
        "type": {"const": "order.paid"},
        "id": {"type": "string", "pattern": "^o[0-9]+$"},
        "created_at": {"type": "string", "format": "date-time"},
        "buyer": {"$ref": "#/$defs/buyer"},
        "state": {"enum": ["paid", "void"]},
        "total": {"type": "number", "minimum": 0, "maximum": 1000.50},
        "code": {"type": "string", "maxLength": 4},
        "lines": {"type": "array", "items": {"$ref": "#/$defs/line"}},
        "method": {
            "oneOf": [
                {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "card"}, "last": {"type": "string"}}},
                {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "bank"}, "iban": {"type": "string"}}}
            ]
        },
        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        "note": {"type": ["string", "null"]}
    },
    "$defs": {
        "buyer": {
            "type": "object",
            "additionalProperties": false,
            "required": ["mail"],
            "properties": {"mail": {"type": "string", "format": "email"}, "vip": {"type": "boolean"}}
        },
        "line": {"type": "object", "required": ["sku"], "properties": {"sku": {"type": "string"}, "count": {"type": "integer"}}}
    }
}
"##;

/// So many paid orders, four a day from 2026-02-01 on.
fn orders(count: usize) -> Vec<Value> {
    let order = |number: usize| {
        json!({
            "type": "order.paid",
            "id": format!("o{number}"),
            "created_at": format!("2026-02-{:02}T{:02}:14:00Z", 1 + number / 4 % 28, 6 + number % 4 * 4),
            "buyer": { "mail": format!("b{number}@shop.example"), "vip": number.is_multiple_of(2) },
            "state": (["paid", "void"][number % 2]),
            "total": number % 900,
            "code": "abc",
            "lines": [{ "sku": "s1", "count": 2 }],
            "method": if number.is_multiple_of(3) { json!({ "kind": "card", "last": "4242" }) } else { json!({ "kind": "bank" }) },
            "labels": { "0191f3aa5c9b4d6e8f70a1b2c3d4e5f6": "x" },
            "note": null,
        })
    };
    (0..count).map(order).collect()
}

fn shop() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.file("shop/hookspect-pack.toml", MANIFEST);
    sandbox.file("shop/events/order.paid.json", SCHEMA);
    sandbox
}

fn drift(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    sandbox.run(&[&["drift", "in.ndjson", "--against", "shop", "-q"], arguments].concat())
}

/// The kinds and places of the departures.
fn departures(sandbox: &Sandbox) -> Vec<String> {
    let run = drift(sandbox, &["--format", "json"]);
    assert!(run.code < 2, "{}", run.stderr);
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let text = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
    let lines = document["departures"].as_array().unwrap().iter();
    lines.map(|line| format!("{}:{}", text(line, "kind"), text(line, "pointer"))).collect()
}

/// A way in which orders change from the 41st of 60 on, and what `drift` says of it.
type Change = (&'static str, fn(&mut Value));

const CHANGES: [Change; 22] = [
    ("new-field:/plan", |order| order["plan"] = 3.into()),
    ("new-field:/buyer/plan", |order| order["buyer"]["plan"] = json!({ "a": 1 })),
    ("new-field:/lines/*/tax", |order| order["lines"][0]["tax"] = "7".into()),
    ("gone:/total", |order| drop(order.as_object_mut().unwrap().remove("total"))),
    ("gone:/state", |order| drop(order.as_object_mut().unwrap().remove("state"))),
    ("gone:/buyer/mail", |order| drop(order["buyer"].as_object_mut().unwrap().remove("mail"))),
    ("gone:/lines/*/sku", |order| drop(order["lines"][0].as_object_mut().unwrap().remove("sku"))),
    ("null:/id", |order| order["id"] = Value::Null),
    ("null:/buyer", |order| order["buyer"] = Value::Null),
    ("null:/state", |order| order["state"] = Value::Null),
    ("null:/lines/*", |order| order["lines"][0] = Value::Null),
    ("new-kind:/total", |order| order["total"] = "3.50".into()),
    ("new-kind:/buyer", |order| order["buyer"] = "b1".into()),
    ("new-kind:/lines/*/count", |order| order["lines"][0]["count"] = 2.5.into()),
    ("new-kind:/labels/*", |order| order["labels"] = json!({ "0191f3aa5c9b4d6e8f70a1b2c3d4e5f7": 3 })),
    ("new-value:/state", |order| order["state"] = "held  back".into()),
    ("new-value:/method/kind", |order| order["method"]["kind"] = "cash".into()),
    ("format:/id", |order| order["id"] = "x".into()),
    ("format:/buyer/mail", |order| order["buyer"]["mail"] = "nobody".into()),
    ("range:/total", |order| order["total"] = 5000.into()),
    ("range:/total", |order| order["total"] = (-1).into()),
    ("range:/code", |order| order["code"] = "abcdef".into()),
];

#[test]
fn what_is_accepted_is_no_departure_any_more_and_what_passed_before_passes_still() {
    let before = shop();
    before.file("old.ndjson", lines(&orders(40)));
    let made = before.run(&["sample", "shop/order.paid", "--pack", "shop", "--count", "60"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    for (expected, change) in CHANGES {
        let sandbox = shop();
        sandbox.file("old.ndjson", lines(&orders(40)));
        sandbox.file("made.ndjson", &made.stdout);
        let mut records = orders(60);
        records.iter_mut().skip(40).for_each(change);
        sandbox.file("in.ndjson", lines(&records));
        assert_eq!(departures(&sandbox), [expected]);
        let run = drift(&sandbox, &["--accept", "all"]);
        assert_eq!(run.code, 0, "{expected}: {}{}", run.stdout, run.stderr);
        let schema = sandbox.read("shop/events/order.paid.json");
        assert_eq!(departures(&sandbox), [""; 0], "{expected}: {schema}");
        let payloads = ["validate", "in.ndjson", "old.ndjson", "made.ndjson", "--pack", "shop"];
        let run = sandbox.run(&[&payloads[..], &["--event", "shop/order.paid"]].concat());
        assert_eq!(run.code, 0, "{expected}: {}\n{schema}", run.stdout);
        assert!(schema.contains("1000.50") || expected == "range:/total", "numbers stay as they are written");
        assert_eq!(sandbox.read("shop/hookspect-pack.toml"), MANIFEST);
    }
}

#[test]
fn a_bound_moves_to_what_was_seen_beyond_it() {
    // What `total` may be, which totals came, and what it may be afterwards.
    let moved: [(&str, &[&str], Value); 9] = [
        (r#""maximum": 1000.50"#, &["5000", "1000.75", "5e3"], json!({ "maximum": 5000 })),
        (r#""maximum": 1000"#, &["1000.57"], json!({ "maximum": 1000.57 })),
        (r#""minimum": 0, "maximum": 900"#, &["-1", "-2.5"], json!({ "minimum": -2.5, "maximum": 900 })),
        (r#""exclusiveMinimum": 0"#, &["0"], json!({ "minimum": 0 })),
        (r#""exclusiveMinimum": 0, "minimum": -5"#, &["-3"], json!({ "minimum": -3 })),
        (
            r#""allOf": [{"maximum": 950}, {"maximum": 2000}]"#,
            &["1500"],
            json!({
                "allOf": [{ "maximum": 1500 }, { "maximum": 2000 }]
            }),
        ),
        (r#""minimum": 0, "exclusiveMinimum": true"#, &["0"], json!({ "minimum": 0 })),
        // More digits than a program keeps: there is no bound that says so.
        (r#""maximum": 1000"#, &["90071992547409931234.5"], json!({})),
        (r#""maximum": 1000"#, &["2000", "90071992547409931234.5"], json!({})),
    ];
    for (says, totals, expected) in moved {
        let sandbox = shop();
        let schema = SCHEMA.replace(r#""type": "number", "minimum": 0, "maximum": 1000.50"#, says);
        assert_ne!(schema, SCHEMA);
        // Where that is a boolean, it is of draft-04.
        let draft_04 = says.contains("true").then_some("http://json-schema.org/draft-04/schema#");
        let dialect = "https://json-schema.org/draft/2020-12/schema";
        let schema = schema.replace(dialect, draft_04.unwrap_or(dialect));
        sandbox.file("shop/events/order.paid.json", schema);
        let mut records: Vec<String> = orders(60).iter().map(Value::to_string).collect();
        for (record, total) in records.iter_mut().rev().zip(totals.iter().cycle()).take(20) {
            let start = record.find("\"total\":").unwrap();
            let end = start + record[start..].find(',').unwrap();
            record.replace_range(start..end, &format!("\"total\":{total}"));
        }
        // None of these is beyond a bound that excludes it.
        let first = r#""total":0"#;
        records[0] = records[0].replace(first, "\"total\":7");
        sandbox.file("in.ndjson", records.join("\n"));
        assert_eq!(departures(&sandbox), ["range:/total"], "{says}");
        let run = drift(&sandbox, &["--accept", "all"]);
        assert_eq!(run.code, 0, "{says}: {}{}", run.stdout, run.stderr);
        let text = sandbox.read("shop/events/order.paid.json");
        let mut schema: Value = serde_json::from_str(&text).unwrap();
        let total = &mut schema["properties"]["total"];
        strip_comments(total);
        assert_eq!(*total, expected, "{says}");
        assert_eq!(departures(&sandbox), [""; 0], "{says}: {text}");
    }
}

fn strip_comments(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            members.retain(|name, _| !name.ends_with("comment"));
            members.values_mut().for_each(strip_comments);
        }
        Value::Array(items) => items.iter_mut().for_each(strip_comments),
        _ => {}
    }
}

#[test]
fn a_bound_of_lengths_and_counts_moves_too_with_the_evidence_beside_it() {
    let sandbox = shop();
    let schema = SCHEMA
        .replace(r#""lines": {"type": "array","#, r#""lines": {"type": "array", "maxItems": 2,"#)
        .replace(r#""labels": {"type": "object","#, r#""labels": {"type": "object", "minProperties": 1,"#);
    sandbox.file("shop/events/order.paid.json", &schema);
    let mut records = orders(60);
    for (number, record) in records.iter_mut().enumerate().skip(40) {
        record["code"] = "äbcdef".into();
        record["lines"] = vec![json!({ "sku": "s1", "count": 2 }); 3 + number % 3].into();
        record["labels"] = json!({});
    }
    sandbox.file("in.ndjson", lines(&records));
    assert_eq!(departures(&sandbox), ["range:/code", "range:/labels", "range:/lines"]);
    let run = drift(&sandbox, &["--format", "json"]);
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(document["departures"][0]["reach"], "6");
    assert_eq!(drift(&sandbox, &["--accept", "all"]).code, 0);
    let text = sandbox.read("shop/events/order.paid.json");
    for says in ["\"maxLength\": 6", "\"maxItems\": 5", "\"minProperties\": 0", ", up to 5", ", down to 0"] {
        assert!(text.contains(says), "{says}: {text}");
    }
    assert_eq!(departures(&sandbox), [""; 0]);
    // One more is a departure again.
    records[59]["lines"] = vec![json!({ "sku": "s1", "count": 2 }); 6].into();
    sandbox.file("in.ndjson", lines(&records));
    assert_eq!(departures(&sandbox), ["range:/lines"]);
}

#[test]
fn a_number_that_is_hidden_moves_no_bound_and_takes_it_away() {
    let sandbox = shop();
    let schema = SCHEMA.replace(
        "\"code\": {\"type\": \"string\", \"maxLength\": 4}",
        "\"pin\": {\"type\": \"integer\", \"maximum\": 9999, \"x-sensitivity\": \"secret\"}",
    );
    assert_ne!(schema, SCHEMA);
    sandbox.file("shop/events/order.paid.json", &schema);
    let mut records = orders(60);
    for (number, record) in records.iter_mut().enumerate() {
        record.as_object_mut().unwrap().remove("code");
        record["pin"] = if number < 40 { 1234 } else { 876_543 }.into();
    }
    sandbox.file("in.ndjson", lines(&records));
    assert_eq!(departures(&sandbox), ["range:/pin"]);
    let run = drift(&sandbox, &["--accept", "all"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = sandbox.read("shop/events/order.paid.json");
    assert!(!text.contains("876543") && !text.contains("9999"), "{text}");
    assert_eq!(departures(&sandbox), [""; 0]);
}

#[test]
fn all_kinds_at_once_are_one_change() {
    let sandbox = shop();
    let mut records = orders(60);
    for (number, record) in records.iter_mut().enumerate().skip(16) {
        CHANGES[number % CHANGES.len()].1(record);
    }
    sandbox.file("in.ndjson", lines(&records));
    assert!(departures(&sandbox).len() > 15);
    let run = drift(&sandbox, &["--accept", "all"]);
    assert_eq!((run.code, run.stderr.lines().count()), (0, 1), "{}{}", run.stdout, run.stderr);
    assert_eq!(departures(&sandbox), [""; 0], "{}", sandbox.read("shop/events/order.paid.json"));
}

#[test]
fn one_departure_is_accepted_by_its_kind_and_place_and_the_others_stay() {
    let sandbox = shop();
    let mut records = orders(60);
    for record in records.iter_mut().skip(40) {
        record["state"] = "held".into();
        record["plan"] = 3.into();
    }
    sandbox.file("in.ndjson", lines(&records));
    let run = drift(&sandbox, &["--accept", "new-field:/plan", "--accept", "null:/nowhere"]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("--accept null:/nowhere: there is no such departure"), "{}", run.stderr);
    assert!(run.stdout.contains("/state") && !run.stdout.contains("/plan"), "{}", run.stdout);
    assert_eq!(departures(&sandbox), ["new-value:/state"]);
    let run = drift(&sandbox, &["--accept", "status"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("KIND:POINTER such as"), "{}", run.stderr);
}

#[test]
fn a_new_event_is_an_event_of_the_pack() {
    let sandbox = shop();
    let records = new_events::with_held_orders(60);
    sandbox.file("in.ndjson", lines(&records));
    assert_eq!(departures(&sandbox), ["new-event:"]);
    let run = drift(&sandbox, &["--accept", "new-event:order.held"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(departures(&sandbox), [""; 0]);
    let manifest = sandbox.read("shop/hookspect-pack.toml");
    assert!(manifest.starts_with(MANIFEST) && manifest.contains("# drift: new-event"), "{manifest}");
    let run = sandbox.run(&["validate", "in.ndjson", "--pack", "shop", "-q"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
}

#[test]
fn what_a_person_has_stated_is_told_and_not_changed_by_all() {
    let sandbox = shop();
    let stated = SCHEMA.replace(
        "\"code\": {\"type\": \"string\"",
        "\"code\": {\"x-stated\": [\"maxLength\"], \"type\": \"string\"",
    );
    sandbox.file("shop/events/order.paid.json", &stated);
    let mut records = orders(60);
    for record in records.iter_mut().skip(40) {
        record["code"] = "abcdef".into();
    }
    sandbox.file("in.ndjson", lines(&records));
    let run = drift(&sandbox, &["--accept", "all"]);
    assert_eq!(run.code, 1);
    let why = "not proposed: range /code of shop/order.paid: events/order.paid.json#/properties/code says maxLength as a person has stated it";
    assert!(run.stderr.contains(why), "{}", run.stderr);
    assert_eq!(sandbox.read("shop/events/order.paid.json"), stated);
    let run = drift(&sandbox, &["--accept", "range:/code"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(departures(&sandbox), [""; 0]);
}

#[test]
fn a_schema_that_a_condition_shares_is_not_changed() {
    let sandbox = shop();
    let schema = SCHEMA.replacen(
        "\"type\": \"object\",",
        "\"type\": \"object\", \"not\": {\"required\": [\"x\"], \"properties\": {\"x\": {\"$ref\": \"#/$defs/line/properties/sku\"}}},",
        1,
    );
    sandbox.file("shop/events/order.paid.json", &schema);
    let mut records = orders(60);
    for record in records.iter_mut().skip(40) {
        record["lines"][0]["sku"] = 3.into();
    }
    sandbox.file("in.ndjson", lines(&records));
    let run = drift(&sandbox, &["--accept", "all"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("is part of a condition too, which would let less pass"), "{}", run.stderr);
    assert_eq!(sandbox.read("shop/events/order.paid.json"), schema);
}
