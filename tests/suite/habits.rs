//! Habits of the command line: help, colour by variables, a terminal that is read, `--event` taken for a filter.

use crate::support::{Sandbox, sample, samples};

#[test]
fn help_of_a_command_is_asked_for_by_its_name() {
    let sandbox = Sandbox::new();
    for (command, usage) in [
        (&["help"][..], "Usage: hookspect [OPTIONS] [INPUT]..."),
        (&["help", "validate"], "Usage: hookspect validate [OPTIONS] [INPUT]..."),
        (&["help", "check"], "Usage: hookspect validate [OPTIONS] [INPUT]..."),
        (&["help", "pack", "import"], "Usage: hookspect pack import"),
        (&["help", "help"], "Usage: hookspect help"),
    ] {
        let run = sandbox.run(command);
        assert!(run.code == 0 && run.stdout.contains(usage), "{command:?} {run:?}");
        assert_eq!(run.stderr, "");
    }
    assert_eq!(sandbox.run(&["help", "validate"]).stdout, sandbox.run(&["validate", "--help"]).stdout);
    let run = sandbox.run(&["help", "validat"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(
        run.stderr
            .starts_with("error: validat is not a command of hookspect\n  help: did you mean validate?")
    );
    let run = sandbox.run(&["help", "man", "page"]);
    assert!(run.code == 2 && run.stderr.contains("page is not a command of man"), "{run:?}");
}

#[test]
fn help_names_no_option_that_the_command_refuses() {
    let sandbox = Sandbox::new();
    for command in [
        "inspect",
        "detect",
        "validate",
        "summary",
        "diff",
        "normalize",
        "unwrap",
        "verify",
        "redact",
        "learn",
        "drift",
        "merge",
    ] {
        let help = sandbox.run(&["help", command]).stdout;
        let (options, codes) =
            help.split_once("\nExit codes:\n").unwrap_or_else(|| panic!("{command}: {help}"));
        for (at, _) in codes.match_indices("--") {
            let name =
                codes[at..].split(|sign: char| sign != '-' && !sign.is_ascii_lowercase()).next().unwrap();
            assert!(options.contains(&format!(" {name}")), "{command} {name}: {help}");
        }
    }
    let whole = sandbox.run(&["--help"]).stdout;
    assert!(whole.contains("redact --in-place") && !whole.contains("never changes"), "{whole}");
}

#[test]
fn a_number_of_threads_is_at_least_one_and_not_more_than_any_machine_runs() {
    for jobs in ["0", "1025", "100000", "many"] {
        let run = Sandbox::new().run(&["validate", "--jobs", jobs, "-"]);
        assert!(run.code == 2 && run.stderr.contains("it is not a whole number from 1 to 1024"), "{run:?}");
    }
}

#[test]
fn a_column_has_a_name() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", sample("uppromote/payment.paid"));
    for columns in ["", "id,,who"] {
        let run = sandbox.run(&["inspect", "--format", "csv", "--columns", columns, "a.json"]);
        assert!(run.code == 2 && run.stdout.is_empty() && run.stderr.contains("--columns"), "{run:?}");
    }
}

#[cfg(unix)]
#[test]
fn files_beside_the_payloads_are_not_read_without_end() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", sample("uppromote/payment.paid"));
    for arguments in [
        &["redact", "--key-file", "/dev/zero", "a.json"][..],
        &["verify", "--secret-file", "/dev/zero", "a.json"],
        &["validate", "--config", "/dev/zero", "a.json"],
        &["validate", "--pack", "/dev/zero", "a.json"],
    ] {
        let run = sandbox.run(arguments);
        assert!(run.code == 2 && run.stdout.is_empty(), "{arguments:?}: {run:?}");
        assert!(run.stderr.contains("holds more than") || arguments[1] == "--pack", "{arguments:?}: {run:?}");
    }
}

#[test]
fn a_file_named_help_is_read_as_one_in_a_folder_is() {
    let sandbox = Sandbox::new();
    sandbox.file("help", sample("uppromote/payment.paid"));
    assert!(sandbox.run(&["./help"]).stdout.starts_with("UpPromote v2"));
}

