//! Directories: files are chosen by their names and their beginnings, and the others are counted.

use crate::support::Sandbox;
use serde_json::{Value, json};

const BODY: &str = r#"{"affiliate_id":7,"previous_status":"active","current_status":"inactive"}"#;

/// What of a folder was read, by the names of its files, and its totals.
fn read(sandbox: &Sandbox) -> (Vec<String>, Value) {
    let run = sandbox.run(&["unwrap", "--format", "json", "folder"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    let captures = report["captures"].as_array().unwrap().iter();
    let names = captures.map(|one| one["source"].as_str().unwrap().trim_start_matches("folder/").to_owned());
    (names.collect(), report["summary"].clone())
}

#[test]
fn captures_are_read_whatever_the_names_of_their_files() {
    let sandbox = Sandbox::new();
    let quoted = serde_json::to_string(BODY).unwrap();
    let long = format!("{}got {BODY}\n", "nothing yet\n".repeat(3000));
    let names = [
        ("a.json", BODY.to_owned()),
        ("b.log", format!("INFO got {BODY}\n")),
        ("c.csv", format!("id,payload\n1,\"{}\"\n", BODY.replace('"', "\"\""))),
        ("d.sh", format!("#!/bin/sh\n# as it came\ncurl -d '{BODY}' https://h/x\n")),
        (
            "e.yaml",
            format!(
                "interactions:\n- request:\n    body: '{BODY}'\n    method: POST\n    uri: u\n  response: {{}}\n"
            ),
        ),
        ("f.txt", format!("body={quoted}\n")),
        ("g", BODY.to_owned()),
        ("h.LOG", format!("INFO got {}\n", BODY.replace('"', "'"))),
        ("i.hurl", format!("POST https://h/x\n```\n{BODY}\n```\n")),
        ("j.log", long),
    ];
    for (name, content) in &names {
        sandbox.file(&format!("folder/{name}"), content);
    }
    let (found, summary) = read(&sandbox);
    assert_eq!(found, names.map(|(name, _)| name), "{summary}");
    assert_eq!(summary["unread_files"], Value::Null);
}

#[test]
fn what_is_not_read_of_a_folder_is_counted_by_its_ending() {
    let sandbox = Sandbox::new();
    for (name, content) in [
        ("a.json", BODY),
        ("deploy.sh", "#!/bin/sh\ncurl -fsSL https://h/${VERSION} | sh\n"),
        ("ci.yaml", "jobs:\n  test:\n    run: echo '{\"a\": 1}'\n"),
        ("notes.txt", "nothing {here}\n"),
        ("app.log", "INFO started {\"port\": 80}\n"),
        ("page.md", "```json\n{\"a\": 1}\n```\n"),
        ("other.md", BODY),
        ("LICENSE", "MIT\n"),
        ("picture.png", "\u{89}PNG"),
        ("data.txt", "\0{\"a\":1}"),
    ] {
        sandbox.file(&format!("folder/{name}"), content);
    }
    let (found, summary) = read(&sandbox);
    assert_eq!(found, ["a.json"]);
    let endings = json!({ "": 1, "log": 1, "md": 2, "png": 1, "sh": 1, "txt": 2, "yaml": 1 });
    assert_eq!(summary["unread_files"], endings, "{summary}");
    assert_eq!(summary["read"], 1);
    let run = sandbox.run(&["validate", "folder"]);
    assert_eq!(run.code, 0, "{run:?}");
    let said = "9 files not read (2 .md, 2 .txt, 1 without an ending, 1 .log, 1 .png, 2 others)";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    let run = sandbox.run(&["validate", "folder/app.log"]);
    assert_eq!(run.code, 1, "a file that is named has to hold something: {}", run.stdout);
    let run = sandbox.run(&["validate", "--no-unwrap", "folder"]);
    assert!(run.stderr.contains("9 files not read"), "{}", run.stderr);
}
