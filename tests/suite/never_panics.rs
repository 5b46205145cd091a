//! Whatever the bytes: no panic, and an exit code from 0 to 3.

use std::collections::HashMap;

use crate::support::wrapping::{Request, forms};
use crate::support::{Sandbox, cases, samples};
use proptest::prelude::*;

/// Pieces of JSON in any order, and samples that are cut or changed.
fn text() -> impl Strategy<Value = Vec<u8>> {
    let pieces = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\n",
        "\r",
        " ",
        "\u{1e}",
        "null",
        "1",
        "-",
        "1e400",
        "\\ud800",
        "\"a\"",
        "\"data\"",
        "{\"event_type\":\"promoter.created\",\"data\":{\"test\":true}",
        "\u{feff}",
        "\u{202e}",
        "é",
        "auth_token",
    ];
    let soup = prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60)
        .prop_map(|all| all.concat().into_bytes());
    let all: Vec<String> = samples().into_iter().map(|(_, text)| text).collect();
    let wrapped = forms().map(|form| {
        let (signature, path) = ("00".to_owned(), "/hooks/payment-paid".to_owned());
        let body = "{\"payment_id\":1,\"status\":\"\u{eb}\"}".to_owned();
        (form.make)(&Request { body, signature, path })
    });
    let all: Vec<Vec<u8>> = all.into_iter().map(String::into_bytes).chain(wrapped).collect();
    let mutant = (prop::sample::select(all), any::<prop::sample::Index>(), any::<u8>(), any::<bool>())
        .prop_map(|(text, place, byte, cut)| {
            let mut bytes = text;
            let at = place.index(bytes.len());
            if cut {
                bytes.truncate(at);
            } else {
                bytes[at] = byte;
            }
            bytes
        });
    prop_oneof![prop::collection::vec(any::<u8>(), 0..300), soup, mutant]
}

#[derive(serde::Deserialize)]
struct Report {
    summary: HashMap<String, u64>,
}

/// Commands with their formats.
fn runs() -> Vec<(&'static str, &'static str)> {
    let shared = ["human", "line", "csv", "concise", "json", "ndjson"];
    let all = ["inspect", "validate"].into_iter().flat_map(|command| shared.map(|format| (command, format)));
    let own = [
        ("detect", "human"),
        ("detect", "json"),
        ("unwrap", "body"),
        ("unwrap", "json"),
        ("verify", "ndjson"),
    ];
    all.chain(own).chain([("normalize", "ndjson"), ("normalize", "pretty")]).collect()
}

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn arbitrary_bytes_end_with_an_exit_code_from_0_to_3(
        text in text(),
        (command, format) in prop::sample::select(runs()),
    ) {
        let run = Sandbox::new().run_with(&[command, "--format", format], &text);
        prop_assert!((0..=3).contains(&run.code), "{run:?}");
        prop_assert!(!run.stderr.contains("panicked"), "{run:?}");
        if format == "json" && !matches!(command, "unwrap" | "verify") {
            // `Value` cannot hold every number that a payload may show.
            let report: Report = serde_json::from_str(&run.stdout).unwrap();
            let count = |name: &str| report.summary[name];
            prop_assert_eq!(count("read"), count("valid") + count("invalid") + count("unknown") + count("unreadable"));
        }
    }
}
