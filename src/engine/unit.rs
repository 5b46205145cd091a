//! The records of one unit, one after another: read, unwrapped, identified, checked.

use std::ops::Range;
use std::path::Path;

use super::analysis::Analysis;
use super::examined::{Body, Documents, Examined, ExaminedUnit, Outcome};
use super::examiner::{Examiner, Known, Unwrapping};
use super::filter::Candidate;
use super::no_payload::{about_capture, about_source, log_without_payload, unreadable};
use super::review::{Reviewed, Reviewing, Sighting};
use super::unwrap::{Capture, Fault, Found, Judged, Tapes, Unwrapper};
use crate::capture::{
    CaptureFormat, Captured, Fidelity, InRecord, Place, Portion, Request, WholeBody, comes_first,
    foreign_print,
};
use crate::finding::{Finding, Findings, Located, Rule, Severity, SourceDeviation};
use crate::input::{Cause, Damage, Framing, Record, Unit, for_each_record};
use crate::json::{Beginning, Document, JsonKind, Nodes, Pointer, Position, PositionCursor, Span, Tape};
use crate::model::{Examination, Identification, Question, Status, examine};
use crate::policy::SourcePolicy;

/// Examines the records of one unit.
pub(super) struct UnitExaminer<'u, 'm, A: Analysis<'m>> {
    pub(super) examiner: &'u Examiner<'u, 'm>,
    pub(super) policy: &'u SourcePolicy<'u, 'm>,
    pub(super) question: Question<'m>,
    pub(super) unit: &'u Unit,
    pub(super) cursor: PositionCursor<'u>,
    /// What is to be said about the request at hand, until its body is found.
    pub(super) remarks: Vec<(Rule, Fault)>,
    /// Of which records the parsed payload is kept.
    pub(super) documents: Documents,
    pub(super) analysis: &'u A,
    pub(super) part: &'u mut A::Part,
    pub(super) examined: ExaminedUnit<'m, A::Product>,
}

/// A record of which it is known what is in it.
#[derive(Default)]
pub(super) struct Payload<'d, 'm> {
    /// The body, where it is not the record itself, and where its bytes stand in the record.
    pub(super) body: Option<(Body, &'d dyn Fn(usize) -> InRecord)>,
    pub(super) document: Option<Document<'d>>,
    pub(super) identification: Option<Identification<'m>>,
    /// What it is, where its findings do not decide that.
    pub(super) status: Option<Status>,
    /// Whether its findings alone decide that, whatever it is.
    pub(super) is_reviewed: bool,
    pub(super) findings: Vec<Finding>,
}

impl Payload<'_, '_> {
    /// Something of which there is only this to say.
    pub(super) fn none(findings: Vec<Finding>) -> Self {
        Self { findings, ..Self::default() }
    }
}

impl<'m, A: Analysis<'m>> UnitExaminer<'_, 'm, A> {
    /// A unit that is text and no JSON. False where nothing was found in it.
    pub(super) fn text(
        &mut self,
        unwrapper: &Unwrapper<'_, Known<'m>>,
        unwrapping: Unwrapping<'_>,
        tape: &mut Tape,
        tapes: &mut Tapes,
    ) -> bool {
        let (text, whole) = (self.unit.text.as_slice(), 0..self.unit.text.len());
        let asked = unwrapping.only;
        if let Some(part) = &self.unit.table {
            unwrapper.rows(text, part, tapes, &mut |found| self.found(whole.clone(), found));
            return true;
        }
        let loose = asked.is_none() && self.unit.source.is_relaxed_json();
        if asked == Some(CaptureFormat::JSON5) || loose && self.unit.framing != Framing::Lines {
            return tape.parse(text).is_err() && self.loose(tape);
        }
        let is_text = matches!(self.unit.framing, Framing::Text | Framing::Log);
        match (self.unit.framing, unwrapping.only.filter(|form| is_text || form.is_text())) {
            (Framing::Text, None) => {
                if unwrapper.text(text, tapes, &mut |found| self.found(whole.clone(), found)) {
                    return true;
                }
                unwrapper.lines(text, tapes, &mut |found| self.found(whole.clone(), found));
                if !self.examined.records.is_empty() {
                    return true;
                }
                if self.unit.source.by_content {
                    return true;
                }
                // Of a single line a JSON reader can say more.
                let lines = std::mem::take(&mut self.examined.passed);
                if lines > 1 || foreign_print(text).is_some() {
                    self.outcome(whole, Payload::none(vec![log_without_payload(text, lines)]));
                    return true;
                }
                false
            }
            (Framing::Log, None) => {
                unwrapper.lines(text, tapes, &mut |found| self.found(whole.clone(), found));
                true
            }
            (_, Some(form)) => {
                unwrapper.text_as(text, form, tapes, &mut |found| self.found(whole.clone(), found));
                true
            }
            _ => false,
        }
    }

