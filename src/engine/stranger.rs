//! Values so large that nobody wants to read them twice, judged by how their lists begin.

use super::examine::Scratch;
use super::examined::Documents;
use super::examiner::Examiner;
use crate::input::Unit;
use crate::model::Identification;

impl<'m> Examiner<'_, 'm> {
    /// What is said of a value that is one record, holds no captures, and is of no sender that anybody knows: by a unit
    /// that holds it with the first items of its lists. `None` of any other, which has to be read as it is.
    #[must_use]
    pub fn stranger(&self, unit: &Unit) -> Option<Identification<'m>> {
        if !self.filter.lets_all_through()
            || self.is_located()
            || self.list_kind(&unit.source, &unit.text).is_some()
        {
            return None;
        }
        let mut scratch = Scratch::default();
        let examined = self.examine(unit, None, Documents::None, &(), &mut scratch, &mut ());
        let mut records = examined.records.into_iter();
        let (Some(Some((outcome, ()))), None) = (records.next(), records.next()) else { return None };
        let identification = outcome.identification.filter(|_| outcome.body.is_none())?;
        matches!(identification, Identification::Unknown { .. }).then_some(identification)
    }
}
