//! One set of records held against another, without a model.

use std::ffi::OsString;
use std::io::Write as _;
use std::time::Instant;

use anyhow::Result;

use super::super::broken::Broken;
use super::super::context::Context;
use super::super::counted::Counted;
use super::super::outputs::buffered;
use super::super::progress::Progress;
use super::super::reading::{Reading, mask, reads_stream};
use super::super::streams::Stdout;
use super::{ends, of_drift, write};
use crate::cli::{DriftArguments, IdentifyArguments, InputArguments};
use crate::drift::{LearningOnce, Noting, Set, Sorting, between};
use crate::report::{ExitStatus, Tally};

pub(super) fn run(mut arguments: DriftArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let (console, quiet) = (context.console, arguments.output.quiet);
    let progress = Progress::new(console.error.is_terminal() && !quiet);
    let out = buffered(Stdout::new(&progress));
    let mut totals = console.stderr(quiet, &progress);
    let started = Instant::now();
    let (from, to) =
        (std::mem::take(&mut arguments.comparison.from), std::mem::take(&mut arguments.comparison.to));
    let mut tally = Tally::default();
    let input = &mut arguments.input;
    let [from, to] = [("--from", from), ("--to", to)]
        .map(|(option, inputs)| Side::read(option, inputs, input, &progress, context));
    let (from, to) = (from?, to?);
    let (held, against) = (to.set.records(), from.set.records());
    let mut drift = between(from.set, to.set, &mask(context.registry, &arguments.secrecy));
    for (other, retries, is_uncertain) in
        [(from.tally, from.retries, from.retries_uncertain), (to.tally, to.retries, to.retries_uncertain)]
    {
        tally.merge(&other);
        drift.retries += retries;
        drift.retries_uncertain |= is_uncertain;
    }
    let tally = of_drift(tally, &drift);
    write(out, &arguments.output, &drift, &tally, console)?;
    writeln!(totals, "\n{held} payloads held against {against} · {:.1} s", started.elapsed().as_secs_f64())?;
    // Nothing held against something is no answer.
    let could_read = tally.failed_sources == 0 && drift.unreadable == 0;
    let is_empty = held == 0 || against == 0;
    if is_empty && could_read && !arguments.input.allow_empty {
        return Ok(ExitStatus::Nothing);
    }
    Ok(ends(&drift, &tally, arguments.input.allow_empty, context))
}

/// One of the sets, and how it was read.
struct Side {
    set: Set,
    tally: Tally,
    /// How many records came again and were not counted.
    retries: u64,
    retries_uncertain: bool,
}

impl Side {
    /// Reads the inputs of an option; once more where deliveries came again, and then only the first record of each counts.
    fn read(
        option: &str,
        inputs: Vec<OsString>,
        input: &mut InputArguments,
        progress: &Progress,
        context: Context<'_, '_>,
    ) -> Result<Self> {
        input.inputs = inputs;
        let nobody = IdentifyArguments { provider: None, event: None };
        let mut reading = Reading::of(input, &nobody, context, progress.clone());
        reading.only_captures = true;
        let mut broken = Broken::new(context.console);
        let (_, (part, retries)) = reading.analyse(&mut broken, &Noting(Sorting::default()), &mut ())?;
        let tally = broken.tally;
        let (count, retries_uncertain) = (retries.count(), retries.is_full());
        if count == 0 {
            return Ok(Self { set: part.into(), tally, retries: 0, retries_uncertain });
        }
        if let Some(why) = only_once(input, &tally) {
            let records = if count == 1 { "1 record".to_owned() } else { format!("{count} records") };
            context.console.say(&format!("{option}: {records} came again, and each counts, since {why}"));
            return Ok(Self { set: part.into(), tally, retries: 0, retries_uncertain });
        }
        let once = LearningOnce { learn: Sorting::default(), retries: &retries };
        let (_, part) = reading.analyse(&mut Counted::default(), &once, &mut ())?;
        Ok(Self { set: part.into(), tally, retries: count, retries_uncertain })
    }
}

/// Why inputs are not read once more.
fn only_once(input: &InputArguments, tally: &Tally) -> Option<&'static str> {
    if reads_stream(input) {
        return Some("what is no file can be read only once");
    }
    (tally.failed_sources > 0).then_some("not everything could be read")
}
