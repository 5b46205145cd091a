//! Requests as commands of curl and as files of editors and of Hurl.

use super::captures;
use crate::support::{Sandbox, registry};
use base16ct::lower::encode_string as hex;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hookspect::Inspector;
use serde_json::Value;

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
