//! Values so large that their captures are read one by one, from the list that holds them; and the rows of large tables.

use super::analysis::Analysis;
use super::examiner::{Examiner, Known};
use super::unit::UnitExaminer;
use super::unwrap::{Fault, Found, Tapes, Unwrapper};
use crate::capture::{InRecord, Listed, comes_first, table_kind};
use crate::input::{ListKind, ListPart, Source, TableKind, for_each_record};
use crate::json::{Document, Tape};

impl Examiner<'_, '_> {
    /// Whether the items of the list at the end of a value are captures that can be read without it; and of which form.
    pub(super) fn list_kind(&self, source: &Source, value: &[u8]) -> Option<ListKind> {
        let mut tape = Tape::new();
        let document = tape.parse(value).ok()?;
        let only = self.unwrapping?.only;
        let form = Listed::of(document, only)?;
        let is_read = only.is_some() || !self.is_read_whole(source, document);
        form.number().filter(|_| is_read && !self.is_located()).map(ListKind)
    }

    /// Whether a text that begins so is a table of captures, whose rows can be read one by one.
    pub(super) fn table_kind(&self, text: &[u8]) -> Option<TableKind> {
        let only = self.unwrapping?.only;
        let is_read_whole = self.reviewing.is_some_and(|reviewing| reviewing.alone);
        table_kind(text, only).filter(|_| !is_read_whole)
    }

    /// Whether a document is read as a whole, or for something else than the captures in it.
    fn is_read_whole(&self, source: &Source, document: Document<'_>) -> bool {
        if self.reviewing.is_some_and(|reviewing| reviewing.alone) || comes_first(document) {
            return true;
        }
        let judged = self.judge(document, &self.question_of(source).hints);
        judged.is_payload || judged.events.is_some()
    }
}

impl<'m, A: Analysis<'m>> UnitExaminer<'_, 'm, A> {
    /// The unit is a part of a list.
    pub(super) fn list_part(
        &mut self,
        part: &ListPart,
        unwrapper: &Unwrapper<'_, Known<'m>>,
        tape: &mut Tape,
        tapes: &mut Tapes,
    ) {
        let Some(form) = Listed::numbered(part.kind.0) else { return };
        for_each_record(self.unit, tape, &mut |record| match record.document {
            Ok(document) => {
                let range = record.range.clone();
                unwrapper.item(document, form, tapes, &mut |found| self.found(range.clone(), found));
            }
            Err(_) => self.record(record, unwrapper, tapes),
        });
        let Some((around, _)) = part.around(&self.unit.text) else { return };
        let Ok(document) = tape.parse(&around) else { return };
        let only = self.examiner.unwrapping.and_then(|unwrapping| unwrapping.only);
        let source = &self.unit.source;
        if !form.still(document, only) || only.is_none() && self.examiner.is_read_whole(source, document) {
            let fault = Fault {
                layer: Some(form.name()),
                message: "has items that were read one by one, and what follows them makes it something else"
                    .to_owned(),
                remedy:
                    "the findings on its items may be mistaken; give the items themselves, or name the format"
                        .into(),
                at: InRecord { offset: 0, exact: true },
                range: 0..1,
                refused: false,
            };
            let end = part.end.unwrap_or_default();
            self.found(end..self.unit.text.len(), Found::Fault(fault));
        }
    }
}
