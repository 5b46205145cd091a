//! What people hold webhooks in: every form gives back what was put in, and nothing is taken for one that is none.

use crate::support::wrapping::{Keeps, SECRET, bodies, forms, name_of, request};
use crate::support::{Numbers, Sandbox, registry, samples};
use base16ct::lower::encode_string as hex;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hookspect::Inspector;
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
fn a_large_log_is_read_in_parts_and_no_line_is_cut_between_them() {
    let bodies = bodies();
    let docker = |log: &str, stream: &str| {
        format!("{}\n", serde_json::json!({ "log": log, "stream": stream, "time": "2026-11-20T10:15:30Z" }))
    };
    let runtime =
        |text: &str, stream: &str, tag: char| format!("2026-11-20T10:15:30.5Z {stream} {tag} {text}\n");
    let (mut docker_log, mut runtime_log, mut plain_log, mut count) =
        (String::new(), String::new(), String::new(), 0);
    while docker_log.len() < 6 << 20 {
        for (_, body) in &bodies {
            let third = (body.len() / 3..body.len()).find(|at| body.is_char_boundary(*at)).unwrap_or(0);
            let (first, second) = body.split_at(third);
            let noise = if count % 3 == 0 { "stderr" } else { "stdout" };
            docker_log += &docker(first, "stdout");
            docker_log += &docker("noise\n", "stderr");
            docker_log += &docker(&format!("{second}\n"), "stdout");
            docker_log += &docker("up\n", noise);
            runtime_log += &runtime(first, "stdout", 'P');
            runtime_log += &runtime("noise", "stderr", 'F');
            runtime_log += &runtime(second, "stdout", 'F');
            plain_log += &format!("INFO got {body}\nINFO done\n");
            count += 1;
        }
    }
    let sandbox = Sandbox::new();
    sandbox.file("docker.log", docker_log).file("runtime.log", runtime_log).file("plain.log", plain_log);
    for name in ["docker.log", "runtime.log", "plain.log"] {
        let run = sandbox.run(&["unwrap", name]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{name}");
        assert_eq!(run.stdout.lines().count(), count, "{name}");
        assert!(
            run.stdout.lines().zip(bodies.iter().cycle()).all(|(line, (_, body))| line == body),
            "{name}"
        );
    }
}

#[test]
fn a_line_with_a_broken_payload_is_told_and_the_others_are_read() {
    let good = bodies().into_iter().find(|(id, _)| id == "uppromote/affiliate.status-changed").unwrap().1;
    let sandbox = Sandbox::new();
    let half = &good[..good.len() / 2];
    sandbox
        .file(
            "app.log",
            format!("up\nINFO got {half}\nINFO got {good}\nINFO {{\"a\"=>1}} {{ b: 'c' }} [1] {{}}\n"),
        )
        .file("first.ndjson", format!("data\": {good}\n{good}\n"));
    let run = sandbox.run(&["validate", "-v", "--format", "concise", "app.log", "first.ndjson"]);
    insta::assert_snapshot!(format!("{}{}", run.stdout, run.stderr));
}

#[test]
fn payloads_of_several_lines_are_found_in_a_log_and_what_belongs_to_others_is_not() {
    let good = bodies().into_iter().find(|(id, _)| id == "uppromote/affiliate.status-changed").unwrap().1;
    let pretty = serde_json::to_string_pretty(&serde_json::from_str::<Value>(&good).unwrap()).unwrap();
    let broken = pretty.replacen(',', " oops", 1);
    let context = r#"{
  "user": {
    "id": 1
  },
  "items": [
    {},
    {
      "a": 2
    }
  ]
}"#;
    let sandbox = Sandbox::new();
    sandbox
        .file("text.log", format!("Received webhook:\n{pretty}\nReceived webhook:\n{pretty}\n"))
        .file("first.log", format!("{pretty}\nReceived webhook: {pretty}\n"))
        .file("others.log", format!("context: {context}\ngot {pretty}\nwhat: {broken}\ngot {pretty}\n"));
    let run = sandbox.run(&["validate", "-v", "--format", "concise", "first.log", "others.log", "text.log"]);
    insta::assert_snapshot!(format!("{}{}", run.stdout, run.stderr));
    let run = sandbox.run(&["unwrap", "-q", "first.log", "others.log", "text.log"]);
    assert_eq!(run.stdout.matches(&pretty).count(), 6, "{}", run.stdout);
}

