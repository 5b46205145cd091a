//! hookspect.toml: what of the findings counts, and how the run ends.

use crate::support::policies::{EXTRA, SOMEONE, WRONG, rules, sandbox, with};
use crate::support::{Sandbox, sample};
use serde_json::Value;

#[test]
fn without_a_configuration_the_rules_have_their_own_severities() {
    let run = sandbox().run(&["validate", "-v", "--format", "concise", "fixtures"]);
    assert_eq!((rules(&run), run.code), (vec![EXTRA.to_owned(), SOMEONE.to_owned(), WRONG.to_owned()], 1));
}

#[test]
fn rules_get_other_severities_or_are_left_out() {
    let run = with(
        "rules = { unknown-field = 'error', wrong-type = 'note', ambiguous-event = 'off' }",
        &["fixtures"],
    );
    assert_eq!(
        rules(&run),
        ["fixtures/extra.json:1:2: error unknown-field", "fixtures/wrong.json:2:17: note wrong-type"]
    );
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("3 valid, 1 invalid") && run.stderr.contains("1 finding ignored"),
        "{}",
        run.stderr
    );
}

#[test]
fn severities_hold_for_inspect_too() {
    let sandbox = sandbox();
    sandbox.file("hookspect.toml", "rules = { wrong-type = 'warning' }");
    let run = sandbox.run(&["fixtures/wrong.json"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stdout.contains("warning[wrong-type]") && run.stdout.contains("valid · 1 warning"),
        "{}",
        run.stdout
    );
}

#[test]
fn strict_and_fail_on_can_be_set_in_the_file_and_overruled() {
    assert_eq!(with("fail-on = 'warning'", &["fixtures/extra.json"]).code, 1);
    assert_eq!(with("fail-on = 'warning'", &["--fail-on", "error", "fixtures/extra.json"]).code, 0);
    assert_eq!(with("fail-on = 'warning'", &["--exit-zero", "fixtures/wrong.json"]).code, 0);
    assert_eq!(with("fail-on = 'never'", &["fixtures/wrong.json"]).code, 0);
    let run = with("strict = true", &["fixtures/extra.json"]);
    assert_eq!((rules(&run), run.code), (vec!["fixtures/extra.json:1:2: error unknown-field".to_owned()], 1));
    assert_eq!(with("strict = true", &["--isolated", "fixtures/extra.json"]).code, 0);
}

#[test]
fn overrides_hold_for_their_files_and_later_ones_win() {
    let run = with(
        "[[override]]\npath = 'fixtures/'\nrules = { wrong-type = 'off', unknown-field = 'off' }\n\
         [[override]]\npath = ['fixtures/e*.json', 'fixtures/x.json']\nrules = { unknown-field = 'error' }",
        &["fixtures"],
    );
    assert_eq!(rules(&run), ["fixtures/extra.json:1:2: error unknown-field", SOMEONE]);
}

#[test]
fn a_star_stays_in_its_folder_and_two_go_through_all() {
    let config = |path: &str| format!("[[override]]\npath = '{path}'\nrules = {{ wrong-type = 'off' }}");
    for (path, holds) in [
        ("fixtures/wrong.json", true),
        ("./fixtures/*.json", true),
        ("fixtures/**", true),
        ("**/wrong.json", true),
        ("**", true),
        ("*.json", false),
        ("wrong.json", false),
    ] {
        let run = with(&config(path), &["fixtures/wrong.json"]);
        assert_eq!(!run.stdout.contains("wrong-type"), holds, "{path}: {}", run.stdout);
    }
}

#[test]
fn ignores_leave_out_what_fits_rule_pointer_and_path() {
    let run = with(
        "[[ignore]]\nrule = 'unknown-field'\npointer = '/nickname'\nreason = 'on its way'\n\
         [[ignore]]\npath = 'fixtures/wrong.json'\npointer = '/*'",
        &["fixtures"],
    );
    assert_eq!((rules(&run), run.code), (vec![SOMEONE.to_owned()], 0));
    assert!(run.stderr.contains("2 findings ignored"), "{}", run.stderr);
    let other = "[[ignore]]\nrule = 'wrong-type'\npointer = '/payment_id/x'";
    assert_eq!(with(other, &["fixtures/wrong.json"]).code, 1);
}

#[test]
fn an_entry_that_matched_nothing_is_a_warning_with_its_place() {
    let configuration = "[[override]]\npath = 'old/**'\nrules = { wrong-type = 'off' }\n\n\
                         [[ignore]]\nrule = 'duplicate-key'\n\n\
                         [[ignore]]\nrule = 'duplicate-key'\npath = 'gone.json'\n";
    let unused = [
        "hookspect.toml:1:1: warning unused-entry",
        "hookspect.toml:5:1: warning unused-entry",
        "hookspect.toml:8:1: warning unused-entry",
    ];
    let run = with(configuration, &["fixtures/paid.json"]);
    assert_eq!((rules(&run), run.code), (unused.map(str::to_owned).to_vec(), 0));
    assert_eq!(with(configuration, &["--fail-on", "warning", "fixtures/paid.json"]).code, 1);
    assert_eq!(with(configuration, &["--strict", "fixtures/paid.json"]).code, 1);
    assert!(with(configuration, &["--allow-unused", "fixtures/paid.json"]).stdout.is_empty());
    let off = format!("rules = {{ unused-entry = 'off' }}\n{configuration}");
    assert!(with(&off, &["fixtures/paid.json"]).stdout.is_empty());
    // The files of an entry that were not asked for this time are no reason to complain.
    let others = "[[override]]\npath = 'fixtures/w*'\nrules = { wrong-type = 'off' }";
    assert!(with(others, &["fixtures/paid.json"]).stdout.is_empty());
}

#[test]
fn the_nearest_file_above_is_read_and_its_paths_start_at_its_folder() {
    let sandbox = sandbox();
    sandbox.file("hookspect.toml", "[[override]]\npath = 'fixtures/w*'\nrules = { wrong-type = 'off' }");
    let run = |arguments: &[&str]| {
        sandbox.run_in("fixtures", &[&["validate", "--format", "concise"], arguments].concat(), b"")
    };
    assert_eq!(run(&["wrong.json"]).code, 0);
    assert_eq!(run(&["./../fixtures/wrong.json"]).code, 0);
    assert_eq!(run(&["--isolated", "wrong.json"]).code, 1);
    sandbox.file("fixtures/hookspect.toml", "");
    assert_eq!(run(&["wrong.json"]).code, 1);
    assert_eq!(run(&["--config", "../hookspect.toml", "wrong.json"]).code, 0);
}

#[test]
fn the_dumped_configuration_reads_back_as_itself() {
    let sandbox = sandbox();
    sandbox.file(
        "hookspect.toml",
        "baseline = 'ci/known.json'\n[rules]\nunknown-field = 'error'\n\
         [[override]]\npath = 'a/**'\nrules = { wrong-type = 'off' }\n\
         [[ignore]]\npointer = '/a~1b/*'\nreason = 'a \"word\"'\n\
         [[expect]]\npath = ['b/*', 'c']\nevent = 'affiliate.new'\nverdict = 'invalid'\nrules = ['missing-field']\n",
    );
    let dumped = sandbox.run(&["validate", "--dump-config", "--strict", "--fail-on", "warning"]);
    assert_eq!(dumped.code, 0);
    insta::assert_snapshot!("dumped_configuration", dumped.stdout);
    sandbox.file("hookspect.toml", &dumped.stdout);
    assert_eq!(sandbox.run(&["validate", "--dump-config"]).stdout, dumped.stdout);
    let defaults = sandbox.run(&["--dump-config", "--isolated"]).stdout;
    assert!(defaults.contains("fail-on = \"error\"") && !defaults.contains("[["), "{defaults}");
}

/// Everything that can be wrong with a configuration.
const WRONG_CONFIGURATIONS: &[&str] = &[
    "rules = {",
    "a = 1\na = 2",
    "rule = { wrong-type = 'off' }",
    "rules = { wrong-typ = 'off' }",
    "rules = { wrong-type = 'errror' }",
    "rules = { wrong-type = true }",
    "rules = ['wrong-type']",
    "fail-on = 'warn'",
    "strict = 'yes'",
    "baseline = 1",
    "[override]\npath = 'a'",
    "[[override]]\npath = 'a'",
    "[[override]]\nrules = { wrong-type = 'off' }",
    "[[ignore]]\npath = 'a'",
    "[[ignore]]\nrule = 'wrong-type'\npointer = 'data/id'",
    "[[ignore]]\nrules = ['wrong-type']\npointer = ''",
    "[[expect]]\npath = 'a'",
    "[[expect]]\nevent = 'affiliate.new'",
    "[[expect]]\npath = 'a'\nevent = 'uppromote/affiliate.nwe'",
    "[[expect]]\npath = 'a'\nverdict = 'broken'",
    "[[expect]]\npath = 'a'\nrules = 'missing-field'",
    "[[expect]]\npath = 'a'\nrules = ['unexpected-event']",
    "[[expect]]\npath = ['a{']\nverdict = 'invalid'",
    "ignore = 3\n[[expect]]\npaht = 'a'\nverdict = 1",
];

#[test]
fn every_fault_of_a_configuration_is_named_with_its_place_and_a_way_out() {
    let mut shown = String::new();
    for text in WRONG_CONFIGURATIONS {
        let run = with(text, &["fixtures"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{text}");
        shown.push_str(&format!("{}\n=> {}\n", text.trim(), run.stderr));
    }
    insta::assert_snapshot!("wrong_configurations", shown);
}

#[test]
fn a_configuration_that_cannot_be_read_ends_the_run() {
    let sandbox = sandbox();
    let run = sandbox.run(&["validate", "--config", "no.toml", "fixtures"]);
    assert!(run.code == 2 && run.stderr.contains("no.toml: No such file"), "{run:?}");
    sandbox.file("hookspect.toml", b"\xff\xfe");
    let run = sandbox.run(&["validate", "fixtures"]);
    assert!(run.code == 2 && run.stderr.contains("hookspect.toml: "), "{run:?}");
    assert_eq!(sandbox.run(&["validate", "--isolated", "--config", "a.toml", "fixtures"]).code, 2);
}

/// A configuration as the JSON that its schema is about.
fn as_json(text: &str) -> Option<Value> {
    serde_json::to_value(toml::from_str::<toml::Table>(text).ok()?).ok()
}

#[test]
fn the_schema_of_the_configuration_agrees_with_the_program() {
    let run = Sandbox::new().run(&["schema", "config"]);
    let schema: Value = serde_json::from_str(&run.stdout).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    // Whether a text is a glob is beyond a schema.
    let checked = WRONG_CONFIGURATIONS.iter().filter(|text| !text.contains("a{"));
    for value in checked.filter_map(|text| as_json(text)) {
        assert!(!validator.is_valid(&value), "{value}");
    }
    let dumped = sandbox().run(&["validate", "--dump-config"]).stdout;
    let whole = "[[expect]]\npath = 'a'\nevent = 'promoter_signed_up'\nrules = ['missing-field']\n[[ignore]]\nrule = 'wrong-type'\npointer = '/a/*/b~0'";
    for text in [dumped.as_str(), whole, ""] {
        assert!(validator.is_valid(&as_json(text).unwrap()), "{text}");
        assert_eq!(
            with(text, &["--allow-unused", "fixtures/paid.json"]).code,
            i32::from(text == whole),
            "{text}"
        );
    }
}

/// Exit codes are the contract of scripts: the same in every format, whatever else is asked for.
#[test]
fn exit_codes_are_the_same_in_every_format() {
    let sandbox = sandbox();
    sandbox.file("empty.json", "").file("strict.toml", "fail-on = 'warning'");
    std::fs::create_dir(sandbox.path().join("none")).unwrap();
    sandbox.run(&["validate", "fixtures", "--write-baseline", "known.baseline"]);
    let cases: &[(&[&str], i32)] = &[
        (&["fixtures/paid.json"], 0),
        (&["fixtures/extra.json"], 0),
        (&["fixtures/wrong.json"], 1),
        (&["fixtures/extra.json", "--strict"], 1),
        (&["fixtures/extra.json", "--fail-on", "warning"], 1),
        (&["fixtures/extra.json", "--config", "strict.toml"], 1),
        (&["fixtures/someone.json", "--fail-on", "warning", "--strict"], 0),
        (&["fixtures/wrong.json", "--fail-on", "never"], 0),
        (&["fixtures/wrong.json", "--exit-zero"], 0),
        (&["fixtures/wrong.json", "--max-findings", "0"], 1),
        (&["fixtures", "--baseline", "known.baseline"], 0),
        (&["fixtures", "--baseline", "known.baseline", "--strict"], 0),
        (&["fixtures/wrong.json", "missing.json"], 2),
        (&["missing.json", "--exit-zero"], 2),
        (&["fixtures/wrong.json", "--baseline", "missing.baseline"], 2),
        (&["fixtures/wrong.json", "--exit-zero", "--fail-on", "error"], 2),
        (&["fixtures/wrong.json", "-q", "-v"], 2),
        (&["fixtures/wrong.json", "--isolated", "--config", "strict.toml"], 2),
        (&["empty.json"], 3),
        (&["none"], 3),
        (&["none/*.json"], 3),
        (&["none", "--allow-empty"], 0),
        (&["none", "fixtures/wrong.json"], 1),
        (&["none", "fixtures/paid.json"], 3),
        (&["none", "fixtures/paid.json", "--exit-zero"], 3),
    ];
    for (arguments, code) in cases {
        for format in ["human", "concise", "json", "ndjson", "sarif", "junit", "github", "gitlab"] {
            let format = format!("--format={format}");
            let run = sandbox.run(&[&["validate", &format, "--stats"], *arguments].concat());
            assert_eq!(run.code, *code, "{arguments:?} {format}\n{}", run.stderr);
        }
        let run = sandbox.run(&[&["inspect", "--output", "sarif=r.sarif"], *arguments].concat());
        assert_eq!(run.code, *code, "inspect {arguments:?}\n{}", run.stderr);
    }
}

#[test]
fn policies_give_the_same_bytes_whatever_the_number_of_threads() {
    let sandbox = sandbox();
    let wrong = sandbox.read("fixtures/wrong.json");
    for number in 0..60 {
        sandbox.file(&format!("many/{number}.json"), &wrong);
    }
    sandbox.file("hookspect.toml", "[[expect]]\npath = 'many/1*.json'\nrules = ['wrong-type']\n[[ignore]]\npath = 'many/2*'\nrule = 'wrong-type'");
    sandbox.run(&["validate", "many/3.json", "many/30.json", "--write-baseline", "known"]);
    for format in ["concise", "json", "sarif", "junit", "github", "gitlab"] {
        let run = |jobs| {
            sandbox.run(&["validate", "many", "--baseline", "known", "--format", format, "--jobs", jobs])
        };
        assert_eq!(run("1"), run("8"), "{format}");
    }
    assert_eq!(sandbox.run(&["validate", "many", "--baseline", "known"]).code, 1);
}

#[test]
fn a_configuration_of_any_depth_is_an_error_with_a_place_and_no_crash() {
    let sandbox = Sandbox::new();
    let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
    let (tables, ends) = ("{a=".repeat(100_000), "}".repeat(100_000));
    let name = vec!["a"; 100_000].join(".");
    for (number, text) in [
        format!("a = {open}{close}"),
        format!("a = {open}"),
        format!("a = {tables}1{ends}"),
        format!("{name} = 1"),
        format!("[{name}]"),
        format!("[[{name}]]"),
        format!("[rules]\nunreadable = {{{name} = 1}}"),
        format!("[[ignore]]\nrule = \"unreadable\"\npath = \"{}\"", "{a,".repeat(5_000)),
    ]
    .into_iter()
    .enumerate()
    {
        sandbox.file("hookspect.toml", text);
        let run = sandbox.run_with(&["validate"], b"{}");
        assert_eq!(run.code, 2, "{number}");
        assert!(run.stderr.contains("hookspect.toml:"), "{number}: {}", &run.stderr[..200]);
    }
}

/// Every command that reads records, with the arguments that make it read `a.json`.
const READERS: &[&[&str]] = &[
    &["inspect", "a.json"],
    &["validate", "a.json"],
    &["detect", "a.json"],
    &["normalize", "a.json"],
    &["unwrap", "a.json"],
    &["verify", "a.json"],
    &["diff", "a.json", "a.json"],
];

#[test]
fn every_command_reads_the_configuration_and_names_its_fault() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", sample("uppromote/payment.paid")).file("hookspect.toml", "fail_no = \"never\"\n");
    sandbox.file("good.toml", "");
    for arguments in READERS {
        let run = sandbox.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.stderr.contains("hookspect.toml:1:1"), "{arguments:?}: {}", run.stderr);
        for other in [&["--isolated"][..], &["--config", "good.toml"]] {
            let run = sandbox.run(&[arguments, other].concat());
            assert!(!run.stderr.contains(".toml"), "{arguments:?}: {}", run.stderr);
            assert!(run.code != 2, "{arguments:?}: {}", run.stderr);
        }
    }
}

