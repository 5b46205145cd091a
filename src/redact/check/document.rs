//! The look into a JSON text: values, the names of members, texts in base64.

use std::borrow::Cow;

use super::{Privacy, sensitive, sighting};
use crate::engine::Sighting;
use crate::finding::{Sensitive, Within};
use crate::json::{Document, JsonKind, Span, Value};
use crate::model::Object;
use crate::redact::copy::base64_layer;
use crate::redact::document::{Aim, Mark, Survey, survey};
use crate::redact::lexeme::decoded;
use crate::redact::text::parts;
use crate::redact::ways::Ways;
use crate::stand_in::is_reserved_number;

/// How many texts in base64 may stand one inside another.
const MOST_LAYERS: usize = 4;

impl Privacy {
    /// What stands in a document, each thing at its place.
    pub(super) fn document(&self, document: Document<'_>, body: Option<&Object<'_>>) -> Vec<Sighting> {
        let Survey { marks, mut nested, mut keys, .. } =
            survey(document, body, None, &self.names, Aim::Check);
        let mut seen = Vec::new();
        let mut ways = self.ways(document);
        for mark in marks {
            self.mark(document, mark, &mut ways, &mut seen);
        }
        // In the order of the text, in which one walk leads to all of them.
        keys.sort_unstable_by_key(|key| key.index());
        nested.sort_unstable_by_key(|value| value.index());
        let mut ways = self.ways(document);
        for key in keys {
            self.key(key, &mut ways, &mut seen);
        }
        let mut ways = self.ways(document);
        for value in nested {
            let raw = value.string_raw().unwrap_or_default();
            for (what, text) in self.encoded(raw, 0) {
                let pointer = ways.to(value.index());
                seen.push(sighting(what, Within::Encoded, pointer, value.span(), &text));
            }
        }
        seen
    }

    /// Where values stand, with `*` for the names of members that tell of somebody themselves.
    fn ways<'d>(&self, document: Document<'d>) -> Ways<'d, impl Fn(Value<'d>) -> Cow<'d, str>> {
        Ways::new(document, move |key| {
            if self.in_key(key).is_some() { "*".into() } else { key.text().unwrap_or_default() }
        })
    }

    fn mark<'d>(
        &self,
        document: Document<'d>,
        mark: Mark,
        ways: &mut Ways<'d, impl Fn(Value<'d>) -> Cow<'d, str>>,
        seen: &mut Vec<Sighting>,
    ) {
        let (hidden, text) = (mark.hidden, document.text());
        let (start, end) = (hidden.span.start as usize, hidden.span.end as usize);
        let behind = text.get(end..).unwrap_or_default();
        let value = document.value(hidden.index);
        let mut pointer = || ways.to(hidden.index);
        if !hidden.whole {
            let says = decoded(text, start, end);
            if let Some(what) = sensitive::of(hidden.category, &says, behind) {
                seen.push(sighting(what, Within::Value, pointer(), hidden.span, &says));
            }
            return;
        }
        let whole = match value.kind() {
            // A number that a copy has for one of somebody's.
            JsonKind::Number if is_reserved_number(value.raw()) => return,
            JsonKind::Number => value.raw().into(),
            _ => value.text().unwrap_or_default(),
        };
        if let Some(what) =
            sensitive::of(hidden.category, &whole, "").filter(|what| *what != Sensitive::Email)
        {
            seen.push(sighting(what, Within::Value, pointer(), hidden.span, &whole));
            return;
        }
        // Whatever it is called, addresses and tokens in it tell of themselves.
        let Some(raw) = value.string_raw().filter(|_| !mark.is_known) else { return };
        for (from, to, what) in self.text(raw) {
            let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(to)) else { break };
            let from = value.span().start + 1 + from;
            let span = Span { start: from, end: value.span().start + 1 + to };
            let part = text.get(span.start as usize..span.end as usize).unwrap_or_default();
            seen.push(sighting(what, Within::Value, pointer(), span, part));
        }
    }

    /// The name of a member that no model has.
    fn key<'d>(
        &self,
        key: Value<'d>,
        ways: &mut Ways<'d, impl Fn(Value<'d>) -> Cow<'d, str>>,
        seen: &mut Vec<Sighting>,
    ) {
        let Some((what, text)) = self.in_key(key) else { return };
        let pointer = ways.to(key.index());
        seen.push(sighting(what, Within::Key, pointer, key.span(), &text));
    }

    fn in_key(&self, key: Value<'_>) -> Option<(Sensitive, String)> {
        let raw = key.string_raw().filter(|raw| raw.len() >= 6)?;
        let telling = raw.bytes().any(|byte| matches!(byte, b'@' | b'+' | b'_' | b'-' | b'.' | b'0'..=b'9'));
        if !telling {
            return None;
        }
        self.text(raw)
            .into_iter()
            .find_map(|(start, end, what)| Some((what, raw.get(start..end)?.to_owned())))
    }

    /// What stands in a text in base64, layer by layer.
    fn encoded(&self, raw: &str, depth: usize) -> Vec<(Sensitive, String)> {
        let Some((_, said)) = base64_layer(raw).filter(|_| depth < MOST_LAYERS) else { return Vec::new() };
        let inner = parts(&said, &self.names, true);
        let mut seen: Vec<(Sensitive, String)> = inner
            .into_iter()
            .filter_map(|part| {
                let text = said.get(part.start..part.end)?;
                let what = sensitive::of(part.category, text, said.get(part.end..)?)?;
                Some((what, text.to_owned()))
            })
            .collect();
        seen.extend(self.encoded(&said, depth + 1));
        seen
    }
}
