//! `sample`: the payload that comes with an event's model, or any number of payloads that are made from it; alone, or in
//! requests that can be sent.

use std::io::Write;

use anyhow::{Result, bail};

use super::console::Console;
use super::context::Context;
use super::requests::{Bringing, Requests, Terms};
use crate::cli::SampleArguments;
use crate::engine::Inspector;
use crate::finding::Severity;
use crate::finding::{Finding, Rule};
use crate::generate::{Coverage, Generator, Mutant, Mutation, example, mutants, story};
use crate::json::{Style, Tape, Writer};
use crate::model::{EventRef, Hints, Question};
use crate::outgoing::SignatureState;
use crate::registry::Registry;
use crate::report::ExitStatus;

/// How many facts that no sample shows are named.
const MOST_NAMED: usize = 3;

pub(super) fn run(arguments: &SampleArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let (event, console) = (context.event(&arguments.event, "<EVENT>")?, context.console);
    let mut out = Payloads::new(arguments, console)?;
    if let Some(only) = arguments.mutate {
        faulty(arguments, event, only, context, &mut out)?;
    } else {
        match (arguments.sequence, arguments.count) {
            (true, count) => stories(arguments, event, count.unwrap_or(1), context, &mut out)?,
            (false, Some(count)) => samples(arguments, event, count, context, &mut out)?,
            (false, None) => {
                let (text, mut unmade) = (example(event, arguments.seed), Unmade::default());
                // What comes with the model is shown as it is.
                if event.has_sample() || !unmade.holds(&text, event, context.registry) {
                    out.example(event, &text)?;
                }
                unmade.told(1, event)?;
            }
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
                form: None,
                signed: signed.map(str::as_bytes),
                origin: Some((model.provider, model.version)),
                scheme: model.version.signature.map(|scheme| (model.provider, scheme)),
                event: Some(model.event.name),
                request: None,
            })?,
        }
    }

    /// The payload that shows the event: as it is laid out for people, or as a sender writes it.
    fn example(&mut self, model: EventRef<'_>, sample: &str) -> Result<()> {
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
fn samples<'m>(
    arguments: &SampleArguments,
    event: EventRef<'m>,
    count: u64,
    Context { registry, console, .. }: Context<'_, 'm>,
    out: &mut Payloads,
) -> Result<()> {
    let generator = Generator::new(event, arguments.seed);
    let mut coverage = (!arguments.quiet).then(|| Coverage::new(event));
    let (mut text, mut unmade) = (String::new(), Unmade::default());
    for index in 0..count {
        let sample = generator.sample(index);
        if let Some(coverage) = coverage.as_mut().filter(|coverage| !coverage.is_complete()) {
            coverage.see(&sample);
        }
        text.clear();
        sample.write(&mut text);
        if !unmade.holds(&text, event, registry) {
            out.payload(event, &text, None)?;
        }
    }
    out.flush()?;
    if let Some(coverage) = coverage {
        let (shown, total) = coverage.shown();
        let show = if count == 1 { "payload shows" } else { "payloads show" };
        let first = if coverage.is_cut() { "the first " } else { "" };
        let mut line = format!("{count} {show} {shown} of {first}{total} facts of {}", event.id());
        let missing: Vec<String> = coverage.missing().take(MOST_NAMED).collect();
        if !missing.is_empty() {
            let more = total - shown - missing.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            line.push_str(&format!("; not shown: {}{more}", missing.join(", ")));
        }
        console.say(&line);
    }
    unmade.told(count, event)
}

/// Payloads that are not as their schema says, because hookspect cannot make what it says.
#[derive(Default)]
struct Unmade {
    count: u64,
    /// What the first one breaks.
    first: Option<String>,
}

