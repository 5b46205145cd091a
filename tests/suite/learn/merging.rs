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
fn partial(sandbox: &Sandbox, name: &str) -> String {
    let out = format!("{name}.partial");
    let run = sandbox.run(&["learn", name, "--partial", &out]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    sandbox.read(&out)
}

/// Adds up what was learnt, in this order.
fn added(states: Vec<State>) -> State {
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
    let record = |number: usize| match number % 7 {
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
