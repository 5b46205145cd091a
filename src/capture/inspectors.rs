//! Tools that show or relay webhooks, and what they export.

use super::format::BodyAt::{Any, Base64, Message64};
use super::format::HeadersAt::{Map, Siblings};
use super::format::JsonFormat;
use super::mark::Mark::{Any as AnyOf, Begins, Has, HeaderSiblings, Is, List, Object, RequestHeaders, Text};

pub(super) const FORMATS: &[JsonFormat] = &[
    JsonFormat::new("webhook.site", &[Has(&["token_id"]), Has(&["uuid"]), Is(&["type"], "email")])
        .refused("an e-mail that webhook.site received, not a request"),
    JsonFormat::new(
        "webhook.site",
        &[Has(&["token_id"]), Has(&["uuid"]), Has(&["content"]), Has(&["headers"]), Has(&["method"])],
    )
    .body(&[Any(&["content"])])
    .headers(&[Map(&["headers"])])
    .line(&[&["method"]], &[&["url"]])
    .time(&[&["created_at"]]),
    JsonFormat::new(
        "webhook.site",
        &[Has(&["is_last_page"]), Has(&["current_page"]), Has(&["per_page"]), List(&["data"])],
    )
    .each(&["data", "*"], &[Has(&["token_id"]), Has(&["uuid"])])
    .body(&[Any(&[])]),
    JsonFormat::new("ngrok", &[Has(&["tunnel_name"]), Has(&["remote_addr"]), Object(&["request"])])
        .body(&[Message64(&["request", "raw"])])
        .headers(&[Map(&["request", "headers"])])
        .line(&[&["request", "method"]], &[&["request", "uri"]])
        .time(&[&["start"]]),
    JsonFormat::new("ngrok", &[Begins(&["uri"], "/api/requests/http"), List(&["requests"])])
        .each(&["requests", "*"], &[Has(&["tunnel_name"]), Object(&["request"])])
        .body(&[Any(&[])]),
    JsonFormat::new(
        "hookdeck",
        &[
            Has(&["destination_id"]),
            Has(&["webhook_id"]),
            Object(&["data", "headers"]),
            Has(&["data", "body"]),
        ],
    )
    .body(&[Any(&["data", "body"])])
    .headers(&[Map(&["data", "headers"])])
    .line(&[&["data", "method"]], &[&["data", "url"], &["data", "path"]])
    .time(&[&["created_at"]]),
    JsonFormat::new(
        "hookdeck",
        &[
            Has(&["original_event_data_id"]),
            Has(&["source_id"]),
            Object(&["data", "headers"]),
            Has(&["data", "body"]),
        ],
    )
    .body(&[Any(&["data", "body"])])
    .headers(&[Map(&["data", "headers"])])
    .line(&[&["data", "method"]], &[&["data", "url"], &["data", "path"]])
    .time(&[&["ingested_at"], &["created_at"]]),
    JsonFormat::new("hookdeck", &[Object(&["pagination"]), Has(&["count"]), List(&["models"])])
        .each(&["models", "*"], &[Object(&["data", "headers"])])
        .body(&[Any(&[])]),
    JsonFormat::new("svix-attempt", &[Begins(&["id"], "atmpt_"), Has(&["msgId"]), Has(&["endpointId"])])
        .refused("a delivery attempt of Svix, which holds the response and no request"),
    JsonFormat::new("svix-message", &[Begins(&["id"], "msg_"), Has(&["eventType"]), Has(&["payload"])])
        .body(&[Any(&["payload"])])
        .time(&[&["timestamp"]]),
    JsonFormat::new("svix-message", &[Has(&["iterator"]), Has(&["done"]), List(&["data"])])
        .each(&["data", "*"], &[Begins(&["id"], "msg_"), Has(&["eventType"])])
        .body(&[Any(&[])]),
    JsonFormat::new("svix-attempt", &[Has(&["iterator"]), Has(&["done"]), List(&["data"])])
        .each(&["data", "*"], &[Begins(&["id"], "atmpt_"), Has(&["msgId"])])
        .refused("delivery attempts of Svix, which hold the responses and no requests"),
    JsonFormat::new("svix-play", &[Has(&["iterator"]), List(&["data"])])
        .each(&["data", "*"], &[Begins(&["url"], "/api/v1/in/"), Has(&["method"]), Has(&["headers"])])
        .body(&[Any(&["body"])])
        .headers(&[Map(&["headers"])])
        .line(&[&["method"]], &[&["url"]])
        .time(&[&["created_at"]]),
    JsonFormat::new(
        "svix-relay",
        &[
            Is(&["type"], "event"),
            Has(&["version"]),
            Has(&["data", "id"]),
            Has(&["data", "method"]),
            Object(&["data", "headers"]),
            Text(&["data", "body"]),
        ],
    )
    .body(&[Base64(&["data", "body"])])
    .headers(&[Map(&["data", "headers"])])
    .line(&[&["data", "method"]], &[]),
    JsonFormat::new("pipedream", &[Has(&["inferred_body_type"]), Object(&["headers"]), Has(&["body"])])
        .body(&[Any(&["bodyRaw"]), Any(&["body"])])
        .headers(&[Map(&["headers"])])
        .line(&[&["method"]], &[&["url"], &["path"]]),
    JsonFormat::new(
        "pipedream",
        &[Has(&["event", "inferred_body_type"]), Object(&["event", "headers"]), Has(&["event", "body"])],
    )
    .each(&["event"], &[])
    .body(&[Any(&[])]),
    JsonFormat::new(
        "pipedream",
        &[
            Has(&["steps", "trigger", "event", "inferred_body_type"]),
            Object(&["steps", "trigger", "event", "headers"]),
            Has(&["steps", "trigger", "event", "body"]),
        ],
    )
    .each(&["steps", "trigger", "event"], &[])
    .body(&[Any(&[])]),
    JsonFormat::new(
        "beeceptor",
        &[
            Has(&["timeTaken"]),
            Has(&["request", "isMultipart"]),
            Has(&["request", "httpVersion"]),
            Has(&["request", "headers"]),
        ],
    )
    .body(&[Any(&["request", "body"])])
    .headers(&[Map(&["request", "headers"])])
    .line(&[&["method"]], &[&["path"]])
    .time(&[&["date"]]),
    JsonFormat::new("beeceptor", &[List(&["data"])])
        .each(
            &["data", "*"],
            &[Has(&["timeTaken"]), Has(&["req", "b"]), Object(&["req", "h"]), Has(&["res"])],
        )
        .body(&[Any(&["req", "b"])])
        .headers(&[Map(&["req", "h"])])
        .line(&[&["method"]], &[&["path"]])
        .time(&[&["date"]]),
    JsonFormat::new(
        "beeceptor",
        &[Has(&["timeTaken"]), Has(&["req", "b"]), Object(&["req", "h"]), Has(&["method"])],
    )
    .body(&[Any(&["req", "b"])])
    .headers(&[Map(&["req", "h"])])
    .line(&[&["method"]], &[&["path"]])
    .time(&[&["date"]]),
    JsonFormat::new(
        "webhook-tester",
        &[Has(&["request_payload_base64"]), Has(&["client_address"]), Has(&["uuid"])],
    )
    .body(&[Base64(&["request_payload_base64"])])
    .headers(&[Map(&["headers"])])
    .line(&[&["method"]], &[&["url"]])
    .time(&[&["captured_at_unix_milli"]]),
    JsonFormat::new(
        "requestbin",
        &[
            Has(&["form_data"]),
            Has(&["remote_addr"]),
            Has(&["query_string"]),
            Has(&["raw"]),
            RequestHeaders(&["headers"]),
        ],
    )
    .body(&[Any(&["raw"]), Any(&["body"])])
    .headers(&[Map(&["headers"])])
    .line(&[&["method"]], &[&["path"]])
    .time(&[&["time"]]),
    JsonFormat::new(
        "wiremock",
        &[Has(&["request", "bodyAsBase64"]), Has(&["request", "loggedDate"]), Has(&["request", "headers"])],
    )
    .body(&[Base64(&["request", "bodyAsBase64"])])
    .headers(&[Map(&["request", "headers"])])
    .line(&[&["request", "method"]], &[&["request", "absoluteUrl"], &["request", "url"]])
    .time(&[&["request", "loggedDate"]]),
    JsonFormat::new("wiremock", &[List(&["requests"])])
        .each(
            &["requests", "*"],
            &[
                Has(&["request", "bodyAsBase64"]),
                Has(&["request", "loggedDate"]),
                Has(&["request", "headers"]),
            ],
        )
        .body(&[Any(&[])]),
    JsonFormat::new(
        "convoy",
        &[Has(&["project_id"]), Has(&["event_type"]), Has(&["uid"]), Text(&["raw"]), Object(&["headers"])],
    )
    .body(&[Any(&["raw"]), Any(&["data"])])
    .headers(&[Map(&["headers"])])
    .line(&[], &[&["url_path"]])
    .time(&[&["created_at"]]),
    JsonFormat::new(
        "httpbin",
        &[
            Object(&["args"]),
            Has(&["data"]),
            RequestHeaders(&["headers"]),
            Has(&["url"]),
            AnyOf(&[&["form"], &["json"]]),
        ],
    )
    .body(&[Any(&["data"]), Any(&["json"])])
    .headers(&[Map(&["headers"])])
    .line(&[&["method"]], &[&["url"]]),
    JsonFormat::new("smee", &[HeaderSiblings, Has(&["body"]), Has(&["query"]), Has(&["timestamp"])])
        .body(&[Any(&["body"])])
        .headers(&[Siblings])
        .always("POST")
        .time(&[&["timestamp"]]),
];
