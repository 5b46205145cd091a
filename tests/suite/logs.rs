//! Logs: when, by whom and in which words a payload was logged, and every way in which loggers write one.

use crate::support::{Sandbox, registry, samples};
use hookspect::{Delivery, EventRef, Fidelity, Inspector};
use serde_json::{Value, json};

const BODY: &str = r#"{"affiliate_id":7,"previous_status":"active","current_status":"inactive"}"#;

fn deliveries(text: &str) -> Vec<Delivery<'static>> {
    Inspector::new(registry()).inspect(text.as_bytes())
}

/// The only delivery of a log.
fn one(text: &str) -> Delivery<'static> {
    let found: Result<[Delivery<'_>; 1], _> = deliveries(text).try_into();
    let [delivery] = found.unwrap_or_else(|all| panic!("{} deliveries in {text}", all.len()));
    delivery
}

/// A payload as Python prints it, and as Ruby does.
fn printed(value: &Value, ruby: bool) -> String {
    match value {
        Value::Null => if ruby { "nil" } else { "None" }.to_owned(),
        Value::Bool(true) if !ruby => "True".to_owned(),
        Value::Bool(false) if !ruby => "False".to_owned(),
        Value::String(text) if !ruby => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| printed(item, ruby)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) => {
            let member = |(key, value): (&String, &Value)| {
                let key = printed(&Value::from(key.as_str()), ruby);
                format!("{key}{}{}", if ruby { " => " } else { ": " }, printed(value, ruby))
            };
            let members: Vec<String> = members.iter().map(member).collect();
            format!("{{{}}}", members.join(", "))
        }
        other => other.to_string(),
    }
}

#[test]
fn the_time_of_a_line_and_who_has_logged_it_belong_to_the_request() {
    for (before, time, program) in [
        ("web-1  | 2026-11-20T10:15:30Z INFO got ", Some("2026-11-20T10:15:30Z"), Some("web-1")),
        ("web-1  | ", None, Some("web-1")),
        ("[pod/web-7d4b9c6f5-x2x9z/app] ", None, Some("web-7d4b9c6f5-x2x9z/app")),
        ("web-7d4b9c6f5-x2x9z app ", None, Some("web-7d4b9c6f5-x2x9z/app")),
        ("Nov 20 10:15:30 host web[7]: ", None, Some("web")),
        ("2026-11-20T10:15:30+0000 host web[7]: ", Some("2026-11-20T10:15:30+00:00"), Some("web")),
        ("[2026-11-20 10:15:30] local.INFO: got ", Some("2026-11-20T10:15:30"), None),
        ("[20/Nov/2026:10:15:30 +0100] got ", Some("2026-11-20T10:15:30+01:00"), None),
        ("2026-11-20T10:15:30.5Z stdout F ", Some("2026-11-20T10:15:30.5Z"), None),
        ("ts=1795169730 level=info body=", Some("2026-11-20T10:15:30.000Z"), None),
    ] {
        let delivery = one(&format!("starting\n{before}{BODY}\n"));
        let request = delivery.request().unwrap();
        assert_eq!(request.received_at.as_deref(), time, "{before}");
        assert_eq!(request.logged_by.as_deref(), program, "{before}");
        assert_eq!(delivery.body(), BODY.as_bytes(), "{before}");
    }
    let sandbox = Sandbox::new();
    let line = format!("web-1  | 2026-11-20T10:15:30Z got {BODY}\n");
    let run = sandbox.run_with(&["--format", "line"], line.as_bytes());
    assert!(run.stdout.starts_with("2026-11-20T10:15:30Z "), "{}", run.stdout);
    assert!(run.stdout.ends_with(" web-1\n"), "{}", run.stdout);
    let run = sandbox.run_with(&["unwrap", "--format", "ndjson"], line.as_bytes());
    assert_eq!(
        serde_json::from_str::<Value>(run.stdout.lines().next().unwrap()).unwrap()["logged_by"],
        "web-1"
    );
}

#[test]
fn an_event_that_a_line_names_settles_what_the_body_leaves_open() {
    for (id, body) in samples() {
        let body = serde_json::from_str::<Value>(&body).unwrap().to_string();
        let (_, name) = id.split_once('/').unwrap();
        for line in [
            format!("INFO webhook {name} {body}"),
            format!("INFO POST /hooks/{} body={body} status=200", name.replace(['.', '_'], "-")),
            format!("Received {name}:\n{body}"),
            format!("level=info body={} event={name}", serde_json::to_string(&body).unwrap()),
            json!({ "ts": 1_795_169_730, "level": "info", "msg": name, "x": { "y": body } }).to_string(),
        ] {
            let delivery = one(&format!("starting\n{line}\n"));
            assert_eq!(delivery.event().map(EventRef::id).as_deref(), Some(&*id), "{line}");
        }
    }
}

