//! Where results arrive in order: numbered, held against the baseline, counted, reported.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::CommandFactory;

use super::console::Console;
use super::progress::Progress;
use super::streams::Stderr;
use crate::cli::Cli;
use crate::configuration::FailOn;
use crate::engine::{self, Record, below};
use crate::finding::{Deviation, Finding, Located, Rule, SettingDeviation, Severity, Standing};
use crate::input::{Origin, Source, SourceError, SourceErrorKind};
use crate::json::Pointer;
use crate::model::{Identification, nearest};
use crate::policy::{Baseline, Policy, Recorder};
use crate::redact::{Show, hide_in_finding, hide_in_identification, masked_pointer};
use crate::report::{Entry, ExitStatus, Products, Report, SettingsFile, Tally, advice};

/// What is known of findings before the run.
pub(super) enum Known {
    /// There is no baseline.
    Nothing,
    /// A baseline was read.
    Baseline { baseline: Baseline, name: String, path: PathBuf, text: Vec<u8> },
    /// Everything is to become known.
    Recording(Recorder),
}

/// What of the configuration and the baseline is checked at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SettingsChecked {
    /// Nothing.
    Not,
    /// Expectations without a file.
    Missing,
    /// Those, and entries without effect.
    MissingAndUnused,
}

/// When a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// With its sources.
    OfSources,
    /// Also when nobody reads the results any more.
    Unread,
    /// Also when nobody reads the results any more and what was found fails the run.
    UnreadAndFailed(FailOn),
}

/// Where results arrive in order.
pub(super) struct Sink<'r, 'm, P> {
    report: &'r mut (dyn Report<'m> + Send),
    /// Takes what the analysis made of each record.
    products: &'r mut (dyn Products<'m, P> + Send),
    policy: &'r Policy<'r, 'm>,
    /// What the paths of the configuration and the baseline start from.
    folder: &'r Path,
    console: Console,
    progress: Progress,
    pub(super) known: Known,
    pub(super) end: End,
    /// What of names may be shown.
    pub(super) show: Show,
    pub(super) tally: Tally,
    /// The name under which the baseline knows the source at hand; empty where there is no baseline.
    key: String,
    /// The sources that the baseline is checked by.
    read: HashSet<String>,
}

