//! Walking a parsed text: kinds, spans, strings, numbers, members, JSON Pointers.

use hookspect::json::{Document, JsonKind, Pointer, Span, Tape, Value};

fn with_document<T>(text: &str, look: impl FnOnce(Document<'_>) -> T) -> T {
    look(Tape::new().parse(text.as_bytes()).expect(text))
}

fn with_root<T>(text: &str, look: impl FnOnce(Value<'_>) -> T) -> T {
    with_document(text, |document| look(document.root()))
}

#[test]
fn every_kind_has_its_kind() {
    let kinds = [
        ("null", JsonKind::Null),
        ("false", JsonKind::False),
        ("true", JsonKind::True),
        ("-1.5e3", JsonKind::Number),
        ("\"\"", JsonKind::String),
        ("[]", JsonKind::Array),
        ("{}", JsonKind::Object),
    ];
    for (text, kind) in kinds {
        assert_eq!(with_document(text, |document| document.root().kind()), kind);
    }
}

#[test]
fn spans_and_raw_text_are_those_of_the_value_as_written() {
    with_document(" { \"a\" : [ 1.50 , \"x\\u0041\" ] } ", |document| {
        let shown: Vec<_> =
            (0..5).map(|index| document.value(index)).map(|value| (value.span(), value.raw())).collect();
        assert_eq!(
            shown,
            [
                (Span { start: 1, end: 31 }, "{ \"a\" : [ 1.50 , \"x\\u0041\" ] }"),
                (Span { start: 3, end: 6 }, "\"a\""),
                (Span { start: 9, end: 29 }, "[ 1.50 , \"x\\u0041\" ]"),
                (Span { start: 11, end: 15 }, "1.50"),
                (Span { start: 18, end: 27 }, "\"x\\u0041\""),
            ]
        );
        assert_eq!(document.len(), 5);
        assert_eq!(document.root().next(), 5);
    });
}

#[test]
fn an_index_past_the_tape_is_the_last_node() {
    with_document("[1,2]", |document| {
        assert_eq!((document.value(99).index(), document.value(u32::MAX).raw()), (2, "2"));
    });
}

#[test]
fn members_keep_their_order_and_their_repetitions() {
    with_root(r#"{"b":1,"a":{"c":[2]},"b":3}"#, |root| {
        let members: Vec<_> =
            root.members().map(|(name, value)| (name.text().unwrap(), value.raw())).collect();
        assert_eq!(members, [("b".into(), "1"), ("a".into(), r#"{"c":[2]}"#), ("b".into(), "3")]);
        assert_eq!(root.get("b").map(Value::raw), Some("1"));
        assert_eq!(root.get("c").map(Value::raw), None);
        assert_eq!(root.items().count(), 0);
    });
}

#[test]
fn items_step_over_whole_subtrees() {
    with_root(r#"[[1,[2]],{"a":3},4]"#, |root| {
        assert_eq!(root.items().map(Value::raw).collect::<Vec<_>>(), ["[1,[2]]", r#"{"a":3}"#, "4"]);
        assert_eq!(root.members().count(), 0);
        assert!(root.get("a").is_none());
    });
}

#[test]
fn names_are_compared_by_what_they_mean() {
    with_root(r#"{"\u0061b":1,"ab":2}"#, |root| {
        assert_eq!(root.get("ab").map(Value::raw), Some("1"));
        assert!(root.get("\\u0061b").is_none());
    });
}

#[test]
fn only_containers_with_nothing_in_them_are_empty() {
    let texts =
        [("[]", true), ("{ }", true), ("[0]", false), ("{\"\":0}", false), ("\"\"", false), ("0", false)];
    for (text, empty) in texts {
        assert_eq!(with_document(text, |document| document.root().is_empty_container()), empty, "{text}");
    }
}

#[test]
fn strings_are_unescaped_on_request_and_kept_as_written() {
    let strings = [
        (r#""""#, ""),
        (r#""plain é""#, "plain é"),
        (r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
        (r#""a\u00e9\u20AC""#, "aé€"),
        (r#""\ud83c\udf55!""#, "🍕!"),
        (r#""\\u0041\\""#, "\\u0041\\"),
        (r#""\u0000""#, "\0"),
        (r#""\ud83c""#, "\u{fffd}"),
        (r#""\udf55x""#, "\u{fffd}x"),
        (r#""\ud83c\u0041""#, "\u{fffd}A"),
        (r#""\ud83c\ud83c\udf55""#, "\u{fffd}🍕"),
        (r#""\ud83c\n""#, "\u{fffd}\n"),
        (r#""\udf55\ud83c""#, "\u{fffd}\u{fffd}"),
    ];
    for (text, meaning) in strings {
        with_root(text, |root| {
            assert_eq!(root.text().expect("a string"), meaning, "{text}");
            assert_eq!(root.raw(), text);
            assert_eq!(root.string_raw(), text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')));
            assert_eq!(root.is_escaped(), text.contains('\\'), "{text}");
        });
    }
    assert!(with_root("[\"a\"]", |root| root.text().is_none() && root.string_raw().is_none()));
}

#[test]
fn integers_are_told_by_their_value_not_their_spelling() {
    let integral = [
        "0",
        "-0",
        "7",
        "-12",
        "1.0",
        "1.50e1",
        "1e2",
        "10e-1",
        "-1200.00e-2",
        "0.0",
        "0e-5",
        "0.000e999999999999999999999",
        "1e400",
        "1e99999999999999999999999999",
        "98765432109876543210987654321",
        "0e-99999999999999999999",
        "100e-2",
        "-0.0",
    ];
    let fractional = [
        "1.5",
        "-0.1",
        "1e-1",
        "15e-1",
        "1.25e1",
        "101e-2",
        "100e-3",
        "1e-99999999999999999999999999",
        "0.10",
        "1.0e-1",
    ];
    for text in integral {
        assert!(with_document(text, |document| document.root().is_integral()), "{text}");
    }
    for text in fractional {
        assert!(!with_document(text, |document| document.root().is_integral()), "{text}");
    }
    assert!(!with_document("\"1\"", |document| document.root().is_integral()));
    assert!(!with_document("null", |document| document.root().is_integral()));
}

/// The document and the results of RFC 6901, section 5.
#[test]
fn pointers_of_the_rfc() {
    let text =
        r#"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}"#;
    let results = [
        ("", Some(text)),
        ("/foo", Some("[\"bar\",\"baz\"]")),
        ("/foo/0", Some("\"bar\"")),
        ("/", Some("0")),
        ("/a~1b", Some("1")),
        ("/c%d", Some("2")),
        ("/e^f", Some("3")),
        ("/g|h", Some("4")),
        ("/i\\j", Some("5")),
        ("/k\"l", Some("6")),
        ("/ ", Some("7")),
        ("/m~0n", Some("8")),
        ("/foo/2", None),
        ("/foo/-", None),
        ("/foo/00", None),
        ("/foo/+1", None),
        ("/foo/", None),
        ("/foo/99999999999999999999999", None),
        ("/foo/0/0", None),
        ("/m~n", None),
        ("/m~2n", None),
        ("/m~", None),
        ("foo", None),
        ("#/foo", None),
    ];
    with_document(text, |document| {
        for (pointer, result) in results {
            assert_eq!(document.pointer(pointer).map(Value::raw), result, "{pointer}");
        }
    });
}

#[test]
fn a_pointer_takes_the_first_of_repeated_names_and_resolves_tilde_one_last() {
    with_document(r#"{"k":1,"k":2,"~1":3,"/":4}"#, |document| {
        assert_eq!(document.pointer("/k").map(Value::raw), Some("1"));
        assert_eq!(document.pointer("/~01").map(Value::raw), Some("3"));
        assert_eq!(document.pointer("/~1").map(Value::raw), Some("4"));
    });
}

#[test]
fn every_node_has_a_pointer_that_leads_to_it() {
    let text = r#"{"data":{"items":[{"a/b":[]},[[1],{"~":{"\u0041":null}}]],"":true},"z":[]}"#;
    with_document(text, |document| {
        let mut pointers = Vec::new();
        for index in 0..u32::try_from(document.len()).unwrap() {
            let pointer = document.pointer_of(index);
            let found = document.pointer(pointer.as_str()).expect("a way back");
            // A name has the pointer of its value, which follows it.
            assert!(found.index() == index || found.index() == index + 1, "{pointer}");
            pointers.push(pointer.to_string());
        }
        pointers.dedup();
        assert_eq!(
            pointers,
            [
                "",
                "/data",
                "/data/items",
                "/data/items/0",
                "/data/items/0/a~1b",
                "/data/items/1",
                "/data/items/1/0",
                "/data/items/1/0/0",
                "/data/items/1/1",
                "/data/items/1/1/~0",
                "/data/items/1/1/~0/A",
                "/data/",
                "/z",
            ]
        );
    });
}

#[test]
fn the_pointer_of_a_very_deep_value_is_found_without_recursion() {
    let deep = 100_000;
    with_document(&("[".repeat(deep) + &"]".repeat(deep)), |document| {
        assert_eq!(document.pointer_of(u32::MAX).as_str().len(), 2 * (deep - 1));
    });
}

#[test]
fn pointers_are_built_step_by_step() {
    let mut pointer = Pointer::default();
    assert_eq!(pointer.as_str(), "");
    pointer.push_key("a/b~c");
    pointer.push_index(10);
    pointer.push_key("");
    assert_eq!(pointer.to_string(), "/a~1b~0c/10/");
    assert_eq!(format!("{pointer:<14}|"), "/a~1b~0c/10/  |");
}
