//! Where results go: closed pipes, files that are there whole or not at all, and inputs that no report replaces.

use serde_json::Value;

use crate::support::{Run, Sandbox};

const GOOD: &str = r#"{"affiliate_id":7,"previous_status":"pending","current_status":"active"}"#;
/// A payload of a known event with an error in it.
const BAD: &str = r#"{"affiliate_id":"x","previous_status":"pending","current_status":"active"}"#;

/// Many good records and one bad one at the end.
fn bad_at_the_end() -> String {
    format!("{}{BAD}\n", format!("{GOOD}\n").repeat(2_000))
}

fn quietly(run: &Run, code: i32, what: &dyn std::fmt::Debug) {
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (code, "", ""), "{what:?}");
}

#[test]
fn a_closed_pipe_does_not_turn_a_failed_run_into_a_good_one() {
    let sandbox = Sandbox::new();
    sandbox.file("bad.ndjson", bad_at_the_end()).file("other.ndjson", format!("{GOOD}\n").repeat(2_001));
    for arguments in [
        &["validate", "--format", "concise", "bad.ndjson"][..],
        &["validate", "--format", "json", "bad.ndjson"],
        &["validate", "bad.ndjson"],
        &["inspect", "bad.ndjson"],
        &["detect", "bad.ndjson", "--format", "ndjson"],
        &["normalize", "bad.ndjson", "--quiet"],
        &["diff", "bad.ndjson", "other.ndjson"],
    ] {
        let read = sandbox.run(arguments);
        assert_eq!(read.code, 1, "{arguments:?}");
        quietly(&sandbox.run_unread(arguments, b""), 1, &arguments);
    }
    let secret = sandbox.file("secret", "key").path().join("secret");
    let secret = secret.to_str().unwrap();
    let unsigned = ["verify", "--strict", "--secret-file", secret, "bad.ndjson"];
    quietly(&sandbox.run_unread(&unsigned, b""), 1, &unsigned);
    let good = ["unwrap", "other.ndjson"];
    quietly(&sandbox.run_unread(&good, b""), 0, &good);
}

#[test]
fn the_other_reports_are_written_though_nobody_reads_standard_output() {
    let sandbox = Sandbox::new();
    sandbox.file("bad.ndjson", bad_at_the_end());
    let arguments =
        ["validate", "bad.ndjson", "--format", "concise", "--output", "json=r.json", "-o", "junit=r.xml"];
    quietly(&sandbox.run_unread(&arguments, b""), 1, &arguments);
    let report: Value = serde_json::from_str(&sandbox.read("r.json")).unwrap();
    assert_eq!((&report["summary"]["read"], &report["summary"]["invalid"]), (&2_001.into(), &1.into()));
    assert!(sandbox.read("r.xml").ends_with("</testsuites>\n"));
    let arguments = ["validate", "-", "--format", "ndjson", "--write-baseline", "known"];
    let run = sandbox.run_unread(&arguments, bad_at_the_end().as_bytes());
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert!(sandbox.read("known").contains("wrong-type"));
}

#[test]
fn a_stream_that_never_ends_is_left_when_nobody_reads_the_results() {
    let sandbox = Sandbox::new();
    for arguments in [
        &["normalize"][..],
        &["inspect", "--format", "ndjson"],
        &["detect"],
        &["unwrap"],
        &["validate", "--format", "ndjson", "--fail-on", "error"],
    ] {
        let mut child = sandbox.start(".", arguments);
        drop(child.stdout.take());
        let mut pipe = child.stdin.take().unwrap();
        let lines = format!("{GOOD}\n{BAD}\n").repeat(10_000);
        // It ends because the program closes its end: to write more fails then.
        let closed = (0..1000).any(|_| std::io::Write::write_all(&mut pipe, lines.as_bytes()).is_err());
        assert!(closed, "{arguments:?} has read 1.5 GB that nobody asked for");
        drop(pipe);
        let status = child.wait().unwrap();
        assert_eq!(status.code(), Some(i32::from(arguments[0] != "unwrap")), "{arguments:?}");
    }
}

#[test]
fn a_guard_reads_a_stream_to_its_end_while_all_is_well() {
    let sandbox = Sandbox::new();
    let run = sandbox.run_unread(&["validate", "--format", "ndjson"], bad_at_the_end().as_bytes());
    quietly(&run, 1, &"the last record is the bad one");
}

#[test]
fn messages_that_nobody_reads_change_nothing() {
    let sandbox = Sandbox::new();
    sandbox.file("bad.ndjson", bad_at_the_end());
    for arguments in
        [&["validate", "bad.ndjson", "--stats"][..], &["normalize", "bad.ndjson"], &["inspect", "bad.ndjson"]]
    {
        let mut child = sandbox.start(".", arguments);
        drop(child.stderr.take());
        let run = crate::support::ended(child, b"");
        assert_eq!((run.code, run.stdout.is_empty()), (1, false), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn standard_output_that_cannot_be_written_to_is_a_failure() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", GOOD);
    for arguments in [
        &["validate", "--format", "json", "a.json"][..],
        &["explain", "wrong-type"],
        &["normalize", "a.json"],
    ] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_hookspect"));
        command.args(arguments);
        let mut command = sandbox.set_up(command, ".");
        command.stdout(std::fs::File::options().write(true).open("/dev/full").unwrap());
        let run = crate::support::ended(command.spawn().unwrap(), b"");
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.stderr.contains("error: cannot write to standard output: No space left"), "{run:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn fewer_workers_do_the_work_where_no_more_threads_can_be_started() {
    let sandbox = Sandbox::new();
    sandbox.file("bad.ndjson", bad_at_the_end().repeat(4)).file("other.ndjson", GOOD);
    let script =
        |limit: &str| format!("{limit} exec \"$0\" validate -j 8 --format json bad.ndjson other.ndjson");
    let (limited, free) = (sandbox.as_anybody(&script("ulimit -u 1;")), sandbox.as_anybody(&script("")));
    assert_eq!((limited.code, limited.stderr.as_str()), (1, ""));
    assert_eq!(limited.stdout, free.stdout);
}
