//! Parsing and checking side by side with what one would otherwise use, one thread, on the samples of 1 to 3 KB.
//!
//! Each pair runs in one process, so that their ratio holds on a machine whose clock drifts.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use hookspect::json::Tape;
use hookspect::model::{EventRef, KnownValues, Question, schema};
use hookspect::registry::Registry;

fn main() {
    divan::main();
}

fn registry() -> Registry<'static> {
    Registry::built_in().unwrap()
}

/// The samples as they stand (pretty-printed), 1 to 3 KB.
fn payloads() -> Vec<(EventRef<'static>, &'static str)> {
    registry()
        .events()
        .iter()
        .copied()
        .map(|model| (model, model.event.sample))
        .filter(|(_, text)| (1000..=3000).contains(&text.len()))
        .collect()
}

fn bytes(payloads: &[(EventRef, &str)]) -> BytesCount {
    BytesCount::new(payloads.iter().map(|(_, text)| text.len()).sum::<usize>())
}

#[divan::bench_group(sample_count = 200)]
mod parse {
    use super::{Bencher, Tape, black_box, bytes, payloads};

    #[divan::bench]
    fn tape(bencher: Bencher<'_, '_>) {
        let payloads = payloads();
        let mut tape = Tape::new();
        bencher.counter(bytes(&payloads)).bench_local(|| {
            for (_, text) in &payloads {
                black_box(tape.parse(black_box(text.as_bytes())).unwrap().len());
            }
        });
    }

    #[divan::bench]
    fn serde_json_value(bencher: Bencher<'_, '_>) {
        let payloads = payloads();
        bencher.counter(bytes(&payloads)).bench_local(|| {
            for (_, text) in &payloads {
                black_box(serde_json::from_slice::<serde_json::Value>(black_box(text.as_bytes())).unwrap());
            }
        });
    }
}

#[divan::bench_group(sample_count = 200)]
mod parse_and_check {
    use super::{
        BTreeMap, Bencher, KnownValues, Question, Tape, black_box, bytes, payloads, registry, schema,
    };

    /// Identification, every finding with its pointer and span, notes and warnings among them.
    #[divan::bench]
    fn hookspect(bencher: Bencher<'_, '_>) {
        let payloads = payloads();
        let mut tape = Tape::new();
        let (registry, question) = (registry(), Question::default());
        bencher.counter(bytes(&payloads)).bench_local(|| {
            for (_, text) in &payloads {
                let document = tape.parse(black_box(text.as_bytes())).unwrap();
                black_box(registry.examine(document, &question));
            }
        });
    }

    /// `Value` and a compiled validator that is told which event it is; a verdict only, no positions.
    #[divan::bench]
    fn serde_json_and_jsonschema(bencher: Bencher<'_, '_>) {
        let payloads = payloads();
        let validators: BTreeMap<String, jsonschema::Validator> = payloads
            .iter()
            .map(|(model, _)| {
                let options = jsonschema::options().should_validate_formats(true);
                (model.id(), options.build(&schema(*model, KnownValues::Examples)).unwrap())
            })
            .collect();
        bencher.counter(bytes(&payloads)).bench_local(|| {
            for (model, text) in &payloads {
                let value: serde_json::Value = serde_json::from_slice(black_box(text.as_bytes())).unwrap();
                assert!(validators[&model.id()].is_valid(black_box(&value)));
            }
        });
    }
}
