//! What a payload may cost: memory under a limit, and output that grows with the input and no faster. Nothing here looks
//! at a clock; what is counted is told in full.

use serde_json::Value;

use crate::support::{Run, Sandbox, sample};

/// How much address space a run gets, in KiB: some times the largest input here.
const MEMORY: &str = "-v 1048576";

/// Runs the program with little memory.
#[cfg(target_os = "linux")]
fn limited(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    sandbox.run_limited(MEMORY, arguments)
}

#[cfg(not(target_os = "linux"))]
fn limited(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    let _ = MEMORY;
    sandbox.run(arguments)
}

fn run_on(payload: &str, arguments: &[&str]) -> Run {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", payload);
    limited(&sandbox, &[arguments, &["a.json"]].concat())
}

fn document(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.stderr))
}

/// A known payload on one line with so many unknown keys.
fn unknown_keys(count: usize) -> String {
    let known: Value = serde_json::from_str(&sample("uppromote/payment.paid")).unwrap();
    let keys: Vec<String> = (0..count).map(|number| format!("\"k{number}\":{number}")).collect();
    format!("{},{}}}", known.to_string().trim_end_matches('}'), keys.join(","))
}

#[test]
fn findings_beyond_the_bound_are_counted_and_told_in_every_format() {
    let formats = ["human", "concise", "json", "ndjson", "sarif", "junit", "github", "gitlab"];
    let outputs = formats.map(|format| format!("--output={format}={format}"));
    let sandbox = Sandbox::new();
    sandbox.file("a.json", unknown_keys(12_000));
    let arguments: Vec<&str> = outputs.iter().map(String::as_str).collect();
    assert_eq!(limited(&sandbox, &[&["validate", "-q", "a.json"], &arguments[..]].concat()).code, 0);
    for format in formats {
        let message = "has 2000 more of these; the first 10000 are listed";
        assert!(sandbox.read(format).contains(message), "{format}");
    }
    let report: Value = serde_json::from_str(&sandbox.read("json")).unwrap();
    assert_eq!(report["summary"]["warnings"], 12_000);
    let findings = report["records"][0]["findings"].as_array().unwrap();
    let unknown: Vec<&Value> = findings.iter().filter(|finding| finding["rule"] == "unknown-field").collect();
    assert_eq!(unknown.len(), 10_001);
    assert_eq!(unknown.last().unwrap()["count"], 2_000);
    assert_eq!(sandbox.run(&["validate", "--strict", "-q", "a.json"]).code, 1);
}

#[test]
fn what_is_beyond_the_bound_is_ignored_expected_and_known_as_its_rule_is() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", unknown_keys(12_000));
    let summary = |arguments: &[&str]| {
        document(&sandbox.run(&[&["validate", "--format", "json", "a.json"], arguments].concat()))["summary"]
            .clone()
    };
    sandbox.file("off.toml", "[rules]\nunknown-field = \"off\"\n");
    let off = summary(&["--config", "off.toml"]);
    assert_eq!((&off["warnings"], &off["ignored"]), (&0.into(), &12_000.into()));
    sandbox.file("expect.toml", "[[expect]]\npath = \"a.json\"\nrules = [\"unknown-field\"]\n");
    let expected = summary(&["--config", "expect.toml"]);
    assert_eq!((&expected["warnings"], &expected["expected"]), (&0.into(), &12_000.into()));
    assert_eq!(sandbox.run(&["validate", "--write-baseline", "known.json", "a.json"]).code, 0);
    let known = summary(&["--baseline", "known.json", "--strict"]);
    assert_eq!((&known["errors"], &known["known"]), (&0.into(), &12_000.into()));
}

#[test]
fn output_grows_as_the_number_of_findings_does() {
    for format in ["human", "json", "sarif"] {
        let written = |count| run_on(&unknown_keys(count), &["validate", "--format", format]).stdout.len();
        let (few, many) = (written(2_000), written(4_000));
        assert!(many < few * 2 + few / 5, "{format}: {few} and {many} bytes");
    }
}

#[test]
fn a_long_name_is_not_written_for_each_of_the_findings_below_it() {
    let payload = format!("{{\"{}\":[{}]}}", "k".repeat(96_000), vec!["1e999"; 16_000].join(","));
    for format in ["human", "line", "concise", "json", "sarif", "junit", "github", "gitlab"] {
        let run = run_on(&payload, &["validate", "--format", format]);
        assert!(run.code == 1 && run.stdout.len() < 16 << 20, "{format}: {} bytes", run.stdout.len());
    }
    assert_eq!(document(&run_on(&payload, &["validate", "--format", "json"]))["summary"]["warnings"], 16_000);
}

#[test]
fn deep_findings_are_counted_and_their_pointers_take_little() {
    let payload = format!("{{\"a\":{}1{}}}", "[1e999,".repeat(40_000), "]".repeat(40_000));
    for format in ["human", "json"] {
        let run = run_on(&payload, &["validate", "--format", format]);
        assert!(run.code == 1 && run.stdout.len() < 16 << 20, "{format}: {} bytes", run.stdout.len());
    }
    assert_eq!(document(&run_on(&payload, &["validate", "--format", "json"]))["summary"]["warnings"], 40_000);
}

#[test]
fn a_long_name_is_not_written_for_each_of_the_leaves_below_it() {
    let payload = format!("{{\"{}\":[{}]}}", "k".repeat(64_000), vec!["1"; 16_000].join(","));
    let run = run_on(&payload, &["inspect", "--format", "json"]);
    assert!(run.stdout.len() < 16 << 20, "{} bytes", run.stdout.len());
    let report = document(&run);
    let record = &report["records"][0];
    let fields = record["fields"].as_array().unwrap().len();
    assert!(fields > 10, "those that fit are there");
    assert_eq!(record["fields_left_out"], 16_000 - fields);
    let run = run_on(&payload, &["inspect"]);
    assert!(run.stdout.len() < 16 << 20, "{} bytes", run.stdout.len());
    assert!(run.stdout.contains("more values: their paths are too long to write each one"));
}

