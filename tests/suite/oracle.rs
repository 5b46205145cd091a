//! An independent validator agrees with the checker: same verdict on the exported schema, for every model, on its
//! sample and on hundreds of mutants of it.

use crate::support::{Numbers, registry};
use hookspect::finding::{Finding, Rule, Severity};
use hookspect::json::Tape;
use hookspect::model::{
    Event, EventRef, Field, Hints, Kind, KnownValues, Naming, Object, Provider, Question, Version, field,
    schema,
};
use hookspect::registry::Registry;
use serde_json::{Value, json};

const MUTANTS: usize = 240;
const SIGNS: [char; 8] = [' ', '@', '0', 'Z', '-', 'é', '9', '\u{7}'];

fn models() -> impl Iterator<Item = EventRef<'static>> {
    registry().events().iter().copied()
}

#[test]
fn every_exported_schema_is_valid_against_the_metaschema() {
    for model in models() {
        let schema = schema(model, KnownValues::Examples);
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{}", model.id());
    }
}

#[test]
fn the_oracle_agrees_on_every_sample_and_on_mutants_of_it() {
    let (mut valid, mut invalid) = (0, 0);
    for (index, model) in models().enumerate() {
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema(model, KnownValues::Examples))
            .unwrap();
        let sample: Value = serde_json::from_str(model.event.sample).unwrap();
        assert!(validator.is_valid(&sample) && accepts(model, &sample), "the sample of {}", model.id());
        let mut numbers = Numbers(index as u64);
        for _ in 0..MUTANTS {
            let mut mutant = sample.clone();
            let mutations: Vec<String> =
                (0..=numbers.below(3)).map(|_| mutate(&mut mutant, &mut numbers)).collect();
            let (ours, theirs) = (accepts(model, &mutant), validator.is_valid(&mutant));
            assert_eq!(ours, theirs, "{} after {mutations:?}:\n{mutant:#}", model.id());
            if ours { valid += 1 } else { invalid += 1 }
        }
    }
    assert!(valid > 3000 && invalid > 3000, "{valid} valid and {invalid} invalid mutants");
}

#[test]
fn the_oracle_agrees_on_an_object_of_200_fields() {
    let names: Vec<String> = (0..200).map(|number| format!("member_{number:03}")).collect();
    let kinds = [Kind::Integer, Kind::Text, Kind::Boolean, Kind::Timestamp];
    let fields: Vec<Field<'_>> = (0..200)
        .map(|number| {
            let one = field(&names[number], kinds[number % 4], "one of many");
            match number % 5 {
                0 => one.optional(),
                1 => one.usual().nullable(),
                _ => one,
            }
        })
        .collect();
    let wide = Object::new("wide", &fields);
    let known = registry().event("uppromote/payment.paid").unwrap();
    let events = [Event { name: "wide", body: &wide, shapes: &[], conditions: &[], ..*known.event }];
    let naming = Naming { signals: &[], ..known.version.naming };
    let versions = [Version { events: &events, neutral: &[], naming, ..*known.version }];
    let provider = Provider { id: "made-up", name: "Made Up", versions: &versions };
    let registry = Registry::builder().builtin().provider(&provider).build().unwrap();
    let model = registry.event("made-up/wide").unwrap();
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema(model, KnownValues::Examples))
        .unwrap();
    let values = [json!(7), json!("text"), json!(true), json!("2025-02-28T12:00:00Z")];
    let whole: serde_json::Map<String, Value> =
        names.iter().enumerate().map(|(number, name)| (name.clone(), values[number % 4].clone())).collect();
    assert!(findings_of(&registry, model, &json!(whole)).is_empty());
    let mut numbers = Numbers(200);
    for (number, name) in names.iter().enumerate() {
        let mut mutant = json!(whole);
        mutant.as_object_mut().unwrap().shift_remove(name);
        let findings = findings_of(&registry, model, &mutant);
        let missing = findings.iter().any(|one| one.pointer.as_str() == format!("/{name}"));
        assert_eq!(missing, number % 5 > 1, "{name}");
        assert_eq!(findings.iter().any(|one| one.rule == Rule::AbsentField), number % 5 == 1);
        mutate(&mut mutant, &mut numbers);
        let ours = !findings_of(&registry, model, &mutant).iter().any(|one| one.severity == Severity::Error);
        assert_eq!(ours, validator.is_valid(&mutant), "{mutant:#}");
    }
    let twice = r#"{"member_199":true,"member_070":true,"member_199":true}"#;
    let mut tape = Tape::new();
    let question = Question { hints: Hints { event: Some(model), ..Hints::default() }, expect: None };
    let findings = registry.examine(tape.parse(twice.as_bytes()).unwrap(), &question).findings;
    let repeated = findings.iter().find(|one| one.rule == Rule::DuplicateKey).unwrap();
    assert_eq!(repeated.pointer.as_str(), "/member_199");
}

