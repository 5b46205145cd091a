//! Large tables: read row by row they are what they are when they are read whole.

use std::path::PathBuf;

use crate::lists::{Came, WHOLE, read};
use crate::support::{Sandbox, package};

/// Payloads, each on one line.
fn payloads() -> Vec<String> {
    let folder = package().join("samples/firstpromoter");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let compact = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap().to_string()
    };
    files.iter().map(compact).collect()
}

/// A table of so many rows, with those in it that a table should not have.
fn table(rows: usize, separator: char, line_end: &str) -> String {
    let payloads = payloads();
    let mut text = ["id", "received_at", "note", "payload"].join(&separator.to_string()) + line_end;
    for (row, payload) in payloads.iter().cycle().take(rows).enumerate() {
        let payload = payload.replace('"', "\"\"");
        let note = match row % 7 {
            0 => format!("\"two{line_end}lines\""),
            1 => "in \"quotes\"".to_owned(),
            2 => "\"\"".to_owned(),
            _ => String::new(),
        };
        let cells = [row.to_string(), "2026-11-20T10:15:30Z".to_owned(), note, format!("\"{payload}\"")];
        text += &cells.join(&separator.to_string());
        text += line_end;
        match row % 11 {
            3 => text += line_end,
            5 => text += &format!("too{separator}short{line_end}"),
            8 => text += &format!("{row}{separator}{separator}{separator}\"{{\"\"a\"\":\"{line_end}"),
            _ => {}
        }
    }
    text
}

fn came(text: &str, block: usize) -> Came {
    let sandbox = Sandbox::new();
    sandbox.file("table.csv", text);
    read(&sandbox.path().join("table.csv"), block)
}

#[test]
fn a_table_read_row_by_row_gives_what_it_gives_when_it_is_read_whole() {
    for (separator, line_end) in [(',', "\n"), (';', "\n"), ('\t', "\n"), (',', "\r\n")] {
        let good: String = table(60, separator, line_end);
        let whole = came(&good, WHOLE);
        assert!(whole.records.len() >= 60, "{}", whole.records.len());
        for block in [4 << 10, 5000, 16 << 10] {
            let parts = came(&good, block);
            assert!(parts.units > 4, "{} units", parts.units);
            assert_eq!(parts.records, whole.records, "{separator:?} {line_end:?} {block}");
            assert_eq!((parts.passed, &parts.problems), (whole.passed, &whole.problems));
        }
    }
}

#[test]
fn a_table_is_held_a_block_at_a_time_whatever_its_size() {
    let longest = |rows: usize| {
        let came = came(&table(rows, ',', "\n").replace("\"{\"\"a\"\":\"\n", "\n"), 8 << 10);
        assert!(came.records.len() >= rows);
        came.longest
    };
    assert!(longest(100) <= 16 << 10);
    assert!(longest(1000) <= 16 << 10);
}

#[test]
fn a_quote_that_is_never_closed_is_told_at_its_row_wherever_units_end() {
    let text = table(40, ',', "\n").replace("\"{\"\"a\"\":\"\n", "\n");
    let open = text.clone() + "40,,,\"it begins here,{}\n1,2,3,4\n5,6,7,8\n";
    let whole = came(&open, WHOLE);
    assert!(whole.records.last().unwrap().contains("never closed"), "{:?}", whole.records.last());
    assert_eq!(came(&open, 4 << 10).records, whole.records);
}

#[test]
fn rows_are_found_where_they_begin_whatever_ends_the_lines_before() {
    let sandbox = Sandbox::new();
    let rows = "id,payload\n1,\"{\"\"a\"\":1}\"\n\n2,3,4\n";
    for (name, text) in [("unix.csv", rows.to_owned()), ("windows.csv", rows.replace('\n', "\r\n"))] {
        sandbox.file(name, text);
        let run = sandbox.run(&["validate", "--format", "concise", name]);
        let places: Vec<&str> = run.stdout.lines().filter_map(|line| line.split(": ").next()).collect();
        assert_eq!(places, [format!("{name}:2:1"), format!("{name}:4:1")], "{}", run.stdout);
    }
}
