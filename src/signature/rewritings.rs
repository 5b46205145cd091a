//! The usual ways in which senders write the same JSON: one of them may be what was signed.

use std::collections::HashSet;

use crate::json::{Document, JsonKind, Tape, Value};

/// How a serialiser writes.
#[derive(Debug, Clone, Copy)]
struct Habit {
    /// `", "` and `": "` instead of `,` and `:`.
    spaced: bool,
    /// What it escapes though it need not.
    escapes: &'static [Escapes],
    /// What it is like, in words.
    words: &'static str,
}

/// What a serialiser may escape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Escapes {
    /// What is not ASCII becomes `\uXXXX`.
    Foreign,
    /// `/` becomes `\/`.
    Slashes,
    /// `<`, `>` and `&` become `\uXXXX`, and so do two line ends of Unicode.
    Markup,
}

const HABITS: &[Habit] = &[
    Habit { spaced: false, escapes: &[], words: "compactly (JavaScript)" },
    Habit {
        spaced: false,
        escapes: &[Escapes::Foreign, Escapes::Slashes],
        words: "compactly, with \\uXXXX and \\/ (PHP)",
    },
    Habit { spaced: false, escapes: &[Escapes::Foreign], words: "compactly, with \\uXXXX" },
    Habit { spaced: true, escapes: &[Escapes::Foreign], words: "with blanks and \\uXXXX (Python)" },
    Habit { spaced: true, escapes: &[], words: "with blanks" },
    Habit { spaced: false, escapes: &[Escapes::Markup], words: "compactly, with markup escaped (Go, Rails)" },
    Habit { spaced: false, escapes: &[Escapes::Slashes], words: "compactly, with \\/" },
];

/// The first habit, in words, whose way to write the body fits. None where it is not JSON, or where writing it anew could
/// make another text of it: half of a surrogate pair has no character, and of repeated keys most programs keep one.
/// Numbers stay as they were written, so that none is rounded.
pub(super) fn find(body: &[u8], is_signed: &mut dyn FnMut(&[u8]) -> bool) -> Option<&'static str> {
    let mut tape = Tape::new();
    let document = tape.parse(body).ok()?;
    let writable = is_lossless(document);
    HABITS
        .iter()
        .filter(|_| writable)
        .find(|habit| is_signed(written(document, **habit).as_bytes()))
        .map(|habit| habit.words)
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

/// No recursion: the nodes stand on the tape in the order in which they are written.
fn written(document: Document<'_>, habit: Habit) -> String {
    let mut out = String::with_capacity(document.text().len());
    // The ends of open containers on the tape, whether each is an object, and how many nodes it had.
    let mut open: Vec<(u32, bool, u64)> = Vec::new();
    let mut index = 0;
    loop {
        while let Some((_, is_object, _)) = open.pop_if(|(end, ..)| *end <= index) {
            out.push(if is_object { '}' } else { ']' });
        }
        if open.is_empty() && index > 0 {
            return out;
        }
        if let Some((_, is_object, count)) = open.last_mut() {
            match (*is_object, *count) {
                (_, 0) => {}
                (true, count) if count % 2 == 1 => out.push_str(if habit.spaced { ": " } else { ":" }),
                _ => out.push_str(if habit.spaced { ", " } else { "," }),
            }
            *count += 1;
        }
        let value = document.value(index);
        match value.kind() {
            JsonKind::Object | JsonKind::Array => {
                let is_object = value.kind() == JsonKind::Object;
                out.push(if is_object { '{' } else { '[' });
                open.push((value.next(), is_object, 0));
                index += 1;
                continue;
            }
            JsonKind::String => string(value, habit, &mut out),
            _ => out.push_str(value.raw()),
        }
        index = value.next();
    }
}

fn string(value: Value<'_>, habit: Habit, out: &mut String) {
    out.push('"');
    let escapes = |what| habit.escapes.contains(&what);
    let unit = |out: &mut String, unit: u16| out.push_str(&format!("\\u{unit:04x}"));
    for c in value.text().unwrap_or_default().chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '/' if escapes(Escapes::Slashes) => out.push_str("\\/"),
            '\0'..' ' => unit(out, c as u16),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' if escapes(Escapes::Markup) => unit(out, c as u16),
            c if !c.is_ascii() && escapes(Escapes::Foreign) => {
                c.encode_utf16(&mut [0; 2]).iter().for_each(|one| unit(out, *one));
            }
            c => out.push(c),
        }
    }
    out.push('"');
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
    fn each_habit_keeps_order_and_numbers() {
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
            assert_eq!(tried(text).len(), super::HABITS.len(), "{text}");
        }
    }
}
