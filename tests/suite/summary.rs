use hookspect::summary::Summary;
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::support::{Numbers, Sandbox, cases, sample};

fn payment(id: u32, email: &str, time: &str) -> Value {
    json!({ "payment_id": id, "affiliate_id": 7, "status": "SUCCESS", "affiliate_email": email,
        "total_referrals": 1, "total_processed": 9.5, "payment_method": "bank", "processed_at": time })
}

fn promoter(event: u32, email: &str, time: &str) -> Value {
    let mut value: Value = serde_json::from_str(&sample("firstpromoter/promoter_signed_up")).unwrap();
    value["event"]["id"] = event.into();
    value["event"]["created_at"] = time.into();
    value["data"]["promoter"]["email"] = email.into();
    value
}

/// Nine records: two events, one payload broken, one wrong, one unknown; one delivery three times, one twice.
fn records() -> Vec<String> {
    let mut wrong = payment(5, "ana@a.example", "2026-03-09T10:00:00Z");
    wrong["payment_id"] = "five".into();
    let mut lines: Vec<String> = [
        payment(1, "ana@a.example", "2026-03-02T10:22:48Z"),
        payment(1, "ana@a.example", "2026-03-02T10:22:48Z"),
        payment(2, "bo@b.example", "2026-03-03T10:00:00Z"),
        promoter(71, "cy@c.example", "2026-03-03T23:59:59+01:00"),
        promoter(71, "cy@c.example", "2026-03-03T22:59:59Z"),
        promoter(71, "cy@c.example", "2026-03-04T10:00:00Z"),
        wrong,
        json!({ "hello": "world" }),
    ]
    .iter()
    .map(Value::to_string)
    .collect();
    lines.push("{\"payment_id\": 1,".to_owned());
    lines
}

fn summary(sandbox: &Sandbox, arguments: &[&str]) -> Value {
    let run = sandbox.run(&[&["summary", "--format", "json"], arguments].concat());
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", run.stdout, run.stderr))
}

#[test]
fn everything_is_counted_and_retries_are_told_apart_from_new_deliveries() {
    let sandbox = Sandbox::new();
    sandbox.file("a.ndjson", records().join("\n"));
    let summary = summary(&sandbox, &["a.ndjson"]);
    assert_eq!(summary["summary"]["read"], 9);
    assert_eq!(
        summary["events"][0],
        json!({ "event": "uppromote/payment.paid", "provider": "uppromote v2", "records": 4, "valid": 3,
            "invalid": 1, "unknown": 0, "unreadable": 0, "bytes": summary["events"][0]["bytes"],
            "first": "2026-03-02T10:22:48Z", "last": "2026-03-09T10:00:00Z" })
    );
    let counts = |list: &str, name: &str, count: &str| -> Vec<(String, u64)> {
        let items = summary[list].as_array().or_else(|| summary[list]["busiest"].as_array()).unwrap();
        items
            .iter()
            .map(|item| (item[name].as_str().unwrap().to_owned(), item[count].as_u64().unwrap()))
            .collect()
    };
    let counted = |pairs: &[(&str, u64)]| -> Vec<(String, u64)> {
        pairs.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
    };
    assert_eq!(
        counts("events", "event", "records"),
        counted(&[
            ("uppromote/payment.paid", 4),
            ("firstpromoter/promoter_signed_up", 3),
            ("(unknown)", 1),
            ("(unreadable)", 1)
        ])
    );
    assert_eq!(
        counts("providers", "provider", "records"),
        counted(&[("uppromote v2", 4), ("firstpromoter v1", 3)])
    );
    assert_eq!(
        counts("affiliates", "affiliate", "records"),
        counted(&[("ana@a.example", 3), ("cy@c.example", 3), ("bo@b.example", 1)])
    );
    let rules = counts("rules", "rule", "findings");
    assert!(rules.contains(&("wrong-type".to_owned(), 1)), "{rules:?}");
    assert_eq!(summary["first"], "2026-03-02T10:22:48Z");
    assert_eq!(summary["last"], "2026-03-09T10:00:00Z");
    assert_eq!(summary["without_time"], 2);
    let retries = &summary["retries"];
    assert_eq!(
        (&retries["deliveries"], &retries["repeated"], &retries["retries"], &retries["sampled"]),
        (&json!(5), &json!(2), &json!(3), &json!(false))
    );
    assert_eq!(
        retries["most"][0],
        json!({ "key": "firstpromoter:71", "event": "firstpromoter/promoter_signed_up", "times": 3 })
    );
    let steps = summary["timeline"]["steps"].as_array().unwrap();
    assert_eq!(summary["timeline"]["step"], "day");
    assert_eq!(steps.len(), 8, "days without a record are there too");
    assert_eq!(steps[1], json!({ "from": "2026-03-03T00:00:00Z", "records": 3, "failing": 0 }));
    assert_eq!(steps[7], json!({ "from": "2026-03-09T00:00:00Z", "records": 1, "failing": 1 }));
}

