//! What `inspect`, `detect` and `validate` share: read, examine on all cores, report in order, count.

use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::ops::{ControlFlow, Range};

use anyhow::Result;
use clap::CommandFactory;

use super::console::Console;
use crate::cli::{CheckArguments, Cli, IdentifyArguments, InputArguments, MaskWhat, SecrecyArguments};
use crate::finding::{Finding, Rule, Severity};
use crate::input::{
    Cause, Event, FilesFrom, Framing, Limits, Origin, Request, Source, SourceError, SourceErrorKind, Unit,
    for_each_record, list, run,
};
use crate::json::{Pointer, Position, PositionCursor, Span, Tape};
use crate::model::{Hints, Identification, Question, Status, examine, named_in_path, nearest};
use crate::providers::PROVIDERS;
use crate::report::{Entry, ExitStatus, FailOn, Located, Mask, Report, Show, Tally};

/// What was made of one record, before it has a number.
struct Outcome {
    range: Range<usize>,
    position: Position,
    identification: Option<Identification>,
    findings: Vec<Located>,
    status: Status,
}

/// How records are read and judged.
pub(super) struct Reading<'a> {
    pub(super) input: &'a InputArguments,
    pub(super) identify: &'a IdentifyArguments,
    pub(super) check: Option<&'a CheckArguments>,
    pub(super) console: Console,
}

/// The mask that the arguments ask for.
pub(super) fn mask(secrecy: &SecrecyArguments) -> Mask {
    let show = match (secrecy.show_secrets, secrecy.mask) {
        (true, _) => Show::Everything,
        (false, Some(MaskWhat::Personal)) => Show::NothingPersonal,
        (false, _) => Show::AllButSecrets,
    };
    Mask::new(show, PROVIDERS)
}

impl Reading<'_> {
    /// Reads everything, hands each record to the report, and tells how the run ends.
    pub(super) fn run(&self, report: &mut (dyn Report + Send)) -> Result<ExitStatus> {
        if self.input.inputs.is_empty() && self.input.files_from.is_none() && io::stdin().is_terminal() {
            writeln!(io::stderr(), "{}", Cli::command().render_help())?;
            return Ok(ExitStatus::Failure);
        }
        let sources = list(&self.request());
        let jobs = self.jobs(&sources);
        let limits = Limits {
            decompressed: self.input.max_decompressed.unwrap_or(Limits::default().decompressed),
            ..Limits::default()
        };
        let strict = self.check.is_some_and(|check| check.strict);
        let question = Question {
            hints: Hints { event: self.identify.event, provider: self.identify.provider, path: Vec::new() },
            expect: self.check.and_then(|check| check.expect),
        };
        let mut sink = Sink {
            report,
            tape: Tape::new(),
            tally: Tally::default(),
            left: self.check.and_then(|check| check.max_findings).unwrap_or(u64::MAX),
            numbers: HashMap::new(),
            console: self.console,
            error: None,
        };
        run(
            sources,
            jobs,
            limits,
            Tape::new,
            |tape, unit| judged(unit, tape, &question, strict),
            |event| sink.take(event),
        );
        let Sink { tally, error, report, .. } = sink;
        if let Some(error) = error {
            return Err(error.into());
        }
        report.finish(&tally)?;
        let fail_on = match self.check {
            Some(check) if check.exit_zero => FailOn::Never,
            Some(check) => check.fail_on,
            None => FailOn::Error,
        };
        Ok(tally.exit(fail_on, self.input.allow_empty))
    }

    fn request(&self) -> Request {
        let files_from = self.input.files_from.as_ref().map(|path| {
            if path.as_os_str() == "-" { FilesFrom::Stdin } else { FilesFrom::File(path.clone()) }
        });
        Request { inputs: self.input.inputs.clone(), files_from, hidden: self.input.hidden }
    }

    /// One source that is a small file is done by one worker: no thread is worth its start.
    fn jobs(&self, sources: &[Result<Source, SourceError>]) -> NonZeroUsize {
        let asked = self.input.jobs.or_else(|| std::thread::available_parallelism().ok());
        let single = match sources {
            [Ok(Source { origin: Origin::File(path), .. })] => {
                path.metadata().is_ok_and(|metadata| metadata.len() < 1 << 22)
            }
            [Err(_)] => true,
            _ => false,
        };
        asked.filter(|_| !single).unwrap_or(NonZeroUsize::MIN)
    }
}

