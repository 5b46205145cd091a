//! The files of one pack together: what refers to what. Nothing is fetched, and nothing outside the pack is opened.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::dialect::Dialect;
use super::source::{FilePosition, Source, Spot};
use crate::json::{JsonKind, Value};

/// All sources of a pack, and the names under which they know each other.
#[derive(Debug, Default)]
pub struct Library {
    sources: Vec<Source>,
    dialects: Vec<Option<Dialect>>,
    /// The numbers of the sources by their paths.
    paths: HashMap<String, u32>,
    /// Schemas by their `$id`, alone and joined with that of the schema around them; anchors as `id#name`.
    ids: HashMap<String, Spot>,
    /// Parts of a source with an `$id` of their own, in the order of the text.
    resources: Vec<Vec<Resource>>,
    /// The schemas of each `$dynamicAnchor`; those of `$recursiveAnchor` under an empty name.
    dynamic: HashMap<String, Vec<Spot>>,
    /// Where the manifest says that an address is.
    addresses: Vec<(String, String)>,
    /// What each reference of a source has been resolved to.
    resolved: Mutex<HashMap<(u32, String), Result<Spot, Unresolved>>>,
}

/// A schema with an id of its own within a source.
#[derive(Debug)]
struct Resource {
    node: u32,
    end: u32,
    id: String,
    /// The resource that it is in.
    around: Option<usize>,
}

/// Why a reference leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unresolved {
    /// The file or id is not in the pack.
    Elsewhere,
    /// The file is there, the place in it is not.
    NoSuchPlace,
    /// It leads out of the pack's folder.
    Outside,
}

impl Unresolved {
    /// In words, after the reference: `is not in the pack`.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Elsewhere => "is not in the pack, and nothing is fetched",
            Self::NoSuchPlace => "names a place that is not in its file",
            Self::Outside => "leads out of the pack's folder",
        }
    }
}

impl Library {
    /// Adds a source and learns its ids.
    pub fn add(&mut self, source: Source) -> u32 {
        let number = u32::try_from(self.sources.len()).unwrap_or(u32::MAX);
        self.paths.insert(source.path.clone(), number);
        self.dialects.push(Dialect::of(source.document().root()));
        let resources = self.learn_ids(&source, number);
        self.resources.push(resources);
        self.sources.push(source);
        number
    }

    /// Says where the file of an address is, in the manifest's words.
    pub fn address(&mut self, address: &str, path: &str) {
        self.addresses.push((address.to_owned(), path.to_owned()));
    }

    /// The sources.
    pub fn sources(&self) -> impl Iterator<Item = (u32, &Source)> {
        (0..).zip(&self.sources)
    }

    /// The number of the source with this path.
    #[must_use]
    pub fn at_path(&self, path: &str) -> Option<u32> {
        self.paths.get(path).copied()
    }

    /// The language of a source; what says nothing of itself speaks JSON Schema 2020-12.
    #[must_use]
    pub fn dialect(&self, source: u32) -> Dialect {
        self.said_dialect(source).unwrap_or(Dialect::Draft202012)
    }

    /// The language that a source says it speaks.
    #[must_use]
    pub fn said_dialect(&self, source: u32) -> Option<Dialect> {
        self.dialects.get(source as usize).copied().flatten()
    }

    /// Settles the language of a source that does not say it.
    pub fn speak(&mut self, source: u32, dialect: Dialect) {
        if let Some(slot) = self.dialects.get_mut(source as usize) {
            slot.get_or_insert(dialect);
        }
    }

    /// Settles the language of every source that does not say it, whatever was concluded of it.
    pub fn speak_all(&mut self, dialect: Dialect) {
        for (source, slot) in self.sources.iter().zip(&mut self.dialects) {
            if Dialect::of(source.document().root()).is_none() {
                *slot = Some(dialect);
            }
        }
    }

