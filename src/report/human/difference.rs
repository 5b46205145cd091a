//! Differences between two payloads, for a person: a table of changes, side by side, or Markdown for a review.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::diff::{self, Change, ChangeKind, Difference, type_name};
use crate::json::{JsonKind, Style as JsonStyle, Value, Writer};
use crate::redact::{Hidden, Masked, within};
use crate::report::parts::grid::Grid;
use crate::report::parts::style::Style;
use crate::report::parts::terminal::{Screen, harmless};

/// From how many characters on a text is shown by what changed in it.
const LONG: usize = 60;
/// How many characters around what changed in a long text are shown.
const AROUND: usize = 16;

/// In fewer columns the meaning of a field says nothing and is left out.
const LEAST_MEANING: usize = 16;

/// One side of a comparison.
#[derive(Debug)]
pub struct Side<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The whole text of the record.
    pub text: &'a str,
    /// What of it is not shown.
    pub hidden: Vec<Hidden>,
}

/// Two payloads and what is different between them.
#[derive(Debug)]
pub struct Compared<'a> {
    /// What the two are: an event, or two.
    pub title: String,
    /// The first.
    pub a: Side<'a>,
    /// The second.
    pub b: Side<'a>,
    /// What is different.
    pub difference: Difference<'a>,
    /// Only members and their types were compared.
    pub shapes: bool,
}

impl Side<'_> {
    /// Whether anything in a value is hidden.
    #[must_use]
    pub fn hides(&self, value: Value<'_>) -> bool {
        !self.hidden_in(value).is_empty()
    }

    /// What of a value is hidden; the hidden parts are in the order of the text.
    fn hidden_in(&self, value: Value<'_>) -> &[Hidden] {
        within(&self.hidden, value.span())
    }

    /// A value as JSON on one line; what is hidden in it is a text of dots.
    #[must_use]
    pub fn json(&self, value: Value<'_>) -> String {
        let mut out = String::new();
        // Writing to a String cannot fail, and no canonical form is asked for.
        let _ =
            Writer::new(JsonStyle::COMPACT).replacing(Masked(self.hidden_in(value))).write(value, &mut out);
        out
    }
}

