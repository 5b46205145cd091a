//! `diff`: what changed between two payloads.

use crate::support::{Numbers, Sandbox, registry, samples};
use hookspect::diff::{Settings, compare, compare_shapes, patch};
use hookspect::json::Tape;
use hookspect::model::Hints;
use proptest::prelude::*;
use serde_json::{Value, json};

const EVERYTHING: Settings = Settings { all: true, exact: false, in_order: true };

fn sample(id: &str) -> Value {
    serde_json::from_str(&crate::support::sample(id)).unwrap()
}

/// A promoter before and after: a status, a password, a new promotion, one member less, another order.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    let before = sample("firstpromoter/promoter_signed_up");
    let mut after = before.clone();
    after["event"]["id"] = json!(33_822_999);
    let promoter = &mut after["data"]["promoter"];
    promoter["status"] = json!("blocked");
    promoter["auth_token"] = json!("another-token-0123456789abcdefgh");
    promoter["profile"]["description"] = json!("| `code` |\n<b>");
    let promotions = after["data"]["promotions"].as_array_mut().unwrap();
    let mut third = promotions[0].clone();
    third["id"] = json!(5);
    promotions.push(third);
    promotions.reverse();
    promotions[1].as_object_mut().unwrap().remove("ref_id");
    let lines = |values: &[&Value]| values.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let paid = sample("uppromote/payment.paid");
    let reward = sample("firstpromoter/reward_created");
    let mut other_reward = reward.clone();
    other_reward["data"]["reward"]["status"] = json!("approved");
    sandbox
        .file("before.json", format!("{before:#}"))
        .file("after.json", after.to_string())
        .file("paid.json", paid.to_string())
        .file("reward.json", reward.to_string())
        .file("referral.json", sample("uppromote/referral.approved").to_string())
        .file("monday.ndjson", lines(&[&before, &reward]))
        .file("tuesday.ndjson", lines(&[&other_reward, &before]))
        .file("one/a.json", before.to_string())
        .file("one/b/c.json", paid.to_string())
        .file("one/gone.json", paid.to_string())
        .file("two/a.json", after.to_string())
        .file("two/b/c.json", paid.to_string())
        .file("two/broken.json", "{")
        .file("one/broken.json", "{")
        .file("broken.json", "{\n  \"a\": 1,\n  'b': 2\n}")
        .file("unknown-1.json", "{\"list\": [1, 2, 3, 4], \"n\": 1.0, \"big\": 1e400, \"text\": \"a\"}")
        .file("unknown-2.json", "{\"list\": [1, 3, 4, 5], \"n\": 1, \"big\": 1e401, \"text\": \"\\u0061\"}");
    sandbox
}

macro_rules! snapshots {
    ($($name:ident: $($argument:literal)*;)*) => {
        $(#[test]
        fn $name() {
            let arguments = ["diff", $($argument),*];
            let run = sandbox().run(&arguments);
            let shown = format!("$ hookspect {}\n{}-- stderr\n{}-- exit code {}\n", arguments.join(" "), run.stdout, run.stderr, run.code);
            insta::assert_snapshot!(stringify!($name), shown);
        })*
    };
}

snapshots! {
    diff_human: "before.json" "after.json";
    diff_of_everything: "before.json" "after.json" "--all";
    diff_side_by_side: "before.json" "after.json" "--format" "side-by-side";
    diff_markdown: "before.json" "after.json" "--format" "markdown";
    diff_json: "before.json" "after.json" "--format" "json";
    diff_patch: "unknown-1.json" "unknown-2.json" "--format" "json-patch";
    diff_patch_with_a_secret: "before.json" "after.json" "--format" "json-patch";
    diff_of_keys: "before.json" "after.json" "--keys-only";
    diff_against_a_sample: "--against" "promoter_signed_up" "after.json";
    diff_normalized: "reward.json" "referral.json" "--normalized";
    diff_of_nothing: "before.json" "before.json";
    diff_of_two_events: "before.json" "paid.json" "--keys-only";
    diff_of_unknown_payloads: "unknown-1.json" "unknown-2.json";
    diff_of_unknown_payloads_as_written: "unknown-1.json" "unknown-2.json" "--exact";
    diff_of_a_part: "before.json#/data/promoter/profile" "after.json#/data/promoter/profile";
    diff_of_records: "monday.ndjson#2" "tuesday.ndjson#1";
    diff_of_captures: "monday.ndjson" "tuesday.ndjson";
    diff_of_directories: "one" "two" "--keys-only";
    diff_of_captures_as_json: "monday.ndjson" "tuesday.ndjson" "--format" "json";
    diff_only_and_ignored: "before.json" "after.json" "--only" "/data" "--ignore" "/data/promotions/*/ref_id" "--ignore" "/nowhere";
    diff_without_a_record: "monday.ndjson#7" "before.json";
    diff_without_a_part: "before.json#/data/nothing" "before.json";
    diff_with_a_broken_side: "before.json" "broken.json";
    diff_with_one_operand: "before.json";
    diff_with_a_wrong_pointer: "before.json" "after.json" "--ignore" "data";
}

