/// Two sets, without a model.
mod between;
/// What parts have found, merged.
mod states;

use serde_json::{Value, json};

use crate::support::{Numbers, Run, Sandbox, sample};

/// So many sign-ups, four a day from 2026-02-01 on, each of another lead.
pub(crate) fn sign_ups(count: usize) -> Vec<Value> {
    let sample: Value = serde_json::from_str(&sample("firstpromoter/lead_signup")).unwrap();
    let sign_up = |number: usize| {
        let mut payload = sample.clone();
        payload["event"]["id"] = (40_000_000 + number).into();
        payload["event"]["created_at"] = time(number).into();
        payload["data"]["id"] = (50_000_000 + number).into();
        payload
    };
    (0..count).map(sign_up).collect()
}

/// When the sign-up of a number is: at 06:14, 10:14, 14:14 and 18:14 of each day.
fn time(number: usize) -> String {
    let (month, day) = (2 + number / 4 / 28, 1 + number / 4 % 28);
    format!("2026-{month:02}-{day:02}T{:02}:14:00.000Z", 6 + number % 4 * 4)
}

pub(crate) fn lines(records: &[Value]) -> String {
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    lines.join("\n") + "\n"
}

pub(crate) fn run(records: &[Value], arguments: &[&str]) -> Run {
    let sandbox = Sandbox::new();
    sandbox.file("in.ndjson", lines(records));
    sandbox.run(&[&["drift", "in.ndjson"], arguments].concat())
}

/// The departures of records, and the summary.
pub(crate) fn drift(records: &[Value]) -> (Vec<Value>, Value) {
    let run = run(records, &["--format", "json"]);
    assert!(run.code < 2, "{}", run.stderr);
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    (document["departures"].as_array().unwrap().clone(), document["summary"].clone())
}

/// The only departure of records.
pub(crate) fn departure(records: &[Value]) -> Value {
    let (departures, _) = drift(records);
    assert_eq!(departures.len(), 1, "{departures:#?}");
    departures.into_iter().next().unwrap()
}

#[test]
fn payloads_that_keep_to_their_model_are_no_drift() {
    let run = run(&sign_ups(40), &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.stdout, "1 event does not depart from the model (40 records)\n");
}

#[test]
fn a_field_that_comes_from_a_day_on_is_a_change_with_the_time_and_the_place_of_its_first_record() {
    let mut records = sign_ups(60);
    for (number, record) in records.iter_mut().enumerate().skip(29) {
        record["data"]["plan_tier"] = number.into();
    }
    let run = run(&records, &[]);
    assert_eq!(run.code, 0, "a new field breaks no receiver: {}", run.stdout);
    insta::assert_snapshot!(run.stdout);
    let found = departure(&records);
    assert_eq!(found["trend"]["is"], "begun");
    assert_eq!(found["since"], "2026-02-08T10:14:00Z");
    let column = 1 + records[29].to_string().find("\"plan_tier\"").unwrap();
    assert_eq!(found["place"], json!({ "source": "in.ndjson", "line": 30, "column": column }));
    assert_eq!((&found["found"], &found["records"]), (&json!(31), &json!(60)));
    let first_day = json!({ "day": "2026-02-08", "found": 3, "records": 4 });
    assert!(found["days"].as_array().unwrap().contains(&first_day));
}

#[test]
fn a_field_that_a_few_records_have_all_along_is_no_change() {
    let mut records = sign_ups(100);
    for number in [11, 42, 88] {
        records[number]["data"]["plan_tier"] = 3.into();
    }
    let found = departure(&records);
    assert_eq!(found["trend"], json!({ "is": "steady" }));
    assert!(run(&records, &[]).stdout.contains("3 % all along (3 of 100)"));
}

#[test]
fn a_member_that_records_held_and_none_holds_from_a_day_on_is_gone() {
    let mut records = sign_ups(60);
    for record in records.iter_mut().skip(40) {
        record["data"].as_object_mut().unwrap().remove("email");
    }
    let found = departure(&records);
    assert_eq!((&found["kind"], &found["severity"]), (&json!("gone"), &json!("error")));
    assert_eq!((&found["pointer"], &found["since"]), (&json!("/data/email"), &json!("2026-02-11T06:14:00Z")));
    let run = run(&records, &[]);
    assert_eq!(run.code, 1);
    let course = "there in 40 records until 2026-02-11T06:14Z, then absent in 100 % (20 of 20)";
    assert!(run.stdout.contains(course), "{}", run.stdout);
}

