//! What is new to a provider that was learnt: told by the check and by `drift`, and closed by neither.

use serde_json::{Value, json};

use super::{lines, shop};
use crate::support::Sandbox;

/// A pack learnt from 300 deliveries, of which `change` makes something before.
fn learnt(change: impl FnOnce(&mut Vec<Value>)) -> Sandbox {
    let sandbox = Sandbox::new();
    let mut records = shop(300);
    change(&mut records);
    sandbox.file("before.ndjson", lines(&records));
    let run = sandbox.run(&["learn", "before.ndjson", "--provider", "shop", "--output", "shop"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    sandbox
}

/// The order with the highest number, in a state of its own.
fn in_state(state: &str) -> Vec<Value> {
    let mut records = shop(300);
    let last = records.iter_mut().rev().find(|record| record["type"] == "order.paid").unwrap();
    last["data"]["status"] = state.into();
    records
}

#[test]
fn a_word_that_never_came_before_is_a_warning_and_a_departure() {
    let sandbox = learnt(|_| ());
    sandbox.file("after.ndjson", lines(&in_state("part_paid")));
    let run = sandbox.run(&["validate", "after.ndjson", "--pack", "shop", "-q", "--format", "concise"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert!(run.stdout.contains("warning unknown-value /data/status"), "{}", run.stdout);
    assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
    let run = sandbox.run(&["drift", "after.ndjson", "--against", "shop", "-q"]);
    let told: Vec<&str> = run.stdout.lines().filter(|line| line.starts_with("  ")).collect();
    assert!(
        matches!(told[..], [line] if line.contains("new-value  /data/status \"part_paid\"")),
        "{}",
        run.stdout
    );
    let run = sandbox.run(&["drift", "after.ndjson", "--against", "shop", "-q", "--accept", "all"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = sandbox.run(&["drift", "after.ndjson", "--against", "shop", "-q"]);
    assert!(!run.stdout.contains("new-value"), "{}", run.stdout);
}

#[test]
fn where_rare_words_came_before_another_one_is_nothing_new() {
    let sandbox = learnt(|records| {
        let paid = records.iter_mut().find(|record| record["type"] == "order.paid").unwrap();
        paid["data"]["status"] = "quarantined".into();
    });
    for name in ["before.ndjson", "after.ndjson"] {
        sandbox.file("after.ndjson", lines(&in_state("part_paid")));
        let run = sandbox.run(&["validate", name, "--pack", "shop", "--format", "concise", "-q"]);
        assert_eq!((run.stdout.as_str(), run.code), ("", 0), "{name}");
    }
}

#[test]
fn a_pack_says_nothing_of_the_payloads_that_it_was_learnt_from_though_some_texts_were_empty() {
    let sandbox = learnt(|records| {
        for (number, record) in records.iter_mut().enumerate() {
            record["channel"] = ["", "SHOP", "WEB"][number % 3].into();
        }
    });
    let schema: Value = serde_json::from_str(&sandbox.read("shop/events/order.paid.json")).unwrap();
    assert_eq!(schema["properties"]["channel"]["x-known-values"], json!(["", "SHOP", "WEB"]));
    let validate = ["validate", "before.ndjson", "--pack", "shop", "--strict", "--format", "concise", "-q"];
    let run = sandbox.run(&validate);
    assert_eq!((run.stdout.as_str(), run.code), ("", 0));
    let run = sandbox.run(&["drift", "before.ndjson", "--against", "shop", "-q"]);
    assert!(!run.stdout.contains("new-value"), "{}", run.stdout);
}
