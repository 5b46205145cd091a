//! Captures in one large value: read item by item they are what they are when the value is read whole.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use hookspect::configuration::Configuration;
use hookspect::engine::{Documents, Examiner, Filter, Record, Run, Sink, Unwrapping};
use hookspect::input::{
    Event, Growth, Limits, ListKind, Origin, Reading, Source, SourceError, Stop, Weight, run,
};
use hookspect::model::{Hints, Question};
use hookspect::policy::Policy;
use serde_json::{Value, json};

use crate::support::wrapping::{bodies, forms, request};
use crate::support::{Sandbox, registry};

/// What came of a source: its records in full, how much of it held no request, how many units it was, and how many bytes
/// the longest of them had.
#[derive(Default)]
pub(crate) struct Came {
    pub(crate) records: Vec<String>,
    pub(crate) passed: u64,
    pub(crate) units: usize,
    pub(crate) longest: usize,
    pub(crate) problems: Vec<String>,
}

impl Sink<'static, ()> for Came {
    type Error = Infallible;

    fn record(&mut self, record: &Record<'_, 'static>, (): ()) -> Result<(), Infallible> {
        let Record { number, examined, .. } = record;
        let text = String::from_utf8_lossy(examined.text);
        let what =
            (examined.status, examined.identification, examined.capture, examined.findings, examined.ignored);
        self.records.push(format!("{number} {} {:?} {text} {what:?}", record.name(), examined.position));
        Ok(())
    }

    fn problem(&mut self, problem: &SourceError) -> Result<(), Infallible> {
        self.problems.push(problem.to_string());
        Ok(())
    }

    fn read(&mut self, bytes: usize) {
        self.units += 1;
        self.longest = self.longest.max(bytes);
    }

    fn end(&mut self, passed: u64) {
        self.passed = passed;
    }
}

/// Reads a file in units of about so many bytes.
pub(crate) fn read(path: &Path, block: usize) -> Came {
    let source = Source {
        name: "input".to_owned(),
        origin: Origin::File(path.to_owned()),
        is_regular: true,
        by_content: false,
    };
    let question = Question { hints: Hints::default(), expect: None };
    let configuration = Configuration::default();
    let examiner = Examiner {
        registry: registry(),
        question: &question,
        policy: &Policy::new(&configuration),
        folder: Path::new(""),
        unwrapping: Some(Unwrapping { only: None, growth: Growth::Proportionate, at: None }),
        filter: &Filter::default(),
        only_captures: false,
        reviewing: None,
    };
    let limits = Limits { block, captures: Some(hookspect::capture::is_whole), ..Limits::default() };
    let engine = Run {
        examiner: &examiner,
        jobs: NonZeroUsize::new(2).unwrap(),
        limits,
        documents: Documents::None,
        stop: &Stop::default(),
    };
    let mut came = Came::default();
    let Ok(()) = engine.over(vec![Ok(source)], &(), &mut came);
    came
}

pub(crate) const WHOLE: usize = 1 << 30;

/// The lists of objects in a value, around which nothing but objects stands.
fn lists<'v>(value: &'v mut Value, found: &mut Vec<&'v mut Vec<Value>>) {
    match value {
        Value::Array(items) if items.iter().all(Value::is_object) => found.push(items),
        Value::Object(members) => members.values_mut().for_each(|member| lists(member, found)),
        _ => {}
    }
}

/// The same value with more items in its lists: those of the others in turn, and between them some that hold nothing.
fn lengthened(mut value: Value, mut others: Vec<Value>) -> Value {
    let mut own = Vec::new();
    lists(&mut value, &mut own);
    for (number, list) in own.into_iter().enumerate().filter(|(_, list)| !list.is_empty()) {
        let before = list.clone();
        while list.len() < 24 {
            list.extend(before.iter().cloned());
            for other in &mut others {
                let mut lists_of_other = Vec::new();
                lists(other, &mut lists_of_other);
                list.extend(
                    lists_of_other.into_iter().nth(number).into_iter().flatten().map(|item| item.clone()),
                );
            }
            list.push(json!({ "nothing": ["here", { "as": "]}" }] }));
            list.push(json!("\"}],\\"));
        }
    }
    value
}

