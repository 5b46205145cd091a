//! The command line: parse, run, print what went wrong, and the exit code.

use std::ffi::OsString;
use std::process::ExitCode;

use hookspect::cli::Asked;
use hookspect::commands;

fn main() -> ExitCode {
    let line: Vec<OsString> = std::env::args_os().collect();
    let asked = match Asked::of(&line) {
        Ok(asked) => asked,
        Err(error) => {
            let _ = commands::refuse(&error);
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match commands::run(asked) {
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
