//! Where results arrive in order: numbered, held against the baseline, counted, reported.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::CommandFactory;

use super::console::Console;
use super::progress::Progress;
use crate::cli::Cli;
use crate::engine::{ExaminedUnit, below, log_without_payload, source_policy};
use crate::finding::{Finding, Located, Rule, Severity, Standing};
use crate::input::{Event, Origin, SourceError, SourceErrorKind, Unit};
use crate::json::{Pointer, Position, Span, Tape};
use crate::model::{Status, nearest};
use crate::policy::{Baseline, Policy, Recorder};
use crate::report::{Entry, Report, Tally};

/// What is known of findings before the run.
pub(super) enum Known {
    /// There is no baseline.
    Nothing,
    /// A baseline was read.
    Baseline { baseline: Baseline, name: String, path: PathBuf, text: Vec<u8> },
    /// Everything is to become known.
    Recording(Recorder),
}

/// Where results arrive in order.
pub(super) struct Sink<'r, 'm> {
    report: &'r mut (dyn Report<'m> + Send),
    policy: &'r Policy<'r, 'm>,
    /// What the paths of the configuration and the baseline start from.
    folder: &'r Path,
    console: Console,
    progress: Progress,
    pub(super) known: Known,
    /// How many findings may still be shown.
    pub(super) left: u64,
    tape: Tape,
    tally: Tally,
    /// How many records each source has given so far.
    numbers: HashMap<String, u64>,
    /// The sources that the baseline is judged by.
    read: HashSet<String>,
    /// How many lines and entries of the source at hand held no request.
    passed: u64,
    error: Option<io::Error>,
}

