//! `summary`: what is in many captures.

use std::io::{self, Write};
use std::time::Instant;

use anyhow::Result;

use super::console::for_json;
use super::context::Context;
use super::outputs::buffered;
use super::progress::Progress;
use super::reading::{Reading, mask};
use super::streams::Stdout;
use crate::cli::{SummaryArguments, SummaryFormat};
use crate::report::{Entry, ExitStatus, Report, Separator, SummaryPage, Tally, summary_json, summary_sheet};
use crate::summary::Summarise;

pub(super) fn run(arguments: &SummaryArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let (console, output) = (context.console, &arguments.output);
    let progress = Progress::new(console.error.is_terminal() && !output.quiet);
    let out = buffered(Stdout::new(&progress));
    let mut totals = console.stderr(output.quiet, &progress);
    let reading = Reading::of(&arguments.input, &arguments.identify, context, progress);
    let (started, mut counted) = (Instant::now(), Counted::default());
    let analysis = Summarise::new(mask(context.registry, &arguments.secrecy));
    let (status, summary) = reading.analyse(&mut counted, &analysis, &mut ())?;
    let Counted(tally) = counted;
    match output.format {
        SummaryFormat::Human => SummaryPage::new(out, console.out, console.style).write(&summary)?,
        SummaryFormat::Csv => summary_sheet(&mut { out }, Separator::Comma, &summary, console.out)?,
        SummaryFormat::Tsv => summary_sheet(&mut { out }, Separator::Tab, &summary, console.out)?,
        SummaryFormat::Json => {
            summary_json(&mut for_json(out, console.out, console.style), &summary, &tally)?;
        }
    }
    writeln!(totals, "\n{} · {:.1} s", tally.line(), started.elapsed().as_secs_f64())?;
    Ok(status)
}

/// The totals, kept for the end.
#[derive(Default)]
struct Counted(Tally);

impl<'m> Report<'m> for Counted {
    fn entry(&mut self, _: &Entry<'_, 'm>) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        self.0 = tally.clone();
        Ok(())
    }
}
