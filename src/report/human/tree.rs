//! A payload as an indented tree: names, signs, values, meanings.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::model::Sensitivity;
use crate::report::parts::lines::{broken, pieces, shortened, shortened_prose};
use crate::report::parts::signs::sign;
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;

/// Blanks before a line.
const MARGIN: usize = 1;
/// Blanks a level.
const INDENT: usize = 2;
/// The columns of the sign before a value, with two blanks on both sides.
const SIGN: usize = 5;
/// The columns that meanings get where values want all.
const LEAST_MEANING: usize = 24;
/// In fewer columns a meaning says nothing.
const SHORTEST_MEANING: usize = 12;
/// Values are not padded to more columns than this.
const MOST_PADDED: usize = 60;

/// A line of a tree.
#[derive(Debug, Clone)]
pub(in crate::report) struct Branch {
    pub(in crate::report) depth: usize,
    pub(in crate::report) label: String,
    /// Nothing for an object, whose members follow.
    pub(in crate::report) leaf: Option<Shown>,
}

/// A value as it is shown.
#[derive(Debug, Clone)]
pub(in crate::report) struct Shown {
    pub(in crate::report) value: String,
    /// What the value amounts to, where it does not say that itself.
    pub(in crate::report) amount: String,
    /// Whether there is nothing in it.
    pub(in crate::report) is_blank: bool,
    pub(in crate::report) sensitivity: Sensitivity,
    pub(in crate::report) meaning: String,
}

impl Shown {
    fn width(&self) -> usize {
        self.value.width() + self.amount.width()
    }
}

impl Branch {
    fn name_width(&self) -> usize {
        self.depth * INDENT + self.label.width()
    }
}

/// The columns of a tree.
#[derive(Debug, Clone, Copy)]
struct Columns {
    label: usize,
    value: usize,
    /// Nothing where there is no room for meanings.
    meaning: usize,
    /// From the first column of values to the edge of the screen.
    room: Option<usize>,
}

impl Columns {
    fn of(tree: &[Branch], screen: Screen) -> Self {
        let widest = |widths: &mut dyn Iterator<Item = usize>| widths.max().unwrap_or_default();
        let most = screen.columns().map_or(usize::MAX, |columns| columns / 2);
        let leaves = || tree.iter().filter(|branch| branch.leaf.is_some());
        let label = widest(&mut leaves().map(Branch::name_width).filter(|width| *width <= most));
        let value = widest(&mut leaves().filter_map(|branch| Some(branch.leaf.as_ref()?.width())));
        let value = value.min(MOST_PADDED);
        let Some(columns) = screen.columns() else {
            return Self { label, value, meaning: usize::MAX, room: None };
        };
        // Between the columns are two blanks; a sign stands before each value.
        let room = columns.saturating_sub(MARGIN + label + SIGN).max(8);
        let value = value.min(room.saturating_sub(LEAST_MEANING + 2)).max(8);
        let meaning = room.saturating_sub(value + 2);
        let meaning = if meaning < SHORTEST_MEANING { 0 } else { meaning };
        Self { label, value, meaning, room: Some(room) }
    }
}

/// Writes a tree. If `whole`, what does not fit goes on below; else it is cut, meanings before values.
pub(in crate::report) fn write_tree(
    out: &mut dyn Write,
    tree: &[Branch],
    screen: Screen,
    style: Style,
    whole: bool,
) -> io::Result<()> {
    let columns = Columns::of(tree, screen);
    for branch in tree {
        let indent = " ".repeat(MARGIN + branch.depth * INDENT);
        let Some(leaf) = &branch.leaf else {
            writeln!(out, "{indent}{}", style.name(&branch.label))?;
            continue;
        };
        let blanks = " ".repeat(columns.label.saturating_sub(branch.name_width()));
        write!(out, "{indent}{}{blanks}  {}  ", branch.label, sign(leaf.sensitivity))?;
        write_leaf(out, leaf, columns, branch, style, whole)?;
    }
    Ok(())
}

fn write_leaf(
    out: &mut dyn Write,
    leaf: &Shown,
    columns: Columns,
    branch: &Branch,
    style: Style,
    whole: bool,
) -> io::Result<()> {
    let paint = |text: &str| if leaf.is_blank { style.dim(text) } else { text.to_owned() };
    // A label that is too long for its column moves the value.
    let moved = branch.name_width().saturating_sub(columns.label);
    let room = columns.room.map(|room| room.saturating_sub(moved).max(8));
    let below = " ".repeat(MARGIN + columns.label + SIGN);
    let full = format!("{}{}", leaf.value, leaf.amount);
    let width = leaf.width();
    if width > columns.value.saturating_sub(moved) {
        let Some(room) = room else {
            let meaning = style.dim(&leaf.meaning);
            return writeln!(out, "{}", format!("{}  {meaning}", paint(&full)).trim_end());
        };
        if !whole {
            return writeln!(out, "{}", paint(&shortened(&full, room)));
        }
        let lines: Vec<String> = pieces(&full, room).into_iter().map(paint).collect();
        writeln!(out, "{}", lines.join(&format!("\n{below}")))?;
        for line in broken(&leaf.meaning, room, "").iter().filter(|line| !line.is_empty()) {
            writeln!(out, "{below}{}", style.dim(line))?;
        }
        return Ok(());
    }
    let value = if leaf.amount.is_empty() { paint(&leaf.value) } else { full };
    if leaf.meaning.is_empty() || (columns.meaning == 0 && !whole) {
        return writeln!(out, "{value}");
    }
    let blanks = columns.value.saturating_sub(width + moved);
    let blanks = " ".repeat(blanks + 2);
    if !whole || columns.room.is_none() {
        let meaning = shortened_prose(&leaf.meaning, columns.meaning);
        return writeln!(out, "{value}{blanks}{}", style.dim(&meaning));
    }
    if columns.meaning == 0 {
        writeln!(out, "{value}")?;
        let lines = broken(&leaf.meaning, room.unwrap_or(usize::MAX), "");
        return lines.iter().try_for_each(|line| writeln!(out, "{below}{}", style.dim(line)));
    }
    let lines = broken(&leaf.meaning, columns.meaning, "");
    let below = format!("\n{below}{}", " ".repeat(columns.value + 2));
    let lines: Vec<String> = lines.iter().map(|line| style.dim(line)).collect();
    writeln!(out, "{value}{blanks}{}", lines.join(&below))
}
