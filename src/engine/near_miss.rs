//! What an unknown payload nearly is: a capture that lacks one mark, or something with a payload in it.

use super::analysis::Analysis;
use super::unit::UnitExaminer;
use crate::capture::{nearly, payload};
use crate::finding::{Deviation, EventDeviation, Finding, NearestMiss, Rule};
use crate::json::{Document, JsonKind, Tape};

impl<'m, A: Analysis<'m>> UnitExaminer<'_, 'm, A> {
    /// Says of an unknown payload what capture it looks like, or where in it a payload stands, in place of what no
    /// provider sends.
    pub(super) fn look_nearer(&self, document: Document<'_>, findings: &mut [Finding]) {
        let unidentified = findings.iter_mut().find_map(|finding| match &mut finding.deviation {
            Deviation::Event(event) if finding.rule == Rule::Unidentified => Some(&mut **event),
            _ => None,
        });
        let Some(EventDeviation::Unidentified { nearest, own_name }) = unidentified else { return };
        if let Some(clause) = nearly(document) {
            (*nearest, *own_name) = (NearestMiss::Capture(clause), None);
        } else if let Some(within) = self.within(document) {
            *nearest = within;
        }
    }

    /// Where in a document a payload stands.
    fn within(&self, document: Document<'_>) -> Option<NearestMiss> {
        let judge = |document: Document<'_>| self.examiner.judge(document, &self.question.hints);
        let value = payload(document, &|document| judge(document).is_payload)?;
        let mut tape = Tape::new();
        let text = value.text().filter(|_| value.kind() == JsonKind::String);
        let text = text.as_deref().unwrap_or_else(|| value.raw());
        let known = tape.parse(text.as_bytes()).ok().and_then(|inner| judge(inner).verdict.ids());
        let what = known.unwrap_or_else(|| "a capture".to_owned());
        Some(NearestMiss::Within { pointer: document.pointer_of(value.index()), what })
    }
}
