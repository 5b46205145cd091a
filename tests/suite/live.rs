#![cfg(unix)]

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use nix::pty::{Winsize, openpty};
use nix::sys::signal::{Signal, kill};
use nix::sys::termios::{LocalFlags, SetArg, tcgetattr, tcsetattr};
use nix::unistd::Pid;

use crate::support::sample;

/// A program that waits for this long hangs.
const HANGS: Duration = Duration::from_secs(60);

/// The program while it runs: what is written to it, and what it has printed so far.
pub(crate) struct Running {
    child: Child,
    input: Option<Box<dyn Write>>,
    printed: Receiver<Vec<u8>>,
    so_far: Vec<u8>,
    totals: Receiver<Vec<u8>>,
}

/// What a stream of the program is connected to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stream {
    Pipe,
    Terminal,
}

fn terminal() -> (OwnedFd, OwnedFd) {
    let size = Winsize { ws_row: 40, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0 };
    let ends = openpty(&size, None).unwrap();
    let mut settings = tcgetattr(&ends.slave).unwrap();
    settings.local_flags.remove(LocalFlags::ECHO);
    tcsetattr(&ends.slave, SetArg::TCSANOW, &settings).unwrap();
    (ends.master, ends.slave)
}

/// Sends on what can be read, as it comes.
fn followed(mut stream: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        // A terminal whose other end is closed is an error to read from.
        while let Ok(count @ 1..) = stream.read(&mut buffer) {
            if sender.send(buffer[..count].to_vec()).is_err() {
                break;
            }
        }
    });
    receiver
}

impl Running {
    pub(crate) fn start(arguments: &[&str], input: Stream, output: Stream) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hookspect"));
        command.args(arguments).arg("--color=never").stderr(Stdio::piped());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "TERM", "GITHUB_ACTIONS"] {
            command.env_remove(name);
        }
        let mut ours: (Option<OwnedFd>, Option<OwnedFd>) = (None, None);
        if input == Stream::Terminal {
            let (master, slave) = terminal();
            command.stdin(slave);
            ours.0 = Some(master);
        } else {
            command.stdin(Stdio::piped());
        }
        if output == Stream::Terminal {
            let (master, slave) = terminal();
            command.stdout(slave);
            ours.1 = Some(master);
        } else {
            command.stdout(Stdio::piped());
        }
        let mut child = command.spawn().unwrap();
        drop(command);
        let input: Box<dyn Write> = match ours.0 {
            Some(master) => Box::new(File::from(master)),
            None => Box::new(child.stdin.take().unwrap()),
        };
        let printed = match ours.1 {
            Some(master) => followed(File::from(master)),
            None => followed(child.stdout.take().unwrap()),
        };
        let totals = followed(child.stderr.take().unwrap());
        Self { child, input: Some(input), printed, so_far: Vec::new(), totals }
    }

    pub(crate) fn write(&mut self, text: &str) {
        let input = self.input.as_mut().unwrap();
        input.write_all(text.as_bytes()).unwrap();
        input.flush().unwrap();
    }

    /// Waits until so many lines with this in them have been printed.
    fn await_lines(&mut self, with: &str, count: usize) {
        let printed = |bytes: &[u8]| {
            String::from_utf8_lossy(bytes).split_inclusive('\n').filter(|line| line.contains(with)).count()
        };
        while printed(&self.so_far) < count {
            let more = self.printed.recv_timeout(HANGS);
            let so_far = String::from_utf8_lossy(&self.so_far);
            let more =
                more.unwrap_or_else(|error| panic!("{count} of {with:?} expected ({error}): {so_far}"));
            self.so_far.extend(more);
        }
    }

    fn interrupt(&self) {
        kill(Pid::from_raw(i32::try_from(self.child.id()).unwrap()), Signal::SIGINT).unwrap();
    }

    /// Waits for its end: what it has printed in all, its totals and its exit code.
    pub(crate) fn end(mut self) -> (String, String, i32) {
        let code = self.child.wait().unwrap().code().unwrap();
        drop(self.input.take());
        self.so_far.extend(self.printed.iter().flatten());
        let totals: Vec<u8> = self.totals.iter().flatten().collect();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (text(&self.so_far), text(&totals), code)
    }

    pub(crate) fn close(mut self) -> (String, String, i32) {
        drop(self.input.take());
        self.end()
    }
}

/// Whether a terminal that the program prints to gets colour where these variables are set.
pub(crate) fn coloured_on_a_terminal(variables: &[(&str, &str)]) -> bool {
    let sandbox = crate::support::Sandbox::new();
    sandbox.file("a.json", sample("uppromote/payment.paid"));
    let (master, slave) = terminal();
    let mut command = sandbox.set_up(Command::new(env!("CARGO_BIN_EXE_hookspect")), ".");
    command.arg("a.json").envs(variables.iter().copied()).stdout(slave);
    let mut child = command.spawn().unwrap();
    drop(command);
    let printed = followed(File::from(master));
    child.wait().unwrap();
    let printed: Vec<u8> = printed.iter().flatten().collect();
    printed.contains(&0x1b)
}

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
    running.input = Some(Box::new(File::options().write(true).open(&pipe).unwrap()));
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

/// The program while it follows files of a folder.
struct Following {
    folder: tempfile::TempDir,
    running: Running,
}

impl Following {
    fn start(files: &[(&str, &str)], arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut all: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
            all.push(folder.path().join(name).display().to_string());
        }
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        Self { running: Running::start(&all, Stream::Pipe, Stream::Pipe), folder }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// Adds to a file, which may not be there yet.
    fn append(&self, name: &str, text: &str) {
        let mut file = File::options().append(true).create(true).open(self.path(name)).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }

