//! Servers that stand in for others: what they answer to, and what they were asked.

use super::format::BodyAt::{Any, AnyBut, Base64, Fields, First};
use super::format::HeadersAt::{Attributes, Map};
use super::format::{BodyAt, JsonFormat};
use super::mark::Mark::{Any as AnyOf, Begins, Has, List, Object, Text};
use super::value::Path;

pub(super) const FORMATS: &[JsonFormat] = &[
    JsonFormat::new("wiremock", &[List(&["mappings"])])
        .each(&["mappings", "*"], &[Text(&["request", "method"]), AnyOf(MAPPED), Object(&["response"])])
        .body(PATTERNS)
        .headers(&[Attributes(&["request", "headers"], "equalTo")])
        .line(&[&["request", "method"]], MAPPED),
    JsonFormat::new("wiremock", &[AnyOf(PATHS), Text(&["request", "method"]), Object(&["response"])])
        .body(PATTERNS)
        .headers(&[Attributes(&["request", "headers"], "equalTo")])
        .line(&[&["request", "method"]], MAPPED),
    JsonFormat::new(
        "wiremock",
        &[
            AnyOf(&[
                &["request", "bodyPatterns"],
                &["response", "jsonBody"],
                &["response", "bodyFileName"],
                &["response", "proxyBaseUrl"],
                &["response", "transformers"],
                &["scenarioName"],
            ]),
            Text(&["request", "method"]),
            Text(&["request", "url"]),
            Object(&["response"]),
        ],
    )
    .body(PATTERNS)
    .headers(&[Attributes(&["request", "headers"], "equalTo")])
    .line(&[&["request", "method"]], MAPPED),
    JsonFormat::new(
        "mockserver",
        &[
            Object(&["httpRequest"]),
            AnyOf(&[&["httpRequest", "path"], &["httpRequest", "method"]]),
            AnyOf(&[
                &["httpResponse"],
                &["httpResponseTemplate"],
                &["httpForward"],
                &["httpForwardTemplate"],
                &["httpOverrideForwardedRequest"],
                &["httpError"],
            ]),
        ],
    )
    .body(&[
        Base64(&["httpRequest", "body", "rawBytes"]),
        Base64(&["httpRequest", "body", "base64Bytes"]),
        Any(&["httpRequest", "body", "json"]),
        Any(&["httpRequest", "body", "string"]),
        Fields(&["httpRequest", "body", "parameters"]),
        AnyBut(&["httpRequest", "body"], MATCHERS),
    ])
    .headers(&[Map(&["httpRequest", "headers"])])
    .line(&[&["httpRequest", "method"]], &[&["httpRequest", "path"]])
    .time(&[&["timestamp"]]),
    // What it was asked.
    JsonFormat::new(
        "mockserver",
        &[Has(&["keepAlive"]), Has(&["secure"]), Text(&["method"]), Text(&["path"]), Has(&["headers"])],
    )
    .body(&[
        Base64(&["body", "rawBytes"]),
        Base64(&["body", "base64Bytes"]),
        Any(&["body", "json"]),
        Any(&["body", "string"]),
        Fields(&["body", "parameters"]),
        AnyBut(&["body"], MATCHERS),
    ])
    .headers(&[Map(&["headers"])])
    .line(&[&["method"]], &[&["path"]]),
    JsonFormat::new("hoverfly", &[Begins(&["meta", "schemaVersion"], "v"), List(&["data", "pairs"])])
        .each(&["data", "pairs", "*"], &[Object(&["request"]), Object(&["response"])])
        .body(&[
            First(&["request", "body"], Some(("matcher", &["exact", "json", "jsonPartial"])), "value"),
            Any(&["request", "body", "exactMatch"]),
            Any(&["request", "body", "jsonMatch"]),
            BodyAt::Text(&["request", "body"]),
        ])
        .headers(&[Map(&["request", "headers"])])
        .base(&["request", "destination", "0", "value"])
        .line(
            &[
                &["request", "method", "0", "value"],
                &["request", "method", "exactMatch"],
                &["request", "method"],
            ],
            &[&["request", "path", "0", "value"], &["request", "path", "exactMatch"], &["request", "path"]],
        ),
    // What it was asked.
    JsonFormat::new("hoverfly", &[List(&["journal"])])
        .each(
            &["journal", "*"],
            &[Text(&["request", "method"]), Text(&["request", "path"]), Has(&["timeStarted"])],
        )
        .body(&[Any(&["request", "body"])])
        .headers(&[Map(&["request", "headers"])])
        .base(&["request", "destination"])
        .line(&[&["request", "method"]], &[&["request", "path"]])
        .time(&[&["timeStarted"]]),
    // What an imposter of Mountebank was asked, and what it answers to.
    JsonFormat::new("mountebank", &[Has(&["protocol"]), Has(&["port"]), List(&["requests"])])
        .each(&["requests", "*"], &[Has(&["requestFrom"]), Text(&["method"]), Text(&["path"])])
        .body(&[Any(&["body"])])
        .headers(&[Map(&["headers"])])
        .line(&[&["method"]], &[&["path"]])
        .time(&[&["timestamp"]]),
    JsonFormat::new("mountebank", &[List(&["imposters"])])
        .each(
            &["imposters", "*", "requests", "*"],
            &[Has(&["requestFrom"]), Text(&["method"]), Text(&["path"])],
        )
        .body(&[Any(&["body"])])
        .headers(&[Map(&["headers"])])
        .line(&[&["method"]], &[&["path"]])
        .time(&[&["timestamp"]]),
    JsonFormat::new("mountebank", &[Begins(&["protocol"], "http"), Has(&["port"]), List(&["stubs"])])
        .each(&["stubs", "*", "predicates", "*", "*"], &[Has(&["body"])])
        .body(&[Any(&["body"])])
        .headers(&[Map(&["headers"])])
        .line(&[&["method"]], &[&["path"]]),
    JsonFormat::new("mountebank", &[List(&["imposters"])])
        .each(
            &["imposters", "*", "stubs", "*", "predicates", "*", "*"],
            &[Has(&["body"]), AnyOf(&[&["path"], &["method"], &["headers"]])],
        )
        .body(&[Any(&["body"])])
        .headers(&[Map(&["headers"])])
        .line(&[&["method"]], &[&["path"]]),
];

/// Where a mapping of `WireMock` says which address it answers to, and how nobody else says it.
const PATHS: &[Path] = &[
    &["request", "urlPath"],
    &["request", "urlPattern"],
    &["request", "urlPathPattern"],
    &["request", "urlPathTemplate"],
];
const MAPPED: &[Path] = &[
    &["request", "url"],
    &["request", "urlPath"],
    &["request", "urlPathTemplate"],
    &["request", "urlPattern"],
    &["request", "urlPathPattern"],
];

/// Which body it answers to, where that is said whole.
const PATTERNS: &[BodyAt] = &[
    First(&["request", "bodyPatterns"], None, "equalToJson"),
    First(&["request", "bodyPatterns"], None, "equalTo"),
    Base64(&["request", "bodyPatterns", "0", "binaryEqualTo"]),
];

/// The kinds of bodies of `MockServer` that tell bodies and are none.
const MATCHERS: &[&str] = &[
    "REGEX",
    "XPATH",
    "JSON_PATH",
    "JSON_SCHEMA",
    "XML_SCHEMA",
    "PARAMETERS",
    "XML",
    "STRING",
    "JSON",
    "BINARY",
];
