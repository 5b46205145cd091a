//! From a text to its copy: what is to be hidden is found layer by layer, then looked for wherever else it stands, then
//! everything is written anew from the inside out.

use super::account::Account;
use super::bodies::{KnownBody, Model};
use super::cover::Cover;
use super::edits::{Edit, applied, in_order};
use super::layer::Layer;
use super::measure;
use super::options::Options;
use super::replacer::Replacer;
use super::terms::Terms;
use crate::input::Unit;
use crate::json::{Document, Span, Tape};
use crate::model::Hints;
use crate::redact::declared::Names;
use crate::registry::Registry;

/// How many texts may stand one inside another.
pub(super) const MOST_LAYERS: usize = 8;

/// Copies records, one after another. Each worker has its own.
pub struct Copyist<'c, 'm> {
    pub(super) registry: &'c Registry<'m>,
    pub(super) names: &'c Names,
    pub(super) replacer: Replacer<'c>,
    /// What was hidden in the record at hand, and is looked for in the rest of it.
    pub(super) terms: Terms,
    /// Where bodies stand in the text at hand that are no JSON.
    forms: Vec<std::ops::Range<usize>>,
    /// What was done.
    pub account: Account,
    /// Payloads of the record at hand whose copies are not as their schemas say.
    #[cfg(feature = "packs")]
    pub(super) unfit: Vec<super::fitting::Unfit<'m>>,
}

/// What a copy of a record is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copied {
    /// There was nothing to hide.
    Same,
    /// The record with stand-ins.
    Text(String),
    /// Only the bodies in it: it is written in a way in which they could not be changed.
    Bodies(Vec<String>),
}

/// A text with what is to change in it.
#[derive(Debug)]
pub(super) struct Region<'m> {
    pub(super) text: String,
    pub(super) is_json: bool,
    #[cfg_attr(
        not(feature = "packs"),
        expect(dead_code, reason = "only packs have schemas that a stand-in may break")
    )]
    pub(super) model: Model<'m>,
    pub(super) edits: Vec<Edit>,
    pub(super) children: Vec<Child<'m>>,
    /// Where bodies stand in it that are no JSON: forms, plain text.
    pub(super) bodies: Vec<std::ops::Range<usize>>,
    /// Where in JSON something else may stand.
    pub(super) free: Vec<Span>,
}

impl Region<'_> {
    /// What of it changes already.
    pub(super) fn covered(&self) -> Cover {
        let edits = self.edits.iter().map(|edit| &edit.range);
        Cover::of(edits.chain(self.children.iter().map(|child| &child.range)))
    }
}

/// What is to change in a text.
#[derive(Debug, Default)]
pub(super) struct Changes<'m> {
    pub(super) edits: Vec<Edit>,
    pub(super) children: Vec<Child<'m>>,
    /// Where in JSON something else may stand.
    pub(super) free: Vec<Span>,
}

/// A text inside another.
#[derive(Debug)]
pub(super) struct Child<'m> {
    /// Where it is written in the text around it.
    pub(super) range: std::ops::Range<usize>,
    /// How.
    pub(super) layer: Layer,
    pub(super) region: Region<'m>,
}

impl<'c, 'm> Copyist<'c, 'm> {
    pub(super) fn new(registry: &'c Registry<'m>, names: &'c Names, options: &'c Options) -> Self {
        Self {
            registry,
            names,
            replacer: Replacer::new(options),
            terms: Terms::default(),
            forms: Vec::new(),
            account: Account::default(),
            #[cfg(feature = "packs")]
            unfit: Vec::new(),
        }
    }

    /// The copy of a record that is JSON.
    pub fn record(&mut self, document: Document<'_>, hints: &Hints<'m>) -> Copied {
        self.fitted(|copyist| copyist.record_once(document, hints))
    }

    fn record_once(&mut self, document: Document<'_>, hints: &Hints<'m>) -> Copied {
        self.terms.clear();
        let identification = self.registry.identify(document, hints);
        let bodies = if identification.is_supported() { Vec::new() } else { self.bodies_of(document) };
        let model = Model::of(&identification);
        let changes = self.json(document, model, &bodies, 0);
        let copy = self.finished(document.text(), true, model, changes);
        if bodies.is_empty() {
            return copy.map_or(Copied::Same, Copied::Text);
        }
        let new = copy.as_deref().unwrap_or(document.text());
        let mut tape = Tape::new();
        let reached = match tape.parse(new.as_bytes()) {
            Ok(document) => self.bodies_of(document),
            Err(_) => Vec::new(),
        };
        self.checked(copy, &bodies, &reached)
    }

