//! `sample`: the payload that comes with an event's model, or any number of payloads that are made from it.

use std::io::Write;

use anyhow::{Result, bail};

use super::console::Console;
use super::context::Context;
use crate::cli::SampleArguments;
use crate::generate::{Coverage, Generator, Mutation, mutants, story};
use crate::model::EventRef;
use crate::report::ExitStatus;

/// How many facts that no sample shows are named.
const MOST_NAMED: usize = 3;

pub(super) fn run(arguments: &SampleArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let event = context.event(&arguments.event, "<EVENT>")?;
    if let Some(only) = arguments.mutate {
        return faulty(arguments, event, only, context.console);
    }
    match (arguments.sequence, arguments.count) {
        (true, count) => stories(arguments, event, count.unwrap_or(1), context.console),
        (false, Some(count)) => samples(arguments, event, count, context.console),
        (false, None) => context.console.print_json(event.event.sample),
    }
}

/// Payloads that show between them what the model allows.
fn samples(
    arguments: &SampleArguments,
    event: EventRef<'_>,
    count: u64,
    console: Console,
) -> Result<ExitStatus> {
    let generator = Generator::new(event, arguments.seed);
    let mut coverage = (!arguments.quiet).then(|| Coverage::new(event));
    let (mut out, mut text) = (console.json(), String::new());
    for index in 0..count {
        let sample = generator.sample(index);
        if let Some(coverage) = coverage.as_mut().filter(|coverage| !coverage.is_complete()) {
            coverage.see(&sample);
        }
        text.clear();
        sample.write(&mut text);
        text.push('\n');
        out.write_all(text.as_bytes())?;
    }
    out.flush()?;
    if let Some(coverage) = coverage {
        let (shown, total) = coverage.shown();
        let mut line = format!("{count} payloads show {shown} of {total} facts of {}", event.id());
        let missing: Vec<String> = coverage.missing().take(MOST_NAMED).collect();
        if !missing.is_empty() {
            let more = total - shown - missing.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            line.push_str(&format!("; not shown: {}{more}", missing.join(", ")));
        }
        writeln!(std::io::stderr(), "{line}")?;
    }
    Ok(ExitStatus::Fine)
}

/// Payloads with one fault each; which, is said for each.
fn faulty(
    arguments: &SampleArguments,
    event: EventRef<'_>,
    only: Option<Mutation>,
    console: Console,
) -> Result<ExitStatus> {
    let generator = Generator::new(event, arguments.seed);
    let possible =
        Mutation::ALL.iter().filter(|one| mutants(generator, Some(**one)).next().is_some()).count();
    let count =
        arguments.count.unwrap_or_else(|| if only.is_some() { 1 } else { possible.try_into().unwrap_or(0) });
    let mut made = mutants(generator, only).zip(1..=count).peekable();
    if made.peek().is_none() && count > 0 {
        let name = only.map_or("any fault", Mutation::name);
        bail!("{} has nothing that {name} could be made of", event.id());
    }
    let mut out = console.json();
    for (mutant, number) in made {
        writeln!(out, "{}", mutant.text)?;
        if !arguments.quiet {
            let place =
                if mutant.pointer.is_empty() { String::new() } else { format!(" at {}", mutant.pointer) };
            writeln!(std::io::stderr(), "{number}: {}{place}", mutant.mutation)?;
        }
    }
    out.flush()?;
    Ok(ExitStatus::Fine)
}

/// The events of one thing after the other.
fn stories(
    arguments: &SampleArguments,
    event: EventRef<'_>,
    count: u64,
    console: Console,
) -> Result<ExitStatus> {
    let mut out = console.json();
    for number in 0..count {
        for chapter in story(event, arguments.seed, number) {
            let mut text = String::new();
            chapter.payload.write(&mut text);
            writeln!(out, "{text}")?;
        }
    }
    out.flush()?;
    Ok(ExitStatus::Fine)
}
