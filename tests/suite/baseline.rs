//! The baseline: findings that are known let a run pass, and new ones fail it.

use crate::support::policies::{SOMEONE, rules, sandbox};
use crate::support::sample;
use serde_json::Value;

#[test]
fn a_baseline_lets_known_findings_pass_and_new_ones_fail() {
    let sandbox = sandbox();
    let run =
        |arguments: &[&str]| sandbox.run(&[&["validate", "-v", "--format", "concise"], arguments].concat());
    let written = run(&["fixtures", "--write-baseline", "known.json"]);
    assert_eq!(written.code, 0);
    assert!(written.stderr.contains("known.json: 2 known findings written"), "{}", written.stderr);
    insta::assert_snapshot!("baseline", sandbox.read("known.json"));

    let known = run(&["fixtures", "--baseline", "known.json", "--fail-on", "warning"]);
    assert_eq!((rules(&known), known.code), (vec![SOMEONE.to_owned()], 0));
    assert!(known.stderr.contains("2 findings known to the baseline"), "{}", known.stderr);

    // Another layout, another line: the same finding.
    let compact = serde_json::from_str::<Value>(&sandbox.read("fixtures/wrong.json")).unwrap().to_string();
    sandbox.file("fixtures/wrong.json", format!("\n\n{compact}"));
    assert_eq!(run(&["fixtures", "--baseline", "known.json"]).code, 0);

    // The same fault once more in one file is new.
    sandbox.file("fixtures/wrong.json", format!("{compact}\n{compact}"));
    let twice = run(&["fixtures", "--baseline", "known.json"]);
    assert_eq!(twice.code, 1);
    assert_eq!(twice.stdout.matches("wrong-type").count(), 1);
}

#[test]
fn known_findings_are_marked_in_the_machine_formats() {
    let sandbox = sandbox();
    sandbox.run(&["validate", "fixtures/wrong.json", "--write-baseline", "known.json"]);
    let run = |format: &str| {
        sandbox
            .run(&["validate", "fixtures/wrong.json", "--baseline", "known.json", "--format", format])
            .stdout
    };
    let document: Value = serde_json::from_str(&run("json")).unwrap();
    assert_eq!(document["records"][0]["findings"][0]["standing"], "known");
    assert_eq!(document["records"][0]["status"], "invalid");
    assert_eq!(document["summary"]["errors"], 0);
    assert_eq!(document["summary"]["known"], 1);
    assert!(run("sarif").contains("\"suppressions\":[{\"kind\":\"external\",\"status\":\"accepted\""));
    assert!(run("junit").contains("failures=\"0\"") && run("junit").contains("wrong-type (known)"));
    assert!(run("gitlab").contains("\"severity\":\"info\""));
    assert!(
        run("github").contains("::debug::known: fixtures/wrong.json%3A")
            || run("github").contains("::debug::known: fixtures/wrong.json:2:17")
    );
    assert!(!run("github").contains("::error"));
}

#[test]
fn baseline_entries_that_no_longer_occur_are_reported() {
    let sandbox = sandbox();
    let run =
        |arguments: &[&str]| sandbox.run(&[&["validate", "-v", "--format", "concise"], arguments].concat());
    run(&["fixtures", "--write-baseline", "known.json"]);
    sandbox.file("fixtures/wrong.json", sample("uppromote/payment.paid"));
    let mended = run(&["fixtures", "--baseline", "known.json"]);
    assert_eq!(
        (rules(&mended), mended.code),
        (vec![SOMEONE.to_owned(), "known.json:3:3: warning unused-entry".to_owned()], 0)
    );
    assert!(mended.stdout.contains("knows wrong-type at /payment_id in fixtures/wrong.json, which is gone"));
    // What was not read this time is not judged, unless the file is gone.
    assert!(run(&["fixtures/paid.json", "--baseline", "known.json"]).stdout.is_empty());
    std::fs::remove_file(sandbox.path().join("fixtures/wrong.json")).unwrap();
    assert!(run(&["fixtures/paid.json", "--baseline", "known.json"]).stdout.contains("unused-entry"));
    assert!(run(&["fixtures/paid.json", "--baseline", "known.json", "--allow-unused"]).stdout.is_empty());
}

