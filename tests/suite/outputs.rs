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
        &["learn", "a.json", "--provider", "shop"],
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

/// Everything in a folder of the sandbox, and what it holds.
fn contents(sandbox: &Sandbox, folder: &str) -> Vec<(String, String)> {
    let holds = |name: &String| sandbox.path().join(folder).join(name).is_file();
    let read = |name: String| (name.clone(), sandbox.read(&format!("{folder}/{name}")));
    sandbox.names(folder).into_iter().filter(holds).map(read).collect()
}

/// Runs a script in the sandbox, which has `f`, the program.
#[cfg(unix)]
fn shell(sandbox: &Sandbox, script: &str) -> Run {
    let mut command = std::process::Command::new("sh");
    command.args(["-c", &format!("f() {{ \"$0\" \"$@\"; }}; {script}"), env!("CARGO_BIN_EXE_hookspect")]);
    crate::support::ended(sandbox.set_up(command, ".").spawn().unwrap(), b"")
}

#[cfg(unix)]
#[test]
fn nothing_that_a_run_reads_is_replaced_whatever_it_is_called() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", GOOD).file("d/b.json", BAD).file("d/c.json", GOOD).file("list", "a.json\n");
    sandbox.file("hookspect.toml", "baseline = 'known'").file("known", "");
    sandbox.run(&["validate", "a.json", "--write-baseline", "known"]);
    std::os::unix::fs::symlink("a.json", sandbox.path().join("link.json")).unwrap();
    std::os::unix::fs::symlink("d", sandbox.path().join("folder")).unwrap();
    std::fs::hard_link(sandbox.path().join("a.json"), sandbox.path().join("hard")).unwrap();
    let absolute = sandbox.path().join("a.json");
    let before = [contents(&sandbox, "."), contents(&sandbox, "d")];
    for script in [
        "f validate -o json=a.json < a.json",
        "f validate - -o json=./d/../a.json < a.json",
        "f validate /dev/stdin -o json=a.json < a.json",
        "f validate -o json=hard < a.json",
        "f validate -o json=link.json < a.json",
        "f validate a.json -o json=link.json",
        "f validate link.json -o json=a.json",
        "f validate hard -o sarif=a.json",
        &format!("f inspect a.json -o json={}", absolute.display()),
        "f validate a.json --write-baseline hard",
        "f validate --write-baseline a.json < a.json",
        "f validate d -o json=d/b.json",
        "f validate d -o json=folder/b.json",
        "f validate folder -o json=d/c.json",
        "f validate 'd/*.json' -o json=d/b.json",
        "f validate d --write-baseline d/b.json",
        "f validate --files-from list -o json=list",
        "f validate --files-from list --write-baseline list",
        "f validate --files-from - -o json=list < list",
        "f validate a.json --write-baseline hookspect.toml",
        "f validate a.json --isolated --write-baseline hookspect.toml",
        "f validate a.json -o json=hookspect.toml",
        "f validate a.json -o json=known",
        "f validate a.json -o json=new --write-baseline new",
        "f validate a.json -o json=new -o sarif=d/../new",
        "f validate a.json >> a.json",
        "f normalize < a.json >> a.json",
        "f normalize d/c.json 1<> d/c.json",
        "f unwrap a.json --output-dir a.json",
    ] {
        let run = shell(&sandbox, script);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{script}: {run:?}");
        assert!(run.stderr.starts_with("error: "), "{script}: {run:?}");
        assert_eq!([contents(&sandbox, "."), contents(&sandbox, "d")], before, "{script}");
    }
}

