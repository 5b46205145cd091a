//! Ways to hold a webhook request: each makes the text of a file out of a body, as its tool does.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use super::samples;

/// A request that somebody holds.
pub(crate) struct Request {
    pub body: String,
    pub signature: String,
    pub path: String,
}

/// What a form keeps of the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keeps {
    /// The bytes of the body, the headers and the path.
    Everything,
    /// The bytes of the body and the headers.
    Headers,
    /// The bytes of the body.
    Bytes,
    /// The bytes of a part of the body, with the headers and the path; the whole of it is signed.
    Part,
    /// The same without headers and path.
    PartAlone,
    /// What a part of the body says, with the headers and the path; the whole of it is signed.
    PartMeaning,
    /// What the body says, the headers and the path.
    Meaning,
    /// What the body says.
    MeaningAlone,
    /// What the body says, laid out over lines that are kept as they are.
    MeaningOfLines,
}

/// A form: its name, the wrappers it is made of, what it keeps, how a file of it is called, and how it is made.
pub(crate) struct Form {
    pub name: &'static str,
    pub chain: &'static [&'static str],
    pub keeps: Keeps,
    pub ending: &'static str,
    pub make: fn(&Request) -> Vec<u8>,
}

const HEADER: &str = "X-UpPromote-Signature";

fn headers(request: &Request) -> Value {
    json!({ "host": "hooks.example.com", "user-agent": "GuzzleHttp/7", "content-type": "application/json",
        "content-length": request.body.len().to_string(), HEADER.to_lowercase(): request.signature })
}

fn header_lists(request: &Request) -> Value {
    headers(request).as_object().unwrap().iter().map(|(name, value)| (name.clone(), json!([value]))).collect()
}

fn header_pairs(request: &Request, name: &str) -> Value {
    headers(request)
        .as_object()
        .unwrap()
        .iter()
        .map(|(key, value)| json!({ name: key, "value": value }))
        .collect()
}

fn header_lines(request: &Request, end: &str) -> String {
    let mut lines = String::new();
    for (name, value) in headers(request).as_object().unwrap() {
        lines.extend([name, ": ", value.as_str().unwrap(), end]);
    }
    lines
}

/// Headers in YAML, each with a list of one value.
fn yaml_lists(request: &Request, indent: &str) -> String {
    let mut lines = String::new();
    for (name, value) in headers(request).as_object().unwrap() {
        lines.push_str(&format!("{indent}{name}:\n{indent}- {value}\n"));
    }
    lines
}

/// A text between single quotes of YAML.
fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The same request with another body, signed.
fn resigned(request: &Request, body: String) -> Request {
    Request { signature: signature(&body), body, path: request.path.clone() }
}

fn signature(body: &str) -> String {
    let mut code = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    code.update(body.as_bytes());
    base16ct::lower::encode_string(&code.finalize().into_bytes())
}

fn parsed(request: &Request) -> Value {
    serde_json::from_str(&request.body).unwrap()
}

fn encoded(request: &Request) -> String {
    STANDARD.encode(&request.body)
}

fn message(request: &Request, end: &str) -> String {
    let Request { body, path, .. } = request;
    format!("POST {path} HTTP/1.1{end}{}{end}{body}", header_lines(request, end))
}

/// A file of Hurl with a body in one of its notations, and what is expected of the answer.
fn hurl(request: &Request, body: &str) -> Vec<u8> {
    let Request { path, signature, .. } = request;
    format!("# a delivery\nPOST https://hooks.example.com{path}\nContent-Type: application/json\n{HEADER}: {signature}\n{body}\n\nHTTP 200\n")
        .into_bytes()
}

