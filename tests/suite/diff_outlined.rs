//! `diff` of large payloads: of the items of their lists only those are held parsed that differ, and nothing of that is seen.

use std::fmt::Write;

use crate::support::Sandbox;

/// How many items make a payload that is read in outline: more than 4 MiB.
const ITEMS: usize = 9_000;

/// An item of about half a kilobyte.
fn item(index: usize) -> String {
    let text = "nothing in particular ".repeat(16);
    format!(
        "{{\"id\": {index}, \"amount\": 1200, \"note\": \"{text}\", \"of\": {{\"list\": [1, {index}, 3], \"name\": \"n{index}\"}}, \
         \"api_key\": \"sk_live_4eC39HqLyjWDarjtT1zdp7dc\"}}"
    )
}

fn payload(items: impl Iterator<Item = String>, behind: &str) -> String {
    let mut text = String::from("{\"name\": \"a list\", \"data\": [\n");
    for (number, item) in items.enumerate() {
        let comma = if number == 0 { "" } else { ",\n" };
        write!(text, "{comma}{item}").unwrap();
    }
    text + "\n], \"behind\": " + behind + "}\n"
}

/// A payload and another: items were changed, removed, added, moved and written otherwise.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    let changed = (0..ITEMS).filter(|index| index % 1000 != 7).flat_map(|index| match index % 1000 {
        13 => vec![item(index).replace("\"amount\": 1200", "\"amount\": 1250")],
        14 => vec![item(index).replace("1200", "1.2e3")],
        15 => vec![item(index).replace("4eC39", "9zZ93")],
        16 => vec![item(index).replace("3]", "4, 5]")],
        17 => vec!["{\"new\": {\"a\": [1]}}".to_owned(), item(index)],
        18 => vec![item(index), item(index)],
        20 => vec![item(index + 1)],
        21 => vec![item(index - 1)],
        22 => vec![item(index).replace("\"id\"", "\"other\": 0, \"id\"")],
        _ => vec![item(index)],
    });
    let last = (0..ITEMS).map(item);
    sandbox
        .file("a.json", payload(last, "[{\"a\": [1]}, {\"b\": 2}]"))
        .file("b.json", payload(changed, "[{\"b\": 2.0}]"))
        .file("cut.json", payload((0..ITEMS).map(item), "[").trim_end_matches("}\n"));
    sandbox
}

#[test]
fn every_format_says_of_payloads_in_outline_what_it_says_when_they_are_held_whole() {
    let sandbox = sandbox();
    for options in [
        "--color never",
        "--format json",
        "--format json --show-secrets --exact",
        "--format json-patch --show-secrets",
        "--format markdown --raw",
        "--format side-by-side --mask personal",
        "--format json --ignore /data/*/amount --only /data --ignore /data/17/of/name --ignore /nothing",
        "--format json --keys-only",
        "--format json --normalized",
    ] {
        let options: Vec<&str> = options.split(' ').collect();
        let outlined = sandbox.run(&[&["diff", "a.json", "b.json"], options.as_slice()].concat());
        // A number asks for the records of a file, which are read one by one.
        let whole = sandbox.run(&[&["diff", "a.json#1", "b.json#1"], options.as_slice()].concat());
        assert_eq!((outlined.code, &outlined.stderr), (whole.code, &whole.stderr), "{options:?}");
        assert!(
            outlined.stdout == whole.stdout,
            "{options:?}\n{}",
            outlined.stdout.get(..2000).unwrap_or_default()
        );
        assert_eq!(outlined.code, 1, "{}", outlined.stderr);
    }
}

#[test]
fn what_is_no_json_behind_the_list_is_told_with_its_place() {
    let sandbox = sandbox();
    let run = sandbox.run(&["diff", "a.json", "cut.json"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains(&format!("cut.json:{}:", ITEMS + 2)), "{}", run.stderr);
}
