//! One walk over a payload, beside its model: every deviation becomes a finding.
//!
//! Errors are exactly the verdict of the exported JSON Schema; warnings and notes go beyond it. The walk recurses on
//! the depth of the model only; what the model does not know is surveyed without recursion.

use super::consistency;
use super::event::{Consistency, Provider};
use super::field::{Alternative, Extra, Field, Object};
use super::format;
use super::kind::Kind;
use super::suggest;
use super::survey;
use super::trail::Trail;
use super::words::{found_in, name_of, with_article};
use crate::finding::{Finding, Findings, Rule};
use crate::json::{Document, Kind as JsonKind, Span, Value};

/// Checks a payload against a body and the consistency rules that go with it, and appends what it finds.
pub fn check<'r>(
    document: Document<'_>,
    provider: &Provider<'_>,
    body: &Object<'_>,
    rules: impl Iterator<Item = &'r Consistency<'r>>,
    findings: &mut Findings,
) {
    let mut checker = Checker { provider, findings };
    checker.value(Kind::Object(body), None, document.root(), &Trail::Root);
    for rule in rules {
        consistency::check(document, rule, checker.findings);
    }
}

struct Checker<'c> {
    provider: &'c Provider<'c>,
    findings: &'c mut Findings,
}

impl Checker<'_> {
    fn field(&mut self, field: &Field<'_>, value: Value<'_>, trail: &Trail<'_>) {
        if let Some(why) = field.variant {
            self.findings.add(Rule::NonstandardName, value.span(), || {
                let message = format!("is a name about which the sources disagree: {why}");
                Finding::new(Rule::NonstandardName, trail.pointer(), value.span(), message)
            });
        }
        if value.kind() == JsonKind::Null {
            if !field.nullable && !matches!(field.kind, Kind::Anything) {
                self.findings.add(Rule::UnexpectedNull, value.span(), || {
                    let expected = name_of(field.kind);
                    let message = format!("is null, expected {}", with_article(expected));
                    let help = format!("{} is not known to send null here", self.provider.name);
                    Finding::new(Rule::UnexpectedNull, trail.pointer(), value.span(), message)
                        .expected(expected, "null")
                        .help(help)
                });
            }
            return;
        }
        self.value(field.kind, Some(field), value, trail);
    }

    fn value(&mut self, kind: Kind<'_>, field: Option<&Field<'_>>, value: Value<'_>, trail: &Trail<'_>) {
        let json = value.kind();
        if json == JsonKind::Number {
            if value.is_small_integer() && matches!(kind, Kind::Integer | Kind::Number | Kind::Anything) {
                return;
            }
            if format::is_unsafe_number(value.raw()) {
                self.findings
                    .add(Rule::UnsafeNumber, value.span(), || survey::unsafe_number(trail.pointer(), value));
            }
        }
        match (kind, json) {
            (Kind::Anything, JsonKind::Array | JsonKind::Object) => {
                survey::survey(value, trail, self.findings);
            }
            (Kind::Boolean, JsonKind::True | JsonKind::False)
            | (Kind::Number, JsonKind::Number)
            | (Kind::Anything, _) => {}
            (Kind::Text, JsonKind::String) if field.is_none_or(|field| field.values.is_empty()) => {}
            (Kind::Integer, JsonKind::Number) if value.is_integral() => {}
            (Kind::Object(object), JsonKind::Object) => self.object(object, value, trail),
            (Kind::List(item), JsonKind::Array) => self.list(*item, field, value, trail),
            (Kind::Map(item), JsonKind::Object) => self.map(*item, field, value, trail),
            (Kind::Change, JsonKind::Array) => self.change(value, trail),
            (
                Kind::Text | Kind::Decimal | Kind::Email | Kind::Url | Kind::Timestamp | Kind::Uuid,
                JsonKind::String,
            ) => self.text(kind, field, value, trail),
            _ => {
                match field.and_then(|field| field.alternative) {
                    Some(alternative) if accepts_scalar(alternative.kind, value) => {
                        self.alternative(alternative, value, trail);
                    }
                    _ => self.wrong_type(kind, value, trail),
                }
                if matches!(json, JsonKind::Array | JsonKind::Object) {
                    survey::survey(value, trail, self.findings);
                }
            }
        }
    }

    fn alternative(&mut self, alternative: Alternative<'_>, value: Value<'_>, trail: &Trail<'_>) {
        self.findings.add(Rule::NonstandardName, value.span(), || {
            let met = with_article(name_of(alternative.kind));
            let message = format!("is {met}, about which the sources disagree: {}", alternative.why);
            Finding::new(Rule::NonstandardName, trail.pointer(), value.span(), message)
        });
    }

    fn wrong_type(&mut self, kind: Kind<'_>, value: Value<'_>, trail: &Trail<'_>) {
        self.findings.add(Rule::WrongType, value.span(), || {
            let (expected, found) = (name_of(kind), found_in(value));
            let message = format!("is {}, expected {}", with_article(found), with_article(expected));
            let help = match (kind, value.kind()) {
                (Kind::Integer | Kind::Number, JsonKind::String) => {
                    format!("{} sends a number here: write it without quotes", self.provider.name)
                }
                (Kind::Boolean, JsonKind::String) => {
                    format!("{} sends true or false here: write it without quotes", self.provider.name)
                }
                (Kind::Text | Kind::Decimal, JsonKind::Number) => {
                    format!("{} sends text here: put it in quotes", self.provider.name)
                }
                _ => format!("{} sends {} here", self.provider.name, with_article(expected)),
            };
            Finding::new(Rule::WrongType, trail.pointer(), value.span(), message)
                .expected(expected, found)
                .help(help)
        });
    }

    fn text(&mut self, kind: Kind<'_>, field: Option<&Field<'_>>, value: Value<'_>, trail: &Trail<'_>) {
        let Some(text) = value.text() else { return };
        let may_be_empty = field.is_some_and(|field| field.or_empty);
        if !accepts_text(kind, &text) && (!text.is_empty() || !may_be_empty) {
            let alternative = field.and_then(|field| field.alternative);
            match alternative {
                Some(alternative) if accepts_scalar(alternative.kind, value) => {
                    self.alternative(alternative, value, trail);
                }
                _ => self.wrong_format(kind, &text, value.span(), trail),
            }
            return;
        }
        let Some(field) = field else { return };
        if !field.values.is_empty() && !field.values.contains(&&*text) {
            self.unknown_value(field, &text, value.span(), trail);
        }
    }

    fn wrong_format(&mut self, kind: Kind<'_>, text: &str, span: Span, trail: &Trail<'_>) {
        self.findings.add(Rule::WrongFormat, span, || {
            let expected = name_of(kind);
            let found = if text.is_empty() { "empty text" } else { "other text" };
            let message = match (kind, text.is_empty()) {
                (_, true) => format!("is empty, expected {}", with_article(expected)),
                _ => format!("is not {}", with_article(expected)),
            };
            let help = match kind {
                Kind::Timestamp => "times are written as in RFC 3339: 2025-01-31T13:45:20Z",
                Kind::Decimal => "amounts are digits with a point: 57.34, no comma and no currency sign",
                Kind::Url => "addresses begin with http:// or https:// and hold no blanks",
                Kind::Email => "an address has something on both sides of one @ and no blanks",
                Kind::Uuid => "a UUID has 32 hexadecimal digits in groups of 8-4-4-4-12",
                _ => "see the model with `hookspect describe`",
            };
            Finding::new(Rule::WrongFormat, trail.pointer(), span, message)
                .expected(expected, found)
                .help(help)
        });
    }

    fn unknown_value(&mut self, field: &Field<'_>, text: &str, span: Span, trail: &Trail<'_>) {
        self.findings.add(Rule::UnknownValue, span, || {
            let known = field.values.join(", ");
            let message = format!("is not one of the values known so far: {known}");
            let help = match suggest::nearest(text, field.values.iter().copied()) {
                Some(near) => {
                    format!("did you mean {near}? If the provider really sends this, the value is new")
                }
                None => "if the provider really sends this, the value is new".to_owned(),
            };
            Finding::new(Rule::UnknownValue, trail.pointer(), span, message)
                .expected(format!("one of {known}"), "another text")
                .help(help)
        });
    }

    fn list(&mut self, item: Kind<'_>, field: Option<&Field<'_>>, value: Value<'_>, trail: &Trail<'_>) {
        for (index, element) in value.items().enumerate() {
            self.value(item, field.filter(|_| is_scalar(item)), element, &trail.index(index));
        }
    }

    fn map(&mut self, item: Kind<'_>, field: Option<&Field<'_>>, value: Value<'_>, trail: &Trail<'_>) {
        for (key, member) in value.members() {
            let Some(name) = key.text() else { continue };
            if member.kind() != JsonKind::Null {
                self.value(item, field.filter(|_| is_scalar(item)), member, &trail.key(&name));
            }
        }
        survey::duplicate_keys(value, trail, self.findings);
    }

    fn change(&mut self, value: Value<'_>, trail: &Trail<'_>) {
        let count = value.items().count();
        if count != 2 {
            self.findings.add(Rule::WrongFormat, value.span(), || {
                let message = format!("holds {count} values, expected two: what was before and what is now");
                Finding::new(Rule::WrongFormat, trail.pointer(), value.span(), message)
                    .expected("list of two values", format!("list of {count}"))
                    .help("a change is written [old, new]")
            });
        }
        survey::survey(value, trail, self.findings);
    }

    fn object(&mut self, object: &Object<'_>, value: Value<'_>, trail: &Trail<'_>) {
        let (mut seen, mut hint) = (0_u64, 0_usize);
        let (mut irregular, mut unknown) = (false, Vec::new());
        for (key, member) in value.members() {
            let Some(index) = declared(object, key, hint) else {
                irregular = true;
                self.undeclared(object, key, member, trail, &mut unknown);
                continue;
            };
            let bit = 1_u64 << index;
            irregular |= seen & bit != 0;
            seen |= bit;
            hint = index + 1;
            if let Some(field) = object.fields.get(index) {
                self.field(field, member, &trail.key(field.name));
            }
        }
        if irregular {
            survey::duplicate_keys(value, trail, self.findings);
        }
        let waived = seen & object.waiver != 0
            && object
                .waived_by
                .and_then(|member| value.get(member))
                .is_some_and(|test| test.kind() == JsonKind::True);
        if waived {
            self.findings.add(Rule::TestDelivery, brace(value), || {
                let message = "is a test delivery: nothing but the envelope is checked for presence";
                Finding::new(Rule::TestDelivery, trail.pointer(), brace(value), message)
            });
        } else {
            self.missing(object, seen, value, trail);
        }
        self.unknown(object, seen, &unknown, trail);
        if object.extra == Extra::Undocumented && !waived {
            self.findings.add(Rule::UndocumentedData, brace(value), || {
                let message = "is not documented by the provider: members are shown, not judged";
                Finding::new(Rule::UndocumentedData, trail.pointer(), brace(value), message)
            });
        }
    }

    fn undeclared<'v>(
        &mut self,
        object: &Object<'_>,
        key: Value<'v>,
        member: Value<'v>,
        trail: &Trail<'_>,
        unknown: &mut Vec<Value<'v>>,
    ) {
        if object.extra == Extra::Unknown {
            unknown.push(key);
        }
        if let Some(name) = key.text() {
            survey::survey(member, &trail.key(&name), self.findings);
        }
    }

    fn missing(&mut self, object: &Object<'_>, seen: u64, value: Value<'_>, trail: &Trail<'_>) {
        let (missing, absent) = (object.required & !seen, object.usual & !seen);
        if missing != 0 {
            for field in chosen(object, missing) {
                self.findings.add(Rule::MissingField, brace(value), || {
                    let expected = name_of(field.kind);
                    let message =
                        format!("is missing, expected {}: {}", with_article(expected), field.meaning);
                    Finding::new(Rule::MissingField, trail.key(field.name).pointer(), brace(value), message)
                        .expected(expected, "nothing")
                        .help(format!("{} always sends {}", self.provider.name, field.name))
                });
            }
        }
        if absent != 0 {
            self.findings.add(Rule::AbsentField, brace(value), || {
                let names: Vec<&str> = chosen(object, absent).map(|field| field.name).collect();
                let message = match names.as_slice() {
                    [name] => format!("lacks {name}, which every full example has"),
                    names => {
                        format!(
                            "lacks {} members that every full example has: {}",
                            names.len(),
                            names.join(", ")
                        )
                    }
                };
                Finding::new(Rule::AbsentField, trail.pointer(), brace(value), message)
            });
        }
    }

    fn unknown(&mut self, object: &Object<'_>, seen: u64, keys: &[Value<'_>], trail: &Trail<'_>) {
        let mut reported: Vec<&str> = Vec::new();
        for key in keys {
            let Some(name) = key.text() else { continue };
            if reported.len() < 64 && reported.contains(&key.raw()) {
                continue;
            }
            reported.push(key.raw());
            self.findings.add(Rule::UnknownField, key.span(), || {
                let absent = object.fields.iter().enumerate().filter(|(index, _)| seen & (1 << index) == 0);
                let help = match suggest::nearest(&name, absent.map(|(_, field)| field.name)) {
                    Some(near) => format!("did you mean {near}, which is missing?"),
                    None => match suggest::nearest(&name, object.fields.iter().map(|field| field.name)) {
                        Some(near) => {
                            format!("{near} is known; if the provider really sends both, this one is new")
                        }
                        None => format!("if {} really sends it, the member is new", self.provider.name),
                    },
                };
                let message = format!("is not in the model of {}", object.name);
                Finding::new(Rule::UnknownField, trail.key(&name).pointer(), key.span(), message).help(help)
            });
        }
    }
}

