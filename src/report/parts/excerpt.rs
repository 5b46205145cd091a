//! The text around a finding with what in it must not be shown.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::ops::Range;

use super::lines::{is_plain, plain_run};
use super::terminal::Screen;
use crate::json::{Beginning, Document, Span};
use crate::model::Object;
use crate::redact::{Hidden, Mask, placeholder, with_spans};
use crate::report::entry::Subject;

/// How far around a finding is looked for what must not be shown, in bytes for each four columns of the window: most
/// characters are one byte, and what is hidden takes fewer columns than bytes.
const BYTES_IN_FOUR_COLUMNS: usize = 5;
/// So many findings of a record are framed with what is hidden near them; for more it is looked for in the whole record.
const MOST_NEAR: usize = 4;

/// The text of a record, and what decides what in it is hidden.
pub(in crate::report) struct Source<'a> {
    text: Cow<'a, str>,
    indent: &'a str,
    document: Option<Document<'a>>,
    body: Option<&'a Object<'a>>,
    beginning: Beginning,
    mask: &'a Mask,
    /// What findings are about that must not be there: it is not shown for that.
    seen: Vec<Span>,
    /// How many findings were framed.
    framed: Cell<usize>,
    /// What is hidden in all of it, once that is asked for.
    hidden: OnceCell<Vec<Hidden>>,
}

impl<'a> Source<'a> {
    pub(in crate::report) fn new(subject: &Subject<'a, 'a>, mask: &'a Mask) -> Self {
        // A document is text already.
        let text = match subject.document {
            Some(document) if document.text().len() == subject.text.len() => document.text().into(),
            _ => String::from_utf8_lossy(subject.text),
        };
        let about = subject.findings.iter().map(|located| &located.finding);
        let seen = about.filter(|finding| finding.rule.is_about_privacy()).map(|finding| finding.span);
        Self {
            text,
            indent: subject.indent,
            document: subject.document,
            body: subject.body,
            beginning: subject.beginning,
            mask,
            seen: if mask.shows_everything() { Vec::new() } else { seen.collect() },
            framed: Cell::new(0),
            hidden: OnceCell::new(),
        }
    }

    /// The text with what is hidden near a place, as far as a window of so many columns around it mostly goes. `None` where
    /// that is no cheaper than looking at all of it.
    pub(super) fn near(&self, at: usize, columns: usize) -> Option<Excerpt<'_>> {
        let document = self.document.filter(|_| self.framed.replace(self.framed.get() + 1) < MOST_NEAR)?;
        let bytes = columns.saturating_mul(BYTES_IN_FOUR_COLUMNS) / 4;
        let reach =
            boundary(&self.text, at.saturating_sub(bytes))..boundary(&self.text, at.saturating_add(bytes));
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let span = Span { start: place(reach.start), end: place(reach.end) };
        let hidden = self.with_seen(self.mask.spans_within(document, self.body, span));
        Some(Excerpt { text: &self.text, indent: self.indent, hidden: hidden.into(), reach })
    }

    /// The text with everything that is hidden in it.
    pub(super) fn whole(&self) -> Excerpt<'_> {
        let reach = 0..self.text.len();
        Excerpt { text: &self.text, indent: self.indent, hidden: self.hidden().into(), reach }
    }

    /// What is hidden in all of it.
    fn hidden(&self) -> &[Hidden] {
        self.hidden.get_or_init(|| {
            self.with_seen(match self.document {
                Some(document) => self.mask.spans(document, self.body),
                None => self.mask.raw_spans(&self.text, self.beginning),
            })
        })
    }

    #[cfg(test)]
    pub(super) fn hiding(text: String, hidden: Vec<Hidden>, mask: &'a Mask) -> Self {
        Self {
            text: text.into(),
            indent: "",
            document: None,
            body: None,
            beginning: Beginning::default(),
            mask,
            seen: Vec::new(),
            framed: Cell::new(0),
            hidden: hidden.into(),
        }
    }

    fn with_seen(&self, hidden: Vec<Hidden>) -> Vec<Hidden> {
        if self.seen.is_empty() { hidden } else { with_spans(hidden, self.seen.iter().copied()) }
    }
}

/// A text and what in it is hidden, as far as that is known.
pub(super) struct Excerpt<'s> {
    pub(super) text: &'s str,
    pub(super) indent: &'s str,
    hidden: Cow<'s, [Hidden]>,
    /// The bytes of which it is known.
    pub(super) reach: Range<usize>,
}

impl Excerpt<'_> {
    /// The hidden part that holds a byte.
    pub(super) fn hidden_at(&self, offset: usize) -> Option<Range<usize>> {
        if self.hidden.is_empty() {
            return None;
        }
        let next = self.hidden.partition_point(|part| part.span.start as usize <= offset);
        let part = self.hidden.get(next.checked_sub(1)?)?.span;
        let part = part.start as usize..part.end as usize;
        (offset < part.end).then_some(part)
    }

    /// How many bytes directly before one are in reach and plain, at most so many: printable ASCII, a column each, and not
    /// hidden.
    pub(super) fn plain_before(&self, at: usize, most: usize) -> usize {
        let next = self.hidden.partition_point(|part| (part.span.start as usize) < at);
        let before = next.checked_sub(1).and_then(|last| self.hidden.get(last));
        let floor = before.map_or(0, |part| part.span.end as usize).max(self.reach.start);
        let plain = self.text.as_bytes().get(floor.max(at.saturating_sub(most))..at).unwrap_or_default();
        plain.iter().rev().take_while(|byte| matches!(byte, b' '..=b'~')).count()
    }

    /// The same from one on.
    pub(super) fn plain_from(&self, at: usize, most: usize) -> usize {
        if self.hidden_at(at).is_some() {
            return 0;
        }
        let next = self.hidden.partition_point(|part| (part.span.start as usize) < at);
        let ceiling = self.hidden.get(next).map_or(usize::MAX, |part| part.span.start as usize);
        let end = ceiling.min(self.reach.end).min(at.saturating_add(most));
        let plain = self.text.as_bytes().get(at..end).unwrap_or_default();
        plain_run(plain)
    }

    /// Whether a part of the text goes over the end of a line.
    pub(super) fn breaks_line(&self, part: &Range<usize>) -> bool {
        self.text.get(part.clone()).is_some_and(|text| text.contains('\n'))
    }

    /// A part of the text as the screen may show it. It begins and ends outside of what is hidden.
    pub(super) fn shown(&self, range: Range<usize>, screen: Screen) -> String {
        let (mut shown, mut at) = (String::with_capacity(range.len() + 8), range.start);
        let add = |shown: &mut String, text: &str| {
            // Nothing in plain text is to be escaped, but for what a log takes as a command.
            if screen != Screen::WorkflowLog && is_plain(text.as_bytes()) {
                shown.push_str(text);
            } else {
                shown.push_str(&screen.harmless(&text.replace('\t', " ")));
            }
        };
        let next = self.hidden.partition_point(|part| (part.span.start as usize) < range.start);
        for part in self.hidden.get(next..).unwrap_or_default() {
            let (start, end) = (part.span.start as usize, part.span.end as usize);
            if start >= range.end {
                break;
            }
            add(&mut shown, self.text.get(at..start).unwrap_or_default());
            shown.push_str(&placeholder(self.text.get(start..end).unwrap_or_default()));
            at = end;
        }
        add(&mut shown, self.text.get(at..range.end).unwrap_or_default());
        shown
    }
}

/// The nearest character boundary at or before an offset.
pub(super) fn boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
