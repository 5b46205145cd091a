//! Which event a payload is, with the evidence. An answer is never a guess dressed as a fact.

use super::consistency::{at, dotted};
use super::event::{EventName, EventRef, Naming, Path, Provider, Shape, Version};
use super::field::Object;
use super::suggest;
use crate::json::{Document, Kind, Value};

/// What is known besides the body.
#[derive(Debug, Clone, Default)]
pub struct Hints<'m> {
    /// The caller says that it is this event.
    pub event: Option<EventRef<'m>>,
    /// The caller says who sent it.
    pub provider: Option<&'m Provider<'m>>,
    /// The events that the name of the file, or of a folder above it, names; or the path of the request.
    pub path: Vec<EventRef<'m>>,
    /// Whether `path` is that of the request.
    pub path_is_requested: bool,
    /// The events that a header of the request names, and the header.
    pub header: Option<(&'m str, EventRef<'m>)>,
}

/// How sure the answer is, and what it is.
#[derive(Debug, Clone)]
pub enum Identification<'m> {
    /// One event.
    Identified {
        /// The event.
        model: EventRef<'m>,
        /// What named it.
        by: NamedBy<'m>,
        /// The other name of the event, when the body used one.
        alias: Option<&'m EventName<'m>>,
    },
    /// Several events share this shape, and nothing tells them apart.
    Ambiguous {
        /// All of them, in the order of the provider's list.
        candidates: Vec<EventRef<'m>>,
    },
    /// A known provider's envelope around an unknown name.
    UnknownEvent {
        /// Who sends it.
        provider: &'m Provider<'m>,
        /// In which generation.
        version: &'m Version<'m>,
        /// The name, as the body has it.
        name: String,
        /// Where the name stands.
        path: Path<'m>,
        /// The nearest known event.
        nearest: Option<EventRef<'m>>,
    },
    /// No known provider sends such a payload.
    Unknown {
        /// What came nearest, in words.
        why: String,
    },
}

