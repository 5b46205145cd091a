//! The one place that hides: which parts of a payload, of a text, of a request no output may show, and what stands there
//! instead.

use std::borrow::Cow;
use std::sync::Arc;

use super::category::Category;
use super::declared::Names;
use super::names::NamePosition;
use super::table::parts_of_columns;
use super::text::{Part, apart, parts};
use super::value::{Scalar, may_be};
use super::{document, text};
use crate::json::{Beginning, Document, JsonKind, Replace, Replacement, Span, Value};
use crate::model::{Fields, Object, Sensitivity};
use crate::registry::Registry;

/// What is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    /// Everything is shown.
    Everything,
    /// Secrets are hidden.
    #[default]
    AllButSecrets,
    /// Secrets, personal and financial data are hidden.
    NothingPersonal,
}

/// Decides what is hidden. Cheap to copy.
#[derive(Debug, Clone)]
pub struct Mask {
    show: Show,
    names: Arc<Names>,
}

/// A part of a text that is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hidden {
    /// Where, in bytes of the record; a string's quotes are included where the whole of it is hidden.
    pub span: Span,
    /// Which value of the document.
    pub index: u32,
    /// What it is.
    pub category: Category,
    /// Whether it is a whole value of a document, and not a part of a text.
    pub whole: bool,
}

impl Mask {
    /// A mask that knows the names of all models.
    #[must_use]
    pub fn new(show: Show, registry: &Registry<'_>) -> Self {
        let names = if show == Show::Everything { Names::default() } else { Names::of(registry) };
        Self { show, names: Arc::new(names) }
    }

    /// Whether nothing is hidden.
    #[must_use]
    pub fn shows_everything(&self) -> bool {
        self.show == Show::Everything
    }

    fn hides_personal(&self) -> bool {
        self.show == Show::NothingPersonal
    }

    /// Whether values of this sensitivity are hidden.
    #[must_use]
    pub fn hides(&self, sensitivity: Sensitivity) -> bool {
        match self.show {
            Show::Everything => false,
            Show::AllButSecrets => sensitivity == Sensitivity::Secret,
            Show::NothingPersonal => sensitivity > Sensitivity::Public,
        }
    }

