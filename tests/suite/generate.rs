//! `sample --count`: payloads made from a model are valid, plainly fake, and broken only where they are meant to be.

use std::collections::BTreeSet;

use hookspect::Inspector;
use hookspect::finding::{Finding, Rule, Severity};
use hookspect::generate::{Coverage, Generator, Mutation, mutants, story};
use hookspect::json::Tape;
use hookspect::model::{
    Event, EventRef, Examination, Hints, Identification, Kind, KnownValues, Object, Question, Status, field,
    schema,
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
    let inspector = Inspector::new(registry());
    let mut broken = BTreeSet::new();
    for model in models() {
        let generator = Generator::new(model, 5);
        let count = Mutation::ALL.len() * 2;
        for mutant in mutants(generator, None, |_| true).take(count) {
            let found: Vec<Finding> = inspector
                .inspect(mutant.text.as_bytes())
                .iter()
                .flat_map(|delivery| delivery.findings().cloned().collect::<Vec<_>>())
                .collect();
            assert!(
                mutant.is_all_that(&found),
                "{} {} at {}: {found:#?}\n{}",
                model.id(),
                mutant.mutation,
                mutant.pointer,
                mutant.text
            );
            broken.insert(mutant.mutation.name());
        }
    }
    let all: BTreeSet<&str> = Mutation::ALL.iter().map(|mutation| mutation.name()).collect();
    assert_eq!(broken, all, "some event can have every fault");
}

#[test]
fn every_rule_that_a_body_alone_can_break_is_a_fault_or_is_about_something_else() {
    let elsewhere = [
        // What is around the body, or said of it.
        Rule::BrokenCapture,
        Rule::NoRequest,
        Rule::DoubtfulCapture,
        Rule::UnexpectedEvent,
        Rule::BrokenExpectation,
        Rule::UnusedEntry,
        Rule::EmptyBody,
        // How a whole file is written.
        Rule::LooseSyntax,
        // What is known of the event, not what is wrong with the payload.
        Rule::AmbiguousEvent,
        Rule::UndocumentedData,
        Rule::ThinEvidence,
    ];
    for rule in Rule::ALL.iter().filter(|rule| !rule.is_about_privacy()) {
        let is_fault = Mutation::ALL.contains(&Mutation::Breaks(*rule));
        assert!(is_fault != elsewhere.contains(rule), "{}", rule.name());
    }
}

#[test]
fn four_thousand_made_payloads_get_the_verdict_of_the_jsonschema_crate() {
    let (mut valid, mut invalid) = (0, 0);
    for model in models() {
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema(model, KnownValues::Examples))
            .unwrap();
        let generator = Generator::new(model, 11);
        let samples = (0..40).map(|index| text(&generator, index));
        let faulty = mutants(generator, None, |_| true).take(30);
        // What another reader reads otherwise: it keeps the last of two, and refuses what is no Unicode or too deep.
        let faulty = faulty.filter(|mutant| {
            let rule = mutant.mutation.rule();
            rule.is_some_and(|rule| !matches!(rule, Rule::DuplicateKey | Rule::Unreadable))
                && mutant.mutation != Mutation::DeepNesting
        });
        for text in samples.chain(faulty.map(|mutant| mutant.text)) {
            let value: serde_json::Value = serde_json::from_str(&text).unwrap();
            let mut tape = Tape::new();
            let document = tape.parse(text.as_bytes()).unwrap();
            let question = Question { hints: Hints { event: Some(model), ..Hints::default() }, expect: None };
            let findings = registry().examine(document, &question).findings;
            let ours = !findings.iter().any(|finding| finding.severity == Severity::Error);
            assert_eq!(ours, validator.is_valid(&value), "{}: {text}", model.id());
            if ours { valid += 1 } else { invalid += 1 }
        }
    }
    assert!(valid + invalid >= 4_000 && invalid >= 400, "{valid} valid, {invalid} invalid");
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
