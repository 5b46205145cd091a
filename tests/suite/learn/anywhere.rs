//! Names that stand where no provider is known to have them: found from how they tell the shapes of payloads apart, the same
//! however the records were divided.

use hookspect::learn::State;
use serde_json::{Value, json};

use super::merging::{added, partial};
use super::{files, lines};
use crate::support::{Numbers, Sandbox};

/// What happened to which thing, with what only such payloads hold.
fn thing(numbers: &mut Numbers, resource: &str, verb: &str) -> Value {
    let mut body = json!({ "currency": (["EUR", "USD"][numbers.below(2)]), "ref": numbers.below(1 << 40) });
    body[["weight", "doors", "vehicle"]
        [["parcel", "depot", "courier"].iter().position(|one| *one == resource).unwrap()]] =
        json!(numbers.below(9));
    if verb == "lost" {
        body["reason"] = json!("rain");
    }
    if numbers.below(3) == 0 {
        body["note"] = json!("a few words about it, as people write them");
    }
    body
}

/// Deliveries that name their event three levels deep under a key that nobody has heard of.
fn deep(count: usize) -> Vec<Value> {
    let mut numbers = Numbers(7);
    let record = |number: usize| {
        let (resource, verb) =
            [("parcel", "sent"), ("parcel", "lost"), ("depot", "shut"), ("courier", "came")]
                [numbers.below(4)];
        let content = thing(&mut numbers, resource, verb);
        let region = ["eu", "us", "ap"][numbers.below(3)];
        json!({
            "msg": { "hdr": { "kind_of_thing": format!("{resource}:{verb}"), "region": region, "serial": number } },
            "content": content,
        })
    };
    (0..count).map(record).collect()
}

/// Deliveries that say in one member what they are about and in another what happened to it.
fn in_two(count: usize) -> Vec<Value> {
    let mut numbers = Numbers(11);
    let record = |_: usize| {
        let resource = ["parcel", "depot", "courier"][numbers.below(3)];
        let verb = ["made", "lost"][numbers.below(2)];
        let content = thing(&mut numbers, resource, verb);
        json!({ "about": resource, "did": verb, "mode": (["live", "test"][numbers.below(2)]), "content": content })
    };
    (0..count).map(record).collect()
}

