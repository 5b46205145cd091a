//! Reports that go to files: beside text in the log, whole or not at all, and never read as payloads.

use crate::support::nasty::{check_element, sandbox, validated};
use crate::support::{Sandbox, sample};
use serde_json::Value;

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
