//! Workflow commands of GitHub Actions: annotations beside the changed lines.
//!
//! Escaping follows the runner: `%`, carriage return and line feed in every text, `:` and `,` in properties too. So
//! nothing in a payload or a file name can begin another command.

use std::io::{self, Seek, Write};

use tempfile::SpooledTempFile;

use super::place::{Base, text_of};
use crate::finding::{Severity, Standing};
use crate::input::SourceError;
use crate::report::Report;
use crate::report::entry::{Entry, Located, SettingsFile, Subject};
use crate::report::parts::advice;
use crate::report::parts::listing::Listing;
use crate::report::parts::terminal::harmless;
use crate::report::tally::Tally;

/// Bytes of annotations that are kept in memory before they go to a temporary file.
pub(in crate::report) const IN_MEMORY: usize = 1 << 20;

/// Annotations. Only ten of a kind are drawn per step, so the total comes first.
pub struct GitHub<W> {
    out: W,
    base: Base,
    listing: Listing,
    annotations: SpooledTempFile,
}

impl<W: Write> GitHub<W> {
    /// Commands on `out`, with paths as `base` has them.
    pub fn new(out: W, base: Base, listing: Listing) -> Self {
        Self { out, base, listing, annotations: SpooledTempFile::new(IN_MEMORY) }
    }

    fn list(&mut self, subject: &Subject<'_, '_>) -> io::Result<()> {
        let listed = self.listing.of(subject.findings);
        listed.into_iter().try_for_each(|located| self.annotation(subject, located))
    }

    fn annotation(&mut self, subject: &Subject<'_, '_>, located: &Located) -> io::Result<()> {
        let (finding, position) = (&located.finding, located.position);
        let message = data(&text_of(subject, located));
        if finding.standing != Standing::Counts {
            // Kept in the log for those who look for it, not drawn.
            let place = format!("{}:{}:{}", self.base.path(subject), position.line, position.column);
            let (standing, rule) = (finding.standing.name(), finding.rule);
            return writeln!(self.annotations, "::debug::{standing}: {} {rule} {message}", data(&place));
        }
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = Vec::new();
        if subject.path.is_some() {
            properties.push(format!("file={}", property(&self.base.path(subject))));
        }
        properties.push(format!("line={}", position.line));
        properties.push(format!("col={}", position.column));
        if let Some(end) = subject.end_column(located) {
            properties.push(format!("endColumn={end}"));
        }
        properties.push(format!("title={}", property(&format!("hookspect {}", finding.rule))));
        writeln!(self.annotations, "::{command} {}::{message}", properties.join(","))
    }
}

impl<'m, W: Write> Report<'m> for GitHub<W> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        self.list(&entry.subject())
    }

    fn settings(&mut self, file: &SettingsFile<'_>) -> io::Result<()> {
        self.list(&file.subject())
    }

    fn problem(&mut self, problem: &SourceError) -> io::Result<()> {
        writeln!(self.annotations, "::error title=hookspect::{}", data(&advice::problem(problem)))
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        writeln!(self.out, "::notice title=hookspect::{}", data(&self.listing.totals(tally).line()))?;
        self.annotations.rewind()?;
        io::copy(&mut self.annotations, &mut self.out)?;
        self.out.flush()
    }
}

pub(super) fn data(text: &str) -> String {
    harmless(&text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")).into_owned()
}

pub(super) fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