fn text(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

fn pretty(value: &Value) -> Vec<u8> {
    serde_json::to_string_pretty(value).unwrap().into_bytes()
}

fn gateway(request: &Request) -> Value {
    json!({ "version": "2.0", "routeKey": "$default", "rawPath": request.path, "rawQueryString": "",
        "headers": headers(request), "body": request.body, "isBase64Encoded": false,
        "requestContext": { "http": { "method": "POST", "path": request.path }, "timeEpoch": 1_795_169_730_500_i64 } })
}

fn attributes(request: &Request, value: &str) -> Value {
    json!({ HEADER: { value: request.signature, "DataType": "String" } })
}

fn gzip(text: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// Cuts a line as a container's log driver does.
fn pieces(request: &Request, piece: &dyn Fn(&str, bool) -> String) -> Vec<u8> {
    let middle =
        (request.body.len() / 2..request.body.len()).find(|at| request.body.is_char_boundary(*at)).unwrap();
    let (first, second) = request.body.split_at(middle);
    [piece(first, false), piece(second, true)].concat().into_bytes()
}

/// What the deliveries of these tests are signed with.
pub(crate) const SECRET: &str = "a secret for tests";

/// A delivery of a body, signed, to a path that names its event.
pub(crate) fn request(id: &str, body: &str) -> Request {
    let path = format!("/webhooks/{}", id.replace('.', "-"));
    Request { signature: signature(body), body: body.to_owned(), path }
}

/// The samples as senders write them: on one line, one of them with what is not ASCII and what needs escapes.
pub(crate) fn bodies() -> Vec<(String, String)> {
    let on_one_line = |text: &str| serde_json::from_str::<Value>(text).unwrap().to_string();
    let mut all: Vec<_> = samples().into_iter().map(|(id, text)| (id, on_one_line(&text))).collect();
    let (id, body) = all.iter().find(|(id, _)| id == "uppromote/payment.paid").unwrap().clone();
    let status = "\"status\":\"";
    assert!(body.contains(status));
    all.push((id, body.replacen(status, "\"note\":\"zo\\u00eb \u{1f355} it's \\\"\\\\n\",\"status\":\"", 1)));
    all
}

/// The name of the file of a form.
pub(crate) fn name_of(form: &Form, number: usize) -> String {
    format!("{number:03}.{}", form.ending)
}

pub(crate) const FORMS: &[Form] = &[
    Form {
        name: "bare",
        chain: &[],
        keeps: Keeps::Bytes,
        ending: "json",
        make: |r| r.body.clone().into_bytes(),
    },
    Form {
        name: "bare with a mark and in UTF-16",
        chain: &[],
        keeps: Keeps::Bytes,
        ending: "json",
        make: |r| [0xff, 0xfe].into_iter().chain(r.body.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
    },
    Form {
        name: "gzip",
        chain: &[],
        keeps: Keeps::Bytes,
        ending: "json.gz",
        make: |r| gzip(r.body.as_bytes()),
    },
    Form {
        name: "text in text",
        chain: &["json-string"],
        keeps: Keeps::Bytes,
        ending: "json",
        make: |r| text(&json!(r.body)),
    },
    Form {
        name: "HTTP message",
        chain: &["http"],
        keeps: Keeps::Everything,
        ending: "http",
        make: |r| message(r, "\r\n").into_bytes(),
    },
    Form {
        name: "HTTP message, edited",
        chain: &["http"],
        keeps: Keeps::Everything,
        ending: "txt",
        make: |r| (message(r, "\n") + "\n").into_bytes(),
    },
    Form {
        name: "HTTP message in chunks",
        chain: &["http"],
        keeps: Keeps::Everything,
        ending: "http",
        make: |r| {
            let (first, second) = r.body.split_at(1);
            format!(
                "POST {} HTTP/1.1\r\nHost: h\r\n{HEADER}: {}\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{first}\r\n{:x}\r\n{second}\r\n0\r\n\r\n",
                r.path, r.signature, second.len()
            )
            .into_bytes()
        },
    },
    Form {
        name: "HTTP message with a compressed body",
        chain: &["http", "gzip"],
        keeps: Keeps::Everything,
        ending: "http",
        make: |r| {
            let body = gzip(r.body.as_bytes());
            let head = format!(
                "POST {} HTTP/1.1\r\nHost: h\r\n{HEADER}: {}\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
                r.path,
                r.signature,
                body.len()
            );
            [head.into_bytes(), body].concat()
        },
    },
    Form {
        name: "headers and body",
        chain: &["http-headers"],
        keeps: Keeps::Headers,
        ending: "txt",
        make: |r| format!("{}\n{}\n", header_lines(r, "\n"), r.body).into_bytes(),
    },
    Form {
        name: "curl command",
        chain: &["curl"],
        keeps: Keeps::Everything,
        ending: "sh",
        make: |r| {
            format!(
                "curl -X POST 'https://hooks.example.com{}' \\\n  -H '{HEADER}: {}' \\\n  --data-raw '{}'\n",
                r.path,
                r.signature,
                r.body.replace('\'', "'\\''")
            )
            .into_bytes()
        },
    },
    Form {
        name: "file of requests",
        chain: &["http-file"],
        keeps: Keeps::Everything,
        ending: "http",
        make: |r| {
            format!(
                "### a delivery\n# kept by hand\nPOST https://hooks.example.com{}\nContent-Type: application/json\n{HEADER}: {}\n\n{}\n",
                r.path, r.signature, r.body
            )
            .into_bytes()
        },
    },
    Form {
        name: "coloured line of a log",
        chain: &["log-line"],
        keeps: Keeps::Bytes,
        ending: "log",
        make: |r| format!("\u{1b}[32minfo\u{1b}[39m: got \u{1b}[2m{}\u{1b}[22m\n", r.body).into_bytes(),
    },
    Form {
        name: "CloudWatch Insights",
        chain: &["aws-cloudwatch", "log-line"],
        keeps: Keeps::Bytes,
        ending: "json",
        make: |r| {
            let field = |name: &str, value: &str| json!({ "field": name, "value": value });
            text(
                &json!({ "results": [[field("@timestamp", "2026-11-20 10:15:30"), field("@message", &format!("got {}\n", r.body))]],
                "statistics": {}, "status": "Complete" }),
            )
        },
    },
    Form {
        name: "curl command as browsers copy it",
        chain: &["curl"],
        keeps: Keeps::Everything,
        ending: "sh",
        make: |r| {
            let body = r.body.replace('\\', "\\\\").replace('\'', "\\'").replace("\u{eb}", "\\u00eb");
            format!(
                "curl 'https://hooks.example.com{}' -H '{HEADER}: {}' --data-raw $'{body}' --compressed",
                r.path, r.signature
            )
            .into_bytes()
        },
    },
    Form {
        name: "event stream over several lines",
        chain: &["event-stream"],
        keeps: Keeps::MeaningOfLines,
        ending: "txt",
        make: |r| {
            let pretty = serde_json::to_string_pretty(&parsed(r)).unwrap();
            let lines: String = pretty.lines().map(|line| "data: ".to_owned() + line + "\n").collect();
            format!("id: 7\n{lines}\n").into_bytes()
        },
    },
    Form {
        name: "event stream",
        chain: &["event-stream", "smee"],
        keeps: Keeps::Meaning,
        ending: "txt",
        make: |r| {
            let mut event = headers(r);
            event["body"] = parsed(r);
            event["query"] = json!({});
            event["timestamp"] = json!(1_795_169_730_500_i64);
            format!("event: ready\ndata: {{}}\n\nid: 1\ndata: {event}\n\n").into_bytes()
        },
    },
    Form {
        name: "form",
        chain: &["form"],
        keeps: Keeps::PartAlone,
        ending: "txt",
        make: |r| {
            let mut form = form_urlencoded::Serializer::new("token=1".to_owned() + "&");
            form.append_pair("payload", &r.body);
            form.finish().into_bytes()
        },
    },
    Form {
        name: "CSV",
        chain: &["csv"],
        keeps: Keeps::Everything,
        ending: "csv",
        make: |r| {
            let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
            format!(
                "id,url,headers,payload\n7,{},{},{}\n",
                r.path,
                cell(&headers(r).to_string()),
                cell(&r.body)
            )
            .into_bytes()
        },
    },
    Form {
        name: "database dump",
        chain: &["tsv"],
        keeps: Keeps::Bytes,
        ending: "tsv",
        make: |r| format!("7\tname\t{}\t2026-11-20\n", r.body.replace('\\', "\\\\")).into_bytes(),
    },
    Form {
        name: "line of a log",
        chain: &["log-line"],
        keeps: Keeps::Bytes,
        ending: "log",
        make: |r| {
            format!("[2026-11-20 10:15:30] local.INFO: Webhook {} []\nPOST /hook 200\n", r.body).into_bytes()
        },
    },
    Form {
        name: "docker compose",
        chain: &["log-line"],
        keeps: Keeps::Bytes,
        ending: "log",
        make: |r| format!("web-1  | up\nweb-1  | {}\n", r.body).into_bytes(),
    },
    Form {
        name: "docker",
        chain: &["docker", "log-line"],
        keeps: Keeps::Bytes,
        ending: "log",
        make: |r| {
            let line =
                |log: String| json!({ "log": log, "stream": "stdout", "time": "2026-11-20T10:15:30Z" });
            format!("{}\n{}\n", line("up\n".to_owned()), line(format!("{}\n", r.body))).into_bytes()
        },
    },
    Form {
        name: "docker in pieces",
        chain: &["docker", "log-line"],
        keeps: Keeps::Bytes,
        ending: "log",
        make: |r| {
            pieces(r, &|piece, last| {
                let log = format!("{piece}{}", if last { "\n" } else { "" });
                format!("{}\n", json!({ "log": log, "stream": "stdout", "time": "2026-11-20T10:15:30Z" }))
            })
        },
    },
    Form {
        name: "container runtime in pieces",
        chain: &["log-line"],
        keeps: Keeps::Bytes,
        ending: "log",
        make: |r| {
            pieces(r, &|piece, last| {
                format!("2026-11-20T10:15:30.5Z stdout {} {piece}\n", if last { "F" } else { "P" })
            })
        },
    },
    Form {
        name: "webhook.site",
        chain: &["webhook.site"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            pretty(
                &json!({ "uuid": "1111", "type": "web", "token_id": "aaaa", "method": "POST", "content": r.body,
                "headers": header_lists(r), "url": format!("https://webhook.site/aaaa{}", r.path),
                "created_at": "2026-11-20 10:15:31" }),
            )
        },
    },
    Form {
        name: "webhook.site, a list",
        chain: &["webhook.site", "webhook.site"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(&json!({ "data": [{ "uuid": "1111", "type": "web", "token_id": "aaaa", "method": "POST",
                "content": r.body, "headers": header_lists(r), "url": r.path, "created_at": "2026-11-20 10:15:31" }],
                "total": 1, "per_page": 50, "current_page": 1, "is_last_page": true }))
        },
    },
    Form {
        name: "ngrok",
        chain: &["ngrok", "http"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(&json!({ "uri": "/api/requests/http/airt_1", "id": "airt_1", "tunnel_name": "command_line",
                "remote_addr": "203.0.113.9", "start": "2026-11-20T10:15:30Z", "request": { "method": "POST",
                "headers": header_lists(r), "uri": r.path, "raw": STANDARD.encode(message(r, "\r\n")) }, "response": null }))
        },
    },
    Form {
        name: "hookdeck",
        chain: &["hookdeck"],
        keeps: Keeps::Meaning,
        ending: "json",
        make: |r| {
            text(
                &json!({ "id": "evt_1", "webhook_id": "web_1", "destination_id": "des_1", "data": { "method": "POST",
                "url": r.path, "headers": headers(r), "body": parsed(r) }, "created_at": "2026-11-20T10:15:31Z" }),
            )
        },
    },
    Form {
        name: "svix message",
        chain: &["svix-message"],
        keeps: Keeps::MeaningAlone,
        ending: "json",
        make: |r| {
            text(
                &json!({ "id": "msg_1", "eventType": "a.b", "payload": parsed(r), "timestamp": "2026-11-20T10:15:30Z" }),
            )
        },
    },
    Form {
        name: "svix play",
        chain: &["svix-play"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            let url = format!("/api/v1/in/tok{}", r.path);
            text(
                &json!({ "iterator": "x", "data": [{ "id": "1", "url": url, "method": "POST", "headers": headers(r),
                "body": r.body, "created_at": "2026-11-20T10:15:30Z" }] }),
            )
        },
    },
    Form {
        name: "svix relay",
        chain: &["svix-relay"],
        keeps: Keeps::Headers,
        ending: "json",
        make: |r| {
            text(
                &json!({ "type": "event", "version": 1, "data": { "id": "e", "method": "POST", "headers": headers(r),
                "body": encoded(r) } }),
            )
        },
    },
    Form {
        name: "pipedream",
        chain: &["pipedream"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(
                &json!({ "method": "POST", "path": r.path, "url": r.path, "headers": headers(r), "bodyRaw": r.body,
                "body": parsed(r), "inferred_body_type": "JSON" }),
            )
        },
    },
    Form {
        name: "beeceptor",
        chain: &["beeceptor"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(&json!({ "data": [{ "id": "b", "timeTaken": 4, "method": "POST", "path": r.path,
                "req": { "b": r.body, "h": headers(r) }, "res": { "b": "ok", "h": {} } }] }))
        },
    },
    Form {
        name: "beeceptor, verbose",
        chain: &["beeceptor"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(
                &json!({ "id": "b", "timeTaken": 4, "method": "POST", "path": r.path, "request": { "body": r.body,
                "headers": headers(r), "httpVersion": "HTTP/1.1", "isMultipart": false }, "response": {} }),
            )
        },
    },
    Form {
        name: "webhook-tester",
        chain: &["webhook-tester"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(&json!([{ "uuid": "9b", "client_address": "203.0.113.9", "method": "POST", "url": r.path,
                "request_payload_base64": encoded(r), "headers": header_pairs(r, "name"),
                "captured_at_unix_milli": 1_795_169_730_500_i64 }]))
        },
    },
    Form {
        name: "requestbin",
        chain: &["requestbin"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(&json!({ "id": "r", "time": 1_795_169_730.5, "remote_addr": "203.0.113.9", "method": "POST",
                "headers": headers(r), "query_string": {}, "raw": r.body, "form_data": [], "path": r.path }))
        },
    },
    Form {
        name: "wiremock",
        chain: &["wiremock", "wiremock"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(
                &json!({ "requests": [{ "id": "w", "request": { "url": r.path, "method": "POST", "headers": headers(r),
                "bodyAsBase64": encoded(r), "body": r.body, "loggedDate": 1_795_169_730_500_i64 } }], "meta": {} }),
            )
        },
    },
    Form {
        name: "convoy",
        chain: &["convoy"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(&json!({ "uid": "01J", "event_type": "a.b", "project_id": "p", "headers": header_lists(r),
                "url_path": r.path, "data": parsed(r), "raw": r.body }))
        },
    },
    Form {
        name: "httpbin",
        chain: &["httpbin"],
        keeps: Keeps::Headers,
        ending: "json",
        make: |r| {
            text(&json!({ "args": {}, "data": r.body, "files": {}, "form": {}, "headers": headers(r),
                "json": parsed(r), "method": "POST", "url": "https://httpbin.example/anything" }))
        },
    },
    Form {
        name: "n8n",
        chain: &["n8n"],
        keeps: Keeps::MeaningAlone,
        ending: "json",
        make: |r| {
            text(&json!([{ "headers": headers(r), "params": {}, "query": {}, "body": parsed(r),
                "webhookUrl": "https://n8n.example.com/webhook/x", "executionMode": "production" }]))
        },
    },
    Form {
        name: "n8n with the raw body",
        chain: &["n8n"],
        keeps: Keeps::Headers,
        ending: "json",
        make: |r| {
            text(&json!([{ "json": { "headers": headers(r), "params": {}, "query": {}, "body": {},
                "webhookUrl": "https://n8n.example.com/webhook/x" }, "binary": { "data": { "data": encoded(r) } } }]))
        },
    },
    Form {
        name: "n8n workflow",
        chain: &["n8n"],
        keeps: Keeps::MeaningAlone,
        ending: "json",
        make: |r| {
            let item = json!({ "headers": headers(r), "params": {}, "query": {}, "body": parsed(r), "executionMode": "test" });
            text(&json!({ "nodes": [], "connections": {}, "pinData": { "Webhook": [item] } }))
        },
    },
    Form {
        name: "telescope",
        chain: &["laravel-telescope"],
        keeps: Keeps::Meaning,
        ending: "json",
        make: |r| {
            text(&json!({ "id": "u", "type": "request", "content": { "uri": r.path, "method": "POST",
                "controller_action": "Hooks@store", "headers": headers(r), "payload": parsed(r) } }))
        },
    },
    Form {
        name: "webhook_calls",
        chain: &["webhook-calls"],
        keeps: Keeps::Meaning,
        ending: "json",
        make: |r| {
            text(
                &json!({ "id": 7, "name": "default", "url": r.path, "headers": header_lists(r), "payload": parsed(r),
                "exception": null, "created_at": "2026-11-20 10:15:30" }),
            )
        },
    },
    Form {
        name: "sentry",
        chain: &["sentry"],
        keeps: Keeps::Meaning,
        ending: "json",
        make: |r| {
            let pairs: Vec<Value> =
                headers(r).as_object().unwrap().iter().map(|(name, value)| json!([name, value])).collect();
            text(
                &json!({ "event_id": "fc6d8c0c43fc4630ad850ee518f1b9d0", "platform": "php", "request": { "url": r.path,
                "method": "POST", "data": parsed(r), "headers": pairs } }),
            )
        },
    },
    Form {
        name: "delivery log",
        chain: &["delivery-log"],
        keeps: Keeps::Meaning,
        ending: "json",
        make: |r| {
            text(&json!({ "id": 1, "guid": "g", "delivered_at": "2026-11-20T10:15:30Z", "url": r.path,
                "request": { "headers": headers(r), "payload": parsed(r) } }))
        },
    },
    Form {
        name: "own envelope, parsed",
        chain: &["envelope"],
        keeps: Keeps::Meaning,
        ending: "json",
        make: |r| text(&json!({ "method": "POST", "url": r.path, "headers": headers(r), "body": parsed(r) })),
    },
    Form {
        name: "own envelope, raw",
        chain: &["envelope"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(&json!({ "path": r.path, "headers": headers(r), "rawBody": r.body, "body": parsed(r) }))
        },
    },
    Form {
        name: "request log",
        chain: &["envelope"],
        keeps: Keeps::Meaning,
        ending: "ndjson",
        make: |r| {
            text(
                &json!({ "level": 30, "time": 1_795_169_730_500_i64, "req": { "method": "POST", "url": r.path,
                "headers": headers(r), "body": parsed(r) }, "res": { "statusCode": 200 } }),
            )
        },
    },
    Form {
        name: "API Gateway, REST",
        chain: &["aws-apigw-v1"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(&json!({ "resource": "/", "path": r.path, "httpMethod": "POST", "headers": headers(r),
                "multiValueHeaders": header_lists(r), "requestContext": { "requestTimeEpoch": 1_795_169_730_500_i64 },
                "body": encoded(r), "isBase64Encoded": true }))
        },
    },
    Form {
        name: "API Gateway, HTTP",
        chain: &["aws-apigw-v2"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| pretty(&gateway(r)),
    },
    Form {
        name: "SQS",
        chain: &["aws-sqs"],
        keeps: Keeps::Headers,
        ending: "json",
        make: |r| {
            text(&json!({ "Records": [{ "messageId": "m", "receiptHandle": "rh", "body": r.body,
                "messageAttributes": attributes(r, "stringValue"), "eventSource": "aws:sqs" }] }))
        },
    },
    Form {
        name: "SQS, received",
        chain: &["aws-sqs"],
        keeps: Keeps::Headers,
        ending: "json",
        make: |r| {
            text(&json!({ "Messages": [{ "MessageId": "m", "ReceiptHandle": "rh", "Body": r.body,
                "MessageAttributes": attributes(r, "StringValue") }] }))
        },
    },
    Form {
        name: "API Gateway in SNS in SQS",
        chain: &["aws-sqs", "aws-sns", "aws-apigw-v2"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            let sns = json!({ "Type": "Notification", "MessageId": "m", "TopicArn": "arn:aws:sns:x", "Message": gateway(r).to_string() });
            text(
                &json!({ "Records": [{ "messageId": "m", "receiptHandle": "rh", "body": sns.to_string(), "eventSource": "aws:sqs" }] }),
            )
        },
    },
    Form {
        name: "SNS for a function",
        chain: &["aws-sns"],
        keeps: Keeps::Headers,
        ending: "json",
        make: |r| {
            text(
                &json!({ "Records": [{ "EventSource": "aws:sns", "EventVersion": "1.0", "Sns": { "Type": "Notification",
                "Message": r.body, "MessageAttributes": attributes(r, "Value") } }] }),
            )
        },
    },
    Form {
        name: "EventBridge",
        chain: &["aws-eventbridge"],
        keeps: Keeps::MeaningAlone,
        ending: "json",
        make: |r| {
            text(
                &json!({ "version": "0", "id": "1", "detail-type": "a", "source": "com.example", "account": "1",
                "time": "2026-11-20T10:15:30Z", "region": "us-east-1", "resources": [], "detail": parsed(r) }),
            )
        },
    },
    Form {
        name: "CloudWatch",
        chain: &["aws-cloudwatch", "log-line", "aws-apigw-v2"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            let line = format!("2026-11-20T10:15:30.500Z\tr\tINFO\t{}", gateway(r));
            text(
                &json!({ "events": [{ "timestamp": 1, "message": "START RequestId: r" }, { "timestamp": 2, "message": line }],
                "nextForwardToken": "f/1" }),
            )
        },
    },
    Form {
        name: "CloudWatch subscription",
        chain: &["aws-awslogs", "gzip", "aws-awslogs", "log-line"],
        keeps: Keeps::Bytes,
        ending: "json",
        make: |r| {
            let logs = json!({ "messageType": "DATA_MESSAGE", "logGroup": "g", "logStream": "s", "logEvents": [
                { "id": "1", "timestamp": 1, "message": format!("body {}", r.body) }] });
            text(&json!({ "awslogs": { "data": STANDARD.encode(gzip(logs.to_string().as_bytes())) } }))
        },
    },
    Form {
        name: "Pub/Sub push",
        chain: &["gcp-pubsub"],
        keeps: Keeps::Headers,
        ending: "json",
        make: |r| {
            text(
                &json!({ "message": { "data": encoded(r), "attributes": { HEADER: r.signature }, "messageId": "1" },
                "subscription": "projects/p/subscriptions/s" }),
            )
        },
    },
    Form {
        name: "Google Cloud log",
        chain: &["gcp-log", "envelope"],
        keeps: Keeps::Headers,
        ending: "json",
        make: |r| {
            text(
                &json!([{ "insertId": "i", "logName": "projects/p/logs/l", "jsonPayload": { "headers": headers(r), "rawBody": r.body } }]),
            )
        },
    },
    Form {
        name: "Event Grid",
        chain: &["azure-event-grid"],
        keeps: Keeps::MeaningAlone,
        ending: "json",
        make: |r| {
            text(&json!([{ "id": "1", "subject": "s", "eventType": "a", "eventTime": "2026-11-20T10:15:30Z",
                "data": parsed(r), "dataVersion": "1.0" }]))
        },
    },
    Form {
        name: "CloudEvents",
        chain: &["cloudevents"],
        keeps: Keeps::Bytes,
        ending: "json",
        make: |r| {
            text(
                &json!({ "specversion": "1.0", "id": "1", "source": "/s", "type": "a", "data_base64": encoded(r) }),
            )
        },
    },
    Form {
        name: "Vercel log drain",
        chain: &["vercel", "log-line"],
        keeps: Keeps::Bytes,
        ending: "json",
        make: |r| {
            text(&json!([{ "id": "1", "deploymentId": "dpl_x", "source": "lambda", "projectId": "p",
                "message": format!("got {}", r.body), "timestamp": 1_795_169_730_500_i64 }]))
        },
    },
    Form {
        name: "Datadog",
        chain: &["datadog", "log-line"],
        keeps: Keeps::Bytes,
        ending: "json",
        make: |r| {
            text(
                &json!({ "data": [{ "id": "A", "type": "log", "attributes": { "service": "s", "message": format!("body={}", r.body),
                "timestamp": "2026-11-20T10:15:30Z" } }] }),
            )
        },
    },
    Form {
        name: "Cloudflare tail",
        chain: &["cloudflare-tail", "log-line"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(&json!({ "outcome": "ok", "logs": [{ "message": ["body", r.body], "level": "log" }],
                "eventTimestamp": 1_795_169_730_500_i64,
                "event": { "request": { "url": r.path, "method": "POST", "headers": headers(r) } } }))
        },
    },
    Form {
        name: "Debezium",
        chain: &["kafka-connect", "debezium"],
        keeps: Keeps::Headers,
        ending: "json",
        make: |r| {
            text(&json!({ "schema": { "type": "struct" }, "payload": { "before": null, "after": { "id": 7,
                "headers": headers(r).to_string(), "payload": r.body }, "source": { "connector": "postgresql" }, "op": "c" } }))
        },
    },
    Form {
        name: "Kafka for a function",
        chain: &["aws-msk"],
        keeps: Keeps::Headers,
        ending: "json",
        make: |r| {
            text(
                &json!({ "eventSource": "aws:kafka", "eventSourceArn": "arn:aws:kafka:x", "records": { "t-0": [
                { "topic": "t", "partition": 0, "offset": 1, "value": encoded(r), "headers": [{ HEADER: r.signature.as_bytes() }] }] } }),
            )
        },
    },
    Form {
        name: "HAR",
        chain: &["har"],
        keeps: Keeps::Everything,
        ending: "har",
        make: |r| {
            pretty(
                &json!({ "log": { "version": "1.2", "entries": [{ "startedDateTime": "2026-11-20T10:15:30Z", "request": {
                "method": "POST", "url": r.path, "headers": header_pairs(r, "name"),
                "postData": { "mimeType": "application/json", "text": r.body } } }] } }),
            )
        },
    },
    Form {
        name: "HAR with base64",
        chain: &["har"],
        keeps: Keeps::Everything,
        ending: "har",
        make: |r| {
            text(
                &json!({ "log": { "version": "1.2", "entries": [{ "request": { "method": "POST", "url": r.path,
                "headers": header_pairs(r, "name"), "postData": { "text": encoded(r), "encoding": "base64" } } }] } }),
            )
        },
    },
    Form {
        name: "Postman collection",
        chain: &["postman"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            let request = json!({ "method": "POST", "url": { "raw": r.path }, "header": header_pairs(r, "key"),
                "body": { "mode": "raw", "raw": r.body } });
            text(
                &json!({ "info": { "name": "hooks", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/" },
                "item": [{ "name": "folder", "item": [{ "name": "one", "request": request }] }] }),
            )
        },
    },
    Form {
        name: "EventBridge, put",
        chain: &["aws-eventbridge"],
        keeps: Keeps::Bytes,
        ending: "json",
        make: |r| {
            text(
                &json!({ "Entries": [{ "DetailType": "a", "Source": "s", "Detail": r.body, "EventBusName": "b" }] }),
            )
        },
    },
    Form {
        name: "Kinesis",
        chain: &["aws-kinesis"],
        keeps: Keeps::Bytes,
        ending: "json",
        make: |r| {
            text(
                &json!({ "Records": [{ "kinesis": { "partitionKey": "p", "data": encoded(r) }, "eventSource": "aws:kinesis" }] }),
            )
        },
    },
    Form {
        name: "RabbitMQ for a function",
        chain: &["aws-rabbitmq"],
        keeps: Keeps::Bytes,
        ending: "json",
        make: |r| {
            text(
                &json!({ "eventSource": "aws:rmq", "rmqMessagesByQueue": { "q::/": [{ "basicProperties": {}, "data": encoded(r) }] } }),
            )
        },
    },
    Form {
        name: "VCR cassette as JSON",
        chain: &["vcr"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(
                &json!({ "http_interactions": [{ "request": { "method": "post", "uri": r.path, "headers": headers(r),
                "body": { "encoding": "UTF-8", "string": r.body } }, "response": {} }], "recorded_with": "VCR 6" }),
            )
        },
    },
    Form {
        name: "Insomnia export",
        chain: &["insomnia"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(&json!({ "_type": "export", "__export_format": 4, "resources": [{ "_type": "workspace" },
                { "_type": "request", "method": "POST", "url": r.path, "headers": header_pairs(r, "name"),
                "body": { "mimeType": "application/json", "text": r.body } }] }))
        },
    },
    Form {
        name: "Hoppscotch collection",
        chain: &["hoppscotch"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(
                &json!({ "v": 2, "name": "n", "folders": [], "requests": [{ "endpoint": r.path, "method": "POST",
                "headers": header_pairs(r, "key"), "body": { "contentType": "application/json", "body": r.body } }] }),
            )
        },
    },
    Form {
        name: "Pact",
        chain: &["pact"],
        keeps: Keeps::Meaning,
        ending: "json",
        make: |r| {
            text(
                &json!({ "consumer": { "name": "c" }, "provider": { "name": "p" }, "interactions": [{ "request": {
                "method": "POST", "path": r.path, "headers": headers(r), "body": parsed(r) }, "response": {} }] }),
            )
        },
    },
    Form {
        name: "newman report",
        chain: &["newman"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(
                &json!({ "collection": {}, "run": { "stats": {}, "executions": [{ "request": { "method": "POST",
                "url": { "raw": r.path }, "header": header_pairs(r, "key"), "body": { "mode": "raw", "raw": r.body } } }] } }),
            )
        },
    },
    Form {
        name: "Postman form",
        chain: &["postman", "form"],
        keeps: Keeps::PartMeaning,
        ending: "json",
        make: |r| {
            let form =
                form_urlencoded::Serializer::new(String::new()).append_pair("payload", &r.body).finish();
            let headers = header_pairs(&resigned(r, form), "key");
            let request = json!({ "method": "POST", "url": r.path, "header": headers,
                "body": { "mode": "urlencoded", "urlencoded": [{ "key": "payload", "value": r.body }] } });
            text(
                &json!({ "collection": { "info": { "schema": "https://schema.getpostman.com/json/collection/v2.1.0/" },
                "item": [{ "request": request }] } }),
            )
        },
    },
    Form {
        name: "VCR cassette in YAML",
        chain: &["yaml", "vcr"],
        keeps: Keeps::Everything,
        ending: "yml",
        make: |r| {
            let headers = yaml_lists(r, "      ");
            format!(
                "---\nhttp_interactions:\n- request:\n    method: post\n    uri: https://hooks.example.com{}\n    body:\n      encoding: UTF-8\n      string: {}\n    headers:\n{headers}  response:\n    status:\n      code: 200\n    body:\n      string: '{{}}'\n  recorded_at: Fri, 20 Nov 2026 10:15:30 GMT\nrecorded_with: VCR 6.2.0\n",
                r.path, single_quoted(&r.body)
            )
            .into_bytes()
        },
    },
    Form {
        name: "vcrpy cassette",
        chain: &["yaml", "vcr"],
        keeps: Keeps::Everything,
        ending: "yaml",
        make: |r| {
            let headers = yaml_lists(r, "      ");
            format!(
                "interactions:\n- request:\n    body: {}\n    headers:\n{headers}    method: POST\n    uri: https://hooks.example.com{}\n  response:\n    body:\n      string: '{{}}'\n    status:\n      code: 200\n      message: OK\nversion: 1\n",
                json!(r.body), r.path
            )
            .into_bytes()
        },
    },
    Form {
        name: "go-vcr cassette",
        chain: &["yaml", "vcr"],
        keeps: Keeps::Everything,
        ending: "yaml",
        make: |r| {
            let headers = yaml_lists(r, "            ");
            format!(
                "---\nversion: 2\ninteractions:\n    - id: 0\n      request:\n        body: |-\n            {}\n        form: {{}}\n        headers:\n{headers}        url: https://hooks.example.com{}\n        method: POST\n      response:\n        body: '{{}}'\n        status: 200 OK\n",
                r.body, r.path
            )
            .into_bytes()
        },
    },
    Form {
        name: "cassette of bytes",
        chain: &["yaml", "vcr"],
        keeps: Keeps::Bytes,
        ending: "yaml",
        make: |r| {
            format!(
                "interactions:\n- request:\n    body: !!binary |\n      {}\n    headers: {{}}\n    method: POST\n    uri: https://h/\n  response: {{}}\nversion: 1\n",
                encoded(r)
            )
            .into_bytes()
        },
    },
    Form {
        name: "php-vcr cassette",
        chain: &["yaml", "vcr"],
        keeps: Keeps::Everything,
        ending: "yml",
        make: |r| {
            format!(
                "\n-\n    request:\n        method: POST\n        url: 'https://hooks.example.com{}'\n        headers:\n            Host: hooks.example.com\n            {HEADER}: {}\n        body: {}\n    response:\n        status:\n            http_version: '1.1'\n            code: '200'\n            message: OK\n    index: 0\n",
                r.path, r.signature, single_quoted(&r.body)
            )
            .into_bytes()
        },
    },
    Form {
        name: "vcr cassette in JSON",
        chain: &["vcr"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            pretty(&json!({ "version": 1, "interactions": [{ "request": { "method": "POST", "uri": r.path,
                "headers": header_lists(r), "body": r.body }, "response": { "status": { "code": 200 } } }] }))
        },
    },
    Form {
        name: "ExVCR cassette",
        chain: &["vcr"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(&json!([{ "request": { "body": "", "headers": headers(r), "method": "post", "options": {},
                "request_body": r.body, "url": r.path }, "response": { "body": "{}", "status_code": 200 } }]))
        },
    },
    Form {
        name: "nock",
        chain: &["nock"],
        keeps: Keeps::Meaning,
        ending: "json",
        make: |r| {
            text(&json!([{ "scope": "https://hooks.example.com:443", "method": "POST", "path": r.path,
                "body": parsed(r), "status": 200, "response": "", "reqheaders": headers(r) }]))
        },
    },
    Form {
        name: "Pact message",
        chain: &["pact"],
        keeps: Keeps::MeaningAlone,
        ending: "json",
        make: |r| {
            text(&json!({ "consumer": { "name": "c" }, "provider": { "name": "p" },
                "messages": [{ "description": "d", "contents": parsed(r), "metaData": {} }] }))
        },
    },
    Form {
        name: "Insomnia 5",
        chain: &["yaml", "insomnia"],
        keeps: Keeps::Everything,
        ending: "yaml",
        make: |r| {
            format!(
                "type: collection.insomnia.rest/5.0\nname: hooks\nmeta:\n  id: wrk_1\ncollection:\n  - name: folder\n    children:\n      - url: https://hooks.example.com{}\n        name: one\n        method: POST\n        body:\n          mimeType: application/json\n          text: |-\n            {}\n        headers:\n          - name: {HEADER}\n            value: {}\n          - name: Off\n            value: x\n            disabled: true\n",
                r.path, r.body, r.signature
            )
            .into_bytes()
        },
    },
    Form {
        name: "Bruno",
        chain: &["bruno"],
        keeps: Keeps::Everything,
        ending: "bru",
        make: |r| {
            format!(
                "meta {{\n  name: one\n  type: http\n  seq: 1\n}}\n\npost {{\n  url: {{{{host}}}}{}\n  body: json\n  auth: none\n}}\n\nheaders {{\n  {HEADER}: {}\n  ~Off: x\n}}\n\nbody:json {{\n  {}\n}}\n\nscript:pre-request {{\n  bru.setVar(\"a\", {{}});\n}}\n",
                r.path, r.signature, r.body
            )
            .into_bytes()
        },
    },
    Form {
        name: "Bruno in YAML",
        chain: &["yaml", "bruno"],
        keeps: Keeps::Everything,
        ending: "yml",
        make: |r| {
            format!(
                "info:\n  name: one\n  type: http\n  seq: 1\n\nhttp:\n  method: POST\n  url: https://hooks.example.com{}\n  headers:\n    - name: {HEADER}\n      value: {}\n  body:\n    type: json\n    data: |-\n      {}\n",
                r.path, r.signature, r.body
            )
            .into_bytes()
        },
    },
    Form {
        name: "Bruno, exported",
        chain: &["bruno"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(
                &json!({ "name": "hooks", "version": "1", "items": [{ "type": "folder", "name": "f", "items": [
                { "type": "http", "name": "one", "request": { "url": r.path, "method": "POST",
                "headers": header_pairs(r, "name"), "body": { "mode": "json", "json": r.body } } }] }] }),
            )
        },
    },
    Form {
        name: "WireMock mapping",
        chain: &["wiremock"],
        keeps: Keeps::Meaning,
        ending: "json",
        make: |r| {
            pretty(&json!({ "request": { "method": "POST", "urlPath": r.path,
                "headers": { HEADER: { "equalTo": r.signature } },
                "bodyPatterns": [{ "equalToJson": r.body, "ignoreArrayOrder": true }] }, "response": { "status": 200 } }))
        },
    },
    Form {
        name: "WireMock mappings",
        chain: &["wiremock"],
        keeps: Keeps::Meaning,
        ending: "json",
        make: |r| {
            text(&json!({ "mappings": [{ "id": "1", "request": { "method": "POST", "url": r.path,
                "headers": { HEADER: { "equalTo": r.signature } },
                "bodyPatterns": [{ "equalToJson": parsed(r) }] }, "response": { "status": 200 } }], "meta": { "total": 1 } }))
        },
    },
    Form {
        name: "MockServer expectation",
        chain: &["mockserver"],
        keeps: Keeps::Meaning,
        ending: "json",
        make: |r| {
            text(&json!([{ "httpRequest": { "method": "POST", "path": r.path, "headers": header_lists(r),
                "body": { "type": "JSON", "json": parsed(r) } }, "httpResponse": { "statusCode": 200 } }]))
        },
    },
    Form {
        name: "MockServer request",
        chain: &["mockserver"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(&json!([{ "method": "POST", "path": r.path, "headers": header_lists(r), "keepAlive": true,
                "secure": false, "body": { "type": "JSON", "json": parsed(r), "rawBytes": encoded(r) } }]))
        },
    },
    Form {
        name: "Hoverfly's journal",
        chain: &["hoverfly"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(&json!({ "journal": [{ "request": { "path": r.path, "method": "POST", "destination": "h",
                "scheme": "http", "query": "", "body": r.body, "headers": header_lists(r) },
                "response": { "status": 200 }, "mode": "simulate", "timeStarted": "2026-11-20T10:15:30Z" }], "offset": 0 }))
        },
    },
    Form {
        name: "Mountebank",
        chain: &["mountebank"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(&json!({ "protocol": "http", "port": 4545, "numberOfRequests": 1, "requests": [{
                "requestFrom": "::1:1", "method": "POST", "path": r.path, "query": {}, "headers": headers(r),
                "body": r.body, "timestamp": "2026-11-20T10:15:30Z" }], "stubs": [] }))
        },
    },
    Form {
        name: "Mountebank's stubs",
        chain: &["mountebank"],
        keeps: Keeps::Everything,
        ending: "json",
        make: |r| {
            text(
                &json!({ "imposters": [{ "protocol": "http", "port": 4545, "stubs": [{ "predicates": [{ "equals": {
                "method": "POST", "path": r.path, "headers": headers(r), "body": r.body } }], "responses": [] }] }] }),
            )
        },
    },
    Form {
        name: "form in an HTTP message",
        chain: &["http", "form"],
        keeps: Keeps::Part,
        ending: "http",
        make: |r| {
            let form =
                form_urlencoded::Serializer::new("a=1&".to_owned()).append_pair("payload", &r.body).finish();
            message(&resigned(r, form), "\r\n").into_bytes()
        },
    },
    Form {
        name: "form in several parts",
        chain: &["webhook.site", "multipart"],
        keeps: Keeps::Part,
        ending: "json",
        make: |r| {
            let form = format!(
                "--x7\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x7\r\nContent-Disposition: form-data; name=\"json\"\r\nContent-Type: application/json\r\n\r\n{}\r\n--x7--\r\n",
                r.body
            );
            let r = resigned(r, form);
            text(
                &json!({ "uuid": "1111", "type": "web", "token_id": "aaaa", "method": "POST", "content": r.body,
                "headers": header_lists(&r), "url": r.path, "created_at": "2026-11-20 10:15:31" }),
            )
        },
    },
    Form {
        name: "form with a file",
        chain: &["aws-apigw-v2", "multipart"],
        keeps: Keeps::Part,
        ending: "json",
        make: |r| {
            let form = format!(
                "--x7\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.json\"\r\n\r\n{}\r\n--x7--\r\n",
                r.body
            );
            text(&gateway(&resigned(r, form)))
        },
    },
    Form {
        name: "form with bare braces",
        chain: &["curl", "form"],
        keeps: Keeps::PartAlone,
        ending: "sh",
        make: |r| {
            let body =
                r.body.replace('%', "%25").replace('&', "%26").replace('+', "%2B").replace('\'', "%27");
            format!("curl -d 'payload={body}' https://h/a\n").into_bytes()
        },
    },
    Form {
        name: "Hurl, fenced",
        chain: &["http-file"],
        keeps: Keeps::Everything,
        ending: "hurl",
        make: |r| hurl(r, &format!("```json\n{}```", r.body)),
    },
    Form {
        name: "Hurl, base64",
        chain: &["http-file"],
        keeps: Keeps::Everything,
        ending: "hurl",
        make: |r| hurl(r, &format!("base64,{};", encoded(r))),
    },
    Form {
        name: "Hurl, hexadecimal",
        chain: &["http-file"],
        keeps: Keeps::Everything,
        ending: "hurl",
        make: |r| hurl(r, &format!("hex,{};", base16ct::lower::encode_string(r.body.as_bytes()))),
    },
    Form {
        name: "HAR in YAML",
        chain: &["yaml", "har"],
        keeps: Keeps::Everything,
        ending: "yaml",
        make: |r| {
            let mut headers = String::new();
            for (name, value) in self::headers(r).as_object().unwrap() {
                headers.push_str(&format!("          - name: {name}\n            value: {value}\n"));
            }
            format!(
                "log:\n  version: '1.2'\n  creator:\n    name: Polly.JS\n  entries:\n    - startedDateTime: 2026-11-20T10:15:30Z\n      request:\n        method: POST\n        url: https://hooks.example.com{}\n        headers:\n{headers}        postData:\n          mimeType: application/json\n          text: {}\n      response:\n        status: 200\n",
                r.path,
                single_quoted(&r.body)
            )
            .into_bytes()
        },
    },
];

/// A form in which a backslash is Hurl's own, so that it holds only bodies without one.
pub(crate) const BACKTICKS: Form = Form {
    name: "Hurl, in backticks",
    chain: &["http-file"],
    keeps: Keeps::Everything,
    ending: "hurl",
    make: |r| hurl(r, &format!("`{}`", r.body)),
};

/// A form whose texts do not say what they are, so that a copy without personal data hides more than the others do.
pub(crate) const HOVERFLY: Form = Form {
    name: "Hoverfly",
    chain: &["hoverfly"],
    keeps: Keeps::Meaning,
    ending: "json",
    make: |r| {
        let exact = |value: &str| json!([{ "matcher": "exact", "value": value }]);
        pretty(&json!({ "data": { "pairs": [{ "request": { "path": exact(&r.path), "method": exact("POST"),
                "destination": exact("hooks.example.com"), "scheme": exact("https"),
                "body": [{ "matcher": "json", "value": r.body }], "headers": { HEADER: exact(&r.signature) } },
                "response": { "status": 200, "body": "" } }], "globalActions": { "delays": [] } },
                "meta": { "schemaVersion": "v5.2", "hoverflyVersion": "v1.10.0" } }))
    },
};
