//! The formats that other programs read: each is read back as they would, and holds every finding with its place.

use std::collections::BTreeSet;

use crate::support::nasty::{check_element, sandbox, validated};
use crate::support::{Run, Sandbox, sample};
use serde_json::Value;

/// Where a finding is and what it is: path, line, column, rule.
type Place = (String, u64, u64, String);

/// What the program's own format says.
fn expected() -> BTreeSet<Place> {
    let document: Value = serde_json::from_str(&validated("json")).unwrap();
    let records = document["records"].as_array().unwrap();
    let places: BTreeSet<Place> = records
        .iter()
        .flat_map(|record| {
            let source = record["source"].as_str().unwrap();
            record["findings"].as_array().unwrap().iter().map(move |finding| {
                let number = |name: &str| finding[name].as_u64().unwrap();
                (
                    source.to_owned(),
                    number("line"),
                    number("column"),
                    finding["rule"].as_str().unwrap().to_owned(),
                )
            })
        })
        .collect();
    assert!(places.len() > 12, "{places:?}");
    places
}

#[test]
fn sarif_is_valid_against_its_published_schema_and_holds_every_finding() {
    // Two patterns of the schema close a bracket that is not open, which strict engines refuse.
    let schema = include_str!("../schemas/sarif-2.1.0.json").replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}?$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let text = validated("sarif");
    let document: Value = serde_json::from_str(&text).unwrap();
    let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());

    let run = &document["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let places: BTreeSet<Place> = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"]);
            let place = &result["locations"][0]["physicalLocation"];
            let region = &place["region"];
            let uri = place["artifactLocation"]["uri"].as_str().unwrap();
            assert!(!uri.contains(['\\', ' ', '\n', '"', ':']), "{uri}");
            (
                decoded(uri),
                region["startLine"].as_u64().unwrap(),
                region["startColumn"].as_u64().unwrap(),
                result["ruleId"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    assert_eq!(places, expected());
}

/// What a percent-encoded path stands for.
fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let digits = std::str::from_utf8(&after[..2]).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn sarif_fingerprints_are_unique_and_survive_another_layout() {
    let prints = |document: &str| -> Vec<String> {
        let document: Value = serde_json::from_str(document).unwrap();
        let results = document["runs"][0]["results"].as_array().unwrap().clone();
        results.iter().map(|result| result["partialFingerprints"]["hookspect/v1"].to_string()).collect()
    };
    let all = prints(&validated("sarif"));
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());

    let sandbox = Sandbox::new();
    let pretty = "{\n  \"payment_id\": \"1\",\n\n  \"affiliate_id\": \"2\"\n}";
    let before = sandbox.file("a.json", pretty).run(&["validate", "--format", "sarif", "a.json"]).stdout;
    let compact = pretty.replace(['\n', ' '], "");
    let after = sandbox.file("a.json", compact).run(&["validate", "--format", "sarif", "./a.json"]).stdout;
    assert_eq!(prints(&before), prints(&after));
}

// Only Linux lets a name be any bytes.
#[cfg(target_os = "linux")]
#[test]
fn sarif_names_the_bytes_of_a_file_name_that_is_no_utf_8() {
    use std::os::unix::ffi::OsStrExt;
    let sandbox = Sandbox::new();
    std::fs::write(sandbox.path().join(std::ffi::OsStr::from_bytes(b"a\xff.json")), "{}").unwrap();
    let sarif = sandbox.run(&["validate", "--format", "sarif", "."]).stdout;
    assert!(sarif.contains("\"uri\":\"a%FF.json\""), "{sarif}");
    for format in ["junit", "github", "gitlab", "json", "concise"] {
        let run = sandbox.run(&["validate", "--format", format, "."]);
        assert!(run.code == 1 && run.stdout.contains('\u{fffd}'), "{format}: {run:?}");
    }
}

#[test]
fn junit_follows_the_schema_of_jenkins_and_holds_every_finding() {
    let text = validated("junit");
    let document = roxmltree::Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "testsuites");
    check_element(root);
    let mut places = BTreeSet::new();
    for suite in root.children().filter(roxmltree::Node::is_element) {
        let tests: Vec<_> = suite.children().filter(|node| node.has_tag_name("testcase")).collect();
        let failures =
            tests.iter().filter(|test| test.children().any(|node| node.has_tag_name("failure"))).count();
        assert_eq!(suite.attribute("tests").unwrap(), tests.len().to_string());
        assert_eq!(suite.attribute("failures").unwrap(), failures.to_string());
        let path = suite.attribute("name").unwrap();
        let pieces = suite.descendants().filter(roxmltree::Node::is_text);
        let text: String = pieces.map(|node| node.text().unwrap()).collect();
        for place in text.split(&format!("\n{path}:")).skip(1) {
            let mut parts = place.splitn(3, ':');
            let mut number = || parts.next().unwrap().parse::<u64>().unwrap();
            let (line, column) = (number(), number());
            let rule = place.split(' ').nth(2).unwrap();
            places.insert((path.to_owned(), line, column, rule.to_owned()));
        }
    }
    assert_eq!(places, expected());
}

