//! Writing a value out again: only white space changes.

use hookspect::json::{Tape, write_compact, write_pretty};

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
