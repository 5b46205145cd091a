//! What is to change in a text that is no JSON: JSON in it, fields of forms, cells of tables, names with values, and values
//! that tell what they are.

use std::ops::Range;

use super::bodies::Model;
use super::copyist::{Changes, Child, Copyist};
use super::cover::Cover;
use super::edits::Edit;
use super::layer::{Layer, base64_layer};
use crate::json::{JsonKind, Tape};
use crate::redact::category::Category;
use crate::redact::detect::detected;
use crate::redact::names::NamePosition;
use crate::redact::text::parts;

/// How often a text may be read over in search of JSON in it.
const MOST_READINGS: u64 = 8;

impl<'m> Copyist<'_, 'm> {
    /// The changes in a text, and the texts in it that have changes of their own.
    pub(super) fn plain(&mut self, text: &str, depth: usize) -> Changes<'m> {
        let mut edits = Vec::new();
        let mut children: Vec<Child<'m>> = Vec::new();
        if let Some(cells) = cells(text) {
            self.table(text, &cells, depth, &mut edits, &mut children);
        }
        // Documents are apart from each other, and so are runs of base64.
        let taken = covered(&children);
        for range in documents(text) {
            if !taken.touches(&range) {
                self.child(text, range, Layer::Plain, depth, &mut children);
            }
        }
        let taken = covered(&children);
        let mut left = MOST_READINGS * text.len() as u64 + (1 << 16);
        let mut reach = 0;
        for range in fields(text) {
            if range.start < reach || taken.touches(&range) {
                continue;
            }
            // One field may stand in the value of another.
            let Some(rest) = left.checked_sub(range.len() as u64) else { break };
            left = rest;
            let end = range.end;
            if self.child(text, range, Layer::Form, depth, &mut children) {
                reach = end;
            }
        }
        let parts = parts(text, self.names, true);
        // A token may be written in base64 too: it is replaced as a whole.
        let spans: Vec<Range<usize>> = parts.iter().map(|part| part.start..part.end).collect();
        let (taken, of_parts) = (covered(&children), Cover::of(&spans));
        for range in runs_of_base64(text).into_iter().filter(|range| !of_parts.holds_all(range)) {
            let raw = text.get(range.clone()).unwrap_or_default();
            if let Some((layer, said)) = base64_layer(raw).filter(|_| !taken.touches(&range))
                && let Some(region) = self.nested(said, Model::default(), depth + 1)
            {
                children.push(Child { range, layer, region });
            }
        }
        let taken = covered(&children);
        for part in parts.into_iter().chain(detected(text)) {
            let range = part.start..part.end;
            let is_money = part.category == Category::Amount && !self.replacer.options.financial;
            if !is_money && !taken.touches(&range) {
                edits.extend(self.part(text, 0, part.start, part.end, part.category));
            }
        }
        Changes { edits, children, free: Vec::new() }
    }

    /// Says whether it has changes of its own.
    fn child(
        &mut self,
        text: &str,
        range: Range<usize>,
        layer: Layer,
        depth: usize,
        children: &mut Vec<Child<'m>>,
    ) -> bool {
        let said = text.get(range.clone()).and_then(|raw| layer.decoded(raw));
        let region = said.and_then(|said| self.nested(said.into_owned(), Model::default(), depth + 1));
        let is_child = region.is_some();
        children.extend(region.map(|region| Child { range, layer, region }));
        is_child
    }

    /// The cells of a table: by what the head calls their column, and by what is in them.
    fn table(
        &mut self,
        text: &str,
        cells: &[Cell],
        depth: usize,
        edits: &mut Vec<Edit>,
        children: &mut Vec<Child<'m>>,
    ) {
        let columns: Vec<Option<Category>> = cells
            .iter()
            .take_while(|cell| cell.row == 0)
            .map(|cell| {
                let name = text.get(cell.range.clone()).unwrap_or_default();
                self.names.classify(name, NamePosition::Member, true).map(|named| named.category)
            })
            .collect();
        for cell in cells.iter().filter(|cell| cell.row > 0) {
            let raw = text.get(cell.range.clone()).unwrap_or_default();
            let layer = if cell.is_quoted { Layer::Cell } else { Layer::Plain };
            let Some(said) = layer.decoded(raw).filter(|said| !said.is_empty()) else { continue };
            if said.trim_start().starts_with(['{', '[']) {
                self.child(text, cell.range.clone(), layer, depth, children);
                continue;
            }
            let column = columns.get(cell.column).copied().flatten();
            let is_money = column == Some(Category::Amount) && !self.replacer.options.financial;
            let Some(category) = column.filter(|_| !is_money) else { continue };
            let new = self.replacer.text(category, &said);
            if new != said {
                self.account.count(category);
                self.terms.add(category, &said);
                let text = if cell.is_quoted { new.replace('"', "\"\"") } else { new };
                edits.push(Edit { range: cell.range.clone(), text });
            }
        }
    }
}

