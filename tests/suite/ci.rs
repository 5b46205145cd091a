//! What the README, the action and the commit hook promise to CI: every command of theirs is run.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Sandbox, package, samples};
use saphyr::{LoadableYamlNode, Yaml};

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    let payment = samples().into_iter().find(|(name, _)| name == "uppromote/payment.paid").unwrap().1;
    sandbox.file("fixtures/paid.json", &payment);
    sandbox.file("broken/paid.json", payment.replace("58316", "\"58316\""));
    sandbox
}

/// Runs a script as a CI service does, with the program on the PATH. Returns the exit code and all output.
pub(crate) fn bash(sandbox: &Sandbox, script: &str, variables: &[(&str, &str)]) -> (i32, String) {
    let program = Path::new(env!("CARGO_BIN_EXE_hookspect"));
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let output = Command::new("bash")
        .args(["--noprofile", "--norc", "-c", script])
        .current_dir(sandbox.path())
        .env("PATH", path)
        .env_remove("GITHUB_ACTIONS")
        .env_remove("GITHUB_WORKSPACE")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.code().unwrap(), text)
}

/// The code blocks of a language in the README's section "In CI".
fn blocks(language: &str) -> Vec<String> {
    let readme = fs::read_to_string(package().join("README.md")).unwrap();
    let section = readme.split("\n## ").find(|section| section.starts_with("In CI")).unwrap();
    let opening = format!("```{language}\n");
    section.split(&opening).skip(1).map(|block| block.split("\n```").next().unwrap().to_owned()).collect()
}

pub(crate) fn yaml(text: &str) -> Yaml<'_> {
    Yaml::load_from_str(text).unwrap().remove(0)
}

/// The commands of a workflow: every text below `run` or `script`.
fn commands(value: &Yaml<'_>) -> Vec<String> {
    if let Some(items) = value.as_vec() {
        return items.iter().flat_map(commands).collect();
    }
    let members = value.as_mapping().into_iter().flatten();
    members
        .flat_map(|(key, member)| match (key.as_str(), member.as_str()) {
            (Some("run"), Some(command)) => vec![command.to_owned()],
            (Some("script"), _) => {
                member.as_vec().unwrap().iter().map(|item| item.as_str().unwrap().to_owned()).collect()
            }
            _ => commands(member),
        })
        .collect()
}

#[test]
fn every_command_of_the_readmes_workflows_guards_the_fixtures() {
    let commands: Vec<String> = blocks("yaml").iter().flat_map(|block| commands(&yaml(block))).collect();
    assert_eq!(commands.len(), 2, "{commands:?}");
    for command in commands.iter().chain(&blocks("sh")) {
        let sandbox = sandbox();
        let (code, text) = bash(&sandbox, command, &[]);
        assert_eq!(code, 0, "{command}: {text}");
        let reports = command.split([' ', '\n']).filter_map(|word| word.split_once('='));
        let reports: Vec<&str> = reports.filter(|(name, _)| *name != "code").map(|(_, file)| file).collect();
        assert!(!reports.is_empty());
        for report in reports {
            assert!(!sandbox.read(report).is_empty(), "{report}");
        }
        let broken = command.replace("validate fixtures", "validate broken");
        assert_eq!(bash(&sandbox, &broken, &[]).0, 1, "{broken}");
        let empty = command.replace("validate fixtures", "validate 'none/*'");
        assert_eq!(bash(&sandbox, &empty, &[]).0, 3, "{empty}");
    }
}

#[test]
fn the_configuration_of_the_readme_is_one() {
    let [text] = blocks("toml").try_into().unwrap();
    let sandbox = sandbox();
    sandbox.file("hookspect.toml", text);
    let dumped = sandbox.run(&["validate", "--dump-config"]);
    assert_eq!(dumped.code, 0, "{}", dumped.stderr);
    assert!(dumped.stdout.contains("/data/promotions/*/nickname"));
}

