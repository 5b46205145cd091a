//! Tables at 80, 120 and 200 columns: nothing is wider than the screen, and what matters most is not cut before anything
//! else.

use std::collections::BTreeMap;

use crate::support::{Sandbox, samples};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

const WIDTHS: [usize; 3] = [80, 120, 200];

/// What a pager of this width shows, without its colours.
fn shown(sandbox: &mut Sandbox, width: usize, arguments: &[&str]) -> String {
    sandbox.variable("COLUMNS", &width.to_string());
    let run = sandbox.run(&[arguments, &["--color", "always"]].concat());
    let mut parts = run.stdout.split("\u{1b}[");
    let first = parts.next().unwrap().to_owned();
    let plain = parts.map(|part| part.split_once('m').map_or(part, |(_, rest)| rest));
    first + &plain.collect::<String>()
}

fn with_samples() -> Sandbox {
    let sandbox = Sandbox::new();
    for (id, text) in samples() {
        sandbox.file(&format!("fixtures/{id}.json"), text);
    }
    sandbox
}

fn assert_fits(text: &str, width: usize) {
    for line in text.lines() {
        assert!(line.width() <= width, "{} columns: {line}", line.width());
    }
}

#[test]
fn rows_name_every_event_whole() {
    let mut sandbox = with_samples();
    for width in WIDTHS {
        let text = shown(&mut sandbox, width, &["inspect", "fixtures"]);
        assert_fits(&text, width);
        for (id, _) in samples() {
            let event = id.split_once('/').unwrap().1;
            let whole = text.lines().any(|line| line.split("  ").any(|cell| cell.trim().starts_with(event)));
            // Events that share a shape are told by the first of them.
            assert!(whole || id.starts_with("uppromote/"), "{event} at {width}:\n{text}");
        }
    }
}

#[test]
fn a_model_names_every_member_whole() {
    let mut sandbox = Sandbox::new();
    for (id, _) in samples() {
        let text = shown(&mut sandbox, 80, &["describe", &id]);
        let document = sandbox.run(&["describe", "--format", "json", &id]).stdout;
        let document: Value = serde_json::from_str(&document).unwrap();
        for field in document["fields"].as_array().unwrap() {
            let name = field["path"].as_str().unwrap().rsplit('.').next().unwrap();
            let is_named = |line: &str| {
                line.split_whitespace().next().is_some_and(|first| first.trim_end_matches(['?', '~']) == name)
            };
            assert!(text.lines().any(is_named), "{id} {name}:\n{text}");
        }
        assert_fits(&text, 80);
    }
}

#[test]
fn events_are_named_whole_and_their_summaries_go_on_below() {
    let mut sandbox = Sandbox::new();
    for width in WIDTHS {
        let text = shown(&mut sandbox, width, &["events"]);
        assert_fits(&text, width);
        assert!(!text.contains('…'), "{text}");
    }
}

#[test]
fn no_new_value_and_no_name_is_cut_in_a_difference() {
    let mut sandbox = Sandbox::new();
    let mut by_provider: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (id, text) in samples() {
        by_provider.entry(id.split_once('/').unwrap().0.to_owned()).or_default().push(text);
    }
    for texts in by_provider.values() {
        for pair in texts.windows(2) {
            sandbox.file("a.json", &pair[0]).file("b.json", &pair[1]);
            let text = shown(&mut sandbox, 80, &["diff", "a.json", "b.json"]);
            assert_fits(&text, 80);
            let document = sandbox.run(&["diff", "--format", "json", "a.json", "b.json"]).stdout;
            let document: Value = serde_json::from_str(&document).unwrap();
            // Values that go on below are put together again.
            let whole: String = text.lines().map(str::trim).collect();
            for change in document["changes"].as_array().unwrap() {
                let short =
                    |text: &&str| text.width() <= 60 && text.parse::<f64>().is_err() && !text.is_empty();
                if let Some(new) = change["new"].as_str().filter(short) {
                    assert!(whole.contains(&new.replace(' ', "")) || whole.contains(new), "{new}: {text}");
                }
                let name = change["pointer"].as_str().unwrap().rsplit('/').next().unwrap();
                assert!(whole.contains(name) || name.parse::<u32>().is_ok(), "{name}: {text}");
            }
        }
    }
}

#[test]
fn tables_at_three_widths() {
    let mut sandbox = with_samples();
    sandbox.file("old.json", samples()[0].1.clone()).file("new.json", samples()[1].1.clone());
    for width in WIDTHS {
        for (name, arguments) in [
            ("rows", &["inspect", "fixtures/uppromote"][..]),
            ("events", &["events"]),
            ("describe", &["describe", "uppromote/payment.paid"]),
            ("diff", &["diff", "old.json", "new.json"]),
            ("side-by-side", &["diff", "--format", "side-by-side", "old.json", "new.json"]),
        ] {
            insta::assert_snapshot!(format!("{name}-{width}"), shown(&mut sandbox, width, arguments));
        }
    }
}
