#![cfg(unix)]

use crate::support::running::{Running, Stream};
use crate::support::sample;

/// A payload on one line; `valid` or with one error.
fn record(valid: bool) -> String {
    let text = sample("uppromote/payment.paid");
    let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
    if !valid {
        value["payment_id"] = "twelve".into();
    }
    format!("{value}\n")
}

/// Every format that prints record by record, and what each record's line has in it.
const STREAMING: &[(&[&str], &str)] = &[
    (&["inspect", "-"], "payment.paid"),
    (&["inspect", "-", "--format", "ndjson"], "payment.paid"),
    (&["inspect", "-", "--format", "line"], "uppromote/payment.paid"),
    (&["validate", "-", "--format", "line"], "1 error: wrong-type"),
    (&["inspect", "-", "--format", "csv"], "payment.paid"),
    (&["inspect", "-", "--format", "tsv"], "payment.paid"),
    (&["inspect", "-", "--format", "concise"], "wrong-type"),
    (&["validate", "-"], "wrong-type"),
    (&["validate", "-", "--verbose"], "wrong-type"),
    (&["validate", "-", "--format", "concise"], "wrong-type"),
    (&["validate", "-", "--format", "ndjson"], "\"record\":"),
    (&["detect", "-"], "payment.paid"),
    (&["detect", "-", "--format", "ndjson"], "\"record\":"),
    (&["normalize", "-"], "payout"),
    (&["normalize", "-", "--table"], "payout"),
    (&["normalize", "-", "--format", "csv"], "payout"),
    (&["normalize", "-", "--payload", "compact"], "payment_id"),
    (&["normalize", "-", "--format", "ndjson"], "payout"),
    (&["unwrap", "-"], "payment_id"),
    (&["unwrap", "-", "--format", "ndjson"], "payment_id"),
    (&["verify", "-"], "unsigned"),
    (&["verify", "-", "--format", "ndjson"], "unsigned"),
];

#[test]
fn every_record_is_printed_before_the_next_one_is_written_to_a_pipe() {
    for (arguments, shown) in STREAMING {
        let mut running = Running::start(arguments, Stream::Pipe, Stream::Pipe);
        for count in 1..=3 {
            running.write(&record(false));
            running.await_lines(shown, count);
        }
        running.close();
    }
}

#[test]
fn every_record_is_printed_before_the_next_one_is_written_to_a_terminal() {
    for (arguments, shown) in STREAMING.iter().filter(|(arguments, _)| arguments.len() == 2) {
        let mut running = Running::start(arguments, Stream::Pipe, Stream::Terminal);
        // Over several lines, a neutral event or a body is longer than one.
        let shown = if arguments[0] == "normalize" { "\"payout\": {" } else { shown };
        for count in 1..=3 {
            running.write(&record(false));
            running.await_lines(shown, count);
        }
        running.close();
    }
}

#[test]
fn records_that_are_typed_are_judged_line_by_line() {
    let mut running = Running::start(&["detect", "-"], Stream::Terminal, Stream::Pipe);
    for count in 1..=2 {
        // A terminal hands over lines of up to 4096 bytes.
        running.write("{\"order_id\": 1}\n");
        running.await_lines("<stdin>#", count);
    }
    running.write("\u{4}");
    let (_, totals, code) = running.end();
    assert!(totals.contains("\n2 read: 0 valid, 0 invalid, 2 unknown"), "{totals}");
    assert_eq!(code, 1);
}

#[test]
fn half_a_line_is_no_error_until_the_stream_ends() {
    let mut running = Running::start(&["validate", "-", "--format", "ndjson"], Stream::Pipe, Stream::Pipe);
    let whole = record(true);
    let (half, rest) = whole.split_at(whole.len() / 2);
    running.write(&whole);
    running.write(half);
    running.await_lines("\"status\":\"valid\"", 1);
    running.write(rest);
    running.await_lines("\"status\":\"valid\"", 2);
    running.write(half);
    let (printed, _, code) = running.close();
    assert_eq!(printed.matches("\"status\":\"unreadable\"").count(), 1, "{printed}");
    assert_eq!(code, 1);
}

