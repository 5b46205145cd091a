//! The neutral event of a payload, assembled from what its places hold.

use std::borrow::Cow;

use sha2::{Digest as _, Sha256};

use super::FORMAT;
use super::build::{Build, Cursor};
use super::rest::{Kept, Rest, ValueMask};
use super::time::in_utc;
use super::tree::{Members, Tree, emit_members};
use crate::json::{
    Document, Emitter, JsonKind, Layout, Style, Value, WriteError, Writer, write_canonical, write_compact,
    write_without,
};
use crate::model::{Doubt, EventRef, Group, Identification, Mapping, NamedBy, Path, Slot, Words};

/// One payload in neutral form.
pub struct Normalized<'d> {
    document: Document<'d>,
    members: Members<'d>,
    mask: ValueMask<'d>,
    /// The values that have a place of their own, by their index on the tape, in order.
    taken: Vec<u32>,
    /// About how many bytes of JSON it is.
    size: usize,
}

impl Normalized<'_> {
    /// The event as JSON.
    #[must_use]
    pub fn to_json(&self, layout: Layout) -> String {
        let mut out = String::with_capacity(self.size);
        // Writing to a String cannot fail, and only the canonical form cannot hold everything.
        let _ = self.emit(&mut Emitter::new(layout, &mut out));
        if layout == Layout::Compact {
            // The rest goes before the brace that ends the event.
            let length = out.len() - usize::from(out.pop().is_some());
            out.push_str(",\"rest\":");
            let replaced = self.mask.replaced(self.document);
            if !write_without(self.document.root(), &self.taken, replaced, &mut out) {
                out.truncate(length);
            }
            out.push('}');
        }
        out
    }

    fn emit(&self, out: &mut Emitter<'_, String>) -> Result<(), WriteError> {
        out.begin_object()?;
        emit_members(&self.members, out)?;
        if out.layout() != Layout::Compact
            && let Some(kept) = &Kept::of(self.document, &self.taken)
        {
            out.plain_name("rest")?;
            let rest = Rest { kept, mask: &self.mask };
            Writer::new(Style::COMPACT).replacing(rest).emit(self.document.root(), out)?;
        }
        Ok(out.end()?)
    }

    /// What stands under a name.
    pub(super) fn get(&self, name: &str) -> Option<&Tree<'_>> {
        self.members.iter().find(|(own, _)| *own == name).map(|(_, tree)| tree)
    }

    /// The text at a path of the neutral event: `["affiliate", "id"]`.
    #[must_use]
    pub fn text(&self, path: &[&str]) -> Option<&str> {
        let (first, rest) = path.split_first()?;
        rest.iter().try_fold(self.get(first)?, |tree, name| tree.get(name))?.as_text()
    }

    /// Whether the value with this index on the payload's tape has a place of its own; else it is in `rest`.
    #[must_use]
    pub fn has_place(&self, index: u32) -> bool {
        self.taken.binary_search(&index).is_ok()
    }
}

/// What a payload says, in neutral form.
#[must_use]
pub fn normalize<'d>(
    document: Document<'d>,
    identification: &Identification<'d>,
    mask: ValueMask<'d>,
) -> Normalized<'d> {
    let models = models(identification);
    let named = identification.model().map(|model| model.event.name);
    let words = models.first().map_or(const { &Words::NONE }, |model| model.version.words);
    let mut build = Build::new(document, &mask, named, words);
    let root = Cursor::root(document, models.first().map(|model| model.event.body));
    for (prefix, mappings) in shared(&models) {
        build.map(root, prefix, mappings);
    }
    let kinds: Vec<Option<&str>> =
        models.iter().map(|model| model.neutral().and_then(|neutral| neutral.kind)).collect();
    let (members, taken) = build.finish(identification, &kinds);
    let size = document.text().len() + 1024;
    Normalized { document, members, mask, taken, size }
}

/// By what a delivery is known when it comes again: what the `dedupe_key` of its neutral event is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeliveryKey<'d> {
    /// The provider's id, and the id that it gives the event.
    Id(&'d str, Cow<'d, str>),
    /// All that the payload says, in its canonical form where it has one.
    Body(String),
}

/// What is the same when a payload is delivered again.
#[must_use]
pub fn delivery_key<'d>(document: Document<'d>, identification: &Identification<'d>) -> DeliveryKey<'d> {
    let models = models(identification);
    let id = values(document, &models, Slot::EventId).find_map(|value| match value.kind() {
        JsonKind::String => value.text().filter(|text| !text.is_empty()),
        JsonKind::Number => Some(value.raw().into()),
        _ => None,
    });
    match (identification.origin(), id) {
        (Some((provider, _)), Some(id)) => DeliveryKey::Id(provider.id, id),
        _ => DeliveryKey::Body(canonical_body(document)),
    }
}

/// When what a payload tells of happened, in UTC: where a member says so.
#[must_use]
pub fn occurred_at<'d>(document: Document<'d>, identification: &Identification<'d>) -> Option<Cow<'d, str>> {
    let models = models(identification);
    values(document, &models, Slot::OccurredAt).find_map(|value| value.text().and_then(in_utc))
}

/// What a payload has in the places of a meaning, in their order.
fn values<'d>(
    document: Document<'d>,
    models: &[EventRef<'d>],
    slot: Slot<'d>,
) -> impl Iterator<Item = Value<'d>> {
    shared(models).into_iter().flat_map(move |(prefix, mappings)| {
        let of_event = mappings.iter().filter(move |mapping| mapping.slot == slot);
        let names = of_event.map(move |mapping| prefix.iter().chain(mapping.path));
        names.filter_map(move |mut names| names.try_fold(document.root(), |value, name| value.get(name)))
    })
}

