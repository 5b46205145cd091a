//! How many instructions a byte of payload costs, counted by callgrind and so the same on a busy machine as on a quiet
//! one. Held against `benches/instructions.txt`, within five percent either way: what became slower is mended, what
//! became faster is written down.
//!
//! ```text
//! cargo bench --profile counted --bench instructions               compares
//! cargo bench --profile counted --bench instructions -- --renew    writes the file anew
//! ```
//!
//! Needs valgrind. Another compiler makes other code: then nothing is compared, and that is said.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsStr;
use std::fmt::Debug;
use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use hookspect::json::Tape;
use hookspect::model::{Hints, Question};
use hookspect::redact::{Mask, Show};
use hookspect::registry::Registry;

const COUNTS: &str = "benches/instructions.txt";
/// How far a count may be off, in percent.
const TOLERANCE: f64 = 5.0;
/// What a program does once does not count: the cost of one round is the difference between so many and one.
const ROUNDS: u32 = 11;

/// The pieces of the library, each with those before it, and the commands over files of one record a line.
const PIECES: &[&str] = &["parse", "identify", "examine", "mask"];
const COMMANDS: &[(&str, &[&str])] = &[
    ("validate", &["validate", "--quiet"]),
    ("validate, a finding in each record", &["validate"]),
    ("validate --format json", &["validate", "--format", "json"]),
    ("inspect", &["inspect"]),
    ("normalize", &["normalize"]),
    ("redact --check", &["redact", "--check", "--exit-zero"]),
    ("redact", &["redact", "--key-file", "KEY"]),
    ("learn", &["learn", "--provider", "shop"]),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--piece", piece, rounds] => {
            piece_of_work(piece, rounds.parse().unwrap());
            ExitCode::SUCCESS
        }
        [] => compare(),
        ["--renew"] => {
            fs::write(COUNTS, written(&counted())).unwrap();
            ExitCode::SUCCESS
        }
        other => panic!("unknown arguments: {other:?}"),
    }
}

/// The built-in providers' samples, each on a line of its own.
fn payloads(registry: &Registry<'_>) -> Vec<String> {
    registry.events().iter().map(|model| model.event.sample.replace('\n', " ")).collect()
}

fn piece_of_work(piece: &str, rounds: usize) {
    let registry = Registry::built_in().unwrap();
    let payloads = payloads(&registry);
    let (mut tape, mask) = (Tape::new(), Mask::new(Show::AllButSecrets, &registry));
    let (hints, question) = (Hints::default(), Question::default());
    for payload in (0..rounds).flat_map(|_| &payloads) {
        let document = tape.parse(black_box(payload.as_bytes())).unwrap();
        match piece {
            "parse" => {
                black_box(document.len());
            }
            "identify" => {
                black_box(registry.identify(document, &hints));
            }
            "examine" => {
                black_box(registry.examine(document, &question));
            }
            "mask" => {
                black_box(mask.spans(document, registry.identify(document, &hints).body()));
            }
            other => panic!("no piece is called {other}"),
        }
    }
}

