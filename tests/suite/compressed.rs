//! gzip and zstd: everything that can be decoded is read, what is wrong is told, and no input grows without bounds.

use std::io::Write;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::Sandbox;
use hookspect::input::{Event, Growth, Limits, Origin, Reading, Source, SourceErrorKind, Stop, Weight, run};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::Value;

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn zstd(text: &[u8]) -> Vec<u8> {
    compress_to_vec(text, CompressionLevel::Fastest)
}

/// So many lines of JSON that differ.
fn lines(count: usize) -> String {
    let line = |number: usize| format!("{{\"number\":{}}}\n", number * 7919 % 100_003);
    (0..count).map(line).collect::<Vec<_>>().concat()
}

/// How many records were read, and the findings about how the source ends.
fn read(content: &[u8]) -> (usize, Vec<String>) {
    let sandbox = Sandbox::new();
    sandbox.file("input", content);
    let run = sandbox.run(&["validate", "--format", "json", "input"]);
    let document: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
    let (mut records, mut told) = (0, Vec::new());
    for record in document["records"].as_array().unwrap() {
        let damage = record["findings"].as_array().unwrap().iter().find(|finding| {
            ["broken-capture", "doubtful-capture"].contains(&finding["rule"].as_str().unwrap())
        });
        match damage {
            Some(finding) => told.push(format!(
                "{}: {}",
                finding["severity"].as_str().unwrap(),
                finding["message"].as_str().unwrap()
            )),
            None if record["status"] == "unknown" => records += 1,
            None => {}
        }
    }
    for problem in document["problems"].as_array().into_iter().flatten() {
        told.push(problem["message"].as_str().unwrap().to_owned());
    }
    (records, told)
}

#[test]
fn data_without_its_last_bytes_is_read_as_far_as_it_goes_and_that_is_told() {
    let text = lines(12_000);
    for (form, data) in [("gzip", gzip(text.as_bytes())), ("zstd", zstd(text.as_bytes()))] {
        let told =
            vec![format!("error: this record is where the source breaks off: the {form} data is cut off")];
        for missing in [1, 4] {
            assert_eq!(
                read(&data[..data.len() - missing]),
                (12_000, told.clone()),
                "{form} without {missing}"
            );
        }
        let (records, found) = read(&data[..data.len() * 5 / 6]);
        assert!((5_000..12_000).contains(&records), "{form}: {records}");
        assert_eq!(found, told);
    }
}

#[test]
fn what_follows_the_data_is_told_zeros_as_a_warning() {
    let text = lines(1000);
    for (form, data) in [("gzip", gzip(text.as_bytes())), ("zstd", zstd(text.as_bytes()))] {
        let padded = [&data[..], &[0; 512]].concat();
        let told = vec![format!(
            "warning: this record is where the source ends: 512 zero bytes follow the {form} data"
        )];
        assert_eq!(read(&padded), (1000, told), "{form}");
        let followed = [&data[..], b"{\"a\":1}\n"].concat();
        let told = vec![format!(
            "error: this record is where the source ends: something that is not {form} follows the {form} data"
        )];
        assert_eq!(read(&followed), (1000, told), "{form}");
        assert_eq!(read(&[&data[..], &data].concat()), (2000, Vec::new()), "{form}: one after another");
    }
    let sandbox = Sandbox::new();
    sandbox
        .file("a.json.gz", [gzip(b"{\"payment_id\":1}"), vec![0]].concat())
        .file("hookspect.toml", "[rules]\ndoubtful-capture = \"off\"\n");
    let run = sandbox.run(&["validate", "--format", "json", "a.json.gz"]);
    assert!(run.stdout.contains("\"read\":1,"), "a rule that is off leaves no record: {}", run.stdout);
}

#[test]
fn data_that_contradicts_its_checksum_is_told() {
    let text = lines(500);
    let mut data = gzip(text.as_bytes());
    let checksum = data.len() - 8;
    data[checksum] ^= 1;
    let (records, told) = read(&data);
    assert_eq!((records, told.len()), (500, 1), "{told:?}");
    assert!(told[0].contains("the gzip data is damaged"), "{told:?}");
    // A frame of one raw block with a checksum that is not its own.
    let frame =
        |checksum: &[u8]| [&[0x28, 0xb5, 0x2f, 0xfd, 0x24, 2, 0x11, 0, 0][..], b"{}", checksum].concat();
    let (records, told) = read(&frame(&[1, 2, 3, 4]));
    assert_eq!(records, 1);
    assert!(told[0].contains("the zstd data is damaged: its checksum does not match"), "{told:?}");
}

#[test]
fn every_cut_is_told_and_no_record_before_it_is_lost() {
    let text = lines(40);
    for data in [gzip(text.as_bytes()), zstd(text.as_bytes())] {
        let mut most = 0;
        // Up to the magic number it is not compressed data but some bytes.
        for cut in (4..data.len()).step_by(7).chain([data.len() - 1]) {
            let (records, told) = read(&data[..cut]);
            assert!(told.len() == 1, "{cut}: {told:?}");
            assert!(records >= most, "{cut}: {records} of {most}");
            most = records;
        }
        assert_eq!(most, 40, "without its last byte nothing is missing");
    }
}

#[test]
fn compressed_data_grows_in_proportion_to_its_size_unless_the_user_says_otherwise() {
    let growth = Growth::Proportionate;
    assert_eq!((growth.of_source(1), growth.of_source(1 << 20)), (64 << 20, 1000 << 20));
    assert_eq!(growth.of_source(1 << 40), 16 << 30);
    assert_eq!((growth.of_record(1), growth.of_record(1 << 20)), (16 << 20, 100 << 20));
    assert_eq!((Growth::UpTo(7).of_source(1 << 30), Growth::UpTo(7).of_record(1 << 30)), (7, 7));
}

