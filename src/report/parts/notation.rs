//! How a value is written for people: one notation in every table.

use std::borrow::Cow;

use super::terminal::{Screen, harmless, harmless_json};
use crate::json::{JsonKind, Layout, Order, Strings, Style, Tape, Writer};

/// How texts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Notation {
    /// As it reads: a text without quotes and escapes, unless it could be taken for something else or holds what cannot
    /// be seen; then it is a JSON string in which only that is escaped.
    #[default]
    AsItReads,
    /// As it stands in the payload.
    AsWritten,
}

impl Notation {
    /// A scalar, given as JSON, for a screen. What is not JSON stays as it is.
    #[must_use]
    pub fn show(self, json: &str, screen: Screen) -> String {
        match (self, json.starts_with('"')) {
            (Self::AsWritten, _) if screen.acts_on_data() => screen.data(&harmless_json(json)).into_owned(),
            (Self::AsWritten, _) | (_, false) => screen.data(json).into_owned(),
            (Self::AsItReads, true) => {
                let mut tape = Tape::new();
                let text = tape.parse(json.as_bytes()).ok().and_then(|document| document.root().text());
                screen.data(&text.map_or_else(|| json.to_owned(), |text| plain(&text, screen))).into_owned()
            }
        }
    }
}

impl Notation {
    /// Any value, given as JSON, for a screen: a container as JSON on one line, in which texts read as they do alone.
    #[must_use]
    pub fn show_any(self, json: &str, screen: Screen) -> String {
        let mut tape = Tape::new();
        let Ok(document) = tape.parse(json.as_bytes()) else { return screen.data(json).into_owned() };
        if !matches!(document.root().kind(), JsonKind::Object | JsonKind::Array) {
            return self.show(json, screen);
        }
        let strings = match self {
            Self::AsItReads => Strings::Escaped(&[]),
            Self::AsWritten => Strings::AsWritten,
        };
        let style = Style::Tokens { layout: Layout::Compact, order: Order::AsWritten, strings };
        let mut compact = String::new();
        if Writer::new(style).write(document.root(), &mut compact).is_err() {
            json.clone_into(&mut compact);
        }
        if screen.acts_on_data() {
            harmless_json(&compact).into_owned()
        } else {
            screen.data(&compact).into_owned()
        }
    }
}

/// A text without quotes, where it can be taken for nothing else. What nothing acts on gets it character by character,
/// as long as it stays on its line.
fn plain(text: &str, screen: Screen) -> String {
    let can_be_seen = match screen {
        Screen::Plain => !text.chars().any(|c| c.is_ascii_control()),
        _ => harmless(text) == text,
    };
    match (can_be_seen && can_be_bare(text), screen) {
        (true, _) => text.to_owned(),
        (false, Screen::Plain) => serde_json::to_string(text).unwrap_or_else(|_| text.to_owned()),
        (false, _) => quoted(text),
    }
}

/// A member's name as it reads, or as a JSON string where something of it could not be seen.
pub(in crate::report) fn key_label(name: &str) -> Cow<'_, str> {
    if name.is_empty() || harmless(name) != name { quoted(name).into() } else { name.into() }
}

/// A JSON string in which everything that can be seen stands for itself.
fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).unwrap_or_else(|_| text.to_owned());
    harmless_json(&json).into_owned()
}

fn can_be_bare(text: &str) -> bool {
    let ends_blank = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    !text.is_empty()
        && !ends_blank
        // What a table writes itself: strings, containers, what is left out, what is not there, and what became what.
        && !text.starts_with(['"', '{', '[', '…', '('])
        && !text.contains(" -> ")
        && !is_other_scalar(text)
}

/// Whether a text reads as a number, `true`, `false` or `null`.
fn is_other_scalar(text: &str) -> bool {
    let mut tape = Tape::new();
    tape.parse(text.as_bytes()).is_ok_and(|document| document.root().kind() != JsonKind::String)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(json: &str) -> String {
        Notation::AsItReads.show(json, Screen::Terminal(80))
    }

    #[test]
    fn a_text_is_shown_as_it_reads() {
        for (json, text) in [
            ("\"pending\"", "pending"),
            ("\"https:\\/\\/shop.example.com\"", "https://shop.example.com"),
            ("\"\\u674e\"", "李"),
            ("\"zo\\u00eb@example.com\"", "zoë@example.com"),
            ("\"\\ud83d\\udc69\\u200d\\ud83d\\udc67\"", "👩\u{200d}👧"),
            ("\"C:\\\\folder\"", "C:\\folder"),
            ("\"2026-01-01\"", "2026-01-01"),
        ] {
            assert_eq!(shown(json), text);
        }
    }

    #[test]
    fn a_text_that_could_be_something_else_has_quotes() {
        for json in
            ["\"2400\"", "\"-1e3\"", "\"true\"", "\"null\"", "\"\"", "\" a\"", "\"{}\"", "\"(absent)\""]
        {
            assert_eq!(shown(json), json);
        }
        for json in ["2400", "true", "null", "{}", "[]"] {
            assert_eq!(shown(json), json);
        }
        assert_eq!(shown("\"a -> b\""), "\"a -> b\"");
        assert_eq!(shown("\"\\u0022a\""), "\"\\\"a\"");
    }

    #[test]
    fn what_cannot_be_seen_is_marked() {
        for (json, text) in [
            ("\"one\\ntwo\"", "\"one\\ntwo\""),
            ("\"ad\u{200b}min\"", "\"ad\\u200bmin\""),
            ("\"\\u001b[31m\"", "\"\\u001b[31m\""),
            ("\"a\\\\n\\n\"", "\"a\\\\n\\n\""),
        ] {
            assert_eq!(shown(json), text);
        }
    }

    #[test]
    fn as_written_is_as_written_with_nothing_that_a_terminal_acts_on() {
        let shown = |json| Notation::AsWritten.show(json, Screen::Terminal(80));
        assert_eq!(shown("\"https:\\/\\/x\""), "\"https:\\/\\/x\"");
        assert_eq!(shown("\"a\u{200b}\""), "\"a\\u200b\"");
        assert_eq!(Notation::AsWritten.show("\"a\u{200b}\"", Screen::Plain), "\"a\u{200b}\"");
    }
}
