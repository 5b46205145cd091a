//! What payloads call their events and members is shown as their values are: a secret is hidden, and a person where people
//! are. What it is, and what is known of it, is told by the true name.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::support::Sandbox;

/// A token, an address with a password, and an address of a person, with what asks for each to be hidden.
const TOKEN: &str = "ghp_CANARY7b3kQ9xW2mZ5vR8tY1uP4sD6fG0hJx";
const NAMES: [(&str, &[&str]); 3] =
    [(TOKEN, &[]), ("https://u:CANARY@h.example/x", &[]), ("jane.CANARY@acme.com", &["--mask", "personal"])];

/// Payloads with a name in every place where one may stand.
fn payloads(name: &str) -> Vec<Value> {
    vec![
        json!({ "event": name }),
        json!({ "topic": name, "id": 1 }),
        json!({ "type": name, "id": "1", "data": { "a": 1 } }),
        json!({ "event": { "id": 1, "type": name }, "data": { "promoter": { "id": 1 } } }),
        json!({ "event": { "id": 1, "type": "reward_created" }, "data": { name: { "y": 2 } } }),
        json!({ "type": "made", "id": "1", name: { "y": 2 } }),
        json!({ "type": "made", "id": 1, "data": { name: { "z": [1] } } }),
        json!({ name: 1 }),
    ]
}

fn sandbox(name: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    let manifest = "id = \"shop\"\nname = \"Shop\"\nversion = \"v1\"\nsignals = [{ path = \"type\" }]\n\
                    [envelope]\nmembers = [\"type\", \"id\", \"data\"]\nknown-needs = 2\nunknown-needs = 2\n\
                    [[event]]\nname = \"made\"\nschema = \"made.json\"\n";
    let schema = json!({ "type": "object", "required": ["type", "id"], "additionalProperties": false,
        "properties": { "type": { "const": "made" }, "id": { "type": "string" },
            "data": { "type": "object", "additionalProperties": { "type": "integer" } } } });
    sandbox.file("shop/hookspect-pack.toml", manifest).file("shop/made.json", schema.to_string());
    let mut lines = String::new();
    for (number, payload) in payloads(name).iter().enumerate() {
        sandbox.file(&format!("one/{number}.json"), payload.to_string());
        let mut other = payload.clone();
        other["more"] = 1.into();
        sandbox.file(&format!("two/{number}.json"), other.to_string());
        writeln!(lines, "{payload}").unwrap();
    }
    sandbox.file("all.ndjson", lines);
    sandbox
}

#[test]
fn a_name_that_is_a_secret_or_a_person_is_hidden_in_every_format() {
    let formats =
        ["human", "line", "csv", "tsv", "concise", "json", "ndjson", "sarif", "junit", "github", "gitlab"];
    let mut commands: Vec<Vec<&str>> = Vec::new();
    for format in formats {
        commands.push(vec!["validate", "-v", "all.ndjson", "--format", format]);
        commands.push(vec!["inspect", "all.ndjson", "--format", format]);
    }
    commands.extend([
        vec!["inspect", "--full", "one"],
        vec!["inspect", "one/2.json"],
        vec!["summary", "one"],
        vec!["summary", "one", "--format", "json"],
        vec!["drift", "all.ndjson"],
        vec!["drift", "all.ndjson", "--format", "json"],
        vec!["normalize", "all.ndjson"],
        vec!["normalize", "all.ndjson", "--payload", "pretty"],
        vec!["diff", "one", "two"],
        vec!["diff", "one/6.json", "two/4.json", "--format", "json"],
        vec!["diff", "one/6.json", "one/5.json"],
    ]);
    let mut leaks = Vec::new();
    for (name, mask) in NAMES {
        let sandbox = sandbox(name);
        for command in &commands {
            let run = sandbox.run(&[command, mask, &["--pack", "shop"]].concat());
            let out = run.stdout + &run.stderr;
            assert!(out.len() > 20, "{command:?} says nothing: {out}");
            leaks.extend(
                out.lines().filter(|line| line.contains("CANARY")).map(|line| format!("{command:?}: {line}")),
            );
        }
    }
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
}

#[test]
fn a_hidden_name_is_shown_to_who_asks_for_secrets_and_told_by_its_true_text() {
    let sandbox = sandbox(TOKEN);
    let shown = sandbox.run(&["validate", "all.ndjson", "--show-secrets", "--pack", "shop"]);
    assert!(shown.stdout.contains(&format!("\"{TOKEN}\"")), "{shown:?}");
    let only = sandbox.run(&[
        "validate",
        "all.ndjson",
        "--only",
        &format!("shop/{TOKEN}"),
        "--pack",
        "shop",
        "--format",
        "line",
    ]);
    assert!(only.stdout.contains("•••• (40)?") && !only.stdout.contains("CANARY"), "{only:?}");
}

#[test]
fn a_baseline_keeps_no_secret_and_nobody_and_still_knows_what_it_knows() {
    for (name, _) in NAMES {
        let sandbox = sandbox(name);
        let validate = ["validate", "all.ndjson", "--pack", "shop"];
        assert_eq!(sandbox.run(&validate).code, 1);
        assert_eq!(sandbox.run(&[&validate[..], &["--write-baseline", "known.json"]].concat()).code, 0);
        let known = sandbox.read("known.json");
        assert!(known.contains("••••") && !known.contains("CANARY"), "{known}");
        let with = [&validate[..], &["--baseline", "known.json"]].concat();
        assert_eq!(sandbox.run(&with).code, 0, "what is known fails nothing");
        // One of before, which has names as they are.
        let own = name.replace('~', "~0").replace('/', "~1");
        let dots = known
            .lines()
            .filter(|line| line.contains("••••"))
            .find_map(|line| Some(line.split_once("/data/")?.1.split_once(['"', '/'])?.0));
        let old = known.replace(&format!("/{}", dots.unwrap()), &format!("/{own}"));
        assert!(old.contains("CANARY"), "{old}");
        sandbox.file("known.json", old);
        let run = sandbox.run(&with);
        assert_eq!(run.code, 0, "one that an older program wrote holds too: {run:?}");
    }
}