    pub(super) fn record(
        &mut self,
        record: Record<'_>,
        unwrapper: &Unwrapper<'_, Known<'m>>,
        tapes: &mut Tapes,
    ) {
        let document = match record.document {
            Ok(document) => document,
            Err(cause) => {
                let finding = unreadable(cause, self.unit.framing);
                return self.outcome(record.range, Payload::none(vec![finding]));
            }
        };
        // What is JSON is JSON5 too.
        let only = self.examiner.unwrapping.and_then(|unwrapping| unwrapping.only);
        let only = only.filter(|form| *form != CaptureFormat::JSON5);
        let unwraps = self.examiner.unwrapping.is_some();
        let unwrap = |own: &mut Self, tapes: &mut Tapes| {
            unwrapper.record(document, only, tapes, &mut |found| own.found(record.range.clone(), found))
        };
        // A sender's own record of a delivery would pass for a payload.
        let first = unwraps && (only.is_some() || self.examiner.is_located() || comes_first(document));
        if first && unwrap(self, tapes) {
            return;
        }
        let Judged { is_payload, events, verdict: identification, .. } =
            self.examiner.judge(document, &self.question.hints);
        if let Some(list) = events.filter(|_| unwraps)
            && unwrapper.several(document, list, tapes, &mut |found| self.found(record.range.clone(), found))
        {
            return;
        }
        if unwraps && !is_payload && !first && unwrap(self, tapes) {
            return;
        }
        let unknown = !identification.is_supported();
        let mut examination = self.verdict(identification, document, &self.question);
        if unknown && self.examiner.unwrapping.is_some() {
            self.look_nearer(document, &mut examination.findings);
        }
        if record.comma {
            let last = document.root().span().end;
            let span = Span { start: last, end: last + 1 };
            examination.findings.push(Finding::of(SourceDeviation::StrayComma, Pointer::default(), span));
        }
        let Examination { identification, findings } = examination;
        let (document, identification) = (Some(document), Some(identification));
        self.outcome(record.range, Payload { document, identification, findings, ..Payload::default() });
    }

    /// The whole verdict on a payload, or only which event it is.
    pub(super) fn verdict(
        &self,
        identification: Identification<'m>,
        document: Document<'_>,
        question: &Question<'m>,
    ) -> Examination<'m> {
        let unchecked = self.examiner.only_captures && !self.examiner.filter.needs_verdicts();
        if unchecked && document.root().kind() == JsonKind::Object {
            let identification = identification.expecting(question.expect);
            return Examination { identification, findings: Vec::new() };
        }
        examine(identification, document, question)
    }

    /// The unit is the body of a request.
    pub(super) fn received(&mut self, request: &Request, tape: &mut Tape) {
        let text = self.unit.text.as_slice();
        let document = tape.parse(text);
        let judged = document
            .ok()
            .map(|document| self.examiner.judge_received(document, self.question.clone(), request).verdict);
        let (place, fidelity, chain) = (&Place::RECORD, Fidelity::Exact, &[][..]);
        let capture = Capture { text, document, judged, place, fidelity, request, chain, whole: None };
        self.found(0..text.len(), Found::Capture(capture));
    }