    /// The parts of a document to hide, in the order of the text. `body` is the model, where one is known.
    #[must_use]
    pub fn spans<'d>(&self, document: Document<'d>, body: Option<&'d Object<'d>>) -> Vec<Hidden> {
        if self.shows_everything() {
            return Vec::new();
        }
        document::hidden(document, body, None, &self.names, self.hides_personal())
    }

    /// The same where it is known already which field each member is.
    #[must_use]
    pub fn spans_of<'d>(
        &self,
        document: Document<'d>,
        body: Option<&'d Object<'d>>,
        fields: &Fields,
    ) -> Vec<Hidden> {
        if self.shows_everything() {
            return Vec::new();
        }
        document::hidden(document, body, Some(fields), &self.names, self.hides_personal())
    }

    /// The same of a few values and the names on the way to them.
    #[must_use]
    pub fn spans_in<'d>(
        &self,
        document: Document<'d>,
        body: Option<&'d Object<'d>>,
        shown: impl Iterator<Item = Value<'d>>,
    ) -> Vec<Hidden> {
        let mut shown: Vec<Span> = shown.map(Value::span).collect();
        if self.shows_everything() || shown.is_empty() {
            return Vec::new();
        }
        shown.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        // What is in another of them is wanted with it.
        shown.dedup_by(|next, before| next.start < before.end);
        document::hidden_in(document, body, &shown, &self.names, self.hides_personal())
    }

    /// The same of what stands within a part of the text, and around it: every value and name of which a byte is there.
    #[must_use]
    pub fn spans_within<'d>(
        &self,
        document: Document<'d>,
        body: Option<&'d Object<'d>>,
        span: Span,
    ) -> Vec<Hidden> {
        if self.shows_everything() {
            return Vec::new();
        }
        // A name goes with its value: the last one may stand before one that begins farther on.
        let next =
            document.at_or_after(span.end).map_or(span.end, |next| next.span().start.saturating_add(1));
        let shown = [Span { end: next.max(span.end), ..span }];
        document::hidden_in(document, body, &shown, &self.names, self.hides_personal())
    }

    /// The parts to hide of a record that is no JSON; `beginning` is what the records before it tell of its start.
    #[must_use]
    pub fn raw_spans(&self, text: &str, beginning: Beginning) -> Vec<Hidden> {
        if self.shows_everything() {
            return Vec::new();
        }
        let tail = text::tail(text).unwrap_or(0).max(beginning.text_end(text));
        let head = (tail > 0).then_some(Part { start: 0, end: tail, category: Category::Declared });
        let cells = parts_of_columns(text, &self.names, self.hides_personal());
        let rest = parts(text, &self.names, self.hides_personal());
        let rest = if cells.is_empty() { rest } else { apart([rest, cells].concat()) };
        let rest = rest.into_iter().filter(|part| part.end > tail);
        let hidden = |part: Part| {
            let start = if part.end > tail { part.start.max(tail) } else { part.start };
            let span = Span { start: u32::try_from(start).ok()?, end: u32::try_from(part.end).ok()? };
            Some(Hidden { span, index: 0, category: part.category, whole: false })
        };
        head.into_iter().chain(rest).map_while(hidden).collect()
    }

    /// A scalar at a path below a body, as it may be shown: a text without its quotes.
    #[must_use]
    pub fn scalar<'d>(&self, value: Value<'d>, body: Option<&'d Object<'d>>, path: &[&str]) -> Cow<'d, str> {
        let raw = value.string_raw().unwrap_or(value.raw());
        if self.shows_everything() {
            return raw.into();
        }
        let hidden = document::hidden_at(value, body, path, &self.names, self.hides_personal());
        match masked_value(value, &hidden) {
            Some(masked) => {
                let bare = masked.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
                bare.unwrap_or(&masked).to_owned().into()
            }
            None => raw.into(),
        }
    }

    /// The same as it reads: what is not hidden without the escapes of JSON.
    #[must_use]
    pub fn readable<'d>(
        &self,
        value: Value<'d>,
        body: Option<&'d Object<'d>>,
        path: &[&str],
    ) -> Cow<'d, str> {
        match self.scalar(value, body, path) {
            Cow::Borrowed(raw) => value.text().unwrap_or(raw.into()),
            masked @ Cow::Owned(_) => masked,
        }
    }

    /// A text of no payload - an address, a line of a log, a message - with what must not be shown hidden.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.shows_everything() {
            return text.into();
        }
        let hidden = parts(text, &self.names, self.hides_personal());
        without(text, &hidden).map_or(text.into(), Cow::Owned)
    }

    /// What is hidden.
    #[must_use]
    pub const fn show(&self) -> Show {
        self.show
    }

    /// The value of a header, hidden if its name says that it is a secret, or else where something in it is.
    #[must_use]
    pub fn header<'t>(&self, name: &str, value: &'t str) -> Cow<'t, str> {
        let named = self.names.classify(name, NamePosition::Header, self.hides_personal());
        let hidden = named.is_some_and(|named| {
            self.hides(named.category.sensitivity())
                && may_be(named, NamePosition::Header, Scalar::Text(value))
        });
        if hidden { placeholder(value).into() } else { self.text(value) }
    }
}

/// The parts to hide, and these spans besides; what overlaps becomes one part.
#[must_use]
pub fn with_spans(hidden: Vec<Hidden>, spans: impl Iterator<Item = Span>) -> Vec<Hidden> {
    let category = Category::Personal;
    let more = spans.filter(|span| span.start < span.end);
    let more = more.map(|span| Hidden { span, index: 0, category, whole: false });
    let mut all: Vec<Hidden> = hidden.into_iter().chain(more).collect();
    all.sort_by_key(|part| (part.span.start, std::cmp::Reverse(part.span.end)));
    let mut out: Vec<Hidden> = Vec::with_capacity(all.len());
    for part in all {
        match out.last_mut().filter(|last| part.span.start < last.span.end) {
            Some(last) => last.span.end = last.span.end.max(part.span.end),
            None => out.push(part),
        }
    }
    out
}

