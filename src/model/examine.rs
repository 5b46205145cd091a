//! The whole verdict on one payload: which event it is, and what is wrong with it.

use super::check::check;
use super::conditions;
use super::event::{Condition, Event, EventRef};
use super::identify::{Doubt, Hints, Identification, NamedBy, OwnName};
use super::words::found_in;
use crate::finding::{Finding, Findings, Rule, Severity, with_article};
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
            let names = identification.candidate_names().join(" or ");
            let message = format!(
                "is not identified: the {} says {names}, but nothing in the body agrees",
                by.teller()
            );
            let first = first_byte(document.root());
            findings.push(
                Finding::new(Rule::Unidentified, Pointer::default(), first, message)
                    .help("--event says what it is, if it is that all the same"),
            );
            super::interoperability::check_interoperability(document.root(), &Trail::Root, &mut findings);
        }
        Identification::UnknownEvent { name, path, .. } if is_placeholder(name) => {
            let value = conditions::at(document.root(), path);
            let span = value.map_or(Span { start: 0, end: 0 }, Value::span);
            let message = "names no event: this is a template that was not filled in, not a delivery";
            findings.push(
                Finding::new(Rule::Unidentified, conditions::pointer(path), span, message)
                    .help("fill in the members, or take a payload from `hookspect sample`"),
            );
            super::interoperability::check_interoperability(document.root(), &Trail::Root, &mut findings);
        }
        Identification::UnknownEvent { provider, version, name, path, nearest } => {
            let value = conditions::at(document.root(), path);
            let span = value.map_or(Span { start: 0, end: 0 }, Value::span);
            let shown: String = name.chars().take(80).collect();
            let finding = Finding::new(
                Rule::UnknownEvent,
                conditions::pointer(path),
                span,
                format!("is {shown}, which is not an event of {} {} known so far", provider.name, version.id),
            );
            findings.push(finding.help(match nearest {
                Some(model) => {
                    format!("the nearest known name is {}; the envelope was checked", model.event.name)
                }
                None => "the envelope was checked, the rest was read and not judged".to_owned(),
            }));
            if let Some(envelope) = version.envelope {
                check(document, provider, envelope, [].iter(), &mut findings);
            }
        }
        Identification::Unknown { why, event, .. } => {
            let root = document.root();
            let message = match (root.kind(), event) {
                (JsonKind::Object, Some(OwnName { name, place })) => {
                    format!("is not a payload of a known provider: {why}; it names itself `{name}` ({place})")
                }
                (JsonKind::Object, None) => format!("is not a payload of a known provider: {why}"),
                _ => format!("is {}, not a payload: webhooks send an object", with_article(found_in(root))),
            };
            findings.push(
                Finding::new(Rule::Unidentified, Pointer::default(), first_byte(root), message)
                    .help("`hookspect events` lists what is known; --event says what it is"),
            );
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
        Identification::Identified { model, .. } => model.id(),
        Identification::Ambiguous { candidates, doubt: Doubt::Equal } => {
            candidates.iter().map(|model| model.id()).collect::<Vec<_>>().join(" or ")
        }
        Identification::UnknownEvent { provider, .. } => format!("an unknown event of {}", provider.name),
        Identification::Ambiguous { .. } | Identification::Unknown { .. } => "no known event".to_owned(),
    };
    let message = format!("is {found}, expected {}", expected.id());
    let root = document.root();
    findings.push(
        Finding::new(Rule::UnexpectedEvent, Pointer::default(), first_byte(root), message)
            .expected(expected.id(), found)
            .help("the payload or the expectation is of another event"),
    );
    identification
}

