//! The one loop that goes from a record through the layers of a capture to the requests in it: it owns how deep that may
//! go, the tapes, and how far compressed bodies may grow.

mod apart;

use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::sync::Arc;

use super::inflation::Inflation;
use crate::capture::{
    Body, CaptureFormat, Content, Fidelity, Gravity, InRecord, Listed, Part, Parts, Pieces, Place, Portion,
    Problem, Remedy, Request, Step, Text, WholeBody, at, begins_request, comes_first, entry, inflated,
    is_gzip, layer, line, log, messages, nested_layer, nothing_at, rows, text_layer,
};
use crate::input::TablePart;
use crate::json::{Document, Pointer, SyntaxError, Tape};

/// How many layers are taken off one body.
const MOST_LAYERS: usize = 8;

/// How many items of a list are looked at for a payload.
pub(super) const FIRST_ITEMS: usize = 16;

/// A request that was found in a record.
#[derive(Debug)]
pub struct Capture<'a, J> {
    /// Its body; nothing where it has none.
    pub text: &'a [u8],
    /// The body parsed, or why it is not JSON.
    pub document: Result<Document<'a>, SyntaxError>,
    /// What was made of the body, where it could be parsed.
    pub judged: Option<J>,
    /// Where the body stands in the record.
    pub place: &'a Place<'a>,
    /// How exactly it is what was sent.
    pub fidelity: Fidelity,
    /// What else is known of the request.
    pub request: &'a Request,
    /// The layers that were taken off, the outermost first.
    pub chain: &'a [&'static str],
    /// The body that was sent, where this is only a part of it.
    pub whole: Option<&'a WholeBody>,
}

/// Something that holds no request, or one that cannot be read.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The layer that it is about.
    pub layer: Option<&'static str>,
    /// What is wrong, as a clause: `has a body that is not base64`.
    pub message: String,
    /// What to do.
    pub remedy: Remedy,
    /// Where in the record.
    pub at: InRecord,
    /// The part of the record that it is about, in bytes: no more than explains it.
    pub range: Range<usize>,
    /// Whether it is whole and simply holds no request.
    pub refused: bool,
}

/// What unwrapping comes upon.
#[derive(Debug)]
pub enum Found<'a, J> {
    /// A request.
    Capture(Capture<'a, J>),
    /// A layer that holds none.
    Fault(Fault),
    /// Something to say about the request that comes next.
    Remark(Fault),
    /// What is broken about the request that comes next, which can be read in part.
    Damage(Fault),
    /// So many lines of a log, or entries of a list, that hold none.
    Passed(u64),
}

/// What somebody who knows payloads says of a document.
#[derive(Debug)]
pub struct Judged<J> {
    /// Whether it is a payload, and therefore no layer.
    pub is_payload: bool,
    /// The list in it whose items are events of their own, where it holds several: the number of its node.
    pub events: Option<u32>,
    /// Where it is an event that comes as a form, for each member whether its model wants what the text says for itself:
    /// a number, `true` or `false`.
    pub form: Option<Vec<bool>>,
    /// What was made of it.
    pub verdict: J,
}

/// The tapes that unwrapping needs, kept from record to record.
#[derive(Debug)]
pub struct Tapes {
    /// To try a text with.
    of_text: Tape,
    of_layers: Vec<Tape>,
}

impl Default for Tapes {
    fn default() -> Self {
        Self { of_text: Tape::new(), of_layers: (0..MOST_LAYERS).map(|_| Tape::new()).collect() }
    }
}

impl Tapes {
    /// How many bytes all parses with them have read: what has been done, for those who bound it.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.of_layers.iter().chain([&self.of_text]).map(Tape::bytes_read).sum()
    }
}

/// What was taken off so far, and what it told.
#[derive(Debug, Clone, Default)]
struct Layers {
    request: Request,
    chain: Vec<&'static str>,
    /// The body that was sent, where what is read is only a part of it.
    whole: Option<WholeBody>,
    /// Whether the place was found that the caller has named.
    located: bool,
}

