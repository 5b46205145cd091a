//! Changes to the files of a pack by which its schemas let more pass. What they let pass before still passes, and what is
//! not concerned stays as it was written.

mod bound;
mod reach;
mod step;
mod text;
mod widen;

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value as Json};
use thiserror::Error;
use toml::Table;

use super::file_names::candidates;
use super::open::MANIFEST;
use super::pack::Pack;
use super::schema::{Keyword, SchemaId};
use crate::json::Value;
use reach::at_place;
use step::{Step, apply};
use text::{Edit, edited};
pub use widen::Widening;
use widen::{Change, changes};

/// The keyword that names the keywords which a person has stated.
const STATED: &str = "x-stated";

/// Why a schema is not widened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unamended {
    /// The pack has no schema of the event.
    #[error("the pack has no schema of {event}")]
    NoSchema {
        /// The event.
        event: String,
    },
    /// No schema says anything of the place.
    #[error("no schema of the pack says what stands there in words that can be widened")]
    NoSuchPlace,
    /// The schema is part of a condition.
    #[error("{place} is part of a condition too, which would let less pass")]
    InCondition {
        /// The file and the pointer of the schema.
        place: String,
    },
    /// The file is not JSON.
    #[error("{file} is YAML: --output DIR writes the pack as JSON, with the change")]
    NotJson {
        /// The file.
        file: String,
    },
    /// A person has stated it otherwise.
    #[error("{place} says {keyword} as a person has stated it: name this departure to change that")]
    Stated {
        /// The file and the pointer of the schema.
        place: String,
        /// The keyword.
        keyword: String,
    },
    /// The manifest does not list events.
    #[error("the pack lists no events in {MANIFEST}: hookspect pack import makes one that does")]
    NoList,
    /// The name of a new event cannot be told.
    #[error("its name is not told in full")]
    NoName,
}

/// A file of a pack that is another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmendedFile {
    /// Its path below the folder of the pack, with `/`.
    pub path: String,
    /// Its text as it is; nothing where there is none.
    pub before: Option<String>,
    /// Its text as it is to be.
    pub after: String,
}

/// Changes to a pack.
#[derive(Debug)]
pub struct Amendment<'p, 'm> {
    pack: &'p Pack<'m>,
    conditions: HashSet<SchemaId>,
    sources: BTreeMap<u32, Changed>,
    /// Events that are new, with the version that each is of, where the pack has several.
    events: Vec<(NewEvent, Option<String>)>,
}

/// An event that a pack is to have.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEvent {
    /// Its name.
    pub name: String,
    /// What is said beside it.
    pub comment: String,
    /// The schema of what the schemas of its version describe.
    pub schema: Map<String, Json>,
    /// What the manifest says of it besides.
    pub grounds: Table,
}

/// What is another thing in a file.
#[derive(Debug)]
struct Changed {
    json: Json,
    /// The members, by the pointer of the schema and their name, in the order in which they were changed.
    members: Vec<(String, String)>,
    /// The unions that any number of branches may fit from now on.
    unions: Vec<String>,
}

impl<'p, 'm> Amendment<'p, 'm> {
    /// No changes to a pack.
    #[must_use]
    pub fn new(pack: &'p Pack<'m>) -> Self {
        let conditions = reach::in_conditions(&pack.reader);
        Self { pack, conditions, sources: BTreeMap::new(), events: Vec::new() }
    }

    /// Lets something pass at a place of the payloads of an event, `*` in it for the items of lists and the members of maps,
    /// with a comment beside it. What a person has stated is changed only where the change `is_named`.
    ///
    /// # Errors
    ///
    /// Why not; nothing is changed then.
    pub fn widen(
        &mut self,
        event: &str,
        place: &str,
        widening: &Widening<'_>,
        comment: &str,
        is_named: bool,
    ) -> Result<(), Unamended> {
        let body = self.pack.described.iter().find(|body| body.event == event);
        let body = body.ok_or_else(|| Unamended::NoSchema { event: event.to_owned() })?;
        let steps: Vec<String> =
            place.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
        let (within, steps) = steps.split_at(body.within.len().min(steps.len()));
        if within != body.within {
            return Err(Unamended::NoSuchPlace);
        }
        let reader = &self.pack.reader;
        let at = at_place(reader, body.schema, steps);
        let changes = changes(reader, at, widening, comment);
        if changes.is_empty() {
            return Err(Unamended::NoSuchPlace);
        }
        for change in &changes {
            self.check(change, is_named)?;
        }
        for change in changes {
            self.make(change);
        }
        Ok(())
    }

