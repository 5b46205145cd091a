//! What people hold webhooks in: every form gives back what was put in, and nothing is taken for one that is none.

mod commands;
mod logs;

use crate::support::wrapping::{Keeps, SECRET, bodies, forms, name_of, request};
use crate::support::{Numbers, Sandbox, samples};
use base16ct::lower::encode_string as hex;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// The captures of a run of `unwrap --format ndjson`.
fn captures(stdout: &str) -> Vec<Value> {
    let lines = stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line["type"] == "capture").collect()
}

#[test]
fn what_is_put_into_a_form_comes_out_of_it() {
    let bodies = bodies();
    for form in forms() {
        let sandbox = Sandbox::new();
        for (number, (id, body)) in bodies.iter().enumerate() {
            sandbox.file(&name_of(form, number), (form.make)(&request(id, body)));
        }
        let run = sandbox.run(&["unwrap", "--format", "ndjson", "--show-secrets", "*"]);
        assert_eq!(run.code, 0, "{}: {}", form.name, run.stderr);
        let found = captures(&run.stdout);
        assert_eq!(found.len(), bodies.len(), "{}: {}", form.name, run.stderr);
        for (capture, (id, body)) in found.iter().zip(&bodies) {
            let what = format!("{} of {id}: {capture}", form.name);
            let request = request(id, body);
            assert_eq!(capture["chain"], serde_json::json!(form.chain), "{what}");
            let part = matches!(form.keeps, Keeps::Part | Keeps::PartAlone);
            let exact = matches!(form.keeps, Keeps::Everything | Keeps::Headers | Keeps::Bytes);
            let fidelity = match part {
                true => "transcoded",
                false if exact || form.keeps == Keeps::MeaningOfLines => "exact",
                false => "reserialised",
            };
            assert_eq!(capture["fidelity"], fidelity, "{what}");
            if exact || part {
                assert_eq!(capture["body_sha256"], hex(&Sha256::digest(body)), "{what}");
            } else {
                assert_eq!(capture["body"], serde_json::from_str::<Value>(body).unwrap(), "{what}");
            }
            if matches!(form.keeps, Keeps::Everything | Keeps::Headers | Keeps::Meaning) {
                let signature =
                    capture["headers"].as_array().unwrap().iter().find(|header| {
                        header[0].as_str().unwrap().eq_ignore_ascii_case("X-UpPromote-Signature")
                    });
                assert_eq!(signature.unwrap()[1], *request.signature, "{what}");
            }
            if matches!(form.keeps, Keeps::Everything | Keeps::Meaning | Keeps::Part | Keeps::PartMeaning)
                && form.name != "event stream"
            {
                assert!(capture["url"].as_str().unwrap().ends_with(&request.path), "{what}");
                let id_of = |name: &Value| name.as_str().unwrap_or_default().to_owned();
                let named = format!("{}/{}", id_of(&capture["provider"]), id_of(&capture["event"]));
                assert_eq!(named, **id, "the path settles what the body leaves open: {what}");
            }
        }
    }
}

#[test]
fn a_form_that_is_cut_off_gives_findings_and_never_a_bogus_body() {
    let bodies = bodies();
    let (id, body) = bodies.last().unwrap();
    let whole: Value = serde_json::from_str(body).unwrap();
    let mut numbers = Numbers(20_261_121);
    for form in forms() {
        let text = (form.make)(&request(id, body));
        let sandbox = Sandbox::new();
        for number in 0..50 {
            let length = usize::try_from(numbers.next() % text.len() as u64).unwrap();
            sandbox.file(&name_of(form, number), &text[..length]);
        }
        let run = sandbox.run(&["unwrap", "--format", "ndjson", "--show-secrets", "*"]);
        assert!((0..=3).contains(&run.code), "{}: {}", form.name, run.stderr);
        let found = captures(&run.stdout);
        for capture in &found {
            let harmless =
                capture["body"].is_null() || capture["fidelity"] == "truncated" || capture["body"] == whole;
            assert!(harmless, "{}: {capture}", form.name);
        }
        for number in 0..50 {
            let name = name_of(form, number);
            let told = run.stderr.contains(&name)
                || found.iter().any(|capture| capture["source"].as_str().unwrap().ends_with(&name));
            assert!(told, "{}: nothing is said of {name}: {}", form.name, run.stderr);
        }
    }
}