#[test]
fn junit_writes_what_xml_cannot_hold_as_an_escape() {
    let sandbox = Sandbox::new();
    sandbox.file("a\u{1b}[31m.json", "{}");
    let text = sandbox.run(&["validate", "--format", "junit", "."]).stdout;
    let document = roxmltree::Document::parse(&text).unwrap();
    let suite = document.root_element().first_element_child().unwrap();
    assert_eq!(suite.attribute("name"), Some("a\\u{1b}[31m.json"));
}

/// A workflow command as GitHub's runner reads it: the name, the properties, the message.
fn command(line: &str) -> (String, Vec<(String, String)>, String) {
    let rest = line.strip_prefix("::").unwrap_or_else(|| panic!("no command: {line}"));
    let (head, message) = rest.split_once("::").unwrap();
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let plain = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let properties = properties.split(',').filter(|pair| !pair.is_empty()).map(|pair| {
        let (key, value) = pair.split_once('=').unwrap();
        let value = value.replace("%3A", ":").replace("%2C", ",");
        (key.to_owned(), plain(&value))
    });
    (name.to_owned(), properties.collect(), plain(message))
}

#[test]
fn github_annotations_hold_every_finding_after_the_total_and_nothing_else() {
    let text = validated("github");
    let mut lines = text.lines();
    let (name, properties, total) = command(lines.next().unwrap());
    assert_eq!(name, "notice");
    assert_eq!(properties, [("title".to_owned(), "hookspect".to_owned())]);
    assert!(total.starts_with("13 read: 1 valid, "), "{total}");
    let places: BTreeSet<Place> = lines
        .map(|line| {
            let (name, properties, message) = command(line);
            assert!(["error", "warning", "notice"].contains(&name.as_str()), "{line}");
            assert!(!message.is_empty());
            let value = |key: &str| properties.iter().find(|(name, _)| name == key).unwrap().1.clone();
            let rule = value("title").strip_prefix("hookspect ").unwrap().to_owned();
            (value("file"), value("line").parse().unwrap(), value("col").parse().unwrap(), rule)
        })
        .collect();
    assert_eq!(places, expected());
}

#[test]
fn text_in_the_log_of_a_workflow_holds_no_command() {
    let mut sandbox = sandbox();
    sandbox.variable("GITHUB_ACTIONS", "true");
    sandbox.file(
        "fixtures/unknown-event.json",
        r#"{"event":{"type":"::add-mask::x ##[add-mask]y"},"data":{},"::error::k":"::v"}"#,
    );
    for arguments in [
        &["validate", "-v", "fixtures"][..],
        &["validate", "--format", "concise", "fixtures"],
        &["inspect", "fixtures"],
        &["inspect", "--full", "fixtures"],
        &["detect", "fixtures"],
        &["validate", "no\n::error::file", "fixtures"],
    ] {
        let Run { stdout, stderr, .. } = sandbox.run(arguments);
        for line in stdout.lines().chain(stderr.lines()) {
            assert!(!line.trim_start().starts_with("::") && !line.contains("##["), "{arguments:?}: {line}");
        }
    }
}

