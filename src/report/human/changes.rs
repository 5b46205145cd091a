//! Changes for a person: a list with what was and what is, or both beside each other. Nothing of them is cut.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::difference::{Compared, Values};
use crate::diff::{Change, ChangeKind};
use crate::report::parts::lines::{path_pieces, pieces, shortened_prose};
use crate::report::parts::marks::{Marked, Part, Tense};
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;

/// The blanks before a line, its sign and the blanks after it.
const MARGIN: usize = 4;
/// The columns that meanings get where values want all.
const LEAST_MEANING: usize = 20;
/// Values are not padded to more columns than this.
const MOST_PADDED: usize = 60;
/// A value takes no more lines than this; only a screen bounds them.
const MOST_LINES: usize = 8;
/// Stands between what was and what is.
const ARROW: &str = " -> ";

/// A change as it is laid out.
struct Row<'d> {
    change: &'d Change<'d>,
    label: String,
    values: Values,
    meaning: String,
}

impl Row<'_> {
    /// How wide both values are on one line.
    fn width(&self) -> usize {
        let width = |value: &Option<Marked>| value.as_ref().map_or(0, Marked::width_with_signs);
        let arrow = if self.values.old.is_some() && self.values.new.is_some() { ARROW.len() } else { 0 };
        width(&self.values.old) + arrow + width(&self.values.new)
    }

    fn sign(&self, style: Style) -> String {
        style.sign(self.change.kind)
    }

    fn on_one_line(&self, style: Style) -> String {
        let old = self.values.old.as_ref().map(|value| painted(value, Tense::Old, style));
        let new = self.values.new.as_ref().map(|value| painted(value, Tense::New, style));
        old.into_iter().chain(new).collect::<Vec<_>>().join(ARROW)
    }
}

fn painted(value: &Marked, tense: Tense, style: Style) -> String {
    if !style.colour {
        return value.without_colour(tense);
    }
    value.painted(|part: &Part| match (tense, part.differs) {
        (Tense::Old, false) => style.old(&part.text),
        (Tense::Old, true) => style.old_mark(&part.text),
        (Tense::New, false) => style.new_value(&part.text),
        (Tense::New, true) => style.new_mark(&part.text),
    })
}

/// The lines of a value; on a screen, of a very long one the first.
fn lines(value: &Marked, columns: usize, tense: Tense, style: Style) -> Vec<String> {
    let mut lines = value.lines(columns);
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        lines.push(Marked::plain("…"));
    }
    lines.iter().map(|line| painted(line, tense, style)).collect()
}

