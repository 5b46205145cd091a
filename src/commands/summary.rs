//! `summary`: what is in many captures.

use std::io::Write;
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow, bail};

use super::console::{Console, for_json};
use super::context::Context;
use super::counted::Counted;
use super::outputs::{InUse, buffered};
use super::partial::Partial;
use super::progress::Progress;
use super::reading::{Reading, mask};
use super::streams::Stdout;
use crate::cli::{MaskWhat, MergeArguments, SummaryArguments, SummaryFormat};
use crate::input::{WRITTEN_BY_PROGRAMS, read_text_bounded};
use crate::report::{ExitStatus, Separator, SummaryPage, Tally, Totals, summary_json, summary_sheet};
use crate::summary::{Summarise, Summary};

pub(super) fn run(arguments: &SummaryArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let (console, output) = (context.console, &arguments.output);
    if output.partial.is_some() && arguments.secrecy.mask == Some(MaskWhat::Personal) {
        bail!(
            "--partial tells affiliates apart by what --mask personal hides, and would have to keep it: \
             give one of them"
        );
    }
    let progress = Progress::new(console.error.is_terminal() && !output.quiet);
    let out = buffered(Stdout::new(&progress));
    let mut totals = console.stderr(output.quiet, &progress);
    let mut reading = Reading::of(&arguments.input, &arguments.identify, context, progress);
    if let Some(file) = Partial::file(output.partial.as_ref()) {
        InUse::of(&arguments.input, context).check(file)?;
        reading.written.push(file.clone());
    }
    let partial = Partial::of(output.partial.as_ref())?;
    let (started, mut counted) = (Instant::now(), Counted::default());
    let analysis = Summarise::new(mask(context.registry, &arguments.secrecy));
    let (status, (summary, _)) = reading.analyse(&mut counted, &analysis, &mut ())?;
    let Counted(tally) = counted;
    if let Some(partial) = partial {
        partial.write(&state(&summary, &tally)?)?;
        return Ok(if tally.failed_sources == 0 { ExitStatus::Fine } else { ExitStatus::Failure });
    }
    write(out, output.format, &summary, &tally, console)?;
    writeln!(totals, "\n{} · {:.1} s", tally.line(), started.elapsed().as_secs_f64())?;
    Ok(status)
}

/// Tells what is in the records of several runs, as one over all inputs would have.
pub(super) fn merge(arguments: &MergeArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let (learning, console) = (&arguments.learning, context.console);
    if learning.provider.is_some() || !learning.by.is_empty() {
        bail!("--provider and --by are about what learn has learnt; these files are of summary");
    }
    if arguments.group_by.is_some() {
        bail!("--group-by is about what drift has found; these files are of summary");
    }
    let format = match arguments.format {
        None => SummaryFormat::Human,
        Some(format) => format.summary.context(
            "--format human, json, csv and tsv are those of summary, and these files are of summary",
        )?,
    };
    let (mut whole, mut tally) = (Summary::default(), Tally::default());
    for file in &arguments.files {
        let shown = file.display();
        let text =
            read_text_bounded(file, WRITTEN_BY_PROGRAMS).with_context(|| format!("cannot read {shown}"))?;
        let (summary, totals) = Summary::read(&text).map_err(|error| anyhow!("{shown} {error}"))?;
        let totals: Totals =
            serde_json::from_value(totals).map_err(|error| anyhow!("{shown} holds no totals: {error}"))?;
        tally.merge(&totals.tally().with_context(|| format!("{shown} holds no totals: a rule is none"))?);
        whole.merge(summary);
    }
    if let Some(partial) = Partial::of(learning.partial.as_ref())? {
        partial.write(&state(&whole, &tally)?)?;
        return Ok(ExitStatus::Fine);
    }
    write(buffered(Stdout::new(&Progress::new(false))), format, &whole, &tally, console)?;
    if !learning.quiet {
        console.say(&tally.line());
    }
    Ok(tally.exit(context.configuration.fail_on.unwrap_or_default(), false))
}

/// What was found, for `merge`.
fn state(summary: &Summary, tally: &Tally) -> Result<String> {
    Ok(summary.write(serde_json::to_value(Totals::of(tally))?)?)
}

fn write(
    out: Box<dyn Write + Send>,
    format: SummaryFormat,
    summary: &Summary,
    tally: &Tally,
    console: Console,
) -> Result<()> {
    match format {
        SummaryFormat::Human => SummaryPage::new(out, console.out, console.style).write(summary)?,
        SummaryFormat::Csv => summary_sheet(&mut { out }, Separator::Comma, summary, console.out)?,
        SummaryFormat::Tsv => summary_sheet(&mut { out }, Separator::Tab, summary, console.out)?,
        SummaryFormat::Json => {
            summary_json(&mut for_json(out, console.out, console.style), summary, tally)?;
        }
    }
    Ok(())
}
