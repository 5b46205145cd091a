//! `sample --count`: payloads made from a model are valid, plainly fake, and broken only where they are meant to be.

use hookspect::finding::Severity;
use hookspect::generate::{Coverage, Generator, Mutation, mutants, story};
use hookspect::json::Tape;
use hookspect::model::{
    Event, EventRef, Examination, Hints, Identification, Kind, Object, Question, Status, field,
};
use hookspect::stand_in::is_reserved_email;

use crate::support::{Sandbox, registry};

fn models() -> impl Iterator<Item = EventRef<'static>> {
    registry().events().iter().copied()
}

fn text(generator: &Generator<'_>, index: u64) -> String {
    let mut text = String::new();
    generator.sample(index).write(&mut text);
    text
}

fn examined(text: &str) -> Examination<'static> {
    let mut tape = Tape::new();
    let document = tape.parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error:?}: {text}"));
    registry().examine(document, &Question { hints: Hints::default(), expect: None })
}

fn is_of(examination: &Examination<'_>, model: EventRef<'static>) -> bool {
    match &examination.identification {
        Identification::Identified { model: found, .. } => *found == model,
        Identification::Ambiguous { candidates, .. } => candidates.contains(&model),
        _ => false,
    }
}

#[test]
fn every_sample_of_every_event_is_valid_and_told_as_its_event() {
    for model in models() {
        let generator = Generator::new(model, 7);
        for index in 0..40 {
            let text = text(&generator, index);
            let examination = examined(&text);
            let bad: Vec<_> =
                examination.findings.iter().filter(|finding| finding.severity > Severity::Note).collect();
            assert!(bad.is_empty(), "{} {index}: {bad:#?}\n{text}", model.id());
            assert_eq!(examination.status(), Status::Valid, "{} {index}", model.id());
            assert!(is_of(&examination, model), "{} {index}: {:?}", model.id(), examination.identification);
        }
    }
}

#[test]
fn a_few_hundred_samples_show_nearly_everything_that_a_model_allows() {
    for model in models() {
        let generator = Generator::new(model, 1);
        let mut coverage = Coverage::new(model);
        for index in 0..400 {
            coverage.see(&generator.sample(index));
        }
        let (shown, total) = coverage.shown();
        assert!(
            shown * 100 >= total * 93,
            "{}: {shown} of {total}: {:#?}",
            model.id(),
            coverage.missing().collect::<Vec<_>>()
        );
    }
}

#[test]
fn the_same_seed_makes_the_same_samples_and_another_seed_others() {
    let model = models().next().unwrap();
    let all = |seed| (0..20).map(|index| text(&Generator::new(model, seed), index)).collect::<Vec<_>>();
    assert_eq!(all(1), all(1));
    assert_ne!(all(1), all(2));
}

#[test]
fn people_in_samples_cannot_exist() {
    for model in models() {
        for index in 0..40 {
            let text = text(&Generator::new(model, 3), index);
            for word in text.split('"').filter(|word| word.contains('@')) {
                assert!(is_reserved_email(word), "{}: {word}", model.id());
            }
        }
    }
}

#[test]
fn a_mutant_has_exactly_the_fault_that_it_was_given() {
    for model in models() {
        let generator = Generator::new(model, 5);
        let count = Mutation::ALL.len() * 2;
        for mutant in mutants(generator, None).take(count) {
            let Some(rule) = mutant.mutation.rule() else { continue };
            let mut tape = Tape::new();
            let Ok(document) = tape.parse(mutant.text.as_bytes()) else {
                assert_eq!(rule.name(), "unreadable", "{}: {}", model.id(), mutant.text);
                continue;
            };
            let examination =
                registry().examine(document, &Question { hints: Hints::default(), expect: None });
            let unmoved = |finding: &&hookspect::finding::Finding| {
                !matches!(finding.rule.name(), "ambiguous-event" | "thin-evidence" | "undocumented-data")
            };
            let found: Vec<_> = examination.findings.iter().filter(unmoved).collect();
            let told = found
                .iter()
                .map(|finding| (finding.rule.name(), finding.pointer.as_str()))
                .collect::<Vec<_>>();
            assert_eq!(
                told,
                [(rule.name(), mutant.pointer.as_str())],
                "{} {}\n{}",
                model.id(),
                mutant.mutation,
                mutant.text
            );
        }
    }
}

