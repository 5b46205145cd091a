//! Records as rows of tables: one table for those of one folder or file, whose name is said once above it. Names of
//! records are never cut: one that has no room beside the rest has a line of its own.

use std::io::{self, Write};

use super::grid::Grid;
use super::lines::{pieces, width};
use super::places::{LEAST_GROUP, Place, groups, shared};
use super::style::Style;
use super::terminal::Screen;
use super::times::{Year, shorten};
use crate::model::Status;
use crate::report::entry::Entry;

/// How many rows are laid out together: a bound on memory.
const PAGE: usize = 1000;
/// The width that a record's name has in any case.
const LEAST_NAME: usize = 14;
/// A name that is longer by more than this than most others are has a line of its own.
const MUCH_LONGER: usize = 12;
/// The blanks before a row.
const INDENT: usize = 1;
/// What stands between two columns.
const GAP: usize = 2;

/// A column of such a table. The first one is the record's name.
#[derive(Debug, Clone, Copy)]
pub(in crate::report) struct Column {
    /// The word above it.
    pub(in crate::report) name: &'static str,
    /// The narrowest screen that has it.
    pub(in crate::report) from: usize,
    /// Down to which width it gives way; one that has none is cut only where nothing else is left to cut.
    pub(in crate::report) least: Option<usize>,
    /// Its least width where rows come one by one.
    pub(in crate::report) live: usize,
}

/// A column of this name, from so wide a screen on, of this least width, and that width where rows come one by one.
pub(in crate::report) const fn column(
    name: &'static str,
    from: usize,
    least: Option<usize>,
    live: usize,
) -> Column {
    Column { name, from, least, live }
}

/// What the columns of a table are.
#[derive(Debug, Clone, Copy)]
pub(in crate::report) struct Columns {
    pub(in crate::report) all: &'static [Column],
    /// The one that holds times.
    pub(in crate::report) time: usize,
    /// The one that is said once where all rows share it.
    pub(in crate::report) shared: Option<usize>,
    /// Those that are left out where there is too little room, in turn.
    pub(in crate::report) spare: &'static [&'static str],
    /// Those that give way, in turn, and down to which width.
    pub(in crate::report) turns: &'static [(&'static str, usize)],
}

/// A record's cells, the first of them its whole name.
struct Row {
    place: Place,
    cells: Vec<String>,
    status: Status,
}

/// How a cell is painted: by its column's name and the record's verdict.
pub(in crate::report) type Paint<'p> = &'p dyn Fn(&str, Status, &str) -> String;