#[test]
fn a_baseline_is_kept_by_the_configuration_and_found_from_below() {
    let sandbox = sandbox();
    sandbox.file("hookspect.toml", "baseline = 'ci/known.json'");
    std::fs::create_dir(sandbox.path().join("ci")).unwrap();
    let run = sandbox.run(&["validate", "fixtures"]);
    assert!(run.code == 2 && run.stderr.contains("cannot read the baseline ci/known.json"), "{}", run.stderr);
    assert_eq!(sandbox.run(&["validate", "fixtures", "--write-baseline", "ci/known.json"]).code, 0);
    assert_eq!(sandbox.run(&["validate", "fixtures"]).code, 0);
    assert_eq!(sandbox.run_in("fixtures", &["validate", "wrong.json"], b"").code, 0);
    assert_eq!(sandbox.run(&["validate", "."]).code, 0, "the baseline itself is not a payload");
}

#[test]
fn what_is_no_baseline_is_refused() {
    let sandbox = sandbox();
    let mut shown = String::new();
    for text in [
        "{\"format\": \"hookspect-baseline/v2\", \"findings\": []}",
        "{\"findings\": []}",
        "[1]",
        "{\"format\": \"hookspect-baseline/v1\"}",
        "{\"format\": \"hookspect-baseline/v1\", \"findings\": [\n {\"source\": \"a\", \"rule\": \"wrong-type\"}]}",
        "{\"format\": \"hookspect-baseline/v1\", \"findings\": [\n {\"source\": \"a\", \"rule\": \"x\", \"pointer\": \"\", \"count\": 0}]}",
        "{\"format\": \"hookspect-baseline/v1\",\n \"findings\": [",
        "",
    ] {
        sandbox.file("known.json", text);
        let run = sandbox.run(&["validate", "fixtures", "--baseline", "known.json"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{text}");
        shown.push_str(&format!("{text}\n=> {}\n", run.stderr));
    }
    insta::assert_snapshot!("what_is_no_baseline", shown);
    assert_eq!(sandbox.run(&["validate", "a", "--baseline", "b", "--write-baseline", "c"]).code, 2);
}

#[test]
fn no_baseline_is_written_when_a_source_cannot_be_read() {
    let sandbox = sandbox();
    sandbox.file("known.json", "old");
    let run = sandbox.run(&["validate", "fixtures", "missing.json", "--write-baseline", "known.json"]);
    assert!(run.code == 2 && run.stderr.contains("the baseline was not written"), "{}", run.stderr);
    assert_eq!(sandbox.read("known.json"), "old");
    let run = sandbox.run(&["validate", "fixtures", "--write-baseline", "no/known.json"]);
    assert!(run.code == 2 && run.stderr.contains("there is no directory no"), "{}", run.stderr);
}

#[test]
fn of_records_that_a_filter_left_out_no_entry_is_called_stale() {
    let sandbox = sandbox();
    sandbox.run(&["validate", "fixtures", "--write-baseline", "known.json"]);
    sandbox.file(
        "hookspect.toml",
        "[[ignore]]\nrule = 'unknown-field'\n[[ignore]]\nrule = 'wrong-type'\npath = 'gone/**'\n",
    );
    let run = |arguments: &[&str]| {
        sandbox.run(
            &[
                &["validate", "fixtures", "--baseline", "known.json", "--format", "concise", "--strict"],
                arguments,
            ]
            .concat(),
        )
    };
    let filtered = run(&["--only", "uppromote/nothing-of-this-name*"]);
    assert!(filtered.stdout.contains("is for gone/**, which no file matches"), "{filtered:?}");
    assert_eq!(filtered.stdout.lines().count(), 1, "{filtered:?}");
    sandbox.file("fixtures/wrong.json", "{}");
    assert!(run(&[]).stdout.contains("knows wrong-type"), "without a filter they are");
}