/// What takes so many bytes.
struct Made(usize);

impl Weight for Made {
    fn bytes(&self) -> usize {
        self.0
    }
}

/// The units of a source: how many bytes each has. And why it could not be read to its end.
fn units(content: &[u8], limits: Limits) -> (Vec<usize>, Option<SourceErrorKind>) {
    let sandbox = Sandbox::new();
    sandbox.file("input", content);
    let (mut units, mut problem) = (Vec::new(), None);
    let emit = |event| {
        match event {
            Event::Unit(unit, _) => units.push(unit.text.len()),
            Event::Problem(error) => problem = Some(error.kind),
        }
        ControlFlow::Continue(())
    };
    let one = sources(sandbox.path().join("input"), 1);
    let reading = Reading { limits, stop: &Stop::default(), lists: None, tables: None };
    run(one, NonZeroUsize::MIN, reading, || (), |(), _| Made(0), emit);
    (units, problem)
}

fn sources(path: PathBuf, count: usize) -> Vec<Result<Source, hookspect::input::SourceError>> {
    let source =
        Source { name: "input".to_owned(), origin: Origin::File(path), is_regular: true, by_content: false };
    vec![source; count].into_iter().map(Ok).collect()
}

#[test]
fn a_bomb_ends_at_the_limit_and_what_is_whole_before_it_is_read() {
    let bomb = gzip(&vec![b'['; 18 << 20]);
    let (read, problem) = units(&bomb, Limits::default());
    assert!(read.is_empty(), "no record ends in it");
    assert!(matches!(problem, Some(SourceErrorKind::TooLarge { limit: 16_777_216 })), "{problem:?}");

    let many = lines(40_000);
    let limit = many.len() as u64 / 2;
    let (read, problem) =
        units(&gzip(many.as_bytes()), Limits { growth: Growth::UpTo(limit), ..Limits::default() });
    let read: usize = read.iter().sum();
    assert!(read as u64 > limit / 2 && read as u64 <= limit, "{read} of {limit}");
    assert!(
        matches!(problem, Some(SourceErrorKind::TooLarge { limit: told }) if told == limit),
        "{problem:?}"
    );

    let sandbox = Sandbox::new();
    sandbox.file("bomb.json.gz", gzip(&vec![b'['; 18 << 20]));
    let run = sandbox.run(&["validate", "--format", "json", "bomb.json.gz"]);
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("decompresses to more than 16777216 bytes"), "{}", run.stdout);
}

#[test]
fn the_compressed_bodies_of_one_unit_share_what_they_may_grow_to() {
    use base64::Engine as _;
    let data = base64::engine::general_purpose::STANDARD.encode(gzip(&vec![b' '; 7 << 20]));
    let sandbox = Sandbox::new();
    sandbox.file("logs.ndjson", format!("{{\"awslogs\":{{\"data\":\"{data}\"}}}}\n").repeat(4));
    let told = |arguments: &[&str]| {
        let run = sandbox.run(&[&["validate", "--format", "concise", "logs.ndjson"], arguments].concat());
        run.stdout.matches("(gzip) grows to more than").count()
    };
    assert_eq!(told(&[]), 2);
    assert_eq!(told(&["--max-decompressed", "10000000"]), 0, "a limit of the user's holds for each body");
}

#[test]
fn a_unit_has_no_more_records_than_memory_is_reserved_for() {
    for (text, least) in [
        (format!("[{}", "1,".repeat(200_000)), 12),
        ("1\n".repeat(200_000), 12),
        ("{}".repeat(200_000), 12),
        ("\u{1e}1".repeat(200_000), 12),
        // Commas within records do not count.
        (format!("[[{}1]]", "1,".repeat(200_000)), 1),
    ] {
        let (units, problem) = units(text.as_bytes(), Limits::default());
        assert!(
            problem.is_none() && units.len() >= least && units.len() <= least + 1,
            "{} units",
            units.len()
        );
        assert_eq!(units.iter().sum::<usize>(), text.len());
    }
    let sandbox = Sandbox::new();
    sandbox.file("a.json", format!("[{}", "1,".repeat(20_000)));
    let run = sandbox.run(&["detect", "--format", "json", "a.json"]);
    assert!(run.stdout.contains("\"read\":20001,"), "each item, and that the array is not closed");
}

#[test]
fn results_that_wait_for_their_turn_do_not_pile_up() {
    let sandbox = Sandbox::new();
    sandbox.file("input", "{}");
    let (waiting, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let examine = |(): &mut (), _: &hookspect::input::Unit| {
        let now = waiting.fetch_add(1, Ordering::SeqCst) + 1;
        most.fetch_max(now, Ordering::SeqCst);
        Made(40 << 20)
    };
    let emit = |event: Event<Made>| {
        // Whoever is first takes long, so that the others come to wait for it.
        std::thread::yield_now();
        waiting.fetch_sub(usize::from(matches!(event, Event::Unit(..))), Ordering::SeqCst);
        ControlFlow::Continue(())
    };
    let jobs = NonZeroUsize::new(8).unwrap();
    run(
        sources(sandbox.path().join("input"), 200),
        jobs,
        Reading { limits: Limits::default(), stop: &Stop::default(), lists: None, tables: None },
        || (),
        examine,
        emit,
    );
    assert_eq!(waiting.load(Ordering::SeqCst), 0);
    assert!(
        most.load(Ordering::SeqCst) <= 8 + 2,
        "one in each worker's hands, and what fits beside: {most:?}"
    );
}