    /// The value at a spot.
    #[must_use]
    pub fn value(&self, spot: Spot) -> Value<'_> {
        match self.sources.get(spot.source as usize) {
            Some(source) => source.document().value(spot.node),
            None => crate::json::Document::default().root(),
        }
    }

    /// The root of a source.
    #[must_use]
    pub const fn root(source: u32) -> Spot {
        Spot { source, node: 0 }
    }

    /// Where a spot is, for people.
    #[must_use]
    pub fn place(&self, spot: Spot) -> FilePosition {
        match self.sources.get(spot.source as usize) {
            Some(source) => FilePosition {
                path: source.path.clone(),
                position: source.place(source.document().value(spot.node)),
            },
            None => FilePosition { path: String::new(), position: crate::json::Position::START },
        }
    }

    /// The file's path and the pointer to a spot in it: what a generated name is made of.
    #[must_use]
    pub fn pointer(&self, spot: Spot) -> (&str, String) {
        match self.sources.get(spot.source as usize) {
            Some(source) => (&source.path, source.document().pointer_of(spot.node).as_str().to_owned()),
            None => ("", String::new()),
        }
    }

    /// What a reference that stands at `from` leads to: in the same document, by an id of the pack, by a path from
    /// the file, by a path from the pack's root.
    ///
    /// # Errors
    ///
    /// Why it leads nowhere.
    pub fn resolve(&self, from: Spot, reference: &str) -> Result<Spot, Unresolved> {
        let resource = self.resource(from);
        let key = (from.source, format!("{}\n{reference}", resource.map_or("", |resource| &resource.id)));
        let cache = || self.resolved.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = cache().get(&key).copied() {
            return known;
        }
        let found = self.find(from, resource, reference);
        cache().insert(key, found);
        found
    }

    /// Whether a `$dynamicRef` or `$recursiveRef` that leads to a spot at first may lead elsewhere from another schema.
    #[must_use]
    pub fn is_dynamic(&self, target: Spot, reference: &str) -> bool {
        let name = reference.split_once('#').map_or("", |(_, anchor)| anchor);
        let anchors = self.dynamic.get(name).map_or(&[][..], Vec::as_slice);
        anchors.len() > 1 && anchors.contains(&target)
    }

    fn find(&self, from: Spot, resource: Option<&Resource>, reference: &str) -> Result<Spot, Unresolved> {
        let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let base = match resource {
            Some(resource) => Spot { source: from.source, node: resource.node },
            None => Self::root(from.source),
        };
        let id = resource.map_or("", |resource| &resource.id);
        let target = if file.is_empty() { base } else { self.file(from.source, id, file)? };
        if fragment.is_empty() {
            return Ok(target);
        }
        if fragment.starts_with('/') {
            let pointer = decoded(fragment);
            // From the schema with the id, or else from the top of its file: both are written.
            return self
                .below(target, &pointer)
                .or_else(|| self.below(Self::root(target.source), &pointer))
                .ok_or(Unresolved::NoSuchPlace);
        }
        let name = self.resource(target).map_or("", |resource| &resource.id);
        let local = format!("{}\n{name}#{fragment}", target.source);
        self.ids.get(&local).copied().ok_or(Unresolved::NoSuchPlace)
    }

    fn file(&self, from: u32, id: &str, file: &str) -> Result<Spot, Unresolved> {
        let file = decoded(file);
        let joined = join(id, &file);
        for name in [&joined, file.as_ref()] {
            if let Some(spot) = self.ids.get(name) {
                return Ok(*spot);
            }
        }
        let mapped = self.addresses.iter().find(|(address, _)| *address == joined || *address == file);
        if let Some(source) = mapped.and_then(|(_, path)| self.at_path(path)) {
            return Ok(Self::root(source));
        }
        if file.contains("://") || file.starts_with("urn:") {
            return Err(Unresolved::Elsewhere);
        }
        let own = self.sources.get(from as usize).map_or("", |source| &source.path);
        let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = below_root(folder, &file);
        for path in [beside.as_deref(), below_root("", &file).as_deref()].into_iter().flatten() {
            if let Some(source) = self.at_path(path) {
                return Ok(Self::root(source));
            }
        }
        Err(if beside.is_none() { Unresolved::Outside } else { Unresolved::Elsewhere })
    }

    fn below(&self, spot: Spot, pointer: &str) -> Option<Spot> {
        let mut value = self.value(spot);
        for token in pointer.split('/').skip(1) {
            let token = token.replace("~1", "/").replace("~0", "~");
            value = match value.kind() {
                JsonKind::Object => value.get(&token)?,
                JsonKind::Array => value.items().nth(token.parse().ok()?)?,
                _ => return None,
            };
        }
        Some(Spot { source: spot.source, node: value.index() })
    }

    /// The innermost schema with an id that a spot is in.
    fn resource(&self, spot: Spot) -> Option<&Resource> {
        let resources = self.resources.get(spot.source as usize)?;
        let before = resources.partition_point(|resource| resource.node <= spot.node);
        let mut nearest = resources.get(before.checked_sub(1)?)?;
        while spot.node >= nearest.end {
            nearest = resources.get(nearest.around?)?;
        }
        Some(nearest)
    }

    /// Finds ids and anchors, except in what is data: examples, defaults, constants.
    fn learn_ids(&mut self, source: &Source, number: u32) -> Vec<Resource> {
        let document = source.document();
        let draft4 = Dialect::of(document.root()) == Some(Dialect::Draft4);
        let mut resources: Vec<Resource> = Vec::new();
        let mut around: Option<usize> = None;
        let (mut data, end) = (0, u32::try_from(document.len()).unwrap_or(u32::MAX));
        for index in 0..end {
            let object = document.value(index);
            if object.kind() != JsonKind::Object || index < data {
                continue;
            }
            while let Some(outer) = around.and_then(|outer| resources.get(outer))
                && index >= outer.end
            {
                around = outer.around;
            }
            let id = object.get("$id").or_else(|| object.get("id").filter(|_| draft4));
            if let Some(id) = id.and_then(Value::text) {
                let outer = around.and_then(|outer| resources.get(outer)).map_or("", |outer| &outer.id);
                let spot = Spot { source: number, node: index };
                let text = id.trim_end_matches('#');
                if let Some(anchor) = id.strip_prefix('#').filter(|anchor| !anchor.is_empty()) {
                    self.ids.entry(format!("{number}\n{outer}#{anchor}")).or_insert(spot);
                } else if !text.is_empty() {
                    let id = join(outer, text);
                    self.ids.entry(text.to_owned()).or_insert(spot);
                    self.ids.entry(id.clone()).or_insert(spot);
                    resources.push(Resource { node: index, end: object.next(), id, around });
                    around = Some(resources.len() - 1);
                }
            }
            let id = around.and_then(|inner| resources.get(inner)).map_or("", |inner| &inner.id);
            for (key, value) in object.members() {
                match key.string_raw().unwrap_or_default() {
                    "$anchor" | "$dynamicAnchor" => {
                        let name = value.text().unwrap_or_default();
                        let spot = Spot { source: number, node: index };
                        self.ids.entry(format!("{number}\n{id}#{name}")).or_insert(spot);
                        if key.is_text("$dynamicAnchor") {
                            self.dynamic.entry(name.into_owned()).or_default().push(spot);
                        }
                    }
                    "$recursiveAnchor" if value.kind() == JsonKind::True => {
                        let spot = Spot { source: number, node: index };
                        self.dynamic.entry(String::new()).or_default().push(spot);
                    }
                    "example" | "examples" | "enum" | "const" | "default" => data = data.max(value.next()),
                    _ => {}
                }
            }
        }
        resources
    }
}