#[test]
fn an_entry_of_several_lines_is_not_cut_where_a_large_log_is_read_in_parts() {
    let good = bodies().into_iter().find(|(id, _)| id == "uppromote/affiliate.status-changed").unwrap().1;
    let pretty = serde_json::to_string_pretty(&serde_json::from_str::<Value>(&good).unwrap()).unwrap();
    let sandbox = Sandbox::new();
    let count = (6 << 20) / pretty.len();
    sandbox.file("large.log", format!("Received webhook:\n{pretty}\n").repeat(count));
    let run = sandbox.run(&["unwrap", "large.log"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout.matches(&pretty).count(), count);
}

#[test]
fn a_large_log_without_a_payload_says_so() {
    let sandbox = Sandbox::new();
    sandbox.file("large.log", "INFO nothing to see {}\n".repeat(200_000));
    let run = sandbox.run(&["validate", "-v", "--format", "concise", "large.log"]);
    assert_eq!(run.code, 1);
    let said = "large.log:196086:1: error no-request this record is text of 200000 lines, none of which holds a payload\n";
    assert!(run.stdout.ends_with("none of which holds a payload\n"), "{} instead of {said}", run.stdout);
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
fn a_remark_stays_with_the_request_that_it_is_about() {
    let sandbox = Sandbox::new();
    let good = r#"{"affiliate_id":7,"previous_status":"active","current_status":"inactive"}"#;
    let broken = b"\x1f\x8bno gzip".as_slice();
    let lying = b"POST /a HTTP/1.1\nHost: h\nContent-Length: 4\n\n".as_slice();
    sandbox.file("one.http", [lying, broken].concat());
    let run = sandbox.run(&["validate", "-v", "--format", "concise", "one.http"]);
    assert!(
        run.stdout.contains("doubtful-capture") && run.stdout.contains("broken-capture"),
        "{}",
        run.stdout
    );
    sandbox.file(
        "log",
        format!("INFO sent {{\"statusCode\":200,\"headers\":{{}},\"body\":\"ok\"}}\nINFO got {good}\n"),
    );
    let run = sandbox.run(&["validate", "log"]);
    assert_eq!(run.code, 0, "a response in a log is passed over: {}{}", run.stdout, run.stderr);
}

#[test]
fn curl_commands_are_read_as_their_shell_and_curl_itself_read_them() {
    let sandbox = Sandbox::new();
    let sh = |name: &str, text: &str| {
        sandbox.file(name, text);
    };
    sh("01-prompt.sh", "$ curl -X POST http://a/b -d '{\"a\":1}'\n");
    sh("02-comment.sh", "#!/bin/sh\n# a comment\nset -e\n\ncurl -sSX POST -d'{\"a\":2}' http://a/b\n");
    sh("03-cmd.sh", "curl ^\"http://a/b^\" ^\n  -H ^\"x-a: b^\" ^\n  --data-raw ^\"^{^\\^\"a^\\^\":3^}^\"\n");
    sh("04-form.sh", "curl http://a/b -F 'payload={\"a\":4}' -F x=y\n");
    sh("05-encoded.sh", "curl http://a/b --data-urlencode 'payload={\"a\":5}'\n");
    sh("06-query.sh", "curl -G --url-query 'x=1 2' http://a/b -d y=3\n");
    sh("07-head.sh", "curl --head http://a/b\n");
    sh("08-empty.sh", "curl -d '' http://a/b\n");
    sh("09-next.sh", "curl --json '{\"a\":9}' http://a/b --next -d '{\"a\":10}' http://a/c | jq .\n");
    sh(
        "10-here.sh",
        "curl -d @- http://a/b <<EOF\n{\"a\":11}\nEOF\ncurl -u me:pass -d '{\"a\":12}' http://a/d\n",
    );
    sh("11-file.sh", "curl -d @body.json http://a/b\ncurl -F image=@a.png http://a/b\n");
    let run = sandbox.run(&["unwrap", "--format", "ndjson", "*.sh"]);
    let shown: Vec<String> = captures(&run.stdout)
        .iter()
        .map(|one| {
            let (source, headers) = (one["source"].as_str().unwrap(), &one["headers"]);
            format!("{source}: {} {} {headers} {} {}", one["method"], one["url"], one["chain"], one["body"])
        })
        .collect();
    insta::assert_snapshot!(format!("{}\n{}", shown.join("\n"), run.stderr));
}

#[test]
fn curl_joins_pieces_of_json_with_nothing_and_other_data_with_an_ampersand() {
    let curl = |options: &str| {
        let deliveries =
            Inspector::new(registry()).inspect(format!("curl {options} http://h/a\n").as_bytes());
        let [delivery] = deliveries.try_into().unwrap();
        let captured = delivery.request().unwrap();
        let kind = captured.headers.get("content-type").unwrap_or_default().to_owned();
        let kinds =
            captured.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("content-type")).count();
        assert!(kinds < 2, "{options}: {:?}", captured.headers);
        let body = String::from_utf8_lossy(delivery.body()).into_owned();
        (captured.url.as_deref().unwrap().to_owned(), body, kind)
    };
    let sent = |options: &str| curl(options).1;
    assert_eq!(sent(r#"--json '{"a":' --json 1 --json '}'"#), r#"{"a":1}"#);
    assert_eq!(sent(r#"--json='{"a":' --json='"&"}'"#), r#"{"a":"&"}"#);
    assert_eq!(sent("-d a=1 --data b=2 --data-raw c=3 --data-urlencode 'd=4 5'"), "a=1&b=2&c=3&d=4+5");
    assert_eq!(sent("--json a -d b"), "a&b", "what comes says what stands before it");
    assert_eq!(sent("-d a --json b"), "ab");
    assert_eq!(
        curl("-G --json a --json b -d c=1"),
        ("http://h/a?ab&c=1".to_owned(), String::new(), "application/json".to_owned())
    );
    assert_eq!(curl("--json '{}' --json ''").2, "application/json");
    assert_eq!(curl("--json '{}' -H 'content-type: x/y'").2, "x/y");
}

#[test]
fn files_of_requests_are_read_as_editors_write_them_and_no_request_is_dropped() {
    let sandbox = Sandbox::new();
    sandbox
        .file("blanks.http", "POST http://h:1/a\nX-A: 1\n\n{\"a\":1}\n\n###\n\nPOST  http://h:1/b\n\n{\"a\":2}\n\n### three\n\nPOST h:1/c HTTP/1.1\n\n{\"a\":3}\n")
        .file("script.http", "### set\n# @lang lua\n< {%\nrequest.x(\"{}\")\n%}\n@host = h\n# @prompt x\nPOST https://{{host}}/a\n  ?b=1\n  &c=2\nX-A: 1\n\n{\"a\":4}\n\n> {%\nclient.test()\n%}\n\n### only words\n## and remarks\n\n###\nGET /path\nHost: h\n\n###\nPOST http://h/f\n\n< ./body.json\n")
        .file("two.hurl", "# Hurl\nPOST https://h/a\nX-A: 1\n{\"a\":5}\n\nHTTP 200\n\n[Asserts]\njsonpath \"$.a\" == 1\n\nGET https://h/b/{{id}}\n\nHTTP 200\n")
        .file("odd.http", "POST http://h/a\n\n{\"a\":6}\n\n###\nPSOT http://h/b\n\n{\"a\":7}\n\n###\nPOST http://h/c\n\n{\"a\":8}\n")
        .file("plain.log", "GET /path 200 5.1 ms - 2\nPOST /hook 200 1 ms - 2\n");
    let run = sandbox.run(&["unwrap", "--format", "ndjson", "*.h*", "*.log"]);
    let shown: Vec<String> = captures(&run.stdout)
        .iter()
        .map(|one| {
            let (source, headers) = (one["source"].as_str().unwrap(), &one["headers"]);
            format!("{source}: {} {} {headers} {}", one["method"], one["url"], one["body"])
        })
        .collect();
    insta::assert_snapshot!(format!("{}\n{}", shown.join("\n"), run.stderr));
}

#[test]
fn what_tools_leave_out_or_write_otherwise_is_read_all_the_same() {
    let sandbox = Sandbox::new();
    sandbox
        .file("flag.json", r#"{"httpMethod":"POST","path":"/a","headers":{"h":"1"},"body":"plain text","isBase64Encoded":true}"#)
        .file("list.har", r#"{"log":{"entries":[{"request":{"method":"POST","url":"u","headers":[{"name":"a","value":["1","2"]}],"postData":{"params":[{"name":"json","value":"{\"a\":1}"}]}}}]}}"#)
        .file("n8n.json", r#"{"nodes":[],"connections":{},"pinData":{"a":[{"json":{"body":{"b":2},"query":{},"params":{},"headers":{}}}],"mail":[{"json":{"headers":{"subject":"s"},"html":"x"}}]}}"#)
        .file("sns.json", r#"{"Type":"SubscriptionConfirmation","TopicArn":"arn:aws:sns:x","Message":"You have chosen","SubscribeURL":"https://s"}"#)
        .file("url.json", r#"{"info":{"schema":"https://schema.getpostman.com/x"},"item":[{"request":"https://h/a"},{"request":{"url":"u","method":"POST","body":{"mode":"graphql","graphql":{"query":"q"}}}}]}"#);
    let run = sandbox.run(&["unwrap", "--format", "ndjson", "*.*"]);
    let shown: Vec<String> = captures(&run.stdout)
        .iter()
        .map(|one| {
            let (source, headers) = (one["source"].as_str().unwrap(), &one["headers"]);
            format!("{source}: {} {} {headers} {} {}", one["method"], one["url"], one["chain"], one["body"])
        })
        .collect();
    insta::assert_snapshot!(format!("{}\n{}", shown.join("\n"), run.stderr));
}

#[test]
fn a_log_is_judged_by_all_its_lines_and_what_loggers_write_is_passed_over() {
    let good = r#"{"affiliate_id":7,"previous_status":"active","current_status":"inactive"}"#;
    let access = "10.0.0.1 - - [22/Jan/2026:03:57:55 +0330] \"POST /hook HTTP/1.1\" 200 12 \"-\" \"curl\"\n";
    let exception = "[2026-03-05 09:00:22] local.ERROR: no class {\"exception\":\"[object] (Error(code: 0)\n[stacktrace]\n#0 {main}\n\"}\n";
    let entry = |more: &str| format!("{{\"level\":\"info\",\"ts\":1.5,\"msg\":\"a\"{more}}}");
    let sandbox = Sandbox::new();
    sandbox
        .file("access.log", format!("{}{good}\n", access.repeat(500)))
        .file(
            "apache.log",
            "[Sun Dec 04 04:47:44 2005] [notice] init ok\n[Sun Dec 04 04:47:45 2005] [error] child\n",
        )
        .file("compose.log", format!("caddy  | {}\napp  | {}\n", entry(""), entry("")))
        .file("haproxy.log", "Feb 25 h[7]: in~ 200 {Mozilla/5.0 (X)} {} \"GET / HTTP/1.1\"\n{}\n")
        .file(
            "laravel.log",
            format!("{exception}[2026-03-05 09:00:21] local.INFO: got {good} []\n{exception}"),
        )
        .file("nested.log", format!("up\n{}\n", entry(&format!(",\"payload\":{good}"))))
        .file("cassette.yaml", "interactions:\n- request:\n    body: '{\"a\": 1}'\n    method: POST\n");
    let run = sandbox.run(&["validate", "-v", "--format", "concise", "*.log", "*.yaml"]);
    insta::assert_snapshot!(format!("{}{}", run.stdout, run.stderr));
    let run = sandbox.run(&["unwrap", "-q", "access.log", "laravel.log", "nested.log"]);
    assert_eq!(run.stdout, format!("{good}\n{good}\n{good}\n"));
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

#[test]
fn bodies_of_hurl_are_read_in_each_of_its_notations() {
    let body = r#"{"affiliate_id":7,"previous_status":"active","current_status":"inactive"}"#;
    let head = "POST https://h/x\nX-A: 1\n";
    for (text, chain) in [
        (format!("{head}```\n{body}\n```\n\nHTTP 200\n"), 1),
        (format!("{head}[Query]\nshop: a b\n[Options]\nretry: 3\n```json\n{body}\n```\n"), 1),
        (format!("{head}`{body}`\nHTTP 200\n"), 1),
        (format!("{head}base64,{};\n", BASE64.encode(body)), 1),
        (format!("{head}base64,{};\n\nHTTP 200\n", BASE64.encode(body).replacen('e', "\n e", 2)), 1),
        (format!("{head}```{body}```\nHTTP 200\n"), 1),
        (format!("{head}hex,{};\n", hex(body.as_bytes())), 1),
        (format!("{head}[FormParams]\npayload: {body}\n\nHTTP 200\n[Asserts]\nstatus == 200\n"), 2),
        (format!("{head}# first\n{body}\n\nGET https://h/y\nHTTP *\n"), 1),
    ] {
        let sandbox = Sandbox::new();
        sandbox.file("a.hurl", &text);
        let run = sandbox.run(&["unwrap", "--format", "ndjson", "a.hurl"]);
        let found = captures(&run.stdout);
        let own: Value = serde_json::from_str(body).unwrap();
        assert_eq!(found[0]["body"], own, "{text}{}", run.stderr);
        assert_eq!(found[0]["chain"].as_array().unwrap().len(), chain, "{text}");
        assert_eq!(found[0]["headers"], serde_json::json!([["X-A", "1"]]), "{text}");
        let url = if text.contains("[Query]") { "https://h/x?shop=a+b" } else { "https://h/x" };
        assert_eq!(found[0]["url"], url);
    }
    // A closed body is where a request may end, with an answer after it or without.
    for answer in ["\nHTTP 200\n\n", "\n"] {
        let sandbox = Sandbox::new();
        let notations = [
            format!("```json\n{body}\n```"),
            format!("```\n{body}```"),
            format!("```{body}```"),
            format!("`{body}`"),
            format!("base64,{};", BASE64.encode(body)),
            format!("hex,{};", hex(body.as_bytes())),
        ];
        let text = notations.map(|own| format!("{head}{own}\n{answer}")).concat();
        sandbox.file("a.hurl", &text);
        let run = sandbox.run(&["unwrap", "--format", "ndjson", "a.hurl"]);
        let found: Vec<Value> = captures(&run.stdout).iter().map(|one| one["body"].clone()).collect();
        let own: Value = serde_json::from_str(body).unwrap();
        assert_eq!(found, vec![own; 6], "{text}{}", run.stderr);
    }
    let sandbox = Sandbox::new();
    for (text, what) in [
        (
            format!("{head}file,body.json;\n"),
            "takes its body from a file that is not part of this one: body.json",
        ),
        (format!("{head}base64,!!!;\n"), "has a body that is not base64"),
        (format!("{head}hex,0;\n"), "has a body that is not hexadecimal"),
        (format!("{head}hex,00\n"), "has a body that is never closed by a semicolon"),
        (format!("{head}base64,\n e30\n\nHTTP 200\n"), "has a body that is never closed by a semicolon"),
        (format!("{head}file,body.json\n"), "has a body that is never closed by a semicolon"),
        (format!("{head}`{body}\n"), "has a body that is never closed by a backtick"),
        (format!("{head}```json\n{body}\n"), "has a body that is never closed by three backticks"),
    ] {
        sandbox.file("a.hurl", text);
        let run = sandbox.run(&["unwrap", "a.hurl"]);
        assert!(run.code == 1 && run.stderr.contains(what), "{}", run.stderr);
    }
}