    /// Without packs no schema says more than the fields.
    #[cfg(not(feature = "packs"))]
    fn fitted<T>(&mut self, mut copy: impl FnMut(&mut Self) -> T) -> T {
        copy(self)
    }

    /// Without packs no schema says more than the fields.
    #[cfg(not(feature = "packs"))]
    #[expect(clippy::unused_self, reason = "as with packs")]
    pub(super) const fn broken_places(&self, _: &str) -> Vec<u32> {
        Vec::new()
    }

    /// The copy of a text that is no JSON: a request, a log, a table, or JSON that is broken.
    pub fn text(&mut self, text: &str) -> Copied {
        self.fitted(|copyist| copyist.text_once(text))
    }

    fn text_once(&mut self, text: &str) -> Copied {
        self.terms.clear();
        let changes = self.plain(text, 0);
        let bodies = self.bodies_in(text.as_bytes());
        // What is JSON in it is a text of its own.
        let is_form = |known: &&KnownBody<'_>| {
            known.is_plain && known.range.start > 0 && !known.text.trim_start().starts_with(['{', '[', '"'])
        };
        self.forms = bodies.iter().filter(is_form).map(|known| known.range.clone()).collect();
        self.forms.extend(measure::said_bodies(text));
        self.forms.sort_unstable_by_key(|range| (range.start, range.end));
        self.forms.dedup();
        let copy = self.finished(text, false, Model::default(), changes);
        self.forms.clear();
        let reached = copy.as_deref().map(|copy| self.bodies_in(copy.as_bytes()));
        self.checked(copy, &bodies, reached.as_ref().unwrap_or(&bodies))
    }

    /// The bodies in a text that is not UTF-8, each as its copy; none where it holds none.
    pub fn bytes(&mut self, bytes: &[u8]) -> Vec<String> {
        let bodies = self.bodies_in(bytes);
        self.fitted(|copyist| bodies.iter().map(|known| copyist.body_or_same(known)).collect())
    }

    /// The copies of the bodies in a unit whose records are pieces of them; none where they are whole.
    pub(super) fn pieces(&mut self, unit: &Unit) -> Vec<String> {
        let bodies = self.bodies_of_pieces(unit);
        self.fitted(|copyist| bodies.iter().map(|known| copyist.body_or_same(known)).collect())
    }

    fn body_or_same(&mut self, known: &KnownBody<'m>) -> String {
        self.body(&known.text, known.model).unwrap_or_else(|| known.text.clone())
    }

    /// The copy of a text with captures, if it holds the same captures and nothing in them is left to hide. Else what is
    /// in it was encoded in a way that is not written: then the bodies alone.
    fn checked(
        &mut self,
        copy: Option<String>,
        bodies: &[KnownBody<'m>],
        reached: &[KnownBody<'m>],
    ) -> Copied {
        let account = self.account.clone();
        #[cfg(feature = "packs")]
        let unfit = std::mem::take(&mut self.unfit);
        let same = |(before, after): (&KnownBody<'m>, &KnownBody<'m>)| {
            before.model.body.is_some() == after.model.body.is_some()
        };
        let is_done = bodies.len() == reached.len()
            && bodies.iter().zip(reached).all(same)
            && reached.iter().all(|known| self.body(&known.text, known.model).is_none());
        self.account = account;
        #[cfg(feature = "packs")]
        {
            self.unfit = unfit;
        }
        if is_done {
            return copy.map_or(Copied::Same, Copied::Text);
        }
        Copied::Bodies(bodies.iter().map(|known| self.body_or_same(known)).collect())
    }

    /// The copy of a body; `None` where nothing has to change.
    fn body(&mut self, text: &str, model: Model<'m>) -> Option<String> {
        self.terms.clear();
        let mut tape = Tape::new();
        if let Ok(document) = tape.parse(text.as_bytes()) {
            let changes = self.json(document, model, &[], 0);
            return self.finished(text, true, model, changes);
        }
        let changes = self.plain(text, 0);
        self.finished(text, false, Model::default(), changes)
    }

    /// The name of a file, with stand-ins for what is secret or personal in it.
    pub fn name(&mut self, name: &str) -> String {
        let (stem, ending) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).unwrap_or((name, ""));
        let edits: Vec<Edit> = crate::redact::text::parts(stem, self.names, true)
            .into_iter()
            .filter_map(|part| self.part(stem, 0, part.start, part.end, part.category))
            .collect();
        let stem = applied(stem, &in_order(edits));
        if ending.is_empty() { stem } else { format!("{stem}.{ending}") }
    }

    fn finished(
        &mut self,
        text: &str,
        is_json: bool,
        model: Model<'m>,
        Changes { edits, children, free }: Changes<'m>,
    ) -> Option<String> {
        if edits.is_empty() && children.is_empty() {
            return None;
        }
        if children.is_empty() && self.terms.is_empty() && self.forms.is_empty() {
            let copy = applied(text, &in_order(edits));
            #[cfg(feature = "packs")]
            self.judge(model.validator, text, &copy);
            return Some(copy);
        }
        let bodies = std::mem::take(&mut self.forms);
        let mut region = Region { text: text.to_owned(), is_json, model, edits, children, bodies, free };
        self.sweep(&mut region);
        let edits = self.written(region);
        if edits.is_empty() {
            return None;
        }
        let copy = applied(text, &edits);
        #[cfg(feature = "packs")]
        self.judge(model.validator, text, &copy);
        Some(copy)
    }

    /// All changes of a text, those inside it written as they are there. As deep as its layers, which are bounded.
    fn written(&mut self, region: Region<'m>) -> Vec<Edit> {
        let Region { text, is_json, mut edits, children, bodies, .. } = region;
        let mut changed = Vec::new();
        let documents = Cover::of(children.iter().filter(|one| one.region.is_json).map(|one| &one.range));
        for Child { range, layer, region } in children {
            let before = region.text.clone();
            #[cfg(feature = "packs")]
            let validator = region.model.validator;
            let inner = self.written(region);
            if inner.is_empty() {
                continue;
            }
            let after = applied(&before, &inner);
            #[cfg(feature = "packs")]
            self.judge(validator, &before, &after);
            let raw = text.get(range.clone()).unwrap_or_default();
            for Edit { range: own, text } in layer.written(raw, &inner, &after) {
                edits.push(Edit { range: range.start + own.start..range.start + own.end, text });
            }
            changed.push(measure::Changed { before, after, at: range.start });
        }
        edits.sort_by_key(|edit| edit.range.start);
        for body in bodies {
            let first = edits.partition_point(|edit| edit.range.start < body.start);
            let behind = edits.iter().skip(first).take_while(|edit| edit.range.start <= body.end);
            let own = |edit: &Edit| Edit {
                range: edit.range.start - body.start..edit.range.end - body.start,
                text: edit.text.clone(),
            };
            let inner = in_order(behind.filter(|edit| edit.range.end <= body.end).map(own).collect());
            let before = text.get(body.clone()).unwrap_or_default().to_owned();
            if !inner.is_empty() {
                let after = applied(&before, &inner);
                changed.push(measure::Changed { before, after, at: body.start });
            }
        }
        if !changed.is_empty() {
            edits.extend(measure::corrections(&text, is_json, changed, &documents, &mut self.replacer));
        }
        in_order(edits)
    }

    /// A text in another one as a region of its own, where it is JSON or holds something that has to change.
    pub(super) fn nested(&mut self, text: String, model: Model<'m>, depth: usize) -> Option<Region<'m>> {
        if depth >= MOST_LAYERS {
            return None;
        }
        let mut tape = Tape::new();
        let begins = text.trim_start().bytes().next();
        if matches!(begins, Some(b'{' | b'[' | b'"'))
            && let Ok(document) = tape.parse(text.as_bytes())
        {
            let known = model.body.map(|_| model);
            let model =
                known.unwrap_or_else(|| Model::of(&self.registry.identify(document, &Hints::default())));
            let Changes { edits, children, free } = self.json(document, model, &[], depth);
            return Some(Region { text, is_json: true, model, edits, children, bodies: Vec::new(), free });
        }
        let Changes { edits, children, free } = self.plain(&text, depth);
        (!edits.is_empty() || !children.is_empty()).then_some(Region {
            text,
            is_json: false,
            model: Model::default(),
            edits,
            children,
            bodies: Vec::new(),
            free,
        })
    }
}
