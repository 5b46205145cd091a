//! Help: of the program, of a command, and where there is nothing to read.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anyhow::Result;
use clap::CommandFactory;
use clap::builder::StyledStr;

use super::complaint::Complaint;
use super::console::Console;
use crate::cli::{Cli, InputArguments};
use crate::model::nearest;
use crate::report::{ExitStatus, Style};

/// Prints the help of the command at a path of names: `pack import`. Nothing is the program itself.
pub(super) fn run(path: &[String], console: Console) -> Result<ExitStatus> {
    let mut program = Cli::command();
    program.build();
    let mut command = &mut program;
    for name in path {
        let known: Vec<String> = command.get_subcommands().map(|one| one.get_name().to_owned()).collect();
        let unknown = not_a_command(name, command.get_name(), &known);
        command = command.find_subcommand_mut(name).ok_or(unknown)?;
    }
    Console::print(&painted(&command.render_long_help(), console.style))
}

fn not_a_command(name: &str, of: &str, known: &[String]) -> Complaint {
    let near = nearest(name, known.iter().map(String::as_str));
    let near = near.map_or_else(String::new, |near| format!("did you mean {near}? "));
    let help = match known {
        [] => format!("hookspect help {of} prints the help of that"),
        known => format!("{near}the commands are {}", known.join(", ")),
    };
    Complaint { what: format!("{name} is not a command of {of}"), help: Some(help) }
}

/// Whether there is nothing to read but a terminal.
pub(super) fn is_wanted(input: &InputArguments) -> bool {
    input.inputs.is_empty() && input.files_from.is_none() && io::stdin().is_terminal()
}

/// What is said where a command stands behind options or inputs, and so is read as an input that is not there.
pub(super) fn misplaced(input: &InputArguments) -> Option<Complaint> {
    let is_word = |text: &&str| text.bytes().all(|byte| byte.is_ascii_lowercase());
    let words = input.inputs.iter().filter_map(|input| input.to_str()).filter(is_word);
    let mut absent = words.filter(|word| !Path::new(word).exists()).peekable();
    absent.peek()?;
    let program = Cli::command();
    let name = absent.find(|word| program.find_subcommand(word).is_some())?;
    Some(Complaint {
        what: format!(
            "{name} is a command, and no file of this name is here: a command comes before everything else"
        ),
        help: Some(format!("options come after the command: hookspect {name} [OPTIONS] ...")),
    })
}

/// What is said where there is nothing to read: the help of the command, or of the program.
pub(super) fn of(command: Option<&str>, console: Console) -> ExitStatus {
    let mut program = Cli::command();
    program.build();
    let help = match command.and_then(|name| program.find_subcommand_mut(name)) {
        Some(command) => command.render_help(),
        None => program.render_help(),
    };
    let _ = write!(io::stderr(), "{}", painted(&help, console.error_style));
    ExitStatus::Failure
}

fn painted(help: &StyledStr, style: Style) -> String {
    if style.colour { help.ansi().to_string() } else { help.to_string() }
}