#[test]
fn no_payload_is_taken_for_a_wrapper() {
    let sandbox = Sandbox::new();
    for (number, (_, text)) in samples().into_iter().enumerate() {
        sandbox.file(&format!("{number:03}.json"), text);
    }
    let lookalikes = [
        r#"{"id":1,"title":"hello","body":"{\"not\":\"a webhook\"}","user":{"id":2}}"#,
        r#"{"report":"csv","headers":["a","b"],"body":[[1,2]]}"#,
        r#"{"event":"email.sent","headers":{"subject":"Hi","from":"a@example.com"},"body":"<p>"}"#,
        r#"{"event":"export.done","data":[{"id":1},{"id":2}],"total":2}"#,
        r#"{"type":"slack","payload":{"actions":[]},"schema":"v1"}"#,
        r#"{"log":"x","level":"info"}"#,
        r#"{"message":{"data":"aGk="},"user":"u"}"#,
        r#"{"Records":[{"body":"{}"}]}"#,
        r#"{"detail":{"a":1},"source":"x","time":"2026-11-20T10:15:30Z"}"#,
        r#"{"events":[{"message":"{}"}],"timestamp":1}"#,
        r#"{"data":[{"id":1}],"current_page":1,"per_page":10,"is_last_page":true}"#,
        r#"{"results":[[{"field":"a","value":"{}"}]],"statistics":{},"status":"Complete"}"#,
        r#"{"event_id":"e","platform":"web","request":{"data":{},"headers":{"host":"x"}}}"#,
        r#"{"uri":"/api/requests/http","requests":[{"id":1}]}"#,
        r#"{"DetailType":"a","Source":"b"}"#,
        r#"{"Records":[{"kinesis":{"data":"e30="},"eventSource":"other"}]}"#,
        r#"{"eventSource":"aws:rmq","data":"e30="}"#,
        r#"{"http_interactions":[{"request":{"uri":"u"}}]}"#,
        r#"{"_type":"export","resources":[{"_type":"request","method":"POST","url":"u"}]}"#,
        r#"{"v":1,"requests":[{"endpoint":"e","method":"POST"}]}"#,
        r#"{"interactions":[{"request":{"method":"POST","path":"/"}}],"consumer":{"name":"c"}}"#,
        r#"{"run":{"executions":[{"request":{}}]},"collection":{}}"#,
        r#"{"log":{"entries":[{"request":{"method":"POST"}}]}}"#,
        r#"{"collection":{"info":{"schema":"other"},"item":[]}}"#,
        r#"{"event":{"type":"lead_signup","request":{"method":"POST","headers":{"host":"x","accept":"*/*"},"body":{}}},"data":{}}"#,
    ];
    for (number, text) in lookalikes.iter().enumerate() {
        sandbox.file(&format!("like-{number}.json"), text);
    }
    let run = sandbox.run(&["unwrap", "--format", "ndjson", "--show-secrets", "*"]);
    let found = captures(&run.stdout);
    assert_eq!(found.len(), samples().len() + lookalikes.len());
    for capture in found {
        assert_eq!(capture["chain"], serde_json::json!([]), "{capture}");
    }
}

