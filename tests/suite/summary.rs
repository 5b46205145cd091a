use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{Sandbox, cases, sample};

fn payment(id: u32, email: &str, time: &str) -> Value {
    json!({ "payment_id": id, "affiliate_id": 7, "status": "SUCCESS", "affiliate_email": email,
        "total_referrals": 1, "total_processed": 9.5, "payment_method": "bank", "processed_at": time })
}

fn promoter(event: u32, email: &str, time: &str) -> Value {
    let mut value: Value = serde_json::from_str(&sample("firstpromoter/promoter_signed_up")).unwrap();
    value["event"]["id"] = event.into();
    value["event"]["created_at"] = time.into();
    value["data"]["promoter"]["email"] = email.into();
    value
}

/// Nine records: two events, one payload broken, one wrong, one unknown; one delivery three times, one twice.
fn records() -> Vec<String> {
    let mut wrong = payment(5, "ana@a.example", "2026-03-09T10:00:00Z");
    wrong["payment_id"] = "five".into();
    let mut lines: Vec<String> = [
        payment(1, "ana@a.example", "2026-03-02T10:22:48Z"),
        payment(1, "ana@a.example", "2026-03-02T10:22:48Z"),
        payment(2, "bo@b.example", "2026-03-03T10:00:00Z"),
        promoter(71, "cy@c.example", "2026-03-03T23:59:59+01:00"),
        promoter(71, "cy@c.example", "2026-03-03T22:59:59Z"),
        promoter(71, "cy@c.example", "2026-03-04T10:00:00Z"),
        wrong,
        json!({ "hello": "world" }),
    ]
    .iter()
    .map(Value::to_string)
    .collect();
    lines.push("{\"payment_id\": 1,".to_owned());
    lines
}

fn summary(sandbox: &Sandbox, arguments: &[&str]) -> Value {
    let run = sandbox.run(&[&["summary", "--format", "json"], arguments].concat());
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", run.stdout, run.stderr))
}

#[test]
fn everything_is_counted_and_retries_are_told_apart_from_new_deliveries() {
    let sandbox = Sandbox::new();
    sandbox.file("a.ndjson", records().join("\n"));
    let summary = summary(&sandbox, &["a.ndjson"]);
    assert_eq!(summary["summary"]["read"], 9);
    assert_eq!(
        summary["events"][0],
        json!({ "event": "uppromote/payment.paid", "provider": "uppromote v2", "records": 4, "valid": 3,
            "invalid": 1, "unknown": 0, "unreadable": 0, "bytes": summary["events"][0]["bytes"],
            "first": "2026-03-02T10:22:48Z", "last": "2026-03-09T10:00:00Z" })
    );
    let counts = |list: &str, name: &str, count: &str| -> Vec<(String, u64)> {
        let items = summary[list].as_array().or_else(|| summary[list]["busiest"].as_array()).unwrap();
        items
            .iter()
            .map(|item| (item[name].as_str().unwrap().to_owned(), item[count].as_u64().unwrap()))
            .collect()
    };
    let counted = |pairs: &[(&str, u64)]| -> Vec<(String, u64)> {
        pairs.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
    };
    assert_eq!(
        counts("events", "event", "records"),
        counted(&[
            ("uppromote/payment.paid", 4),
            ("firstpromoter/promoter_signed_up", 3),
            ("(unknown)", 1),
            ("(unreadable)", 1)
        ])
    );
    assert_eq!(
        counts("providers", "provider", "records"),
        counted(&[("uppromote v2", 4), ("firstpromoter v1", 3)])
    );
    assert_eq!(
        counts("affiliates", "affiliate", "records"),
        counted(&[("ana@a.example", 3), ("cy@c.example", 3), ("bo@b.example", 1)])
    );
    let rules = counts("rules", "rule", "findings");
    assert!(rules.contains(&("wrong-type".to_owned(), 1)), "{rules:?}");
    assert_eq!(summary["first"], "2026-03-02T10:22:48Z");
    assert_eq!(summary["last"], "2026-03-09T10:00:00Z");
    assert_eq!(summary["without_time"], 2);
    let retries = &summary["retries"];
    assert_eq!(
        (&retries["deliveries"], &retries["repeated"], &retries["retries"], &retries["sampled"]),
        (&json!(5), &json!(2), &json!(3), &json!(false))
    );
    assert_eq!(
        retries["most"][0],
        json!({ "key": "firstpromoter:71", "event": "firstpromoter/promoter_signed_up", "times": 3 })
    );
    let steps = summary["timeline"]["steps"].as_array().unwrap();
    assert_eq!(summary["timeline"]["step"], "day");
    assert_eq!(steps.len(), 8, "days without a record are there too");
    assert_eq!(steps[1], json!({ "from": "2026-03-03T00:00:00Z", "records": 3, "failing": 0 }));
    assert_eq!(steps[7], json!({ "from": "2026-03-09T00:00:00Z", "records": 1, "failing": 1 }));
}

