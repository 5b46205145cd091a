//! A framed piece of the source around a finding: one line, a caret, no secret.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::excerpt::{Excerpt, Source, boundary};
use super::lines::push_blanks;
use super::style::Style;
use super::terminal::Screen;
use crate::json::Span;
use crate::report::entry::Located;

/// How wide a snippet gets where no terminal sets the width.
const PLAIN_WIDTH: usize = 160;

/// Adds the frame for one finding to a text: its line with what is hidden masked, and carets below its bytes. Several
/// text lines, each ended by a newline.
pub(in crate::report) fn push_snippet(
    out: &mut String,
    source: &Source<'_>,
    located: &Located,
    screen: Screen,
    style: Style,
) {
    let number = located.position.line.to_string();
    let width = screen.columns().unwrap_or(PLAIN_WIDTH).saturating_sub(number.len() + 4).max(20);
    let Drawn { shown, before, under } = drawn(source, located.finding.span, width, screen);
    push_blanks(out, number.len() + 1);
    style.push_frame(out, "|");
    out.push('\n');
    style.push_frame(out, &number);
    out.push(' ');
    style.push_frame(out, "|");
    out.push(' ');
    out.push_str(&shown);
    out.push('\n');
    push_blanks(out, number.len() + 1);
    style.push_frame(out, "|");
    push_blanks(out, before + 1);
    style.push_severity(out, located.finding.severity, &"^".repeat(under.max(1)));
    out.push('\n');
}

/// The line of a finding as it is drawn: first with what is hidden near it, and where the window goes farther than that
/// with what is hidden in all of the record.
fn drawn(source: &Source<'_>, span: Span, width: usize, screen: Screen) -> Drawn {
    let near = source.near(span.start as usize, width);
    let drawn =
        |excerpt: &Excerpt<'_>| Some(Line::around(excerpt, span, width)?.drawn(excerpt, width, screen));
    // Nothing is farther than all of it.
    near.and_then(|near| drawn(&near)).or_else(|| drawn(&source.whole())).unwrap_or_default()
}

/// The part of a line around a finding that a window may show, in bytes of the text. No part of it is looked at that is
/// farther away than the window is wide, however long the line is.
#[derive(Debug)]
struct Line {
    start: usize,
    mark_start: usize,
    mark_end: usize,
    end: usize,
    /// Whether the line has more before the part, and behind it.
    more: (bool, bool),
    /// How many characters and hidden parts were looked at.
    #[cfg(test)]
    looked_at: usize,
}

/// A line as it is drawn.
#[derive(Default)]
struct Drawn {
    shown: String,
    /// The columns before the mark.
    before: usize,
    /// The columns under it.
    under: usize,
}

impl Line {
    /// `None` where the window goes over bytes of which it is not known what is hidden.
    fn around(source: &Excerpt<'_>, span: Span, width: usize) -> Option<Self> {
        let text = source.text;
        let at = boundary(text, span.start as usize);
        let mark_start = source.hidden_at(at).map_or(at, |part| part.start.min(text.len()));
        let (mut start, mut room, mut more) = (mark_start, width, (false, false));
        loop {
            let plain = source.plain_before(start, room);
            (start, room) = (start - plain, room - plain);
            let Some(before) = text.get(..start).and_then(|text| text.chars().next_back()) else { break };
            if start <= source.reach.start {
                return None;
            }
            let previous = start - before.len_utf8();
            let hidden = source.hidden_at(previous);
            if before == '\n' && hidden.is_none() {
                break;
            }
            if room == 0 {
                more.0 = true;
                break;
            }
            room -= 1;
            let over_lines = hidden.as_ref().is_some_and(|part| source.breaks_line(part));
            start = hidden.map_or(previous, |part| part.start);
            if over_lines {
                break;
            }
        }
        #[cfg(test)]
        let mut looked_at = width - room;
        let (mut end, mut room, mut mark_end) = (mark_start, width, None);
        loop {
            let plain = source.plain_from(end, room);
            let marked = (span.end as usize).max(at + 1).max(end);
            mark_end = mark_end.or((marked < end + plain).then_some(marked));
            (end, room) = (end + plain, room - plain);
            let Some(next) = text.get(end..).and_then(|text| text.chars().next()) else { break };
            if end >= source.reach.end {
                return None;
            }
            let hidden = source.hidden_at(end);
            let rest = text.get(end..).unwrap_or_default();
            if hidden.is_none() && (next == '\n' || rest == "\r" || rest.starts_with("\r\n")) {
                break;
            }
            if room == 0 {
                more.1 = true;
                break;
            }
            room -= 1;
            if end >= span.end as usize && end > at {
                mark_end = mark_end.or(Some(end));
            }
            let over_lines = hidden.as_ref().is_some_and(|part| source.breaks_line(part));
            end = hidden.map_or(end + next.len_utf8(), |part| part.end.min(text.len()));
            if over_lines {
                break;
            }
        }
        #[cfg(test)]
        {
            looked_at += width - room;
        }
        Some(Self {
            start,
            mark_start,
            mark_end: mark_end.unwrap_or(end),
            end,
            more,
            #[cfg(test)]
            looked_at,
        })
    }

