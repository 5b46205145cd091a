//! Findings for a person: framed, with help, and the totals on stderr.

use std::io::{self, Write};

use super::chains::in_words;
use crate::engine::Documents;
use crate::finding::{Severity, Standing};
use crate::redact::Mask;
use crate::report::Report;
use crate::report::entry::{Entry, Located};
use crate::report::parts::snippet::{Source, snippet};
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;

/// Writes one finding with its frame.
fn write_finding(
    out: &mut dyn Write,
    entry: &Entry<'_, '_>,
    source: &Source<'_>,
    located: &Located,
    (screen, style): (Screen, Style),
) -> io::Result<()> {
    let finding = &located.finding;
    let standing = match finding.standing {
        Standing::Counts => String::new(),
        standing => format!(" ({})", standing.name()),
    };
    let title = format!("{}[{}]{standing}", finding.severity, finding.rule);
    let what = format!("{} {}", entry.subject(located), finding.message());
    writeln!(out, "{}: {}", style.severity(finding.severity, &title), screen.harmless(&what))?;
    let record = if entry.alone() { String::new() } else { format!(" (record {})", entry.number()) };
    let place = format!("{}:{}:{}{record}", entry.source, located.position.line, located.position.column);
    let gutter = " ".repeat(located.position.line.to_string().len());
    writeln!(out, "{gutter}{} {}", style.frame("-->"), screen.harmless(&place))?;
    if !entry.empty {
        out.write_all(snippet(source, located, screen, style).as_bytes())?;
    }
    if let Some(help) = finding.deviation.help() {
        writeln!(out, "{gutter} {} help: {}", style.frame("="), screen.harmless(&help))?;
    }
    writeln!(out)
}

/// Writes all findings of an entry with their frames.
pub(in crate::report) fn write_findings(
    out: &mut dyn Write,
    entry: &Entry<'_, '_>,
    mask: &Mask,
    look: (Screen, Style),
) -> io::Result<()> {
    if entry.findings.is_empty() {
        return Ok(());
    }
    let source = Source::new(entry, mask);
    entry.findings.iter().try_for_each(|located| write_finding(out, entry, &source, located, look))
}

/// Notes, and findings that do not count, are for those who ask for more.
fn shown(located: &Located, verbose: bool) -> bool {
    let finding = &located.finding;
    verbose || (finding.severity > Severity::Note && finding.standing == Standing::Counts)
}

/// The findings of every record, framed.
pub struct Human<W, E> {
    out: W,
    totals: E,
    mask: Mask,
    screen: Screen,
    style: Style,
    verbose: bool,
}

impl<W: Write, E: Write> Human<W, E> {
    /// Findings go to `out`, the totals to `totals`. `verbose` names the records without findings too.
    pub const fn new(out: W, totals: E, mask: Mask, screen: Screen, style: Style, verbose: bool) -> Self {
        Self { out, totals, mask, screen, style, verbose }
    }
}

impl<'m, W: Write, E: Write> Report<'m> for Human<W, E> {
    fn documents(&self) -> Documents {
        Documents::WithFindings(if self.verbose { Severity::Note } else { Severity::Warning })
    }

    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        if let (true, Some(captured)) = (self.verbose, entry.capture) {
            let line = format!("{}: {}", entry.name(), in_words(captured, &self.mask));
            writeln!(self.out, "{}", self.style.dim(&self.screen.harmless(&line)))?;
        }
        if entry.findings.iter().any(|located| shown(located, self.verbose)) {
            let source = Source::new(entry, &self.mask);
            let verbose = self.verbose;
            for located in entry.findings.iter().filter(|located| shown(located, verbose)) {
                write_finding(&mut self.out, entry, &source, located, (self.screen, self.style))?;
            }
        } else if self.verbose {
            let name = entry.name();
            let status = self.style.status(entry.status, entry.status.name());
            writeln!(self.out, "{}: {status}", self.screen.harmless(&name))?;
        }
        Ok(())
    }

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        self.out.flush()?;
        let hint = if tally.notes > 0 && !self.verbose { " (-v shows the notes)" } else { "" };
        writeln!(self.totals, "{}{hint}", tally.line())
    }
}
