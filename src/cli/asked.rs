//! What a command line asks for. Of most command lines only the options of their own command are defined: all of them
//! would take longer than to read a payload.

use std::ffi::OsString;
use std::mem::forget;

use clap::{Args, CommandFactory, Error, FromArgMatches};

use super::{Cli, Command, EverywhereArguments, InspectArguments};

/// What to do, and with what.
#[derive(Debug)]
pub struct Asked {
    /// The command.
    pub command: Command,
    /// Whether it was named; else it is what is done without a command.
    pub is_named: bool,
    /// What every command takes.
    pub everywhere: EverywhereArguments,
}

impl Asked {
    /// Reads a command line, the program's name first.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and the help or the version where they are asked for.
    pub fn of(line: &[OsString]) -> Result<Self, Error> {
        Self::of_one_command(line).map_or_else(|| Self::of_any(line), Ok)
    }

    /// By the definition of all commands.
    fn of_any(line: &[OsString]) -> Result<Self, Error> {
        let mut definition = Cli::command();
        let parsed = definition.try_get_matches_from_mut(line);
        let parsed = parsed.and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches));
        let parsed = parsed.map_err(|error| error.format(&mut definition));
        // To take the definition apart again takes time; the end of the process does it.
        forget(definition);
        let Cli { command, inspect, everywhere } = parsed?;
        let is_named = command.is_some();
        Ok(Self { command: command.unwrap_or(Command::Inspect(inspect)), is_named, everywhere })
    }

    /// By the definition of the command alone that is named first, where nothing is wrong with it. What is to be said of
    /// the rest takes the whole definition.
    fn of_one_command(line: &[OsString]) -> Option<Self> {
        let [program, name, rest @ ..] = line else { return None };
        // Some commands without anything print their help.
        rest.first()?;
        let arguments = || std::iter::once(program).chain(rest);
        match name.to_str()? {
            "inspect" => defined_alone::<InspectArguments>(arguments(), Command::Inspect),
            "detect" => defined_alone(arguments(), Command::Detect),
            "validate" | "check" => defined_alone(arguments(), Command::Validate),
            "summary" => defined_alone(arguments(), Command::Summary),
            "diff" => defined_alone(arguments(), Command::Diff),
            "normalize" => defined_alone(arguments(), Command::Normalize),
            "unwrap" => defined_alone(arguments(), Command::Unwrap),
            "verify" => defined_alone(arguments(), Command::Verify),
            "redact" => defined_alone(arguments(), Command::Redact),
            "learn" => defined_alone(arguments(), Command::Learn),
            "drift" => defined_alone(arguments(), Command::Drift),
            _ => None,
        }
    }
}

fn defined_alone<'l, T: Args>(
    line: impl Iterator<Item = &'l OsString>,
    command: fn(T) -> Command,
) -> Option<Asked> {
    let mut definition = EverywhereArguments::augment_args(T::augment_args(clap::Command::new("hookspect")));
    let parsed = definition.try_get_matches_from_mut(line);
    forget(definition);
    let mut matches = parsed.ok()?;
    let own = T::from_arg_matches_mut(&mut matches).ok()?;
    let everywhere = EverywhereArguments::from_arg_matches_mut(&mut matches).ok()?;
    Some(Asked { command: command(own), is_named: true, everywhere })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Vec<OsString> {
        std::iter::once("hookspect").chain(text.split_whitespace()).map(OsString::from).collect()
    }

    #[test]
    fn a_command_defined_alone_reads_what_all_of_them_together_read() {
        for text in [
            "inspect a.json --full",
            "detect --color never a.json",
            "validate -q -j1 a.ndjson --pack here --strict",
            "check --isolated -",
            "validate --config x.toml --format json a b",
            "validate -- -x",
            "summary a.ndjson",
            "diff a.json b.json --format json",
            "normalize --canonical a.json",
            "unwrap --as har a.har",
            "verify a.har --color=always",
            "redact --check a.json",
            "redact a.json --key-file k",
            "drift a.ndjson --against shop --format markdown",
        ] {
            let line = line(text);
            let alone = Asked::of_one_command(&line).map(|asked| format!("{asked:?}"));
            let any = Asked::of_any(&line).ok().map(|asked| format!("{asked:?}"));
            assert!(any.is_some(), "{text}");
            assert_eq!(alone, any, "{text}");
        }
    }

    #[test]
    fn everything_else_takes_the_whole_definition() {
        for text in [
            "",
            "a.json",
            "--color never validate a.json",
            "validate --no-such-option a.json",
            "validate --help",
            "diff",
            "events",
            "pack list",
            "help validate",
        ] {
            assert!(Asked::of_one_command(&line(text)).is_none(), "{text}");
        }
    }
}