    /// The line cut to a width around the mark.
    fn drawn(&self, source: &Excerpt<'_>, width: usize, screen: Screen) -> Drawn {
        let mut left = source.shown(self.start..self.mark_start, screen);
        if self.start == 0 && !self.more.0 {
            left.insert_str(0, &screen.harmless(&source.indent.replace('\t', " ")));
        }
        let mark = source.shown(self.mark_start..self.mark_end, screen);
        let mut right = source.shown(self.mark_end..self.end, screen);
        let (before, under) = (columns(&left), columns(&mark));
        if self.more == (false, false) && before + under + columns(&right) <= width {
            let shown = without_split_commands(left + &mark + &right, screen);
            return Drawn { shown, before, under };
        }
        let room = width.saturating_sub(2);
        let kept = last_columns(&left, room / 3);
        let lead = if kept.len() < left.len() || self.more.0 { "…" } else { "" };
        let left = [lead, kept].concat();
        let (before, room) = (columns(&left), room - columns(kept));
        right.insert_str(0, &mark);
        let kept = first_columns(&right, room);
        let trail = if kept.len() < right.len() || self.more.1 { "…" } else { "" };
        let under = under.min(columns(kept));
        let shown = without_split_commands([&left, kept, trail].concat(), screen);
        Drawn { shown, before, under }
    }
}

/// What only a sequence makes a command is broken up where parts come together.
fn without_split_commands(text: String, screen: Screen) -> String {
    match screen {
        Screen::WorkflowLog => text.replace("##[", "##\\u{5b}"),
        _ => text,
    }
}

/// How many columns a text takes that the screen may show.
fn columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// The beginning of a text, so many columns wide.
fn first_columns(text: &str, columns: usize) -> &str {
    if text.is_ascii() {
        return text.get(..columns).unwrap_or(text);
    }
    let mut used = 0;
    let end = text.char_indices().find(|(_, c)| {
        used += c.width().unwrap_or(0);
        used > columns
    });
    end.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// The end of a text, so many columns wide.
fn last_columns(text: &str, columns: usize) -> &str {
    if text.is_ascii() {
        return text.get(text.len().saturating_sub(columns)..).unwrap_or(text);
    }
    let mut used = 0;
    let start = text.char_indices().rev().find(|(_, c)| {
        used += c.width().unwrap_or(0);
        used > columns
    });
    start.and_then(|(at, c)| text.get(at + c.len_utf8()..)).unwrap_or(text)
}

#[cfg(test)]
#[expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that fails may say so in the shortest way"
)]
mod tests {
    use std::ops::Range;
    use std::sync::LazyLock;

    use super::*;
    use crate::finding::{Deviation, Finding};
    use crate::json::{Pointer, Position};
    use crate::redact::{Category, Hidden, Mask, Show};
    use crate::registry::Registry;

