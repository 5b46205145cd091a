//! What is learnt depends on the records alone: not on their order, on how they were divided, or on threads.

use hookspect::learn::State;
use serde_json::{Map, Value, json};

use super::{files, lines, person, shop};
use crate::support::{Numbers, Sandbox};

#[test]
fn what_is_learnt_depends_on_the_records_alone() {
    let sandbox = Sandbox::new();
    for (number, some) in shop(240).chunks(40).enumerate() {
        sandbox.file(&format!("{number}.ndjson"), lines(some));
    }
    let mut first = None;
    for (jobs, order) in [("1", [0, 1, 2, 3, 4, 5]), ("2", [5, 4, 3, 2, 1, 0]), ("5", [3, 0, 5, 1, 4, 2])] {
        let _ = std::fs::remove_dir_all(sandbox.path().join("shop"));
        let inputs: Vec<String> = order.iter().map(|number| format!("{number}.ndjson")).collect();
        let inputs: Vec<&str> = inputs.iter().map(String::as_str).collect();
        let options = ["-j", jobs, "--provider", "shop", "--output", "shop"];
        let run = sandbox.run(&[&["learn"], inputs.as_slice(), &options].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let own = (run.stdout, files(&sandbox, "shop"));
        assert_eq!(&own, first.get_or_insert_with(|| own.clone()), "-j {jobs} {order:?}");
    }
}

/// What was learnt of some records, which stand in a file of this name.
pub(super) fn partial(sandbox: &Sandbox, name: &str) -> String {
    let out = format!("{name}.partial");
    let run = sandbox.run(&["learn", name, "--partial", &out]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    sandbox.read(&out)
}

/// Adds up what was learnt, in this order.
pub(super) fn added(states: Vec<State>) -> State {
    states
        .into_iter()
        .reduce(|mut whole, state| {
            whole.merge(state);
            whole
        })
        .unwrap()
}

/// Records of many shapes: a map, a deep text, many words, names without end, events without end, tags of all sorts.
fn odd(count: usize) -> Vec<Value> {
    let mut numbers = Numbers(11);
    let record = |number: usize| match number % 8 {
        0 => {
            json!({ "type": "wide", "at": (0..90).map(|_| (person(&mut numbers), json!(1))).collect::<Map<_, _>>() })
        }
        1 => serde_json::from_str(&format!(
            "{{\"type\":\"deep\",\"at\":{}{}}}",
            "[".repeat(60),
            "]".repeat(60)
        ))
        .unwrap(),
        2 => {
            json!({ "type": "open", "word": person(&mut numbers), "number": 1.5, "action": person(&mut numbers) })
        }
        3 => {
            json!({ "kind": person(&mut numbers), "type": format!("t{}", numbers.below(9)), "object": person(&mut numbers) })
        }
        4 => {
            let kind = ["text", "image", "vote", &person(&mut numbers)][numbers.below(4)].to_owned();
            let block =
                json!({ "type": kind, "kind": "k", (kind.as_str()): [{ "object": kind, "x": null }] });
            json!({ "type": "tagged", "blocks": [block, { "type": (["a", "b"][numbers.below(2)]), "event": {} }] })
        }
        5 => {
            json!({ "type": "twice", "created": 1_772_446_440 + number, "a~/b": { "*": [{ "{}": 1 }], "12345678": "x" } })
        }
        6 => {
            let kind = ["x", "y", &person(&mut numbers)][numbers.below(3)].to_owned();
            json!({ "deep": { "about": { "kind": kind, "topic": person(&mut numbers) }, "action": kind } })
        }
        _ => json!({ "nothing": null, "list": [1, "a", null, [], {}] }),
    };
    (0..count).map(record).collect()
}

#[test]
fn a_hundred_partitions_merge_to_the_same_bytes() {
    let sandbox = Sandbox::new();
    for (name, records) in [("shop", shop(240)), ("odd", odd(3600))] {
        let chunks: Vec<&[Value]> = records.chunks(records.len() / 12).collect();
        let names: Vec<String> =
            (0..chunks.len()).map(|number| format!("{name}{number:02}.ndjson")).collect();
        for (name, chunk) in names.iter().zip(&chunks) {
            sandbox.file(name, lines(chunk));
        }
        let read = |name: &String| State::read(&partial(&sandbox, name)).unwrap();
        let parts: Vec<State> = names.iter().map(read).collect();
        let mut arguments = vec!["learn", "--partial", "whole"];
        arguments.extend(names.iter().map(String::as_str));
        assert_eq!(sandbox.run(&arguments).code, 0);
        let whole = sandbox.read("whole");
        assert_eq!(State::read(&whole).unwrap().write().unwrap(), whole, "what is read is written again");
        let mut numbers = Numbers(5);
        for _ in 0..100 {
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

#[test]
fn what_was_merged_makes_the_pack_that_one_run_makes() {
    let sandbox = Sandbox::new();
    let records = shop(200);
    sandbox.file("a.ndjson", lines(&records[..70])).file("b.ndjson", lines(&records[70..]));
    let out = ["--provider", "shop", "--output", "shop"];
    let run = sandbox.run(&[&["learn", "a.ndjson", "b.ndjson"], out.as_slice()].concat());
    let whole = (run.stdout, files(&sandbox, "shop"));
    std::fs::remove_dir_all(sandbox.path().join("shop")).unwrap();
    partial(&sandbox, "a.ndjson");
    partial(&sandbox, "b.ndjson");
    let run = sandbox.run(&[&["merge", "b.ndjson.partial", "a.ndjson.partial"], out.as_slice()].concat());
    assert_eq!((run.stdout, files(&sandbox, "shop")), whole);
}

#[test]
fn what_cannot_be_merged_is_refused_with_its_name() {
    let sandbox = Sandbox::new();
    sandbox
        .file("a.ndjson", lines(&shop(5)))
        .file("broken", "{}")
        .file("new", "{\"format\":\"hookspect/learned-v9\"}");
    partial(&sandbox, "a.ndjson");
    sandbox.run(&["learn", "a.ndjson", "--by", "/type", "--partial", "by"]);
    for (file, said) in
        [("broken", "broken is not what"), ("new", "learned-v9"), ("by", "by was learnt with another --by")]
    {
        let run = sandbox.run(&["merge", "a.ndjson.partial", file, "--provider", "shop"]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
}

#[test]
fn what_was_learnt_can_go_to_standard_output() {
    let sandbox = Sandbox::new();
    sandbox.file("a.ndjson", lines(&shop(40)));
    let whole = partial(&sandbox, "a.ndjson");
    let mut names = vec!["-"];
    if cfg!(unix) {
        names.push("/dev/stdout");
    }
    for name in names {
        let run = sandbox.run(&["learn", "a.ndjson", "--partial", name]);
        assert_eq!((run.code, run.stdout.as_str()), (0, whole.as_str()), "{}", run.stderr);
        let run = sandbox.run(&["merge", "a.ndjson.partial", "--partial", name]);
        assert_eq!((run.code, run.stdout.as_str()), (0, whole.as_str()), "{}", run.stderr);
        let both = ["learn", "a.ndjson", "--partial", name, "--provider", "shop"];
        let run = sandbox.run(&both);
        assert!(run.code == 2 && run.stderr.contains("add --quiet"), "{}", run.stderr);
        assert_eq!(sandbox.run(&[both.as_slice(), &["--quiet"]].concat()).stdout, whole);
    }
}

#[test]
fn a_partial_that_was_cut_or_altered_is_an_error_or_another_partial_and_no_panic() {
    let sandbox = Sandbox::new();
    let mut records = odd(14);
    records.extend(shop(14));
    sandbox.file("a.ndjson", lines(&records));
    let whole = partial(&sandbox, "a.ndjson").into_bytes();
    for end in (0..whole.len() - 1).step_by(whole.len() / 200) {
        let cut = String::from_utf8_lossy(&whole[..end]);
        assert!(State::read(&cut).is_err(), "cut at {end}");
        crate::fuzz::bodies::learned(&whole[..end]);
    }
    let mut numbers = Numbers(3);
    for _ in 0..1000 {
        let mut altered = whole.clone();
        for _ in 0..=numbers.below(3) {
            let at = numbers.below(altered.len());
            altered[at] ^= 1 << numbers.below(7);
        }
        crate::fuzz::bodies::learned(&altered);
    }
    sandbox.file("cut", &whole[..whole.len() / 2]);
    let run = sandbox.run(&["merge", "a.ndjson.partial", "cut", "--provider", "shop"]);
    assert!(run.code == 2 && run.stderr.contains("cut is not what --partial writes"), "{}", run.stderr);
}

/// Objects in objects, with names that are nobody's and that never come again.
pub(super) fn names_at_many_levels(records: usize, names: usize, levels: usize) -> Vec<Value> {
    fn object(numbers: &mut Numbers, names: usize, levels: usize) -> Value {
        let inner = |numbers: &mut Numbers| {
            if levels == 1 { json!(1) } else { object(numbers, names, levels - 1) }
        };
        (0..names).map(|_| (person(numbers), inner(numbers))).collect::<Map<_, _>>().into()
    }
    let mut numbers = Numbers(17);
    (0..records).map(|_| json!({ "type": "a", "by": object(&mut numbers, names, levels) })).collect()
}

#[test]
fn where_places_are_too_many_fewer_levels_are_looked_into_however_records_were_divided() {
    let sandbox = Sandbox::new();
    // A quarter alone is within the bound, and its names stand apart; in the whole they are data.
    let records = names_at_many_levels(60, 10, 3);
    for (number, some) in records.chunks(15).enumerate() {
        sandbox.file(&format!("{number}.ndjson"), lines(some));
    }
    let names: Vec<String> = (0..4).map(|number| format!("{number}.ndjson")).collect();
    let mut arguments = vec!["learn", "--partial", "whole", "-j", "1"];
    arguments.extend(names.iter().map(String::as_str));
    assert_eq!(sandbox.run(&arguments).code, 0);
    let whole = sandbox.read("whole");
    assert!(whole.contains("\"levels\":"), "a bound was reached");
    let parts: Vec<String> = names.iter().map(|name| partial(&sandbox, name)).collect();
    assert!(parts.iter().all(|part| !part.contains("\"levels\":")), "no part reaches it");
    let parts: Vec<State> = parts.iter().map(|part| State::read(part).unwrap()).collect();
    let [a, b, c, d] = parts.try_into().unwrap_or_else(|_| panic!("four parts"));
    let other = added(vec![added(vec![d.clone(), b.clone()]), added(vec![a.clone(), c.clone()])]);
    assert!(other.write().unwrap() == whole && added(vec![c, a, d, b]).write().unwrap() == whole);
    let run = sandbox.run(&["merge", "whole", "--provider", "shop"]);
    assert!(run.stdout.contains("too many places in one event"), "{}", run.stdout);
}

#[cfg(target_os = "linux")]
#[test]
fn a_pack_that_cannot_be_written_stays_as_it_was() {
    let sandbox = Sandbox::new();
    sandbox.file("first.ndjson", lines(&shop(40))).file("all.ndjson", lines(&shop(400)));
    let learn = |file| ["learn", file, "--provider", "shop", "--output", "shop"];
    assert_eq!(sandbox.run(&learn("first.ndjson")).code, 0);
    let before = files(&sandbox, "shop");
    // A file may have a KiB at most: each schema has more, and so does what learning goes on from.
    let run = sandbox.run_limited("-f 1", &learn("all.ndjson"));
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("files may have "), "{run:?}");
    assert_eq!(files(&sandbox, "shop"), before);
    assert_eq!(sandbox.names("shop"), ["events", "hookspect-pack.toml", "learned.state"], "nothing is left");
}

#[test]
fn what_was_learnt_holds_no_word_of_what_is_a_secret_by_its_name() {
    let sandbox = Sandbox::new();
    let names = ["password", "temp_password", "auth_token", "new_secret"];
    let record = |number: usize| {
        let mut record = json!({ "type": "order.paid", "state": "open" });
        for name in names {
            record[name] = "hunter2abc".into();
            record["nested"][name] = json!(["hunter2abc", number]);
        }
        record
    };
    sandbox.file("a.ndjson", lines(&(0..40).map(record).collect::<Vec<Value>>()));
    let state = partial(&sandbox, "a.ndjson");
    assert!(!state.contains("hunter2abc"), "{state}");
    assert!(state.contains("open") && state.contains("\"/password\""), "{state}");
    let out = ["--provider", "shop", "--output"];
    sandbox.run(&[&["learn", "a.ndjson"], &out[..], &["whole"]].concat());
    sandbox.run(&[&["merge", "a.ndjson.partial"], &out[..], &["merged"]].concat());
    assert_eq!(files(&sandbox, "whole"), files(&sandbox, "merged"));
}

#[test]
fn a_file_that_nothing_was_kept_in_is_told_to_be_none() {
    let sandbox = Sandbox::new();
    sandbox.file("payload.json", r#"{ "type": "order.paid" }"#).file("empty", "");
    for name in ["payload.json", "empty"] {
        let run = sandbox.run(&["merge", name]);
        assert_eq!(run.code, 2);
        let why = format!("{name} is not what --partial of learn, drift or summary writes");
        assert!(run.stderr.contains(&why), "{}", run.stderr);
    }
}
