use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value;

use crate::support::{Sandbox, cases, sample, samples};

/// Every sample as a line, a broken one, and one that nobody knows.
fn captures() -> Sandbox {
    let sandbox = Sandbox::new();
    let mut lines = String::new();
    for (_, text) in samples() {
        let value: Value = serde_json::from_str(&text).unwrap();
        lines.push_str(&format!("{value}\n"));
    }
    let wrong =
        sample("uppromote/payment.paid").replace("\"payment_id\":", "\"payment_id\": \"x\", \"old\":");
    let wrong: Value = serde_json::from_str(&wrong).unwrap();
    lines.push_str(&format!("{wrong}\n{{\"broken\": \n{{\"a\": 1}}\n"));
    sandbox.file("captures.ndjson", lines);
    sandbox
}

/// The numbers of the records that a command prints, and its summary.
fn printed(sandbox: &Sandbox, command: &str, filters: &[&str]) -> (BTreeSet<u64>, Value) {
    let run = sandbox.run(&[&[command, "captures.ndjson", "--format", "ndjson"], filters].concat());
    let mut lines: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let summary = lines.pop().unwrap()["summary"].take();
    (lines.iter().map(|line| line["record"].as_u64().unwrap()).collect(), summary)
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn a_pattern_and_its_opposite_partition_the_records(
        pattern in prop::sample::select(vec![
            "uppromote/*", "*/payment.*", "firstpromoter/promoter_*", "unknown", "unreadable", "un*", "*", "nothing",
            "uppromote/affiliate.new",
        ]),
        command in prop::sample::select(vec!["inspect", "validate", "detect"]),
    ) {
        let sandbox = captures();
        let (all, _) = printed(&sandbox, command, &[]);
        let (wanted, counts) = printed(&sandbox, command, &["--only", pattern]);
        let (others, opposite) = printed(&sandbox, command, &["--only", &format!("!{pattern}")]);
        prop_assert!(wanted.is_disjoint(&others));
        prop_assert_eq!(&(&wanted | &others), &all);
        let count = |summary: &Value, name: &str| summary[name].as_u64().unwrap_or(0);
        for summary in [&counts, &opposite] {
            let total = usize::try_from(count(summary, "read") + count(summary, "filtered")).unwrap();
            prop_assert_eq!(total, all.len());
        }
    }
}

#[test]
fn verdicts_and_rules_choose_records_and_kinds_of_conditions_add_up() {
    let sandbox = captures();
    let last = u64::try_from(samples().len()).unwrap();
    let (wrong, broken, unknown) = (last + 1, last + 2, last + 3);
    let chosen = |filters: &[&str]| printed(&sandbox, "validate", filters).0.into_iter().collect::<Vec<_>>();
    assert_eq!(chosen(&["--status", "invalid"]), [wrong]);
    assert_eq!(chosen(&["--status", "unreadable", "--status", "unknown"]), [broken, unknown]);
    assert_eq!(chosen(&["--rule", "wrong-type"]), [wrong]);
    assert_eq!(chosen(&["--rule", "wrong-type", "--only", "firstpromoter/*"]), [0; 0]);
    assert_eq!(
        chosen(&["--only", "uppromote/*", "--only", "!*/affiliate.*", "--status", "invalid"]),
        [wrong]
    );
}

#[test]
fn every_command_that_reads_records_filters_them_and_says_how_many_it_left_out() {
    let sandbox = captures();
    let others = samples().len() + 2;
    for command in ["inspect", "validate", "detect", "normalize", "unwrap", "verify", "summary"] {
        let run = sandbox.run(&[command, "captures.ndjson", "--status", "invalid"]);
        assert!(!run.stdout.contains("promoter_"), "{command}: {}", run.stdout);
        let left_out = format!("{others} records left out by filters");
        assert_eq!(run.stderr.matches(&left_out).count(), 1, "{command}: {}", run.stderr);
    }
}

