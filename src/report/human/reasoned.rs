//! A row a record, in columns, with the reasons behind it or below.

use std::collections::HashSet;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::model::Status;
use crate::report::parts::grid::Grid;
use crate::report::parts::lines::{broken, pieces};
use crate::report::parts::places::{LEAST_GROUP, Place, groups};
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;

/// How many rows are laid out together: a bound on memory.
const PAGE: usize = 1000;
/// The least width of the first column, what a record is called: a longer name has a line of its own.
const LEAST_NAME: usize = 16;
/// The blanks before a reason on a line of its own.
const INDENT: usize = 5;
/// A reason that was given is not given again; so many are remembered.
const MOST_REMEMBERED: usize = 100;

/// A record with what was found of it.
pub(in crate::report) struct ReasonedRow {
    pub(in crate::report) place: Place,
    /// Its name, and what was found of it.
    pub(in crate::report) cells: Vec<String>,
    pub(in crate::report) reasons: Vec<String>,
    pub(in crate::report) status: Status,
}

/// Rows that are laid out together.
pub(in crate::report) struct Reasoned {
    screen: Screen,
    style: Style,
    /// The columns that hold a name, and the one that holds a verdict.
    bold: usize,
    verdict: usize,
    rows: Vec<ReasonedRow>,
    widths: Vec<usize>,
    given: HashSet<String>,
    /// Whether a reason is given once.
    says_once: bool,
    /// Whether the folder or the file of rows is said above them; known from the first ones on.
    is_grouped: Option<bool>,
    /// The one that was said last.
    group: Option<String>,
}

impl Reasoned {
    pub(in crate::report) fn new(screen: Screen, style: Style, bold: usize, verdict: usize) -> Self {
        let (rows, widths, given) = (Vec::new(), Vec::new(), HashSet::new());
        Self {
            screen,
            style,
            bold,
            verdict,
            rows,
            widths,
            given,
            says_once: false,
            is_grouped: None,
            group: None,
        }
    }

    /// Gives a reason that holds for many records once.
    #[must_use]
    pub(in crate::report) fn saying_once(self) -> Self {
        Self { says_once: true, ..self }
    }

    /// Adds a row, and writes those that there are when they are many.
    pub(in crate::report) fn push(&mut self, out: &mut dyn Write, row: ReasonedRow) -> io::Result<()> {
        self.rows.push(row);
        if self.rows.len() >= PAGE { self.flush(out) } else { Ok(()) }
    }

