//! Registries: built-in and other providers side by side, and what a registry refuses.

/// Providers that have much in common, and what tells their payloads apart.
mod side_by_side;

use std::collections::BTreeSet;

use crate::support::{Sandbox, registry};
use hookspect::json::Tape;
use hookspect::model::{
    Event, EventName, Kind, Media, Naming, Object, Provider, Signal, Version, Words, field,
};
use hookspect::redact::{Mask, Show};
use hookspect::registry::{NameError, Registry, RegistryError};

const BARE_EVENT: Event<'static> = Event {
    name: "",
    aliases: &[],
    summary: "something happened",
    trigger: "Sent in tests.",
    body: &side_by_side::LEAD_BODY,
    shapes: &[],
    conditions: &[],
    summary_fields: &hookspect::model::SummaryFields {
        id: None,
        time: None,
        subject: &[],
        amount: None,
        status: &[],
    },
    provenance: hookspect::model::Provenance::Inferred,
    evidence: "Made up.",
    caution: None,
    sample: "{}",
};

const BARE_VERSION: Version<'static> = Version {
    id: "v1",
    naming: Naming::SHAPE,
    events: &[],
    sources: "made up",
    envelope: None,
    media: Media::Json,
    signature: None,
    headers: &[],
    neutral: &[],
    words: &Words::NONE,
};

/// A version without events.
fn bare_version<'m>() -> Version<'m> {
    let known = registry().event("uppromote/payment.paid").unwrap().version;
    Version { id: "v1", events: &[], neutral: &[], ..*known }
}

/// A provider that borrows the events of a built-in one under an id of its own.
fn borrowed<'m>(id: &'m str, name: &'m str, versions: &'m [Version<'m>]) -> Provider<'m> {
    Provider { id, name, versions }
}

#[test]
fn a_provider_id_is_taken_once_and_the_error_names_both() {
    let other = borrowed("uppromote", "Somebody else", &[]);
    let error = Registry::builder().builtin().provider(&other).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the provider id uppromote is taken twice: by UpPromote and by Somebody else"
    );
}

#[test]
fn a_name_is_given_to_one_event_of_a_provider_and_the_error_names_both() {
    let built_in = registry().event("uppromote/affiliate.new").unwrap();
    let other = registry().event("uppromote/payment.paid").unwrap();
    let renamed = [EventName { name: "affiliate.new", why: "a test" }];
    let events = [*built_in.event, Event { aliases: &renamed, ..*other.event }];
    let versions = [Version { events: &events, ..bare_version() }];
    let provider = borrowed("made-up", "Made Up", &versions);
    let error = Registry::builder().provider(&provider).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "made-up/affiliate.new is the name of two events: affiliate.new of v1 and payment.paid of v1"
    );
}

#[test]
fn an_event_repeats_none_of_its_names() {
    let built_in = registry().event("uppromote/affiliate.new").unwrap();
    let again = [EventName { name: "affiliate.new", why: "a test" }];
    let events = [Event { aliases: &again, ..*built_in.event }];
    let versions = [Version { events: &events, ..bare_version() }];
    let provider = borrowed("made-up", "Made Up", &versions);
    let error = Registry::builder().provider(&provider).build().unwrap_err();
    assert!(matches!(&error, RegistryError::OwnNameTwice { event, name }
        if event == "made-up/affiliate.new" && name == "affiliate.new"));
}

#[test]
fn a_bare_name_that_two_providers_have_stands_for_neither() {
    let built_in = registry().event("uppromote/affiliate.new").unwrap();
    let events = [*built_in.event];
    let versions = [Version { events: &events, ..bare_version() }];
    let provider = borrowed("made-up", "Made Up", &versions);
    let both = Registry::builder().builtin().provider(&provider).build().unwrap();
    let NameError::Ambiguous { ids, .. } = both.event("affiliate.new").unwrap_err() else { panic!() };
    assert_eq!(ids, ["made-up/affiliate.new", "uppromote/affiliate.new"]);
    assert_eq!(both.event("made-up/affiliate.new").unwrap().provider.id, "made-up");
    assert!(!both.event_names().contains(&"affiliate.new"));
}

#[test]
fn a_provider_that_lives_on_the_stack_is_registered_like_one_that_is_built_in() {
    let built_in = registry().event("uppromote/payment.paid").unwrap();
    let name = String::from("payout.sent");
    let events = [Event { name: &name, ..*built_in.event }];
    let versions = [Version { events: &events, ..bare_version() }];
    let provider = borrowed("made-up", "Made Up", &versions);
    let both = Registry::builder().builtin().provider(&provider).build().unwrap();
    let ids: BTreeSet<String> = both.events().iter().map(|event| event.id()).collect();
    assert_eq!(ids.len(), registry().events().len() + 1);
    assert!(ids.contains("made-up/payout.sent"));
}