impl Compared<'_> {
    /// Both values of a change, for a person; `None` where there is none.
    fn values(&self, change: &Change<'_>) -> (Option<String>, Option<String>) {
        let whole = |side: &Side<'_>, value: Value<'_>| {
            if self.shapes {
                return type_name(value).to_owned();
            }
            let json = side.json(value);
            let (members, items) = (value.members().count(), value.items().count());
            match json.chars().count() > LONG {
                true if members > 0 => format!("{{… {members} members}}"),
                true if items > 0 => format!("[… {items} items]"),
                _ => json,
            }
        };
        let (Some(old), Some(new)) = (change.old, change.new) else {
            return (change.old.map(|old| whole(&self.a, old)), change.new.map(|new| whole(&self.b, new)));
        };
        let (mut before, mut after) = (whole(&self.a, old), whole(&self.b, new));
        let texts = !self.shapes && old.kind() == JsonKind::String && new.kind() == JsonKind::String;
        if texts {
            if self.a.hides(old) || self.b.hides(new) {
                // Two secrets may be of one length: that they differ has to be said.
                after.push_str(" (differs)");
            }
            (before, after) = (bare(&before), bare(&after));
            if before.chars().count().max(after.chars().count()) > LONG {
                (before, after) = marked(&before, &after);
            }
        }
        (Some(before), Some(after))
    }

    fn label(&self, change: &Change<'_>) -> String {
        let label = self.difference.places.label(change.place);
        if label.is_empty() { "(the whole)".to_owned() } else { label }
    }

    fn meaning(change: &Change<'_>) -> String {
        change.field.map_or_else(String::new, |field| field.meaning.to_owned())
    }

    /// `3 changes: 1 added, 1 removed, 1 changed`.
    fn total(&self) -> String {
        let counts = self.difference.counts();
        if counts.all() == 0 {
            return "no difference".to_owned();
        }
        let (noun, unlisted) =
            (if counts.all() == 1 { "change" } else { "changes" }, self.difference.unlisted.all());
        let unlisted = match unlisted {
            0 => String::new(),
            _ => format!(" · {unlisted} of them not listed: too many lie too deep to write each one's place"),
        };
        let diff::Counts { added, removed, changed } = counts;
        format!("{} {noun}: {added} added, {removed} removed, {changed} changed{unlisted}", counts.all())
    }

    /// What was left out of the comparison, in a line.
    fn skipped(&self) -> Option<String> {
        let skipped = &self.difference.skipped;
        let places = &self.difference.places;
        let differ: Vec<String> =
            skipped.iter().filter(|field| field.differs).map(|field| places.label(field.place)).collect();
        let fields = if skipped.len() == 1 { "field" } else { "fields" };
        (!skipped.is_empty()).then(|| {
            let names = if differ.is_empty() { String::new() } else { format!(" ({})", differ.join(", ")) };
            format!(
                "not compared: {} volatile {fields}, {} of them differ{names}; --all compares everything",
                skipped.len(),
                differ.len(),
            )
        })
    }

    /// A table of changes, below what was compared.
    pub fn human(&self, out: &mut dyn Write, screen: Screen, style: Style) -> io::Result<()> {
        self.head(out, screen, style)?;
        let mut grid = Grid::new(1);
        for change in &self.difference.changes {
            let values = match self.values(change) {
                (Some(old), Some(new)) => format!("{old} -> {new}"),
                (old, new) => old.or(new).unwrap_or_default(),
            };
            let cells = [change.kind.sign().to_string(), self.label(change), values, Self::meaning(change)];
            grid.push(cells.map(|cell| screen.data(&cell).into_owned()).to_vec());
        }
        // What a field means can be looked up; what changed cannot. Of a change, what was gives way to what is.
        let needed = grid.column_mut(2).map(|cell| needed(cell)).max().unwrap_or_default();
        let turns = [(3, 0), (2, needed), (1, 16)];
        let mut widths = grid.fitted_by_turns(grid.widths(&[]), &turns, screen);
        if screen.columns().is_some() && widths.get(3).is_some_and(|width| *width < LEAST_MEANING) {
            grid.keep(&[0, 1, 2]);
            widths = grid.fitted_by_turns(grid.widths(&[]), &turns, screen);
        }
        if let Some(width) = widths.get(2).filter(|_| screen.columns().is_some()) {
            grid.column_mut(2).for_each(|cell| *cell = old_shortened(cell, *width, screen));
            grid.cut_from_the_left(1, widths.get(1).copied().unwrap_or_default());
        }
        self.table(out, &grid, &widths, screen, |row, column, cell| {
            let kind = self.difference.changes.get(row).map(|change| change.kind);
            match (column, kind) {
                (0, Some(kind)) => sign(kind, cell, style),
                (1, _) => style.name(cell),
                (2, Some(diff::ChangeKind::Changed)) => match cell.split_once(" -> ") {
                    Some((old, new)) => format!("{} -> {}", style.old(old), style.new_value(new)),
                    None => cell.to_owned(),
                },
                (2, Some(diff::ChangeKind::Added)) => style.new_value(cell),
                (2, Some(diff::ChangeKind::Removed)) => style.old(cell),
                (3, _) => style.dim(cell),
                _ => cell.to_owned(),
            }
        })?;
        writeln!(out, "{}", self.total())
    }

    /// Both values of each change beside each other.
    pub fn side_by_side(&self, out: &mut dyn Write, screen: Screen, style: Style) -> io::Result<()> {
        self.head(out, screen, style)?;
        let mut grid = Grid::new(1);
        // The names stand above in full.
        let short = |name: &'_ str| name.rsplit('/').next().unwrap_or(name).to_owned();
        let names = [self.a.name, self.b.name].map(short);
        let head = ["", "", &names[0], &names[1]].map(|cell| screen.harmless(cell).into_owned());
        if !self.difference.changes.is_empty() {
            grid.push(head.to_vec());
        }
        for change in &self.difference.changes {
            let (old, new) = self.values(change);
            let absent = || "(absent)".to_owned();
            let cells = [
                change.kind.sign().to_string(),
                self.label(change),
                old.unwrap_or_else(absent),
                new.unwrap_or_else(absent),
            ];
            grid.push(cells.map(|cell| screen.data(&cell).into_owned()).to_vec());
        }
        let widths = grid.fitted_by_turns(grid.widths(&[]), &[(1, 24), (2, 16), (3, 24)], screen);
        self.table(out, &grid, &widths, screen, |row, column, cell| {
            let kind =
                row.checked_sub(1).and_then(|row| self.difference.changes.get(row)).map(|one| one.kind);
            match (column, kind) {
                (0, Some(kind)) => sign(kind, cell, style),
                (_, None) | (1, _) => style.name(cell),
                (2, Some(ChangeKind::Added)) | (3, Some(ChangeKind::Removed)) => style.dim(cell),
                (2, _) => style.old(cell),
                _ => style.new_value(cell),
            }
        })?;
        writeln!(out, "{}", self.total())
    }

    fn head(&self, out: &mut dyn Write, screen: Screen, style: Style) -> io::Result<()> {
        let names = format!("{} -> {}", self.a.name, self.b.name);
        writeln!(out, "{}   {}", style.name(&screen.harmless(&self.title)), screen.harmless(&names))?;
        for line in self.skipped().iter().chain(&self.difference.remarks) {
            writeln!(out, "{}", style.dim(&screen.harmless(line)))?;
        }
        writeln!(out)
    }

    fn table(
        &self,
        out: &mut dyn Write,
        grid: &Grid,
        widths: &[usize],
        screen: Screen,
        paint: impl Fn(usize, usize, &str) -> String,
    ) -> io::Result<()> {
        if self.difference.changes.is_empty() {
            return Ok(());
        }
        out.write_all(grid.render(widths, screen, paint).as_bytes())?;
        writeln!(out)
    }

    /// A table for a review comment. Nothing in it can end the table or begin markup of its own.
    pub fn markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "**{}**: {} → {}\n", code(&self.title), code(self.a.name), code(self.b.name))?;
        for line in self.skipped().iter().chain(&self.difference.remarks) {
            writeln!(out, "{}\n", code(line))?;
        }
        if !self.difference.changes.is_empty() {
            writeln!(out, "| | place | before | after | meaning |\n| --- | --- | --- | --- | --- |")?;
        }
        for change in &self.difference.changes {
            let (old, new) = self.values(change);
            let cell = |value: Option<String>| value.map_or_else(String::new, |value| code(&value));
            writeln!(
                out,
                "| {} | {} | {} | {} | {} |",
                change.kind.name(),
                code(&self.label(change)),
                cell(old),
                cell(new),
                Self::meaning(change).replace('|', "\\|")
            )?;
        }
        writeln!(out, "\n{}", self.total())
    }
}

