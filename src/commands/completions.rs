//! `completions`: scripts for shells, with the events and providers that are known.

use anyhow::Result;
use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command, CommandFactory};
use clap_complete::Shell;

use super::console::Console;
use super::context::Context;
use crate::cli::Cli;
use crate::registry::Registry;
use crate::report::ExitStatus;

pub(super) fn run(shell: Shell, context: Context<'_, '_>) -> Result<ExitStatus> {
    let names = |arg: Arg| known_names(arg, context.registry);
    let mut command: Command =
        Cli::command().mut_args(names).mut_subcommands(|subcommand| subcommand.mut_args(names));
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "hookspect", &mut script);
    Console::print(&String::from_utf8_lossy(&script))
}

/// The argument with the names that can stand in it.
fn known_names(arg: Arg, registry: &Registry<'_>) -> Arg {
    let events = || {
        registry
            .events()
            .iter()
            .map(|event| PossibleValue::new(event.id()).help(event.event.summary.to_owned()))
    };
    match arg.get_id().as_str() {
        "event" | "expect" | "against" => arg.value_parser(PossibleValuesParser::new(events())),
        "subject" => {
            let config = PossibleValue::new("config").help("the configuration file hookspect.toml");
            let normalized = PossibleValue::new("normalized").help("the neutral event that normalize prints");
            let all = [config, normalized].into_iter().chain(events());
            arg.value_parser(PossibleValuesParser::new(all))
        }
        "provider" => {
            let providers = registry.providers().iter();
            let providers = providers
                .map(|provider| PossibleValue::new(provider.id.to_owned()).help(provider.name.to_owned()));
            arg.value_parser(PossibleValuesParser::new(providers))
        }
        _ => arg,
    }
}
