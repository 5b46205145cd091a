//! Exports of log services: their entries are lines of an application's log, or what it logged.

use super::format::BodyAt::{Any, Field, Gzip64, Line};
use super::format::HeadersAt::Map;
use super::format::JsonFormat;
use super::mark::Mark::{Any as AnyOf, Begins, FieldNamed, Has, Is, List, Object, Only, Text};

pub(super) const FORMATS: &[JsonFormat] = &[
    JsonFormat::new("aws-cloudwatch", &[Has(&["nextForwardToken"]), List(&["events"])])
        .each(&["events", "*"], &[Has(&["timestamp"]), Text(&["message"])])
        .body(&[Line(&["message"])])
        .time(&[&["timestamp"]]),
    JsonFormat::new("aws-cloudwatch", &[Has(&["searchedLogStreams"]), List(&["events"])])
        .each(&["events", "*"], &[Has(&["logStreamName"]), Has(&["timestamp"]), Text(&["message"])])
        .body(&[Line(&["message"])])
        .time(&[&["timestamp"]]),
    JsonFormat::new(
        "aws-cloudwatch",
        &[Has(&["@ptr"]), Text(&["@message"]), AnyOf(&[&["@timestamp"], &["@logStream"], &["@log"]])],
    )
    .body(&[Line(&["@message"])])
    .time(&[&["@timestamp"]]),
    JsonFormat::new("aws-cloudwatch", &[List(&["results"]), Has(&["statistics"]), Text(&["status"])])
        .each(&["results", "*"], &[FieldNamed("@message")])
        .body(&[Field("@message")]),
    JsonFormat::new("aws-awslogs", &[Only(&["awslogs"]), Text(&["awslogs", "data"])])
        .body(&[Gzip64(&["awslogs", "data"])]),
    JsonFormat::new(
        "aws-awslogs",
        &[Has(&["logGroup"]), Has(&["logStream"]), Has(&["messageType"]), List(&["logEvents"])],
    )
    .each(&["logEvents", "*"], &[Has(&["id"]), Has(&["timestamp"]), Text(&["message"])])
    .body(&[Line(&["message"])])
    .time(&[&["timestamp"]]),
    JsonFormat::new(
        "vercel",
        &[Begins(&["deploymentId"], "dpl_"), Has(&["source"]), Has(&["projectId"]), Text(&["message"])],
    )
    .body(&[Line(&["message"])])
    .line(&[&["proxy", "method"]], &[&["proxy", "path"], &["path"]])
    .time(&[&["timestamp"]]),
    JsonFormat::new("datadog", &[List(&["data"])])
        .each(
            &["data", "*"],
            &[Is(&["type"], "log"), Has(&["attributes", "service"]), Text(&["attributes", "message"])],
        )
        .body(&[Line(&["attributes", "message"])])
        .time(&[&["attributes", "timestamp"]]),
    JsonFormat::new(
        "gcp-log",
        &[Begins(&["logName"], "projects/"), Has(&["insertId"]), Object(&["jsonPayload"])],
    )
    .body(&[Any(&["jsonPayload"])])
    .line(&[&["httpRequest", "requestMethod"]], &[&["httpRequest", "requestUrl"]])
    .time(&[&["timestamp"]]),
    JsonFormat::new(
        "gcp-log",
        &[Begins(&["logName"], "projects/"), Has(&["insertId"]), Text(&["textPayload"])],
    )
    .body(&[Line(&["textPayload"])])
    .line(&[&["httpRequest", "requestMethod"]], &[&["httpRequest", "requestUrl"]])
    .time(&[&["timestamp"]]),
    // The event itself never holds the body; only what the worker logged may.
    JsonFormat::new(
        "cloudflare-tail",
        &[Has(&["outcome"]), Has(&["eventTimestamp"]), List(&["logs"]), Object(&["event", "request"])],
    )
    .each(&["logs", "*", "message", "*"], &[])
    .request_outside()
    .body(&[Line(&[])])
    .headers(&[Map(&["event", "request", "headers"])])
    .line(&[&["event", "request", "method"]], &[&["event", "request", "url"]])
    .time(&[&["eventTimestamp"]]),
];
