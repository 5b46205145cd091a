//! How long packs take to load, and how fast payloads are judged by them, beside the built-in models.
//!
//! `cargo bench --bench packs`. With `HOOKSPECT_REAL_PACKS` the folder of octokit's schemas is loaded too; the other
//! documents are made up here, in the sizes and forms of published ones.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use hookspect::json::Tape;
use hookspect::model::Question;
use hookspect::packs::{Arena, Pack, Terms, load, pack_files};
use hookspect::registry::Registry;
use hookspect::schema_validator::Instance;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

fn main() {
    divan::main();
}

fn webhooks(count: usize, data: impl Fn(usize) -> Value) -> Map<String, Value> {
    let webhook = |number: usize| {
        let name = format!("thing.{number}");
        let schema = json!({ "type": "object", "required": ["type", "data"],
            "properties": { "type": { "const": &name }, "data": data(number) } });
        let body = json!({ "content": { "application/json": { "schema": schema } } });
        (name, json!({ "post": { "requestBody": body } }))
    };
    (0..count).map(webhook).collect()
}

fn document(webhooks: &Map<String, Value>, schemas: &Map<String, Value>) -> String {
    json!({ "openapi": "3.1.0", "info": { "title": "Made", "version": "1" }, "webhooks": webhooks,
        "components": { "schemas": schemas } })
    .to_string()
}

/// 300 events and 1000 schemas of 40 members: 5 MB.
fn large() -> String {
    let words = "what this member says, in a sentence that is long enough to make the document a large one";
    let object = |number: usize| {
        let members: Map<String, Value> = (0..40)
            .map(|member| (format!("member_{member}"), json!({ "type": "string", "description": words })))
            .collect();
        (
            format!("object{number}"),
            json!({ "type": "object", "required": ["member_1"], "properties": members }),
        )
    };
    let schemas = (0..1000).map(object).collect();
    document(
        &webhooks(300, |number| json!({ "$ref": format!("#/components/schemas/object{number}") })),
        &schemas,
    )
}

/// 583 schemas that lead to each other, each by several members that are an id or the thing itself.
fn cycle() -> String {
    const COUNT: usize = 583;
    let object = |number: usize| {
        let members: Map<String, Value> = (0..12)
            .map(|member| {
                let next = format!("#/components/schemas/object{}", (number * 7 + member * 31 + 1) % COUNT);
                let expandable =
                    json!({ "anyOf": [{ "type": "string", "maxLength": 5000 }, { "$ref": next }] });
                (format!("member_{member}"), expandable)
            })
            .collect();
        (
            format!("object{number}"),
            json!({ "type": "object", "required": ["member_1"], "properties": members }),
        )
    };
    let schemas = (0..COUNT).map(object).collect();
    document(
        &webhooks(131, |number| json!({ "$ref": format!("#/components/schemas/object{number}") })),
        &schemas,
    )
}

fn written(folder: &TempDir, text: &str) -> PathBuf {
    let path = folder.path().join("made.json");
    fs::write(&path, text).unwrap();
    path
}

#[divan::bench_group(sample_count = 20)]
mod loading {
    use super::{
        Arena, Bencher, Path, Registry, Tape, TempDir, black_box, cycle, export, large, load, written,
    };
    use hookspect::model::Question;

    fn each(bencher: Bencher<'_, '_>, path: &Path) {
        bencher.bench_local(|| {
            let arena = Arena::new();
            black_box(load(&arena, path).unwrap().provider.events().count())
        });
    }

    #[divan::bench]
    fn a_document_of_five_megabytes(bencher: Bencher<'_, '_>) {
        let folder = TempDir::new().unwrap();
        each(bencher, &written(&folder, &large()));
    }

    #[divan::bench]
    fn a_cycle_of_583_schemas(bencher: Bencher<'_, '_>) {
        let folder = TempDir::new().unwrap();
        each(bencher, &written(&folder, &cycle()));
    }

    /// With one payload judged, so that what it needs is compiled.
    #[divan::bench]
    fn a_cycle_of_583_schemas_and_one_payload(bencher: Bencher<'_, '_>) {
        let folder = TempDir::new().unwrap();
        let path = written(&folder, &cycle());
        let mut tape = Tape::new();
        bencher.bench_local(|| {
            let arena = Arena::new();
            let pack = load(&arena, &path).unwrap();
            let registry = Registry::builder().provider(pack.provider).build().unwrap();
            let body =
                br#"{ "type": "thing.7", "data": { "member_1": "a", "member_2": { "member_1": 1 } } }"#;
            let document = tape.parse(body).unwrap();
            black_box(registry.examine(document, &Question::default()).findings.len())
        });
    }