#[test]
fn an_optional_member_that_stops_coming_is_gone_though_no_rule_asks_for_it() {
    let mut records = sign_ups(60);
    for record in records.iter_mut().skip(40) {
        record["data"].as_object_mut().unwrap().remove("visitor_sub_id");
    }
    let found = departure(&records);
    assert_eq!((&found["kind"], &found["pointer"]), (&json!("gone"), &json!("/data/visitor_sub_id")));
    assert_eq!((&found["severity"], &found["since"]), (&json!("warning"), &json!("2026-02-10T18:14:00Z")));
}

#[test]
fn a_member_is_not_absent_where_what_holds_it_is_null() {
    let mut records = sign_ups(60);
    for record in records.iter_mut().skip(40) {
        record["data"]["promotion"]["current_offer"] = Value::Null;
    }
    let (departures, _) = drift(&records);
    assert!(departures.is_empty(), "{departures:#?}");
}

#[test]
fn shares_are_of_the_records_in_which_the_parent_stands() {
    let mut records = sign_ups(40);
    for record in records.iter_mut().skip(10) {
        record["data"]["promotion"]["current_offer"] = Value::Null;
    }
    for record in records.iter_mut().take(10) {
        record["data"]["promotion"]["current_offer"]["badge"] = true.into();
    }
    let found = departure(&records);
    assert_eq!((&found["found"], &found["records"]), (&json!(10), &json!(10)));
}

#[test]
fn a_delivery_that_comes_several_times_counts_once() {
    let mut records = sign_ups(30);
    records[20]["data"]["plan_tier"] = 3.into();
    let retries = vec![records[20].clone(); 5];
    records.extend(retries);
    let (departures, summary) = drift(&records);
    assert_eq!((&departures[0]["found"], &departures[0]["records"]), (&json!(1), &json!(30)));
    assert_eq!(summary["retries"], 5);
}

#[test]
fn a_replay_has_the_time_of_its_payload_and_not_that_of_its_capture() {
    let records = sign_ups(40);
    let captured = |(number, record): (usize, &Value)| {
        let mut record = record.clone();
        if number >= 20 {
            record["data"]["plan_tier"] = 3.into();
        }
        let body = json!({ "mimeType": "application/json", "text": record.to_string() });
        let request =
            json!({ "method": "POST", "url": "https://hooks.example.com/", "headers": [], "postData": body });
        json!({ "startedDateTime": "2026-11-20T10:00:00Z", "request": request })
    };
    let entries: Vec<Value> = records.iter().enumerate().map(captured).collect();
    let found = departure(&[json!({ "log": { "entries": entries } })]);
    assert_eq!(found["since"], "2026-02-06T06:14:00Z");
    assert_eq!(found["trend"]["is"], "begun");
}

#[test]
fn too_few_records_are_said_and_are_no_change() {
    let mut records = sign_ups(6);
    for record in records.iter_mut().skip(3) {
        record["data"]["plan_tier"] = 3.into();
    }
    let run = run(&records, &[]);
    assert!(run.stdout.contains("3 of 6: too few records to tell a change"), "{}", run.stdout);
    assert_eq!(departure(&records)["trend"], json!({ "is": "too-few-records" }));
}

