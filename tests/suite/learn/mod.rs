//! `learn`: the packs that it writes.

mod anywhere;
mod merging;
mod naming;
mod news;
mod secrets;
mod stated;
mod traps;
mod unions;

use serde_json::{Map, Value, json};

use crate::support::{Numbers, Run, Sandbox, samples};

/// So many deliveries of a shop that nobody described: three events, with members that are optional, null, empty.
pub(crate) fn shop(count: usize) -> Vec<Value> {
    let mut numbers = Numbers(7);
    let delivery = |number: usize| {
        let event = ["order.paid", "order.refunded", "customer.created"][numbers.below(3)];
        let day = 1 + number % 28;
        let (first, last) = (person(&mut numbers), person(&mut numbers));
        let mut data = json!({ "id": 10_000 + number, "note": null });
        if event == "customer.created" {
            data["email"] = format!("{first}.{last}@{}.example", person(&mut numbers)).into();
            data["first_name"] = first.into();
            data["name"] = last.into();
            data["tags"] = json!([]);
        } else {
            data["status"] = ["paid", "pending", "void"][numbers.below(3)].into();
            data["currency"] = ["EUR", "USD"][numbers.below(2)].into();
            data["total"] = format!("{}.50", numbers.below(900)).into();
            data["coupon"] = if numbers.below(2) == 0 { "".into() } else { Value::Null };
            data["lines"] = (0..numbers.below(3))
                .map(|line| json!({ "sku": format!("sku{line}"), "count": line }))
                .collect();
        }
        if event == "order.refunded" {
            data["reason"] = "late".into();
        }
        json!({ "type": event, "id": format!("{:032x}", numbers.next()), "created_at": format!("2026-03-{day:02}T10:14:{:02}Z", number % 60), "data": data })
    };
    (0..count).map(delivery).collect()
}

/// A word that is nobody's name.
fn person(numbers: &mut Numbers) -> String {
    (0..8).map(|_| char::from(b'a' + u8::try_from(numbers.below(26)).unwrap())).collect()
}

pub(crate) fn lines(records: &[Value]) -> String {
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    lines.join("\n") + "\n"
}

/// Every file of a pack, by its path.
pub(crate) fn files(sandbox: &Sandbox, pack: &str) -> Vec<(String, String)> {
    let mut files = vec!["hookspect-pack.toml".to_owned(), "learned.state".to_owned()];
    files.extend(sandbox.names(&format!("{pack}/events")).into_iter().map(|name| format!("events/{name}")));
    files.into_iter().map(|name| (name.clone(), sandbox.read(&format!("{pack}/{name}")))).collect()
}