    #[divan::bench]
    fn a_built_in_provider_exported(bencher: Bencher<'_, '_>) {
        let folder = TempDir::new().unwrap();
        let registry = Registry::built_in().unwrap();
        export(&registry, true, folder.path());
        each(bencher, folder.path());
    }

    #[divan::bench]
    fn the_folder_of_octokit(bencher: Bencher<'_, '_>) {
        let Some(real) = std::env::var_os("HOOKSPECT_REAL_PACKS") else { return };
        let folder = "json-schema/octokit-webhooks/payload-schemas/api.github.com";
        each(bencher, &Path::new(&real).join(folder));
    }
}

/// The samples of FirstPromoter, told and judged.
fn judged(bencher: Bencher<'_, '_>, registry: &Registry<'_>) {
    let texts: Vec<&str> = registry.events().iter().map(|model| model.event.sample).collect();
    let mut tape = Tape::new();
    let bytes = BytesCount::new(texts.iter().map(|text| text.len()).sum::<usize>());
    bencher.counter(bytes).bench_local(|| {
        for text in &texts {
            let document = tape.parse(black_box(text.as_bytes())).unwrap();
            black_box(registry.examine(document, &Question::default()));
        }
    });
}

fn export(registry: &Registry<'_>, formats: bool, folder: &Path) {
    let terms = Terms { asserts_formats: formats, ..Terms::default() };
    for (path, text) in pack_files(registry.provider("firstpromoter").unwrap(), &terms) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// FirstPromoter as a pack, in the folder; with `formats` as the same tables, without as schemas.
fn exported<'m>(arena: &'m Arena, folder: &TempDir, formats: bool) -> Pack<'m> {
    let registry = Registry::built_in().unwrap();
    export(&registry, formats, folder.path());
    load(arena, folder.path()).unwrap()
}

#[divan::bench_group(sample_count = 100)]
mod parse_identify_and_check {
    use super::{Arena, Bencher, Registry, TempDir, exported, judged};

    #[divan::bench]
    fn built_in(bencher: Bencher<'_, '_>) {
        let all = Registry::built_in().unwrap();
        let provider = all.provider("firstpromoter").unwrap();
        judged(bencher, &Registry::builder().provider(provider).build().unwrap());
    }

    #[divan::bench]
    fn exported_and_loaded(bencher: Bencher<'_, '_>) {
        let (arena, folder) = (Arena::new(), TempDir::new().unwrap());
        let pack = exported(&arena, &folder, true);
        judged(bencher, &Registry::builder().provider(pack.provider).build().unwrap());
    }

    #[divan::bench]
    fn exported_and_judged_by_its_schemas(bencher: Bencher<'_, '_>) {
        let (arena, folder) = (Arena::new(), TempDir::new().unwrap());
        let pack = exported(&arena, &folder, false);
        judged(bencher, &Registry::builder().provider(pack.provider).build().unwrap());
    }
}

/// A verdict by nodes and one by the crate, over the same tapes and the same schemas; parsing included.
#[divan::bench_group(sample_count = 100)]
mod parse_and_judge {
    use super::{Arena, Bencher, BytesCount, Instance, Tape, TempDir, black_box, exported};

    fn each(bencher: Bencher<'_, '_>, by_crate: bool) {
        let (arena, folder) = (Arena::new(), TempDir::new().unwrap());
        let pack = exported(&arena, &folder, false);
        let cases: Vec<_> = pack
            .provider
            .events()
            .filter_map(|event| {
                let (_, validator) = pack.schemas.iter().find(|(name, _)| *name == event.event.name)?;
                Some((*validator, event.event.sample))
            })
            .collect();
        assert!(!cases.is_empty());
        let bytes = BytesCount::new(cases.iter().map(|(_, text)| text.len()).sum::<usize>());
        let mut tape = Tape::new();
        bencher.counter(bytes).bench_local(|| {
            for (validator, text) in &cases {
                let root = tape.parse(black_box(text.as_bytes())).unwrap().root();
                if by_crate {
                    black_box(validator.by_crate().unwrap().iter_errors(Instance(root)).count());
                } else {
                    validator.check(root, &mut |_, _| {}).unwrap();
                }
            }
        });
    }

    #[divan::bench]
    fn by_nodes(bencher: Bencher<'_, '_>) {
        each(bencher, false);
    }

    #[divan::bench]
    fn by_the_crate(bencher: Bencher<'_, '_>) {
        each(bencher, true);
    }
}
