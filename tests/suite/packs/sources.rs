//! JSON and YAML are read into one kind of document, with places.

use hookspect::packs::source::Source;

fn json_of(yaml: &str) -> String {
    let source = Source::read("file.yaml", yaml.as_bytes().to_vec()).unwrap();
    source.document().root().raw().to_owned()
}

fn refusal(name: &str, text: &str) -> String {
    let broken = Source::read(name, text.as_bytes().to_vec()).unwrap_err();
    format!("{}:{}: {broken}", broken.place.line, broken.place.column)
}

#[test]
fn yaml_is_read_by_the_core_schema_of_yaml_1_2() {
    assert_eq!(
        json_of("{a: yes, b: on, c: 2024-01-02, d: 12:30}"),
        r#"{"a":"yes","b":"on","c":"2024-01-02","d":"12:30"}"#
    );
    assert_eq!(json_of("[true, False, ~, null, '', \"1\", !!str 1]"), r#"[true,false,null,null,"","1","1"]"#);
    assert_eq!(
        json_of("[1, -2.50, 0x1F, 0o17, +3, .5, 1e3, 1_000, .inf]"),
        r#"[1,-2.50,31,15,3,0.5,1e3,"1_000",".inf"]"#
    );
    assert_eq!(json_of("200: ok\ntrue: no\n"), r#"{"200":"ok","true":"no"}"#);
    assert_eq!(
        json_of("a: |\n  one\n  \"two\"\nb: >\n  three\n  four\n"),
        r#"{"a":"one\n\"two\"\n","b":"three four\n"}"#
    );
    assert_eq!(json_of("a:\nb: {}\n"), r#"{"a":null,"b":{}}"#);
}

#[test]
fn aliases_are_written_out_up_to_a_size() {
    assert_eq!(json_of("a: &x {k: [1]}\nb: *x\n"), r#"{"a":{"k":[1]},"b":{"k":[1]}}"#);
    let mut bomb = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..12 {
        let above = format!("*a{}, ", level - 1).repeat(10);
        bomb.push_str(&format!("a{level}: &a{level} [{above}]\n"));
    }
    assert!(refusal("bomb.yaml", &bomb).contains("larger than"), "{}", refusal("bomb.yaml", &bomb));
    assert!(refusal("self.yaml", "a: &a [*a]").contains("alias of something that it is in"));
}

#[test]
fn every_value_knows_its_line_and_column_in_yaml_as_in_json() {
    let yaml = Source::read("file.yaml", b"# a comment\na:\n  - b: 1\n    c: \xc3\xa9\n".to_vec()).unwrap();
    let json = Source::read("file.json", b"{\n \"a\": [{ \"b\": 1,\n  \"c\": 2 }]\n}".to_vec()).unwrap();
    let at = |source: &Source, pointer: &str| {
        let place = source.place(source.document().pointer(pointer).unwrap());
        (place.line, place.column)
    };
    assert_eq!(at(&yaml, ""), (2, 1));
    assert_eq!(at(&yaml, "/a/0/b"), (3, 8));
    assert_eq!(at(&yaml, "/a/0/c"), (4, 8));
    assert_eq!(at(&json, "/a/0/c"), (3, 8));
}

#[test]
fn what_is_neither_is_refused_with_place_and_cause() {
    assert_eq!(refusal("a.yaml", "a: [1, 2\nb: 3\n").split(": ").nth(1).unwrap(), "is not YAML");
    assert!(
        refusal("a.json", "{\"a\": 1,}").starts_with("1:8: is not JSON"),
        "{}",
        refusal("a.json", "{\"a\": 1,}")
    );
    assert_eq!(refusal("a.yaml", "a: 1\n---\nb: 2\n"), "2:1: is a second document: a file holds one");
    assert_eq!(refusal("a.yaml", "? [a]\n: 1\n"), "1:3: is a key that is not text: JSON has none such");
    assert_eq!(refusal("a.yaml", "# nothing\n"), "1:1: holds nothing");
    assert!(Source::read("a.json", b"\xff{}".to_vec()).unwrap_err().cause.contains("not UTF-8"));
}

#[test]
fn depth_is_limited_in_both() {
    for (name, open, close) in [("a.json", "[", "]"), ("a.yaml", "[", "]")] {
        let text = format!("{}{}", open.repeat(200_000), close.repeat(200_000));
        assert!(refusal(name, &text).contains("nested deeper than 120 levels"), "{name}");
    }
    assert!(Source::read("a.json", b"\xef\xbb\xbf{}".to_vec()).is_ok(), "a byte order mark is passed over");
}