/// The events that a payload may be, where they can be told apart no better.
fn models<'d>(identification: &Identification<'d>) -> Vec<EventRef<'d>> {
    match identification {
        Identification::Identified { model, .. } => vec![*model],
        Identification::Ambiguous { candidates, doubt: Doubt::Equal } => candidates.clone(),
        _ => Vec::new(),
    }
}

/// The lists of meanings that all candidates share.
fn shared<'m>(models: &[EventRef<'m>]) -> Vec<(Path<'m>, &'m [Mapping<'m>])> {
    let of = |model: &EventRef<'m>| model.neutral().map(|neutral| neutral.maps).unwrap_or_default();
    let Some((first, others)) = models.split_first() else { return Vec::new() };
    of(first).iter().copied().filter(|map| others.iter().all(|other| of(other).contains(map))).collect()
}

impl<'d> Build<'d, '_> {
    /// The members of the event but for `rest`, and which values they were made of.
    fn finish(
        mut self,
        identification: &Identification<'d>,
        kinds: &[Option<&'d str>],
    ) -> (Members<'d>, Vec<u32>) {
        let text = |text: &'d str| Tree::Text(text.into());
        let ambiguous = matches!(identification, Identification::Ambiguous { .. });
        let origin = identification.origin();
        let mut source = Members::with_capacity(5);
        source.push(("provider", origin.map_or(Tree::Null, |(provider, _)| text(provider.id))));
        source.push(("version", origin.map_or(Tree::Null, |(_, version)| text(version.id))));
        source.push(("event", self.named.map_or(Tree::Null, text)));
        if let Identification::Ambiguous { candidates, .. } = identification {
            let names = candidates.iter().map(|model| text(model.event.name)).collect();
            source.push(("candidates", Tree::List(names)));
        }
        source.push((
            "event_named_by",
            named_by(identification).map_or(Tree::Null, |by| Tree::Text(by.into())),
        ));

        let kind = kinds.first().copied().flatten();
        let agreed = kind.filter(|_| kinds.iter().all(|one| *one == kind));
        let (key, derived) = self.dedupe_key(identification);
        let mut members = Members::with_capacity(20);
        members.push(("format", text(FORMAT)));
        members.push(("source", Tree::Object(source)));
        members.push(("kind", agreed.map_or(Tree::Null, text)));
        if ambiguous && agreed.is_none() {
            let kinds = kinds.iter().flatten().map(|kind| text(kind)).collect();
            members.push(("kind_candidates", Tree::List(kinds)));
        }
        members.push(("event_id", self.event_id.take().unwrap_or(Tree::Null)));
        members.push(("dedupe_key", Tree::Text(key.into())));
        if derived {
            members.push(("dedupe_derived", Tree::Flag(true)));
        }
        members.push(("occurred_at", self.occurred_at.take().map_or(Tree::Null, Tree::Text)));
        if let Some((currency, index)) = self.currency.take()
            && self.set_currency(&currency)
        {
            self.taken.push(index);
        }
        for (group, fields) in Group::ALL.iter().zip(&mut self.groups) {
            if !fields.is_empty() {
                members.push((group.name(), Tree::Object(std::mem::take(fields))));
            }
        }
        for (list, items) in [("coupons", &mut self.coupons), ("changes", &mut self.changes)] {
            if !items.is_empty() {
                members.push((list, Tree::List(std::mem::take(items))));
            }
        }
        self.taken.sort_unstable();
        self.taken.dedup();
        (members, self.taken)
    }

    /// Gives the commission's money its currency; says whether there is such money.
    fn set_currency(&mut self, currency: &Tree<'d>) -> bool {
        let members = self.members(Group::Commission).iter_mut();
        let mut done = false;
        for (_, amount) in members.filter(|(name, _)| *name == "amount") {
            let Tree::Object(fields) = amount else { continue };
            for (_, value) in fields.iter_mut().filter(|(name, _)| *name == "currency") {
                *value = currency.clone();
                done = true;
            }
        }
        done
    }

    /// What is the same when the payload is delivered again, and whether it had to be derived from the body.
    fn dedupe_key(&self, identification: &Identification) -> (String, bool) {
        if let (Some((provider, _)), Some(id)) =
            (identification.origin(), self.event_id.as_ref().and_then(Tree::as_text))
        {
            return ([provider.id, ":", id].concat(), false);
        }
        (derived_key(self.document), true)
    }
}

/// What is the same when a payload of these values is delivered again.
fn derived_key(document: Document<'_>) -> String {
    let digest = Sha256::digest(canonical_body(document));
    ["sha256:", &base16ct::lower::encode_string(&digest)].concat()
}

/// What a payload says, in one form however it was written.
fn canonical_body(document: Document<'_>) -> String {
    let mut body = String::with_capacity(document.text().len());
    // What has no canonical form is told apart by how it is written.
    if write_canonical(document.root(), &mut body).is_err() {
        body.clear();
        let _ = write_compact(document.root(), &mut body);
    }
    body
}

fn named_by(identification: &Identification) -> Option<String> {
    let Identification::Identified { by, .. } = identification else { return None };
    Some(match by {
        NamedBy::Caller => "user".to_owned(),
        NamedBy::Body([name]) => ["body:/", name].concat(),
        NamedBy::Body(path) => ["body:/", &path.join("/")].concat(),
        NamedBy::Header(name) => ["header:", name].concat(),
        NamedBy::HeaderAndBody(name, path) => format!("header:{name} body:/{}", path.join("/")),
        NamedBy::FileName | NamedBy::RequestPath | NamedBy::Log => "path".to_owned(),
        NamedBy::Shape => "shape".to_owned(),
    })
}
