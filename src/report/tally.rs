//! The count of everything that was read, and the exit status that follows from it: in one place, so that no format
//! can forget it.

use super::entry::{Entry, Located};
use crate::configuration::FailOn;
use crate::finding::{Finding, Rule, Severity, Standing};
use crate::input::Unread;
use crate::model::{Identification, Status};

/// What was read. `read = valid + invalid + unknown + unreadable`.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Tally {
    /// Records read.
    pub read: u64,
    /// Known events without an error.
    pub valid: u64,
    /// Known events with errors.
    pub invalid: u64,
    /// No known event.
    pub unknown: u64,
    /// No JSON.
    pub unreadable: u64,
    /// Records whose event is ambiguous, among the above.
    pub ambiguous: u64,
    /// Records with nothing in them, among the unknown.
    pub empty: u64,
    /// Lines of logs and entries of exports without a request in them; they are no records.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub passed: u64,
    /// Records that no filter let through; they are not among those read.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub filtered: u64,
    /// Findings that count, by rule.
    #[serde(skip)]
    pub rules: RuleCounts,
    /// Findings of severity error.
    pub errors: u64,
    /// Findings of severity warning.
    pub warnings: u64,
    /// Findings of severity note.
    pub notes: u64,
    /// Findings that the configuration expects, of whatever severity; not among the above.
    pub expected: u64,
    /// Findings that the baseline knows; not among the above.
    pub known: u64,
    /// Findings that the configuration left out.
    pub ignored: u64,
    /// Findings left out because of `--max-findings`.
    pub withheld: u64,
    /// Sources that could not be read.
    pub failed_sources: u64,
    /// Globs and directories that matched no file.
    pub unmatched: u64,
    /// Files of directories that were not read, by their endings.
    #[serde(
        rename = "unread_files",
        default,
        skip_serializing_if = "is_none_unread",
        serialize_with = "by_ending"
    )]
    pub unread: Unread,
}

fn is_none_unread(unread: &Unread) -> bool {
    unread.count() == 0
}

/// `{"md": 8, "png": 3}`; a file without an ending is counted under an empty name.
fn by_ending<S: serde::Serializer>(unread: &Unread, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(unread.by_ending())
}

/// How many findings of each rule and severity count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleCounts([[u64; 3]; Rule::ALL.len()]);

impl Default for RuleCounts {
    fn default() -> Self {
        Self([[0; 3]; Rule::ALL.len()])
    }
}

impl RuleCounts {
    fn add(&mut self, finding: &Finding) {
        self.count(finding.rule, finding.severity, finding.count);
    }

    /// So many findings more of a rule and severity.
    pub(super) fn count(&mut self, rule: Rule, severity: Severity, findings: u64) {
        let counts = self.0.get_mut(rule as usize);
        if let Some(count) = counts.and_then(|counts| counts.get_mut(severity as usize)) {
            *count = count.saturating_add(findings);
        }
    }

    fn merge(&mut self, other: &Self) {
        for (own, other) in self.0.iter_mut().flatten().zip(other.0.iter().flatten()) {
            *own = own.saturating_add(*other);
        }
    }

    /// The rules with findings of a severity, and how many: the most frequent first.
    #[must_use]
    pub fn of(&self, severity: Severity) -> Vec<(Rule, u64)> {
        let count = |counts: &[u64; 3]| counts.get(severity as usize).copied().unwrap_or_default();
        let counts = Rule::ALL.iter().copied().zip(self.0.iter().map(count));
        let mut counts: Vec<(Rule, u64)> = counts.filter(|(_, count)| *count > 0).collect();
        counts.sort_by_key(|(rule, count)| (std::cmp::Reverse(*count), *rule));
        counts
    }

    /// ` (wrong-type ×14, missing-field)`; nothing where no rule repeats.
    fn listed(&self, severity: Severity) -> String {
        let counts = self.of(severity);
        if counts.iter().all(|(_, count)| *count == 1) {
            return String::new();
        }
        let one = |(rule, count): &(Rule, u64)| match count {
            1 => rule.name().to_owned(),
            count => format!("{rule} ×{count}"),
        };
        format!(" ({})", counts.iter().map(one).collect::<Vec<_>>().join(", "))
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde asks for")]
const fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// How the program ends. The numbers are part of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// 0: nothing wrong.
    Fine,
    /// 1: findings, or a difference.
    Findings,
    /// 2: usage, configuration, or something that could not be read or written.
    Failure,
    /// 3: nothing matched.
    Nothing,
}

impl ExitStatus {
    /// The number.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::Failure => 2,
            Self::Nothing => 3,
        }
    }
}

