//! Lists and forms: payloads that are a part of the body that was sent, and signed as a whole.

use crate::support::wrapping::{SECRET, request};
use crate::support::{Sandbox, registry};
use hookspect::{Delivery, Fidelity, Inspector, Secret, Verdict};
use serde_json::{Value, json};

const BODY: &str = r#"{"affiliate_id":7,"previous_status":"active","current_status":"inactive"}"#;

fn texts(text: &str) -> Vec<String> {
    let deliveries = Inspector::new(registry()).inspect(text.as_bytes());
    deliveries.iter().map(|one| String::from_utf8_lossy(one.body()).into_owned()).collect()
}

#[test]
fn a_list_of_payloads_is_split_as_the_body_of_a_capture_as_in_a_bare_file() {
    let second = BODY.replace('7', "8");
    let list = format!("[{BODY}, {second}]");
    let signed = request("uppromote/affiliate.status-changed", &list);
    let held = json!({ "uuid": "1", "token_id": "a", "method": "POST", "content": list, "url": "https://h/a",
        "headers": { "x-uppromote-signature": [signed.signature] }, "created_at": "2026-11-20 10:15:31" });
    let deliveries = Inspector::new(registry()).inspect(held.to_string().as_bytes());
    let bodies: Vec<_> = deliveries.iter().map(Delivery::body).collect();
    assert_eq!(bodies, [BODY.as_bytes(), second.as_bytes()]);
    for delivery in &deliveries {
        assert!(delivery.is_valid());
        let secret = Secret::new(SECRET.as_bytes()).unwrap();
        assert_eq!(delivery.verify(&[secret]).verdict, Verdict::Valid, "the list was signed, not its items");
        let other = Secret::new(b"another").unwrap();
        assert_eq!(delivery.verify(&[other]).verdict, Verdict::Invalid);
    }
    let sandbox = Sandbox::new();
    let wrong = BODY.replace("\"active\"", "1");
    let message = format!("POST /h HTTP/1.1\nHost: h\n\n[{BODY},\n  {wrong}]\n");
    sandbox.file("a.json", held.to_string()).file("b.http", message);
    let report = |arguments: &[&str]| -> Value {
        let run = sandbox.run(arguments);
        serde_json::from_str(&run.stdout).unwrap()
    };
    let captures = report(&["unwrap", "--format", "json", "a.json"]);
    let pointers: Vec<&Value> =
        captures["captures"].as_array().unwrap().iter().map(|one| &one["pointer"]).collect();
    assert_eq!(pointers, ["/0", "/1"]);
    let records = report(&["validate", "--format", "json", "b.http"]);
    let finding = &records["records"][1]["findings"][0];
    assert_eq!((&finding["pointer"], &finding["line"]), (&json!("/previous_status"), &json!(5)), "{finding}");
    assert_eq!(records["records"][1]["capture"]["pointer"], "/1");
    // What is no list of objects stays whole.
    for body in
        ["[]", "[1,2]", "[{},1]", "[[{}]]", r#"[{"op":"test","path":"/a"},{"op":"remove","path":"/a"}]"#]
    {
        let text = format!("POST /h HTTP/1.1\nHost: h\n\n{body}\n");
        assert_eq!(texts(&text)[0].trim_end(), body);
    }
}

#[test]
fn a_part_of_a_form_is_never_called_exact_and_the_form_is_what_was_signed() {
    let encoded = form_urlencoded::Serializer::new(String::new()).append_pair("payload", BODY).finish();
    let part = |name: &str, text: &str| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
    };
    let several = format!("{}{}{}--b--\r\n", part("a", "1"), part("meta", "{\"x\":1}"), part("json", BODY));
    for body in [encoded.as_str(), &several, &format!("payload={}", BODY.replace(',', ", "))] {
        let text = json!({ "headers": { "host": "h", "accept": "*/*" }, "rawBody": body }).to_string();
        let [delivery] = Inspector::new(registry()).inspect(text.as_bytes()).try_into().unwrap();
        assert_eq!(delivery.fidelity(), Fidelity::Transcoded, "{body}");
        assert!(delivery.is_valid(), "{body}");
    }
    // The field is told by its name, or by being the only one.
    assert_eq!(texts("a=1&event=%7B%22x%22%3A1%7D"), [r#"{"x":1}"#]);
    assert_eq!(texts("event=%7B%22x%22%3A1%7D&payload=%7B%22y%22%3A1%7D"), [r#"{"y":1}"#]);
    assert_eq!(texts("event=%7B%22x%22%3A1%7D&other=%7B%22y%22%3A1%7D").len(), 1);
}

#[test]
fn a_form_in_several_parts_that_is_cut_off_or_holds_no_json_is_told() {
    let head = "POST /h HTTP/1.1\nHost: h\n\n";
    let part = |text: &str| format!("--b\nContent-Disposition: form-data; name=\"json\"\n\n{text}");
    let sandbox = Sandbox::new();
    sandbox
        .file("cut.http", format!("{head}{}", part(&BODY[..20])))
        .file("none.http", format!("{head}{}\n--b--\n", part("1")))
        .file("open.http", format!("{head}{}\n", part(BODY)))
        .file("two.http", format!("{head}{}\n{}\n--b--\n", part(BODY), part(BODY)));
    let run = sandbox.run(&["validate", "--format", "concise", "*.http"]);
    insta::assert_snapshot!(format!("{}{}", run.stdout, run.stderr));
    let run = sandbox.run(&["unwrap", "-q", "open.http", "two.http"]);
    assert_eq!(run.stdout.matches(BODY).count(), 3, "{}", run.stdout);
}

#[test]
fn a_body_whose_chunks_a_tool_has_put_together_is_read_as_it_stands() {
    let head = "POST /h HTTP/1.1\nHost: h\nTransfer-Encoding: chunked\n\n";
    let deliveries = Inspector::new(registry()).inspect(format!("{head}{BODY}\n{head}{BODY}\n").as_bytes());
    assert_eq!(deliveries.len(), 2);
    for delivery in &deliveries {
        assert_eq!((delivery.body(), delivery.fidelity()), (BODY.as_bytes(), Fidelity::Transcoded));
        assert!(delivery.findings().any(|finding| finding.message().contains("stands here put together")));
        assert!(delivery.is_valid());
    }
}

#[test]
fn a_list_of_scalars_on_a_line_is_one_record_and_keeps_its_brackets() {
    let sandbox = Sandbox::new();
    sandbox.file("a.ndjson", format!("[1,2]\n{BODY}\n [\"a\", [3]] \n[{BODY},{BODY}]\n[1,{BODY}]\n[1,\n"));
    let run = sandbox.run(&["normalize", "--payload", "compact", "a.ndjson"]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert!(lines.contains(&"[1,2]") && lines.contains(&"[\"a\",[3]]"), "{}", run.stdout);
    let run = sandbox.run(&["validate", "--format", "json", "a.ndjson"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["summary"]["read"], 9, "{}", run.stderr);
}
