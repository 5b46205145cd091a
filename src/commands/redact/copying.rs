//! Copies of sources: made on all cores, written in the order of the sources.

use std::io::Write;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use anyhow::{Result, anyhow, bail};

use super::destination::{Caveat, Destination, Target};
use super::key;
use super::signing::Signing;
use crate::capture::is_whole;
use crate::cli::RedactArguments;
use crate::commands::console::{Console, for_json};
use crate::commands::context::Context;
use crate::commands::outputs::{InUse, WholeFile, buffered};
use crate::commands::progress::Progress;
use crate::commands::secrets::secrets;
use crate::commands::streams::{Stderr, Stdout};
use crate::finding::Severity;
use crate::input::{
    self, Event, FileId, FilesFrom, Growth, Inputs, IsWhole, Limits, Listed, Own, Reading, Source,
    SourceError, SourceErrorKind, Stop, Unit, Unread,
};
use crate::json::Position;
use crate::model::Hints;
use crate::redact::{Account, Arrangement, CopiedUnit, Copies, Copyist, Options, Remark};
use crate::report::ExitStatus;

pub(super) fn run<'m>(arguments: &RedactArguments, context: Context<'_, 'm>) -> Result<ExitStatus> {
    let Some(key_file) = &arguments.copy.key_file else { bail!("a copy needs a key: --key-file FILE") };
    let said = context.said(&arguments.identify)?;
    let hints = Hints { event: said.event, provider: said.provider, ..Hints::default() };
    let options = Options {
        key: key::read(key_file)?,
        financial: arguments.copy.financial,
        free_text: arguments.copy.free_text,
        places: arguments.output.verbose,
    };
    let fingerprint = options.key.fingerprint();
    let copies = Copies::new(context.registry, options);
    let quiet = arguments.output.quiet;
    let signing = if arguments.copy.sign {
        let copy = &arguments.copy;
        let secrets = secrets(&copy.secret_env, &copy.secret_file, quiet, context.console)?;
        Some(Signing { registry: context.registry, secrets })
    } else {
        None
    };
    let Listed { sources, unread } = input::listed(&inputs(arguments));
    let in_use = InUse::of(&arguments.input, context);
    let destination = Destination::of(arguments, &sources, &in_use, &mut copies.copyist())?;
    let progress = Progress::new(context.console.error.is_terminal() && !quiet);
    let is_one = matches!(sources.as_slice(), [Ok(_)]);
    let to_stdout = matches!(destination, Destination::Stdout);
    let arrangement = if to_stdout && !is_one { Arrangement::Lines } else { Arrangement::AsItIs };
    let jobs = arguments.input.jobs.or_else(|| std::thread::available_parallelism().ok());
    let limits = Limits {
        growth: arguments.input.max_decompressed.map_or(Growth::Proportionate, Growth::UpTo),
        captures: (!arguments.input.no_unwrap).then_some(is_whole as IsWhole),
        ..Limits::default()
    };
    let mut writing = Writing {
        destination,
        arrangement,
        unread,
        console: context.console,
        verbose: arguments.output.verbose,
        progress: progress.clone(),
        out: for_json(buffered(Stdout::new(&progress)), context.console.out, context.console.style),
        file: None,
        total: Totals::default(),
        of_source: Account::default(),
        quiet,
        failure: None,
    };
    let make = |copyist: &mut Copyist<'_, 'm>, unit: &Unit| {
        let made = copyist.unit(unit, arrangement, &hints);
        match &signing {
            Some(signing) => {
                let (text, signed, problems) = signing.renewed(&made.text);
                Made { copied: CopiedUnit { text, ..made }, signed, problems }
            }
            None => Made { copied: made, signed: 0, problems: Vec::new() },
        }
    };
    input::run(
        sources,
        jobs.unwrap_or(NonZeroUsize::MIN),
        // What stands between the items is copied with them.
        Reading { limits, stop: &Stop::default(), lists: None, tables: None },
        || copies.copyist(),
        make,
        |event| writing.take(event),
    );
    progress.finish();
    writing.end(&fingerprint, arguments.input.allow_empty)
}

