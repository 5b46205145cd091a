//! Twice what a copy or a check has to look at costs twice the work: counted in steps, never on a clock.

use super::{Copied, Copies, FreeText, Options};
use crate::engine::{Review, Reviewed};
use crate::json::Tape;
use crate::model::Hints;
use crate::redact::Privacy;
use crate::redact::lexeme::STEPS;
use crate::registry::Registry;
use crate::stand_in::Key;

/// How many steps it takes to copy a text and to look through it.
fn steps(text: &str) -> usize {
    let registry = Registry::built_in().unwrap();
    let key = Key::new(b"8d1f0c6b2a9e47535f60c1d2e3b4a798").unwrap();
    let options = Options { key, financial: true, free_text: FreeText::Mask, places: true };
    let (copies, privacy) = (Copies::new(&registry, options), Privacy::new(&registry));
    let mut tape = Tape::new();
    let document = tape.parse(text.as_bytes()).ok();
    STEPS.set(0);
    let made = match document {
        Some(document) => copies.copyist().record(document, &Hints::default()),
        None => copies.copyist().text(text),
    };
    assert!(made != Copied::Same, "nothing is replaced in {text}");
    let _ = privacy.record(&Reviewed { text, document, body: None, request: None });
    STEPS.get()
}

#[test]
fn twice_the_input_takes_twice_the_steps() {
    let members = |count: usize, form: &str| {
        let one = |number: usize| form.replace('#', &number.to_string());
        format!("{{{}}}", (0..count).map(one).collect::<Vec<_>>().join(","))
    };
    let nested = r#""t#":"{\"email\":\"k#@kelpshop.io\"}""#;
    let beside = |said: &str| format!("\"b#\":{{{said},{}}}", nested.replace("t#", "t"));
    let (size, etag) = (beside(r#""size":1"#), beside(r#""etag":"abcdef""#));
    let line = |count: usize, form: &str| {
        format!("email=jane@kelpshop.io last_name=Vogelsang {}", form.repeat(count))
    };
    let attacks: [(&str, &dyn Fn(usize) -> String); 10] = [
        ("texts in a record", &|count| members(count, nested)),
        ("lengths beside bodies", &|count| members(count, &size)),
        ("hashes beside bodies", &|count| members(count, &etag)),
        ("names without values", &|count| members(count, r#""name":"Jane Roe""#)),
        ("short tokens", &|count| members(count, r#""token#":"j#""#)),
        ("addresses", &|count| members(count, r#""k#":"k#@kelpshop.io""#)),
        ("a name in one line", &|count| line(count, "and Vogelsang, ")),
        ("a name in one text", &|count| {
            format!(r#"{{"last_name":"Vogelsang","n":"{}"}}"#, "and Vogelsang, ".repeat(count))
        }),
        ("fields in a field", &|count| line(count, "=%7B%22")),
        ("documents in a line", &|count| line(count, r#"{"email":"jane@kelpshop.io"} "#)),
    ];
    for (what, text) in attacks {
        let (once, twice) = (steps(&text(200)), steps(&text(400)));
        assert!(once > 0 && twice <= once * 25 / 10, "{what}: {once} steps, then {twice}");
    }
}
