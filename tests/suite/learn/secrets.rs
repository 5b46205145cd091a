//! What opens something is in no pack: not as a known value, an example, or the name of a member.

use serde_json::{Value, json};

use super::merging::partial;
use super::{files, lines};
use crate::support::Sandbox;

/// A token as a known maker makes them, in letters alone, so that it is a word.
fn token(beginning: &str) -> String {
    format!("{beginning}{}", "abcdefghijkl".repeat(3))
}

/// What chance has made, with few digits: a secret only where a name above says so.
const OPAQUE: &str = "aB3dEfG7hIjK9lMn";

/// So many records that hold the same secrets in all places, beside words that are none.
fn keys(count: usize) -> Vec<Value> {
    let record = |number: usize| {
        json!({
            "type": "key.made",
            "state": (["open", "closed"][number % 2]),
            "k": token("ghp_"),
            "link": format!("/keys/{}", token("ghp_")),
            "list": [token("ghp_")],
            "tokens": { token("sk_live_"): 1, "main": number, OPAQUE: 2, "words": { "first": OPAQUE } },
            "named": { token("ghp_"): { "state": "open" }, "main": number },
        })
    };
    (0..count).map(record).collect()
}

fn assert_tells_no_secret(sandbox: &Sandbox) {
    for (name, text) in files(sandbox, "shop") {
        for secret in ["abcdefghijkl", OPAQUE] {
            assert!(!text.contains(secret), "{name}: {text}");
        }
    }
}

const OUT: [&str; 4] = ["--provider", "shop", "--output", "shop"];

#[test]
fn a_secret_is_no_known_value_no_example_and_no_name_of_a_member() {
    let sandbox = Sandbox::new();
    sandbox.file("in.ndjson", lines(&keys(30)));
    for round in 0..2 {
        let run = sandbox.run(&[&["learn", "in.ndjson"], OUT.as_slice()].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(
            !run.stdout.contains("abcdefghijkl") && !run.stdout.contains(OPAQUE),
            "{round} {}",
            run.stdout
        );
        assert_tells_no_secret(&sandbox);
    }
    let schema: Value = serde_json::from_str(&sandbox.read("shop/events/key.made.json")).unwrap();
    let at = |place: &str| schema.pointer(place).unwrap_or(&Value::Null).clone();
    assert_eq!(at("/properties/state/examples"), json!(["closed", "open"]), "{schema:#}");
    assert_eq!(at("/properties/k/type"), "string");
    assert!(
        at("/properties/tokens/properties/main").is_object()
            && at("/properties/named/properties/main").is_object()
    );
    let run = sandbox.run(&["validate", "in.ndjson", "--pack", "shop"]);
    assert!(run.stderr.contains("30 valid, 0 invalid"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn one_secret_among_words_closes_their_place_whoever_saw_it() {
    let record = |number: usize| json!({ "type": "a", "state": (["open", "closed"][number % 2]) });
    let mut records: Vec<Value> = (0..200).map(record).collect();
    records.push(json!({ "type": "a", "state": token("ghp_") }));
    let mut packs = Vec::new();
    for (cut, is_turned) in [(1, false), (100, false), (200, false), (200, true)] {
        let sandbox = Sandbox::new();
        sandbox.file("a.ndjson", lines(&records[..cut])).file("b.ndjson", lines(&records[cut..]));
        for name in ["a.ndjson", "b.ndjson"] {
            assert!(!partial(&sandbox, name).contains("abcdefghijkl"), "{name} {cut}");
        }
        let mut parts = ["a.ndjson.partial", "b.ndjson.partial"];
        if is_turned {
            parts.reverse();
        }
        let run = sandbox.run(&[&["merge"], parts.as_slice(), &OUT].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_tells_no_secret(&sandbox);
        let schema: Value = serde_json::from_str(&sandbox.read("shop/events/a.json")).unwrap();
        assert_eq!(schema.pointer("/properties/state/examples"), None, "{schema:#}");
        packs.push(schema);
    }
    assert_eq!(packs[2], packs[3]);
}

#[test]
fn a_secret_names_no_event() {
    let sandbox = Sandbox::new();
    let record =
        |number: usize| json!({ "type": token("ghp_"), "kind": (["made", "gone"][number % 2]), "n": number });
    sandbox.file("in.ndjson", lines(&(0..30).map(record).collect::<Vec<_>>()));
    let run = sandbox.run(&[&["learn", "in.ndjson"], OUT.as_slice()].concat());
    assert!(run.code == 0 && !run.stdout.contains("abcdefghijkl"), "{run:?}");
    assert_tells_no_secret(&sandbox);
}

#[test]
fn what_stands_below_the_name_of_a_secret_is_in_no_pack_and_no_state() {
    let sandbox = Sandbox::new();
    let record = |number: usize| {
        json!({
            "type": "key.made", "number": number,
            "password": { "value": "swordfish", "strength_level": "weak" },
            "secrets": [{ "old": "halibut", "main": "turbot", "status": "open" }],
        })
    };
    sandbox.file("in.ndjson", lines(&(0..30).map(record).collect::<Vec<_>>()));
    let run = sandbox.run(&[&["learn", "in.ndjson"], OUT.as_slice()].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let state = partial(&sandbox, "in.ndjson");
    let told = files(&sandbox, "shop").into_iter().map(|(_, text)| text).chain([state.clone()]);
    for text in told {
        for secret in ["swordfish", "halibut", "turbot"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }
    assert!(state.contains("\"open\"") && state.contains("\"weak\""), "{state}");
}

#[test]
fn a_secret_that_is_named_beside_it_or_in_its_own_text_is_in_no_partial() {
    for record in [
        json!({ "fields": [{ "name": "password", "value": "swordfish" }, { "name": "color", "value": "green" }] }),
        json!({ "type": "a", "key": "api_key", "value": "swordfish" }),
        json!([{ "name": "password", "value": "swordfish" }]),
        json!({ "headers": [["X-Api-Key", "swordfish"], ["Accept", "all"]] }),
        json!({ "headers": ["X-Api-Key", "swordfish"] }),
        json!({ "said": "password: swordfish" }),
        json!({ "secret": { "list": ["swordfish"] } }),
    ] {
        let sandbox = Sandbox::new();
        sandbox.file("in.ndjson", lines(&vec![record.clone(); 30]));
        let text = partial(&sandbox, "in.ndjson");
        assert!(!text.contains("swordfish"), "{record}: {text}");
    }
    let sandbox = Sandbox::new();
    let record = json!({ "fields": [{ "name": "color", "value": "green" }], "said": "in short: green" });
    sandbox.file("in.ndjson", lines(&vec![record; 30]));
    let text = partial(&sandbox, "in.ndjson");
    assert!(text.contains(r#""green":[30"#) && text.contains("in short: green"), "{text}");
}
