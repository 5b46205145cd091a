//! Records as rows of tables: one table for those of one folder or file, whose name is said once above it. Names of
//! records are never cut: one that has no room beside the rest has a line of its own.

mod columns;
mod page;

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use self::columns::Column;
pub(in crate::report) use self::columns::{Columns, column};
use self::page::Page;
use super::lines::{pieces, push_blanks, width};
use super::places::{LEAST_GROUP, groups, shared};
use super::straight::{claimed, fitted_by_turns, push_row};
use super::style::Style;
use super::terminal::Screen;
use super::times::{Year, left_out, write_short};
use crate::model::Status;
use crate::report::entry::Entry;

/// How many rows are laid out together: a bound on memory.
const PAGE: usize = 1000;
/// The blanks before a row.
const INDENT: usize = 1;

/// How a cell is painted: by its column's name and the record's verdict.
pub(in crate::report) type Paint<'p> = &'p dyn Fn(&str, Status, &str) -> String;

/// Rows that are laid out together.
pub(in crate::report) struct Records {
    columns: Columns,
    screen: Screen,
    style: Style,
    page: Page,
    /// The table that was written last.
    table: Option<Table>,
    /// Whether folders and files have tables of their own; known from the first rows on.
    is_grouped: Option<bool>,
    /// Whether rows come one by one.
    is_live: bool,
    /// The source of all rows so far, while there is only one.
    source: Option<String>,
    several_sources: bool,
}

/// How a table is laid out, for rows that go on with it.
struct Table {
    group: Option<String>,
    /// Whether the group is said above it, and names are those in there.
    is_named: bool,
    naming: Naming,
    /// The year that its times do without.
    year: Option<String>,
    columns: Vec<usize>,
    widths: Vec<usize>,
}

/// What a table's names do without.
#[derive(Debug, Clone, Default)]
struct Naming {
    beginning: String,
    ending: String,
}

impl Records {
    pub(in crate::report) const fn new(columns: Columns, screen: Screen, style: Style) -> Self {
        Self {
            columns,
            screen,
            style,
            page: Page::new(columns.all.len()),
            table: None,
            is_grouped: None,
            is_live: false,
            source: None,
            several_sources: false,
        }
    }