fn inputs(arguments: &RedactArguments) -> Inputs {
    let files_from =
        arguments.input.files_from.as_ref().map(|path| {
            if path.as_os_str() == "-" { FilesFrom::Stdin } else { FilesFrom::File(path.clone()) }
        });
    Inputs {
        inputs: arguments.input.inputs.clone(),
        files_from,
        captures: !arguments.input.no_unwrap,
        hidden: arguments.input.hidden,
        own: FileId::of_stdout().into_iter().map(|file| (file, Own::PassedOver)).collect(),
    }
}

/// What was made of a unit.
struct Made {
    copied: CopiedUnit,
    signed: u64,
    problems: Vec<String>,
}

impl input::Weight for Made {
    fn bytes(&self) -> usize {
        self.copied.bytes()
    }
}

#[derive(Default)]
struct Totals {
    account: Account,
    records: u64,
    changed: u64,
    sources: u64,
    signed: u64,
    /// Records that were redacted as text, or whose stand-ins are not as their schema says.
    faulty: u64,
    /// Sources that could not be read, records that could not be copied, and signatures that could not be made.
    failed: u64,
}

/// Where copies arrive in order.
struct Writing {
    destination: Destination,
    arrangement: Arrangement,
    /// Files of folders of which there is no copy.
    unread: Unread,
    console: Console,
    verbose: bool,
    quiet: bool,
    progress: Progress,
    out: Box<dyn Write + Send>,
    /// The copy that is being written.
    file: Option<(WholeFile, Box<dyn Write + Send>)>,
    total: Totals,
    /// What was done in the source at hand.
    of_source: Account,
    failure: Option<anyhow::Error>,
}

