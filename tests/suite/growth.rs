//! Twice the input costs twice the work: counted in bytes that are read, never on a clock.

use std::sync::Arc;

use hookspect::capture::Request;
use hookspect::engine::{Found, Inflation, Judged, Tapes, Unwrapper};
use hookspect::input::{Framing, Growth, Origin, Source, Unit, for_each_record};
use hookspect::json::{Position, Tape};
use hookspect::yaml::Values;

/// How much a count may grow when the input doubles: a little more than twice, far less than four times.
const MOST_GROWTH: u64 = 250;

fn grows_evenly(what: &str, count: impl Fn(usize) -> u64) {
    let (one, two) = (count(500), count(1000));
    assert!(one > 0, "{what}: nothing was counted");
    let growth = two * 100 / one;
    assert!(growth <= MOST_GROWTH, "{what}: {one} grows to {two}, {growth} %");
}

fn unit(text: String, framing: Framing) -> Unit {
    let source = Arc::new(Source {
        name: "a".to_owned(),
        origin: Origin::Stdin,
        is_regular: false,
        by_content: false,
    });
    Unit {
        source,
        text: text.into_bytes(),
        start: Position::START,
        framing,
        first: true,
        last: true,
        is_marked: false,
        pause: false,
        reader: 0,
        damage: None,
        list: None,
        table: None,
    }
}

#[test]
fn brackets_that_are_never_closed_are_read_once_and_not_for_each_of_them() {
    for pattern in [
        "{\n\"a\":\n{\"b\":1,\n\"c\":\n",
        "{\"a\":\n{\"b\":",
        "[\n {\"a\": [\n",
        "{\"a\":[\n",
        "[",
        "[{\"a\":1,\n",
        "{\"\u{fffd}\":[\n",
    ] {
        grows_evenly(pattern, |count| {
            let mut tape = Tape::new();
            let unit = unit(pattern.repeat(count), Framing::Values { in_array: false });
            let mut records = 0;
            for_each_record(&unit, &mut tape, &mut |_| records += 1);
            tape.bytes_read() + records
        });
    }
}

#[test]
fn bytes_that_are_not_utf_8_do_not_make_brackets_be_read_again() {
    for pattern in [b"{\"\xff\":[\n".as_slice(), b"{\"a\":[\n"] {
        grows_evenly("not UTF-8", |count| {
            let mut unit = unit(String::new(), Framing::Values { in_array: false });
            unit.text = [pattern.repeat(count), b"\"\xff\"".to_vec(), b"]}\n".repeat(count)].concat();
            let mut tape = Tape::new();
            for_each_record(&unit, &mut tape, &mut |_| {});
            tape.bytes_read()
        });
    }
}

/// What is read of a text, what is shown of it with its faults, and how many things are found in it.
fn unwrapped(text: &str) -> u64 {
    let nothing = |_: hookspect::json::Document<'_>, _: &Request| Judged {
        is_payload: false,
        events: None,
        form: None,
        verdict: (),
    };
    let unwrapper = Unwrapper::new(&nothing, Inflation::of(1 << 20, Growth::Proportionate));
    let (mut tapes, mut tape) = (Tapes::default(), Tape::new());
    let (mut shown, mut found, mut last) = (0, 0, 0);
    let mut each = |one: Found<'_, ()>| {
        found += 1;
        match one {
            Found::Fault(fault) => {
                assert!(
                    fault.range.start >= last,
                    "what is found goes forward: no place is sought from the start"
                );
                last = fault.range.start;
                shown += fault.range.len() as u64;
            }
            Found::Capture(capture) => shown += capture.text.len() as u64,
            Found::Remark(_) | Found::Damage(_) | Found::Passed(_) => {}
        }
    };
    if let Ok(document) = tape.parse(text.as_bytes()) {
        unwrapper.record(document, None, &mut tapes, &mut each);
    } else if !unwrapper.text(text.as_bytes(), &mut tapes, &mut each) {
        unwrapper.lines(text.as_bytes(), &mut tapes, &mut each);
    }
    assert!(found > 0, "{text}");
    shown + tapes.bytes_read() + found
}

