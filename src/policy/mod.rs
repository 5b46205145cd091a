//! What the project says of its payloads, applied to what was found: severities, ignores, expectations, and the
//! baseline of known findings. It also remembers which entries had an effect.

mod baseline;

pub use baseline::{Baseline, BaselineError, Recorder, Stale};

use std::sync::atomic::{AtomicBool, Ordering};

use crate::configuration::{Configuration, ExpectedVerdict, Origin};
use crate::finding::{Finding, Level, Rule, SettingDeviation, Severity, Standing};
use crate::json::{Pointer, Position, PositionCursor, Span};
use crate::model::{EventRef, Status};

/// A configuration at work.
#[derive(Debug)]
pub struct Policy<'c, 'm> {
    configuration: &'c Configuration<'m>,
    overrides: Vec<AtomicBool>,
    ignores: Vec<Use>,
    allows: Vec<Use>,
    /// Whether anything was looked for that could have been allowed.
    reviewed: AtomicBool,
    expectations: Vec<AtomicBool>,
}

/// Whether an ignore met a file that it is for, and a finding there.
#[derive(Debug, Default)]
struct Use {
    file: AtomicBool,
    finding: AtomicBool,
}

/// What holds for the records of one source.
#[derive(Debug)]
pub struct SourcePolicy<'p, 'm> {
    policy: &'p Policy<'p, 'm>,
    levels: Vec<(Rule, Level)>,
    ignores: Vec<usize>,
    allows: Vec<usize>,
    event: Option<EventRef<'m>>,
    verdict: Option<(ExpectedVerdict, Span)>,
    rules: Option<(&'p [Rule], Span)>,
}

impl<'c, 'm> Policy<'c, 'm> {
    /// A policy of which no entry has been used yet.
    #[must_use]
    pub fn new(configuration: &'c Configuration<'m>) -> Self {
        Self {
            configuration,
            overrides: configuration.overrides.iter().map(|_| AtomicBool::default()).collect(),
            ignores: configuration.ignores.iter().map(|_| Use::default()).collect(),
            allows: configuration.allows.iter().map(|_| Use::default()).collect(),
            reviewed: AtomicBool::default(),
            expectations: configuration.expectations.iter().map(|_| AtomicBool::default()).collect(),
        }
    }

    /// Whether anything depends on the path of a source.
    #[must_use]
    pub fn asks_for_paths(&self) -> bool {
        let Configuration { overrides, ignores, allows, expectations, .. } = self.configuration;
        !overrides.is_empty()
            || !expectations.is_empty()
            || ignores.iter().any(|entry| entry.paths.is_some())
            || allows.iter().any(|entry| entry.paths.is_some())
    }

    /// The file that it comes from.
    #[must_use]
    pub const fn origin(&self) -> Option<&Origin> {
        self.configuration.origin.as_ref()
    }

    /// What holds for a source. `path` is relative to the configuration's folder; standard input has none.
    #[must_use]
    pub fn of_source(&self, path: Option<&str>) -> SourcePolicy<'_, 'm> {
        let mut policy = SourcePolicy {
            policy: self,
            levels: Vec::new(),
            ignores: Vec::new(),
            allows: Vec::new(),
            event: None,
            verdict: None,
            rules: None,
        };
        for (index, ignore) in self.configuration.ignores.iter().enumerate() {
            let matches =
                ignore.paths.as_ref().is_none_or(|globs| path.is_some_and(|path| globs.matches(path)));
            if matches {
                policy.ignores.push(index);
                note(self.ignores.get(index).map(|used| &used.file));
            }
        }
        for (index, allow) in self.configuration.allows.iter().enumerate() {
            let matches =
                allow.paths.as_ref().is_none_or(|globs| path.is_some_and(|path| globs.matches(path)));
            if matches {
                policy.allows.push(index);
                note(self.allows.get(index).map(|used| &used.file));
            }
        }
        let Some(path) = path else { return policy };
        for (entry, used) in self.configuration.overrides.iter().zip(&self.overrides) {
            if entry.paths.matches(path) {
                policy.levels.extend(&entry.rules);
                note(Some(used));
            }
        }
        for (entry, used) in self.configuration.expectations.iter().zip(&self.expectations) {
            if entry.paths.matches(path) {
                note(Some(used));
                policy.event = entry.event.or(policy.event);
                policy.verdict = entry.verdict.map(|verdict| (verdict, entry.place)).or(policy.verdict);
                if !entry.rules.is_empty() {
                    policy.rules = Some((&entry.rules, entry.place));
                }
            }
        }
        policy
    }

