//! The machine formats `json` (one document) and `ndjson` (one record a line, a summary last), version
//! `hookspect/v1`. These structs are the format; what happens inside may change without them.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, Write};

use serde::ser::{Serialize, SerializeSeq, Serializer};
use serde_json::json;
use serde_json::value::RawValue;

use super::frame::{EventName, Frame, Layout};
use crate::engine::Documents;
use crate::finding::Standing;
use crate::input::SourceError;
use crate::model::{self, EventRef, Identification};
use crate::redact::Mask;
use crate::report::Report;
use crate::report::entry::{Entry, Located, SettingsFile, Subject};
use crate::report::parts::advice;
use crate::report::parts::leaves::{Met, each};
use crate::report::parts::listing::Listing;
use crate::report::tally::Tally;

/// Records as JSON.
pub struct Json<W> {
    out: W,
    frame: Frame,
    /// Hides what no output may show.
    mask: Mask,
    /// Whether records come with every field of the payload.
    fields: bool,
    listing: Listing,
    /// What there is to say of the configuration and the baseline, and which sources could not be read: one document
    /// has them after the records.
    settings: Vec<serde_json::Value>,
    problems: Vec<serde_json::Value>,
}

/// What is told beside the records.
#[derive(Debug, Clone, Copy)]
enum Aside {
    /// Findings about the configuration or the baseline.
    Settings,
    /// A source that could not be read.
    Problem,
}

impl Aside {
    const fn line_type(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::Problem => "problem",
        }
    }
}

impl<W: Write> Json<W> {
    /// JSON on `out`, if `fields` with the payload's fields.
    pub const fn new(
        out: W,
        command: &'static str,
        layout: Layout,
        mask: Mask,
        fields: bool,
        listing: Listing,
    ) -> Self {
        let frame = Frame::new(command, "records", layout);
        Self { out, frame, mask, fields, listing, settings: Vec::new(), problems: Vec::new() }
    }

    /// What is no record: a line of its own type, or kept for the end of the document.
    fn aside(&mut self, aside: Aside, value: serde_json::Value) -> io::Result<()> {
        match (self.frame.layout, aside) {
            (Layout::Document, Aside::Settings) => self.settings.push(value),
            (Layout::Document, Aside::Problem) => self.problems.push(value),
            (Layout::Lines, aside) => {
                let mut line = json!({ "type": aside.line_type() });
                if let (Some(line), serde_json::Value::Object(members)) = (line.as_object_mut(), value) {
                    line.extend(members);
                }
                self.frame.item(&mut self.out, &line)?;
            }
        }
        Ok(())
    }
}

impl<'m, W: Write> Report<'m> for Json<W> {
    fn documents(&self) -> Documents {
        if self.fields { Documents::All } else { Documents::None }
    }

    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        let findings = findings(&mut self.listing, &entry.subject());
        let left_out = Cell::new(0);
        let record = Record {
            line_type: self.frame.line_type("record"),
            source: entry.source,
            number: entry.number(),
            line: entry.position.line,
            status: entry.status.name(),
            identification: entry.identification.map(Identified::from),
            findings,
            capture: entry.capture.map(|captured| Unwrapped {
                chain: &captured.chain,
                method: captured.request.method.as_deref(),
                url: captured.request.url.as_deref().map(|url| self.mask.text(url)),
                received_at: captured.request.received_at.as_deref(),
                logged_by: captured.request.logged_by.as_deref(),
                fidelity: captured.fidelity.name(),
                pointer: captured.pointer(),
            }),
            fields: self.fields.then_some(Fields { entry, mask: &self.mask, left_out: &left_out }),
            fields_left_out: &left_out,
        };
        self.frame.item(&mut self.out, &record)
    }

    fn settings(&mut self, file: &SettingsFile<'_>) -> io::Result<()> {
        let findings = findings(&mut self.listing, &file.subject());
        self.aside(Aside::Settings, json!({ "source": file.name, "findings": findings }))
    }

    fn problem(&mut self, problem: &SourceError) -> io::Result<()> {
        self.aside(Aside::Problem, json!({ "source": problem.name, "message": advice::cause(&problem.kind) }))
    }

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        let others = [("settings", self.settings.as_slice()), ("problems", &self.problems)];
        self.frame.end(&mut self.out, &others, &self.listing.totals(tally))
    }
}

