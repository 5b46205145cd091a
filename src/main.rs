//! The command line: parse, run, print what went wrong, and the exit code.

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};
use hookspect::cli::Cli;
use hookspect::commands;

fn main() -> ExitCode {
    let mut command = Cli::command();
    let parsed = command.try_get_matches_from_mut(std::env::args_os());
    let parsed = parsed.and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches));
    let parsed = parsed.map_err(|error| error.format(&mut command));
    // It would take longer to take all options apart again than to read a payload; the end of the process does it.
    std::mem::forget(command);
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            let _ = commands::refuse(&error);
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match commands::run(cli) {
        Ok(status) => ExitCode::from(status.code()),
        Err(error) => {
            // A name that is not known is said as clap says what it finds itself.
            let _ = match error.downcast_ref::<clap::Error>() {
                Some(usage) => commands::refuse(usage),
                None => commands::complain(&error),
            };
            ExitCode::from(2)
        }
    }
}
