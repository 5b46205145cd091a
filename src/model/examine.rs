//! The whole verdict on one payload: which event it is, and what is wrong with it.

use super::check::check;
use super::conditions;
use super::event::{Condition, Event, EventRef};
use super::identify::{Doubt, Hints, Identification, NamedBy, OwnName};
use super::path::Path;
use super::words::met;
use crate::finding::{EventDeviation, Finding, Findings, FoundEvent, NearestMiss, Severity, Teller};
use crate::json::{Document, JsonKind, Pointer, Span, Trail, Value};

/// What the caller asks of a payload.
#[derive(Debug, Clone, Default)]
pub struct Question<'m> {
    /// What is known besides the body.
    pub hints: Hints<'m>,
    /// The event that it has to be.
    pub expect: Option<EventRef<'m>>,
}

/// What came out.
#[derive(Debug, Clone)]
pub struct Examination<'m> {
    /// Which event it is.
    pub identification: Identification<'m>,
    /// What is wrong with it, in the order of the text.
    pub findings: Vec<Finding>,
}

/// The verdict on one record. Every record has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// A known event without an error.
    Valid,
    /// A known event with errors.
    Invalid,
    /// No known event.
    Unknown,
    /// No JSON.
    Unreadable,
}

impl Status {
    /// `valid`, `invalid`, `unknown`, `unreadable`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Invalid => "invalid",
            Self::Unknown => "unknown",
            Self::Unreadable => "unreadable",
        }
    }
}

impl Examination<'_> {
    /// The verdict.
    #[must_use]
    pub fn status(&self) -> Status {
        Self::status_of(&self.identification, &self.findings)
    }

    /// The verdict on a payload of which this is known.
    #[must_use]
    pub fn status_of(identification: &Identification<'_>, findings: &[Finding]) -> Status {
        let error = findings.iter().any(|finding| finding.severity == Severity::Error);
        match identification {
            _ if !identification.is_supported() => Status::Unknown,
            _ if error => Status::Invalid,
            Identification::UnknownEvent { .. } => Status::Unknown,
            _ => Status::Valid,
        }
    }
}

/// Checks a payload, of which it is known already what it is, against the model of its event, or against the one that its
/// candidates share.
#[must_use]
pub fn examine<'m>(
    mut identification: Identification<'m>,
    document: Document<'_>,
    question: &Question<'m>,
) -> Examination<'m> {
    let mut findings = Findings::new();
    if let Some(expected) = question.expect {
        identification = expect(identification, expected, document, &mut findings);
    }
    match &identification {
        Identification::Identified { model, by, alias } => {
            about_event(*model, *by, alias.map(|alias| (alias.name, alias.why)), document, &mut findings);
            contradictions(*model, &question.hints, document, &mut findings);
            check(document, model.provider, model.event.body, model.event.conditions.iter(), &mut findings);
        }
        Identification::Ambiguous { candidates, doubt: Doubt::Equal } => {
            let deciding = identification.deciding_members();
            ambiguous(candidates, &deciding, &question.hints, document, &mut findings);
        }
        Identification::Ambiguous { doubt: Doubt::Alone(by), .. } => {
            let (teller, events) = (by.teller(), identification.candidate_names());
            findings.push(about(EventDeviation::Unconfirmed { teller, events }, document));
            super::interoperability::check_interoperability(document.root(), &Trail::Root, &mut findings);
        }
        Identification::UnknownEvent { name, path, .. } if is_placeholder(name) => {
            let (pointer, span) = name_at(document, path);
            findings.push(Finding::of(EventDeviation::Template, pointer, span));
            super::interoperability::check_interoperability(document.root(), &Trail::Root, &mut findings);
        }
        Identification::UnknownEvent { provider, version, name, path, nearest } => {
            let (pointer, span) = name_at(document, path);
            let deviation = EventDeviation::UnknownEvent {
                name: name.chars().take(80).collect(),
                sender: format!("{} {}", provider.name, version.id).into(),
                nearest: nearest.map(|model| model.event.name.into()),
            };
            findings.push(Finding::of(deviation, pointer, span));
            if let Some(envelope) = version.envelope {
                check(document, provider, envelope, [].iter(), &mut findings);
            }
        }
        Identification::Unknown { nearest: NearestMiss::NoEvents { sender, list }, .. } => {
            let value = document.pointer(list.as_str()).unwrap_or_else(|| document.root());
            let deviation = EventDeviation::NoEvents { sender: sender.as_str().into() };
            findings.push(Finding::of(deviation, list.clone(), value.span()));
            super::interoperability::check_interoperability(document.root(), &Trail::Root, &mut findings);
        }
        Identification::Unknown { nearest, event, .. } => {
            let root = document.root();
            let deviation = match root.kind() {
                JsonKind::Object => EventDeviation::Unidentified {
                    nearest: nearest.clone(),
                    own_name: event
                        .as_ref()
                        .map(|OwnName { name, place }| (name.as_str().into(), place.as_str().into())),
                },
                _ => EventDeviation::NotAnObject { found: met(root) },
            };
            findings.push(about(deviation, document));
            super::interoperability::check_interoperability(root, &Trail::Root, &mut findings);
        }
    }
    Examination { identification, findings: findings.into_vec() }
}