#[test]
fn an_interruption_prints_the_totals_and_keeps_the_exit_code() {
    for (valid, expected) in [(true, 0), (false, 1)] {
        let mut running = Running::start(&["validate", "-", "--verbose"], Stream::Pipe, Stream::Pipe);
        for count in 1..=2 {
            running.write(&record(valid));
            running.await_lines(if valid { "valid" } else { "wrong-type" }, count);
        }
        // What is not whole was never a record.
        running.write("{\"payment_id\": 1");
        running.interrupt();
        let (_, totals, code) = running.end();
        assert!(totals.starts_with("2 read: "), "{totals}");
        assert_eq!(code, expected);
    }
}

#[test]
fn a_named_pipe_is_live_too() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("captures.ndjson");
    nix::unistd::mkfifo(&pipe, nix::sys::stat::Mode::from_bits_truncate(0o600)).unwrap();
    let mut running = Running::start(
        &["validate", "--format", "ndjson", pipe.to_str().unwrap()],
        Stream::Pipe,
        Stream::Pipe,
    );
    running.write_into(std::fs::File::options().write(true).open(&pipe).unwrap());
    for count in 1..=2 {
        running.write(&record(true));
        running.await_lines("\"status\":\"valid\"", count);
    }
    let (printed, _, code) = running.close();
    assert!(printed.ends_with("}}\n"), "{printed}");
    assert_eq!(code, 0);
}

#[test]
fn payloads_in_a_log_are_printed_with_their_line() {
    let mut running = Running::start(&["detect", "-"], Stream::Pipe, Stream::Pipe);
    for count in 1..=3 {
        running.write("2026-11-20T10:15:30Z INFO listening, no payload\n");
        running.write(&format!("2026-11-20T10:15:31Z INFO webhook received {}", record(true)));
        running.await_lines("payment.paid", count);
    }
    let (_, totals, code) = running.close();
    assert!(totals.starts_with("3 read: 3 valid"), "{totals}");
    assert_eq!(code, 0);
}

#[test]
fn values_of_several_lines_and_text_sequences_are_printed_when_they_are_whole() {
    let pretty = sample("uppromote/payment.paid");
    for (before, after) in [("", "\n"), ("\u{1e}", "\n")] {
        let mut running = Running::start(&["detect", "-"], Stream::Pipe, Stream::Pipe);
        for count in 1..=3 {
            running.write(&format!("{before}{}{after}", pretty.trim_end()));
            running.await_lines("payment.paid", count);
        }
        let (_, totals, _) = running.close();
        assert!(totals.starts_with("3 read: 3 valid"), "{totals}");
    }
}

#[test]
fn a_record_that_stays_alone_gets_its_table_although_it_had_a_row() {
    let mut running = Running::start(&["inspect", "-"], Stream::Pipe, Stream::Pipe);
    running.write(&record(true));
    running.await_lines("payment.paid", 1);
    let (printed, _, code) = running.close();
    assert!(printed.contains("affiliate_email"), "{printed}");
    assert_eq!(code, 0);
}

#[test]
fn a_payload_and_the_end_of_the_stream_at_once_give_the_table_alone() {
    let mut running = Running::start(&["inspect", "-"], Stream::Pipe, Stream::Pipe);
    running.write(&record(true));
    let (printed, _, _) = running.close();
    assert!(printed.starts_with("UpPromote v2"), "{printed}");
}

#[test]
fn many_records_on_a_terminal_end_with_a_summary_in_short() {
    for (count, expected) in [(50, false), (51, true)] {
        let mut running = Running::start(&["inspect", "-"], Stream::Pipe, Stream::Terminal);
        for _ in 0..count {
            running.write(&record(true));
        }
        let (_, totals, code) = running.close();
        assert_eq!(totals.contains("events: uppromote/payment.paid ×51"), expected, "{totals}");
        assert_eq!(totals.contains("retries: 50, 1 delivery came more than once"), expected, "{totals}");
        assert_eq!(code, 0);
    }
}

#[test]
fn a_summary_of_a_stream_is_printed_when_it_is_interrupted() {
    let mut running = Running::start(&["summary", "-"], Stream::Pipe, Stream::Pipe);
    running.write(&record(true));
    running.write(&record(false));
    // More than a pipe holds: once it is written, what came before it has been read.
    running.write(&"\n".repeat(300_000));
    running.interrupt();
    let (printed, totals, code) = running.end();
    assert!(printed.contains("uppromote/payment.paid"), "{printed}");
    assert!(totals.contains("2 read: 1 valid, 1 invalid"), "{totals}");
    assert_eq!(code, 1);
}