#[test]
fn a_list_read_item_by_item_gives_what_the_whole_value_gives_wherever_it_is_cut() {
    let sandbox = Sandbox::new();
    let mut bodies = bodies();
    bodies.sort_by_key(|(_, body)| body.len());
    bodies.truncate(2);
    let mut by_items = BTreeSet::new();
    for form in forms() {
        let made: Vec<Value> = bodies
            .iter()
            .filter_map(|(id, body)| serde_json::from_slice((form.make)(&request(id, body)).as_slice()).ok())
            .collect();
        let [first @ Value::Object(_), others @ ..] = made.as_slice() else { continue };
        let long = lengthened(first.clone(), others.to_vec());
        let pretty = serde_json::to_string_pretty(&long).unwrap();
        for (text, blocks) in [(long.to_string(), &[1, 7, 64 << 10][..]), (pretty, &[7])] {
            sandbox.file("input.json", &text);
            let path = sandbox.path().join("input.json");
            let whole = read(&path, WHOLE);
            assert_eq!(whole.units, 1);
            for block in blocks {
                let parts = read(&path, *block);
                let what = format!("{}, {block} bytes", form.name);
                assert_eq!(parts.records, whole.records, "{what}");
                assert_eq!((parts.passed, &parts.problems), (whole.passed, &whole.problems), "{what}");
                if parts.units > 1 {
                    by_items.insert(form.chain[0]);
                }
            }
        }
    }
    let expected = ["aws-sqs", "har", "vcr", "pact"];
    assert!(expected.iter().all(|name| by_items.contains(name)), "{by_items:?}");
}

/// What is made of a unit: nothing.
struct Nothing;

impl Weight for Nothing {
    fn bytes(&self) -> usize {
        0
    }
}

/// The units of a text that are read in blocks of so many bytes: how long each is, and how many bytes were shown to
/// whoever was asked what a list holds. Its answer is the same for all lists.
fn units(text: &[u8], block: usize, answer: Option<ListKind>) -> (Vec<usize>, usize) {
    let sandbox = Sandbox::new();
    sandbox.file("input", text);
    let source = Source {
        name: "input".to_owned(),
        origin: Origin::File(sandbox.path().join("input")),
        is_regular: true,
        by_content: false,
    };
    let shown = AtomicUsize::new(0);
    let lists = |_: &Source, value: &[u8]| {
        assert!(serde_json::from_slice::<Value>(value).is_ok(), "a value by itself");
        shown.fetch_add(value.len(), Ordering::Relaxed);
        answer
    };
    let limits = Limits { block, ..Limits::default() };
    let reading = Reading { limits, stop: &Stop::default(), lists: Some(&lists), tables: None };
    let mut units = Vec::new();
    let emit = |event| {
        if let Event::Unit(unit, Nothing) = event {
            units.push(unit.text.len());
        }
        ControlFlow::Continue(())
    };
    run(vec![Ok(source)], NonZeroUsize::MIN, reading, || (), |(), _| Nothing, emit);
    (units, shown.into_inner())
}

