//! What the crate calls an error, as the findings that the models' own check would make.

use std::collections::HashSet;

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value as Literal;

use super::suggest;
use super::words::found_in;
use crate::finding::{Finding, Findings, Rule, Severity, with_article};
use crate::json::{JsonKind, Pointer, Span, Value};
use crate::schema_validator::{Instance, SchemaValidator};

/// How deep a value may be nested to be judged: the crate recurses on what a schema of itself lets be nested.
const MOST_LEVELS: usize = 512;

/// What is wrong with the value at the root of a document: the errors by the validator, and of `noted`, which the fields say,
/// what no schema says.
pub(super) fn check(
    validator: &SchemaValidator,
    root: Value<'_>,
    noted: Vec<Finding>,
    findings: &mut Findings,
) {
    let mut errors = Vec::new();
    let unjudged = |message: String| {
        severe(Rule::ThinEvidence, Severity::Warning, Pointer::default(), first(root), message)
    };
    match validator.ready() {
        Err(cause) => errors.push(unjudged(format!("cannot be judged: its schema is broken: {cause}"))),
        Ok(_) if depth(root) > MOST_LEVELS => {
            let message =
                format!("is nested deeper than {MOST_LEVELS} levels, so its schema was not applied");
            errors.push(unjudged(message));
        }
        Ok(validator) => {
            for error in validator.iter_errors(Instance(root)) {
                tell(root, &error, &mut |finding| errors.push(finding));
            }
        }
    }
    let said: HashSet<&str> =
        errors.iter().filter(|one| one.rule == Rule::UnknownField).map(|one| one.pointer.as_str()).collect();
    let adds = |finding: &Finding| match finding.rule {
        Rule::UnknownField => !said.contains(finding.pointer.as_str()),
        rule => rule.severity() < Severity::Error && rule != Rule::UnknownValue,
    };
    for finding in noted.into_iter().filter(adds) {
        findings.push(finding);
    }
    for finding in errors {
        findings.push(finding);
    }
}

fn severe(rule: Rule, severity: Severity, pointer: Pointer, span: Span, message: String) -> Finding {
    Finding { severity, ..Finding::new(rule, pointer, span, message) }
}

/// One error as one finding, or as one for each name that it lists. A union that nothing fits gives those of its
/// nearest branch. Recurses on the nesting of unions in a schema.
fn tell(root: Value<'_>, error: &ValidationError<'_>, found: &mut dyn FnMut(Finding)) {
    let path = error.instance_path().as_str();
    let value = root.document().pointer(path).unwrap_or(root);
    let place = || pointer(path);
    let mut say =
        |rule: Rule, span: Span, pointer: Pointer, message: String, expected: String, got: &'static str| {
            found(severe(rule, Severity::Error, pointer, span, message).expected(expected, got));
        };
    let got = found_in(value);
    match error.kind() {
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
            let best = context.iter().min_by_key(|errors| distance(errors, path));
            if let Some(types) = only_types(context, path) {
                let (rule, expected) = (wrong_type(value), types.join(" or "));
                let message = format!("is {}, expected {}", with_article(got), any_article(&types));
                return say(rule, value.span(), place(), message, expected, got);
            }
            for error in best.into_iter().flatten() {
                tell(root, error, found);
            }
        }
        Kind::OneOfMultipleValid { .. } => {
            let message = "fits several of the alternatives, of which it may fit one".to_owned();
            say(
                Rule::WrongFormat,
                value.span(),
                place(),
                message,
                "exactly one alternative".to_owned(),
                "several",
            );
        }
        Kind::Required { property } => {
            let mut at = pointer(path);
            let name = property.as_str().unwrap_or_default();
            at.push_key(name);
            let span = Span { start: value.span().start, end: value.span().start + 1 };
            say(Rule::MissingField, span, at, "is missing".to_owned(), "a value".to_owned(), "nothing");
        }
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            for name in unexpected {
                let mut at = pointer(path);
                at.push_key(name);
                let key = value.members().find(|(key, _)| key.is_text(name)).map_or(value, |(key, _)| key);
                let message = "is not a member that the schema allows here".to_owned();
                say(Rule::UnknownField, key.span(), at, message, "no such member".to_owned(), "a member");
            }
        }
        Kind::Type { kind } => {
            let types: Vec<String> = match kind {
                TypeKind::Single(one) => vec![one.as_str().to_owned()],
                TypeKind::Multiple(set) => set.iter().map(|one| one.as_str().to_owned()).collect(),
            };
            let message = format!("is {}, expected {}", with_article(got), any_article(&types));
            say(wrong_type(value), value.span(), place(), message, types.join(" or "), got);
        }
        Kind::Constant { expected_value } => {
            let expected = shown(expected_value);
            say(
                Rule::UnknownValue,
                value.span(),
                place(),
                format!("is not {expected}"),
                expected,
                "another value",
            );
        }
        Kind::Enum { options } => {
            let all: Vec<String> = options.as_array().into_iter().flatten().map(shown).collect();
            let some = all.iter().take(12).cloned().collect::<Vec<_>>().join(", ");
            let more = if all.len() > 12 { format!(" and {} more", all.len() - 12) } else { String::new() };
            let mut finding = severe(
                Rule::UnknownValue,
                Severity::Error,
                place(),
                value.span(),
                format!("is not one of the values that the schema allows: {some}{more}"),
            )
            .expected(format!("one of {some}{more}"), "another value");
            let text = value.text().unwrap_or_default();
            if let Some(near) = suggest::nearest(&text, all.iter().map(String::as_str)) {
                finding = finding.help(format!("did you mean {near}?"));
            }
            found(finding);
        }
        other => {
            let (message, expected) = in_words(other);
            say(Rule::WrongFormat, value.span(), place(), message, expected, "another value");
        }
    }
}

