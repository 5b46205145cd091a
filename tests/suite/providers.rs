//! Tests over the whole table of providers: what holds for every event, whoever adds one.

use std::collections::BTreeSet;

use crate::support::registry;
use hookspect::finding::Severity;
use hookspect::json::Tape;
use hookspect::model::{EventRef, Hints, Identification, Kind, Object, Question, Status};

fn models() -> impl Iterator<Item = EventRef<'static>> {
    registry().events().iter().copied()
}

/// Every object below one, each once. Recurses on the depth of the model.
fn objects(object: &'static Object, found: &mut Vec<&'static Object>) {
    if found.iter().any(|known| std::ptr::eq(*known, object)) {
        return;
    }
    found.push(object);
    for field in object.fields {
        let mut kind = field.kind;
        while let Kind::List(inner) | Kind::Map(inner) = kind {
            kind = *inner;
        }
        if let Kind::Object(inner) = kind {
            objects(inner, found);
        }
    }
}

#[test]
fn every_version_has_events_and_says_what_each_of_them_means_once() {
    for provider in registry().providers() {
        assert!(!provider.versions.is_empty(), "{} has no version", provider.id);
        for version in provider.versions {
            assert!(!version.events.is_empty(), "{} {} has no event", provider.id, version.id);
            let events: BTreeSet<&str> = version.events.iter().map(|event| event.name).collect();
            let meant: Vec<&str> = version.neutral.iter().map(|neutral| neutral.event).collect();
            assert_eq!(meant.len(), events.len(), "{} {}", provider.id, version.id);
            assert_eq!(meant.into_iter().collect::<BTreeSet<_>>(), events, "{} {}", provider.id, version.id);
        }
    }
}

#[test]
fn names_are_unique_within_a_provider_and_nothing_is_left_blank() {
    for provider in registry().providers() {
        let mut names = BTreeSet::new();
        for model in provider.events() {
            let event = model.event;
            for name in std::iter::once(event.name).chain(event.aliases.iter().map(|alias| alias.name)) {
                assert!(names.insert(name), "{}/{name} twice", provider.id);
            }
            for text in [
                event.name,
                event.summary,
                event.trigger,
                event.evidence,
                event.sample,
                model.version.sources,
            ] {
                assert!(!text.trim().is_empty(), "{} has a blank", model.id());
            }
        }
    }
}

#[test]
fn objects_of_one_name_in_one_schema_are_one_object_and_hold_each_name_once() {
    for model in models() {
        let mut found = Vec::new();
        objects(model.event.body, &mut found);
        let names: BTreeSet<&str> = found.iter().map(|object| object.name).collect();
        assert_eq!(names.len(), found.len(), "{}: two objects share a name", model.id());
        for object in found {
            let fields: BTreeSet<&str> = object.fields.iter().map(|field| field.name).collect();
            assert_eq!(fields.len(), object.fields.len(), "{} in {}", object.name, model.id());
            for field in object.fields {
                assert!(!field.meaning.is_empty(), "{}.{} has no meaning", object.name, field.name);
                assert!(
                    !field
                        .alternative
                        .is_some_and(|other| matches!(other.kind, Kind::Object(_) | Kind::List(_))),
                    "the alternative of {}.{} is no scalar",
                    object.name,
                    field.name
                );
            }
        }
    }
}

#[test]
fn the_paths_of_digests_lead_to_fields() {
    for model in models() {
        let fields = model.event.summary_fields;
        for path in fields.id.iter().chain(&fields.time) {
            assert!(model.event.body.at(path).is_some(), "{}: {path:?}", model.id());
        }
        // Events of one version share the other paths, so each has to lead somewhere in one of them.
        for path in fields.subject.iter().chain(fields.status).chain(&fields.amount) {
            let leads = |event: &hookspect::model::Event| event.body.at(path).is_some();
            assert!(model.version.events.iter().any(leads), "{}: {path:?}", model.id());
        }
    }
}

#[test]
fn every_sample_is_identified_as_its_own_event_and_valid_without_a_warning() {
    for model in models() {
        let path = registry().named_in_path(&format!("samples/{}.json", model.id()));
        assert_eq!(path, [model], "the file name of {}", model.id());
        let mut tape = Tape::new();
        let document = tape.parse(model.event.sample.as_bytes()).unwrap();
        let question = Question { hints: Hints { path, ..Hints::default() }, expect: Some(model) };
        let examination = registry().examine(document, &question);
        assert_eq!(examination.identification.model(), Some(model), "{}", model.id());
        assert_eq!(examination.status(), Status::Valid, "{}", model.id());
        let worse: Vec<_> = examination.findings.iter().filter(|one| one.severity > Severity::Note).collect();
        assert!(worse.is_empty(), "{}: {worse:?}", model.id());
    }
}

#[test]
fn without_a_file_name_a_sample_is_its_own_event_or_ambiguous_with_it_among_the_candidates() {
    for model in models() {
        let mut tape = Tape::new();
        let document = tape.parse(model.event.sample.as_bytes()).unwrap();
        match registry().examine(document, &Question::default()).identification {
            Identification::Identified { model: found, .. } => assert_eq!(found, model),
            Identification::Ambiguous { candidates, .. } => {
                assert!(candidates.contains(&model), "{}", model.id());
            }
            other => panic!("{}: {other:?}", model.id()),
        }
    }
}

#[test]
fn the_folder_of_samples_holds_one_file_per_event_and_no_other() {
    let mut expected: BTreeSet<String> = models().map(|model| format!("{}.json", model.id())).collect();
    for provider in std::fs::read_dir(crate::support::package().join("samples")).unwrap() {
        let provider = provider.unwrap();
        for file in std::fs::read_dir(provider.path()).unwrap() {
            let name = file.unwrap().file_name().into_string().unwrap();
            let id = format!("{}/{name}", provider.file_name().into_string().unwrap());
            assert!(expected.remove(&id), "samples/{id} belongs to no event");
        }
    }
    assert!(expected.is_empty(), "missing: {expected:?}");
}
