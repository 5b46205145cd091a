//! Values that stand on the lines below their names, farther in than these: block scalars of YAML (1.2.2, section 8.1) and
//! texts that begin on the next line.

use std::ops::Range;

use crate::redact::extent::{Context, Link, blanks, name_and_link};
use crate::redact::lexeme::{lexeme, quote};

/// A value on the lines below its name.
pub(super) struct Below {
    /// The first line that says something, without the blanks before it.
    pub(super) first: Range<usize>,
    /// Whether the lines behind it belong to the value.
    pub(super) is_block: bool,
}

/// The value below a name that is followed by a colon; `at` is behind the colon and its blanks. `None` where the value
/// stands on the name's own line, or there is none.
pub(super) fn below(text: &str, at: usize, context: Context) -> Option<Below> {
    if context.link != Link::Colon {
        return None;
    }
    let is_block = lexeme(text, at).is_some_and(|first| matches!(first.sign, '|' | '>'));
    let end = if is_block { header_end(text, at)? } else { at };
    let mut line = after_break(text, end)?;
    loop {
        let (start, width) = margin(text, line);
        match after_break(text, start) {
            Some(next) if is_block => line = next,
            Some(_) => return None,
            None if width <= context.margin || start == text.len() => return None,
            None if !is_block && (!context.line || begins_something(text, start)) => return None,
            None => return Some(Below { first: start..line_end(text, start), is_block }),
        }
    }
}

/// Where the last line of a block ends; `end` is the end of its first.
pub(super) fn block_end(text: &str, mut end: usize, context: Context) -> usize {
    let mut next = after_break(text, end);
    while let Some(line) = next {
        let (start, width) = margin(text, line);
        next = after_break(text, start);
        if next.is_none() {
            if width <= context.margin || start == text.len() {
                break;
            }
            end = line_end(text, start);
            next = after_break(text, end);
        }
    }
    end
}

/// The end of the line on which a block is announced: `|`, `>-`, `|2+ # why`.
fn header_end(text: &str, mark: usize) -> Option<usize> {
    let mut at = lexeme(text, mark)?.end;
    while let Some(here) = lexeme(text, at).filter(|here| matches!(here.sign, '+' | '-' | '0'..='9')) {
        at = here.end;
    }
    let behind = blanks(text, at, false);
    let is_comment = behind > at && lexeme(text, behind).is_some_and(|here| here.sign == '#');
    Some(if is_comment { line_end(text, behind) } else { behind })
}

/// Where a line says something first, and how many blanks stand before it.
fn margin(text: &str, line: usize) -> (usize, usize) {
    let (mut at, mut width) = (line, 0);
    while let Some(here) = lexeme(text, at).filter(|here| matches!(here.sign, ' ' | '\t')) {
        (at, width) = (here.end, width + 1);
    }
    (at, width)
}

fn line_end(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(here) = lexeme(text, at).filter(|here| !matches!(here.sign, '\n' | '\r')) {
        at = here.end;
    }
    at
}

/// The offset behind the line break that stands here; `%0A` ends no line.
fn after_break(text: &str, at: usize) -> Option<usize> {
    let is_break = |at: usize| {
        let is_encoded = text.as_bytes().get(at) == Some(&b'%');
        lexeme(text, at).filter(|here| matches!(here.sign, '\n' | '\r') && !is_encoded)
    };
    let first = is_break(at)?;
    // A carriage return is written `\r` where the text stands in another one.
    let returns = matches!(text.as_bytes().get(first.end - 1), Some(b'r' | b'\r'));
    let second = if returns { is_break(first.end).filter(|second| second.sign == '\n') } else { None };
    Some(second.map_or(first.end, |second| second.end))
}

/// Whether a line begins with a name of its own, with an item of a list, or with brackets.
fn begins_something(text: &str, start: usize) -> bool {
    let Some(first) = lexeme(text, start) else { return true };
    let (end, link) = name_and_link(text, start);
    let is_item = first.sign == '-' && lexeme(text, first.end).is_none_or(|next| next.sign.is_whitespace());
    is_item
        || matches!(first.sign, '{' | '[' | '}' | ']' | '<' | '#')
        || quote(first.sign).is_some()
        || end > start && matches!(link, Some(':' | '='))
}
