//! Findings about records that hold no payload: broken ones, empty ones, wrappers with nothing in them.

use crate::capture::{Fault, foreign_print};
use crate::finding::{Finding, Rule};
use crate::input::{Cause, Framing};
use crate::json::{Pointer, Span, SyntaxError};

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

/// A request without a body.
pub(super) fn empty_request(method: Option<&str>) -> Finding {
    let message = format!("is a {} request without a body", method.unwrap_or("webhook"));
    let help = "some providers post an empty body once, to see whether an endpoint answers";
    Finding::new(Rule::EmptyBody, Pointer::default(), Span { start: 0, end: 0 }, message).help(help)
}

/// Text of several lines, none of which holds a payload.
#[must_use]
pub fn log_without_payload(text: &[u8], lines: u64) -> Finding {
    let message = match lines {
        1 => "is text without JSON in it".to_owned(),
        _ => format!("is text of {lines} lines, none of which holds a payload"),
    };
    let help = foreign_print(text).unwrap_or("log the raw body in the receiver, or capture with a proxy");
    Finding::new(Rule::NoRequest, Pointer::default(), Span { start: 0, end: 1 }, message).help(help)
}

/// A record that is no JSON.
pub(super) fn unreadable(cause: Cause, framing: Framing) -> Finding {
    let offset = match cause {
        Cause::Syntax(SyntaxError { offset, .. }) => u32::try_from(offset).unwrap_or(u32::MAX),
        Cause::Binary => 0,
    };
    let message = match cause {
        Cause::Syntax(error) => format!("is no JSON: {error}"),
        Cause::Binary => cause.to_string(),
    };
    let span = Span { start: offset, end: offset.saturating_add(1) };
    let mut finding = Finding::new(Rule::Unreadable, Pointer::default(), span, message);
    finding.help = match cause {
        Cause::Syntax(error) => error.help().map(Into::into),
        Cause::Binary => {
            Some("give the payload itself: JSON text, plain or compressed with gzip or zstd".into())
        }
    };
    if finding.help.is_none() && framing == Framing::Lines {
        finding.help = Some("this source holds one JSON value a line; the next line was read on".into());
    }
    finding
}
