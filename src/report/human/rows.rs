//! Many payloads, one row each.

use std::io::{self, Write};

use super::findings::write_findings;
use crate::model::Status;
use crate::redact::Mask;
use crate::report::Report;
use crate::report::entry::{Entry, SettingsFile};
use crate::report::parts::grid::Grid;
use crate::report::parts::row::{Column, Row};
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;

/// The columns.
const HEAD: [&str; 8] = [
    Column::Record.name(),
    Column::Provider.name(),
    Column::Event.name(),
    Column::Id.name(),
    Column::When.name(),
    Column::Who.name(),
    Column::What.name(),
    Column::Verdict.name(),
];
/// Which columns give way where there is little room, in turn, and down to which width. The event gives way last.
const TURNS: [(&str, usize); 9] = [
    ("record", 14),
    ("what", 12),
    ("who", 20),
    ("what", 8),
    ("who", 14),
    ("id", 8),
    ("record", 8),
    ("provider", 8),
    ("who", 8),
];
const RECORD: usize = 0;
const PROVIDER: usize = 1;
const WHEN: usize = 4;
/// The least widths of the columns where rows come one by one.
const LIVE_WIDTHS: [usize; 8] = [6, 16, 24, 12, 24, 24, 16, 12];
/// How many rows are laid out together: a bound on memory.
const PAGE: usize = 1000;

/// One row a record; the totals go to `totals`.
pub struct Rows<W, E> {
    out: W,
    totals: E,
    mask: Mask,
    screen: Screen,
    style: Style,
    page: Grid,
    statuses: Vec<Status>,
    widths: Vec<usize>,
    begun: bool,
    /// The source of all rows so far, while there is only one.
    source: Option<String>,
    several_sources: bool,
    /// The provider of all rows, where it is said above them.
    shared_provider: Option<String>,
}

impl<W: Write, E: Write> Rows<W, E> {
    /// Rows on `out`, the totals on `totals`.
    pub const fn new(out: W, totals: E, mask: Mask, screen: Screen, style: Style) -> Self {
        Self {
            out,
            totals,
            mask,
            screen,
            style,
            page: Grid::new(1),
            statuses: Vec::new(),
            widths: Vec::new(),
            begun: false,
            source: None,
            several_sources: false,
            shared_provider: None,
        }
    }

    fn cells(&self, entry: &Entry<'_, '_>) -> Vec<String> {
        let row = Row::of(entry, &self.mask);
        let cell = |column| self.screen.harmless(row.cell(column).unwrap_or("-")).into_owned();
        Column::ALL.map(cell).to_vec()
    }

    /// The columns that this screen has room for, by their place in [`HEAD`].
    fn columns(&self) -> Vec<usize> {
        let room = self.screen.columns().unwrap_or(usize::MAX);
        let needed = |column: &usize| match HEAD.get(*column) {
            Some(&"id") => room >= 140,
            Some(&"provider") => room >= 100 && self.shared_provider.is_none(),
            Some(&"what") => room >= 90,
            _ => true,
        };
        (0..HEAD.len()).filter(needed).collect()
    }

    /// What all rows of the first page share is said above them, where there is little room: the folder, the ending, the
    /// provider. Times lose the year that all have.
    fn say_once(&mut self, grid: &mut Grid) -> io::Result<()> {
        if self.screen.columns().is_none() || grid.len() < 2 {
            return Ok(());
        }
        let names: Vec<String> = grid.column_mut(RECORD).map(|name| name.clone()).collect();
        let (folder, ending) = shared(&names);
        grid.column_mut(RECORD).for_each(|name| {
            let rest = name.strip_prefix(&folder).unwrap_or(name);
            *name = rest.strip_suffix(&ending).unwrap_or(rest).to_owned();
        });
        let mut providers = grid.column_mut(PROVIDER).map(|provider| provider.clone());
        let first = providers.next().unwrap_or_default();
        self.shared_provider = (first != "-" && providers.all(|provider| provider == first)).then_some(first);
        let files =
            if folder.is_empty() && ending.is_empty() { None } else { Some(format!("{folder}*{ending}")) };
        let parts: Vec<&str> = files.as_deref().into_iter().chain(self.shared_provider.as_deref()).collect();
        if !parts.is_empty() {
            writeln!(self.out, " {}", self.style.dim(&self.screen.cut(&parts.join(" · "), 76)))?;
        }
        Ok(())
    }

    /// An empty line before what is no row.
    pub(super) fn part(&mut self) -> io::Result<()> {
        self.flush_page()?;
        writeln!(self.out)?;
        self.out.flush()
    }

    /// The totals alone, after what is no row.
    pub(super) fn totals(&mut self, tally: &Tally) -> io::Result<()> {
        writeln!(self.totals, "\n{}", tally.line())
    }