impl Unmade {
    /// Whether a payload is one of those. The models of built-in providers make none.
    fn holds<'m>(&mut self, text: &str, event: EventRef<'m>, registry: &Registry<'m>) -> bool {
        if event.event.body.validator.is_none() {
            return false;
        }
        let mut tape = Tape::new();
        let Ok(document) = tape.parse(text.as_bytes()) else { return false };
        let question = Question { hints: Hints { event: Some(event), ..Hints::default() }, expect: None };
        let findings = registry.examine(document, &question).findings;
        let Some(wrong) = findings.iter().find(|finding| finding.severity == Severity::Error) else {
            return false;
        };
        self.count += 1;
        self.first.get_or_insert_with(|| wrong.sentence("the payload"));
        true
    }

    fn told(self, count: u64, event: EventRef<'_>) -> Result<()> {
        match self.first {
            None => Ok(()),
            Some(first) => bail!(
                "{} of {count} payloads of {} could not be made, and were left out: {first}",
                self.count,
                event.id()
            ),
        }
    }
}

/// Payloads with one fault each; which, is said for each.
fn faulty<'m>(
    arguments: &SampleArguments,
    event: EventRef<'m>,
    only: Option<Mutation>,
    Context { registry, console, .. }: Context<'_, 'm>,
    out: &mut Payloads,
) -> Result<()> {
    let generator = Generator::new(event, arguments.seed);
    let is_meant = |mutant: &Mutant| is_meant(mutant, event, registry);
    let possible =
        Mutation::ALL.iter().filter(|one| mutants(generator, Some(**one), is_meant).next().is_some()).count();
    let count =
        arguments.count.unwrap_or_else(|| if only.is_some() { 1 } else { possible.try_into().unwrap_or(0) });
    let mut made = mutants(generator, only, is_meant).zip(1..=count).peekable();
    if made.peek().is_none() && count > 0 {
        let name = only.map_or("any fault", Mutation::name);
        bail!("{} has nothing that {name} could be made of", event.id());
    }
    for (mutant, number) in made {
        out.payload(event, &mutant.text, mutant.signed.as_deref())?;
        if !arguments.quiet {
            let place =
                if mutant.pointer.is_empty() { String::new() } else { format!(" at {}", mutant.pointer) };
            console.say(&format!("{number}: {}{place}", mutant.mutation));
        }
    }
    Ok(())
}

/// Whether a payload has the one fault that it was given: what `validate` says of it, without or with the event's name.
fn is_meant<'m>(mutant: &Mutant, event: EventRef<'m>, registry: &Registry<'m>) -> bool {
    let by_body: Vec<Finding> = Inspector::new(registry)
        .inspect(mutant.text.as_bytes())
        .iter()
        .flat_map(|delivery| delivery.findings().cloned().collect::<Vec<_>>())
        .collect();
    if mutant.is_all_that(&by_body) {
        return true;
    }
    let names_another = [Rule::UnknownEvent, Rule::Unidentified].map(Mutation::Breaks);
    let mut tape = Tape::new();
    let Some(document) =
        tape.parse(mutant.text.as_bytes()).ok().filter(|_| !names_another.contains(&mutant.mutation))
    else {
        return false;
    };
    let question = Question { hints: Hints { event: Some(event), ..Hints::default() }, expect: None };
    mutant.is_all_that(&registry.examine(document, &question).findings)
}

/// The events of one thing after the other.
fn stories<'m>(
    arguments: &SampleArguments,
    event: EventRef<'m>,
    count: u64,
    Context { registry, .. }: Context<'_, 'm>,
    out: &mut Payloads,
) -> Result<()> {
    let (mut text, mut made, mut unmade) = (String::new(), 0, Unmade::default());
    for number in 0..count {
        for chapter in story(event, arguments.seed, number) {
            text.clear();
            chapter.payload.write(&mut text);
            made += 1;
            if !unmade.holds(&text, chapter.model, registry) {
                out.payload(chapter.model, &text, None)?;
            }
        }
    }
    out.flush()?;
    unmade.told(made, event)
}