impl Layers {
    /// One layer more.
    fn with(&self, format: &'static str, mut request: Request) -> Self {
        request.add_outer(&self.request);
        let mut chain = Vec::with_capacity(self.chain.len() + 1);
        chain.extend_from_slice(&self.chain);
        chain.push(format);
        Self { request, chain, whole: self.whole.clone(), located: self.located }
    }
}

/// A text that is read, and what is known of it.
#[derive(Clone, Copy)]
struct Opened<'o> {
    text: &'o [u8],
    place: &'o Place<'o>,
    layers: &'o Layers,
    fidelity: Fidelity,
}

/// Where what is found goes.
type Each<'e, J> = &'e mut dyn FnMut(Found<'_, J>);

/// Takes layers off.
pub struct Unwrapper<'s, J> {
    /// What a document is that came with such a request.
    judge: &'s dyn Fn(Document<'_>, &Request) -> Judged<J>,
    /// Where the caller says that the payload stands.
    at: Option<&'s Pointer>,
    /// How far compressed bodies may still grow.
    inflation: Inflation,
    /// Pieces of log lines, until the rest comes.
    pieces: RefCell<Pieces>,
}

impl<'s, J> Unwrapper<'s, J> {
    /// `judge` tells payloads, which are never unwrapped; compressed bodies grow no further than `inflation`.
    #[must_use]
    pub fn new(judge: &'s dyn Fn(Document<'_>, &Request) -> Judged<J>, inflation: Inflation) -> Self {
        Self { judge, at: None, inflation, pieces: RefCell::default() }
    }

    /// Reads the value that stands there: in the record, or in the body of a capture in it.
    #[must_use]
    pub const fn at(mut self, pointer: Option<&'s Pointer>) -> Self {
        self.at = pointer;
        self
    }

    /// Unwraps a record that is JSON and no payload. False where it is no capture: then it is the body itself. With
    /// `only`, no other layer is taken off first.
    pub fn record(
        &self,
        document: Document<'_>,
        only: Option<CaptureFormat>,
        tapes: &mut Tapes,
        each: &mut dyn FnMut(Found<'_, J>),
    ) -> bool {
        let parts: Option<Parts<'_>> = match (only, self.pieces.borrow_mut().piece(document)) {
            (Some(format), _) => Some(format.layer(document)),
            (None, Some(parts)) => Some(parts),
            (None, None) => self.layer(document, &Layers::default()),
        };
        let (located, parts) = match self.located(document, &Layers::default()) {
            Some(located) => (true, Some(located)),
            None => (false, parts.or_else(|| Some(nothing_at(document, self.at?)))),
        };
        let Some(parts) = parts else { return false };
        let text = document.text().as_bytes();
        let layers = Layers { located, ..Layers::default() };
        self.parts(parts, Opened::record(text, &Place::RECORD, &layers), &mut tapes.of_layers, each);
        true
    }

    /// Unwraps an item of a list whose items are captures of this form.
    pub fn item(
        &self,
        item: Document<'_>,
        form: Listed,
        tapes: &mut Tapes,
        each: &mut dyn FnMut(Found<'_, J>),
    ) {
        let layers = Layers::default();
        let record = Opened::record(item.text().as_bytes(), &Place::RECORD, &layers);
        self.parts(form.item(item), record, &mut tapes.of_layers, each);
    }

    /// Unwraps a text that is not JSON: an HTTP message, a command, a table, a form, a log. False where nothing is known
    /// of its form.
    pub fn text(&self, text: &[u8], tapes: &mut Tapes, each: &mut dyn FnMut(Found<'_, J>)) -> bool {
        self.read(text, &|text| text_layer(text), tapes, each)
    }

    /// The same for a text that the caller says has this form.
    pub fn text_as(
        &self,
        text: &[u8],
        format: CaptureFormat,
        tapes: &mut Tapes,
        each: &mut dyn FnMut(Found<'_, J>),
    ) {
        self.read(text, &|text| Some(format.text_layer(text)), tapes, each);
    }

    /// Unwraps the rows of a part of a table.
    pub fn rows(&self, text: &[u8], part: &TablePart, tapes: &mut Tapes, each: &mut dyn FnMut(Found<'_, J>)) {
        let layers = Layers::default();
        let record = Opened::record(text, &Place::RECORD, &layers);
        self.parts(rows(text, part), record, &mut tapes.of_layers, each);
    }

    /// Unwraps a log: a payload or a capture somewhere in a line.
    pub fn lines(&self, text: &[u8], tapes: &mut Tapes, each: &mut dyn FnMut(Found<'_, J>)) {
        self.read(text, &|text| Some(log(text)), tapes, each);
    }

    /// Tells of what is still waiting for its end when there is no more.
    pub fn end(&self, each: &mut dyn FnMut(Found<'_, J>)) {
        let left = self.pieces.borrow_mut().left();
        self.parts(left, Opened::record(b"", &Place::RECORD, &Layers::default()), &mut [], each);
    }

    fn read(
        &self,
        bytes: &[u8],
        reader: &dyn for<'t> Fn(Text<'t>) -> Option<Parts<'t>>,
        tapes: &mut Tapes,
        each: Each<'_, J>,
    ) -> bool {
        let Tapes { of_text: tape, of_layers } = tapes;
        let layers = Layers::default();
        let is_payload = |document: Document<'_>| self.is_payload(document, &layers);
        let as_form = |document: Document<'_>| (self.judge)(document, &layers.request).form;
        let Some(parts) = reader(Text { bytes, tape, is_payload: &is_payload, as_form: &as_form }) else {
            return false;
        };
        self.parts(parts, Opened::record(bytes, &Place::RECORD, &layers), of_layers, each);
        true
    }

    fn is_payload(&self, document: Document<'_>, layers: &Layers) -> bool {
        match self.at.filter(|_| !layers.located) {
            Some(pointer) => document.pointer(pointer.as_str()).is_some(),
            None => (self.judge)(document, &layers.request).is_payload,
        }
    }

    /// What stands where the caller says, unless that was found further out.
    fn located<'d>(&self, document: Document<'d>, layers: &Layers) -> Option<Parts<'d>> {
        at(document, self.at.filter(|_| !layers.located)?)
    }

    /// What stands in a document that is a layer, or an entry of a log.
    fn layer<'d>(&self, document: Document<'d>, layers: &Layers) -> Option<Parts<'d>> {
        let is_payload = |document: Document<'_>| self.is_payload(document, layers);
        layer(document).or_else(|| entry(document, &is_payload))
    }

    /// What stands in a layer.
    fn parts(&self, parts: Parts<'_>, outer: Opened<'_>, tapes: &mut [Tape], each: Each<'_, J>) {
        // All parts of a body share it.
        let whole = OnceCell::new();
        for part in parts {
            match part {
                Part::Passed(count) => each(Found::Passed(count)),
                Part::Problem(problem) => each(problem_at(problem, outer.place)),
                Part::Body(body) => self.body(body, outer, &whole, tapes, each),
            }
        }
    }

    /// What was taken out of a layer.
    fn body(
        &self,
        body: Body<'_>,
        outer: Opened<'_>,
        whole: &OnceCell<Arc<[u8]>>,
        tapes: &mut [Tape],
        each: Each<'_, J>,
    ) {
        let Body { format, request, text, step, fidelity, content, is_part } = body;
        let place = &outer.place.within(step);
        let mut layers = outer.layers.with(format, request);
        let mut fidelity = fidelity;
        if is_part {
            let text = Arc::clone(whole.get_or_init(|| outer.text.trim_ascii().into()));
            layers.whole.get_or_insert(WholeBody { text, fidelity: outer.fidelity, portion: Portion::Field });
            fidelity = fidelity.max(outer.fidelity);
        }
        // What is missing of a layer is missing of what stands in it.
        if outer.fidelity == Fidelity::Truncated {
            fidelity = Fidelity::Truncated;
        }
        self.opened(Opened { text: &text, place, layers: &layers, fidelity }, content, tapes, each);
    }

    /// A text that may be another layer.
    fn opened(&self, opened: Opened<'_>, content: Content, tapes: &mut [Tape], each: Each<'_, J>) {
        let Opened { text, place, layers, mut fidelity } = opened;
        let format = layers.chain.last().copied();
        let problem = |message: String, help| Problem::new(format, Step::WHOLE, text.len(), message, help);
        let Some((tape, tapes)) = tapes.split_first_mut() else {
            let message = format!("is wrapped more than {MOST_LAYERS} times");
            let help = "what is inside was not looked at; unwrap the outer layers first";
            return each(problem_at(problem(message, help), place));
        };
        let is_payload = |document: Document<'_>| self.is_payload(document, layers);
        let as_form = |document: Document<'_>| (self.judge)(document, &layers.request).form;
        let known = match content {
            Content::Line => {
                let parts = line(Text { bytes: text, tape, is_payload: &is_payload, as_form: &as_form });
                return self.parts(parts, opened, tapes, each);
            }
            Content::Message if begins_request(text) => Some(messages(text)),
            Content::Message | Content::Encoded if is_gzip(text) => Some(self.inflated(text)),
            _ => None,
        };
        if let Some(parts) = known {
            return self.parts(parts, opened, tapes, each);
        }
        let (document, judged) = match tape.parse(text) {
            Ok(document) => {
                if let Some(parts) = self.located(document, layers) {
                    let layers = &Layers { located: true, ..layers.clone() };
                    return self.parts(parts, Opened { layers, ..opened }, tapes, each);
                }
                let first = if comes_first(document) { layer(document) } else { None };
                if let Some(parts) = first {
                    return self.parts(parts, opened, tapes, each);
                }
                let judged = (self.judge)(document, &layers.request);
                if let Some(list) = judged.events.filter(|_| self.at.is_none() || layers.located)
                    && self.events(document, list, opened, tapes, each)
                {
                    return;
                }
                if !judged.is_payload && self.cloud_event(opened, tapes, each) {
                    return;
                }
                if !judged.is_payload
                    && let Some(parts) = self.layer(document, layers)
                {
                    return self.parts(parts, opened, tapes, each);
                }
                if let Some(pointer) = self.at.filter(|_| !layers.located) {
                    return self.parts(nothing_at(document, pointer), opened, tapes, each);
                }
                if !judged.is_payload && self.is_list_of_payloads(document, layers, tapes) {
                    return self.items(document, opened, tapes, each);
                }
                if !judged.is_payload && content == Content::Known {
                    let help = "give the export that holds the request, or the payload itself";
                    let problem = problem("is neither a request nor a payload".to_owned(), help);
                    return each(problem_at(problem.of(Gravity::Refused), place));
                }
                (Ok(document), Some(judged.verdict))
            }
            Err(error) => {
                if let Some(parts) =
                    nested_layer(Text { bytes: text, tape, is_payload: &is_payload, as_form: &as_form })
                {
                    return self.parts(parts, opened, tapes, each);
                }
                // Whatever was around it is whole: the tool has not kept all of it.
                if error.is_incomplete() && matches!(text.trim_ascii_start().first(), Some(b'{' | b'[')) {
                    fidelity = Fidelity::Truncated;
                }
                (Err(error), None)
            }
        };
        let Layers { request, chain, whole, .. } = layers;
        let whole = whole.as_ref();
        each(Found::Capture(Capture { text, document, judged, place, fidelity, request, chain, whole }));
    }

    fn inflated<'t>(&self, bytes: &[u8]) -> Parts<'t> {
        let (parts, grown) = inflated(bytes, self.inflation.limit());
        self.inflation.used(grown);
        parts
    }
}

impl<'o> Opened<'o> {
    /// The record itself.
    const fn record(text: &'o [u8], place: &'o Place<'o>, layers: &'o Layers) -> Self {
        Self { text, place, layers, fidelity: Fidelity::Exact }
    }
}

/// A problem with the part of the record that shows it.
fn problem_at<'a, J>(problem: Problem<'_>, outer: &Place<'_>) -> Found<'a, J> {
    let Problem { format, message, remedy, step, length, offset, gravity } = problem;
    let place = outer.within(step);
    let (at, range) = (place.locate(offset), place.range(length));
    let fault = Fault { layer: format, message, remedy, at, range, refused: gravity == Gravity::Refused };
    match gravity {
        Gravity::Broken | Gravity::Refused => Found::Fault(fault),
        Gravity::Remark => Found::Remark(fault),
        Gravity::Damage => Found::Damage(fault),
    }
}
