//! Objects of several shapes at one place: told apart by the member that says what they are.

use serde_json::{Value, json};

use super::{learned, lines};
use crate::support::Sandbox;

/// Deliveries with a list of blocks of three kinds.
fn posts(count: usize) -> Vec<Value> {
    let block = |number: usize| match number % 3 {
        0 => json!({ "type": "text", "text": "a note", "value": "x" }),
        1 => json!({ "type": "image", "url": "https://shop.example/a", "value": { "width": number } }),
        _ => json!({ "type": "vote", "options": ["a"], "value": { "votes": number, "open": true } }),
    };
    let post = |number: usize| {
        let blocks: Vec<Value> = (0..number % 5).map(|more| block(number + more)).collect();
        json!({ "type": "post", "id": number, "blocks": blocks })
    };
    (0..count).map(post).collect()
}

fn branches(schema: &Value) -> Vec<(String, Value)> {
    let branch = |branch: &Value| {
        let tag = branch["if"]["properties"].as_object().unwrap().iter().next().unwrap();
        (format!("{}={}", tag.0, tag.1["const"].as_str().unwrap()), branch["then"].clone())
    };
    schema["allOf"].as_array().into_iter().flatten().map(branch).collect()
}

#[test]
fn items_of_several_shapes_are_told_apart_by_their_tag() {
    let schema = learned(&posts(100))["post"]["properties"]["blocks"]["items"].clone();
    let branches = branches(&schema);
    let names: Vec<&str> = branches.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["type=image", "type=text", "type=vote"]);
    let then = |name: &str| &branches.iter().find(|(own, _)| own == name).unwrap().1;
    assert_eq!(then("type=image")["required"], json!(["url"]));
    assert_eq!(then("type=text")["properties"]["value"]["type"], "string");
    assert_eq!(then("type=vote")["properties"]["value"]["type"], "object");
    assert_eq!(then("type=vote")["properties"]["value"]["required"], json!(["open", "votes"]));
    assert_eq!(schema["required"], json!(["type", "value"]), "what all have is said once");
}

#[test]
fn what_a_tag_asks_for_is_found_missing_and_a_new_tag_is_not_refused() {
    let sandbox = Sandbox::new();
    sandbox.file("in.ndjson", lines(&posts(100)));
    let run = sandbox.run(&["learn", "in.ndjson", "--provider", "forum", "--output", "forum"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = sandbox.run(&["validate", "in.ndjson", "--pack", "forum"]);
    assert!(run.stderr.contains("100 valid, 0 invalid"), "{}{}", run.stdout, run.stderr);
    for (block, said) in [
        (json!({ "type": "image", "value": { "width": 1 } }), "/blocks/0/url is missing"),
        (json!({ "type": "text", "text": "a", "value": { "width": 1 } }), "/blocks/0/value is an object"),
        (
            json!({ "type": "vote", "options": [], "value": { "votes": 1 } }),
            "/blocks/0/value/open is missing",
        ),
    ] {
        sandbox.file("one.json", json!({ "type": "post", "id": 1, "blocks": [block] }).to_string());
        let run = sandbox.run(&["validate", "one.json", "--pack", "forum"]);
        assert!(run.code == 1 && run.stdout.contains(said), "{}", run.stdout);
    }
    let new = json!({ "type": "post", "id": 1, "blocks": [{ "type": "sound", "value": "x" }] });
    sandbox.file("one.json", new.to_string());
    let run = sandbox.run(&["validate", "one.json", "--pack", "forum"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
}

#[test]
fn a_member_that_tells_no_shapes_apart_is_no_tag() {
    let record = |number: usize| {
        let mut to = json!({ "kind": (["home", "work"][number % 2]), "street": "a road" });
        if number.is_multiple_of(3) {
            to["note"] = "a note".into();
        }
        json!({ "type": "a", "id": number, "to": to })
    };
    let schema = learned(&(0..60).map(record).collect::<Vec<_>>());
    assert!(schema["a"]["properties"]["to"].get("allOf").is_none(), "{}", schema["a"]);
}

#[test]
fn the_tag_that_tells_more_is_taken() {
    let record = |number: usize| {
        let mut to = json!({ "type": (["x", "y"][number / 30]), "object": (["card", "bank"][number % 2]) });
        to[["digits", "iban"][number % 2]] = json!("1");
        json!({ "type": "a", "id": number, "to": to })
    };
    let schema = learned(&(0..60).map(record).collect::<Vec<_>>());
    let names: Vec<String> =
        branches(&schema["a"]["properties"]["to"]).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["object=bank", "object=card"]);
}

#[test]
fn words_without_end_and_words_that_are_rare_make_no_branches() {
    let record = |number: usize| {
        let word = char::from(b'a' + u8::try_from(number % 20).unwrap()).to_string();
        json!({ "type": "a", "id": number, "to": { "kind": word, (word.as_str()): 1 } })
    };
    let schema = learned(&(0..200).map(record).collect::<Vec<_>>());
    assert!(schema["a"]["properties"]["to"].get("allOf").is_none(), "more than are told apart");
    let mut records = posts(100);
    records.push(
        json!({ "type": "post", "id": 1, "blocks": [{ "type": "hapax", "value": 1, "unheard": true }] }),
    );
    let schema = learned(&records)["post"]["properties"]["blocks"]["items"].clone();
    assert!(!schema["allOf"].to_string().contains("hapax"), "{schema}");
    assert_eq!(branches(&schema).len(), 3);
}

#[test]
fn comments_in_comments_do_not_multiply_by_their_tags() {
    fn comment(depth: usize, number: usize) -> Value {
        let kind = ["text", "image", "vote"][(depth + number) % 3];
        let replies: Vec<Value> = if depth == 0 { Vec::new() } else { vec![comment(depth - 1, number)] };
        json!({ "type": kind, (kind): 1, "replies": replies })
    }
    let sandbox = Sandbox::new();
    let size = |depth: usize| {
        let record = |number: usize| json!({ "type": "a", "id": number, "top": comment(depth, number) });
        sandbox.file("in.ndjson", lines(&(0..60).map(record).collect::<Vec<_>>()));
        assert_eq!(sandbox.run(&["learn", "in.ndjson", "--partial", "out"]).code, 0);
        sandbox.read("out").len()
    };
    let (ten, twenty, sixty) = (size(5), size(10), size(30));
    assert!(twenty < ten * 5 / 2 && sixty < twenty * 3, "{ten} {twenty} {sixty}");
}
