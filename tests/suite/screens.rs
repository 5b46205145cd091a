//! Every screen for people at 80, 120 and 200 columns, with and without colour; and what no screen of 80 columns cuts.

use crate::support::{Run, Sandbox, sample, samples};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

const WIDTHS: [usize; 3] = [80, 120, 200];

/// What a terminal of this width shows.
fn run(sandbox: &mut Sandbox, width: usize, arguments: &[&str]) -> Run {
    sandbox.variable("COLUMNS", &width.to_string());
    sandbox.run(&[arguments, &["--color", "always"]].concat())
}

fn plain(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap().to_owned();
    first + &parts.map(|part| part.split_once('m').map_or(part, |(_, rest)| rest)).collect::<String>()
}

/// Colours as marks that a reviewer can read: `{red+bold:1 error}`.
fn marked(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut shown = parts.next().unwrap().to_owned();
    let mut open = false;
    for part in parts {
        let (codes, rest) = part.split_once('m').unwrap();
        if codes == "0" {
            if std::mem::take(&mut open) {
                shown.push('}');
            }
        } else {
            let names = codes.split(';').map(|code| match code {
                "1" => "bold",
                "2" => "dim",
                "4" => "underlined",
                "7" => "reversed",
                "31" => "red",
                "32" => "green",
                "33" => "yellow",
                "34" => "blue",
                "35" => "magenta",
                "36" => "cyan",
                other => other,
            });
            shown.push_str(&format!("{{{}:", names.collect::<Vec<_>>().join("+")));
            open = true;
        }
        shown.push_str(rest);
    }
    shown
}

/// A few payloads of every kind: valid, wrong, unknown, unreadable, ambiguous; in files, in a stream and captured.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    let parsed = |id: &str| serde_json::from_str::<Value>(&sample(id)).unwrap();
    let mut wrong = parsed("uppromote/payment.paid");
    wrong["payment_id"] = "twelve".into();
    wrong["total_procesed"] = wrong["total_processed"].clone();
    let mut later = parsed("firstpromoter/promoter_signed_up");
    later["data"]["promoter"]["status"] = "blocked".into();
    later["data"]["promoter"]["profile"]["website"] =
        "https://shop.example.com/a/page/that/has/moved?campaign=autumn-2026&medium=newsletter".into();
    let lines = [parsed("uppromote/affiliate.new"), wrong.clone(), parsed("firstpromoter/reward_created")];
    let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    let later_lines = [
        lines[2].clone(),
        wrong.to_string().replace("SUCCESS", "FAILED"),
        parsed("uppromote/referral.new").to_string(),
    ];
    sandbox
        .file("fixtures/paid.json", sample("uppromote/payment.paid"))
        .file("fixtures/wrong.json", format!("{wrong:#}"))
        .file("fixtures/unknown.json", "{\"order_id\": 1}")
        .file("fixtures/broken.json", "{\"id\": 1,")
        .file(
            "fixtures/with a name that is longer than any column has room for.json",
            sample("uppromote/referral.new"),
        )
        .file("signed_up.json", sample("firstpromoter/promoter_signed_up"))
        .file("later.json", later.to_string())
        .file("stream.ndjson", lines.join("\n"))
        .file("later.ndjson", later_lines.join("\n"));
    sandbox
}

