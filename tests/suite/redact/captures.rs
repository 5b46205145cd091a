//! Captures: each form is rewritten as it is, or its bodies alone are copied and that is said; nothing of the original
//! comes through in any layer.

use serde_json::{Value, json};

use super::KEY;
use crate::support::wrapping::{bodies, forms, request};
use crate::support::{Run, Sandbox};

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.file("key", KEY);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(sandbox.path().join("key"), std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    sandbox
}

fn redact(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    sandbox.run(&[&["redact", "--key-file", "key"], arguments].concat())
}

/// A payload with a person whom no sample has.
fn payload() -> String {
    let (_, text) = bodies().into_iter().find(|(id, _)| id == "uppromote/affiliate.approved").unwrap();
    let mut value: Value = serde_json::from_str(&text).unwrap();
    value["email"] = json!("canarina.vogelsang@kelpshop.io");
    value["first_name"] = json!("Canarina");
    value["last_name"] = json!("Vogelsang");
    value["custom_affiliate_link"] = json!("https://kelpshop.io/?ref=canarina");
    value.to_string()
}

#[test]
fn the_path_of_a_request_and_the_names_of_its_query_stay_in_every_form() {
    let body = payload();
    let url = "https://hooks.kelpshop.io/webhooks/affiliate.approved?token=t0kenOfTheKelpShop&to=canarina@kelpshop.io";
    let har = json!({"log": {"version": "1.2", "entries": [{"request": {
        "method": "POST", "url": url, "headers": [],
        "queryString": [{"name": "token", "value": "t0kenOfTheKelpShop"}],
        "postData": {"mimeType": "application/json", "text": body},
    }}]}});
    let headers = json!({"Content-Type": "application/json", "User-Agent": "hook", "Content-Length": "9"});
    let line = json!({"method": "POST", "url": url, "headers": headers, "body": body});
    let shell = format!("curl -X POST --data-raw '{body}' '{url}'");
    for (name, capture) in [("a.har", har.to_string()), ("a.ndjson", line.to_string()), ("a.curl", shell)] {
        let sandbox = sandbox();
        sandbox.file(name, capture);
        let copy = redact(&sandbox, &[name]).stdout;
        assert!(copy.contains("/webhooks/affiliate.approved?token=x"), "{name}: {copy}");
        assert!(!copy.contains("t0kenOf") && !copy.contains("canarina"), "{name}: {copy}");
        let token = copy.split("?token=").nth(1).unwrap().split('&').next().unwrap();
        assert_eq!(name == "a.har", copy.contains(&format!("\"value\":\"{token}\"")), "{name}: {copy}");
        let event = |text: &str| {
            let run = sandbox.run_with(&["detect", "--format", "json"], text.as_bytes());
            let report: Value = serde_json::from_str(&run.stdout).unwrap();
            report["records"][0]["identification"].clone()
        };
        assert_eq!(event(&copy), event(&sandbox.read(name)), "{name}");
        assert_eq!(
            sandbox.run_with(&["redact", "--key-file", "key"], copy.as_bytes()).stdout,
            copy,
            "{name}"
        );
    }
}

#[test]
fn every_form_of_capture_is_copied_without_what_it_held() {
    let body = payload();
    let mut whole = 0;
    for form in forms() {
        let made = (form.make)(&request("uppromote/affiliate.approved", &body));
        let sandbox = sandbox();
        let name = format!("capture.{}", form.ending);
        sandbox.file(&name, &made);
        let run = redact(&sandbox, &[&name, "--output-dir", "out"]);
        assert_eq!(run.code, 0, "{}: {}", form.name, run.stderr);
        let [copy] =
            sandbox.names("out").try_into().unwrap_or_else(|names| panic!("{}: {names:?}", form.name));
        let text = std::fs::read(sandbox.path().join("out").join(&copy)).unwrap();
        let shown = String::from_utf8_lossy(&text);
        for part in ["anarina", "ogelsang", "kelpshop"] {
            assert!(!shown.contains(part), "{}: {part} in\n{shown}", form.name);
        }
        // What was in it is in the copy, with the same verdict.
        let verdict = |name: &str| {
            let run = sandbox.run(&["validate", "--format", "json", name]);
            let report: Value = serde_json::from_str(&run.stdout).unwrap();
            let findings = report["records"][0]["findings"].as_array().map(Vec::len);
            (report["summary"]["read"].clone(), report["summary"]["valid"].clone(), findings)
        };
        let out = format!("out/{copy}");
        assert_eq!(verdict(&out).1, verdict(&name).1, "{}: {}\n{shown}", form.name, run.stderr);
        let bodies = |name: &str| sandbox.run(&["unwrap", name]).stdout;
        assert!(!bodies(&out).contains("anarina"), "{}", form.name);
        assert!(bodies(&out).contains(".example"), "{}: {}", form.name, bodies(&out));
        if run.stderr.contains("bodies alone") {
            continue;
        }
        whole += 1;
        let chain = |name: &str| {
            let run = sandbox.run(&["unwrap", "--format", "json", name]);
            let report: Value = serde_json::from_str(&run.stdout).unwrap();
            report["records"][0]["capture"]["chain"].clone()
        };
        assert_eq!(chain(&out), chain(&name), "{}", form.name);
    }
    assert!(
        whole * 10 >= forms().count() * 8,
        "only {whole} of {} forms are rewritten as they are",
        forms().count()
    );
}

