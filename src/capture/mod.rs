//! The forms in which webhook requests are held: from a document or a text to what stands in it, layer by layer. Bodies
//! are kept byte for byte, headers beside them.
//!
//! A form is told by at least three facts, one of which only its maker has; base64 is decoded only where the form says
//! so. What is a provider's payload is never taken for a capture: whoever asks for a layer knows that it is none.

mod alone;
mod around;
mod at;
mod automation;
mod body;
mod bru;
mod cloud;
mod cloud_event;
mod collections;
mod command;
mod container;
mod curl_options;
mod databases;
mod documents;
mod entry;
mod envelope;
mod event_stream;
mod exports;
mod form;
mod format;
mod headers;
mod http;
mod hurl;
mod in_line;
mod inflate;
mod inner;
mod inspectors;
mod item;
mod layer;
mod listed;
mod log;
mod log_time;
mod mark;
mod multipart;
mod no_request;
mod place;
mod printed;
mod quoting;
mod recordings;
mod remedy;
mod request;
mod request_file;
mod shell;
mod stubs;
mod tables;
mod text;
mod time;
mod value;
mod yaml;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use alone::{Alone, each_alone};
pub use at::{at, nothing_at};
pub use cloud_event::structured;
pub use container::Pieces;
pub use documents::{comes_first, layer, nearly};
pub use entry::entry;
pub use http::{begins_request, messages};
pub use inflate::{inflated, is_gzip};
pub use inner::payload;
pub use layer::{Body, Content, Gravity, Part, Parts, Problem, Text};
pub use listed::Listed;
pub use log::{line, log};
pub use no_request::foreign_print;
pub use place::{InRecord, Place, Step};
pub use remedy::Remedy;
pub use request::{Headers, Request};
pub use tables::rows;
pub use text::{is_whole, nested_layer, table_kind, text_layer};
pub use time::{received, seconds};

use crate::json::{Document, Pointer};

/// How exactly a body is what was sent, the most exact first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fidelity {
    /// Byte for byte.
    Exact,
    /// The same text in another encoding or with other line ends.
    Transcoded,
    /// A tool has parsed it and written it again.
    Reserialised,
    /// Its end is missing.
    Truncated,
}

impl Fidelity {
    /// How exact a body is that no capture was around. Windows' line ends come from a tool, and so does a body of
    /// several lines beside others: whoever put them together has laid them out. `alone` says that it is not one of those.
    #[must_use]
    pub fn of_bare(text: &[u8], alone: bool) -> Self {
        let text = text.trim_ascii();
        if memchr::memmem::find(text, b"\r\n").is_some() {
            Self::Transcoded
        } else if text.contains(&b'\n') && !alone {
            Self::Reserialised
        } else {
            Self::Exact
        }
    }

    /// `exact`, `transcoded`, `reserialised`, `truncated`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Transcoded => "transcoded",
            Self::Reserialised => "reserialised",
            Self::Truncated => "truncated",
        }
    }
}

/// What is kept of a request besides its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captured {
    /// What is known of the request.
    pub request: Request,
    /// The layers that were taken off, the outermost first.
    pub chain: Vec<&'static str>,
    /// How exactly the body is what was sent.
    pub fidelity: Fidelity,
    /// The body that was sent, where this is only a part of it.
    pub whole: Option<WholeBody>,
}

/// The body of a request that a payload is only a part of: an item of a list, a member of a form. The sender signs the
/// whole of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeBody {
    /// The body.
    pub text: Arc<[u8]>,
    /// How exactly it is what was sent.
    pub fidelity: Fidelity,
    /// Which part of it the payload is.
    pub portion: Portion,
}

/// Which part of the body of a request a payload is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Portion {
    /// One for which the body has no pointer: a member of a form.
    #[default]
    Field,
    /// The value at a pointer.
    Value(Pointer),
    /// All of it, with the item at a pointer as the only one of its list.
    WithOnly(Pointer),
}

impl Captured {
    /// Where the payload, or what of the body is only in it, stands in the body that was sent, where it is only a part of
    /// that.
    #[must_use]
    pub fn pointer(&self) -> Option<&str> {
        match &self.whole.as_ref()?.portion {
            Portion::Field => None,
            Portion::Value(pointer) | Portion::WithOnly(pointer) => Some(pointer.as_str()),
        }
    }

    /// The form that was sent, where the payload is one of its fields.
    #[must_use]
    pub fn form(&self) -> Option<&[u8]> {
        self.whole.as_ref().filter(|whole| whole.portion == Portion::Field).map(|whole| &*whole.text)
    }

    /// The text that was signed, and how exactly it is that, where it is not the payload's own.
    #[must_use]
    pub fn signed(&self) -> Option<(&[u8], Fidelity)> {
        self.whole.as_ref().map(|whole| (&*whole.text, whole.fidelity))
    }
}

/// The name of a form that the caller insists on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaptureFormat(&'static str);

impl CaptureFormat {
    /// JSON5, JSONC and other relaxed JSON.
    pub const JSON5: Self = Self("json5");
    /// A curl command.
    pub const CURL: Self = Self("curl");
    /// HTTP messages.
    pub const HTTP: Self = Self("http");
    /// One request a line: how requests are printed, and no form that a capture is in.
    pub const NDJSON: Self = Self("ndjson");

    /// The form of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::names().into_iter().find(|one| *one == name).map(Self)
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0
    }

    /// Whether it is a form of text that is not JSON.
    #[must_use]
    pub fn is_text(self) -> bool {
        text::names().any(|name| name == self.0)
    }

    /// The names of all forms, sorted.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        let documents = documents::formats().filter(|format| format.refusal.is_none());
        let names: BTreeSet<&'static str> =
            documents.map(|format| format.name).chain(text::names()).chain([Self::JSON5.0]).collect();
        names.into_iter().collect()
    }

    /// What stands in a document that has this form; if it has not, what it lacks.
    #[must_use]
    pub fn layer(self, document: Document<'_>) -> Parts<'_> {
        documents::layer_as(document, self.0)
    }

    /// The same of a text.
    #[must_use]
    pub fn text_layer(self, text: Text<'_>) -> Parts<'_> {
        text::text_layer_as(text, self.0)
    }
}
