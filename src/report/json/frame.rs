//! What is around the items of every format of `hookspect/v1`: one document with a list and a summary, or a line each and
//! a last line with the summary, whose presence proves completeness.

use std::io::{self, Write};

use serde::Serialize;

use crate::model::Identification;

/// The name and version of the format.
pub(in crate::report) const FORMAT: &str = "hookspect/v1";

/// One document, or lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One document.
    Document,
    /// One item a line, and a last line with the summary.
    Lines,
}

/// An event as every format spells it: the provider, its version, and the name that the provider gives the event.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct EventName<'m> {
    /// The provider, also where one of its events is not known or which one it is remains open.
    pub provider: Option<&'m str>,
    /// The version, where it is one known event.
    pub version: Option<&'m str>,
    /// The event, where it is one that is known.
    pub event: Option<&'m str>,
}

impl<'m> From<Option<&Identification<'m>>> for EventName<'m> {
    fn from(identification: Option<&Identification<'m>>) -> Self {
        let model = identification.and_then(Identification::model);
        Self {
            provider: identification.and_then(Identification::origin).map(|(provider, _)| provider.id),
            version: model.map(|model| model.version.id),
            event: model.map(|model| model.event.name),
        }
    }
}

/// The frame of one run's output.
#[derive(Debug)]
pub(in crate::report) struct Frame {
    command: &'static str,
    /// What a document calls the list of its items.
    list: &'static str,
    pub(in crate::report) layout: Layout,
    is_begun: bool,
    has_items: bool,
}

#[derive(Serialize)]
struct LastLine<'a, S> {
    #[serde(rename = "type")]
    line_type: &'static str,
    format: &'static str,
    command: &'static str,
    summary: &'a S,
}

impl Frame {
    pub(in crate::report) const fn new(command: &'static str, list: &'static str, layout: Layout) -> Self {
        Self { command, list, layout, is_begun: false, has_items: false }
    }

    /// What a line of this kind says that it is; an item of a document says nothing.
    pub(in crate::report) fn line_type(&self, name: &'static str) -> Option<&'static str> {
        (self.layout == Layout::Lines).then_some(name)
    }

    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.layout == Layout::Lines || std::mem::replace(&mut self.is_begun, true) {
            return Ok(());
        }
        let Self { command, list, .. } = self;
        write!(out, "{{\"format\":\"{FORMAT}\",\"command\":\"{command}\",\"{list}\":[")
    }

    /// Writes an item.
    pub(in crate::report) fn item(&mut self, out: &mut dyn Write, item: &impl Serialize) -> io::Result<()> {
        self.begin(out)?;
        if self.layout == Layout::Document {
            out.write_all(if self.has_items { b",\n" } else { b"\n" })?;
        }
        self.has_items = true;
        serde_json::to_writer(&mut *out, item)?;
        if self.layout == Layout::Lines { out.write_all(b"\n") } else { Ok(()) }
    }

    /// Writes what comes after the last item. A document has `others` before its summary, those that are not empty.
    pub(in crate::report) fn end(
        &mut self,
        out: &mut dyn Write,
        others: &[(&str, &[serde_json::Value])],
        summary: &impl Serialize,
    ) -> io::Result<()> {
        self.begin(out)?;
        if self.layout == Layout::Lines {
            let line = LastLine { line_type: "summary", format: FORMAT, command: self.command, summary };
            serde_json::to_writer(&mut *out, &line)?;
            out.write_all(b"\n")?;
            return out.flush();
        }
        out.write_all(b"\n],\n")?;
        for (name, values) in others.iter().filter(|(_, values)| !values.is_empty()) {
            write!(out, "\"{name}\":")?;
            serde_json::to_writer(&mut *out, values)?;
            out.write_all(b",\n")?;
        }
        out.write_all(b"\"summary\":")?;
        serde_json::to_writer(&mut *out, summary)?;
        out.write_all(b"}\n")?;
        out.flush()
    }
}
