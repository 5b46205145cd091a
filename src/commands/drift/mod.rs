//! `drift`: where captures depart from what is known of their provider.

mod propose;
mod sets;

use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow, bail};

use super::broken::Broken;
use super::console::{Console, for_json};
use super::context::Context;
use super::outputs::{InUse, buffered};
use super::partial::Partial;
use super::progress::Progress;
use super::reading::{Reading, mask, show};
use super::settings;
use super::streams::Stdout;
use crate::cli::{
    DriftArguments, DriftFormat, DriftOutputArguments, GroupBy, IdentifyArguments, MergeArguments,
    SecrecyArguments,
};
use crate::drift::{Drift, Drifting, Grouping, Line, Part};
use crate::engine::Analysis as _;
use crate::finding::Severity;
use crate::input::{WRITTEN_BY_PROGRAMS, read_text_bounded, shown_path};
use crate::packs::Pack;
use crate::report::{
    Base, DriftPage, ExitStatus, Layout, RuleCounts, Tally, drift_github, drift_json, drift_markdown,
    drift_sarif,
};

/// The pack that payloads are held against, where it is given as a file or a folder.
pub(super) fn pack_of(arguments: &DriftArguments) -> Option<PathBuf> {
    arguments.comparison.against.as_ref().map(PathBuf::from).filter(|path| path.exists())
}

pub(super) fn run(
    arguments: DriftArguments,
    packs: &[Pack<'_>],
    context: Context<'_, '_>,
) -> Result<ExitStatus> {
    if !arguments.comparison.from.is_empty() {
        return sets::run(arguments, context);
    }
    let arguments = &arguments;
    let (console, output) = (context.console, &arguments.output);
    let identify = identify(arguments, packs, context)?;
    let progress = Progress::new(console.error.is_terminal() && !output.quiet);
    let out = buffered(Stdout::new(&progress));
    let mut totals = console.stderr(output.quiet, &progress);
    let mut reading = Reading {
        show: show(&arguments.secrecy),
        ..Reading::of(&arguments.input, &identify, context, progress)
    };
    if let Some(file) = Partial::file(output.partial.as_ref()) {
        InUse::of(&arguments.input, context).check(file)?;
        reading.written.push(file.clone());
    }
    let partial = Partial::of(output.partial.as_ref())?;
    let (started, mut broken) = (Instant::now(), Broken::new(console));
    let change = &arguments.change;
    let changes = change.propose || !change.accept.is_empty();
    let analysis = Drifting::new(mask(context.registry, &arguments.secrecy)).learning_new_events(changes);
    let (_, mut part) = reading.analyse(&mut broken, &analysis, &mut ())?;
    let tally_of_run = broken.tally;
    if let Some(partial) = partial {
        partial.write(&part.write(serde_json::to_value(&tally_of_run)?)?)?;
        let is_read = tally_of_run.failed_sources == 0 && tally_of_run.unreadable == 0;
        return Ok(if is_read { ExitStatus::Fine } else { ExitStatus::Failure });
    }
    let models = part.take_newcomers().models();
    let drift = Drift::from(part);
    if !changes {
        let tally = of_drift(tally_of_run, &drift);
        write(out, output, &drift, &tally, console)?;
        writeln!(totals, "\n{} · {:.1} s", tally.line(), started.elapsed().as_secs_f64())?;
        if let Some(advice) = advice(&drift) {
            writeln!(totals, "{advice}")?;
        }
        return Ok(ends(&drift, &tally, arguments.input.allow_empty, context));
    }
    if drift.unreadable + tally_of_run.failed_sources > 0 {
        console.say("nothing is changed: not everything could be read");
        return Ok(ExitStatus::Failure);
    }
    let proposal = propose::of(&drift, &models, change, packs, context)?;
    for line in &proposal.told {
        console.say(line);
    }
    if change.propose {
        let mut out = out;
        out.write_all(proposal.diff().as_bytes())?;
        out.flush()?;
        let tally = of_drift(tally_of_run, &drift);
        return Ok(ends(&drift, &tally, arguments.input.allow_empty, context));
    }
    for line in proposal.write()? {
        console.say(&line);
    }
    let drift = proposal.rest(&drift);
    let tally = of_drift(tally_of_run, &drift);
    write(out, output, &drift, &tally, console)?;
    writeln!(totals, "\n{} · {:.1} s", tally.line(), started.elapsed().as_secs_f64())?;
    Ok(ends(&drift, &tally, arguments.input.allow_empty, context))
}

/// Tells what several runs have found, as one over all inputs would have.
pub(super) fn merge(arguments: &MergeArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let learning = &arguments.learning;
    if learning.provider.is_some() || !learning.by.is_empty() {
        bail!("--provider and --by are about what learn has learnt; these files are of drift");
    }
    let analysis = Drifting::new(mask(context.registry, &SecrecyArguments::default()));
    let (mut whole, mut totals) = (Part::default(), Tally::default());
    for file in &arguments.files {
        let shown = file.display();
        let text =
            read_text_bounded(file, WRITTEN_BY_PROGRAMS).with_context(|| format!("cannot read {shown}"))?;
        let (part, own) = Part::read(&text).map_err(|error| anyhow!("{shown} {error}"))?;
        totals.merge(
            &serde_json::from_value(own).map_err(|error| anyhow!("{shown} holds no totals: {error}"))?,
        );
        analysis.merge(&mut whole, part);
    }
    if let Some(partial) = Partial::of(learning.partial.as_ref())? {
        partial.write(&whole.write(serde_json::to_value(&totals)?)?)?;
        return Ok(ExitStatus::Fine);
    }
    let (console, drift) = (context.console, Drift::from(whole));
    let tally = of_drift(totals, &drift);
    let out = buffered(Stdout::new(&Progress::new(false)));
    let format = match arguments.format {
        None => DriftFormat::Human,
        Some(format) => {
            format.drift.context("--format csv and tsv are of summary; these files are of drift")?
        }
    };
    let output = DriftOutputArguments {
        format,
        group_by: arguments.group_by.unwrap_or(GroupBy::Event),
        partial: None,
        quiet: learning.quiet,
    };
    write(out, &output, &drift, &tally, console)?;
    if !learning.quiet {
        console.say(&tally.line());
    }
    Ok(ends(&drift, &tally, false, context))
}

fn write(
    out: Box<dyn Write + Send>,
    output: &DriftOutputArguments,
    drift: &Drift,
    tally: &Tally,
    console: Console,
) -> Result<()> {
    let grouping = match output.group_by {
        GroupBy::Event => Grouping::Event,
        GroupBy::Day => Grouping::Day,
        GroupBy::Source => Grouping::Source,
        GroupBy::Version => Grouping::Version,
    };
    let base = || -> Result<Base> {
        let working = settings::working_folder()?;
        let start = settings::checkout(&working);
        Ok(Base::new(working, start))
    };
    match output.format {
        DriftFormat::Human => DriftPage::new(out, console.out, console.style).write(drift, grouping)?,
        DriftFormat::Json => {
            drift_json(
                &mut for_json(out, console.out, console.style),
                drift,
                grouping,
                tally,
                Layout::Document,
            )?;
        }
        DriftFormat::Ndjson => {
            drift_json(
                &mut for_json(out, console.out, console.style),
                drift,
                grouping,
                tally,
                Layout::Lines,
            )?;
        }
        DriftFormat::Markdown => drift_markdown(&mut { out }, drift, grouping)?,
        DriftFormat::Sarif => drift_sarif(&mut { out }, drift, grouping, &base()?)?,
        DriftFormat::Github => drift_github(&mut { out }, drift, grouping, &base()?, tally)?,
    }
    Ok(())
}

/// What can be done about departures.
fn advice(drift: &Drift) -> Option<&'static str> {
    let is_known = |line: &Line| !line.group.provider.is_empty();
    if drift.lines.iter().any(is_known) {
        return Some(
            "--propose prints the change after which the model says what payloads show; --accept all makes it",
        );
    }
    (!drift.lines.is_empty()).then_some("hookspect learn makes a model of payloads of no known provider")
}

