//! Neutral events as rows: which record, when, what happened, to whom, how much.

use std::io::{self, Write};

use super::rows::{shared, shorten_times};
use crate::engine::Documents;
use crate::json::Scalar;
use crate::normalize::{Member, Normalized};
use crate::query::time_of;
use crate::redact::Mask;
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::json::neutral::{Chosen, masked_event};
use crate::report::parts::grid::Grid;
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;

/// How many rows are laid out together: a bound on memory.
const PAGE: usize = 1000;

/// The columns, and the members of the neutral event of which the first that is there stands in each.
const COLUMNS: [(&str, &[&str]); 7] = [
    ("record", &[]),
    ("time", &["occurred_at"]),
    ("kind", &["kind"]),
    ("affiliate", &["affiliate.email", "affiliate.name", "affiliate.external_id", "affiliate.id"]),
    ("program", &["program.name", "program.id"]),
    (
        "amount",
        &[
            "payout.amount.decimal",
            "commission.amount.decimal",
            "commission.quantity",
            "commission.amount.raw",
            "payout.amount.raw",
            "sale.amount.decimal",
        ],
    ),
    (
        "status",
        &[
            "payout.status",
            "payout.status_raw",
            "commission.status",
            "commission.status_raw",
            "referral.state",
            "referral.state_raw",
            "affiliate.status",
            "affiliate.status_raw",
        ],
    ),
];
const RECORD: usize = 0;
const TIME: usize = 1;
const KIND: usize = 2;
/// Columns that a narrow screen does without.
const SPARE: [(usize, &[usize]); 2] = [(110, &[4]), (90, &[6])];
/// Which columns give way where there is little room, in turn, and down to which width.
const TURNS: [(&str, usize); 6] =
    [("program", 12), ("record", 12), ("affiliate", 16), ("record", 6), ("status", 8), ("affiliate", 10)];
/// The least widths of the columns where rows come one by one.
const LIVE_WIDTHS: [usize; 7] = [8, 24, 26, 24, 18, 8, 10];

/// Neutral events as rows.
pub struct Timeline<W> {
    out: W,
    mask: Mask,
    screen: Screen,
    style: Style,
    chosen: Chosen,
    /// The members of each column.
    members: Vec<Vec<Member>>,
    page: Grid,
    widths: Vec<usize>,
    begun: bool,
}

impl<W: Write> Timeline<W> {
    /// Rows on `out`.
    pub fn new(out: W, mask: Mask, screen: Screen, style: Style, chosen: Chosen) -> Self {
        let named = |names: &&[&str]| names.iter().filter_map(|name| Member::named(name)).collect();
        let members = COLUMNS.iter().map(|(_, names)| named(names)).collect();
        Self {
            out,
            mask,
            screen,
            style,
            chosen,
            members,
            page: Grid::new(1),
            widths: Vec::new(),
            begun: false,
        }
    }

    fn row(&self, entry: &Entry<'_, '_>, event: &Normalized<'_>) -> Vec<String> {
        // The state of an affiliate is not that of what it earns.
        let about_affiliate = event.text(&["kind"]).is_none_or(|kind| kind.starts_with("affiliate"));
        let fits = |member: &&Member| about_affiliate || !member.name().starts_with("affiliate.status");
        let first = |member: &Member| {
            event.scalars(member).into_iter().map(Scalar::shown).find(|text| !text.is_empty())
        };
        let cells = self.members.iter().enumerate().map(|(column, members)| {
            let found = members.iter().filter(fits).find_map(first).map(std::borrow::Cow::into_owned);
            let found = match column {
                RECORD => Some(entry.name()),
                TIME => found.or_else(|| other_time(entry)),
                KIND => found.or_else(|| kinds(event)),
                _ => found,
            };
            self.screen.harmless(found.as_deref().unwrap_or("-")).into_owned()
        });
        cells.collect()
    }

    /// The columns that this screen has room for.
    fn columns(&self) -> Vec<usize> {
        let room = self.screen.columns().unwrap_or(usize::MAX);
        let spare = SPARE.iter().filter(|(columns, _)| room < *columns).flat_map(|(_, spare)| *spare);
        let spare: Vec<&usize> = spare.collect();
        (0..COLUMNS.len()).filter(|column| !spare.contains(&column)).collect()
    }

    fn flush_page(&mut self) -> io::Result<()> {
        let mut page = std::mem::replace(&mut self.page, Grid::new(1));
        if page.is_empty() {
            return Ok(());
        }
        let first = !std::mem::replace(&mut self.begun, true);
        shorten_times(&mut page, TIME, self.screen);
        if first && self.screen.columns().is_some() && page.len() > 1 {
            let names: Vec<String> = page.column_mut(RECORD).map(|name| name.clone()).collect();
            let (folder, ending) = shared(&names);
            page.column_mut(RECORD).for_each(|name| {
                let rest = name.strip_prefix(&folder).unwrap_or(name);
                *name = rest.strip_suffix(&ending).unwrap_or(rest).to_owned();
            });
            if !folder.is_empty() || !ending.is_empty() {
                let names = format!("{folder}*{ending}");
                writeln!(self.out, " {}", self.style.dim(&self.screen.cut(&names, 76)))?;
            }
        }
        if first {
            page.put_first(COLUMNS.map(|(name, _)| name.to_owned()).to_vec());
        }
        let columns = self.columns();
        page.keep(&columns);
        if first || self.screen.columns().is_none() {
            let place = |name: &str| {
                columns.iter().position(|column| COLUMNS.get(*column).is_some_and(|(own, _)| *own == name))
            };
            let turns: Vec<(usize, usize)> =
                TURNS.iter().filter_map(|(name, least)| Some((place(name)?, *least))).collect();
            self.widths = page.fitted_by_turns(page.widths(&self.widths), &turns, self.screen);
        }
        if let Some(width) = self.widths.first().filter(|_| self.screen.columns().is_some()) {
            page.cut_from_the_left(RECORD, *width);
        }
        let style = self.style;
        let paint = |row: usize, column: usize, cell: &str| match column {
            _ if first && row == 0 || cell == "-" => style.dim(cell),
            KIND => style.name(cell),
            _ => cell.to_owned(),
        };
        self.out.write_all(page.render(&self.widths, self.screen, paint).as_bytes())
    }
}

/// When an event was received that does not say when it happened; or else, with a question mark, the time of what it is
/// about.
fn other_time(entry: &Entry<'_, '_>) -> Option<String> {
    let received = entry.capture.and_then(|capture| capture.request.received_at.as_deref());
    let own = || time_of(entry.document, entry.identification, None).map(|time| format!("{time}?"));
    received.map(str::to_owned).or_else(own)
}

/// The kinds that an event may be of, where there is no telling.
fn kinds(event: &Normalized<'_>) -> Option<String> {
    let kinds = event.scalars(&Member::named("kind_candidates")?);
    let first = kinds.first()?.clone().shown().into_owned();
    Some(match kinds.len() {
        1 => format!("{first}?"),
        2 => format!("{first} or another"),
        all => format!("{first} or {} others", all - 1),
    })
}

impl<'m, W: Write> Report<'m> for Timeline<W> {
    fn documents(&self) -> Documents {
        Documents::All
    }

    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        if !self.chosen.takes(entry) {
            return Ok(());
        }
        let Some((document, identification)) = entry.document.zip(entry.identification) else {
            return Ok(());
        };
        let row = self.row(entry, &masked_event(document, identification, &self.mask));
        self.page.push(row);
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

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        self.flush_page()?;
        self.out.flush()
    }
}