#[test]
fn faults_in_captures_cost_and_show_no_more_than_their_own_text() {
    let har = "{\"request\":{\"method\":\"POST\",\"url\":\"u\",\"headers\":[],\"postData\":{\"text\":\"!!!\",\"encoding\":\"base64\"}}}";
    grows_evenly("broken base64 in a HAR file", |count| {
        unwrapped(&format!(
            "{{\"log\":{{\"version\":\"1.2\",\"entries\":[{}]}}}}",
            vec![har; count].join(",")
        ))
    });
    grows_evenly("rows of another length", |count| {
        unwrapped(&format!("id,payload\n1,\"{{\"\"a\"\":1}}\"\n{}", "1,2,3\n".repeat(count)))
    });
    let interaction =
        "- request:\n    body: \"{\\\"a\\\":1}\"\n    method: POST\n    uri: u\n  response: {}\n";
    grows_evenly("interactions of a cassette", |count| {
        unwrapped(&format!("interactions:\n{}version: 1\n", interaction.repeat(count)))
    });
    let broken = interaction.replace("\"}", "");
    grows_evenly("interactions that are broken", |count| {
        unwrapped(&format!("interactions:\n{}", broken.replace("method", "\"method").repeat(count)))
    });
    for (what, line) in [
        ("half an object in each line of a log", "INFO got {\"a\":1, \"b\":\n"),
        ("an object that no line closes", "INFO got {\"a\":[{\"b\":\n"),
        ("brackets that no line closes", "{\"a\":[\nx\n"),
        ("prints that nothing closes", "got {'a': {'b': [\n"),
        ("a print in a print that is none", "{'a': {'b': {'c': <d>\n"),
        ("objects in quoted texts", "level=info body=\"{\\\"a\\\":1}\" msg=\"{\\\"b\\\": {\\\"c\n"),
        (
            "entries of a logger",
            "up {\"level\":\"info\",\"ts\":1,\"msg\":\"a\",\"b\":{\"c\":{\"d\":[{}]}}}\n",
        ),
        ("events whose data is broken", "data: {\"a\":\n\n"),
        ("commands", "curl -d \"{\\\"a\\\":1}\" https://x/y\n"),
        ("commands with a quote that is never closed", "curl -d 'a https://x/y\n"),
        ("requests without a body", "POST / HTTP/1.1\nHost: a\nContent-Length: 0\n\n"),
        ("requests with broken headers", "POST / HTTP/1.1\nHost a\n\n"),
        ("something that is no request", "POST / HTTP/1.1\nContent-Length: 2\n\n{}no request\n"),
    ] {
        grows_evenly(what, |count| unwrapped(&line.repeat(count)));
    }
}

#[test]
fn yaml_is_read_once_whatever_is_broken_in_it() {
    let good = "- request:\n    body: x\n    method: POST\n    uri: u\n  response: {}\n";
    for (what, text) in [
        ("interactions", good.to_owned()),
        ("interactions with a quote that is never closed", good.replace("body: x", "body: \"x")),
        ("interactions with a bracket that is never closed", good.replace("response: {}", "response: {")),
        ("interactions with an alias of nothing", good.replace("body: x", "body: *a")),
        ("broken interactions between good ones", format!("{good}{}", good.replace("body: x", "body: [x"))),
        ("documents", format!("---\ninteractions:\n{good}")),
    ] {
        grows_evenly(what, |count| {
            let text = format!("interactions:\n{}", text.repeat(count));
            let mut values = Values::new(&text, &["interactions"]);
            let mut written = 0;
            for value in values.by_ref() {
                written += value.map_or(1, |value| value.text.len() as u64);
            }
            assert!(written > 0, "{what}");
            values.events_read() + written
        });
    }
}