    /// What unwrapping comes upon in the record at `range`.
    pub(super) fn found(&mut self, range: Range<usize>, found: Found<'_, Known<'m>>) {
        let capture = match found {
            Found::Passed(count) => return self.examined.passed += count,
            Found::Remark(fault) => return self.remarks.push((Rule::DoubtfulCapture, fault)),
            Found::Damage(fault) => return self.remarks.push((Rule::BrokenCapture, fault)),
            Found::Fault(fault) => {
                let rule = if fault.refused { Rule::NoRequest } else { Rule::BrokenCapture };
                let mut findings = vec![about_capture(rule, &fault)];
                findings.extend(self.remarks.drain(..).map(|(rule, one)| about_capture(rule, &one)));
                // Its own text is enough to see it by; the rest of the record has nothing to do with it.
                let own = range.start + fault.range.start..range.start + fault.range.end;
                let before = u32::try_from(fault.range.start).unwrap_or(u32::MAX);
                for finding in &mut findings {
                    let Span { start, end } = finding.span;
                    finding.span =
                        Span { start: start.saturating_sub(before), end: end.saturating_sub(before) };
                }
                return self.outcome(own, Payload::none(findings));
            }
            Found::Capture(capture) => capture,
        };
        let (mut findings, mut identification) = (Vec::new(), None);
        match (capture.document, capture.judged) {
            _ if capture.text.trim_ascii().is_empty() => {
                let method = capture.request.method.as_deref().map(Into::into);
                findings.push(about_source(SourceDeviation::EmptyRequest { method }));
            }
            (Ok(document), Some(Known { identification: identified, question })) => {
                let unknown = !identified.is_supported();
                let examination = self.verdict(identified, document, &question);
                findings = examination.findings;
                if unknown {
                    self.look_nearer(document, &mut findings);
                }
                identification = Some(examination.identification);
            }
            (Err(error), _) => {
                findings.push(unreadable(Cause::Syntax(error), Framing::Values { in_array: false }));
            }
            (Ok(_), None) => {}
        }
        if let Some(WholeBody { portion: Portion::WithOnly(item), .. }) = capture.whole {
            let only = only_item(item);
            let value = capture.document.ok().and_then(|document| document.pointer(only.as_str()));
            for finding in &mut findings {
                // What is said of which event it is is said of the item.
                let of_item = matches!(finding.rule, Rule::Unidentified | Rule::AmbiguousEvent);
                if let Some(value) = value.filter(|_| of_item && finding.pointer == Pointer::default()) {
                    (finding.pointer, finding.span) = (item.clone(), value.span());
                } else if let Some(moved) = finding.pointer.moved(&only, item) {
                    finding.pointer = moved;
                }
            }
        }
        for (rule, remark) in self.remarks.drain(..) {
            let mut finding = about_capture(rule, &remark);
            finding.span = Span { start: 0, end: 0 };
            findings.push(finding);
        }
        let captured = Captured {
            request: capture.request.clone(),
            chain: capture.chain.to_vec(),
            fidelity: capture.fidelity,
            whole: capture.whole.cloned(),
        };
        let body = Body { text: capture.text.to_vec(), captured };
        let locate = |offset: usize| capture.place.locate(offset);
        let document = capture.document.ok().filter(|_| identification.is_some());
        let body = Some((body, &locate as &dyn Fn(usize) -> InRecord));
        self.outcome(range, Payload { body, document, identification, findings, ..Payload::default() });
    }

    /// The unit as it stands, reviewed and nothing else.
    pub(super) fn reviewed_alone(&mut self, tape: &mut Tape) {
        let unit = self.unit;
        if matches!(unit.framing, Framing::Text | Framing::Log) {
            let payload = Payload { is_reviewed: true, ..Payload::default() };
            return self.outcome(0..unit.text.len(), payload);
        }
        for_each_record(unit, tape, &mut |record| {
            let document = record.document.ok();
            let identified =
                document.map(|document| self.examiner.registry.identify(document, &self.question.hints));
            let payload =
                Payload { document, identification: identified, is_reviewed: true, ..Payload::default() };
            self.outcome(record.range, payload);
        });
    }

    /// What a review has to say of a record or of a body in it, but for what is allowed.
    fn reviewed(&self, record: &[u8], payload: &Payload<'_, 'm>) -> Vec<Finding> {
        let Some(Reviewing { review, .. }) = self.examiner.reviewing else { return Vec::new() };
        self.policy.note_review();
        let text = match payload.document {
            Some(document) => document.text().into(),
            None => String::from_utf8_lossy(
                payload.body.as_ref().map_or(record, |(body, _)| body.text.as_slice()),
            ),
        };
        let mut sightings = review.record(&Reviewed {
            text: &text,
            document: payload.document,
            body: payload.identification.as_ref().and_then(Identification::body),
            request: payload.body.as_ref().map(|(body, _)| &body.captured.request),
        });
        if self.unit.first && self.examined.records.is_empty() {
            let name = Path::new(&self.unit.source.name).file_name().unwrap_or_default();
            sightings.extend(review.file_name(&name.to_string_lossy()));
        }
        let mut findings = Findings::new();
        for Sighting { finding, value } in sightings {
            if !self.policy.allows(&finding, &value) {
                findings.push(finding);
            }
        }
        findings.into_vec()
    }

