//! One file per command: each walks the rooms and returns how the run ends.

mod catalogue;
mod checking;
mod complaint;
mod console;
mod describe;
mod detect;
mod diff;
mod normalize;
mod operands;
mod outputs;
mod progress;
mod reading;
mod settings;
mod sink;
mod unwrap;
mod verify;

use anyhow::Result;
use clap::CommandFactory;

use crate::cli::{Cli, Command};
use crate::report::ExitStatus;
pub use complaint::{complain, refuse};
use console::Console;

/// Does what the command line says.
///
/// # Errors
///
/// What could not be written, except to a closed pipe.
pub fn run(cli: Cli) -> Result<ExitStatus> {
    let console = Console::new(cli.color);
    match cli.command {
        None => checking::inspect(&cli.inspect, console),
        Some(Command::Inspect(arguments)) => checking::inspect(&arguments, console),
        Some(Command::Detect(arguments)) => detect::run(&arguments, console),
        Some(Command::Validate(arguments)) => checking::validate(&arguments, console),
        Some(Command::Diff(arguments)) => diff::run(&arguments, console),
        Some(Command::Normalize(arguments)) => normalize::run(&arguments, console),
        Some(Command::Unwrap(arguments)) => unwrap::run(&arguments, console),
        Some(Command::Verify(arguments)) => verify::run(&arguments, console),
        Some(Command::Events(arguments)) => catalogue::events(&arguments, console),
        Some(Command::Describe(arguments)) => describe::run(&arguments, console),
        Some(Command::Schema(arguments)) => catalogue::schema(arguments.subject),
        Some(Command::Sample(arguments)) => Console::print(arguments.event.event.sample),
        Some(Command::Explain(arguments)) => catalogue::explain(arguments.rule, console),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "hookspect", &mut script);
            Console::print(&String::from_utf8_lossy(&script))
        }
        Some(Command::Man) => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut page)?;
            Console::print(&String::from_utf8_lossy(&page))
        }
    }
}