    /// What became of a finding about the configuration or the baseline; `None` where its rule is off.
    #[must_use]
    pub fn about_settings(&self, finding: Finding) -> Option<Finding> {
        let mut findings = vec![finding];
        self.of_source(None).levelled(&mut findings);
        findings.pop()
    }

    /// The entries that had no effect, as findings in the configuration's text, each with its place.
    #[must_use]
    pub fn unused(&self) -> Vec<(Finding, Position)> {
        let Some(origin) = &self.configuration.origin else { return Vec::new() };
        let folder = &self.configuration.folder;
        let reviewed = was_used(&self.reviewed);
        let mut findings = Vec::new();
        let about = |place: Span, deviation| Finding::of(deviation, Pointer::default(), place);
        let no_file = |patterns: &[String], is_expectation| SettingDeviation::NoFile {
            patterns: patterns.to_vec(),
            is_expectation,
        };
        for (entry, used) in self.configuration.overrides.iter().zip(&self.overrides) {
            if !was_used(used) && !entry.paths.any_file(folder) {
                findings.push(about(entry.place, no_file(entry.paths.patterns(), false)));
            }
        }
        for (entry, used) in self.configuration.ignores.iter().zip(&self.ignores) {
            if !was_used(&used.file) {
                let gone = entry.paths.as_ref().filter(|paths| !paths.any_file(folder));
                findings.extend(gone.map(|paths| about(entry.place, no_file(paths.patterns(), false))));
            } else if !was_used(&used.finding)
                && (reviewed || !entry.rule.is_some_and(Rule::is_about_privacy))
            {
                findings.push(about(entry.place, SettingDeviation::IgnoredNothing));
            }
        }
        for (entry, used) in self.configuration.allows.iter().zip(&self.allows).filter(|_| reviewed) {
            if !was_used(&used.file) {
                let gone = entry.paths.as_ref().filter(|paths| !paths.any_file(folder));
                findings.extend(gone.map(|paths| about(entry.place, no_file(paths.patterns(), false))));
            } else if !was_used(&used.finding) {
                findings.push(about(entry.place, SettingDeviation::AllowedNothing));
            }
        }
        for (entry, used) in self.configuration.expectations.iter().zip(&self.expectations) {
            if !was_used(used) && !entry.paths.any_file(folder) {
                findings.push(about(entry.place, no_file(entry.paths.patterns(), true)));
            }
        }
        findings.sort_by_key(|finding| finding.span.start);
        let mut cursor = PositionCursor::new(origin.text.as_bytes(), Position::START);
        let located = |finding: Finding| (cursor.at(finding.span.start as usize), finding);
        let kept = findings.into_iter().filter_map(|finding| self.about_settings(finding));
        kept.map(located).map(|(position, finding)| (finding, position)).collect()
    }