    /// Adds a record with what stands behind its name, as the screen may show it, and writes the rows that there are when
    /// they are many.
    pub(in crate::report) fn push<'c>(
        &mut self,
        out: &mut dyn Write,
        entry: &Entry<'_, '_>,
        cells: impl Iterator<Item = Cow<'c, str>>,
        paint: Paint<'_>,
    ) -> io::Result<()> {
        match &self.source {
            None => self.source = Some(entry.source.to_owned()),
            Some(source) => self.several_sources |= source != entry.source,
        }
        self.page.add(entry, self.screen, cells);
        if self.page.len() >= PAGE { self.flush(out, paint) } else { Ok(()) }
    }

    /// Writes what was not written yet.
    pub(in crate::report) fn flush(&mut self, out: &mut dyn Write, paint: Paint<'_>) -> io::Result<()> {
        let mut page = std::mem::replace(&mut self.page, Page::new(self.columns.all.len()));
        if page.len() == 0 {
            return Ok(());
        }
        let groups = groups((0..page.len()).map(|row| page.group(row)));
        let are_large = groups.len() == 1 || page.len() / groups.len() >= LEAST_GROUP;
        let fits = are_large && !self.is_live && self.screen.columns().is_some();
        let groups = if *self.is_grouped.get_or_insert(fits) {
            groups
        } else {
            std::iter::once(0..page.len()).collect()
        };
        for rows in groups {
            self.write(out, &mut page, rows, paint)?;
        }
        page.clear();
        self.page = page;
        Ok(())
    }

    /// The same where rows come one by one.
    pub(in crate::report) fn flush_live(&mut self, out: &mut dyn Write, paint: Paint<'_>) -> io::Result<()> {
        self.is_live |= self.table.is_none() && self.page.len() > 0;
        self.flush(out, paint)
    }

    fn write(
        &mut self,
        out: &mut dyn Write,
        page: &mut Page,
        rows: Range<usize>,
        paint: Paint<'_>,
    ) -> io::Result<()> {
        let group = (self.is_grouped == Some(true)).then(|| page.group(rows.start).to_owned());
        let last = self.table.take();
        let is_begun = last.is_some();
        let mut lines = String::new();
        let mut table = if let Some(table) = last.filter(|table| table.group == group) {
            self.name(page, rows.clone(), &table);
            self.shorten_times(page, rows.clone(), Some(&table));
            table
        } else {
            let table = self.begin(&mut lines, page, (rows.clone(), group), is_begun);
            self.push_words(&mut lines, &table);
            table
        };
        if self.screen.columns().is_none() {
            table.widths = natural(page, rows.clone(), &table.columns, &table.widths);
        }
        for row in rows {
            self.push_record(&mut lines, page, row, &table, paint);
        }
        self.table = Some(table);
        out.write_all(lines.as_bytes())
    }

    /// Adds the words above the columns of a table.
    fn push_words(&self, lines: &mut String, table: &Table) {
        let words =
            table.columns.iter().map(|column| self.columns.all.get(*column).map_or("", |one| one.name));
        push_blanks(lines, INDENT);
        push_row(lines, words.zip(table.widths.iter().copied()), self.screen, |lines, _, word| {
            lines.push_str(&self.style.dim(word));
        });
        lines.push('\n');
    }

    /// Adds a record: above it its name, where that has no room in its column.
    fn push_record(&self, lines: &mut String, page: &Page, row: usize, table: &Table, paint: Paint<'_>) {
        let name = page.cell(row, 0);
        let room = table.widths.first().copied().filter(|_| self.screen.columns().is_some());
        let is_long = room.is_some_and(|room| width(name) > room);
        if is_long {
            push_name(lines, name, self.screen);
        }
        push_blanks(lines, INDENT);
        let cells = table.columns.iter().map(|column| match column {
            0 if is_long => "",
            column => page.cell(row, *column),
        });
        push_row(lines, cells.zip(table.widths.iter().copied()), self.screen, |lines, column, cell| {
            if !self.style.colour {
                return lines.push_str(cell);
            }
            let column = table.columns.get(column).and_then(|column| self.columns.all.get(*column));
            match column.zip(page.status(row)) {
                Some((column, status)) if cell != "-" => lines.push_str(&paint(column.name, status, cell)),
                _ => lines.push_str(&self.style.dim(cell)),
            }
        });
        lines.push('\n');
    }

    /// Begins a table: says what its rows share, and leaves in their cells what they do not.
    fn begin(
        &self,
        lines: &mut String,
        page: &mut Page,
        (rows, group): (Range<usize>, Option<String>),
        is_begun: bool,
    ) -> Table {
        let all: Vec<usize> = (0..self.columns.all.len()).collect();
        let mut table = Table {
            group,
            is_named: false,
            naming: Naming::default(),
            year: None,
            columns: Vec::new(),
            widths: Vec::new(),
        };
        let mut said = Vec::new();
        if self.screen.columns().is_some() && (is_begun || rows.len() > 1) {
            (table.naming, said) = self.place(page, rows.clone(), table.group.as_deref());
            table.is_named = table.group.is_some();
        }
        self.name(page, rows.clone(), &table);
        table.year = self.shorten_times(page, rows.clone(), None);
        let shared = self.shared(page, rows.clone());
        said.extend(shared.clone());
        said.extend(table.year.clone());
        if is_begun {
            lines.push('\n');
        }
        if !said.is_empty() {
            let said = said.join(" · ");
            push_blanks(lines, INDENT);
            lines.push_str(&self.style.dim(&self.screen.wrapped(&said, "   ")));
            lines.push('\n');
        }
        let words: Vec<usize> = self.columns.all.iter().map(|column| width(column.name)).collect();
        let natural = natural(page, rows.clone(), &all, &words);
        let names = rows.map(|row| width(page.cell(row, 0))).collect();
        let (columns, name) = self.columns.chosen(&natural, names, shared.is_some(), self.screen);
        let shown =
            columns.iter().filter_map(|column| Some((natural.get(*column)?, self.columns.all.get(*column)?)));
        let floor = |column: &Column| if self.is_live { column.live } else { 0 };
        let mut widths: Vec<usize> = shown.map(|(natural, column)| floor(column).max(*natural)).collect();
        if let (Some(first), Some(_)) = (widths.first_mut(), self.screen.columns()) {
            *first = name.max(self.columns.all.first().map_or(0, floor));
        }
        let turn = |(name, least): &(&str, usize)| {
            let is_it = |column: &usize| self.columns.all.get(*column).is_some_and(|one| one.name == *name);
            Some((columns.iter().position(is_it)?, *least))
        };
        let turns: Vec<(usize, usize)> = self.columns.turns.iter().filter_map(turn).collect();
        table.widths = fitted_by_turns(widths, &turns, INDENT, self.screen);
        table.columns = columns;
        table
    }

    /// What the names of rows do without, and how that is said above them.
    fn place(&self, page: &Page, rows: Range<usize>, group: Option<&str>) -> (Naming, Vec<String>) {
        let several = rows.len() > 1;
        let (beginning, ending) = match group {
            Some(_) => shared(rows.map(|row| page.name(row))),
            None if self.several_sources => shared(rows.map(|row| page.cell(row, 0))),
            None => return (Naming::default(), Vec::new()),
        };
        let ending = if several { ending } else { String::new() };
        let said = match group {
            Some("<stdin>") => String::new(),
            Some(group) if !(group.is_empty() || group.ends_with('/')) => group.to_owned(),
            _ if ending.is_empty() => format!("{}{beginning}", group.unwrap_or_default()),
            _ => format!("{}{beginning}*{ending}", group.unwrap_or_default()),
        };
        let said = if said.is_empty() { Vec::new() } else { vec![said] };
        (Naming { beginning, ending }, said)
    }

    /// Gives rows the names that they have in a table.
    fn name(&self, page: &mut Page, rows: Range<usize>, table: &Table) {
        let Naming { beginning, ending } = &table.naming;
        let source = self.source.as_ref().filter(|_| !self.several_sources);
        let source = source.map(|source| self.screen.harmless(source));
        for row in rows {
            if table.is_named {
                page.leave_group_out(row);
            } else if source.as_ref().is_some_and(|source| page.group(row) == source) {
                // A record of a file that holds several: the file is the only one.
                page.leave_group_out(row);
                continue;
            }
            page.leave_out(row, beginning, ending);
        }
    }

    /// Times as people read them, shorter where there is little room; returns the year that all have and do without.
    fn shorten_times(&self, page: &mut Page, rows: Range<usize>, table: Option<&Table>) -> Option<String> {
        let (room, column) = (self.screen.columns()?, self.columns.time);
        let year = match table {
            Some(table) => Year::Said(table.year.as_deref()),
            None if self.is_live => Year::Kept,
            None => Year::ToBeSaid,
        };
        let year = left_out(rows.clone().map(|row| page.cell(row, column)), year, room).map(str::to_owned);
        let mut short = String::new();
        for row in rows {
            short.clear();
            if write_short(&mut short, page.cell(row, column), year.is_some(), room) {
                page.put(row, column, &short);
            }
        }
        year
    }

    /// What all rows have in the column that is said once.
    fn shared(&self, page: &Page, rows: Range<usize>) -> Option<String> {
        self.screen.columns()?;
        let column = self.columns.shared?;
        let first = page.cell(rows.start, column);
        let is_shared =
            rows.len() > 1 && first != "-" && rows.into_iter().all(|row| page.cell(row, column) == first);
        is_shared.then(|| first.to_owned())
    }
}

/// The widths that some columns want, each at least as wide as those that are given.
fn natural(page: &Page, rows: Range<usize>, columns: &[usize], floor: &[usize]) -> Vec<usize> {
    let mut widths: Vec<usize> =
        (0..columns.len()).map(|place| floor.get(place).copied().unwrap_or_default()).collect();
    for row in rows {
        for (column, width) in columns.iter().zip(&mut widths) {
            *width = claimed(page.cell(row, *column)).max(*width);
        }
    }
    widths
}

/// Adds a name on lines of its own.
fn push_name(lines: &mut String, name: &str, screen: Screen) {
    let room = screen.columns().map_or(usize::MAX, |columns| columns.saturating_sub(INDENT));
    for piece in pieces(name, room) {
        push_blanks(lines, INDENT);
        lines.push_str(piece);
        lines.push('\n');
    }
}
