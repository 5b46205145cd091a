//! Rows of databases as change streams hand them on.

use super::format::BodyAt::{Any, Base64, Column};
use super::format::HeadersAt::Map;
use super::format::JsonFormat;
use super::mark::Mark::{Has, Is, Object, Only, Text};

pub(super) const FORMATS: &[JsonFormat] = &[
    JsonFormat::new(
        "kafka-connect",
        &[Only(&["schema", "payload"]), Text(&["schema", "type"]), Has(&["payload"])],
    )
    .body(&[Any(&["payload"])]),
    JsonFormat::new(
        "debezium",
        &[Text(&["source", "connector"]), Has(&["before"]), Object(&["after"]), Has(&["op"])],
    )
    .each(&["after"], &[])
    .body(&[Column])
    .headers(&[Map(&["headers"]), Map(&["request_headers"])])
    .line(&[&["method"]], &[&["url"], &["path"]])
    .time(&[&["created_at"], &["received_at"]]),
    JsonFormat::new(
        "kafka",
        &[Is(&["eventSource"], "SelfManagedKafka"), Has(&["bootstrapServers"]), Object(&["records"])],
    )
    .each(&["records", "*", "*"], &[Has(&["topic"]), Has(&["offset"]), Has(&["value"])])
    .body(&[Base64(&["value"])])
    .headers(&[Map(&["headers"])])
    .time(&[&["timestamp"]]),
    JsonFormat::new(
        "aws-msk",
        &[Is(&["eventSource"], "aws:kafka"), Has(&["eventSourceArn"]), Object(&["records"])],
    )
    .each(&["records", "*", "*"], &[Has(&["topic"]), Has(&["offset"]), Has(&["value"])])
    .body(&[Base64(&["value"])])
    .headers(&[Map(&["headers"])])
    .time(&[&["timestamp"]]),
];

/// The columns in which applications keep a body, the most exact first.
pub(super) const COLUMNS: &[&str] =
    &["raw_body", "rawBody", "request_body", "raw_payload", "payload", "body", "content", "data", "raw"];
