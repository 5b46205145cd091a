//! What names the event, and which members tell of the delivery: found out, or said.

use serde_json::json;

use super::{files, lines, shop};
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

/// Learns records, which stand in a file each, and gives what was told with the names of the schemas.
fn told(records: &[(String, String)]) -> (String, Vec<String>) {
    let sandbox = Sandbox::new();
    for (name, text) in records {
        sandbox.file(&format!("in/{name}"), text);
    }
    let run = sandbox.run(&["learn", "in", "--provider", "shop", "--output", "shop"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let checked = sandbox.run(&["validate", "in", "--pack", "shop"]);
    assert!(checked.stderr.contains(" 0 invalid, 0 unknown"), "{}{}", checked.stdout, checked.stderr);
    (run.stdout, sandbox.names("shop/events"))
}

/// A body of one of three events, whose name it does not hold.
fn nameless(number: usize) -> serde_json::Value {
    let own = ["order", "person", "stock"][number % 3];
    json!({ "id": number, (own): { "id": number }, (["paid", "born", "left"][number % 3]): 1 })
}

#[test]
fn a_constant_that_only_says_event_does_not_hide_the_name_further_inside() {
    let record = |number: usize| {
        let mut body = nameless(number);
        body["type"] = "event".into();
        body["payload_of"] = json!({ "about": { "kind": (["paid", "born", "left"][number % 3]) } });
        body.to_string()
    };
    let lines: String = (0..60).map(|number| record(number) + "\n").collect();
    let (text, names) = told(&[("a.ndjson".into(), lines)]);
    assert!(text.contains("\n  /payload_of/about/kind: 3 names in 60 of 60"), "{text}");
    assert!(text.contains("\n  not "), "the runner-up is told: {text}");
    assert_eq!(names, ["born.json", "left.json", "paid.json"]);
}

#[test]
fn a_known_place_that_tells_as_much_as_another_comes_first() {
    let record = |number: usize| {
        let name = ["paid", "born", "left"][number % 3];
        let mut body = nameless(number);
        body["object_kind"] = name.into();
        body["more"] = json!({ "inner": { "event": name } });
        body.to_string()
    };
    let lines: String = (0..60).map(|number| record(number) + "\n").collect();
    let (text, _) = told(&[("a.ndjson".into(), lines)]);
    assert!(text.contains("\n  /object_kind: 3 names in 60 of 60"), "{text}");
}

#[test]
fn what_was_done_may_stand_in_what_the_event_is_about() {
    let record = |number: usize| {
        let (kind, action) =
            [("issue", "open"), ("issue", "close"), ("note", "write"), ("push", "")][number % 4];
        let mut about = json!({ "id": number });
        if !action.is_empty() {
            about["action"] = action.into();
            about[format!("{action}_by")] = "x".into();
        }
        json!({ "object_kind": kind, kind: 1, "object_attributes": about }).to_string()
    };
    let lines: String = (0..80).map(|number| record(number) + "\n").collect();
    let (text, names) = told(&[("a.ndjson".into(), lines)]);
    assert!(text.contains("/object_kind with /object_attributes/action: 4 names in 80 of 80"), "{text}");
    assert_eq!(names, ["issue.close.json", "issue.open.json", "note.write.json", "push.json"]);
}

#[test]
fn a_header_of_any_name_and_a_segment_of_the_path_may_name_the_event() {
    let request = |number: usize, path: &str, header: &str| {
        let body = nameless(number);
        (
            format!("{number:02}.http"),
            format!(
                "POST {path} HTTP/1.1\r\nHost: a.example\r\n{header}Content-Type: application/json\r\n\r\n{body}"
            ),
        )
    };
    let word = |number: usize| ["orders-paid", "person-born", "stock-left"][number % 3];
    let by_path: Vec<(String, String)> =
        (0..30).map(|number| request(number, &format!("/hooks/{}?a=b", word(number)), "")).collect();
    let (text, names) = told(&by_path);
    assert!(text.contains("\n  path:2: 3 names in 30 of 30"), "{text}");
    assert_eq!(names, ["orders-paid.json", "person-born.json", "stock-left.json"]);
    let by_header: Vec<(String, String)> = (0..30)
        .map(|number| request(number, "/hooks", &format!("X-Shop-About: {}\r\n", word(number))))
        .collect();
    let (text, _) = told(&by_header);
    assert!(text.contains("\n  header:x-shop-about: 3 names in 30 of 30"), "{text}");
}

#[test]
fn a_segment_of_the_path_can_be_said_to_name_the_event() {
    let sandbox = Sandbox::new();
    for number in 0..6 {
        let event = ["paid", "lost"][number % 2];
        let body = json!({ "id": number });
        let request = format!(
            "POST /hooks/{event} HTTP/1.1\r\nHost: a.example\r\nContent-Type: application/json\r\n\r\n{body}"
        );
        sandbox.file(&format!("{number}.http"), request);
    }
    let run = sandbox.run(&["learn", ".", "--provider", "shop", "--output", "shop", "--by", "path:2"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(sandbox.names("shop/events"), ["lost.json", "paid.json"]);
    assert_eq!(sandbox.run(&["learn", ".", "--provider", "shop", "--by", "path:0"]).code, 2);
}

#[test]
fn by_takes_a_member_of_any_name() {
    for (member, pointer) in
        [("ev=ent", "/ev=ent"), ("ev%3Dent", "/ev%3Dent"), ("e\nv", "/e\nv"), ("~=/", "/~0=~1")]
    {
        let sandbox = Sandbox::new();
        let record = |number: usize| json!({ member: (["made", "gone=1"][number % 2]), "n": number });
        sandbox.file("in.ndjson", lines(&(0..20).map(record).collect::<Vec<_>>()));
        let out = ["--provider", "shop", "--output", "shop"];
        let run = sandbox.run(&[&["learn", "in.ndjson", "--by", pointer], out.as_slice()].concat());
        assert_eq!(run.code, 0, "{member:?}: {}", run.stderr);
        assert_eq!(sandbox.names("shop/events"), ["gone-1.json", "made.json"], "{member:?}");
        let before = files(&sandbox, "shop");
        std::fs::remove_dir_all(sandbox.path().join("shop")).unwrap();
        sandbox.run(&["learn", "in.ndjson", "--by", pointer, "--partial", "part"]);
        assert_eq!(sandbox.run(&[&["merge", "part"], out.as_slice()].concat()).code, 0);
        assert_eq!(files(&sandbox, "shop"), before, "{member:?}");
    }
}
