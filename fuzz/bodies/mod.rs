//! What the fuzz targets do with their bytes: one function a room. None may panic, and what each asserts holds for any
//! input. `cargo fuzz` runs them for as long as you like, `cargo test` for ten thousand seeded inputs each.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use hookspect::capture::Request;
use hookspect::configuration;
use hookspect::diff::{Settings, compare, compare_shapes, patch};
use hookspect::engine::{Found, Inflation, Judged, Tapes, Unwrapper};
use hookspect::input::{Framing, Growth, Origin, Source, Unit, for_each_record};
use hookspect::json::{
    Beginning, Document, Json5, Layout, Position, Tape, Value, write_canonical, write_compact, write_pretty,
};
use hookspect::learn::{Learned, Plan, State};
use hookspect::model::{Hints, Question};
use hookspect::normalize::{ValueMask, normalize as to_neutral};
use hookspect::redact::{Mask, Show, indices, masked_text, masked_value};
use hookspect::{Inspector, Registry, Secret};

static REGISTRY: LazyLock<Registry<'static>> =
    LazyLock::new(|| Registry::built_in().expect("the built-in providers"));

/// What a target does with its input: it panics where something is wrong.
type Body = fn(&[u8]);

/// Every target by its name.
pub(super) const TARGETS: [(&str, Body); 11] = [
    ("json", json),
    ("json5", json5),
    ("cutter", cutter),
    ("captures", captures),
    ("check", check),
    ("diff", diff),
    ("configuration", configuration),
    ("signature", signature),
    ("mask", mask),
    ("normalize", normalize),
    ("learned", learned),
];

/// What was learnt is written as it was read, and can be added to and made into a pack.
pub(crate) fn learned(text: &[u8]) {
    let Ok(text) = std::str::from_utf8(text) else { return };
    let Ok(mut state) = State::read(text) else { return };
    let written = state.write().expect("what was read can be written");
    let again = State::read(&written).expect("what was written can be read");
    assert_eq!(again.write().expect("what was read can be written"), written);
    state.merge(again);
    let _ = Learned::of(&state, &Plan::of(&state).places()).files("shop", &BTreeMap::new());
}

/// What is read is written again and read alike; an error lies in the text.
pub(super) fn json(text: &[u8]) {
    let (mut tape, mut other) = (Tape::new(), Tape::new());
    let _ = other.parse_prefix(text).map(|(_, end)| assert!(end <= text.len()));
    match tape.parse(text) {
        Err(error) => assert!(error.offset <= text.len()),
        Ok(document) => {
            let mut compact = String::new();
            write_compact(document.root(), &mut compact).expect("a string takes everything");
            let mut pretty = String::new();
            write_pretty(document.root(), 2, &mut pretty).expect("a string takes everything");
            let _ = write_canonical(document.root(), &mut String::new());
            for written in [compact, pretty] {
                let again = other.parse(written.as_bytes()).expect("what was read can be written");
                assert_eq!(again.len(), document.len());
            }
        }
    }
}

/// JSON is read as it stands; every place lies in the text.
pub(super) fn json5(text: &[u8]) {
    let read = Json5::read(text);
    let mut tape = Tape::new();
    if tape.parse(text).is_ok() {
        assert_eq!(read.text(), text);
    }
    if let Err(error) = read.parse(&mut tape) {
        assert!(error.offset <= text.len());
    }
    let mut last = 0;
    for offset in 0..=read.text().len() {
        let origin = read.origin(offset);
        assert!(last <= origin && origin <= text.len());
        last = origin;
    }
}

/// The records of a unit come in order and lie in it.
pub(super) fn cutter(text: &[u8]) {
    let framings = [
        Framing::Lines,
        Framing::Sequence,
        Framing::Values { in_array: false },
        Framing::Values { in_array: true },
        Framing::Text,
    ];
    let source = Arc::new(Source {
        name: "a".to_owned(),
        origin: Origin::Stdin,
        is_regular: false,
        by_content: false,
    });
    for framing in framings {
        let unit = Unit {
            source: Arc::clone(&source),
            text: text.to_vec(),
            start: Position::START,
            framing,
            first: true,
            last: true,
            is_marked: false,
            damage: None,
            list: None,
            table: None,
            pause: false,
            reader: 0,
        };
        let mut last = 0;
        for_each_record(&unit, &mut Tape::new(), &mut |record| {
            assert!(last <= record.range.start && record.range.end <= text.len());
            assert_eq!(Some(record.text), text.get(record.range.clone()));
            last = record.range.start;
        });
    }
}

