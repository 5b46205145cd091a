//! The envelope that everybody makes for himself: `{headers, body}` and what goes with it.

use super::format::BodyAt::{Any, Base64, Base64If};
use super::format::HeadersAt::Map;
use super::format::JsonFormat;
use super::mark::Mark::{Any as AnyOf, Has, Lacks, RequestHeaders};

pub(super) const FORMATS: &[JsonFormat] = &[
    JsonFormat::new(
        "envelope",
        &[
            RequestHeaders(&["headers"]),
            AnyOf(&[
                &["rawBody"],
                &["raw_body"],
                &["bodyRaw"],
                &["raw"],
                &["body_base64"],
                &["bodyBase64"],
                &["body"],
                &["payload"],
            ]),
            Lacks(&["statusCode"]),
            Lacks(&["status_code"]),
        ],
    )
    .body(&[
        Any(&["rawBody"]),
        Any(&["raw_body"]),
        Any(&["bodyRaw"]),
        Any(&["raw"]),
        Base64(&["body_base64"]),
        Base64(&["bodyBase64"]),
        Base64If(&["body"], &["isBase64Encoded"]),
        Any(&["payload"]),
    ])
    .headers(&[Map(&["headers"])])
    .line(&[&["method"], &["httpMethod"]], &[&["url"], &["originalUrl"], &["path"], &["uri"]])
    .anybodys()
    .time(&[&["received_at"], &["receivedAt"], &["timestamp"], &["time"], &["created_at"]]),
    JsonFormat::new(
        "envelope",
        &[RequestHeaders(&["req", "headers"]), AnyOf(&[&["req", "rawBody"], &["req", "body"]])],
    )
    .body(&[Any(&["req", "rawBody"]), Any(&["req", "body"])])
    .headers(&[Map(&["req", "headers"])])
    .line(&[&["req", "method"]], &[&["req", "originalUrl"], &["req", "url"]])
    .anybodys()
    .time(&[&["time"], &["timestamp"]]),
    JsonFormat::new(
        "envelope",
        &[RequestHeaders(&["request", "headers"]), AnyOf(&[&["request", "rawBody"], &["request", "body"]])],
    )
    .body(&[Any(&["request", "rawBody"]), Any(&["request", "body"])])
    .headers(&[Map(&["request", "headers"])])
    .line(&[&["request", "method"]], &[&["request", "url"], &["request", "path"]])
    .anybodys()
    .time(&[&["time"], &["timestamp"], &["date"]]),
    JsonFormat::new(
        "response",
        &[
            Has(&["statusCode"]),
            Has(&["headers"]),
            Has(&["body"]),
            Lacks(&["httpMethod"]),
            Lacks(&["rawPath"]),
            Lacks(&["method"]),
        ],
    )
    .anybodys()
    .refused("a response: what a receiver answered, not what a provider sent"),
];
