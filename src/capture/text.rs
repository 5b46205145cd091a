//! The forms of captures that are text and not JSON, in one table: what each is called, which text has it, how it is read.

use super::CaptureFormat;
use super::bru::{begins_bru, request};
use super::command::commands;
use super::event_stream::{begins_event_stream, events};
use super::form::{has_payload, members, payload};
use super::http::{begins_request, header_block, is_header_block, messages};
use super::layer::{Parts, Problem, Text, only};
use super::log::log;
use super::multipart::{begins_multipart, payloads};
use super::no_request::{no_request, refused};
use super::place::Step;
use super::remedy::Remedy;
use super::request_file::{begins_request_file, requests};
use super::shell::begins_with_curl;
use super::tables::{TABLE, begins_table, dump, dumped_column, payload_column, table};
use super::yaml::{begins_yaml, values};
use crate::input::TableKind;
use crate::json::Tape;

/// A form of captures that is text.
struct TextFormat {
    /// What it is called.
    name: &'static str,
    /// What it is, for people, where somebody takes it for another form.
    noun: Option<&'static str>,
    /// Whether a text that begins so has to be read whole, because no line of it shows alone what is in it.
    whole: fn(&[u8]) -> bool,
    /// Whether the body of another capture may have this form.
    nested: bool,
    /// Whether a text has this form.
    fits: fn(&[u8], &mut Tape) -> bool,
    /// What stands in it.
    read: for<'t> fn(Text<'t>) -> Parts<'t>,
}

impl TextFormat {
    const fn new(
        name: &'static str,
        fits: fn(&[u8], &mut Tape) -> bool,
        read: for<'t> fn(Text<'t>) -> Parts<'t>,
    ) -> Self {
        Self { name, noun: None, whole: |_| false, nested: false, fits, read }
    }

    const fn called(self, noun: &'static str) -> Self {
        Self { noun: Some(noun), ..self }
    }

    const fn whole(self, whole: fn(&[u8]) -> bool) -> Self {
        Self { whole, ..self }
    }

    const fn nested(self) -> Self {
        Self { nested: true, ..self }
    }
}

/// The name of what only looks like a capture; nobody can ask for it.
const REFUSED: &str = "text";

/// A log, which any text may be: nobody takes a text for one before everything else.
const LOG: &str = "log-line";

/// Every form, the most particular first.
const FORMATS: &[TextFormat] = &[
    TextFormat::new("http", |text, _| begins_messages(text), |text| messages(text.bytes))
        .called("an HTTP message")
        .whole(begins_messages),
    TextFormat::new("http-file", |text, _| begins_request_file(text), requests)
        .called("a file of requests")
        .whole(begins_request_file),
    TextFormat::new(REFUSED, |text, _| no_request(text).is_some(), |text| refused(text.bytes)),
    TextFormat::new("curl", |text, _| begins_with_curl(text), |text| commands(text.bytes))
        .called("a curl command")
        .whole(begins_with_curl),
    TextFormat::new("bruno", |text, _| begins_bru(text), |text| request(text.bytes))
        .called("a file of Bruno")
        .whole(begins_bru),
    TextFormat::new("yaml", |text, _| begins_yaml(text), |text| values(text.bytes))
        .called("YAML")
        .whole(begins_yaml),
    TextFormat::new("event-stream", |text, _| begins_event_stream(text), events).called("a stream of events"),
    TextFormat::new("http-headers", |text, _| is_header_block(text), |text| header_block(text.bytes)),
    TextFormat::new("multipart", |text, _| begins_multipart(text), payloads)
        .called("a form in several parts")
        .whole(begins_multipart)
        .nested(),
    TextFormat::new("form", has_payload, payload).nested(),
    TextFormat::new(TABLE, |text, tape| payload_column(text, tape).is_some(), table).whole(begins_table),
    TextFormat::new("tsv", |text, tape| dumped_column(text, tape).is_some(), dump),
    TextFormat::new("tsv", |text, tape| payload_column(text, tape).is_some(), table),
];

/// The names of all forms of text.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().map(|format| format.name).filter(|name| *name != REFUSED).chain([LOG])
}

/// Editors write the version of HTTP too, but no other has a line that separates requests.
fn begins_messages(text: &[u8]) -> bool {
    let separated = || memchr::memmem::find(text, b"\n###").is_some();
    begins_request(text.trim_ascii_start()) && !(separated() && begins_request_file(text))
}

/// Whether a source that begins so has to be read whole.
#[must_use]
pub fn is_whole(text: &[u8]) -> bool {
    FORMATS.iter().any(|format| (format.whole)(text))
}

/// How the rows of a text that begins so are read one by one, if it is a table whose rows hold payloads. With `only`, where
/// it is asked for as a table.
#[must_use]
pub fn table_kind(text: &[u8], only: Option<CaptureFormat>) -> Option<TableKind> {
    let mut tape = Tape::new();
    let of_name = |format: &&TextFormat| only.is_none_or(|only| only.name() == format.name);
    let format = FORMATS.iter().filter(of_name).find(|format| (format.fits)(text, &mut tape))?;
    let (separator, _, column) = payload_column(text, &mut tape).filter(|_| format.name == TABLE)?;
    Some(TableKind { separator, column })
}

/// What stands in a text that is not JSON; nothing where nothing is known of its form.
#[must_use]
pub fn text_layer(text: Text<'_>) -> Option<Parts<'_>> {
    match FORMATS.iter().find(|format| (format.fits)(text.bytes, text.tape)) {
        Some(format) => Some((format.read)(text)),
        None => members(text),
    }
}

/// The same of a text that is the body of a capture.
#[must_use]
pub fn nested_layer(text: Text<'_>) -> Option<Parts<'_>> {
    match FORMATS.iter().find(|format| format.nested && (format.fits)(text.bytes, text.tape)) {
        Some(format) => Some((format.read)(text)),
        None => members(text),
    }
}

/// The same of a text that the caller says has the form of this name.
pub(super) fn text_layer_as<'t>(text: Text<'t>, name: &'static str) -> Parts<'t> {
    if name == LOG {
        return log(text);
    }
    let mut named = FORMATS.iter().filter(|format| format.name == name);
    if let Some(format) = named.find(|format| (format.fits)(text.bytes, text.tape)) {
        return (format.read)(text);
    }
    let message = match recognised(text.bytes, text.tape) {
        Some(what) => format!("is not in the form {name}: it is {what}"),
        None => format!("is not in the form {name}"),
    };
    let help = Remedy::NameOtherFormat;
    only(Problem::new(None, Step::WHOLE, text.bytes.len(), message, help))
}

/// What a text is, in words.
fn recognised(text: &[u8], tape: &mut Tape) -> Option<String> {
    let mut formats = FORMATS.iter().filter(|format| (format.fits)(text, tape));
    if let Some((noun, name)) = formats.find_map(|format| Some((format.noun?, format.name))) {
        return Some(format!("{noun} ({name})"));
    }
    matches!(text.trim_ascii_start().first(), Some(b'{' | b'[' | b'"')).then(|| "JSON of its own".to_owned())
}