#[test]
fn commands_that_need_arguments_print_their_help_without() {
    let sandbox = Sandbox::new();
    for command in ["diff", "describe", "schema", "sample", "redact"] {
        let run = sandbox.run(&[command]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{command}");
        assert!(run.stderr.contains(&format!("Usage: hookspect {command}")), "{}", run.stderr);
        assert!(run.stderr.contains("Options:"), "{}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_command_without_input_on_a_terminal_prints_its_own_help() {
    use crate::support::running::{Running, Stream};
    for command in ["inspect", "detect", "validate", "summary", "drift", "normalize", "unwrap", "verify"] {
        let (printed, told, code) = Running::start(&[command], Stream::Terminal, Stream::Pipe).end();
        assert_eq!((printed.as_str(), code), ("", 2), "{command}");
        assert!(told.contains(&format!("Usage: hookspect {command} [OPTIONS]")), "{told}");
    }
    let (_, told, code) = Running::start(&[], Stream::Terminal, Stream::Pipe).end();
    assert!(code == 2 && told.contains("Usage: hookspect [OPTIONS] [INPUT]..."), "{told}");
}

#[cfg(unix)]
#[test]
fn a_terminal_that_is_read_is_told_what_is_waited_for() {
    use crate::support::running::{Running, Stream};
    for command in [&["-"][..], &["validate", "-"], &["diff", "-", "Cargo.toml"]] {
        let mut running = Running::start(command, Stream::Terminal, Stream::Pipe);
        running.write("\u{4}");
        let (_, told, _) = running.end();
        assert!(
            told.starts_with("standard input is read: paste payloads or captures here; Ctrl-D ends it"),
            "{told}"
        );
    }
    let (_, told, _) = Running::start(&["-"], Stream::Pipe, Stream::Pipe).close();
    assert!(!told.contains("standard input is read"), "{told}");
}

/// Whether an output that is no terminal is coloured where these variables are set.
fn is_coloured(variables: &[(&str, &str)]) -> bool {
    let mut sandbox = Sandbox::new();
    sandbox.file("a.json", sample("uppromote/payment.paid"));
    for (name, value) in variables {
        sandbox.variable(name, value);
    }
    sandbox.run(&["a.json"]).stdout.contains('\u{1b}')
}

#[test]
fn colour_is_forced_and_refused_by_variables() {
    assert!(!is_coloured(&[]));
    assert!(is_coloured(&[("FORCE_COLOR", "1")]));
    assert!(is_coloured(&[("FORCE_COLOR", "3")]));
    assert!(!is_coloured(&[("FORCE_COLOR", "0")]));
    assert!(!is_coloured(&[("FORCE_COLOR", "")]));
    assert!(is_coloured(&[("CLICOLOR_FORCE", "1")]));
    assert!(!is_coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!is_coloured(&[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]));
    assert!(is_coloured(&[("FORCE_COLOR", "1"), ("CLICOLOR", "0")]));
}

#[cfg(unix)]
#[test]
fn a_terminal_is_coloured_unless_a_variable_refuses() {
    use crate::support::running::coloured_on_a_terminal;
    assert!(coloured_on_a_terminal(&[]));
    assert!(!coloured_on_a_terminal(&[("CLICOLOR", "0")]));
    assert!(coloured_on_a_terminal(&[("CLICOLOR", "1")]));
    assert!(!coloured_on_a_terminal(&[("FORCE_COLOR", "0")]));
    assert!(!coloured_on_a_terminal(&[("NO_COLOR", "1")]));
    assert!(!coloured_on_a_terminal(&[("TERM", "dumb")]));
}

#[test]
fn an_event_that_most_records_are_not_is_told_to_be_no_filter() {
    let sandbox = Sandbox::new();
    for (id, text) in samples().into_iter().filter(|(id, _)| id.starts_with("uppromote/")) {
        sandbox.file(&format!("all/{id}.json"), text);
    }
    let warning = "warning: --event takes every record for uppromote/payment.paid, and 8 of 9 are another event by what they say";
    for command in ["inspect", "validate", "detect", "normalize", "summary"] {
        let run = sandbox.run(&[command, "all", "--event", "payment.paid"]);
        assert!(run.stderr.contains(warning), "{command}: {}", run.stderr);
        assert!(run.stderr.contains("--only uppromote/payment.paid"), "{}", run.stderr);
    }
    // It says what the body leaves open, and then it is right.
    let open = sandbox.run(&[
        "all/uppromote/affiliate.new.json",
        "all/uppromote/affiliate.approved.json",
        "--event",
        "affiliate.new",
    ]);
    assert!(!open.stderr.contains("--event takes"), "{}", open.stderr);
    let one = sandbox.run(&["all/uppromote/affiliate.new.json", "--event", "payment.paid"]);
    assert!(!one.stderr.contains("--event takes"), "{}", one.stderr);
}

#[test]
fn detected_events_are_lines_and_tables_too() {
    let sandbox = Sandbox::new();
    sandbox
        .file("a/one.json", sample("uppromote/payment.paid"))
        .file("a/two.json", sample("uppromote/referral.new"))
        .file("a/x.json", "{\"a\": 1}");
    let line = sandbox.run(&["detect", "a", "--format", "line"]).stdout;
    assert_eq!(line, sandbox.run(&["inspect", "a", "--format", "line"]).stdout);
    insta::assert_snapshot!("detect_csv", sandbox.run(&["detect", "a", "--format", "csv"]).stdout);
    let tsv = sandbox.run(&["detect", "a", "--format", "tsv"]).stdout;
    assert!(
        tsv.starts_with("source\trecord\tline\tprovider\tversion\tevent\tcertainty\tevidence\n"),
        "{tsv:?}"
    );
}

#[test]
fn a_summary_tells_what_was_expected_apart() {
    let sandbox = Sandbox::new();
    let wrong = sample("uppromote/payment.paid").replace("58316", "\"twelve\"");
    sandbox
        .file("fixtures/wrong.json", &wrong)
        .file("other.json", &wrong)
        .file("hookspect.toml", "[[expect]]\npath = 'fixtures/*.json'\nrules = ['wrong-type']\n");
    let run = sandbox.run(&["summary", "fixtures", "other.json", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let rule = &document["rules"][0];
    assert_eq!(
        (&rule["rule"], &rule["findings"], &rule["expected"]),
        (&"wrong-type".into(), &2.into(), &1.into())
    );
    let text = sandbox.run(&["summary", "fixtures", "other.json"]).stdout;
    assert!(text.contains("expected"), "{text}");
}
