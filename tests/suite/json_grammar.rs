//! What is JSON and what is not: RFC 8259, kind by kind, with `serde_json` as the second opinion.

#[path = "json/accept.rs"]
mod accept;
#[path = "json/reject.rs"]
mod reject;

use std::collections::HashSet;
use std::fmt::Debug;

use accept::{ACCEPT, Serde};
use hookspect::json::{Inside, SyntaxErrorKind, Tape};
use reject::REJECT;

fn serde_accepts(text: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Value>(text).is_ok()
}

#[test]
fn every_kind_of_valid_text_is_accepted() {
    let mut tape = Tape::new();
    for (kind, text, serde) in ACCEPT {
        let parsed = tape.parse(text);
        assert!(parsed.is_ok_and(|document| document.len() > 0), "{kind}: {parsed:?}");
        assert_eq!(serde_accepts(text), *serde == Serde::Agrees, "serde_json, {kind}");
    }
    assert!(ACCEPT.len() >= 95, "{} kinds", ACCEPT.len());
}

#[test]
fn every_kind_of_broken_text_is_refused_with_a_place_and_words() {
    let mut tape = Tape::new();
    for (kind, text) in REJECT {
        let error = tape.parse(text).expect_err(kind);
        assert!(error.offset <= text.len(), "{kind}: {error:?}");
        assert!(!error.to_string().is_empty(), "{kind}: {error:?}");
        assert!(!serde_accepts(text), "serde_json, {kind}");
    }
    assert!(REJECT.len() >= 188, "{} kinds", REJECT.len());
}

#[test]
fn no_case_stands_twice() {
    fn twice<'a, T: Eq + std::hash::Hash + Debug + 'a>(cases: impl Iterator<Item = T>) -> Vec<T> {
        let mut seen = HashSet::new();
        let mut twice = Vec::new();
        for case in cases {
            if seen.contains(&case) {
                twice.push(case);
            } else {
                seen.insert(case);
            }
        }
        twice
    }
    assert_eq!(
        twice(ACCEPT.iter().map(|case| case.1).chain(REJECT.iter().map(|case| case.1))),
        Vec::<&[u8]>::new()
    );
    assert_eq!(
        twice(ACCEPT.iter().map(|case| case.0).chain(REJECT.iter().map(|case| case.0))),
        Vec::<&str>::new()
    );
}

#[test]
fn a_prefix_ends_where_its_value_ends_whatever_follows() {
    let mut tape = Tape::new();
    for (kind, text, _) in ACCEPT {
        let value = text.trim_ascii();
        // A number is the one value that what follows can prolong.
        for rest in [&b" \xff"[..], b",]", b"\n{\"next\":"] {
            let joined = [*text, rest].concat();
            let (document, end) = tape.parse_prefix(&joined).expect(kind);
            assert_eq!(document.root().raw().as_bytes(), value, "{kind}");
            assert_eq!(end, text.trim_ascii_end().len(), "{kind}");
        }
    }
}

#[test]
fn a_value_cut_anywhere_is_incomplete_and_nothing_worse() {
    let text = "{\"név\": [true, -1.5e-7, \"é\\u20ac\\n\", {}, null], \"b\": {\"c\": false}}";
    let mut tape = Tape::new();
    for end in 0..text.len() {
        let cut = text.as_bytes().get(..end).unwrap();
        let error = tape.parse(cut).expect_err("cut");
        assert!(error.is_incomplete(), "{end}: {error:?}");
        assert_eq!(error.offset, end);
    }
    assert!(tape.parse(text.as_bytes()).is_ok());
}

#[test]
fn depth_costs_neither_stack_nor_patience() {
    let mut tape = Tape::new();
    let deep = 1_000_000;
    let opened = "[".repeat(deep);
    let error = tape.parse(opened.as_bytes()).expect_err("never closed");
    assert_eq!(error.offset, deep);
    assert_eq!(error.kind, SyntaxErrorKind::CutOff { inside: Inside::Array, start: deep - 1 });

    let objects = "{\"\":".repeat(100_000);
    let error = tape.parse(objects.as_bytes()).expect_err("never closed");
    assert_eq!(error.kind, SyntaxErrorKind::CutOff { inside: Inside::Object, start: 399_996 });

    let closed = opened + &"]".repeat(deep);
    assert_eq!(tape.parse(closed.as_bytes()).expect("balanced").len(), deep);
}

#[test]
fn a_hundred_thousand_repeated_names_are_all_kept() {
    let text = format!("{{{}\"k\":0}}", "\"k\":1,".repeat(99_999));
    let mut tape = Tape::new();
    let document = tape.parse(text.as_bytes()).expect("valid");
    assert_eq!(document.root().members().count(), 100_000);
    assert_eq!(document.root().get("k").expect("first").raw(), "1");
}

#[test]
fn a_tape_used_again_holds_nothing_of_the_text_before() {
    let mut tape = Tape::new();
    assert_eq!(tape.parse(b"[1,2,3]").expect("valid").len(), 4);
    assert!(tape.parse(b"[1,2,").is_err());
    assert_eq!(tape.parse(b"{}").expect("valid").len(), 1);
}
