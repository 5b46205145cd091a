//! Expectations: fixtures that have to be what the configuration says of them.

use crate::support::policies::{WRONG, rules, sandbox, with};

#[test]
fn a_fixture_that_should_be_invalid_fails_when_it_is_valid() {
    let expect = "[[expect]]\npath = 'fixtures/*.json'\nverdict = 'invalid'";
    let run = with(expect, &["fixtures/wrong.json"]);
    assert_eq!((run.stdout.as_str(), run.code), ("", 0));
    assert!(run.stderr.contains("1 invalid") && run.stderr.contains("1 finding expected"), "{}", run.stderr);
    let run = with(expect, &["fixtures/paid.json"]);
    assert_eq!(
        (rules(&run), run.code),
        (vec!["fixtures/paid.json:1:1: error broken-expectation".to_owned()], 1)
    );
    assert!(run.stdout.contains("is valid, expected to be invalid"), "{}", run.stdout);
}

#[test]
fn expected_rules_have_to_speak_and_only_they_are_forgiven() {
    let expect = |rules: &str| format!("[[expect]]\npath = 'fixtures/*.json'\nrules = [{rules}]");
    assert_eq!(with(&expect("'wrong-type'"), &["fixtures/wrong.json"]).code, 0);
    let run = with(&expect("'missing-field'"), &["fixtures/wrong.json"]);
    assert_eq!(rules(&run), ["fixtures/wrong.json:1:1: error broken-expectation", WRONG]);
    let run = with(&expect("'unknown-field'"), &["--fail-on", "warning", "fixtures/extra.json"]);
    assert_eq!((run.stdout.as_str(), run.code), ("", 0));
    let both = "[[expect]]\npath = 'fixtures/*.json'\nverdict = 'invalid'\nrules = ['unknown-field']";
    let run = with(both, &["fixtures/extra.json"]);
    assert_eq!(rules(&run), ["fixtures/extra.json:1:1: error broken-expectation"]);
}

#[test]
fn broken_unknown_and_empty_files_are_not_what_invalid_means() {
    let sandbox = sandbox();
    sandbox
        .file("fixtures/broken.json", "{\"a\":")
        .file("fixtures/unknown.json", "{\"a\":1}")
        .file("fixtures/empty.json", "");
    sandbox.file(
        "hookspect.toml",
        "[[expect]]\npath = 'fixtures/{broken,unknown,empty}.json'\nverdict = 'invalid'",
    );
    let run = |file: &str| sandbox.run(&["validate", "--format", "concise", "--allow-empty", file]);
    for (file, verdict) in [("broken", "unreadable"), ("unknown", "unknown"), ("empty", "unknown")] {
        let run = run(&format!("fixtures/{file}.json"));
        assert!(run.code == 1 && run.stdout.contains("broken-expectation"), "{file}: {run:?}");
        assert!(run.stdout.contains(&format!("is {verdict}, expected to be invalid")), "{file}: {run:?}");
    }
}

#[test]
fn a_fixture_that_has_to_be_valid_is_not_unknown_with_its_rules_off() {
    let sandbox = sandbox();
    sandbox.file("fixtures/unknown.json", "{\"a\":1}").file(
        "hookspect.toml",
        "[rules]\nunidentified = 'off'\n[[expect]]\npath = 'fixtures/*.json'\nverdict = 'valid'",
    );
    let run = |file: &str| sandbox.run(&["validate", "--format", "concise", file]);
    let unknown = run("fixtures/unknown.json");
    assert!(unknown.stdout.contains("is unknown, expected to be valid"), "{unknown:?}");
    assert_eq!(run("fixtures/paid.json").code, 0);
    let wrong = run("fixtures/wrong.json");
    assert!(
        wrong.code == 1 && !wrong.stdout.contains("broken-expectation"),
        "its error says enough: {wrong:?}"
    );
}

#[test]
fn payloads_that_are_unknown_or_unreadable_are_expected_by_that_verdict() {
    let sandbox = sandbox();
    sandbox.file("fixtures/broken.json", "{\"a\":").file("fixtures/unknown.json", "{\"a\":1}");
    for (verdict, file) in [("unknown", "fixtures/unknown.json"), ("unreadable", "fixtures/broken.json")] {
        sandbox
            .file("hookspect.toml", format!("[[expect]]\npath = 'fixtures/*.json'\nverdict = '{verdict}'"));
        assert_eq!(sandbox.run(&["validate", file]).code, 0, "{file}");
        for other in ["fixtures/wrong.json", "fixtures/paid.json"] {
            let run = sandbox.run(&["validate", "--format", "concise", other]);
            assert!(run.stdout.contains(&format!("expected to be {verdict}")), "{}", run.stdout);
            assert_eq!(run.code, 1);
        }
        let wrong = sandbox.run(&["validate", "--format", "concise", "fixtures/wrong.json"]);
        assert!(rules(&wrong).contains(&WRONG.to_owned()), "its own errors still count: {}", wrong.stdout);
    }
}

#[test]
fn an_expected_event_settles_an_ambiguous_body_and_refuses_another() {
    let expect = "[[expect]]\npath = 'fixtures/*.json'\nevent = 'uppromote/affiliate.approved'";
    let run = with(expect, &["fixtures/someone.json"]);
    assert_eq!((run.stdout.as_str(), run.code), ("", 0));
    let run = with(expect, &["fixtures/paid.json"]);
    assert_eq!(
        (rules(&run), run.code),
        (vec!["fixtures/paid.json:1:1: error unexpected-event".to_owned()], 1)
    );
    // A payload of another event is not what a deliberately invalid one was meant to be.
    let run = with(&format!("{expect}\nverdict = 'invalid'"), &["fixtures/paid.json"]);
    assert_eq!(run.code, 1);
    // Who asks on the command line is heard first.
    let run = with(expect, &["--expect", "payment.paid", "fixtures/paid.json"]);
    assert_eq!((run.stdout.as_str(), run.code), ("", 0));
}

#[test]
fn an_expectation_without_files_is_broken() {
    let expect = "[[expect]]\npath = 'no/where/**'\nverdict = 'invalid'";
    for arguments in [&["fixtures/paid.json"][..], &["--allow-unused", "fixtures/paid.json"]] {
        let run = with(expect, arguments);
        assert_eq!(
            (rules(&run), run.code),
            (vec!["hookspect.toml:1:1: error broken-expectation".to_owned()], 1)
        );
    }
    let elsewhere = "[[expect]]\npath = 'fixtures/wrong.json'\nverdict = 'invalid'";
    assert_eq!(with(elsewhere, &["fixtures/paid.json"]).code, 0);
}

#[test]
fn later_expectations_win_member_by_member() {
    let run = with(
        "[[expect]]\npath = 'fixtures/**'\nevent = 'payment.paid'\nverdict = 'invalid'\n\
         [[expect]]\npath = 'fixtures/paid.json'\nverdict = 'valid'",
        &["fixtures/paid.json", "fixtures/wrong.json"],
    );
    assert_eq!((run.stdout.as_str(), run.code), ("", 0));
}
