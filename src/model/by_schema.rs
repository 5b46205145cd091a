//! What a schema says of a payload, as the findings that the models' own check would make.

use std::collections::{HashMap, HashSet};

use serde_json::Value as Literal;

use super::suggest;
use super::words::found_in;
use crate::finding::{Finding, Findings, Rule, Severity, with_article};
use crate::json::{JsonKind, Pointer, Span, Value};
use crate::schema_validator::{Counted, Place, SchemaValidator, Types, Unjudged, Violation};

/// How many of the values that a schema lists are named.
const MOST_NAMED: usize = 12;

/// What is wrong with the value at the root of a document: what it violates of the schema, and of `noted`, which the
/// fields say, what no schema says.
pub(super) fn check(
    validator: &SchemaValidator,
    root: Value<'_>,
    noted: Vec<Finding>,
    findings: &mut Findings,
) {
    let mut known: HashMap<(Rule, String), Finding> = HashMap::new();
    let (mut said, mut added): (HashSet<String>, Vec<Finding>) = (HashSet::new(), Vec::new());
    for finding in noted {
        match finding.rule {
            Rule::MissingField | Rule::UnknownField => {
                known.insert((finding.rule, finding.pointer.as_str().to_owned()), finding);
            }
            Rule::UnknownValue => {}
            rule if rule.severity() < Severity::Error => added.push(finding),
            _ => {}
        }
    }
    let outcome = validator.check(root, &mut |place, violation| {
        let finding = of(&place, &violation);
        let key = (finding.rule, finding.pointer.as_str().to_owned());
        let finding = match known.get(&key) {
            Some(known) => enriched(finding, known),
            None => finding,
        };
        if finding.rule == Rule::UnknownField {
            said.insert(key.1);
        }
        findings.push(finding);
    });
    let mut known: Vec<Finding> = known.into_values().collect();
    known.retain(|finding| finding.rule == Rule::UnknownField && !said.contains(finding.pointer.as_str()));
    known.sort_by_key(|finding| finding.span.start);
    added.extend(known);
    for finding in added {
        findings.push(finding);
    }
    let why = match outcome {
        Ok(()) => return,
        Err(Unjudged::Broken(cause)) => format!("cannot be judged: its schema is broken: {cause}"),
        Err(Unjudged::TooDeep(levels)) => {
            format!("is nested deeper than {levels} levels, so its schema was not applied")
        }
    };
    let finding = Finding::new(Rule::ThinEvidence, Pointer::default(), brace(root), why);
    findings.push(Finding { severity: Severity::Warning, ..finding });
}

/// What the schema says with what the model knows besides: what the member means, what was probably meant.
fn enriched(finding: Finding, known: &Finding) -> Finding {
    match known.deviation.help() {
        _ if finding.rule == Rule::MissingField => {
            Finding { severity: finding.severity, span: finding.span, ..known.clone() }
        }
        Some(help) => finding.help(help.into_owned()),
        None => finding,
    }
}

/// One violation as a finding.
fn of(place: &Place<'_>, violation: &Violation<'_>) -> Finding {
    let Place { pointer, value } = place;
    let say = |rule: Rule, message: String, expected: String, found: &'static str| {
        let finding = Finding::new(rule, pointer.clone(), value.span(), message);
        Finding { severity: Severity::Error, ..finding.expected(expected, found) }
    };
    let member = |name: &str| {
        let mut at = pointer.clone();
        at.push_key(name);
        at
    };
    match violation {
        Violation::Type { expected } if expected.is_empty() => {
            let message = "is not allowed here by the schema".to_owned();
            say(Rule::WrongType, message, "nothing".to_owned(), found_in(*value))
        }
        Violation::Type { expected } => {
            let rule = if value.kind() == JsonKind::Null { Rule::UnexpectedNull } else { Rule::WrongType };
            let found = found_in(*value);
            let message = format!("is {}, expected {}", with_article(found), any_article(*expected));
            say(rule, message, expected.names().collect::<Vec<_>>().join(" or "), found)
        }
        Violation::Unlisted { allowed } => unlisted(allowed, *value, &say),
        Violation::Missing { name } => {
            let finding = say(Rule::MissingField, "is missing".to_owned(), "a value".to_owned(), "nothing");
            Finding { pointer: member(name), span: brace(*value), ..finding }
        }
        Violation::Unexpected { name } => {
            let key = value.members().find(|(key, _)| key.is_text(name)).map_or(*value, |(key, _)| key);
            let message = "is not a member that the schema allows here".to_owned();
            let finding = say(Rule::UnknownField, message, "no such member".to_owned(), "a member");
            Finding { pointer: member(name), span: key.span(), ..finding }
        }
        Violation::Count { of, is_least, count } => {
            let (unit, less, more) = match of {
                Counted::Characters => ("characters", "shorter", "longer"),
                Counted::Items => ("items", "shorter", "longer"),
                Counted::Members => ("members", "smaller", "larger"),
            };
            let is = if *is_least { less } else { more };
            let message = format!("is {is} than {count} {unit}");
            say(Rule::WrongFormat, message, format!("{count} {unit}"), "another value")
        }
        Violation::Several => say(
            Rule::WrongFormat,
            "fits several of the alternatives, of which it may fit one".to_owned(),
            "exactly one alternative".to_owned(),
            "several",
        ),
        Violation::NoBranch => say(
            Rule::WrongFormat,
            "fits none of the alternatives".to_owned(),
            "one of the alternatives".to_owned(),
            "another value",
        ),
        Violation::Form(form) => {
            say(Rule::WrongFormat, form.message.clone(), form.expected.clone(), "another value")
        }
    }
}

/// A value that is none of those that the schema lists.
fn unlisted(
    allowed: &[Literal],
    value: Value<'_>,
    say: &dyn Fn(Rule, String, String, &'static str) -> Finding,
) -> Finding {
    let rule = if value.kind() == JsonKind::Null { Rule::UnexpectedNull } else { Rule::UnknownValue };
    let all: Vec<String> = allowed.iter().map(shown).collect();
    if let [one] = all.as_slice() {
        return say(rule, format!("is not {one}"), one.clone(), "another value");
    }
    let mut some = all.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
    if all.len() > MOST_NAMED {
        some.push_str(&format!(" and {} more", all.len() - MOST_NAMED));
    }
    let message = format!("is not one of the values that the schema allows: {some}");
    let finding = say(rule, message, format!("one of {some}"), "another value");
    match suggest::nearest(&value.text().unwrap_or_default(), all.iter().map(String::as_str)) {
        Some(near) => finding.help(format!("did you mean {near}?")),
        None => finding,
    }
}

/// A literal of a schema: the author's text, not the payload's.
fn shown(literal: &Literal) -> String {
    literal.as_str().map_or_else(|| literal.to_string(), str::to_owned)
}

fn brace(value: Value<'_>) -> Span {
    Span { start: value.span().start, end: value.span().start + 1 }
}

fn any_article(types: Types) -> String {
    types.names().map(with_article).collect::<Vec<_>>().join(" or ")
}
