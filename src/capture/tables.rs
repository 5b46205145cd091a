//! Rows of databases as CSV or tab-separated text: one column is the body.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use super::databases::COLUMNS;
use super::headers::header_map;
use super::layer::{Body, Parts, Problem, Text};
use super::place::Step;
use super::request::{Headers, Request};
use crate::input::{TableKind, TablePart};
use crate::json::{JsonKind, Tape};

/// What a table with a header row is called.
pub(super) const TABLE: &str = "csv";

/// Whether a text begins as a table whose rows hold objects.
pub(super) fn begins_table(text: &[u8]) -> bool {
    let first = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let has = |part: &[u8]| memchr::memmem::find(text, part).is_some();
    let separated = |by: u8| first.contains(&by) && (has(&[by, b'"', b'{']) || has(&[by, b'{']));
    !first.contains(&b'{') && [b',', b';', b'\t'].into_iter().any(separated)
}

/// What separates the cells of a table with a header row, the names in that row, and which of its cells is the body.
/// Nothing where no cell of its first rows is a whole JSON object.
pub(super) fn payload_column(text: &[u8], tape: &mut Tape) -> Option<(u8, Vec<String>, usize)> {
    let first = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let delimiter = [b'\t', b',', b';'].into_iter().find(|byte| first.contains(byte))?;
    let mut probe = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text);
    let names = lower_case(probe.byte_headers().ok()?);
    let plain = |name: &String| !name.is_empty() && !name.contains(['{', '"', '=']) && name.len() < 64;
    if !names.iter().all(plain) || names.len() < 2 {
        return None;
    }
    let mut rows = probe.byte_records().take(64).filter_map(Result::ok);
    let column = rows.find_map(|row| body_column(&names, &row, tape))?;
    Some((delimiter, names, column))
}

/// A table with a header row.
pub(super) fn table(text: Text<'_>) -> Parts<'_> {
    let Text { bytes, tape, .. } = text;
    let (separator, _, column) = payload_column(bytes, tape).unwrap_or((b',', Vec::new(), 0));
    let is_unclosed = memchr::memchr_iter(b'"', bytes).count() % 2 == 1;
    let head = Vec::new().into();
    rows(bytes, &TablePart { kind: TableKind { separator, column }, head, start: 0, is_unclosed })
}

/// The rows of a part of a table, with or without the one that names its columns.
#[must_use]
pub fn rows<'t>(bytes: &'t [u8], part: &TablePart) -> Parts<'t> {
    let TablePart { kind: TableKind { separator, column }, head, start, is_unclosed } = part.clone();
    let before = head.len();
    let behind = bytes.get(start..).unwrap_or_default();
    let reader = Cursor::new(head).chain(behind);
    let mut rows = csv::ReaderBuilder::new().delimiter(separator).from_reader(reader);
    let names = rows.byte_headers().map(lower_case).unwrap_or_default();
    let offset = move |position: Option<&csv::Position>| {
        let at = position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
        (start + at).saturating_sub(before)
    };
    let mut row = csv::ByteRecord::new();
    Box::new(std::iter::from_fn(move || {
        let read = rows.read_byte_record(&mut row);
        // What ended the row before it, and blank lines, are not of it.
        let begin = |position: Option<&csv::Position>| {
            let at = offset(position);
            let rest = bytes.get(at..).unwrap_or_default();
            at + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
        };
        match read {
            Ok(true) => {}
            Ok(false) => return None,
            Err(error) => {
                let start = begin(error.position());
                let length = offset(Some(rows.position())).saturating_sub(start);
                let help = "every row has as many cells as the first; the others were read";
                let step = Step::Part { start };
                return Some(Problem::new(TABLE, step, length, "is a row of another length", help).into());
            }
        }
        let (at, end) = (begin(row.position()), offset(Some(rows.position())));
        let step = Step::Decoded { at, length: end.saturating_sub(at) };
        let body = row.get(column).unwrap_or_default();
        // A quote that is never closed swallows the rest of the table into the last cell.
        if is_unclosed && end >= bytes.len() && row.iter().any(|cell| cell.contains(&b'\n')) {
            let message = "is a row with a quote that is never closed";
            let help = "a quote within a cell is written twice";
            return Some(Problem::new(TABLE, step, body.len(), message, help).into());
        }
        Some(Body::new(TABLE, request(&names, &row), body.to_vec(), step).into())
    }))
}

fn lower_case(names: &csv::ByteRecord) -> Vec<String> {
    names.iter().map(|name| String::from_utf8_lossy(name).to_ascii_lowercase()).collect()
}