impl<'r, 'm, P> Sink<'r, 'm, P> {
    pub(super) fn new(
        report: &'r mut (dyn Report<'m> + Send),
        products: &'r mut (dyn Products<'m, P> + Send),
        policy: &'r Policy<'r, 'm>,
        folder: &'r Path,
        console: Console,
        progress: Progress,
    ) -> Self {
        Self {
            report,
            products,
            policy,
            folder,
            console,
            progress,
            known: Known::Nothing,
            end: End::OfSources,
            show: Show::default(),
            tally: Tally::default(),
            key: String::new(),
            read: HashSet::new(),
        }
    }

    /// Tells of expectations without files and of entries without effect, as far as they are `checked`; then the totals.
    pub(super) fn finish(mut self, checked: SettingsChecked) -> Result<(Tally, Known)> {
        // Of what was not read nobody knows whether an entry is about it.
        let check_entries = checked == SettingsChecked::MissingAndUnused && !engine::Sink::is_done(&self);
        // Of records that were left out neither: then only entries for files that are not there are of no use.
        let all_seen = self.tally.filtered == 0;
        let policy = self.policy;
        let located = |(finding, position)| Located { finding, position };
        let mut unused: Vec<Located> = policy.unused().into_iter().map(located).collect();
        unused.retain(|located| {
            let is_missing = matches!(
                &located.finding.deviation,
                Deviation::Setting(setting) if matches!(**setting, SettingDeviation::NoFile { .. })
            );
            let is_certain = check_entries && (all_seen || is_missing);
            is_certain || (checked != SettingsChecked::Not && located.finding.rule != Rule::UnusedEntry)
        });
        if let (Some(origin), false) = (policy.origin(), unused.is_empty()) {
            self.settings(&origin.name, &origin.path, origin.text.as_bytes(), &unused)?;
        }
        if let (Known::Baseline { baseline, name, path, text }, true) = (&self.known, check_entries) {
            let gone = |source: &str| !self.folder.join(source).exists();
            let nothing = HashSet::new();
            let read = if all_seen { &self.read } else { &nothing };
            let stale: Vec<Located> = baseline
                .stale(read, gone)
                .into_iter()
                .filter_map(|stale| {
                    let finding = Finding::of(stale.deviation, Pointer::default(), stale.span);
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

    /// Tells the findings that a baseline knows.
    fn compare(&mut self, findings: &mut [Located]) {
        let counting = findings.iter_mut().filter(|located| {
            located.finding.standing == Standing::Counts && located.finding.severity > Severity::Note
        });
        for Located { finding, .. } in counting {
            if matches!(self.known, Known::Nothing) {
                return;
            }
            let pointer = kept_pointer(&finding.pointer);
            let pointer = pointer.as_ref().unwrap_or(&finding.pointer);
            let known = match &mut self.known {
                Known::Nothing => false,
                Known::Baseline { baseline, .. } => baseline.take(&self.key, finding.rule, pointer),
                Known::Recording(recorder) => {
                    recorder.add(&self.key, finding.rule, pointer);
                    true
                }
            };
            if known {
                finding.standing = Standing::Known;
            }
        }
    }

    fn settings(&mut self, name: &str, path: &Path, text: &[u8], findings: &[Located]) -> io::Result<()> {
        self.tally.add_findings(findings);
        self.report.settings(&SettingsFile { name, path, text, findings })
    }
}

impl<'m, P> engine::Sink<'m, P> for Sink<'_, 'm, P> {
    type Error = io::Error;

    fn begin(&mut self, source: &Source) {
        if matches!(self.known, Known::Nothing) {
            return;
        }
        self.key = match &source.origin {
            Origin::File(path) => below(path, self.folder),
            Origin::Stdin => source.name.clone(),
        };
        self.read.insert(self.key.clone());
    }

    fn settle(&mut self, findings: &mut [Located], identification: Option<&mut Identification<'m>>) {
        self.compare(findings);
        for Located { finding, .. } in findings {
            hide_in_finding(finding, self.show);
        }
        if let Some(identification) = identification {
            hide_in_identification(identification, self.show);
        }
    }

    fn record(&mut self, record: &Record<'_, 'm>, product: P) -> io::Result<()> {
        let entry = Entry(*record);
        self.tally.add(&entry);
        self.products.product(&entry, product)?;
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
        let mut text = format!("{title}: {}\n", self.console.error.harmless(&advice::problem(problem)));
        if let Some(help) = help(problem) {
            text.push_str(&format!("  help: {help}\n"));
        }
        Stderr::new(&self.progress).write_all(text.as_bytes())
    }

    fn is_done(&self) -> bool {
        let unread = || self.progress.is_unread();
        match self.end {
            End::OfSources => false,
            End::Unread => unread(),
            End::UnreadAndFailed(fail_on) => {
                let status = || self.tally.exit(fail_on, true);
                unread() && matches!(status(), ExitStatus::Findings | ExitStatus::Failure)
            }
        }
    }

    fn filtered(&mut self) {
        self.tally.filtered += 1;
    }

    fn read(&mut self, bytes: usize) {
        self.progress.add(bytes);
    }

    fn pause(&mut self) -> io::Result<()> {
        self.products.pause()?;
        self.report.pause()
    }

    fn unread(&mut self, source: &Source) {
        self.tally.unread.add(Path::new(&source.name));
    }

    fn end(&mut self, passed: u64) {
        self.tally.passed += passed;
    }
}

/// How a baseline knows the way to a value, where it holds what nobody should keep: people and secrets in names of members.
pub(super) fn kept_pointer(pointer: &Pointer) -> Option<Pointer> {
    masked_pointer(pointer, Show::NothingPersonal)
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
        io::ErrorKind::PermissionDenied => Some("it exists, but you may not read it".to_owned()),
        _ => None,
    }
}
