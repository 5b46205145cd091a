//! Real people and live secrets in what others see: found where the models, names and the values themselves tell of them.
//! What can belong to nobody is left alone.

mod document;
mod sensitive;

use std::borrow::Cow;
use std::sync::Arc;

use super::copy::{Cover, Embedded, embedded};
use super::declared::Names;
use super::detect::detected;
use super::lexeme::decoded;
use super::seen::Seen;
use super::table::parts_of_columns;
use super::telling::{Look, Telling};
use super::text::{Part, parts};
use crate::engine::{Review, Reviewed, Sighting};
use crate::finding::{Finding, PrivacyDeviation, Sensitive, Within};
use crate::json::{Pointer, Span, Tape};
use crate::registry::Registry;

/// Looks for real people and live secrets.
#[derive(Debug)]
pub struct Privacy {
    names: Arc<Names>,
    /// Texts in which nothing real stands.
    harmless: Seen,
}

impl Privacy {
    /// A look that knows the names of all models.
    #[must_use]
    pub fn new(registry: &Registry<'_>) -> Self {
        Self { names: Arc::new(Names::of(registry)), harmless: Seen::default() }
    }

    /// What stands in a text that is no JSON, and where.
    fn text(&self, text: &str) -> Vec<(usize, usize, Sensitive)> {
        let look = Look::at(text);
        let (told, holds_number) = (look.telling(true) == Telling::Parts, look.may_hold_number());
        if !told && !holds_number {
            return Vec::new();
        }
        self.harmless.unless(text, || self.looked_through(text, told, holds_number))
    }

    fn looked_through(&self, text: &str, told: bool, holds_number: bool) -> Vec<(usize, usize, Sensitive)> {
        let told = if told { parts(text, &self.names, true) } else { Vec::new() };
        let numbers = if holds_number { detected(text) } else { Vec::new() };
        let found = told.into_iter().chain(numbers);
        let seen = found.filter_map(|part| {
            let says = decoded(text, part.start, part.end);
            let behind = text.get(part.end..).unwrap_or_default();
            Some((part.start, part.end, sensitive::of(part.category, &says, behind)?))
        });
        let mut seen: Vec<_> = seen.collect();
        seen.sort_unstable_by_key(|(start, end, _)| (*start, *end));
        seen.dedup();
        seen
    }

    fn in_text(&self, text: &str, within: impl Fn() -> Within) -> Vec<Sighting> {
        let seen = self.text(text).into_iter();
        seen.map(|(start, end, what)| {
            let value = text.get(start..end).unwrap_or_default();
            sighting(what, within(), Pointer::default(), Span { start: 0, end: 0 }, value)
        })
        .collect()
    }
}

impl Review for Privacy {
    fn record(&self, reviewed: &Reviewed<'_>) -> Vec<Sighting> {
        let mut seen = match reviewed.document {
            Some(document) => self.document(document, reviewed.body),
            None => self.raw(reviewed.text),
        };
        if let Some(request) = reviewed.request {
            for (name, value) in request.headers.iter() {
                // The name of a header says what its value is.
                let line = format!("{name}: {value}");
                seen.extend(self.in_text(&line, || Within::Header(name.into())));
            }
            if let Some(url) = &request.url {
                seen.extend(self.in_text(url, || Within::Url));
            }
        }
        seen
    }

    fn file_name(&self, name: &str) -> Vec<Sighting> {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        self.in_text(stem, || Within::FileName)
    }
}

impl Privacy {
    /// A text that is no JSON: each thing at its place. What is JSON in it is looked at as if it stood alone.
    fn raw(&self, text: &str) -> Vec<Sighting> {
        let embedded = embedded(text);
        let inside = Cover::of(embedded.iter().map(|one| &one.range));
        let span = |start: usize, end: usize| {
            Some(Span { start: u32::try_from(start).ok()?, end: u32::try_from(end).ok()? })
        };
        let of_cell = |part: Part| {
            let says = text.get(part.start..part.end)?;
            Some((part.start, part.end, sensitive::of(part.category, says, "")?))
        };
        let cells = parts_of_columns(text, &self.names, true).into_iter().filter_map(of_cell);
        let mut told = self.text(text);
        told.extend(cells);
        told.sort_unstable_by_key(|(start, end, _)| (*start, *end));
        told.dedup();
        let mut seen: Vec<Sighting> = told
            .into_iter()
            .filter(|(start, end, _)| !inside.holds_all(&(*start..*end)))
            .filter_map(|(start, end, what)| {
                let value = text.get(start..end)?;
                Some(sighting(what, Within::Value, Pointer::default(), span(start, end)?, value))
            })
            .collect();
        let mut tape = Tape::new();
        for Embedded { range, said } in embedded {
            let (Ok(document), Some(whole)) = (tape.parse(said.as_bytes()), span(range.start, range.end))
            else {
                continue;
            };
            let is_as_written = matches!(said, Cow::Borrowed(_));
            let moved = |inner: Span| {
                let of_text = Span { start: whole.start + inner.start, end: whole.start + inner.end };
                if is_as_written { of_text } else { whole }
            };
            seen.extend(self.document(document, None).into_iter().map(|mut sighting| {
                sighting.finding.span = moved(sighting.finding.span);
                sighting
            }));
        }
        seen.sort_by_key(|sighting| sighting.finding.span.start);
        seen
    }
}

fn sighting(what: Sensitive, within: Within, pointer: Pointer, span: Span, value: &str) -> Sighting {
    let deviation = PrivacyDeviation { what, within };
    Sighting { finding: Finding::of(deviation, pointer, span), value: value.to_owned() }
}