/// Every screen: its name, and what prints it.
const SCREENS: &[(&str, &[&str])] = &[
    ("inspect-one", &["signed_up.json"]),
    ("inspect-full", &["signed_up.json", "--full"]),
    ("inspect-evidence", &["fixtures/paid.json", "-v"]),
    ("inspect-rows", &["fixtures"]),
    ("inspect-stream", &["stream.ndjson", "fixtures"]),
    ("line", &["stream.ndjson", "--format", "line"]),
    ("detect", &["detect", "fixtures", "stream.ndjson"]),
    ("validate", &["validate", "fixtures"]),
    ("concise", &["validate", "fixtures", "--format", "concise"]),
    ("summary", &["summary", "fixtures", "stream.ndjson"]),
    ("diff", &["diff", "signed_up.json", "later.json"]),
    ("diff-side-by-side", &["diff", "signed_up.json", "later.json", "--format", "side-by-side"]),
    ("diff-streams", &["diff", "stream.ndjson", "later.ndjson"]),
    ("timeline", &["normalize", "--table", "fixtures", "stream.ndjson"]),
    ("unwrap", &["unwrap", "-v", "fixtures/paid.json"]),
    ("verify", &["verify", "fixtures"]),
    ("events", &["events", "uppromote"]),
    ("describe", &["describe", "uppromote/affiliate.status-changed"]),
    ("explain", &["explain", "wrong-type"]),
    ("sample", &["sample", "uppromote/affiliate.status-changed"]),
];

#[test]
fn every_screen_at_three_widths() {
    let mut sandbox = sandbox();
    for (name, arguments) in SCREENS {
        let at = WIDTHS.map(|width| {
            let Run { stdout, stderr, .. } = run(&mut sandbox, width, arguments);
            let text = plain(&stdout);
            assert!(*name == "concise" || text.lines().all(|line| line.width() <= width), "{name}: {text}");
            // How long a summary took is told there.
            let stderr = if *name == "summary" { String::new() } else { format!("-- stderr\n{stderr}") };
            format!("{width} columns\n{text}{stderr}")
        });
        insta::assert_snapshot!(*name, at.join("\n"));
    }
}

#[test]
fn every_screen_in_colour() {
    let mut sandbox = sandbox();
    let shown: Vec<String> = SCREENS
        .iter()
        .filter(|(name, _)| !matches!(*name, "inspect-full" | "summary" | "explain"))
        .map(|(name, arguments)| format!("== {name}\n{}", marked(&run(&mut sandbox, 80, arguments).stdout)))
        .collect();
    insta::assert_snapshot!("colours", shown.join("\n"));
}

#[test]
fn no_screen_of_80_columns_cuts_the_name_of_an_event_or_of_a_record() {
    let mut sandbox = Sandbox::new();
    for (id, text) in samples() {
        sandbox.file(&format!("fixtures/{id}.json"), text);
    }
    let commands: [&[&str]; 5] = [
        &["inspect", "fixtures"],
        &["detect", "fixtures"],
        &["verify", "fixtures"],
        &["inspect", "fixtures", "--format", "line"],
        &["events"],
    ];
    for arguments in commands {
        let text = plain(&run(&mut sandbox, 80, arguments).stdout);
        let words: Vec<&str> = text.split_whitespace().collect();
        for (id, _) in samples() {
            let (provider, event) = id.split_once('/').unwrap();
            let is_named = |word: &&str| {
                let word = word.trim_end_matches([',', '?']);
                word == event || word.strip_suffix(".json") == Some(event) || word == id
            };
            assert!(words.iter().any(is_named), "{arguments:?}: {provider} {event}: {text}");
        }
        let cut = text.lines().filter(|line| line.starts_with('…') || line.starts_with(" …"));
        assert_eq!(cut.collect::<Vec<_>>(), [""; 0], "{arguments:?}");
    }
    let timeline = plain(&run(&mut sandbox, 80, &["normalize", "--table", "fixtures"]).stdout);
    let rows = sandbox.run(&["normalize", "fixtures", "--format", "csv", "--columns", "kind"]).stdout;
    for kind in
        rows.lines().skip(1).filter_map(|row| row.rsplit(',').next()).filter(|kind| kind.contains('.'))
    {
        assert!(timeline.split_whitespace().any(|word| word == kind), "{kind}: {timeline}");
    }
}

/// Where the columns of a line begin: behind two blanks or more.
fn beginnings(line: &str) -> Vec<usize> {
    let begins = |at: &usize| line[..*at].ends_with("  ") && !line[*at..].starts_with(' ');
    line.char_indices().map(|(at, _)| at).filter(begins).map(|at| line[..at].width()).collect()
}