/// What named the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedBy<'m> {
    /// The caller.
    Caller,
    /// The body, at this path.
    Body(Path<'m>),
    /// A header of the request.
    Header(&'m str),
    /// The path of the request, among events that share a shape.
    RequestPath,
    /// The file's name or a folder's, among events that share a shape.
    FileName,
    /// The keys at the top of the body, which only this event has.
    Shape,
}

impl<'m> Identification<'m> {
    /// The model of the payload's body, also of an ambiguous one whose candidates share it.
    #[must_use]
    pub fn body(&self) -> Option<&'m Object<'m>> {
        match self {
            Self::Identified { model, .. } => Some(model.event.body),
            Self::Ambiguous { candidates } => {
                let first = candidates.first()?;
                candidates.iter().all(|model| model.shares_body(*first)).then_some(first.event.body)
            }
            Self::UnknownEvent { version, .. } => version.envelope,
            Self::Unknown { .. } => None,
        }
    }

    /// The model of the body that both answers share, where they do: events of one family often share an object.
    #[must_use]
    pub fn shared_body(&self, other: &Self) -> Option<&'m Object<'m>> {
        let ((provider, version), (theirs, their_version)) = (self.origin()?, other.origin()?);
        let (ours, other) = (self.body()?, other.body()?);
        (provider.id == theirs.id && version.id == their_version.id && ours.name == other.name)
            .then_some(ours)
    }

    /// The answer of somebody who expects this event: where it is one of several that share a shape, it is settled.
    #[must_use]
    pub fn expecting(self, expected: Option<EventRef<'m>>) -> Self {
        match (self, expected) {
            (Self::Ambiguous { candidates }, Some(model)) if candidates.contains(&model) => {
                Self::Identified { model, by: NamedBy::Caller, alias: None }
            }
            (answer, _) => answer,
        }
    }

    /// What it is, in a few words: `FirstPromoter v1 · promoter_accepted`.
    #[must_use]
    pub fn title(&self) -> String {
        let origin = self.origin().map(|(provider, version)| format!("{} {} · ", provider.name, version.id));
        let what = match self {
            Self::Identified { model, .. } => model.event.name.to_owned(),
            Self::Ambiguous { candidates } => {
                let names: Vec<&str> = candidates.iter().map(|model| model.event.name).collect();
                format!("{}, ambiguous", names.join(" or "))
            }
            Self::UnknownEvent { .. } => "an unknown event".to_owned(),
            Self::Unknown { .. } => "unknown payload".to_owned(),
        };
        format!("{}{what}", origin.unwrap_or_default())
    }

    /// The event, if there is exactly one.
    #[must_use]
    pub const fn model(&self) -> Option<EventRef<'m>> {
        match self {
            Self::Identified { model, .. } => Some(*model),
            _ => None,
        }
    }

    /// `identified`, `ambiguous`, `unknown-event`, `unknown`.
    #[must_use]
    pub const fn certainty(&self) -> &'static str {
        match self {
            Self::Identified { .. } => "identified",
            Self::Ambiguous { .. } => "ambiguous",
            Self::UnknownEvent { .. } => "unknown-event",
            Self::Unknown { .. } => "unknown",
        }
    }

    /// Provider and version, as far as they are known.
    #[must_use]
    pub fn origin(&self) -> Option<(&'m Provider<'m>, &'m Version<'m>)> {
        match self {
            Self::Identified { model, .. } => Some((model.provider, model.version)),
            Self::Ambiguous { candidates } => candidates.first().map(|model| (model.provider, model.version)),
            Self::UnknownEvent { provider, version, .. } => Some((provider, version)),
            Self::Unknown { .. } => None,
        }
    }

    /// Why this is the answer, a sentence each.
    #[must_use]
    pub fn evidence(&self) -> Vec<String> {
        match self {
            Self::Identified { model, by, alias } => {
                let mut evidence = vec![match by {
                    NamedBy::Caller => "the caller says so".to_owned(),
                    NamedBy::Body(path) => format!("body: {} names it", dotted(path)),
                    NamedBy::Header(name) => format!("header: {name} names it"),
                    NamedBy::RequestPath | NamedBy::FileName => {
                        let teller = if *by == NamedBy::FileName { "file name" } else { "request path" };
                        format!(
                            "body: has the keys of {}; the {teller} tells which event",
                            model.event.body.name
                        )
                    }
                    NamedBy::Shape => format!("body: only {} has these keys", model.event.name),
                }];
                if let Some(alias) = alias {
                    evidence.push(format!(
                        "{} is another name of {}: {}",
                        alias.name, model.event.name, alias.why
                    ));
                }
                evidence
            }
            Self::Ambiguous { candidates } => {
                let body = candidates.first().map_or("payload", |model| model.event.body.name);
                vec![
                    format!(
                        "body: has the keys of {body}, and {} events send that one object",
                        candidates.len()
                    ),
                    "the body names no event; a request path, a file name or --event decides".to_owned(),
                ]
            }
            Self::UnknownEvent { provider, version, path, nearest, .. } => {
                let mut evidence = vec![format!(
                    "body: has the envelope of {} {}, but {} is not an event known so far",
                    provider.name,
                    version.id,
                    dotted(path)
                )];
                if let Some(model) = nearest {
                    evidence.push(format!("the nearest known name is {}", model.event.name));
                }
                evidence
            }
            Self::Unknown { why } => vec![why.clone()],
        }
    }
}

