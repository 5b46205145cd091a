//! From a record to the webhook request in it: wrappers are taken off, bodies kept byte for byte, headers beside them.
//!
//! The payload comes first: what is a provider's payload is never taken for a wrapper. A wrapper is told by at least
//! three facts, one of which only its maker has; base64 is decoded only where the form says so.

mod archives;
mod automation;
mod bodies;
mod cloud;
mod command;
mod databases;
mod envelope;
mod exports;
mod headers;
mod http;
mod inflate;
mod inspectors;
mod lines;
mod place;
mod request;
mod request_file;
mod shell;
mod tables;
mod texts;
mod time;
mod unwrap;
mod wrapper;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

pub use inflate::Inflation;
pub use place::{InRecord, Place};
pub use request::{Headers, Request};
pub use time::{civil, days, seconds};

use crate::json::{Document, JsonKind, SyntaxError, Tape};
use lines::Pieces;
use unwrap::{Each, Layer, MOST_LAYERS, wrappers};

/// How exactly a body is what was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// How exact a body is that no wrapper was around. Windows' line ends come from a tool, and so does a body of
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

/// A request that was found in a record.
#[derive(Debug)]
pub struct Capture<'a> {
    /// Its body; nothing where it has none.
    pub text: &'a [u8],
    /// The body parsed, or why it is not JSON.
    pub document: Result<Document<'a>, SyntaxError>,
    /// Where the body stands in the record.
    pub place: &'a Place<'a>,
    /// How exactly it is what was sent.
    pub fidelity: Fidelity,
    /// What else is known of the request.
    pub request: &'a Request,
    /// The wrappers that were taken off, the outermost first.
    pub chain: &'a [&'static str],
}

/// What is kept of a request besides its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captured {
    /// What is known of the request.
    pub request: Request,
    /// The wrappers that were taken off, the outermost first.
    pub chain: Vec<&'static str>,
    /// How exactly the body is what was sent.
    pub fidelity: Fidelity,
}

/// Something that holds no request, or one that cannot be read.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The wrapper that it is about.
    pub layer: &'static str,
    /// What is wrong, as a clause: `has a body that is not base64`.
    pub message: String,
    /// What to do.
    pub help: &'static str,
    /// Where in the record.
    pub at: InRecord,
    /// The part of the record that it is about, in bytes: no more than explains it.
    pub range: Range<usize>,
    /// Whether it is whole and simply holds no request.
    pub refused: bool,
}

/// What unwrapping comes upon.
#[derive(Debug)]
pub enum Found<'a> {
    /// A request.
    Capture(Capture<'a>),
    /// A layer that holds none.
    Fault(Fault),
    /// Something to say about the request that comes next.
    Remark(Fault),
    /// What is broken about the request that comes next, which can be read in part.
    Damage(Fault),
    /// So many lines of a log, or entries of a list, that hold none.
    Passed(u64),
}

/// Takes wrappers off.
pub struct Unwrapper<'s> {
    /// Whether a document is a provider's payload.
    is_payload: &'s dyn Fn(Document<'_>) -> bool,
    /// How far compressed bodies may still grow.
    inflation: Inflation,
    /// Pieces of log lines, until the rest comes.
    pieces: RefCell<Pieces>,
}

/// The tapes that unwrapping needs, kept from record to record.
#[derive(Debug)]
pub struct Tapes(Vec<Tape>);

impl Default for Tapes {
    fn default() -> Self {
        Self((0..MOST_LAYERS).map(|_| Tape::new()).collect())
    }
}

impl Tapes {
    /// How many bytes all parses with them have read: what has been done, for those who bound it.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.0.iter().map(Tape::bytes_read).sum()
    }
}

