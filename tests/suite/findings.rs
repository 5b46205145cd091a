//! What is said of findings, whatever the format: whole sentences, what repeats in few words, notes for those who ask, one
//! spelling of events and one line number a record.

use std::fmt::Write as _;

use crate::support::{Sandbox, sample, samples};
use serde_json::Value;

/// Payloads of payments, each with the same two faults.
fn faulty_payments(count: usize) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        let _ = writeln!(
            text,
            r#"{{"payment_id":"{number}","affiliate_id":1,"status":"SUCCESS","affiliate_email":"a@example.org","total_referrals":1,"total_processed":1.5,"payment_method":"bank","processed_at":"2026-01-01T00:00:00Z","nickname":1}}"#
        );
        text
    })
}

#[test]
fn a_limit_counts_the_findings_that_are_shown() {
    let sandbox = Sandbox::new();
    // A hundred records with a note each before the first with something to mend.
    let notes = format!("{}\n", sample("uppromote/affiliate.approved").replace('\n', " ")).repeat(100);
    sandbox.file("a.ndjson", notes + &faulty_payments(10));
    for (format, mark) in [
        ("human", "[wrong-type]"),
        ("concise", " wrong-type "),
        ("github", "hookspect wrong-type"),
        ("sarif", "\"ruleId\":\"wrong-type\""),
    ] {
        let run = sandbox.run(&["validate", "--max-findings", "6", "--format", format, "a.ndjson"]);
        assert_eq!((run.code, run.stdout.matches(mark).count()), (1, 3), "{format}: {}", run.stdout);
    }
    let run = sandbox.run(&["validate", "--max-findings", "6", "a.ndjson"]);
    assert!(run.stderr.contains("14 findings not shown"), "{}", run.stderr);
}

#[test]
fn a_report_with_a_limit_takes_nothing_from_another() {
    let sandbox = Sandbox::new();
    sandbox.file("a.ndjson", faulty_payments(10));
    let arguments =
        ["validate", "--max-findings", "2", "--format", "concise", "--output", "github=g.txt", "a.ndjson"];
    let run = sandbox.run(&arguments);
    assert_eq!((run.stdout.lines().count(), sandbox.read("g.txt").lines().count()), (2, 1 + 2));
}

#[test]
fn notes_are_for_those_who_ask() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", sample("uppromote/affiliate.approved"));
    let noted = |arguments: &[&str]| {
        ["human", "concise", "github", "gitlab", "sarif"].map(|format| {
            let run =
                sandbox.run(&[&["validate", "a.json", "--format", format][..], arguments].concat()).stdout;
            // A SARIF document describes every rule, so that only its results count.
            run.contains("\"ruleId\":\"ambiguous-event\"")
                || (format != "sarif" && run.contains("can be affiliate.new"))
        })
    };
    assert_eq!(noted(&[]), [false; 5]);
    assert_eq!(noted(&["-v"]), [true; 5]);
    sandbox.file("hookspect.toml", "rules = { ambiguous-event = 'note' }");
    assert_eq!(noted(&[]), [true; 5]);
    // A person is told that there are some, a program is told of them.
    sandbox.file("hookspect.toml", "");
    let run = sandbox.run(&["validate", "a.json"]);
    assert!(run.stderr.contains("1 note") && run.stderr.contains("-v shows the notes"), "{}", run.stderr);
    assert!(sandbox.run(&["validate", "a.json", "--format", "ndjson"]).stdout.contains("ambiguous-event"));
}

