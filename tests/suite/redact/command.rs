//! The command: where copies go, what is said, and what is refused. What is read is never lost.

use super::KEY;
use crate::support::{Run, Sandbox, sample};

pub(super) fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    private(&sandbox, "key", KEY);
    sandbox
}

/// A file that only its owner may read.
fn private(sandbox: &Sandbox, name: &str, content: &[u8]) {
    sandbox.file(name, content);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(sandbox.path().join(name), std::fs::Permissions::from_mode(0o600)).unwrap();
    }
}

pub(super) fn redact(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    sandbox.run(&[&["redact", "--key-file", "key"], arguments].concat())
}

const PERSON: &str = "{\"email\": \"jane.doe@kelpshop.io\", \"n\": 1.50}\r\n";

#[test]
fn one_input_is_printed_as_it_is_and_several_one_record_a_line() {
    let sandbox = sandbox();
    sandbox.file("a.json", PERSON).file("b.json", "[{\"a\": 1},\n {\"b\": 2.0}]\n");
    let one = redact(&sandbox, &["a.json"]);
    assert_eq!(one.code, 0);
    assert!(
        one.stdout.starts_with("{\"email\": \"x") && one.stdout.ends_with(".example\", \"n\": 1.50}\r\n")
    );
    let several = redact(&sandbox, &["a.json", "b.json"]);
    let lines: Vec<&str> = several.stdout.lines().collect();
    assert_eq!(lines.len(), 3, "{}", several.stdout);
    assert_eq!(lines[1..], ["{\"a\":1}", "{\"b\":2.0}"]);
    let piped = sandbox.run_with(&["redact", "--key-file", "key", "-q"], PERSON.as_bytes());
    assert_eq!((piped.stdout, piped.stderr), (one.stdout, String::new()));
}

#[test]
fn the_report_tells_kinds_counts_and_the_key_and_never_a_value() {
    let sandbox = sandbox();
    sandbox.file("a.json", PERSON);
    let run = redact(&sandbox, &["a.json", "-v", "--output-dir", "out"]);
    assert!(run.stderr.contains("a.json: 1 x e-mail address at /email"), "{}", run.stderr);
    assert!(
        run.stderr.contains("1 of 1 record in 1 source changed, 1 value replaced with key "),
        "{}",
        run.stderr
    );
    assert!(!run.stderr.contains("jane") && !run.stderr.contains("kelpshop"), "{}", run.stderr);
    let other = redact(&sandbox, &["a.json", "--output-dir", "out"]);
    let key = |run: &Run| run.stderr.split("with key ").nth(1).unwrap()[..8].to_owned();
    assert_eq!(key(&run), key(&other));
    private(&sandbox, "key", b"another key that somebody made");
    assert_ne!(key(&run), key(&redact(&sandbox, &["a.json", "--output-dir", "out"])));
}

#[test]
fn the_same_copies_come_out_whatever_the_number_of_threads() {
    let sandbox = sandbox();
    let line = |number: u32| {
        format!("{{\"email\":\"jane{number}@kelpshop.io\",\"name\":\"n{}\"}}\n", "a".repeat(300))
    };
    let lines = (0..6_000).map(line).collect::<Vec<_>>().concat();
    sandbox.file("a.ndjson", &lines);
    let one = redact(&sandbox, &["a.ndjson", "-j1", "-q"]).stdout;
    assert_eq!(one, redact(&sandbox, &["a.ndjson", "-j8", "-q"]).stdout);
    assert_eq!(one.lines().count(), 6_000);
    let distinct: std::collections::HashSet<&str> = one.lines().collect();
    assert_eq!(distinct.len(), 6_000);
}

