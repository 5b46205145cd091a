//! `inspect`: identify, validate and show.

use anyhow::Result;

use super::console::Console;
use super::reading::{Reading, mask};
use crate::cli::{Format, InspectArguments};
use crate::report::{Concise, ExitStatus, Json, Layout, Overview, Report, Rows, Table};

pub(super) fn run(arguments: &InspectArguments, console: Console) -> Result<ExitStatus> {
    let full = arguments.full;
    let arguments = &arguments.validate;
    let reading = Reading {
        input: &arguments.input,
        identify: &arguments.identify,
        check: Some(&arguments.check),
        console,
    };
    let mask = || mask(&arguments.secrecy);
    let totals = || Console::stderr(arguments.output.quiet);
    let (screen, style) = (console.out, console.style);
    let mut report: Box<dyn Report + Send> = match arguments.output.format {
        Format::Human if full => Box::new(Table::new(Console::stdout(), mask(), screen, style, true)),
        Format::Human => Box::new(Overview::new(
            Table::new(Console::stdout(), mask(), screen, style, false),
            Rows::new(Console::stdout(), totals(), mask(), screen, style),
        )),
        Format::Concise => Box::new(Concise::new(Console::stdout(), totals(), screen)),
        Format::Json => Box::new(Json::new(Console::stdout(), "inspect", Layout::Document, Some(mask()))),
        Format::Ndjson => Box::new(Json::new(Console::stdout(), "inspect", Layout::Lines, Some(mask()))),
    };
    reading.run(report.as_mut())
}
