//! `init`: a configuration that expects of the fixtures below it what they are.

use crate::support::{Sandbox, sample, samples};

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    for (id, text) in samples() {
        sandbox.file(&format!("fixtures/{id}.json"), text);
    }
    let paid = sample("uppromote/payment.paid");
    let both =
        [paid.replace('\n', " "), sample("firstpromoter/reward_created").replace('\n', " ")].join("\n");
    sandbox
        .file("fixtures/odd [1]*.json", &paid)
        .file("fixtures/someone.json", sample("uppromote/affiliate.new"))
        .file("fixtures/both.ndjson", both);
    sandbox
}

#[test]
fn what_is_written_holds_of_the_fixtures_and_fails_when_one_changes() {
    let sandbox = sandbox();
    let run = sandbox.run(&["init"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    let expected = samples().len() + 1;
    let told = format!("hookspect.toml: {expected} files are expected to stay what they are; 2 more");
    assert!(run.stderr.starts_with(&told), "{}", run.stderr);
    assert_eq!(sandbox.run(&["validate", "fixtures", "--format", "concise"]).stdout, "");
    sandbox.file("fixtures/odd [1]*.json", sample("uppromote/referral.new"));
    let changed = sandbox.run(&["validate", "fixtures", "--format", "concise"]);
    assert_eq!(changed.code, 1);
    assert!(changed.stdout.contains("odd [1]*.json:1:1: error unexpected-event"), "{}", changed.stdout);
}

#[test]
fn what_is_doubtful_is_a_comment_that_holds_once_it_is_uncommented() {
    let sandbox = sandbox();
    sandbox
        .file("fixtures/bad/wrong.json", sample("uppromote/payment.paid").replace("58316", "\"twelve\""))
        .file("fixtures/bad/unknown.json", "{\"a\": 1}")
        .file("fixtures/bad/broken.json", "{\"a\":");
    let text = sandbox.run(&["init", "--print"]).stdout;
    insta::assert_snapshot!("init_doubtful", text.split_once("# The bodies").unwrap().1);
    assert!(!sandbox.names(".").contains(&"hookspect.toml".to_owned()));
    let uncommented: String = text
        .split("\n\n")
        .map(|paragraph| match paragraph.split_once("# [[expect]]") {
            Some((before, entry)) => format!("{before}[[expect]]{}\n\n", entry.replace("\n# ", "\n")),
            None => format!("{paragraph}\n\n"),
        })
        .collect();
    sandbox.file("hookspect.toml", uncommented);
    let run = sandbox.run(&["validate", "fixtures"]);
    assert_eq!((run.stdout.as_str(), run.code), ("", 0), "{}", run.stderr);
    assert!(run.stderr.contains("3 findings expected"), "{}", run.stderr);
}

#[test]
fn a_file_that_is_there_is_never_replaced() {
    let sandbox = sandbox();
    sandbox.file("hookspect.toml", "strict = true\n");
    let run = sandbox.run(&["init"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("error: hookspect.toml: it exists already"), "{}", run.stderr);
    assert_eq!(sandbox.read("hookspect.toml"), "strict = true\n");
    assert_eq!(sandbox.run(&["init", "fixtures"]).code, 0);
    assert!(
        sandbox.read("fixtures/hookspect.toml").contains("path = \"someone.json\"")
            || sandbox.read("fixtures/hookspect.toml").contains("\"someone.json\"")
    );
    assert_eq!(sandbox.run(&["init", "nowhere"]).code, 2);
}

#[test]
fn a_folder_without_fixtures_gets_the_comments_alone() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["init", "--print"]);
    insta::assert_snapshot!("init_of_nothing", run.stdout);
    sandbox.file("hookspect.toml", run.stdout);
    assert_eq!(sandbox.run(&["validate", "--dump-config"]).code, 0);
}

#[cfg(unix)]
#[test]
fn no_name_of_a_file_becomes_a_line_of_the_configuration() {
    let sandbox = Sandbox::new();
    sandbox
        .file("\nwrong-type = \"off\"\n#\u{7f}.json", "{\"a\": 1}")
        .file("wrong.json", sample("uppromote/payment.paid").replace("58316", "\"twelve\""));
    assert_eq!(sandbox.run(&["init"]).code, 0);
    let run = sandbox.run(&["validate", "wrong.json", "--format", "concise"]);
    assert!(run.code == 1 && run.stdout.contains("error wrong-type"), "{run:?}");
    let text = sandbox.read("hookspect.toml");
    assert!(text.contains(r#"# path = "\nwrong-type = \"off\"\n#\u007F.json""#), "{text}");
}
