//! Recordings of HTTP traffic, and contracts about it.

use super::format::BodyAt;
use super::format::BodyAt::{Any, Base64, Base64Named, Fields, Text as TextAt};
use super::format::HeadersAt::Map;
use super::format::JsonFormat;
use super::mark::Mark::{Any as AnyOf, Begins, Has, List, Object, Text};

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
    // Cassettes of VCR and Betamax.
    JsonFormat::new("vcr", &[List(&["http_interactions"])])
        .each(&["http_interactions", "*"], &[Text(&["request", "method"]), Text(&["request", "uri"])])
        .body(CASSETTE)
        .headers(&[Map(&["request", "headers"])])
        .line(&[&["request", "method"]], &[&["request", "uri"]])
        .time(&[&["recorded_at"]]),
    // Contracts, versions 2 to 4: since the fourth the content stands one level down.
    JsonFormat::new(
        "pact",
        &[List(&["interactions"]), Text(&["consumer", "name"]), Text(&["provider", "name"])],
    )
    .each(&["interactions", "*"], &[Has(&["request", "method"]), Has(&["request", "path"])])
    .body(&[
        Base64Named(&["request", "body", "content"], &["request", "body", "encoded"]),
        Any(&["request", "body"]),
    ])
    .headers(&[Map(&["request", "headers"])])
    .line(&[&["request", "method"]], &[&["request", "path"]]),
    // Contracts about messages.
    JsonFormat::new("pact", &[List(&["messages"]), Text(&["consumer", "name"]), Text(&["provider", "name"])])
        .each(&["messages", "*"], &[Has(&["contents"])])
        .body(&[Base64Named(&["contents", "content"], &["contents", "encoded"]), Any(&["contents"])]),
    JsonFormat::new(
        "pact",
        &[List(&["interactions"]), Text(&["consumer", "name"]), Text(&["provider", "name"])],
    )
    .each(&["interactions", "*"], &[Has(&["contents"])])
    .body(&[Base64Named(&["contents", "content"], &["contents", "encoded"]), Any(&["contents"])]),
    // Cassettes of vcrpy, go-vcr and Betamax in Java.
    JsonFormat::new("vcr", &[List(&["interactions"])])
        .each(
            &["interactions", "*"],
            &[
                Text(&["request", "method"]),
                AnyOf(&[&["request", "uri"], &["request", "url"]]),
                Object(&["response"]),
            ],
        )
        .body(CASSETTE)
        .headers(&[Map(&["request", "headers"])])
        .line(&[&["request", "method"]], &[&["request", "uri"], &["request", "url"]])
        .time(&[&["recorded"], &["recorded_at"]]),
    // Of php-vcr each interaction is a document.
    JsonFormat::new(
        "vcr",
        &[Has(&["response", "status", "code"]), Text(&["request", "method"]), Text(&["request", "url"])],
    )
    .body(CASSETTE)
    .headers(&[Map(&["request", "headers"])])
    .line(&[&["request", "method"]], &[&["request", "url"]]),
    // And so it is of ExVCR.
    JsonFormat::new(
        "vcr",
        &[
            Has(&["request", "request_body"]),
            Text(&["request", "method"]),
            Text(&["request", "url"]),
            Object(&["response"]),
        ],
    )
    .body(&[Any(&["request", "request_body"]), TextAt(&["request", "body"])])
    .headers(&[Map(&["request", "headers"])])
    .line(&[&["request", "method"]], &[&["request", "url"]]),
    // What nock has recorded.
    JsonFormat::new(
        "nock",
        &[
            Begins(&["scope"], "http"),
            Text(&["method"]),
            Text(&["path"]),
            Has(&["status"]),
            Has(&["response"]),
        ],
    )
    .body(&[Any(&["body"])])
    .headers(&[Map(&["reqheaders"])])
    .base(&["scope"])
    .line(&[&["method"]], &[&["path"]]),
];

/// Where cassettes keep a body.
const CASSETTE: &[BodyAt] = &[
    Base64(&["request", "body", "base64_string"]),
    TextAt(&["request", "body", "string"]),
    TextAt(&["request", "body"]),
    Fields(&["request", "post_fields"]),
];