#[test]
fn the_order_of_records_files_and_threads_changes_no_byte() {
    let mut records = sign_ups(300);
    let mut numbers = Numbers(5);
    for (number, record) in records.iter_mut().enumerate() {
        let data = record["data"].as_object_mut().unwrap();
        match numbers.below(8) {
            0 => drop(data.insert(format!("extra_{}", number % 3), number.into())),
            1 => drop(data.remove("email")),
            2 => drop(data.insert("state".to_owned(), format!("state-{}", number % 12).into())),
            3 => drop(data.insert("id".to_owned(), "text".into())),
            _ if number > 200 => drop(data.remove("visitor_sub_id")),
            _ => {}
        }
    }
    let retried: Vec<Value> = records.iter().step_by(7).cloned().collect();
    let sandbox = Sandbox::new();
    let places = |records: &[Value], name: &str| {
        for (file, part) in records.chunks(records.len().div_ceil(4)).enumerate() {
            sandbox.file(&format!("{name}/{file}.ndjson"), lines(part));
        }
    };
    records.extend(retried);
    places(&records, "in");
    let files: Vec<String> = (0..4).map(|file| format!("in/{file}.ndjson")).collect();
    let told = |files: &[&str], more: &[&str]| {
        let run = sandbox.run(&[&["drift", "--format", "ndjson"], more, files].concat());
        assert_eq!(run.code, 1, "{}", run.stderr);
        run.stdout
    };
    let forward: Vec<&str> = files.iter().map(String::as_str).collect();
    let backward: Vec<&str> = forward.iter().rev().copied().collect();
    let expected = told(&forward, &["-j1"]);
    assert!(expected.lines().count() > 10);
    for files in [&forward, &backward] {
        for jobs in ["-j1", "-j2", "-j5"] {
            assert_eq!(told(files, &[jobs]), expected, "{jobs}");
        }
    }
    // Within a file the order tells the lines, and nothing else.
    let without_places = |text: &str| -> Vec<Value> {
        let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        lines
            .map(|mut line| {
                line.as_object_mut().unwrap().remove("place");
                line
            })
            .collect()
    };
    records.reverse();
    places(&records, "in");
    assert_eq!(without_places(&told(&forward, &[])), without_places(&expected));
}