#[test]
fn responses_traces_and_access_logs_hold_no_request_and_say_what_to_do() {
    let sandbox = Sandbox::new();
    sandbox
        .file("answer.txt", "HTTP/1.1 200 OK\ncontent-type: application/json\n\n{\"ok\":true}")
        .file("trace.txt", "*   Trying 203.0.113.9:443...\n> POST /hook HTTP/1.1\n> Host: h\n>\n} [212 bytes data]\n< HTTP/1.1 200 OK\n")
        .file("access.log", "203.0.113.9 - - [20/Nov/2026:10:15:30 +0000] \"POST /hook HTTP/1.1\" 200 2 \"-\" \"Guzzle\"\n")
        .file("answer.json", r#"{"statusCode":200,"headers":{"host":"x"},"body":"{\"ok\":true}","isBase64Encoded":false}"#)
        .file("attempt.json", r#"{"id":"atmpt_1","msgId":"msg_1","endpointId":"ep_1","response":"{}"}"#)
        .file("rails.log", "I, [2026-11-20T10:15:30 #7]  INFO -- : Parameters: {\"page\"=>26154001}\n");
    let run = sandbox.run(&["unwrap", "*"]);
    assert_eq!((run.stdout.as_str(), run.code), ("", 1));
    insta::assert_snapshot!(run.stderr);
}

#[test]
fn broken_layers_are_named_and_the_rest_is_read() {
    let good = r#"{"payment_id":1,"affiliate_id":2,"status":"SUCCESS","affiliate_email":"a@example.com","total_referrals":1,"total_processed":10,"payment_method":"debit","processed_at":"2026-11-20T10:15:30Z"}"#;
    let push = |data: &str| {
        format!(
            "{{\"message\":{{\"data\":\"{data}\",\"messageId\":\"1\"}},\"subscription\":\"projects/p/subscriptions/s\"}}\n"
        )
    };
    let mut nested = good.to_owned();
    for _ in 0..10 {
        nested = serde_json::to_string(&nested).unwrap();
    }
    let docker = |log: &str| {
        format!("{}\n", serde_json::json!({ "log": log, "stream": "stdout", "time": "2026-11-20T10:15:30Z" }))
    };
    let sandbox = Sandbox::new();
    sandbox
        .file("base64.ndjson", push("not base64!") + &push("eyJhIjoxfQ==") + &push("H4sIAAAAAAAAA6tWSg=="))
        .file("chunks.http", "POST /h HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")
        .file("cut.http", format!("POST /h HTTP/1.1\r\nHost: h\r\nContent-Length: 999\r\n\r\n{good}"))
        .file("deep.json", nested)
        .file("docker.log", docker("up\n") + &docker(good) + "\n")
        .file("lying.http", format!("POST /h HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n{good}"))
        .file("quote.csv", format!("id,payload\n1,\"{}\"\n2,\"{{\"\"a\"\": 1}}\n3,x\n", good.replace('"', "\"\"")))
        .file("rows.csv", format!("id,payload\n1,\"{}\"\n2\n", good.replace('"', "\"\"")))
        .file(
            "both.json",
            r#"{"specversion":"1.0","id":"msg_1","source":"s","type":"t","data":{},"eventType":"a","payload":{}}"#,
        )
        .file("missing.json", r#"{"uuid":"1","token_id":"a","headers":{},"method":"POST","url":"https://webhook.site/a"}"#)
        .file("empty.json", r#"{"version":"2.0","rawPath":"/h","headers":{},"requestContext":{"http":{"method":"POST"}}}"#)
        .file("cut.har", r#"{"log":{"version":"1.2","entries":[{"request":{"method":"POST","url":"/h","headers":[],"postData":{"text":"{\"a\":"#);
    let run = sandbox.run(&["validate", "-v", "--format", "concise", "*"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(
        run.stdout.lines().filter(|line| !line.contains(" absent-field ")).collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn a_gzip_bomb_ends_at_the_limit() {
    use base64::Engine as _;
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&vec![b' '; 8 << 20]).unwrap();
    let data = base64::engine::general_purpose::STANDARD.encode(encoder.finish().unwrap());
    let sandbox = Sandbox::new();
    sandbox.file("bomb.json", format!("{{\"awslogs\":{{\"data\":\"{data}\"}}}}"));
    let run = sandbox.run(&["validate", "--format", "concise", "--max-decompressed", "1000000", "bomb.json"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("(gzip) grows to more than 1000000 bytes"), "{}", run.stdout);
}

#[test]
fn findings_point_into_the_file_where_a_byte_of_it_is_to_blame() {
    let body = r#"{"payment_id":"x","affiliate_id":2,"status":"SUCCESS","affiliate_email":"zo\u00eb@example.com","total_referrals":1,"total_processed":true,"payment_method":"debit","processed_at":"2026-11-20T10:15:30Z"}"#;
    let request = request("uppromote/payment.paid", body);
    let sandbox = Sandbox::new();
    for wanted in [
        "HAR",
        "API Gateway in SNS in SQS",
        "curl command",
        "HTTP message in chunks",
        "docker compose",
        "Pub/Sub push",
        "CSV",
    ] {
        let form = forms().find(|form| form.name == wanted).unwrap();
        sandbox.file(&format!("{}.{}", wanted.replace([' ', '/'], "-"), form.ending), (form.make)(&request));
    }
    let run = sandbox.run(&["validate", "-v", "--format", "concise", "*"]);
    let errors: Vec<&str> = run.stdout.lines().filter(|line| line.contains(" error ")).collect();
    insta::assert_snapshot!(errors.join("\n"));
    let text = sandbox.read("HAR.har");
    let har =
        errors.iter().find(|line| line.contains("HAR.har") && line.contains("/total_processed")).unwrap();
    let place: Vec<usize> = har.split(':').skip(1).take(2).map(|part| part.parse().unwrap()).collect();
    let line = text.lines().nth(place[0] - 1).unwrap();
    assert!(line[place[1] - 1..].starts_with("true,"), "{har}");
}

#[test]
fn headers_and_paths_settle_what_a_body_leaves_open_or_contradict_it() {
    let all = samples();
    let sample = |id: &str| all.iter().find(|(own, _)| own == id).unwrap().1.clone();
    let message =
        |path: &str, header: &str, body: &str| format!("POST {path} HTTP/1.1\nHost: h\n{header}\n\n{body}\n");
    let sandbox = Sandbox::new();
    sandbox
        .file(
            "a.http",
            message(
                "/webhooks/uppromote/affiliate-new?x=1",
                "Accept: */*",
                &sample("uppromote/affiliate.new"),
            ),
        )
        .file("b.http", message("/webhooks", "Accept: */*", &sample("uppromote/affiliate.new")))
        .file(
            "c.http",
            message(
                "/webhooks",
                "X-Event-Type: promoter.created",
                &sample("firstpromoter/commission.created"),
            ),
        )
        .file(
            "d.http",
            message("/hooks/payment-paid", "Accept: */*", &sample("firstpromoter/promoter.created")),
        )
        .file("e.http", message("/hooks", "X-Event-Type: promoter.created", "{\"data\":{}}"));
    let run = sandbox.run(&["detect", "a.http", "b.http", "c.http", "d.http", "e.http"]);
    insta::assert_snapshot!("detect", run.stdout);
    let run = sandbox.run(&["validate", "--format", "concise", "c.http", "d.http"]);
    let lines: Vec<&str> = run.stdout.lines().filter(|line| line.contains("inconsistent")).collect();
    insta::assert_snapshot!("contradictions", lines.join("\n"));
}

#[test]
fn unwrap_prints_bytes_or_everything_it_knows_or_files() {
    let (id, body) = bodies().into_iter().find(|(id, _)| id == "uppromote/affiliate.new").unwrap();
    let one = request(&id, &body);
    let form = |name: &str| forms().find(|form| form.name == name).unwrap();
    let mut sandbox = Sandbox::new();
    sandbox.file("one.json", (form("webhook.site").make)(&one));
    sandbox.file("other.http", (form("HTTP message").make)(&one));
    assert_eq!(sandbox.run(&["unwrap", "one.json"]).stdout, body);
    assert_eq!(sandbox.run(&["unwrap", "one.json", "other.http"]).stdout, format!("{body}\n{body}\n"));
    sandbox.file("authorised.http", "POST /h?token=abc&page=2 HTTP/1.1\nHost: h\nAuthorization: Bearer abc\nCookie: a=b\nX-Id: 1\n\n{\"auth_token\":\"abc\"}\n");
    let run = sandbox.run(&["unwrap", "--format", "json", "authorised.http"]);
    assert!(!run.stdout.contains("abc"), "{}", run.stdout);
    insta::assert_snapshot!("unwrapped", run.stdout);
    insta::assert_snapshot!("chains", sandbox.run(&["unwrap", "-v", "one.json", "authorised.http"]).stderr);
    for _ in 0..2 {
        assert_eq!(sandbox.run(&["unwrap", "--output-dir", "bodies", "one.json"]).code, 0);
    }
    assert_eq!(sandbox.names("bodies"), ["affiliate.new-one-1-2.json", "affiliate.new-one-1.json"]);
    assert_eq!(sandbox.read("bodies/affiliate.new-one-1.json"), body);
    insta::assert_snapshot!(
        "inspected",
        sandbox.run(&["one.json"]).stdout.lines().take(4).collect::<Vec<_>>().join("\n")
    );
    sandbox.variable("HOOKSPECT_SECRET_UPPROMOTE", SECRET);
    insta::assert_snapshot!("verified", {
        let run = sandbox.run(&["verify", "one.json", "authorised.http"]);
        format!("{}{}{}", run.stdout, run.stderr, run.code)
    });
    sandbox.file("body.json", &body);
    let signed = sandbox.run(&["verify", "--sign", "body.json"]).stdout;
    assert_eq!(signed, format!("X-UpPromote-Signature: {}\n", one.signature));
}

#[test]
fn a_form_can_be_insisted_on_or_left_alone() {
    let (id, body) = bodies().into_iter().find(|(id, _)| id == "uppromote/payment.paid").unwrap();
    let form = forms().find(|form| form.name == "HAR").unwrap();
    let sandbox = Sandbox::new();
    sandbox.file("a.har", (form.make)(&request(&id, &body))).file("b.json", "{// a comment\n'a': +1}");
    assert_eq!(sandbox.run(&["unwrap", "--as", "har", "a.har"]).stdout, body);
    let wrong = sandbox.run(&["unwrap", "--as", "ngrok", "a.har"]);
    assert_eq!(wrong.code, 1);
    insta::assert_snapshot!("insisted", wrong.stderr);
    let whole = sandbox.run(&["unwrap", "--no-unwrap", "a.har"]);
    assert_eq!(whole.stdout, sandbox.read("a.har"));
    assert_eq!(sandbox.run(&["unwrap", "b.json"]).code, 1);
    assert_eq!(sandbox.run(&["unwrap", "--as", "json5", "b.json"]).stdout, "{            \n\"a\": 1}");
    assert_eq!(sandbox.run(&["unwrap", "--as", "hra", "a.har"]).code, 2);
}

#[test]
fn a_hundred_thousand_captures_in_one_file_are_all_read() {
    let entry = r#"{"request":{"method":"POST","url":"/h","headers":[],"postData":{"text":"{\"a\":1}"}}}"#;
    let sandbox = Sandbox::new();
    sandbox.file(
        "big.har",
        format!("{{\"log\":{{\"version\":\"1.2\",\"entries\":[{}]}}}}", vec![entry; 100_000].join(",")),
    );
    let run = sandbox.run(&["unwrap", "--quiet", "big.har"]);
    assert_eq!(run.stdout.lines().count(), 100_000);
}

#[test]
fn commas_between_records_and_comments_are_read_and_remarked_on() {
    let sandbox = Sandbox::new();
    sandbox
        .file("commas.json", "{\"a\":1},\n{\"a\":2},\n")
        .file("own.jsonc", "{\n  // why\n  \"a\": 1,\n}\n")
        .file("own.json5", "{a: 1}");
    let run = sandbox.run(&["validate", "-v", "--format", "concise", "*"]);
    let lines: Vec<&str> = run.stdout.lines().filter(|line| line.contains("loose-syntax")).collect();
    insta::assert_snapshot!(lines.join("\n"));
    assert_eq!(sandbox.run(&["unwrap", "-q", "*"]).stdout.matches("\"a\"").count(), 4);
}

#[test]
fn every_command_works_on_the_bodies() {
    let (id, body) = bodies().into_iter().find(|(id, _)| id == "uppromote/affiliate.new").unwrap();
    let form = |name: &str| forms().find(|form| form.name == name).unwrap();
    let sandbox = Sandbox::new();
    sandbox.file("a.json", (form("webhook.site").make)(&request(&id, &body)));
    sandbox.file("b.json", (form("ngrok").make)(&request(&id, &body)));
    let changed = body.replace("Ghent", "Bruges");
    assert_ne!(changed, body);
    sandbox.file("c.har", (form("HAR").make)(&request(&id, &changed)));
    assert_eq!(sandbox.run(&["diff", "a.json", "b.json"]).code, 0);
    let run = sandbox.run(&["diff", "a.json#1", "c.har", "--format", "json-patch"]);
    assert_eq!((run.code, run.stdout.matches("\"op\"").count()), (1, 1), "{}", run.stdout);
    assert!(run.stdout.contains("Bruges"), "{}", run.stdout);
    assert!(sandbox.run(&["diff", "a.json", "c.har", "--no-unwrap"]).stdout.matches('\n').count() > 5);
    let run = sandbox.run(&["normalize", "a.json"]);
    let event: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(
        (&event["kind"], &event["source"]["event_named_by"]),
        (&"affiliate.created".into(), &"path".into())
    );
    let run = sandbox.run(&["validate", "-v", "b.json"]);
    assert!(run.stdout.starts_with("b.json: unwrapped from ngrok > http"), "{}", run.stdout);
}

#[test]
fn a_form_that_is_insisted_on_is_the_only_one_also_for_text() {
    let sandbox = Sandbox::new();
    let body = r#"{"affiliate_id":7,"previous_status":"active","current_status":"inactive"}"#;
    sandbox
        .file("a.http", format!("POST /h HTTP/1.1\nHost: h\n\n{body}\n"))
        .file("lock.http", format!("LOCK /h HTTP/1.1\nHost: h\n\n{body}\n"))
        .file("a.sh", format!("curl -d '{body}' http://h/a\n"))
        .file("a.log", format!("INFO got {body}\nINFO done\n"));
    for (form, name, what) in [
        ("har", "a.http", "is not in the form har: it is an HTTP message (http)"),
        ("curl", "a.http", "is not in the form curl: it is an HTTP message (http)"),
        ("webhook.site", "a.sh", "is not in the form webhook.site: it is a curl command (curl)"),
        ("har", "a.log", "is not in the form har"),
    ] {
        let run = sandbox.run(&["validate", "--as", form, name]);
        assert_eq!(run.code, 1, "{form} {name}: {}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains(what), "{form} {name}: {}", run.stdout);
    }
    for (form, name) in [("http", "a.http"), ("http", "lock.http"), ("curl", "a.sh"), ("log-line", "a.log")] {
        let run = sandbox.run(&["unwrap", "-q", "--as", form, name]);
        assert_eq!(run.stdout.trim_end(), body, "{form} {name}: {}", run.stderr);
    }
    assert_eq!(sandbox.run(&["unwrap", "-q", "lock.http"]).stdout.trim_end(), body);
}
