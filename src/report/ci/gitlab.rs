//! The code quality report of GitLab: a list of issues that it compares between branches by their fingerprints.

use std::io::{self, Write};

use serde::Serialize;

use super::fingerprint::Fingerprints;
use super::place::Base;
use crate::finding::{Finding, Severity, Standing};
use crate::report::Report;
use crate::report::entry::{Entry, SettingsFile, Subject};
use crate::report::parts::listing::Listing;
use crate::report::parts::terminal::harmless;
use crate::report::tally::Tally;

/// A list of issues, written as they come.
pub struct GitLab<W> {
    out: W,
    base: Base,
    fingerprints: Fingerprints,
    listing: Listing,
    begun: bool,
}

impl<W: Write> GitLab<W> {
    /// The list on `out`, with paths as `base` has them.
    pub fn new(out: W, base: Base, listing: Listing) -> Self {
        Self { out, base, fingerprints: Fingerprints::default(), listing, begun: false }
    }
}

impl<W: Write> GitLab<W> {
    fn list(&mut self, subject: &Subject<'_, '_>) -> io::Result<()> {
        for located in self.listing.of(subject.findings) {
            let finding = &located.finding;
            let path = self.base.path(subject);
            let issue = Issue {
                description: harmless(&subject.sentence(located)).into_owned(),
                check_name: finding.rule.name(),
                fingerprint: self.fingerprints.next(&path, finding),
                severity: severity(finding),
                location: Location {
                    path,
                    lines: Lines { begin: located.position.line },
                    positions: Positions {
                        begin: LineColumn { line: located.position.line, column: located.position.column },
                    },
                },
            };
            self.out.write_all(if self.begun { b",\n" } else { b"[\n" })?;
            self.begun = true;
            serde_json::to_writer(&mut self.out, &issue)?;
        }
        Ok(())
    }
}

impl<'m, W: Write> Report<'m> for GitLab<W> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        self.list(&entry.subject())
    }

    fn settings(&mut self, file: &SettingsFile<'_>) -> io::Result<()> {
        self.list(&file.subject())
    }

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        self.out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })?;
        self.out.flush()
    }
}

fn severity(finding: &Finding) -> &'static str {
    match (finding.standing, finding.severity) {
        (Standing::Counts, Severity::Error) => "major",
        (Standing::Counts, Severity::Warning) => "minor",
        _ => "info",
    }
}

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
    positions: Positions,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

#[derive(Serialize)]
struct Positions {
    begin: LineColumn,
}

#[derive(Serialize)]
struct LineColumn {
    line: u32,
    column: u32,
}
