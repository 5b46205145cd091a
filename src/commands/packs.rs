//! Which packs a run knows: those of the command line, of `HOOKSPECT_PACKS` and of `hookspect.toml`.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::console::Console;
use super::settings::working_folder;
use crate::cli::{ConfigurationArguments, EverywhereArguments};
use crate::configuration::Configuration;
use crate::input::{WRITTEN_BY_HAND, read_text_bounded};
use crate::packs::note::Gravity;
use crate::packs::{Arena, Pack, load};
use crate::registry::RegistryError;

/// The variable that names packs, as `PATH` names folders.
const VARIABLE: &str = "HOOKSPECT_PACKS";

/// How many errors of one pack are told before each run.
const MOST_ERRORS: usize = 8;

/// Loads the packs of a run. What does not work in one is said on standard error, and the others are loaded; where payloads
/// would be judged by something else than a pack says, the run ends. By their ids, so that the order of the arguments
/// changes nothing.
pub(super) fn of<'m>(
    arguments: &EverywhereArguments,
    arena: &'m Arena,
    console: Console,
) -> Result<Vec<Pack<'m>>> {
    let mut paths: Vec<PathBuf> = arguments.packs.clone();
    if let Some(listed) = env::var_os(VARIABLE) {
        paths.extend(env::split_paths(&listed).filter(|path| !path.as_os_str().is_empty()));
    }
    paths.extend(configured(&arguments.configuration)?);
    paths.sort();
    paths.dedup();
    let mut packs = Vec::new();
    for path in paths {
        match load(arena, &path) {
            Ok(pack) => {
                tell_errors(&pack, console);
                if let Some(note) = pack.notes.iter().find(|note| note.gravity == Gravity::Broken) {
                    bail!("{}: {note}; hookspect pack check {} tells everything", pack.path, pack.path);
                }
                packs.push(pack);
            }
            Err(error) => return Err(error.into()),
        }
    }
    packs.sort_by(|one, other| (one.provider.id, &one.path).cmp(&(other.provider.id, &other.path)));
    Ok(packs)
}

/// Says what does not work in a pack, the first of it.
fn tell_errors(pack: &Pack<'_>, console: Console) {
    let errors = || pack.notes.iter().filter(|note| note.gravity == Gravity::Error);
    for note in errors().take(MOST_ERRORS) {
        console.say(&format!("warning: {}: {note}", pack.path));
    }
    let more = errors().skip(MOST_ERRORS).count();
    if more > 0 {
        let path = &pack.path;
        console.say(&format!(
            "warning: {path}: and {more} more errors, which hookspect pack check {path} tells"
        ));
    }
}

/// What a registry refuses, with what to do about it.
pub(super) fn refused(error: RegistryError) -> anyhow::Error {
    match error {
        RegistryError::ProviderTwice { ref id, .. } => {
            let help = format!(
                "{error}; give one another id in its hookspect-pack.toml, or say there replaces = \"{id}\""
            );
            anyhow::anyhow!(help)
        }
        other => other.into(),
    }
}

/// The packs that the configuration names, from its folder.
fn configured(arguments: &ConfigurationArguments) -> Result<Vec<PathBuf>> {
    let path = match arguments {
        ConfigurationArguments { config: Some(path), .. } => Some(path.clone()),
        ConfigurationArguments { isolated: true, .. } => None,
        _ => Configuration::find(&working_folder()?),
    };
    let Some(path) = path else { return Ok(Vec::new()) };
    // What is wrong with the file is said where all of it is read.
    let text = read_text_bounded(&path, WRITTEN_BY_HAND).unwrap_or_default();
    let folder = path.parent().unwrap_or(Path::new(""));
    Ok(Configuration::packs(&text).into_iter().map(|pack| folder.join(pack)).collect())
}