#[test]
fn lines_fit_the_screen_stand_in_columns_and_say_which_record_they_are_about() {
    let mut sandbox = Sandbox::new();
    for (id, text) in samples() {
        sandbox.file(&format!("fixtures/{id}.json"), text);
    }
    sandbox.file("fixtures/zz.ndjson", "{\"type\":\"order.paid\"}\n{\"a\":\n{\"type\":\"order.paid\"}\n");
    for width in WIDTHS {
        let text = plain(&run(&mut sandbox, width, &["inspect", "fixtures", "--format", "line"]).stdout);
        let columns = beginnings(text.lines().next().unwrap());
        for line in text.lines() {
            assert!(line.width() <= width, "{width}: {line}");
            assert_eq!(beginnings(line), columns, "{line}\n{text}");
        }
        let mut names: Vec<String> = samples().iter().map(|(id, _)| format!("fixtures/{id}.json")).collect();
        names.sort();
        for (line, name) in text.lines().zip(names) {
            let end = line.rsplit([' ', '…']).next().unwrap();
            assert!(end.len() > 10 && name.ends_with(end), "{width} {name}: {line}");
        }
        let last: Vec<&str> = text.lines().rev().take(3).filter_map(|line| line.rsplit('#').next()).collect();
        assert_eq!(last, ["3", "2", "1"], "{text}");
    }
}

#[test]
fn charts_notes_and_checks_of_packs_break_between_words_alone() {
    let mut sandbox = Sandbox::new();
    let line = |number: u32| {
        let capture = serde_json::json!({
            "received_at": format!("2026-05-01T10:00:{:02}Z", number / 100), "method": "POST", "url": "/a",
            "headers": {"Content-Type": "application/json", "User-Agent": "hook", "Content-Length": "14"},
            "body": "{\"order_id\":1}",
        });
        format!("{capture}\n")
    };
    let log: String = (0..400).map(line).collect();
    sandbox.file("log.ndjson", log);
    let member = "constants";
    let schema = |name: &str| {
        serde_json::json!({"type": "object", "required": [member], "properties": {
            member: {"const": name}, "at": {"type": "string", "format": "date-time"}}})
    };
    sandbox.file("harbour/ship.arrived.json", schema("ship.arrived").to_string());
    sandbox.file("harbour/ship.left.json", schema("ship.left").to_string());
    for arguments in [
        &["summary", "log.ndjson"][..],
        &["sample", "uppromote/affiliate.new", "--count", "2", "--as", "ndjson"],
        &["pack", "check", "harbour"],
    ] {
        let Run { stdout, stderr, .. } = run(&mut sandbox, 60, arguments);
        let is_data = arguments.contains(&"--as");
        let text = if is_data { plain(&stderr) } else { plain(&stdout) };
        assert_eq!(text.contains(" 100 (100 not valid)\n"), arguments[0] == "summary", "{text}");
        assert!(!text.is_empty() && text.lines().all(|line| line.width() <= 60), "{arguments:?}:\n{text}");
    }
}

#[test]
fn no_finding_at_80_columns_cuts_the_name_of_a_member() {
    let mut sandbox = Sandbox::new();
    for (id, text) in samples() {
        let mut value: Value = serde_json::from_str(&text).unwrap();
        let name = "a_member_of_a_long_name_that_nobody_has_ever_declared";
        value.as_object_mut().unwrap().insert(name.to_owned(), Value::Null);
        sandbox.file("a.json", value.to_string());
        for arguments in
            [&["validate", "-v", "a.json"][..], &["validate", "-v", "a.json", "--format", "concise"]]
        {
            let text = plain(&run(&mut sandbox, 80, arguments).stdout);
            // What nobody has documented is not checked.
            let is_checked = !text.contains("undocumented-data");
            assert!(text.contains(name) || !is_checked, "{id} {arguments:?}: {text}");
        }
    }
}
