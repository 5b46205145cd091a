//! Foreign text on a terminal: nothing in a payload, a key, a file name, a setting or a header may move the cursor, set
//! the title, fill the clipboard, turn the writing direction or begin a command of a CI service.
//!
//! Names and messages are made harmless wherever they go. The data itself, a payload's values and JSON, reaches a pipe
//! as it is and is made harmless only where something may act on it: on a terminal, and wherever colour is on.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::lines::{broken, is_plain, shortened};

use crate::json::write_units;

/// What a stream is connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// A terminal of this many columns.
    Terminal(usize),
    /// A pipe in colour: a pager or a log that acts on what a terminal acts on. Its width, where one is known.
    Painted(Option<usize>),
    /// A file or a pipe: data goes as it is, nothing is cut.
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
            Self::Painted(columns) => columns,
            Self::Plain | Self::WorkflowLog => None,
        }
    }

    /// Whether it is a terminal itself.
    #[must_use]
    pub const fn is_terminal(self) -> bool {
        matches!(self, Self::Terminal(_))
    }

    /// Whether something may act on data instead of drawing it.
    #[must_use]
    pub const fn acts_on_data(self) -> bool {
        matches!(self, Self::Terminal(_) | Self::Painted(_))
    }

    /// A name or a message, on one line, as this screen may show it.
    #[must_use]
    pub fn harmless(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::WorkflowLog => match harmless(text) {
                Cow::Borrowed(text) => without_commands(text),
                Cow::Owned(text) => Cow::Owned(without_commands(&text).into_owned()),
            },
            Self::Terminal(_) | Self::Painted(_) | Self::Plain => harmless(text),
        }
    }

    /// A value of a payload as this screen may show it.
    #[must_use]
    pub fn data(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Plain => Cow::Borrowed(text),
            Self::Terminal(_) | Self::Painted(_) | Self::WorkflowLog => self.harmless(text),
        }
    }

    /// Text of our own, each line broken between words where the screen has a width; what goes on has an indent.
    #[must_use]
    pub fn wrapped<'t>(self, text: &'t str, indent: &str) -> Cow<'t, str> {
        let Some(columns) = self.columns().filter(|columns| text.lines().any(|line| line.width() > *columns))
        else {
            return Cow::Borrowed(text);
        };
        let lines = text.split('\n').map(|line| broken(line, columns, indent).join("\n"));
        Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
    }

    /// The text, cut to a width with an ellipsis where the screen has a width.
    #[must_use]
    pub fn cut(self, text: &str, width: usize) -> Cow<'_, str> {
        if self.columns().is_some() { shortened(text, width) } else { Cow::Borrowed(text) }
    }
}

/// Breaks up what GitHub's runner takes for a command: `::` at the start of a line, `##[` anywhere.
fn without_commands(text: &str) -> Cow<'_, str> {
    if !text.contains("::") && !text.contains("##[") {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("::", ":\\u{3a}").replace("##[", "#\\u{23}["))
}

/// Escapes control, bidirectional and invisible characters as `\u{202e}`.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    escaped(text, |out, c| {
        let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
    })
}

/// The same in a text of several lines.
#[must_use]
pub fn harmless_lines(text: &str) -> String {
    text.split('\n').map(harmless).collect::<Vec<_>>().join("\n")
}

/// TOML with the escapes of its strings instead of what a terminal may act on.
#[must_use]
pub fn harmless_toml(text: &str) -> String {
    let line = |line| {
        escaped(line, |out, c| {
            let _ = write!(out, "\\U{:08x}", u32::from(c));
        })
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// The text of XML; line ends and tabs are references.
#[must_use]
pub(in crate::report) fn harmless_xml(text: &str) -> Cow<'_, str> {
    escaped(text, |out, c| {
        let _ = match c {
            '\t' | '\n' | '\r' => write!(out, "&#{};", u32::from(c)),
            _ => write!(out, "\\u{{{:x}}}", u32::from(c)),
        };
    })
}

/// JSON with the escapes of its strings instead of what a terminal may act on: the same JSON. Line breaks stay.
#[must_use]
pub(in crate::report) fn harmless_json(text: &str) -> Cow<'_, str> {
    escaped(text, |out, c| match c {
        // JSON allows these between its tokens and nowhere else.
        '\n' | '\t' => out.push(c),
        '\r' => {}
        _ => {
            let _ = write_units(c, out);
        }
    })
}

