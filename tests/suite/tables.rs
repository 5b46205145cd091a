use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{Sandbox, samples};

type Rows = Vec<BTreeMap<String, String>>;

/// The rows of a table by the names of their columns, as the `csv` crate reads them.
fn read(text: &str, separator: u8) -> Rows {
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// The same as Python reads it.
#[cfg(unix)]
fn read_by_python(sandbox: &Sandbox, file: &str, separator: &str) -> Rows {
    let script = "import csv, json, sys\n\
        with open(sys.argv[1], newline='', encoding='utf-8') as file:\n\
        \x20   json.dump(list(csv.DictReader(file, delimiter=sys.argv[2])), sys.stdout)\n";
    let mut python = sandbox.set_up(std::process::Command::new("python3"), ".");
    let run = crate::support::ended(python.args(["-c", script, file, separator]).spawn().unwrap(), b"");
    assert_eq!(run.stderr, "");
    serde_json::from_str(&run.stdout).unwrap()
}

fn with_samples() -> Sandbox {
    let sandbox = Sandbox::new();
    for (id, text) in samples() {
        sandbox.file(&format!("samples/{id}.json"), text);
    }
    sandbox
}

/// What stands in a cell for a value of a neutral event.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join(";"),
        other => other.to_string(),
    }
}

#[test]
fn every_neutral_event_is_a_row_that_says_what_the_event_says() {
    let sandbox = with_samples();
    let events: Vec<Value> = sandbox
        .run(&["normalize", "samples", "-q"])
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for (format, separator) in [("csv", b','), ("tsv", b'\t')] {
        let run = sandbox.run(&["normalize", "samples", "-q", "--format", format]);
        let rows = read(&run.stdout, separator);
        assert_eq!(rows.len(), events.len());
        for (row, event) in rows.iter().zip(&events) {
            assert!(row["source"].starts_with("samples/") && row["record"] == "1");
            assert!(!row.keys().any(|name| name.contains("rest")));
            for (name, told) in row {
                let pointer = match name.as_str() {
                    "source" | "record" => continue,
                    "provider" | "version" | "event" => format!("/source/{name}"),
                    name => format!("/{}", name.replace('.', "/")),
                };
                let value = event.pointer(&pointer).unwrap_or(&Value::Null);
                let ambiguous = matches!(name.as_str(), "event" | "kind") && value.is_null();
                assert!(*told == cell(value) || ambiguous, "{name}: {told} is not {value} in {event}");
                assert!(
                    !ambiguous || event["source"]["provider"].is_null() || !told.is_empty(),
                    "{name} of {event}"
                );
            }
        }
    }
}

#[test]
fn a_row_of_inspect_says_what_came_out_and_broken_records_have_one_too() {
    let sandbox = Sandbox::new();
    sandbox.file(
        "a.ndjson",
        "{\"payment_id\":\"x\",\"affiliate_email\":\"a@b.example\"}\n{\"broken\n{\"a\":1}\n",
    );
    for command in ["inspect", "validate"] {
        let run = sandbox.run(&[command, "a.ndjson", "--format", "csv"]);
        assert!(run.stdout.contains("\r\n"), "lines end as RFC 4180 says");
        let rows = read(&run.stdout, b',');
        let column = |name: &str| rows.iter().map(|row| row[name].as_str()).collect::<Vec<_>>();
        assert_eq!(column("source"), ["a.ndjson"; 3]);
        assert_eq!(column("record"), ["1", "2", "3"]);
        assert_eq!(column("line"), ["1", "2", "3"]);
        assert_eq!(column("status"), ["invalid", "unreadable", "unknown"]);
        assert_eq!(column("event"), ["payment.paid", "", ""]);
        assert_eq!(column("rules"), ["wrong-type", "unreadable", "unidentified"]);
        assert!(run.stderr.contains("3 read: 0 valid, 1 invalid, 1 unknown, 1 unreadable"), "{}", run.stderr);
        assert_eq!(run.code, 1);
    }
}

/// Values that a table, a spreadsheet or a reader may stumble over.
#[cfg(unix)]
const STUMBLING: [&str; 14] = [
    "plain",
    "a,b",
    "a\tb",
    "a\"b\"",
    "two\nlines",
    "two\r\nlines",
    " around ",
    "",
    "'quoted'",
    "ë 李 👩‍👧",
    ";",
    "a=b",
    "\u{feff}mark",
    "\\n",
];

#[cfg(unix)]
#[test]
fn python_and_the_csv_crate_read_every_value_back() {
    let sandbox = Sandbox::new();
    let lines: Vec<String> =
        STUMBLING.iter().map(|text| json!({ "k": text, "n": 1.50 }).to_string()).collect();
    sandbox.file("a.ndjson", lines.join("\n"));
    for (format, separator) in [("csv", ","), ("tsv", "\t")] {
        let run =
            sandbox.run(&["inspect", "a.ndjson", "-q", "--format", format, "--columns", "/k,/n,status"]);
        sandbox.file("table", &run.stdout);
        let rows = read(&run.stdout, separator.as_bytes()[0]);
        assert_eq!(rows.iter().map(|row| row["/k"].as_str()).collect::<Vec<_>>(), STUMBLING, "{format}");
        assert!(rows.iter().all(|row| row["/n"] == "1.5" && row["source"] == "a.ndjson" && row.len() == 5));
        assert_eq!(read_by_python(&sandbox, "table", separator), rows, "{format}");
    }
}

