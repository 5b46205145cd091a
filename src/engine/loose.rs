//! Sources in relaxed JSON: rewritten as JSON, cut into records, and every place led back to the original.

use std::ops::Range;
use std::sync::Arc;

use super::analysis::Analysis;
use super::examined::Body;
use super::no_payload::unreadable;
use super::unit::{Payload, UnitExaminer};
use crate::capture::{Captured, Fidelity, InRecord, Request};
use crate::finding::{Finding, SourceDeviation};
use crate::input::{Cause, Framing, Record, Unit, for_each_record};
use crate::json::{Document, Json5, JsonDialect, Pointer, Span, SyntaxError, Tape};

impl<'m, A: Analysis<'m>> UnitExaminer<'_, 'm, A> {
    /// Examines the unit as relaxed JSON. False where it is plain JSON.
    pub(super) fn loose(&mut self, tape: &mut Tape) -> bool {
        let mut json5 = Json5::read(&self.unit.text);
        let mention = match json5.dialect() {
            JsonDialect::Json => return false,
            dialect => dialect,
        };
        let rewritten = Unit {
            source: Arc::clone(&self.unit.source),
            text: json5.take_text(),
            start: self.unit.start,
            framing: Framing::Values { in_array: false },
            first: true,
            last: true,
            is_marked: self.unit.is_marked,
            pause: false,
            reader: self.unit.reader,
            damage: None,
            list: None,
            table: None,
        };
        let mut loose = Loose {
            mention: Some(mention),
            broken: json5.broken(),
            end: rewritten.text.trim_ascii_end().len(),
            original: self.unit.text.len(),
            json5: &json5,
        };
        for_each_record(&rewritten, tape, &mut |record| loose.record(&record, self));
        if let Some(error) = loose.broken {
            loose.unreadable(loose.end..loose.end, error, self);
        }
        true
    }
}

/// What is known of the text that is examined.
struct Loose<'t> {
    json5: &'t Json5<'t>,
    /// What there is to say of the source as a whole, until it is said.
    mention: Option<JsonDialect>,
    /// What is wrong with something that JSON does not have, until it is said.
    broken: Option<SyntaxError>,
    /// Where the rewritten text ends but for white space, and where the original does.
    end: usize,
    original: usize,
}

impl Loose<'_> {
    fn record<'m, A: Analysis<'m>>(&mut self, record: &Record<'_>, examiner: &mut UnitExaminer<'_, 'm, A>) {
        let rewritten = record.range.clone();
        match record.document {
            Ok(document) => self.payload(document, record.text, &rewritten, examiner),
            Err(Cause::Syntax(error)) => {
                // Where something that JSON does not have is broken the rewritten text ends: that it does is not what is wrong.
                let broken = self.broken.take_if(|_| error.is_incomplete() && rewritten.end >= self.end);
                let error = broken.unwrap_or_else(|| self.json5.as_written(rewritten.start, error));
                self.unreadable(rewritten, error, examiner);
            }
            Err(Cause::Binary(_)) => {}
        }
    }

    fn payload<'m, A: Analysis<'m>>(
        &mut self,
        document: Document<'_>,
        text: &[u8],
        rewritten: &Range<usize>,
        examiner: &mut UnitExaminer<'_, 'm, A>,
    ) {
        let range = self.original(rewritten);
        let identification = examiner.examiner.registry.identify(document, &examiner.question.hints);
        let examination = examiner.verdict(identification, document, &examiner.question);
        let mut findings = examination.findings;
        findings.extend(self.mentioned(document.root().span().start));
        findings.extend(self.kept_as_text(rewritten, document));
        let captured = Captured {
            request: Request::default(),
            chain: vec!["json5"],
            fidelity: Fidelity::Reserialised,
            whole: None,
        };
        let body = Body { text: text.to_vec(), captured };
        let locate = |offset: usize| InRecord {
            offset: self.json5.origin(rewritten.start + offset).saturating_sub(range.start),
            exact: true,
        };
        let payload = Payload {
            body: Some((body, &locate)),
            document: Some(document),
            identification: Some(examination.identification),
            findings,
            ..Payload::default()
        };
        examiner.outcome(range.clone(), payload);
    }

    /// A part that is not JSON5 either. The error's offset counts in the original.
    fn unreadable<'m, A: Analysis<'m>>(
        &mut self,
        rewritten: Range<usize>,
        error: SyntaxError,
        examiner: &mut UnitExaminer<'_, 'm, A>,
    ) {
        let at_end = rewritten.end >= self.end;
        let mut range = self.original(&rewritten);
        if at_end {
            range.end = self.original;
        }
        let error = SyntaxError { offset: error.offset.saturating_sub(range.start), ..error };
        let mut findings = vec![unreadable(Cause::Syntax(error), Framing::Values { in_array: false })];
        findings.extend(self.mentioned(0));
        examiner.outcome(range, Payload::none(findings));
    }

    /// What is said once of a source: that it is not quite JSON.
    fn mentioned(&mut self, start: u32) -> Option<Finding> {
        let span = Span { start, end: start + 1 };
        Some(Finding::of(SourceDeviation::NotPlain(self.mention.take()?), Pointer::default(), span))
    }

    /// What is said of the numbers in a record that JSON has no numbers for.
    fn kept_as_text(&self, rewritten: &Range<usize>, document: Document<'_>) -> Option<Finding> {
        let all = self.json5.kept_as_text();
        let from = all.partition_point(|one| one.offset < rewritten.start);
        let to = all.partition_point(|one| one.offset < rewritten.end);
        let first = all.get(from..to)?.first()?;
        let value = document.starting_at(first.offset - rewritten.start)?;
        let deviation = SourceDeviation::KeptAsText { what: first.what, others: to - from - 1 };
        Some(Finding::of(deviation, document.pointer_of(value.index()), value.span()))
    }

    /// A range of the rewritten text in the original: from its first byte to past its last.
    fn original(&self, rewritten: &Range<usize>) -> Range<usize> {
        let start = self.json5.origin(rewritten.start);
        let last = rewritten.end.saturating_sub(1).max(rewritten.start);
        start..(self.json5.origin(last) + 1).clamp(start, self.original)
    }
}
