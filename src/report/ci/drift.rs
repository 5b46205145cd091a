//! Departures from models as annotations of GitHub Actions and as SARIF.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::github::{data, property};
use super::place::Base;
use super::sarif::SCHEMA;
use crate::drift::{Departure, Drift, Grouping, Line, Section};
use crate::finding::Severity;
use crate::report::parts::departures::{departure_evidence, remarks, section_title, title};
use crate::report::parts::terminal::harmless;
use crate::report::tally::Tally;

/// Writes an annotation a departure, the totals first: only ten of a kind are drawn per step.
pub fn drift_github(
    out: &mut dyn Write,
    drift: &Drift,
    grouping: Grouping,
    base: &Base,
    tally: &Tally,
) -> io::Result<()> {
    let mut totals = vec![tally.line()];
    totals.extend(remarks(drift));
    writeln!(out, "::notice title=hookspect drift::{}", data(&totals.join("; ")))?;
    for (section, lines) in drift.sections(grouping) {
        for line in lines {
            let command = match line.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "notice",
            };
            let mut properties = Vec::new();
            if let Some((source, at)) = &line.place {
                properties.push(format!("file={},line={at}", property(&base.path_named(source))));
                properties.extend(line.column.map(|column| format!("col={column}")));
            }
            let group = match section {
                Section::Event(_) => String::new(),
                other => format!(" · {}", section_title(other)),
            };
            let title = format!("hookspect drift: {}{group}", line.departure);
            properties.push(format!("title={}", property(&title)));
            writeln!(out, "::{command} {}::{}", properties.join(","), data(&sentence(line)))?;
        }
    }
    out.flush()
}

/// Writes one run of SARIF 2.1.0 with a result a departure.
pub fn drift_sarif(out: &mut dyn Write, drift: &Drift, grouping: Grouping, base: &Base) -> io::Result<()> {
    let rules: Vec<Value> = Departure::ALL
        .iter()
        .map(|kind| json!({ "id": kind.name(), "defaultConfiguration": { "level": kind.severity().name() } }))
        .collect();
    let tool = json!({ "driver": {
        "name": env!("CARGO_PKG_NAME"), "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules,
    }});
    let sections = drift.sections(grouping);
    let results: Vec<Value> = sections
        .into_iter()
        .flat_map(|(section, lines)| lines.into_iter().map(move |line| result(section, line, base)))
        .collect();
    let notes: Vec<Value> = remarks(drift)
        .iter()
        .map(|remark| json!({ "level": "note", "message": { "text": harmless(remark) } }))
        .collect();
    let run = json!({
        "tool": tool,
        "columnKind": "unicodeCodePoints",
        "results": results,
        "invocations": [{ "executionSuccessful": drift.unreadable == 0, "toolExecutionNotifications": notes }],
    });
    writeln!(out, "{}", json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] }))?;
    out.flush()
}

fn result(section: Section<'_>, line: &Line, base: &Base) -> Value {
    let kind = line.departure;
    let group = title(&line.group);
    // What it is, and not since when: a later run over more captures tells the same.
    let mut print = String::with_capacity(32);
    for byte in Sha256::digest(format!("{group}\0{kind}\0{}\0{}", line.pattern, line.detail)).iter().take(16)
    {
        let _ = write!(print, "{byte:02x}");
    }
    let mut location = serde_json::Map::new();
    if let Some((source, at)) = &line.place {
        let mut region = json!({ "startLine": at });
        if let Some(column) = line.column {
            region["startColumn"] = json!(column);
        }
        let place = json!({ "artifactLocation": { "uri": base.uri_named(source) }, "region": region });
        location.insert("physicalLocation".into(), place);
    }
    let name = if line.pattern.is_empty() { group.clone() } else { line.pattern.clone() };
    location.insert("logicalLocations".into(), json!([{ "fullyQualifiedName": harmless(&name) }]));
    let mut properties = json!({ "event": harmless(&group), "found": line.found, "records": line.records });
    if !matches!(section, Section::Event(_)) {
        properties["group"] = json!(harmless(&section_title(section)));
    }
    json!({
        "ruleId": kind.name(),
        "ruleIndex": Departure::ALL.iter().position(|one| *one == kind),
        "level": line.severity.name(),
        "message": { "text": harmless(&sentence(line)) },
        "partialFingerprints": { "hookspect/v1": print },
        "locations": [location],
        "properties": properties,
    })
}

fn sentence(line: &Line) -> String {
    format!("{}: {}", title(&line.group), departure_evidence(line))
}
