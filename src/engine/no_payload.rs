//! Findings about records that hold no payload: broken ones, empty ones, wrappers with nothing in them.

use super::unwrap::Fault;
use crate::capture::foreign_print;
use crate::finding::{CaptureDeviation, Finding, Located, Rule, SourceDeviation};
use crate::input::{Cause, Framing, Unit};
use crate::json::{Pointer, Span};
use crate::model::Status;
use crate::policy::SourcePolicy;

/// A finding about a wrapper, or about what is none.
pub(super) fn about_capture(rule: Rule, fault: &Fault) -> Finding {
    let at = u32::try_from(fault.at.offset).unwrap_or(u32::MAX);
    let layer = fault.layer.filter(|_| rule != Rule::NoRequest);
    let deviation = CaptureDeviation { rule, layer, clause: fault.message.clone(), remedy: fault.remedy };
    let span = Span { start: at, end: at.saturating_add(1) };
    Finding::of(deviation, Pointer::default(), span)
}

/// What is wrong with a source or a record as a whole.
pub(super) fn about_source(deviation: SourceDeviation) -> Finding {
    Finding::of(deviation, Pointer::default(), Span { start: 0, end: 0 })
}

/// Text of several lines, none of which holds a payload.
pub(super) fn log_without_payload(text: &[u8], lines: u64) -> Finding {
    let deviation = SourceDeviation::NoPayload { lines, instead: foreign_print(text) };
    Finding::of(deviation, Pointer::default(), Span { start: 0, end: 1 })
}

/// A record that is not JSON.
pub(super) fn unreadable(cause: Cause, framing: Framing) -> Finding {
    let (offset, deviation) = match cause {
        Cause::Syntax(error) => {
            let a_line_each = framing == Framing::Lines;
            (error.offset, SourceDeviation::NotJson { error, a_line_each })
        }
        Cause::Binary(what) => (0, SourceDeviation::Binary(what)),
    };
    let start = u32::try_from(offset).unwrap_or(u32::MAX);
    Finding::of(deviation, Pointer::default(), Span { start, end: start.saturating_add(1) })
}

/// What there is to say of a source without a record, of which so many lines or entries were passed over; whether there
/// is nothing in it; and how many findings the policy left out.
pub(super) fn nothing_in(
    unit: &Unit,
    passed: u64,
    policy: &SourcePolicy<'_, '_>,
) -> (Vec<Located>, bool, u64) {
    let first = Span { start: 0, end: 0 };
    let finding = match passed {
        0 if unit.text.trim_ascii().is_empty() => about_source(SourceDeviation::Empty),
        0 => about_source(SourceDeviation::EmptyList),
        passed => log_without_payload(&unit.text, passed),
    };
    let empty = finding.rule == Rule::EmptyBody;
    let mut findings = vec![finding];
    let ignored = policy.levelled(&mut findings);
    policy.expected(Status::Unknown, first, &mut findings);
    let located = |finding| Located { finding, position: unit.start };
    (findings.into_iter().map(located).collect(), empty, ignored)
}