/// A comparison with little memory.
fn compared(a: &str, b: &str, arguments: &[&str]) -> Run {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", a).file("b.json", b);
    limited(&sandbox, &[&["diff"], arguments, &["a.json", "b.json"]].concat())
}

#[test]
fn a_difference_deep_inside_is_found_in_every_format() {
    let deep = |open: &str, inner: &str, close: &str| {
        format!("{{\"a\":{}{inner}{}}}", open.repeat(10_000), close.repeat(10_000))
    };
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[1,", ",2]")] {
        let (a, b) = (deep(open, "1", close), deep(open, "2", close));
        for format in ["human", "side-by-side", "markdown", "json", "json-patch"] {
            let run = compared(&a, &b, &["--format", format]);
            assert!(run.code == 1 && run.stdout.len() < 4 << 20, "{open} {format}: {}", run.stderr);
        }
        let run = compared(&a, &deep(open, "\"\"", close), &["--keys-only", "--format", "json"]);
        assert_eq!(document(&run)["summary"]["changed"], 1, "{open}");
    }
}

#[test]
fn differences_at_every_depth_are_counted_and_a_patch_of_them_is_refused() {
    let text =
        |number: &str| format!("{{\"a\":{}0{}}}", format!("[{number},").repeat(20_000), "]".repeat(20_000));
    let (a, b) = (text("1"), text("2"));
    let report = document(&compared(&a, &b, &["--format", "json"]));
    let listed = report["changes"].as_array().unwrap().len();
    assert_eq!(report["summary"]["changed"], 20_000);
    assert_eq!(report["summary"]["unlisted"], 20_000 - listed);
    let run = compared(&a, &b, &[]);
    assert!(
        run.stdout.contains("not listed: too many lie too deep"),
        "{}",
        &run.stdout[run.stdout.len() - 200..]
    );
    let patch = compared(&a, &b, &["--format", "json-patch"]);
    assert!(patch.code == 2 && patch.stderr.contains("the patch would be too long"), "{}", patch.stderr);
}

#[test]
fn repeated_keys_are_paired_in_order_however_they_are_written() {
    let repeated = |key: &str, plus: usize| {
        let members: Vec<String> = (0..20_000).map(|number| format!("\"{key}\":{}", number + plus)).collect();
        format!("{{{}}}", members.join(","))
    };
    let run = compared(&repeated("k", 0), &repeated("\\u006b", 1), &["--format", "json"]);
    assert_eq!(document(&run)["summary"]["changed"], 20_000);
}

#[test]
fn changed_secrets_are_hidden_however_many_there_are() {
    let secrets = |number: usize| {
        let items: Vec<String> =
            (0..20_000).map(|item| format!("{{\"password\":\"hunter{}\"}}", item + number)).collect();
        format!("{{\"items\":[{}]}}", items.join(","))
    };
    let run = compared(&secrets(0), &secrets(50_000), &["--format", "json"]);
    assert_eq!(document(&run)["summary"]["changed"], 20_000);
    assert!(!run.stdout.contains("hunter"));
}

#[test]
fn many_arrays_that_cannot_be_aligned_by_identity_are_told_once_each_up_to_a_bound() {
    let sample: Value = serde_json::from_str(&sample("firstpromoter/promoter.created")).unwrap();
    let with = |count: usize, plus: u64| {
        let mut payload = sample.clone();
        let items: Vec<Value> = (0..count as u64).map(|number| (number * 2 + plus).into()).collect();
        payload["extra"] = vec![Value::from(items); 3].into();
        payload.to_string()
    };
    let run = compared(&with(3_000, 0), &with(3_000, 1), &["--format", "json"]);
    let report = document(&run);
    assert_eq!(report["summary"]["changed"], 9_000);
    assert!(report["remarks"].as_array().unwrap().len() <= 20);
}

#[test]
fn the_fields_of_one_form_share_its_body() {
    let field = "--b\nContent-Disposition: form-data; name=\"a\"\n\n{\"a\":1}\n";
    let sandbox = Sandbox::new();
    sandbox.file("a.txt", format!("{}--b--\n", field.repeat(6000)));
    let run = limited(&sandbox, &["validate", "--format", "json", "-q", "a.txt"]);
    assert_eq!(document(&run)["summary"]["read"], 6000);
}

#[test]
fn a_body_is_read_for_only_so_many_addresses_and_the_others_are_told() {
    let addresses =
        |count: usize| (0..count).map(|at| format!("https://a.example/{at}")).collect::<Vec<_>>().join(" ");
    let command = |body: usize, count: usize| {
        format!("curl --data-binary '{{\"a\":\"{}\"}}' {}\n", "x".repeat(body), addresses(count))
    };
    let sandbox = Sandbox::new();
    sandbox.file("small.sh", command(100, 3000)).file("large.sh", command(200_000, 5000));
    let run = limited(&sandbox, &["validate", "--format", "json", "-q", "small.sh"]);
    assert_eq!(document(&run)["summary"]["read"], 3000);
    let run = limited(&sandbox, &["validate", "--format", "json", "-q", "large.sh"]);
    let records = document(&run)["records"].as_array().unwrap().len();
    assert!((2..40).contains(&records), "{records}");
    let told = format!("goes to {} more addresses, and its body is too long", 5001 - records);
    assert!(run.stdout.contains(&told), "{told}");
}
