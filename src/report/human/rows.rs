//! Many payloads, one row each.

use std::io::{self, Write};

use super::findings::write_findings;
use crate::finding::Severity;
use crate::json::Kind as JsonKind;
use crate::model::money;
use crate::model::{Doubt, EventRef, Identification, Path, Status, Unit, value_at};
use crate::redact::{Mask, veil};
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::parts::grid::Grid;
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;

/// The columns.
const HEAD: [&str; 8] = ["record", "provider", "event", "id", "when", "who", "what", "verdict"];
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
        }
    }

    fn cells(&self, entry: &Entry<'_, '_>) -> Vec<String> {
        let (provider, event) = match entry.identification {
            Some(Identification::Identified { model, .. }) => {
                (format!("{} {}", model.provider.id, model.version.id), model.event.name.to_owned())
            }
            Some(ambiguous @ Identification::Ambiguous { candidates, .. }) => {
                let origin = ambiguous.origin();
                let origin = origin.map(|(provider, version)| format!("{} {}", provider.id, version.id));
                let event = match (ambiguous.candidate_names().as_slice(), candidates.len()) {
                    ([name], _) => format!("{name}?"),
                    ([first, ..], 2) => format!("{first} or another"),
                    ([first, ..], all) => format!("{first} or {} others", all - 1),
                    ([], _) => dash(),
                };
                (origin.unwrap_or_else(dash), event)
            }
            Some(Identification::UnknownEvent { provider, version, name, .. }) => {
                (format!("{} {}", provider.id, version.id), format!("{}?", clipped(name)))
            }
            Some(Identification::Unknown { event: Some(own), .. }) => {
                (dash(), format!("{}?", clipped(&own.name)))
            }
            _ => (dash(), dash()),
        };
        let model = match entry.identification {
            Some(Identification::Identified { model, .. }) => Some(*model),
            Some(Identification::Ambiguous { candidates, doubt: Doubt::Equal }) => {
                candidates.first().copied()
            }
            _ => None,
        };
        let text = |path: Option<Path>| path.and_then(|path| self.text(entry, path)).unwrap_or_else(dash);
        let digest = model.map(|model| model.event.digest);
        let first = |paths: &[Path]| paths.iter().find_map(|path| self.text(entry, path));
        let who = digest.and_then(|digest| first(digest.subject)).unwrap_or_else(dash);
        let amount =
            digest.and_then(|digest| digest.amount).and_then(|path| self.amount(entry, model?, path));
        let what: Vec<String> =
            amount.into_iter().chain(digest.and_then(|digest| first(digest.status))).collect();
        [
            self.screen.harmless(&entry.name()).into_owned(),
            provider,
            event,
            text(digest.and_then(|digest| digest.id)),
            text(digest.and_then(|digest| digest.time)),
            who,
            if what.is_empty() { dash() } else { what.join(" ") },
            verdict(entry),
        ]
        .into_iter()
        .map(|cell| self.screen.data(&cell).into_owned())
        .collect()
    }

    /// The scalar at a path, without quotes, veiled where it has to be.
    fn text(&self, entry: &Entry<'_, '_>, path: Path) -> Option<String> {
        let value = value_at(entry.document?.root(), path)?;
        if !matches!(value.kind(), JsonKind::String | JsonKind::Number) || value.raw() == "\"\"" {
            return None;
        }
        let (name, object) = (path.last()?, entry.body());
        let field = object.and_then(|body| body.at(path));
        let sensitivity = field.map_or_else(|| self.mask.sensitivity(None, name), |field| field.sensitivity);
        let raw = value.string_raw().unwrap_or(value.raw());
        Some(if self.mask.hides(sensitivity) { veil(raw) } else { clipped(raw) })
    }

    fn amount(&self, entry: &Entry<'_, '_>, model: EventRef, path: Path) -> Option<String> {
        let text = self.text(entry, path)?;
        let cents = match model.event.body.at(path)?.unit {
            Unit::Cents => true,
            Unit::CentsWhen(member, word) => {
                let (_, parent) = path.split_last()?;
                let parent = parent.iter().try_fold(entry.document?.root(), |value, key| value.get(key))?;
                parent.get(member)?.text()? == word
            }
            _ => false,
        };
        Some(if cents { money::from_cents(&text).unwrap_or(text) } else { text })
    }

    /// The columns that this screen has room for, by their place in [`HEAD`].
    fn columns(&self) -> Vec<usize> {
        let room = self.screen.columns().unwrap_or(usize::MAX);
        let needed = |column: &usize| match HEAD.get(*column) {
            Some(&"id") => room >= 140,
            Some(&"provider") => room >= 100,
            _ => true,
        };
        (0..HEAD.len()).filter(needed).collect()
    }

    /// An empty line before what is no row.
    pub(super) fn part(&mut self) -> io::Result<()> {
        self.flush_page()?;
        writeln!(self.out)?;
        self.out.flush()
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
        if first {
            grid.put_first(HEAD.map(str::to_owned).to_vec());
        }
        let columns = self.columns();
        grid.keep(&columns);
        if first || self.screen.columns().is_none() {
            self.widths = grid.fitted(grid.widths(&self.widths), self.screen);
        }
        if let Some(width) = self.widths.first().filter(|_| self.screen.columns().is_some()) {
            grid.cut_first_from_the_left(*width);
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
        if entry.about_settings {
            self.part()?;
            return write_findings(&mut self.out, entry, &self.mask, (self.screen, self.style));
        }
        match &self.source {
            None => self.source = Some(entry.source.to_owned()),
            Some(source) => self.several_sources |= source != entry.source,
        }
        let cells = self.cells(entry);
        self.page.push(cells);
        self.statuses.push(entry.status);
        if self.page.len() >= PAGE { self.flush_page() } else { Ok(()) }
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

fn dash() -> String {
    "-".to_owned()
}

/// A cell holds no more than this, also where nothing cuts it to a width.
fn clipped(text: &str) -> String {
    text.chars().take(200).collect()
}

fn verdict(entry: &Entry<'_, '_>) -> String {
    let count = |severity| entry.count(severity);
    let plural = |count: u64, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let line = entry.findings.first().map_or(entry.position.line, |located| located.position.line);
    match (entry.status, count(Severity::Error), count(Severity::Warning)) {
        (Status::Unreadable, ..) => format!("unreadable, line {line}"),
        (Status::Unknown, ..) if entry.empty => "empty".to_owned(),
        (Status::Unknown, ..) => "unknown".to_owned(),
        (Status::Invalid, 0, _) => "invalid as known".to_owned(),
        (_, 0, 0) => "valid".to_owned(),
        (_, 0, warnings) => format!("valid, {}", plural(warnings, "warning")),
        (_, errors, _) => plural(errors, "error"),
    }
}
