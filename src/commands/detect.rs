//! `detect`: which event each record is, and why.

use anyhow::Result;

use super::console::for_json;
use super::context::Context;
use super::outputs::buffered;
use super::progress::Progress;
use super::reading::Reading;
use super::streams::Stdout;
use crate::cli::{DetectArguments, DetectFormat};
use crate::finding::Severity;
use crate::redact::{Mask, Show};
use crate::report::{
    Evidence, ExitStatus, Json, Layout, Line, Listing, RecordSheet, Report, Separator, SheetColumn,
};

pub(super) fn run(arguments: &DetectArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let console = context.console;
    let progress = Progress::new(console.error.is_terminal() && !arguments.output.quiet);
    let out = buffered(Stdout::new(&progress));
    let totals = console.stderr(arguments.output.quiet, &progress);
    let mask = Mask::new(Show::AllButSecrets, context.registry);
    let mut report: Box<dyn Report<'_> + Send> = match arguments.output.format {
        DetectFormat::Human => Box::new(Evidence::new(out, totals, console.out, console.style)),
        DetectFormat::Line => Box::new(Line::new(out, totals, mask, console.out, console.style)),
        format @ (DetectFormat::Csv | DetectFormat::Tsv) => {
            let separator = if format == DetectFormat::Csv { Separator::Comma } else { Separator::Tab };
            let columns = SheetColumn::of_evidence();
            Box::new(RecordSheet::new((out, totals), separator, columns, mask, console.out))
        }
        DetectFormat::Json | DetectFormat::Ndjson => {
            let lines = arguments.output.format == DetectFormat::Ndjson;
            let layout = if lines { Layout::Lines } else { Layout::Document };
            Box::new(Json::new(
                for_json(out, console.out, console.style),
                "detect",
                layout,
                mask,
                false,
                Listing::from(Severity::Note),
            ))
        }
    };
    let reading = Reading::of(&arguments.input, &arguments.identify, context, progress);
    reading.run(report.as_mut())
}
