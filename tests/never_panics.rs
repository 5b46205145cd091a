//! Whatever the bytes: no panic, and an exit code from 0 to 3.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::collections::HashMap;

use proptest::prelude::*;
use support::{Sandbox, cases, samples};

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
    let mutant = (prop::sample::select(all), any::<prop::sample::Index>(), any::<u8>(), any::<bool>())
        .prop_map(|(text, place, byte, cut)| {
            let mut bytes = text.into_bytes();
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

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn arbitrary_bytes_end_with_an_exit_code_from_0_to_3(
        text in text(),
        command in prop::sample::select(vec!["inspect", "validate", "detect"]),
        format in prop::sample::select(vec!["human", "concise", "json", "ndjson"]),
    ) {
        let run = Sandbox::new().run_with(&[command, "--format", format], &text);
        prop_assert!((0..=3).contains(&run.code), "{run:?}");
        prop_assert!(!run.stderr.contains("panicked"), "{run:?}");
        if format == "json" {
            // `Value` cannot hold every number that a payload may show.
            let report: Report = serde_json::from_str(&run.stdout).unwrap();
            let count = |name: &str| report.summary[name];
            prop_assert_eq!(count("read"), count("valid") + count("invalid") + count("unknown") + count("unreadable"));
        }
    }
}
