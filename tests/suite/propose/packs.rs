use serde_json::Value;

use super::{Change, SCHEMA, departures, drift, orders, shop};
use crate::drift::{lines, sign_ups};
use crate::support::{Sandbox, samples};

#[test]
fn of_a_built_in_provider_a_pack_takes_the_place() {
    let sandbox = Sandbox::new();
    let changes: [Change; 9] = [
        ("new-field:/data/plan", |record| record["data"]["plan"] = 3.into()),
        ("gone:/data/email", |record| drop(record["data"].as_object_mut().unwrap().remove("email"))),
        ("gone:/data/visitor_sub_id", |record| {
            drop(record["data"].as_object_mut().unwrap().remove("visitor_sub_id"));
        }),
        ("null:/data/email", |record| record["data"]["email"] = Value::Null),
        ("null:/data/promotion", |record| record["data"]["promotion"] = Value::Null),
        ("new-kind:/data/id", |record| record["data"]["id"] = "x1".into()),
        ("new-value:/data/state", |record| record["data"]["state"] = "paused".into()),
        ("format:/data/email", |record| record["data"]["email"] = "nobody".into()),
        ("format:/data/created_at", |record| record["data"]["created_at"] = "yesterday".into()),
    ];
    let samples = samples().into_iter().filter(|(id, _)| id.starts_with("firstpromoter/"));
    let samples: Vec<Value> = samples.map(|(_, sample)| serde_json::from_str(&sample).unwrap()).collect();
    sandbox.file("samples.ndjson", lines(&samples));
    for (expected, change) in changes {
        let folder = format!("pack-{}", expected.replace([':', '/'], "-"));
        let mut records = sign_ups(60);
        records.iter_mut().skip(40).for_each(change);
        sandbox.file("in.ndjson", lines(&records));
        let found = |arguments: &[&str]| -> Vec<String> {
            let run = sandbox.run(&[&["drift", "in.ndjson", "-q", "--format", "json"], arguments].concat());
            let document: Value = serde_json::from_str(&run.stdout).unwrap();
            let text = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
            let lines = document["departures"].as_array().unwrap().iter();
            lines.map(|line| format!("{}:{}", text(line, "kind"), text(line, "pointer"))).collect()
        };
        assert_eq!(found(&[]), [expected]);
        let run = sandbox.run(&["drift", "in.ndjson", "-q", "--accept", "all"]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("--output DIR"), "{}", run.stderr);
        let run = sandbox.run(&["drift", "in.ndjson", "-q", "--accept", "all", "--output", &folder]);
        assert_eq!(run.code, 0, "{expected} {}{}", run.stdout, run.stderr);
        assert_eq!(found(&["--pack", &folder]), [""; 0], "{expected}");
        let run = sandbox.run(&["validate", "samples.ndjson", "--pack", &folder]);
        assert_eq!(run.code, 0, "{expected}: {}", run.stdout);
        let run = sandbox.run(&["drift", "in.ndjson", "-q", "--accept", "all", "--output", &folder]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("holds a pack"), "{}", run.stderr);
    }
}

#[test]
fn nothing_is_changed_where_not_everything_could_be_read() {
    let sandbox = shop();
    let mut records = orders(60);
    records[50]["plan"] = 3.into();
    sandbox.file("in.ndjson", lines(&records) + "{\"type\": \n");
    let run = drift(&sandbox, &["--accept", "all"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("nothing is changed: not everything could be read"), "{}", run.stderr);
    assert_eq!(sandbox.read("shop/events/order.paid.json"), SCHEMA);
}

#[test]
fn a_pack_in_yaml_is_changed_as_a_new_pack() {
    let sandbox = Sandbox::new();
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut yaml = String::from(
        "openapi: 3.1.0\ninfo: {title: Shop, version: v1}\nwebhooks:\n  order.paid:\n    post:\n      requestBody:\n        content:\n          application/json:\n            schema: ",
    );
    let text = schema.to_string().replace("#/$defs", "#/components/schemas");
    yaml.push_str(&text);
    yaml.push_str(&format!("\ncomponents:\n  schemas: {}\n", schema["$defs"]));
    sandbox.file("shop.yaml", yaml);
    let mut records = orders(60);
    for record in records.iter_mut().skip(40) {
        record["total"] = Value::Null;
    }
    sandbox.file("in.ndjson", lines(&records));
    let run = sandbox.run(&["drift", "in.ndjson", "-q", "--against", "shop.yaml", "--accept", "all"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("is YAML: --output DIR writes the pack as JSON"), "{}", run.stderr);
    let run = sandbox.run(&[
        "drift",
        "in.ndjson",
        "-q",
        "--against",
        "shop.yaml",
        "--accept",
        "all",
        "--output",
        "shop",
    ]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(departures(&sandbox), [""; 0]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_pack_whose_change_cannot_be_written_stays_as_it_was() {
    let sandbox = shop();
    let mut records = orders(60);
    records.iter_mut().skip(40).for_each(|order| order["plan"] = 3.into());
    sandbox.file("in.ndjson", lines(&records));
    // A file may have a KiB at most, and the schema has more.
    let accept = ["drift", "in.ndjson", "--against", "shop", "-q", "--accept", "all"];
    let run = sandbox.run_limited("-f 1", &accept);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("files may have "), "{run:?}");
    assert_eq!(sandbox.read("shop/events/order.paid.json"), SCHEMA);
    assert_eq!(sandbox.names("shop/events"), ["order.paid.json"], "nothing is left behind");
    assert_eq!(sandbox.run(&accept).code, 0);
    assert_ne!(sandbox.read("shop/events/order.paid.json"), SCHEMA);
}