    fn flush_page(&mut self) -> io::Result<()> {
        if self.page.is_empty() {
            return Ok(());
        }
        let first = !std::mem::replace(&mut self.begun, true);
        let mut grid = std::mem::replace(&mut self.page, Grid::new(1));
        if let (Some(source), false) = (&self.source, self.several_sources) {
            // Rows of one source need no more than their number.
            grid.shorten_first(&format!("{}#", self.screen.harmless(source)), "#");
        }
        shorten_times(&mut grid, WHEN, self.screen);
        if first {
            self.say_once(&mut grid)?;
            grid.put_first(HEAD.map(str::to_owned).to_vec());
        }
        let columns = self.columns();
        grid.keep(&columns);
        if first || self.screen.columns().is_none() {
            let turns = TURNS.map(|(name, least)| {
                (columns.iter().position(|column| HEAD.get(*column) == Some(&name)), least)
            });
            let turns: Vec<(usize, usize)> =
                turns.into_iter().filter_map(|(column, least)| Some((column?, least))).collect();
            self.widths = grid.fitted_by_turns(grid.widths(&self.widths), &turns, self.screen);
        }
        if let Some(width) = self.widths.first().filter(|_| self.screen.columns().is_some()) {
            grid.cut_from_the_left(RECORD, *width);
        }
        let (style, statuses, offset) = (self.style, &self.statuses, usize::from(first));
        let paint = |row: usize, column: usize, cell: &str| {
            let Some(row) = row.checked_sub(offset) else { return style.dim(cell) };
            let head = columns.get(column).and_then(|column| HEAD.get(*column));
            match (head, statuses.get(row)) {
                (Some(&"verdict"), Some(status)) => style.status(*status, cell),
                (Some(&"event"), _) => style.name(cell),
                _ if cell == "-" => style.dim(cell),
                _ => cell.to_owned(),
            }
        };
        self.out.write_all(grid.render(&self.widths, self.screen, paint).as_bytes())?;
        self.statuses.clear();
        Ok(())
    }
}

impl<'m, W: Write, E: Write> Report<'m> for Rows<W, E> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        match &self.source {
            None => self.source = Some(entry.source.to_owned()),
            Some(source) => self.several_sources |= source != entry.source,
        }
        let cells = self.cells(entry);
        self.page.push(cells);
        self.statuses.push(entry.status);
        if self.page.len() >= PAGE { self.flush_page() } else { Ok(()) }
    }

    fn settings(&mut self, file: &SettingsFile<'_>) -> io::Result<()> {
        self.part()?;
        write_findings(&mut self.out, &file.subject(), &self.mask, (self.screen, self.style))
    }

    fn pause(&mut self) -> io::Result<()> {
        if !self.begun {
            // Rows come one by one: those that follow want more room than the first ones need.
            self.widths =
                self.columns().iter().filter_map(|column| LIVE_WIDTHS.get(*column)).copied().collect();
        }
        self.flush_page()?;
        self.out.flush()
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        self.flush_page()?;
        self.out.flush()?;
        writeln!(self.totals, "\n{}", tally.line())
    }
}

/// Times as people read them, shorter where there is little room.
pub(super) fn shorten_times(grid: &mut Grid, column: usize, screen: Screen) {
    let Some(columns) = screen.columns() else { return };
    let years: Vec<String> = grid
        .column_mut(column)
        .filter(|time| is_time(time))
        .map(|time| time.chars().take(4).collect())
        .collect();
    let one_year = years.windows(2).all(|pair| pair.first() == pair.last());
    grid.column_mut(column).filter(|time| is_time(time)).for_each(|time| {
        let (date, clock) = time.split_once(['T', ' ']).unwrap_or((time, ""));
        let date = if one_year && columns < 120 { date.get(5..).unwrap_or(date) } else { date };
        let fraction = clock.find('.').unwrap_or(clock.len());
        let (whole, rest) = clock.split_at_checked(fraction).unwrap_or((clock, ""));
        let zone = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
        let shown =
            if columns < 120 { clock.get(..5).unwrap_or(clock).to_owned() } else { format!("{whole}{zone}") };
        *time = format!("{date} {shown}");
    });
}

/// The folder and the ending that all names share.
pub(super) fn shared(names: &[String]) -> (String, String) {
    let Some(first) = names.first() else { return (String::new(), String::new()) };
    let folder = |name: &str| name.rfind('/').map_or(0, |slash| slash + 1);
    let mut prefix = first.get(..folder(first)).unwrap_or_default();
    for name in names {
        while !name.starts_with(prefix) {
            let above = prefix.trim_end_matches('/');
            prefix = prefix.get(..folder(above)).unwrap_or_default();
        }
    }
    let ending = first.rfind('.').and_then(|dot| first.get(dot..)).unwrap_or_default();
    let is_ending = !ending.contains(['/', '#']) && names.iter().all(|name| name.ends_with(ending));
    (prefix.to_owned(), if is_ending { ending.to_owned() } else { String::new() })
}

/// Whether a text is a time as RFC 3339 writes it.
fn is_time(text: &str) -> bool {
    let digits = |range: std::ops::Range<usize>| {
        text.get(range).is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    text.len() >= 16 && digits(0..4) && digits(5..7) && digits(8..10) && digits(11..13) && digits(14..16)
}
