//! Foreign text on a terminal: nothing in a payload, a key or a file name may move the cursor, set the title, fill the
//! clipboard or turn the writing direction.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What a stream is connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// A terminal of this many columns.
    Terminal(usize),
    /// A file or a pipe: bytes go as they are, nothing is cut.
    Plain,
    /// The log of a CI service that takes some lines for commands: those are broken up, nothing is cut.
    WorkflowLog,
}

impl Screen {
    /// The width in columns, where there is one.
    #[must_use]
    pub const fn columns(self) -> Option<usize> {
        match self {
            Self::Terminal(columns) => Some(columns),
            Self::Plain | Self::WorkflowLog => None,
        }
    }

    /// The text as this screen may show it.
    #[must_use]
    pub fn harmless(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Terminal(_) => escaped(text),
            Self::Plain => Cow::Borrowed(text),
            Self::WorkflowLog => without_commands(text),
        }
    }

    /// The text, cut to a width with an ellipsis when this is a terminal.
    #[must_use]
    pub fn cut(self, text: &str, width: usize) -> Cow<'_, str> {
        match self {
            Self::Terminal(_) => shortened(text, width),
            Self::Plain | Self::WorkflowLog => Cow::Borrowed(text),
        }
    }
}

/// Breaks up what GitHub's runner takes for a command: `::` at the start of a line, `##[` anywhere, line breaks that
/// would begin such a line.
fn without_commands(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\r']) && !text.contains("::") && !text.contains("##[") {
        return Cow::Borrowed(text);
    }
    let text = text.replace("::", ":\\u{3a}").replace("##[", "#\\u{23}[");
    Cow::Owned(text.replace('\n', "\\u{a}").replace('\r', "\\u{d}"))
}

/// Escapes control, bidirectional and invisible characters as `\u{202e}`.
fn escaped(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_harmful(c) {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Whether a terminal may act on a character instead of drawing it.
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// At most `width` columns, the last one an ellipsis when something was cut.
fn shortened(text: &str, width: usize) -> Cow<'_, str> {
    if text.len() <= width || (text.len() <= width * 8 && text.width() <= width) {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let columns = c.width().unwrap_or(0);
        if used + columns + 1 > width {
            break;
        }
        used += columns;
        out.push(c);
    }
    out.push('…');
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on_terminal(text: &str) -> String {
        Screen::Terminal(80).harmless(text).into_owned()
    }

    #[test]
    fn stops_an_osc_52_clipboard_payload() {
        assert_eq!(on_terminal("a\u{1b}]52;c;ZXZpbA==\u{7}b"), "a\\u{1b}]52;c;ZXZpbA==\\u{7}b");
    }

    #[test]
    fn stops_a_title_change() {
        assert_eq!(on_terminal("\u{1b}]0;owned\u{9c}"), "\\u{1b}]0;owned\\u{9c}");
    }

    #[test]
    fn stops_a_c1_control_sequence() {
        assert_eq!(on_terminal("\u{9b}31m"), "\\u{9b}31m");
    }

    #[test]
    fn stops_a_right_to_left_override() {
        assert_eq!(on_terminal("invoice\u{202e}gnp.exe"), "invoice\\u{202e}gnp.exe");
    }

    #[test]
    fn stops_a_carriage_return_that_overwrites_the_line() {
        assert_eq!(on_terminal("bad\rgood"), "bad\\u{d}good");
    }

    #[test]
    fn shows_zero_width_characters() {
        assert_eq!(on_terminal("ad\u{200b}min\u{feff}"), "ad\\u{200b}min\\u{feff}");
    }

    #[test]
    fn leaves_letters_of_all_scripts_alone() {
        let text = "Ünïcödé 日本語 مرحبا 👍";
        assert_eq!(on_terminal(text), text);
    }

    #[test]
    fn hands_pipes_the_bytes_as_they_are() {
        assert_eq!(Screen::Plain.harmless("a\u{1b}b\r"), "a\u{1b}b\r");
    }

    #[test]
    fn leaves_no_command_in_the_log_of_a_workflow() {
        let log = |text| Screen::WorkflowLog.harmless(text).into_owned();
        assert_eq!(log("::set-output name=a::b"), ":\\u{3a}set-output name=a:\\u{3a}b");
        assert_eq!(log("x ##[add-mask]y"), "x #\\u{23}[add-mask]y");
        assert_eq!(log("a\n::error::b\rc"), "a\\u{a}:\\u{3a}error:\\u{3a}b\\u{d}c");
        assert_eq!(log("a.json:1:2: error"), "a.json:1:2: error");
    }

    #[test]
    fn cuts_by_columns_and_only_on_a_terminal() {
        assert_eq!(Screen::Terminal(80).cut("日本語日本語", 7), "日本語…");
        assert_eq!(Screen::Terminal(80).cut("abc", 3), "abc");
        assert_eq!(Screen::Plain.cut("abcdef", 3), "abcdef");
    }
}
