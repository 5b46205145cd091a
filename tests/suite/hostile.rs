//! Bad input: a clear message that names the place, the right exit code, everything else still processed.

use std::io::Write;

use crate::support::{Run, Sandbox, samples, summary};
use serde_json::Value;

const GOOD: &str = r#"{"affiliate_id":7,"previous_status":"pending","current_status":"active"}"#;

fn validated(content: impl AsRef<[u8]>) -> (Run, (u64, u64, u64, u64, u64)) {
    let sandbox = Sandbox::new();
    sandbox.file("input", content);
    let run = sandbox.run(&["validate", "--format", "json", "input"]);
    let counts = summary(&run);
    (run, counts)
}

#[test]
fn causes_are_named_with_their_place() {
    for (content, place, cause) in [
        ("hello", "input:1:1", "not JSON"),
        ("{\"a\": 1,}", "input:1:8", "comma"),
        ("{\"a\": 1, // note\n}", "input:1:10", "comment"),
        ("{'a': 1}", "input:1:2", "single quotes"),
        ("{\"a\": NaN}", "input:1:7", "NaN"),
        ("{\"a\": \"x\ty\"}", "input:1:9", "a tab inside a string"),
        ("{\"a\": \"\\x\"}", "input:1:8", "escape"),
        ("{\"a\": [1, 2", "input:1:12", "ends"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.file("input", content);
        let run = sandbox.run(&["validate", "--format", "concise", "input"]);
        assert_eq!(run.code, 1, "{content}: {run:?}");
        assert!(run.stdout.contains(place) && run.stdout.contains("unreadable"), "{content}: {run:?}");
        assert!(run.stdout.to_lowercase().contains(&cause.to_lowercase()), "{content}: {run:?}");
    }
}

#[test]
fn nothing_at_all_is_reported_and_ends_with_3() {
    let sandbox = Sandbox::new();
    sandbox.file("empty.json", "").file("blank.json", " \n\n").file("docs/readme.md", "# no JSON");
    for arguments in [&["empty.json"][..], &["blank.json"], &["-"], &["docs"], &["*.nothing"], &["no/*.json"]]
    {
        let run = sandbox.run(&[&["validate"], arguments].concat());
        assert_eq!(run.code, 3, "{arguments:?}: {run:?}");
        assert!(!run.stderr.is_empty());
        let allowed = sandbox.run(&[&["validate", "--allow-empty"], arguments].concat());
        assert_eq!(allowed.code, 0, "{arguments:?}: {allowed:?}");
    }
    assert!(
        sandbox
            .run(&["validate", "docs"])
            .stderr
            .contains("docs: no file in this directory is read (it has 1 .md;")
    );
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_still_read() {
    let sandbox = Sandbox::new();
    sandbox.file("good.json", GOOD);
    let run = sandbox.run(&["validate", "--format", "json", "missing.json", "good.json"]);
    assert_eq!(summary(&run), (1, 1, 0, 0, 0));
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("missing.json"), "{}", run.stderr);
}

#[test]
fn a_mistyped_command_gets_the_nearest_one() {
    let run = Sandbox::new().run(&["valdate"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("did you mean the command validate?"), "{}", run.stderr);
}

#[test]
fn a_command_behind_options_or_inputs_is_told_to_come_first() {
    let sandbox = Sandbox::new();
    sandbox.file("good.json", GOOD);
    for line in [
        &["-q", "summary", "good.json"][..],
        &["--color", "never", "check", "good.json"],
        &["good.json", "events"],
    ] {
        let run = sandbox.run(line);
        let name = line.iter().find(|word| ["summary", "check", "events"].contains(*word)).unwrap();
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
        assert!(run.stderr.contains(&format!("hookspect {name} [OPTIONS]")), "{}", run.stderr);
    }
    sandbox.file("summary", GOOD);
    assert_eq!(sandbox.run(&["-q", "summary"]).code, 0, "a file of this name is an input");
}

#[test]
fn a_text_that_ends_too_early_ends_on_its_last_line_that_is_not_blank() {
    for (text, place) in [("{\"a\":1,\n\n\n", "1:8"), ("\n{\n \"a\": [1\n \n", "3:9")] {
        let sandbox = Sandbox::new();
        sandbox.file("cut.json", text);
        let shown = sandbox.run(&["validate", "cut.json"]).stdout;
        let (line, _) = place.split_once(':').unwrap();
        assert!(shown.contains(&format!("cut.json:{place}\n")), "{shown}");
        let written = text.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap();
        assert!(shown.contains(&format!("\n{line} | {written}\n")), "{shown}");
    }
}

#[test]
fn binary_is_one_unreadable_record() {
    let (run, counts) = validated(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\n\n\0\xff\xfe{}\n{}\n");
    assert_eq!(counts, (1, 0, 0, 0, 1));
    assert!(run.stdout.contains("binary"));
}

#[test]
fn invalid_utf_8_inside_a_string_points_at_its_byte() {
    let (run, counts) = validated(b"{\"affiliate_id\":7,\"previous_status\":\"a\xffb\"}\n");
    assert_eq!(counts, (1, 0, 0, 0, 1));
    assert!(run.stdout.contains("UTF-8") && run.stdout.contains("\"column\":39"), "{}", run.stdout);
}

#[test]
fn a_million_open_brackets_are_one_unreadable_record() {
    for bracket in ["[", "{\"a\":"] {
        let (_, counts) = validated(bracket.repeat(1_000_000));
        assert_eq!(counts, (1, 0, 0, 0, 1), "{bracket}");
    }
}

#[test]
fn deeply_nested_values_are_read_without_recursion() {
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(500_000), "]".repeat(500_000));
    for command in ["inspect", "validate", "detect"] {
        let run = Sandbox::new().run_with(&[command], deep.as_bytes());
        assert_eq!(run.code, 1, "{command}: {}", run.stderr);
    }
}

#[test]
fn a_hundred_thousand_duplicate_keys_are_one_finding() {
    let members = "\"current_status\":\"active\",".repeat(100_000);
    let payload = format!("{{\"affiliate_id\":7,\"previous_status\":\"pending\",{members}\"x\":1,\"x\":2}}");
    let (run, counts) = validated(payload);
    assert_eq!(counts, (1, 1, 0, 0, 0));
    assert!(run.stdout.contains("is there 100000 times"), "{}", &run.stdout[..400]);
    assert_eq!(run.stdout.matches("duplicate-key").count(), 2);
}

#[test]
fn a_large_single_value_is_read_and_shown_whole() {
    let text = "x".repeat(20 << 20);
    let payload =
        format!("{{\"payment_id\":1,\"affiliate_id\":2,\"status\":\"{text}\",\"total_processed\":3}}");
    assert_eq!(validated(&payload).1, (1, 1, 0, 0, 0));
    let run = Sandbox::new().run_with(&["inspect"], payload.as_bytes());
    assert!(run.code == 0 && run.stdout.contains(&text), "a pipe gets all of it");
}

#[test]
fn payloads_that_are_scalars_are_unidentified() {
    let (run, counts) = validated("42 \"text\" null\n");
    assert_eq!(counts, (3, 0, 0, 3, 0));
    assert!(run.stdout.contains("not a payload: webhooks send an object"));
}

#[test]
fn a_broken_line_does_not_stop_the_next_one() {
    let (run, counts) = validated(format!("{GOOD}\n{{\"a\": \n{GOOD}\n\nnonsense\n{GOOD}\n{{\"cut\": "));
    assert_eq!(counts, (6, 3, 0, 0, 3));
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let lines: Vec<u64> =
        document["records"].as_array().unwrap().iter().map(|one| one["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [1, 2, 3, 5, 6, 7]);
}

#[test]
fn several_broken_lines_at_the_beginning_cost_none_of_those_below() {
    let lines = [r#"{"a":1,"#; 7].into_iter().chain([GOOD; 20]).collect::<Vec<_>>().join("\n");
    assert_eq!(validated(lines).1, (27, 20, 0, 0, 7));
}

#[test]
fn a_broken_item_does_not_stop_the_next_one() {
    assert_eq!(validated(format!("[{GOOD},{{\"a\":}},{GOOD}]")).1, (3, 2, 0, 0, 1));
    assert_eq!(validated(format!("[\n  {GOOD},\n  {{\"a\": [}},\n  {GOOD}\n]")).1, (3, 2, 0, 0, 1));
    assert_eq!(validated(format!("[{GOOD},]")).1, (2, 1, 0, 0, 1));
    assert_eq!(validated(format!("[{GOOD},{GOOD}")).1, (3, 2, 0, 0, 1));
    assert_eq!(validated("[]").1, (1, 0, 0, 1, 0));
}

#[test]
fn values_one_after_another_survive_a_broken_one() {
    let pretty = "{\n  \"affiliate_id\": 7,\n  \"previous_status\": \"pending\",\n  \"current_status\": \"active\"\n}\n";
    let broken = "{\n  \"affiliate_id\": 7,\n  \"previous_status\": pending\n}\n";
    let unclosed = "{\n  \"affiliate_id\": 7,\n  \"previous_status\": \"pen\n";
    assert_eq!(validated(format!("{pretty}{broken}{pretty}")).1, (3, 2, 0, 0, 1));
    assert_eq!(validated(format!("{pretty}{unclosed}{pretty}")).1, (3, 2, 0, 0, 1));
    assert_eq!(validated(format!("{GOOD}{GOOD} {GOOD}")).1, (3, 3, 0, 0, 0));
}

#[test]
fn json_text_sequences_are_read() {
    assert_eq!(validated(format!("\u{1e}{GOOD}\n\u{1e}{{\"broken\n\u{1e}{GOOD}\n")).1, (3, 2, 0, 0, 1));
}

#[test]
fn utf_16_is_read_with_and_without_a_mark() {
    let wide = |little: bool, mark: bool| -> Vec<u8> {
        let units = mark.then_some(0xfeff).into_iter().chain(GOOD.encode_utf16());
        units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    };
    for (little, mark) in [(true, true), (true, false), (false, true), (false, false)] {
        assert_eq!(validated(wide(little, mark)).1, (1, 1, 0, 0, 0), "little {little}, mark {mark}");
    }
    assert_eq!(validated(format!("\u{feff}{GOOD}")).1, (1, 1, 0, 0, 0));
}

#[test]
fn gzip_and_zstd_are_read_by_their_first_bytes_up_to_a_limit() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(format!("{GOOD}\n{GOOD}\n").as_bytes()).unwrap();
    let gzip = gzip.finish().unwrap();
    assert_eq!(validated(&gzip).1, (2, 2, 0, 0, 0));

    // A zstd frame of one raw block: magic, a single segment with its size in one byte, a last raw block.
    let size = u8::try_from(GOOD.len()).unwrap();
    let block = (u32::from(size) << 3 | 1).to_le_bytes();
    let frame = [&[0x28, 0xb5, 0x2f, 0xfd, 0x20, size][..], &block[..3], GOOD.as_bytes()].concat();
    assert_eq!(validated(&frame).1, (1, 1, 0, 0, 0));
    assert_eq!(validated([frame.clone(), frame].concat()).1, (2, 2, 0, 0, 0));

    let sandbox = Sandbox::new();
    sandbox.file("bomb.json.gz", &gzip).file("damaged.json.gz", &gzip[..gzip.len() - 9]);
    let run = sandbox.run(&["validate", "--max-decompressed", "20", "bomb.json.gz"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("decompresses to more than 20 bytes"), "{}", run.stderr);
    let run = sandbox.run(&["validate", "--format", "concise", "damaged.json.gz"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("the gzip data is cut off"), "{}", run.stdout);
}

#[test]
fn a_file_name_that_contradicts_the_body_is_a_finding() {
    let sandbox = Sandbox::new();
    sandbox.file("payment.paid.json", GOOD);
    let run = sandbox.run(&["validate", "--format", "concise", "."]);
    assert!(run.stdout.contains("but the file name says uppromote/payment.paid"), "{}", run.stdout);
    assert_eq!((run.code, sandbox.run(&["validate", "--strict", "."]).code), (0, 1));
}

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let sandbox = Sandbox::new();
    sandbox.file("many.ndjson", format!("{GOOD}\n").repeat(200_000));
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_hookspect"))
        .args(["detect", "many.ndjson"])
        .current_dir(sandbox.path())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn the_number_of_workers_changes_nothing() {
    let sandbox = Sandbox::new();
    let compact = |text: &str| serde_json::from_str::<Value>(text).unwrap().to_string();
    let all: Vec<String> = samples().iter().map(|(_, text)| compact(text)).collect();
    let mut lines = String::new();
    for round in 0..20 {
        for (index, line) in all.iter().enumerate() {
            lines.push_str(if (round + index) % 17 == 0 { &line[..line.len() / 2] } else { line });
            lines.push('\n');
        }
    }
    sandbox
        .file("many.ndjson", &lines)
        .file("array.json", format!("[{}]", vec![all.join(",\n"); 20].join(",")));
    for (id, text) in samples() {
        sandbox.file(&format!("files/{id}.json"), text);
    }
    sandbox.file("files/broken.json", "{\"a\":").file("files/empty.json", "");
    for command in ["inspect", "detect", "validate"] {
        for format in ["human", "concise", "json", "ndjson"] {
            let run = |jobs| {
                sandbox.run(&[
                    command,
                    "--format",
                    format,
                    "--jobs",
                    jobs,
                    "files",
                    "many.ndjson",
                    "nowhere",
                    "array.json",
                ])
            };
            let (one, eight) = (run("1"), run("8"));
            assert!(one == eight, "{command} --format {format} depends on --jobs");
            assert_eq!(one.code, 2);
        }
    }
    let run = sandbox.run(&["validate", "--format", "json", "files", "many.ndjson", "array.json"]);
    let (read, ..) = summary(&run);
    let in_files = all.len() + 2;
    assert_eq!(read, (in_files + all.len() * 20 * 2) as u64, "every record of every source is there");
}

#[test]
fn what_stands_beside_a_broken_record_is_read() {
    for (content, expected) in [
        // An array whose first item is broken, over lines and on one line.
        (format!("[{{\"affiliate_id\":1,\n{GOOD},\n{GOOD}]\n"), (3, 2, 0, 0, 1)),
        (format!("[{{\"affiliate_id\":1,{GOOD},{GOOD}]"), (3, 2, 0, 0, 1)),
        (format!("[\n  {{\"affiliate_id\":tru}},\n  {GOOD}\n]\n"), (2, 1, 0, 0, 1)),
        // Objects with a line of words between them.
        (format!("{GOOD}\nand, then:\n{GOOD}\n"), (3, 2, 0, 0, 1)),
        // A hundred brackets that are never closed.
        (format!("{}{GOOD}\n{GOOD}\n", "{\"a\":[\n".repeat(100)), (102, 2, 0, 0, 100)),
    ] {
        let (run, counts) = validated(&content);
        assert_eq!(counts, expected, "{content}: {}", run.stdout);
    }
}

#[test]
fn a_stray_nul_in_a_log_costs_no_payload() {
    let (run, counts) = validated(format!("{}2026 x \0 y\n", format!("INFO {GOOD}\n").repeat(5)));
    assert_eq!(counts, (5, 5, 0, 0, 0), "{}", run.stdout);
}

#[test]
fn what_is_not_read_is_named_with_the_command_that_gets_out_what_can_be_read() {
    let tar = {
        let mut block = vec![0_u8; 512];
        block[..6].copy_from_slice(b"a.json");
        block[257..263].copy_from_slice(b"ustar\0");
        [block, b"{\"a\":1}".repeat(2000)].concat()
    };
    let gzipped = {
        use std::io::Write as _;
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&tar).unwrap();
        encoder.finish().unwrap()
    };
    let flow = b"218:9:websocket;0:~8:response;0:~7:request;40:4:path;5:/hook,}}".to_vec();
    let sandbox = Sandbox::new();
    for (name, bytes, what, command) in [
        ("a.zip", b"PK\x03\x04\x14\0\0\0\x08\0{\"a\":1}".to_vec(), "a zip archive", "unzip -p"),
        ("a.tar", tar, "a tar archive", "tar -xOf"),
        ("a.tgz", gzipped, "a tar archive", "tar -xOf"),
        ("a.pcap", b"\xd4\xc3\xb2\xa1\x02\0\x04\0".to_vec(), "(pcap)", "tshark"),
        ("a.pcapng", b"\n\r\r\n\x1c\0\0\0".to_vec(), "(pcap)", "tshark"),
        ("a.bz2", b"BZh91AY&SY\0\0".to_vec(), "bzip2", "bzip2 -dc"),
        ("flows", flow, "a dump of mitmproxy", "mitmdump -nr FILE --set hardump"),
    ] {
        sandbox.file(name, &bytes);
        let run = sandbox.run(&["validate", "-v", name]);
        assert_eq!(run.code, 1, "{name}: {}", run.stdout);
        assert!(run.stdout.contains(what) && run.stdout.contains(command), "{name}: {}", run.stdout);
    }
    // Numbers with colons are no dump, and neither is text that begins with the letters of one.
    for text in ["12:30 up\n12:31 down\n", "PK begins a log\nnothing\n", "BZh is a word\nnothing\n"] {
        sandbox.file("a.txt", text);
        let run = sandbox.run(&["validate", "--format", "concise", "a.txt"]);
        assert!(run.stdout.contains("none of which holds a payload"), "{}", run.stdout);
    }
}