fn covered(children: &[Child<'_>]) -> Cover {
    Cover::of(children.iter().map(|child| &child.range))
}

/// The JSON objects and lists in a text, in order and apart from each other.
fn documents(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let most = MOST_READINGS * bytes.len() as u64 + (1 << 16);
    let (mut tape, mut found, mut at) = (Tape::new(), Vec::new(), 0);
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'{', b'[', rest)) {
        let start = at + next;
        at = start + 1;
        // What has been read in vain again and again holds no more that could be told.
        if tape.bytes_read() > most {
            break;
        }
        let rest = bytes.get(start..).unwrap_or_default();
        if let Ok((document, length)) = tape.parse_prefix(rest) {
            let root = document.root();
            let says_something = matches!(root.kind(), JsonKind::Object | JsonKind::Array)
                && !root.is_empty_container()
                && length > 4;
            if says_something {
                found.push(start..start + length);
            }
            at = start + length;
        }
    }
    found
}

/// The values of a form's fields that may hold something encoded.
fn fields(text: &str) -> Vec<Range<usize>> {
    let is_of_value = |byte: u8| byte.is_ascii_graphic() && !b"&;\"'<>\\".contains(&byte);
    let mut found = Vec::new();
    let mut end = 0;
    for (equals, _) in text.match_indices('=') {
        let start = equals + 1;
        let Some(rest) = text.as_bytes().get(start..) else { break };
        if !rest.starts_with(b"%7B") && !rest.starts_with(b"%7b") && !rest.starts_with(b"%5B") {
            continue;
        }
        // A value goes on to where one ends that it stands in.
        if start >= end {
            end = start + rest.iter().take_while(|byte| is_of_value(**byte)).count();
        }
        found.push(start..end);
    }
    found
}

/// How long a run is at least that is looked at for base64.
const SHORTEST_RUN: usize = 16;

/// Runs of the signs of base64.
pub(super) fn runs_of_base64(text: &str) -> Vec<Range<usize>> {
    let is_of_run = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte);
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(start) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| is_of_run(*byte))) {
        let start = at + start;
        let rest = bytes.get(start..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| is_of_run(**byte)).count();
        let filled = rest.iter().skip(length).take(2).take_while(|byte| **byte == b'=').count();
        if length >= SHORTEST_RUN {
            found.push(start..start + length + filled);
        }
        at = start + length + filled.max(1);
    }
    found
}

/// A cell of a table.
struct Cell {
    row: usize,
    column: usize,
    /// Without its quotation marks.
    range: Range<usize>,
    is_quoted: bool,
}

/// The cells of a text that is a table with a head; `None` where it is none.
fn cells(text: &str) -> Option<Vec<Cell>> {
    let head = text.lines().next()?;
    let delimiter = [b'\t', b',', b';'].into_iter().find(|byte| head.as_bytes().contains(byte))?;
    let is_head = |name: &str| !name.is_empty() && name.len() < 64 && !name.contains(['{', '=', ':', '/']);
    let names = head.trim_end().split(char::from(delimiter));
    if !names.clone().all(|name| is_head(name.trim_matches('"'))) || text.lines().count() < 2 {
        return None;
    }
    let bytes = text.as_bytes();
    let (mut cells, mut at, mut row, mut column) = (Vec::new(), 0, 0, 0);
    while at < bytes.len() {
        let is_quoted = bytes.get(at) == Some(&b'"');
        let start = at + usize::from(is_quoted);
        let mut end = start;
        if is_quoted {
            loop {
                end += memchr::memchr(b'"', bytes.get(end..)?)?;
                if bytes.get(end + 1) != Some(&b'"') {
                    break;
                }
                end += 2;
            }
            at = end + 1;
        } else {
            let is_end = |byte: &u8| *byte == delimiter || matches!(byte, b'\n' | b'\r');
            end += bytes.get(start..)?.iter().position(is_end).unwrap_or(bytes.len() - start);
            at = end;
        }
        cells.push(Cell { row, column, range: start..end, is_quoted });
        match bytes.get(at) {
            Some(byte) if *byte == delimiter => column += 1,
            Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => {
                at += 1;
                (row, column) = (row + 1, 0);
            }
            Some(b'\n' | b'\r') => (row, column) = (row + 1, 0),
            None => {}
            // A quotation mark in the middle of a cell: no table.
            Some(_) => return None,
        }
        at += 1;
    }
    let width = names.count();
    let rows = cells.iter().filter(|cell| cell.row > 0 && cell.column + 1 == width).count();
    (rows > 0 && cells.iter().all(|cell| cell.column < width)).then_some(cells)
}
