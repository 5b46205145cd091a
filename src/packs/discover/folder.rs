//! Events of a folder of JSON Schema files: one a file, except for those that others refer to.

use std::collections::{HashMap, HashSet};

use super::{Found, Role, Vendor, not_a_schema, role, spot_of, text_of};
use crate::json::{JsonKind, Value};
use crate::packs::library::Library;
use crate::packs::note::Notes;
use crate::packs::source::Spot;

pub(super) fn discover(library: &Library, sources: &[u32], found: &mut Vec<Found>, notes: &mut Notes) {
    let mut parts: HashSet<u32> =
        library.sources().flat_map(|(number, _)| referred(library, number)).collect();
    let schemas: Vec<u32> = sources
        .iter()
        .copied()
        .filter(|source| !catalogue_like(library, *source))
        .filter(|source| role(library.value(Library::root(*source))) == Role::Events)
        .collect();
    // Where everything is referred to, as from an index of all events, nothing is a mere part.
    if schemas.iter().all(|source| parts.contains(source)) {
        parts.clear();
    }
    let catalogue = catalogue(library, sources);
    let mut names = Names::default();
    let mut events: Vec<(u32, Vec<String>)> = Vec::new();
    for source in schemas.iter().copied().filter(|source| !parts.contains(source)) {
        let (path, _) = library.pointer(Library::root(source));
        let steps = steps(path);
        names.learn(&steps);
        events.push((source, steps));
    }
    for (source, steps) in events {
        let at = Library::root(source);
        let root = library.value(at);
        let cloud = catalogue.get(&source).cloned();
        let mut event = Found::new(names.of(&steps), at);
        event.schema = Some(at);
        event.summary = text_of(root, "title");
        event.description = text_of(root, "description");
        for example in root.get("examples").into_iter().flat_map(Value::items) {
            if example.kind() == JsonKind::Object {
                event.samples.push(spot_of(source, example));
            }
        }
        match cloud {
            Some(types) => {
                for (name, spot) in types {
                    let mut one = event.clone();
                    one.key.clone_from(&name);
                    one.named_at = spot;
                    one.in_cloud_event = true;
                    one.vendor.push(Vendor {
                        extension: "cloudeventTypes",
                        path: Some("type".to_owned()),
                        value: name,
                    });
                    found.push(one);
                }
            }
            None => found.push(event),
        }
    }
    // Without any schema, payloads themselves make a pack.
    if !found.is_empty() {
        for source in
            sources.iter().filter(|source| !schemas.contains(source) && !catalogue_like(library, **source))
        {
            if library.value(Library::root(*source)).kind() == JsonKind::Object
                && library.pointer(Library::root(*source)).0.contains("schema")
            {
                not_a_schema(library, *source, notes);
            }
        }
        return;
    }
    for source in sources.iter().copied().filter(|source| !catalogue_like(library, *source)) {
        let at = Library::root(source);
        if role(library.value(at)) == Role::Sample {
            let steps = steps(library.pointer(at).0);
            let name = steps.last().cloned().unwrap_or_default();
            if library.pointer(at).0.contains("schema") {
                not_a_schema(library, source, notes);
            }
            let mut event = Found::new(name, at);
            event.samples.push(at);
            found.push(event);
        }
    }
}

/// The sources that a source refers to.
fn referred(library: &Library, source: u32) -> Vec<u32> {
    let mut targets = Vec::new();
    let document = library.value(Library::root(source)).document();
    for index in 0..u32::try_from(document.len()).unwrap_or(u32::MAX) {
        let value = document.value(index);
        if value.kind() != JsonKind::Object {
            continue;
        }
        let reference =
            value.get("$ref").and_then(Value::text).filter(|reference| !reference.starts_with('#'));
        let from = Spot { source, node: index };
        let target = reference.and_then(|reference| library.resolve(from, &reference).ok());
        targets.extend(target.map(|spot| spot.source).filter(|target| *target != source));
    }
    targets
}

/// The parts of a path that say something: folders and the file's name without its endings.
fn steps(path: &str) -> Vec<String> {
    let mut steps: Vec<String> = path.split('/').map(str::to_owned).collect();
    if let Some(file) = steps.last_mut() {
        let mut stem = file.as_str();
        for ending in [".json", ".yaml", ".yml", ".schema", "-schema", "_schema", ".payload", ".sample"] {
            stem = stem.strip_suffix(ending).unwrap_or(stem);
        }
        *file = stem.to_owned();
    }
    steps
}

/// Which folders tell events apart.
#[derive(Default)]
struct Names {
    files: HashMap<String, usize>,
    folders: HashSet<String>,
}

impl Names {
    fn learn(&mut self, steps: &[String]) {
        if let [.., folder, file] = steps {
            *self.files.entry(file.clone()).or_default() += 1;
            self.folders.insert(folder.clone());
        }
    }

    /// `folder.file`, or one of them where it says all.
    fn of(&self, steps: &[String]) -> String {
        let file = steps.last().cloned().unwrap_or_default();
        let Some(folder) = steps.len().checked_sub(2).and_then(|before| steps.get(before)) else {
            return file;
        };
        let generic = matches!(file.as_str(), "event" | "index" | "schema" | "payload");
        let repeated = self.files.values().any(|count| *count > 1);
        if generic {
            folder.clone()
        } else if repeated && self.folders.len() > 1 {
            format!("{folder}.{file}")
        } else {
            file
        }
    }
}

/// The types of `CloudEvents` by the schema of their data.
fn catalogue(library: &Library, sources: &[u32]) -> HashMap<u32, Vec<(String, Spot)>> {
    let mut types: HashMap<u32, Vec<(String, Spot)>> = HashMap::new();
    for source in sources {
        let root = library.value(Library::root(*source));
        let listed = |list: Value<'_>| -> Vec<(String, Spot)> {
            let names =
                list.items().filter_map(|name| Some((name.text()?.into_owned(), spot_of(*source, name))));
            names.collect()
        };
        if let Some(list) = root.get("cloudeventTypes") {
            types.insert(*source, listed(list));
        }
        for entry in root.get("schemas").into_iter().flat_map(Value::items) {
            let target =
                text_of(entry, "url").and_then(|url| library.resolve(Library::root(*source), &url).ok());
            if let (Some(target), Some(list)) = (target, entry.get("cloudeventTypes")) {
                types.entry(target.source).or_insert_with(|| listed(list));
            }
        }
    }
    types.retain(|_, names| !names.is_empty());
    types
}

/// A list of schemas by their addresses, such as `SchemaStore`'s, or a package's own description.
fn catalogue_like(library: &Library, source: u32) -> bool {
    let root = library.value(Library::root(source));
    let path = library.pointer(Library::root(source)).0;
    root.get("schemas").is_some_and(|schemas| schemas.kind() == JsonKind::Array)
        || ["package.json", "package-lock.json", "tsconfig.json", "composer.json"]
            .iter()
            .any(|name| path.rsplit('/').next() == Some(name))
}
