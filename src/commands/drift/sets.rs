//! One set of records held against another, without a model.

use std::ffi::OsString;
use std::io::Write as _;
use std::time::Instant;

use anyhow::Result;

use super::super::context::Context;
use super::super::counted::Counted;
use super::super::outputs::buffered;
use super::super::progress::Progress;
use super::super::reading::{Reading, reads_stream};
use super::super::streams::Stdout;
use super::{ends, of_drift, write};
use crate::cli::{DriftArguments, IdentifyArguments, InputArguments};
use crate::drift::{LearningOnce, Noting, between};
use crate::learn::{Asked, Learn, State};
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
        .map(|(option, inputs)| Set::read(option, inputs, input, &progress, context));
    let (from, to) = (from?, to?);
    let mut drift = between(&from.state, &to.state);
    for set in [&from, &to] {
        tally.merge(&set.tally);
        drift.retries += set.retries;
        drift.retries_uncertain |= set.retries_uncertain;
    }
    let tally = of_drift(tally, &drift);
    write(out, &arguments.output, &drift, &tally, console)?;
    writeln!(
        totals,
        "\n{} payloads held against {} · {:.1} s",
        to.state.records,
        from.state.records,
        started.elapsed().as_secs_f64()
    )?;
    // Nothing held against something is no answer.
    let could_read = tally.failed_sources == 0 && drift.unreadable == 0;
    let is_empty = from.state.records == 0 || to.state.records == 0;
    if is_empty && could_read && !arguments.input.allow_empty {
        return Ok(ExitStatus::Nothing);
    }
    Ok(ends(&drift, &tally, arguments.input.allow_empty, context))
}

/// What was learnt of one of the sets.
struct Set {
    state: State,
    tally: Tally,
    /// How many records came again and were not counted.
    retries: u64,
    retries_uncertain: bool,
}

impl Set {
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
        let learn = || Learn::new(Asked::Usual);
        let state = |part: crate::learn::Part| part.into_states(&Asked::Usual).0;
        let mut counted = Counted::default();
        let (_, (part, retries)) = reading.analyse(&mut counted, &Noting(learn()), &mut ())?;
        let tally = counted.0;
        let (count, retries_uncertain) = (retries.count(), retries.is_full());
        if count == 0 {
            return Ok(Self { state: state(part), tally, retries: 0, retries_uncertain });
        }
        if let Some(why) = only_once(input, &tally) {
            let records = if count == 1 { "1 record".to_owned() } else { format!("{count} records") };
            context.console.say(&format!("{option}: {records} came again, and each counts, since {why}"));
            return Ok(Self { state: state(part), tally, retries: 0, retries_uncertain });
        }
        let once = LearningOnce { learn: learn(), retries: &retries };
        let (_, part) = reading.analyse(&mut Counted::default(), &once, &mut ())?;
        Ok(Self { state: state(part), tally, retries: count, retries_uncertain })
    }
}

/// Why inputs are not read once more.
fn only_once(input: &InputArguments, tally: &Tally) -> Option<&'static str> {
    if reads_stream(input) {
        return Some("what is no file can be read only once");
    }
    (tally.failed_sources > 0).then_some("not everything could be read")
}