#[test]
fn the_length_that_a_request_says_is_that_of_the_copy() {
    let (sandbox, body) = (sandbox(), payload());
    let http = format!(
        "POST /hooks HTTP/1.1\r\nHost: h.example\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let har = json!({ "log": { "version": "1.2", "creator": { "name": "x", "version": "1" }, "entries": [{
        "startedDateTime": "2026-05-01T10:00:00Z", "time": 1, "request": {
            "method": "POST", "url": "https://h.example/hooks", "httpVersion": "HTTP/1.1", "cookies": [],
            "headers": [{ "name": "Content-Length", "value": body.len().to_string() }], "queryString": [],
            "postData": { "mimeType": "application/json", "text": body }, "headersSize": -1,
            "bodySize": body.len() },
        "response": { "status": 200, "statusText": "OK", "httpVersion": "HTTP/1.1", "cookies": [], "headers": [],
            "content": { "size": 0, "mimeType": "" }, "redirectURL": "", "headersSize": -1, "bodySize": 0 },
        "cache": {}, "timings": { "send": 0, "wait": 0, "receive": 0 } }] } });
    sandbox.file("a.http", http).file("b.har", har.to_string());
    assert_eq!(redact(&sandbox, &["a.http", "b.har", "--output-dir", "out"]).code, 0);
    let copy = sandbox.read("out/a.http");
    let (head, body) = copy.split_once("\r\n\r\n").unwrap();
    assert!(head.contains(&format!("Content-Length: {}", body.len())), "{head}");
    let har: Value = serde_json::from_str(&sandbox.read("out/b.har")).unwrap();
    let request = &har["log"]["entries"][0]["request"];
    let length = request["postData"]["text"].as_str().unwrap().len();
    assert_eq!(request["bodySize"], length);
    assert_eq!(request["headers"][0]["value"], length.to_string());
}

#[test]
fn a_hash_of_the_body_is_that_of_the_copy_or_none() {
    use base64::Engine as _;
    use sha2::Digest as _;
    let (sandbox, body) = (sandbox(), payload());
    let sha =
        |text: &str| base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(text.as_bytes()));
    let record = json!({
        "method": "POST", "url": "https://h.example/hooks", "body": body,
        "headers": { "host": "h.example", "content-digest": format!("sha-256=:{}:", sha(&body)),
            "content-md5": "rL0Y20zC+Fzt72VPzMSk2A==", "x-uppromote-signature": "ab".repeat(32) }
    });
    sandbox.file("a.json", record.to_string());
    assert_eq!(redact(&sandbox, &["a.json", "--output-dir", "out"]).code, 0);
    let copy: Value = serde_json::from_str(&sandbox.read("out/a.json")).unwrap();
    let new = sha(copy["body"].as_str().unwrap());
    assert_eq!(copy["headers"]["content-digest"], format!("sha-256=:{new}:"));
    assert_ne!(copy["headers"]["content-md5"], record["headers"]["content-md5"]);
    assert_ne!(copy["headers"]["x-uppromote-signature"], record["headers"]["x-uppromote-signature"]);
}