/// What was learnt of records, as the schemas of the events.
fn learned(records: &[Value]) -> Map<String, Value> {
    let sandbox = Sandbox::new();
    sandbox.file("in.ndjson", lines(records));
    let run = sandbox.run(&["learn", "in.ndjson", "--provider", "shop", "--output", "shop"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let schema = |(path, text): (String, String)| {
        let name = path.strip_prefix("events/")?.strip_suffix(".json")?.to_owned();
        Some((name, serde_json::from_str(&text).unwrap()))
    };
    files(&sandbox, "shop").into_iter().filter_map(schema).collect()
}

/// The schema of the member `at` of records that hold these values there, and are otherwise alike.
fn member(values: &[Value]) -> Value {
    let record = |value: &Value| json!({ "type": "a", "at": value });
    learned(&values.iter().map(record).collect::<Vec<_>>())["a"]["properties"]["at"].clone()
}

#[test]
fn a_pack_is_not_written_among_files_that_are_none_of_a_pack() {
    let sandbox = Sandbox::new();
    sandbox.file("in/a.ndjson", "{\"type\":\"a\",\"id\":1}\n{\"type\":\"b\",\"id\":2}\n");
    sandbox.file("empty/.gitkeep", "");
    for folder in ["in", ".", "new/../in", "in/"] {
        let run = sandbox.run(&["learn", "in", "--provider", "shop", "--output", folder]);
        assert_eq!(run.code, 2, "{folder}: {run:?}");
        assert!(run.stderr.contains("is not a pack, and holds "), "{folder}: {run:?}");
    }
    assert_eq!(sandbox.names("in"), ["a.ndjson"]);
    assert_eq!(sandbox.names("."), ["empty", "in"]);
    for _ in 0..2 {
        let run = sandbox.run(&["learn", "in", "--provider", "shop", "--output", "empty"]);
        assert_eq!(run.code, 0, "{run:?}");
    }
}

#[test]
fn a_pack_accepts_what_it_was_learnt_from_and_knows_every_event() {
    let sandbox = Sandbox::new();
    sandbox.file("in.ndjson", lines(&shop(300)));
    let run = sandbox.run(&["learn", "in.ndjson", "--provider", "shop", "--output", "shop"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("/type: 3 names in 300 of 300"), "{}", run.stdout);
    let run = sandbox.run(&["validate", "in.ndjson", "--pack", "shop"]);
    assert!(run.stderr.contains("300 valid, 0 invalid, 0 unknown"), "{}{}", run.stdout, run.stderr);
    let checked = sandbox.run(&["pack", "check", "shop"]);
    assert_eq!(checked.code, 0, "{}", checked.stdout);
}

#[test]
fn the_samples_of_the_built_in_providers_are_learnt_and_accepted() {
    let sandbox = Sandbox::new();
    let records: Vec<Value> = samples()
        .iter()
        .filter(|(name, _)| name.starts_with("firstpromoter/"))
        .map(|(_, text)| serde_json::from_str(text).unwrap())
        .collect();
    sandbox.file("in.ndjson", lines(&records));
    let run = sandbox.run(&["learn", "in.ndjson", "--provider", "copy", "--output", "copy"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = sandbox.run(&["validate", "in.ndjson", "--pack", "copy", "--provider", "copy"]);
    assert!(run.stderr.contains("58 valid, 0 invalid, 0 unknown"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn no_value_that_is_personal_or_rare_is_in_a_pack() {
    let (sandbox, records) = (Sandbox::new(), shop(300));
    sandbox.file("in.ndjson", lines(&records));
    sandbox.run(&["learn", "in.ndjson", "--provider", "shop", "--output", "shop"]);
    let written: String = files(&sandbox, "shop").into_iter().map(|(_, text)| text).collect();
    let mut counts: std::collections::HashMap<String, u64> = std::collections::HashMap::new();
    let mut open: Vec<&Value> = records.iter().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => open.extend(members.values()),
            Value::Array(items) => open.extend(items),
            Value::String(text) => *counts.entry(text.clone()).or_default() += 1,
            _ => {}
        }
    }
    let rare: Vec<&String> =
        counts.iter().filter(|(text, count)| **count < 3 && text.len() > 3).map(|(text, _)| text).collect();
    assert!(rare.len() > 500, "{}", rare.len());
    for text in rare {
        assert!(!written.contains(text.as_str()), "{text}");
    }
    assert!(written.contains("order.paid") && written.contains("pending"), "{written}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_million_names_a_deep_text_and_many_events_take_little() {
    let sandbox = Sandbox::new();
    let wide: Vec<String> = (0..1_000_000).map(|key| format!("\"k{}\":1", letters(key))).collect();
    let deep = format!("{}1{}", "[".repeat(50_000), "]".repeat(50_000));
    let mut text =
        format!("{{\"type\":\"wide\",\"at\":{{{}}}}}\n{{\"type\":\"deep\",\"at\":{deep}}}\n", wide.join(","));
    for event in 0..100_000 {
        text.push_str(&format!("{{\"type\":\"{}\",\"at\":1}}\n", letters(event)));
    }
    // A million places at three levels, with names that never come again.
    text.push_str(&lines(&merging::names_at_many_levels(1, 100, 3)));
    sandbox.file("in.ndjson", text);
    let run =
        sandbox.run_limited("-v 1048576", &["learn", "in.ndjson", "--provider", "shop", "--output", "shop"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("more than 1024 combinations of names"), "{}", run.stdout);
    assert!(run.stdout.contains("too many places in one event"), "{}", run.stdout);
}

/// A number in letters.
fn letters(mut number: usize) -> String {
    let mut text = String::new();
    for _ in 0..6 {
        text.push(char::from(b'a' + u8::try_from(number % 26).unwrap()));
        number /= 26;
    }
    text
}

#[test]
fn what_was_held_out_is_judged_by_what_the_others_told() {
    let sandbox = Sandbox::new();
    let mut records = shop(400);
    let learn = |records: &[Value]| {
        sandbox.file("in.ndjson", lines(records));
        sandbox.run(&["learn", "in.ndjson", "--provider", "shop", "--holdout", "20%"])
    };
    let run = learn(&records);
    assert!(run.stdout.contains("0 of ") && run.stdout.contains(" refused in all"), "{}", run.stdout);
    let told = |run: &Run| run.stdout.split_once("held out:").map(|(_, told)| told.to_owned()).unwrap();
    for id in 0..50 {
        records.push(json!({ "type": format!("rare.{}", letters(id)), "id": "x", "created_at": "2026-03-02T10:14:22Z", "data": {} }));
    }
    let run = learn(&records);
    assert!(told(&run).contains("(no known event)"), "{}", run.stdout);
    assert_eq!(told(&run), told(&learn(&records)), "the same records are held out in every run");
    for share in ["0", "100%", "half"] {
        assert_eq!(sandbox.run(&["learn", "in.ndjson", "--provider", "shop", "--holdout", share]).code, 2);
    }
    let run = sandbox.run_with(&["learn", "-", "--provider", "shop", "--holdout", "20%"], b"{}");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("reads its inputs twice"), "{}", run.stderr);
}

#[test]
fn records_that_cannot_be_read_are_counted_and_told_with_their_place() {
    let sandbox = Sandbox::new();
    sandbox.file("in.ndjson", format!("{}{{\"type\":\n{}", lines(&shop(3)), lines(&shop(2))));
    let run = sandbox.run(&["learn", "in.ndjson", "--provider", "shop", "--output", "shop"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("in.ndjson:4:"), "{}", run.stderr);
    assert!(run.stdout.contains("5 payloads read, 1 unreadable"), "{}", run.stdout);
}
