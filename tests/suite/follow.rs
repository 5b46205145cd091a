#![cfg(unix)]

use std::fs::File;
use std::io::Write;

use crate::support::running::{Running, Stream};

/// The program while it follows files of a folder.
struct Following {
    folder: tempfile::TempDir,
    running: Running,
}

impl Following {
    fn start(files: &[(&str, &str)], arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut all: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
            all.push(folder.path().join(name).display().to_string());
        }
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        Self { running: Running::start(&all, Stream::Pipe, Stream::Pipe), folder }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// Adds to a file, which may not be there yet.
    fn append(&self, name: &str, text: &str) {
        let mut file = File::options().append(true).create(true).open(self.path(name)).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }

    /// Interrupts it: what it has printed, its totals and its exit code.
    fn interrupt(self) -> (String, String, i32) {
        self.running.interrupt();
        self.running.end()
    }
}

/// A payload of this id on one line.
fn payment(id: u32) -> String {
    format!("{{\"payment_id\":{id},\"affiliate_email\":\"a@b.example\"}}\n")
}

/// The ids of the payments that were printed, in order.
fn ids(printed: &str) -> Vec<u32> {
    let id = |line: &str| -> Option<u32> {
        let value: serde_json::Value = serde_json::from_str(line).ok()?;
        value["payout"]["id"].as_str()?.parse().ok()
    };
    printed.lines().filter_map(id).collect()
}

#[test]
fn a_file_is_read_on_as_it_grows_and_half_a_line_waits() {
    let mut following =
        Following::start(&[("a.ndjson", &(payment(1) + &payment(2)))], &["normalize", "--follow"]);
    following.running.await_lines("payout", 2);
    for id in 3..=5 {
        let line = payment(id);
        let (half, rest) = line.split_at(10);
        following.append("a.ndjson", half);
        following.append("a.ndjson", rest);
        following.running.await_lines("payout", id as usize);
    }
    following.append("a.ndjson", "{\"payment_id\":6");
    let (printed, totals, code) = following.interrupt();
    assert_eq!(ids(&printed), [1, 2, 3, 4, 5]);
    assert!(!totals.contains("error"), "what is not whole was never a record: {totals}");
    assert_eq!(code, 0);
}

#[test]
fn a_file_that_is_cut_off_is_read_from_its_beginning_again() {
    let mut following = Following::start(
        &[("a.ndjson", &(payment(1) + &payment(2)))],
        &["inspect", "--format", "ndjson", "--follow"],
    );
    following.running.await_lines("\"record\":", 2);
    std::fs::write(following.path("a.ndjson"), "").unwrap();
    following.append("a.ndjson", &payment(3));
    following.running.await_lines("\"record\":", 3);
    following.append("a.ndjson", &payment(4));
    following.running.await_lines("\"record\":", 4);
    let (printed, _, code) = following.interrupt();
    let numbers: Vec<u64> = printed
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["record"].as_u64())
        .collect();
    assert_eq!(numbers, [1, 2, 1, 2], "records are counted from the beginning of the file");
    let summary = printed.lines().last().unwrap();
    assert!(summary.contains("\"read\":4,\"valid\":4"), "{summary}");
    assert_eq!(code, 0);
}

#[test]
fn a_file_that_is_rotated_is_read_to_its_end_and_then_the_new_one() {
    let mut following = Following::start(&[("a.ndjson", &payment(1))], &["normalize", "--follow"]);
    following.running.await_lines("payout", 1);
    for generation in 0..3 {
        let (old, new) = (generation * 2 + 2, generation * 2 + 3);
        // Who writes may go on for a moment after the file has another name.
        std::fs::rename(following.path("a.ndjson"), following.path("a.ndjson.1")).unwrap();
        following.append("a.ndjson.1", &payment(old));
        following.append("a.ndjson", &payment(new));
        following.running.await_lines("payout", new as usize);
    }
    let (printed, _, code) = following.interrupt();
    assert_eq!(ids(&printed), (1..=7).collect::<Vec<_>>());
    assert_eq!(code, 0);
}

#[test]
fn several_files_are_followed_at_once_and_each_counts_its_own_records() {
    let mut following = Following::start(
        &[("a.ndjson", ""), ("b.ndjson", &payment(20)), ("c.log", "nothing to see\n")],
        &["inspect", "--format", "ndjson", "--follow"],
    );
    following.running.await_lines("\"record\":", 1);
    for (name, text, count) in [
        ("a.ndjson", payment(10), 2),
        ("b.ndjson", payment(21), 3),
        ("a.ndjson", payment(11), 4),
        ("c.log", format!("2026-11-20T10:15:31Z INFO received {}", payment(30)), 5),
        ("b.ndjson", payment(22), 6),
        ("a.ndjson", "{\"payment_id\": \"x\"}\n".to_owned(), 7),
    ] {
        following.append(name, &text);
        following.running.await_lines("\"record\":", count);
    }
    let (printed, _, code) = following.interrupt();
    let mut records: Vec<(String, u64)> = Vec::new();
    for line in printed.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        if let Some(number) = value["record"].as_u64() {
            let name = value["source"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
            records.push((name, number));
        }
    }
    let expected = [
        ("b.ndjson", 1),
        ("a.ndjson", 1),
        ("b.ndjson", 2),
        ("a.ndjson", 2),
        ("c.log", 1),
        ("b.ndjson", 3),
        ("a.ndjson", 3),
    ];
    assert_eq!(records, expected.map(|(name, number)| (name.to_owned(), number)));
    let summary: serde_json::Value = serde_json::from_str(printed.lines().last().unwrap()).unwrap();
    assert_eq!(summary["summary"]["read"], 7);
    assert_eq!(code, 1, "a wrong payload fails the run, as ever");
}

#[test]
fn what_is_not_there_cannot_be_followed_and_what_sorts_cannot_follow() {
    let sandbox = crate::support::Sandbox::new();
    let run = sandbox.run(&["detect", "--follow", "missing.ndjson"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("missing.ndjson"), "{}", run.stderr);
    assert_eq!(sandbox.run(&["normalize", "--follow", "--sort", "time", "a.ndjson"]).code, 2);
}
