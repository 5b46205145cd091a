//! Providers that users bring, as files.

/// Packs that are broken, enormous or mean.
mod bad;
/// What a schema may cost, however its parts refer to each other.
mod costs;
/// What documents of each kind describe as events, and under which names.
mod discovery;
/// What means one thing in one draft and another in the next.
mod drafts;
/// What a person sees of a pack: `--pack`, `pack check`, `pack import`, `pack list`.
mod face;
/// Folders that packs are written to: a file for each event, and nothing of a person's replaced.
mod folders;
/// Events that come as forms.
mod forms;
/// Payloads that are made from a pack are as its schema says, or it is said that they cannot be made.
mod made;
/// What a manifest says of its pack is what every command does.
mod manifest;
/// Nodes give the verdicts and the places that the `jsonschema` crate gives.
mod native;
/// Schemas that are printed and exported are made for generators of types too.
mod published;
/// Published files and payloads, where `HOOKSPECT_REAL_PACKS` names a folder with them.
mod real;
/// A built-in provider that was exported and loaded again is the same provider.
mod round_trip;
/// What a manifest says of members holds for every payload, and is not lost.
mod sayings;
/// Schemas of every dialect, with their references, become one that judges as their authors meant.
mod schemas;
/// Bodies that hold a list of events are as many records.
mod several;
/// JSON and YAML are read into one kind of document, with places.
mod sources;
/// By what the events of a pack are told.
mod telling;

use std::fs;

use hookspect::packs::note::{Note, Notes};
use hookspect::packs::open::{Opened, open};
use tempfile::TempDir;

/// A folder with these files, opened as a pack.
fn opened(files: &[(&str, &str)]) -> (Opened, Notes) {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut notes = Notes::default();
    let opened = open(folder.path(), &mut notes).unwrap();
    (opened, notes)
}

/// Notes as lines.
fn lines(notes: Notes) -> Vec<String> {
    notes.sorted().iter().map(Note::to_string).collect()
}