#[test]
fn names_on_the_command_line_that_are_not_known_get_the_nearest() {
    let sandbox = Sandbox::new();
    for (arguments, near) in [
        (["describe", "promoter.createt"], "promoter.created"),
        (["events", "firstpromotr"], "firstpromoter"),
        (["sample", "uppromote/afiliate.new"], "uppromote/affiliate.new"),
        (["schema", "lead_signu"], "lead_signup"),
    ] {
        let run = sandbox.run(&arguments);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains(&format!("a similar value exists: '{near}'")), "{}", run.stderr);
    }
}

#[test]
fn a_signal_that_no_event_answers_is_refused_and_so_is_a_shape_that_nothing_asks_for() {
    let known = registry().event("uppromote/payment.paid").unwrap();
    let shapeless = [Event { shapes: &[], ..*known.event }];
    let none: [Event<'_>; 0] = [];
    let shaped = [*known.event];
    let by_header = Naming { signals: &[Signal::Header("X-Topic")], ..Naming::SHAPE };
    for (events, naming, message) in [
        (
            &shapeless[..],
            Naming::SHAPE,
            "the shape tells the events of made-up v1, but no event of it answers to that",
        ),
        (
            &none[..],
            by_header,
            "the header X-Topic tells the events of made-up v1, but no event of it answers to that",
        ),
        (&shaped[..], by_header, "made-up/payment.paid has shapes, but v1 does not tell its events by shape"),
    ] {
        let versions = [Version { events, naming, ..bare_version() }];
        let provider = borrowed("made-up", "Made Up", &versions);
        let error = Registry::builder().provider(&provider).build().unwrap_err();
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn a_template_that_was_not_filled_in_is_one_finding() {
    let sandbox = Sandbox::new();
    for name in ["", "{{event}}"] {
        let body = format!(r#"{{"event":{{"id":null,"type":"{name}","created_at":""}},"data":{{}}}}"#);
        sandbox.file("template.json", body);
        let run = sandbox.run(&["validate", "--format", "concise", "template.json"]);
        assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
        assert!(run.stdout.contains("a template that was not filled in"), "{}", run.stdout);
        assert_eq!(run.code, 1);
    }
}

#[test]
fn a_quotation_mark_in_a_text_is_a_string_and_not_broken_json() {
    let sandbox = Sandbox::new();
    for text in [r#"["\""]"#, r#"["\u0022"]"#] {
        sandbox.file("one.json", text);
        let run = sandbox.run(&["validate", "--format", "concise", "one.json"]);
        assert!(run.stdout.contains("is a string, not a payload"), "{}", run.stdout);
    }
}

/// Holds a secret whose name does not tell it, in a map and in a list of lists.
static KEEPER: Object<'static> = Object::new(
    "keeper",
    &[
        field("by_name", Kind::Map(&DOOR_KIND), "doors by name"),
        field("rows", Kind::List(&Kind::List(&DOOR_KIND)), "doors by row"),
    ],
);
static DOOR_KIND: Kind<'static> = Kind::Object(&DOOR);
static DOOR: Object<'static> = Object::new(
    "door",
    &[
        field("opener", Kind::Text, "what opens it").secret(),
        field("colour", Kind::Text, "its colour").personal(),
    ],
);

#[test]
fn secrets_below_maps_and_nested_lists_are_hidden_and_their_names_known() {
    let events = [Event { name: "door", body: &KEEPER, ..BARE_EVENT }];
    let naming = Naming { signals: &[], ..Naming::SHAPE };
    let versions = [Version { events: &events, naming, ..BARE_VERSION }];
    let provider = borrowed("keeper", "Keeper", &versions);
    let registry = Registry::builder().provider(&provider).build().unwrap();
    assert!(registry.sensitive_names().contains_key("opener"));
    let text = r#"{"by_name":{"front":{"opener":"one","colour":"red"}},"rows":[[{"opener":"two","colour":"blue"}]]}"#;
    let mut tape = Tape::new();
    let document = tape.parse(text.as_bytes()).unwrap();
    for (show, expected) in [
        (Show::AllButSecrets, &["\"one\"", "\"two\""][..]),
        (Show::NothingPersonal, &["\"one\"", "\"red\"", "\"two\"", "\"blue\""][..]),
    ] {
        let hidden = Mask::new(show, &registry).spans(document, Some(&KEEPER));
        let hidden: Vec<&str> =
            hidden.iter().map(|part| &text[part.span.start as usize..part.span.end as usize]).collect();
        assert_eq!(hidden, expected);
    }
}
