//! Columns without lines: comfy-table lays them out, colour comes afterwards so that it cannot disturb the widths.

use super::lines::{broken, split_at_width, width};
use super::straight::{self, GAP, claimed};
use super::terminal::Screen;
use comfy_table::{ContentArrangement, Table, presets};

/// Rows of cells, all of the same length.
pub(in crate::report) struct Grid {
    rows: Vec<Vec<String>>,
    indent: usize,
}

impl Grid {
    pub(in crate::report) const fn new(indent: usize) -> Self {
        Self { rows: Vec::new(), indent }
    }

    pub(in crate::report) fn push(&mut self, cells: Vec<String>) {
        self.rows.push(cells.into_iter().map(|cell| cell.replace('\n', "\\n")).collect());
    }

    /// Adds a row whose last cell is prose: it goes on below itself, broken between words, at so many columns.
    pub(in crate::report) fn push_prose(&mut self, cells: Vec<String>, width: usize) {
        let mut lines = cells.last().map(|prose| broken(prose, width, "")).unwrap_or_default().into_iter();
        let others = cells.len().saturating_sub(1);
        let mut first = cells;
        if let (Some(last), Some(line)) = (first.last_mut(), lines.next()) {
            *last = line;
        }
        self.push(first);
        for line in lines {
            let mut row = vec![String::new(); others];
            row.push(line);
            self.push(row);
        }
    }

    /// Drops all columns but these.
    pub(in crate::report) fn keep(&mut self, columns: &[usize]) {
        for row in &mut self.rows {
            let mut column = 0;
            row.retain(|_| {
                column += 1;
                columns.contains(&(column - 1))
            });
        }
    }

    pub(in crate::report) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The width that each column wants, at least that of `floor`.
    pub(in crate::report) fn widths(&self, floor: &[usize]) -> Vec<usize> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        (0..columns)
            .map(|column| {
                let cells = self.rows.iter().filter_map(|row| row.get(column)).map(|cell| claimed(cell));
                cells.max().unwrap_or(0).max(floor.get(column).copied().unwrap_or(0))
            })
            .collect()
    }

    /// Widths that fit the screen. Columns give way in turn, each down to its least width; one that has none is cut only
    /// where nothing else is left to cut.
    pub(in crate::report) fn fitted_by_turns(
        &self,
        widths: Vec<usize>,
        turns: &[(usize, usize)],
        screen: Screen,
    ) -> Vec<usize> {
        straight::fitted_by_turns(widths, turns, self.indent, screen)
    }

    /// The cells of a column.
    pub(in crate::report) fn column_mut(&mut self, column: usize) -> impl Iterator<Item = &mut String> {
        self.rows.iter_mut().filter_map(move |row| row.get_mut(column))
    }

    /// Widths that fit the screen: the widest column gives way first.
    pub(in crate::report) fn fitted(&self, widths: Vec<usize>, screen: Screen) -> Vec<usize> {
        straight::fitted(widths, self.indent, screen)
    }

    /// The rows as lines. `paint` gets the row, the column and the padded cell.
    pub(in crate::report) fn render(
        &self,
        widths: &[usize],
        screen: Screen,
        paint: impl Fn(usize, usize, &str) -> String,
    ) -> String {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        for row in self.rows.iter().filter(|row| !overflows(row, screen)) {
            let cells = row.iter().zip(widths).map(|(cell, columns)| {
                let cut = screen.cut(cell, *columns);
                format!("{cut}{}", " ".repeat(columns.saturating_sub(width(&cut))))
            });
            table.add_row(cells.collect::<Vec<_>>());
        }
        for column in table.column_iter_mut() {
            column.set_padding((0, u16::try_from(GAP).unwrap_or(u16::MAX)));
        }
        let (mut out, mut lines) = (String::new(), table.lines());
        for (row, cells) in self.rows.iter().enumerate() {
            out.push_str(&" ".repeat(self.indent));
            if overflows(cells, screen) {
                let painted: Vec<String> =
                    cells.iter().enumerate().map(|(column, cell)| paint(row, column, cell)).collect();
                out.push_str(painted.join("  ").trim_end());
                out.push('\n');
                continue;
            }
            let Some(line) = lines.next() else { break };
            let mut rest = line.trim_end();
            for (column, width) in widths.iter().enumerate() {
                let (cell, after) = split_at_width(rest, *width);
                let (gap, next) = split_at_width(after, GAP);
                let text = cell.trim_end();
                let blanks = cell.get(text.len()..).unwrap_or_default();
                if !text.is_empty() {
                    out.push_str(&paint(row, column, text));
                }
                if !next.is_empty() {
                    out.push_str(blanks);
                    out.push_str(gap);
                }
                rest = next;
            }
            out.push('\n');
        }
        out
    }
}

/// Whether a row leaves the columns.
fn overflows(row: &[String], screen: Screen) -> bool {
    straight::overflows(row.iter().map(String::as_str), screen)
}