/// Rows that are laid out together.
pub(in crate::report) struct Records {
    columns: Columns,
    screen: Screen,
    style: Style,
    rows: Vec<Row>,
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
            rows: Vec::new(),
            table: None,
            is_grouped: None,
            is_live: false,
            source: None,
            several_sources: false,
        }
    }

    /// Adds a record, and writes the rows that there are when they are many.
    pub(in crate::report) fn push(
        &mut self,
        out: &mut dyn Write,
        (entry, cells): (&Entry<'_, '_>, Vec<String>),
        paint: Paint<'_>,
    ) -> io::Result<()> {
        match &self.source {
            None => self.source = Some(entry.source.to_owned()),
            Some(source) => self.several_sources |= source != entry.source,
        }
        let place = Place::of(entry, self.screen);
        self.rows.push(Row { place, cells, status: entry.status });
        if self.rows.len() >= PAGE { self.flush(out, paint) } else { Ok(()) }
    }

    /// Writes what was not written yet.
    pub(in crate::report) fn flush(&mut self, out: &mut dyn Write, paint: Paint<'_>) -> io::Result<()> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let places: Vec<&Place> = rows.iter().map(|row| &row.place).collect();
        let groups = groups(&places);
        let are_large = groups.len() == 1 || rows.len() / groups.len() >= LEAST_GROUP;
        let fits = are_large && !self.is_live && self.screen.columns().is_some();
        let groups = if *self.is_grouped.get_or_insert(fits) {
            groups
        } else {
            std::iter::once(0..rows.len()).collect()
        };
        groups.into_iter().try_for_each(|group| self.write(out, rows.get(group).unwrap_or_default(), paint))
    }

    /// The same where rows come one by one.
    pub(in crate::report) fn flush_live(&mut self, out: &mut dyn Write, paint: Paint<'_>) -> io::Result<()> {
        self.is_live |= self.table.is_none() && !self.rows.is_empty();
        self.flush(out, paint)
    }

    fn write(&mut self, out: &mut dyn Write, rows: &[Row], paint: Paint<'_>) -> io::Result<()> {
        let group = rows.first().map(|row| row.place.group.clone()).filter(|_| self.is_grouped == Some(true));
        let last = self.table.take();
        let is_begun = last.is_some();
        let mut grid = Grid::new(INDENT);
        for row in rows {
            grid.push(row.cells.clone());
        }
        let going_on = last.filter(|table| table.group == group);
        let has_head = going_on.is_none();
        let mut table = match going_on {
            Some(table) => {
                self.name(&mut grid, rows, &table);
                self.shorten_times(&mut grid, Some(&table));
                grid.keep(&table.columns);
                table
            }
            None => self.begin(out, &mut grid, (rows, group), is_begun)?,
        };
        if self.screen.columns().is_none() {
            table.widths = grid.widths(&table.widths);
        }
        let mut above = self.names_above(&mut grid, &table, has_head);
        let (all, style, shown) = (self.columns.all, self.style, &table.columns);
        let paint = |row: usize, column: usize, cell: &str| {
            let row = row.checked_sub(usize::from(has_head)).and_then(|row| rows.get(row));
            let column = shown.get(column).and_then(|column| all.get(*column));
            match (row, column) {
                (Some(row), Some(column)) if cell != "-" => paint(column.name, row.status, cell),
                _ => style.dim(cell),
            }
        };
        let text = grid.render(&table.widths, self.screen, paint);
        for (row, line) in text.lines().enumerate() {
            if let Some(name) = above.get_mut(row).map(std::mem::take).filter(|name| !name.is_empty()) {
                write_name(out, &name, self.screen)?;
            }
            writeln!(out, "{line}")?;
        }
        self.table = Some(table);
        Ok(())
    }

    /// Begins a table: says what its rows share, and leaves in the grid what they do not, below the words.
    fn begin(
        &self,
        out: &mut dyn Write,
        grid: &mut Grid,
        (rows, group): (&[Row], Option<String>),
        is_begun: bool,
    ) -> io::Result<Table> {
        let mut table = Table {
            group,
            is_named: false,
            naming: Naming::default(),
            year: None,
            columns: (0..self.columns.all.len()).collect(),
            widths: Vec::new(),
        };
        let mut said = Vec::new();
        if self.screen.columns().is_some() && (is_begun || rows.len() > 1) {
            (table.naming, said) = self.place(rows, table.group.as_deref());
            table.is_named = table.group.is_some();
        }
        self.name(grid, rows, &table);
        table.year = self.shorten_times(grid, None);
        let shared = self.shared(grid);
        said.extend(shared.clone());
        said.extend(table.year.clone());
        if is_begun {
            writeln!(out)?;
        }
        if !said.is_empty() {
            let said = said.join(" · ");
            writeln!(out, "{}{}", " ".repeat(INDENT), self.style.dim(&self.screen.wrapped(&said, "   ")))?;
        }
        let names: Vec<usize> = grid.column_mut(0).map(|name| width(name)).collect();
        grid.put_first(self.columns.all.iter().map(|column| column.name.to_owned()).collect());
        let (columns, name) = self.chosen(&grid.widths(&[]), names, shared.is_some());
        grid.keep(&columns);
        let live =
            columns.iter().filter_map(|column| self.columns.all.get(*column)).map(|column| column.live);
        let floor: Vec<usize> = if self.is_live { live.collect() } else { Vec::new() };
        let mut widths = grid.widths(&floor);
        if let (Some(first), Some(_)) = (widths.first_mut(), self.screen.columns()) {
            *first = name.max(floor.first().copied().unwrap_or_default());
        }
        let turn = |(name, least): &(&str, usize)| {
            let is_it = |column: &usize| self.columns.all.get(*column).is_some_and(|one| one.name == *name);
            Some((columns.iter().position(is_it)?, *least))
        };
        let turns: Vec<(usize, usize)> = self.columns.turns.iter().filter_map(turn).collect();
        table.widths = grid.fitted_by_turns(widths, &turns, self.screen);
        table.columns = columns;
        Ok(table)
    }

    /// What the names of rows do without, and how that is said above them.
    fn place(&self, rows: &[Row], group: Option<&str>) -> (Naming, Vec<String>) {
        let whole = |row: &Row| row.cells.first().cloned().unwrap_or_default();
        let names: Vec<String> = match group {
            Some(_) => rows.iter().map(|row| row.place.name.clone()).collect(),
            None if self.several_sources => rows.iter().map(whole).collect(),
            None => return (Naming::default(), Vec::new()),
        };
        let (beginning, ending) = shared(&names);
        let ending = if rows.len() > 1 { ending } else { String::new() };
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
    fn name(&self, grid: &mut Grid, rows: &[Row], table: &Table) {
        let Naming { beginning, ending } = &table.naming;
        let source = self.source.as_ref().filter(|_| !self.several_sources);
        let source = source.map(|source| format!("{}#", self.screen.harmless(source)));
        for (cell, row) in grid.column_mut(0).zip(rows) {
            if table.is_named {
                cell.clone_from(&row.place.name);
            } else if let Some(number) = source.as_ref().and_then(|source| cell.strip_prefix(source.as_str()))
            {
                *cell = format!("#{number}");
                continue;
            }
            let rest = cell.strip_prefix(beginning.as_str()).unwrap_or(cell);
            *cell = rest.strip_suffix(ending.as_str()).unwrap_or(rest).to_owned();
        }
    }

    /// Times as people read them, shorter where there is little room; returns the year that all have and do without.
    fn shorten_times(&self, grid: &mut Grid, table: Option<&Table>) -> Option<String> {
        let year = match table {
            Some(table) => Year::Said(table.year.as_deref()),
            None if self.is_live => Year::Kept,
            None => Year::ToBeSaid,
        };
        shorten(grid.column_mut(self.columns.time).collect(), year, self.screen.columns()?)
    }

    /// What all rows have in the column that is said once.
    fn shared(&self, grid: &mut Grid) -> Option<String> {
        self.screen.columns()?;
        let mut cells = grid.column_mut(self.columns.shared?);
        let first = cells.next()?.clone();
        let (mut several, mut all) = (false, true);
        for cell in cells {
            several = true;
            all &= *cell == first;
        }
        (several && all && first != "-").then_some(first)
    }

    /// The columns that there is room for, of which the natural widths are known, and the width of the names.
    fn chosen(&self, natural: &[usize], mut names: Vec<usize>, is_shared: bool) -> (Vec<usize>, usize) {
        let widest = natural.first().copied().unwrap_or_default();
        let room = self.screen.columns().unwrap_or(usize::MAX);
        let is_there = |column: &usize| {
            let is_said = is_shared && self.columns.shared == Some(*column);
            self.columns.all.get(*column).is_some_and(|one| one.from <= room && !is_said)
        };
        let columns: Vec<usize> = (0..self.columns.all.len()).filter(is_there).collect();
        if self.screen.columns().is_none() {
            return (columns, widest);
        }
        let name_of = |column: &usize| self.columns.all.get(*column).map_or("", |one| one.name);
        let spare: Vec<usize> = self
            .columns
            .spare
            .iter()
            .filter_map(|name| columns.iter().copied().find(|column| name_of(column) == *name))
            .collect();
        let without = |count: usize| -> Vec<usize> {
            let dropped = spare.get(..count).unwrap_or_default();
            columns.iter().copied().filter(|column| !dropped.contains(column)).collect()
        };
        let least = |column: &usize| {
            let natural = natural.get(*column).copied().unwrap_or_default();
            self.columns
                .all
                .get(*column)
                .and_then(|one| one.least)
                .map_or(natural, |least| least.min(natural))
        };
        let fits = |count: usize, name: usize| {
            let columns = without(count);
            let others: usize = columns.iter().skip(1).map(least).sum();
            INDENT + name + others + GAP * columns.len().saturating_sub(1) < room
        };
        names.sort_unstable();
        let usual = names.get((names.len() * 4).div_ceil(5).saturating_sub(1)).copied().unwrap_or(widest);
        // Columns are not given up for a few names that are much longer than the others.
        let wanted = if widest.saturating_sub(usual) > MUCH_LONGER { usual } else { widest };
        let least = LEAST_NAME.min(widest);
        let (most, wanted, usual) = (spare.len(), wanted.max(least), usual.max(least));
        let few = (0..most).map(|count| (count, wanted));
        let then = [(most.saturating_sub(1), usual), (most, wanted)];
        let narrower = (least..wanted).rev().map(|name| (most, name));
        let mut all = few.chain(then).chain(narrower);
        let (count, name) = all.find(|(count, name)| fits(*count, *name)).unwrap_or((most, least));
        (without(count), name)
    }

    /// The names that have no room in their column, by row: they are taken out of it.
    fn names_above(&self, grid: &mut Grid, table: &Table, has_head: bool) -> Vec<String> {
        let Some(room) = table.widths.first().copied().filter(|_| self.screen.columns().is_some()) else {
            return Vec::new();
        };
        let above = |(row, name): (usize, &mut String)| {
            let is_long = width(name) > room && !(has_head && row == 0);
            if is_long { std::mem::take(name) } else { String::new() }
        };
        grid.column_mut(0).enumerate().map(above).collect()
    }
}

/// A name on lines of its own.
fn write_name(out: &mut dyn Write, name: &str, screen: Screen) -> io::Result<()> {
    let room = screen.columns().map_or(usize::MAX, |columns| columns.saturating_sub(INDENT));
    pieces(name, room).into_iter().try_for_each(|piece| writeln!(out, "{}{piece}", " ".repeat(INDENT)))
}
