//! What a schema says of a payload, as the findings that the models' own check would make.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde_json::Value as Literal;

use super::suggest;
use super::words::met;
use crate::finding::{Bound, Counted, Deviation, Finding, Findings, Listed, Rule, SchemaDeviation, Severity};
use crate::json::{JsonKind, Pointer, Span, Value};
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
    let mut lists = HashSet::new();
    for finding in noted {
        match finding.rule {
            Rule::MissingField | Rule::UnknownField => {
                known.insert((finding.rule, finding.pointer.as_str().to_owned()), finding);
            }
            rule if rule.severity() < Severity::Error => added.push(finding),
            _ => {}
        }
    }
    let mut is_unexpected_said = false;
    let outcome = validator.check(root, &mut |place, violation| {
        let (rule, span) = (rule(&violation, place.value), span(&violation, place.value));
        let is_named = matches!(rule, Rule::MissingField | Rule::UnknownField);
        let key =
            (is_named && !known.is_empty()).then(|| (rule, pointer(&place, &violation).as_str().to_owned()));
        findings.add(rule, span, || {
            let finding = of(&place, &violation, span, &mut lists);
            debug_assert_eq!(finding.rule, rule, "{}", finding.message());
            match key.as_ref().and_then(|key| known.get(key)) {
                Some(known) => enriched(finding, known),
                None => finding,
            }
        });
        if rule == Rule::UnknownField {
            is_unexpected_said = true;
            said.extend(key.map(|(_, pointer)| pointer));
        }
    });
    let mut known: Vec<Finding> = known.into_values().collect();
    known.retain(|finding| {
        // What the model only counted is among what the schema said, if that said any.
        let is_counted = matches!(finding.deviation, Deviation::More { .. }) && is_unexpected_said;
        finding.rule == Rule::UnknownField && !is_counted && !said.contains(finding.pointer.as_str())
    });
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

/// The rule of a violation, which [`SchemaDeviation::rule`] gives its finding.
fn rule(violation: &Violation<'_>, value: Value<'_>) -> Rule {
    let is_null = value.kind() == JsonKind::Null;
    match violation {
        Violation::Type { expected } if is_null && !expected.is_empty() => Rule::UnexpectedNull,
        Violation::Unlisted { .. } if is_null => Rule::UnexpectedNull,
        Violation::Type { .. } => Rule::WrongType,
        Violation::Unlisted { .. } => Rule::UnknownValue,
        Violation::Missing { .. } => Rule::MissingField,
        Violation::Unexpected { .. } => Rule::UnknownField,
        Violation::Count { .. }
        | Violation::Bound { .. }
        | Violation::Several
        | Violation::NoBranch
        | Violation::Form(_) => Rule::WrongFormat,
    }
}

/// Where to look for a violation.
fn span(violation: &Violation<'_>, value: Value<'_>) -> Span {
    match violation {
        Violation::Missing { .. } => brace(value),
        Violation::Unexpected { key, .. } => *key,
        _ => value.span(),
    }
}

/// What a violation is about.
fn pointer(place: &Place<'_, '_>, violation: &Violation<'_>) -> Pointer {
    let mut pointer = place.pointer();
    if let Violation::Missing { name } | Violation::Unexpected { name, .. } = violation {
        pointer.push_key(name);
    }
    pointer
}

/// One violation as a finding. Lists that many values break are held once in `lists`.
fn of(
    place: &Place<'_, '_>,
    violation: &Violation<'_>,
    span: Span,
    lists: &mut HashSet<Arc<Listed>>,
) -> Finding {
    let value = place.value;
    let deviation = match violation {
        Violation::Type { expected } => {
            SchemaDeviation::WrongType { expected: expected.names().collect(), found: met(value) }
        }
        Violation::Unlisted { allowed } => {
            let near = match allowed {
                [_] => None,
                all => {
                    let text = value.text().unwrap_or_default();
                    let all: Vec<Cow<'_, str>> = all.iter().map(shown).collect();
                    suggest::nearest(&text, all.iter().map(AsRef::as_ref)).map(str::to_owned)
                }
            };
            let allowed = held_once(Listed::of(allowed.iter().map(|one| shown(one).into_owned())), lists);
            SchemaDeviation::Unlisted { allowed, found: met(value), near }
        }
        Violation::Missing { .. } => SchemaDeviation::Missing,
        Violation::Unexpected { .. } => SchemaDeviation::Unexpected { known: None },
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
    said_by_schema(deviation, pointer(place, violation), span)
}

fn held_once(listed: Listed, lists: &mut HashSet<Arc<Listed>>) -> Arc<Listed> {
    if let Some(known) = lists.get(&listed) {
        return Arc::clone(known);
    }
    let listed = Arc::new(listed);
    lists.insert(Arc::clone(&listed));
    listed
}

/// A literal of a schema: the author's text, not the payload's.
fn shown(literal: &Literal) -> Cow<'_, str> {
    literal.as_str().map_or_else(|| literal.to_string().into(), Cow::Borrowed)
}

fn brace(value: Value<'_>) -> Span {
    Span { start: value.span().start, end: value.span().start + 1 }
}