/// What is wrong and what was expected, of keywords about one value's form.
fn in_words(kind: &Kind) -> (String, String) {
    let count = |is: &str, limit: u64, unit: &str| {
        (format!("is {is} than {limit} {unit}"), format!("{limit} {unit}"))
    };
    match kind {
        Kind::Format { format } => (format!("is not of the format {format}"), format.clone()),
        Kind::Pattern { pattern } => {
            (format!("does not match the pattern {pattern}"), format!("text like {pattern}"))
        }
        Kind::BacktrackLimitExceeded { .. } | Kind::RegexEngineFailure { .. } => {
            ("could not be held against its pattern in time".to_owned(), "text of the pattern".to_owned())
        }
        Kind::MinLength { limit } => count("shorter", *limit, "characters"),
        Kind::MaxLength { limit } => count("longer", *limit, "characters"),
        Kind::MinItems { limit } => count("shorter", *limit, "items"),
        Kind::MaxItems { limit } => count("longer", *limit, "items"),
        Kind::MinProperties { limit } => count("smaller", *limit, "members"),
        Kind::MaxProperties { limit } => count("larger", *limit, "members"),
        Kind::Minimum { limit } => (format!("is less than {limit}"), format!("{limit} or more")),
        Kind::Maximum { limit } => (format!("is more than {limit}"), format!("{limit} or less")),
        Kind::ExclusiveMinimum { limit } => {
            (format!("is not more than {limit}"), format!("more than {limit}"))
        }
        Kind::ExclusiveMaximum { limit } => {
            (format!("is not less than {limit}"), format!("less than {limit}"))
        }
        Kind::MultipleOf { multiple_of } => {
            (format!("is not a multiple of {multiple_of}"), format!("a multiple of {multiple_of}"))
        }
        Kind::UniqueItems => ("holds an item twice".to_owned(), "distinct items".to_owned()),
        Kind::AdditionalItems { limit } => count("longer", *limit as u64, "items"),
        Kind::PropertyNames { .. } => {
            ("has a member whose name the schema does not allow".to_owned(), "other names".to_owned())
        }
        other => {
            let keyword = other.keyword();
            (format!("is not what the schema says with `{keyword}`"), format!("what `{keyword}` says"))
        }
    }
}

/// How far the errors of a branch are from none: a value of another kind is further than one that lacks a member.
fn distance(errors: &[ValidationError<'_>], at: &str) -> usize {
    let weight = |error: &ValidationError<'_>| match error.kind() {
        Kind::Type { .. } if error.instance_path().as_str() == at => 10_000,
        Kind::Constant { .. } | Kind::Enum { .. } => 100,
        Kind::Required { .. } => 10,
        Kind::AdditionalProperties { unexpected } => unexpected.len(),
        _ => 5,
    };
    errors.iter().map(weight).sum()
}

/// The types that the branches want, where each refuses the value's type.
fn only_types(context: &[Vec<ValidationError<'_>>], at: &str) -> Option<Vec<String>> {
    let mut types = Vec::new();
    for errors in context {
        let wanted = errors.iter().find_map(|error| match error.kind() {
            Kind::Type { kind } if error.instance_path().as_str() == at => Some(kind),
            _ => None,
        })?;
        let mut add = |name: &str| {
            if !types.iter().any(|known| known == name) {
                types.push(name.to_owned());
            }
        };
        match wanted {
            TypeKind::Single(one) => add(one.as_str()),
            TypeKind::Multiple(set) => set.iter().for_each(|one| add(one.as_str())),
        }
    }
    Some(types)
}

fn wrong_type(value: Value<'_>) -> Rule {
    if value.kind() == JsonKind::Null { Rule::UnexpectedNull } else { Rule::WrongType }
}

/// A literal of a schema: the author's text, not the payload's.
fn shown(literal: &Literal) -> String {
    literal.as_str().map_or_else(|| literal.to_string(), str::to_owned)
}

fn pointer(path: &str) -> Pointer {
    let mut pointer = Pointer::with_capacity(path.len());
    for token in path.split('/').skip(1) {
        pointer.push_key(&token.replace("~1", "/").replace("~0", "~"));
    }
    pointer
}

fn first(value: Value<'_>) -> Span {
    Span { start: value.span().start, end: value.span().start + 1 }
}

fn any_article(nouns: &[String]) -> String {
    nouns.iter().map(|noun| with_article(noun)).collect::<Vec<_>>().join(" or ")
}

/// How deep a value is nested.
fn depth(root: Value<'_>) -> usize {
    let document = root.document();
    let (mut ends, mut deepest): (Vec<u32>, usize) = (Vec::new(), 0);
    for index in root.index()..root.next() {
        while ends.last().is_some_and(|end| *end <= index) {
            ends.pop();
        }
        let value = document.value(index);
        if matches!(value.kind(), JsonKind::Array | JsonKind::Object) {
            ends.push(value.next());
            deepest = deepest.max(ends.len());
        }
    }
    deepest
}