/// What is found in a capture lies in it.
pub(super) fn captures(text: &[u8]) {
    let nothing =
        |_: Document<'_>, _: &Request| Judged { is_payload: false, events: None, form: None, verdict: () };
    let unwrapper = Unwrapper::new(&nothing, Inflation::of(text.len(), Growth::UpTo(1 << 16)));
    let (mut tape, mut tapes) = (Tape::new(), Tapes::default());
    let mut each = |found: Found<'_, ()>| match found {
        Found::Fault(fault) => assert!(fault.range.end <= text.len()),
        Found::Capture(capture) => assert!(capture.place.locate(0).offset <= text.len()),
        Found::Remark(_) | Found::Damage(_) | Found::Passed(_) => {}
    };
    if let Ok(document) = tape.parse(text) {
        unwrapper.record(document, None, &mut tapes, &mut each);
    }
    if !unwrapper.text(text, &mut tapes, &mut each) {
        unwrapper.lines(text, &mut tapes, &mut each);
    }
    unwrapper.end(&mut each);
}

/// Findings lie in the payload; every text has at least one delivery.
pub(super) fn check(text: &[u8]) {
    if let Ok(document) = Tape::new().parse(text) {
        for finding in REGISTRY.examine(document, &Question::default()).findings {
            assert!(finding.span.start <= finding.span.end && finding.span.end as usize <= text.len());
        }
    }
    assert!(!Inspector::new(&REGISTRY).inspect(text).is_empty());
}

/// The two halves of a text are compared, and each with itself.
pub(super) fn diff(text: &[u8]) {
    let middle = text.iter().position(|byte| *byte == b'\n').unwrap_or(text.len() / 2);
    let (one, other) = text.split_at(middle);
    let (mut first, mut second) = (Tape::new(), Tape::new());
    let Ok(one) = first.parse(one) else { return };
    assert!(compare(one.root(), one.root(), None, Settings::default()).is_empty());
    let Ok(other) = second.parse(other) else { return };
    let _ = patch(&compare(one.root(), other.root(), None, Settings { exact: true, ..Settings::default() }));
    let _ = compare_shapes(one.root(), other.root(), None);
}

/// A configuration is read or refused.
pub(super) fn configuration(text: &[u8]) {
    let (path, name) = (PathBuf::from("/a/hookspect.toml"), "hookspect.toml".to_owned());
    let origin = configuration::Origin { path, name, text: String::from_utf8_lossy(text).into_owned() };
    match configuration::read(origin, PathBuf::from("/a"), &REGISTRY) {
        Ok(configuration) => drop(configuration.to_string()),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A request is read, and its signature is not valid: nobody knows the secret.
pub(super) fn signature(text: &[u8]) {
    let secret = [Secret::new(b"a secret that no input holds").expect("it has letters")];
    let request = [b"POST /hook HTTP/1.1\r\n", text].concat();
    for text in [text, &request] {
        for delivery in Inspector::new(&REGISTRY).inspect(text) {
            assert_ne!(delivery.verify(&secret).verdict, hookspect::Verdict::Valid);
        }
    }
}

/// What is hidden lies in the text, and what is masked is still JSON.
pub(super) fn mask(text: &[u8]) {
    let mask = Mask::new(Show::NothingPersonal, &REGISTRY);
    let lossy = String::from_utf8_lossy(text);
    let parts =
        [Beginning::OfItsOwn, Beginning::WithinText].map(|beginning| mask.raw_spans(&lossy, beginning));
    for hidden in parts.into_iter().flatten() {
        assert!(lossy.get(hidden.span.start as usize..hidden.span.end as usize).is_some());
    }
    let mut tape = Tape::new();
    let Ok(document) = tape.parse(text) else { return };
    let shown = masked_text(document.text(), document.root().span(), &mask.spans(document, None));
    assert!(Tape::new().parse(shown.as_bytes()).is_ok());
}

/// The neutral event is JSON, whatever the payload.
pub(super) fn normalize(text: &[u8]) {
    let mut tape = Tape::new();
    let Ok(document) = tape.parse(text) else { return };
    let identification = REGISTRY.identify(document, &Hints::default());
    let hidden = Mask::new(Show::NothingPersonal, &REGISTRY).spans(document, identification.body());
    let (indices, show) = (indices(&hidden), |value: Value<'_>| masked_value(value, &hidden));
    let event = to_neutral(document, &identification, &ValueMask::new(&indices, &show));
    assert!(Tape::new().parse(event.to_json(Layout::Compact).as_bytes()).is_ok());
}
