//! The formats that other programs read: each is read back as they would, and holds every finding with its place.

use std::collections::BTreeSet;

use crate::support::{Run, Sandbox, sample};
use serde_json::Value;

/// Where a finding is and what it is: path, line, column, rule.
type Place = (String, u64, u64, String);

/// Names that have to survive every format.
const NASTY: &[&str] = &[
    "plain.json",
    "a folder/with spaces.json",
    "it's \"quoted\".json",
    "50%0A::error::no.json",
    "::add-mask::x,y:z.json",
    "two\nlines.json",
    "##[group]a&b<c>.json",
];

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    let wrong =
        sample("uppromote/payment.paid").replace("\"payment_id\": 58316", "\"payment_id\": \"58316\"");
    assert!(wrong.contains("\"58316\""));
    for name in NASTY {
        sandbox.file(&format!("fixtures/{name}"), &wrong);
    }
    let compact = |text: &str| serde_json::from_str::<Value>(text).unwrap().to_string();
    let key = r###"{"a::b%0A::error::c\n::notice::d<&>\"##[x]": 1, "order": 1e400, "###;
    let lines = [
        compact(&sample("uppromote/affiliate.new")),
        compact(&wrong).replacen('{', key, 1),
        "{\"broken\": ".to_owned(),
        compact(&wrong),
        "{\"hello\": \"::world::\"}".to_owned(),
    ];
    sandbox.file("fixtures/lines.ndjson", lines.join("\n")).file("fixtures/empty.json", "");
    sandbox
}

fn validated(format: &str) -> String {
    sandbox().run(&["validate", "-v", "--format", format, "fixtures"]).stdout
}

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

