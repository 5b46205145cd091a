//! `validate`: findings and a total; the exit code is the verdict.

use anyhow::Result;

use super::console::Console;
use super::reading::{Reading, mask};
use crate::cli::{Format, ValidateArguments};
use crate::report::{Concise, ExitStatus, Human, Json, Layout, Report};

pub(super) fn run(arguments: &ValidateArguments, console: Console) -> Result<ExitStatus> {
    let reading = Reading {
        input: &arguments.input,
        identify: &arguments.identify,
        check: Some(&arguments.check),
        console,
    };
    let totals = Console::stderr(arguments.output.quiet);
    let (screen, style, verbose) = (console.out, console.style, arguments.output.verbose);
    let mut report: Box<dyn Report + Send> = match arguments.output.format {
        Format::Human => {
            Box::new(Human::new(Console::stdout(), totals, mask(&arguments.secrecy), screen, style, verbose))
        }
        Format::Concise => Box::new(Concise::new(Console::stdout(), totals, screen)),
        Format::Json => Box::new(Json::new(Console::stdout(), "validate", Layout::Document, None)),
        Format::Ndjson => Box::new(Json::new(Console::stdout(), "validate", Layout::Lines, None)),
    };
    reading.run(report.as_mut())
}
