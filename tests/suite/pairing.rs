//! `diff` of streams: records are paired by what tells them from others.

use crate::support::{Sandbox, sample, samples};
use hookspect::diff::{Identity, PairedBy, Pairing, pair};
use proptest::prelude::*;
use serde_json::{Value, json};

fn parsed(id: &str) -> Value {
    serde_json::from_str(&sample(id)).unwrap()
}

/// Twenty promoters that signed up, each event with an id of its own.
fn promoters() -> Vec<Value> {
    (0..20)
        .map(|number| {
            let mut promoter = parsed("firstpromoter/promoter_signed_up");
            promoter["event"]["id"] = json!(33_822_000 + number);
            promoter
        })
        .collect()
}

fn lines(records: &[Value]) -> String {
    records.iter().map(Value::to_string).collect::<Vec<_>>().join("\n")
}

/// The numbers of the total, by their names; they add up.
fn summary(sandbox: &Sandbox, arguments: &[&str]) -> Value {
    let run = sandbox.run(&[&["diff", "--format", "json"], arguments].concat());
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let summary = document["summary"].clone();
    let number = |name: &str| summary[name].as_u64().unwrap();
    assert_eq!(number("pairs"), number("same") + number("different") + number("unreadable"));
    let by: u64 = summary["paired_by"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
    assert_eq!(number("pairs"), by);
    assert_eq!(document["pairs"].as_array().unwrap().len() as u64, number("different"));
    assert_eq!(document["removed"].as_array().unwrap().len() as u64, number("removed"));
    assert_eq!(document["added"].as_array().unwrap().len() as u64, number("added"));
    document
}

#[test]
fn records_that_are_written_just_so_on_both_sides_are_paired_as_those_that_mean_the_same() {
    let all = samples();
    let one_line = |text: &str| serde_json::from_str::<Value>(text).unwrap().to_string();
    let first: Vec<String> = all.iter().map(|(_, text)| one_line(text)).collect();
    let mut second: Vec<String> = first.iter().rev().cloned().collect();
    // One twice, one gone, one changed, one that is no JSON, and some that nobody knows.
    second.push(second[3].clone());
    second.remove(5);
    second[7] = second[7].replacen(':', ":\"new\",\"x\":", 1);
    let unknown = ["{\"a\":1}", "{\"a\":1}", "{\"b\":", "7"].map(str::to_owned);
    let (first, second) = ([&first[..], &unknown].concat(), [&unknown[1..], &second[..]].concat());
    let sandbox = Sandbox::new();
    sandbox.file("a.ndjson", first.join("\n")).file("one/b.ndjson", second.join("\n")).file(
        "two/b.ndjson",
        second.iter().map(|line| line.replacen('{', "{ ", 1)).collect::<Vec<_>>().join("\n"),
    );
    for options in ["", "--all", "--exact", "--format json", "--keys-only", "--format markdown"] {
        let ran = |other: &str| {
            let options = options.split(' ').filter(|option| !option.is_empty());
            let arguments: Vec<&str> = ["diff", "a.ndjson", other].into_iter().chain(options).collect();
            let run = sandbox.run(&arguments);
            // What is no JSON says where in its line.
            (run.stdout.replace(other, "b"), run.code)
        };
        let (just_so, otherwise) = (ran("one/b.ndjson"), ran("two/b.ndjson"));
        assert!(
            just_so.0.contains("1 unreadable") || just_so.0.contains("\"unreadable\": 1"),
            "{}",
            just_so.0
        );
        assert_eq!(just_so, otherwise, "{options}");
    }
}

#[test]
fn a_record_that_was_inserted_makes_no_other_one_differ() {
    let sandbox = Sandbox::new();
    let mut more = promoters();
    let mut new = parsed("firstpromoter/reward_created");
    new["event"]["id"] = json!(1);
    more.insert(3, new);
    more.swap(5, 15);
    sandbox.file("a.ndjson", lines(&promoters())).file("b.ndjson", lines(&more));
    let run = sandbox.run(&["diff", "a.ndjson", "b.ndjson"]);
    assert_eq!(
        run.stdout,
        " +  b.ndjson#4   firstpromoter/reward_created   event 1\n\n\
         20 pairs by event id: 20 same, 0 different · 0 removed, 1 added\n"
    );
    assert_eq!(run.code, 1);
    let back = sandbox.run(&["diff", "b.ndjson", "a.ndjson", "--format", "markdown"]);
    assert!(back.stdout.starts_with("* removed: `b.ndjson#4` `firstpromoter/reward_created` `event 1`\n"));
}

#[test]
fn a_payload_without_an_id_of_its_own_is_paired_by_what_it_is_about() {
    let sandbox = Sandbox::new();
    let referral = |id: u64, commission: &str| {
        let mut referral = parsed("uppromote/referral.new");
        referral["id"] = json!(id);
        referral["commission"] = json!(commission);
        referral
    };
    sandbox
        .file("a.ndjson", lines(&[referral(1, "1.00"), referral(2, "2.00"), referral(3, "3.00")]))
        .file("b.ndjson", lines(&[referral(3, "3.00"), referral(4, "4.00"), referral(2, "2.50")]));
    let document = summary(&sandbox, &["a.ndjson", "b.ndjson", "--event", "uppromote/referral.new"]);
    let [pair] = document["pairs"].as_array().unwrap().as_slice() else { panic!("{document}") };
    assert_eq!(pair["a"], "a.ndjson#2");
    assert_eq!(pair["b"], "b.ndjson#3");
    assert_eq!(pair["changes"][0]["pointer"], "/commission");
    assert_eq!(
        document["removed"][0],
        json!({ "record": "a.ndjson#1", "event": "uppromote/referral.new", "id": "commission 1" })
    );
    assert_eq!(document["added"][0]["record"], "b.ndjson#2");
    assert_eq!(document["summary"]["paired_by"]["content"], 1);
}

#[test]
fn deliveries_of_captures_are_paired_by_their_id() {
    let sandbox = Sandbox::new();
    let capture = |delivery: &str, status: &str| {
        let mut body = parsed("uppromote/affiliate.new");
        body["status"] = json!(status);
        json!({ "method": "POST", "path": "/hooks", "body": body.to_string(),
            "headers": { "Content-Type": "application/json", "Host": "a.example", "Webhook-Id": delivery } })
    };
    let a = [capture("one", "active"), capture("two", "active")];
    let b = [capture("two", "inactive"), capture("one", "active")];
    sandbox.file("a.ndjson", lines(&a)).file("b.ndjson", lines(&b));
    let document = summary(&sandbox, &["a.ndjson", "b.ndjson"]);
    assert_eq!(document["summary"]["paired_by"], json!({ "delivery id": 2 }));
    assert_eq!(document["pairs"][0]["a"], "a.ndjson#2");
    assert_eq!(document["pairs"][0]["b"], "b.ndjson#1");
}

#[test]
fn files_of_directories_are_paired_wherever_they_went_and_by_path_where_nothing_else_does() {
    let sandbox = Sandbox::new();
    let [one, two] = [0, 1].map(|number| promoters().swap_remove(number));
    let paid = parsed("uppromote/payment.paid");
    let mut other = paid.clone();
    other["payment_id"] = json!(7);
    sandbox
        .file("a/one.json", one.to_string())
        .file("a/moved.json", two.to_string())
        .file("a/paid.json", paid.to_string())
        .file("a/broken.json", "{")
        .file("b/one.json", one.to_string())
        .file("b/new/name.json", two.to_string())
        .file("b/paid.json", other.to_string())
        .file("b/broken.json", "{}");
    let document = summary(&sandbox, &["a", "b"]);
    assert_eq!(document["summary"]["paired_by"], json!({ "event id": 2, "path": 2 }));
    assert_eq!(document["summary"]["unreadable"], 1);
    assert_eq!(document["pairs"][0]["changes"][0]["pointer"], "/payment_id");
}

#[test]
fn payloads_of_no_known_event_are_paired_by_content_and_then_in_order() {
    let sandbox = Sandbox::new();
    sandbox.file("a.ndjson", "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n").file("b.ndjson", "{\"n\": 3}\n{\"n\":9}\n");
    let document = summary(&sandbox, &["a.ndjson", "b.ndjson"]);
    assert_eq!(document["summary"]["paired_by"], json!({ "content": 1, "order": 1 }));
    assert_eq!(document["pairs"][0]["b"], "b.ndjson#2");
    assert_eq!(document["removed"][0]["record"], "a.ndjson#2");
}

#[test]
fn more_than_may_be_held_is_refused_with_what_to_do() {
    let sandbox = Sandbox::new();
    sandbox.file("a.ndjson", lines(&promoters()));
    let run = sandbox.run(&["diff", "a.ndjson", "a.ndjson", "--max-held", "20000"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("a.ndjson: its records take more than 20000 bytes"), "{}", run.stderr);
    assert!(run.stderr.contains("--max-held"), "{}", run.stderr);
    assert_eq!(sandbox.run(&["diff", "a.ndjson", "a.ndjson"]).code, 0);
}

#[test]
fn the_id_of_an_unpaired_record_is_not_shown_where_it_is_hidden() {
    let sandbox = Sandbox::new();
    let mut more = promoters();
    more[0]["event"]["id"] = json!("Bearer sk_live_0123456789abcdefghij");
    sandbox.file("a.ndjson", lines(&promoters())).file("b.ndjson", lines(&more[..1]));
    for format in ["human", "json", "markdown"] {
        let run = sandbox.run(&["diff", "a.ndjson", "b.ndjson", "--format", format]);
        assert!(!run.stdout.contains("sk_live_0123456789"), "{}", run.stdout);
    }
}

/// Few ids, so that many records have one in common.
fn any_identity() -> impl Strategy<Value = Identity> {
    let id = || prop::option::of("[ab]{1,2}");
    let texts = (id(), id(), id(), id(), id());
    ("[ab]", texts, any::<bool>()).prop_map(
        |(event, (delivery, event_id, content, entity, path), is_alone)| Identity {
            event,
            delivery,
            event_id,
            content,
            entity,
            time: None,
            path,
            is_alone,
        },
    )
}

proptest! {
    #[test]
    fn every_record_is_paired_once_or_told_to_be_alone(
        a in prop::collection::vec(any_identity(), 0..12),
        b in prop::collection::vec(any_identity(), 0..12),
    ) {
        let Pairing { pairs, removed, added } = pair(&a, &b);
        let mut ours: Vec<usize> = pairs.iter().map(|(one, ..)| *one).chain(removed.iter().copied()).collect();
        let mut theirs: Vec<usize> = pairs.iter().map(|(_, other, _)| *other).chain(added.iter().copied()).collect();
        prop_assert!(pairs.is_sorted() && removed.is_sorted() && added.is_sorted());
        ours.sort_unstable();
        theirs.sort_unstable();
        prop_assert!(ours.into_iter().eq(0..a.len()) && theirs.into_iter().eq(0..b.len()));
    }

    #[test]
    fn records_with_ids_of_their_own_find_each_other_in_any_order(
        order in Just((0..30_usize).collect::<Vec<_>>()).prop_shuffle(),
        left_out in 0..30_usize,
    ) {
        let identity = |number: &usize| Identity { event_id: Some(number.to_string()), ..Identity::default() };
        let a: Vec<Identity> = (0..30).map(|number| identity(&number)).collect();
        let b: Vec<Identity> = order.iter().filter(|number| **number != left_out).map(identity).collect();
        let Pairing { pairs, removed, added } = pair(&a, &b);
        prop_assert!(pairs.iter().all(|(one, other, by)| *by == PairedBy::EventId && a[*one] == b[*other]));
        prop_assert_eq!((removed, added), (vec![left_out], vec![]));
    }
}

#[test]
fn captures_of_a_directory_are_compared_whatever_the_names_of_their_files() {
    let sandbox = Sandbox::new();
    let promoters = promoters();
    let each = |form: &str| {
        let lines: Vec<String> = promoters.iter().map(|one| form.replace('#', &one.to_string())).collect();
        lines.join("\n")
    };
    let (shell, log) = (each("curl -d '#' https://h.example/x"), each("INFO got #"));
    sandbox.file("left/sent.curl", shell).file("right/seen.log", log);
    let report = summary(&sandbox, &["left", "right"]);
    assert_eq!(
        (&report["summary"]["same"], &report["summary"]["pairs"]),
        (&json!(20), &json!(20)),
        "{report}"
    );
}