proptest! {
    #![proptest_config(cases(8))]

    #[test]
    fn order_files_and_threads_change_nothing(
        order in Just((0..9_usize).collect::<Vec<_>>()).prop_shuffle(), cut in 0..9_usize, jobs in 1..4_usize,
    ) {
        let (sandbox, lines) = (Sandbox::new(), records());
        sandbox.file("whole.ndjson", lines.join("\n"));
        let shuffled: Vec<&str> = order.iter().map(|at| lines[*at].as_str()).collect();
        let (some, others) = shuffled.split_at(cut);
        sandbox.file("some.ndjson", some.join("\n")).file("others.ndjson", others.join("\n"));
        let jobs = jobs.to_string();
        let divided = summary(&sandbox, &["some.ndjson", "others.ndjson", "--jobs", &jobs]);
        let whole = summary(&sandbox, &["whole.ndjson"]);
        if some.is_empty() {
            // An empty file is a record of its own.
            prop_assert_eq!(&divided["timeline"], &whole["timeline"]);
            prop_assert_eq!(&divided["retries"], &whole["retries"]);
        } else {
            prop_assert_eq!(&divided, &whole);
        }
    }
}

#[test]
fn a_person_sees_tables_and_a_chart() {
    let sandbox = Sandbox::new();
    sandbox.file("a.ndjson", records().join("\n"));
    let run = sandbox.run(&["summary", "a.ndjson"]);
    insta::assert_snapshot!("summary_human", run.stdout);
    let totals: Vec<&str> = run.stderr.trim().rsplitn(2, " · ").collect();
    assert!(totals[0].ends_with(" s"), "the time taken: {}", run.stderr);
    assert!(totals[1].starts_with("9 read: 6 valid, 1 invalid, 1 unknown, 1 unreadable"), "{}", run.stderr);
    assert_eq!(run.code, 1);
}

#[test]
fn at_eighty_columns_no_event_and_no_affiliate_is_cut() {
    let mut sandbox = Sandbox::new();
    sandbox.file("a.ndjson", records().join("\n"));
    sandbox.variable("COLUMNS", "80");
    let run = sandbox.run(&["summary", "a.ndjson", "--color", "always"]);
    for name in
        ["uppromote/payment.paid", "firstpromoter/promoter_signed_up", "firstpromoter:71", "ana@a.example"]
    {
        assert!(run.stdout.contains(name), "{}", run.stdout);
    }
    let cut = |line: &&str| line.contains('…') && !line.contains("sha256:");
    assert_eq!(run.stdout.lines().find(cut), None);
}

