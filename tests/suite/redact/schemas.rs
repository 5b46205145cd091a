//! Stand-ins fit what the schema of a pack says of a value; those that cannot are told.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::command::{redact, sandbox};
use crate::support::Sandbox;

/// A pack whose schema says much of values that have to be replaced.
fn shop(schema_of_data: &Value) -> Sandbox {
    let sandbox = sandbox();
    let schema = json!({
        "type": "object", "required": ["type", "data"],
        "properties": { "type": { "const": "order.made" }, "data": schema_of_data }
    });
    sandbox
        .file(
            "pack/hookspect-pack.toml",
            "id = \"shop\"\nname = \"Shop\"\nversion = \"2\"\nname-path = \"type\"\n\
             [sensitive]\nsecret = [\"data.code\", \"data.kind\"]\n[[event]]\nname = \"order.made\"\nschema = \"order.json\"\n",
        )
        .file("pack/order.json", schema.to_string());
    sandbox
}

fn orders() -> Value {
    json!({
        "type": "object",
        "properties": {
            "code": { "type": "string", "pattern": "^[A-Z]{3}-[0-9]{6}$" },
            "api_key": { "type": "string", "pattern": "^shopkey_[a-f0-9]{24}$" },
            "kind": { "enum": ["gift", "order"] },
            "first_name": { "type": "string", "maxLength": 12 },
            "last_name": { "type": "string", "maxLength": 12 },
            "full_name": { "type": "string", "minLength": 3, "maxLength": 24 },
            "email": { "type": "string", "format": "email", "maxLength": 32 },
            "phone": { "type": "string", "pattern": "^\\([2-9][0-9]{2}\\) [2-9][0-9]{2}-[0-9]{4}$" },
            "ip": { "type": "string", "format": "ipv4" },
            "postal_code": { "type": "integer", "maximum": 99_000 },
            "note": { "type": "string", "maxLength": 40 },
            "id": { "type": "string", "format": "uuid" }
        }
    })
}

/// An order of the customer with this number.
fn order(number: usize) -> Value {
    let names = ["Ada", "Rosalind", "Li", "Marie-Luise", "Zoë", "Konstantin"];
    let name = names[number % names.len()];
    json!({ "type": "order.made", "data": {
        "code": format!("QRS-{:06}", 482_100 + number),
        "api_key": format!("shopkey_{:024x}", 0x9f3c_77aa_12de_0000_u64 + number as u64),
        "kind": "gift",
        "first_name": name, "last_name": "Lovelace", "full_name": format!("{name} Lovelace"),
        "email": format!("ada.{number}@kelpshop.io"),
        "phone": format!("(212) 456-{:04}", 1000 + number),
        "ip": "81.2.69.142", "postal_code": 20_000 + number,
        "note": format!("Call {name} Lovelace before noon"),
        "id": "f81d4fae-7dec-41d0-a765-00a0c91e6bf6"
    } })
}

