//! What names the event, and which members tell of the delivery: found out, or said.

use serde_json::json;

use super::{lines, shop};
use crate::support::Sandbox;

#[test]
fn two_generations_name_their_events_in_two_places() {
    let sandbox = Sandbox::new();
    let record = |number: usize| match number % 4 {
        0 => json!({ "event": { "type": "signed_up", "id": number }, "data": { "person": {} } }),
        1 => json!({ "event": { "type": "left", "id": number }, "data": { "person": {}, "why": "x" } }),
        2 => json!({ "event_type": "person.joined", "event_id": number, "data": { "email": "" } }),
        _ => json!({ "event_type": "person.left", "event_id": number, "data": { "reason": "x" } }),
    };
    sandbox.file("in.ndjson", lines(&(0..40).map(record).collect::<Vec<_>>()));
    let run = sandbox.run(&["learn", "in.ndjson", "--provider", "club", "--output", "club"]);
    assert!(
        run.stdout.contains("/event_type: 2 names") && run.stdout.contains("/event/type: 2 names"),
        "{}",
        run.stdout
    );
    let run = sandbox.run(&["validate", "in.ndjson", "--pack", "club"]);
    assert!(run.stderr.contains("40 valid, 0 invalid, 0 unknown"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn time_id_and_signature_are_found_and_filters_use_them() {
    let sandbox = Sandbox::new();
    sandbox.file("in.ndjson", lines(&shop(60)));
    let run = sandbox.run(&["learn", "in.ndjson", "--provider", "shop", "--output", "shop"]);
    assert!(run.stdout.contains("its time: /created_at\nits id: /id\n"), "{}", run.stdout);
    let run = sandbox.run(&["validate", "in.ndjson", "--pack", "shop", "--since", "2026-03-15"]);
    assert!(run.stderr.contains("left out by filters") || run.stderr.contains("filtered"), "{}", run.stderr);
    assert!(run.stderr.contains(" valid, 0 invalid") && !run.stderr.contains("60 read"), "{}", run.stderr);
    let request =
        "POST /h HTTP/1.1\r\nHost: a.example\r\nX-Shop-Signature: 00\r\n\r\n{\"type\":\"a\",\"id\":1}";
    sandbox.file("a.http", request);
    let run = sandbox.run(&["learn", "a.http", "--provider", "shop"]);
    assert!(run.stdout.contains("its signature: x-shop-signature"), "{}", run.stdout);
}

#[test]
fn by_decides_what_names_the_event_and_what_fits_nothing_is_said() {
    let sandbox = Sandbox::new();
    let mut records = shop(30);
    records.push(json!({ "hello": "world" }));
    sandbox.file("in.ndjson", lines(&records));
    let learn = |by: &[&str]| {
        let _ = std::fs::remove_dir_all(sandbox.path().join("shop"));
        sandbox.run(&[&["learn", "in.ndjson", "--provider", "shop", "--output", "shop"], by].concat())
    };
    let run = learn(&["--by", "/data/status"]);
    assert!(run.stdout.contains("paid") && run.stdout.contains("(no name there)"), "{}", run.stdout);
    let run = learn(&["--by", "/nowhere"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("no payload holds a name at /nowhere"), "{}", run.stderr);
    assert_eq!(learn(&["--by", "nowhere"]).code, 2);
}

#[test]
fn a_header_names_the_event_and_a_member_refines_it() {
    let sandbox = Sandbox::new();
    for (number, (event, action)) in
        [("issues", "opened"), ("issues", "closed"), ("star", "created"), ("star", "deleted"), ("push", "")]
            .iter()
            .cycle()
            .take(20)
            .enumerate()
    {
        let mut body = json!({ "sender": { "id": number }, (*event): { "id": number } });
        if !action.is_empty() {
            body["action"] = (*action).into();
        }
        let request = format!(
            "POST /hooks HTTP/1.1\r\nHost: a.example\r\nX-Forge-Event: {event}\r\nContent-Type: application/json\r\n\r\n{body}"
        );
        sandbox.file(&format!("{number:02}.http"), request);
    }
    let run = sandbox.run(&["learn", ".", "--provider", "forge", "--output", "forge"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("header:x-forge-event with /action: 5 names in 20 of 20"), "{}", run.stdout);
    assert_eq!(
        sandbox.names("forge/events"),
        ["issues.closed.json", "issues.opened.json", "push.json", "star.created.json", "star.deleted.json"]
    );
    let run = sandbox.run(&[
        "validate",
        "--pack",
        "forge",
        "--only",
        "!unreadable",
        "00.http",
        "03.http",
        "04.http",
    ]);
    assert!(run.stderr.contains("3 read: 3 valid"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn events_that_nothing_names_are_told_by_their_members_and_by_what_was_done() {
    let sandbox = Sandbox::new();
    let record = |number: usize| {
        let mut body = json!({ "sender": { "id": number } });
        let subject = ["issue", "issue", "release", "star", "fork", "page", "push"][number % 7];
        let action = ["opened", "closed", "opened", "opened", "opened", "opened", ""][number % 7];
        body[subject] = json!({ "id": number });
        if !action.is_empty() {
            body["action"] = action.into();
        }
        if number.is_multiple_of(3) {
            body["organization"] = json!({ "id": 1 });
        }
        body
    };
    sandbox.file("in.ndjson", lines(&(0..84).map(record).collect::<Vec<_>>()));
    let run = sandbox.run(&["learn", "in.ndjson", "--provider", "forge", "--output", "forge"]);
    assert!(run.stdout.contains("keys with /action: 7 names in 84 of 84"), "{}", run.stdout);
    let names = sandbox.names("forge/events").join(" ");
    assert!(
        names.starts_with("fork.opened.json issue.closed.json issue.opened.json page.opened.json push.json"),
        "{names}"
    );
    let run = sandbox.run(&["validate", "in.ndjson", "--pack", "forge"]);
    assert!(run.stderr.contains("84 valid, 0 invalid, 0 unknown"), "{}{}", run.stdout, run.stderr);
}
