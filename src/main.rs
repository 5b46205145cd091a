//! The command line: parse, run, print what went wrong, and the exit code.

use std::process::ExitCode;

use clap::Parser;
use hookspect::cli::Cli;
use hookspect::commands;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
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
