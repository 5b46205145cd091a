//! Registries: built-in and other providers side by side, and what a registry refuses.

use std::collections::BTreeSet;

use crate::support::{Sandbox, registry};
use hookspect::model::{Event, EventName, Provider, Version};
use hookspect::registry::{NameError, Registry, RegistryError};

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
