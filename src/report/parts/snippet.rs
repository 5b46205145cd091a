//! A framed piece of the source around a finding: one line, a caret, no secret.

use std::borrow::Cow;
use unicode_width::UnicodeWidthChar;

use super::style::Style;
use super::terminal::Screen;
use crate::redact::{Hidden, Mask, veil};
use crate::report::entry::{Entry, Located};

/// How wide a snippet gets where no terminal sets the width.
const PLAIN_WIDTH: usize = 160;

/// How many bytes around a finding are looked at: more than any window shows.
const REACH: usize = 2048;

/// The text of a record, and what in it is hidden: made once for all findings of the record.
pub(in crate::report) struct Source<'a> {
    text: Cow<'a, str>,
    indent: &'a str,
    hidden: Vec<Hidden>,
}

impl<'a> Source<'a> {
    pub(in crate::report) fn new(entry: &Entry<'a, '_>, mask: &Mask) -> Self {
        let text = String::from_utf8_lossy(entry.text);
        let hidden = match entry.document {
            Some(document) => mask.spans(document, entry.body()),
            None => mask.raw_spans(&text),
        };
        Self { text, indent: entry.indent, hidden }
    }
}

/// The frame for one finding: its line with what is hidden veiled, and carets below its bytes. Several text lines, each
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
    let line = Line::new(source, located, screen);
    let (shown, before, under) = line.window(width);
    let bar = style.frame("|");
    let carets = style.severity(located.finding.severity, &"^".repeat(under.max(1)));
    format!(
        "{gutter} {bar}\n{number} {bar} {shown}\n{gutter} {bar} {blank}{carets}\n",
        number = style.frame(&number),
        blank = " ".repeat(before),
    )
}

/// A line as it will be drawn, one cell a character, and which of them the carets mark.
struct Line {
    cells: Vec<(char, usize)>,
    marked: std::ops::Range<usize>,
}

impl Line {
    fn new(source: &Source<'_>, located: &Located, screen: Screen) -> Self {
        let text = source.text.as_ref();
        let span = located.finding.span;
        let at = (span.start as usize).min(text.len());
        let before = text.get(..at).unwrap_or(text);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| at + length);
        let (line_start, line_end) = (start, end);
        let start = boundary(text, start.max(at.saturating_sub(REACH)));
        let end = boundary(text, end.min(at.saturating_add(REACH)));
        let first_hidden = source.hidden.partition_point(|part| (part.span.end as usize) <= start);
        let hidden = source.hidden.get(first_hidden..).unwrap_or_default();
        let mut line = Self { cells: Vec::new(), marked: 0..0 };
        if start > line_start {
            line.push("…", screen);
        } else if start == 0 {
            line.push(source.indent, screen);
        }
        let (mut offset, mut first, mut last) = (start, None, None);
        while offset < end {
            if offset >= at && first.is_none() {
                first = Some(line.cells.len());
            }
            let part = hidden
                .iter()
                .take_while(|part| (part.span.start as usize) <= offset)
                .find(|part| offset < part.span.end as usize);
            if let Some(part) = part {
                let (from, to) = (part.span.start as usize, (part.span.end as usize).min(end));
                first = first.or((from <= at && at < to).then_some(line.cells.len()));
                line.push(&veil(text.get(from..part.span.end as usize).unwrap_or_default()), screen);
                offset = to;
            } else {
                let Some(c) = text.get(offset..).and_then(|rest| rest.chars().next()) else { break };
                if c != '\r' || offset + 1 < end {
                    line.push(c.encode_utf8(&mut [0; 4]), screen);
                }
                offset += c.len_utf8();
            }
            if offset <= span.end as usize || last.is_none() && first.is_some() {
                last = Some(line.cells.len());
            }
        }
        if end < line_end {
            line.push("…", screen);
        }
        let first = first.unwrap_or(line.cells.len());
        line.marked = first..last.unwrap_or(first).max(first);
        line
    }

    fn push(&mut self, text: &str, screen: Screen) {
        let spaced = text.replace('\t', " ");
        for c in screen.harmless(&spaced).chars() {
            // Characters come one by one, so what only a sequence makes a command is broken up here.
            if screen == Screen::WorkflowLog && c == '[' && self.cells.last().is_some_and(|(c, _)| *c == '#')
            {
                self.cells.extend("\\u{5b}".chars().map(|c| (c, 1)));
                continue;
            }
            let columns = c.width().unwrap_or(0);
            self.cells.push((c, columns));
        }
    }

    /// The line cut to a width around the mark; the columns before the mark, and those under it.
    fn window(&self, width: usize) -> (String, usize, usize) {
        let columns = |range: std::ops::Range<usize>| -> usize {
            self.cells.get(range).unwrap_or_default().iter().map(|(_, columns)| columns).sum()
        };
        let total = columns(0..self.cells.len());
        if total <= width {
            let text = self.cells.iter().map(|(c, _)| *c).collect();
            return (text, columns(0..self.marked.start), columns(self.marked.clone()));
        }
        let room = width.saturating_sub(2);
        let mut start = self.marked.start;
        while start > 0 && columns(start - 1..self.marked.start) <= room / 3 {
            start -= 1;
        }
        let mut end = start;
        while end < self.cells.len() && columns(start..end + 1) <= room {
            end += 1;
        }
        let mut text = String::new();
        let lead = usize::from(start > 0);
        if start > 0 {
            text.push('…');
        }
        text.extend(self.cells.get(start..end).unwrap_or_default().iter().map(|(c, _)| *c));
        if end < self.cells.len() {
            text.push('…');
        }
        (text, lead + columns(start..self.marked.start), columns(self.marked.start..self.marked.end.min(end)))
    }
}

/// The nearest character boundary at or before an offset.
fn boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
