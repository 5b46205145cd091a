//! `detect`: which event each record is, and why.

use anyhow::Result;

use super::console::Console;
use super::reading::Reading;
use crate::cli::{DetectArguments, Format};
use crate::report::{Evidence, ExitStatus, Json, Layout, Report};

pub(super) fn run(arguments: &DetectArguments, console: Console) -> Result<ExitStatus> {
    let reading = Reading { input: &arguments.input, identify: &arguments.identify, check: None, console };
    let totals = Console::stderr(arguments.output.quiet);
    let mut report: Box<dyn Report + Send> = match arguments.output.format {
        Format::Human | Format::Concise => {
            Box::new(Evidence::new(Console::stdout(), totals, console.out, console.style))
        }
        Format::Json => Box::new(Json::new(Console::stdout(), "detect", Layout::Document, None)),
        Format::Ndjson => Box::new(Json::new(Console::stdout(), "detect", Layout::Lines, None)),
    };
    reading.run(report.as_mut())
}