#[test]
fn folders_keep_their_shape_and_their_files_stay() {
    let sandbox = sandbox();
    sandbox.file("in/x/a.json", PERSON).file("in/y/a.json", PERSON).file("in/y/b.ndjson", PERSON);
    let run = redact(&sandbox, &["in", "--output-dir", "out"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(
        (sandbox.names("out"), sandbox.names("out/y")),
        (vec!["x".into(), "y".into()], vec!["a.json".into(), "b.ndjson".into()])
    );
    assert_eq!(sandbox.read("out/x/a.json"), sandbox.read("out/y/a.json"));
    assert_eq!(sandbox.read("in/x/a.json"), PERSON);
}

#[cfg(unix)]
#[test]
fn in_place_a_link_stays_a_link_and_another_name_of_the_original_is_told() {
    let sandbox = sandbox();
    sandbox.file("a.json", PERSON);
    std::os::unix::fs::symlink("a.json", sandbox.path().join("link.json")).unwrap();
    assert_eq!(redact(&sandbox, &["link.json", "--in-place"]).code, 0);
    assert!(sandbox.path().join("link.json").is_symlink() && !sandbox.read("a.json").contains("jane"));
    sandbox.file("b.json", PERSON);
    std::fs::hard_link(sandbox.path().join("b.json"), sandbox.path().join("other.json")).unwrap();
    let run = redact(&sandbox, &["b.json", "--in-place"]);
    assert!(run.code == 0 && run.stderr.contains("b.json: note this file has another name"), "{run:?}");
    assert_eq!(sandbox.read("other.json"), PERSON);
}

#[test]
fn a_name_of_a_file_that_tells_of_somebody_stays_in_place_and_is_told() {
    let sandbox = sandbox();
    sandbox.file("jane.doe@kelpshop.io.json", PERSON).file("orders.json", PERSON);
    let run = redact(&sandbox, &["jane.doe@kelpshop.io.json", "orders.json", "--in-place"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains("jane.doe@kelpshop.io.json: error person-in-name"), "{run:?}");
    assert!(!run.stderr.contains("orders.json: error") && !sandbox.read("orders.json").contains("jane"));
}

#[test]
fn a_copy_never_replaces_the_key() {
    let sandbox = sandbox();
    sandbox.file("in/key", PERSON).file("a.json", PERSON);
    for arguments in [&["key", "--in-place"][..], &["in/key", "--output-dir", "."]] {
        let run = redact(&sandbox, arguments);
        assert!(run.code == 2 && run.stderr.contains("would replace the key"), "{run:?}");
        assert_eq!(sandbox.read("key").as_bytes(), KEY);
    }
}

/// What is left of a file when its copy cannot be finished: the file, as it was, and nothing beside it.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_costs_nothing() {
    let sandbox = sandbox();
    sandbox.file("a.json", PERSON);
    // Everything that is written to this device is too much for it.
    std::fs::create_dir(sandbox.path().join("copies")).unwrap();
    std::os::unix::fs::symlink("/dev/full", sandbox.path().join("copies/a.json")).unwrap();
    let run = redact(&sandbox, &["a.json", "--output-dir", "copies"]);
    assert!(run.code == 2 && run.stderr.contains("No space left on device"), "{run:?}");
    assert_eq!(sandbox.read("a.json"), PERSON);
}

/// Many people, one on each line.
#[cfg(target_os = "linux")]
fn people(count: usize) -> String {
    let person = |n| format!("{{\"email\": \"jane.doe{n}@kelpshop.io\", \"n\": {n}}}\n");
    (0..count).map(person).collect::<Vec<_>>().concat()
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_would_grow_too_large_costs_nothing() {
    let sandbox = sandbox();
    let people = people(2_000);
    sandbox.file("a.ndjson", &people);
    let run = sandbox.run_limited("-f 8", &["redact", "--key-file", "key", "a.ndjson", "--in-place"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("cannot write a.ndjson: files may have "), "{run:?}");
    assert_eq!(sandbox.read("a.ndjson"), people);
    assert_eq!(sandbox.names("."), ["a.ndjson", "key"], "nothing is left behind");
}

/// Nothing can be done about it then: what was begun stays, and so does the file.
#[cfg(target_os = "linux")]
#[test]
fn a_run_that_is_killed_in_the_middle_of_a_file_leaves_it_as_it_was() {
    let sandbox = sandbox();
    let people = people(60_000);
    let begun = || sandbox.names(".").into_iter().find(|name| name.contains(".tmp"));
    // A run may be done before it is killed; one in so many is not.
    let is_caught = (0..20).any(|_| {
        sandbox.file("a.ndjson", &people);
        let mut child = sandbox.start(".", &["redact", "--key-file", "key", "a.ndjson", "--in-place", "-j1"]);
        while begun().is_none() && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        begun().is_some()
    });
    assert!(is_caught, "each run was done before it was killed");
    assert_eq!(sandbox.read("a.ndjson"), people);
    assert_eq!(redact(&sandbox, &["a.ndjson", "--in-place"]).code, 0, "what was begun is in nobody's way");
}

#[test]
fn in_place_replaces_each_file_as_a_whole() {
    let sandbox = sandbox();
    sandbox.file("a.json", format!("\u{feff}{PERSON}"));
    assert_eq!(redact(&sandbox, &["a.json", "--in-place"]).code, 0);
    let copy = sandbox.read("a.json");
    assert!(copy.starts_with("\u{feff}{\"email\": \"x") && copy.ends_with("\"n\": 1.50}\r\n"), "{copy}");
    assert_eq!(redact(&sandbox, &["a.json", "--in-place"]).code, 0);
    assert_eq!(sandbox.read("a.json"), copy, "a copy of a copy is the copy");
    assert_eq!(sandbox.names("."), ["a.json", "key"], "nothing is left behind");
}

#[test]
fn a_copy_that_was_to_be_signed_and_is_not_ends_with_an_error() {
    let mut sandbox = sandbox();
    sandbox.variable("S", "a secret");
    let body = sample("uppromote/payment.paid").trim().to_owned();
    sandbox.file(
        "a.http",
        format!(
            "POST / HTTP/1.1\r\nX-UpPromote-Signature: {}\r\nContent-Length: {}\r\n\r\n{body}",
            "0b".repeat(32),
            body.len()
        ),
    );
    let run = redact(&sandbox, &["--sign", "a.http"]);
    assert!(run.code == 2 && run.stderr.contains("a.http: not signed: no secret"), "{run:?}");
    let signed = redact(&sandbox, &["--sign", "--secret-env", "S", "a.http"]);
    assert!(signed.code == 0 && signed.stderr.contains("1 signature made anew"), "{signed:?}");
}

#[test]
fn what_cannot_be_done_is_refused_before_anything_is_written() {
    let sandbox = sandbox();
    sandbox.file("a.json", PERSON).file("in/a.json", PERSON).file("in2/a.json", PERSON);
    private(&sandbox, "empty", b"\n");
    private(&sandbox, "short", b"swordfish\n");
    private(&sandbox, "zeros", &[b'0'; 64]);
    let refused = |arguments: &[&str], why: &str| {
        let run = sandbox.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(why), "{arguments:?}: {}", run.stderr);
        assert_eq!(run.stdout, "", "{arguments:?}");
    };
    refused(&["redact", "a.json"], "--key-file");
    refused(&["redact", "a.json", "--key-file", "none"], "cannot read the key from none");
    refused(&["redact", "a.json", "--key-file", "empty"], "the key in empty is empty");
    refused(&["redact", "a.json", "--key-file", "short"], "at least 16");
    refused(&["redact", "a.json", "--key-file", "zeros"], "repeats itself");
    refused(&["redact", "in/a.json", "--key-file", "key", "--output-dir", "in"], "would replace in/a.json");
    refused(&["redact", "in", "--key-file", "key", "--output-dir", "in"], "would replace in/a.json");
    for folder in ["new/../in", "./new/deep/../../in/", "in/new/..", "in2/../new/../in"] {
        refused(&["redact", "in", "--key-file", "key", "--output-dir", folder], "which is an input");
    }
    refused(&["redact", "a.json", "--key-file", "key", "--output-dir", "in/.."], "which is an input");
    assert!(!sandbox.path().join("new").exists());
    refused(
        &["redact", "in/a.json", "in2/a.json", "--key-file", "key", "--output-dir", "out"],
        "would both be out/a.json",
    );
    refused(&["redact", "-", "--key-file", "key", "--in-place"], "standard input has no place");
    refused(
        &["redact", "a.json", "--key-file", "key", "--in-place", "--output-dir", "out"],
        "cannot be used with",
    );
    refused(&["redact", "a.json", "--key-file", "key", "--only", "x/*"], "filters go with --check");
    refused(&["redact", "a.json", "--key-file", "key", "--format", "json"], "go with --check");
    assert_eq!(sandbox.read("a.json"), PERSON);
    assert_eq!(sandbox.read("in/a.json"), PERSON);
}

#[cfg(unix)]
#[test]
fn a_key_that_others_may_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = sandbox();
    sandbox.file("a.json", PERSON);
    for open in [0o644, 0o640, 0o604] {
        let open = std::fs::Permissions::from_mode(open);
        std::fs::set_permissions(sandbox.path().join("key"), open).unwrap();
        let run = redact(&sandbox, &["a.json"]);
        let is_told = run.stderr.contains("can be read by others") && run.stderr.contains("chmod 600 key");
        assert!(run.code == 2 && is_told, "{}", run.stderr);
    }
}

#[test]
fn what_is_not_json_is_redacted_as_text_and_told() {
    let sandbox = sandbox();
    let broken = "{\"email\":\"jane.doe@kelpshop.io\",\"token\":\"abcdef123456\",,}\n{\"email\":\"jane.doe@kelpshop.io\"}\n";
    sandbox.file("a.ndjson", broken);
    let run = redact(&sandbox, &["a.ndjson"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("a.ndjson:1:1: error unreadable this record is not JSON: it was redacted as text")
    );
    assert!(!run.stdout.contains("jane") && !run.stdout.contains("abcdef"), "{}", run.stdout);
    assert_eq!(run.stdout.matches(".example").count(), 2, "{}", run.stdout);
}

#[test]
fn what_is_not_text_is_not_copied_and_not_lost() {
    let sandbox = sandbox();
    sandbox.file("a.json", b"{\"email\":\"\xff\xfe\"}").file("b.bin", [0, 159, 146, 150].repeat(40));
    for name in ["a.json", "b.bin"] {
        let before = std::fs::read(sandbox.path().join(name)).unwrap();
        let run = redact(&sandbox, &[name, "--in-place"]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains("is not text"), "{}", run.stderr);
        assert_eq!(std::fs::read(sandbox.path().join(name)).unwrap(), before);
    }
}

#[test]
fn what_is_personal_in_the_name_of_a_file_is_not_in_that_of_its_copy() {
    let sandbox = sandbox();
    sandbox.file("in/jane.doe@kelpshop.io.json", PERSON);
    assert_eq!(redact(&sandbox, &["in", "--output-dir", "out"]).code, 0);
    let names = sandbox.names("out");
    assert!(!names[0].contains("jane") && names[0].rsplit('.').next() == Some("json"), "{names:?}");
}

#[test]
fn texts_that_nobody_has_judged_are_masked_dropped_or_kept_and_told() {
    let sandbox = sandbox();
    sandbox.file("a.json", "{\"remark\":\"Met Jane at the spring fair\",\"id\":\"cus_81a\"}");
    let told = |what: &str| redact(&sandbox, &["a.json", "--free-text", what]);
    let masked = told("mask");
    assert!(
        !masked.stdout.contains("Jane") && masked.stdout.contains("\"id\":\"cus_81a\""),
        "{}",
        masked.stdout
    );
    assert!(masked.stderr.contains("1 text of unknown meaning replaced word by word"), "{}", masked.stderr);
    assert_eq!(told("drop").stdout, "{\"remark\":\"\",\"id\":\"cus_81a\"}");
    let kept = told("keep");
    assert!(kept.stdout.contains("spring fair"));
    assert!(kept.stderr.contains("1 text of unknown meaning kept"), "{}", kept.stderr);
}

#[test]
fn what_an_address_of_nobody_carries_is_replaced_in_a_sentence_too() {
    let sandbox = sandbox();
    let (parameter, segment) = ("ZQ3DRMT7XKLP2WNB", "4eC39HqLyjWDarjtT1zdp7dc");
    let address = format!("https://shop.example/docs/sk_live_{segment}/page?key=AKIA{parameter}");
    sandbox.file("a.json", format!("{{\"remark\":\"He wrote about {address} to us\"}}"));
    let run = redact(&sandbox, &["a.json"]);
    assert!(run.stdout.contains("https://shop.example/docs/"), "{}", run.stdout);
    assert!(!run.stdout.contains(parameter) && !run.stdout.contains(segment), "{}", run.stdout);
    sandbox.file("b.json", &run.stdout);
    assert_eq!(redact(&sandbox, &["b.json"]).stdout, run.stdout, "a copy of a copy is the copy");
}

#[test]
fn amounts_stay_unless_asked() {
    let sandbox = sandbox();
    sandbox.file("a.json", sample("uppromote/payment.paid"));
    assert!(redact(&sandbox, &["a.json"]).stdout.contains("86.75"));
    let changed = redact(&sandbox, &["a.json", "--financial"]);
    assert!(!changed.stdout.contains("86.75"), "{}", changed.stdout);
    assert!(changed.stderr.contains("amount"), "{}", changed.stderr);
}
