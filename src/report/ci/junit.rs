//! JUnit XML as Jenkins and GitLab read it (the `junit-10.xsd` of Jenkins' xUnit plugin): a source is a suite, a
//! record is a test.

use std::fmt::Write as _;
use std::io::{self, Seek, Write};

use tempfile::SpooledTempFile;

use super::github::IN_MEMORY;
use super::place::Base;
use crate::configuration::FailOn;
use crate::finding::{Severity, Standing};
use crate::input::SourceError;
use crate::report::Report;
use crate::report::entry::{Entry, Located, SettingsFile, Subject};
use crate::report::parts::advice;
use crate::report::parts::listing::Listing;
use crate::report::parts::terminal::harmless_xml;
use crate::report::tally::Tally;

/// Suites of tests. One suite is held back until its counts are known, beyond a size in a temporary file.
pub struct JUnit<W> {
    out: W,
    base: Base,
    fail_on: FailOn,
    listing: Listing,
    suite: Option<Suite>,
    begun: bool,
}

struct Suite {
    path: String,
    tests: SpooledTempFile,
    count: u64,
    failures: u64,
}

impl<W: Write> JUnit<W> {
    /// A document on `out`, with paths as `base` has them. Findings from `fail_on` on are failures.
    pub const fn new(out: W, base: Base, fail_on: FailOn, listing: Listing) -> Self {
        Self { out, base, fail_on, listing, suite: None, begun: false }
    }

    fn fails(&self, located: &Located) -> bool {
        let from = if self.fail_on == FailOn::Warning { Severity::Warning } else { Severity::Error };
        located.finding.standing == Standing::Counts && located.finding.severity >= from
    }

    fn begin(&mut self) -> io::Result<()> {
        if !self.begun {
            self.begun = true;
            writeln!(
                self.out,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"hookspect\">"
            )?;
        }
        Ok(())
    }

    fn end_suite(&mut self) -> io::Result<()> {
        let Some(mut suite) = self.suite.take() else { return Ok(()) };
        self.begin()?;
        writeln!(
            self.out,
            "<testsuite name=\"{path}\" file=\"{path}\" tests=\"{}\" failures=\"{}\" errors=\"0\">",
            suite.count,
            suite.failures,
            path = escaped(&suite.path),
        )?;
        suite.tests.rewind()?;
        io::copy(&mut suite.tests, &mut self.out)?;
        writeln!(self.out, "</testsuite>")
    }
}

impl<W: Write> JUnit<W> {
    fn test(&mut self, name: &str, subject: &Subject<'_, '_>) -> io::Result<()> {
        let path = self.base.path(subject);
        if self.suite.as_ref().is_none_or(|suite| suite.path != path) {
            self.end_suite()?;
            let tests = SpooledTempFile::new(IN_MEMORY);
            self.suite = Some(Suite { path: path.clone(), tests, count: 0, failures: 0 });
        }
        // A test fails whether or not its findings are listed.
        let failures: Vec<&Located> = subject.findings.iter().filter(|located| self.fails(located)).collect();
        let (listed_failures, others): (Vec<&Located>, Vec<&Located>) =
            self.listing.of(subject.findings).into_iter().partition(|located| self.fails(located));
        let mut test = format!("<testcase name=\"{}\" classname=\"{}\"", escaped(name), escaped(&path));
        if failures.is_empty() && others.is_empty() {
            test.push_str("/>\n");
        } else {
            test.push_str(">\n");
            if let Some(first) = failures.first() {
                let message = match failures.iter().map(|located| located.finding.count).sum::<u64>() {
                    1 => subject.sentence(first),
                    count => format!("{count} findings, the first: {}", subject.sentence(first)),
                };
                let rule = first.finding.rule.name();
                let _ = writeln!(test, "<failure type=\"{rule}\" message=\"{}\">", escaped(&message));
                listed(&mut test, subject, &path, &listed_failures);
                test.push_str("</failure>\n");
            }
            if !others.is_empty() {
                test.push_str("<system-out>\n");
                listed(&mut test, subject, &path, &others);
                test.push_str("</system-out>\n");
            }
            test.push_str("</testcase>\n");
        }
        if let Some(suite) = &mut self.suite {
            suite.count += 1;
            suite.failures += u64::from(!failures.is_empty());
            suite.tests.write_all(test.as_bytes())?;
        }
        Ok(())
    }
}

impl<'m, W: Write> Report<'m> for JUnit<W> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        let event = entry.identification.and_then(crate::model::Identification::model);
        let event = event.map_or_else(String::new, |model| format!(", {}", model.id()));
        self.test(&format!("record {}{event}", entry.number()), &entry.subject())
    }

    fn settings(&mut self, file: &SettingsFile<'_>) -> io::Result<()> {
        self.test("entries", &file.subject())
    }

    fn problem(&mut self, problem: &SourceError) -> io::Result<()> {
        self.end_suite()?;
        self.begin()?;
        let name = escaped(&problem.name);
        writeln!(
            self.out,
            "<testsuite name=\"{name}\" tests=\"1\" failures=\"0\" errors=\"1\">\n\
             <testcase name=\"can be read\" classname=\"{name}\">\n<error message=\"{}\"/>\n</testcase>\n</testsuite>",
            escaped(&advice::problem(problem))
        )
    }

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        self.end_suite()?;
        self.begin()?;
        writeln!(self.out, "</testsuites>")?;
        self.out.flush()
    }
}

fn listed(text: &mut String, subject: &Subject<'_, '_>, path: &str, findings: &[&Located]) {
    for located in findings {
        let (finding, position) = (&located.finding, located.position);
        let standing = match finding.standing {
            Standing::Counts => String::new(),
            standing => format!(" ({})", standing.name()),
        };
        let message = format!(
            "{path}:{}:{}: {} {}{standing} {}",
            position.line,
            position.column,
            finding.severity,
            finding.rule,
            subject.sentence(located)
        );
        text.push_str(&escaped(&message));
        text.push('\n');
    }
}

/// The text for an element or an attribute. What XML 1.0 cannot hold, and what a terminal would act on, is written as
/// `\u{1b}`; line ends and tabs are references, because a parser would make blanks of them in an attribute.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    harmless_xml(&text).replace('\u{fffe}', "\\u{fffe}").replace('\u{ffff}', "\\u{ffff}")
}
