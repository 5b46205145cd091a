//! What is hidden of a value is the same whether it is looked at alone or with the whole document.

use hookspect::json::{Document, JsonKind, Span, Tape};
use hookspect::model::{Hints, Object};
use hookspect::redact::{Hidden, Mask, Show};

use crate::support::{registry, samples};

const SECRETS: &str = r#"{"name":"authorization","value":"Bearer a1b2c3d4","session":{"value":"s3cr3t","id":7},
    "tokens":{"a1B2c3D4e5F6g7H8i9":{"created":"2026-01-01"}},"note":"the PIN is 4711.","email":"kim@shop.example"}"#;

/// Every sample and a text full of secrets, as each mask sees it.
fn each(mut look: impl FnMut(Document<'_>, Option<&Object<'_>>, &Mask)) {
    let mut tape = Tape::new();
    for text in samples().into_iter().map(|(_, text)| text).chain([SECRETS.to_owned()]) {
        let document = tape.parse(text.as_bytes()).unwrap();
        let identification = registry().identify(document, &Hints::default());
        for show in [Show::AllButSecrets, Show::NothingPersonal] {
            look(document, identification.body(), &Mask::new(show, registry()));
        }
    }
}

#[test]
fn near_any_byte_of_a_text_the_same_is_hidden_as_in_all_of_it() {
    let mut compared = 0;
    each(|document, body, mask| {
        let whole = mask.spans(document, body);
        let length = u32::try_from(document.text().len()).unwrap();
        for (start, width) in (0..length).step_by(11).zip([1, 7, 40, 200, 1000].into_iter().cycle()) {
            let near = Span { start, end: length.min(start + width) };
            let touches = |part: &&Hidden| part.span.start < near.end && near.start < part.span.end;
            let of = |hidden: &[Hidden]| hidden.iter().filter(touches).copied().collect::<Vec<_>>();
            assert_eq!(
                of(&mask.spans_within(document, body, near)),
                of(&whole),
                "{near:?} of {}",
                document.text()
            );
            compared += of(&whole).len();
        }
    });
    assert!(compared > 2_000, "only {compared} hidden parts");
}

#[test]
fn of_a_value_alone_the_same_is_hidden_as_of_it_among_the_others() {
    let mut compared = 0;
    each(|document, body, mask| {
        let whole = mask.spans(document, body);
        let mut open = vec![document.root()];
        while let Some(value) = open.pop() {
            match value.kind() {
                JsonKind::Object => open.extend(value.members().map(|(_, member)| member)),
                JsonKind::Array => open.extend(value.items()),
                _ => {}
            }
            let inside = |hidden: &[Hidden]| -> Vec<Hidden> {
                let span = value.span();
                let is_inside = |part: &&Hidden| span.start <= part.span.start && part.span.end <= span.end;
                hidden.iter().filter(is_inside).copied().collect()
            };
            let alone = mask.spans_in(document, body, std::iter::once(value));
            assert_eq!(inside(&alone), inside(&whole), "{}", value.raw());
            compared += inside(&whole).len();
        }
    });
    assert!(compared > 500, "only {compared} hidden parts");
}
