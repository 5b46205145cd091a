//! Globs, for shells that do not expand them: all that begin in one folder share one walk through it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobSetBuilder};
use ignore::WalkBuilder;
use thiserror::Error;

use super::closed::{Closed, is_file};

/// A pattern that is not a glob.
#[derive(Debug, Error)]
#[error("{0}")]
pub(super) struct BadGlob(String);

/// Whether a name that no file has may be a pattern.
pub(super) fn is_glob(name: &str) -> bool {
    name.contains(['*', '?', '[', '{'])
}

/// The patterns of a run and what they match.
pub(super) struct Globs {
    hidden: bool,
    /// The patterns by the folder that they begin in, until one of them is asked for.
    waiting: BTreeMap<PathBuf, Vec<String>>,
    found: BTreeMap<String, Matches>,
}

/// What a pattern matches.
#[derive(Debug, Clone, Default)]
pub(super) struct Matches {
    /// The files, sorted.
    pub(super) files: Vec<PathBuf>,
    /// The links that match and lead nowhere, and the folders that a match may lie in.
    pub(super) closed: Vec<Closed>,
}

impl Globs {
    /// The patterns among these names.
    pub(super) fn of(names: impl Iterator<Item = String>, hidden: bool) -> Self {
        let mut waiting: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
        for name in names.filter(|name| is_glob(name)) {
            waiting.entry(folder(&name).0).or_default().push(name);
        }
        Self { hidden, waiting, found: BTreeMap::new() }
    }

    /// What a pattern matches.
    pub(super) fn files(&mut self, pattern: &str) -> Result<Matches, BadGlob> {
        glob(pattern)?;
        if let Some(patterns) = self.waiting.remove(&folder(pattern).0) {
            self.walk(patterns);
        }
        Ok(self.found.get(pattern).cloned().unwrap_or_default())
    }

    /// Walks through the folder in which these patterns begin.
    fn walk(&mut self, mut patterns: Vec<String>) {
        patterns.sort();
        patterns.dedup();
        patterns.retain(|pattern| glob(pattern).is_ok());
        let mut set = GlobSetBuilder::new();
        for glob in patterns.iter().filter_map(|pattern| glob(pattern).ok()) {
            set.add(glob);
        }
        let (Ok(set), Some((root, bare))) = (set.build(), patterns.first().map(|one| folder(one))) else {
            return;
        };
        // A folder that is not there holds no match; that nothing matched is told elsewhere.
        if std::fs::symlink_metadata(&root).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
            return;
        }
        let own = |path: &Path| {
            if bare { path.strip_prefix(".").unwrap_or(path).to_owned() } else { path.to_owned() }
        };
        let mut found: Vec<Matches> = vec![Matches::default(); patterns.len()];
        let mut matching = Vec::new();
        for entry in WalkBuilder::new(&root).hidden(!self.hidden).require_git(false).build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let folder = Closed::folder(&root, &error);
                    // Where there is no such folder, there is no file in it either.
                    if folder.cause == ErrorKind::NotFound {
                        continue;
                    }
                    let folder = Closed { path: own(&folder.path), ..folder };
                    let concerned = patterns.iter().zip(&mut found);
                    for (_, matches) in concerned.filter(|(pattern, _)| may_lie_in(pattern, &folder.path)) {
                        matches.closed.push(folder.clone());
                    }
                    continue;
                }
            };
            let path = own(entry.path());
            set.matches_into(&path, &mut matching);
            if matching.is_empty() {
                continue;
            }
            let is_file = is_file(&entry);
            let link = if is_file { None } else { Closed::link(&entry) };
            for number in &matching {
                let Some(matches) = found.get_mut(*number) else { continue };
                if is_file {
                    matches.files.push(path.clone());
                }
                matches.closed.extend(link.clone().map(|link| Closed { path: path.clone(), ..link }));
            }
        }
        for (pattern, mut matches) in patterns.into_iter().zip(found) {
            matches.files.sort();
            self.found.insert(pattern, matches);
        }
    }
}

/// Whether a file in a folder, or below it, may match a pattern. Step by step; where a step of the pattern stands for
/// several, it may.
fn may_lie_in(pattern: &str, folder: &Path) -> bool {
    let mut steps = pattern.split('/').filter(|step| *step != ".");
    for part in folder.components().filter(|part| *part != Component::CurDir) {
        let part = if part == Component::RootDir { OsStr::new("") } else { part.as_os_str() };
        let Some(step) = steps.next() else { return false };
        if step.contains("**") || step.contains(['{', '}']) {
            return true;
        }
        let matches = step == part || glob(step).is_ok_and(|step| step.compile_matcher().is_match(part));
        if !matches {
            return false;
        }
    }
    steps.next().is_some()
}

fn glob(pattern: &str) -> Result<globset::Glob, BadGlob> {
    let glob = GlobBuilder::new(pattern).literal_separator(true).build();
    glob.map_err(|error| BadGlob(error.kind().to_string()))
}

/// The last folder before the first wildcard, and whether the pattern names none.
fn folder(pattern: &str) -> (PathBuf, bool) {
    let wildcard = pattern.find(['*', '?', '[', '{']).unwrap_or(pattern.len());
    let fixed = pattern.get(..wildcard).unwrap_or_default();
    match fixed.rfind('/') {
        Some(0) => (PathBuf::from("/"), false),
        Some(slash) => (PathBuf::from(fixed.get(..slash).unwrap_or(".")), false),
        None => (PathBuf::from("."), true),
    }
}

#[cfg(test)]
mod tests {
    use super::Globs;
    use std::fs;

    #[test]
    fn patterns_of_one_folder_share_one_walk() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let name = |pattern: &str| format!("{}/{pattern}", folder.path().display());
        fs::write(name("a.json"), "{}")?;
        fs::write(name("b.txt"), "{}")?;
        let patterns = [name("*.json"), name("*.none"), name("*.[jt]*"), name("{"), name("*.json")];
        let mut globs = Globs::of(patterns.iter().cloned(), false);
        let mut count = |pattern: &String| globs.files(pattern).map(|matches| matches.files.len()).ok();
        assert_eq!(patterns.each_ref().map(&mut count), [Some(1), Some(0), Some(2), None, Some(1)]);
        assert!(globs.waiting.is_empty(), "the first question was answered for all");
        fs::remove_file(name("a.json"))?;
        assert_eq!(globs.files(&patterns[0]).map(|matches| matches.files.len()).ok(), Some(1));
        Ok(())
    }
}