/// What `junit-10.xsd` of Jenkins' xUnit plugin asks of the elements used: children, attributes, required ones.
fn check_element(node: roxmltree::Node<'_, '_>) {
    let (children, optional, required): (&[&str], &[&str], &[&str]) = match node.tag_name().name() {
        "testsuites" => (&["testsuite"], &["name", "time", "tests", "failures", "errors"], &[]),
        "testsuite" => (
            &["testsuite", "properties", "testcase", "system-out", "system-err"],
            &["group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"],
            &["name", "tests", "failures", "errors"],
        ),
        "testcase" => (
            &["skipped", "error", "failure", "system-out", "system-err"],
            &["time", "classname", "group"],
            &["name"],
        ),
        "failure" | "error" | "skipped" => (&[], &["type", "message"], &[]),
        "system-out" | "system-err" => (&[], &[], &[]),
        other => panic!("the schema has no {other}"),
    };
    for attribute in node.attributes() {
        let name = attribute.name();
        assert!(optional.contains(&name) || required.contains(&name), "{name} of {node:?}");
    }
    for name in required {
        assert!(node.has_attribute(*name), "{node:?} lacks {name}");
    }
    let mixed =
        matches!(node.tag_name().name(), "failure" | "error" | "skipped" | "system-out" | "system-err");
    for child in node.children() {
        if child.is_text() {
            assert!(mixed || child.text().unwrap().trim().is_empty(), "text in {node:?}");
        } else {
            assert!(children.contains(&child.tag_name().name()), "{child:?} in {node:?}");
            check_element(child);
        }
    }
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
fn one_run_writes_text_to_the_log_and_reports_to_files() {
    let sandbox = sandbox();
    let run = sandbox.run(&[
        "validate",
        "fixtures/plain.json",
        "--output",
        "sarif=out/r.sarif",
        "-o",
        "junit=out/r.xml",
        "-o",
        "human=out/r.txt",
        "-o",
        "gitlab=out/with=sign.json",
    ]);
    assert_eq!(run.code, 2);
    assert!(run.stdout.is_empty());
    assert!(run.stderr.contains("there is no directory out"), "{}", run.stderr);

    std::fs::create_dir(sandbox.path().join("out")).unwrap();
    let alone = sandbox.run(&["validate", "fixtures/plain.json"]);
    let run = sandbox.run(&[
        "validate",
        "fixtures/plain.json",
        "--output",
        "sarif=out/r.sarif",
        "-o",
        "junit=out/r.xml",
        "-o",
        "human=out/r.txt",
        "-o",
        "gitlab=out/with=sign.json",
    ]);
    assert_eq!(run, alone);
    assert_eq!(sandbox.names("out"), ["r.sarif", "r.txt", "r.xml", "with=sign.json"]);
    assert_eq!(sandbox.read("out/r.txt"), format!("{}{}", alone.stdout, alone.stderr));
    for (format, file) in [("sarif", "r.sarif"), ("junit", "r.xml"), ("gitlab", "with=sign.json")] {
        let straight = sandbox.run(&["validate", "--format", format, "fixtures/plain.json"]).stdout;
        assert_eq!(sandbox.read(&format!("out/{file}")), straight, "{format}");
    }
}

#[test]
fn inspect_shows_payloads_and_reports_to_files() {
    let sandbox = sandbox();
    let alone = sandbox.run(&["fixtures/plain.json"]);
    assert_eq!(sandbox.run(&["fixtures/plain.json", "-o", "sarif=r.sarif", "-o", "human=r.txt"]), alone);
    assert!(sandbox.read("r.sarif").contains("wrong-type"));
    assert_eq!(sandbox.read("r.txt"), alone.stdout);
}

#[test]
fn standard_output_takes_one_format_only() {
    let sandbox = sandbox();
    for arguments in [
        &["validate", "--format", "json", "--output", "sarif", "fixtures"][..],
        &["validate", "--output", "sarif", "--output", "junit=-", "fixtures"],
        &["validate", "--output", "sarif=a", "--output", "junit=./a", "fixtures"],
    ] {
        let run = sandbox.run(arguments);
        assert!(run.code == 2 && run.stdout.is_empty(), "{arguments:?}: {run:?}");
        assert!(run.stderr.contains("two formats for"), "{}", run.stderr);
    }
    assert_eq!(sandbox.run(&["validate", "-o", "json", "fixtures"]).stdout, validated("json"));
    let run = sandbox.run(&["validate", "--output", "sarf=a", "fixtures"]);
    assert!(run.code == 2 && run.stderr.contains("did you mean sarif?"), "{}", run.stderr);
    assert_eq!(sandbox.run(&["validate", "--output", "sarif=", "fixtures"]).code, 2);
}

#[test]
fn a_report_file_is_there_whole_or_not_at_all() {
    let sandbox = sandbox();
    sandbox.file("old.sarif", "old");
    // The configuration is read after nothing has been written yet.
    sandbox.file("bad.toml", "nonsense");
    let run = sandbox.run(&["validate", "fixtures", "--config", "bad.toml", "-o", "sarif=old.sarif"]);
    assert_eq!((run.code, sandbox.read("old.sarif").as_str()), (2, "old"));

    // A source that cannot be read is in the report, and the report is complete.
    let run = sandbox.run(&[
        "validate",
        "fixtures/plain.json",
        "missing.json",
        "-o",
        "sarif=old.sarif",
        "-o",
        "junit=r.xml",
        "-o",
        "json=r.json",
    ]);
    assert_eq!(run.code, 2);
    let sarif: Value = serde_json::from_str(&sandbox.read("old.sarif")).unwrap();
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert!(
        invocation["toolExecutionNotifications"][0]["message"]["text"]
            .as_str()
            .unwrap()
            .contains("missing.json")
    );
    let json: Value = serde_json::from_str(&sandbox.read("r.json")).unwrap();
    assert_eq!(json["problems"][0]["source"], "missing.json");
    let junit = sandbox.read("r.xml");
    assert!(junit.contains("<error message=\"missing.json: "), "{junit}");
    check_element(roxmltree::Document::parse(&junit).unwrap().root_element());
    assert!(sandbox.names(".").iter().all(|name| !name.contains(".tmp")));
}

#[cfg(unix)]
#[test]
fn a_report_replaces_what_a_link_points_to_and_leaves_devices_alone() {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
    let sandbox = sandbox();
    sandbox.file("real/r.sarif", "old");
    symlink("real/r.sarif", sandbox.path().join("link.sarif")).unwrap();
    sandbox.run(&[
        "validate",
        "fixtures/plain.json",
        "-o",
        "sarif=link.sarif",
        "-o",
        "json=/dev/null",
        "-o",
        "gitlab=new.json",
    ]);
    assert!(sandbox.path().join("link.sarif").is_symlink());
    assert!(sandbox.read("real/r.sarif").contains("wrong-type"));
    assert!(std::fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    let mode = std::fs::metadata(sandbox.path().join("new.json")).unwrap().permissions().mode();
    assert_eq!(mode & 0o400, 0o400);
    assert_eq!(mode & 0o111, 0);
    let run = sandbox.run(&["validate", "fixtures/plain.json", "-o", "json=real"]);
    assert!(run.code == 2 && run.stderr.contains("it is a directory"), "{}", run.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_written_ends_the_run_with_2() {
    let sandbox = sandbox();
    for (file, why) in [
        ("/proc/report", "cannot write /proc/report: "),
        ("/dev/full", "cannot write /dev/full: No space left"),
    ] {
        let run = sandbox.run(&["validate", "fixtures/paid.json", "-o", &format!("json={file}")]);
        assert!(run.code == 2 && run.stderr.contains(why), "{run:?}");
    }
}

#[test]
fn reports_of_earlier_runs_are_not_taken_for_payloads() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", sample("uppromote/payment.paid"));
    let arguments = ["validate", ".", "-o", "gitlab=report.json", "-o", "json=all.json"];
    assert_eq!(sandbox.run(&arguments).code, 0);
    assert_eq!(sandbox.run(&arguments).code, 0);
    let run = sandbox.run(&["validate", "a.json", "report.json", "-o", "gitlab=report.json"]);
    assert!(run.code == 2 && run.stderr.contains("a report of this run"), "{}", run.stderr);
    let before = sandbox.read("a.json");
    sandbox.file("hookspect.toml", "baseline = 'known'");
    sandbox.run(&["validate", "a.json", "--write-baseline", "known"]);
    for output in ["a.json", "./a.json", "known", "hookspect.toml"] {
        let run = sandbox.run(&["validate", "a.json", "-o", &format!("json={output}")]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{output}");
    }
    assert_eq!(sandbox.run(&["validate", "a.json", "-o", "json=new", "--write-baseline", "new"]).code, 2);
    assert_eq!(sandbox.read("a.json"), before);
    assert_eq!(sandbox.names("."), ["a.json", "all.json", "hookspect.toml", "known", "report.json"]);
    assert_eq!(
        sandbox.run(&["validate", "*.json", "-o", "gitlab=report.json", "-o", "json=all.json"]).code,
        0
    );
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
