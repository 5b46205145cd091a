//! A framed piece of the source around a finding: one line, a caret, no secret.

use std::borrow::Cow;
use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::style::Style;
use super::terminal::Screen;
use crate::redact::{Hidden, Mask, placeholder, with_spans};
use crate::report::entry::{Located, Subject};

/// How wide a snippet gets where no terminal sets the width.
const PLAIN_WIDTH: usize = 160;

/// The text of a record, and what in it is hidden: made once for all findings of the record.
pub(in crate::report) struct Source<'a> {
    text: Cow<'a, str>,
    indent: &'a str,
    hidden: Vec<Hidden>,
}

impl<'a> Source<'a> {
    pub(in crate::report) fn new(subject: &Subject<'a, '_>, mask: &Mask) -> Self {
        let text = String::from_utf8_lossy(subject.text);
        let mut hidden = match subject.document {
            Some(document) => mask.spans(document, subject.body),
            None => mask.raw_spans(&text, subject.beginning),
        };
        if !mask.shows_everything() {
            // What must not be there is not shown for that.
            let about = subject.findings.iter().map(|located| &located.finding);
            let seen = about.filter(|finding| finding.rule.is_about_privacy()).map(|finding| finding.span);
            hidden = with_spans(hidden, seen);
        }
        Self { text, indent: subject.indent, hidden }
    }
}

/// The frame for one finding: its line with what is hidden masked, and carets below its bytes. Several text lines, each
/// ended by a newline.
pub(in crate::report) fn snippet(
    source: &Source<'_>,
    located: &Located,
    screen: Screen,
    style: Style,
) -> String {
    let number = located.position.line.to_string();
    let gutter = " ".repeat(number.len());
    let width = screen.columns().unwrap_or(PLAIN_WIDTH).saturating_sub(number.len() + 4).max(20);
    let line = Line::around(source, located, width);
    let Drawn { shown, before, under } = line.drawn(source, width, screen);
    let bar = style.frame("|");
    let carets = style.severity(located.finding.severity, &"^".repeat(under.max(1)));
    format!(
        "{gutter} {bar}\n{number} {bar} {shown}\n{gutter} {bar} {blank}{carets}\n",
        number = style.frame(&number),
        blank = " ".repeat(before),
    )
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
struct Drawn {
    shown: String,
    /// The columns before the mark.
    before: usize,
    /// The columns under it.
    under: usize,
}

impl Line {
    fn around(source: &Source<'_>, located: &Located, width: usize) -> Self {
        let text = source.text.as_ref();
        let span = located.finding.span;
        let at = boundary(text, span.start as usize);
        let mark_start = source.hidden_at(at).map_or(at, |part| part.start.min(text.len()));
        let (mut start, mut room, mut more) = (mark_start, width, (false, false));
        while let Some(before) = text.get(..start).and_then(|text| text.chars().next_back()) {
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
        while let Some(next) = text.get(end..).and_then(|text| text.chars().next()) {
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
        Self {
            start,
            mark_start,
            mark_end: mark_end.unwrap_or(end),
            end,
            more,
            #[cfg(test)]
            looked_at,
        }
    }

    /// The line cut to a width around the mark.
    fn drawn(&self, source: &Source<'_>, width: usize, screen: Screen) -> Drawn {
        let mut left = source.shown(self.start..self.mark_start, screen);
        if self.start == 0 && !self.more.0 {
            left.insert_str(0, &screen.harmless(&source.indent.replace('\t', " ")));
        }
        let mark = source.shown(self.mark_start..self.mark_end, screen);
        let mut right = source.shown(self.mark_end..self.end, screen);
        let (before, under) = (left.width(), mark.width());
        if self.more == (false, false) && before + under + right.width() <= width {
            let shown = without_split_commands(left + &mark + &right, screen);
            return Drawn { shown, before, under };
        }
        let room = width.saturating_sub(2);
        let kept = last_columns(&left, room / 3);
        let lead = if kept.len() < left.len() || self.more.0 { "…" } else { "" };
        let left = format!("{lead}{kept}");
        let (before, room) = (left.width(), room - kept.width());
        right.insert_str(0, &mark);
        let kept = first_columns(&right, room);
        let trail = if kept.len() < right.len() || self.more.1 { "…" } else { "" };
        let under = under.min(kept.width());
        let shown = without_split_commands(format!("{left}{kept}{trail}"), screen);
        Drawn { shown, before, under }
    }
}

impl Source<'_> {
    /// The hidden part that holds a byte.
    fn hidden_at(&self, offset: usize) -> Option<Range<usize>> {
        let next = self.hidden.partition_point(|part| part.span.start as usize <= offset);
        let part = self.hidden.get(next.checked_sub(1)?)?.span;
        let part = part.start as usize..part.end as usize;
        (offset < part.end).then_some(part)
    }

    /// Whether a part of the text goes over the end of a line.
    fn breaks_line(&self, part: &Range<usize>) -> bool {
        self.text.get(part.clone()).is_some_and(|text| text.contains('\n'))
    }

    /// A part of the text as the screen may show it. It begins and ends outside of what is hidden.
    fn shown(&self, range: Range<usize>, screen: Screen) -> String {
        let (mut shown, mut at) = (String::new(), range.start);
        let harmless = |text: &str| screen.harmless(&text.replace('\t', " ")).into_owned();
        let next = self.hidden.partition_point(|part| (part.span.start as usize) < range.start);
        for part in self.hidden.get(next..).unwrap_or_default() {
            let (start, end) = (part.span.start as usize, part.span.end as usize);
            if start >= range.end {
                break;
            }
            shown.push_str(&harmless(self.text.get(at..start).unwrap_or_default()));
            shown.push_str(&placeholder(self.text.get(start..end).unwrap_or_default()));
            at = end;
        }
        shown.push_str(&harmless(self.text.get(at..range.end).unwrap_or_default()));
        shown
    }
}

/// What only a sequence makes a command is broken up where parts come together.
fn without_split_commands(text: String, screen: Screen) -> String {
    match screen {
        Screen::WorkflowLog => text.replace("##[", "##\\u{5b}"),
        _ => text,
    }
}

/// The beginning of a text, so many columns wide.
fn first_columns(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find(|(_, c)| {
        used += c.width().unwrap_or(0);
        used > columns
    });
    end.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// The end of a text, so many columns wide.
fn last_columns(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let start = text.char_indices().rev().find(|(_, c)| {
        used += c.width().unwrap_or(0);
        used > columns
    });
    start.and_then(|(at, c)| text.get(at + c.len_utf8()..)).unwrap_or(text)
}

/// The nearest character boundary at or before an offset.
fn boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test that fails may say so in the shortest way")]
mod tests {
    use super::*;
    use crate::finding::{Deviation, Finding};
    use crate::json::{Pointer, Position, Span};
    use crate::redact::Category;

    const NO_COLOUR: Style = Style { colour: false };

    fn source(text: &str, hidden: Option<Range<u32>>) -> Source<'static> {
        let part = |range: Range<u32>| Hidden {
            span: Span { start: range.start, end: range.end },
            index: 0,
            category: Category::Declared,
            whole: true,
        };
        Source { text: text.to_owned().into(), indent: "", hidden: hidden.into_iter().map(part).collect() }
    }

    fn located(start: usize, end: usize) -> Located {
        let place = |at| u32::try_from(at).unwrap_or(u32::MAX);
        let span = Span { start: place(start), end: place(end) };
        let finding = Finding::of(Deviation::UnsafeNumber, Pointer::default(), span);
        Located { finding, position: Position::START }
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
            Line::around(&source(&text, None), &located(middle, middle + 1), 120).looked_at
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
