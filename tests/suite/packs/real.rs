//! Published files and payloads, where `HOOKSPECT_REAL_PACKS` names a folder with them: what they describe, whether their
//! payloads are valid, and that nodes and the `jsonschema` crate agree on all of it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use hookspect::generate::Generator;
use hookspect::json::Tape;
use hookspect::model::{EventRef, Hints, Identification};
use hookspect::packs::{Arena, Pack, load};
use hookspect::registry::Registry;
use hookspect::schema_validator::Instance;
use serde_json::Value;
use tempfile::TempDir;

use crate::oracle::mutate;
use crate::support::Numbers;

/// How many changes of each payload are judged in both ways.
const MUTANTS: usize = 12;

/// The folders and files that no other test loads, with how many events each describes.
const OTHERS: [(&str, usize); 16] = [
    ("json-schema/google-cloudevents/jsonschema", 41),
    ("json-schema/cloudevents", 1),
    ("openapi-3.0/camara/DeviceLocation", 5),
    ("openapi-3.0/camara/QualityOnDemand", 1),
    ("openapi-3.0/hellosign/openapi.yaml", 2),
    ("openapi-3.1/resend/resend.json", 17),
    ("openapi-3.1/museum/openapi.yaml", 1),
    ("asyncapi/slack/slack_events_api_async_v1.json", 66),
    ("asyncapi/ballerina/asgardeo", 11),
    ("asyncapi/ballerina/github", 16),
    ("asyncapi/ballerina/hubspot", 12),
    ("asyncapi/ballerina/quickbooks", 93),
    ("asyncapi/ballerina/shopify", 15),
    ("asyncapi/ballerina/slack", 66),
    ("asyncapi/ballerina/twilio", 17),
    ("sample-only/docusign", 1),
];

const OCTOKIT: &str = "json-schema/octokit-webhooks/payload-schemas/api.github.com";

fn folder() -> Option<PathBuf> {
    std::env::var_os("HOOKSPECT_REAL_PACKS").map(PathBuf::from)
}

/// A file of the folder, decompressed where it has to be.
fn unpacked(path: &Path, into: &TempDir) -> PathBuf {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let packed = path.with_file_name(format!("{name}.gz"));
    let Ok(packed) = fs::File::open(packed) else { return path.to_owned() };
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(packed).read_to_end(&mut text).unwrap();
    let target = into.path().join(name);
    fs::write(&target, text).unwrap();
    target
}

/// What the events of a pack say of payloads: each by the name of its event.
struct Judged<'p, 'm> {
    pack: &'p Pack<'m>,
    native: usize,
    events: usize,
}

impl<'p, 'm> Judged<'p, 'm> {
    fn of(pack: &'p Pack<'m>) -> Self {
        let native = pack.schemas.iter().filter(|(_, validator)| validator.is_native()).count();
        Self { pack, native, events: pack.provider.events().count() }
    }

    /// Whether a payload is valid: in both ways, and each of its mutants too.
    fn verdict(&self, event: &str, payload: &Value) -> Option<bool> {
        let found = self.pack.provider.events().find(|one| one.bare_names().any(|name| name == event))?;
        let (_, validator) = self.pack.schemas.iter().find(|(name, _)| *name == found.event.name)?;
        let both = |value: &Value| {
            let (text, mut tape) = (value.to_string(), Tape::new());
            let root = tape.parse(text.as_bytes()).unwrap().root();
            let verdict = validator.accepts(root);
            assert_eq!(verdict, validator.by_crate().unwrap().is_valid(Instance(root)), "{event}: {text}");
            let mut told = 0;
            validator.check(root, &mut |_, _| told += 1).unwrap();
            assert_eq!(told == 0, verdict, "{event}: {text}");
            verdict
        };
        let mut numbers = Numbers(event.len() as u64);
        for _ in 0..MUTANTS {
            let mut mutant = payload.clone();
            mutate(&mut mutant, &mut numbers);
            both(&mutant);
        }
        Some(both(payload))
    }
}

/// The payloads that were taken out of documents: by their document, the event's key, the payload, whether it is valid.
fn extracted(folder: &Path) -> BTreeMap<String, Vec<(String, Value, bool)>> {
    let mut all: BTreeMap<String, Vec<(String, Value, bool)>> = BTreeMap::new();
    for name in ["adyen", "clerk", "paddle", "svix"] {
        let text = fs::read_to_string(folder.join(format!("extracted/{name}.jsonl"))).unwrap();
        for line in text.lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let event = line["event"].as_str().unwrap();
            let entry = (event.to_owned(), line["payload"].clone(), line["valid"] == true);
            all.entry(line["source_file"].as_str().unwrap().to_owned()).or_default().push(entry);
        }
    }
    all
}