#[test]
fn what_is_filtered_out_fails_no_run_and_a_bad_pattern_is_a_usage_error() {
    let sandbox = captures();
    assert_eq!(sandbox.run(&["validate", "captures.ndjson", "--status", "valid"]).code, 0);
    assert_eq!(sandbox.run(&["validate", "captures.ndjson", "--only", "nothing"]).code, 3);
    let run = sandbox.run(&["validate", "captures.ndjson", "--only", "[a"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--only [a: not a glob"), "{}", run.stderr);
}

/// Every sample and a broken one, each in a file of its own: bare, or as an HTTP message.
fn files(wrapped: bool) -> Sandbox {
    let sandbox = Sandbox::new();
    let broken = ("broken".to_owned(), "{\"status\": ".to_owned());
    for (place, (_, text)) in samples().into_iter().chain([broken]).enumerate() {
        if wrapped {
            let head = format!(
                "POST /hook HTTP/1.1\r\nHost: a.example\r\nUser-Agent: Guzzle\r\nContent-Length: {}\r\n",
                text.len()
            );
            sandbox.file(&format!("records/{place:03}.http"), format!("{head}\r\n{text}"));
        } else {
            sandbox.file(&format!("records/{place:03}.json"), text);
        }
    }
    sandbox
}

/// The places of the samples that these filters let through, and that the totals add up.
fn let_through(sandbox: &Sandbox, filters: &[&str]) -> BTreeSet<usize> {
    let run = sandbox.run(&[&["detect", "records", "--format", "ndjson", "--allow-empty"], filters].concat());
    let mut lines: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let summary = lines.pop().unwrap_or_else(|| panic!("{filters:?}: {}", run.stderr))["summary"].take();
    let count = |name: &str| summary[name].as_u64().unwrap_or(0);
    assert_eq!(count("read") + count("filtered"), samples().len() as u64 + 1, "{filters:?}");
    assert_eq!(count("read"), lines.len() as u64, "{filters:?}");
    let place = |line: &Value| line["source"].as_str().unwrap()[8..11].parse().unwrap();
    lines.iter().map(place).collect()
}

/// The scalars of a payload by their pointers, none of which is within an array.
fn scalars(value: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), value)];
    while let Some((pointer, value)) = open.pop() {
        match value {
            Value::Object(members) => {
                open.extend(members.iter().map(|(key, member)| (format!("{pointer}/{key}"), member)));
            }
            Value::Array(_) => {}
            scalar => found.push((pointer, scalar.clone())),
        }
    }
    found
}

fn as_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn a_condition_and_its_opposite_partition_the_records(wrapped: bool, pick: prop::sample::Index, kind in 0..3) {
        let sandbox = files(wrapped);
        let payloads: Vec<Value> =
            samples().iter().map(|(_, text)| serde_json::from_str(text).unwrap()).collect();
        let all: Vec<(String, Value)> = payloads.iter().flat_map(scalars).collect();
        let (pointer, value) = pick.get(&all);
        let text = as_text(value);
        let (condition, opposite) = match kind {
            0 => (format!("{pointer}={text}"), format!("{pointer}!={text}")),
            1 => {
                let literal: String = text.chars().take(3).filter(char::is_ascii_alphanumeric).collect();
                (format!("{pointer} ~ ^{literal}"), format!("{pointer} !~ ^{literal}"))
            }
            _ => (pointer.clone(), format!("!{pointer}")),
        };
        let wanted = let_through(&sandbox, &["--where", &condition]);
        let others = let_through(&sandbox, &["--where", &opposite]);
        prop_assert!(wanted.is_disjoint(&others), "{}", condition);
        prop_assert_eq!(wanted.len() + others.len(), payloads.len() + 1, "{}", condition);
        let holds = |payload: &Value| match (kind, payload.pointer(pointer)) {
            (_, None | Some(Value::Object(_) | Value::Array(_))) => false,
            (0, Some(there)) => as_text(there) == text,
            (1, Some(there)) => {
                !there.is_null() && as_text(there).starts_with(condition.split_once('^').unwrap().1)
            }
            (_, Some(there)) => !there.is_null(),
        };
        if kind < 2 || payloads.iter().all(|payload| !payload.pointer(pointer).is_some_and(|v| v.is_object() || v.is_array())) {
            let expected: BTreeSet<usize> =
                payloads.iter().enumerate().filter(|(_, payload)| holds(payload)).map(|(at, _)| at).collect();
            prop_assert_eq!(wanted, expected, "{}", condition);
        }
    }

    #[test]
    fn a_point_in_time_partitions_the_records_that_have_a_time(
        wrapped: bool, month in 1..=12_u32, day in 1..=28_u32,
    ) {
        let sandbox = files(wrapped);
        let at = format!("2026-{month:02}-{day:02}");
        let after = let_through(&sandbox, &["--since", &at]);
        let before = let_through(&sandbox, &["--until", &at]);
        prop_assert!(after.is_disjoint(&before));
        let timed = let_through(&sandbox, &["--since", "0001-01-01"]);
        prop_assert_eq!(&(&after | &before), &timed);
        prop_assert!(timed.len() > samples().len() / 2, "most samples say when they happened");
    }
}