/// What is told of these records, and the names of the events in the pack.
fn told(records: &[Value]) -> (String, Vec<String>) {
    let sandbox = Sandbox::new();
    sandbox.file("in.ndjson", lines(records));
    let run = sandbox.run(&["learn", "in.ndjson", "--provider", "mail", "--output", "mail"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let checked = sandbox.run(&["validate", "in.ndjson", "--pack", "mail"]);
    assert!(checked.stderr.contains(" 0 invalid, 0 unknown"), "{}{}", checked.stdout, checked.stderr);
    (run.stdout, sandbox.names("mail/events"))
}

#[test]
fn a_name_under_a_key_that_nobody_has_heard_of_is_found() {
    let (text, names) = told(&deep(200));
    assert!(text.contains("\n  /msg/hdr/kind_of_thing: 4 names in 200 of 200"), "{text}");
    assert!(text.contains("\n  not /"), "the runner-up is told: {text}");
    assert_eq!(names, ["courier-came.json", "depot-shut.json", "parcel-lost.json", "parcel-sent.json"]);
}

#[test]
fn two_members_name_the_event_together_under_any_keys() {
    let (text, names) = told(&in_two(240));
    assert!(text.contains("\n  /about with /did: 6 names in 240 of 240"), "{text}");
    assert_eq!(names.len(), 6, "{names:?}");
    assert!(names.contains(&"courier.lost.json".to_owned()), "{names:?}");
}

#[test]
fn what_nothing_names_is_one_event_and_that_is_said() {
    let mut numbers = Numbers(3);
    let record =
        |_: usize| json!({ "currency": (["EUR", "USD"][numbers.below(2)]), "amount": numbers.below(99) });
    let records: Vec<Value> = (0..90).map(record).collect();
    let (text, names) = told(&records);
    assert!(text.contains("nothing that was found; all payloads are one event"), "{text}");
    assert_eq!(names, ["delivery.json"]);
}

#[test]
fn items_of_lists_ids_and_free_text_name_nothing() {
    let mut records = deep(200);
    for (number, record) in records.iter_mut().enumerate() {
        let name = record["msg"]["hdr"]["kind_of_thing"].take();
        record["msg"]["hdr"].as_object_mut().unwrap().remove("kind_of_thing");
        record["list"] = json!([{ "kind": name }]);
        record["serial_type"] = json!(format!("{name}-{number:05}"));
        record["remark_type"] = json!(format!("{name}, said somebody in so many words"));
    }
    let (text, _) = told(&records);
    let first = text.lines().nth(2).unwrap_or_default();
    assert!(!["list", "serial", "remark"].iter().any(|one| text.contains(one)), "{text}");
    assert!(!first.contains("kind"), "{text}");
}

#[test]
fn a_few_payloads_without_the_name_do_not_hide_it() {
    let mut records = deep(200);
    for number in 0..4 {
        records.insert(number * 50, json!({ "ping": number }));
    }
    let sandbox = Sandbox::new();
    sandbox.file("in.ndjson", lines(&records));
    let run = sandbox.run(&["learn", "in.ndjson", "--provider", "mail"]);
    assert!(run.stdout.contains("\n  /msg/hdr/kind_of_thing: 4 names in 200 of 204"), "{}", run.stdout);
    assert!(run.stdout.contains("(no name there)  4 payloads"), "{}", run.stdout);
}

#[test]
fn one_provider_may_have_known_and_unheard_of_names() {
    let mut records = deep(100);
    records.extend((0..100).map(|number| json!({ "type": (["a.made", "b.made"][number % 2]), "n": number })));
    let (text, names) = told(&records);
    assert!(text.contains("/msg/hdr/kind_of_thing: 4 names") && text.contains("  /type: 2 names"), "{text}");
    assert_eq!(names.len(), 6, "{names:?}");
}

/// Records whose places stop looking like names one after the other: more words than a name has, a person's words, payloads
/// of too many shapes without it.
fn fading(count: usize) -> Vec<Value> {
    let mut numbers = Numbers(29);
    let mut records = deep(count);
    for (number, record) in records.iter_mut().enumerate() {
        record["slug"] =
            json!(format!("w{}", "abcdefghij".chars().nth(number % 10).unwrap()).repeat(1 + number / 12));
        record["label"] = json!(if number < count / 2 { "plain" } else { "words, with a comma" });
        record["tier"] = json!(["one", "two", "three"][numbers.below(3)]);
        if number > count / 3 {
            record[["x", "y", "z", "p", "q", "r", "s", "t", "u", "v"][numbers.below(10)]] = json!(1);
        } else {
            record["early"] = json!(["a", "b"][numbers.below(2)]);
        }
    }
    records
}

#[test]
fn names_anywhere_merge_to_the_same_bytes_however_records_were_divided() {
    let wide = |count: usize| -> Vec<Value> {
        let word = |numbers: &mut Numbers| ["on", "off", "so"][numbers.below(3)];
        let mut numbers = Numbers(31);
        let record =
            |_| (0..90).map(|at| (format!("field_{}", letters(at)), word(&mut numbers))).collect::<Value>();
        (0..count).map(record).collect()
    };
    for (name, records) in
        [("deep", deep(120)), ("two", in_two(96)), ("fading", fading(240)), ("wide", wide(24))]
    {
        let sandbox = Sandbox::new();
        let chunks: Vec<&[Value]> = records.chunks(records.len() / 8).collect();
        let names: Vec<String> = (0..chunks.len()).map(|number| format!("{number:02}.ndjson")).collect();
        for (name, chunk) in names.iter().zip(&chunks) {
            sandbox.file(name, lines(chunk));
        }
        let parts: Vec<State> =
            names.iter().map(|name| State::read(&partial(&sandbox, name)).unwrap()).collect();
        let mut arguments = vec!["learn", "--partial", "whole"];
        arguments.extend(names.iter().map(String::as_str));
        assert_eq!(sandbox.run(&arguments).code, 0);
        let whole = sandbox.read("whole");
        assert!(
            State::read(&whole).unwrap().write().unwrap() == whole,
            "{name}: what is read is written again"
        );
        let mut numbers = Numbers(5);
        for _ in 0..5 {
            let mut piles: Vec<Vec<State>> = vec![Vec::new(); 1 + numbers.below(5)];
            let mut rest: Vec<&State> = parts.iter().collect();
            while !rest.is_empty() {
                let pile = numbers.below(piles.len());
                piles[pile].push(rest.swap_remove(numbers.below(rest.len())).clone());
            }
            piles.retain(|pile| !pile.is_empty());
            let merged = added(piles.into_iter().map(added).collect());
            assert!(merged.write().unwrap() == whole, "{name}");
        }
    }
}

/// A name of letters for a number.
fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(b'a' + digit - b'0')).collect()
}