proptest! {
    #![proptest_config(cases(8))]

    #[test]
    fn order_files_and_threads_change_nothing(
        order in Just((0..9_usize).collect::<Vec<_>>()).prop_shuffle(), cut in 0..9_usize, jobs in 1..4_usize,
    ) {
        let (sandbox, lines) = (Sandbox::new(), records());
        sandbox.file("whole.ndjson", lines.join("\n"));
        let shuffled: Vec<&str> = order.iter().map(|at| lines[*at].as_str()).collect();
        let (some, others) = shuffled.split_at(cut);
        sandbox.file("some.ndjson", some.join("\n")).file("others.ndjson", others.join("\n"));
        let jobs = jobs.to_string();
        let divided = summary(&sandbox, &["some.ndjson", "others.ndjson", "--jobs", &jobs]);
        let whole = summary(&sandbox, &["whole.ndjson"]);
        if some.is_empty() {
            // An empty file is a record of its own.
            prop_assert_eq!(&divided["timeline"], &whole["timeline"]);
            prop_assert_eq!(&divided["retries"], &whole["retries"]);
        } else {
            prop_assert_eq!(&divided, &whole);
        }
    }
}

#[test]
fn a_person_sees_tables_and_a_chart() {
    let sandbox = Sandbox::new();
    sandbox.file("a.ndjson", records().join("\n"));
    let run = sandbox.run(&["summary", "a.ndjson"]);
    insta::assert_snapshot!("summary_human", run.stdout);
    let totals: Vec<&str> = run.stderr.trim().rsplitn(2, " · ").collect();
    assert!(totals[0].ends_with(" s"), "the time taken: {}", run.stderr);
    assert!(totals[1].starts_with("9 read: 6 valid, 1 invalid, 1 unknown, 1 unreadable"), "{}", run.stderr);
    assert_eq!(run.code, 1);
}

#[test]
fn at_eighty_columns_no_event_and_no_affiliate_is_cut() {
    let mut sandbox = Sandbox::new();
    sandbox.file("a.ndjson", records().join("\n"));
    sandbox.variable("COLUMNS", "80");
    let run = sandbox.run(&["summary", "a.ndjson", "--color", "always"]);
    for name in
        ["uppromote/payment.paid", "firstpromoter/promoter_signed_up", "firstpromoter:71", "ana@a.example"]
    {
        assert!(run.stdout.contains(name), "{}", run.stdout);
    }
    let cut = |line: &&str| line.contains('…') && !line.contains("sha256:");
    assert_eq!(run.stdout.lines().find(cut), None);
}

#[test]
fn what_is_filtered_out_is_not_in_it_and_personal_data_is_hidden_on_request() {
    let sandbox = Sandbox::new();
    sandbox.file("a.ndjson", records().join("\n"));
    let payments = summary(&sandbox, &["a.ndjson", "--only", "uppromote/*", "--status", "valid"]);
    assert_eq!((&payments["summary"]["read"], &payments["summary"]["filtered"]), (&json!(3), &json!(6)));
    assert_eq!(payments["events"].as_array().unwrap().len(), 1);
    assert_eq!(
        payments["timeline"]["steps"]
            .as_array()
            .unwrap()
            .iter()
            .map(|step| step["records"].as_u64().unwrap())
            .sum::<u64>(),
        3
    );
    for format in ["human", "json"] {
        let run = sandbox.run(&["summary", "a.ndjson", "--mask", "personal", "--format", format]);
        assert!(!run.stdout.contains("a.example"), "{}", run.stdout);
    }
    let hidden = summary(&sandbox, &["a.ndjson", "--mask", "personal"]);
    assert_eq!(hidden["affiliates"]["distinct"], 3, "affiliates are told apart all the same");
    let busiest = hidden["affiliates"]["busiest"].as_array().unwrap();
    assert!(
        busiest.iter().all(|one| one["affiliate"].as_str().unwrap().starts_with("•••• (1")),
        "{busiest:?}"
    );
}
