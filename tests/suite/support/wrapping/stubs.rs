//! Stubs and expectations of requests, forms in them, and files of Hurl.

use serde_json::json;

use super::{
    Form, HEADER, Keeps, encoded, gateway, header_lists, header_pairs, headers, hurl, message, parsed,
    pretty, resigned, single_quoted, text,
};

pub(super) const FORMS: &[Form] = &[
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
