//! Schemas that are printed and exported are made for generators of types too: names for every object, the event's own
//! name as a constant, one schema for a whole provider. `tests/generators/run` asks the generators themselves.

use std::collections::HashSet;

use hookspect::model::{EventRef, KnownValues, Provider, pascal};
use hookspect::packs::{Arena, event_schema, load, provider_schema};
use serde_json::{Value, json};

use crate::oracle::mutate;
use crate::support::{Numbers, Sandbox, registry};

const BAKERY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generators/bakery.yaml");

/// Calls with every object in a value, those in which members are schemas by name left out.
fn schemas(value: &Value, with: &mut dyn FnMut(&Value)) {
    let mut waiting = vec![(value, false)];
    while let Some((value, are_names)) = waiting.pop() {
        match value {
            Value::Object(members) => {
                if !are_names {
                    with(value);
                }
                for (key, member) in members.iter().filter(|(key, _)| are_names || !key.starts_with("x-")) {
                    waiting.push((member, !are_names && ["properties", "$defs"].contains(&key.as_str())));
                }
            }
            Value::Array(items) => waiting.extend(items.iter().map(|item| (item, false))),
            _ => {}
        }
    }
}

/// What generators ask of a schema.
fn fit_for_generators(schema: &Value, of: &str) {
    assert!(jsonschema::draft202012::meta::is_valid(schema), "{of}");
    assert!(schema.get("$ref").is_none(), "{of}: the root is a reference");
    let mut titles = HashSet::new();
    for key in schema["$defs"].as_object().into_iter().flatten().map(|(key, _)| key) {
        assert!(key.chars().all(|one| one.is_ascii_alphanumeric() || one == '_'), "{of}: {key}");
    }
    schemas(schema, &mut |one| {
        let kind = &one["type"];
        let is_object = *kind == "object"
            || kind.as_array().is_some_and(|all| all.len() < 6 && all.contains(&json!("object")));
        if is_object {
            let title = one["title"].as_str().unwrap_or_else(|| panic!("{of}: no title: {one}"));
            assert_eq!(title, pascal(title), "{of}");
            assert!(titles.insert(title.to_owned()), "{of}: {title} twice");
        }
        let says = |key: &str| one.get(key).is_some();
        assert!(
            !says("description")
                || one.as_object().unwrap().keys().any(|key| {
                    !key.starts_with("x-") && !["description", "title", "examples"].contains(&key.as_str())
                }),
            "{of}: {one} says nothing of what it accepts"
        );
    });
}

fn compiled(schema: &Value) -> jsonschema::Validator {
    jsonschema::options().should_validate_formats(true).build(schema).unwrap()
}

fn each_event_is_fit(provider: &Provider<'_>) {
    for event in provider.events() {
        for values in [KnownValues::Examples, KnownValues::OpenEnums] {
            fit_for_generators(&event_schema(event, values), &event.id());
        }
    }
    for values in [KnownValues::Examples, KnownValues::OpenEnums] {
        fit_for_generators(&provider_schema(provider, values), provider.id);
    }
}

#[test]
fn every_schema_is_fit_for_generators() {
    registry().providers().iter().for_each(|provider| each_event_is_fit(provider));
    let arena = Arena::new();
    each_event_is_fit(load(&arena, BAKERY.as_ref()).unwrap().provider);
}

fn name_of(event: EventRef<'_>) -> Value {
    let schema = event_schema(event, KnownValues::Examples);
    let (path, _) = event.names_in_body().first().cloned().unwrap();
    let pointer: Vec<String> = path.iter().map(|step| format!("/properties/{step}")).collect();
    let pointer = pointer.concat();
    schema.pointer(&pointer).unwrap_or_else(|| panic!("{}: {pointer}", event.id())).clone()
}

#[test]
fn the_name_of_an_event_is_a_constant_where_bodies_hold_it() {
    let arena = Arena::new();
    let bakery = load(&arena, BAKERY.as_ref()).unwrap();
    for event in bakery.provider.events() {
        assert_eq!(name_of(event)["const"], event.event.name);
    }
    let firstpromoter = registry().provider("firstpromoter").unwrap();
    for event in firstpromoter.events() {
        let name = name_of(event);
        let names: Vec<&str> = event.bare_names().collect();
        if names.len() == 1 {
            assert_eq!(name["const"], names[0]);
        } else {
            assert_eq!(name["enum"], json!(names));
        }
    }
}

#[test]
fn a_provider_is_one_schema_of_which_each_sample_is_one_branch() {
    let arena = Arena::new();
    let bakery = load(&arena, BAKERY.as_ref()).unwrap();
    let firstpromoter = registry().provider("firstpromoter").unwrap();
    for provider in [firstpromoter, bakery.provider] {
        let whole = provider_schema(provider, KnownValues::Examples);
        assert_eq!(whole["oneOf"].as_array().unwrap().len(), provider.events().count());
        let validator = compiled(&whole);
        for event in provider.events() {
            let own = compiled(&event_schema(event, KnownValues::Examples));
            let sample: Value = serde_json::from_str(event.event.sample).unwrap();
            assert!(validator.is_valid(&sample), "{}", event.id());
            let mut numbers = Numbers(event.id().len() as u64);
            for _ in 0..20 {
                let mut mutant = sample.clone();
                mutate(&mut mutant, &mut numbers);
                if own.is_valid(&mutant) {
                    assert!(validator.is_valid(&mutant), "{}: {mutant}", event.id());
                }
            }
        }
    }
    let uppromote = registry().provider("uppromote").unwrap();
    assert!(provider_schema(uppromote, KnownValues::Examples).get("anyOf").is_some(), "no body holds a name");
}

#[test]
fn open_lists_let_the_same_pass() {
    for (index, event) in registry().events().iter().enumerate() {
        let closed = compiled(&event_schema(*event, KnownValues::Examples));
        let open = compiled(&event_schema(*event, KnownValues::OpenEnums));
        let sample: Value = serde_json::from_str(event.event.sample).unwrap();
        let mut numbers = Numbers(index as u64);
        for _ in 0..40 {
            let mut mutant = sample.clone();
            mutate(&mut mutant, &mut numbers);
            assert_eq!(closed.is_valid(&mutant), open.is_valid(&mutant), "{}: {mutant}", event.id());
        }
    }
}

#[test]
fn a_provider_and_open_lists_are_asked_for_by_name() {
    let sandbox = Sandbox::new();
    let whole = sandbox.run(&["schema", "--all", "bakery", "--pack", BAKERY]);
    let whole: Value = serde_json::from_str(&whole.stdout).unwrap();
    assert_eq!(whole["title"], "BakeryWebhook");
    let open = sandbox.run(&["schema", "promoter_accepted", "--open-enums"]);
    assert!(
        open.code == 0 && open.stdout.contains("\"anyOf\"") && open.stdout.contains("\"enum\""),
        "{open:?}"
    );
    assert_eq!(sandbox.run(&["schema", "--all"]).code, 2);
    assert_eq!(sandbox.run(&["schema", "--all", "--open-enums", "--output-dir", "out"]).code, 2);
}
