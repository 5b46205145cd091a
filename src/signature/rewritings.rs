//! The usual ways in which senders write the same JSON: one of them may be what was signed.

use std::collections::HashSet;

use crate::json::{Document, Escape, JsonKind, Layout, Order, Strings, Style, Tape, Value, Writer};

/// A way in which serialisers write JSON.
#[derive(Debug, Clone, Copy)]
struct Serialiser {
    style: Style,
    /// What it is like, in words.
    words: &'static str,
}

const fn style(layout: Layout, escapes: &'static [Escape]) -> Style {
    Style::Tokens { layout, order: Order::AsWritten, strings: Strings::Escaped(escapes) }
}

const SERIALISERS: &[Serialiser] = &[
    Serialiser { style: style(Layout::Compact, &[]), words: "compactly (JavaScript)" },
    Serialiser {
        style: style(Layout::Compact, &[Escape::NonAscii, Escape::Slash]),
        words: "compactly, with \\uXXXX and \\/ (PHP)",
    },
    Serialiser { style: style(Layout::Compact, &[Escape::NonAscii]), words: "compactly, with \\uXXXX" },
    Serialiser {
        style: style(Layout::Spaced, &[Escape::NonAscii]),
        words: "with blanks and \\uXXXX (Python)",
    },
    Serialiser { style: style(Layout::Spaced, &[]), words: "with blanks" },
    Serialiser {
        style: style(Layout::Compact, &[Escape::Markup]),
        words: "compactly, with markup escaped (Go, Rails)",
    },
    Serialiser { style: style(Layout::Compact, &[Escape::Slash]), words: "compactly, with \\/" },
];

/// The first way to write the body that `is_signed` accepts, in words. None where it is not JSON, or where writing it anew could
/// make another text of it: half of a surrogate pair has no character, and of repeated keys most programs keep one.
/// Numbers stay as they were written, so that none is rounded.
pub(super) fn find(body: &[u8], is_signed: &mut dyn FnMut(&[u8]) -> bool) -> Option<&'static str> {
    let mut tape = Tape::new();
    let document = tape.parse(body).ok()?;
    let writable = is_lossless(document);
    SERIALISERS
        .iter()
        .filter(|_| writable)
        .find(|serialiser| is_signed(written(document, serialiser.style).as_bytes()))
        .map(|serialiser| serialiser.words)
}

/// Whether everything in a document has one meaning for every program that reads it, numbers aside.
fn is_lossless(document: Document<'_>) -> bool {
    let end = document.root().next();
    (0..end).map(|index| document.value(index)).all(|value| match value.kind() {
        JsonKind::String => !has_lone_surrogate(value),
        JsonKind::Object => {
            let mut keys = HashSet::new();
            value.members().all(|(key, _)| keys.insert(key.text()))
        }
        _ => true,
    })
}

/// Whether an escape in a string stands for half of a surrogate pair.
fn has_lone_surrogate(value: Value<'_>) -> bool {
    let mut rest = value.string_raw().filter(|_| value.is_escaped()).unwrap_or_default();
    while let Some((_, escape)) = rest.split_once('\\') {
        let Some(first) = unit(escape) else {
            rest = escape.get(1..).unwrap_or_default();
            continue;
        };
        rest = escape.get(5..).unwrap_or_default();
        let second = rest.strip_prefix('\\').and_then(unit);
        match (first, second) {
            (0xd800..0xdc00, Some(0xdc00..0xe000)) => rest = rest.get(6..).unwrap_or_default(),
            (0xd800..0xe000, _) => return true,
            _ => {}
        }
    }
    false
}

/// The UTF-16 code unit of `uXXXX`.
fn unit(escape: &str) -> Option<u16> {
    u16::from_str_radix(escape.strip_prefix('u')?.get(..4)?, 16).ok()
}

fn written(document: Document<'_>, style: Style) -> String {
    let mut out = String::with_capacity(document.text().len());
    // Writing to a String cannot fail, and no canonical form is asked for.
    let _ = Writer::new(style).write(document.root(), &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::find;

    /// The body in all ways in which it is tried.
    fn tried(body: &str) -> Vec<String> {
        let mut tried = Vec::new();
        find(body.as_bytes(), &mut |text| {
            tried.push(String::from_utf8_lossy(text).into_owned());
            false
        });
        tried
    }

    #[test]
    fn each_serialiser_keeps_order_and_numbers() {
        assert_eq!(
            tried("{\"b\": [1.50, {}, 123456789012345678901e9999], \"a\": \"zo\u{eb}/<\u{1f355}\"}"),
            [
                "{\"b\":[1.50,{},123456789012345678901e9999],\"a\":\"zo\u{eb}/<\u{1f355}\"}",
                "{\"b\":[1.50,{},123456789012345678901e9999],\"a\":\"zo\\u00eb\\/<\\ud83c\\udf55\"}",
                "{\"b\":[1.50,{},123456789012345678901e9999],\"a\":\"zo\\u00eb/<\\ud83c\\udf55\"}",
                "{\"b\": [1.50, {}, 123456789012345678901e9999], \"a\": \"zo\\u00eb/<\\ud83c\\udf55\"}",
                "{\"b\": [1.50, {}, 123456789012345678901e9999], \"a\": \"zo\u{eb}/<\u{1f355}\"}",
                "{\"b\":[1.50,{},123456789012345678901e9999],\"a\":\"zo\u{eb}/\\u003c\u{1f355}\"}",
                "{\"b\":[1.50,{},123456789012345678901e9999],\"a\":\"zo\u{eb}\\/<\u{1f355}\"}",
            ]
        );
    }

    #[test]
    fn a_text_that_programs_may_read_differently_is_not_written_anew() {
        for text in [
            r#"{"a": "\ud800"}"#,
            r#"{"a": "\udc00\ud800"}"#,
            r#"{"a": "\ud83c\u0041"}"#,
            r#"{"a": "\ud83c\ud83c\udf55"}"#,
            r#"{"a": "\ud83cx"}"#,
            r#"{"\uDFFF": 1}"#,
            r#"{"a": 1, "a": 2}"#,
            r#"[{"b": {"a": 1, "\u0061": 1}}]"#,
            r#"{"a": 1,}"#,
            "",
        ] {
            assert_eq!(tried(text), [""; 0], "{text}");
        }
        for text in [
            r#"{"a": "\ud83c\udf55\ufffd"}"#,
            r#"{"a": "\\ud800 \"\\udc00"}"#,
            r#"[{"a": 1}, {"a": {"a": 2}}]"#,
            "{\"a\": \"\u{fffd}\"}",
        ] {
            assert_eq!(tried(text).len(), super::SERIALISERS.len(), "{text}");
        }
    }
}
