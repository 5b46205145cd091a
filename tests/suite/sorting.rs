use std::collections::HashSet;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::support::{Sandbox, samples};

/// Payments of these ids and times.
fn payments(of: &[(u32, &str)]) -> String {
    let line = |(id, time): &(u32, &str)| {
        json!({ "payment_id": id, "affiliate_email": "a@b.example", "total_processed": 1.5, "processed_at": time })
            .to_string()
    };
    of.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox
        .file(
            "a.ndjson",
            payments(&[(4, "2026-03-04T00:00:00Z"), (1, "2026-03-01T00:00:00Z"), (7, "no time")]),
        )
        .file(
            "b.ndjson",
            payments(&[
                (3, "2026-03-03T01:30:00+02:00"),
                (2, "2026-03-02T00:00:00Z"),
                (5, "2026-03-04T00:00:00Z"),
            ]),
        )
        .file(
            "c.log",
            format!(
                "2026-03-05T10:00:00Z INFO received {}\n",
                json!({ "payment_id": 6, "affiliate_email": "x@y.example" })
            ),
        );
    sandbox
}

/// The ids of the payments in the order in which they are printed.
fn ids(text: &str) -> Vec<u64> {
    let id = |line: &str| {
        let value: Value = serde_json::from_str(line).unwrap();
        value["payout"]["id"].as_str()?.parse().ok()
    };
    text.lines().filter_map(id).collect()
}

#[test]
fn records_of_several_sources_come_in_the_order_of_their_time_and_those_without_one_last() {
    let sandbox = sandbox();
    for jobs in ["1", "4"] {
        let run = sandbox.run(&["normalize", "a.ndjson", "b.ndjson", "--sort", "time", "--jobs", jobs]);
        // Records of one time stay in the order of the input.
        assert_eq!(ids(&run.stdout), [1, 2, 3, 4, 5, 7], "{}", run.stderr);
        let backwards = sandbox.run(&["normalize", "b.ndjson", "a.ndjson", "--sort", "time", "--jobs", jobs]);
        assert_eq!(ids(&backwards.stdout), [1, 2, 3, 5, 4, 7]);
    }
}

#[test]
fn every_format_has_that_order_and_the_same_totals() {
    let sandbox = sandbox();
    for arguments in [
        &["inspect"][..],
        &["inspect", "--format", "line"],
        &["inspect", "--format", "csv"],
        &["inspect", "--format", "ndjson"],
        &["validate", "--format", "json"],
        &["detect"],
        &["normalize", "--table"],
        &["normalize", "--format", "tsv"],
        &["unwrap", "--format", "ndjson"],
        &["verify"],
    ] {
        let sources = ["a.ndjson", "b.ndjson"];
        let sorted = sandbox.run(&[arguments, &sources[..], &["--sort", "time"]].concat());
        let plain = sandbox.run(&[arguments, &sources[..]].concat());
        assert_eq!((sorted.code, &sorted.stderr), (plain.code, &plain.stderr), "{arguments:?}");
        let place = |name: &str| {
            let (source, number) = name.split_once('#').unwrap();
            let forms = [
                format!("{source}#{number}"),
                format!("{source}:{number}:"),
                format!("{source},{number},"),
                format!("{source}\t{number}\t"),
                format!("\"source\":\"{source}\",\"record\":{number},"),
            ];
            forms.iter().filter_map(|form| sorted.stdout.find(form.as_str())).min()
        };
        let places: Vec<_> =
            ["a.ndjson#2", "b.ndjson#2", "b.ndjson#1", "a.ndjson#1", "b.ndjson#3", "a.ndjson#3"]
                .map(place)
                .into_iter()
                .collect();
        assert!(places.iter().all(Option::is_some), "{arguments:?}: {}", sorted.stdout);
        assert!(places.is_sorted(), "{arguments:?}: {}", sorted.stdout);
    }
}

#[test]
fn lines_of_one_zone_are_in_order_as_text() {
    let sandbox = sandbox();
    let sorted =
        sandbox.run(&["a.ndjson", "b.ndjson", "--format", "line", "--sort", "time", "--quiet"]).stdout;
    let with_time: Vec<&str> = sorted.lines().filter(|line| line.starts_with('2')).collect();
    assert_eq!(with_time.len(), 5);
    assert!(with_time.is_sorted(), "{sorted}");
}

#[test]
fn more_than_may_be_held_is_refused_before_anything_is_printed() {
    let sandbox = sandbox();
    let run = sandbox.run(&["normalize", "a.ndjson", "b.ndjson", "--sort", "time", "--max-sorted", "2000"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("they take more than 2000 bytes"), "{}", run.stderr);
    assert!(run.stderr.contains("help: choose fewer with --since"), "{}", run.stderr);
}

#[test]
fn a_timeline_names_the_record_and_says_what_happened_to_whom() {
    let sandbox = Sandbox::new();
    let mut lines = String::new();
    for (_, text) in samples() {
        let value: Value = serde_json::from_str(&text).unwrap();
        lines.push_str(&format!("{value}\n"));
    }
    sandbox.file("story.ndjson", lines);
    let run = sandbox.run(&["normalize", "story.ndjson", "--table", "--sort", "time", "--quiet"]);
    insta::assert_snapshot!("timeline", run.stdout);
    let item = run.stdout.lines().find(|line| line.contains("payout.item_added")).unwrap();
    assert!(item.contains("ines.vainio@example.org") && item.contains("192.00"), "{item}");
}

#[test]
fn a_timeline_fits_the_screen_and_cuts_no_kind() {
    let mut sandbox = Sandbox::new();
    for (id, text) in samples() {
        sandbox.file(&format!("fixtures/{id}.json"), text);
    }
    for width in ["80", "120", "200"] {
        sandbox.variable("COLUMNS", width);
        let run = sandbox.run(&["normalize", "fixtures", "--table", "--quiet", "--color", "always"]);
        let plain = run.stdout.replace("\u{1b}[1m", "").replace("\u{1b}[2m", "").replace("\u{1b}[0m", "");
        let widest = plain.lines().map(UnicodeWidthStr::width).max().unwrap();
        assert!(widest <= width.parse().unwrap(), "{widest} columns of {width}:\n{plain}");
        assert!(plain.contains("commission.fulfilment_requested"), "{plain}");
    }
}

#[test]
fn fingerprints_differ_also_where_records_of_several_files_take_turns() {
    let sandbox = Sandbox::new();
    let wrong =
        |time: usize| format!("{{\"time\":\"2026-01-01T00:00:0{time}Z\",\"event\":\"nothing known\"}}\n");
    sandbox.file("a.ndjson", wrong(1) + &wrong(3)).file("b.ndjson", wrong(2) + &wrong(4));
    for (format, member) in [("gitlab", "\"fingerprint\":"), ("sarif", "\"partialFingerprints\":")] {
        let prints = |order: &[&str]| -> Vec<String> {
            let run = sandbox
                .run(&[&["validate", "-q", "a.ndjson", "b.ndjson", "--format", format], order].concat());
            let after = run.stdout.split(member).skip(1);
            after.map(|rest| rest.split('}').next().unwrap().split(',').next().unwrap().to_owned()).collect()
        };
        let (in_turns, one_by_one) = (prints(&["--sort", "time"]), prints(&[]));
        let (turns, others): (HashSet<_>, HashSet<_>) =
            (in_turns.iter().collect(), one_by_one.iter().collect());
        assert_eq!((in_turns.len(), turns.len()), (4, 4), "{format}: {in_turns:?}");
        assert_eq!(turns, others, "{format}: the order does not count");
    }
}