impl<'s> Unwrapper<'s> {
    /// `is_payload` tells payloads, which are never unwrapped; compressed bodies grow no further than `inflation`.
    #[must_use]
    pub fn new(is_payload: &'s dyn Fn(Document<'_>) -> bool, inflation: Inflation) -> Self {
        Self { is_payload, inflation, pieces: RefCell::default() }
    }

    /// Unwraps a record that is JSON. False where it is no wrapper: then it is the body itself. With `only`, no other
    /// wrapper is taken off first.
    pub fn record(
        &self,
        document: Document<'_>,
        only: Option<CaptureFormat>,
        tapes: &mut Tapes,
        each: &mut dyn FnMut(Found<'_>),
    ) -> bool {
        let tapes = tapes.0.as_mut_slice();
        if let Some(form) = only {
            return self.only(document, form, tapes, each);
        }
        let root = document.root();
        // Only what is not a payload may be a piece of a line; the look costs next to nothing.
        if root.kind() == JsonKind::Object && root.get("log").is_some() && self.piece(root, tapes, each) {
            return true;
        }
        self.value(document, &Place::Record, &Layer::default(), tapes, each)
    }

    /// Whether a document is a sender's own record of a delivery, which looks like the payload that it holds: it is
    /// unwrapped before anybody asks whether it is a payload.
    #[must_use]
    pub fn comes_first(&self, document: Document<'_>) -> bool {
        automation::DELIVERY.fits(document.root())
    }

    fn only(&self, document: Document<'_>, form: CaptureFormat, tapes: &mut [Tape], each: Each<'_>) -> bool {
        let root = document.root();
        let named = || wrappers().filter(|wrapper| wrapper.name == form.0);
        if let Some(wrapper) = named().find(|wrapper| wrapper.fits(root)) {
            self.read(wrapper, root, &Place::Record, &Layer::default(), tapes, each);
        } else {
            let missing = named().find_map(|wrapper| wrapper.marks.iter().find(|mark| !mark.holds(root)));
            let missing = missing.map_or_else(|| "JSON of its own".to_owned(), |mark| mark.in_words());
            let message = format!("is not in the form {}, which needs {missing}", form.0);
            let help = "leave out --as, or name the form that it has";
            let length = document.text().len();
            each(Found::Fault(unwrap::fault(&Layer::default(), &Place::Record, length, message, help)));
        }
        true
    }

    /// Unwraps a text that is not JSON: an HTTP message, a command, a table, a form, a log. False where nothing is known
    /// of its form.
    pub fn text(&self, text: &[u8], tapes: &mut Tapes, each: &mut dyn FnMut(Found<'_>)) -> bool {
        self.foreign(text, tapes.0.as_mut_slice(), each)
    }

    /// The same for a text that the caller says has this form.
    pub fn text_as(
        &self,
        text: &[u8],
        form: CaptureFormat,
        tapes: &mut Tapes,
        each: &mut dyn FnMut(Found<'_>),
    ) {
        if !self.foreign_as(text, form.0, tapes.0.as_mut_slice(), each) {
            let message = match texts::recognised(text) {
                Some(what) => format!("is not in the form {}: it is {what}", form.0),
                None => format!("is not in the form {}", form.0),
            };
            let help = "leave out --as, or name the form that it has";
            each(Found::Fault(unwrap::fault(&Layer::default(), &Place::Record, text.len(), message, help)));
        }
    }

    /// Unwraps a log: a payload or a wrapper somewhere in a line.
    pub fn lines(&self, text: &[u8], tapes: &mut Tapes, each: &mut dyn FnMut(Found<'_>)) {
        self.log(text, &Layer::default(), tapes.0.as_mut_slice(), each);
    }

    /// Tells of what is still waiting for its end when there is no more.
    pub fn end(&self, each: &mut dyn FnMut(Found<'_>)) {
        self.pieces.borrow_mut().left(each);
    }
}

/// What a document nearly is: a wrapper that lacks one mark. In words, with what it lacks.
#[must_use]
pub fn nearly(document: Document<'_>) -> Option<String> {
    let root = document.root();
    let (wrapper, mark) = wrappers().find_map(|wrapper| Some((wrapper, wrapper.lacks_one(root)?)))?;
    Some(format!("it looks like a capture of {}, which needs {}", wrapper.name, mark.in_words()))
}

/// Why a log without a payload has none, where that is known.
#[must_use]
pub fn foreign_print(text: &[u8]) -> Option<&'static str> {
    texts::foreign_print(text)
}

/// The name of a wrapper that the caller insists on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaptureFormat(&'static str);

impl CaptureFormat {
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
        texts::FORMS.contains(&self.0)
    }

    /// The names of all forms, sorted.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        let wrappers = wrappers().filter(|wrapper| wrapper.refusal.is_none()).map(|wrapper| wrapper.name);
        let names: BTreeSet<&'static str> =
            wrappers.chain(texts::FORMS.iter().copied()).chain(["json5"]).collect();
        names.into_iter().collect()
    }
}