fn escaped(text: &str, escape: impl Fn(&mut String, char)) -> Cow<'_, str> {
    if is_plain(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let Some(first) = text.char_indices().find(|(_, c)| is_harmful(*c)) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + 16);
    let (before, rest) = text.split_at_checked(first.0).unwrap_or(("", text));
    out.push_str(before);
    let mut drawn = before.chars().next_back();
    let mut rest = rest.chars();
    while let Some(c) = rest.next() {
        if is_harmful(c) && !joins(drawn, c, rest.clone().next()) {
            escape(&mut out, c);
        } else {
            out.push(c);
        }
        drawn = Some(c);
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

/// Whether an invisible character does nothing but make one picture of its neighbours, as in a family of emoji.
fn joins(before: Option<char>, c: char, after: Option<char>) -> bool {
    let picture =
        |c: char| matches!(c, '\u{203c}'..='\u{3299}' | '\u{1f000}'..='\u{1faff}') && !is_harmful(c);
    match (before, c) {
        (Some(before), '\u{fe0f}') => picture(before),
        (Some(before), '\u{200d}') => (picture(before) || before == '\u{fe0f}') && after.is_some_and(picture),
        _ => false,
    }
}

/// JSON on its way to a screen that may act on it.
pub struct HarmlessJson<W> {
    out: W,
    /// The beginning of a character whose end has not come yet.
    cut: Vec<u8>,
}

impl<W: Write> HarmlessJson<W> {
    /// JSON on `out`.
    pub const fn new(out: W) -> Self {
        Self { out, cut: Vec::new() }
    }
}

impl<W: Write> Write for HarmlessJson<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let mut bytes = std::mem::take(&mut self.cut);
        bytes.extend_from_slice(buffer);
        let whole = match std::str::from_utf8(&bytes) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => bytes.len(),
        };
        self.cut = bytes.split_off(whole);
        self.out.write_all(harmless_json(&String::from_utf8_lossy(&bytes)).as_bytes())?;
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that fails may say so in the shortest way")]
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
    fn leaves_pictures_that_are_joined_of_several_alone() {
        for text in ["👩\u{200d}👧", "❤\u{fe0f}", "🏳\u{fe0f}\u{200d}🌈"] {
            assert_eq!(on_terminal(text), text);
        }
        assert_eq!(on_terminal("a\u{200d}b"), "a\\u{200d}b");
        assert_eq!(on_terminal("👩\u{200d}"), "👩\\u{200d}");
        assert_eq!(on_terminal("a\u{fe0f}"), "a\\u{fe0f}");
    }

    #[test]
    fn hands_a_pipe_data_as_it_is_and_names_escaped() {
        assert_eq!(Screen::Plain.data("a\u{1b}b\r"), "a\u{1b}b\r");
        assert_eq!(Screen::Plain.harmless("a\u{1b}b\n::error"), "a\\u{1b}b\\u{a}::error");
        assert_eq!(Screen::Painted(None).data("a\u{1b}b"), "a\\u{1b}b");
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
    fn json_stays_the_same_json_wherever_a_write_is_cut() {
        let text = "{\"k\u{200b}\": [\"\u{9b}31m\", \"\u{e0041}\",\r\n\t\"\u{202e}é👍\u{7f}\"]}";
        let whole = harmless_json(text);
        assert!(!whole.chars().any(|c| is_harmful(c) && c != '\n' && c != '\t'), "{whole}");
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(value(&whole), value(text));
        for at in 0..text.len() {
            let mut out = HarmlessJson::new(Vec::new());
            out.write_all(&text.as_bytes()[..at]).unwrap();
            out.write_all(&text.as_bytes()[at..]).unwrap();
            assert_eq!(String::from_utf8(out.out).unwrap(), whole, "cut at {at}");
        }
    }

    #[test]
    fn toml_stays_the_same_toml() {
        let text = "a = \"x\u{202e}y\"\n";
        assert_eq!(harmless_toml(text), "a = \"x\\U0000202ey\"\n");
        assert_eq!(harmless_toml(text).parse::<toml::Table>().unwrap(), text.parse::<toml::Table>().unwrap());
    }

    #[test]
    fn cuts_by_columns_and_only_on_a_terminal() {
        assert_eq!(Screen::Terminal(80).cut("日本語日本語", 7), "日本語…");
        assert_eq!(Screen::Terminal(80).cut("abc", 3), "abc");
        assert_eq!(Screen::Plain.cut("abcdef", 3), "abcdef");
    }
}
