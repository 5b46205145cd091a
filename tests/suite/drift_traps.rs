use serde_json::{Value, json};

use crate::drift::{departure, drift, lines, run, sign_ups};
use crate::support::Sandbox;

#[test]
fn clock_zones_move_no_day() {
    let mut utc = sign_ups(60);
    utc.iter_mut().skip(29).for_each(|record| record["data"]["plan_tier"] = 3.into());
    let mut elsewhere = utc.clone();
    for record in &mut elsewhere {
        // The evening's last one is on the next day there.
        let told = record["event"]["created_at"].as_str().unwrap().to_owned();
        let (day, hour) = (told[8..10].parse::<u32>().unwrap(), told[11..13].parse::<u32>().unwrap());
        let (day, hour) = if hour + 9 < 24 { (day, hour + 9) } else { (day + 1, hour + 9 - 24) };
        record["event"]["created_at"] = format!("{}{day:02}T{hour:02}:14:00+09:00", &told[..8]).into();
    }
    let (own, other) = (departure(&utc), departure(&elsewhere));
    for what in ["since", "until", "days", "trend", "found", "records"] {
        assert_eq!(own[what], other[what], "{what}");
    }
}

#[test]
fn days_that_are_partial_at_both_ends_are_no_change() {
    let mut records = sign_ups(60);
    for record in records.iter_mut().skip(1).step_by(2) {
        record["data"]["plan_tier"] = 3.into();
    }
    // One record of the first day with it, one of the last day without.
    let found = departure(&records[3..57]);
    assert_eq!(found["trend"], json!({ "is": "steady" }));
    assert_eq!(found["days"][0], json!({ "day": "2026-02-01", "found": 1, "records": 1 }));
}

#[test]
fn what_the_first_record_of_a_file_has_is_not_new_since_then() {
    let mut records = sign_ups(60);
    for record in &mut records {
        record["data"]["plan_tier"] = 3.into();
    }
    assert_eq!(departure(&records)["trend"], json!({ "is": "steady" }));
    assert!(run(&records, &[]).stdout.contains("/data/plan_tier: in all 60 records"));
}

#[test]
fn a_break_in_one_of_a_thousand_records_is_told() {
    let mut records = sign_ups(1000);
    records[700]["data"]["id"] = "x1".into();
    let shown = run(&records, &[]);
    assert_eq!(shown.code, 1);
    assert!(
        shown.stdout.contains("new-kind   /data/id string: 0.1 % all along (1 of 1000)"),
        "{}",
        shown.stdout
    );
    let found = departure(&records);
    assert_eq!((&found["severity"], &found["found"]), (&json!("error"), &json!(1)));
}

#[test]
fn many_new_names_hide_nothing_that_breaks() {
    let mut records = sign_ups(80);
    for (number, record) in records.iter_mut().enumerate() {
        for more in ["a", "b", "c"] {
            record["data"][format!("{more}{}", word(number))] = true.into();
        }
    }
    records[45]["data"]["id"] = Value::Null;
    let (departures, _) = drift(&records);
    let told: Vec<(&str, &str)> = departures
        .iter()
        .map(|one| (one["kind"].as_str().unwrap(), one["pointer"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [("null", "/data/id"), ("new-field", "/data/*")]);
    assert_eq!(departures[1]["found"], 80);
}

/// A name of a member that is no number.
fn word(number: usize) -> String {
    let letter = |number: usize| char::from(b'a' + u8::try_from(number % 26).unwrap());
    format!("_{}{}", letter(number / 26), letter(number))
}

#[test]
fn deliveries_that_try_the_endpoint_are_counted_apart() {
    let mut records = sign_ups(40);
    let sample: Value =
        serde_json::from_str(&crate::support::sample("firstpromoter/promoter.created")).unwrap();
    let mut trial = sample.clone();
    trial["data"]["test"] = true.into();
    trial["data"]["no_such_member"] = 1.into();
    records.push(trial);
    let (departures, summary) = drift(&records);
    assert_eq!((departures.len(), &summary["test_deliveries"]), (0, &json!(1)), "{departures:#?}");
}

#[test]
fn nothing_at_all_is_empty_and_not_unknown() {
    let run = crate::support::Sandbox::new().run_with(&["drift", "-"], b"");
    assert_eq!(run.code, 3);
    assert!(run.stderr.contains("0 unknown") && run.stderr.contains("1 empty"), "{}", run.stderr);
    assert_eq!(run.stdout, "nothing was compared\n");
}

#[test]
fn of_two_sets_a_delivery_that_comes_several_times_counts_once() {
    let (from, mut once) = (sign_ups(40), sign_ups(60));
    for record in once.iter_mut().skip(30) {
        record["data"]["plan_tier"] = 3.into();
    }
    let told = |to: &str, arguments: &[&str]| {
        let sandbox = Sandbox::new();
        sandbox.file("from.ndjson", lines(&from)).file("to/a.ndjson", to).file("to/b.ndjson", to);
        sandbox.run(&[&["drift", "--from", "from.ndjson", "--to", "to"], arguments].concat())
    };
    let plain = Sandbox::new();
    plain.file("from.ndjson", lines(&from)).file("to/a.ndjson", lines(&once));
    let plain = plain.run(&["drift", "--from", "from.ndjson", "--to", "to"]);
    assert!(plain.stdout.contains("in 50 % of --to (30 of 60)"), "{}", plain.stdout);
    // One is sent again and again, the later ones with a note that they are.
    let mut storm = once.clone();
    for number in 0..40 {
        let mut again = once[35].clone();
        again["event"]["created_at"] = format!("2026-04-{:02}T06:14:00.000Z", 1 + number % 28).into();
        again["data"]["attempt"] = number.into();
        storm.push(again);
    }
    let run = told(&lines(&storm), &[]);
    let (departures, remark) = run.stdout.split_once("\n\n").unwrap();
    assert_eq!(format!("{departures}\n"), plain.stdout);
    assert_eq!(remark, "140 records came again and counted once\n");
    storm.reverse();
    let backwards = told(&lines(&storm), &["-q"]).stdout;
    assert!(!backwards.contains("attempt"), "{backwards}");
    for jobs in ["1", "2", "4"] {
        assert_eq!(told(&lines(&storm), &["-q", "-j", jobs]).stdout, backwards);
    }
}

#[test]
fn of_a_set_that_can_be_read_once_only_it_is_said_that_retries_count() {
    let sandbox = Sandbox::new();
    sandbox.file("from.ndjson", lines(&sign_ups(40)));
    let mut to = sign_ups(40);
    to.extend_from_within(10..13);
    let run = sandbox.run_with(&["drift", "--from", "from.ndjson", "--to", "-"], lines(&to).as_bytes());
    let said = "--to: 3 records came again, and each counts, since what is no file can be read only once";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    assert!(run.stderr.contains("43 payloads held against 40"), "{}", run.stderr);
}
