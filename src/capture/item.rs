//! The captures in a document of a known form.

use std::borrow::Cow;
use std::cell::Cell;

use super::body::{Writing, fields, files, is_blank, resolved, unbase64};
use super::databases::COLUMNS;
use super::format::{HeadersAt, JsonFormat};
use super::headers::{attributes, header_map, siblings};
use super::layer::{Body, Content, Gravity, Part, Parts, Problem, only};
use super::place::Step;
use super::remedy::Remedy;
use super::request::{Headers, Request};
use super::value::{Path, follow, instant, scalar};
use crate::json::{JsonKind, Tape, Value};

/// What stands in a document of a form.
pub(super) fn read<'t>(format: &'static JsonFormat, root: Value<'t>) -> Parts<'t> {
    if let Some(why) = format.refusal {
        let help = "give the request itself, or the export that holds it";
        let (step, length) = part_of(root);
        let problem = Problem::new(format.name, step, length, format!("is {why}"), help);
        return only(problem.of(Gravity::Refused));
    }
    let outside = format.request_outside.then(|| request(format, root));
    captures(format, format.items_of(root), outside)
}

/// What stands in some items of a document of a form, each with the request that is told outside of them, or its own.
pub(super) fn captures<'t>(
    format: &'static JsonFormat,
    items: Vec<Value<'t>>,
    outside: Option<Request>,
) -> Parts<'t> {
    let mut passed = 0;
    let mut items = items.into_iter();
    let mut after = Vec::new();
    Box::new(std::iter::from_fn(move || {
        if let Some(part) = after.pop() {
            return Some(part);
        }
        for item in items.by_ref() {
            if !format.is_item(item) {
                passed += 1;
                continue;
            }
            let request = outside.clone().unwrap_or_else(|| request(format, item));
            let (remark, part) = body(format, item, request);
            return match remark {
                Some(remark) => {
                    after.push(part);
                    Some(remark.into())
                }
                None => Some(part),
            };
        }
        (passed > 0).then(|| Part::Passed(std::mem::take(&mut passed)))
    }))
}

/// The body of an item, and what there is to say of it before.
fn body<'t>(format: &JsonFormat, item: Value<'t>, request: Request) -> (Option<Problem<'t>>, Part<'t>) {
    let name = format.name;
    let found = format.bodies.iter().filter_map(|body| resolved(*body, item));
    let found: Vec<(Value<'_>, Writing)> = found.filter(|(value, _)| !is_blank(*value)).collect();
    for (number, (value, writing)) in found.iter().copied().enumerate() {
        let is_last = number + 1 == found.len();
        let is_text = value.kind() == JsonKind::String;
        let part = match writing {
            Writing::Column => {
                let columns = COLUMNS.iter().filter_map(|name| value.get(name));
                let is_object = |value: &Value<'_>| {
                    value.kind() == JsonKind::Object
                        || value.text().is_some_and(|text| text.trim_start().starts_with('{'))
                };
                let Some(column) = columns.into_iter().find(is_object) else { continue };
                plain(name, column, request)
            }
            Writing::Line if is_text => within(name, value, request).holding(Content::Line),
            // What a tool has left out of one place may stand in the next.
            Writing::Plain if value.raw() == "{}" && !is_last => continue,
            Writing::Plain | Writing::Line => plain(name, value, request),
            Writing::Flagged64 if unbase64(&value.text().unwrap_or_default()).is_err() => {
                let (step, length) = part_of(value);
                let message = "says that its body is base64, and it is plain text";
                let help = "the text was taken as it stands";
                let remark = Problem::new(name, step, length, message, help).of(Gravity::Remark);
                return (Some(remark), plain(name, value, request).into());
            }
            Writing::Written => plain(name, value, request).reserialised(),
            Writing::Fields => {
                let step = decoded_at(value);
                let form = Body::new(name, request, fields(value).into_bytes(), step).reserialised();
                return (left_out(name, value), form.into());
            }
            Writing::Base64 if !is_last && unbase64(&value.text().unwrap_or_default()).is_err() => continue,
            Writing::Message64 => return (None, decoded(name, value, Content::Message, request)),
            Writing::Base64 | Writing::Gzip64 | Writing::Flagged64 => {
                return (None, decoded(name, value, Content::Encoded, request));
            }
        };
        return (None, part.into());
    }
    let file = format.files.iter().filter_map(|path| follow(item, path)).find_map(|value| {
        let file = scalar(value).filter(|file| !file.is_empty())?;
        Some((value, file))
    });
    if let Some((value, file)) = file {
        let (step, length) = part_of(value);
        let message = format!("takes its body from a file that is not part of this one: {file}");
        return (None, Problem::new(name, step, length, message, Remedy::ReadBodyFile).into());
    }
    let step = Step::Decoded { at: item.span().start as usize, length: 0 };
    (None, Body::new(name, request, b"".as_slice(), step).into())
}

