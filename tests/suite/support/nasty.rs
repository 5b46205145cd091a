//! Files whose names and keys have to survive every format.

use super::{Sandbox, sample};
use serde_json::Value;

/// Names that have to survive every format.
pub(crate) const NASTY: &[&str] = &[
    "plain.json",
    "a folder/with spaces.json",
    "it's \"quoted\".json",
    "50%0A::error::no.json",
    "::add-mask::x,y:z.json",
    "two\nlines.json",
    "##[group]a&b<c>.json",
];

pub(crate) fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    let wrong =
        sample("uppromote/payment.paid").replace("\"payment_id\": 58316", "\"payment_id\": \"58316\"");
    assert!(wrong.contains("\"58316\""));
    for name in NASTY {
        sandbox.file(&format!("fixtures/{name}"), &wrong);
    }
    let compact = |text: &str| serde_json::from_str::<Value>(text).unwrap().to_string();
    let key = r###"{"a::b%0A::error::c\n::notice::d<&>\"##[x]": 1, "order": 1e400, "###;
    let lines = [
        compact(&sample("uppromote/affiliate.new")),
        compact(&wrong).replacen('{', key, 1),
        "{\"broken\": ".to_owned(),
        compact(&wrong),
        "{\"hello\": \"::world::\"}".to_owned(),
    ];
    sandbox.file("fixtures/lines.ndjson", lines.join("\n")).file("fixtures/empty.json", "");
    sandbox
}

pub(crate) fn validated(format: &str) -> String {
    sandbox().run(&["validate", "-v", "--format", format, "fixtures"]).stdout
}

/// What `junit-10.xsd` of Jenkins' xUnit plugin asks of the elements used: children, attributes, required ones.
pub(crate) fn check_element(node: roxmltree::Node<'_, '_>) {
    let (children, optional, required): (&[&str], &[&str], &[&str]) = match node.tag_name().name() {
        "testsuites" => (&["testsuite"], &["name", "time", "tests", "failures", "errors"], &[]),
        "testsuite" => (
            &["testsuite", "properties", "testcase", "system-out", "system-err"],
            &["group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"],
            &["name", "tests", "failures", "errors"],
        ),
        "testcase" => (
            &["skipped", "error", "failure", "system-out", "system-err"],
            &["time", "classname", "group"],
            &["name"],
        ),
        "failure" | "error" | "skipped" => (&[], &["type", "message"], &[]),
        "system-out" | "system-err" => (&[], &[], &[]),
        other => panic!("the schema has no {other}"),
    };
    for attribute in node.attributes() {
        let name = attribute.name();
        assert!(optional.contains(&name) || required.contains(&name), "{name} of {node:?}");
    }
    for name in required {
        assert!(node.has_attribute(*name), "{node:?} lacks {name}");
    }
    let mixed =
        matches!(node.tag_name().name(), "failure" | "error" | "skipped" | "system-out" | "system-err");
    for child in node.children() {
        if child.is_text() {
            assert!(mixed || child.text().unwrap().trim().is_empty(), "text in {node:?}");
        } else {
            assert!(children.contains(&child.tag_name().name()), "{child:?} in {node:?}");
            check_element(child);
        }
    }
}