    /// `hookspect.toml:12`.
    fn place(&self, span: Span) -> String {
        let place = |origin: &Origin| {
            let position =
                PositionCursor::new(origin.text.as_bytes(), Position::START).at(span.start as usize);
            format!("{}:{}", origin.name, position.line)
        };
        self.configuration.origin.as_ref().map(place).unwrap_or_default()
    }
}

fn note(used: Option<&AtomicBool>) {
    if let Some(used) = used {
        used.store(true, Ordering::Relaxed);
    }
}

fn was_used(used: &AtomicBool) -> bool {
    used.load(Ordering::Relaxed)
}

impl<'m> SourcePolicy<'_, 'm> {
    /// The event that every record of the source has to be.
    #[must_use]
    pub const fn event(&self) -> Option<EventRef<'m>> {
        self.event
    }

    /// Gives findings their severities and takes out what is off or ignored. Returns how many that were.
    pub fn levelled(&self, findings: &mut Vec<Finding>) -> u64 {
        let mut out = 0;
        findings.retain_mut(|finding| {
            let Level::At(severity) = self.level(finding.rule) else {
                out += finding.count;
                return false;
            };
            // Where nothing was said of the rule, a finding has the severity that it was made with.
            let severity = if severity == finding.rule.severity() { finding.severity } else { severity };
            finding.severity = match severity {
                Severity::Warning if self.policy.configuration.strict => Severity::Error,
                severity => severity,
            };
            let ignored = self.ignored(finding);
            out += if ignored { finding.count } else { 0 };
            !ignored
        });
        out
    }

    /// Whether others may see what a finding is about.
    #[must_use]
    pub fn allows(&self, finding: &Finding, value: &str) -> bool {
        let matches = |index: &&usize| {
            self.policy.configuration.allows.get(**index).is_some_and(|entry| {
                entry.rule.is_none_or(|rule| rule == finding.rule)
                    && entry.value.as_ref().is_none_or(|allowed| allowed.is(value))
                    && entry.pointer.as_ref().is_none_or(|pattern| pattern.matches(&finding.pointer))
            })
        };
        let first = self.allows.iter().find(matches);
        note(first.and_then(|index| self.policy.allows.get(*index)).map(|used| &used.finding));
        first.is_some()
    }

    /// Notes that something was looked for that could be allowed.
    pub fn note_review(&self) {
        note(Some(&self.policy.reviewed));
    }

    fn level(&self, rule: Rule) -> Level {
        let said = self.levels.iter().rev().find(|(one, _)| *one == rule);
        said.map_or_else(|| self.policy.configuration.level(rule), |(_, level)| *level)
    }

    fn ignored(&self, finding: &Finding) -> bool {
        let matches = |index: &&usize| {
            self.policy.configuration.ignores.get(**index).is_some_and(|entry| {
                entry.rule.is_none_or(|rule| rule == finding.rule)
                    && entry.pointer.as_ref().is_none_or(|pattern| pattern.matches(&finding.pointer))
            })
        };
        let first = self.ignores.iter().find(matches);
        note(first.and_then(|index| self.policy.ignores.get(*index)).map(|used| &used.finding));
        first.is_some()
    }

    /// Holds a record against what is expected of it: what was expected no longer counts, what is missing is found.
    /// `first` is the record's first byte.
    pub fn expected(&self, status: Status, first: Span, findings: &mut Vec<Finding>) {
        let own = |finding: &Finding| finding.rule == Rule::UnexpectedEvent;
        let has_error = findings.iter().any(|finding| finding.severity == Severity::Error && !own(finding));
        let is_met = |expected: ExpectedVerdict| match expected {
            // An error says by itself that it is none.
            ExpectedVerdict::Valid => status == Status::Valid || has_error,
            ExpectedVerdict::Invalid => status == Status::Invalid && has_error,
            ExpectedVerdict::Unknown => status == Status::Unknown,
            ExpectedVerdict::Unreadable => status == Status::Unreadable,
        };
        let forgives =
            self.verdict.is_some_and(|(expected, _)| expected != ExpectedVerdict::Valid && is_met(expected));
        let mut broken = Vec::new();
        if let Some((expected, place)) = self.verdict.filter(|(expected, _)| !is_met(*expected)) {
            let (verdict, expected, place) = (status.name(), expected.name(), self.policy.place(place));
            broken.push(SettingDeviation::OtherVerdict { verdict, expected, place });
        }
        if let Some((rules, place)) = self.rules {
            for rule in rules {
                if !findings.iter().any(|finding| finding.rule == *rule) {
                    let place = self.policy.place(place);
                    broken.push(SettingDeviation::RuleNotBroken { rule: *rule, place });
                }
            }
        }
        for finding in findings.iter_mut() {
            let expected = match self.rules {
                Some((rules, _)) => rules.contains(&finding.rule),
                None => forgives && finding.severity == Severity::Error && !own(finding),
            };
            if expected {
                finding.standing = Standing::Expected;
            }
        }
        let mut broken: Vec<Finding> =
            broken.into_iter().map(|deviation| Finding::of(deviation, Pointer::default(), first)).collect();
        self.levelled(&mut broken);
        findings.splice(0..0, broken);
    }
}
