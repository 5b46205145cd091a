//! Rows whose columns have widths already, written straight into a line.

use super::lines::{push_blanks, width};
use super::terminal::Screen;

/// Blanks between two columns.
pub(in crate::report) const GAP: usize = 2;
/// A cell of more bytes is very long.
const LONG: usize = 1000;
/// The columns that a very long cell asks for.
const LONG_CLAIM: usize = 60;
/// No column is cut below this width.
const NARROWEST: usize = 8;

/// The width that a cell asks of its column. A very long one asks for less than it has: the others must not be padded
/// to it.
pub(in crate::report) fn claimed(cell: &str) -> usize {
    if cell.len() > LONG { LONG_CLAIM } else { width(cell) }
}

/// Whether a row leaves the columns: it has a very long cell, and nothing cuts it.
pub(in crate::report) fn overflows<'c>(mut cells: impl Iterator<Item = &'c str>, screen: Screen) -> bool {
    screen.columns().is_none() && cells.any(|cell| cell.len() > LONG)
}

/// Widths behind an indent that fit the screen: the widest column gives way first.
pub(in crate::report) fn fitted(mut widths: Vec<usize>, indent: usize, screen: Screen) -> Vec<usize> {
    let Some(room) = room(&widths, indent, screen) else { return widths };
    while widths.iter().sum::<usize>() > room {
        let Some(widest) = widths.iter_mut().max_by_key(|width| **width).filter(|width| **width > NARROWEST)
        else {
            break;
        };
        *widest -= 1;
    }
    widths
}

/// The same where columns give way in turn, each down to its least width; one that has none is cut only where nothing
/// else is left to cut.
pub(in crate::report) fn fitted_by_turns(
    mut widths: Vec<usize>,
    turns: &[(usize, usize)],
    indent: usize,
    screen: Screen,
) -> Vec<usize> {
    let Some(room) = room(&widths, indent, screen) else { return widths };
    for (column, least) in turns {
        let over = widths.iter().sum::<usize>().saturating_sub(room);
        if let Some(width) = widths.get_mut(*column) {
            *width = width.saturating_sub(over).max((*least).min(*width));
        }
    }
    fitted(widths, indent, screen)
}

/// How many columns of a screen there are for cells.
fn room(widths: &[usize], indent: usize, screen: Screen) -> Option<usize> {
    let gaps = widths.len().saturating_sub(1) * GAP + indent;
    Some(screen.columns()?.saturating_sub(gaps + 1))
}

/// Adds a row to a line: each cell cut and padded to its width, none padded behind the last one that says something.
/// `paint` adds the text of the cell in a column, without the blanks that it ends with.
pub(in crate::report) fn push_row<'c>(
    line: &mut String,
    cells: impl Iterator<Item = (&'c str, usize)> + Clone,
    screen: Screen,
    mut paint: impl FnMut(&mut String, usize, &str),
) {
    let is_overflowing = overflows(cells.clone().map(|(cell, _)| cell), screen);
    let mut end = line.len();
    for (column, (cell, columns)) in cells.enumerate() {
        let cut = if is_overflowing { cell.into() } else { screen.cut(cell, columns) };
        let text = cut.trim_end();
        if !text.is_empty() {
            paint(line, column, text);
            end = line.len();
        }
        line.push_str(cut.get(text.len()..).unwrap_or_default());
        let columns = if is_overflowing { 0 } else { columns };
        push_blanks(line, columns.saturating_sub(width(&cut)) + GAP);
    }
    line.truncate(end);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::report::parts::grid::Grid;

    fn cell() -> impl Strategy<Value = String> {
        let text = || "[a-zé日👍 -]{0,12}";
        prop_oneof![text(), text(), text(), "[a-z]{990,1010}", Just(String::new()), Just("-".to_owned())]
    }

    proptest! {
        #[test]
        fn a_row_is_written_as_a_table_lays_it_out(
            rows in prop::collection::vec(prop::collection::vec(cell(), 4), 1..6),
            columns in prop::option::of(20_usize..90),
        ) {
            let screen = columns.map_or(Screen::Plain, Screen::Terminal);
            let words = ["record", "when", "who", "verdict"].map(str::to_owned).to_vec();
            let rows: Vec<Vec<String>> = std::iter::once(words).chain(rows).collect();
            let mut grid = Grid::new(0);
            for cells in &rows {
                grid.push(cells.clone());
            }
            let widths = grid.fitted_by_turns(grid.widths(&[]), &[(2, 6), (1, 4)], screen);
            let laid_out = grid.render(&widths, screen, |_, column, cell| format!("{column}<{cell}>"));
            let mut written = String::new();
            for cells in &rows {
                let cells = cells.iter().map(String::as_str).zip(widths.iter().copied());
                push_row(&mut written, cells, screen, |line, column, cell| {
                    line.push_str(&format!("{column}<{cell}>"));
                });
                written.push('\n');
            }
            // A table paints cells of a row that leaves its columns with their blanks, and empty ones too.
            if !rows.iter().any(|cells| overflows(cells.iter().map(String::as_str), screen)) {
                prop_assert_eq!(written, laid_out);
            }
        }
    }
}
