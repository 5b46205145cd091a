//! Services and programs that show requests, and tables of them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{Form, Keeps, encoded, header_lists, header_pairs, headers, message, parsed, pretty, text};

pub(super) const FORMS: &[Form] = &[
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
];