#[test]
fn payloads_of_documents_are_as_valid_as_was_counted() {
    let Some(folder) = folder() else { return };
    let temporary = TempDir::new().unwrap();
    for (file, payloads) in extracted(&folder) {
        let arena = Arena::new();
        let pack = load(&arena, &unpacked(&folder.join(&file), &temporary)).unwrap();
        let judged = Judged::of(&pack);
        for (event, payload, expected) in &payloads {
            let verdict =
                judged.verdict(event, payload).unwrap_or_else(|| panic!("{file}: no event {event}"));
            assert_eq!(verdict, *expected, "{file}: {event}");
        }
        assert_eq!(judged.native, judged.events, "{file}");
    }
}

#[test]
fn payloads_of_folders_are_valid() {
    let Some(folder) = folder() else { return };
    let arena = Arena::new();
    let pack = load(&arena, &folder.join(OCTOKIT)).unwrap();
    let judged = Judged::of(&pack);
    let expected = fs::read_to_string(folder.join("EXPECTED-octokit.jsonl")).unwrap();
    let (mut valid, mut count) = (0, 0);
    for line in expected.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let text = fs::read_to_string(folder.join(line["payload"].as_str().unwrap())).unwrap();
        let payload = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap();
        let (event, action) = (line["event"].as_str().unwrap(), line["action"].as_str());
        let whole = action.map(|action| format!("{event}.{action}"));
        let known = |name: &String| pack.provider.events().any(|one| one.event.name == name);
        let event = whole.filter(known).unwrap_or_else(|| event.to_owned());
        let verdict = judged.verdict(&event, &payload).unwrap_or_else(|| panic!("no event {event}"));
        valid += usize::from(verdict);
        count += 1;
    }
    assert_eq!(judged.native, judged.events);
    assert_eq!((valid, count), (273, 273));
    let pack = load(&arena, &folder.join("json-schema/cdevents/schemas")).unwrap();
    let judged = Judged::of(&pack);
    let mut valid = 0;
    for entry in fs::read_dir(folder.join("json-schema/cdevents/conformance")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let payload: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let event = payload["context"]["type"].as_str().unwrap();
        valid += usize::from(judged.verdict(event, &payload).unwrap_or_else(|| panic!("no event {event}")));
    }
    assert_eq!(judged.native, judged.events);
    assert_eq!(valid, 48);
}

#[test]
fn every_other_file_is_loaded_and_judged_alike_in_both_ways() {
    let Some(folder) = folder() else { return };
    let temporary = TempDir::new().unwrap();
    for (path, events) in OTHERS {
        let arena = Arena::new();
        let pack = load(&arena, &unpacked(&folder.join(path), &temporary)).unwrap();
        let judged = Judged::of(&pack);
        assert_eq!(judged.events, events, "{path}");
        for event in pack.provider.events().filter(|event| event.event.body.validator.is_some()) {
            let mut made = String::new();
            Generator::new(event, 3).sample(1).write(&mut made);
            for text in [event.event.sample, &made] {
                judged.verdict(event.event.name, &serde_json::from_str(text).unwrap());
            }
        }
        if path.ends_with("docusign") {
            assert!(pack.notes.iter().any(|note| note.to_string().contains("read as a sample of a payload")));
        }
    }
}

/// The events of a pack whose schemas find no more wrong with a payload than that of its own event does, told by the part of
/// the name before the action.
fn fits_as_well<'p>(pack: &'p Pack<'_>, own: &str, payload: &str) -> Vec<&'p str> {
    let mut tape = Tape::new();
    let root = tape.parse(payload.trim_start_matches('\u{feff}').as_bytes()).unwrap().root();
    let wrong = |name: &str| {
        let (_, validator) = pack.schemas.iter().find(|(known, _)| *known == name).unwrap();
        let mut wrong = 0;
        validator.check(root, &mut |_, _| wrong += 1).unwrap();
        wrong
    };
    let kind = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let least: usize = wrong(own);
    let others = pack.schemas.iter().map(|(name, _)| *name).filter(|name| kind(name) != kind(own));
    others.filter(|name| wrong(name) <= least).collect()
}

#[test]
fn no_payload_of_octokit_fits_another_event_as_well_as_its_own() {
    let Some(folder) = folder() else { return };
    let arena = Arena::new();
    let pack = load(&arena, &folder.join(OCTOKIT)).unwrap();
    let expected = fs::read_to_string(folder.join("EXPECTED-octokit.jsonl")).unwrap();
    for line in expected.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let text = fs::read_to_string(folder.join(line["payload"].as_str().unwrap())).unwrap();
        let (event, action) = (line["event"].as_str().unwrap(), line["action"].as_str());
        let whole = action.map_or(event.to_owned(), |action| format!("{event}.{action}"));
        let known = pack.schemas.iter().any(|(name, _)| *name == whole);
        let own = if known { &whole } else { event };
        assert_eq!(fits_as_well(&pack, own, &text), [""; 0], "{own}: {}", line["payload"]);
    }
}

