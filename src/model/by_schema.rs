//! What a schema says of a payload, as the findings that the models' own check would make.

use std::collections::{HashMap, HashSet};

use serde_json::Value as Literal;

use super::suggest;
use super::words::met;
use crate::finding::{Bound, Counted, Deviation, Finding, Findings, Rule, SchemaDeviation, Severity};
use crate::json::{Pointer, Span, Value};
use crate::schema_validator::{self, Place, SchemaValidator, Unjudged, Violation};

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
    let unjudged = match outcome {
        Ok(()) => return,
        Err(Unjudged::Broken(cause)) => SchemaDeviation::Broken { cause: cause.to_string() },
        Err(Unjudged::TooDeep(levels)) => SchemaDeviation::TooDeep { levels },
    };
    findings.push(said_by_schema(unjudged, Pointer::default(), brace(root)));
}

/// A finding with the severity that a schema gives it.
fn said_by_schema(deviation: SchemaDeviation, pointer: Pointer, span: Span) -> Finding {
    let severity = deviation.severity();
    Finding { severity, ..Finding::of(deviation, pointer, span) }
}

/// What the schema says with what the model knows besides: what the member means, what was probably meant.
fn enriched(mut finding: Finding, known: &Finding) -> Finding {
    if finding.rule == Rule::MissingField {
        return Finding { severity: finding.severity, span: finding.span, ..known.clone() };
    }
    if let Deviation::Schema(schema) = &mut finding.deviation
        && let SchemaDeviation::Unexpected { known: also } = &mut **schema
        && let Deviation::UnknownField { near, sender, .. } = &known.deviation
    {
        *also = Some((near.clone(), sender.clone()));
    }
    finding
}

/// One violation as a finding.
fn of(place: &Place<'_>, violation: &Violation<'_>) -> Finding {
    let Place { pointer, value } = place;
    let (mut pointer, mut span) = (pointer.clone(), value.span());
    let deviation = match violation {
        Violation::Type { expected } => {
            SchemaDeviation::WrongType { expected: expected.names().collect(), found: met(*value) }
        }
        Violation::Unlisted { allowed } => {
            let allowed: Vec<String> = allowed.iter().map(shown).collect();
            let near = match allowed.as_slice() {
                [_] => None,
                all => {
                    let text = value.text().unwrap_or_default();
                    suggest::nearest(&text, all.iter().map(String::as_str)).map(str::to_owned)
                }
            };
            SchemaDeviation::Unlisted { allowed, found: met(*value), near }
        }
        Violation::Missing { name } => {
            pointer.push_key(name);
            span = brace(*value);
            SchemaDeviation::Missing
        }
        Violation::Unexpected { name } => {
            pointer.push_key(name);
            span = value.members().find(|(key, _)| key.is_text(name)).map_or(span, |(key, _)| key.span());
            SchemaDeviation::Unexpected { known: None }
        }
        Violation::Count { of, is_least, count } => {
            let of = match of {
                schema_validator::Counted::Characters => Counted::Characters,
                schema_validator::Counted::Items => Counted::Items,
                schema_validator::Counted::Members => Counted::Members,
            };
            SchemaDeviation::Count { of, is_least: *is_least, count: *count }
        }
        Violation::Bound { bound, limit } => {
            let bound = match bound {
                schema_validator::Bound::Least => Bound::Least,
                schema_validator::Bound::Greatest => Bound::Greatest,
                schema_validator::Bound::Above => Bound::Above,
                schema_validator::Bound::Below => Bound::Below,
            };
            SchemaDeviation::Bound { bound, limit: limit.clone() }
        }
        Violation::Several => SchemaDeviation::Several,
        Violation::NoBranch => SchemaDeviation::NoBranch,
        Violation::Form(form) => {
            let schema_validator::Form { keyword, message, expected } = (**form).clone();
            SchemaDeviation::Form { keyword, clause: message, expected }
        }
    };
    said_by_schema(deviation, pointer, span)
}

/// A literal of a schema: the author's text, not the payload's.
fn shown(literal: &Literal) -> String {
    literal.as_str().map_or_else(|| literal.to_string(), str::to_owned)
}

fn brace(value: Value<'_>) -> Span {
    Span { start: value.span().start, end: value.span().start + 1 }
}
