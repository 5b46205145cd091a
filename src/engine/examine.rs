//! From a unit of a source to the verdicts on its records: what each worker does.

use super::analysis::Analysis;
use super::examined::{Documents, ExaminedUnit};
use super::examiner::Examiner;
use super::inflation::Inflation;
use super::unit::UnitExaminer;
use super::unwrap::{Tapes, Unwrapper};
use crate::capture::Request;
use crate::input::{Growth, Unit, for_each_record};
use crate::json::{Document, PositionCursor, Tape};

/// What a worker keeps from unit to unit.
#[derive(Default)]
pub(super) struct Scratch {
    tape: Tape,
    tapes: Tapes,
}

impl<'m> Examiner<'_, 'm> {
    /// Examines every record of a unit; or the unit as the body of a request that was received.
    pub(super) fn examine<A: Analysis<'m>>(
        &self,
        unit: &Unit,
        received: Option<&Request>,
        documents: Documents,
        analysis: &A,
        scratch: &mut Scratch,
        part: &mut A::Part,
    ) -> ExaminedUnit<'m, A::Product> {
        let policy = self.policy_of(unit);
        let mut question = self.question_of(&unit.source);
        question.expect = question.expect.or(policy.event());
        let asked = question.clone();
        let judge =
            |document: Document<'_>, request: &Request| self.judge_received(document, asked.clone(), request);
        let growth = self.unwrapping.map_or(Growth::UpTo(0), |unwrapping| unwrapping.growth);
        let at = self.unwrapping.and_then(|unwrapping| unwrapping.at);
        let unwrapper = Unwrapper::new(&judge, Inflation::of(unit.text.len(), growth)).at(at);
        let mut unit_examiner = UnitExaminer {
            examiner: self,
            policy: &policy,
            question,
            unit,
            cursor: PositionCursor::new(&unit.text, unit.start),
            remarks: Vec::new(),
            documents,
            analysis,
            part,
            examined: ExaminedUnit::default(),
        };
        let Scratch { tape, tapes } = scratch;
        if let Some(request) = received {
            unit_examiner.received(request, tape);
            return unit_examiner.examined;
        }
        let alone = self.reviewing.is_some_and(|reviewing| reviewing.alone);
        if alone {
            unit_examiner.reviewed_alone(tape);
        }
        let is_done = alone
            || self
                .unwrapping
                .is_some_and(|unwrapping| unit_examiner.text(&unwrapper, unwrapping, tape, tapes));
        if let Some(part) = unit.list.as_ref().filter(|_| !is_done) {
            unit_examiner.list_part(part, &unwrapper, tape, tapes);
        } else if !is_done {
            for_each_record(unit, tape, &mut |record| unit_examiner.record(record, &unwrapper, tapes));
            let end = unit.text.len();
            unwrapper.end(&mut |found| unit_examiner.found(end..end, found));
        }
        if let Some(damage) = &unit.damage {
            unit_examiner.damaged(damage);
        }
        unit_examiner.examined
    }
}