    /// The file of a schema, and where in it.
    fn address(&self, id: SchemaId) -> (u32, &str, String) {
        let spot = self.pack.reader.node(id).spot;
        let (file, pointer) = self.pack.reader.library().pointer(spot);
        (spot.source, file, pointer)
    }

    fn check(&self, change: &Change, is_named: bool) -> Result<(), Unamended> {
        let (source, file, pointer) = self.address(change.id);
        let place = || format!("{file}#{pointer}");
        if self.conditions.contains(&change.id) {
            return Err(Unamended::InCondition { place: place() });
        }
        let library = self.pack.reader.library();
        if !library.sources().any(|(number, own)| number == source && own.is_json()) {
            return Err(Unamended::NotJson { file: file.to_owned() });
        }
        // It would have two lists of branches under one name.
        if change.unions.iter().any(|id| self.pack.reader.node(*id).get(Keyword::AnyOf).is_some()) {
            return Err(Unamended::NoSuchPlace);
        }
        let schema = library.value(self.pack.reader.node(change.id).spot);
        let mut stated = schema.get(STATED).into_iter().flat_map(Value::items);
        let is_stated = stated.any(|one| one.is_text(change.keyword));
        if is_stated && !is_named && !change.keyword.ends_with("comment") {
            return Err(Unamended::Stated { place: place(), keyword: change.keyword.to_owned() });
        }
        Ok(())
    }

    fn make(&mut self, change: Change) {
        let (source, _, pointer) = self.address(change.id);
        let unions: Vec<(u32, String)> = change
            .unions
            .iter()
            .map(|id| self.address(*id))
            .map(|(source, _, pointer)| (source, pointer))
            .collect();
        let Change { keyword, mut step, .. } = change;
        if let Some(file) = self.file(source)
            && let Some(schema) = file.json.pointer_mut(&pointer).and_then(Json::as_object_mut)
        {
            // One remark beside another.
            if let (true, Step::Set(Json::String(new)), Some(old)) =
                (keyword.ends_with("comment"), &mut step, schema.get(keyword).and_then(Json::as_str))
                && !old
                    .split("; drift: ")
                    .any(|one| one.trim_start_matches("drift: ") == new.trim_start_matches("drift: "))
            {
                *new = format!("{old}; {new}");
            } else if keyword.ends_with("comment") && schema.contains_key(keyword) {
                return;
            }
            for name in apply(schema, keyword, &step) {
                // A member that is new is put in by itself, and not with all that stand beside it.
                let member = match &step {
                    Step::Member(member, _) => (format!("{pointer}/{name}"), member.clone()),
                    _ => (pointer.clone(), name),
                };
                if !file.members.contains(&member) {
                    file.members.push(member);
                }
            }
        }
        for (source, pointer) in unions {
            if let Some(file) = self.file(source).filter(|file| !file.unions.contains(&pointer)) {
                file.unions.push(pointer);
            }
        }
    }

    fn file(&mut self, source: u32) -> Option<&mut Changed> {
        if !self.sources.contains_key(&source) {
            let (_, own) = self.pack.reader.library().sources().find(|(number, _)| *number == source)?;
            let json = serde_json::from_str(own.document().text()).ok()?;
            self.sources.insert(source, Changed { json, members: Vec::new(), unions: Vec::new() });
        }
        self.sources.get_mut(&source)
    }

    /// Where in a payload of a version stands what its schemas describe, `*` for the items of a list.
    #[must_use]
    pub fn within(&self, version: &str) -> &[String] {
        let known = self.pack.within.iter().find(|(id, _)| *id == version);
        known.map_or(&[], |(_, within)| within)
    }

