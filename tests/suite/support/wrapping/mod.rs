//! Ways to hold a webhook request: each makes the text of a file out of a body, as its tool does.

mod clouds;
mod inspectors;
mod recordings;
mod stubs;
mod texts;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use super::samples;

/// A request that somebody holds.
pub(crate) struct Request {
    pub body: String,
    pub signature: String,
    pub path: String,
}

/// What a form keeps of the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keeps {
    /// The bytes of the body, the headers and the path.
    Everything,
    /// The bytes of the body and the headers.
    Headers,
    /// The bytes of the body.
    Bytes,
    /// The bytes of a part of the body, with the headers and the path; the whole of it is signed.
    Part,
    /// The same without headers and path.
    PartAlone,
    /// What a part of the body says, with the headers and the path; the whole of it is signed.
    PartMeaning,
    /// What the body says, the headers and the path.
    Meaning,
    /// What the body says.
    MeaningAlone,
    /// What the body says, laid out over lines that are kept as they are.
    MeaningOfLines,
}

/// A form: its name, the wrappers it is made of, what it keeps, how a file of it is called, and how it is made.
pub(crate) struct Form {
    pub name: &'static str,
    pub chain: &'static [&'static str],
    pub keeps: Keeps,
    pub ending: &'static str,
    pub make: fn(&Request) -> Vec<u8>,
}

const HEADER: &str = "X-UpPromote-Signature";

fn headers(request: &Request) -> Value {
    json!({ "host": "hooks.example.com", "user-agent": "GuzzleHttp/7", "content-type": "application/json",
        "content-length": request.body.len().to_string(), HEADER.to_lowercase(): request.signature })
}

fn header_lists(request: &Request) -> Value {
    headers(request).as_object().unwrap().iter().map(|(name, value)| (name.clone(), json!([value]))).collect()
}

fn header_pairs(request: &Request, name: &str) -> Value {
    headers(request)
        .as_object()
        .unwrap()
        .iter()
        .map(|(key, value)| json!({ name: key, "value": value }))
        .collect()
}

fn header_lines(request: &Request, end: &str) -> String {
    let mut lines = String::new();
    for (name, value) in headers(request).as_object().unwrap() {
        lines.extend([name, ": ", value.as_str().unwrap(), end]);
    }
    lines
}

/// Headers in YAML, each with a list of one value.
fn yaml_lists(request: &Request, indent: &str) -> String {
    let mut lines = String::new();
    for (name, value) in headers(request).as_object().unwrap() {
        lines.push_str(&format!("{indent}{name}:\n{indent}- {value}\n"));
    }
    lines
}

/// A text between single quotes of YAML.
fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The same request with another body, signed.
fn resigned(request: &Request, body: String) -> Request {
    Request { signature: signature(&body), body, path: request.path.clone() }
}

fn signature(body: &str) -> String {
    let mut code = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    code.update(body.as_bytes());
    base16ct::lower::encode_string(&code.finalize().into_bytes())
}

fn parsed(request: &Request) -> Value {
    serde_json::from_str(&request.body).unwrap()
}

fn encoded(request: &Request) -> String {
    STANDARD.encode(&request.body)
}

fn message(request: &Request, end: &str) -> String {
    let Request { body, path, .. } = request;
    format!("POST {path} HTTP/1.1{end}{}{end}{body}", header_lines(request, end))
}

/// A file of Hurl with a body in one of its notations, and what is expected of the answer.
fn hurl(request: &Request, body: &str) -> Vec<u8> {
    let Request { path, signature, .. } = request;
    format!("# a delivery\nPOST https://hooks.example.com{path}\nContent-Type: application/json\n{HEADER}: {signature}\n{body}\n\nHTTP 200\n")
        .into_bytes()
}

fn text(value: &Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

fn pretty(value: &Value) -> Vec<u8> {
    serde_json::to_string_pretty(value).unwrap().into_bytes()
}

fn gateway(request: &Request) -> Value {
    json!({ "version": "2.0", "routeKey": "$default", "rawPath": request.path, "rawQueryString": "",
        "headers": headers(request), "body": request.body, "isBase64Encoded": false,
        "requestContext": { "http": { "method": "POST", "path": request.path }, "timeEpoch": 1_795_169_730_500_i64 } })
}

fn attributes(request: &Request, value: &str) -> Value {
    json!({ HEADER: { value: request.signature, "DataType": "String" } })
}

fn gzip(text: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// Cuts a line as a container's log driver does.
fn pieces(request: &Request, piece: &dyn Fn(&str, bool) -> String) -> Vec<u8> {
    let middle =
        (request.body.len() / 2..request.body.len()).find(|at| request.body.is_char_boundary(*at)).unwrap();
    let (first, second) = request.body.split_at(middle);
    [piece(first, false), piece(second, true)].concat().into_bytes()
}

/// What the deliveries of these tests are signed with.
pub(crate) const SECRET: &str = "a secret for tests";

/// A delivery of a body, signed, to a path that names its event.
pub(crate) fn request(id: &str, body: &str) -> Request {
    let path = format!("/webhooks/{}", id.replace('.', "-"));
    Request { signature: signature(body), body: body.to_owned(), path }
}

/// The samples as senders write them: on one line, one of them with what is not ASCII and what needs escapes.
pub(crate) fn bodies() -> Vec<(String, String)> {
    let on_one_line = |text: &str| serde_json::from_str::<Value>(text).unwrap().to_string();
    let mut all: Vec<_> = samples().into_iter().map(|(id, text)| (id, on_one_line(&text))).collect();
    let (id, body) = all.iter().find(|(id, _)| id == "uppromote/payment.paid").unwrap().clone();
    let status = "\"status\":\"";
    assert!(body.contains(status));
    all.push((id, body.replacen(status, "\"note\":\"zo\\u00eb \u{1f355} it's \\\"\\\\n\",\"status\":\"", 1)));
    all
}

/// The name of the file of a form.
pub(crate) fn name_of(form: &Form, number: usize) -> String {
    format!("{number:03}.{}", form.ending)
}

/// Every form, but for the two below.
pub(crate) fn forms() -> impl Iterator<Item = &'static Form> {
    [texts::FORMS, inspectors::FORMS, clouds::FORMS, recordings::FORMS, stubs::FORMS].into_iter().flatten()
}

/// A form in which a backslash is Hurl's own, so that it holds only bodies without one.
pub(crate) const BACKTICKS: Form = Form {
    name: "Hurl, in backticks",
    chain: &["http-file"],
    keeps: Keeps::Everything,
    ending: "hurl",
    make: |r| hurl(r, &format!("`{}`", r.body)),
};

/// A form whose texts do not say what they are, so that a copy without personal data hides more than the others do.
pub(crate) const HOVERFLY: Form = Form {
    name: "Hoverfly",
    chain: &["hoverfly"],
    keeps: Keeps::Meaning,
    ending: "json",
    make: |r| {
        let exact = |value: &str| json!([{ "matcher": "exact", "value": value }]);
        pretty(&json!({ "data": { "pairs": [{ "request": { "path": exact(&r.path), "method": exact("POST"),
                "destination": exact("hooks.example.com"), "scheme": exact("https"),
                "body": [{ "matcher": "json", "value": r.body }], "headers": { HEADER: exact(&r.signature) } },
                "response": { "status": 200, "body": "" } }], "globalActions": { "delays": [] } },
                "meta": { "schemaVersion": "v5.2", "hoverflyVersion": "v1.10.0" } }))
    },
};