/// The caller's expectation against the answer. An ambiguous answer that holds the expected event is settled by it.
fn expect<'m>(
    identification: Identification<'m>,
    expected: EventRef<'m>,
    document: Document<'_>,
    findings: &mut Findings,
) -> Identification<'m> {
    let found = match &identification {
        Identification::Identified { model, .. } if *model == expected => return identification,
        Identification::Ambiguous { candidates, doubt: Doubt::Equal } if candidates.contains(&expected) => {
            return Identification::Identified { model: expected, by: NamedBy::Caller, alias: None };
        }
        Identification::Identified { model, .. } => FoundEvent::OneOf(vec![model.id().into()]),
        Identification::Ambiguous { candidates, doubt: Doubt::Equal } => {
            FoundEvent::OneOf(candidates.iter().map(|model| model.id().into()).collect())
        }
        Identification::UnknownEvent { provider, .. } => FoundEvent::UnknownOf(provider.name.into()),
        Identification::Ambiguous { .. } | Identification::Unknown { .. } => FoundEvent::Nothing,
    };
    findings.push(about(EventDeviation::Unexpected { expected: expected.id().into(), found }, document));
    identification
}

fn about_event(
    model: EventRef<'_>,
    by: NamedBy<'_>,
    alias: Option<(&str, &str)>,
    document: Document<'_>,
    findings: &mut Findings,
) {
    if by == NamedBy::Caller {
        another_name(model, document, findings);
    }
    if alias.is_none() && model.event.caution.is_none() {
        return;
    }
    let named_at = match by {
        NamedBy::Body(path) => Some(path),
        _ => model.version.naming.name_path(),
    };
    let (pointer, value) = match named_at.and_then(|path| conditions::at(document.root(), path)) {
        Some(value) => (document.pointer_of(value.index()), value),
        None => (Pointer::default(), document.root()),
    };
    let span = if pointer.as_str().is_empty() { first_byte(value) } else { value.span() };
    if let Some((name, why)) = alias {
        let event = model.event.name.into();
        let deviation = EventDeviation::OtherName { name: name.into(), event, why: why.into() };
        findings.push(Finding::of(deviation, pointer.clone(), span));
    }
    if let Some(caution) = model.event.caution {
        let event = model.event.name.into();
        let deviation = EventDeviation::Doubtful { event, caution: caution.into() };
        findings.push(Finding::of(deviation, pointer, span));
    }
}

/// The body names another event than the caller: that is an error, since the schema of the event says its name.
fn another_name(model: EventRef<'_>, document: Document<'_>, findings: &mut Findings) {
    for (path, parts) in model.names_in_body() {
        let Some(value) = conditions::at(document.root(), path) else { continue };
        if value.text().is_some_and(|text| !parts.contains(&&*text)) {
            let deviation = EventDeviation::NamesAnother { event: model.event.name.into() };
            let finding = Finding::of(deviation, document.pointer_of(value.index()), value.span());
            findings.push(Finding { severity: Severity::Error, ..finding });
        }
    }
}