#[test]
fn standard_input_is_one_of_the_two() {
    let sandbox = sandbox();
    let text = sandbox.read("before.json");
    assert_eq!(sandbox.run_with(&["diff", "-", "before.json"], text.as_bytes()).code, 0);
    assert_eq!(sandbox.run(&["diff", "-", "-"]).code, 2);
}

#[test]
fn no_format_shows_a_secret_that_changed() {
    let sandbox = sandbox();
    for format in ["human", "side-by-side", "markdown", "json", "json-patch"] {
        for all in [&[][..], &["--all"], &["--exact", "--all"]] {
            let run =
                sandbox.run(&[&["diff", "before.json", "after.json", "--format", format], all].concat());
            assert!(
                !run.stdout.contains("another-token") && !run.stderr.contains("another-token"),
                "{run:?}"
            );
        }
    }
    let all = sandbox.run(&["diff", "before.json", "after.json", "--all"]).stdout;
    assert!(all.contains("data.promoter.auth_token") && all.contains("(differs)"), "{all}");
    let shown =
        sandbox.run(&["diff", "before.json", "after.json", "--format", "json-patch", "--show-secrets"]);
    assert!(shown.code == 1 && shown.stdout.contains("another-token"));
}

#[test]
fn no_format_shows_a_name_that_is_a_secret() {
    let (kept, gone, new) =
        ("9f8e7d6c5b4a39281706f5e4d3c2b1a0", "kx82hfA92kf8s7dhf83hfd83jf83", "zx82hfA92kf8s7dhf83hfd83jf99");
    let sandbox = Sandbox::new();
    let table = |scope: &str, other: &str| json!({ "id": 1, "tokens": { kept: { "scope": scope }, other: { "n": 1 } } });
    sandbox.file("a.json", table("read", gone).to_string()).file("b.json", table("write", new).to_string());
    for format in ["human", "side-by-side", "markdown", "json", "json-patch"] {
        for more in [&[][..], &["--keys-only"], &["--all", "--exact"]] {
            let run = sandbox.run(&[&["diff", "a.json", "b.json", "--format", format], more].concat());
            for name in [kept, gone, new] {
                assert!(
                    !run.stdout.contains(name) && !run.stderr.contains(name),
                    "{format} {more:?}: {run:?}"
                );
            }
            let shown = sandbox
                .run(&[&["diff", "a.json", "b.json", "--show-secrets", "--format", format], more].concat());
            assert!(shown.code == 1 && shown.stdout.contains(new), "{format} {more:?}: {shown:?}");
        }
    }
    sandbox.file("twice.json", format!("{{\"tokens\":{{\"{kept}\":{{\"n\":1,\"n\":2}}}}}}"));
    for format in ["human", "concise", "json", "sarif", "junit"] {
        let run = sandbox.run(&["validate", "twice.json", "--format", format]);
        assert!(!run.stdout.contains(kept) && !run.stderr.contains(kept), "{format}: {run:?}");
    }
}