impl Tally {
    /// Adds what another run has counted.
    pub fn merge(&mut self, other: &Self) {
        for (own, other) in [
            (&mut self.read, other.read),
            (&mut self.valid, other.valid),
            (&mut self.invalid, other.invalid),
            (&mut self.unknown, other.unknown),
            (&mut self.unreadable, other.unreadable),
            (&mut self.ambiguous, other.ambiguous),
            (&mut self.empty, other.empty),
            (&mut self.passed, other.passed),
            (&mut self.filtered, other.filtered),
            (&mut self.errors, other.errors),
            (&mut self.warnings, other.warnings),
            (&mut self.notes, other.notes),
            (&mut self.expected, other.expected),
            (&mut self.known, other.known),
            (&mut self.ignored, other.ignored),
            (&mut self.withheld, other.withheld),
            (&mut self.failed_sources, other.failed_sources),
            (&mut self.unmatched, other.unmatched),
        ] {
            *own = own.saturating_add(other);
        }
        self.unread.merge(&other.unread);
        self.rules.merge(&other.rules);
    }

    /// Counts one record and all its findings.
    pub fn add(&mut self, entry: &Entry<'_, '_>) {
        self.record(entry);
        self.ignored += entry.ignored;
        self.add_findings(entry.findings);
    }

    /// Counts findings: of this program's own files there is nothing else to count.
    pub fn add_findings(&mut self, findings: &[Located]) {
        for Located { finding, .. } in findings {
            if finding.standing == Standing::Counts {
                self.rules.add(finding);
            }
            *match (finding.standing, finding.severity) {
                (Standing::Expected, _) => &mut self.expected,
                (Standing::Known, _) => &mut self.known,
                (Standing::Counts, Severity::Error) => &mut self.errors,
                (Standing::Counts, Severity::Warning) => &mut self.warnings,
                (Standing::Counts, Severity::Note) => &mut self.notes,
            } += finding.count;
        }
    }

    fn record(&mut self, entry: &Entry<'_, '_>) {
        self.read += 1;
        *match entry.status {
            Status::Valid => &mut self.valid,
            Status::Invalid => &mut self.invalid,
            Status::Unknown => &mut self.unknown,
            Status::Unreadable => &mut self.unreadable,
        } += 1;
        self.ambiguous += u64::from(matches!(entry.identification, Some(Identification::Ambiguous { .. })));
        // A request without a body was found all the same.
        self.empty += u64::from(entry.empty && entry.capture.is_none());
    }

    /// How the run ends.
    #[must_use]
    pub const fn exit(&self, fail_on: FailOn, allow_empty: bool) -> ExitStatus {
        let failed = match fail_on {
            FailOn::Error => self.errors > 0,
            FailOn::Warning => self.errors > 0 || self.warnings > 0,
            FailOn::Never => false,
        };
        if self.failed_sources > 0 {
            ExitStatus::Failure
        } else if failed {
            ExitStatus::Findings
        } else if (self.read == self.empty || self.unmatched > 0) && !allow_empty {
            ExitStatus::Nothing
        } else {
            ExitStatus::Fine
        }
    }

    /// `4 read: 2 valid, 1 invalid, 0 unknown, 1 unreadable`, and what else there is to say.
    #[must_use]
    pub fn line(&self) -> String {
        let mut line = format!(
            "{} read: {} valid, {} invalid, {} unknown, {} unreadable",
            self.read, self.valid, self.invalid, self.unknown, self.unreadable
        );
        for (severity, count) in
            [(Severity::Error, self.errors), (Severity::Warning, self.warnings), (Severity::Note, self.notes)]
        {
            if count > 0 {
                let plural = if count == 1 { "" } else { "s" };
                line.push_str(&format!(" · {count} {severity}{plural}{}", self.rules.listed(severity)));
            }
        }
        for (count, one, many) in [
            (
                self.ambiguous,
                "ambiguous (hookspect detect says why)",
                "ambiguous (hookspect detect says why)",
            ),
            (self.empty, "empty", "empty"),
            (self.filtered, "record left out by filters", "records left out by filters"),
            (self.passed, "line or entry without a request", "lines or entries without a request"),
            (self.expected, "finding expected", "findings expected"),
            (self.known, "finding known to the baseline", "findings known to the baseline"),
            (self.ignored, "finding ignored", "findings ignored"),
            (self.withheld, "finding not shown (--max-findings)", "findings not shown (--max-findings)"),
            (self.failed_sources, "source could not be read", "sources could not be read"),
            (self.unmatched, "input matched no file", "inputs matched no file"),
        ] {
            if count > 0 {
                line.push_str(&format!(" · {count} {}", if count == 1 { one } else { many }));
            }
        }
        if self.unread.count() > 0 {
            let files = if self.unread.count() == 1 { "file" } else { "files" };
            line.push_str(&format!(" · {} {files} not read ({})", self.unread.count(), self.unread));
        }
        line
    }
}