/// The numbers of the records of a stream that a condition lets through.
fn holding(sandbox: &Sandbox, condition: &str) -> BTreeSet<usize> {
    let arguments = ["detect", "values.ndjson", "--format", "ndjson", "--allow-empty", "--where", condition];
    let run = sandbox.run(&arguments);
    let lines = run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines
        .filter_map(|line| line["record"].as_u64())
        .map(|number| usize::try_from(number - 1).unwrap())
        .collect()
}

/// A number in thousandths, and a way to write it.
fn any_number() -> impl Strategy<Value = (i64, String)> {
    let thousandths =
        prop_oneof![-5_i64..=5, -5_000_i64..=5_000, Just(1_000), any::<i32>().prop_map(i64::from)];
    (thousandths, 0..4).prop_map(|(thousandths, way)| {
        let sign = if thousandths < 0 { "-" } else { "" };
        let size = thousandths.unsigned_abs();
        let plain = format!("{sign}{}.{:03}", size / 1000, size % 1000);
        let written = match way {
            0 => plain,
            1 => format!("{sign}{size}e-3"),
            2 => format!("\"{plain}\""),
            _ if size % 1000 == 0 => format!("{sign}{}", size / 1000),
            _ => format!("{plain}000"),
        };
        (thousandths, written)
    })
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn the_order_of_numbers_decides_whatever_way_they_are_written(
        numbers in prop::collection::vec(any_number(), 1..40),
        (bound, written) in any_number(),
    ) {
        let sandbox = Sandbox::new();
        let others = "{\"n\":null}\n{\"n\":\"x\"}\n{\"n\":[1]}\n{\"m\":1}\n";
        let lines: String = numbers.iter().map(|(_, number)| format!("{{\"n\":{number}}}\n")).collect::<Vec<_>>().concat();
        sandbox.file("values.ndjson", lines + others);
        let bound_text = written.trim_matches('"');
        for (operator, holds) in [
            ("<", (|a, b| a < b) as fn(i64, i64) -> bool),
            ("<=", |a, b| a <= b),
            (">", |a, b| a > b),
            (">=", |a, b| a >= b),
        ] {
            let expected: BTreeSet<usize> = (0..numbers.len()).filter(|at| holds(numbers[*at].0, bound)).collect();
            let condition = format!("/n {operator} {bound_text}");
            prop_assert_eq!(holding(&sandbox, &condition), expected, "{}", condition);
        }
    }

    #[test]
    fn the_order_of_times_decides_whatever_offset_they_have(
        times in prop::collection::vec((0..3_000_000_i64, -12..=12_i64), 1..40),
        bound in 0..3_000_000_i64,
    ) {
        let sandbox = Sandbox::new();
        let at = |minutes: i64| jiff::Timestamp::from_second(1_700_000_000 + minutes * 60).unwrap();
        let written = |(minutes, hours): &(i64, i64)| {
            let offset = jiff::tz::Offset::from_hours(i8::try_from(*hours).unwrap()).unwrap();
            at(*minutes).display_with_offset(offset).to_string()
        };
        let lines: Vec<String> = times.iter().map(|time| format!("{{\"t\":\"{}\"}}\n", written(time))).collect();
        sandbox.file("values.ndjson", lines.concat() + "{\"t\":\"soon\"}\n");
        for (operator, holds) in [
            ("<", (|a, b| a < b) as fn(i64, i64) -> bool),
            ("<=", |a, b| a <= b),
            (">", |a, b| a > b),
            (">=", |a, b| a >= b),
        ] {
            let expected: BTreeSet<usize> = (0..times.len()).filter(|place| holds(times[*place].0, bound)).collect();
            let condition = format!("/t {operator} {}", at(bound));
            prop_assert_eq!(holding(&sandbox, &condition), expected, "{}", condition);
        }
    }
}

