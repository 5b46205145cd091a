//! Recordings of HTTP traffic and collections of requests.

use super::wrapper::BodyAt::{Any, Base64Named};
use super::wrapper::HeadersAt::Map;
use super::wrapper::Mark::{Has, Holds, List, Text};
use super::wrapper::Wrapper;

pub(super) const WRAPPERS: &[Wrapper] = &[
    // HAR 1.2; `postData.encoding` is of the 1.3 proposal.
    Wrapper::new("har", &[List(&["log", "entries"]), Text(&["log", "version"])])
        .each(&["log", "entries", "*"], &[Has(&["request", "method"]), Has(&["request", "url"])])
        .body(&[Base64Named(&["request", "postData", "text"], &["request", "postData", "encoding"])])
        .headers(&[Map(&["request", "headers"])])
        .line(&[&["request", "method"]], &[&["request", "url"]])
        .time(&[&["startedDateTime"]]),
    Wrapper::new(
        "postman",
        &[Holds(&["info", "schema"], "schema.getpostman.com"), Has(&["info", "name"]), List(&["item"])],
    )
    .each(&["item", "**"], &[Has(&["request"])])
    .body(&[Any(&["request", "body", "raw"])])
    .headers(&[Map(&["request", "header"])])
    .line(&[&["request", "method"]], &[&["request", "url", "raw"], &["request", "url"]]),
];
