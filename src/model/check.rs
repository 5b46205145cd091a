//! One walk over a payload, beside its model: every deviation becomes a finding.
//!
//! Errors are exactly the verdict of the exported JSON Schema; warnings and notes go beyond it. The walk recurses on
//! the depth of the model only; what the model does not know is surveyed without recursion.

use super::by_schema;
use super::conditions;
use super::declared::Declared;
use super::event::{Condition, Provider};
use super::facts::Presence;
use super::field::{Alternative, Extra, Field, Object};
use super::format;
use super::interoperability;
use super::kind::Kind;
use super::places::Places;
use super::suggest;
use super::words::{expected, met};
use crate::finding::{Deviation, Finding, Findings, Near, Rule, Severity};
use crate::json::{Document, JsonKind, Span, Trail, Value};

/// Checks a payload against a body and the conditions that go with it, and appends what it finds.
pub fn check<'r>(
    document: Document<'_>,
    provider: &Provider<'_>,
    body: &Object<'_>,
    rules: impl Iterator<Item = &'r Condition<'r>>,
    findings: &mut Findings,
) {
    match body.validator {
        None => {
            let mut checker = Checker { provider, findings };
            checker.value(Declared::root(Some(body)), document.root(), &Trail::Root);
        }
        Some(validator) => {
            let mut noted = Findings::new();
            let mut checker = Checker { provider, findings: &mut noted };
            checker.value(Declared::root(Some(body)), document.root(), &Trail::Root);
            by_schema::check(validator, document.root(), noted.into_vec(), findings);
        }
    }
    for rule in rules {
        conditions::check(document, rule, findings);
    }
}

struct Checker<'c> {
    provider: &'c Provider<'c>,
    findings: &'c mut Findings,
}

