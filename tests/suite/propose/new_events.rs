use serde_json::{Value, json};

use super::{MANIFEST, departures, drift, orders, shop};
use crate::drift::lines;
use crate::support::Sandbox;

/// So many orders, of which those from the 41st on are held: an event that the pack does not know.
pub(super) fn with_held_orders(count: usize) -> Vec<Value> {
    let mut records = orders(count);
    for record in records.iter_mut().skip(40) {
        record["type"] = "order.held".into();
    }
    records
}

fn held_schema(sandbox: &Sandbox) -> Value {
    serde_json::from_str(&sandbox.read("shop/events/order.held.json")).unwrap()
}

#[test]
fn a_new_event_gets_the_model_that_learn_would_have_made_of_its_records() {
    let sandbox = shop();
    let records = with_held_orders(80);
    sandbox.file("in.ndjson", lines(&records));
    let run = drift(&sandbox, &["--accept", "all"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let mut accepted = held_schema(&sandbox);
    let comment = accepted.as_object_mut().unwrap().remove("$comment").unwrap();
    assert!(comment.as_str().unwrap().starts_with("drift: new-event "), "{comment}");
    // Blank lines stand for the paid orders, so that the held ones have the places that they have above.
    sandbox.file("held/in.ndjson", format!("{}{}", "\n".repeat(40), lines(&records[40..])));
    let learn = ["learn", "in.ndjson", "--provider", "held", "--output", "pack", "--by", "/type", "-q"];
    let run = sandbox.run_in("held", &learn, b"");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let learned: Value = serde_json::from_str(&sandbox.read("held/pack/events/order.held.json")).unwrap();
    assert_eq!(accepted, learned);
    assert_eq!(accepted["required"].as_array().unwrap().len(), 11);
    assert_eq!(accepted["properties"]["state"]["x-known-values"], json!(["paid", "void"]));
    let manifest = sandbox.read("shop/hookspect-pack.toml");
    let entry: String = manifest.split("[[event]]").last().unwrap().to_owned();
    assert!(entry.contains("evidence = \"learned from 40 payloads\""), "{entry}");
    assert!(entry.contains("time = \"/created_at\""), "{entry}");
    let text = format!("{manifest}{}", sandbox.read("shop/events/order.held.json"));
    for leaf in ["@shop.example", "o41", "0191f3aa"] {
        assert!(!text.contains(leaf), "{leaf} is somebody's: {text}");
    }
    // From now on it is held against it.
    let mut records = with_held_orders(100);
    records.iter_mut().skip(80).for_each(|record| record["total"] = "3.50".into());
    sandbox.file("in.ndjson", lines(&records));
    assert_eq!(departures(&sandbox), ["new-kind:/total"]);
}

#[test]
fn a_new_event_of_which_few_records_were_seen_requires_nothing() {
    let sandbox = shop();
    sandbox.file("in.ndjson", lines(&with_held_orders(43)));
    assert_eq!(drift(&sandbox, &["--accept", "all"]).code, 0);
    let schema = held_schema(&sandbox);
    assert_eq!(schema.get("required"), None, "{schema}");
    assert_eq!(schema["properties"]["total"]["x-presence"], "usual");
    assert_eq!(departures(&sandbox), [""; 0]);
}

#[test]
fn a_rare_word_of_a_new_event_is_neither_told_nor_a_departure_afterwards() {
    let sandbox = shop();
    let mut records = with_held_orders(140);
    records[90]["state"] = "quarantined".into();
    records[91]["state"] = "".into();
    sandbox.file("in.ndjson", lines(&records));
    let run = drift(&sandbox, &["--accept", "new-event:order.held"]);
    assert!(!sandbox.read("shop/events/order.held.json").contains("quarantined"), "{}", run.stderr);
    assert_eq!(held_schema(&sandbox)["properties"]["state"]["examples"], json!(["paid", "void"]));
    assert_eq!(departures(&sandbox), [""; 0]);
}

/// What a manifest says of what stands around the payload, and a payload in it.
type Wrapping = (&'static str, fn(Value) -> Value);

#[test]
fn the_model_of_a_new_event_describes_what_the_schemas_of_its_pack_describe() {
    let wrapped: [Wrapping; 3] = [
        ("payload-root = \"/payload\"", |order| json!({ "type": order["type"], "id": 7, "payload": order })),
        (
            "payload-root = \"/batch/*\"",
            |order| json!({ "type": order["type"], "id": 7, "batch": [order.clone(), order] }),
        ),
        ("transport = \"cloudevents\"", |order| {
            json!({
                "specversion": "1.0", "id": order["id"], "source": "/shop", "type": order["type"],
                "time": order["created_at"], "data": order,
            })
        }),
    ];
    for (says, wrap) in wrapped {
        let sandbox = shop();
        let manifest = MANIFEST.replace(
            "name-path",
            &format!("{says}\nenvelope = {{ members = [\"/type\", \"/id\"], unknown-needs = 2 }}\nname-path"),
        );
        sandbox.file("shop/hookspect-pack.toml", manifest);
        let records: Vec<Value> = with_held_orders(60).into_iter().map(wrap).collect();
        sandbox.file("in.ndjson", lines(&records));
        assert_eq!(departures(&sandbox), ["new-event:"], "{says}");
        let run = drift(&sandbox, &["--accept", "all"]);
        assert_eq!(run.code, 0, "{says}: {}{}", run.stdout, run.stderr);
        assert!(held_schema(&sandbox)["properties"].get("buyer").is_some(), "{says}");
        assert_eq!(departures(&sandbox), [""; 0], "{says}");
    }
}

#[test]
fn the_models_of_new_events_are_the_same_with_any_number_of_threads() {
    let mut records = orders(400);
    for (number, record) in records.iter_mut().enumerate() {
        record["type"] = format!("order.{}", ["paid", "held", "Held", "sent"][number % 4]).into();
        record["plan"] = (number % 7).into();
    }
    let proposed = |jobs: &str| {
        let sandbox = shop();
        for (number, chunk) in records.chunks(50).enumerate() {
            sandbox.file(&format!("in/{number}.ndjson"), lines(chunk));
        }
        sandbox.run(&["drift", "in", "--against", "shop", "--propose", "-q", "-j", jobs]).stdout
    };
    let one = proposed("1");
    // File systems may take upper and lower case for one: the second has a file of another name.
    let files = ["events/order.held-", "events/order.Held-"];
    assert!(files.iter().any(|file| one.contains(file)), "{one}");
    for jobs in ["2", "3", "4"] {
        assert_eq!(proposed(jobs), one);
    }
}
