//! Directories: files are chosen by their names and their beginnings, and the others are counted.

#[cfg(target_os = "linux")]
use crate::support::Run;
use crate::support::{Sandbox, summary};
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

#[test]
fn lists_of_names_globs_and_hidden_files_are_honoured() {
    let sandbox = Sandbox::new();
    sandbox
        .file("a/affiliate.status-changed/1.json", BODY)
        .file("a/affiliate.status-changed/2.json", BODY)
        .file("a/.hidden/3.json", BODY)
        .file("a/ignored/4.json", BODY)
        .file("a/.ignore", "ignored\n")
        .file("names", "a/affiliate.status-changed/1.json\n\na/affiliate.status-changed/2.json\r\n")
        .file("names0", "a/affiliate.status-changed/1.json\0a/affiliate.status-changed/2.json\0");
    let counted = |arguments: &[&str]| {
        summary(&sandbox.run(&[&["validate", "--format", "json"], arguments].concat())).0
    };
    assert_eq!(counted(&["a"]), 2);
    assert_eq!(counted(&["a", "--hidden"]), 3);
    assert_eq!(counted(&["a/**/*.json"]), 2);
    assert_eq!(counted(&["a/affiliate*/[12].json"]), 2);
    assert_eq!(counted(&["--files-from", "names"]), 2);
    assert_eq!(counted(&["--files-from", "names0"]), 2);
    let listed =
        sandbox.run_with(&["validate", "--format", "json", "--files-from", "-"], b"a/ignored/4.json\n");
    assert_eq!(summary(&listed).0, 1);
}

/// What a run on standard error says, sorted.
#[cfg(target_os = "linux")]
fn told(run: &Run) -> Vec<&str> {
    let mut lines: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("error: ")).collect();
    lines.sort_unstable();
    lines
}

#[cfg(target_os = "linux")]
#[test]
fn folders_that_cannot_be_entered_are_told_where_a_file_of_them_was_asked_for() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::new();
    for file in ["in/a.json", "in/deep/a.json", "in/locked/a.json", "in/deep/locked/b.json"] {
        sandbox.file(file, BODY);
    }
    let locked = ["in/locked", "in/deep/locked"].map(|folder| sandbox.path().join(folder));
    for folder in &locked {
        set_permissions(folder, Permissions::from_mode(0o000)).unwrap();
    }
    let (outer, inner) = ("error: in/locked: permission denied", "error: in/deep/locked: permission denied");
    for (input, code, expected) in [
        ("in", 2, &[inner, outer][..]),
        ("'in/**/*.json'", 2, &[inner, outer]),
        ("'in/*/*.json'", 2, &[outer]),
        ("'in/d*/locked/?.json'", 2, &[inner]),
        ("'in/l*/*.json'", 2, &[outer]),
        ("'./in/l*/*.json'", 2, &["error: ./in/locked: permission denied"]),
        ("'in/*/locked/?.json'", 2, &[inner, outer]),
        // No file of theirs could match.
        ("'in/*.json'", 0, &[]),
        ("'in/d*/*.json'", 0, &[]),
    ] {
        let run = sandbox.as_anybody(&format!("exec \"$0\" validate {input}"));
        assert_eq!((run.code, told(&run)), (code, expected.to_vec()), "{input}: {run:?}");
    }
    for folder in &locked {
        set_permissions(folder, Permissions::from_mode(0o755)).unwrap();
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_told() {
    use std::os::unix::fs::symlink;
    let sandbox = Sandbox::new();
    sandbox.file("in/a.json", BODY).file("in/notes.txt", "");
    symlink("gone.json", sandbox.path().join("in/lost.json")).unwrap();
    symlink("loop.json", sandbox.path().join("in/loop.json")).unwrap();
    // Nobody would have read these.
    symlink("gone.txt", sandbox.path().join("in/lost.txt")).unwrap();
    symlink("notes.txt", sandbox.path().join("in/found.txt")).unwrap();
    symlink("a.json", sandbox.path().join("in/found.json")).unwrap();
    for input in ["in", "in/*.json"] {
        let run = sandbox.run(&["validate", "--format", "json", input]);
        assert_eq!((run.code, summary(&run).0), (2, 2), "{run:?}");
        assert!(
            run.stderr.contains("error: in/lost.json: is a link to a file that does not exist\n"),
            "{run:?}"
        );
        assert!(run.stderr.contains("error: in/loop.json: filesystem loop"), "{run:?}");
        assert_eq!(run.stderr.matches("error: ").count(), 2, "{run:?}");
    }
}
