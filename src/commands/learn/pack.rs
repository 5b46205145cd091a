//! Writes what was learnt as a pack, and keeps what a person has said in one that is there.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use serde_json::Value as Json;
use toml::{Table, Value as Toml};

use super::super::outputs::{check_new, write_files};
use crate::input::{settled, shown_path};
use crate::learn::{Contradiction, Learned, NamePlace, reconcile};
use crate::packs::MANIFEST;
use crate::registry::Registry;

/// What a pack keeps of what was learnt, so that more can be learnt later.
const STATE: &str = "learned.state";

/// What was learnt before of the pack in a folder, if it is one.
///
/// # Errors
///
/// A pack that was written by others, and one in which events have their names elsewhere.
pub(super) fn known(folder: &Path, by: &[NamePlace]) -> Result<Option<Learned>> {
    let shown = folder.display();
    let path = folder.join(STATE);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if folder.join(MANIFEST).exists() {
                bail!("{shown} holds a pack that was not learnt: name another folder");
            }
            if let Some(other) = other_file(folder) {
                bail!(
                    "{shown} is not a pack, and holds {}: name a folder that is empty or does not exist",
                    shown_path(&other)
                );
            }
            return Ok(None);
        }
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    let known = Learned::read(&text).map_err(|error| anyhow!("{} {error}", path.display()))?;
    if !by.is_empty() && known.places != [by] {
        bail!("the events of {shown} have their names elsewhere than --by says: name another folder");
    }
    Ok(Some(known))
}

/// A file or folder among which a pack would be lost; hidden ones are not read with their folder.
fn other_file(folder: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(settled(folder)).ok()?.filter_map(Result::ok);
    let names = entries.map(|entry| PathBuf::from(entry.file_name()));
    names.filter(|name| !name.as_os_str().as_encoded_bytes().starts_with(b".")).min()
}

/// Refuses the name of another provider: than that whose pack is in the folder, and one that is built in, unless the pack
/// says that it takes its place.
pub(super) fn check_name(folder: Option<&Path>, provider: &str) -> Result<()> {
    let manifest = folder.map(manifest_of).unwrap_or_default();
    let said = |key: &str| manifest.get(key).and_then(Toml::as_str);
    let learnt = folder.filter(|folder| folder.join(STATE).exists());
    if let (Some(id), Some(folder)) = (said("id").filter(|id| *id != provider), learnt) {
        bail!(
            "{} holds what was learnt of {id}: --provider {id} adds to it, or name another folder",
            folder.display()
        );
    }
    let is_built_in = Registry::built_in()?.providers().iter().any(|known| known.id == provider);
    if is_built_in && said("replaces") != Some(provider) {
        bail!(
            "--provider {provider} is the name of a provider that is built in: name this one otherwise \
             (hookspect drift tells how payloads depart from the one that is built in)"
        );
    }
    Ok(())
}

/// The manifest in a folder; nothing where there is none. What cannot be read is told where the pack is.
fn manifest_of(folder: &Path) -> Table {
    fs::read_to_string(folder.join(MANIFEST)).unwrap_or_default().parse::<Table>().unwrap_or_default()
}

/// Where the manifest in a folder says that the schemas of its events are, below the folder.
fn paths(folder: &Path) -> BTreeMap<String, String> {
    let manifest = manifest_of(folder);
    let is_below = |path: &str| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    let events = manifest.get("event").and_then(Toml::as_array).into_iter().flatten();
    let named =
        events.filter_map(|event| Some((event.get("name")?.as_str()?, event.get("schema")?.as_str()?)));
    let mut taken = HashSet::new();
    let own = named.filter(|(_, path)| is_below(path) && taken.insert(path.to_lowercase()));
    own.map(|(name, path)| (name.to_owned(), path.to_owned())).collect()
}

/// Adds what was learnt to the pack in a folder, or makes one. Gives what contradicts what a person has said, a line each.
pub(super) fn write(
    folder: &Path,
    provider: &str,
    known: Option<Learned>,
    learned: Learned,
) -> Result<Vec<String>> {
    let paths = paths(folder);
    let before: HashMap<String, String> =
        known.iter().flat_map(|known| known.files(provider, &paths)).collect();
    let whole = match known {
        Some(mut known) => {
            known.merge(learned);
            known
        }
        None => learned,
    };
    let mut said = Vec::new();
    let own = |path: &str| -> Result<Option<String>> {
        match fs::read_to_string(folder.join(path)) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {path}")),
        }
    };
    let mut files = vec![(STATE.to_owned(), whole.write()?)];
    for (path, text) in whole.files(provider, &paths) {
        let text = match (before.get(&path), own(&path)?) {
            (Some(base), Some(own)) if *base == own => text,
            (Some(base), Some(own)) if path == MANIFEST => manifest(base, &own, &text)?,
            (Some(base), Some(own)) => schema(&path, base, &own, &text, &mut said)?,
            // What a person has removed stays away.
            (Some(_), None) => continue,
            (None, _) => text,
        };
        files.push((path, text));
    }
    let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let is_new = |path: &str| path != STATE && !before.contains_key(path);
    check_new(
        folder,
        files.clone().filter(|(path, _)| is_new(path)),
        "name another folder, or remove what is there",
    )?;
    write_files(folder, files)?;
    Ok(said)
}

/// A schema in which everything stays that a person has said.
fn schema(path: &str, base: &str, own: &str, new: &str, said: &mut Vec<String>) -> Result<String> {
    let read = |text: &str| serde_json::from_str::<Json>(text);
    let own = read(own).with_context(|| format!("{path} is not JSON any more"))?;
    let (base, mut new) = (read(base)?, read(new)?);
    let mut told = Vec::new();
    reconcile(&base, &own, &mut new, &mut told);
    for Contradiction { pointer, keyword, stated, learned, evidence } in told {
        let pointer = if pointer.is_empty() { "/" } else { &pointer };
        said.push(format!(
            "{path} {pointer}: {keyword} is stated as {stated}, and {learned} was seen: {evidence}"
        ));
    }
    Ok(format!("{new:#}\n"))
}

/// A manifest that a person has changed, with the events that are new.
fn manifest(base: &str, own: &str, new: &str) -> Result<String> {
    let read = |text: &str| text.parse::<Table>();
    let parsed = read(own).with_context(|| format!("{MANIFEST} is not TOML any more"))?;
    let names = |table: &Table| -> Vec<String> {
        let events = table.get("event").and_then(Toml::as_array).into_iter().flatten();
        events.filter_map(|event| Some(event.get("name")?.as_str()?.to_owned())).collect()
    };
    let mut known = names(&parsed);
    known.extend(names(&read(base)?));
    let new = read(new)?;
    let events = new.get("event").and_then(Toml::as_array).into_iter().flatten();
    let is_new = |event: &&Toml| {
        event.get("name").and_then(Toml::as_str).is_some_and(|name| known.iter().all(|known| known != name))
    };
    let added: Vec<Toml> = events.filter(is_new).cloned().collect();
    if added.is_empty() {
        return Ok(own.to_owned());
    }
    let mut table = Table::new();
    table.insert("event".into(), Toml::Array(added));
    Ok(format!("{}\n\n{}", own.trim_end(), toml::to_string(&table)?))
}
