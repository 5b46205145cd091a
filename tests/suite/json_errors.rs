//! Why a text is not JSON: each cause with its place, and messages that give nothing of the payload away.

use hookspect::json::SyntaxErrorKind::{self as JsonKind, CutOff};
use hookspect::json::{Inside, SyntaxError, Tape};

fn error(text: &[u8]) -> SyntaxError {
    Tape::new().parse(text).map(|_| ()).expect_err(&String::from_utf8_lossy(text))
}

fn cut(inside: Inside, start: usize) -> JsonKind {
    CutOff { inside, start }
}

fn foreign(found: &'static str, meant: &'static str) -> JsonKind {
    JsonKind::ForeignLiteral { found, meant }
}

fn mismatched(found: u8, expected: Option<u8>) -> JsonKind {
    JsonKind::MismatchedBracket { found, expected }
}

fn assert_causes(cases: &[(&[u8], usize, JsonKind)]) {
    for &(text, offset, kind) in cases {
        assert_eq!(error(text), SyntaxError { offset, kind }, "{}", String::from_utf8_lossy(text));
    }
}

#[test]
fn an_end_that_comes_too_early_names_the_innermost_thing_left_open() {
    assert_causes(&[
        (b"", 0, JsonKind::Empty),
        (b" \n\t", 3, JsonKind::Empty),
        (b"[1", 2, cut(Inside::Array, 0)),
        (b"[1,", 3, cut(Inside::Array, 0)),
        (b"[[1],{}  ", 9, cut(Inside::Array, 0)),
        (br#"[{"k":[]"#, 8, cut(Inside::Object, 1)),
        (br#"{"k""#, 4, cut(Inside::Object, 0)),
        (br#"{"k":"#, 5, cut(Inside::Object, 0)),
        (br#"{"k":"v"#, 7, cut(Inside::String, 5)),
        (br#"["\"#, 3, cut(Inside::String, 1)),
        (br#"["\u12"#, 6, cut(Inside::String, 1)),
        (b"[\"\xe2\x82", 4, cut(Inside::String, 1)),
        (b"[-", 2, cut(Inside::Number, 1)),
        (b"[1.", 3, cut(Inside::Number, 1)),
        (b"[1e+", 4, cut(Inside::Number, 1)),
        (b"[tru", 4, cut(Inside::Literal, 1)),
        (b"n", 1, cut(Inside::Literal, 0)),
    ]);
}

#[test]
fn commas_and_colons() {
    assert_causes(&[
        (b"[1,]", 2, JsonKind::TrailingComma),
        (b"[1 ,\n  ]", 3, JsonKind::TrailingComma),
        (br#"{"k":1,}"#, 6, JsonKind::TrailingComma),
        (b"[,1]", 1, JsonKind::ExtraComma),
        (b"[1,,2]", 3, JsonKind::ExtraComma),
        (b"{,}", 1, JsonKind::ExtraComma),
        (br#"{"k":1,,"l":2}"#, 7, JsonKind::ExtraComma),
        (b"[1 2]", 3, JsonKind::MissingComma),
        (br#"{"k":1 "l":2}"#, 7, JsonKind::MissingComma),
        (b"{\"k\":\"v\"\n \"l\":2}", 10, JsonKind::MissingComma),
        (br#"["say "hi""]"#, 7, JsonKind::MissingComma),
        (b"[[][]]", 3, JsonKind::MissingComma),
        (br#"{"k" 1}"#, 5, JsonKind::MissingColon),
        (br#"{"k"=1}"#, 4, JsonKind::MissingColon),
        (br#"{"k"}"#, 4, JsonKind::MissingColon),
        (br#"{"k","l"}"#, 4, JsonKind::MissingColon),
        (br#"{"k":}"#, 5, JsonKind::MissingValue),
        (br#"{"k": ,"l":1}"#, 6, JsonKind::MissingValue),
        (br#"["k": 1]"#, 4, JsonKind::UnexpectedByte(b':')),
        (br#"{"k"::1}"#, 5, JsonKind::UnexpectedByte(b':')),
    ]);
}

#[test]
fn brackets() {
    assert_causes(&[
        (b"[1}", 2, mismatched(b'}', Some(b']'))),
        (b"[1,}", 3, mismatched(b'}', Some(b']'))),
        (b"[}", 1, mismatched(b'}', Some(b']'))),
        (br#"{"k":[1}"#, 7, mismatched(b'}', Some(b']'))),
        (br#"{"k":1]"#, 6, mismatched(b']', Some(b'}'))),
        (br#"{"k":]"#, 5, mismatched(b']', Some(b'}'))),
        (b"{]", 1, mismatched(b']', Some(b'}'))),
        (b"]", 0, mismatched(b']', None)),
        (b"[]]", 2, mismatched(b']', None)),
    ]);
}

#[test]
fn what_other_languages_write() {
    assert_causes(&[
        (b"[1, // one\n 2]", 4, JsonKind::Comment),
        (b"/* a */ {}", 0, JsonKind::Comment),
        (br#"{"k" /* a */ : 1}"#, 5, JsonKind::Comment),
        (br#"{"k":1} # a"#, 8, JsonKind::Comment),
        (b"{'k':1}", 1, JsonKind::SingleQuotes),
        (b"['v']", 1, JsonKind::SingleQuotes),
        (b"{k:1}", 1, JsonKind::UnquotedKey),
        (br#"{"k":1, $l:2}"#, 8, JsonKind::UnquotedKey),
        (b"{null:1}", 1, JsonKind::UnquotedKey),
        (b"{1:1}", 1, JsonKind::KeyNotAString),
        (b"{[1]:1}", 1, JsonKind::KeyNotAString),
        (b"[True]", 1, foreign("True", "true")),
        (br#"{"k":False}"#, 5, foreign("False", "false")),
        (b"[None]", 1, foreign("None", "null")),
        (b"undefined", 0, foreign("undefined", "null")),
        (b"[NaN]", 1, JsonKind::NotANumber),
        (b"[Infinity]", 1, JsonKind::NotANumber),
        (b"[-Infinity]", 1, JsonKind::NotANumber),
        (b"[+inf]", 1, JsonKind::NotANumber),
        (b"[yes]", 1, JsonKind::UnknownWord),
        (b"[truey]", 1, JsonKind::UnknownWord),
        (b"[tru]", 1, JsonKind::UnknownWord),
        (b"<html>", 0, JsonKind::UnexpectedByte(b'<')),
        (b"[`v`]", 1, JsonKind::UnexpectedByte(b'`')),
        ("[“v”]".as_bytes(), 1, JsonKind::UnexpectedCharacter('“')),
    ]);
}

#[test]
fn numbers() {
    assert_causes(&[
        (b"[01]", 1, JsonKind::LeadingZero),
        (b"[-012]", 2, JsonKind::LeadingZero),
        (b"[1.]", 3, JsonKind::BadNumber),
        (b"[.5]", 1, JsonKind::BadNumber),
        (b"[+1]", 1, JsonKind::BadNumber),
        (b"[0e]", 3, JsonKind::BadNumber),
        (b"[1e+]", 4, JsonKind::BadNumber),
        (b"[- 1]", 2, JsonKind::BadNumber),
        (b"[--1]", 2, JsonKind::BadNumber),
        (b"[0x1F]", 2, JsonKind::BadNumber),
        (b"[1.2.3]", 4, JsonKind::BadNumber),
        (b"[1a]", 2, JsonKind::BadNumber),
        (b"12L", 2, JsonKind::BadNumber),
        (b"[1_000]", 2, JsonKind::BadNumber),
        (b"[.]", 1, JsonKind::UnexpectedByte(b'.')),
        ("[１]".as_bytes(), 1, JsonKind::UnexpectedCharacter('１')),
    ]);
}

#[test]
fn strings() {
    assert_causes(&[
        (b"[\"a\nb\"]", 3, JsonKind::ControlCharacter(b'\n')),
        (b"[\"a\tb\"]", 3, JsonKind::ControlCharacter(b'\t')),
        (b"[\"12345678\x1b[0m\"]", 10, JsonKind::ControlCharacter(0x1b)),
        (b"{\"a\x00\":1}", 3, JsonKind::ControlCharacter(0)),
        (br#"["a\x41"]"#, 3, JsonKind::BadEscape),
        (br#"["\u12g4"]"#, 2, JsonKind::BadEscape),
        (br#"["\u12"]"#, 2, JsonKind::BadEscape),
        (br#"["\n\u0041\'"]"#, 10, JsonKind::BadEscape),
        (b"[\"a\xe9b\"]", 3, JsonKind::InvalidUtf8),
        (b"[\"\xed\xa0\x80\"]", 2, JsonKind::InvalidUtf8),
        (b"[\"\xe2\x82\"]", 2, JsonKind::InvalidUtf8),
        (b"[\"\\\xff\"]", 3, JsonKind::InvalidUtf8),
        (b"[\xff]", 1, JsonKind::InvalidUtf8),
        (b"[\"\xff\", 01]", 2, JsonKind::InvalidUtf8),
    ]);
}

#[test]
fn before_between_and_after_values() {
    assert_causes(&[
        ("\u{feff}{}".as_bytes(), 0, JsonKind::ByteOrderMark),
        ("{}\u{feff}{}".as_bytes(), 2, JsonKind::ByteOrderMark),
        (b"{} {}", 3, JsonKind::SecondValue),
        (b"{}\n\"v\"", 3, JsonKind::SecondValue),
        (b"1 true", 2, JsonKind::SecondValue),
        (b"{};", 2, JsonKind::TrailingText),
        (b"{},", 2, JsonKind::TrailingText),
        (b"[1]x", 3, JsonKind::TrailingText),
        (b"[\x0c]", 1, JsonKind::UnexpectedByte(0x0c)),
        (b"[\x00]", 1, JsonKind::UnexpectedByte(0)),
        ("[\u{2060}1]".as_bytes(), 1, JsonKind::UnexpectedCharacter('\u{2060}')),
        ("[1,\u{a0}2]".as_bytes(), 3, JsonKind::UnexpectedCharacter('\u{a0}')),
    ]);
}

#[test]
fn the_first_error_counts_and_offsets_count_bytes() {
    assert_eq!(error("{\"é\":\"ü\",}".as_bytes()).offset, 10);
    assert_eq!(error(b"[1,, nope, 01]").offset, 3);
}

#[test]
fn a_prefix_reports_only_what_concerns_its_value() {
    let mut tape = Tape::new();
    let (document, end) = tape.parse_prefix(b"  {\"k\":1} nonsense \xff").expect("the value is sound");
    assert_eq!((document.root().raw(), document.text(), end), ("{\"k\":1}", "  {\"k\":1}", 9));
    assert!(tape.parse_prefix(b" ").expect_err("no value").is_incomplete());
    assert_eq!(tape.parse_prefix(b"[\"\xff\"] 1").expect_err("not UTF-8").offset, 2);
    assert_eq!(tape.parse_prefix(b"12").expect("a number").1, 2);
}

#[test]
fn messages_say_the_cause_in_words() {
    let messages = [
        (&b"[1"[..], "the text ends inside an array"),
        (b"[1,]", "a comma before a closing bracket"),
        (b"[1}", "`}` where `]` is due"),
        (b"]", "`]` closes nothing"),
        (b"[True]", "`True` is not a JSON literal"),
        (b"[\"\x1b\"]", "the control character U+001B inside a string"),
        (b"[\"\n\"]", "a line break inside a string"),
        (b"[\x1b]", "unexpected U+001B"),
        (b"[\x7f]", "unexpected U+007F"),
        (b"[&]", "unexpected `&`"),
        (b"[\xe2\x80\xae]", "unexpected U+202E"),
        (b"\xef\xbb\xbf1", "a byte order mark (U+FEFF)"),
    ];
    for (text, message) in messages {
        assert_eq!(error(text).to_string(), message);
    }
    assert_eq!(error(b"[True]").help(), Some("write `true`"));
    assert_eq!(error(b"<html>").help(), Some("this looks like XML or HTML, perhaps an error page"));
    assert_eq!(error(b"[&]").help(), None);
}

/// Errors and debugging output end up in logs, where no secret of a payload belongs.
#[test]
fn no_message_repeats_a_payload() {
    let broken: [&[u8]; 9] = [
        br#"{"token": hunter2}"#,
        br#"{"token": 'hunter2'}"#,
        b"{hunter2: 1}",
        br#"{"hunter2" 1}"#,
        br#"{"token": "hunter2\x"}"#,
        b"{\"token\": \"hunter2\n\"}",
        br#"["hunter2" "hunter2"]"#,
        br#""hunter2" hunter2"#,
        br#"{"token": "hunter2"#,
    ];
    for text in broken {
        let error = error(text);
        let words = format!("{error} {error:?} {:?}", error.help());
        assert!(!words.contains("hunter"), "{words}");
    }
    let mut tape = Tape::new();
    let document = tape.parse(br#"{"token":"hunter2"}"#).expect("valid");
    assert!(!format!("{document:?} {:?}", document.root()).contains("hunter"));
}

#[test]
fn brackets_in_each_other_are_read_up_to_a_depth_that_takes_no_more_than_their_nodes() {
    let most = 1 << 22;
    let mut tape = Tape::new();
    let deepest = "[".repeat(most) + &"]".repeat(most);
    assert_eq!(tape.parse(deepest.as_bytes()).map(hookspect::json::Document::len), Ok(most));
    let deeper = "[".repeat(most + 1) + &"]".repeat(most + 1);
    let error = tape.parse(deeper.as_bytes()).unwrap_err();
    assert_eq!((error.kind, error.offset), (JsonKind::TooDeep, most));
    // Brackets beside each other are no depth.
    let wide = format!("[{}[]]", "[],".repeat(most));
    assert!(tape.parse(wide.as_bytes()).is_ok());
}
