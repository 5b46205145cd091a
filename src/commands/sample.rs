//! `sample`: the payload that comes with an event's model, or any number of payloads that are made from it; alone, or in
//! requests that can be sent.

use std::io::Write;

use anyhow::{Result, bail};

use super::console::Console;
use super::context::Context;
use super::requests::{Bringing, Requests, Terms};
use crate::cli::SampleArguments;
use crate::generate::{Coverage, Generator, Mutation, mutants, story};
use crate::json::{Style, Tape, Writer};
use crate::model::EventRef;
use crate::outgoing::SignatureState;
use crate::report::ExitStatus;

/// How many facts that no sample shows are named.
const MOST_NAMED: usize = 3;

pub(super) fn run(arguments: &SampleArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let (event, console) = (context.event(&arguments.event, "<EVENT>")?, context.console);
    let mut out = Payloads::new(arguments, console)?;
    if let Some(only) = arguments.mutate {
        faulty(arguments, event, only, &mut out)?;
    } else {
        match (arguments.sequence, arguments.count) {
            (true, count) => stories(arguments, event, count.unwrap_or(1), &mut out)?,
            (false, Some(count)) => samples(arguments, event, count, &mut out)?,
            (false, None) => out.model_sample(event)?,
        }
    }
    out.finish(arguments.quiet, console)
}

/// Where payloads go.
enum Payloads {
    /// One a line.
    Lines(Box<dyn Write + Send>),
    /// In requests.
    Requests(Requests<Box<dyn Write + Send>>),
}

impl Payloads {
    fn new(arguments: &SampleArguments, console: Console) -> Result<Self> {
        let Some(form) = arguments.form else { return Ok(Self::Lines(console.json())) };
        if arguments.request.signature == Some(SignatureState::Kept) {
            bail!("--signature kept: a sample was never signed; it is valid, stale, none, wrong or old");
        }
        let terms = Terms::of(&arguments.request, form, arguments.quiet, console)?;
        Ok(Self::Requests(Requests::new(Box::new(Console::stdout()), console, terms)?))
    }

    /// Prints a payload; `signed` is what its signature is of, where that is another text.
    fn payload(&mut self, model: EventRef<'_>, text: &str, signed: Option<&str>) -> Result<()> {
        match self {
            Self::Lines(out) => Ok(writeln!(out, "{text}")?),
            Self::Requests(requests) => requests.send(Bringing {
                body: text.as_bytes(),
                signed: signed.map(str::as_bytes),
                origin: Some((model.provider, model.version)),
                scheme: model.version.signature.map(|scheme| (model.provider, scheme)),
                event: Some(model.event.name),
                request: None,
            })?,
        }
    }

    /// The payload that comes with the model: as it is laid out for people, or as a sender writes it.
    fn model_sample(&mut self, model: EventRef<'_>) -> Result<()> {
        let sample = model.event.sample;
        if let Self::Lines(out) = self {
            return Ok(out.write_all(sample.as_bytes())?);
        }
        let (mut tape, mut text) = (Tape::new(), String::new());
        let document = tape.parse(sample.as_bytes());
        let document = document.map_err(|_| anyhow::anyhow!("the sample of {} is not JSON", model.id()))?;
        Writer::new(Style::COMPACT).write(document.root(), &mut text)?;
        self.payload(model, &text, None)
    }

    fn flush(&mut self) -> Result<()> {
        match self {
            Self::Lines(out) => out.flush()?,
            Self::Requests(requests) => requests.flush()?,
        }
        Ok(())
    }

    fn finish(self, quiet: bool, console: Console) -> Result<ExitStatus> {
        match self {
            Self::Lines(mut out) => out.flush()?,
            Self::Requests(mut requests) => {
                requests.finish()?;
                if let (Some(why), false) = (requests.unsigned, quiet) {
                    console.say(&format!("note: without a signature: {why}"));
                }
            }
        }
        Ok(ExitStatus::Fine)
    }
}

/// Payloads that show between them what the model allows.
fn samples(arguments: &SampleArguments, event: EventRef<'_>, count: u64, out: &mut Payloads) -> Result<()> {
    let generator = Generator::new(event, arguments.seed);
    let mut coverage = (!arguments.quiet).then(|| Coverage::new(event));
    let mut text = String::new();
    for index in 0..count {
        let sample = generator.sample(index);
        if let Some(coverage) = coverage.as_mut().filter(|coverage| !coverage.is_complete()) {
            coverage.see(&sample);
        }
        text.clear();
        sample.write(&mut text);
        out.payload(event, &text, None)?;
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
    Ok(())
}

/// Payloads with one fault each; which, is said for each.
fn faulty(
    arguments: &SampleArguments,
    event: EventRef<'_>,
    only: Option<Mutation>,
    out: &mut Payloads,
) -> Result<()> {
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
    for (mutant, number) in made {
        out.payload(event, &mutant.text, mutant.signed.as_deref())?;
        if !arguments.quiet {
            let place =
                if mutant.pointer.is_empty() { String::new() } else { format!(" at {}", mutant.pointer) };
            writeln!(std::io::stderr(), "{number}: {}{place}", mutant.mutation)?;
        }
    }
    Ok(())
}

/// The events of one thing after the other.
fn stories(arguments: &SampleArguments, event: EventRef<'_>, count: u64, out: &mut Payloads) -> Result<()> {
    let mut text = String::new();
    for number in 0..count {
        for chapter in story(event, arguments.seed, number) {
            text.clear();
            chapter.payload.write(&mut text);
            out.payload(chapter.model, &text, None)?;
        }
    }
    Ok(())
}