#[test]
fn no_payload_of_a_small_pack_fits_another_event_as_well_as_its_own() {
    let folder = TempDir::new().unwrap();
    let schema = |action: &str, member: &str| {
        serde_json::json!({ "type": "object", "required": ["action", "sender", member], "properties": {
            "action": { "const": action }, "sender": { "type": "object", "required": ["login"] },
            (member): { "type": "object", "required": ["id", "state"], "properties": {
                "id": { "type": "integer" }, "state": { "enum": ["open", "closed"] } } } } })
    };
    let events =
        [("ticket", "made"), ("ticket", "shut"), ("order", "made"), ("order", "paid"), ("person", "made")];
    for (event, action) in events {
        let path = folder.path().join(event);
        fs::create_dir_all(&path).unwrap();
        fs::write(path.join(format!("{action}.json")), schema(action, event).to_string()).unwrap();
    }
    let arena = Arena::new();
    let pack = load(&arena, folder.path()).unwrap();
    assert_eq!(pack.schemas.len(), events.len());
    for event in pack.provider.events() {
        let mut made = String::new();
        Generator::new(event, 5).sample(8).write(&mut made);
        for text in made.lines() {
            assert_eq!(fits_as_well(&pack, event.event.name, text), [""; 0], "{text}");
        }
    }
}

/// What a registry takes a payload for: one event where it is sure, several where there is no telling.
fn told<'m>(registry: &Registry<'m>, payload: &str) -> Vec<EventRef<'m>> {
    let mut tape = Tape::new();
    let document = tape.parse(payload.trim_start_matches('\u{feff}').as_bytes()).unwrap();
    match registry.identify(document, &Hints::default()) {
        Identification::Identified { model, .. } => vec![model],
        Identification::Ambiguous { candidates, .. } => candidates,
        _ => Vec::new(),
    }
}

#[test]
fn payloads_are_identified_without_their_headers() {
    let Some(folder) = folder() else { return };
    let (arena, temporary) = (Arena::new(), TempDir::new().unwrap());
    let extracted = extracted(&folder);
    let mut builder = Registry::builder();
    let octokit = load(&arena, &folder.join(OCTOKIT)).unwrap();
    builder = builder.provider(octokit.provider);
    let packs: BTreeMap<&String, Pack<'_>> = extracted
        .keys()
        .map(|file| (file, load(&arena, &unpacked(&folder.join(file), &temporary)).unwrap()))
        .collect();
    for pack in packs.values() {
        builder = builder.provider(pack.provider);
    }
    let cdevents = load(&arena, &folder.join("json-schema/cdevents/schemas")).unwrap();
    let registry = builder.provider(cdevents.provider).build().unwrap();
    // GitHub's events among those of everybody else, by event and action.
    let expected = fs::read_to_string(folder.join("EXPECTED-octokit.jsonl")).unwrap();
    for line in expected.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let text = fs::read_to_string(folder.join(line["payload"].as_str().unwrap())).unwrap();
        let (event, action) = (line["event"].as_str().unwrap(), line["action"].as_str());
        let whole = action.map_or(event.to_owned(), |action| format!("{event}.{action}"));
        let [found] = told(&registry, &text)[..] else { panic!("{whole} is not told") };
        assert_eq!(found.provider.id, octokit.provider.id, "{whole}");
        assert!(found.event.name == whole || found.event.name == event, "{whole}: {}", found.event.name);
    }
    let (mut right, mut among, mut other) = (0, 0, Vec::new());
    for (file, payloads) in &extracted {
        let own = &packs[file].provider;
        for (event, payload, _) in payloads {
            let named = own.events().find(|one| one.bare_names().any(|name| name == event)).unwrap();
            match told(&registry, &payload.to_string())[..] {
                [found] if found == named => right += 1,
                // Of one event of Adyen there are several generations, each in a file of its own.
                ref several if several.contains(&named) => among += 1,
                _ => other.push((event.trim_start_matches('/'), payload.to_string())),
            }
        }
    }
    // What is left are samples that were copied: nothing in them names the event.
    for (event, payload) in &other {
        assert!(!payload.contains(&format!("\"{event}\"")), "{event}: {payload}");
    }
    assert_eq!((right, among, other.len()), (176, 49, 11));
}