/// Finds out which event a payload is. The caller's word comes first, then the body's own, then the file's name, then
/// the body's shape.
#[must_use]
pub fn identify<'m>(
    providers: &[&'m Provider<'m>],
    document: Document<'_>,
    hints: &Hints<'m>,
) -> Identification<'m> {
    if let Some(model) = hints.event {
        return Identification::Identified { model, by: NamedBy::Caller, alias: None };
    }
    let root = document.root();
    if root.kind() != Kind::Object {
        return Identification::Unknown {
            why: "a webhook payload is an object, and this is not one".to_owned(),
        };
    }
    let providers =
        || providers.iter().copied().filter(|known| hints.provider.is_none_or(|said| said.id == known.id));
    let mut unknown_event = None;
    for provider in providers() {
        for version in provider.versions {
            match named(provider, version, root) {
                Some(identified @ Identification::Identified { .. }) => return identified,
                Some(other) => unknown_event = unknown_event.or(Some(other)),
                None => {}
            }
        }
    }
    if let Some(unknown_event) = unknown_event {
        return unknown_event;
    }
    if let Some((name, model)) = hints.header {
        return Identification::Identified { model, by: NamedBy::Header(name), alias: None };
    }
    for provider in providers() {
        for version in provider.versions.iter().filter(|version| matches!(version.naming, Naming::Shape)) {
            let candidates = shaped(provider, version, root);
            if let Some(identification) = decide(candidates, hints) {
                return identification;
            }
        }
    }
    Identification::Unknown { why: nearest_miss(providers(), root, hints) }
}

/// What a body says of itself under one version's envelope.
fn named<'m>(
    provider: &'m Provider<'m>,
    version: &'m Version<'m>,
    root: Value<'_>,
) -> Option<Identification<'m>> {
    let Naming::Body { name: path, envelope, known_needs, unknown_needs } = version.naming else {
        return None;
    };
    let name = at(root, path)?.text()?;
    let found = version.events.iter().find_map(|event| {
        if event.name == name {
            return Some((event, None));
        }
        event.aliases.iter().find(|alias| alias.name == name).map(|alias| (event, Some(alias)))
    });
    let needed = if found.is_some() { known_needs } else { unknown_needs };
    let there = envelope.iter().filter(|path| at(root, path).is_some()).take(needed).count();
    match found {
        _ if there < needed => None,
        Some((event, alias)) => {
            let model = EventRef { provider, version, event };
            Some(Identification::Identified { model, by: NamedBy::Body(path), alias })
        }
        None => {
            let near = suggest::nearest(&name, version.events.iter().map(|event| event.name))
                .or_else(|| same_beginning(&name, version));
            let nearest = near.and_then(|near| version.events.iter().find(|event| event.name == near));
            Some(Identification::UnknownEvent {
                provider,
                version,
                name: name.into_owned(),
                path,
                nearest: nearest.map(|event| EventRef { provider, version, event }),
            })
        }
    }
}

/// `commission.paid` is nearest to the other events of `commission`.
fn same_beginning<'m>(name: &str, version: &Version<'m>) -> Option<&'m str> {
    let (subject, _) = name.split_once(['.', '_'])?;
    version
        .events
        .iter()
        .map(|event| event.name)
        .find(|known| known.strip_prefix(subject).is_some_and(|rest| rest.starts_with(['.', '_'])))
}

