//! The usual ways in which senders write the same JSON: one of them may be what was signed.

use crate::json::{Document, Kind, Tape, Value};

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

/// A body as each habit writes it; none where it is no JSON. Numbers stay as they were written.
pub(super) fn rewritings(body: &[u8]) -> Vec<(String, &'static str)> {
    let mut tape = Tape::new();
    let Ok(document) = tape.parse(body) else { return Vec::new() };
    HABITS.iter().map(|habit| (written(document, *habit), habit.words)).collect()
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
            Kind::Object | Kind::Array => {
                let is_object = value.kind() == Kind::Object;
                out.push(if is_object { '{' } else { '[' });
                open.push((value.next(), is_object, 0));
                index += 1;
                continue;
            }
            Kind::String => string(value, habit, &mut out),
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
    use super::rewritings;

    #[test]
    fn each_habit_keeps_order_and_numbers() {
        let texts: Vec<String> = rewritings("{\"b\": [1.50, {}], \"a\": \"zo\u{eb}/<\u{1f355}\"}".as_bytes())
            .into_iter()
            .map(|(text, _)| text)
            .collect();
        assert_eq!(
            texts,
            [
                "{\"b\":[1.50,{}],\"a\":\"zo\u{eb}/<\u{1f355}\"}",
                "{\"b\":[1.50,{}],\"a\":\"zo\\u00eb\\/<\\ud83c\\udf55\"}",
                "{\"b\":[1.50,{}],\"a\":\"zo\\u00eb/<\\ud83c\\udf55\"}",
                "{\"b\": [1.50, {}], \"a\": \"zo\\u00eb/<\\ud83c\\udf55\"}",
                "{\"b\": [1.50, {}], \"a\": \"zo\u{eb}/<\u{1f355}\"}",
                "{\"b\":[1.50,{}],\"a\":\"zo\u{eb}/\\u003c\u{1f355}\"}",
                "{\"b\":[1.50,{}],\"a\":\"zo\u{eb}\\/<\u{1f355}\"}",
            ]
        );
    }
}
