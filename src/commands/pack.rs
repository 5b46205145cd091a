//! `pack`: import, check and list providers that users bring.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::console::Console;
use super::context::Context;
use super::outputs::{check_new, write_files};
use crate::cli::{PackArguments, PackCommand, PackImportArguments};
use crate::finding::counted;
use crate::json::Tape;
use crate::model::{Hints, Identification, Provider, Question, Status, nearest};
use crate::packs::note::Gravity;
use crate::packs::{Arena, Pack, Terms, load, pack_files};
use crate::registry::Registry;
use crate::report::{ExitStatus, harmless_lines};

pub(super) fn run(
    arguments: &PackArguments,
    packs: &[Pack<'_>],
    context: Context<'_, '_>,
) -> Result<ExitStatus> {
    match &arguments.command {
        PackCommand::List => list(packs, context.console),
        PackCommand::Check(arguments) => check(&arguments.path, context),
        PackCommand::Import(arguments) => import(arguments, context.console),
    }
}

fn import(arguments: &PackImportArguments, console: Console) -> Result<ExitStatus> {
    let several = arguments.paths.len() > 1;
    let mut folders: Vec<PackFolder> = Vec::new();
    for path in &arguments.paths {
        let arena = Arena::new();
        let pack = load(&arena, path)?;
        tell(&pack, Gravity::Warning, console);
        let provider = pack.provider.id;
        if folders.iter().any(|other| other.provider == provider) {
            bail!(
                "{}: another of these packs is called {provider} too: import it into a folder of its own",
                pack.path
            );
        }
        let folder = if several { arguments.output.join(provider) } else { arguments.output.clone() };
        folders.push(PackFolder::of(pack.provider, &pack.terms, folder));
    }
    write_packs(&folders, arguments.force, console)
}

/// A provider as the files of a folder.
pub(super) struct PackFolder {
    provider: String,
    events: usize,
    folder: PathBuf,
    files: Vec<(String, String)>,
}

impl PackFolder {
    pub(super) fn of(provider: &Provider<'_>, terms: &Terms<'_>, folder: PathBuf) -> Self {
        let files = pack_files(provider, terms);
        Self { provider: provider.id.to_owned(), events: provider.events().count(), folder, files }
    }

    fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }
}

/// Writes packs and tells of each. Files that hold something else stay, and nothing is written, unless `force` is given.
pub(super) fn write_packs(folders: &[PackFolder], force: bool, console: Console) -> Result<ExitStatus> {
    for pack in folders.iter().filter(|_| !force) {
        check_new(&pack.folder, pack.files(), "name another folder, or replace what is there with --force")?;
    }
    for pack in folders {
        write_files(&pack.folder, pack.files())?;
        let events = counted(pack.events, "event");
        console.say(&format!("{events} of {} in {}", pack.provider, pack.folder.display()));
    }
    Ok(ExitStatus::Fine)
}

fn list(packs: &[Pack<'_>], console: Console) -> Result<ExitStatus> {
    let mut text = String::new();
    for pack in packs {
        for version in pack.provider.versions {
            text.push_str(&format!(
                "{}  {}  {}, {}  {}\n",
                pack.provider.id,
                pack.provider.name,
                version.id,
                counted(version.events.len(), "event"),
                pack.path
            ));
        }
    }
    if packs.is_empty() {
        console.say("no packs: name one with --pack PATH, in HOOKSPECT_PACKS, or with packs = [...] in hookspect.toml");
    }
    Console::print(&harmless_lines(&text))
}

/// Says everything from a gravity on.
fn tell(pack: &Pack<'_>, from: Gravity, console: Console) {
    for note in pack.notes.iter().filter(|note| note.gravity >= from) {
        console.say(&format!("{}: {note}", pack.path));
    }
}

/// That a pack takes the place of a provider that there is not.
fn replaces_nobody(pack: &Pack<'_>, known: &Registry<'_>) -> Result<Option<String>> {
    let Some(replaces) = &pack.terms.replaces else { return Ok(None) };
    let built_in = Registry::built_in()?;
    let providers = built_in.providers().iter().chain(known.providers());
    let mut ids: Vec<&str> = providers.map(|provider| provider.id).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.contains(&replaces.as_str()) {
        return Ok(None);
    }
    let meant = match nearest(replaces, ids.iter().copied()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!("known are \"{}\"", ids.join("\", \"")),
    };
    Ok(Some(format!("replaces = \"{replaces}\" is the id of no provider: {meant}")))
}

fn check(path: &Path, context: Context<'_, '_>) -> Result<ExitStatus> {
    let arena = Arena::new();
    let pack = load(&arena, path)?;
    let registry = Registry::builder().provider(pack.provider).build()?;
    let mut text = format!("{} {}\n", pack.provider.id, pack.provider.name);
    for line in &pack.inferred {
        text.push_str(&format!("  inferred: {line}\n"));
    }
    let mut broken = false;
    for note in pack.notes.iter().chain(&pack.broken_patterns()) {
        let gravity = match note.gravity {
            Gravity::Error | Gravity::Broken => "error",
            Gravity::Warning => "warning",
            Gravity::Note => "note",
        };
        broken |= note.gravity >= Gravity::Error;
        text.push_str(&format!("  {gravity}: {note}\n"));
    }
    if let Some(line) = replaces_nobody(&pack, context.registry)? {
        broken = true;
        text.push_str(&format!("  error: {line}\n"));
    }
    let (mut events, mut sampled, mut valid, mut told) = (0, 0, 0, 0);
    let mut tape = Tape::new();
    for event in registry.events() {
        events += 1;
        if !event.has_sample() {
            continue;
        }
        let Ok(document) = tape.parse(event.event.sample.as_bytes()) else { continue };
        sampled += 1;
        let identification = registry.identify(document, &Hints::default());
        match &identification {
            Identification::Identified { model, .. } if model == event => told += 1,
            other => text.push_str(&format!(
                "  note: {}: its own sample is identified as {}\n",
                event.event.name,
                other.title()
            )),
        }
        let question = Question { hints: Hints { event: Some(*event), ..Hints::default() }, expect: None };
        let examination = registry.examine(document, &question);
        if examination.status() == Status::Valid {
            valid += 1;
            continue;
        }
        broken = true;
        for finding in &examination.findings {
            if finding.severity == crate::finding::Severity::Error {
                text.push_str(&format!(
                    "  error: {}: its own sample at {} {} [{}]\n",
                    event.event.name,
                    finding.pointer,
                    finding.message(),
                    finding.rule
                ));
            }
        }
    }
    text.push_str(&format!(
        "  {}, {sampled} with a sample: {valid} valid, {told} identified by their bodies\n",
        counted(events, "event")
    ));
    Console::print(&context.console.out.wrapped(&harmless_lines(&text), "    "))?;
    Ok(if broken { ExitStatus::Findings } else { ExitStatus::Fine })
}
