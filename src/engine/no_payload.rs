//! Findings about records that hold no payload: broken ones, empty ones, wrappers with nothing in them.

use super::unwrap::Fault;
use crate::capture::foreign_print;
use crate::finding::{Finding, Located, Rule};
use crate::input::{Cause, Damage, Framing, Unit};
use crate::json::{Pointer, Span, SyntaxError};
use crate::model::Status;
use crate::policy::SourcePolicy;

/// A finding about a wrapper, or about what is none.
pub(super) fn about_capture(rule: Rule, fault: &Fault) -> Finding {
    let at = u32::try_from(fault.at.offset).unwrap_or(u32::MAX);
    let message = match (rule, fault.layer) {
        (Rule::NoRequest, _) | (_, "record") => fault.message.clone(),
        (_, layer) => format!("({layer}) {}", fault.message),
    };
    let span = Span { start: at, end: at.saturating_add(1) };
    Finding::new(rule, Pointer::default(), span, message).help(fault.help)
}

/// A source that ends where it should not.
pub(super) fn about_damage(damage: &Damage) -> Finding {
    let rule = if damage.is_harmless() { Rule::DoubtfulCapture } else { Rule::BrokenCapture };
    let message = match damage {
        Damage::Padding { .. } | Damage::Trailing(_) => format!("is where the source ends: {damage}"),
        _ => format!("is where the source breaks off: {damage}"),
    };
    Finding::new(rule, Pointer::default(), Span { start: 0, end: 0 }, message).help(damage.help())
}

/// A request without a body.
pub(super) fn empty_request(method: Option<&str>) -> Finding {
    let message = format!("is a {} request without a body", method.unwrap_or("webhook"));
    let help = "some providers post an empty body once, to see whether an endpoint answers";
    Finding::new(Rule::EmptyBody, Pointer::default(), Span { start: 0, end: 0 }, message).help(help)
}

/// Text of several lines, none of which holds a payload.
pub(super) fn log_without_payload(text: &[u8], lines: u64) -> Finding {
    let message = match lines {
        1 => "is text without JSON in it".to_owned(),
        _ => format!("is text of {lines} lines, none of which holds a payload"),
    };
    let help = foreign_print(text).unwrap_or("log the raw body in the receiver, or capture with a proxy");
    Finding::new(Rule::NoRequest, Pointer::default(), Span { start: 0, end: 1 }, message).help(help)
}

/// A record that is not JSON.
pub(super) fn unreadable(cause: Cause, framing: Framing) -> Finding {
    let offset = match cause {
        Cause::Syntax(SyntaxError { offset, .. }) => u32::try_from(offset).unwrap_or(u32::MAX),
        Cause::Binary => 0,
    };
    let message = match cause {
        Cause::Syntax(error) => format!("is not JSON: {error}"),
        Cause::Binary => cause.to_string(),
    };
    let span = Span { start: offset, end: offset.saturating_add(1) };
    let finding = Finding::new(Rule::Unreadable, Pointer::default(), span, message);
    let help = match cause {
        Cause::Syntax(error) => error.help(),
        Cause::Binary => Some("give the payload itself: JSON text, plain or compressed with gzip or zstd"),
    };
    let one_a_line = "this source holds one JSON value a line; the next line was read on";
    match help.or((framing == Framing::Lines).then_some(one_a_line)) {
        Some(help) => finding.help(help),
        None => finding,
    }
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
        0 => {
            let is_empty = unit.text.trim_ascii().is_empty();
            let message = if is_empty { "is empty" } else { "is a list without a payload" };
            let help = "some providers send an empty body to try an endpoint; as a fixture it says nothing";
            Finding::new(Rule::EmptyBody, Pointer::default(), first, message).help(help)
        }
        passed => log_without_payload(&unit.text, passed),
    };
    let empty = finding.rule == Rule::EmptyBody;
    let mut findings = vec![finding];
    let ignored = policy.levelled(&mut findings);
    policy.expected(Status::Unknown, first, &mut findings);
    let located = |finding| Located { finding, position: unit.start };
    (findings.into_iter().map(located).collect(), empty, ignored)
}