    /// What there is to say of a source that ends where it should not.
    pub(super) fn damaged(&mut self, damage: &Damage) {
        let finding = about_source(SourceDeviation::Damaged(damage.clone()));
        let end = self.unit.text.len();
        if damage.is_harmless() {
            // There is nothing here but the finding: without it, nothing at all.
            let counts = self.policy.levelled(&mut vec![finding.clone()]) == 0;
            if counts {
                let status = Some(Status::Unknown);
                self.outcome(end..end, Payload { status, ..Payload::none(vec![finding]) });
            }
        } else {
            self.outcome(end..end, Payload::none(vec![finding]));
        }
    }

    /// Adds what was made of a record or of a capture in it.
    pub(super) fn outcome(&mut self, range: Range<usize>, payload: Payload<'_, 'm>) {
        let record = self.unit.text.get(range.clone()).unwrap_or_default();
        let seen = self.reviewed(record, &payload);
        let Payload { body, document, identification, status: said, is_reviewed, mut findings } = payload;
        findings.extend(seen);
        // A text, a number or a list is no body; an object is one whatever it says.
        let is_body = body.is_some() || (identification.is_some() && record.starts_with(b"{"));
        let filter = self.examiner.filter;
        if self.examiner.only_captures && is_body && !filter.needs_verdicts() {
            findings.retain(is_about_captures);
        }
        let ignored = self.policy.levelled(&mut findings);
        let empty = findings.iter().any(|finding| finding.rule == Rule::EmptyBody);
        let status = |findings: &[Finding]| match (said, &identification) {
            (Some(said), _) => said,
            _ if is_reviewed => {
                let is_wrong = findings.iter().any(|finding| finding.severity == Severity::Error);
                if is_wrong { Status::Invalid } else { Status::Valid }
            }
            (None, Some(identification)) => Examination::status_of(identification, findings),
            (None, None) if empty || findings.iter().any(|finding| finding.rule == Rule::NoRequest) => {
                Status::Unknown
            }
            (None, None) => Status::Unreadable,
        };
        let mut verdict = status(&findings);
        let candidate = Candidate {
            identification: identification.as_ref(),
            status: verdict,
            document,
            capture: body.as_ref().map(|(body, _)| &body.captured),
        };
        if !filter.keeps(&candidate, findings.iter().map(|finding| finding.rule)) {
            self.examined.records.push(None);
            return;
        }
        if self.examiner.only_captures && is_body && filter.needs_verdicts() {
            findings.retain(is_about_captures);
            verdict = status(&findings);
        }
        let status = verdict;
        self.policy.expected(status, Span { start: 0, end: 1 }, &mut findings);
        findings.sort_by_key(|finding| (finding.span.start, finding.rule));
        let start = range.start;
        let place = |offset: usize| {
            body.as_ref().map_or(InRecord { offset, exact: true }, |(_, locate)| locate(offset))
        };
        let position = self.cursor.at(start + place(0).offset.min(range.len()));
        let mut own = body.as_ref().map(|(body, _)| PositionCursor::new(&body.text, Position::START));
        let mut located = Vec::with_capacity(findings.len());
        for mut finding in findings {
            let offset = finding.span.start as usize;
            let at = place(offset);
            if let (false, Some(own), true) = (at.exact, &mut own, offset > 0) {
                finding.in_body = Some(own.at(offset));
            }
            let position = self.cursor.at(start + at.offset);
            located.push(Located { finding, position });
        }
        let kept = document.filter(|_| self.documents.keeps(&located));
        let outcome = Outcome {
            range,
            body: body.map(|(body, _)| Box::new(body)),
            nodes: kept.map(Nodes::of),
            beginning: Beginning::default(),
            position,
            identification,
            findings: located,
            ignored,
            status,
            empty,
        };
        let examined = Examined { document, ..outcome.examined(self.unit) };
        let product = self.analysis.record(self.part, &examined);
        self.examined.records.push(Some((outcome, product)));
    }
}

/// Where the item of a list stands once it is the only one.
fn only_item(item: &Pointer) -> Pointer {
    let mut only = item.clone();
    only.truncate(item.as_str().rfind('/').unwrap_or_default());
    only.push_index(0);
    only
}

/// Whether a finding is about the capture, and not about the payload in it.
fn is_about_captures(finding: &Finding) -> bool {
    matches!(
        finding.rule,
        Rule::BrokenCapture | Rule::NoRequest | Rule::DoubtfulCapture | Rule::LooseSyntax | Rule::EmptyBody
    )
}