    const NO_COLOUR: Style = Style { colour: false };

    static MASK: LazyLock<Mask> =
        LazyLock::new(|| Mask::new(Show::AllButSecrets, &Registry::built_in().unwrap()));

    fn source(text: &str, hidden: Option<Range<u32>>) -> Source<'static> {
        let part = |range: Range<u32>| Hidden {
            span: Span { start: range.start, end: range.end },
            index: 0,
            category: Category::Declared,
            whole: true,
        };
        Source::hiding(text.to_owned(), hidden.into_iter().map(part).collect(), &MASK)
    }

    fn located(start: usize, end: usize) -> Located {
        let place = |at| u32::try_from(at).unwrap_or(u32::MAX);
        let span = Span { start: place(start), end: place(end) };
        let finding = Finding::of(Deviation::UnsafeNumber, Pointer::default(), span);
        Located { finding, position: Position::START }
    }

    fn snippet(source: &Source<'_>, located: &Located, screen: Screen, style: Style) -> String {
        let mut text = String::new();
        push_snippet(&mut text, source, located, screen, style);
        text
    }

    fn drawn(text: &str, hidden: Option<Range<u32>>, mark: Range<usize>) -> Vec<String> {
        let text =
            snippet(&source(text, hidden), &located(mark.start, mark.end), Screen::Terminal(40), NO_COLOUR);
        text.lines().skip(1).map(|line| line.get(4..).unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn a_window_costs_the_same_on_a_line_of_any_length() {
        let looked_at = |length: usize| {
            let text = format!("{{\"a\":\"{}\"}}", "x".repeat(length));
            let middle = length / 2;
            let source = source(&text, None);
            Line::around(&source.whole(), located(middle, middle + 1).finding.span, 120)
                .map(|line| line.looked_at)
        };
        assert_eq!(looked_at(1_000), looked_at(1_000_000));
    }

    #[test]
    fn a_short_line_is_shown_whole_with_carets_below_the_mark() {
        assert_eq!(drawn("x\n{\"a\": \"é1\"}\r\ny", None, 8..13), ["{\"a\": \"é1\"}", "      ^^^^"]);
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let text = format!("{}MARK{}", "a".repeat(90), "b".repeat(90));
        let lines = drawn(&text, None, 90..94);
        assert_eq!(lines[0], format!("…{}MARK{}…", "a".repeat(11), "b".repeat(18)));
        assert_eq!(lines[1], format!("{}^^^^", " ".repeat(12)));
    }

    #[test]
    fn what_is_hidden_is_not_shown_whichever_part_of_it_is_near() {
        let text = "{\"token\": \"hunter2-hunter2\", \"a\": 1}";
        for mark in [1..8, 10..27, 12..13, 29..32, 34..35] {
            let lines = drawn(text, Some(10..27), mark.clone());
            assert!(!lines.concat().contains("hunter2") && lines[0].contains("••••"), "{mark:?}: {lines:?}");
        }
    }

    #[test]
    fn what_is_hidden_over_several_lines_is_not_shown() {
        let text = "{\"tokens\": [\n \"hunter2\",\n \"hunter2\"\n], \"a\": 1}";
        let (start, end) = (text.find('['), text.find(']'));
        if let (Some(start), Some(end)) = (start, end) {
            let hidden = u32::try_from(start).unwrap_or(0)..u32::try_from(end + 1).unwrap_or(0);
            for mark in 0..text.len() - 1 {
                let lines = drawn(text, Some(hidden.clone()), mark..mark + 1);
                assert!(!lines.concat().contains("hunter"), "{mark}: {lines:?}");
            }
        }
    }

    #[test]
    fn a_command_does_not_arise_where_parts_come_together() {
        let text = snippet(&source("##[error]x", None), &located(2, 9), Screen::WorkflowLog, NO_COLOUR);
        assert!(!text.contains("##["), "{text}");
    }
}
