//! One file per command: each walks the rooms and returns how the run ends.

mod broken;
mod catalogue;
mod checking;
mod columns;
mod complaint;
mod completions;
mod console;
mod context;
mod counted;
mod describe;
mod detect;
mod diff;
mod drift;
mod file_limit;
mod filters;
mod forced;
mod help;
mod init;
mod interruption;
mod learn;
mod merge;
mod names;
mod normalize;
mod outputs;
mod pack;
mod packs;
mod partial;
mod progress;
mod reading;
mod redact;
mod requests;
mod sample;
mod secrets;
mod settings;
mod sign;
mod sink;
mod sorted;
mod streams;
mod summary;
mod unwrap;
mod verify;
mod verifying;

use anyhow::Result;
use clap::CommandFactory;

use crate::cli::{Asked, Cli, Command};
use crate::packs::Arena;
use crate::registry::{Registry, RegistryBuilder};
use crate::report::ExitStatus;
pub use complaint::{complain, refuse};
use console::Console;
use context::Context;

/// Does what the command line says.
///
/// # Errors
///
/// Names that are not known, and what could not be read or written, except to a closed pipe.
pub fn run(asked: Asked) -> Result<ExitStatus> {
    let (arena, console) = (Arena::new(), Console::new(asked.everywhere.color));
    if let Some((command, input)) = asked.command.reads()
        && help::is_wanted(input)
    {
        return Ok(help::of(asked.is_named.then_some(command), console));
    }
    if !asked.is_named
        && let Command::Inspect(inspect) = &asked.command
        && let Some(misplaced) = help::misplaced(&inspect.validate.input)
    {
        return Err(misplaced.into());
    }
    if let Command::Help { path } = &asked.command {
        return help::run(path, console);
    }
    let mut asked = asked;
    if let Command::Drift(arguments) = &asked.command
        && let Some(pack) = drift::pack_of(arguments)
    {
        asked.everywhere.packs.push(pack);
    }
    let packs = packs::of(&asked.everywhere, &arena, console)?;
    let replaced = packs.iter().filter_map(|pack| pack.terms.replaces.as_deref());
    let built_in = replaced.fold(Registry::builder().builtin(), RegistryBuilder::without);
    let providers = packs.iter().map(|pack| pack.provider);
    let registry = providers.fold(built_in, RegistryBuilder::provider).build().map_err(packs::refused)?;
    let configuration = settings::configuration(&registry, &asked)?;
    let context = Context { registry: &registry, packs: &packs, configuration: &configuration, console };
    match asked.command {
        Command::Inspect(arguments) => checking::inspect(&arguments, context),
        Command::Detect(arguments) => detect::run(&arguments, context),
        Command::Validate(arguments) => checking::validate(&arguments, context),
        Command::Summary(arguments) => summary::run(&arguments, context),
        Command::Diff(arguments) => diff::run(&arguments, context),
        Command::Normalize(arguments) => normalize::run(&arguments, context),
        Command::Unwrap(arguments) => unwrap::run(&arguments, context),
        Command::Verify(arguments) => verify::run(&arguments, context),
        Command::Redact(arguments) => redact::run(arguments, context),
        Command::Learn(arguments) => learn::run(&arguments, context),
        Command::Drift(arguments) => drift::run(arguments, &packs, context),
        Command::Merge(arguments) => merge::run(&arguments, context),
        Command::Events(arguments) => catalogue::events(&arguments, context),
        Command::Describe(arguments) => describe::run(&arguments, context),
        Command::Schema(arguments) => catalogue::schema(&arguments, &packs, context),
        Command::Sample(arguments) => sample::run(&arguments, context),
        Command::Pack(arguments) => pack::run(&arguments, &packs, context),
        Command::Explain(arguments) => catalogue::explain(arguments.rule, context.console),
        Command::Init(arguments) => init::run(&arguments, &packs, context),
        // It needs nothing that is known of payloads.
        Command::Help { path } => help::run(&path, console),
        Command::Completions { shell } => completions::run(shell, context),
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut page)?;
            Console::print(&String::from_utf8_lossy(&page))
        }
    }
}