    /// Interrupts it: what it has printed, its totals and its exit code.
    fn interrupt(self) -> (String, String, i32) {
        self.running.interrupt();
        self.running.end()
    }
}

/// A payload of this id on one line.
fn payment(id: u32) -> String {
    format!("{{\"payment_id\":{id},\"affiliate_email\":\"a@b.example\"}}\n")
}

/// The ids of the payments that were printed, in order.
fn ids(printed: &str) -> Vec<u32> {
    let id = |line: &str| -> Option<u32> {
        let value: serde_json::Value = serde_json::from_str(line).ok()?;
        value["payout"]["id"].as_str()?.parse().ok()
    };
    printed.lines().filter_map(id).collect()
}

#[test]
fn a_file_is_read_on_as_it_grows_and_half_a_line_waits() {
    let mut following =
        Following::start(&[("a.ndjson", &(payment(1) + &payment(2)))], &["normalize", "--follow"]);
    following.running.await_lines("payout", 2);
    for id in 3..=5 {
        let line = payment(id);
        let (half, rest) = line.split_at(10);
        following.append("a.ndjson", half);
        following.append("a.ndjson", rest);
        following.running.await_lines("payout", id as usize);
    }
    following.append("a.ndjson", "{\"payment_id\":6");
    let (printed, totals, code) = following.interrupt();
    assert_eq!(ids(&printed), [1, 2, 3, 4, 5]);
    assert!(!totals.contains("error"), "what is not whole was never a record: {totals}");
    assert_eq!(code, 0);
}

#[test]
fn a_file_that_is_cut_off_is_read_from_its_beginning_again() {
    let mut following = Following::start(
        &[("a.ndjson", &(payment(1) + &payment(2)))],
        &["inspect", "--format", "ndjson", "--follow"],
    );
    following.running.await_lines("\"record\":", 2);
    std::fs::write(following.path("a.ndjson"), "").unwrap();
    following.append("a.ndjson", &payment(3));
    following.running.await_lines("\"record\":", 3);
    following.append("a.ndjson", &payment(4));
    following.running.await_lines("\"record\":", 4);
    let (printed, _, code) = following.interrupt();
    let numbers: Vec<u64> = printed
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["record"].as_u64())
        .collect();
    assert_eq!(numbers, [1, 2, 1, 2], "records are counted from the beginning of the file");
    let summary = printed.lines().last().unwrap();
    assert!(summary.contains("\"read\":4,\"valid\":4"), "{summary}");
    assert_eq!(code, 0);
}

#[test]
fn a_file_that_is_rotated_is_read_to_its_end_and_then_the_new_one() {
    let mut following = Following::start(&[("a.ndjson", &payment(1))], &["normalize", "--follow"]);
    following.running.await_lines("payout", 1);
    for generation in 0..3 {
        let (old, new) = (generation * 2 + 2, generation * 2 + 3);
        // Who writes may go on for a moment after the file has another name.
        std::fs::rename(following.path("a.ndjson"), following.path("a.ndjson.1")).unwrap();
        following.append("a.ndjson.1", &payment(old));
        following.append("a.ndjson", &payment(new));
        following.running.await_lines("payout", new as usize);
    }
    let (printed, _, code) = following.interrupt();
    assert_eq!(ids(&printed), (1..=7).collect::<Vec<_>>());
    assert_eq!(code, 0);
}

#[test]
fn several_files_are_followed_at_once_and_each_counts_its_own_records() {
    let mut following = Following::start(
        &[("a.ndjson", ""), ("b.ndjson", &payment(20)), ("c.log", "nothing to see\n")],
        &["inspect", "--format", "ndjson", "--follow"],
    );
    following.running.await_lines("\"record\":", 1);
    for (name, text, count) in [
        ("a.ndjson", payment(10), 2),
        ("b.ndjson", payment(21), 3),
        ("a.ndjson", payment(11), 4),
        ("c.log", format!("2026-11-20T10:15:31Z INFO received {}", payment(30)), 5),
        ("b.ndjson", payment(22), 6),
        ("a.ndjson", "{\"payment_id\": \"x\"}\n".to_owned(), 7),
    ] {
        following.append(name, &text);
        following.running.await_lines("\"record\":", count);
    }
    let (printed, _, code) = following.interrupt();
    let mut records: Vec<(String, u64)> = Vec::new();
    for line in printed.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        if let Some(number) = value["record"].as_u64() {
            let name = value["source"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
            records.push((name, number));
        }
    }
    let expected = [
        ("b.ndjson", 1),
        ("a.ndjson", 1),
        ("b.ndjson", 2),
        ("a.ndjson", 2),
        ("c.log", 1),
        ("b.ndjson", 3),
        ("a.ndjson", 3),
    ];
    assert_eq!(records, expected.map(|(name, number)| (name.to_owned(), number)));
    let summary: serde_json::Value = serde_json::from_str(printed.lines().last().unwrap()).unwrap();
    assert_eq!(summary["summary"]["read"], 7);
    assert_eq!(code, 1, "a wrong payload fails the run, as ever");
}

#[test]
fn what_is_not_there_cannot_be_followed_and_what_sorts_cannot_follow() {
    let sandbox = crate::support::Sandbox::new();
    let run = sandbox.run(&["detect", "--follow", "missing.ndjson"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("missing.ndjson"), "{}", run.stderr);
    assert_eq!(sandbox.run(&["normalize", "--follow", "--sort", "time", "a.ndjson"]).code, 2);
}
