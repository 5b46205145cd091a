//! Twice the input costs twice the work: counted in bytes that are read, never on a clock.

use std::sync::Arc;

use hookspect::input::{Framing, Origin, Source, Unit, for_each_record};
use hookspect::json::{Position, Tape};

/// How much a count may grow when the input doubles: a little more than twice, far less than four times.
const MOST_GROWTH: u64 = 250;

fn grows_evenly(what: &str, count: impl Fn(usize) -> u64) {
    let (one, two) = (count(500), count(1000));
    assert!(one > 0, "{what}: nothing was counted");
    let growth = two * 100 / one;
    assert!(growth <= MOST_GROWTH, "{what}: {one} grows to {two}, {growth} %");
}

fn unit(text: String, framing: Framing) -> Unit {
    let source = Arc::new(Source { name: "a".to_owned(), origin: Origin::Stdin });
    Unit {
        source,
        text: text.into_bytes(),
        start: Position::START,
        framing,
        first: true,
        last: true,
        pause: false,
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
