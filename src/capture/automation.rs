//! Automation tools, frameworks and monitors that keep the requests they get.

use super::format::BodyAt::{Any, Base64};
use super::format::HeadersAt::Map;
use super::format::JsonFormat;
use super::mark::Mark::{Any as AnyOf, Has, Hexadecimal, Is, Lacks, List, Object, Same};

pub(super) const FORMATS: &[JsonFormat] = &[
    JsonFormat::new(
        "n8n",
        &[
            AnyOf(&[&["webhookUrl"], &["executionMode"]]),
            Object(&["headers"]),
            Object(&["params"]),
            Object(&["query"]),
            Has(&["body"]),
        ],
    )
    .body(&[Any(&["body"])])
    .headers(&[Map(&["headers"])])
    .line(&[], &[&["webhookUrl"]]),
    JsonFormat::new(
        "n8n",
        &[
            AnyOf(&[&["json", "webhookUrl"], &["json", "executionMode"]]),
            Object(&["json", "headers"]),
            Object(&["json", "params"]),
            Object(&["json", "query"]),
        ],
    )
    .body(&[Base64(&["binary", "data", "data"]), Any(&["json", "body"])])
    .headers(&[Map(&["json", "headers"])])
    .line(&[], &[&["json", "webhookUrl"]]),
    JsonFormat::new("n8n", &[Object(&["pinData"]), List(&["nodes"]), Object(&["connections"])])
        .each(
            &["pinData", "*", "*"],
            &[
                AnyOf(&[&["headers"], &["json", "headers"]]),
                AnyOf(&[&["params"], &["json", "params"]]),
                AnyOf(&[&["query"], &["json", "query"]]),
                AnyOf(&[&["body"], &["json", "body"]]),
                Lacks(&["json", "statusCode"]),
            ],
        )
        .body(&[Base64(&["binary", "data", "data"]), Any(&["json", "body"]), Any(&["body"])])
        .headers(&[Map(&["json", "headers"]), Map(&["headers"])])
        .line(&[], &[&["json", "webhookUrl"], &["webhookUrl"]]),
    JsonFormat::new(
        "laravel-telescope",
        &[Has(&["content", "controller_action"]), Is(&["type"], "request"), Has(&["content", "payload"])],
    )
    .body(&[Any(&["content", "payload"])])
    .headers(&[Map(&["content", "headers"])])
    .line(&[&["content", "method"]], &[&["content", "uri"]])
    .time(&[&["created_at"]]),
    JsonFormat::new(
        "webhook-calls",
        &[
            Has(&["exception"]),
            Has(&["name"]),
            Has(&["url"]),
            Has(&["headers"]),
            Has(&["payload"]),
            Has(&["created_at"]),
        ],
    )
    .body(&[Any(&["payload"])])
    .headers(&[Map(&["headers"])])
    .line(&[], &[&["url"]])
    .time(&[&["created_at"]]),
    JsonFormat::new(
        "sentry",
        &[
            Hexadecimal(&["event_id"], 32),
            Has(&["platform"]),
            Has(&["request", "data"]),
            Has(&["request", "headers"]),
        ],
    )
    .body(&[Any(&["request", "data"])])
    .headers(&[Map(&["request", "headers"])])
    .line(&[&["request", "method"]], &[&["request", "url"]])
    .time(&[&["timestamp"]]),
    JsonFormat::new(
        "delivery-log",
        &[
            Has(&["guid"]),
            Has(&["delivered_at"]),
            Has(&["request", "payload"]),
            Object(&["request", "headers"]),
        ],
    )
    .body(&[Any(&["request", "payload"])])
    .headers(&[Map(&["request", "headers"])])
    .line(&[], &[&["url"]])
    .time(&[&["delivered_at"]]),
];

/// The record that a sender keeps of a delivery. It repeats so much of the payload that it looks like one, so it is
/// tried before a payload is.
pub(super) const DELIVERY: JsonFormat = JsonFormat::new(
    "delivery-record",
    &[
        Has(&["response_code"]),
        Has(&["attempts"]),
        Object(&["payload"]),
        Same(&["event_id"], &["payload", "event_id"]),
        Same(&["event_type"], &["payload", "event_type"]),
    ],
)
.body(&[Any(&["payload"])])
.time(&[&["delivered_at"], &["created_at"]]);