#[test]
fn what_was_merged_makes_the_pack_that_one_run_makes_where_names_stand_anywhere() {
    for records in [deep(200), in_two(240)] {
        let sandbox = Sandbox::new();
        sandbox.file("a.ndjson", lines(&records[..70])).file("b.ndjson", lines(&records[70..]));
        let out = ["--provider", "mail", "--output", "mail"];
        let run = sandbox.run(&[&["learn", "a.ndjson", "b.ndjson"], out.as_slice()].concat());
        let whole = (run.stdout, files(&sandbox, "mail"));
        std::fs::remove_dir_all(sandbox.path().join("mail")).unwrap();
        partial(&sandbox, "a.ndjson");
        partial(&sandbox, "b.ndjson");
        let run = sandbox.run(&[&["merge", "b.ndjson.partial", "a.ndjson.partial"], out.as_slice()].concat());
        assert_eq!((run.stdout, files(&sandbox, "mail")), whole);
    }
}

#[test]
fn strings_of_many_places_are_held_within_a_bound() {
    let mut numbers = Numbers(41);
    let record = |number: usize| {
        let own = (0..200).map(|at| (format!("own_{}_{}", letters(number), letters(at)), json!("word")));
        let mut body = own.collect::<Value>();
        body["kind_of_thing"] = json!(["a", "b"][numbers.below(2)]);
        body
    };
    let records: Vec<Value> = (0..100).map(record).collect();
    let sandbox = Sandbox::new();
    sandbox.file("in.ndjson", lines(&records));
    let whole: Value = serde_json::from_str(&partial(&sandbox, "in.ndjson")).unwrap();
    let leaves = whole["unnamed"]["leaves"].as_array().map_or(0, Vec::len);
    assert!((1..=4096).contains(&leaves), "{leaves}");
}

/// The path and a header of a request of this number.
type Request = dyn Fn(usize) -> (String, String);

/// Requests that name their event beside bodies that are all alike.
fn alike(sandbox: &Sandbox, request: &Request) {
    for number in 0..12 {
        let (path, header) = request(number);
        let text = format!(
            "POST {path} HTTP/1.1\r\nHost: a.example\r\n{header}Content-Type: application/json\r\n\r\n{{\"serial\":{number}}}"
        );
        sandbox.file(&format!("in/{number:02}.http"), text);
    }
}

#[test]
fn a_segment_or_header_that_was_learnt_identifies_bodies_that_are_all_alike() {
    fn word(number: usize) -> String {
        ["parcel-sent", "depot-shut"][number % 2].to_owned()
    }
    let by_path = |number| (format!("/in/{}", word(number)), String::new());
    let by_header = |number| ("/in".to_owned(), format!("X-Mail-About: {}\r\n", word(number)));
    let requests: [(&str, &Request); 2] = [("path:2", &by_path), ("header:x-mail-about", &by_header)];
    for (by, request) in requests {
        let sandbox = Sandbox::new();
        alike(&sandbox, request);
        let run = sandbox.run(&["learn", "in", "--by", by, "--provider", "mail", "--output", "mail"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let run = sandbox.run(&["validate", "in", "--pack", "mail", "--format", "ndjson"]);
        let told: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let records: Vec<&Value> = told.iter().filter(|one| one["type"] == "record").collect();
        assert_eq!(records.len(), 12);
        for (number, record) in records.iter().enumerate() {
            let identification = &record["identification"];
            assert_eq!(identification["certainty"], "identified", "{by}: {record}");
            assert_eq!(identification["event"], word(number), "{by}: {record}");
        }
    }
}

#[test]
fn a_header_of_any_name_and_a_member_of_any_name_make_up_the_name() {
    let sandbox = Sandbox::new();
    let mut numbers = Numbers(13);
    for number in 0..60 {
        let resource = ["parcel", "depot", "courier"][numbers.below(3)];
        let verb = ["made", "lost"][numbers.below(2)];
        let content = thing(&mut numbers, resource, verb);
        let body = json!({ "did": verb, "content": content });
        let text = format!(
            "POST /in HTTP/1.1\r\nHost: a.example\r\nX-Mail-About: {resource}\r\nContent-Type: application/json\r\n\r\n{body}"
        );
        sandbox.file(&format!("in/{number:02}.http"), text);
    }
    let run = sandbox.run(&["learn", "in", "--provider", "mail", "--output", "mail"]);
    assert!(run.stdout.contains("\n  header:x-mail-about with /did: 6 names in 60 of 60"), "{}", run.stdout);
    let run = sandbox.run(&["validate", "in", "--pack", "mail"]);
    assert!(run.stderr.contains("60 valid, 0 invalid, 0 unknown"), "{}{}", run.stdout, run.stderr);
}
