//! What is to change in a text that is no JSON: JSON in it, fields of forms, cells of tables, names with values, and values
//! that tell what they are.

use std::borrow::Cow;
use std::ops::Range;

use super::bodies::Model;
use super::copyist::{Changes, Child, Copyist};
use super::cover::Cover;
use super::edits::Edit;
use super::layer::{Layer, base64_layer};
use crate::json::{JsonKind, Tape};
use crate::model::Sensitivity;
use crate::redact::category::Category;
use crate::redact::detect::detected;
use crate::redact::table::{Cell, cells, columns};
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
        let parts = parts(text, self.names, true);
        // What is a secret as a whole is replaced as a whole, JSON or not.
        let secrets: Vec<Range<usize>> = parts
            .iter()
            .filter(|part| part.category.sensitivity() == Sensitivity::Secret)
            .map(|part| part.start..part.end)
            .collect();
        let (taken, secrets) = (covered(&children), Cover::of(&secrets));
        // Documents are apart from each other, and so are runs of base64.
        for range in documents(text) {
            if !taken.touches(&range) && !secrets.holds_all(&range) {
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
        let columns = columns(text, cells, self.names, true);
        for cell in cells.iter().filter(|cell| cell.row > 0) {
            let raw = text.get(cell.range.clone()).unwrap_or_default();
            let layer = if cell.is_quoted { Layer::Cell } else { Layer::Plain };
            let Some(said) = layer.decoded(raw).filter(|said| !said.is_empty()) else { continue };
            if said.trim_start().starts_with(['{', '[']) {
                self.child(text, cell.range.clone(), layer, depth, children);
                continue;
            }
            let column = columns.get(cell.column).copied().flatten().map(|named| named.category);
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

/// JSON in a text that is none.
pub(in crate::redact) struct Embedded<'t> {
    /// Where it is written.
    pub(in crate::redact) range: Range<usize>,
    /// What it says.
    pub(in crate::redact) said: Cow<'t, str>,
}

/// The JSON in a text that is none, as a copy would read it: in cells, as it is, in fields of forms; apart from each other.
pub(in crate::redact) fn embedded(text: &str) -> Vec<Embedded<'_>> {
    if !text.contains(['{', '[', '%']) {
        return Vec::new();
    }
    let mut found: Vec<Embedded<'_>> = Vec::new();
    let mut add = |ranges: Vec<(Range<usize>, Layer)>| {
        let taken = Cover::of(found.iter().map(|one| &one.range));
        for (range, layer) in ranges {
            let said = text.get(range.clone()).and_then(|raw| layer.decoded(raw));
            let begins = |said: &Cow<'_, str>| said.trim_start().starts_with(['{', '[']);
            if let Some(said) = said.filter(begins).filter(|_| !taken.touches(&range)) {
                found.push(Embedded { range, said });
            }
        }
    };
    let cells = cells(text).unwrap_or_default().into_iter().filter(|cell| cell.is_quoted);
    add(cells.map(|cell| (cell.range, Layer::Cell)).collect());
    add(documents(text).into_iter().map(|range| (range, Layer::Plain)).collect());
    let mut reach = 0;
    let mut is_apart = |range: &Range<usize>| {
        let is_apart = range.start >= reach;
        reach = reach.max(range.end);
        is_apart
    };
    let fields = fields(text).into_iter().filter(|range| is_apart(range));
    add(fields.map(|range| (range, Layer::Form)).collect());
    found
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