impl Checker<'_> {
    /// Adds what is wrong at a place.
    fn found(&mut self, rule: Rule, span: Span, trail: &Trail<'_>, make: impl FnOnce() -> Deviation) {
        self.findings.add(rule, span, || Finding::of(make(), trail.pointer(), span));
    }

    fn field(&mut self, field: &Field<'_>, value: Value<'_>, trail: &Trail<'_>) {
        if let Some(why) = field.variant {
            self.found(Rule::NonstandardName, value.span(), trail, || Deviation::DisputedName {
                why: why.into(),
            });
        }
        if value.kind() == JsonKind::Null {
            if !field.nullable && !matches!(field.kind, Kind::Anything) {
                let (expected, sender) = (expected(field.kind), self.provider.name);
                self.found(Rule::UnexpectedNull, value.span(), trail, || Deviation::UnexpectedNull {
                    expected,
                    sender: sender.into(),
                });
            }
            return;
        }
        self.value(Declared::of(field), value, trail);
    }

    fn value(&mut self, declared: Declared<'_>, value: Value<'_>, trail: &Trail<'_>) {
        let Some(kind) = declared.kind else { return };
        let (field, json) = (declared.field, value.kind());
        if json == JsonKind::Number {
            if value.is_small_integer() && matches!(kind, Kind::Integer | Kind::Number | Kind::Anything) {
                return;
            }
            if format::is_unsafe_number(value.raw()) {
                self.found(Rule::UnsafeNumber, value.span(), trail, || Deviation::UnsafeNumber);
            }
        }
        match (kind, json) {
            (Kind::Anything, JsonKind::Array | JsonKind::Object) => {
                interoperability::check_interoperability(value, trail, self.findings);
            }
            (Kind::Boolean, JsonKind::True | JsonKind::False)
            | (Kind::Number, JsonKind::Number)
            | (Kind::Anything, _) => {}
            (Kind::Text, JsonKind::String) if field.is_none_or(|field| field.values.is_empty()) => {}
            (Kind::Integer, JsonKind::Number) if value.is_integral() => {}
            (Kind::Object(object), JsonKind::Object) => self.object(object, value, trail),
            (Kind::List(_), JsonKind::Array) => self.list(declared, value, trail),
            (Kind::Map(_), JsonKind::Object) => self.map(declared, value, trail),
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
                    interoperability::check_interoperability(value, trail, self.findings);
                }
            }
        }
    }

    fn alternative(&mut self, alternative: Alternative<'_>, value: Value<'_>, trail: &Trail<'_>) {
        self.found(Rule::NonstandardName, value.span(), trail, || Deviation::DisputedType {
            found: expected(alternative.kind),
            why: alternative.why.into(),
        });
    }

    fn wrong_type(&mut self, kind: Kind<'_>, value: Value<'_>, trail: &Trail<'_>) {
        let sender = self.provider.name;
        self.found(Rule::WrongType, value.span(), trail, || Deviation::WrongType {
            expected: expected(kind),
            found: met(value),
            sender: sender.into(),
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
        if !field.values.is_empty() && !field.enumerated && !field.values.contains(&&*text) {
            self.unknown_value(field, &text, value.span(), trail);
        }
    }

    fn wrong_format(&mut self, kind: Kind<'_>, text: &str, span: Span, trail: &Trail<'_>) {
        let is_empty = text.is_empty();
        self.found(Rule::WrongFormat, span, trail, || Deviation::WrongFormat {
            expected: expected(kind),
            is_empty,
        });
    }

    fn unknown_value(&mut self, field: &Field<'_>, text: &str, span: Span, trail: &Trail<'_>) {
        self.found(Rule::UnknownValue, span, trail, || Deviation::UnknownValue {
            known: field.values.iter().map(|value| (*value).into()).collect(),
            near: suggest::nearest(text, field.values.iter().copied()).map(Into::into),
        });
    }

    fn list(&mut self, declared: Declared<'_>, value: Value<'_>, trail: &Trail<'_>) {
        let mut item = declared.item();
        // What a field says of its value is true of scalars in it, not of objects.
        item.field = item.field.filter(|_| item.kind.is_some_and(is_scalar));
        for (index, element) in value.items().enumerate() {
            self.value(item, element, &trail.index(index));
        }
    }

    fn map(&mut self, declared: Declared<'_>, value: Value<'_>, trail: &Trail<'_>) {
        for (key, member) in value.members() {
            let Some(name) = key.text() else { continue };
            if member.kind() != JsonKind::Null {
                self.value(declared.member(key, 0), member, &trail.key(&name));
            }
        }
        interoperability::duplicate_keys(value, trail, self.findings);
    }

    fn change(&mut self, value: Value<'_>, trail: &Trail<'_>) {
        let count = value.items().count();
        if count != 2 {
            self.found(Rule::WrongFormat, value.span(), trail, || Deviation::WrongPair { count });
        }
        interoperability::check_interoperability(value, trail, self.findings);
    }

    fn object(&mut self, object: &Object<'_>, value: Value<'_>, trail: &Trail<'_>) {
        let (mut met, document) = (Met::default(), value.document());
        for (key, member) in value.members() {
            // Senders keep the order of members, and most of them are right.
            if let Some(field) = object.fields.get(met.next)
                && key.is_text(field.name)
                && is_plainly_right(field, member)
            {
                met.is_irregular |= !met.seen.insert(met.next);
                met.next += 1;
            } else {
                // Made anew, so that those in the loop need no place in memory.
                let (key, member) = (document.value(key.index()), document.value(member.index()));
                self.member(object, key, member, trail, &mut met);
            }
        }
        let Met { seen, unknown, is_irregular, .. } = &met;
        if *is_irregular {
            interoperability::duplicate_keys(value, trail, self.findings);
        }
        let test = object.waived_by.and_then(|member| value.get(member));
        let waived = test.is_some_and(|test| test.kind() == JsonKind::True);
        if waived {
            self.found(Rule::TestDelivery, brace(value), trail, || Deviation::TestDelivery);
        } else if !object.is_complete(seen) {
            self.missing(object, seen, value, trail);
        }
        self.unknown(object, seen, unknown, trail);
        if object.extra == Extra::Undocumented && !waived {
            self.found(Rule::UndocumentedData, brace(value), trail, || Deviation::UndocumentedData);
        }
    }

    /// A member of which there may be something to say.
    #[inline(never)]
    fn member<'v>(
        &mut self,
        object: &Object<'_>,
        key: Value<'v>,
        member: Value<'v>,
        trail: &Trail<'_>,
        met: &mut Met<'v>,
    ) {
        let place = object.position(key, met.next);
        if let Some(field) = place.and_then(|place| object.fields.get(place)) {
            met.is_irregular |= place.is_none_or(|place| !met.seen.insert(place));
            met.next = place.map_or(met.next, |place| place + 1);
            return self.field(field, member, &trail.key(field.name));
        }
        met.is_irregular = true;
        if matches!(object.extra, Extra::Unknown | Extra::Unlisted) {
            met.unknown.push(key);
        }
        if let Some(name) = key.text() {
            interoperability::check_interoperability(member, &trail.key(&name), self.findings);
        }
    }

    fn missing(&mut self, object: &Object<'_>, seen: &Places, value: Value<'_>, trail: &Trail<'_>) {
        let sender = self.provider.name;
        let is_required = |field: &&Field<'_>| field.presence == Presence::Required;
        for field in object.absent(seen).filter(is_required) {
            self.found(Rule::MissingField, brace(value), &trail.key(field.name), || {
                Deviation::MissingField {
                    name: field.name.into(),
                    expected: expected(field.kind),
                    meaning: field.meaning.into(),
                    sender: sender.into(),
                }
            });
        }
        let usual = || object.absent(seen).filter(|field| !is_required(field));
        if usual().next().is_some() {
            self.found(Rule::AbsentField, brace(value), trail, || Deviation::AbsentFields {
                names: usual().map(|field| field.name.into()).collect(),
            });
        }
    }

    fn unknown(&mut self, object: &Object<'_>, seen: &Places, keys: &[Value<'_>], trail: &Trail<'_>) {
        let mut reported: Vec<&str> = Vec::new();
        for key in keys {
            let Some(name) = key.text() else { continue };
            if reported.len() < 64 && reported.contains(&key.raw()) {
                continue;
            }
            reported.push(key.raw());
            let sender = self.provider.name;
            self.findings.add(Rule::UnknownField, key.span(), || {
                let absent = object.fields.iter().enumerate().filter(|(index, _)| !seen.contains(*index));
                let near = match suggest::nearest(&name, absent.map(|(_, field)| field.name)) {
                    Some(near) => Near::Missing(near.into()),
                    None => suggest::nearest(&name, object.fields.iter().map(|field| field.name))
                        .map_or(Near::Nothing, |near| Near::There(near.into())),
                };
                let deviation =
                    Deviation::UnknownField { object: object.name.into(), near, sender: sender.into() };
                let mut finding = Finding::of(deviation, trail.key(&name).pointer(), key.span());
                if object.extra == Extra::Unlisted {
                    finding.severity = Severity::Note;
                }
                finding
            });
        }
    }
}