#[test]
fn no_file_of_a_pack_is_replaced_by_the_run_that_reads_it() {
    let sandbox = Sandbox::new();
    sandbox.file("in.ndjson", "{\"type\":\"stock.low\",\"id\":1}\n{\"type\":\"stock.out\",\"id\":2}\n");
    sandbox.file("hookspect.toml", "packs = ['pack']").file("pack/a.json", "{\"title\":\"other\"}");
    sandbox.file("key", crate::redact::KEY).file("in/stock.low.json", GOOD);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(sandbox.path().join("key"), std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    let learn = ["learn", "in.ndjson", "--provider", "pack", "--by", "/type", "--isolated", "--output"];
    sandbox.run(&[&learn[..], &["learnt"]].concat());
    for name in ["hookspect-pack.toml", "events/stock.low.json", "events/stock.out.json"] {
        let text = sandbox.read(&format!("learnt/{name}"));
        sandbox.file(&format!("pack/{name}"), text);
    }
    let before = [contents(&sandbox, "pack"), contents(&sandbox, "pack/events")];
    let (manifest, schema) = ("pack/hookspect-pack.toml", "pack/events/stock.low.json");
    let (to_manifest, to_schema) = (format!("json={manifest}"), format!("sarif={schema}"));
    for arguments in [
        &["validate", "in.ndjson", "-o", &to_manifest][..],
        &["inspect", "in.ndjson", "--isolated", "--pack", "pack", "-o", &to_schema],
        &["validate", "in.ndjson", "--write-baseline", schema],
        &["summary", "in.ndjson", "--partial", manifest],
        &["drift", "in.ndjson", "--partial", schema],
        &["learn", "in.ndjson", "--partial", manifest],
        &["redact", "in", "--key-file", "key", "--output-dir", "pack/events"],
    ] {
        let run = sandbox.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}: {run:?}");
        assert!(run.stderr.contains("it is part of a pack of this run"), "{arguments:?}: {run:?}");
        assert_eq!([contents(&sandbox, "pack"), contents(&sandbox, "pack/events")], before, "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn the_file_that_standard_output_goes_to_is_not_read_with_its_folder() {
    let sandbox = Sandbox::new();
    sandbox.file("d/a.json", GOOD);
    let run = shell(&sandbox, "f validate d --format ndjson > d/out.json");
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(sandbox.read("d/out.json").lines().count(), 2);
}

#[test]
fn a_report_among_the_payloads_is_replaced_when_it_is_one() {
    let sandbox = Sandbox::new();
    sandbox.file("d/a.json", BAD);
    for format in ["json", "ndjson", "sarif", "junit", "gitlab"] {
        let output = format!("{format}=d/report.json");
        let mut texts = Vec::new();
        for _ in 0..3 {
            let run = sandbox.run(&["validate", "d", "-o", &output]);
            assert_eq!(run.code, 1, "{format}: {run:?}");
            texts.push(sandbox.read("d/report.json"));
        }
        assert!(texts.windows(2).all(|pair| pair[0] == pair[1]), "{format}: it is not read as a payload");
        assert_eq!(texts[0].matches("a.json").count(), texts[2].matches("a.json").count());
        std::fs::remove_file(sandbox.path().join("d/report.json")).unwrap();
    }
    for _ in 0..2 {
        assert_eq!(sandbox.run(&["validate", "d", "--write-baseline", "d/known.json"]).code, 0);
    }
    sandbox.file("d/report.json", "");
    assert_eq!(sandbox.run(&["validate", "d", "-o", "json=d/report.json"]).code, 1);
}

#[cfg(unix)]
#[test]
fn a_replaced_file_keeps_its_mode_and_a_link_to_nothing_is_left_alone() {
    use std::fs::{Permissions, metadata, set_permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};
    let sandbox = Sandbox::new();
    sandbox.file("a.json", BAD).file("private", "").file("shared", "").file("fixed", "as it was");
    let path = |name: &str| sandbox.path().join(name);
    for (name, mode) in [("private", 0o600), ("shared", 0o664), ("fixed", 0o444)] {
        set_permissions(path(name), Permissions::from_mode(mode)).unwrap();
    }
    symlink("private", path("to-private")).unwrap();
    symlink("nothing", path("to-nothing")).unwrap();
    let mode = |name: &str| metadata(path(name)).unwrap().permissions().mode() & 0o777;
    let run = sandbox.run(&["validate", "a.json", "-o", "json=to-private", "-o", "sarif=shared", "-q"]);
    assert_eq!((run.code, mode("private"), mode("shared")), (1, 0o600, 0o664), "{run:?}");
    assert!(path("to-private").is_symlink() && sandbox.read("private").contains("wrong-type"));
    assert_eq!(sandbox.run(&["validate", "a.json", "--write-baseline", "private"]).code, 0);
    assert_eq!(mode("private"), 0o600);
    let run = sandbox.run(&["validate", "a.json", "-o", "json=to-nothing"]);
    let message = "error: cannot write to-nothing: it is a link to a file that does not exist\n";
    assert_eq!((run.code, run.stderr.as_str()), (2, message));
    assert!(path("to-nothing").is_symlink() && !path("nothing").exists());
    let run = sandbox.run(&["validate", "a.json", "-o", "json=fixed"]);
    assert_eq!((run.code, run.stderr.as_str()), (2, "error: cannot write fixed: it is read-only\n"));
    assert_eq!(sandbox.read("fixed"), "as it was");
}

#[cfg(unix)]
#[test]
fn a_run_that_is_ended_from_outside_leaves_no_temporary_file() {
    let sandbox = Sandbox::new();
    sandbox.file("old.json", "{\"format\":\"hookspect/v1\"}");
    for signal in ["TERM", "INT", "HUP"] {
        let arguments =
            ["validate", "/dev/fd/0", "-o", "json=old.json", "-o", "sarif=new", "--write-baseline", "known"];
        let mut child = sandbox.start(".", &arguments);
        let mut pipe = child.stdin.take().unwrap();
        std::io::Write::write_all(&mut pipe, GOOD.as_bytes()).unwrap();
        let temporary = || sandbox.names(".").iter().filter(|name| name.contains(".tmp")).count();
        while temporary() < 3 {
            assert_eq!(child.try_wait().unwrap(), None, "it waits for the rest of its input");
            std::thread::yield_now();
        }
        // A live run takes the first for a request to end by itself, which it does where the next comes late.
        let id = child.id().to_string();
        let killed = || std::process::Command::new("kill").args(["-s", signal, &id]).status();
        assert!(killed().unwrap().success());
        while child.try_wait().unwrap().is_none() {
            let _ = killed();
            std::thread::yield_now();
        }
        drop(pipe);
        assert_eq!(temporary(), 0, "{signal}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_body_that_does_not_fit_on_the_disk_leaves_no_half_of_it() {
    let sandbox = Sandbox::new();
    let long = format!(
        "{{\"affiliate_id\":7,\"previous_status\":\"pending\",\"current_status\":\"{}\"}}",
        "x".repeat(200_000)
    );
    sandbox.file("in.ndjson", format!("{GOOD}\n{long}\n{GOOD}\n")).file("out/unknown-in-1.json", "mine");
    // A file may have 100 KB: what a full disk is to the third of them.
    let run = shell(&sandbox, "ulimit -f 200; trap '' XFSZ; f unwrap in.ndjson --output-dir out");
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("error: cannot write out/"), "{run:?}");
    let texts: Vec<String> = contents(&sandbox, "out").into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts.len(), 2, "the bodies before it are there: {texts:?}");
    assert!(texts.contains(&"mine".to_owned()) && texts.contains(&GOOD.to_owned()), "{texts:?}");
}

#[test]
fn a_body_stays_in_its_folder_whatever_its_event_is_called() {
    let sandbox = Sandbox::new();
    let event = |name: &str| format!("[[event]]\nname = \"{name}\"\nschema = \"any.json\"\n");
    let manifest = "id = \"shop\"\nname = \"Shop\"\nversion = \"v1\"\nname-path = \"type\"\n";
    sandbox
        .file("shop/hookspect-pack.toml", format!("{manifest}{}{}", event("a/b"), event("../evil")))
        .file("shop/any.json", r#"{"type":"object","properties":{"type":{"type":"string"}}}"#)
        .file("in.ndjson", "{\"type\":\"a/b\"}\n{\"type\":\"../evil\"}\n");
    let run = sandbox.run(&["unwrap", "in.ndjson", "--pack", "shop", "--output-dir", "out"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(sandbox.names("out"), ["a-b-in-1.json", "evil-in-2.json"]);
    assert_eq!(sandbox.names("."), ["in.ndjson", "out", "shop"], "nothing stands beside it");
}

#[cfg(unix)]
#[test]
fn a_configuration_is_there_whole_or_not_at_all() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", GOOD);
    let run = shell(&sandbox, "ulimit -f 0; trap '' XFSZ; f init .");
    assert!(run.code == 2 && run.stderr.contains("cannot write hookspect.toml"), "{run:?}");
    assert_eq!(sandbox.names("."), ["a.json"]);
    assert_eq!(sandbox.run(&["init", "."]).code, 0);
}
