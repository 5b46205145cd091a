use serde_json::Value;

use super::{lines, sign_ups};
use crate::support::{Run, Sandbox};

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