impl<'r, 'm> Sink<'r, 'm> {
    pub(super) fn new(
        report: &'r mut (dyn Report<'m> + Send),
        policy: &'r Policy<'r, 'm>,
        folder: &'r Path,
        console: Console,
        progress: Progress,
    ) -> Self {
        Self {
            report,
            policy,
            folder,
            console,
            progress,
            known: Known::Nothing,
            left: u64::MAX,
            tape: Tape::new(),
            tally: Tally::default(),
            numbers: HashMap::new(),
            read: HashSet::new(),
            passed: 0,
            error: None,
        }
    }

    /// Takes the next result.
    pub(super) fn take(&mut self, event: Event<ExaminedUnit<'m>>) -> ControlFlow<()> {
        let done = match event {
            Event::Unit(unit, examined) => self.unit(&unit, examined),
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

    /// Tells of entries without effect, if `judge_entries`, and of expectations without files; then the totals.
    pub(super) fn finish(mut self, judge_entries: bool) -> Result<(Tally, Known)> {
        if let Some(error) = self.error {
            return Err(error.into());
        }
        let policy = self.policy;
        let located = |(finding, position)| Located { finding, position };
        let mut unused: Vec<Located> = policy.unused().into_iter().map(located).collect();
        unused.retain(|located| judge_entries || located.finding.rule != Rule::UnusedEntry);
        if let (Some(origin), false) = (policy.origin(), unused.is_empty()) {
            self.settings(&origin.name, &origin.path, origin.text.as_bytes(), &unused)?;
        }
        if let (Known::Baseline { baseline, name, path, text }, true) = (&self.known, judge_entries) {
            let gone = |source: &str| !self.folder.join(source).exists();
            let stale: Vec<Located> = baseline
                .stale(&self.read, gone)
                .into_iter()
                .filter_map(|stale| {
                    let finding =
                        Finding::new(Rule::UnusedEntry, Pointer::default(), stale.span, stale.message)
                            .help("write the baseline again with --write-baseline");
                    Some(located((policy.about_settings(finding)?, stale.position)))
                })
                .collect();
            if !stale.is_empty() {
                let (name, path, text) = (name.clone(), path.clone(), text.clone());
                self.settings(&name, &path, &text, &stale)?;
            }
        }
        self.report.finish(&self.tally)?;
        Ok((self.tally, self.known))
    }

    fn settings(&mut self, name: &str, path: &Path, text: &[u8], findings: &[Located]) -> io::Result<()> {
        self.entry(Entry {
            source: name,
            path: Some(path),
            about_settings: true,
            number: 1,
            alone: true,
            text,
            indent: "",
            position: Position::START,
            document: None,
            identification: None,
            status: Status::Unknown,
            empty: false,
            capture: None,
            findings,
            product: None,
        })
    }

    fn unit(&mut self, unit: &Unit, examined: ExaminedUnit<'m>) -> io::Result<()> {
        let ExaminedUnit { records, passed } = examined;
        self.passed = if unit.first { passed } else { self.passed + passed };
        self.progress.add(unit.text.len());
        let source = unit.source.name.as_str();
        if unit.first {
            self.numbers.remove(source);
        }
        let key = self.key(unit);
        let before = self.numbers.get(source).copied().unwrap_or(0);
        let alone = unit.first && unit.last && records.len() == 1;
        let count = records.len() as u64;
        for (number, mut examined) in (before + 1..).zip(records) {
            self.mark_known(&key, &mut examined.findings);
            self.tally.ignored += examined.ignored;
            let record = unit.text.get(examined.range.clone()).unwrap_or_default();
            let (text, indent) = match &examined.body {
                Some(body) => (body.text.as_slice(), ""),
                None => (record, indent(&unit.text, examined.range.start)),
            };
            let entry = Entry {
                source,
                path: path(unit),
                about_settings: false,
                number,
                alone,
                text,
                indent,
                position: examined.position,
                document: None,
                identification: examined.identification.as_ref(),
                status: examined.status,
                empty: examined.empty,
                capture: examined.body.as_ref().map(|body| &body.captured),
                findings: &examined.findings,
                product: examined.product.as_deref(),
            };
            self.entry(entry)?;
        }
        if before + count == 0 && unit.last {
            self.nothing(unit, &key)?;
        } else if unit.last {
            self.tally.passed += self.passed;
        }
        if !unit.last {
            self.numbers.insert(source.to_owned(), before + count);
        }
        Ok(())
    }

    /// The name under which the baseline knows a source; empty where there is no baseline.
    fn key(&mut self, unit: &Unit) -> String {
        if matches!(self.known, Known::Nothing) {
            return String::new();
        }
        let key = path(unit).map_or_else(|| unit.source.name.clone(), |path| below(path, self.folder));
        if unit.first {
            self.read.insert(key.clone());
        }
        key
    }

    fn mark_known(&mut self, key: &str, findings: &mut [Located]) {
        let counting = findings.iter_mut().filter(|located| {
            located.finding.standing == Standing::Counts && located.finding.severity > Severity::Note
        });
        for Located { finding, .. } in counting {
            let known = match &mut self.known {
                Known::Nothing => return,
                Known::Baseline { baseline, .. } => baseline.take(key, finding),
                Known::Recording(recorder) => {
                    recorder.add(key, finding);
                    true
                }
            };
            if known {
                finding.standing = Standing::Known;
            }
        }
    }

    /// A source without a record is a record with nothing in it: it is not passed over without a word.
    fn nothing(&mut self, unit: &Unit, key: &str) -> io::Result<()> {
        let first = Span { start: 0, end: 0 };
        let finding = match self.passed {
            0 => {
                let is_empty = unit.text.trim_ascii().is_empty();
                let message = if is_empty { "is empty" } else { "is a list without a payload" };
                Finding::new(Rule::EmptyBody, Pointer::default(), first, message).help(
                    "some providers send an empty body to try an endpoint; as a fixture it says nothing",
                )
            }
            passed => log_without_payload(&unit.text, passed),
        };
        let empty = finding.rule == Rule::EmptyBody;
        let mut findings = vec![finding];
        let policy = source_policy(self.policy, unit, self.folder);
        self.tally.ignored += policy.levelled(&mut findings);
        policy.expected(Status::Unknown, first, &mut findings);
        let mut located: Vec<Located> =
            findings.into_iter().map(|finding| Located { finding, position: unit.start }).collect();
        self.mark_known(key, &mut located);
        let entry = Entry {
            source: &unit.source.name,
            path: path(unit),
            about_settings: false,
            number: 1,
            alone: true,
            text: &unit.text,
            indent: "",
            position: unit.start,
            document: None,
            identification: None,
            status: Status::Unknown,
            empty,
            capture: None,
            findings: &located,
            product: None,
        };
        self.entry(entry)
    }

    fn entry(&mut self, mut entry: Entry<'_, 'm>) -> io::Result<()> {
        self.tally.add(&entry);
        let shown = usize::try_from(self.left).unwrap_or(usize::MAX).min(entry.findings.len());
        self.left -= shown as u64;
        self.tally.withheld += (entry.findings.len() - shown) as u64;
        entry.findings = entry.findings.get(..shown).unwrap_or_default();
        let readable = entry.status != Status::Unreadable && !entry.empty && !entry.about_settings;
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
        self.report.problem(problem)?;
        let style = self.console.error_style;
        let title = style.severity(Severity::Error, "error");
        let mut text = format!("{title}: {}\n", self.console.error.harmless(&problem.to_string()));
        if let Some(help) = help(problem) {
            text.push_str(&format!("  help: {help}\n"));
        }
        self.progress.beside(io::stderr()).write_all(text.as_bytes())
    }
}

fn path(unit: &Unit) -> Option<&Path> {
    match &unit.source.origin {
        Origin::File(path) => Some(path),
        Origin::Stdin => None,
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
