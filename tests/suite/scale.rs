//! The recipes that spread `learn` over cores and machines: what they write is what one run writes, byte for byte.

#![cfg(unix)]

use std::fs;

use saphyr::Yaml;

use crate::ci::{bash, yaml};
use crate::learn::{files, lines, shop};
use crate::support::{Sandbox, package};

/// The first code block of a language in a section of the recipes.
fn recipe(section: &str, language: &str) -> String {
    let text = fs::read_to_string(package().join("docs/scale.md")).unwrap();
    let (_, section) = text.split_once(&format!("# {section}\n\n")).unwrap();
    let (_, block) = section.split_once(&format!("```{language}\n")).unwrap();
    block.split_once("```\n").unwrap().0.to_owned()
}

/// The names of nine files of captures, and what is in them.
fn captures() -> Vec<(String, String)> {
    let records = shop(270);
    let file = |(number, records)| (format!("captures/week {}/{number}.ndjson", number % 2), lines(records));
    records.chunks(30).enumerate().map(file).collect()
}

/// A machine on which the captures are.
fn machine() -> Sandbox {
    let sandbox = Sandbox::new();
    for (name, text) in captures() {
        sandbox.file(&name, text);
    }
    sandbox
}

/// The pack that one run writes.
fn whole() -> Vec<(String, String)> {
    let sandbox = machine();
    let run = sandbox.run(&["learn", "captures", "--provider", "shop", "--output", "shop"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    files(&sandbox, "shop")
}

/// Runs a script, which has to end well.
fn run(sandbox: &Sandbox, script: &str) -> String {
    let (code, text) = bash(sandbox, script, &[]);
    assert_eq!(code, 0, "{script}: {text}");
    text
}

/// Whether the `parallel` that is installed, if one is, is GNU's.
fn has_parallel() -> bool {
    bash(&Sandbox::new(), "parallel --version", &[]).1.contains("GNU parallel")
}

#[test]
fn processes_that_xargs_starts_learn_what_one_run_learns() {
    let sandbox = machine();
    run(&sandbox, &recipe("xargs", "sh"));
    assert_eq!(sandbox.names("learned").len(), 9);
    assert_eq!(files(&sandbox, "shop"), whole());
}

#[test]
fn processes_that_xargs_starts_find_what_one_run_finds_to_have_changed() {
    let sandbox = machine();
    let (code, told) = bash(&sandbox, &recipe("What has changed", "sh"), &[]);
    let whole = sandbox.run(&["drift", "captures", "--format", "json", "--quiet"]);
    assert_eq!((code, told), (whole.code, whole.stdout));
}

#[test]
fn processes_that_xargs_starts_count_what_one_run_counts() {
    let sandbox = machine();
    let (code, told) = bash(&sandbox, &recipe("What is in them", "sh"), &[]);
    let whole = sandbox.run(&["summary", "captures", "--format", "json", "--quiet"]);
    assert_eq!((code, told), (whole.code, whole.stdout));
}

#[test]
fn jobs_of_gnu_parallel_learn_what_one_run_learns() {
    if has_parallel() {
        let sandbox = machine();
        run(&sandbox, &recipe("GNU parallel", "sh"));
        assert_eq!(sandbox.names("learned").len(), 9);
        assert_eq!(files(&sandbox, "shop"), whole());
    }
}

/// A text without the numbers of the lines of standard input.
fn without_lines(text: &str) -> String {
    let cut = |text: &str, before: &str| {
        let parts =
            text.split(before).map(|part| part.trim_start_matches(|sign: char| sign.is_ascii_digit()));
        parts.collect::<Vec<_>>().join(before)
    };
    cut(&cut(text, "<stdin>:"), "\"<stdin>\",\"line\":")
}

#[test]
fn parts_of_one_large_file_tell_all_but_the_lines_that_one_run_tells() {
    if has_parallel() {
        let sandbox = Sandbox::new();
        sandbox.file("captures.ndjson", lines(&shop(270)));
        run(&sandbox, &recipe("One large file", "sh"));
        run(&sandbox, "hookspect learn --provider shop --output whole < captures.ndjson");
        let cut = |pack: &str| -> Vec<(String, String)> {
            files(&sandbox, pack).into_iter().map(|(name, text)| (name, without_lines(&text))).collect()
        };
        assert_eq!(cut("shop"), cut("whole"));
    }
}

/// What a job of a workflow runs.
fn script(job: &Yaml<'_>) -> String {
    let steps = job["steps"].as_vec().unwrap();
    let [script] =
        steps.iter().filter_map(|step| step.as_mapping_get("run")?.as_str()).collect::<Vec<_>>()[..]
    else {
        panic!("one step of a job runs commands");
    };
    script.to_owned()
}

/// The path of the artifact that a job uploads.
fn uploaded(job: &Yaml<'_>) -> String {
    let upload = job["steps"].as_vec().unwrap().last().unwrap();
    assert!(upload["uses"].as_str().unwrap().starts_with("actions/upload-artifact@"));
    upload["with"]["path"].as_str().unwrap().to_owned()
}

#[test]
fn jobs_of_a_matrix_learn_what_one_run_learns() {
    let text = recipe("GitHub Actions", "yaml");
    let workflow = yaml(&text);
    let (learn, merge) = (&workflow["jobs"]["learn"], &workflow["jobs"]["merge"]);
    let download = &merge["steps"][0]["with"];
    assert_eq!(download["path"].as_str().unwrap(), "learned");
    let last = Sandbox::new();
    let shards = learn["strategy"]["matrix"]["shard"].as_vec().unwrap();
    assert_eq!(shards.len(), 4);
    for shard in shards {
        let shard = shard.as_integer().unwrap().to_string();
        let of_shard = |text: String| text.replace("${{ matrix.shard }}", &shard);
        let runner = machine();
        run(&runner, &of_shard(script(learn)));
        let artifact = of_shard(uploaded(learn));
        assert!(artifact.starts_with(download["pattern"].as_str().unwrap().trim_end_matches('*')));
        last.file(&format!("learned/{artifact}"), runner.read(&artifact));
    }
    run(&last, &script(merge));
    assert_eq!(files(&last, &uploaded(merge)), whole());
}

#[test]
fn tasks_of_spark_learn_what_one_run_learns() {
    let text = recipe("Spark", "python");
    let command = text.lines().find_map(|line| line.strip_prefix("LEARN = \"")?.strip_suffix('"')).unwrap();
    let sandbox = machine();
    for (number, (name, _)) in captures().iter().enumerate() {
        run(&sandbox, &format!("mkdir -p learned; printf '%s\\n' '{name}' | {command} > learned/{number}"));
        assert_eq!(sandbox.read(&format!("learned/{number}")).lines().count(), 1);
    }
    run(&sandbox, "hookspect merge learned/* --provider shop --output shop");
    assert_eq!(files(&sandbox, "shop"), whole());
}