#[derive(serde::Serialize)]
struct Record<'a, 'm> {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    line_type: Option<&'static str>,
    source: &'a str,
    #[serde(rename = "record")]
    number: u64,
    line: u32,
    status: &'static str,
    identification: Option<Identified<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    capture: Option<Unwrapped<'a>>,
    findings: Vec<Finding<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fields: Option<Fields<'a, 'm>>,
    /// How many fields are not among them, where there are any.
    #[serde(skip_serializing_if = "is_none_left_out")]
    fields_left_out: &'a Cell<u64>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde asks for")]
const fn is_none_left_out(count: &&Cell<u64>) -> bool {
    count.get() == 0
}

/// The fields of a payload, written as they are met.
struct Fields<'a, 'm> {
    entry: &'a Entry<'a, 'm>,
    mask: &'a Mask,
    /// How many did not fit, once they are written.
    left_out: &'a Cell<u64>,
}

impl Serialize for Fields<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_seq(None)?;
        let left_out = each(self.entry, self.mask, &mut |met| match met {
            Met::Object { .. } => Ok(()),
            Met::Leaf(leaf) => fields.serialize_element(&Field {
                pointer: leaf.pointer,
                value: raw(&leaf.value),
                meaning: leaf.meaning,
                sensitivity: leaf.sensitivity.name(),
            }),
        })?;
        self.left_out.set(left_out);
        fields.end()
    }
}

#[derive(serde::Serialize)]
struct Unwrapped<'a> {
    chain: &'a [&'static str],
    method: Option<&'a str>,
    url: Option<Cow<'a, str>>,
    received_at: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logged_by: Option<&'a str>,
    fidelity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
}

#[derive(serde::Serialize)]
struct Identified<'m> {
    certainty: &'static str,
    #[serde(flatten)]
    name: EventName<'m>,
    candidates: Vec<String>,
    evidence: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    names_itself: Option<OwnName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sent_by: Option<OwnName>,
}

/// What a payload of no known provider says of itself.
#[derive(serde::Serialize)]
struct OwnName {
    name: String,
    place: String,
}

impl From<&model::OwnName> for OwnName {
    fn from(own: &model::OwnName) -> Self {
        Self { name: own.name.clone(), place: own.place.clone() }
    }
}

impl<'m> From<&Identification<'m>> for Identified<'m> {
    fn from(identification: &Identification<'m>) -> Self {
        let candidates = match identification {
            Identification::Ambiguous { candidates, .. } => {
                candidates.iter().map(|model| model.id()).collect()
            }
            Identification::UnknownEvent { nearest, .. } => nearest.map(EventRef::id).into_iter().collect(),
            _ => Vec::new(),
        };
        Self {
            certainty: identification.certainty(),
            name: EventName::from(Some(identification)),
            candidates,
            evidence: advice::evidence(identification),
            names_itself: identification.own_name().map(OwnName::from),
            sent_by: identification.sender().map(OwnName::from),
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde asks for")]
const fn is_one(count: &u64) -> bool {
    *count == 1
}

#[derive(serde::Serialize)]
struct Finding<'a> {
    rule: &'static str,
    severity: &'static str,
    pointer: &'a str,
    line: u32,
    column: u32,
    message: String,
    expected: Option<Cow<'a, str>>,
    found: Option<Cow<'a, str>>,
    help: Option<Cow<'a, str>>,
    /// How many findings it stands for; absent where it is one.
    #[serde(skip_serializing_if = "is_one")]
    count: u64,
    /// Absent where the finding counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<&'static str>,
}

fn findings<'a>(listing: &mut Listing, subject: &Subject<'a, '_>) -> Vec<Finding<'a>> {
    listing.of(subject.findings).into_iter().map(|located| Finding::of(subject, located)).collect()
}

impl<'a> Finding<'a> {
    fn of(subject: &Subject<'_, '_>, located: &'a Located) -> Self {
        let finding = &located.finding;
        Self {
            rule: finding.rule.name(),
            severity: finding.severity.name(),
            pointer: finding.pointer.as_str(),
            line: located.position.line,
            column: located.position.column,
            message: subject.sentence(located),
            expected: finding.deviation.expected(),
            found: finding.deviation.found(),
            help: advice::help(&finding.deviation),
            count: finding.count,
            standing: (finding.standing != Standing::Counts).then(|| finding.standing.name()),
        }
    }
}

#[derive(serde::Serialize)]
struct Field<'f> {
    pointer: &'f str,
    value: Box<RawValue>,
    meaning: Option<&'f str>,
    sensitivity: Option<&'static str>,
}

/// A scalar as JSON; what is none as text.
fn raw(text: &str) -> Box<RawValue> {
    let quoted = || serde_json::to_string(text).and_then(RawValue::from_string);
    let value = RawValue::from_string(text.to_owned()).or_else(|_| quoted());
    value.unwrap_or_else(|_| RawValue::NULL.to_owned())
}