/// Examines every record of a unit.
fn judged(unit: &Unit, tape: &mut Tape, question: &Question, strict: bool) -> Vec<Outcome> {
    let mut question = question.clone();
    if let Origin::File(_) = unit.source.origin {
        question.hints.path = named_in_path(PROVIDERS, &unit.source.name);
    }
    let mut outcomes = Vec::new();
    let mut cursor = PositionCursor::new(&unit.text, unit.start);
    for_each_record(unit, tape, &mut |record| {
        let (identification, status, findings) = match record.document {
            Ok(document) => {
                let examination = examine(PROVIDERS, document, &question);
                let mut findings = examination.findings;
                if strict {
                    raise(&mut findings);
                }
                let examination = crate::model::Examination { findings, ..examination };
                let status = examination.status();
                (Some(examination.identification), status, examination.findings)
            }
            Err(cause) => (None, Status::Unreadable, vec![unreadable(cause, unit.framing)]),
        };
        let start = record.range.start;
        let position = cursor.at(start);
        let locate = |finding: Finding| {
            let position = cursor.at(start + finding.span.start as usize);
            Located { finding, position }
        };
        let findings = findings.into_iter().map(locate).collect();
        outcomes.push(Outcome { range: record.range, position, identification, findings, status });
    });
    outcomes
}

fn raise(findings: &mut [Finding]) {
    for finding in findings.iter_mut().filter(|finding| finding.severity == Severity::Warning) {
        finding.severity = Severity::Error;
    }
}

fn unreadable(cause: Cause, framing: Framing) -> Finding {
    let offset = match cause {
        Cause::Syntax(error) => u32::try_from(error.offset).unwrap_or(u32::MAX),
        Cause::Binary => 0,
    };
    let message = match cause {
        Cause::Syntax(error) => format!("is no JSON: {error}"),
        Cause::Binary => cause.to_string(),
    };
    let span = Span { start: offset, end: offset.saturating_add(1) };
    let mut finding = Finding::new(Rule::Unreadable, Pointer::default(), span, message);
    finding.help = match cause {
        Cause::Syntax(error) => error.help().map(Into::into),
        Cause::Binary => {
            Some("give the payload itself: JSON text, plain or compressed with gzip or zstd".into())
        }
    };
    if finding.help.is_none() && framing == Framing::Lines {
        finding.help = Some("this source holds one JSON value a line; the next line was read on".into());
    }
    finding
}

/// Where results arrive in order.
struct Sink<'r> {
    report: &'r mut (dyn Report + Send),
    tape: Tape,
    tally: Tally,
    left: u64,
    /// How many records each source has given so far.
    numbers: HashMap<String, u64>,
    console: Console,
    error: Option<io::Error>,
}

