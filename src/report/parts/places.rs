//! Where records are: the folder or the file that several share, which is said once.

use std::ops::Range;

use super::terminal::Screen;
use crate::report::entry::Entry;

/// Folders with fewer records each are not said above them.
pub(in crate::report) const LEAST_GROUP: usize = 3;

/// Where a record is: the folder or the file that it shares with others, and its name there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Place {
    pub(in crate::report) group: String,
    pub(in crate::report) name: String,
}

impl Place {
    pub(in crate::report) fn of(entry: &Entry<'_, '_>, screen: Screen) -> Self {
        let shown = |text: &str| screen.harmless(text).into_owned();
        if !entry.alone() {
            return Self { group: shown(entry.source), name: format!("#{}", entry.number()) };
        }
        let (folder, name) = entry.source.split_at(folder(entry.source));
        Self { group: shown(folder), name: shown(name) }
    }
}

/// How many bytes of a path its folder takes.
pub(in crate::report) fn folder(path: &str) -> usize {
    path.rfind('/').map_or(0, |slash| slash + 1)
}

/// Rows that follow each other in one folder or file, by that of each row.
pub(in crate::report) fn groups<'p>(places: impl Iterator<Item = &'p str>) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for (row, group) in places.enumerate() {
        match groups.last_mut().filter(|_| last == Some(group)) {
            Some(range) => range.end = row + 1,
            None => groups.push(row..row + 1),
        }
        last = Some(group);
    }
    groups
}

/// The folder and the ending that all names share.
pub(in crate::report) fn shared<'n>(mut names: impl Iterator<Item = &'n str> + Clone) -> (String, String) {
    let all = names.clone();
    let Some(first) = names.next() else { return (String::new(), String::new()) };
    let mut prefix = first.get(..folder(first)).unwrap_or_default();
    for name in all.clone() {
        while !name.starts_with(prefix) {
            let above = prefix.trim_end_matches('/');
            prefix = prefix.get(..folder(above)).unwrap_or_default();
        }
    }
    let ending = first.rfind('.').and_then(|dot| first.get(dot..)).unwrap_or_default();
    let mut all = all;
    let is_ending = !ending.contains(['/', '#']) && all.all(|name| name.ends_with(ending));
    (prefix.to_owned(), if is_ending { ending.to_owned() } else { String::new() })
}
