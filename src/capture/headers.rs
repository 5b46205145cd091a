//! Headers in the forms in which captures keep them.

use super::request::Headers;
use super::value::{is_off, scalar};
use crate::json::{JsonKind, Value};

/// The headers that a member holds, in any of the usual forms.
pub(super) fn header_map(value: Value<'_>) -> Headers {
    let mut headers = Headers::default();
    // HTTP/2 puts the request line among the headers.
    let mut push = |name: &str, value: &str| {
        if !name.starts_with(':') {
            headers.push(name, value);
        }
    };
    match value.kind() {
        JsonKind::Object => {
            for (key, value) in value.members() {
                let name = key.text().unwrap_or_default();
                each_value(value, |value| push(&name, value));
            }
        }
        JsonKind::Array => {
            for item in value.items() {
                let member = |names: &[&str]| names.iter().find_map(|name| item.get(name));
                let mut pair = item.items();
                let name = member(&["name", "key"]).and_then(scalar).or_else(|| pair.next().and_then(scalar));
                if name.is_none() {
                    let bytes = item.members().filter_map(|(key, value)| Some((key.text()?, bytes(value)?)));
                    bytes.for_each(|(name, value)| push(&name, &value));
                }
                let value = member(&["value", "val", "values"]).or_else(|| pair.next());
                if let (Some(name), Some(value)) = (name, value.filter(|_| !is_off(item))) {
                    each_value(value, |value| push(&name, value));
                }
            }
        }
        JsonKind::String => {
            for line in value.text().unwrap_or_default().lines() {
                if let Some((name, value)) = line.split_once(':') {
                    push(name.trim(), value.trim());
                }
            }
        }
        _ => {}
    }
    headers
}

/// Attributes of a queue's message: the value stands one level down.
pub(super) fn attributes(value: Value<'_>, name: &str) -> Headers {
    let mut headers = Headers::default();
    for (key, attribute) in value.members() {
        if let Some(value) = attribute.get(name).and_then(scalar) {
            headers.push(key.text().unwrap_or_default(), value);
        }
    }
    headers
}

/// The text members beside a body.
pub(super) fn siblings(value: Value<'_>) -> Headers {
    let mut headers = Headers::default();
    let beside = |name: &str| !matches!(name, "body" | "query" | "timestamp");
    for (key, value) in value.members().filter(|(_, value)| value.kind() == JsonKind::String) {
        let name = key.text().unwrap_or_default();
        if beside(&name) {
            headers.push(name, value.text().unwrap_or_default());
        }
    }
    headers
}

/// A text that is written as the numbers of its bytes.
fn bytes(value: Value<'_>) -> Option<String> {
    let bytes: Option<Vec<u8>> = value.items().map(|item| item.raw().parse::<u8>().ok()).collect();
    String::from_utf8(bytes?).ok().filter(|text| !text.is_empty())
}

/// The values of a header: a text, or those of a list.
fn each_value(value: Value<'_>, mut each: impl FnMut(&str)) {
    if value.kind() != JsonKind::Array {
        return scalar(value).iter().for_each(|value| each(value));
    }
    let values = value.items().filter_map(|item| scalar(item.get("value").unwrap_or(item)));
    values.for_each(|value| each(&value));
}