impl Sink<'_> {
    fn take(&mut self, event: Event<Vec<Outcome>>) -> ControlFlow<()> {
        let done = match event {
            Event::Unit(unit, outcomes) => self.unit(&unit, outcomes),
            Event::Problem(problem) => self.problem(&problem),
        };
        match done {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.error = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    fn unit(&mut self, unit: &Unit, outcomes: Vec<Outcome>) -> io::Result<()> {
        let source = unit.source.name.as_str();
        if unit.first {
            self.numbers.remove(source);
        }
        let before = self.numbers.get(source).copied().unwrap_or(0);
        let alone = unit.first && unit.last && outcomes.len() == 1;
        let count = outcomes.len() as u64;
        for (number, outcome) in (before + 1..).zip(outcomes) {
            let text = unit.text.get(outcome.range.clone()).unwrap_or_default();
            let entry = Entry {
                source,
                number,
                alone,
                text,
                indent: indent(&unit.text, outcome.range.start),
                position: outcome.position,
                document: None,
                identification: outcome.identification.as_ref(),
                status: outcome.status,
                empty: false,
                findings: &outcome.findings,
            };
            self.entry(entry)?;
        }
        if before + count == 0 && unit.last {
            self.nothing(unit)?;
        }
        if !unit.last {
            self.numbers.insert(source.to_owned(), before + count);
        }
        Ok(())
    }

    /// A source without a record is a record with nothing in it: it is not passed over without a word.
    fn nothing(&mut self, unit: &Unit) -> io::Result<()> {
        let message =
            if unit.text.trim_ascii().is_empty() { "is empty" } else { "is a list without a payload" };
        let finding = Finding::new(Rule::EmptyBody, Pointer::default(), Span { start: 0, end: 0 }, message)
            .help("some providers send an empty body to try an endpoint; as a fixture it says nothing");
        let located = [Located { finding, position: unit.start }];
        let entry = Entry {
            source: &unit.source.name,
            number: 1,
            alone: true,
            text: &unit.text,
            indent: "",
            position: unit.start,
            document: None,
            identification: None,
            status: Status::Unknown,
            empty: true,
            findings: &located,
        };
        self.entry(entry)
    }

    fn entry(&mut self, mut entry: Entry<'_>) -> io::Result<()> {
        self.tally.add(&entry);
        let shown = usize::try_from(self.left).unwrap_or(usize::MAX).min(entry.findings.len());
        self.left -= shown as u64;
        self.tally.withheld += (entry.findings.len() - shown) as u64;
        entry.findings = entry.findings.get(..shown).unwrap_or_default();
        let readable = entry.status != Status::Unreadable && !entry.empty;
        if readable && self.report.reads_values(&entry) {
            let document = self.tape.parse(entry.text).ok();
            return self.report.entry(&Entry { document, ..entry });
        }
        self.report.entry(&entry)
    }

    fn problem(&mut self, problem: &SourceError) -> io::Result<()> {
        match problem.kind {
            SourceErrorKind::EmptyGlob | SourceErrorKind::EmptyDirectory { .. } => self.tally.unmatched += 1,
            _ => self.tally.failed_sources += 1,
        }
        let style = self.console.error_style;
        let title = style.severity(Severity::Error, "error");
        let mut out = io::stderr().lock();
        writeln!(out, "{title}: {}", self.console.error.harmless(&problem.to_string()))?;
        if let Some(help) = help(problem) {
            writeln!(out, "  help: {help}")?;
        }
        Ok(())
    }
}

fn help(problem: &SourceError) -> Option<String> {
    let SourceErrorKind::Io(error) = &problem.kind else { return None };
    match error.kind() {
        io::ErrorKind::NotFound => {
            let names: Vec<String> =
                Cli::command().get_subcommands().map(|one| one.get_name().to_owned()).collect();
            let near = nearest(&problem.name, names.iter().map(String::as_str))?;
            Some(format!("did you mean the command {near}? (hookspect {near} ...)"))
        }
        io::ErrorKind::PermissionDenied => Some("the file exists, but you may not read it".to_owned()),
        _ => None,
    }
}

/// The blanks before a record, when nothing else stands before it on its line.
fn indent(text: &[u8], start: usize) -> &str {
    let before = text.get(..start).unwrap_or_default();
    let blanks = before.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    match before.split_at_checked(before.len() - blanks) {
        Some(([] | [.., b'\n'], blanks)) => std::str::from_utf8(blanks).unwrap_or_default(),
        _ => "",
    }
}
