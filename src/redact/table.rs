//! Tables in texts: what the head calls a column, each cell below it is.

use std::ops::Range;

use super::declared::Names;
use super::names::{NamePosition, Named};
use super::text::Part;
use super::value::{Scalar, may_be};

/// A cell of a table.
pub(super) struct Cell {
    /// From 0, which is the head.
    pub(super) row: usize,
    /// From 0.
    pub(super) column: usize,
    /// Without its quotation marks.
    pub(super) range: Range<usize>,
    /// Whether quotation marks stand around it, and twice in it.
    pub(super) is_quoted: bool,
}

/// The cells of a text that is a table with a head; `None` where it is none.
pub(super) fn cells(text: &str) -> Option<Vec<Cell>> {
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

/// What the head says of each column.
pub(super) fn columns(text: &str, cells: &[Cell], names: &Names, personal: bool) -> Vec<Option<Named>> {
    let head = cells.iter().take_while(|cell| cell.row == 0);
    let says = |cell: &Cell| {
        let name = text.get(cell.range.clone()).unwrap_or_default();
        names.classify(name, NamePosition::Member, personal)
    };
    head.map(says).collect()
}

/// The cells of a table that are what their column is called, in order.
pub(super) fn parts_of_columns(text: &str, names: &Names, personal: bool) -> Vec<Part> {
    let Some(cells) = cells(text) else { return Vec::new() };
    let columns = columns(text, &cells, names, personal);
    let part = |cell: &Cell| {
        let says = columns.get(cell.column).copied().flatten()?;
        let value = text.get(cell.range.clone()).filter(|value| !value.is_empty())?;
        let is_number = value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
        let scalar = if is_number { Scalar::Number(value) } else { Scalar::Text(value) };
        may_be(says, NamePosition::Member, scalar).then_some(Part {
            start: cell.range.start,
            end: cell.range.end,
            category: says.category,
        })
    };
    cells.iter().filter(|cell| cell.row > 0).filter_map(part).collect()
}