#[test]
fn what_tells_items_apart_is_shown_where_it_is_no_secret() {
    let token = ["ghp", "9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e"].join("_");
    let sandbox = Sandbox::new();
    for (id, shown, more) in [
        (json!(71), "data.promotions[id 71].status", &[][..]),
        (json!({ "password": "hunter2secret", "x": 1 }), "data.promotions[0].status", &[]),
        (json!(token), "data.promotions[0].status", &[]),
        (json!("jane.miller@gmail.com"), "data.promotions[id jane.miller@gmail.com].status", &[]),
        (json!("jane.miller@gmail.com"), "data.promotions[0].status", &["--mask", "personal"]),
    ] {
        let mut one = sample("firstpromoter/promoter_signed_up");
        one["data"]["promotions"][0]["id"] = id.clone();
        let mut other = one.clone();
        other["data"]["promotions"][0]["status"] = json!("offer_expired");
        sandbox.file("a.json", one.to_string()).file("b.json", other.to_string());
        for format in ["human", "side-by-side", "markdown"] {
            let run = sandbox.run(&[&["diff", "a.json", "b.json", "--format", format], more].concat());
            assert!(run.stdout.contains(shown), "{format} {id}: {}", run.stdout);
        }
    }
}

#[test]
fn remarks_hide_names_that_are_secrets() {
    let token = ["sk_live", "9f8e7d6c5b4a39281706f5e4d3"].join("_");
    let list = |most: usize| (0..3000).map(|n| n % most).collect::<Vec<usize>>();
    let sandbox = Sandbox::new();
    for (name, most) in [("a.json", 7), ("b.json", 5)] {
        sandbox.file(name, json!({ "tokens": { &token: list(most) } }).to_string());
    }
    for format in ["human", "side-by-side", "markdown", "json"] {
        let run = sandbox.run(&["diff", "a.json", "b.json", "--format", format]);
        assert!(run.stdout.contains("too many to align"), "{format}: {}", run.stdout);
        assert!(!run.stdout.contains(&token), "{format}: {}", run.stdout);
    }
}

#[test]
fn a_record_beyond_all_numbers_is_not_there() {
    let run = sandbox().run(&["diff", "before.json#99999999999999999999", "after.json"]);
    assert_eq!(run.code, 2, "{}", run.stdout);
    assert!(run.stderr.contains("there is no record"), "{}", run.stderr);
}

#[test]
fn identities_that_repeat_are_announced() {
    let sandbox = Sandbox::new();
    let mut twice = sample("firstpromoter/promoter_signed_up");
    let promotions = twice["data"]["promotions"].as_array_mut().unwrap();
    promotions[1]["id"] = promotions[0]["id"].clone();
    let mut other = twice.clone();
    other["data"]["promotions"][1]["status"] = json!("offer_expired");
    sandbox.file("a.json", twice.to_string()).file("b.json", other.to_string());
    let run = sandbox.run(&["diff", "a.json", "b.json"]);
    assert!(run.stdout.contains("data.promotions: id is missing or repeats"), "{}", run.stdout);
    assert!(run.stdout.contains("data.promotions[1].status"), "{}", run.stdout);
}

#[test]
fn arrays_that_are_too_long_to_align_are_announced() {
    let (a, b): (Vec<u32>, Vec<u32>) =
        ((0..3000).map(|n| n % 7).collect(), (0..3000).map(|n| n % 5).collect());
    let sandbox = Sandbox::new();
    sandbox.file("a.json", json!({ "list": a }).to_string()).file("b.json", json!({ "list": b }).to_string());
    let run = sandbox.run(&["diff", "a.json", "b.json"]);
    assert!(run.stdout.contains("too many to align, so they were paired by position"), "{}", run.stdout);
}

#[test]
fn long_arrays_of_items_that_occur_once_are_aligned_by_them() {
    let a: Vec<u32> = (0..20_000).collect();
    let b: Vec<u32> = [7_000_000].into_iter().chain(a.iter().copied().filter(|n| *n != 12_345)).collect();
    let sandbox = Sandbox::new();
    sandbox.file("a.json", json!({ "list": a }).to_string()).file("b.json", json!({ "list": b }).to_string());
    let run = sandbox.run(&["diff", "a.json", "b.json", "--format", "json"]);
    let changes = serde_json::from_str::<Value>(&run.stdout).unwrap()["changes"].as_array().unwrap().len();
    assert_eq!(changes, 2, "one is new and one is gone");
}

#[test]
fn very_deep_payloads_are_compared_without_recursion() {
    let sandbox = Sandbox::new();
    let deep = |end: &str| format!("{}{end}{}", "[".repeat(3000), "]".repeat(3000));
    sandbox.file("a.json", deep("1")).file("b.json", deep("2"));
    for format in ["human", "json", "json-patch"] {
        let run = sandbox.run(&["diff", "a.json#1", "b.json#1", "--format", format]);
        assert_eq!(run.code, 1, "{}", run.stderr);
    }
    assert_eq!(sandbox.run(&["diff", "a.json", "b.json", "--keys-only"]).code, 0);
}