/// The parts that lie within a span; `hidden` in the order of the text.
#[must_use]
pub fn within(hidden: &[Hidden], span: Span) -> &[Hidden] {
    let from = hidden.partition_point(|part| part.span.start < span.start);
    let rest = hidden.get(from..).unwrap_or_default();
    rest.get(..rest.partition_point(|part| part.span.end <= span.end)).unwrap_or_default()
}

/// The values and names of which something is hidden, by their index on the tape, ascending; `hidden` in the order of the
/// text.
#[must_use]
pub fn indices(hidden: &[Hidden]) -> Vec<u32> {
    let mut indices: Vec<u32> = hidden.iter().map(|part| part.index).collect();
    indices.dedup();
    indices
}

/// A value of a document as JSON, with dots for what is hidden of it; `None` where nothing is.
#[must_use]
pub fn masked_value(value: Value<'_>, hidden: &[Hidden]) -> Option<String> {
    let (first, last) = (hidden.first()?, hidden.last()?);
    let span = value.span();
    if span.end <= first.span.start || last.span.end <= span.start {
        return None;
    }
    let parts = within(hidden, span);
    (!parts.is_empty()).then(|| masked_text(value.document().text(), span, parts))
}

/// Puts dots in the place of what is hidden while a document is written.
#[derive(Debug, Clone, Copy)]
pub struct Masked<'h>(pub &'h [Hidden]);

impl Replace for Masked<'_> {
    fn name(&mut self, name: Value<'_>) -> Replacement {
        masked_value(name, self.0).map_or(Replacement::Original, |json| Replacement::Json(json.into()))
    }

    fn value(&mut self, _: Option<Value<'_>>, value: Value<'_>) -> Replacement {
        match value.kind() {
            JsonKind::Object | JsonKind::Array => Replacement::Original,
            _ => masked_value(value, self.0)
                .map_or(Replacement::Original, |json| Replacement::Json(json.into())),
        }
    }
}

/// A part of a JSON text in which dots stand for everything that is hidden: JSON again.
#[must_use]
pub fn masked_text(text: &str, span: Span, hidden: &[Hidden]) -> String {
    let (mut out, mut at) = (String::with_capacity((span.end - span.start) as usize + 16), span.start);
    for part in within(hidden, span) {
        let raw = text.get(part.span.start as usize..part.span.end as usize).unwrap_or_default();
        out.push_str(text.get(at as usize..part.span.start as usize).unwrap_or_default());
        let dots = placeholder(raw);
        // What stands for a whole value is always a text.
        if part.whole && !dots.starts_with('"') {
            out.extend(["\"", &dots, "\""]);
        } else {
            out.push_str(&dots);
        }
        at = part.span.end;
    }
    out.push_str(text.get(at as usize..span.end as usize).unwrap_or_default());
    out
}

/// A text with dots for parts of it; `None` where there is none.
pub(super) fn without(text: &str, hidden: &[Part]) -> Option<String> {
    hidden.first()?;
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for part in hidden {
        out.push_str(text.get(at..part.start).unwrap_or_default());
        out.push_str(&placeholder(text.get(part.start..part.end).unwrap_or_default()));
        at = part.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    Some(out)
}

/// What stands for a hidden value: four dots and its length in characters, quotes kept.
#[must_use]
pub fn placeholder(raw: &str) -> String {
    let quoted = raw.strip_prefix('"').map(|rest| rest.strip_suffix('"').unwrap_or(rest));
    let quote = if quoted.is_some() { "\"" } else { "" };
    let length = quoted.unwrap_or(raw).chars().count().to_string();
    [quote, "•••• (", &length, ")", quote].concat()
}