/// The index of the field that a key names; `hint` is tried first, since senders keep the order.
fn declared(object: &Object<'_>, key: Value<'_>, hint: usize) -> Option<usize> {
    if key.is_escaped() {
        let name = key.text()?;
        return object.fields.iter().position(|field| field.name == name);
    }
    if object.fields.get(hint).is_some_and(|field| key.is_text(field.name)) {
        return Some(hint);
    }
    object.fields.iter().position(|field| key.is_text(field.name))
}

fn chosen<'o, 'm>(object: &'o Object<'m>, mask: u64) -> impl Iterator<Item = &'o Field<'m>> {
    object
        .fields
        .iter()
        .enumerate()
        .filter(move |(index, _)| mask & (1 << index) != 0)
        .map(|(_, field)| field)
}

fn brace(value: Value<'_>) -> Span {
    let start = value.span().start;
    Span { start, end: start + 1 }
}

const fn is_scalar(kind: Kind<'_>) -> bool {
    !matches!(kind, Kind::Object(_) | Kind::List(_) | Kind::Map(_) | Kind::Change | Kind::Anything)
}

fn accepts_text(kind: Kind<'_>, text: &str) -> bool {
    match kind {
        Kind::Text | Kind::Anything => true,
        Kind::Decimal => format::is_decimal(text),
        Kind::Email => format::is_email(text),
        Kind::Url => format::is_url(text),
        Kind::Timestamp => format::is_timestamp(text),
        Kind::Uuid => format::is_uuid(text),
        _ => false,
    }
}

fn accepts_scalar(kind: Kind<'_>, value: Value<'_>) -> bool {
    match value.kind() {
        JsonKind::String => value.text().is_some_and(|text| accepts_text(kind, &text)),
        JsonKind::Number => kind == Kind::Number || (kind == Kind::Integer && value.is_integral()),
        JsonKind::True | JsonKind::False => kind == Kind::Boolean,
        _ => false,
    }
}
