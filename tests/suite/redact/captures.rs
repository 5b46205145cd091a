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
fn the_length_of_a_form_with_a_payload_in_a_field_is_that_of_its_copy() {
    let sandbox = sandbox();
    let field: String = form_urlencoded::byte_serialize(payload().as_bytes()).collect();
    let body = format!("payload={}&color=green", field.replace('+', "%20"));
    let signature = "t=1779415200,v1=281cc7f7dcbe3c316590daa96d37a56b146986a1ead7ea8100a774e92aaf169a";
    let message = format!(
        "POST /h HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\
         X-Kelp-Signature: {signature}\r\nX-Color: green\r\n\r\n{body}",
        body.len()
    );
    sandbox.file("form.http", message);
    let run = redact(&sandbox, &["form.http"]);
    let (head, copy) = run.stdout.split_once("\r\n\r\n").unwrap();
    assert!(copy.starts_with("payload=%7B") && copy.ends_with("&color=green"), "{copy}");
    assert!(!copy.contains("anarina"), "{copy}");
    assert!(head.contains(&format!("Content-Length: {}\r\n", copy.len())), "{}: {head}", copy.len());
    assert!(head.contains("X-Kelp-Signature: t=1779415200,v1=x") && !head.contains("281cc"), "{head}");
    assert!(head.ends_with("X-Color: green"), "{head}");
}

#[test]
fn the_name_before_an_address_in_a_log_stays() {
    let sandbox = sandbox();
    sandbox.file("a.log", "2026-03-05T09:00:21Z INFO user=jane@kelpshop.io asked from=jo@kelpshop.io\n");
    let run = redact(&sandbox, &["a.log"]);
    assert!(run.stdout.contains("INFO user=x") && run.stdout.contains(" from=x"), "{}", run.stdout);
    assert!(!run.stdout.contains("kelpshop"), "{}", run.stdout);
}

#[test]
fn a_secret_below_its_name_is_not_in_the_copy_of_a_text() {
    let sandbox = sandbox();
    let secret = "s3cr3tOfTheKelpShop";
    let text = format!(
        "shop: kelp\n\
         api_key: |\n  {secret}1\n\n  {secret}2\nregion: north\n\
         list:\n- password: >2-  # folded\n    {secret}3\n     {secret}4\n  color: green\n\
         nested:\n  \"token\": |+\n    {secret}5\n  size: large\n\
         passphrase:\n  {secret}6\nends: here\n"
    );
    for (name, text) in [("a.yaml", text.clone()), ("b.yaml", text.replace('\n', "\r\n"))] {
        sandbox.file(name, &text);
        let run = redact(&sandbox, &[name]);
        let copy = &run.stdout;
        assert!(!copy.contains(secret), "{copy}");
        for kept in ["shop: kelp", "region: north", "color: green", "size: large", "ends: here", "api_key: |"]
        {
            assert!(copy.contains(kept), "{kept}: {copy}");
        }
        let margin = |line: &str| line.len() - line.trim_start().len();
        let value = copy.lines().nth(2).unwrap();
        assert_eq!(margin(value), 2, "{copy}");
        assert!(!sandbox.run(&["inspect", "--full", name]).stdout.contains(secret));
        assert_eq!(redact(&sandbox, &[name, "--output-dir", "out"]).code, run.code);
        assert_eq!(redact(&sandbox, &[&format!("out/{name}")]).stdout, *copy, "a copy stays as it is");
    }
}

