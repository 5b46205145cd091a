use serde_json::{Value, json};

use super::{lines, sign_ups};
use crate::support::{Run, Sandbox, sample};

/// What two sets differ in, without a model.
pub(super) fn run(from: &[Value], to: &[Value], arguments: &[&str]) -> Run {
    let sandbox = Sandbox::new();
    sandbox.file("staging/a.ndjson", lines(from)).file("production/b.ndjson", lines(to));
    sandbox.run(&[&["drift", "--from", "staging", "--to", "production"], arguments].concat())
}

#[test]
fn two_sets_are_held_against_each_other_with_the_counts_of_both() {
    let (from, mut to) = (sign_ups(40), sign_ups(60));
    for (number, record) in to.iter_mut().enumerate() {
        let data = record["data"].as_object_mut().unwrap();
        data.remove("suspicion");
        data.insert("plan_tier".to_owned(), number.into());
        if number % 2 == 0 {
            data.insert("uid".to_owned(), 7.into());
        }
    }
    let found = run(&from, &to, &[]);
    assert_eq!(found.code, 1, "{}", found.stderr);
    insta::assert_snapshot!(found.stdout);
    let same = run(&from, &from, &[]);
    assert_eq!((same.code, same.stdout.as_str()), (0, "1 event does not differ (40 records)\n"));
}

#[test]
fn of_two_sets_too_few_records_are_said() {
    let mut to = sign_ups(40);
    to[7]["data"]["plan_tier"] = 3.into();
    let found = run(&sign_ups(40), &to, &[]);
    assert_eq!(found.code, 0, "{}", found.stdout);
    let few = "/data/plan_tier: 0 of 40 of --from, 1 of 40 of --to: too few records to tell";
    assert!(found.stdout.contains(few), "{}", found.stdout);
}

#[test]
fn a_set_that_cannot_be_read_or_is_empty_is_never_the_same() {
    let sandbox = Sandbox::new();
    sandbox
        .file("a.ndjson", lines(&sign_ups(20)))
        .file("empty.ndjson", "")
        .file("bad.ndjson", "{\"event\"\n");
    for (to, code) in [("a.ndjson", 0), ("absent.ndjson", 2), ("bad.ndjson", 2), ("empty.ndjson", 3)] {
        assert_eq!(sandbox.run(&["drift", "--from", "a.ndjson", "--to", to]).code, code, "{to}");
    }
    assert_eq!(sandbox.run(&["drift", "--from", "a.ndjson"]).code, 2);
}

/// So many payments of a provider whose payloads name no event, without `email` where that is said.
fn payments(count: usize, has_email: bool) -> Vec<Value> {
    let mut payment: Value = serde_json::from_str(&sample("uppromote/payment.paid")).unwrap();
    if !has_email {
        payment.as_object_mut().unwrap().shift_remove("affiliate_email").unwrap();
    }
    let numbered = |number: usize| {
        let mut payment = payment.clone();
        payment["payment_id"] = (70_000 + number).into();
        payment
    };
    (0..count).map(numbered).collect()
}

#[test]
fn events_that_a_model_tells_are_compared_beside_others_that_are_told_by_a_name() {
    let set = |has_email| [payments(30, has_email), sign_ups(30)].concat();
    let found = run(&set(true), &set(false), &[]);
    assert_eq!(found.code, 1, "{}", found.stdout);
    let told = "gone       /affiliate_email: in 100 % of --from (30 of 30), in 0 % of --to (0 of 30)";
    assert!(found.stdout.contains(told) && found.stdout.contains("payment.paid"), "{}", found.stdout);
    assert!(found.stdout.contains("1 event does not differ (30 records)"), "{}", found.stdout);
    let same = run(&set(true), &set(true), &[]);
    assert_eq!((same.code, same.stdout.as_str()), (0, "2 events do not differ (60 records)\n"));
}