#[test]
fn payloads_are_read_however_loggers_write_them() {
    for (id, body) in samples() {
        let value: Value = serde_json::from_str(&body).unwrap();
        let body = value.to_string();
        let quoted = serde_json::to_string(&body).unwrap();
        let entry = |name: &str, value: Value| {
            json!({ "time": "2026-11-20T10:15:30Z", "level": 30, "msg": "got", name: value }).to_string()
        };
        for (text, fidelity) in [
            (format!("level=info body={quoted} status=200\n"), Fidelity::Exact),
            (format!("INFO msg=\"got it\" raw=\"it was {}\n", quoted.trim_start_matches('"')), Fidelity::Exact),
            (format!("INFO got {body} from 10.0.0.1 in 3 ms\n"), Fidelity::Exact),
            (format!("INFO got {}\n", printed(&value, false)), Fidelity::Reserialised),
            (format!("INFO Parameters: {}\n", printed(&value, true)), Fidelity::Reserialised),
            (entry("payload", value.clone()), Fidelity::Reserialised),
            (entry("context", json!({ "webhook": value })), Fidelity::Reserialised),
            (entry("context", json!({ "webhook": body })), Fidelity::Exact),
            (format!("started\n{}\n", entry("payload", value.clone())), Fidelity::Reserialised),
            (
                json!({ "__REALTIME_TIMESTAMP": "1795169730500000", "_BOOT_ID": "a", "_SYSTEMD_UNIT": "web.service",
                    "MESSAGE": format!("got {body}") })
                .to_string(),
                Fidelity::Exact,
            ),
            (
                json!({ "podName": "web-0", "containerName": "app", "message": format!("got {body}") }).to_string(),
                Fidelity::Exact,
            ),
        ] {
            let delivery = one(&text);
            let found: Value = serde_json::from_slice(delivery.body()).unwrap();
            assert_eq!(found, value, "{text}");
            assert_eq!(delivery.fidelity(), fidelity, "{text}");
            let provider = delivery.event().map(EventRef::id);
            assert!(provider.is_none_or(|found| found.split('/').next() == id.split('/').next()), "{text}");
        }
    }
}

