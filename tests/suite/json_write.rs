//! Writing a value out again: only what the style and the replacements say changes.

use hookspect::json::{
    Escape, Layout, Order, Replace, Replacement, Strings, Style, Tape, Value, Writer, write_compact,
    write_pretty,
};

fn compact(text: &str) -> String {
    let mut out = String::new();
    write_compact(Tape::new().parse(text.as_bytes()).expect(text).root(), &mut out)
        .expect("strings take all");
    out
}

fn pretty(text: &str, indent: usize) -> String {
    let mut out = String::new();
    write_pretty(Tape::new().parse(text.as_bytes()).expect(text).root(), indent, &mut out)
        .expect("strings take all");
    out
}

const AS_WRITTEN: &str = r#"{"b":1.50,"a":[1e400,-0,0.10E+01,{}],"b":"\ud83c\u0041\/ é","":{"x":[[],[null,true,false]]},"\u0061":"[ , ]"}"#;

#[test]
fn compact_text_stays_as_it_is() {
    assert_eq!(compact(AS_WRITTEN), AS_WRITTEN);
    for text in ["null", "-1.0", "\"a b\"", "[]", "{}", "[[]]", "[{}]", "{\"a\":{}}", "[1,2]"] {
        assert_eq!(compact(text), text);
        assert_eq!(compact(&format!(" {text}\n")), text);
    }
}