fn accepts(model: EventRef, value: &Value) -> bool {
    let findings = findings_of(registry(), model, value);
    !findings
        .iter()
        .any(|finding| finding.severity == Severity::Error && finding.rule != Rule::UnexpectedEvent)
}

/// What is found in a value that is said to be this event.
fn findings_of<'m>(registry: &Registry<'m>, model: EventRef<'m>, value: &Value) -> Vec<Finding> {
    let text = serde_json::to_vec(value).unwrap();
    let mut tape = Tape::new();
    let document = tape.parse(&text).unwrap();
    let question = Question { hints: Hints { event: Some(model), ..Hints::default() }, expect: None };
    registry.examine(document, &question).findings
}

/// Changes one thing, and says what.
pub(crate) fn mutate(value: &mut Value, numbers: &mut Numbers) -> String {
    let mut pointers = Vec::new();
    collect(value, String::new(), &mut pointers);
    let pointer = pointers[numbers.below(pointers.len())].clone();
    let target = value.pointer_mut(&pointer).unwrap();
    let choice = numbers.below(8);
    let change = match (choice, &mut *target) {
        (0, Value::Object(members)) if !members.is_empty() => {
            let key = members.keys().nth(numbers.below(members.len())).unwrap().clone();
            members.shift_remove(&key);
            format!("without {key}")
        }
        (1, Value::Object(members)) => {
            members.insert("unexpected_member".into(), json!({ "nested": [1, null] }));
            "with a new member".to_owned()
        }
        (2, Value::Object(members)) => {
            members.insert("test".into(), json!(numbers.below(2) == 0));
            "with test".to_owned()
        }
        (3, Value::Array(items)) => {
            items.push(json!({}));
            "one item more".to_owned()
        }
        (4, Value::Array(items)) => {
            items.pop();
            "one item less".to_owned()
        }
        (5, Value::String(text)) if !text.is_empty() => {
            let at = numbers.below(text.chars().count());
            // The oracle (0.60.2) takes "2-" for two digits in a timestamp, so those get none of the signs below "0".
            let signs = if text.ends_with('Z') { ['T', '@', '0', 'Z', '8', 'é', '9', ':'] } else { SIGNS };
            let with = signs[numbers.below(signs.len())];
            *text = text.chars().enumerate().map(|(index, c)| if index == at { with } else { c }).collect();
            format!("another character at {at}")
        }
        (6, other) => {
            let whole = other.take();
            *other = json!([whole]);
            "wrapped in a list".to_owned()
        }
        (_, other) => {
            let values = [
                json!(null),
                json!(true),
                json!(7),
                json!(3.0),
                json!(-0.5),
                json!(1e2),
                json!(9_007_199_254_740_993_u64),
                json!("text"),
                json!(""),
                json!("57.34"),
                json!("12,50"),
                json!("2025-02-30T00:00:00Z"),
                json!("2025-02-28T23:59:60Z"),
                json!("2025-02-28T12:00:00+01:00"),
                json!("https://example.org/a"),
                json!("http://"),
                json!("pat@example.org"),
                json!("a@b@c"),
                json!("6f1c9a52-0d3e-4b7a-9c11-5e2f00000001"),
                json!([]),
                json!({}),
                json!([1, 2]),
                json!({ "cash": 5 }),
                json!({ "test": true }),
            ];
            let with = values[numbers.below(values.len())].clone();
            *other = with.clone();
            format!("{with}")
        }
    };
    format!("{pointer}: {change}")
}

fn collect(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                collect(member, format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")), pointers);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, format!("{pointer}/{index}"), pointers);
            }
        }
        _ => {}
    }
    pointers.push(pointer);
}
