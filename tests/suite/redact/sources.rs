//! What a copy is made of: every file that a check reads, each read once, whole or with what could not be read told.

use super::command::{redact, sandbox};
use crate::support::Sandbox;

const PERSON: &str = "{\"email\":\"jane.doe@kelpshop.io\"}\n";
const MARK: &str = "\u{feff}";

#[cfg(unix)]
#[test]
fn a_pipe_is_read_once_wherever_the_copy_goes() {
    let sandbox = sandbox();
    let records: Vec<String> = (0..20_000).map(|number| format!("{{\"number\":{number}}}\n")).collect();
    let records = records.concat();
    let copied = |arguments: &[&str], text: &str| {
        let common = ["redact", "--key-file", "key", "-q", "/dev/stdin"];
        let run = sandbox.run_with(&[&common[..], arguments].concat(), text.as_bytes());
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        run.stdout
    };
    assert!(copied(&[], &records) == records, "a copy to standard output is another");
    copied(&["--output-dir", "out"], &records);
    assert!(sandbox.read("out/stdin") == records, "a copy in a file is another");
    let marked = format!("{MARK}{records}");
    assert!(copied(&[], &marked) == marked, "the mark is lost");
    let run = sandbox.run_with(&["redact", "--key-file", "key", "--in-place", "/dev/stdin"], b"{}");
    assert!(run.code == 2 && run.stderr.contains("has no place to put a copy"), "{}", run.stderr);
}

#[test]
fn a_mark_at_the_start_stays_there_and_comes_between_no_records() {
    let sandbox = sandbox();
    sandbox.file("a.json", format!("{MARK}{{\"a\":1}}\n")).file("b.json", format!("{MARK}{{\"b\":2}}\n"));
    assert_eq!(redact(&sandbox, &["b.json"]).stdout, format!("{MARK}{{\"b\":2}}\n"));
    assert_eq!(redact(&sandbox, &["a.json", "b.json"]).stdout, "{\"a\":1}\n{\"b\":2}\n");
    assert_eq!(redact(&sandbox, &["a.json", "b.json", "--in-place"]).code, 0);
    assert_eq!(sandbox.read("a.json"), format!("{MARK}{{\"a\":1}}\n"));
}

#[test]
fn of_a_folder_what_a_check_reads_is_copied_and_the_rest_is_counted() {
    let sandbox = sandbox();
    let body = PERSON.trim();
    let length = body.len();
    sandbox
        .file("in/a.json", PERSON)
        .file("in/b.txt", format!("POST /h HTTP/1.1\r\nContent-Length: {length}\r\n\r\n{body}"))
        .file("in/c.log", format!("2026-03-05T09:00:21Z INFO got {body}\n"))
        .file("in/notes.md", "Nothing of anybody.\n");
    let run = redact(&sandbox, &["in", "--output-dir", "out"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(sandbox.names("out"), ["a.json", "b.txt", "c.log"]);
    for name in ["out/a.json", "out/b.txt", "out/c.log"] {
        assert!(!sandbox.read(name).contains("jane"), "{name}");
    }
    assert!(run.stderr.contains("1 file not read (1 .md)"), "{}", run.stderr);
    let bare = redact(&sandbox, &["in", "--no-unwrap", "--output-dir", "bare"]);
    assert_eq!(sandbox.names("bare"), ["a.json"]);
    assert!(bare.stderr.contains("3 files not read"), "{}", bare.stderr);
}

#[test]
fn a_record_that_is_not_text_is_left_out_of_what_is_printed_and_of_no_file() {
    let sandbox = sandbox();
    let printed = |text: &[u8]| {
        sandbox.file("a.json", text);
        let run = redact(&sandbox, &["a.json"]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains("is not text: it is not in the copy"), "{}", run.stderr);
        run.stdout
    };
    assert_eq!(printed(b"{\"a\":1}\n{\"x\":\"\xff\xfe\"}\n{\"b\":2}\n"), "{\"a\":1}\n{\"b\":2}\n");
    assert_eq!(printed(b"{\"b\":2}\r\n{\"x\":\"\xff\xfe\"}\r\n"), "{\"b\":2}\r\n");
    let text = b"{\"a\":1}\n{\"x\":\"\xff\xfe\"}\n{\"b\":2}\n";
    sandbox.file("b.ndjson", text);
    let run = redact(&sandbox, &["b.ndjson", "--in-place"]);
    assert!(
        run.code == 2 && run.stderr.contains("2:1: error unreadable this is not text: no copy"),
        "{run:?}"
    );
    assert_eq!(std::fs::read(sandbox.path().join("b.ndjson")).unwrap(), text);
    assert_eq!(redact(&sandbox, &["b.ndjson", "--output-dir", "out"]).code, 2);
    assert!(sandbox.names("out").is_empty());
}

#[test]
fn of_a_source_that_is_cut_off_it_is_told_what_became_of_the_copy() {
    let sandbox = sandbox();
    let record = |number| format!("{{\"n\":{number},\"email\":\"jane.doe@kelpshop.io\"}}\n");
    let mut cut = gzipped(&(0..20_000).map(record).collect::<String>());
    cut.truncate(cut.len() / 2);
    sandbox.file("a.ndjson.gz", cut);
    let printed = redact(&sandbox, &["a.ndjson.gz"]);
    assert_eq!(printed.code, 2);
    assert!(printed.stdout.lines().count() > 1_000, "{}", printed.stderr);
    assert!(printed.stderr.contains("the copy ends where the damage begins"), "{}", printed.stderr);
    let kept = redact(&sandbox, &["a.ndjson.gz", "--output-dir", "out"]);
    assert!(kept.code == 2 && kept.stderr.contains("no copy was made of it"), "{}", kept.stderr);
    assert!(sandbox.names("out").is_empty());
}

fn gzipped(text: &str) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn what_only_a_check_can_do_is_refused_for_a_copy() {
    let sandbox: Sandbox = sandbox();
    sandbox.file("a.json", PERSON).file("known.json", "{}");
    for arguments in [
        &["--follow"][..],
        &["--as", "curl"],
        &["--sort", "time"],
        &["--columns", "time"],
        &["--stats"],
        &["--expect", "affiliate.new"],
        &["--strict"],
        &["--max-findings", "3"],
        &["--fail-on", "warning"],
        &["--exit-zero"],
        &["--baseline", "known.json"],
        &["--write-baseline", "new.json"],
        &["--rules", "privacy"],
        &["--allow-unused"],
        &["--at", "/a"],
    ] {
        let run = redact(&sandbox, &[&["a.json", "--in-place"], arguments].concat());
        let told = run.stderr.contains("with --check") && run.stderr.contains(arguments[0]);
        assert!(run.code == 2 && told, "{arguments:?}: {}", run.stderr);
    }
    assert_eq!(sandbox.read("a.json"), PERSON);
    assert!(!sandbox.names(".").contains(&"new.json".to_owned()));
}
