//! Rows of databases as CSV or tab-separated text: one column is the body.

use std::borrow::Cow;

use super::databases::COLUMNS;
use super::headers::header_map;
use super::place::Place;
use super::request::{Headers, Request};
use super::unwrap::{Body, Each, Layer, fault};
use super::{Fidelity, Found, Unwrapper};
use crate::json::{JsonKind, Tape};

impl Unwrapper<'_> {
    /// A table with a header row. False where no cell of its first rows is a whole JSON object.
    pub(super) fn table(&self, text: &[u8], layer: &Layer, tapes: &mut [Tape], each: Each<'_>) -> bool {
        let first = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let Some(delimiter) = [b'\t', b',', b';'].into_iter().find(|byte| first.contains(byte)) else {
            return false;
        };
        let reader = || csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text);
        let mut probe = reader();
        let Ok(names) = probe.byte_headers().cloned() else { return false };
        let names: Vec<String> =
            names.iter().map(|name| String::from_utf8_lossy(name).to_ascii_lowercase()).collect();
        let plain = |name: &String| !name.is_empty() && !name.contains(['{', '"', '=']) && name.len() < 64;
        if !names.iter().all(plain) || names.len() < 2 {
            return false;
        }
        let mut rows = probe.byte_records().take(64).filter_map(Result::ok);
        let Some(column) = rows.find_map(|row| body_column(&names, &row, tapes)) else { return false };
        let unclosed = memchr::memchr_iter(b'"', text).count() % 2 == 1;
        let mut rows = reader();
        let mut row = csv::ByteRecord::new();
        loop {
            match rows.read_byte_record(&mut row) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    let at = offset(error.position());
                    let here = Place::Part { of: &Place::Record, start: at };
                    let layer = layer.with("csv", Request::default());
                    let message = "is a row of another length".to_owned();
                    let help = "every row has as many cells as the first; the others were read";
                    let length = offset(Some(rows.position())).saturating_sub(at);
                    each(Found::Fault(fault(&layer, &here, length, message, help)));
                    continue;
                }
            }
            let at = offset(row.position());
            let length = offset(Some(rows.position())).saturating_sub(at);
            let here = Place::Decoded { of: &Place::Record, at, length };
            let layer = layer.with("csv", request(&names, &row));
            let body = row.get(column).unwrap_or_default();
            // A quote that is never closed swallows the rest of the table into the last cell.
            let is_last = offset(Some(rows.position())) >= text.len();
            if unclosed && is_last && row.iter().any(|cell| cell.contains(&b'\n')) {
                let message = "is a row with a quote that is never closed".to_owned();
                let help = "a quote within a cell is written twice";
                each(Found::Fault(fault(&layer, &here, body.len(), message, help)));
                continue;
            }
            let text = Cow::Borrowed(body);
            self.body(Body { text, place: &here, fidelity: Fidelity::Exact, layer: &layer }, tapes, each);
        }
        true
    }

    /// Rows without a header, tab-separated, with backslash escapes: `SELECT ... INTO OUTFILE` and `COPY`. False where it
    /// is none.
    pub(super) fn dump(&self, text: &[u8], layer: &Layer, tapes: &mut [Tape], each: Each<'_>) -> bool {
        let lines = || text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let Some(first) = lines().next() else { return false };
        let tabs = |line: &[u8]| memchr::memchr_iter(b'\t', line).count();
        let count = tabs(first);
        if count == 0 || is_function_log(first) || !lines().all(|line| tabs(line) == count) {
            return false;
        }
        let is_object = |cell: &[u8], tapes: &mut [Tape]| {
            cell.first() == Some(&b'{')
                && tapes.first_mut().is_some_and(|tape| tape.parse(&unescaped(cell)).is_ok())
        };
        let mut cells = first.split(|byte| *byte == b'\t');
        let Some(column) = cells.position(|cell| is_object(cell, tapes)) else { return false };
        let mut at = 0;
        for line in text.split(|byte| *byte == b'\n') {
            let start = at;
            at += line.len() + 1;
            if line.is_empty() {
                continue;
            }
            let before: usize =
                line.split(|byte| *byte == b'\t').take(column).map(|cell| cell.len() + 1).sum();
            let cell = line.split(|byte| *byte == b'\t').nth(column).unwrap_or_default();
            let layer = layer.with("tsv", Request::default());
            let part = Place::Part { of: &Place::Record, start: start + before };
            let decoded = Place::Decoded { of: &part, at: 0, length: cell.len() };
            let (text, here) = match unescaped(cell) {
                Cow::Borrowed(text) => (Cow::Borrowed(text), &part),
                Cow::Owned(text) => (Cow::Owned(text), &decoded),
            };
            self.body(Body { text, place: here, fidelity: Fidelity::Exact, layer: &layer }, tapes, each);
        }
        true
    }
}

fn offset(position: Option<&csv::Position>) -> usize {
    position.map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0))
}

/// Which cell of a row is the body: a column of a usual name, or any whose text is a whole object.
fn body_column(names: &[String], row: &csv::ByteRecord, tapes: &mut [Tape]) -> Option<usize> {
    let mut is_object = |at: usize| {
        let cell = row.get(at).unwrap_or_default().trim_ascii_start();
        let tape = tapes.first_mut().filter(|_| cell.starts_with(b"{"));
        tape.is_some_and(|tape| {
            tape.parse(cell).is_ok_and(|document| document.root().kind() == JsonKind::Object)
        })
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
