//! The change after which a model says what payloads show: as a diff, or made.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use similar::TextDiff;

use super::super::context::Context;
use super::super::outputs::{check_new, write_files};
use crate::cli::ChangeArguments;
use crate::drift::{Accept, Departure, Drift, Line, NewModels, propose};
use crate::packs::amend::{AmendedFile, Amendment};
use crate::packs::{Arena, MANIFEST, Pack, Terms, load, pack_files};
use crate::report::departure_evidence;

/// What is to be done.
pub(super) struct Proposal {
    /// The files, by their folders.
    folders: Vec<(PathBuf, Vec<AmendedFile>)>,
    /// The places among the lines of those that are none any more then.
    accepted: Vec<usize>,
    /// What cannot be done, or is not, a line each.
    pub(super) told: Vec<String>,
}

/// The changes that the arguments ask for.
pub(super) fn of(
    drift: &Drift,
    models: &NewModels,
    arguments: &ChangeArguments,
    packs: &[Pack<'_>],
    context: Context<'_, '_>,
) -> Result<Proposal> {
    let mut proposal = Proposal { folders: Vec::new(), accepted: Vec::new(), told: Vec::new() };
    let covers = |line: &Line| match arguments.accept.as_slice() {
        [] => Some(false),
        all => all.iter().filter_map(|accept| accept.covers(line)).max(),
    };
    for accept in &arguments.accept {
        if let Accept::These { kind, pointer } = accept
            && drift.lines.iter().all(|line| accept.covers(line).is_none())
        {
            proposal.told.push(format!("--accept {kind}:{pointer}: there is no such departure"));
        }
    }
    let mut by_provider: BTreeMap<&str, Vec<(usize, bool)>> = BTreeMap::new();
    for (place, line) in drift.lines.iter().enumerate() {
        if let Some(is_named) = covers(line) {
            by_provider.entry(&line.group.provider).or_default().push((place, is_named));
        }
    }
    let several = by_provider.len() > 1;
    for (provider, places) in by_provider {
        let own = packs.iter().find(|pack| pack.provider.id == provider);
        match (own, arguments.output.as_deref()) {
            (Some(pack), None) => proposal.add(pack, pack.root.clone(), false, (drift, models), &places)?,
            (own, output) => {
                let Ok(known) = context.registry.provider(provider) else {
                    proposal.tell_unknown(drift, &places);
                    continue;
                };
                let folder = match output {
                    Some(folder) if several => folder.join(provider),
                    Some(folder) => folder.to_owned(),
                    None if arguments.propose => Path::new("packs").join(provider),
                    None => bail!(
                        "{provider} is built in: --output DIR names the folder of the pack that takes its place"
                    ),
                };
                if folder.join(MANIFEST).exists() {
                    let shown = folder.display();
                    bail!(
                        "{shown} holds a pack: --pack {shown} uses it, and without --output it is changed there"
                    );
                }
                // The pack as it is, to be changed like any other.
                let whole = tempfile::tempdir()?;
                let mut files = pack_files(known, &own.map_or_else(Terms::of_model, |own| own.terms.clone()));
                if let Some((_, manifest)) = files.last_mut().filter(|_| own.is_none()) {
                    *manifest = format!("replaces = {}\n{manifest}", toml::Value::from(provider));
                }
                write_files(whole.path(), files.iter().map(|(path, text)| (path.as_str(), text.as_str())))?;
                let arena = Arena::new();
                let pack = load(&arena, whole.path())?;
                proposal.add(&pack, folder, true, (drift, models), &places)?;
            }
        }
    }
    Ok(proposal)
}

impl Proposal {
    /// Adds the changes to a pack. One that `is_new` has all of its files in the folder.
    fn add(
        &mut self,
        pack: &Pack<'_>,
        folder: PathBuf,
        is_new: bool,
        (drift, models): (&Drift, &NewModels),
        places: &[(usize, bool)],
    ) -> Result<()> {
        let mut amendment = Amendment::new(pack);
        for (place, is_named) in places {
            let Some(line) = drift.lines.get(*place) else { continue };
            match propose(&mut amendment, models, line, &departure_evidence(line), *is_named) {
                Ok(()) => self.accepted.push(*place),
                Err(why) => self.told.push(refused(line, &why)),
            }
        }
        let read = |path: &str| -> Result<Option<String>> {
            match fs::read_to_string(pack.root.join(path)) {
                Ok(text) => Ok(Some(text)),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error).with_context(|| format!("cannot read {path} of {}", pack.path)),
            }
        };
        let mut files = amendment.files(read)?;
        if is_new && !files.is_empty() {
            for path in paths(&pack.root)? {
                if files.iter().all(|file| file.path != path)
                    && let Some(text) = read(&path)?
                {
                    files.push(AmendedFile { path, before: None, after: text });
                }
            }
            for file in &mut files {
                file.before = None;
            }
            files.sort_by(|one, other| one.path.cmp(&other.path));
        }
        self.folders.push((folder, files));
        Ok(())
    }

    fn tell_unknown(&mut self, drift: &Drift, places: &[(usize, bool)]) {
        for line in places.iter().filter_map(|(place, _)| drift.lines.get(*place)) {
            self.told.push(refused(line, &crate::drift::Unproposed::NoModel));
        }
    }

    /// A unified diff of everything.
    pub(super) fn diff(&self) -> String {
        let mut text = String::new();
        for (folder, files) in &self.folders {
            let folder = below_here(folder);
            for AmendedFile { path, before, after } in files {
                let name = format!("{folder}{path}");
                let old = before.as_ref().map_or("/dev/null".to_owned(), |_| format!("a/{name}"));
                let diff = TextDiff::from_lines(before.as_deref().unwrap_or_default(), after);
                text.push_str(&diff.unified_diff().header(&old, &format!("b/{name}")).to_string());
            }
        }
        text
    }

    /// Writes the files, all or none of a folder, and tells which.
    pub(super) fn write(&self) -> Result<Vec<String>> {
        let mut written = Vec::new();
        for (folder, files) in &self.folders {
            let new = files.iter().filter(|file| file.before.is_none());
            let new = new.map(|file| (file.path.as_str(), file.after.as_str()));
            check_new(folder, new, "name another folder, or remove what is there")?;
        }
        for (folder, files) in &self.folders {
            // Schemas first: the manifest names them.
            write_files(folder, files.iter().map(|file| (file.path.as_str(), file.after.as_str())))?;
            let is_new = files.iter().all(|file| file.before.is_none()) && !files.is_empty();
            let shown = folder.display();
            if is_new {
                written.push(format!("{} files of a pack in {shown}: --pack {shown} uses it", files.len()));
            } else {
                written.extend(
                    files.iter().map(|file| format!("changed {}", folder.join(&file.path).display())),
                );
            }
        }
        Ok(written)
    }

    /// What is left when it is done.
    pub(super) fn rest(&self, drift: &Drift) -> Drift {
        let lines = drift.lines.iter().enumerate().filter(|(place, _)| !self.accepted.contains(place));
        Drift { lines: lines.map(|(_, line)| line.clone()).collect(), ..drift.clone() }
    }
}

fn refused(line: &Line, why: &crate::drift::Unproposed) -> String {
    let event = if line.group.event.is_empty() { &line.group.provider } else { &line.group.event };
    let place = if line.departure == Departure::NewEvent { &line.detail } else { &line.pattern };
    let of = if event.is_empty() { String::new() } else { format!(" of {event}") };
    format!("not proposed: {} {place}{of}: {why}", line.departure)
}

/// The files below a folder, with `/`.
fn paths(folder: &Path) -> Result<Vec<String>> {
    let (mut waiting, mut found) = (vec![folder.to_owned()], Vec::new());
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else if let Ok(below) = path.strip_prefix(folder) {
                found.push(below.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A folder as the headers of a diff name it, with `/` at the end: from the working folder, or else from the root.
fn below_here(folder: &Path) -> String {
    let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let here = std::env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
    let below = whole.strip_prefix(&here).unwrap_or(&whole);
    let steps = below.components().filter_map(|step| match step {
        Component::Normal(step) => Some(format!("{}/", step.to_string_lossy())),
        _ => None,
    });
    steps.collect()
}