#[test]
fn an_expected_event_settles_what_is_ambiguous_in_every_command() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", sample("uppromote/affiliate.approved"));
    sandbox
        .file("hookspect.toml", "[[expect]]\npath = \"a.json\"\nevent = \"uppromote/affiliate.approved\"\n");
    for (arguments, settled) in [
        (&["inspect", "a.json"][..], "affiliate.approved"),
        (&["detect", "a.json"], "identified"),
        (&["normalize", "a.json"], "\"affiliate.approved\""),
        (&["unwrap", "a.json", "--format", "ndjson"], "\"event\":\"affiliate.approved\""),
        (&["verify", "a.json", "--format", "ndjson"], "\"event\":\"affiliate.approved\""),
        (&["diff", "a.json", "a.json"], "affiliate.approved"),
    ] {
        let run = sandbox.run(arguments);
        assert!(run.stdout.contains(settled), "{arguments:?}: {}", run.stdout);
        let isolated = sandbox.run(&[arguments, &["--isolated"]].concat());
        assert!(isolated.stdout != run.stdout, "{arguments:?}");
    }
}

#[test]
fn severities_and_what_fails_a_run_hold_in_every_command_that_judges() {
    let sandbox = Sandbox::new();
    let text = sample("uppromote/payment.paid").replace("\"payment_id\":", "\"payment_id\": \"x\", \"old\":");
    sandbox.file("a.json", text);
    for command in ["inspect", "validate", "detect", "normalize"] {
        sandbox.file("hookspect.toml", "");
        assert_eq!(sandbox.run(&[command, "a.json"]).code, 1, "{command}");
        sandbox.file("hookspect.toml", "fail-on = \"never\"\n");
        assert_eq!(sandbox.run(&[command, "a.json"]).code, 0, "{command}");
        sandbox.file("hookspect.toml", "[rules]\nwrong-type = \"note\"\n");
        assert_eq!(sandbox.run(&[command, "a.json"]).code, 0, "{command}");
    }
    assert!(!sandbox.run(&["normalize", "a.json", "--only-valid"]).stdout.is_empty());
    assert!(sandbox.run(&["normalize", "a.json", "--only-valid", "--isolated"]).stdout.is_empty());
}

#[test]
fn what_has_no_effect_is_told_only_by_those_who_check() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", sample("uppromote/payment.paid"));
    sandbox.file("hookspect.toml", "[[ignore]]\nrule = \"wrong-type\"\nreason = \"old\"\n");
    assert!(sandbox.run(&["validate", "a.json", "-f", "concise"]).stdout.contains("unused-entry"));
    for arguments in READERS.iter().filter(|arguments| !["inspect", "validate"].contains(&arguments[0])) {
        let run = sandbox.run(arguments);
        assert!(!run.stdout.contains("unused-entry") && !run.stderr.contains("unused-entry"), "{run:?}");
    }
}
