//! What is to change in a JSON text: first what the models know, then what names say, then what values tell of
//! themselves.

use std::collections::HashMap;

use super::bodies::{Addresses, KnownBody, Model};
use super::copyist::{Changes, Child, Copyist};
use super::cover::Cover;
use super::edits::Edit;
use super::layer::{Layer, base64_layer, escape_into};
use super::money;
use super::options::FreeText;
use crate::json::{Document, JsonKind, Pointer, Value};
use crate::redact::category::Category;
use crate::redact::detect::detected;
use crate::redact::document::{Aim, Mark, Survey, survey};
use crate::redact::lexeme::decoded;
use crate::redact::text::parts;
use crate::redact::ways::Ways;

impl<'m> Copyist<'_, 'm> {
    /// The changes in a document, and the texts in it that have changes of their own.
    pub(super) fn json(
        &mut self,
        document: Document<'_>,
        model: Model<'m>,
        bodies: &[KnownBody<'m>],
        depth: usize,
    ) -> Changes<'m> {
        let Survey { marks, nested, prose, keys, free } =
            survey(document, model.body, model.entity, self.names, Aim::Copy);
        let children = self.children(document, &nested, bodies, depth);
        let inner = Cover::of(children.iter().map(|child| &child.range));
        let inside = |start: usize| inner.holds(start);
        let money_is_done = self.money_is_done(document, &marks);
        let mut edits = Vec::new();
        let addresses = Addresses::of(bodies);
        let mut ways = Ways::new(document, |key| key.text().unwrap_or_default());
        for mark in marks {
            let is_money = mark.hidden.category == Category::Amount;
            let is_kept = mark.is_known || (is_money && (money_is_done || !self.replacer.options.financial));
            if is_kept || inside(mark.hidden.span.start as usize) {
                continue;
            }
            if is_address(document, mark, &addresses) {
                edits.extend(self.address(document.value(mark.hidden.index)));
            } else if let Some(edit) = self.mark(document, mark) {
                edits.push(edit);
                if self.replacer.options.places {
                    self.account.count_at(mark.hidden.category, place(&ways.to(mark.hidden.index)));
                }
            }
        }
        for key in keys {
            let raw = key.string_raw().unwrap_or_default();
            if !inside(key.span().start as usize) && raw.len() >= 5 {
                let found = parts(raw, self.names, true);
                let start = key.span().start as usize + 1;
                for part in found.into_iter().filter(|part| part.category != Category::Amount) {
                    edits.extend(self.part(raw, start, part.start, part.end, part.category));
                }
            }
        }
        for value in prose {
            if !inside(value.span().start as usize) {
                edits.extend(self.prose(value));
            }
        }
        Changes { edits, children, free }
    }

    /// The texts in a document that are texts of their own.
    fn children(
        &mut self,
        document: Document<'_>,
        nested: &[Value<'_>],
        bodies: &[KnownBody<'m>],
        depth: usize,
    ) -> Vec<Child<'m>> {
        let mut children = Vec::new();
        for known in bodies.iter().filter(|known| known.is_plain && known.model.body.is_some()) {
            let text = document.text().get(known.range.clone()).unwrap_or_default();
            let is_object = text.starts_with('{');
            if let Some(region) = self.nested(text.to_owned(), known.model, depth + 1).filter(|_| is_object) {
                children.push(Child { range: known.range.clone(), layer: Layer::Plain, region });
            }
        }
        let plain = Cover::of(children.iter().map(|child: &Child<'_>| &child.range));
        let by_start: HashMap<usize, &KnownBody<'m>> =
            bodies.iter().rev().map(|known| (known.range.start, known)).collect();
        for value in nested {
            let start = value.span().start as usize + 1;
            let raw = value.string_raw().unwrap_or_default();
            if plain.holds(start) {
                continue;
            }
            let range = start..start + raw.len();
            let known = by_start.get(&start);
            let model = known.map(|known| known.model).unwrap_or_default();
            let (layer, text) = base64_layer(raw).unwrap_or_else(|| {
                (Layer::JsonString, Layer::JsonString.decoded(raw).unwrap_or_default().into_owned())
            });
            let found = self.nested(text, model, depth + 1).map(|region| (layer, region));
            if let Some((layer, region)) = found {
                children.push(Child { range, layer, region });
            }
        }
        children
    }

    /// Whether every amount is one that was multiplied already: a copy of a copy is the copy.
    fn money_is_done(&self, document: Document<'_>, marks: &[Mark]) -> bool {
        if !self.replacer.options.financial {
            return true;
        }
        let factor = self.replacer.factor();
        let mut amounts = marks
            .iter()
            .filter(|mark| mark.hidden.category == Category::Amount && mark.hidden.whole && !mark.is_known)
            .map(|mark| document.value(mark.hidden.index).raw());
        amounts.all(|amount| money::is_settled(amount.trim_matches('"'), factor))
    }

    fn mark(&mut self, document: Document<'_>, mark: Mark) -> Option<Edit> {
        let hidden = mark.hidden;
        let value = document.value(hidden.index);
        let (start, end) = (hidden.span.start as usize, hidden.span.end as usize);
        if !hidden.whole {
            let raw = value.string_raw()?;
            let own = value.span().start as usize + 1;
            return self.part(raw, own, start.checked_sub(own)?, end.checked_sub(own)?, hidden.category);
        }
        match value.kind() {
            JsonKind::Number => {
                let new = self.replacer.number(hidden.category, value.raw());
                (new != value.raw()).then(|| {
                    self.account.count(hidden.category);
                    Edit { range: start..end, text: new }
                })
            }
            JsonKind::String => {
                let text = value.text()?;
                let new = self.replacer.text(hidden.category, &text);
                if new == text {
                    return None;
                }
                self.account.count(hidden.category);
                self.terms.add(hidden.category, &text);
                let mut quoted = String::with_capacity(new.len() + 2);
                quoted.push('"');
                escape_into(&new, value.is_escaped() && value.raw().is_ascii(), &mut quoted);
                quoted.push('"');
                Some(Edit { range: start..end, text: quoted })
            }
            _ => None,
        }
    }

    /// The address of a request, or a part of it. As in a request that is a text, the path and the names of the query stay,
    /// which say what was sent.
    fn address(&mut self, value: Value<'_>) -> Vec<Edit> {
        let raw = value.string_raw().unwrap_or_default();
        let start = value.span().start as usize + 1;
        let found = parts(raw, self.names, true).into_iter().chain(detected(raw));
        found
            .filter(|part| part.category != Category::Amount)
            .filter_map(|part| self.part(raw, start, part.start, part.end, part.category))
            .collect()
    }

    /// A part of a text, as it is written there: percent signs stay where there were some.
    pub(super) fn part(
        &mut self,
        raw: &str,
        start: usize,
        from: usize,
        to: usize,
        category: Category,
    ) -> Option<Edit> {
        let written = raw.get(from..to)?;
        let text = decoded(raw, from, to);
        let new = self.replacer.text(category, &text);
        if new == text {
            return None;
        }
        self.account.count(category);
        self.terms.add(category, &text);
        let is_encoded = written.contains('%') && text != written;
        let new = if is_encoded { Layer::Form.encoded(&new, true) } else { new };
        // What stands here now has no sign that any text around it would have to escape but these.
        let new = if is_encoded { new } else { new.replace(['"', '\\'], "'").replace('\n', " ") };
        Some(Edit { range: start + from..start + to, text: new })
    }

    /// Words of which nobody knows what they say.
    fn prose(&mut self, value: Value<'_>) -> Option<Edit> {
        let text = value.text()?;
        let new = match self.replacer.options.free_text {
            FreeText::Keep => {
                self.account.unjudged += 1;
                return None;
            }
            FreeText::Drop => String::new(),
            FreeText::Mask => self.replacer.personal(&text, false),
        };
        if new == text {
            return None;
        }
        self.account.masked += 1;
        let mut quoted = String::from('"');
        escape_into(&new, value.is_escaped() && value.raw().is_ascii(), &mut quoted);
        quoted.push('"');
        let span = value.span();
        Some(Edit { range: span.start as usize..span.end as usize, text: quoted })
    }
}

/// Whether a value that is somebody's as far as its name says is the address to which a request was sent.
fn is_address(document: Document<'_>, mark: Mark, addresses: &Addresses<'_>) -> bool {
    let hidden = mark.hidden;
    let is_somebodys = hidden.whole && matches!(hidden.category, Category::Personal | Category::PersonalUrl);
    is_somebodys && document.value(hidden.index).text().is_some_and(|text| addresses.hold(&text))
}

/// Where a value stands, any item of a list for all.
fn place(pointer: &Pointer) -> String {
    let is_number = |step: &str| !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
    let steps = pointer.as_str().split('/').map(|step| if is_number(step) { "*" } else { step });
    steps.collect::<Vec<_>>().join("/")
}
