//! Recordings of requests and collections of them.

use serde_json::json;

use super::{
    Form, HEADER, Keeps, encoded, header_lists, header_pairs, headers, parsed, pretty, resigned,
    single_quoted, text, yaml_lists,
};

pub(super) const FORMS: &[Form] = &[
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
];