/// What has been met of an object.
#[derive(Default)]
struct Met<'v> {
    /// The fields, by their place.
    seen: Places,
    /// The place of the field that is likely to come next.
    next: usize,
    /// The names that the model does not know.
    unknown: Vec<Value<'v>>,
    /// Whether there was such a name, or a field twice.
    is_irregular: bool,
}

/// Whether there is nothing to say of a field's value, decided on what costs least: most values end here.
#[inline]
fn is_plainly_right(field: &Field<'_>, value: Value<'_>) -> bool {
    field.variant.is_none()
        && match (value.kind(), field.kind) {
            (JsonKind::Null, _) => field.nullable,
            (JsonKind::String, Kind::Text) => field.values.is_empty() || is_known(field, value),
            (JsonKind::String, kind) => field.values.is_empty() && is_of_kind(kind, value),
            (JsonKind::Number, Kind::Integer | Kind::Number) => value.is_small_integer(),
            (JsonKind::True | JsonKind::False, Kind::Boolean) => true,
            _ => false,
        }
}

/// Whether a text is one of the known values of its field.
fn is_known(field: &Field<'_>, value: Value<'_>) -> bool {
    field.values.iter().any(|known| value.is_text(known))
}

/// Whether a text without escapes is of a kind.
fn is_of_kind(kind: Kind<'_>, value: Value<'_>) -> bool {
    !value.is_escaped() && value.string_raw().is_some_and(|text| accepts_text(kind, text))
}

fn brace(value: Value<'_>) -> Span {
    let start = value.span().start;
    Span { start, end: start + 1 }
}

const fn is_scalar(kind: Kind<'_>) -> bool {
    !matches!(kind, Kind::Object(_) | Kind::List(_) | Kind::Map(_) | Kind::Change | Kind::Anything)
}

impl Kind<'_> {
    /// Whether a text is of this kind; none is of a kind that is no text.
    #[must_use]
    pub fn fits_text(self, text: &str) -> bool {
        accepts_text(self, text)
    }
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