#[test]
fn no_cell_is_a_formula() {
    let sandbox = Sandbox::new();
    let formulas = ["=1+1", "+1+1", "-2+3", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "\r=1", "＝1+1", "-"];
    let lines: Vec<String> = formulas
        .iter()
        .map(|text| json!({ "payment_id": 1, "affiliate_email": text, "total_processed": -9.5 }).to_string())
        .collect();
    sandbox.file("=a.ndjson", lines.join("\n"));
    for (command, columns) in [
        ("inspect", "/affiliate_email,who,/total_processed"),
        ("normalize", "affiliate.email,payout.amount.raw"),
    ] {
        for (format, separator) in [("csv", b','), ("tsv", b'\t')] {
            let run = sandbox.run(&[command, "=a.ndjson", "-q", "--format", format, "--columns", columns]);
            let rows = read(&run.stdout, separator);
            assert_eq!(rows.len(), formulas.len(), "{}", run.stderr);
            for (row, formula) in rows.iter().zip(formulas) {
                assert_eq!(row["source"], "'=a.ndjson");
                for (name, cell) in row {
                    let number = cell.parse::<f64>().is_ok();
                    assert!(
                        number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']),
                        "{name}: {cell}"
                    );
                    assert!(!name.contains("email") || *cell == format!("'{formula}"), "{name}: {cell}");
                    assert!(
                        !name.contains("total") && !name.contains("raw") || cell == "-9.5",
                        "{name}: {cell}"
                    );
                }
            }
        }
    }
}

#[test]
fn columns_are_chosen_by_name_and_a_wrong_one_is_told() {
    let sandbox = with_samples();
    let run = sandbox.run(&[
        "normalize",
        "samples/firstpromoter/promoter_signed_up.json",
        "--format",
        "csv",
        "--columns",
        "kind,/data/promoter/profile,/data/promotions/*/id,affiliate.codes",
    ]);
    let row = read(&run.stdout, b',').remove(0);
    assert_eq!(
        run.stdout.lines().next().unwrap(),
        "source,record,kind,/data/promoter/profile,/data/promotions/*/id,affiliate.codes"
    );
    assert!(serde_json::from_str::<Value>(&row["/data/promoter/profile"]).unwrap().is_object());
    assert!(row["/data/promotions/*/id"].split(';').all(|id| id.parse::<u64>().is_ok()));
    for (arguments, told) in [
        (&["--format", "csv", "--columns", "sorce"][..], "did you mean source?"),
        (&["--format", "csv", "--columns", "affiliate.emial"], "did you mean affiliate.email?"),
        (&["--columns", "source"], "--columns is for --format csv and tsv"),
    ] {
        for command in ["inspect", "normalize"] {
            let run = sandbox.run(&[&[command, "samples"], arguments].concat());
            assert!(run.code == 2 && run.stderr.contains(told), "{command} {arguments:?}: {}", run.stderr);
        }
    }
}

#[test]
fn a_table_in_a_file_holds_nothing_but_the_table_and_an_empty_one_has_its_head() {
    let sandbox = with_samples();
    let run = sandbox.run(&["validate", "samples", "--output", "csv=a.csv", "-o", "tsv=a.tsv"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(read(&sandbox.read("a.csv"), b',').len(), samples().len());
    assert_eq!(read(&sandbox.read("a.csv"), b','), read(&sandbox.read("a.tsv"), b'\t'));
    let run = sandbox.run(&["normalize", "samples", "--format", "csv", "--only", "nothing", "--allow-empty"]);
    assert_eq!(run.stdout.lines().count(), 1);
}

#[test]
fn a_summary_is_one_table() {
    let sandbox = with_samples();
    for (format, separator) in [("csv", b','), ("tsv", b'\t')] {
        let run = sandbox.run(&["summary", "samples", "-q", "--format", format]);
        let rows = read(&run.stdout, separator);
        let about = |what: &str| rows.iter().filter(|row| row["about"] == what).collect::<Vec<_>>();
        let records = |rows: &[&BTreeMap<String, String>]| -> usize {
            rows.iter().map(|row| row["records"].parse::<usize>().unwrap()).sum()
        };
        assert_eq!(records(&about("all")), samples().len());
        assert_eq!(records(&about("event")), samples().len());
        assert_eq!(records(&about("provider")), samples().len());
        assert!(!about("affiliate").is_empty() && !about("rule").is_empty());
    }
}

#[test]
fn what_is_hidden_is_hidden_in_every_column() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", json!({ "password": "hunter2-hunter2", "email": "a@b.example", "deep": { "token": "hunter2-hunter2" } }).to_string());
    let columns = ["--format", "csv", "--columns", "/password,/deep,/deep/token,/*,/email"];
    let run = sandbox.run(&[&["inspect", "a.json"], &columns[..]].concat());
    let row = read(&run.stdout, b',').remove(0);
    assert!(!run.stdout.contains("hunter2"), "{}", run.stdout);
    assert_eq!(row["/password"], "•••• (15)");
    assert_eq!(row["/email"], "a@b.example");
    let run = sandbox.run(&[&["inspect", "a.json", "--show-secrets"], &columns[..]].concat());
    assert!(run.stdout.contains("hunter2"));
    let run = sandbox.run(&[&["inspect", "a.json", "--mask", "personal"], &columns[..]].concat());
    assert!(!run.stdout.contains("a@b.example"));
}