#[test]
fn what_is_filtered_out_is_not_in_it_and_personal_data_is_hidden_on_request() {
    let sandbox = Sandbox::new();
    sandbox.file("a.ndjson", records().join("\n"));
    let payments = summary(&sandbox, &["a.ndjson", "--only", "uppromote/*", "--status", "valid"]);
    assert_eq!((&payments["summary"]["read"], &payments["summary"]["filtered"]), (&json!(3), &json!(6)));
    assert_eq!(payments["events"].as_array().unwrap().len(), 1);
    assert_eq!(
        payments["timeline"]["steps"]
            .as_array()
            .unwrap()
            .iter()
            .map(|step| step["records"].as_u64().unwrap())
            .sum::<u64>(),
        3
    );
    for format in ["human", "json"] {
        let run = sandbox.run(&["summary", "a.ndjson", "--mask", "personal", "--format", format]);
        assert!(!run.stdout.contains("a.example"), "{}", run.stdout);
    }
    let hidden = summary(&sandbox, &["a.ndjson", "--mask", "personal"]);
    assert_eq!(hidden["affiliates"]["distinct"], 3, "affiliates are told apart all the same");
    let busiest = hidden["affiliates"]["busiest"].as_array().unwrap();
    assert!(
        busiest.iter().all(|one| one["affiliate"].as_str().unwrap().starts_with("•••• (1")),
        "{busiest:?}"
    );
}

/// Records of many days: retries, broken ones, unknown ones, several affiliates and events.
fn many() -> Vec<String> {
    let mut lines = records();
    for number in 0..60_u32 {
        let (day, email) = (1 + number % 28, format!("one{}@a.example", number % 13));
        let time = format!("2026-0{}-{day:02}T0{}:14:00.25Z", 1 + number % 7, number % 10);
        let mut record = if number % 3 == 0 {
            promoter(100 + number % 20, &email, &time)
        } else {
            payment(100 + number % 17, &email, &time)
        };
        if number % 11 == 0 {
            record["status"] = number.into();
            record["total_processed"] = "much".into();
        }
        lines.push(record.to_string());
    }
    lines
}

/// What a run says of its totals, without the time that it took.
fn totals(stderr: &str) -> &str {
    let text = stderr.trim();
    text.rsplit_once(" · ").filter(|(_, last)| last.ends_with(" s")).map_or(text, |(text, _)| text)
}

