use serde_json::{Value, json};

use super::{lines, sign_ups, two_changes};
use crate::support::{Numbers, Sandbox};

#[test]
fn what_parts_have_found_adds_up_to_the_bytes_of_one_run() {
    let mut records = two_changes();
    records[7]["data"]["email"] = Value::Null;
    records[33]["data"]["state"] = "paused".into();
    let retries = records[..6].to_vec();
    records.extend(retries);
    records.push(json!({ "nobody": "knows" }));
    let sandbox = Sandbox::new();
    let mut numbers = Numbers(11);
    for round in 0..20 {
        let mut parts: Vec<Vec<Value>> = vec![Vec::new(); 2 + round % 4];
        for record in &records {
            let part = numbers.below(parts.len());
            parts[part].push(record.clone());
        }
        let names: Vec<String> = (0..parts.len()).map(|part| format!("{round}-{part}.ndjson")).collect();
        let mut states = Vec::new();
        for (name, part) in names.iter().zip(&parts) {
            sandbox.file(name, lines(part));
            let state = format!("{name}.state");
            let run = sandbox.run(&["drift", name, "--partial", &state]);
            assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
            states.insert(numbers.below(states.len() + 1), state);
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let states: Vec<&str> = states.iter().map(String::as_str).collect();
        for format in ["json", "human"] {
            let whole = sandbox.run(&[&["drift", "--format", format], &names[..]].concat());
            let merged = sandbox.run(&[&["merge", "--format", format], &states[..]].concat());
            assert_eq!((whole.code, &whole.stdout), (merged.code, &merged.stdout), "{round} {format}");
        }
        if round == 0 {
            let (first, rest) = states.split_first().unwrap();
            let run = sandbox.run(&[&["merge", "--partial", "rest.state"], rest].concat());
            assert_eq!(run.code, 0, "{}", run.stderr);
            let whole = sandbox.run(&[&["drift", "--format", "json"], &names[..]].concat());
            let merged = sandbox.run(&["merge", "--format", "json", "rest.state", first]);
            assert_eq!(whole.stdout, merged.stdout, "a state of states");
        }
    }
}

#[test]
fn states_of_different_commands_are_not_merged() {
    let sandbox = Sandbox::new();
    sandbox.file("in.ndjson", lines(&sign_ups(12)));
    sandbox.run(&["learn", "in.ndjson", "--partial", "learnt.state"]);
    sandbox.run(&["drift", "in.ndjson", "--partial", "drift.state"]);
    let run = sandbox.run(&["merge", "learnt.state", "drift.state", "--format", "json"]);
    assert_eq!(run.code, 2);
    let why = "learnt.state was written by learn and drift.state by drift: merge the files of each command";
    assert!(run.stderr.contains(why), "{}", run.stderr);
    let run = sandbox.run(&["merge", "drift.state", "--provider", "shop"]);
    assert!(run.code == 2 && run.stderr.contains("these files are of drift"), "{}", run.stderr);
    sandbox.file("broken.state", "{\"format\":\"hookspect/drift-v1\",\"totals\":{}}");
    let run = sandbox.run(&["merge", "broken.state"]);
    assert!(run.code == 2 && run.stderr.contains("is not what drift --partial writes"), "{}", run.stderr);
}

#[test]
fn what_was_collected_is_the_same_bytes_with_any_number_of_workers() {
    let sandbox = Sandbox::new();
    let mut records = two_changes();
    for (number, record) in records.iter_mut().enumerate() {
        record["data"][format!("new_{}", number % 7)] = number.into();
    }
    records.extend(records[..9].to_vec());
    records.extend((0..9).map(|number| json!({ "nobody": number })));
    for (number, chunk) in records.chunks(6).enumerate() {
        sandbox.file(&format!("in/{number:02}.ndjson"), lines(chunk));
    }
    let collected = |jobs: &str| {
        let run = sandbox.run(&["drift", "in", "-q", "-j", jobs, "--partial", "-"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout
    };
    let alone = collected("1");
    for _ in 0..6 {
        assert_eq!(collected("4"), alone);
    }
    sandbox.file("one.state", &alone);
    assert_eq!(sandbox.run(&["merge", "one.state", "--partial", "-", "-q"]).stdout, alone);
}

#[test]
fn a_record_that_cannot_be_read_is_told_with_its_place_and_a_part_without_it_is_no_success() {
    let sandbox = Sandbox::new();
    sandbox.file("in.ndjson", lines(&sign_ups(12)) + "{\"event\"\n");
    for more in [&[][..], &["--partial", "in.state"]] {
        let run = sandbox.run(&[&["drift", "in.ndjson", "-q"], more].concat());
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains("in.ndjson:13:"), "{}", run.stderr);
    }
    assert_eq!(sandbox.run(&["merge", "in.state"]).code, 2);
}

#[test]
fn a_delivery_that_comes_again_and_again_is_kept_once_and_counted() {
    let sandbox = Sandbox::new();
    let collected = |times: usize| {
        let mut records = sign_ups(8);
        records.extend(std::iter::repeat_n(records[3].clone(), times));
        sandbox.file("in.ndjson", lines(&records));
        let run = sandbox.run(&["drift", "in.ndjson", "-q", "--partial", "-"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout
    };
    let kept = |state: &str| {
        let state: Value = serde_json::from_str(state).unwrap();
        let deliveries = state["deliveries"].as_object().unwrap();
        deliveries.values().map(|records| records.as_array().unwrap().len()).sum::<usize>()
    };
    let (few, many) = (collected(10), collected(3_000));
    assert_eq!((kept(&few), kept(&many)), (8, 8));
    assert!(many.len() < few.len() + 100, "{} bytes, {} bytes", few.len(), many.len());
    // How many came again is known, also of what several runs have found.
    sandbox.file("few.state", few).file("many.state", many);
    let retries = |files: &[&str]| {
        let run = sandbox.run(&[&["merge"], files, &["--format", "json"]].concat());
        let merged: Value = serde_json::from_str(&run.stdout).unwrap();
        merged["summary"]["retries"].as_u64().unwrap()
    };
    assert_eq!(retries(&["many.state"]), 3_000);
    assert_eq!(retries(&["few.state", "many.state"]), 3_010 + 8);
}