#[test]
fn ids_for_keys_and_values_without_end_are_few_lines() {
    let mut records = sign_ups(600);
    for (number, record) in records.iter_mut().enumerate() {
        record["data"][format!("key-{}-{}", letters(number), letters(number + 7))] = 1.into();
        record["data"]["state"] = format!("state-{}", letters(number)).into();
    }
    let (departures, _) = drift(&records);
    let told: Vec<(&str, &str)> = departures
        .iter()
        .map(|line| (line["pointer"].as_str().unwrap(), line["detail"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(told, [("/data/state", "*"), ("/data/*", "*")]);
    assert!(departures.iter().all(|line| line["found"] == 600));
}

fn letters(number: usize) -> String {
    [number / 26 / 26, number / 26, number]
        .map(|place| char::from(b'a' + u8::try_from(place % 26).unwrap()))
        .iter()
        .collect()
}

#[test]
fn secrets_are_masked_in_examples_and_values() {
    let mut records = sign_ups(20);
    for record in &mut records {
        record["data"]["api_token"] = "canary-5f1c".into();
        record["data"]["state"] = json!({ "password": "canary-5f1c" });
    }
    for format in ["human", "json", "ndjson", "markdown"] {
        let hidden = run(&records, &["--format", format]);
        assert!(!hidden.stdout.contains("canary-5f1c"), "{}", hidden.stdout);
    }
    assert!(run(&records, &["--show-secrets"]).stdout.contains("canary-5f1c"));
}

#[test]
fn a_read_that_fails_is_never_no_drift() {
    let sandbox = Sandbox::new();
    sandbox.file("good.ndjson", lines(&sign_ups(20)));
    sandbox.file("bad.ndjson", format!("{}{{\"event\": \n", lines(&sign_ups(20))));
    assert_eq!(sandbox.run(&["drift", "good.ndjson"]).code, 0);
    assert_eq!(sandbox.run(&["drift", "good.ndjson", "absent.ndjson"]).code, 2);
    let bad = sandbox.run(&["drift", "bad.ndjson"]);
    assert_eq!(bad.code, 2);
    assert!(bad.stdout.contains("1 record could not be read, not compared"), "{}", bad.stdout);
    assert_eq!(sandbox.run(&["drift", "good.ndjson", "--against", "no/such"]).code, 2);
    assert_eq!(sandbox.run_with(&["drift", "-"], b"").code, 3);
}

#[test]
fn payloads_of_no_known_provider_are_counted_among_all() {
    let mut records = sign_ups(20);
    records.extend((0..5).map(|number| json!({ "nobody": "knows", "this": number })));
    let found = departure(&records);
    assert_eq!(
        (&found["kind"], &found["found"], &found["records"]),
        (&json!("unidentified"), &json!(5), &json!(25))
    );
}

/// Sign-ups with a new field from one day on, and an address that goes on another.
fn two_changes() -> Vec<Value> {
    let mut records = sign_ups(60);
    records.iter_mut().skip(24).for_each(|record| record["data"]["plan_tier"] = 3.into());
    for record in records.iter_mut().skip(40) {
        record["data"].as_object_mut().unwrap().remove("email");
    }
    records
}

#[test]
fn departures_are_told_together_by_day_by_source_and_by_version() {
    let records = two_changes();
    let shown = |by: &str| run(&records, &["-q", "--group-by", by]).stdout;
    insta::assert_snapshot!([shown("day"), shown("source"), shown("version")].join("---\n"));
    let markdown = run(&records, &["-q", "--group-by", "day", "--format", "markdown"]).stdout;
    assert!(markdown.contains("### 2026-02-07\n") && markdown.contains("### 2026-02-11\n"), "{markdown}");
    let lines = run(&records, &["-q", "--group-by", "day", "--format", "ndjson"]).stdout;
    let groups: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["group_name"].clone())
        .collect();
    assert_eq!(groups, [json!("2026-02-07"), json!("2026-02-11"), Value::Null]);
    let commands = run(&records, &["-q", "--group-by", "day", "--format", "github"]).stdout;
    assert!(commands.contains("title=hookspect drift%3A new-field · 2026-02-07::"), "{commands}");
    let sarif = run(&records, &["-q", "--group-by", "version", "--format", "sarif"]).stdout;
    let sarif: Value = serde_json::from_str(&sarif).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["properties"]["group"], "firstpromoter v1");
}

#[test]
fn annotations_and_sarif_tell_the_severity_and_where_it_was_first_so() {
    let records = two_changes();
    let commands = run(&records, &["-q", "--format", "github"]);
    assert_eq!(commands.code, 1);
    let column = |number: usize, name: &str| 1 + records[number].to_string().find(name).unwrap();
    let note = format!("::notice file=in.ndjson,line=25,col={},title=", column(24, "\"plan_tier\""));
    assert!(commands.stdout.contains(&note), "{note} {}", commands.stdout);
    assert!(commands.stdout.contains("::error file=in.ndjson,line=41,col="), "{}", commands.stdout);
    assert!(commands.stdout.starts_with("::notice title=hookspect drift::60 "), "{}", commands.stdout);
    let sarif: Value = serde_json::from_str(&run(&records, &["-q", "--format", "sarif"]).stdout).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let told: Vec<(&str, &str)> =
        results.iter().map(|one| (one["ruleId"].as_str().unwrap(), one["level"].as_str().unwrap())).collect();
    assert_eq!(told, [("gone", "error"), ("new-field", "note")]);
    let place = &results[1]["locations"][0];
    assert_eq!(place["physicalLocation"]["artifactLocation"]["uri"], "in.ndjson");
    assert_eq!(
        place["physicalLocation"]["region"],
        json!({ "startLine": 25, "startColumn": column(24, "\"plan_tier\"") })
    );
    assert_eq!(place["logicalLocations"][0]["fullyQualifiedName"], "/data/plan_tier");
}

#[test]
fn a_new_event_is_told_by_its_name_and_at_the_end_stands_what_can_be_done() {
    let mut records = sign_ups(40);
    for record in records.iter_mut().skip(20) {
        record["event"]["type"] = "lead_archived".into();
    }
    let run = run(&records, &[]);
    assert!(run.stdout.contains("new-event  lead_archived: absent in 20 records"), "{}", run.stdout);
    assert!(run.stderr.contains("--propose prints the change"), "{}", run.stderr);
    let between = between::run(&sign_ups(40), &records, &["-q"]);
    assert!(between.stdout.contains("new-event  lead_archived: in 0 % of --from"), "{}", between.stdout);
    let nobodys = [json!({ "a": 1 })];
    let run = super::drift::run(&nobodys, &[]);
    assert!(run.stderr.contains("hookspect learn makes a model"), "{}", run.stderr);
}