fn about_event(
    model: EventRef<'_>,
    by: NamedBy<'_>,
    alias: Option<(&str, &str)>,
    document: Document<'_>,
    findings: &mut Findings,
) {
    let named_at = match by {
        NamedBy::Body(path) => Some(path),
        _ => model.version.naming.name_path(),
    };
    let (pointer, value) =
        match named_at.and_then(|path| Some((path, conditions::at(document.root(), path)?))) {
            Some((path, value)) => (conditions::pointer(path), value),
            None => (Pointer::default(), document.root()),
        };
    let span = if pointer.as_str().is_empty() { first_byte(value) } else { value.span() };
    if by == NamedBy::Caller {
        let said = value.text();
        let is_name =
            |name: &str| name == model.event.name || model.event.aliases.iter().any(|one| one.name == name);
        if named_at.is_some() && said.as_deref().is_some_and(|name| !is_name(name)) {
            let message =
                format!("names another event than {}, which the caller says it is", model.event.name);
            findings.push(Finding::new(Rule::Inconsistent, pointer.clone(), span, message));
        }
    }
    if let Some((name, why)) = alias {
        let message = format!("is {name}, another name of {}: {why}", model.event.name);
        findings.push(Finding::new(Rule::NonstandardName, pointer.clone(), span, message));
    }
    if let Some(caution) = model.event.caution {
        findings.push(Finding::new(
            Rule::ThinEvidence,
            pointer,
            span,
            format!("is {}: {caution}", model.event.name),
        ));
    }
}

fn contradictions(model: EventRef<'_>, hints: &Hints<'_>, document: Document<'_>, findings: &mut Findings) {
    let first = first_byte(document.root());
    let mut contradicts = |teller: &str, named: EventRef<'_>, help: &'static str| {
        let message = format!("is {}, but the {teller} says {}", model.id(), named.id());
        findings.push(Finding::new(Rule::Inconsistent, Pointer::default(), first, message).help(help));
    };
    // Several providers may call an event alike: a header contradicts only if none of those is this one.
    if let Some((name, named)) =
        hints.headers.first().filter(|_| hints.headers.iter().all(|(_, one)| *one != model))
    {
        contradicts(&format!("header {name}"), *named, "the body's own word was believed");
    }
    if let Some(named) = hints.path.first().filter(|_| !hints.path.contains(&model)) {
        let help = if hints.path_is_requested {
            "the body's own word was believed; look where the provider sends its events"
        } else {
            "the body's own word was believed; rename the file or replace its content"
        };
        contradicts(hints.path_teller(), *named, help);
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
    let message = if deciding.is_empty() {
        let names: Vec<&str> = candidates.iter().map(|model| model.event.name).collect();
        format!("can be {}: these events share one object and the body names none", names.join(" or "))
    } else {
        let ids: Vec<String> = candidates.iter().map(|model| model.id()).collect();
        let members: Vec<String> =
            deciding.iter().map(|(member, model)| format!("{member} ({})", model.id())).collect();
        format!("can be {}: it fits them equally well; {} would decide", ids.join(" or "), members.join(", "))
    };
    let root = document.root();
    findings.push(
        Finding::new(Rule::AmbiguousEvent, Pointer::default(), first_byte(root), message).help(
            "the path of a captured request, a file or folder named after the event, or --event, decides",
        ),
    );
    if let Some(named) =
        hints.path.first().filter(|_| !hints.path.iter().any(|model| candidates.contains(model)))
    {
        let message = format!(
            "has the keys of {}, but the {} says {}",
            first.event.body.name,
            hints.path_teller(),
            named.id()
        );
        findings.push(Finding::new(Rule::Inconsistent, Pointer::default(), first_byte(root), message));
    }
    if candidates.iter().all(|model| model.shares_body(*first)) {
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

/// Whether a name is blank, or what a template leaves in its place: `{{event}}`, `${event}`, `<event>`.
fn is_placeholder(name: &str) -> bool {
    let name = name.trim();
    let marks = [("{{", "}}"), ("${", "}"), ("<", ">")];
    name.is_empty() || marks.iter().any(|(start, end)| name.starts_with(start) && name.ends_with(end))
}

fn holds(event: &Event<'_>, rule: &Condition<'_>) -> bool {
    event.conditions.contains(rule)
}

fn first_byte(value: Value<'_>) -> Span {
    let start = value.span().start;
    Span { start, end: start + 1 }
}