/// What no copy can keep: a stream is read once, and what a later schema leaves room for is not known before.
#[test]
fn a_stand_in_is_shorter_in_the_records_whose_schema_asks_for_it_and_the_same_in_all_of_them() {
    let sandbox = shop(&json!({ "type": "object", "properties": {
        "first_name": { "type": "string", "maxLength": 9 }, "contact": { "type": "object" }
    } }));
    let order = |first_name: &str| json!({ "type": "order.made", "data": { "first_name": first_name } });
    let wide = json!({ "user": { "first_name": "Rosalind" } });
    let lines =
        [order("Rosalind"), wide.clone(), order("Rosalind"), wide, order("Konstanze"), order("rosalind")];
    sandbox.file("in.ndjson", lines.map(|line| line.to_string() + "\n").concat());
    let run = redact(&sandbox, &["in.ndjson", "--pack", "pack"]);
    assert_eq!(run.code, 0, "{run:?}");
    let names: Vec<String> = run
        .stdout
        .lines()
        .map(|line| line.split("first_name\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned())
        .collect();
    assert!(names[0].len() <= 9 && names[1].len() > 9, "{names:?}");
    assert_eq!(
        (&names[0], &names[1]),
        (&names[2], &names[3]),
        "equal stays equal where there is as much room"
    );
    assert_eq!(names[0].to_lowercase(), names[5], "and so do two ways to write it");
    assert_ne!(names[0], names[4], "different stays different");
}

fn data(line: &str) -> Value {
    serde_json::from_str::<Value>(line).unwrap()["data"].clone()
}

#[test]
fn a_copy_fits_its_schema_as_the_payload_did() {
    let sandbox = shop(&orders());
    let lines: Vec<String> = (0..60).map(|number| order(number).to_string()).collect();
    sandbox.file("orders.ndjson", lines.join("\n") + "\n");
    let run = redact(&sandbox, &["orders.ndjson", "--pack", "pack"]);
    assert_eq!(run.code, 0, "{run:?}");
    sandbox.file("copy.ndjson", &run.stdout);
    let verdict = sandbox.run(&["validate", "copy.ndjson", "--pack", "pack", "--quiet"]);
    assert_eq!(verdict.code, 0, "{verdict:?}");
    let again = redact(&sandbox, &["copy.ndjson", "--pack", "pack"]);
    for (copy, again) in run.stdout.lines().zip(again.stdout.lines()) {
        assert_eq!(again, copy, "a copy of a copy is the copy");
    }
    let check = sandbox.run(&["redact", "--check", "copy.ndjson", "--pack", "pack"]);
    assert_eq!(check.code, 0, "{check:?}");

    let (mut codes, mut keys, mut people) = (HashSet::new(), HashSet::new(), HashSet::new());
    for (number, (line, copy)) in lines.iter().zip(run.stdout.lines()).enumerate() {
        let (old, new) = (data(line), data(copy));
        for (name, value) in old.as_object().unwrap() {
            let text = value.to_string();
            let is_kept = matches!(name.as_str(), "kind" | "id");
            assert_eq!(*value == new[name], is_kept, "{name}: {text}");
            assert!(is_kept || text.len() < 6 || !copy.contains(text.trim_matches('"')), "{text} in {copy}");
        }
        let text = |name: &str| new[name].as_str().unwrap().to_owned();
        assert_eq!(text("full_name"), format!("{} {}", text("first_name"), text("last_name")), "{number}");
        assert!(text("note").contains(&text("last_name")), "{copy}");
        codes.insert(text("code"));
        keys.insert(text("api_key"));
        people.insert(text("email"));
    }
    assert_eq!((keys.len(), people.len()), (60, 60), "different stays different");
    assert!(codes.len() > 50, "the space of six digits is small: {}", codes.len());
}

#[test]
fn captures_of_a_pack_fit_too() {
    let sandbox = shop(&orders());
    let body = order(3).to_string();
    sandbox.file("order.http", format!("POST /hooks HTTP/1.1\nContent-Type: application/json\n\n{body}\n"));
    let run = redact(&sandbox, &["order.http", "--pack", "pack"]);
    assert_eq!(run.code, 0, "{run:?}");
    sandbox.file("order.ndjson", &body);
    let alone = redact(&sandbox, &["order.ndjson", "--pack", "pack"]);
    assert!(run.stdout.contains(&alone.stdout), "{}\n{}", run.stdout, alone.stdout);
}

#[test]
fn what_is_wrong_with_a_payload_stays_wrong_and_nothing_else() {
    let sandbox = shop(&orders());
    let mut payload = order(5);
    payload["data"]["postal_code"] = json!(120_000);
    sandbox.file("order.json", payload.to_string());
    let told = |name: &str| {
        let run = sandbox.run(&["validate", name, "--pack", "pack", "--output", "json"]);
        let report: Value =
            serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"));
        let findings = report["records"][0]["findings"].as_array().cloned().unwrap_or_default();
        findings.iter().map(|one| (one["rule"].clone(), one["pointer"].clone())).collect::<Vec<_>>()
    };
    let run = redact(&sandbox, &["order.json", "--pack", "pack"]);
    sandbox.file("copy.json", &run.stdout);
    assert!(!told("order.json").is_empty());
    assert_eq!(told("order.json"), told("copy.json"), "{}", run.stdout);
}

#[test]
fn a_stand_in_that_cannot_fit_is_told_at_its_place() {
    for (schema, value) in [
        (json!({ "pattern": "^[A-Z][0-9]{2}$" }), "Q48"),
        (json!({ "pattern": "^sk_live_[a-z0-9]{16}$" }), "sk_live_q8w7e6r5t4y3u2i1"),
    ] {
        let sandbox = shop(&json!({ "type": "object", "properties": { "code": schema } }));
        sandbox
            .file("order.json", format!("{{\"type\":\"order.made\",\n \"data\":{{\"code\":\"{value}\"}}}}"));
        let run = redact(&sandbox, &["order.json", "--pack", "pack"]);
        assert_eq!(run.code, 1, "{run:?}");
        assert!(run.stderr.contains("order.json:2:17: error wrong-format the stand-in here"), "{run:?}");
        assert!(!run.stdout.contains(value), "{run:?}");
    }
}

#[test]
fn what_fits_a_large_payload_is_looked_for_no_longer_than_a_bound() {
    // Each code wants a letter here and there, so that every sign of it is asked for.
    let pattern = "^(?:[A-Z][a-m][0-4]x)+$";
    let sandbox =
        shop(&json!({ "type": "object", "additionalProperties": { "type": "string", "pattern": pattern } }));
    let mut data = serde_json::Map::new();
    for number in 0..100 {
        data.insert(format!("password_{number}"), json!("Qb3x".repeat(60)));
    }
    sandbox.file("order.json", json!({ "type": "order.made", "data": data }).to_string());
    let run = redact(&sandbox, &["order.json", "--pack", "pack"]);
    assert!(matches!(run.code, 0 | 1) && !run.stdout.contains("Qb3xQb3x"), "{}", run.stderr);
}