fn contradictions(model: EventRef<'_>, hints: &Hints<'_>, document: Document<'_>, findings: &mut Findings) {
    let mut contradicts = |teller: Teller, named: EventRef<'_>| {
        let (event, named) = (model.id().into(), named.id().into());
        findings.push(about(EventDeviation::Contradicted { event, teller, named }, document));
    };
    // Several providers may call an event alike: a header contradicts only if none of those is this one.
    if let Some((name, named)) =
        hints.headers.first().filter(|_| hints.headers.iter().all(|(_, one)| *one != model))
    {
        contradicts(Teller::Header((*name).into()), *named);
    }
    if let Some(named) = hints.path.first().filter(|_| !hints.path.contains(&model)) {
        contradicts(hints.named_by_path().teller(), *named);
    }
}

fn ambiguous(
    candidates: &[EventRef<'_>],
    deciding: &[(String, EventRef<'_>)],
    hints: &Hints<'_>,
    document: Document<'_>,
    findings: &mut Findings,
) {
    let Some(first) = candidates.first() else { return };
    let is_shared = candidates.iter().all(|model| model.shares_body(*first));
    let refused = if is_shared { None } else { refused_by_each(candidates, document) };
    let ids = || candidates.iter().map(|model| model.id().into()).collect();
    let deviation = match &refused {
        Some((nearest, _)) => EventDeviation::FitsNone { events: ids(), nearest: nearest.id().into() },
        None if is_shared && deciding.is_empty() => {
            EventDeviation::SharedObject(candidates.iter().map(|model| model.event.name.into()).collect())
        }
        None => EventDeviation::FitsSeveral {
            events: ids(),
            deciding: deciding
                .iter()
                .map(|(member, model)| (member.as_str().into(), model.id().into()))
                .collect(),
        },
    };
    let root = document.root();
    findings.push(about(deviation, document));
    if let Some(named) =
        hints.path.first().filter(|_| !hints.path.iter().any(|model| candidates.contains(model)))
    {
        let deviation = EventDeviation::OtherObject {
            object: first.event.body.name.into(),
            teller: hints.named_by_path().teller(),
            named: named.id().into(),
        };
        findings.push(about(deviation, document));
    }
    if let Some((_, wrong)) = refused {
        for finding in wrong {
            findings.push(finding);
        }
    } else if is_shared {
        let shared = first
            .event
            .conditions
            .iter()
            .filter(|rule| candidates.iter().all(|model| holds(model.event, rule)));
        check(document, first.provider, first.event.body, shared, findings);
    } else {
        super::interoperability::check_interoperability(root, &Trail::Root, findings);
    }
}

/// What is wrong with a payload for the event that it is nearest to, where each of several events refuses it.
fn refused_by_each<'m>(
    candidates: &[EventRef<'m>],
    document: Document<'_>,
) -> Option<(EventRef<'m>, Vec<Finding>)> {
    let mut nearest: Option<(usize, EventRef<'m>, Vec<Finding>)> = None;
    for model in candidates {
        let mut wrong = Findings::new();
        check(document, model.provider, model.event.body, model.event.conditions.iter(), &mut wrong);
        let wrong = wrong.into_vec();
        let errors = wrong.iter().filter(|finding| finding.severity == Severity::Error).count();
        if errors == 0 {
            return None;
        }
        if nearest.as_ref().is_none_or(|(fewest, ..)| errors < *fewest) {
            nearest = Some((errors, *model, wrong));
        }
    }
    nearest.map(|(_, model, wrong)| (model, wrong))
}

/// Where a body holds its name: the first place, where it stands in every item of a list.
fn name_at(document: Document<'_>, path: Path<'_>) -> (Pointer, Span) {
    match conditions::at(document.root(), path) {
        Some(value) => (document.pointer_of(value.index()), value.span()),
        None => (conditions::pointer(path), Span { start: 0, end: 0 }),
    }
}

/// Whether a name is blank, or what a template leaves in its place: `{{event}}`, `${event}`, `<event>`.
fn is_placeholder(name: &str) -> bool {
    let name = name.trim();
    let marks = [("{{", "}}"), ("${", "}"), ("<", ">")];
    name.is_empty() || marks.iter().any(|(start, end)| name.starts_with(start) && name.ends_with(end))
}

fn holds(event: &Event<'_>, rule: &Condition<'_>) -> bool {
    event.conditions.contains(rule)
}

/// What is wrong about the payload as a whole.
fn about(deviation: EventDeviation, document: Document<'_>) -> Finding {
    Finding::of(deviation, Pointer::default(), first_byte(document.root()))
}

fn first_byte(value: Value<'_>) -> Span {
    let start = value.span().start;
    Span { start, end: start + 1 }
}
