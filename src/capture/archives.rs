//! Recordings of HTTP traffic and collections of requests.

use super::format::BodyAt::{Any, Base64, Base64Named, Fields};
use super::format::HeadersAt::Map;
use super::format::{BodyAt, JsonFormat};
use super::mark::Mark::{Has, Holds, Is, List, Object, Text};
use super::value::Path;

pub(super) const FORMATS: &[JsonFormat] = &[
    // HAR 1.2; `postData.encoding` is of the 1.3 proposal. Some tools leave the version out.
    JsonFormat::new("har", &[List(&["log", "entries"])])
        .each(&["log", "entries", "*"], &[Text(&["request", "method"]), Text(&["request", "url"])])
        .body(&[
            Base64Named(&["request", "postData", "text"], &["request", "postData", "encoding"]),
            Fields(&["request", "postData", "params"]),
        ])
        .headers(&[Map(&["request", "headers"])])
        .line(&[&["request", "method"]], &[&["request", "url"]])
        .time(&[&["startedDateTime"]]),
    JsonFormat::new("postman", &[Holds(&["info", "schema"], "schema.getpostman.com"), List(&["item"])])
        .each(&["item", "**"], &[Has(&["request"])])
        .body(POSTMAN)
        .headers(&[Map(&["request", "header"])])
        .line(&[&["request", "method"]], POSTMAN_URL)
        .always("GET"),
    JsonFormat::new(
        "postman",
        &[Holds(&["collection", "info", "schema"], "schema.getpostman.com"), List(&["collection", "item"])],
    )
    .each(&["collection", "item", "**"], &[Has(&["request"])])
    .body(POSTMAN)
    .headers(&[Map(&["request", "header"])])
    .line(&[&["request", "method"]], POSTMAN_URL)
    .always("GET"),
    // What newman reports of a run of a collection.
    JsonFormat::new(
        "newman",
        &[List(&["run", "executions"]), Object(&["collection"]), Object(&["run", "stats"])],
    )
    .each(&["run", "executions", "*"], &[Object(&["request"])])
    .body(POSTMAN)
    .headers(&[Map(&["request", "header"])])
    .line(&[&["request", "method"]], POSTMAN_URL)
    .always("GET"),
    // Cassettes as JSON: VCR and Betamax.
    JsonFormat::new("vcr", &[List(&["http_interactions"])])
        .each(&["http_interactions", "*"], &[Text(&["request", "method"]), Text(&["request", "uri"])])
        .body(&[
            Base64(&["request", "body", "base64_string"]),
            Any(&["request", "body", "string"]),
            Any(&["request", "body"]),
        ])
        .headers(&[Map(&["request", "headers"])])
        .line(&[&["request", "method"]], &[&["request", "uri"]])
        .time(&[&["recorded_at"]]),
    JsonFormat::new("insomnia", &[Has(&["__export_format"]), Is(&["_type"], "export"), List(&["resources"])])
        .each(&["resources", "*"], &[Is(&["_type"], "request"), Has(&["method"]), Has(&["url"])])
        .body(&[Any(&["body", "text"]), Fields(&["body", "params"])])
        .headers(&[Map(&["headers"])])
        .line(&[&["method"]], &[&["url"]]),
    JsonFormat::new("hoppscotch", &[Has(&["v"]), List(&["folders"]), List(&["requests"])])
        .each(&["requests", "*"], &[Has(&["endpoint"]), Has(&["method"])])
        .body(&[Any(&["body", "body"])])
        .headers(&[Map(&["headers"])])
        .line(&[&["method"]], &[&["endpoint"]]),
    // Contracts, versions 2 to 4: since the fourth the content stands one level down.
    JsonFormat::new(
        "pact",
        &[List(&["interactions"]), Text(&["consumer", "name"]), Text(&["provider", "name"])],
    )
    .each(&["interactions", "*"], &[Has(&["request", "method"]), Has(&["request", "path"])])
    .body(&[Any(&["request", "body", "content"]), Any(&["request", "body"])])
    .headers(&[Map(&["request", "headers"])])
    .line(&[&["request", "method"]], &[&["request", "path"]]),
];

/// Where Postman keeps a body, by its mode.
const POSTMAN: &[BodyAt] = &[
    Any(&["request", "body", "raw"]),
    Fields(&["request", "body", "urlencoded"]),
    Fields(&["request", "body", "formdata"]),
    Any(&["request", "body", "graphql"]),
];

/// Where it keeps a URL; a request may be nothing else.
const POSTMAN_URL: &[Path] = &[&["request", "url", "raw"], &["request", "url"], &["request"]];