/// How a run ends.
fn ends(drift: &Drift, tally: &Tally, allow_empty: bool, context: Context<'_, '_>) -> ExitStatus {
    // What could not be read was not compared: that is never "no drift".
    if drift.unreadable > 0 {
        return ExitStatus::Failure;
    }
    tally.exit(context.configuration.fail_on.unwrap_or_default(), allow_empty)
}

/// What payloads are held against: what the caller says, or what each says of itself.
fn identify(
    arguments: &DriftArguments,
    packs: &[Pack<'_>],
    context: Context<'_, '_>,
) -> Result<IdentifyArguments> {
    let IdentifyArguments { provider, event } = &arguments.identify;
    let Some(against) = &arguments.comparison.against else {
        return Ok(IdentifyArguments { provider: provider.clone(), event: event.clone() });
    };
    if let Some(path) = pack_of(arguments) {
        let pack = packs.iter().find(|pack| pack.path == shown_path(&path));
        return Ok(IdentifyArguments { provider: pack.map(|pack| pack.provider.id.to_owned()), event: None });
    }
    if context.registry.provider(against).is_ok() {
        return Ok(IdentifyArguments { provider: Some(against.clone()), event: None });
    }
    context.event(against, "--against <PACK|EVENT>")?;
    Ok(IdentifyArguments { provider: None, event: Some(against.clone()) })
}

/// The totals of a run: what counts are the departures, and not the findings that they are made of.
fn of_drift(tally: Tally, drift: &Drift) -> Tally {
    Tally {
        rules: RuleCounts::default(),
        // What is empty was not compared with anything, so it is of no unknown provider either.
        unknown: tally.unknown.saturating_sub(tally.empty),
        errors: drift.count(Severity::Error),
        warnings: drift.count(Severity::Warning),
        notes: drift.count(Severity::Note),
        ..tally
    }
}