/// The instructions a byte, by what was done.
fn counted() -> BTreeMap<String, f64> {
    let registry = Registry::built_in().unwrap();
    let payloads = payloads(&registry);
    #[expect(clippy::cast_precision_loss, reason = "some ten thousand bytes")]
    let bytes = payloads.iter().map(|payload| payload.len() + 1).sum::<usize>() as f64;
    let folder = tempfile::tempdir().unwrap();
    let per_byte = |once: u64, often: u64| {
        #[expect(clippy::cast_precision_loss, reason = "less than 2^52 instructions")]
        let more = often.saturating_sub(once) as f64;
        more / (bytes * f64::from(ROUNDS - 1))
    };
    let mut counts = BTreeMap::new();
    let own = env::current_exe().unwrap();
    for piece in PIECES {
        let [once, often] = [1, ROUNDS].map(|rounds| {
            instructions(Command::new("valgrind"), &own, &["--piece", piece, &rounds.to_string()])
        });
        counts.insert((*piece).to_owned(), per_byte(once, often));
    }
    let program = Path::new(env!("CARGO_BIN_EXE_hookspect"));
    // A key file that others can read is refused; a temporary one is the owner's alone.
    let mut key = tempfile::NamedTempFile::new_in(folder.path()).unwrap();
    key.write_all(b"instructions are counted with this key").unwrap();
    let key = key.path().to_str().unwrap();
    for (name, arguments) in COMMANDS {
        let is_found = name.contains("finding");
        let [once, often] = [1, ROUNDS].map(|rounds| {
            let lines: String = (0..rounds)
                .flat_map(|_| &payloads)
                .enumerate()
                .map(|(number, payload)| {
                    let unheard = format!("{{\"unheard_of_{number}\":1,");
                    let payload = if is_found { payload.replacen('{', &unheard, 1) } else { payload.clone() };
                    payload + "\n"
                })
                .collect();
            fs::write(folder.path().join("captures.ndjson"), lines).unwrap();
            let arguments = arguments.iter().map(|argument| argument.replace("KEY", key));
            let arguments: Vec<String> =
                arguments.chain(["--jobs", "1", "captures.ndjson"].map(String::from)).collect();
            let mut command = Command::new("valgrind");
            command.current_dir(folder.path());
            instructions(command, program, &arguments)
        });
        counts.insert((*name).to_owned(), per_byte(once, often));
    }
    counts
}

/// How many instructions a program takes.
fn instructions(mut valgrind: Command, program: &Path, arguments: &[impl AsRef<OsStr> + Debug]) -> u64 {
    let output = valgrind
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(arguments)
        .stdout(Stdio::null())
        .output()
        .expect("valgrind starts");
    let said = String::from_utf8_lossy(&output.stderr);
    let collected = said.lines().find_map(|line| line.split_once("Collected : "));
    let Some((_, count)) = collected.filter(|_| output.status.success()) else {
        panic!("callgrind counted nothing of {arguments:?}:\n{said}");
    };
    count.trim().parse().unwrap()
}

fn compare() -> ExitCode {
    if Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_err() {
        println!("\n*** NOT COUNTED: valgrind is not installed ***\n");
        return ExitCode::SUCCESS;
    }
    let there = fs::read_to_string(COUNTS).unwrap_or_default();
    if there.lines().next() != Some(&heading()) {
        println!("\n*** NOT COMPARED: {COUNTS} was counted with another compiler ***\n");
        return ExitCode::SUCCESS;
    }
    let before: BTreeMap<&str, f64> = there
        .lines()
        .skip(1)
        .filter_map(|line| line.trim().split_once(' '))
        .map(|(count, name)| (name.trim(), count.parse().unwrap()))
        .collect();
    let (mut is_as_before, counts) = (true, counted());
    for (name, now) in &counts {
        let then = before.get(name.as_str()).copied().unwrap_or_default();
        let change = 100.0 * (now / then - 1.0);
        let verdict = match change {
            _ if !change.is_finite() => "NEW",
            _ if change > TOLERANCE => "SLOWER",
            _ if change < -TOLERANCE => "FASTER",
            _ => "",
        };
        println!("{now:>9.2} {then:>9.2} {change:>+7.1} %  {name} {verdict}");
        is_as_before &= verdict.is_empty();
    }
    is_as_before &= before.keys().all(|name| counts.contains_key(*name));
    if is_as_before {
        return ExitCode::SUCCESS;
    }
    println!("Not within {TOLERANCE} % of {COUNTS}: mend what is slower, or renew the file and say why.");
    ExitCode::FAILURE
}

fn written(counts: &BTreeMap<String, f64>) -> String {
    counts.iter().fold(heading() + "\n", |mut text, (name, count)| {
        let _ = writeln!(text, "{count:>9.2} {name}");
        text
    })
}

/// What the counts hold for.
fn heading() -> String {
    let version = Command::new("rustc").arg("--version").output().expect("rustc starts");
    let version = String::from_utf8_lossy(&version.stdout);
    let version = version.split(" (").next().unwrap_or_default();
    format!("Instructions a byte of payload, {version}, {}", env::consts::ARCH)
}
