use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;

use crate::support::{Sandbox, cases, sample, samples};

/// Every sample as a line, a broken one, and one that nobody knows.
fn captures() -> Sandbox {
    let sandbox = Sandbox::new();
    let mut lines = String::new();
    for (_, text) in samples() {
        let value: Value = serde_json::from_str(&text).unwrap();
        lines.push_str(&format!("{value}\n"));
    }
    let wrong =
        sample("uppromote/payment.paid").replace("\"payment_id\":", "\"payment_id\": \"x\", \"old\":");
    let wrong: Value = serde_json::from_str(&wrong).unwrap();
    lines.push_str(&format!("{wrong}\n{{\"broken\": \n{{\"a\": 1}}\n"));
    sandbox.file("captures.ndjson", lines);
    sandbox
}

/// The numbers of the records that a command prints, and its summary.
fn printed(sandbox: &Sandbox, command: &str, filters: &[&str]) -> (BTreeSet<u64>, Value) {
    let run = sandbox.run(&[&[command, "captures.ndjson", "--format", "ndjson"], filters].concat());
    let mut lines: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let summary = lines.pop().unwrap()["summary"].take();
    (lines.iter().map(|line| line["record"].as_u64().unwrap()).collect(), summary)
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn a_pattern_and_its_opposite_partition_the_records(
        pattern in prop::sample::select(vec![
            "uppromote/*", "*/payment.*", "firstpromoter/promoter_*", "unknown", "unreadable", "un*", "*", "nothing",
            "uppromote/affiliate.new",
        ]),
        command in prop::sample::select(vec!["inspect", "validate", "detect"]),
    ) {
        let sandbox = captures();
        let (all, _) = printed(&sandbox, command, &[]);
        let (wanted, counts) = printed(&sandbox, command, &["--only", pattern]);
        let (others, opposite) = printed(&sandbox, command, &["--only", &format!("!{pattern}")]);
        prop_assert!(wanted.is_disjoint(&others));
        prop_assert_eq!(&(&wanted | &others), &all);
        let count = |summary: &Value, name: &str| summary[name].as_u64().unwrap_or(0);
        for summary in [&counts, &opposite] {
            let total = usize::try_from(count(summary, "read") + count(summary, "filtered")).unwrap();
            prop_assert_eq!(total, all.len());
        }
    }
}

#[test]
fn verdicts_and_rules_choose_records_and_kinds_of_conditions_add_up() {
    let sandbox = captures();
    let last = u64::try_from(samples().len()).unwrap();
    let (wrong, broken, unknown) = (last + 1, last + 2, last + 3);
    let chosen = |filters: &[&str]| printed(&sandbox, "validate", filters).0.into_iter().collect::<Vec<_>>();
    assert_eq!(chosen(&["--status", "invalid"]), [wrong]);
    assert_eq!(chosen(&["--status", "unreadable", "--status", "unknown"]), [broken, unknown]);
    assert_eq!(chosen(&["--rule", "wrong-type"]), [wrong]);
    assert_eq!(chosen(&["--rule", "wrong-type", "--only", "firstpromoter/*"]), [0; 0]);
    assert_eq!(
        chosen(&["--only", "uppromote/*", "--only", "!*/affiliate.*", "--status", "invalid"]),
        [wrong]
    );
}

#[test]
fn every_command_that_reads_records_filters_them_and_says_how_many_it_left_out() {
    let sandbox = captures();
    let others = samples().len() + 2;
    for command in ["inspect", "validate", "detect", "normalize", "unwrap", "verify"] {
        let run = sandbox.run(&[command, "captures.ndjson", "--status", "invalid"]);
        assert!(!run.stdout.contains("promoter_"), "{command}: {}", run.stdout);
        let left_out = format!("{others} records left out by filters");
        assert_eq!(run.stderr.matches(&left_out).count(), 1, "{command}: {}", run.stderr);
    }
}

#[test]
fn what_is_filtered_out_fails_no_run_and_a_bad_pattern_is_a_usage_error() {
    let sandbox = captures();
    assert_eq!(sandbox.run(&["validate", "captures.ndjson", "--status", "valid"]).code, 0);
    assert_eq!(sandbox.run(&["validate", "captures.ndjson", "--only", "nothing"]).code, 3);
    let run = sandbox.run(&["validate", "captures.ndjson", "--only", "[a"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--only [a: not a glob"), "{}", run.stderr);
}