fn state(sandbox: &Sandbox, name: &str) -> String {
    let run = sandbox.run(&["summary", name, "--partial", "-"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run.stdout
}

#[test]
fn what_parts_have_counted_adds_up_to_the_bytes_of_one_run() {
    let (sandbox, records, mut numbers) = (Sandbox::new(), many(), Numbers(23));
    for round in 0..20 {
        let mut parts: Vec<Vec<&str>> = vec![Vec::new(); 2 + round % 5];
        for record in &records {
            let part = numbers.below(parts.len());
            parts[part].push(record);
        }
        let (mut names, mut states) = (Vec::new(), Vec::new());
        for (number, part) in parts.iter().enumerate() {
            let (name, state) = (format!("{round}-{number}.ndjson"), format!("{round}-{number}.state"));
            sandbox.file(&name, part.join("\n"));
            let run = sandbox.run(&["summary", &name, "--partial", &state]);
            assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
            names.insert(numbers.below(names.len() + 1), name);
            states.insert(numbers.below(states.len() + 1), state);
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let states: Vec<&str> = states.iter().map(String::as_str).collect();
        for format in ["human", "json", "csv", "tsv"] {
            let whole = sandbox.run(&[&["summary", "--format", format], &names[..]].concat());
            let merged = sandbox.run(&[&["merge", "--format", format], &states[..]].concat());
            assert_eq!((whole.code, &whole.stdout), (merged.code, &merged.stdout), "{round} {format}");
            assert_eq!(totals(&whole.stderr), totals(&merged.stderr), "{round} {format}");
        }
        if round == 0 {
            let (first, rest) = states.split_first().unwrap();
            let run = sandbox.run(&[&["merge", "--partial", "rest.state"], rest].concat());
            assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
            let whole = sandbox.run(&[&["summary"], &names[..]].concat());
            assert_eq!(
                sandbox.run(&["merge", "rest.state", first]).stdout,
                whole.stdout,
                "a state of states"
            );
        }
    }
}

#[test]
fn more_deliveries_and_times_than_are_kept_add_up_to_the_bytes_of_one_run() {
    let sandbox = Sandbox::new();
    let lines: Vec<String> = (0..2600_u32)
        .map(|number| {
            let (minute, hour) = (number % 60, number / 60 % 24);
            let time = format!("2026-03-{:02}T{hour:02}:{minute:02}:0{}Z", 1 + number / 1440, number % 10);
            payment(number, "ana@a.example", &time).to_string()
        })
        .collect();
    let mut states = vec!["merge", "--format", "json"];
    let parts = [("a", &lines[..100]), ("b", &lines[100..2400]), ("c", &lines[2400..])];
    for (name, part) in parts {
        sandbox.file(name, part.join("\n"));
        sandbox.file(&format!("{name}.state"), state(&sandbox, name));
    }
    states.extend(["c.state", "a.state", "b.state"]);
    let whole = sandbox.run(&["summary", "a", "b", "c", "--format", "json"]);
    assert_eq!(sandbox.run(&states).stdout, whole.stdout);
}

#[test]
fn a_state_goes_to_standard_output_as_it_goes_to_a_file() {
    let sandbox = Sandbox::new();
    sandbox.file("a.ndjson", records().join("\n"));
    sandbox.run(&["summary", "a.ndjson", "--partial", "a.state"]);
    let whole = sandbox.read("a.state");
    assert_eq!(state(&sandbox, "a.ndjson"), whole);
    assert_eq!(sandbox.run(&["merge", "a.state", "--partial", "-"]).stdout, whole);
    sandbox.run(&["drift", "a.ndjson", "--partial", "a.drift"]);
    let whole = sandbox.read("a.drift");
    assert_eq!(sandbox.run(&["drift", "a.ndjson", "--partial", "-"]).stdout, whole);
    assert_eq!(sandbox.run(&["merge", "a.drift", "--partial", "-"]).stdout, whole);
    assert!(!sandbox.names(".").contains(&"-".to_owned()));
}

#[test]
fn a_state_holds_nothing_that_is_hidden() {
    let sandbox = Sandbox::new();
    let mut record = payment(1, "ana@a.example", "2026-03-02T10:22:48Z");
    record["api_key"] = "word-of-nobody".into();
    sandbox.file("a.ndjson", record.to_string());
    let text = state(&sandbox, "a.ndjson");
    assert!(text.contains("ana@a.example") && !text.contains("word-of-nobody"), "{text}");
    let run = sandbox.run(&["summary", "a.ndjson", "--partial", "-", "--mask", "personal"]);
    assert!(run.code == 2 && run.stderr.contains("--mask personal hides"), "{}", run.stderr);
    assert_eq!(run.stdout, "");
    let secret = format!("ghp_{}", "aB3dE5gH7jK9mN1pQ3sT5vX7zA9cE1gI3kM5");
    sandbox.file("b.ndjson", payment(1, &secret, "2026-03-02T10:22:48Z").to_string());
    let shown = sandbox.run(&["summary", "b.ndjson"]);
    assert!(!shown.stdout.contains(&secret), "{}", shown.stdout);
    let run = sandbox.run(&["summary", "b.ndjson", "--partial", "b.state"]);
    assert!(run.code == 2 && run.stderr.contains("an affiliate is a secret"), "{}", run.stderr);
    assert!(!sandbox.names(".").contains(&"b.state".to_owned()));
}

#[test]
fn states_of_other_commands_and_options_of_other_commands_are_refused() {
    let sandbox = Sandbox::new();
    sandbox.file("a.ndjson", records().join("\n"));
    sandbox.file("summary.state", state(&sandbox, "a.ndjson"));
    for command in ["learn", "drift"] {
        let other = format!("{command}.state");
        sandbox.run(&[command, "a.ndjson", "--partial", &other]);
        let run = sandbox.run(&["merge", "summary.state", &other]);
        let why = format!("summary.state was written by summary and {other} by {command}: merge the files");
        assert!(run.code == 2 && run.stderr.contains(&why), "{}", run.stderr);
    }
    for (option, value, why) in [
        ("--provider", "shop", "these files are of summary"),
        ("--group-by", "day", "these files are of summary"),
        ("--format", "sarif", "these files are of summary"),
    ] {
        let run = sandbox.run(&["merge", "summary.state", option, value]);
        assert!(run.code == 2 && run.stderr.contains(why), "{}", run.stderr);
    }
    let run = sandbox.run(&["merge", "drift.state", "--format", "csv"]);
    assert!(run.code == 2 && run.stderr.contains("these files are of drift"), "{}", run.stderr);
}

/// A state with this text in place of its own, and the digest of that.
fn sealed(state: &[u8]) -> Vec<u8> {
    let digest = base16ct::lower::encode_string(&Sha256::digest(state));
    let head = format!("{{\"format\":\"hookspect/summary-v1\",\"sha256\":\"{digest}\",\"state\":");
    [head.as_bytes(), state, b"}\n"].concat()
}

#[test]
fn a_state_that_was_cut_or_altered_is_an_error_and_one_that_was_forged_is_no_panic() {
    let sandbox = Sandbox::new();
    sandbox.file("a.ndjson", records().join("\n"));
    let whole = state(&sandbox, "a.ndjson");
    for end in (0..whole.len() - 1).step_by(whole.len() / 200) {
        assert!(Summary::read(&whole[..end]).is_err(), "cut at {end}");
    }
    let mut numbers = Numbers(5);
    let mut altered = |text: &[u8], flips: usize| {
        let mut altered = text.to_vec();
        for _ in 0..flips {
            let at = numbers.below(altered.len());
            altered[at] ^= 1 << numbers.below(7);
        }
        altered
    };
    for _ in 0..1000 {
        let text = String::from_utf8(altered(whole.as_bytes(), 1)).unwrap_or_default();
        assert!(Summary::read(&text).is_err(), "{text}");
    }
    let (_, inner) = whole.split_once("\"state\":").unwrap();
    let inner = inner.trim_end().strip_suffix('}').unwrap();
    assert_eq!(String::from_utf8(sealed(inner.as_bytes())).unwrap(), whole);
    let mut read = 0;
    for _ in 0..3000 {
        let text = String::from_utf8(sealed(&altered(inner.as_bytes(), 1))).unwrap_or_default();
        let Ok((mut summary, _)) = Summary::read(&text) else { continue };
        read += 1;
        summary.merge(Summary::read(&whole).unwrap().0);
        if read % 20 == 0 {
            sandbox.file("forged.state", &text).file("whole.state", &whole);
            let run = sandbox.run(&["merge", "forged.state", "whole.state", "--format", "json"]);
            assert!(run.code <= 2 && !run.stderr.contains("panicked"), "{text}: {}", run.stderr);
        }
    }
    assert!(read > 100, "{read}");
    for (from, to) in [("\"bytes\":", "\"bytes\":18446744073709551615,\"x\":"), ("\"second\"", "\"week\"")] {
        let text = String::from_utf8(sealed(inner.replacen(from, to, 1).as_bytes())).unwrap();
        assert!(Summary::read(&text).is_err(), "{from}");
    }
    sandbox.file("cut", &whole[..whole.len() / 2]);
    let run = sandbox.run(&["merge", "cut"]);
    assert!(
        run.code == 2 && run.stderr.contains("cut is not what summary --partial writes"),
        "{}",
        run.stderr
    );
    sandbox.file("changed", whole.replacen("cy@c.example", "di@d.example", 1));
    let run = sandbox.run(&["merge", "changed"]);
    assert!(run.code == 2 && run.stderr.contains("changed was changed after"), "{}", run.stderr);
}