#[test]
fn compact_writing_takes_out_the_white_space_between_tokens_only() {
    assert_eq!(compact(" { \"a b\" : [ 1 ,\r\n\t\" \" ] ,\n \"c\" : { } } "), r#"{"a b":[1," "],"c":{}}"#);
}

#[test]
fn pretty_text_has_a_line_for_each_member_and_item() {
    let expected = r#"{
  "a": [
    1.0,
    {
      "b": []
    },
    []
  ],
  "a": {},
  "c": "x\ny"
}"#;
    assert_eq!(pretty(r#"{"a":[1.0,{"b":[]},[ ]],"a":{ },"c":"x\ny"}"#, 2), expected);
    assert_eq!(pretty("[1,[2]]", 0), "[\n1,\n[\n2\n]\n]");
    assert_eq!(pretty("[1]", 4), "[\n    1\n]");
    assert_eq!(pretty(" {} ", 2), "{}");
    assert_eq!(pretty("7", 2), "7");
}

#[test]
fn pretty_and_back_is_lossless() {
    assert_eq!(compact(&pretty(AS_WRITTEN, 3)), AS_WRITTEN);
}

#[test]
fn a_value_inside_a_document_is_written_alone() {
    let mut tape = Tape::new();
    let document = tape.parse(br#"{"a":[1, {"b": 2}],"c":3}"#).expect("valid");
    let mut out = String::new();
    write_compact(document.pointer("/a").expect("there"), &mut out).expect("strings take all");
    write_compact(document.pointer("/a/1").expect("there"), &mut out).expect("strings take all");
    write_compact(document.pointer("/c").expect("there"), &mut out).expect("strings take all");
    assert_eq!(out, r#"[1,{"b":2}]{"b":2}3"#);
}

#[test]
fn depth_costs_neither_stack_nor_a_terabyte_of_spaces() {
    let deep = 50_000;
    let text = "[".repeat(deep) + &"]".repeat(deep);
    assert_eq!(compact(&text), text);
    let spread = pretty(&text, 1);
    assert!(spread.len() < 400 * deep / 2 + 4 * deep, "{} bytes", spread.len());
    assert_eq!(compact(&spread), text);
}

fn written(text: &str, style: Style, replace: impl Replace) -> String {
    let mut out = String::new();
    let mut tape = Tape::new();
    let document = tape.parse(text.as_bytes()).expect(text);
    Writer::new(style).replacing(replace).write(document.root(), &mut out).expect(text);
    out
}

/// Replaces by name: `old` is called `new`, a member `text` is this text, `json` this JSON, `gone` is left out.
struct ByName;

impl Replace for ByName {
    fn name(&mut self, name: Value<'_>) -> Replacement {
        match name.is_text("old") {
            true => Replacement::Text("new \"name\"".to_owned()),
            false if name.is_text("dropped") => Replacement::Nothing,
            false => Replacement::Original,
        }
    }

    fn value(&mut self, name: Option<Value<'_>>, value: Value<'_>) -> Replacement {
        let is = |wanted: &str| name.is_some_and(|name| name.is_text(wanted));
        match value.raw() {
            "0" => Replacement::Nothing,
            _ if is("text") => Replacement::Text("zo\u{eb}\n".to_owned()),
            _ if is("json") => Replacement::Json("[1, 2]".into()),
            _ if is("gone") => Replacement::Nothing,
            _ => Replacement::Original,
        }
    }
}

#[test]
fn what_is_replaced_leaves_everything_else_as_it_was_written() {
    let text =
        " { \"a\" :1.50,\n\t\"text\": {\"x\":[ ]} , \"old\" : { \"json\" :\"\\u0061\" }, \"a\":\"\\/\" }\r\n";
    assert_eq!(
        written(text, Style::AsWritten, ByName),
        "{ \"a\" :1.50,\n\t\"text\": \"zo\u{eb}\\n\" , \"new \\\"name\\\"\" : { \"json\" :[1, 2] }, \"a\":\"\\/\" }"
    );
}

#[test]
fn what_is_left_out_takes_its_comma_along() {
    for (text, expected) in [
        ("[0]", "[]"),
        ("[ 0 ]", "[  ]"),
        ("[ 0, 0 ]", "[  ]"),
        ("[ 0 , 1 ]", "[ 1 ]"),
        ("[ 1 , 0 ]", "[ 1 ]"),
        ("[1, 0, 0, 2]", "[1, 2]"),
        ("[0,\n 0,\n 1]", "[1]"),
        ("[1, {\"gone\":[0, 1]}, 2]", "[1, {}, 2]"),
        ("{\"dropped\": {\"text\": 1}, \"b\": 2}", "{\"b\": 2}"),
        ("{\"b\": 2, \"dropped\": 0}", "{\"b\": 2}"),
        ("[[0, 1], 0, [1, 0]]", "[[1], [1]]"),
        ("0", ""),
    ] {
        assert_eq!(written(text, Style::AsWritten, ByName), expected, "{text}");
        let kept: String = expected.split_whitespace().collect();
        assert_eq!(written(text, Style::COMPACT, ByName), kept, "{text}");
    }
    assert_eq!(written("[{\"gone\":1}]", Style::pretty(2), ByName), "[\n  {}\n]");
}

#[test]
fn strings_are_escaped_as_the_style_says_and_in_no_other_way() {
    let text = r#"{"\u003ca\/":"\u00e9\ud83c\udf55\u2028\u0001\n", "b":["\ud800 \u00e9", 1.0]}"#;
    let style = |escapes| Style::Tokens {
        layout: Layout::Spaced,
        order: Order::AsWritten,
        strings: Strings::Escaped(escapes),
    };
    for (escapes, expected) in [
        (&[][..], "{\"<a/\": \"\u{e9}\u{1f355}\u{2028}\\u0001\\n\", \"b\": [\"\\ud800 \\u00e9\", 1.0]}"),
        (
            &[Escape::Markup],
            "{\"\\u003ca/\": \"\u{e9}\u{1f355}\\u2028\\u0001\\n\", \"b\": [\"\\ud800 \\u00e9\", 1.0]}",
        ),
        (
            &[Escape::NonAscii, Escape::Slash],
            r#"{"<a\/": "\u00e9\ud83c\udf55\u2028\u0001\n", "b": ["\ud800 \u00e9", 1.0]}"#,
        ),
    ] {
        assert_eq!(written(text, style(escapes), ByName), expected);
    }
}

#[test]
fn sorting_keeps_repeated_names_in_their_order() {
    let text = r#"{"b":{"z":1,"\u0061":2,"a":3},"\ud83c\udf55":0.0,"\ufb33":4}"#;
    let sorted = |style: Style| written(text, style.sorted(), ByName);
    assert_eq!(sorted(Style::COMPACT), r#"{"b":{"\u0061":2,"a":3,"z":1},"\ufb33":4,"\ud83c\udf55":0.0}"#);
    assert_eq!(
        sorted(Style::pretty(1)),
        "{\n \"b\": {\n  \"\\u0061\": 2,\n  \"a\": 3,\n  \"z\": 1\n },\n \"\\ufb33\": 4,\n \"\\ud83c\\udf55\": 0.0\n}"
    );
}

#[test]
fn the_canonical_form_takes_replacements_too() {
    let text = r#"{"text":1,"gone":1e999,"a":1.0,"old":"\u00e9"}"#;
    let expected = "{\"a\":1,\"new \\\"name\\\"\":\"\u{e9}\",\"text\":\"zo\u{eb}\\n\"}";
    assert_eq!(written(text, Style::Canonical, ByName), expected);
}