#[test]
fn gitlab_issues_hold_every_finding_and_have_unique_fingerprints() {
    let issues: Vec<Value> = serde_json::from_str(&validated("gitlab")).unwrap();
    let mut fingerprints = BTreeSet::new();
    let places: BTreeSet<Place> = issues
        .iter()
        .map(|issue| {
            assert!(!issue["description"].as_str().unwrap().is_empty());
            assert!(
                ["info", "minor", "major", "critical", "blocker"]
                    .contains(&issue["severity"].as_str().unwrap())
            );
            assert!(fingerprints.insert(issue["fingerprint"].as_str().unwrap().to_owned()));
            let begin = &issue["location"]["positions"]["begin"];
            assert_eq!(issue["location"]["lines"]["begin"], begin["line"]);
            (
                issue["location"]["path"].as_str().unwrap().to_owned(),
                begin["line"].as_u64().unwrap(),
                begin["column"].as_u64().unwrap(),
                issue["check_name"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    assert_eq!(places, expected());
    assert_eq!(
        Sandbox::new().run_with(&["validate", "--format", "gitlab"], b"{}").stdout.matches("<stdin>").count(),
        1
    );
}

#[test]
fn concise_and_ndjson_hold_every_finding() {
    let lines: BTreeSet<Place> = validated("concise")
        .lines()
        .map(|line| {
            let whole = expected();
            let found = whole.iter().find(|(path, number, column, rule)| {
                let path = path.replace('\n', "\\u{a}");
                ["error", "warning", "note"].iter().any(|severity| {
                    line.starts_with(&format!("{path}:{number}:{column}: {severity} {rule} "))
                })
            });
            found.unwrap_or_else(|| panic!("{line}")).clone()
        })
        .collect();
    assert_eq!(lines, expected());

    let text = validated("ndjson");
    let records: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let findings: usize =
        records.iter().filter_map(|record| record["findings"].as_array()).map(Vec::len).sum();
    assert_eq!(findings, expected().len());
    assert_eq!(records.last().unwrap()["type"], "summary");
}

#[test]
fn paths_start_at_the_checkout_of_the_ci_service() {
    let mut sandbox = sandbox();
    let top = sandbox.path().canonicalize().unwrap().to_str().unwrap().to_owned();
    sandbox.variable("GITHUB_WORKSPACE", &top);
    let absolute = format!("{top}/fixtures/plain.json");
    for (folder, input) in
        [("fixtures", "plain.json"), (".", "./fixtures/../fixtures/plain.json"), (".", &absolute)]
    {
        for format in ["sarif", "github", "gitlab", "junit"] {
            let text = sandbox.run_in(folder, &["validate", "--format", format, input], b"").stdout;
            assert!(
                text.contains("fixtures/plain.json") && !text.contains(&top),
                "{format} in {folder}: {text}"
            );
            assert!(!text.contains("../"), "{format} in {folder}: {text}");
        }
    }
}

#[test]
fn thousands_of_findings_in_one_file_come_out_of_every_format() {
    let sandbox = Sandbox::new();
    let keys: Vec<String> = (0..5000).map(|number| format!("\"unknown_{number}\": 1")).collect();
    let whole = sample("uppromote/payment.paid").replacen('{', &format!("{{{},", keys.join(",\n")), 1);
    sandbox.file("a.json", whole);
    for (format, mark) in [
        ("human", "warning[unknown-field]"),
        ("concise", "warning unknown-field"),
        ("json", "\"rule\":\"unknown-field\""),
        ("sarif", "\"ruleId\":\"unknown-field\""),
        ("junit", "warning unknown-field"),
        ("github", "title=hookspect unknown-field"),
        ("gitlab", "\"check_name\":\"unknown-field\""),
    ] {
        let run = sandbox.run(&["validate", "--format", format, "a.json"]);
        assert_eq!((run.code, run.stdout.matches(mark).count()), (0, 5000), "{format}");
    }
    let run = sandbox.run(&[
        "validate",
        "--format",
        "junit",
        "--fail-on",
        "warning",
        "--max-findings",
        "3",
        "a.json",
    ]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("message=\"5000 findings, the first: "), "{}", run.stdout);
}

#[test]
fn no_report_holds_a_secret() {
    let sandbox = Sandbox::new();
    let secret = "hunter2-and-more";
    let text = sample("firstpromoter/promoter_signed_up");
    let start = text.find("\"temp_password\": ").unwrap();
    let end = start + text[start..].find('\n').unwrap();
    let text = format!(
        "{}\"temp_password\": [\"{secret}\"], \"api_token\": \"{secret}\",{}",
        &text[..start],
        &text[end..]
    );
    sandbox.file("a.json", text).file("b.json", format!("{{\"password\": \"{secret}\" oops}}"));
    for format in ["human", "line", "csv", "concise", "json", "ndjson", "sarif", "junit", "github", "gitlab"]
    {
        for command in ["validate", "inspect"] {
            let run = sandbox.run(&[command, "--format", format, "a.json", "b.json"]);
            assert_eq!(run.code, 1);
            assert!(
                !run.stdout.contains(secret) && !run.stderr.contains(secret),
                "{command} {format}: {run:?}"
            );
        }
    }
}

#[test]
fn statistics_tell_the_cost_by_event() {
    let run = sandbox().run(&["validate", "-q", "--format", "concise", "--stats", "fixtures"]);
    let lines: Vec<&str> = run.stderr.lines().collect();
    assert!(lines[0].contains(" s · ") && lines[0].contains("/s · 13 records · "), "{}", run.stderr);
    let paid = lines.iter().find(|line| line.contains("uppromote/payment.paid")).unwrap();
    assert_eq!(paid.split_whitespace().nth(1), Some("9"), "{paid}");
    assert!(run.stderr.contains("(unreadable)"));
}