#[test]
fn the_commit_hooks_check_the_files_that_they_are_given() {
    let text = fs::read_to_string(package().join(".pre-commit-hooks.yaml")).unwrap();
    let hooks = yaml(&text);
    let hooks = hooks.as_vec().unwrap();
    assert_eq!(hooks.len(), 4);
    for hook in hooks {
        let field = |name: &str| hook.as_mapping_get(name).unwrap().as_str().unwrap();
        assert!(["rust", "system"].contains(&field("language")));
        let sandbox = sandbox();
        if field("id").contains("privacy") {
            sandbox.file("real.json", "{\"email\":\"jane@kelpshop.io\"}");
            let (code, text) = bash(&sandbox, &format!("{} fixtures/paid.json", field("entry")), &[]);
            assert_eq!((code, text.as_str()), (0, ""));
            let (code, text) =
                bash(&sandbox, &format!("{} fixtures/paid.json real.json", field("entry")), &[]);
            assert!(code == 1 && text.contains("real.json:1:11: error real-email"), "{text}");
            continue;
        }
        sandbox.file("hookspect.toml", "[[ignore]]\nrule = 'duplicate-key'");
        let (code, text) = bash(&sandbox, &format!("{} fixtures/paid.json", field("entry")), &[]);
        assert_eq!((code, text.as_str()), (0, ""));
        let (code, text) =
            bash(&sandbox, &format!("{} fixtures/paid.json broken/paid.json", field("entry")), &[]);
        assert!(code == 1 && text.contains("broken/paid.json:2:17: error wrong-type"), "{text}");
    }
}

/// The script of a step of the action.
fn step(name: &str) -> String {
    let text = fs::read_to_string(package().join("action.yml")).unwrap();
    let action = yaml(&text);
    let steps = action.as_mapping_get("runs").unwrap().as_mapping_get("steps").unwrap();
    let step = steps
        .as_vec()
        .unwrap()
        .iter()
        .find(|step| step.as_mapping_get("name").unwrap().as_str() == Some(name));
    step.unwrap().as_mapping_get("run").unwrap().as_str().unwrap().to_owned()
}

/// The steps of the action one after the other, with a release as GitHub serves it, from a folder.
#[test]
fn the_action_installs_a_release_and_validates_with_annotations_and_sarif() {
    let sandbox = sandbox();
    let top = sandbox.path().to_str().unwrap().to_owned();
    let source = package();
    let release = "server/someone/hookspect/releases/download/v0.1.0";
    sandbox.file("temp/.keep", "").file(&format!("{release}/.keep"), "");
    let pack = format!(
        "cd {release} && tar czf hookspect-Linux-X64.tar.gz -C \"$(dirname \"$(command -v hookspect)\")\" hookspect \
         && shasum -a 256 hookspect-Linux-X64.tar.gz > hookspect-Linux-X64.tar.gz.sha256"
    );
    assert_eq!(bash(&sandbox, &pack, &[]).0, 0);

    let temp = format!("{top}/temp");
    let output = format!("{top}/output");
    let server = format!("file://{top}/server");
    let runner = [
        ("RUNNER_TEMP", temp.as_str()),
        ("RUNNER_OS", "Linux"),
        ("RUNNER_ARCH", "X64"),
        ("GITHUB_OUTPUT", &output),
        ("GITHUB_SERVER_URL", &server),
        ("ACTION_PATH", source.to_str().unwrap()),
        ("ACTION_REPOSITORY", "someone/hookspect"),
        ("ACTION_REF", "v0.1.0"),
    ];
    let (code, text) = bash(&sandbox, &step("Find the binary"), &runner);
    assert_eq!(code, 0, "{text}");
    let found = sandbox.read("output");
    let folder = found.lines().find_map(|line| line.strip_prefix("folder=")).unwrap().to_owned();
    assert!(found.contains("\nkey=hookspect-Linux-X64-"), "{found}");

    let with = |more: &[(&'static str, &str)]| -> Vec<(String, String)> {
        let all = runner.iter().chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        all.chain([("FOLDER".to_owned(), folder.clone())]).collect()
    };
    let run = |script: &str, more: &[(&'static str, &str)]| {
        let variables = with(more);
        let variables: Vec<(&str, &str)> =
            variables.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        bash(&sandbox, script, &variables)
    };
    let (code, text) = run(&step("Install"), &[]);
    assert_eq!(code, 0, "{text}");

    let inputs = [("PATHS", "fixtures\nbroken"), ("ARGUMENTS", "--strict"), ("SARIF", "out/r.sarif")];
    let (code, text) = run(&step("Validate"), &inputs);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("::error file=broken/paid.json,line=2,"), "{text}");
    assert!(sandbox.read("out/r.sarif").contains("wrong-type"));
    let outputs = sandbox.read("output");
    assert!(outputs.ends_with("exit-code=1\nsarif=out/r.sarif\n"), "{outputs}");
    let (code, _) = run(&step("Validate"), &[("PATHS", "fixtures"), ("ARGUMENTS", ""), ("SARIF", "")]);
    assert_eq!(code, 0);

    // A binary that is not the one that was released is not run.
    sandbox.file(&format!("{release}/hookspect-Linux-X64.tar.gz"), "something else");
    assert_ne!(run(&step("Install"), &[]).0, 0);
}
