use std::process::{Command, Stdio};

use super::{CHANGES, SCHEMA, departures, drift, orders, shop};
use crate::drift::lines;
use crate::support::Sandbox;

#[test]
fn a_diff_is_proposed_that_changes_only_what_it_is_about_with_the_evidence_beside_it() {
    let sandbox = shop();
    let mut records = orders(60);
    for record in records.iter_mut().skip(40) {
        record["state"] = "held".into();
        record["buyer"]["plan"] = 3.into();
    }
    sandbox.file("in.ndjson", lines(&records));
    let run = drift(&sandbox, &["--propose"]);
    assert_eq!(run.code, 0, "neither breaks a receiver: {}", run.stderr);
    insta::assert_snapshot!(run.stdout);
    assert_eq!(sandbox.read("shop/events/order.paid.json"), SCHEMA, "nothing is written");
}

/// Applies a diff with a program that is installed; whether there is one.
fn applied(sandbox: &Sandbox, diff: &str, program: &str, arguments: &[&str]) -> bool {
    let started = Command::new(program)
        .args(arguments)
        .current_dir(sandbox.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn();
    let Ok(mut child) = started else { return false };
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), diff.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success(), "{program}: {diff}");
    true
}

#[test]
fn the_diff_is_applied_by_patch_and_by_git_where_they_are_installed() {
    let mut records = orders(60);
    for (number, record) in records.iter_mut().enumerate().skip(16) {
        CHANGES[number % CHANGES.len()].1(record);
    }
    for record in records.iter_mut().skip(50) {
        record["type"] = "order.held".into();
    }
    let accepted = shop();
    accepted.file("in.ndjson", lines(&records));
    let run = drift(&accepted, &["--accept", "all"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    for (program, arguments) in
        [("patch", &["-p1", "--batch", "--quiet"][..]), ("git", &["apply", "--whitespace=nowarn", "-"])]
    {
        let sandbox = shop();
        sandbox.file("in.ndjson", lines(&records));
        let diff = drift(&sandbox, &["--propose"]).stdout;
        if applied(&sandbox, &diff, program, arguments) {
            for file in ["hookspect-pack.toml", "events/order.paid.json", "events/order.held.json"] {
                let file = format!("shop/{file}");
                assert_eq!(sandbox.read(&file), accepted.read(&file), "{program} {file}");
            }
            assert_eq!(departures(&sandbox), [""; 0]);
        }
    }
}