impl Writing {
    fn take(&mut self, event: Event<Made>) -> ControlFlow<()> {
        let done = match event {
            Event::Unit(unit, made) => self.unit(&unit, made),
            Event::Problem(problem) => {
                self.file = None;
                self.problem(&problem);
                Ok(())
            }
        };
        match done {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failure = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    fn unit(&mut self, unit: &Unit, made: Made) -> Result<()> {
        self.progress.add(unit.text.len());
        if unit.first {
            self.begin(&unit.source, unit.is_marked)?;
        }
        let Made { copied, signed, problems } = made;
        for (position, remark) in &copied.remarks {
            self.remark(&unit.source, *position, *remark);
        }
        for problem in problems {
            self.total.failed += 1;
            self.say(&format!("{}: not signed: {problem}", unit.source.name));
        }
        self.total.records += copied.records;
        self.total.changed += copied.changed;
        self.total.signed += signed;
        self.of_source.add(&copied.account);
        if copied.remarks.iter().any(|(_, remark)| *remark == Remark::NotText) {
            // What takes the place of a file, or its name, is whole.
            self.file = None;
        }
        match (&mut self.file, &self.destination) {
            (Some((_, out)), _) => out.write_all(&copied.text)?,
            (None, Destination::Stdout) => self.out.write_all(&copied.text)?,
            (None, Destination::Files(_)) => {}
        }
        if unit.pause {
            self.out.flush()?;
        }
        if unit.last { self.end_of(unit) } else { Ok(()) }
    }

    fn begin(&mut self, source: &Source, is_marked: bool) -> Result<()> {
        self.total.sources += 1;
        self.of_source = Account::default();
        self.file = None;
        // Among records of several sources a mark would be one in the middle.
        let mark = is_marked && self.arrangement == Arrangement::AsItIs;
        if let Destination::Files(files) = &self.destination
            && let Some(Target { path, caveats }) = files.get(&source.name)
        {
            for caveat in caveats {
                let what = match caveat {
                    Caveat::AnotherName => {
                        "note this file has another name, a hard link, under which the original stays"
                    }
                    Caveat::TellingName => {
                        self.total.faulty += 1;
                        "error person-in-name the name of this file tells of somebody or opens something, and stays: \
                         rename it, or let --output-dir name the copy"
                    }
                };
                self.say(&format!("{}: {what}", source.name));
            }
            let file = WholeFile::create(path)?;
            let mut out = file.writer()?;
            if mark {
                out.write_all(BYTE_ORDER_MARK)?;
            }
            self.file = Some((file, out));
        } else if mark {
            self.out.write_all(BYTE_ORDER_MARK)?;
        }
        Ok(())
    }

    fn end_of(&mut self, unit: &Unit) -> Result<()> {
        if let Some(damage) = unit.damage.as_ref().filter(|damage| !damage.is_harmless()) {
            self.total.failed += 1;
            let what = match self.destination {
                Destination::Stdout => "the copy ends where the damage begins",
                Destination::Files(_) => "no copy was made of it",
            };
            self.say(&format!("{}: {damage}: {what}", unit.source.name));
            self.file = None;
        }
        if self.verbose && !self.quiet {
            for ((name, place), count) in &std::mem::take(&mut self.of_source.places) {
                let place = if place.is_empty() { "the whole of it" } else { place };
                self.say(&format!("{}: {count} x {name} at {place}", unit.source.name));
            }
        }
        self.total.account.add(&self.of_source);
        if let Some((file, mut out)) = self.file.take() {
            out.flush()?;
            drop(out);
            file.finish()?;
        }
        Ok(())
    }

    fn remark(&mut self, source: &Source, Position { line, column }: Position, remark: Remark) {
        let what = match remark {
            Remark::NotJson => {
                self.total.faulty += 1;
                "error unreadable this record is not JSON: it was redacted as text, by names and by what values tell"
            }
            Remark::BodiesAlone => {
                "note this capture is written in a way that cannot be changed: its bodies alone were copied"
            }
            Remark::BreaksSchema => {
                self.total.faulty += 1;
                "error wrong-format the stand-in here is not as the schema says: the copy is not valid where this is"
            }
            Remark::NotText => {
                self.total.failed += 1;
                match self.destination {
                    Destination::Stdout => "error unreadable this is not text: it is not in the copy",
                    Destination::Files(_) => {
                        "error unreadable this is not text: no copy was made of its file"
                    }
                }
            }
        };
        self.say(&format!("{}:{line}:{column}: {what}", source.name));
    }

    fn problem(&mut self, problem: &SourceError) {
        if !matches!(problem.kind, SourceErrorKind::EmptyGlob | SourceErrorKind::EmptyDirectory { .. }) {
            self.total.failed += 1;
        }
        let title = self.console.error_style.severity(Severity::Error, "error");
        let text = format!("{title}: {}\n", self.console.error.harmless(&problem.to_string()));
        let _ = Stderr::new(&self.progress).write_all(text.as_bytes());
    }

    fn say(&self, text: &str) {
        let line = format!("{}\n", self.console.error.harmless(text));
        let _ = Stderr::new(&self.progress).write_all(line.as_bytes());
    }

    /// Tells what was done, and how the run ends.
    fn end(mut self, fingerprint: &str, allow_empty: bool) -> Result<ExitStatus> {
        if let Some(error) = self.failure.take() {
            return Err(error);
        }
        self.out.flush().map_err(|error| anyhow!(error))?;
        if !self.quiet {
            self.summary(fingerprint);
        }
        let total = &self.total;
        Ok(match total {
            Totals { failed: 1.., .. } => ExitStatus::Failure,
            Totals { records: 0, .. } if !allow_empty => ExitStatus::Nothing,
            Totals { faulty: 1.., .. } => ExitStatus::Findings,
            _ => ExitStatus::Fine,
        })
    }

    fn summary(&self, fingerprint: &str) {
        let Totals { account, records, changed, sources, signed, .. } = &self.total;
        let plural = |count: u64, one: &str| if count == 1 { one.to_owned() } else { format!("{one}s") };
        let kinds: Vec<String> =
            account.replaced.iter().map(|(name, count)| format!("{count} {name}")).collect();
        let kinds = if kinds.is_empty() { String::new() } else { format!(": {}", kinds.join(", ")) };
        self.say(&format!(
            "{changed} of {records} {} in {sources} {} changed, {} {} replaced with key {fingerprint}{kinds}",
            plural(*records, "record"),
            plural(*sources, "source"),
            account.total(),
            plural(account.total(), "value"),
        ));
        if account.masked > 0 {
            self.say(&format!(
                "{} {} of unknown meaning replaced word by word (--free-text keep keeps them)",
                account.masked,
                plural(account.masked, "text")
            ));
        }
        if account.unjudged > 0 {
            self.say(&format!(
                "{} {} of unknown meaning kept: nobody has judged what they say",
                account.unjudged,
                plural(account.unjudged, "text")
            ));
        }
        let unread = self.unread.count();
        if unread > 0 {
            self.say(&format!("{unread} {} not read ({})", plural(unread, "file"), self.unread));
        }
        if *signed > 0 {
            self.say(&format!("{signed} {} made anew", plural(*signed, "signature")));
        }
    }
}

/// UTF-8's, which a copy keeps.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
