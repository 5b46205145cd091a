//! A built-in provider that was exported and loaded again is the same provider: same schemas, and on every sample and on
//! mutants of it the same identification and the same findings.

use std::fs;

use hookspect::finding::Finding;
use hookspect::generate::{Generator, mutants};
use hookspect::json::Tape;
use hookspect::model::{EventRef, Hints, KnownValues, Question, schema};
use hookspect::packs::{Arena, Terms, load, pack_files};
use hookspect::registry::Registry;
use tempfile::TempDir;

use crate::oracle::mutate;
use crate::support::{Numbers, registry};

const MUTANTS: usize = 60;

/// What a registry makes of a payload: what it is, why, and what is wrong with it.
fn said(
    registry: &Registry<'_>,
    text: &str,
    event: Option<&str>,
) -> Option<(String, Vec<String>, Vec<Finding>)> {
    let mut tape = Tape::new();
    let document = tape.parse(text.as_bytes()).ok()?;
    let model = event.map(|event| registry.event(event).unwrap());
    let question = Question { hints: Hints { event: model, ..Hints::default() }, expect: None };
    let examination = registry.examine(document, &question);
    let identification = &examination.identification;
    Some((identification.title(), identification.evidence(), examination.findings))
}

fn parts(model: EventRef<'_>) -> String {
    let event = model.event;
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        event.summary,
        event.trigger,
        event.provenance,
        event.evidence,
        event.caution,
        event.shapes,
        event.conditions,
        event.summary_fields,
        event.aliases,
        model.version.signature,
    )
}

#[test]
fn an_exported_provider_is_the_same_when_it_is_loaded() {
    let mut judged = 0;
    for provider in registry().providers() {
        let (folder, arena) = (TempDir::new().unwrap(), Arena::new());
        for (path, text) in pack_files(provider, &Terms::of_model()) {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let pack = load(&arena, folder.path()).unwrap();
        assert!(pack.notes.is_empty() && pack.inferred.is_empty(), "{:?} {:?}", pack.notes, pack.inferred);
        let ours = Registry::builder().provider(provider).build().unwrap();
        let loaded = Registry::builder().provider(pack.provider).build().unwrap();
        assert_eq!(ours.events().len(), loaded.events().len());
        for (model, other) in ours.events().iter().zip(loaded.events()) {
            assert!(other.event.body.validator.is_none(), "{} is judged by its fields", model.id());
            assert_eq!((model.id(), model.version.id), (other.id(), other.version.id));
            assert_eq!(parts(*model), parts(*other));
            assert_eq!(format!("{:?}", model.version.naming), format!("{:?}", other.version.naming));
            assert_eq!(model.version.headers, other.version.headers);
            assert_eq!(model.version.signature, other.version.signature);
            assert_eq!(format!("{:?}", model.version.words), format!("{:?}", other.version.words));
            assert_eq!(schema(*model, KnownValues::Examples), schema(*other, KnownValues::Examples));
            let flat = |model: &EventRef<'_>| -> Vec<String> {
                let maps = model.neutral().map(|neutral| neutral.maps).unwrap_or_default();
                let each =
                    maps.iter().flat_map(|(below, mappings)| mappings.iter().map(move |one| (*below, one)));
                each.map(|(below, one)| format!("{:?} {:?}", [below, one.path].concat(), one.slot)).collect()
            };
            assert_eq!(flat(model), flat(other), "{}", model.id());
            let mut texts = vec![model.event.sample.to_owned()];
            texts.extend(
                mutants(Generator::new(*model, 7), None, |_| true).take(34).map(|mutant| mutant.text),
            );
            let mut numbers = Numbers(model.id().len() as u64);
            let sample: serde_json::Value = serde_json::from_str(model.event.sample).unwrap();
            for _ in 0..MUTANTS {
                let mut mutant = sample.clone();
                (0..=numbers.below(3)).for_each(|_| drop(mutate(&mut mutant, &mut numbers)));
                texts.push(mutant.to_string());
            }
            for text in texts {
                assert_eq!(said(&ours, &text, None), said(&loaded, &text, None), "{text}");
                let id = model.id();
                assert_eq!(said(&ours, &text, Some(&id)), said(&loaded, &text, Some(&id)), "{text}");
                judged += 1;
            }
        }
    }
    assert!(judged > 5000, "{judged}");
}