#[test]
fn what_repeats_over_records_is_framed_three_times_and_then_told_in_a_line() {
    let sandbox = Sandbox::new();
    sandbox.file("a.ndjson", faulty_payments(5));
    let run = sandbox.run(&["validate", "a.ndjson"]);
    let told: Vec<&str> = run.stdout.lines().filter(|line| line.contains("wrong-type")).collect();
    assert_eq!(
        told,
        [
            "error[wrong-type]: /payment_id is a string, expected an integer",
            "error[wrong-type]: /payment_id is a string, expected an integer",
            "error[wrong-type]: /payment_id is a string, expected an integer",
            "error[wrong-type]: a.ndjson:4:15 (record 4): /payment_id is a string, expected an integer",
            "error[wrong-type]: a.ndjson:5:15 (record 5): /payment_id is a string, expected an integer",
        ]
    );
    assert_eq!(run.stdout.matches("help:").count(), 2 * 3);
    assert!(
        run.stderr.contains("5 errors (wrong-type ×5) · 5 warnings (unknown-field ×5)"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_repeats_over_the_items_of_a_list_is_one_finding_with_all_its_places() {
    let sandbox = Sandbox::new();
    let mut payload: Value = serde_json::from_str(&sample("firstpromoter/promoter_signed_up")).unwrap();
    let mut promotion = payload["data"]["promotions"][0].clone();
    promotion["id"] = "7".into();
    promotion["promoter_id"] = payload["data"]["promoter"]["id"].clone();
    payload["data"]["promotions"] = vec![promotion; 10].into();
    sandbox.file("a.json", serde_json::to_string_pretty(&payload).unwrap());
    let run = sandbox.run(&["validate", "a.json"]);
    let title = "error[wrong-type] ×10: /data/promotions/*/id is a string, expected an integer";
    assert_eq!(run.stdout.matches("wrong-type").count(), 1, "{}", run.stdout);
    assert!(run.stdout.contains(title) && run.stdout.contains("= also at "), "{}", run.stdout);
    assert!(run.stdout.contains(" and 3 more\n"), "{}", run.stdout);
    assert!(run.stderr.contains("10 errors (wrong-type ×10)"), "{}", run.stderr);
}

#[test]
fn a_note_is_framed_once_and_counted() {
    let sandbox = Sandbox::new();
    for number in 0..14 {
        sandbox.file(&format!("{number:02}.json"), sample("uppromote/affiliate.approved"));
    }
    let run = sandbox.run(&["validate", "-v", "."]);
    assert_eq!(run.stdout.matches("-->").count(), 1, "{}", run.stdout);
    assert!(
        run.stdout.contains("note[ambiguous-event] ×14: this record can be affiliate.new"),
        "{}",
        run.stdout
    );
}

#[test]
fn every_message_is_a_sentence_with_its_subject() {
    let sandbox = Sandbox::new();
    for (id, text) in samples() {
        sandbox.file(&format!("{id}.json"), text.replacen('{', "{\"payload_version\": 1,", 1));
    }
    sandbox.file("broken.json", "{").file("empty.json", "").file("other.json", "[{\"a\":1}]");
    for format in ["json", "sarif", "gitlab"] {
        let run = sandbox.run(&["validate", "-v", "--format", format, "."]);
        let document: Value = serde_json::from_str(&run.stdout).unwrap();
        let mut messages: Vec<String> = Vec::new();
        let mut open = vec![&document];
        while let Some(value) = open.pop() {
            match value {
                Value::Object(members) => {
                    for (key, member) in members {
                        let is_message = matches!(key.as_str(), "message" | "description");
                        match member.as_str().or_else(|| member["text"].as_str()) {
                            Some(text) if is_message => messages.push(text.to_owned()),
                            _ => open.push(member),
                        }
                    }
                }
                Value::Array(items) => open.extend(items),
                _ => {}
            }
        }
        assert!(messages.len() > 60, "{format}");
        for message in messages {
            assert!(message.starts_with('/') || message.starts_with("this record "), "{format}: {message}");
        }
    }
}

#[test]
fn every_format_spells_an_event_alike() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", sample("uppromote/payment.paid")).file("secret", "made-up-secret");
    for (arguments, list, inner) in [
        (&["validate", "a.json"][..], "records", "identification"),
        (&["inspect", "a.json"], "records", "identification"),
        (&["detect", "a.json"], "records", "identification"),
        (&["unwrap", "a.json"], "captures", ""),
        (&["verify", "a.json"], "captures", ""),
        (&["verify", "--sign", "--secret-file", "secret", "a.json"], "signatures", ""),
        (&["describe", "uppromote/payment.paid"], "", ""),
        (&["normalize", "a.json"], "", "source"),
    ] {
        let format: &[&str] = if arguments[0] == "normalize" { &[] } else { &["--format", "json"] };
        let run = sandbox.run(&[arguments, format].concat());
        let mut value: Value =
            serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{arguments:?}: {run:?}"));
        for step in [list, inner].iter().filter(|step| !step.is_empty()) {
            value = value[*step].take();
            value = if value.is_array() { value[0].take() } else { value };
        }
        let name = ["provider", "version", "event"].map(|key| value[key].as_str().unwrap_or_default());
        assert_eq!(name, ["uppromote", "v2", "payment.paid"], "{arguments:?}: {value}");
    }
}

#[test]
fn a_record_of_one_line_has_one_line_number_everywhere() {
    let sandbox = Sandbox::new();
    let payment = faulty_payments(1);
    let payment = payment.trim_end();
    let quoted = serde_json::to_string(payment).unwrap();
    let broken = r#"{"payment_id":1,"affiliate_id":"#;
    let cut = serde_json::to_string(broken).unwrap();
    for (name, lines) in [
        ("a.log", vec![format!("INFO webhook {payment}"), format!("INFO webhook {broken}")]),
        ("b.ndjson", vec![payment.to_owned(), broken.to_owned()]),
        (
            "c.log",
            vec![
                format!(r#"{{"level":"info","body":{quoted}}}"#),
                format!(r#"{{"level":"info","body":{cut}}}"#),
            ],
        ),
        ("d.ndjson", vec![format!(r#"{{"method":"POST","headers":{{"host":"h"}},"body":{cut}}}"#)]),
        (
            "e.csv",
            vec![
                format!("\"{}\"", payment.replace('"', "\"\"")),
                format!("\"{}\"", broken.replace('"', "\"\"")),
            ],
        ),
    ] {
        // Lines that hold nothing come first, so that no number is right by chance.
        let head = if name.ends_with("csv") { "body\n" } else { "\n\n" };
        let blank = head.lines().count();
        sandbox.file(name, format!("{head}{}\n", lines.join("\n")));
        let run = sandbox.run(&["validate", "--format", "ndjson", name]);
        let concise = sandbox.run(&["validate", "-v", "--format", "concise", name]).stdout;
        let records: Vec<Value> =
            run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let records: Vec<&Value> = records.iter().filter(|line| line["type"] == "record").collect();
        assert_eq!(records.len(), lines.len(), "{name}: {}", run.stdout);
        for (index, record) in records.iter().enumerate() {
            let line = (blank + 1 + index) as u64;
            assert_eq!(record["line"], line, "{name}: {record}");
            for finding in record["findings"].as_array().unwrap() {
                assert_eq!(finding["line"], line, "{name}: {finding}");
            }
            assert!(
                concise.lines().any(|one| one.starts_with(&format!("{name}:{line}:"))),
                "{name}: {concise}"
            );
        }
    }
}