#[test]
fn a_recording_is_held_a_block_at_a_time_whatever_its_size() {
    let text = recording(BEFORE, 600, "\n]}}");
    let item = text.len() / 600 + 1;
    let compressed = {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut encoder, text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let block = 32 << 10;
    for content in [text.as_bytes(), &compressed] {
        let (units, shown) = units(content, block, Some(ListKind(0)));
        assert_eq!(units.iter().sum::<usize>(), text.len(), "nothing is lost");
        // The first items have to be there before anybody can tell what they are.
        let most = 2 * (block + 17 * item);
        assert!(units.iter().all(|unit| *unit <= most), "{units:?}");
        assert!(shown <= 18 * item, "asked once, of the first items: {shown}");
    }
}

#[test]
fn many_lists_that_hold_nothing_are_not_looked_at_again_and_again() {
    for count in [500, 2_000, 4_000] {
        let list = format!("[{}0]", "0,".repeat(40));
        let members: Vec<String> = (0..count).map(|number| format!("\"k{number}\":{list}")).collect();
        let text = format!("{{{}}}", members.join(","));
        let (units, shown) = units(text.as_bytes(), 64, None);
        assert_eq!(units, [text.len()], "read whole");
        assert!(shown <= 4 * text.len(), "{shown} of {}", text.len());
    }
}

/// A recording with so many requests, what stands before them and what behind.
fn recording(before: &str, requests: usize, behind: &str) -> String {
    let (id, body) = bodies().swap_remove(0);
    let entry = json!({ "startedDateTime": "2026-11-20T10:15:30Z", "request": { "method": "POST",
        "url": format!("https://hooks.example.com/webhooks/{}", id.replace('.', "-")), "headers": [],
        "postData": { "mimeType": "application/json", "text": body } } });
    let entries = vec![entry.to_string(); requests].join(",\n");
    format!("{before}{entries}{behind}")
}

const BEFORE: &str = "{\"log\":{\"version\":\"1.2\",\"entries\":[\n";

/// Reads a text in units of about so many bytes.
fn came(text: &str, block: usize) -> Came {
    let sandbox = Sandbox::new();
    sandbox.file("input.har", text);
    read(&sandbox.path().join("input.har"), block)
}

#[test]
fn what_follows_a_large_value_is_read_as_after_a_small_one() {
    let one = recording(BEFORE, 40, "\n]}}");
    for between in ["\n", " ", "\n\n{\"a\":1}\n"] {
        let text = format!("{one}{between}{one}\n");
        let (whole, parts) = (came(&text, WHOLE), came(&text, 7));
        assert_eq!(parts.records, whole.records);
        assert!(
            whole.records.len() >= 80 && parts.units > 4,
            "{between:?} {} {:?}",
            parts.units,
            whole.records
        );
    }
}

#[test]
fn a_recording_that_is_cut_off_gives_what_was_recorded_before_and_says_so() {
    let text = recording(BEFORE, 40, "");
    let parts = came(&text, 7);
    assert_eq!(parts.records.len(), 41);
    assert!(parts.records[40].contains("CutOff"), "{}", parts.records[40]);
    let text = recording(BEFORE, 40, ",\n{\"request\":");
    let parts = came(&text, 7);
    assert_eq!(parts.records.len(), 41);
    assert!(parts.records[40].contains("CutOff"), "{}", parts.records[40]);
}

#[test]
fn what_is_broken_behind_a_list_or_in_it_is_told_at_its_place() {
    let lines = came(&recording(BEFORE, 40, "\n]\n,}}"), 7);
    assert_eq!(lines.records.len(), 41);
    assert!(lines.records[40].contains("line: 43, column: 1"), "{}", lines.records[40]);
    let text = recording(BEFORE, 40, "\n]}}");
    let broken = text.replacen("\"method\":\"POST\"", "\"method\":POST", 30).replacen(
        "\"method\":POST",
        "\"method\":\"POST\"",
        29,
    );
    let parts = came(&broken, 7);
    assert_eq!(parts.records.len(), 40, "each has its place");
    assert_eq!(parts.records.iter().filter(|record| record.contains("Unreadable")).count(), 1);
    let comma = came(&recording(BEFORE, 40, ",\n]}}"), 7);
    assert!(comma.records[40].contains("TrailingComma"), "{}", comma.records[40]);
}

#[test]
fn a_value_whose_marks_stand_behind_its_list_is_read_whole() {
    // Of whom the list is, only what follows it says.
    let item = json!({ "token_id": "a", "uuid": "b", "method": "POST", "headers": {}, "content": "{}" });
    let items = vec![item.to_string(); 40].join(",");
    let text = format!("{{\"data\":[{items}],\"is_last_page\":true,\"current_page\":1,\"per_page\":50}}");
    let (whole, parts) = (came(&text, WHOLE), came(&text, 7));
    assert_eq!(parts.units, 1);
    assert_eq!((parts.records.len(), parts.records), (40, whole.records));
}

#[test]
fn a_list_that_what_follows_makes_something_else_is_told() {
    let contract = ",\"consumer\":{\"name\":\"a\"},\"provider\":{\"name\":\"b\"},\"interactions\":[{\"request\":{\"method\":\"POST\",\"path\":\"/\"}}]}";
    let parts = came(&recording(BEFORE, 40, &format!("\n]}}{contract}")), 7);
    assert_eq!(parts.records.len(), 41);
    assert!(parts.records[40].contains("what follows them makes it something else"), "{}", parts.records[40]);
}
