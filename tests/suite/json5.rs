//! JSON5 and JSONC: read without loss, each place led back to the original, whatever the text.

use crate::support::{Numbers, Sandbox, cases, samples};
use hookspect::json::{Json5, JsonDialect, JsonKind, SyntaxErrorKind, Tape, Unsayable, write_compact};
use proptest::prelude::*;
use serde_json::Value as Json;

/// The text as JSON without white space.
fn as_json(text: &str) -> String {
    let json5 = Json5::read(text.as_bytes());
    let mut tape = Tape::new();
    let document =
        json5.parse(&mut tape).unwrap_or_else(|error| panic!("{text}: {error} at {}", error.offset));
    let mut out = String::new();
    write_compact(document.root(), &mut out).unwrap();
    out
}

/// Why the text is not even JSON5, and where.
fn refused(text: &str) -> (SyntaxErrorKind, usize) {
    let error = Json5::read(text.as_bytes()).parse(&mut Tape::new()).expect_err(text);
    (error.kind, error.offset)
}

#[test]
fn each_extension_has_its_json() {
    for (loose, json) in [
        ("// first\n{} // last", "{}"),
        ("/* a */ [1 /* \" */, 2]", "[1,2]"),
        ("[1,2,]", "[1,2]"),
        ("{\"a\":1, // why\n}", r#"{"a":1}"#),
        ("[1, /* , */ ]", "[1]"),
        ("['a', 'it\\'s', '\"q\"']", r#"["a","it's","\"q\""]"#),
        (
            "{a: 1, $b_2: 2, _: 3, null: 4, NaN: 5, Infinity: 6}",
            r#"{"a":1,"$b_2":2,"_":3,"null":4,"NaN":5,"Infinity":6}"#,
        ),
        ("{\u{fc}\u{f1}\u{ed}: 1, \u{6f22}\u{200d}: 2}", "{\"\u{fc}\u{f1}\u{ed}\":1,\"\u{6f22}\u{200d}\":2}"),
        ("{sig\\u006eature: 1}", r#"{"sig\u006eature":1}"#),
        (
            r#"["\v\0\x41\a\'", '\"\/\b\f\n\r\t\u00e9\\']"#,
            r#"["\u000b\u0000\u0041a'","\"\/\b\f\n\r\t\u00e9\\"]"#,
        ),
        ("[\"a\\\nb\", 'c\\\r\nd', 'e\\\u{2028}f']", r#"["ab","cd","ef"]"#),
        ("[\"a\tb\u{1}\"]", r#"["a\u0009b\u0001"]"#),
        ("['\u{2028}']", "[\"\u{2028}\"]"),
        ("[0x10, 0XfF, -0x1, +0x0]", "[16,255,-1,0]"),
        ("[.5, 5., +1, -.25, 5.e3, +1.5e-3, -0]", "[0.5,5,1,-0.25,5e3,1.5e-3,-0]"),
        ("[NaN, Infinity, -Infinity, +Infinity, -NaN]", r#"["NaN","Infinity","-Infinity","Infinity","NaN"]"#),
        ("\u{feff}[\u{b}1\u{c},\u{a0}2\u{2003},\u{2029}3\u{3000}]", "[1,2,3]"),
        ("'text'", r#""text""#),
        (".5", "0.5"),
    ] {
        assert_eq!(as_json(loose), json, "{loose}");
    }
}

#[test]
fn nothing_is_lost_numbers_repeated_names_and_order_stay_as_they_were_written() {
    let text = "{id: 12345678901234567890123, z: 1.50, a: 1e400, a: 2, 'a': '\\ud800'}";
    assert_eq!(as_json(text), r#"{"id":12345678901234567890123,"z":1.50,"a":1e400,"a":2,"a":"\ud800"}"#);
    let text = "[0xffffffffffffffffffffffffffffffffff, -0x8000000000000000]";
    assert_eq!(as_json(text), "[87112285931760246646623899502532662132735,-9223372036854775808]");
    let longest = format!("[0x{}]", "0".repeat(4096));
    assert_eq!(as_json(&longest), "[0]");
    let longer = format!("[-0x{}]", "f".repeat(4097));
    let read = Json5::read(longer.as_bytes());
    assert_eq!(read.kept_as_text()[0].what, Unsayable::LongHexadecimal);
    assert_eq!(read.text(), format!("[\"-0x{}\"]", "f".repeat(4097)).as_bytes(), "kept as it was written");
}

#[test]
fn comments_and_trailing_commas_become_blanks_and_nothing_moves() {
    let text = b"{ // say\n \"a\": [1, 2,], /* \"x\" */ \"b\": \"//,}\",\n}";
    let blanked = b"{       \n \"a\": [1, 2 ],           \"b\": \"//,}\" \n}";
    let read = Json5::read(text);
    assert_eq!((read.text(), read.dialect()), (&blanked[..], JsonDialect::Jsonc));
    assert!((0..text.len()).all(|offset| read.origin(offset) == offset));
}

#[test]
fn what_is_broken_beyond_the_dialect_is_told_where_it_was_written() {
    use SyntaxErrorKind as Error;
    for (text, kind, offset) in [
        ("{a: 1 b: 2}", Error::MissingComma, 6),
        ("{a 1}", Error::MissingColon, 3),
        ("{a: , b: 1}", Error::MissingValue, 4),
        ("[1,,]", Error::ExtraComma, 3),
        ("[,]", Error::ExtraComma, 1),
        ("{a: [1}", Error::MismatchedBracket { found: b'}', expected: Some(b']') }, 6),
        ("[undefined]", Error::ForeignLiteral { found: "undefined", meant: "null" }, 1),
        ("{a: 1, 5: 2}", Error::KeyNotAString, 7),
        ("['a\nb']", Error::ControlCharacter(b'\n'), 3),
        ("['\\1']", Error::BadEscape, 2),
        ("['\\01']", Error::BadEscape, 2),
        ("['\\xg0']", Error::BadEscape, 2),
        ("{a\\u0020: 1}", Error::BadEscape, 2),
        ("[+ 1]", Error::BadNumber, 1),
        ("[5..5]", Error::BadNumber, 3),
        ("[0x]", Error::BadNumber, 2),
        ("[0x1.5]", Error::BadNumber, 2),
        ("[+01]", Error::LeadingZero, 2),
        ("[1+5]", Error::BadNumber, 2),
        ("[1 # no\n]", Error::Comment, 3),
        ("{a: 'x'} {b: 1}", Error::SecondValue, 9),
    ] {
        assert_eq!(refused(text), (kind, offset), "{text}");
    }
    assert!(matches!(refused("{a: 'x").0, Error::CutOff { start: 4, .. }));
    assert!(matches!(refused("[1, /* x").0, Error::CutOff { start: 4, .. }));
    assert_eq!(refused("{a: 1 b: '\\1'}"), (Error::MissingComma, 6), "the first of two errors is told");
}

/// All that JSON5 has in one text.
const EXAMPLE: &str = "// a fixture\n{\n  \u{fc}nquoted: 'it\\'s \"so\"', /* and */ hex: -0xC0ffee,\n  half: .5, whole: +5., \
                       lines: \"one \\\n two\\x21\",\u{a0}none: NaN, most: -Infinity, deep: [[{}, [],], {a: null,},],\n}\n";

#[test]
fn every_cut_of_an_example_is_an_error_with_a_place() {
    let whole = as_json(EXAMPLE);
    let last = EXAMPLE.trim_end().len();
    for cut in 0..EXAMPLE.len() {
        let text = &EXAMPLE.as_bytes()[..cut];
        let read = Json5::read(text);
        match read.parse(&mut Tape::new()) {
            Ok(_) => assert!(cut >= last, "{cut}"),
            Err(error) => {
                assert!(cut < last && error.offset <= cut, "{cut}: {error:?}");
                let in_character = !EXAMPLE.is_char_boundary(cut);
                assert!(
                    error.is_incomplete()
                        || in_character
                        || EXAMPLE[..cut]
                            .ends_with(['+', '-', '.', 'x', 'N', 'I', 'a', 'i', 'f', 'n', 't', '/']),
                    "{cut}: {error:?}"
                );
            }
        }
    }
    assert_eq!(as_json(EXAMPLE), whole);
}

/// The tokens of two documents are the same: kinds, names and values.
fn assert_same_tokens(one: &[u8], other: &[u8]) {
    let (mut first, mut second) = (Tape::new(), Tape::new());
    let (first, second) = (first.parse(one).unwrap(), second.parse(other).unwrap());
    assert_eq!(first.len(), second.len());
    for index in 0..u32::try_from(first.len()).unwrap() {
        let (a, b) = (first.value(index), second.value(index));
        assert_eq!((a.kind(), a.next()), (b.kind(), b.next()));
        if !matches!(a.kind(), JsonKind::Array | JsonKind::Object) {
            assert_eq!(a.text(), b.text());
            assert!(a.kind() == JsonKind::String || a.canonical_scalar() == b.canonical_scalar());
        }
    }
}

/// Writes a value with extensions at every turn.
fn loosened(value: &Json, random: &mut Numbers, out: &mut String) {
    gap(random, out);
    match value {
        Json::Object(members) => {
            out.push('{');
            for (index, (name, member)) in members.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                gap(random, out);
                let plain = name.starts_with(|c: char| c.is_ascii_alphabetic())
                    && name.chars().all(|c| c.is_ascii_alphanumeric());
                if plain && random.below(3) > 0 {
                    out.push_str(name);
                } else {
                    quoted(name, random, out);
                }
                gap(random, out);
                out.push(':');
                loosened(member, random, out);
            }
            out.push_str(if !members.is_empty() && random.below(2) == 0 { ", }" } else { "}" });
        }
        Json::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                loosened(item, random, out);
            }
            out.push_str(if !items.is_empty() && random.below(2) == 0 { ",/**/]" } else { "]" });
        }
        Json::String(text) => quoted(text, random, out),
        Json::Number(number) => {
            let text = number.to_string();
            match (number.as_u64(), random.below(3)) {
                (Some(whole), 0) => out.push_str(&format!("0x{whole:X}")),
                (Some(_), 1) => out.push_str(&format!("+{text}.")),
                (None, 0) => out.push_str(&text.replacen("0.", ".", usize::from(text.starts_with("0.")))),
                _ => out.push_str(&text),
            }
        }
        other => out.push_str(&other.to_string()),
    }
    gap(random, out);
}

fn gap(random: &mut Numbers, out: &mut String) {
    out.push_str(
        ["", " ", "\n", "// it's \"x\"\n", "/* [{ */", "\u{a0}", "\u{feff}", "\u{2028}"][random.below(8)],
    );
}

fn quoted(text: &str, random: &mut Numbers, out: &mut String) {
    let quote = if random.below(2) == 0 { '\'' } else { '"' };
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c if c == quote => out.extend(['\\', c]),
            '\0'..='\u{ff}' if random.below(4) == 0 => out.push_str(&format!("\\x{:02x}", u32::from(c))),
            c => out.push(c),
        }
        if random.below(8) == 0 {
            out.push_str(["\\\n", "\\\r\n", "\\\u{2029}"][random.below(3)]);
        }
    }
    out.push(quote);
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        (-1.0..1.0).prop_map(|number: f64| Json::from(number)),
        any::<String>().prop_map(Json::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        let name = prop_oneof!["[a-zA-Z][a-zA-Z0-9]{0,6}", any::<String>()];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
            proptest::collection::vec((name, inner), 0..6)
                .prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_json_is_plain_and_stays_as_it_is(value in any_json(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        let read = Json5::read(text.as_bytes());
        prop_assert_eq!((read.text(), read.dialect()), (text.as_bytes(), JsonDialect::Json));
        prop_assert!(read.parse(&mut Tape::new()).is_ok());
    }

    #[test]
    fn random_extensions_say_what_was_put_in(value in any_json(), seed in any::<u64>()) {
        let mut loose = String::new();
        loosened(&value, &mut Numbers(seed), &mut loose);
        let read = Json5::read(loose.as_bytes());
        read.parse(&mut Tape::new()).unwrap();
        assert_same_tokens(read.text(), serde_json::to_string(&value).unwrap().as_bytes());
    }

    #[test]
    fn whatever_the_bytes_each_place_lies_in_the_text(text in loose_bytes()) {
        let read = Json5::read(&text);
        let origins: Vec<usize> = (0..=read.text().len()).map(|offset| read.origin(offset)).collect();
        prop_assert!(origins.is_sorted() && origins.iter().all(|origin| *origin <= text.len()));
        if let Err(error) = read.parse(&mut Tape::new()) {
            prop_assert!(error.offset <= text.len());
        }
        // No byte of the text becomes more than the six of an escape and two of quotes.
        prop_assert!(read.text().len() <= text.len() * 8);
    }

    #[test]
    fn what_json_accepts_is_read_alike_as_json5(text in "([\\[\\]{},:\"\\\\ \n0-9eE.+-]|\"[a-z]\"|true|null){0,24}") {
        if Tape::new().parse(text.as_bytes()).is_ok() {
            let read = Json5::read(text.as_bytes());
            prop_assert_eq!(read.text(), text.as_bytes());
        }
    }
}

/// Pieces of JSON5 in any order, and the example with something changed.
fn loose_bytes() -> impl Strategy<Value = Vec<u8>> {
    let pieces = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "'",
        "\"",
        "\\",
        "//",
        "/*",
        "*/",
        "\n",
        "+",
        "-",
        ".",
        "0x",
        "0",
        "1f",
        "e5",
        "NaN",
        "Infinity",
        "a",
        "$",
        "\\u0061",
        "\\x41",
        "\\u",
        "\u{2028}",
        "\u{a0}",
        "\u{301}",
        "null",
        " ",
        "\u{1}",
        "\u{1f355}",
    ];
    let soup = proptest::collection::vec(prop::sample::select(pieces.to_vec()), 0..24)
        .prop_map(|all| all.concat().into_bytes());
    let changed =
        (any::<prop::sample::Index>(), any::<u8>(), any::<bool>()).prop_map(|(place, byte, cut)| {
            let mut bytes = EXAMPLE.as_bytes().to_vec();
            let at = place.index(bytes.len());
            if cut {
                drop(bytes.splice(at..=at, []));
            } else {
                bytes[at] = byte;
            }
            bytes
        });
    prop_oneof![soup, changed, proptest::collection::vec(any::<u8>(), 0..40)]
}

#[test]
fn the_samples_written_in_json5_get_the_same_verdicts() {
    let sandbox = Sandbox::new();
    let mut random = Numbers(7);
    for (id, text) in samples() {
        let mut loose = "// a fixture\n".to_owned();
        loosened(&serde_json::from_str(&text).unwrap(), &mut random, &mut loose);
        sandbox.file(&format!("loose/{}.json5", id.replace('/', ".")), loose);
        sandbox.file(&format!("plain/{}.json", id.replace('/', ".")), text);
    }
    let counts = |folder: &str| {
        let run = sandbox.run(&["validate", "--format", "json", folder]);
        serde_json::from_str::<Json>(&run.stdout).unwrap()["summary"]["valid"].clone()
    };
    assert_eq!(counts("loose"), counts("plain"));
}

#[test]
fn findings_point_into_the_file_as_it_was_written() {
    let sandbox = Sandbox::new();
    sandbox.file(
        "a.json5",
        "// don't \"edit\"\n{\n  payment_id: 'x', /* two\n  lines */ affiliate_id: 0x1F,\n  status: 'paid', total_processed: Infinity, zz: 1,\n}\n",
    );
    let run = sandbox.run(&["validate", "-v", "--format", "concise", "a.json5"]);
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn the_items_of_a_list_are_records_and_a_broken_one_is_told_with_its_place() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json5", "[ // two and a half\n  {order_id: 1},\n  {order_id: 2, a: [1 2]},\n  {order_id: 3},\n  {a: '\\8'},\n]");
    let run = sandbox.run(&["detect", "--format", "json", "a.json5"]);
    let document: Json = serde_json::from_str(&run.stdout).unwrap();
    let records = document["records"].as_array().unwrap();
    let lines: Vec<(u64, &str)> =
        records.iter().map(|one| (one["line"].as_u64().unwrap(), one["status"].as_str().unwrap())).collect();
    assert_eq!(lines, [(2, "unknown"), (3, "unreadable"), (4, "unknown"), (5, "unreadable")]);
    assert_eq!(sandbox.run(&["unwrap", "-q", "a.json5"]).stdout, "{\"order_id\": 1}\n{\"order_id\": 3}\n");
}

#[test]
fn json_is_json5_too_and_a_text_on_standard_input_is_read_whole() {
    let sandbox = Sandbox::new();
    sandbox.file("a.json", "{\"a\":1}");
    assert_eq!(sandbox.run(&["unwrap", "-q", "--as", "json5", "a.json"]).stdout, "{\"a\":1}");
    // Brackets and quotes in the comments would mislead whoever cuts it in blocks.
    let large = format!("// don't [\n{{a: [{}]}}", "1, // \"{\n".repeat(200_000));
    let run = sandbox.run_with(&["unwrap", "-q", "--as", "json5"], large.as_bytes());
    assert_eq!((run.stdout.matches('1').count(), run.stdout.lines().count()), (200_000, 200_001));
    sandbox.file("large.json5", large);
    assert_eq!(sandbox.run(&["unwrap", "-q", "large.json5"]), run);
}

#[test]
fn depth_and_workers_do_not_crash_it() {
    let deep = |depth: usize| format!("{{a:{}{}}}", "[".repeat(depth), "]".repeat(depth));
    let sandbox = Sandbox::new();
    sandbox.file("deep.json5", deep(200_000)).file("open.json5", format!("{{a:{}", "[".repeat(200_000)));
    for number in 0..40 {
        sandbox.file(&format!("many/{number}.json5"), deep(8_000));
    }
    let run = sandbox.run(&["validate", "--quiet", "-j", "4", "many", "deep.json5", "open.json5"]);
    assert_eq!(run.code, 1);
    let run = sandbox.run(&["detect", "--format", "json", "-j", "4", "many", "deep.json5", "open.json5"]);
    let document: Json = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(
        (&document["summary"]["unknown"], &document["summary"]["unreadable"]),
        (&41.into(), &1.into())
    );
}

#[test]
fn what_is_plain_json_is_not_copied() {
    let text = b"{\"a\": 1}";
    assert!(std::ptr::eq(Json5::read(text).text(), text.as_slice()));
    assert_eq!(Json5::read(b"").parse(&mut Tape::new()).unwrap_err().kind, SyntaxErrorKind::Empty);
}