/// The events whose shape a body has. Families share their shapes, so each list of shapes is tried once.
fn shaped<'m>(provider: &'m Provider<'m>, version: &'m Version<'m>, root: Value<'_>) -> Vec<EventRef<'m>> {
    let mut candidates = Vec::new();
    let mut last: Option<(&[Shape<'m>], bool)> = None;
    for event in version.events {
        let fits = match last {
            Some((shapes, fits)) if std::ptr::eq(shapes, event.shapes) => fits,
            _ => event.shapes.iter().any(|shape| has_shape(root, shape)),
        };
        last = Some((event.shapes, fits));
        if fits {
            candidates.push(EventRef { provider, version, event });
        }
    }
    candidates
}

fn has_shape(root: Value<'_>, shape: &Shape<'_>) -> bool {
    let has = |key: &&str| root.get(key).is_some();
    shape.all.iter().all(has)
        && (shape.at_least == 0
            || shape.any.iter().filter(|key| has(key)).take(shape.at_least).count() == shape.at_least)
        && !shape.none.iter().any(has)
        && shape.words.iter().all(|(key, words)| match root.get(key) {
            Some(value) => value.text().is_some_and(|text| words.contains(&&*text)),
            None => true,
        })
}

fn decide<'m>(candidates: Vec<EventRef<'m>>, hints: &Hints<'m>) -> Option<Identification<'m>> {
    match candidates.as_slice() {
        [] => None,
        [model] => Some(Identification::Identified { model: *model, by: NamedBy::Shape, alias: None }),
        several => {
            let mut named = several.iter().filter(|model| hints.path.contains(model));
            match (named.next(), named.next()) {
                (Some(model), None) => {
                    let by = if hints.path_is_requested { NamedBy::RequestPath } else { NamedBy::FileName };
                    Some(Identification::Identified { model: *model, by, alias: None })
                }
                _ => Some(Identification::Ambiguous { candidates }),
            }
        }
    }
}

/// Why no provider fits, in words that help to go on.
fn nearest_miss<'m>(
    providers: impl Iterator<Item = &'m Provider<'m>>,
    root: Value<'_>,
    hints: &Hints<'m>,
) -> String {
    for provider in providers {
        for version in provider.versions {
            let Naming::Body { name: path, envelope, .. } = version.naming else { continue };
            let Some(name) = at(root, path).and_then(Value::text) else { continue };
            if version.events.iter().any(|event| event.name == name) {
                let missing: Vec<String> = envelope
                    .iter()
                    .filter(|path| at(root, path).is_none())
                    .map(|path| dotted(path))
                    .collect();
                return format!(
                    "{} is {name}, which {} {} knows, but the rest of its envelope is missing: {}",
                    dotted(path),
                    provider.name,
                    version.id,
                    missing.join(", ")
                );
            }
        }
    }
    match (hints.provider, hints.path.first()) {
        (Some(provider), _) => format!("no event of {} has such a body", provider.name),
        (None, Some(model)) => {
            let teller = if hints.path_is_requested { "request path" } else { "file name" };
            format!("the {teller} says {}, but the body has neither its name nor its keys", model.id())
        }
        (None, None) => "no known provider sends a body with these keys".to_owned(),
    }
}

/// The events that a path names: the part nearest to the file decides, and in it the longest name. Separators are
/// interchangeable, so `affiliate-new`, `affiliate.new` and `affiliate_new` are one.
#[must_use]
pub fn named_in_path<'m>(events: &[EventRef<'m>], path: &str) -> Vec<EventRef<'m>> {
    for part in path.rsplit(['/', '\\']) {
        let part = hyphenated(part);
        let mut best: (usize, Vec<EventRef<'m>>) = (0, Vec::new());
        for model in events.iter().copied() {
            let names =
                std::iter::once(model.event.name).chain(model.event.aliases.iter().map(|alias| alias.name));
            let length = names.filter(|name| holds(&part, name)).map(str::len).max().unwrap_or(0);
            match length.cmp(&best.0) {
                std::cmp::Ordering::Greater => best = (length, vec![model]),
                std::cmp::Ordering::Equal if length > 0 => best.1.push(model),
                _ => {}
            }
        }
        if best.0 > 0 {
            return best.1;
        }
    }
    Vec::new()
}

/// The event that a header of the request names: of the providers that declare such a header.
pub fn named_in_header<'m, 'h>(
    events: &[EventRef<'m>],
    header: impl Fn(&str) -> Option<&'h str>,
) -> Option<(&'m str, EventRef<'m>)> {
    events.iter().copied().find_map(|model| {
        let name = model.version.event_header?;
        (header(name)? == model.event.name).then_some((name, model))
    })
}

fn hyphenated(name: &str) -> String {
    name.chars().map(|c| if matches!(c, '.' | '_' | ' ') { '-' } else { c.to_ascii_lowercase() }).collect()
}

/// Whether `part`, which is hyphenated, holds `name` with nothing but separators around it.
fn holds(part: &str, name: &str) -> bool {
    let plain = |byte: u8| if matches!(byte, b'.' | b'_') { b'-' } else { byte.to_ascii_lowercase() };
    part.as_bytes().windows(name.len()).enumerate().any(|(start, window)| {
        window.iter().zip(name.bytes()).all(|(one, other)| *one == plain(other)) && {
            let before = part.get(..start).and_then(|text| text.chars().next_back());
            let after = part.get(start + name.len()..).and_then(|text| text.chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        }
    })
}