#[test]
fn a_story_tells_of_one_thing_in_rising_time() {
    let about = models().find(|model| model.id() == "firstpromoter/referral.created").unwrap();
    let chapters = story(about, 9, 0);
    assert!(chapters.len() > 3);
    let texts: Vec<String> = chapters
        .iter()
        .map(|chapter| {
            let mut text = String::new();
            chapter.payload.write(&mut text);
            text
        })
        .collect();
    let values: Vec<serde_json::Value> =
        texts.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
    for (text, chapter) in texts.iter().zip(&chapters) {
        let examination = examined(text);
        assert!(is_of(&examination, chapter.model), "{text}");
        assert!(examination.findings.iter().all(|finding| finding.severity == Severity::Note), "{text}");
    }
    for pair in values.windows(2) {
        assert_eq!(pair[0]["data"]["id"], pair[1]["data"]["id"]);
        assert_ne!(pair[0]["event_id"], pair[1]["event_id"]);
        assert!(pair[0]["timestamp"].as_str() < pair[1]["timestamp"].as_str());
    }
}

#[test]
fn samples_of_the_command_line_can_be_validated_at_once() {
    let sandbox = Sandbox::new();
    let samples = sandbox.run(&["sample", "uppromote/referral.new", "--count", "50"]);
    assert_eq!((samples.code, samples.stdout.lines().count()), (0, 50));
    assert!(samples.stderr.starts_with("50 payloads show "), "{}", samples.stderr);
    let verdicts = sandbox.run_with(&["validate", "--format", "json"], samples.stdout.as_bytes());
    let report: serde_json::Value = serde_json::from_str(&verdicts.stdout).unwrap();
    assert_eq!((verdicts.code, &report["summary"]["valid"]), (0, &serde_json::json!(50)));
}

#[test]
fn faults_are_named_as_they_are_made_and_found_where_they_were_put() {
    let sandbox = Sandbox::new();
    let faulty = sandbox.run(&["sample", "promoter.created", "--mutate=wrong-type", "--count", "4"]);
    assert_eq!(faulty.code, 0);
    let verdicts = sandbox.run_with(&["validate", "--format", "json"], faulty.stdout.as_bytes());
    let report: serde_json::Value = serde_json::from_str(&verdicts.stdout).unwrap();
    for (record, line) in report["records"].as_array().unwrap().iter().zip(faulty.stderr.lines()) {
        let finding = &record["findings"][0];
        assert!(line.ends_with(&format!("wrong-type at {}", finding["pointer"].as_str().unwrap())), "{line}");
    }
    let wrong = sandbox.run(&["sample", "promoter.created", "--mutate=wrong-tpye"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("wrong-type"), "{}", wrong.stderr);
    let impossible = sandbox.run(&["sample", "uppromote/payment.paid", "--mutate=test-delivery"]);
    assert_eq!(impossible.code, 2);
    assert!(
        impossible.stderr.contains("has nothing that test-delivery could be made of"),
        "{}",
        impossible.stderr
    );
}

#[test]
fn a_member_that_is_added_changes_no_other_value() {
    let model = models().find(|model| model.id() == "uppromote/payment.paid").unwrap();
    let mut fields = model.event.body.fields.to_vec();
    fields.insert(1, field("added", Kind::Text, "a member that the provider added").optional());
    let body = Object::new("payment", &fields);
    let event = Event { body: &body, ..*model.event };
    let grown = Generator::new(EventRef { event: &event, ..model }, 4);
    let before = Generator::new(model, 4);
    for index in 0..50 {
        let mut later: serde_json::Value = serde_json::from_str(&text(&grown, index)).unwrap();
        later.as_object_mut().unwrap().shift_remove("added");
        assert_eq!(later, serde_json::from_str::<serde_json::Value>(&text(&before, index)).unwrap());
    }
}
