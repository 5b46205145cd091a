//! `unwrap`: the bodies of captures, byte for byte.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};

use super::console::{Totals, for_json};
use super::context::Context;
use super::outputs::{buffered, write_new};
use super::progress::Progress;
use super::reading::{Reading, mask, show};
use super::requests::{Bringing, Requests, Terms, request_form};
use super::streams::{Stderr, Stdout};
use super::verifying::Verifying;
use crate::capture::Captured;
use crate::cli::{UnwrapArguments, UnwrapFormat};
use crate::finding::Severity;
use crate::input::shown_path;
use crate::model::Identification;
use crate::outgoing::RequestForm;
use crate::packs::file_name;
use crate::redact::Mask;
use crate::report::{
    Bodies, Captures, Chains, Concise, Entry, ExitStatus, Layout, Listing, Report, Screen, Several, Tally,
    is_body, masked_body,
};

pub(super) fn run(arguments: &UnwrapArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let console = context.console;
    let output = &arguments.output;
    let progress = Progress::new(console.error.is_terminal() && !output.quiet);
    let out = buffered(Stdout::new(&progress));
    let mask = mask(context.registry, &arguments.secrecy);
    // Who asks for a mask gets it wherever the bodies go.
    let masked = arguments.secrecy.mask.is_some();
    if let (Some(_), Some(form)) = (arguments.request.signature, arguments.input.form) {
        return requests(arguments, request_form(form)?, context);
    }
    let results: Box<dyn Report<'_> + Send> = match (&output.output_dir, output.format) {
        (Some(folder), _) => {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder {}", shown_path(folder)))?;
            let mask = masked.then_some(mask);
            Box::new(Files { folder: folder.clone(), out, screen: console.out, mask, next: HashMap::new() })
        }
        (None, UnwrapFormat::Body) => Box::new(Bodies::new(out, mask, console.out, masked)),
        (None, UnwrapFormat::Json) => {
            Box::new(Captures::new(for_json(out, console.out, console.style), mask, Layout::Document))
        }
        (None, UnwrapFormat::Ndjson) => {
            Box::new(Captures::new(for_json(out, console.out, console.style), mask, Layout::Lines))
        }
    };
    let mut reports = vec![results];
    if output.verbose {
        let chains = buffered(Stderr::new(&progress));
        reports.push(Box::new(Chains::new(
            chains,
            super::reading::mask(context.registry, &arguments.secrecy),
            console.error,
        )));
    }
    if !output.quiet {
        let findings = console.stderr(false, &progress);
        reports.push(Box::new(Concise::new(
            findings,
            Totals::Silent,
            console.error,
            Listing::from(Severity::Note),
        )));
    }
    let reading = Reading {
        only_captures: true,
        says_filtered: !output.quiet,
        show: show(&arguments.secrecy),
        ..Reading::of(&arguments.input, &arguments.identify, context, progress)
    };
    reading.run(&mut Several::new(reports))
}

/// The requests anew, to be sent again.
fn requests(arguments: &UnwrapArguments, form: RequestForm, context: Context<'_, '_>) -> Result<ExitStatus> {
    let (console, output, secrecy) = (context.console, &arguments.output, &arguments.secrecy);
    if output.output_dir.is_some() || output.format != UnwrapFormat::Body {
        bail!(
            "--signature prints requests on standard output: it goes with neither --output-dir nor --format"
        );
    }
    if secrecy.mask.is_some() {
        bail!("--mask: a request is sent as it is; hookspect redact makes copies without people and secrets");
    }
    if console.out.columns().is_some() && !secrecy.show_secrets {
        bail!("requests may hold secrets: send them to a file or a pipe, or show them with --show-secrets");
    }
    let progress = Progress::new(console.error.is_terminal() && !output.quiet);
    let terms = Terms::of(&arguments.request, form, output.quiet, console)?;
    let said = context.said(&arguments.identify)?;
    let verifying = Verifying {
        secrets: Vec::new(),
        headers: terms.headers.clone(),
        registry: context.registry,
        provider: said.provider.or(said.event.map(|model| model.provider)),
    };
    let requests = Requests::new(buffered(Stdout::new(&progress)), console, terms)?;
    let mut sending = Sending { requests, verifying, problems: Vec::new() };
    let reading = Reading {
        only_captures: true,
        says_filtered: !output.quiet,
        form: None,
        ..Reading::of(&arguments.input, &arguments.identify, context, progress)
    };
    let status = reading.run(&mut sending)?;
    match sending.problems.split_first() {
        None => Ok(status),
        Some((first, [])) => Err(anyhow!("{first}")),
        Some((first, others)) => Err(anyhow!("{first}; and {} more could not be printed", others.len())),
    }
}

/// Prints the request of each body.
struct Sending<'r, 'm, W> {
    requests: Requests<W>,
    verifying: Verifying<'r, 'm>,
    /// Which could not be printed, and why.
    problems: Vec<String>,
}

impl<'m, W: Write> Report<'m> for Sending<'_, 'm, W> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        if !is_body(entry) {
            return Ok(());
        }
        let headers = self.verifying.headers_of(entry);
        let identification = entry.identification;
        let sent = self.requests.send(Bringing {
            body: entry.text,
            form: entry.capture.and_then(Captured::form),
            signed: None,
            origin: identification.and_then(Identification::origin),
            scheme: self.verifying.scheme(entry, &headers),
            event: identification.and_then(Identification::model).map(|model| model.event.name),
            request: entry.capture.map(|capture| &capture.request),
        })?;
        if let Err(why) = sent {
            self.problems.push(format!("{}: {why}", entry.name()));
        }
        Ok(())
    }

    fn pause(&mut self) -> io::Result<()> {
        self.requests.flush()
    }

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        self.requests.finish()
    }
}

/// Each body in a file of its own; the names of the files are the output.
struct Files<W> {
    folder: PathBuf,
    out: W,
    screen: Screen,
    /// What is hidden, where that was asked for.
    mask: Option<Mask>,
    /// The number that comes next where a name was taken, so that the numbers before it are not tried again.
    next: HashMap<String, u64>,
}

impl<'m, W: Write> Report<'m> for Files<W> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        if !is_body(entry) {
            return Ok(());
        }
        let stem = stem(entry);
        let name = |number: u64| match number {
            1 => format!("{stem}.json"),
            number => format!("{stem}-{number}.json"),
        };
        let first = self.next.get(&stem).copied().unwrap_or(1);
        let masked = self.mask.as_ref().map(|mask| masked_body(entry, mask));
        let text = masked.as_deref().map_or(entry.text, str::as_bytes);
        let (path, number) = write_new(&self.folder, first, name, text)?;
        if number > 1 {
            self.next.insert(stem, number + 1);
        }
        writeln!(self.out, "{}", self.screen.data(&shown_path(&path)))
    }

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        self.out.flush()
    }
}

/// `affiliate.new-captures-3`: the event, the source, the record.
fn stem(entry: &Entry<'_, '_>) -> String {
    let event = match entry.identification {
        Some(Identification::Identified { model, .. }) => model.event.name,
        Some(Identification::Ambiguous { .. }) => "ambiguous",
        Some(Identification::UnknownEvent { .. }) => "unknown-event",
        _ => "unknown",
    };
    let source = entry.path.and_then(Path::file_stem).map_or("stdin".into(), |stem| stem.to_string_lossy());
    // A pack may call its events anything.
    format!("{}-{}-{}", file_name(event), file_name(&source), entry.number())
}