#[test]
fn what_is_said_of_a_body_is_written_as_it_was() {
    use sha2::Digest as _;
    let sandbox = sandbox();
    let body = r#"{"email":"jane.doe@kelpshop.io"}"#;
    let hash = |text: &str| base16ct::lower::encode_string(&sha2::Sha256::digest(text));
    let record = |etag: Value| json!({ "etag": etag, "raw": body, "size": body.len() }).to_string();
    let copy = |text: String| {
        sandbox.file("a.txt", text);
        redact(&sandbox, &["a.txt"]).stdout
    };
    let parsed = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_else(|_| panic!("{text}"));
    for number in ["123456789", "-1.5e3", "0", "7"] {
        let etag = parsed(&copy(record(parsed(number))))["etag"].clone();
        assert!(etag.is_number() && etag.to_string().len() >= number.len().min(2), "{number} becomes {etag}");
    }
    assert_ne!(parsed(&copy(record(json!(123_456_789))))["etag"], 123_456_789);
    for (before, behind) in [("W/\"", "\""), ("a\\b\n", "é"), ("", "")] {
        let new = parsed(&copy(record(json!(format!("{before}{}{behind}", hash(body))))));
        let raw = new["raw"].as_str().unwrap();
        assert_eq!(new["etag"], format!("{before}{}{behind}", hash(raw)));
        assert_eq!(new["size"], raw.len());
    }
    // In a text only lines of headers speak of bodies, and none of the documents in it.
    let answer = "{\n  \"etag\": \"abcdef\",\n  \"digest\": {\"bytes\": null}\n}";
    let log = copy(format!("INFO sent {body}\nINFO got {answer}\n"));
    assert!(log.ends_with(&format!("\nINFO got {answer}\n")) && !log.contains("jane"), "{log}");
}

#[test]
fn a_copy_that_is_signed_anew_verifies() {
    let body = payload();
    let mut signed = 0;
    for form in forms() {
        let made = (form.make)(&request("uppromote/affiliate.approved", &body));
        let sandbox = sandbox();
        sandbox.file("capture", &made).file("secret", "not the one that it was signed with");
        let run = redact(&sandbox, &["capture", "--sign", "--secret-file", "secret", "--output-dir", "out"]);
        assert_eq!(run.code, 0, "{}: {}", form.name, run.stderr);
        if !run.stderr.contains("1 signature made anew") {
            continue;
        }
        signed += 1;
        let name = format!("out/{}", sandbox.names("out")[0]);
        let verified = sandbox.run(&["verify", "--secret-file", "secret", &name]);
        let lossy = verified.stdout.contains("cannot-tell");
        assert!(verified.code == 0 || lossy, "{}: {}{}", form.name, verified.stdout, verified.stderr);
    }
    assert!(signed > 40, "only {signed} forms");
}

#[test]
fn personal_data_in_what_is_around_a_body_is_replaced_too() {
    let sandbox = sandbox();
    let record = json!({
        "method": "POST", "url": "https://h.kelpshop.io/hooks?email=canarina%40kelpshop.io&token=abcdef123456",
        "body": payload(), "client": { "ip": "81.2.69.142" },
        "headers": { "host": "h.kelpshop.io", "authorization": "Bearer abcdefabcdef", "cookie": "sid=abcdef; theme=dark",
            "x-forwarded-for": "81.2.69.142" },
        "canarina.vogelsang@kelpshop.io": { "seen": 3 }
    });
    sandbox.file("a.json", record.to_string());
    assert_eq!(redact(&sandbox, &["a.json", "--output-dir", "out"]).code, 0);
    let copy = sandbox.read("out/a.json");
    for part in ["anarina", "ogelsang", "abcdef", "81.2.69.142"] {
        assert!(!copy.contains(part), "{part} in\n{copy}");
    }
    let copy: Value = serde_json::from_str(&copy).unwrap();
    assert_eq!(copy["client"]["ip"], copy["headers"]["x-forwarded-for"]);
    assert!(copy["headers"]["authorization"].as_str().unwrap().starts_with("Bearer x"));
    assert!(copy["headers"]["cookie"].as_str().unwrap().starts_with("sid=x"));
}

#[test]
fn the_length_and_the_hash_of_a_form_are_those_of_its_copy() {
    let sandbox = sandbox();
    let body = "email=jane.doe%40kelpshop.io&first_name=Jane&amount=1.0";
    let message = format!(
        "POST /h HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\
         Content-MD5: Q2hlY2sgSW50ZWdyaXR5IQ==\r\n\r\n{body}",
        body.len()
    );
    sandbox.file("form.http", message);
    let run = redact(&sandbox, &["form.http"]);
    let (head, copy) = run.stdout.split_once("\r\n\r\n").unwrap();
    assert!(copy.starts_with("email=x") && !copy.contains("Jane"), "{copy}");
    assert!(head.contains(&format!("Content-Length: {}\r\n", copy.len())), "{head}");
    assert!(!head.contains("Q2hlY2sg"), "{head}");
}

#[test]
fn the_name_before_an_address_in_a_log_stays() {
    let sandbox = sandbox();
    sandbox.file("a.log", "2026-03-05T09:00:21Z INFO user=jane@kelpshop.io asked from=jo@kelpshop.io\n");
    let run = redact(&sandbox, &["a.log"]);
    assert!(run.stdout.contains("INFO user=x") && run.stdout.contains(" from=x"), "{}", run.stdout);
    assert!(!run.stdout.contains("kelpshop"), "{}", run.stdout);
}