/// What is said of a form with files in it, which are not in the capture.
fn left_out<'t>(name: &'static str, form: Value<'t>) -> Option<Problem<'t>> {
    let mut files = files(form);
    let (field, first) = files.next()?;
    let (step, length) = part_of(field);
    let names = std::iter::once(first).chain(files.map(|(_, names)| names)).collect::<Vec<_>>().join(", ");
    let message = format!("takes a part of its form from a file that is not here: {names}");
    Some(Problem::new(name, step, length, message, Remedy::ReadBodyFile).of(Gravity::Remark))
}

/// Text is the body itself; anything else is what a tool made of it.
fn plain<'t>(name: &'static str, value: Value<'t>, request: Request) -> Body<'t> {
    if value.kind() == JsonKind::String {
        return within(name, value, request);
    }
    let step = Step::Part { start: value.span().start as usize };
    Body::new(name, request, value.raw().as_bytes(), step).reserialised()
}

/// What a JSON string says.
pub(super) fn within<'t>(name: &'static str, value: Value<'t>, request: Request) -> Body<'t> {
    let start = value.span().start as usize + 1;
    match value.text_bytes().unwrap_or_default() {
        Cow::Borrowed(text) => Body::new(name, request, text, Step::Part { start }),
        Cow::Owned(text) => {
            let raw = value.string_raw().unwrap_or_default();
            let step = Step::JsonString { raw, start, last: Cell::default() };
            Body::new(name, request, text, step)
        }
    }
}

fn decoded<'t>(name: &'static str, value: Value<'t>, content: Content, request: Request) -> Part<'t> {
    let text = value.text().unwrap_or_default();
    match unbase64(&text) {
        Ok(bytes) => Body::new(name, request, bytes, decoded_at(value)).holding(content).into(),
        Err(why) => {
            let help = "the wrapper says that its body is base64; the export is damaged or was edited";
            let message = format!("has a body that is not base64: {why}");
            Problem::new(name, decoded_at(value), text.len(), message, help).into()
        }
    }
}

fn decoded_at(value: Value<'_>) -> Step<'static> {
    Step::Decoded { at: value.span().start as usize, length: value.raw().len() }
}

/// Where a value stands, and its length.
pub(super) fn part_of(value: Value<'_>) -> (Step<'static>, usize) {
    (Step::Part { start: value.span().start as usize }, value.raw().len())
}

fn request<'v>(format: &JsonFormat, value: Value<'v>) -> Request {
    let first = |paths: &[Path], read: fn(Value<'v>) -> Option<Cow<'v, str>>| {
        paths.iter().filter_map(|path| follow(value, path)).find_map(read)
    };
    let headers = format.headers.iter().map(|at| match at {
        HeadersAt::Map(path) => follow(value, path).map(header_text).unwrap_or_default(),
        HeadersAt::Attributes(path, name) => {
            follow(value, path).map(|value| attributes(value, name)).unwrap_or_default()
        }
        HeadersAt::Siblings => siblings(value),
    });
    let mut url = first(format.url, scalar);
    if let (Some(url), Some(base)) =
        (&mut url, format.base.and_then(|path| follow(value, path)).and_then(scalar))
    {
        url.to_mut().insert_str(0, &base);
    }
    if let (Some(url), Some(query)) =
        (&mut url, format.query.and_then(|path| follow(value, path)).and_then(scalar))
        && !query.is_empty()
    {
        url.to_mut().push('?');
        url.to_mut().push_str(&query);
    }
    Request {
        headers: headers.into_iter().find(|headers: &Headers| !headers.is_empty()).unwrap_or_default(),
        method: first(format.method, scalar).or(format.always.map(Cow::Borrowed)).map(Into::into),
        url: url.map(Into::into),
        received_at: first(format.time, instant).map(Into::into),
        logged_by: first(format.logged_by, scalar).map(Into::into),
        words: None,
    }
}

/// Headers; a text that holds them as JSON is read as such.
fn header_text(value: Value<'_>) -> Headers {
    let text = value.text().filter(|text| text.trim_start().starts_with(['{', '[']));
    let mut tape = Tape::new();
    match text.as_ref().and_then(|text| tape.parse(text.as_bytes()).ok()) {
        Some(document) => header_map(document.root()),
        None => header_map(value),
    }
}