    /// Writes what was not written yet.
    pub(in crate::report) fn flush(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let names = self.names(&rows);
        let mut grid = Grid::new(0);
        for (row, (_, name)) in rows.iter().zip(&names) {
            let mut cells = row.cells.clone();
            if let Some(cell) = cells.first_mut() {
                cell.clone_from(name);
            }
            grid.push(cells);
        }
        let mut widths = grid.widths(&self.widths);
        // On a narrow screen the verdict stands with its reason, below.
        let is_below = self.is_below(&widths);
        if is_below {
            let columns: Vec<usize> = (0..widths.len()).filter(|column| *column != self.verdict).collect();
            grid.keep(&columns);
            widths.truncate(self.verdict);
        }
        self.widths = grid.fitted_by_turns(widths, &[(0, LEAST_NAME)], self.screen);
        let room = self.widths.first().copied().filter(|_| self.screen.columns().is_some());
        let is_long = |name: &String| room.is_some_and(|room| name.width() > room);
        grid.column_mut(0).filter(|name| is_long(name)).for_each(String::clear);
        let whole = self.widths.iter().sum::<usize>() + 2 * self.widths.len().saturating_sub(1);
        let (style, bold, verdict) = (self.style, self.bold, self.verdict);
        let plain = grid.render(&self.widths, self.screen, |_, _, cell| cell.to_owned());
        let painted = grid.render(&self.widths, self.screen, |row, column, cell| {
            match rows.get(row).map(|row| row.status) {
                Some(status) if column == verdict => style.status(status, cell),
                _ if cell == "-" => style.dim(cell),
                _ if column == bold => style.name(cell),
                _ => cell.to_owned(),
            }
        });
        let lines = plain.lines().zip(painted.lines());
        for ((row, (group, name)), (plain, painted)) in rows.iter().zip(&names).zip(lines) {
            if let Some(group) = group {
                writeln!(out, "{}", style.dim(group))?;
            }
            if is_long(name) {
                let columns = self.screen.columns().unwrap_or(usize::MAX);
                pieces(name, columns).into_iter().try_for_each(|piece| writeln!(out, "{piece}"))?;
            }
            let mut reasons: Vec<String> =
                row.reasons.iter().filter_map(|reason| self.reason(reason, plain)).collect();
            if is_below {
                let verdict = row.cells.get(self.verdict).cloned().unwrap_or_default();
                match reasons.first_mut() {
                    Some(first) => *first = format!("{verdict}: {first}"),
                    None => reasons.push(verdict),
                }
                writeln!(out, "{painted}")?;
                reasons.iter().try_for_each(|reason| self.below(out, reason))?;
                continue;
            }
            match reasons.as_slice() {
                [reason] if self.fits(plain, reason) => {
                    // Reasons begin in one column, where there is room for that.
                    let blanks = " ".repeat(whole.saturating_sub(plain.width()));
                    let blanks = if self.fits(&format!("{plain}{blanks}"), reason) { &blanks } else { "" };
                    writeln!(out, "{painted}{blanks}  {}", style.dim(reason))?;
                }
                reasons => {
                    writeln!(out, "{painted}")?;
                    reasons.iter().try_for_each(|reason| self.below(out, reason))?;
                }
            }
        }
        Ok(())
    }

    /// What rows are called; on a screen with what is said above a row: the folder or the file of those that follow.
    fn names(&mut self, rows: &[ReasonedRow]) -> Vec<(Option<String>, String)> {
        let whole = |row: &ReasonedRow| row.cells.first().cloned().unwrap_or_default();
        let groups = groups(rows.iter().map(|row| row.place.group.as_str()));
        let are_large = rows.len() > 1 && rows.len() / groups.len().max(1) >= LEAST_GROUP.min(rows.len());
        let is_grouped = are_large && self.screen.columns().is_some();
        if !*self.is_grouped.get_or_insert(is_grouped) {
            return rows.iter().map(|row| (None, whole(row))).collect();
        }
        let mut names = Vec::new();
        for row in rows {
            let Place { group, name } = &row.place;
            let is_new = self.group.as_ref() != Some(group);
            if is_new {
                self.group = Some(group.clone());
            }
            names.push((is_new.then(|| group.clone()).filter(|group| !group.is_empty()), name.clone()));
        }
        names
    }

    /// Whether the verdict has no room beside the rest.
    fn is_below(&self, widths: &[usize]) -> bool {
        let whole = widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1);
        self.verdict + 1 == widths.len() && self.screen.columns().is_some_and(|columns| whole >= columns)
    }

    /// A reason as it is shown. One that was given before is not, unless there is room for it.
    fn reason(&mut self, reason: &str, line: &str) -> Option<String> {
        let shown = self.screen.harmless(reason).into_owned();
        let was_given = self.says_once && self.given.contains(reason);
        if !was_given && self.given.len() < MOST_REMEMBERED {
            self.given.insert(reason.to_owned());
        }
        (!was_given || self.fits(line, &shown)).then_some(shown)
    }

    fn fits(&self, line: &str, reason: &str) -> bool {
        self.screen.columns().is_none_or(|columns| line.width() + 2 + reason.width() <= columns)
    }

    fn below(&self, out: &mut dyn Write, reason: &str) -> io::Result<()> {
        let columns = self.screen.columns().map_or(usize::MAX, |columns| columns.saturating_sub(INDENT));
        let blanks = " ".repeat(INDENT);
        broken(reason, columns.max(20), "")
            .iter()
            .try_for_each(|line| writeln!(out, "{blanks}{}", self.style.dim(line)))
    }
}
