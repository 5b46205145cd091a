use serde_json::{Value, json};

use crate::drift::{departure, drift, run, sign_ups};

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
