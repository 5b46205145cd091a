//! Which columns a table of records has, and which of them give way where there is too little room.

use super::INDENT;
use crate::report::parts::straight::GAP;
use crate::report::parts::terminal::Screen;

/// The width that a record's name has in any case.
const LEAST_NAME: usize = 14;
/// A name that is longer by more than this than most others are has a line of its own.
const MUCH_LONGER: usize = 12;

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

impl Columns {
    /// The columns that there is room for, of which the natural widths are known, and the width of the names.
    pub(super) fn chosen(
        &self,
        natural: &[usize],
        mut names: Vec<usize>,
        is_shared: bool,
        screen: Screen,
    ) -> (Vec<usize>, usize) {
        let widest = natural.first().copied().unwrap_or_default();
        let room = screen.columns().unwrap_or(usize::MAX);
        let is_there = |column: &usize| {
            let is_said = is_shared && self.shared == Some(*column);
            self.all.get(*column).is_some_and(|one| one.from <= room && !is_said)
        };
        let columns: Vec<usize> = (0..self.all.len()).filter(is_there).collect();
        if screen.columns().is_none() {
            return (columns, widest);
        }
        let name_of = |column: &usize| self.all.get(*column).map_or("", |one| one.name);
        let spare: Vec<usize> = self
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
            self.all.get(*column).and_then(|one| one.least).map_or(natural, |least| least.min(natural))
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
}