/// Which cell is the body of rows without a header, tab-separated, with backslash escapes: `SELECT ... INTO OUTFILE` and
/// `COPY`. Nothing where it is none of that.
pub(super) fn dumped_column(text: &[u8], tape: &mut Tape) -> Option<usize> {
    let mut lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let first = lines.next()?;
    let tabs = |line: &[u8]| memchr::memchr_iter(b'\t', line).count();
    let count = tabs(first);
    if count == 0 || is_function_log(first) || !lines.all(|line| tabs(line) == count) {
        return None;
    }
    let mut is_object = |cell: &[u8]| cell.first() == Some(&b'{') && tape.parse(&unescaped(cell)).is_ok();
    first.split(|byte| *byte == b'\t').position(&mut is_object)
}

/// Rows of such a dump.
pub(super) fn dump(text: Text<'_>) -> Parts<'_> {
    let Text { bytes, tape, .. } = text;
    let column = dumped_column(bytes, tape).unwrap_or_default();
    let mut at = 0;
    let lines = bytes.split(|byte| *byte == b'\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        (start, line)
    });
    Box::new(lines.filter(|(_, line)| !line.is_empty()).map(move |(start, line)| {
        let before: usize = line.split(|byte| *byte == b'\t').take(column).map(|cell| cell.len() + 1).sum();
        let cell = line.split(|byte| *byte == b'\t').nth(column).unwrap_or_default();
        let text = unescaped(cell);
        let step = match text {
            Cow::Borrowed(_) => Step::Part { start: start + before },
            Cow::Owned(_) => Step::Decoded { at: start + before, length: cell.len() },
        };
        Body::new("tsv", Request::default(), text, step).into()
    }))
}

/// Which cell of a row is the body: a column of a usual name, or any whose text is a whole object.
fn body_column(names: &[String], row: &csv::ByteRecord, tape: &mut Tape) -> Option<usize> {
    let mut is_object = |at: usize| {
        let cell = row.get(at).unwrap_or_default().trim_ascii_start();
        cell.starts_with(b"{")
            && tape.parse(cell).is_ok_and(|document| document.root().kind() == JsonKind::Object)
    };
    let usual =
        COLUMNS.iter().filter_map(|wanted| names.iter().position(|name| name.eq_ignore_ascii_case(wanted)));
    let others = (0..names.len()).filter(|at| names.get(*at).is_some_and(|name| !name.contains("header")));
    usual.chain(others).find(|at| is_object(*at))
}

fn request(names: &[String], row: &csv::ByteRecord) -> Request {
    let cell = |wanted: &[&str]| {
        let at = wanted.iter().find_map(|wanted| names.iter().position(|name| name == wanted))?;
        Some(String::from_utf8_lossy(row.get(at)?)).filter(|text| !text.is_empty())
    };
    let shared = |wanted: &[&str]| cell(wanted).map(Into::into);
    let mut headers = Headers::default();
    if let Some(text) = cell(&["headers", "request_headers"])
        && let Ok(document) = Tape::new().parse(text.as_bytes())
    {
        headers = header_map(document.root());
    }
    for (at, name) in names.iter().enumerate() {
        if let (Some(name), Some(value)) = (name.strip_prefix("headers."), row.get(at)) {
            headers.push(name, String::from_utf8_lossy(value).into_owned());
        }
    }
    Request {
        headers,
        method: shared(&["method", "http_method", "request_method"]),
        url: shared(&["url", "path", "uri"]),
        received_at: shared(&["received_at", "created_at", "time", "timestamp"]),
        ..Request::default()
    }
}

/// `2026-11-20T10:15:30.500Z TAB request TAB INFO TAB text`, which may hold tabs and backslashes of its own.
fn is_function_log(line: &[u8]) -> bool {
    let mut cells = line.split(|byte| *byte == b'\t');
    let time = cells.next().is_some_and(|cell| cell.len() > 18 && cell.get(10) == Some(&b'T'));
    time && cells
        .nth(1)
        .is_some_and(|cell| matches!(cell, b"INFO" | b"ERROR" | b"WARN" | b"DEBUG" | b"TRACE" | b"FATAL"))
}

/// A cell with its backslash escapes resolved.
fn unescaped(cell: &[u8]) -> Cow<'_, [u8]> {
    if !cell.contains(&b'\\') {
        return Cow::Borrowed(cell);
    }
    let mut text = Vec::with_capacity(cell.len());
    let mut bytes = cell.iter();
    while let Some(byte) = bytes.next() {
        match (byte, if *byte == b'\\' { bytes.next() } else { None }) {
            (_, None) => text.push(*byte),
            (_, Some(b'n')) => text.push(b'\n'),
            (_, Some(b't')) => text.push(b'\t'),
            (_, Some(b'r')) => text.push(b'\r'),
            (_, Some(other)) => text.push(*other),
        }
    }
    Cow::Owned(text)
}