/// A change's sign in the colour of its kind.
fn sign(kind: diff::ChangeKind, cell: &str, style: Style) -> String {
    match kind {
        diff::ChangeKind::Added => style.added(cell),
        diff::ChangeKind::Removed => style.removed(cell),
        diff::ChangeKind::Changed => style.changed(cell),
    }
}

/// How many columns a change takes at least: its new value, up to a bound, and a little of the old one.
fn needed(cell: &str) -> usize {
    const MOST: usize = 44;
    let least = cell.split_once(" -> ").map_or(cell.width(), |(_, new)| new.width() + 12);
    least.min(cell.width()).min(MOST)
}

/// Both values of a change in so many columns: the old one is cut before the new one.
fn old_shortened(cell: &str, width: usize, screen: Screen) -> String {
    let Some((old, new)) = cell.split_once(" -> ").filter(|_| cell.width() > width) else {
        return cell.to_owned();
    };
    let room = width.saturating_sub(new.width() + 4).max(8);
    format!("{} -> {new}", screen.cut(old, room))
}

/// A text as code in a table's cell: fenced by more backticks than it holds, on one line, its bars escaped.
fn code(text: &str) -> String {
    let text = harmless(text).replace('|', "\\|");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 || text.is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A JSON text without its quotes.
fn bare(text: &str) -> String {
    let (text, note) = match text.strip_suffix(" (differs)") {
        Some(text) => (text, " (differs)"),
        None => (text, ""),
    };
    let inner =
        text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).filter(|rest| !rest.is_empty());
    format!("{}{note}", inner.unwrap_or(text))
}

/// Two long texts: what they share at both ends is cut short, what differs is in brackets.
fn marked(old: &str, new: &str) -> (String, String) {
    let (ours, theirs): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let head = ours.iter().zip(&theirs).take_while(|(one, other)| one == other).count();
    let most = ours.len().min(theirs.len()) - head;
    let ends = ours.iter().rev().zip(theirs.iter().rev()).take(most);
    let tail = ends.take_while(|(one, other)| one == other).count();
    let shown = |text: &[char]| {
        let from = head.saturating_sub(AROUND);
        let to = (text.len() - tail + AROUND).min(text.len());
        let part =
            |range: std::ops::Range<usize>| text.get(range).unwrap_or_default().iter().collect::<String>();
        format!(
            "{}{}[{}]{}{}",
            if from > 0 { "…" } else { "" },
            part(from..head),
            part(head..text.len() - tail),
            part(text.len() - tail..to),
            if to < text.len() { "…" } else { "" }
        )
    };
    (shown(&ours), shown(&theirs))
}