#[test]
fn what_a_line_names_a_body_is_one_also_of_an_unknown_provider() {
    let (own, text) = (r#"{"order":{"id":1}}"#, r#"{"order": {"id": 1}}"#);
    let quoted = serde_json::to_string(text).unwrap();
    for (log, body) in [
        (format!("level=info body={own} status=200\n"), own),
        (format!("level=info payload={quoted} status=200\n"), text),
        (
            json!({ "ts": 1_795_169_730, "level": "warn", "msg": "m", "payload": { "order": { "id": 1 } } })
                .to_string(),
            own,
        ),
    ] {
        assert_eq!(String::from_utf8_lossy(one(&log).body()), body, "{log}");
    }
}

#[test]
fn several_payloads_in_a_line_are_all_read() {
    let other = BODY.replace('7', "8");
    let found = deliveries(&format!("web | got {BODY}, then {other} {{}}\nweb | done\n"));
    let bodies: Vec<_> = found.iter().map(|one| String::from_utf8_lossy(one.body()).into_owned()).collect();
    assert_eq!(bodies, [BODY.to_owned(), other]);
}

#[test]
fn what_loggers_write_besides_is_passed_over_and_counted() {
    let trace = "Traceback (most recent call last):\n  File \"a.py\", line 7, in hook\n    raise ValueError({'a': 1})\nValueError: {'a': [Object]}\njava.lang.IllegalStateException: {x}\n\tat com.example.Hook.run(Hook.java:7)\n";
    let entry = "{\"ts\":1795169730,\"level\":\"info\",\"msg\":\"a\",\"data\":{\"user\":{\"id\":1}}}\n";
    let sandbox = Sandbox::new();
    sandbox.file("trace.log", format!("{trace}got {BODY}\n{trace}")).file(
        "entries.ndjson",
        format!("{entry}{}\n{entry}", entry.trim_end().replace("{\"user\":{\"id\":1}}", BODY)),
    );
    for (name, passed) in [("trace.log", 12), ("entries.ndjson", 2)] {
        let run = sandbox.run(&["unwrap", "--format", "json", name]);
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(
            (run.code, &report["summary"]["read"], &report["summary"]["passed"]),
            (0, &1.into(), &passed.into()),
            "{name}: {}",
            run.stdout
        );
        assert_eq!(report["captures"][0]["body"], serde_json::from_str::<Value>(BODY).unwrap());
    }
}

#[test]
fn what_only_looks_like_an_entry_of_a_log_is_left_alone() {
    for lookalike in [
        json!({ "level": "gold", "time": "2026-11-20T10:15:30Z", "message": "m", "payload": { "a": 1 } }),
        json!({ "level": "info", "message": "m", "payload": { "a": 1 } }),
        json!({ "level": "info", "time": "noon", "message": "m", "payload": { "a": 1 } }),
        json!({ "level": "info", "time": "2026-11-20T10:15:30Z", "message": { "a": 1 }, "payload": { "a": 1 } }),
        json!({ "__REALTIME_TIMESTAMP": "1", "MESSAGE": "m" }),
        json!({ "podName": "a", "message": "m" }),
    ] {
        let text = lookalike.to_string();
        assert!(one(&text).request().is_none(), "{text}");
    }
}

#[test]
fn a_payload_in_a_line_that_is_cut_at_any_byte_gives_no_bogus_body() {
    let value: Value = serde_json::from_str(BODY).unwrap();
    let nested = json!({ "a": { "affiliate": value } });
    for line in [
        format!("level=info body={}", serde_json::to_string(BODY).unwrap()),
        format!("INFO got {}", printed(&value, false)),
        format!("INFO got {}", printed(&nested, false)),
        format!("INFO got {}", printed(&value, true)),
        json!({ "ts": 1_795_169_730, "level": "info", "msg": "m", "payload": value }).to_string(),
    ] {
        for length in 1..line.len() {
            for delivery in deliveries(&format!("up\n{}\nup\n", &line[..length])) {
                let body = serde_json::from_slice::<Value>(delivery.body()).ok();
                let harmless = delivery.request().is_none() || body.as_ref() == Some(&value);
                assert!(harmless, "{} gives {body:?}", &line[..length]);
            }
        }
    }
}

#[test]
fn a_log_that_begins_with_an_entry_in_json_is_a_log() {
    let entry = "{\"ts\":1795169730,\"level\":\"info\",\"msg\":\"a\"}\n";
    let sandbox = Sandbox::new();
    sandbox.file("a.log", format!("{entry}starting\nlistening\ngot {BODY}\n"));
    let run = sandbox.run(&["unwrap", "a.log"]);
    assert_eq!((run.code, run.stdout.trim_end()), (0, BODY), "{}", run.stderr);
    sandbox.file("b.ndjson", format!("{BODY}\nbroken\n{BODY}\n"));
    assert_eq!(sandbox.run(&["validate", "b.ndjson"]).code, 1, "a line of NDJSON that is broken is told");
}

#[test]
fn a_payload_within_a_record_is_pointed_at_and_read_from_there() {
    let inner: Value = serde_json::from_str(BODY).unwrap();
    let sandbox = Sandbox::new();
    sandbox
        .file("object.json", json!({ "id": 1, "stuff": { "payload": inner } }).to_string())
        .file("text.json", json!({ "id": 1, "stuff": { "payload": BODY } }).to_string())
        .file("bare.json", BODY)
        .file("hook.sh", format!("curl -d '{}' https://h/x\n", json!({ "stuff": { "payload": inner } })))
        .file("app.log", format!("up\ngot {} ok\n", json!({ "stuff": { "payload": inner } })))
        .file("rows.ndjson", format!("{}\n", json!({ "stuff": { "payload": inner } })).repeat(3));
    let run = sandbox.run(&["validate", "object.json", "text.json", "hook.sh"]);
    let near = "what stands at /stuff/payload looks like uppromote/affiliate.status-changed";
    assert_eq!(run.stdout.matches(near).count(), 3, "{}", run.stdout);
    assert_eq!(run.stdout.matches("--at /stuff/payload reads it").count(), 3, "{}", run.stdout);
    let at = ["--at", "/stuff/payload"];
    for (name, count) in
        [("object.json", 1), ("text.json", 1), ("hook.sh", 1), ("app.log", 1), ("rows.ndjson", 3)]
    {
        for command in ["inspect", "detect", "validate", "summary", "normalize", "unwrap"] {
            let run = sandbox.run(&[&[command], &at[..], &[name]].concat());
            assert_eq!(run.code, 0, "{command} {name}: {}{}", run.stdout, run.stderr);
        }
        let run = sandbox.run(&[&["unwrap", "-q"], &at[..], &[name]].concat());
        assert_eq!(run.stdout.lines().collect::<Vec<_>>(), vec![BODY; count], "{name}: {}", run.stderr);
    }
    let run = sandbox.run(&[&["diff"], &at[..], &["object.json", "hook.sh"]].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = sandbox.run(&[&["validate", "--format", "concise"], &at[..], &["bare.json"]].concat());
    assert!(run.stdout.contains("this record has nothing at /stuff/payload"), "{}", run.stdout);
    assert_eq!(run.code, 1);
    for (arguments, what) in [
        (["validate", "--at", "stuff", "bare.json"], "a JSON Pointer begins with /"),
        (["validate", "--at=/a~2", "bare.json", "-q"], "a JSON Pointer begins with /"),
        (["validate", "--at=/a", "--no-unwrap", "bare.json"], "cannot be used with"),
        (["verify", "--at=/a", "--sign", "bare.json"], "--at goes without it"),
    ] {
        let run = sandbox.run(&arguments);
        assert!(run.code == 2 && run.stderr.contains(what), "{arguments:?}: {}", run.stderr);
    }
}
