//! How much identification looks at.

use super::*;
use crate::json::Tape;
use crate::model::naming::{Naming, Others, Shape, Signal};
use crate::model::neutral::Words;
use crate::model::{Event, Kind, Media, Object, Provenance, Provider, SummaryFields, Version, field};

/// How much identification looks at where a registry has so many events.
fn steps(count: usize, text: &str, path: &str) -> (usize, String) {
    static NOTHING: SummaryFields<'_> =
        SummaryFields { id: None, time: None, subject: &[], amount: None, status: &[] };
    static FIELDS: [crate::model::Field<'_>; 1] = [field("id", Kind::Integer, "its id")];
    static BODY: Object<'_> = Object::new("thing", &FIELDS);
    let names: Vec<String> = (0..count).map(|number| format!("thing.{number}")).collect();
    let keys: Vec<String> = (0..count).map(|number| format!("key_{number}")).collect();
    let all: Vec<[&str; 2]> = keys.iter().map(|key| [key.as_str(), "shared"]).collect();
    let shape = |all| Shape { all, at_least: 0, any: &[], none: &[], words: &[], others: Others::Allowed };
    let shapes: Vec<[Shape<'_>; 1]> = all.iter().map(|all| [shape(all.as_slice())]).collect();
    let events: Vec<Event<'_>> = names
        .iter()
        .zip(&shapes)
        .map(|(name, shapes)| Event {
            name,
            aliases: &[],
            summary: "",
            trigger: "",
            body: &BODY,
            shapes,
            conditions: &[],
            summary_fields: &NOTHING,
            provenance: Provenance::Seen,
            evidence: "",
            caution: None,
            sample: "{}",
        })
        .collect();
    let signals = [Signal::Body(&["type"]), Signal::Header("X-Thing"), Signal::Shape];
    let naming =
        Naming { signals: &signals, envelope: &[&["id"]], known_needs: 1, unknown_needs: 1, items: None };
    let versions = [Version {
        id: "v1",
        naming,
        events: &events,
        sources: "",
        envelope: None,
        media: Media::Json,
        signature: None,
        headers: &[],
        neutral: &[],
        words: &Words::NONE,
    }];
    let provider = Provider { id: "things", name: "Things", versions: &versions };
    let index = Index::new(provider.events().collect());
    let mut hints = Hints { path: index.named_in_path(path), ..Hints::default() };
    index.read_header(&mut hints, "X-Thing", "thing.5");
    let mut tape = Tape::new();
    let Ok(document) = tape.parse(text.as_bytes()) else { return (0, "no JSON".to_owned()) };
    let evidence = index.evidence(document.root(), &hints);
    let steps = evidence.steps;
    (steps, evidence.decide().title())
}

#[test]
fn identification_looks_at_as_much_among_a_thousand_events_as_among_a_few() {
    for (text, path, title) in [
        (r#"{"type":"thing.5","id":1}"#, "a.json", "Things v1 · thing.5"),
        (r#"{"key_5":1,"shared":2,"other":[]}"#, "a.json", "Things v1 · thing.5"),
        (r#"{"id":1}"#, "things/thing.5.json", "Things v1 · thing.5"),
        (r#"{"type":"thing.new","id":1}"#, "a.json", "Things v1 · an unknown event"),
        (r#"{"a":1,"b":2}"#, "thing.5.json", "things/thing.5, ambiguous"),
    ] {
        let (few, identified) = steps(67, text, path);
        assert_eq!(identified, title, "{text}");
        assert!((1..20).contains(&few), "{text}: {few} steps");
        assert_eq!(steps(1_000, text, path), (few, identified), "{text}");
    }
}