#[test]
fn each_operator_chooses_what_it_says() {
    let payments = [
        r#"{"payment_id":1,"affiliate_email":"a@one.example","status":"SUCCESS","total_processed":9.5,"processed_at":"2026-03-05T09:00:00Z"}"#,
        r#"{"payment_id":2,"affiliate_email":"b@two.example","status":"SUCCESS","total_processed":10,"processed_at":"2026-03-06T09:00:00Z"}"#,
        r#"{"payment_id":3,"affiliate_email":null,"status":"","total_processed":100.00,"processed_at":"2026-03-07T09:00:00+02:00"}"#,
        r#"{"payment_id":4,"affiliate_email":"b@two.example"}"#,
    ];
    let lines = payments.join("\n");
    let wrapped: Vec<String> =
        payments.iter().map(|text| format!("Jan  1 00:00:00 app[1]: received {text}")).collect();
    let sandbox = Sandbox::new();
    sandbox.file("bare.ndjson", lines).file("wrapped.log", wrapped.join("\n"));
    for source in ["bare.ndjson", "wrapped.log"] {
        for (filters, expected) in [
            (&["/affiliate_email=b@two.example"][..], &[2, 4][..]),
            (&["affiliate.email=b@two.example"], &[2, 4]),
            (&["affiliate.email!=b@two.example"], &[1, 3]),
            (&["affiliate.email ~ (?i)@TWO\\."], &[2, 4]),
            (&["affiliate.email !~ example$"], &[3]),
            (&["/total_processed>9.5"], &[2, 3]),
            (&["/total_processed>=9.50"], &[1, 2, 3]),
            (&["/total_processed<10"], &[1]),
            (&["/total_processed <= 1e1"], &[1, 2]),
            (&["/total_processed=100"], &[3]),
            (&["payout.amount=100"], &[3]),
            (&["payout.amount>9.9"], &[2, 3]),
            (&["/processed_at>2026-03-06"], &[2, 3]),
            (&["/processed_at<2026-03-07T07:00:01Z"], &[1, 2, 3]),
            (&["occurred_at >= 2026-03-07T07:00:00Z"], &[3]),
            (&["/affiliate_email"], &[1, 2, 4]),
            (&["!/affiliate_email"], &[3]),
            (&["! /status"], &[4]),
            (&["/affiliate_email=null"], &[3]),
            (&["/status=\"\""], &[3]),
            (&["/*=b@two.example"], &[2, 4]),
            (&["source.provider=uppromote"], &[1, 2, 3, 4]),
            (&["event=payment.paid", "/payment_id<3"], &[1, 2]),
        ] {
            let conditions: Vec<&str> = filters.iter().flat_map(|filter| ["--where", filter]).collect();
            let run = sandbox.run(&[&["normalize", source, "--allow-empty"], &conditions[..]].concat());
            let ids: Vec<u64> = run
                .stdout
                .lines()
                .map(|line| {
                    serde_json::from_str::<Value>(line).unwrap()["payout"]["id"]
                        .as_str()
                        .unwrap()
                        .parse()
                        .unwrap()
                })
                .collect();
            assert_eq!(ids, expected, "{source}: {filters:?}\n{}", run.stderr);
            let left_out = payments.len() - ids.len();
            let told = run.stderr.contains(&format!("{left_out} record"));
            assert!(told || left_out == 0, "{source}: {filters:?}\n{}", run.stderr);
        }
    }
}

