//! What one layer of a capture holds: each reader returns it, and whoever reads on decides what becomes of it.

use super::remedy::Remedy;
use std::borrow::Cow;

use super::Fidelity;
use super::place::Step;
use super::request::Request;
use crate::json::{Document, Tape};

/// What stands in a layer, in the order of its text. Nothing is read before it is asked for.
pub type Parts<'t> = Box<dyn Iterator<Item = Part<'t>> + 't>;

/// Something in a layer.
#[derive(Debug)]
pub enum Part<'t> {
    /// What may be a body, or another layer.
    Body(Body<'t>),
    /// Something that is wrong, or only to be said.
    Problem(Problem<'t>),
    /// So many lines of a log, or entries of a list, that hold no request.
    Passed(u64),
}

/// A text that was taken out of a layer, and what the layer tells of its request.
#[derive(Debug)]
pub struct Body<'t> {
    /// What the layer is called.
    pub format: &'static str,
    /// What the layer knows of the request.
    pub request: Request,
    /// The text.
    pub text: Cow<'t, [u8]>,
    /// Where it stands in the layer's own text.
    pub step: Step<'t>,
    /// How exactly it is what was sent.
    pub fidelity: Fidelity,
    /// What is known of the text.
    pub content: Content,
    /// Whether the layer is the body that was sent, and this only a part of it.
    pub is_part: bool,
}

impl<'t> Body<'t> {
    /// A body of which nothing is known yet.
    pub(super) fn new(
        format: &'static str,
        request: Request,
        text: impl Into<Cow<'t, [u8]>>,
        step: Step<'t>,
    ) -> Self {
        let (fidelity, content) = (Fidelity::Exact, Content::Any);
        Self { format, request, text: text.into(), step, fidelity, content, is_part: false }
    }

    /// A tool has parsed it and written it again.
    pub(super) fn reserialised(self) -> Self {
        Self { fidelity: Fidelity::Reserialised, ..self }
    }

    /// It is a part of the body that was sent, written in that body's way.
    pub(super) fn part_of_body(self) -> Self {
        Self { fidelity: Fidelity::Transcoded, is_part: true, ..self }
    }

    /// What is known of the text.
    pub(super) fn holding(self, content: Content) -> Self {
        Self { content, ..self }
    }
}

impl<'t> From<Body<'t>> for Part<'t> {
    fn from(body: Body<'t>) -> Self {
        Self::Body(body)
    }
}

/// What a layer says of the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Nothing: a body or a layer.
    Any,
    /// It is a payload or another layer: anything else is no body.
    Known,
    /// It may be compressed.
    Encoded,
    /// It is an HTTP message, or a body alone.
    Message,
    /// It is a line of a log.
    Line,
}

/// Something that is wrong with a layer, or only to be said.
#[derive(Debug)]
pub struct Problem<'t> {
    /// What the layer is called; `None` where it is about the whole record.
    pub format: Option<&'static str>,
    /// What is wrong, as a clause: `has a body that is not base64`.
    pub message: String,
    /// What to do.
    pub remedy: Remedy,
    /// Where the text that it is about stands in the layer's own text.
    pub step: Step<'t>,
    /// How long that text is: no more than explains it.
    pub length: usize,
    /// Which byte of that text it is about.
    pub offset: usize,
    /// What it does to the request.
    pub gravity: Gravity,
}

/// What a problem does to the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gravity {
    /// There is none, because the layer is broken.
    Broken,
    /// There is none, though the layer is whole.
    Refused,
    /// The one that comes next is doubtful.
    Remark,
    /// The one that comes next can be read in part.
    Damage,
}

impl<'t> Problem<'t> {
    /// A layer that cannot be read.
    pub(crate) fn new(
        format: impl Into<Option<&'static str>>,
        step: Step<'t>,
        length: usize,
        message: impl Into<String>,
        remedy: impl Into<Remedy>,
    ) -> Self {
        let (message, remedy) = (message.into(), remedy.into());
        let format = format.into();
        Self { format, message, remedy, step, length, offset: 0, gravity: Gravity::Broken }
    }

    /// Which byte it is about.
    pub(super) fn at(self, offset: usize) -> Self {
        Self { offset, ..self }
    }

    /// What it does to the request.
    pub(crate) fn of(self, gravity: Gravity) -> Self {
        Self { gravity, ..self }
    }
}

impl<'t> From<Problem<'t>> for Part<'t> {
    fn from(problem: Problem<'t>) -> Self {
        Self::Problem(problem)
    }
}

/// A layer with this in it and nothing else.
pub(super) fn only<'t>(part: impl Into<Part<'t>>) -> Parts<'t> {
    Box::new(std::iter::once(part.into()))
}

/// A text that is to be read as a layer, and what is needed for it.
pub struct Text<'t> {
    /// The text.
    pub bytes: &'t [u8],
    /// A tape to try what is in it with.
    pub tape: &'t mut Tape,
    /// Whether a document is a payload: what is none is passed over where much else stands beside payloads.
    pub is_payload: &'t dyn Fn(Document<'_>) -> bool,
    /// Whether a document is a payload that comes as a form, whose members were the fields: then for each member whether
    /// what the field says stands for itself, as a number does, and is no text.
    pub as_form: &'t dyn Fn(Document<'_>) -> Option<Vec<bool>>,
}