    /// Adds an event to a version.
    ///
    /// # Errors
    ///
    /// Why it cannot be added.
    pub fn event(&mut self, version: &str, event: NewEvent) -> Result<(), Unamended> {
        if event.name.is_empty() || event.name.contains(['…', '•']) {
            return Err(Unamended::NoName);
        }
        if !self.pack.lists_events {
            return Err(Unamended::NoList);
        }
        let several = self.pack.provider.versions.len() > 1;
        let version = several.then(|| version.to_owned());
        if self.events.iter().all(|(known, of)| known.name != event.name || *of != version) {
            self.events.push((event, version));
        }
        Ok(())
    }

    /// The files that are others now, by their paths. `read` gives the text of a file of the pack as it is on disk.
    ///
    /// # Errors
    ///
    /// What `read` cannot read.
    pub fn files<E>(self, read: impl Fn(&str) -> Result<Option<String>, E>) -> Result<Vec<AmendedFile>, E> {
        let mut files = Vec::new();
        for (number, source) in self.pack.reader.library().sources() {
            let Some(changed) = self.sources.get(&number) else { continue };
            let Some(before) = read(&source.path)? else { continue };
            let after = changed.written(&before);
            files.push(AmendedFile { path: source.path.clone(), before: Some(before), after });
        }
        if !self.events.is_empty()
            && let Some(before) = read(MANIFEST)?
        {
            let mut after = format!("{}\n", before.trim_end());
            let mut taken: Vec<String> = Vec::new();
            for (NewEvent { name, comment, mut schema, grounds }, version) in self.events {
                let path = free_path(&name, &taken, &read)?;
                let mut event = Table::new();
                event.insert("name".to_owned(), name.into());
                event.extend(version.map(|version| ("version".to_owned(), version.into())));
                event.insert("schema".to_owned(), path.clone().into());
                event.extend(grounds);
                let entry = Table::from_iter([("event".to_owned(), vec![event].into())]);
                after.push_str(&format!("\n# {}\n{entry}", comment.replace(['\n', '\r'], " ")));
                // Beside its title.
                schema.shift_insert(schema.len().min(2), "$comment".to_owned(), comment.into());
                taken.push(path.to_lowercase());
                files.push(AmendedFile {
                    path,
                    before: None,
                    after: format!("{:#}\n", Json::Object(schema)),
                });
            }
            files.push(AmendedFile { path: MANIFEST.to_owned(), before: Some(before), after });
        }
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(files)
    }
}

/// A path for the schema of an event that no file of the pack has, nor another new event.
fn free_path<E>(
    name: &str,
    taken: &[String],
    read: &impl Fn(&str) -> Result<Option<String>, E>,
) -> Result<String, E> {
    let paths = candidates(name).map(|stem| format!("events/{stem}.json"));
    // File systems may take upper and lower case for one.
    for path in paths.filter(|path| !taken.contains(&path.to_lowercase())) {
        if read(&path)?.is_none() {
            return Ok(path);
        }
    }
    Ok(String::new())
}

impl Changed {
    /// The text of the file with its changes.
    fn written(&self, before: &str) -> String {
        let mark = if before.starts_with('\u{feff}') { "\u{feff}" } else { "" };
        let mut text = before.trim_start_matches('\u{feff}').to_owned();
        for (pointer, name) in &self.members {
            let new = self.json.pointer(pointer).and_then(|schema| schema.get(name));
            let edit = new.map_or(Edit::Remove, Edit::Put);
            // What is not there yet comes with what holds it.
            let (holder, member) = pointer.rsplit_once('/').unwrap_or_default();
            let holder_of = |text: &str| {
                self.json.pointer(pointer).and_then(|all| edited(text, holder, member, &Edit::Put(all)))
            };
            text = edited(&text, pointer, name, &edit).or_else(|| holder_of(&text)).unwrap_or(text);
        }
        // Outer ones last, since the way to the inner ones leads through their names.
        let mut unions: Vec<&String> = self.unions.iter().collect();
        unions.sort_by_key(|pointer| std::cmp::Reverse(pointer.len()));
        for pointer in unions {
            text = edited(&text, pointer, "oneOf", &Edit::Rename("anyOf")).unwrap_or(text);
        }
        format!("{mark}{text}")
    }
}