/// A reference against the id of the schema that it stands in: RFC 3986, section 5.2, for ids that may be relative too.
#[must_use]
pub fn join(base: &str, reference: &str) -> String {
    let has_scheme = |text: &str| {
        text.split_once(':').is_some_and(|(scheme, _)| {
            !scheme.is_empty()
                && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        })
    };
    if has_scheme(reference) || base.is_empty() {
        return reference.to_owned();
    }
    let (origin, path) = match base.split_once("://") {
        Some((scheme, rest)) => {
            let host = rest.find('/').unwrap_or(rest.len());
            (base.get(..scheme.len() + 3 + host).unwrap_or_default(), rest.get(host..).unwrap_or_default())
        }
        None if has_scheme(base) => return reference.to_owned(),
        None => ("", base),
    };
    if reference.starts_with('/') {
        return format!("{origin}{reference}");
    }
    let folder = path.rfind('/').map_or("", |last| path.get(..=last).unwrap_or_default());
    let mut steps: Vec<&str> = Vec::new();
    let whole = format!("{folder}{reference}");
    for step in whole.split('/') {
        match step {
            ".." if steps.len() > 1 => drop(steps.pop()),
            "." | ".." => {}
            step => steps.push(step),
        }
    }
    let separator = if origin.is_empty() || whole.starts_with('/') { "" } else { "/" };
    format!("{origin}{separator}{}", steps.join("/"))
}

/// A path below the pack's root; nothing if it leads out of it.
#[must_use]
pub fn below_root(folder: &str, path: &str) -> Option<String> {
    let mut steps: Vec<&str> = if path.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.retain(|step| !step.is_empty());
                steps.pop()?;
            }
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    Some(steps.join("/"))
}

/// `%24defs` as `$defs`.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let (mut bytes, mut rest) = (Vec::with_capacity(text.len()), text.as_bytes());
    while let Some((first, others)) = rest.split_first() {
        let hex = others.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            rest = others.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = others;
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}