#[test]
fn every_field_of_a_form_of_several_parts_is_copied_by_its_name() {
    let sandbox = sandbox();
    let part = |head: &str, value: &str| {
        format!("--BB\r\nContent-Disposition: form-data; {head}\r\n\r\n{value}\r\n")
    };
    let body = [
        part("name=\"password\"", "--hunter2 --is-\r\nlong"),
        part("name=color", "green"),
        part(
            "name=\"client_secret\"; filename=\"a.json\"\r\nContent-Type: application/json",
            "{\"a\": \"hunter2\"}",
        ),
        part("name=\"email\"", "canarina@kelpshop.io"),
        part("name=\"payload\"; filename=\"x.json\"\r\nContent-Type: application/json", &payload()),
        "--BB--\r\n".to_owned(),
    ]
    .concat();
    let message = format!(
        "POST /h HTTP/1.1\r\nHost: h.example\r\nContent-Type: multipart/form-data; boundary=BB\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    sandbox.file("a.http", &message);
    let run = redact(&sandbox, &["a.http", "--output-dir", "out"]);
    assert_eq!((run.code, run.stderr.contains("bodies alone")), (0, false), "{}", run.stderr);
    let copy = sandbox.read("out/a.http");
    for gone in ["hunter2", "long", "anarina", "ogelsang"] {
        assert!(!copy.contains(gone), "{gone}: {copy}");
    }
    assert!(copy.contains("name=color\r\n\r\ngreen\r\n--BB\r\n"), "{copy}");
    assert_eq!(copy.matches("--BB\r\n").count(), 5, "{copy}");
    let (head, body) = copy.split_once("\r\n\r\n").unwrap();
    assert!(head.contains(&format!("Content-Length: {}", body.len())), "{}: {head}", body.len());
    let event = |name: &str| sandbox.run(&["detect", "--format", "line", name]).stdout;
    assert!(event("out/a.http").contains("affiliate.approved"), "{}", event("out/a.http"));
}

#[test]
fn an_authorization_in_a_log_ends_where_the_next_header_or_the_body_begins() {
    let sandbox = sandbox();
    let line = |body: &str| {
        format!("2026-03-05T09:00:21Z POST /h Authorization: Bearer hunter2x cookie: sid=hunter3y{body}\n")
    };
    let body = r#"{"affiliate_id":7,"previous_status":"pending","current_status":"active"}"#;
    for end in [format!(" body={body}"), format!(" {body}"), " x-color: green".to_owned()] {
        sandbox.file("a.log", line(&end));
        let run = redact(&sandbox, &["a.log"]);
        let copy = &run.stdout;
        assert!(!copy.contains("hunter"), "{copy}");
        assert!(copy.contains("Authorization: Bearer x") && copy.contains(" cookie: sid=x"), "{copy}");
        assert!(copy.ends_with(&format!("{end}\n")), "{copy}");
        let shown = sandbox.run(&["inspect", "--no-unwrap", "--full", "a.log"]).stdout;
        assert!(!shown.contains("hunter"), "{shown}");
    }
}

#[test]
fn a_cell_is_what_its_column_is_called_for_the_mask_the_copy_and_the_check() {
    let sandbox = sandbox();
    let table = "id,api_key,color\n1,Zk3v9Qw81LmTz07b,green\n2,\"Yk3v9Qw81LmTz07c\",blue\n";
    sandbox.file("a.csv", table);
    let copy = redact(&sandbox, &["a.csv"]).stdout;
    let shown = sandbox.run(&["inspect", "--full", "a.csv"]).stdout;
    for text in [&copy, &shown] {
        assert!(!text.contains("k3v9Qw"), "{text}");
    }
    assert!(copy.contains(",green\n") && copy.contains(",blue\n"), "{copy}");
    let check = sandbox.run(&["redact", "--check", "a.csv", "--format", "concise"]);
    assert_eq!(check.stdout.matches("high-entropy").count(), 2, "{}", check.stdout);
    sandbox.file("b.csv", copy);
    assert_eq!(sandbox.run(&["redact", "--check", "b.csv"]).code, 0);
}

#[test]
fn what_is_a_secret_as_a_whole_is_replaced_as_a_whole() {
    let sandbox = sandbox();
    sandbox.file("a.txt", "x password={\"a\":\"hunter2\",\"b\":\"green\"} y\n");
    sandbox.file("b.json", "{\"password\": {\"a\":\"hunter2\"},,}");
    sandbox.file("c.json", "{\"magic_link\":\"https://shop.example/l/hunter2Qx7Lw9Zt4/in\"}");
    for name in ["a.txt", "b.json", "c.json"] {
        let copy = redact(&sandbox, &[name]).stdout;
        assert!(!copy.contains("hunter2"), "{copy}");
    }
    assert!(redact(&sandbox, &["c.json"]).stdout.contains("https://shop.example/l/x"));
}
