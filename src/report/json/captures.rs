//! The bodies of captures, byte for byte, or with what is known of each request.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};

use super::frame::{EventName, Frame, Layout};
use crate::capture::{Captured, Headers};
use crate::json::{Style, Tape, Writer, quoted};
use crate::redact::{Mask, Masked, masked_text};
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::parts::terminal::{Screen, harmless_json, harmless_lines};
use crate::report::tally::Tally;

/// Bodies one after another, as they were captured; on a terminal, and wherever it was asked for, with secrets hidden.
pub struct Bodies<W> {
    out: W,
    mask: Mask,
    screen: Screen,
    masked: bool,
    count: u64,
    ended: bool,
}

impl<W: Write> Bodies<W> {
    /// Bodies on `out`. What is not a terminal gets every byte, unless `masked`.
    pub const fn new(out: W, mask: Mask, screen: Screen, masked: bool) -> Self {
        Self { out, mask, screen, masked, count: 0, ended: false }
    }
}

impl<'m, W: Write> Report<'m> for Bodies<W> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        if !is_body(entry) {
            return Ok(());
        }
        if self.count > 0 && !self.ended {
            self.out.write_all(b"\n")?;
        }
        self.count += 1;
        if !self.screen.is_terminal() {
            self.ended = entry.text.ends_with(b"\n");
            if self.masked {
                return self.out.write_all(masked_body(entry, &self.mask).as_bytes());
            }
            return self.out.write_all(entry.text);
        }
        self.ended = false;
        let shown = masked_body(entry, &self.mask);
        let shown = shown.trim_end_matches(['\r', '\n']);
        if Tape::new().parse(shown.as_bytes()).is_ok() {
            return self.out.write_all(harmless_json(shown).as_bytes());
        }
        self.out.write_all(harmless_lines(&shown.replace("\r\n", "\n")).as_bytes())
    }

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        if !self.ended && (self.count > 1 || (self.count > 0 && self.screen.is_terminal())) {
            self.out.write_all(b"\n")?;
        }
        self.out.flush()
    }
}

/// Whether an entry is a body, and not a finding about something that holds none.
#[must_use]
pub fn is_body(entry: &Entry<'_, '_>) -> bool {
    let bare = entry.identification.is_some() && entry.text.starts_with(b"{");
    !entry.empty && (entry.capture.is_some() || bare)
}

/// The body's text with secrets hidden.
#[must_use]
pub fn masked_body(entry: &Entry<'_, '_>, mask: &Mask) -> String {
    let text = String::from_utf8_lossy(entry.text);
    let mut tape = Tape::new();
    let hidden = match tape.parse(entry.text) {
        Ok(document) => mask.spans(document, entry.body()),
        Err(_) => mask.raw_spans(&text, entry.beginning),
    };
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    masked_text(&text, crate::json::Span { start: 0, end }, &hidden)
}

/// The body's JSON without white space and with secrets hidden; `None` where it is no JSON.
fn compact_body(entry: &Entry<'_, '_>, mask: &Mask) -> Option<String> {
    let mut tape = Tape::new();
    let document = tape.parse(entry.text).ok()?;
    let hidden = mask.spans(document, entry.body());
    let mut out = String::new();
    Writer::new(Style::COMPACT).replacing(Masked(&hidden)).write(document.root(), &mut out).ok()?;
    Some(out)
}

/// Captures with all that is known of them: one document, or one a line.
pub struct Captures<W> {
    out: W,
    mask: Mask,
    frame: Frame,
}

impl<W: Write> Captures<W> {
    /// Captures on `out`.
    pub const fn new(out: W, mask: Mask, layout: Layout) -> Self {
        Self { out, mask, frame: Frame::new("unwrap", "captures", layout) }
    }
}

#[derive(Serialize)]
struct RequestLine<'a> {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    line_type: Option<&'static str>,
    source: &'a str,
    #[serde(rename = "record")]
    number: u64,
    #[serde(flatten)]
    name: EventName<'a>,
    chain: &'a [&'static str],
    method: Option<&'a str>,
    url: Option<Cow<'a, str>>,
    received_at: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logged_by: Option<&'a str>,
    headers: Vec<(&'a str, String)>,
    fidelity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
    body: Option<Box<RawValue>>,
    body_sha256: Option<String>,
}

impl<'m, W: Write> Report<'m> for Captures<W> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        let bare = entry.capture.is_none() && !is_body(entry);
        if bare {
            return Ok(());
        }
        let request = entry.capture.map(|capture| &capture.request);
        let body = (!entry.text.is_empty()).then(|| {
            let value = compact_body(entry, &self.mask).map(RawValue::from_string);
            let text = || RawValue::from_string(quoted(&masked_body(entry, &self.mask)));
            value.unwrap_or_else(text).or_else(|_| text()).unwrap_or_else(|_| RawValue::NULL.to_owned())
        });
        let digest = || base16ct::lower::encode_string(&Sha256::digest(entry.text));
        let line = RequestLine {
            line_type: self.frame.line_type("capture"),
            source: entry.source,
            number: entry.number(),
            name: EventName::from(entry.identification),
            chain: entry.capture.map(|capture| capture.chain.as_slice()).unwrap_or_default(),
            method: request.and_then(|request| request.method.as_deref()),
            url: request.and_then(|request| request.url.as_deref()).map(|url| self.mask.text(url)),
            received_at: request.and_then(|request| request.received_at.as_deref()),
            logged_by: request.and_then(|request| request.logged_by.as_deref()),
            headers: request.map(|request| masked_headers(&request.headers, &self.mask)).unwrap_or_default(),
            fidelity: entry.fidelity().name(),
            pointer: entry.capture.and_then(Captured::pointer),
            body_sha256: body.is_some().then(digest),
            body,
        };
        self.frame.item(&mut self.out, &line)
    }

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        self.frame.end(&mut self.out, &[], tally)
    }
}

/// Headers, those hidden whose names read like secrets.
pub(in crate::report) fn masked_headers<'h>(headers: &'h Headers, mask: &Mask) -> Vec<(&'h str, String)> {
    headers.iter().map(|(name, text)| (name, mask.header(name, text).into_owned())).collect()
}