impl Compared<'_> {
    fn rows(&self, screen: Screen) -> Vec<Row<'_>> {
        let row = |change| Row {
            change,
            label: screen.harmless(&self.label(change)).into_owned(),
            values: self.values(change, screen),
            meaning: Self::meaning(change),
        };
        self.difference.changes.iter().map(row).collect()
    }

    /// A list of changes, below what was compared.
    pub fn human(&self, out: &mut dyn Write, screen: Screen, style: Style) -> io::Result<()> {
        self.head(out, screen, style)?;
        let rows = self.rows(screen);
        let most = screen.columns().map_or(usize::MAX, |columns| columns / 2);
        let labels = rows.iter().map(|row| row.label.width()).filter(|width| *width <= most);
        let label = labels.max().unwrap_or_default();
        let room = screen.columns().map(|columns| columns.saturating_sub(MARGIN + label + 2).max(16));
        let widest = rows.iter().map(Row::width).max().unwrap_or_default().min(MOST_PADDED);
        let value = room.map_or(widest, |room| widest.min(room.saturating_sub(LEAST_MEANING + 2)));
        for row in &rows {
            let blanks = " ".repeat(label.saturating_sub(row.label.width()));
            write!(out, " {}  {}{blanks}", row.sign(style), style.name(&row.label))?;
            let taken = row.label.width().max(label) - label;
            let width = row.width() + taken;
            if room.is_some_and(|room| width > room) {
                stacked(out, row, label, screen, style)?;
                continue;
            }
            write!(out, "  {}", row.on_one_line(style))?;
            let meaning = match room {
                Some(_) if width > value => "".into(),
                Some(room) => shortened_prose(&row.meaning, room.saturating_sub(value + 2)),
                None => row.meaning.as_str().into(),
            };
            if meaning.is_empty() {
                writeln!(out)?;
            } else {
                let blanks = " ".repeat(value.saturating_sub(width) + 2);
                writeln!(out, "{blanks}{}", style.dim(&meaning))?;
            }
        }
        if !rows.is_empty() {
            writeln!(out)?;
        }
        writeln!(out, "{}", screen.wrapped(&self.total(), "  "))
    }

    /// Both values of each change beside each other.
    pub fn side_by_side(&self, out: &mut dyn Write, screen: Screen, style: Style) -> io::Result<()> {
        self.head(out, screen, style)?;
        let rows = self.rows(screen);
        let label = rows.iter().map(|row| row.label.width()).max().unwrap_or_default();
        let widest = |value: &dyn Fn(&Row<'_>) -> usize| rows.iter().map(value).max().unwrap_or_default();
        let width = |value: &Option<Marked>| value.as_ref().map_or(ABSENT.len(), Marked::width_with_signs);
        // The names stand above in full.
        let names = [self.a.name, self.b.name].map(|name| name.rsplit('/').next().unwrap_or(name));
        let names = names.map(|name| screen.harmless(name).into_owned());
        let mut sides = [
            widest(&|row| width(&row.values.old)).max(names[0].width()),
            widest(&|row| width(&row.values.new)).max(names[1].width()),
        ];
        let mut label = label;
        if let Some(columns) = screen.columns() {
            let fits = MARGIN + label + 4 + sides[0] + sides[1] <= columns;
            label = if fits { label } else { label.min(columns.saturating_sub(MARGIN) * 2 / 5) };
            let room = columns.saturating_sub(MARGIN + label + 4);
            let half = room / 2;
            let [old, new] = sides;
            sides = match (old <= half, new <= half) {
                (true, _) => [old, new.min(room.saturating_sub(old))],
                (false, true) => [old.min(room.saturating_sub(new)), new],
                (false, false) => [half, half],
            };
        }
        let [old_width, new_width] = sides.map(|side| side.max(8));
        if !rows.is_empty() {
            let blanks = " ".repeat(MARGIN + label + 2);
            let old = pieces(&names[0], old_width).first().map_or("", |name| name).to_owned();
            let gap = " ".repeat(old_width.saturating_sub(old.width()) + 2);
            let new = pieces(&names[1], new_width).first().map_or("", |name| name).to_owned();
            writeln!(out, "{blanks}{}{gap}{}", style.name(&old), style.name(&new))?;
        }
        for row in &rows {
            let labels = path_pieces(&row.label, label);
            let cut = |value: &Option<Marked>, columns: usize, tense| match value {
                Some(value) => (
                    lines(value, columns, tense, style),
                    value.lines(columns).iter().map(Marked::width).collect::<Vec<_>>(),
                ),
                None => (vec![style.dim(ABSENT)], vec![ABSENT.len()]),
            };
            let (old, widths) = cut(&row.values.old, old_width, Tense::Old);
            let (new, _) = cut(&row.values.new, new_width, Tense::New);
            for line in 0..labels.len().max(old.len()).max(new.len()) {
                let sign = if line == 0 { row.sign(style) } else { " ".to_owned() };
                let name = labels.get(line).copied().unwrap_or_default();
                let (before, after) = (old.get(line), new.get(line).map_or("", String::as_str));
                let blanks = " ".repeat(label.saturating_sub(name.width()) + 2);
                let used = widths.get(line).copied().unwrap_or_default();
                let gap = " ".repeat(old_width.saturating_sub(used) + 2);
                let before = before.map_or("", String::as_str);
                let text = format!(" {sign}  {}{blanks}{before}{gap}{after}", style.name(name));
                writeln!(out, "{}", text.trim_end())?;
            }
        }
        if !rows.is_empty() {
            writeln!(out)?;
        }
        writeln!(out, "{}", screen.wrapped(&self.total(), "  "))
    }
}

/// What stands where there is no value.
const ABSENT: &str = "(absent)";

/// The values of a change below its label, each on lines of its own.
fn stacked(out: &mut dyn Write, row: &Row<'_>, label: usize, screen: Screen, style: Style) -> io::Result<()> {
    let columns = screen.columns().unwrap_or(usize::MAX);
    let beside = columns.saturating_sub(MARGIN + row.label.width().max(label) + 2);
    let meaning = shortened_prose(&row.meaning, beside);
    match meaning.width() {
        0 => writeln!(out)?,
        _ if beside < LEAST_MEANING => writeln!(out)?,
        _ => writeln!(out, "  {}", style.dim(&meaning))?,
    }
    let indent = MARGIN + 2;
    for (value, tense) in [(&row.values.old, Tense::Old), (&row.values.new, Tense::New)] {
        let Some(value) = value else { continue };
        let sign = match (tense, row.change.kind) {
            (_, ChangeKind::Added | ChangeKind::Removed) => "  ",
            (Tense::Old, ChangeKind::Changed) => "- ",
            (Tense::New, ChangeKind::Changed) => "+ ",
        };
        let lines = lines(value, columns.saturating_sub(indent + 2), tense, style);
        for (place, line) in lines.iter().enumerate() {
            let sign = if place == 0 { sign } else { "  " };
            writeln!(out, "{}{sign}{line}", " ".repeat(indent))?;
        }
    }
    Ok(())
}
