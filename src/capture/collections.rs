//! Collections of requests, as the tools that send them keep and export them.

use super::format::BodyAt::{Any, Fields};
use super::format::HeadersAt::Map;
use super::format::{BodyAt, JsonFormat};
use super::mark::Mark::{Begins, Has, Holds, Is, List, Object, Text};
use super::value::Path;

pub(super) const FORMATS: &[JsonFormat] = &[
    JsonFormat::new("postman", &[Holds(&["info", "schema"], "schema.getpostman.com"), List(&["item"])])
        .each(&["item", "**item"], &[Has(&["request"])])
        .body(POSTMAN)
        .files(POSTMAN_FILES)
        .headers(&[Map(&["request", "header"])])
        .line(&[&["request", "method"]], POSTMAN_URL)
        .always("GET"),
    JsonFormat::new(
        "postman",
        &[Holds(&["collection", "info", "schema"], "schema.getpostman.com"), List(&["collection", "item"])],
    )
    .each(&["collection", "item", "**item"], &[Has(&["request"])])
    .body(POSTMAN)
    .files(POSTMAN_FILES)
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
    .files(POSTMAN_FILES)
    .headers(&[Map(&["request", "header"])])
    .line(&[&["request", "method"]], POSTMAN_URL)
    .always("GET"),
    JsonFormat::new("insomnia", &[Has(&["__export_format"]), Is(&["_type"], "export"), List(&["resources"])])
        .each(&["resources", "*"], &[Is(&["_type"], "request"), Has(&["method"]), Has(&["url"])])
        .body(INSOMNIA)
        .files(&[&["body", "fileName"]])
        .headers(&[Map(&["headers"])])
        .line(&[&["method"]], &[&["url"]]),
    // Since version 5, in YAML.
    JsonFormat::new("insomnia", &[Begins(&["type"], "collection.insomnia.rest/"), List(&["collection"])])
        .each(&["collection", "**children"], &[Has(&["url"]), Has(&["method"])])
        .body(INSOMNIA)
        .files(&[&["body", "fileName"]])
        .headers(&[Map(&["headers"])])
        .line(&[&["method"]], &[&["url"]]),
    JsonFormat::new("hoppscotch", &[Has(&["v"]), List(&["folders"]), List(&["requests"])])
        .each(&["//folders", "requests", "*"], &[Has(&["endpoint"]), Has(&["method"])])
        .body(&[Fields(&["body", "body"]), Any(&["body", "body"])])
        .headers(&[Map(&["headers"])])
        .line(&[&["method"]], &[&["endpoint"]]),
    // Bruno's export, and its files in YAML.
    JsonFormat::new("bruno", &[Is(&["version"], "1"), List(&["items"])])
        .each(&["items", "**items"], &[Text(&["request", "url"]), Text(&["request", "body", "mode"])])
        .body(&[
            Any(&["request", "body", "json"]),
            Any(&["request", "body", "text"]),
            Any(&["request", "body", "xml"]),
            Any(&["request", "body", "graphql"]),
            Fields(&["request", "body", "formUrlEncoded"]),
            Fields(&["request", "body", "multipartForm"]),
        ])
        .headers(&[Map(&["request", "headers"])])
        .line(&[&["request", "method"]], &[&["request", "url"]]),
    JsonFormat::new(
        "bruno",
        &[Is(&["info", "type"], "http"), Text(&["http", "method"]), Text(&["http", "url"])],
    )
    .body(&[Fields(&["http", "body", "data"]), Any(&["http", "body", "data"])])
    .headers(&[Map(&["http", "headers"])])
    .line(&[&["http", "method"]], &[&["http", "url"]]),
];

/// Where Insomnia keeps a body.
const INSOMNIA: &[BodyAt] = &[Any(&["body", "text"]), Fields(&["body", "params"])];

/// Where Postman keeps a body, by its mode.
const POSTMAN: &[BodyAt] = &[
    Any(&["request", "body", "raw"]),
    Fields(&["request", "body", "urlencoded"]),
    Fields(&["request", "body", "formdata"]),
    Any(&["request", "body", "graphql"]),
];

/// Where it keeps the name of a file that is the body.
const POSTMAN_FILES: &[Path] = &[&["request", "body", "file", "src"]];

/// Where it keeps a URL; a request may be nothing else.
const POSTMAN_URL: &[Path] = &[&["request", "url", "raw"], &["request", "url"], &["request"]];
