//! The look for real people and live secrets: what is found, what is left alone, what is allowed, and that no value is
//! ever shown.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use sha2::Digest as _;

use super::{copies, copy, payloads};
use crate::support::{Run, Sandbox, registry};
use hookspect::finding::Rule;
use hookspect::generate::Generator;
use hookspect::redact::FreeText;

const FORMATS: &[&str] =
    &["human", "line", "concise", "json", "ndjson", "sarif", "junit", "github", "gitlab"];

fn check(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    sandbox.run(&[&["redact", "--check"], arguments].concat())
}

/// The rules that a text breaks, with their places.
fn found(text: &str) -> Vec<(String, String)> {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", text);
    let run = check(&sandbox, &["a.json", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
    let records = report["records"].as_array().unwrap().iter();
    records
        .flat_map(|record| record["findings"].as_array().cloned().unwrap_or_default())
        .map(|one| {
            let text = |name: &str| one[name].as_str().unwrap_or_default().to_owned();
            (text("rule"), text("pointer"))
        })
        .collect()
}

/// Rule, and a record that breaks it and no other.
const REAL: &[(&str, &str)] = &[
    ("real-email", r#"{"email":"jane@kelpshop.io"}"#),
    ("real-email", r#"{"to":["a@example.com","jane@kelpshop.io"]}"#),
    ("real-email", r#"{"x":"mailto:jane%40kelpshop.io?subject=a"}"#),
    ("real-email", r#"{"x":"{\"who\":\"jane@kelpshop.io\"}"}"#),
    ("real-email", r#"{"x":"eyJ3aG8iOiJqYW5lQGtlbHBzaG9wLmlvIn0="}"#),
    ("real-email", r#"{"x":"jane\u0040kelpshop.io"}"#),
    ("real-phone", r#"{"phone":"030 9018200"}"#),
    ("real-phone", r#"{"x":"please call +49 30 9018200"}"#),
    ("real-phone", r#"{"mobile":4915112345678}"#),
    ("real-ip", r#"{"x":"81.2.69.142"}"#),
    ("real-ip", r#"{"x":"203.0.113.9, 81.2.69.142"}"#),
    ("real-ip", r#"{"x":"2a00:1450:4001:81b::200e"}"#),
    ("real-card", r#"{"x":"4539 1488 0343 6467"}"#),
    ("real-iban", r#"{"x":"DE89 3704 0044 0532 0130 00"}"#),
    ("live-token", r#"{"x":"ghp_a1B2c3D4e5F6a1B2c3D4e5F6a1B2c3D4e5F6"}"#),
    ("live-token", r#"{"x":"https://jane:correcthorse@db.kelpshop.io/x"}"#),
    ("live-token", r#"{"x":"-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----"}"#),
    ("jwt", r#"{"x":"eyJhbGciOiJub25lIn0.eyJzdWIiOiI3In0.c2lnbmF0dXJl"}"#),
    ("high-entropy", r#"{"api_key":"Zk3v9Qw81LmTz07b"}"#),
    ("high-entropy", r#"{"magic_link":"https://kelpshop.io/l/Zk3v9Qw81LmTz07b"}"#),
    ("high-entropy", r#"{"name":"Authorization","value":"Bearer Zk3v9Qw81LmTz07b"}"#),
    ("person-in-key", r#"{"seen":{"jane@kelpshop.io":3}}"#),
    ("person-in-key", r#"{"+49 30 9018200":true}"#),
];

#[test]
fn each_rule_is_found_at_its_place_and_no_other() {
    for (rule, text) in REAL {
        let found = found(text);
        assert_eq!(
            found.iter().map(|(rule, _)| rule.as_str()).collect::<Vec<_>>(),
            [*rule],
            "{text}: {found:?}"
        );
        assert!(!found[0].1.contains("jane"), "{found:?}");
    }
    let rules: BTreeSet<&str> = REAL.iter().map(|(rule, _)| *rule).chain(["person-in-name"]).collect();
    let all: BTreeSet<&str> =
        Rule::ALL.iter().filter(|rule| rule.is_about_privacy()).map(|rule| rule.name()).collect();
    assert_eq!(rules, all);
}

#[test]
fn what_belongs_to_nobody_is_left_alone() {
    for text in [
        r#"{"email":"jane@example.com","x":["a@b.example","a@shop.test","a@x.invalid","root@localhost"]}"#,
        r#"{"x":"git@github.com:owner/repository.git"}"#,
        r#"{"x":"logo@2x.png","y":"core@1.2.3","z":"@angular/core@17.0.1"}"#,
        r#"{"phone":"+1 202 555 0143","fax":"555-0199","mobile":"+44 7700 900123","tel":""}"#,
        r#"{"ip":"10.0.0.1","x":"192.0.2.7","y":"::1","z":"127.0.0.1:8080","w":"0.0.0.0"}"#,
        r#"{"version":"1.2.3.4","user_agent":"Mozilla/5.0 Chrome/120.0.0.0","build":"v10.2.3.4"}"#,
        r#"{"card_number":"4242 4242 4242 4242","number":"378282246310005"}"#,
        r#"{"commit":"9f2c1a4e5b6d7f8091a2b3c4d5e6f708192a3b4c","sha":"da39a3ee5e6b4b0d3255bfef95601890afd80709"}"#,
        r#"{"id":"cus_9fA1xYz0001","token_id":"tok_1Nv0FGQ9RKHgCVdK","uuid":"f81d4fae-7dec-11d0-a765-00a0c91e6bf6"}"#,
        r#"{"password":"made-up","token":"not-a-real-token","secret":"{{secret}}","key":"xxxxxxxxxxxxxxxx"}"#,
        r#"{"api_key":"sk_test_4eC39HqLyjWDarjtT1zdp7dc","access_token":"example-a8f3k20dk3m4n5"}"#,
        r#"{"magic_link":"https://shop.example/l/Zk3v9Qw81LmTz07b","reset_url":"https://kelpshop.io/reset/password"}"#,
        r#"{"created":1767225600123,"order":"4539148803436468","n":12345678901234567890}"#,
        r#"{"time":"2026-05-01T10:00:00+02:00","sum":"1+12345678"}"#,
    ] {
        assert!(found(text).is_empty(), "{text}: {:?}", found(text));
    }
}

#[test]
fn no_format_shows_what_was_found() {
    let values = ["jane", "kelpshop", "9018200", "81.2.70", "ghp_", "dGVzd", "Qm7Tz", "49163385", "NL91ABNA"];
    let record = json!({
        "email": "jane@kelpshop.io", "text": "write jane@kelpshop.io or call +49 30 9018200", "x": "81.2.70.9",
        "t": "ghp_a1B2c3D4e5F6a1B2c3D4e5F6a1B2c3D4e5F6", "s": "eyJhbGciOiJub25lIn0.eyJzdWIiOiI3In0.dGVzdHNpZw",
        "api_key": "Qm7Tz2Lw90KsXv41", "c": "4916338506082832", "i": "NL91ABNA0417164300",
        "seen": { "jane@kelpshop.io": { "mail": "jane@kelpshop.io" } },
        "inner": "{\"who\":\"jane@kelpshop.io\"}", "b": "eyJ3aG8iOiJqYW5lQGtlbHBzaG9wLmlvIn0="
    });
    let sandbox = Sandbox::new();
    sandbox.file("a.json", record.to_string()).file("b.json", format!("{record:#}"));
    sandbox.file("c.log", format!("2026-05-01 INFO from 81.2.70.9: {record}\n2026-05-01 jane@kelpshop.io\n"));
    for name in ["a.json", "b.json", "c.log"] {
        for format in FORMATS {
            let run = check(&sandbox, &[name, "--format", format, "-v"]);
            assert_eq!(run.code, 1, "{name} {format}: {run:?}");
            let out = format!("{}{}", run.stdout, run.stderr);
            for value in values {
                assert!(!out.contains(value), "{name} {format}: {value} in\n{out}");
            }
            let run = sandbox.run(&["validate", "--rules", "privacy", name, "--format", format]);
            for value in values.iter().filter(|_| *format != "line") {
                // What validate says of other rules names unknown members as they are.
                let lines =
                    run.stdout.lines().filter(|line| line.contains("real-") || line.contains("live-"));
                assert!(
                    !lines.clone().any(|line| line.contains(value)),
                    "{name} {format}: {value}\n{}",
                    run.stdout
                );
            }
        }
    }
}

#[test]
fn every_format_tells_rule_and_place() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", "{\n  \"email\": \"jane@kelpshop.io\"\n}\n");
    for format in FORMATS.iter().filter(|format| **format != "line") {
        let run = check(&sandbox, &["a.json", "--format", format]);
        assert_eq!(run.code, 1, "{format}");
        assert!(run.stdout.contains("real-email"), "{format}: {}", run.stdout);
    }
    let line = check(&sandbox, &["a.json", "--format", "concise"]).stdout;
    assert_eq!(line, "a.json:2:13: error real-email /email holds an e-mail address that may be somebody's\n");
    let explained = sandbox.run(&["explain", "real-email"]);
    assert!(explained.stdout.contains("example.com") && explained.stdout.contains("[[allow]]"));
}

#[test]
fn captures_are_looked_at_with_all_that_is_around_their_bodies() {
    let sandbox = Sandbox::new();
    sandbox.file(
        "a.http",
        "POST /hooks?email=jane%40kelpshop.io HTTP/1.1\r\nHost: h.example\r\nX-Forwarded-For: 81.2.69.142\r\n\
         Authorization: Bearer Zk3v9Qw81LmTz07b\r\nContent-Length: 8\r\n\r\n{\"a\": 1}",
    );
    let run = check(&sandbox, &["a.http", "--format", "concise"]);
    let told: Vec<&str> = run.stdout.lines().filter_map(|line| line.split(' ').nth(2)).collect();
    assert_eq!(told, ["real-email", "real-ip", "high-entropy"], "{}", run.stdout);
    assert!(run.stdout.starts_with("a.http:1:19: error real-email"), "{}", run.stdout);
    let validated = sandbox.run(&["validate", "--rules", "privacy", "--format", "concise", "a.http"]);
    for part in [
        "came to a URL that holds an e-mail address",
        "came with a header X-Forwarded-For that holds a network",
    ] {
        assert!(validated.stdout.contains(part), "{}", validated.stdout);
    }
    assert!(!sandbox.run(&["validate", "--format", "concise", "a.http"]).stdout.contains("real-"));
}

#[test]
fn the_name_of_a_file_is_looked_at_too() {
    let sandbox = Sandbox::new();
    sandbox.file("jane@kelpshop.io.json", "{\"a\":1}");
    let run = check(&sandbox, &[".", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["records"][0]["findings"][0]["rule"], "person-in-name");
}

#[test]
fn what_is_allowed_has_a_reason_and_an_effect() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", r#"{"email":"support@kelpshop.io","from":"jane@kelpshop.io","ip":"81.2.69.142"}"#);
    let hash = base16ct::lower::encode_string(&sha2::Sha256::digest("jane@kelpshop.io"));
    let configured = |text: &str| {
        sandbox.file("hookspect.toml", text);
        check(&sandbox, &["a.json", "--format", "concise"])
    };
    let all = format!(
        "[[allow]]\npattern = \"support@*\"\nreason = \"printed on the website\"\n\
         [[allow]]\nvalue = \"{hash}\"\nrule = \"real-email\"\nreason = \"she agreed\"\n\
         [[allow]]\npointer = \"/ip\"\npath = \"*.json\"\nreason = \"our own server\"\n"
    );
    let run = configured(&all);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(!sandbox.run(&["validate", "--format", "concise", "a.json"]).stdout.contains("unused-entry"));
    let unused = configured(&format!("{all}[[allow]]\npattern = \"*@gone.io\"\nreason = \"left\"\n"));
    assert_eq!(
        unused.stdout,
        "hookspect.toml:12:1: warning unused-entry this entry allowed nothing in this run\n"
    );
    for (text, why) in [
        ("[[allow]]\npattern = \"*\"\n", "[[allow]] needs a `reason`"),
        ("[[allow]]\nreason = \"x\"\n", "it would allow everything"),
        ("[[allow]]\nvalue = \"jane@kelpshop.io\"\nreason = \"x\"\n", "the SHA-256 of what is allowed"),
        ("[[allow]]\nrule = \"wrong-type\"\npattern = \"*\"\nreason = \"x\"\n", "left out by [[ignore]]"),
        ("[[allow]]\npattern = \"[\"\nreason = \"x\"\n", "is not a glob"),
        ("[[allow]]\npatern = \"x\"\nreason = \"x\"\n", "did you mean `pattern`?"),
    ] {
        let run = configured(text);
        assert_eq!(run.code, 2, "{text}");
        assert!(run.stderr.contains(why), "{text}: {}", run.stderr);
    }
}

#[test]
fn severities_ignores_and_a_baseline_hold_for_it_too() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", r#"{"email":"jane@kelpshop.io","api_key":"Zk3v9Qw81LmTz07b"}"#);
    assert_eq!(check(&sandbox, &["a.json", "--exit-zero"]).code, 0);
    let recorded = check(&sandbox, &["a.json", "--write-baseline", "known.json"]);
    assert_eq!(recorded.code, 0, "{}", recorded.stderr);
    assert!(!sandbox.read("known.json").contains("jane"));
    assert_eq!(check(&sandbox, &["a.json", "--baseline", "known.json"]).code, 0);
    sandbox.file("hookspect.toml", "[rules]\nreal-email = \"off\"\nhigh-entropy = \"error\"\n");
    let run = check(&sandbox, &["a.json", "--format", "concise"]);
    assert!(run.code == 1 && run.stdout.contains("error high-entropy") && !run.stdout.contains("real-email"));
}

#[test]
fn copies_and_samples_pass() {
    let sandbox = Sandbox::new();
    let copies = copies(false, FreeText::Mask);
    let mut lines = String::new();
    for (_, text) in payloads() {
        let copy = copy(&copies, &text);
        let value: Value = serde_json::from_str(&copy).unwrap();
        lines.push_str(&format!("{value}\n"));
    }
    for model in registry().events() {
        for index in 0..20 {
            Generator::new(*model, 3).sample(index).write(&mut lines);
            lines.push('\n');
        }
    }
    sandbox.file("all.ndjson", &lines);
    let run = check(&sandbox, &["all.ndjson", "--format", "concise", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stdout.lines().take(20).collect::<Vec<_>>().join("\n"));
}

#[test]
fn json_in_a_text_is_looked_at_as_if_it_stood_alone() {
    let sandbox = Sandbox::new();
    // A number that is as long as a payment card's, and has its check digit.
    let (id, phone) = ("4539578763621486", "+1 008 6675");
    let inside = format!("{{\"id\":{id},\"phone\":\"{phone}\",\"to\":\"jane@kelpshop.io\"}}");
    sandbox.file("a.json", &inside);
    sandbox.file("b.log", format!("2026-05-01 INFO got {inside}\n"));
    sandbox.file("c.csv", format!("id,body\n1,\"{}\"\n", inside.replace('"', "\"\"")));
    sandbox.file("d.curl", format!("curl https://h.example/h -d '{inside}'\n"));
    let rules = |name: &str| {
        let run = check(&sandbox, &[name, "--format", "json"]);
        let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
        let findings = report["records"][0]["findings"].as_array().unwrap().clone();
        findings.iter().map(|one| format!("{} {}", one["rule"], one["pointer"])).collect::<Vec<_>>()
    };
    let alone = rules("a.json");
    assert!(!alone.is_empty());
    for name in ["b.log", "c.csv", "d.curl"] {
        assert_eq!(rules(name), alone, "{name}");
    }
    let line = check(&sandbox, &["b.log", "--format", "concise"]).stdout;
    let column = sandbox.read("b.log").find("\"jane").unwrap() + 2;
    assert!(line.contains(&format!("b.log:1:{column}:")), "{column} {line}");
}
