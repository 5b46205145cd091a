//! `normalize --payload`: the payloads themselves in another layout, and the canonical form of RFC 8785.

use crate::support::{Sandbox, sample};
use hookspect::json::{Tape, write_canonical};
use serde_json::Value;

fn canonical(text: &str) -> Result<String, String> {
    let mut tape = Tape::new();
    let mut out = String::new();
    write_canonical(tape.parse(text.as_bytes()).unwrap().root(), &mut out)
        .map_err(|error| error.to_string())?;
    Ok(out)
}

/// The example of RFC 8785, section 3.2.2, and the numbers of its appendix B.
#[test]
fn the_canonical_form_is_that_of_rfc_8785() {
    let example = "{\n  \"numbers\": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],\n  \
        \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\n  \"literals\": [null, true, false]\n}";
    let form = "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
        \"string\":\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
    assert_eq!(canonical(example).unwrap(), form);
    let names = "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet With Dagesh\",\
        \"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\",\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}";
    let sorted: Vec<String> = serde_json::from_str::<Value>(&canonical(names).unwrap())
        .unwrap()
        .as_object()
        .unwrap()
        .values()
        .map(|value| value.as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        sorted,
        [
            "Carriage Return",
            "One",
            "Control",
            "Latin Small Letter O With Diaeresis",
            "Euro Sign",
            "Emoji: Grinning Face",
            "Hebrew Letter Dalet With Dagesh"
        ]
    );
    for (number, form) in [
        ("0", "0"),
        ("-0", "0"),
        ("5e-324", "5e-324"),
        ("-5e-324", "-5e-324"),
        ("1.7976931348623157e308", "1.7976931348623157e+308"),
        ("9007199254740992", "9007199254740992"),
        ("295147905179352830000", "295147905179352830000"),
        ("9.999999999999997e22", "9.999999999999997e+22"),
        ("1e23", "1e+23"),
        ("1.0000000000000001e23", "1.0000000000000001e+23"),
        ("999999999999999700000.0", "999999999999999700000"),
        ("1e21", "1e+21"),
        ("9.999999999999997e-7", "9.999999999999997e-7"),
        ("0.000001", "0.000001"),
        ("333333333.3333332", "333333333.3333332"),
        ("333333333.33333325", "333333333.33333325"),
        ("-0.0000033333333333333333", "-0.0000033333333333333333"),
        ("1424953923781206.2", "1424953923781206.2"),
    ] {
        assert_eq!(canonical(number).unwrap(), form, "{number}");
    }
}

#[test]
fn what_the_canonical_form_cannot_hold_is_refused_with_its_place() {
    for (text, why) in [
        ("{\"a\": [1e400]}", "/a/0 is the number 1e400"),
        ("[9007199254740993]", "/0 is the number 9007199254740993"),
        ("{\"a\": 1, \"\\u0061\": 2}", "/a is there twice"),
        ("{\"a\": \"\\ud800\"}", "/a holds half of a surrogate pair"),
    ] {
        let error = canonical(text).unwrap_err();
        assert!(error.starts_with(why), "{error}");
    }
    assert_eq!(canonical("\"\\ufffd\u{fffd}\"").unwrap(), "\"\u{fffd}\u{fffd}\"");
    let sandbox = Sandbox::new();
    sandbox.file("a.ndjson", "{\"b\":1e400}\n{\"b\":2,\"a\":1}\n");
    let run = sandbox.run(&["normalize", "--payload", "canonical", "-q", "a.ndjson"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, "{\"a\":1,\"b\":2}\n"));
    assert!(run.stderr.contains("a.ndjson#1: /b is the number 1e400"), "{}", run.stderr);
}

#[test]
fn payloads_are_laid_out_anew_without_loss() {
    let text = "{\"z\": 1.0, \"a\": [1e400, {\"d\": 1, \"c\": \"\\u0041\"}], \"z\": -0}";
    let run = |layout: &[&str]| {
        Sandbox::new().run_with(&[&["normalize", "-q"], layout].concat(), text.as_bytes()).stdout
    };
    assert_eq!(
        run(&["--payload", "compact"]),
        "{\"z\":1.0,\"a\":[1e400,{\"d\":1,\"c\":\"\\u0041\"}],\"z\":-0}\n"
    );
    assert_eq!(
        run(&["--payload", "compact", "--sort-keys"]),
        "{\"a\":[1e400,{\"c\":\"\\u0041\",\"d\":1}],\"z\":1.0,\"z\":-0}\n"
    );
    assert_eq!(
        run(&["--payload", "pretty", "--sort-keys"]),
        "{\n  \"a\": [\n    1e400,\n    {\n      \"c\": \"\\u0041\",\n      \"d\": 1\n    }\n  ],\n  \"z\": 1.0,\n  \"z\": -0\n}\n"
    );
    assert!(run(&["--payload", "pretty"]).starts_with("{\n  \"z\": 1.0,"));
    assert!(run(&["--pretty"]).starts_with("{\n  \"format\": \"hookspect.event/v1\","));
    for both in [
        &["--payload", "canonical", "--pretty"][..],
        &["--table", "--payload", "compact"],
        &["--format", "ndjson", "--table"],
    ] {
        assert_eq!(Sandbox::new().run(&[&["normalize"], both].concat()).code, 2);
    }
}

#[test]
fn the_short_names_of_two_layouts_stand_for_them() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", sample("uppromote/payment.paid"));
    for layout in ["compact", "canonical"] {
        let long = sandbox.run(&["normalize", "-q", "--payload", layout, "a.json"]);
        let short = sandbox.run(&["normalize", "-q", &format!("--{layout}"), "a.json"]);
        assert_eq!((long.code, &long.stdout), (0, &short.stdout));
        assert!(long.stdout.starts_with('{'));
    }
    assert_eq!(sandbox.run(&["normalize", "--compact", "--table", "a.json"]).code, 2);
}
