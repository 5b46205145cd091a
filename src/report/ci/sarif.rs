//! SARIF 2.1.0 (OASIS), the format of code scanning. These structs are what is written of it.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::json;

use super::fingerprint::Fingerprints;
use super::place::{Base, text_of};
use crate::finding::{Rule, Severity, Standing};
use crate::input::SourceError;
use crate::report::Report;
use crate::report::entry::{Entry, Located, SettingsFile, Subject};
use crate::report::parts::advice;
use crate::report::parts::listing::Listing;
use crate::report::parts::terminal::harmless;
use crate::report::tally::Tally;

pub(super) const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One SARIF run. Results are written as they come.
pub struct Sarif<W> {
    out: W,
    base: Base,
    fingerprints: Fingerprints,
    listing: Listing,
    begun: bool,
    problems: Vec<String>,
}

impl<W: Write> Sarif<W> {
    /// A SARIF document on `out`, with paths as `base` has them.
    pub fn new(out: W, base: Base, listing: Listing) -> Self {
        let fingerprints = Fingerprints::default();
        Self { out, base, fingerprints, listing, begun: false, problems: Vec::new() }
    }

    fn begin(&mut self) -> io::Result<()> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        let tool = json!({ "driver": {
            "name": env!("CARGO_PKG_NAME"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": Rule::ALL.iter().map(|rule| described(*rule)).collect::<Vec<_>>(),
        }});
        write!(
            self.out,
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\
             \"tool\":{tool},\"columnKind\":\"unicodeCodePoints\",\"results\":["
        )
    }

    fn list(&mut self, subject: &Subject<'_, '_>) -> io::Result<()> {
        for located in self.listing.of(subject.findings) {
            let first = !self.begun;
            self.begin()?;
            self.result(subject, located, first)?;
        }
        Ok(())
    }

    fn result(&mut self, subject: &Subject<'_, '_>, located: &Located, first: bool) -> io::Result<()> {
        let (finding, position) = (&located.finding, located.position);
        let uri = self.base.uri(subject);
        let result = SarifResult {
            rule_id: finding.rule.name(),
            rule_index: Rule::ALL.iter().position(|rule| *rule == finding.rule).unwrap_or_default(),
            level: finding.severity.name(),
            message: Text { text: text_of(subject, located) },
            partial_fingerprints: Prints { own: self.fingerprints.next(&uri, finding) },
            locations: [Location {
                physical_location: PhysicalLocation {
                    artifact_location: Artifact { uri },
                    region: Region {
                        start_line: position.line,
                        start_column: position.column,
                        end_column: subject.end_column(located),
                    },
                },
                logical_locations: match finding.pointer.as_str() {
                    "" => Vec::new(),
                    pointer => vec![LogicalLocation { fully_qualified_name: pointer }],
                },
            }],
            suppressions: match finding.standing {
                Standing::Counts => Vec::new(),
                Standing::Expected => vec![Suppression::new("expected by the configuration")],
                Standing::Known => vec![Suppression::new("known to the baseline")],
            },
            properties: Properties { record: subject.number() },
        };
        self.out.write_all(if first { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut self.out, &result)?;
        Ok(())
    }
}

/// A rule as the tool's component describes it; its page is Markdown.
fn described(rule: Rule) -> serde_json::Value {
    let short = rule.page().split("\n\n").nth(1).unwrap_or_default().replace('\n', " ");
    let page = rule.explanation();
    json!({
        "id": rule.name(),
        "shortDescription": { "text": short },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": rule.severity().name() },
        "properties": { "problem.severity": match rule.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "recommendation",
        }},
    })
}

impl<'m, W: Write> Report<'m> for Sarif<W> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        self.list(&entry.subject())
    }

    fn settings(&mut self, file: &SettingsFile<'_>) -> io::Result<()> {
        self.list(&file.subject())
    }

    fn problem(&mut self, problem: &SourceError) -> io::Result<()> {
        self.problems.push(harmless(&advice::problem(problem)).into_owned());
        Ok(())
    }

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        self.begin()?;
        let notifications: Vec<_> = self
            .problems
            .iter()
            .map(|problem| json!({ "level": "error", "message": { "text": problem } }))
            .collect();
        let invocation = json!({
            "executionSuccessful": notifications.is_empty(),
            "toolExecutionNotifications": notifications,
        });
        writeln!(self.out, "\n],\"invocations\":[{invocation}]}}]}}")?;
        self.out.flush()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    partial_fingerprints: Prints,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
    properties: Properties,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Prints {
    #[serde(rename = "hookspect/v1")]
    own: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation<'a> {
    fully_qualified_name: &'a str,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: &'static str,
}

impl Suppression {
    const fn new(justification: &'static str) -> Self {
        Self { kind: "external", status: "accepted", justification }
    }
}

#[derive(Serialize)]
struct Properties {
    record: u64,
}