#[test]
fn what_nothing_names_is_compared_as_one_event_and_never_passed_over() {
    let set = |code: Value| {
        let named = (0..20).map(|number| json!({ "type": "order.paid", "id": number }));
        let nameless = (0..20).map(|number| json!({ "sum": number, "code": code }));
        named.chain(nameless).collect::<Vec<Value>>()
    };
    let found = run(&set(json!("x y z!")), &set(json!(7)), &[]);
    assert_eq!(found.code, 1, "{}", found.stdout);
    assert!(found.stdout.contains("(no name)") && found.stdout.contains("/code integer"), "{}", found.stdout);
    let only_named = &set(json!(7))[..20];
    let gone = run(&set(json!(7)), only_named, &[]);
    assert!(gone.stdout.contains("gone       (no name)"), "{}", gone.stdout);
}

#[test]
fn payloads_that_are_no_object_are_compared_too() {
    let set = |other: Value| {
        let orders = (0..20).map(|number| json!({ "type": "order.paid", "id": number }));
        orders.chain(std::iter::repeat_n(other, 20)).collect::<Vec<Value>>()
    };
    // Each is another delivery.
    let numbered = |set: Vec<Value>| -> Vec<Value> {
        let of = |(number, value): (usize, Value)| match value {
            Value::Number(_) => number.into(),
            Value::String(text) => format!("{text} {number}").into(),
            other => other,
        };
        set.into_iter().enumerate().map(of).collect()
    };
    let found = run(&numbered(set(json!(1))), &numbered(set(json!("one"))), &[]);
    assert_eq!(found.code, 1, "{}", found.stdout);
    assert!(found.stdout.contains("(no object)") && found.stdout.contains("string"), "{}", found.stdout);
}

#[test]
fn records_whose_better_name_is_none_any_more_are_compared_by_the_name_that_both_sets_have() {
    let set = |is_changed: bool| {
        let order = |number: usize| {
            let kind = ["a", "b"][number % 2];
            let mut data = json!({ "kind": kind });
            data[["x", "y"][number % 2]] = 1.into();
            if is_changed && number.is_multiple_of(3) {
                data["kind"] = "Other thing!".into();
                data["tip"] = 2.into();
            }
            json!({ "type": "order.paid", "id": number, "data": data })
        };
        (0..30).map(order).collect::<Vec<Value>>()
    };
    let found = run(&set(false), &set(true), &[]);
    assert!(!found.stdout.contains("new-event"), "{}", found.stdout);
    let told = "/data/tip: in 0 % of --from (0 of 30), in 33 % of --to (10 of 30)";
    assert!(found.stdout.contains(told), "{}", found.stdout);
}

#[test]
fn a_record_that_cannot_be_read_is_told_with_its_place_in_either_set() {
    let sandbox = Sandbox::new();
    sandbox.file("a.ndjson", lines(&sign_ups(20))).file("b.ndjson", lines(&sign_ups(20)) + "{\"event\"\n");
    let run = sandbox.run(&["drift", "--from", "a.ndjson", "--to", "b.ndjson", "-q"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("b.ndjson:21:"), "{}", run.stderr);
}

#[test]
fn two_sets_tell_no_secret_that_one_of_them_holds() {
    let token = |beginning: &str| format!("{beginning}{}", "abcdefghijkl".repeat(3));
    let (mut from, mut to) = (sign_ups(40), sign_ups(60));
    for record in &mut from {
        record["data"]["k"] = "open".into();
        record["data"]["tokens"] = serde_json::json!({ "main": 1 });
    }
    for record in &mut to {
        record["data"]["k"] = token("ghp_").into();
        record["data"]["tokens"] = serde_json::json!({ "main": 1, "other": 2, token("sk_live_"): 3 });
        record["data"][token("sk_live_")] = 1.into();
    }
    for format in ["human", "json", "ndjson", "markdown", "sarif", "github"] {
        let found = run(&from, &to, &["--format", format]);
        assert_eq!(found.code, 0, "{}", found.stderr);
        assert!(!found.stdout.contains("abcdefghijkl"), "{format}: {}", found.stdout);
        assert!(found.stdout.contains("/data/tokens/other"), "{format}: {}", found.stdout);
    }
}