#[test]
fn what_is_hidden_can_be_asked_for_and_is_not_shown_by_that() {
    let sandbox = Sandbox::new();
    let payload = sample("firstpromoter/promoter_signed_up");
    let value: Value = serde_json::from_str(&payload).unwrap();
    let token = value.pointer("/data/promoter/auth_token").unwrap().as_str().unwrap();
    sandbox.file("a.json", &payload);
    for command in ["inspect", "validate", "detect", "normalize", "unwrap"] {
        for condition in
            [format!("/data/promoter/auth_token={token}"), format!("/data/*/auth_token ~ ^{}", &token[..5])]
        {
            let run = sandbox.run(&[command, "a.json", "--where", &condition]);
            assert!(!run.stderr.contains("left out"), "{command} {condition}: {}", run.stderr);
            let raw = command == "unwrap";
            assert!(raw || !format!("{}{}", run.stdout, run.stderr).contains(token), "{command} shows it");
            let run = sandbox.run(&[command, "a.json", "--where", "/data/promoter/auth_token=other"]);
            assert!(run.stderr.contains("1 record left out"), "{command}: {}", run.stderr);
        }
    }
}

#[test]
fn records_are_compared_that_filters_let_through() {
    let sandbox = captures();
    sandbox.file("others.ndjson", sandbox.read("captures.ndjson"));
    let compared =
        |filters: &[&str]| sandbox.run(&[&["diff", "captures.ndjson", "others.ndjson"], filters].concat());
    let whole = compared(&[]);
    assert_eq!(whole.code, 2, "a broken record cannot be compared: {}", whole.stderr);
    for filters in [
        &["--only", "uppromote/*"][..],
        &["--only", "!unreadable"],
        &["--status", "valid"],
        &["--rule", "wrong-type"],
        &["--where", "affiliate.email"],
        &["--since", "2020-01-01"],
    ] {
        let run = compared(filters);
        assert_eq!(run.code, 0, "{filters:?}: {}{}", run.stdout, run.stderr);
        assert_eq!(run.stderr.matches("left out by filters").count(), 2, "{filters:?}: {}", run.stderr);
    }
    let run = compared(&["--where", "/nowhere=1"]);
    assert!(run.code == 2 && run.stderr.contains("no record in it is let through"), "{}", run.stderr);
}

#[test]
fn what_is_no_condition_is_told_with_what_to_write() {
    let sandbox = captures();
    for (arguments, told) in [
        (["--where", "affiliate.emial=x"], "did you mean affiliate.email?"),
        (["--where", ""], "PATH OP VALUE"),
        (["--where", " ! "], "PATH OP VALUE"),
        (["--where", "/a==1"], "== is no operator: ="),
        (["--where", "/a!==1"], "!== is no operator: !="),
        (["--where", "/a~2 = x"], "is not a JSON Pointer"),
        (["--where", "/a ~ ("], "( is not a regular expression"),
        (["--where", "/a < red"], "red is neither a number nor a time"),
        (["--since", "soon"], "--since soon is neither a time nor a duration"),
    ] {
        let run = sandbox.run(&[&["detect", "captures.ndjson"], &arguments[..]].concat());
        assert!(run.code == 2 && run.stderr.contains(told), "{arguments:?}: {}", run.stderr);
    }
}