#[test]
fn the_order_of_items_with_an_identity_is_no_difference() {
    let mut numbers = Numbers(7);
    for (id, text) in samples() {
        let mut value: Value = serde_json::from_str(&text).unwrap();
        shuffle(&mut value, "promotions", &mut numbers);
        shuffle(&mut value, "custom_fields", &mut numbers);
        let shuffled = value.to_string();
        let (mut one, mut other) = (Tape::new(), Tape::new());
        let (a, b) = (one.parse(text.as_bytes()).unwrap(), other.parse(shuffled.as_bytes()).unwrap());
        let body = registry().identify(a, &Hints::default()).body();
        let difference = compare(a.root(), b.root(), body, Settings { all: true, ..Settings::default() });
        assert!(difference.changes.is_empty(), "{id}: {:?}", difference.changes);
    }
}

/// Reverses or rotates every array of this name.
fn shuffle(value: &mut Value, name: &str, numbers: &mut Numbers) {
    match value {
        Value::Object(members) => {
            for (key, member) in members.iter_mut() {
                if let (true, Value::Array(items)) = (key == name, &mut *member) {
                    let by = numbers.below(items.len());
                    items.rotate_left(by);
                }
                shuffle(member, name, numbers);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| shuffle(item, name, numbers)),
        _ => {}
    }
}

/// Any JSON of a few levels, with few names and values, so that two of them have much in common.
fn any_json() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (0..4_i64).prop_map(Value::from),
        "[ab/~\"]{0,2}".prop_map(Value::from),
    ];
    scalar.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map("[abc/~]{1,2}", inner, 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn a_payload_is_no_different_from_itself(value in any_json()) {
        let (pretty, compact) = (format!("{value:#}"), value.to_string());
        let (mut one, mut other) = (Tape::new(), Tape::new());
        let (a, b) = (one.parse(pretty.as_bytes()).unwrap(), other.parse(compact.as_bytes()).unwrap());
        prop_assert!(compare(a.root(), b.root(), None, EVERYTHING).changes.is_empty());
        prop_assert!(compare_shapes(a.root(), b.root(), None).changes.is_empty());
    }

    #[test]
    fn the_patch_makes_the_second_of_the_first(a in any_json(), b in any_json()) {
        let (first, second) = (a.to_string(), b.to_string());
        let (mut one, mut other) = (Tape::new(), Tape::new());
        let (left, right) = (one.parse(first.as_bytes()).unwrap(), other.parse(second.as_bytes()).unwrap());
        let difference = compare(left.root(), right.root(), None, EVERYTHING);
        prop_assert_eq!(difference.changes.is_empty(), a == b);
        let operations: Vec<Value> = patch(&difference)
            .iter()
            .map(|operation| {
                let mut entry = json!({ "op": operation.name, "path": operation.path.as_str() });
                if let Some(value) = operation.value {
                    entry["value"] = serde_json::from_str(value.raw()).unwrap();
                }
                entry
            })
            .collect();
        let operations: json_patch::Patch = serde_json::from_value(Value::from(operations)).unwrap();
        let mut patched = a.clone();
        json_patch::patch(&mut patched, &operations).unwrap();
        prop_assert_eq!(patched, b);
    }
}

#[test]
fn a_record_that_cannot_be_read_is_neither_gone_nor_new() {
    let sandbox = Sandbox::new();
    let paid = sample("uppromote/payment.paid");
    sandbox.file("a.ndjson", format!("{paid}\n")).file("b.ndjson", format!("{paid}\n{{\"cut\":\n"));
    for arguments in [["a.ndjson", "b.ndjson"], ["b.ndjson", "a.ndjson"]] {
        let run = sandbox.run(&[&["diff", "--format", "json"], &arguments[..]].concat());
        let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let summary = &report["summary"];
        let counts =
            ["pairs", "same", "unreadable", "removed", "added"].map(|name| summary[name].as_u64().unwrap());
        assert_eq!((run.code, counts), (2, [1, 1, 1, 0, 0]), "{run:?}");
        assert!(run.stderr.contains("b.ndjson:2:8: this record is not JSON"), "{}", run.stderr);
    }
}
