//! Neutral events as rows: which record, when, what happened, to whom, how much.

use std::io::{self, Write};

use crate::engine::Documents;
use crate::json::Scalar;
use crate::model::Status;
use crate::normalize::{Member, Normalized, Normalizer};
use crate::query::time_of;
use crate::redact::Mask;
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::json::neutral::{Chosen, masked_members};
use crate::report::parts::records::{Columns, Records, column};
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;

/// The columns, as they are laid out.
const LAYOUT: Columns = Columns {
    all: &[
        column("record", 0, None, 8),
        column("time", 0, None, 24),
        column("kind", 0, None, 26),
        column("affiliate", 0, Some(10), 24),
        column("program", 110, Some(12), 18),
        column("amount", 0, None, 8),
        column("status", 90, Some(8), 10),
    ],
    time: TIME,
    shared: None,
    spare: &["program", "status", "affiliate"],
    turns: &[("program", 12), ("affiliate", 16), ("status", 8), ("affiliate", 10)],
};

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
const TIME: usize = 1;
const KIND: usize = 2;
/// Neutral events as rows.
pub struct Timeline<'m, W> {
    out: W,
    normalizer: Normalizer<'m>,
    mask: Mask,
    screen: Screen,
    style: Style,
    chosen: Chosen,
    /// The members of each column.
    members: Vec<Vec<Member>>,
    records: Records,
}

impl<W: Write> Timeline<'_, W> {
    /// Rows on `out`.
    pub fn new(out: W, mask: Mask, screen: Screen, style: Style, chosen: Chosen) -> Self {
        let named = |names: &&[&str]| names.iter().filter_map(|name| Member::named(name)).collect();
        let members = COLUMNS.iter().map(|(_, names)| named(names)).collect();
        let normalizer = Normalizer::default();
        Self {
            out,
            normalizer,
            mask,
            screen,
            style,
            chosen,
            members,
            records: Records::new(LAYOUT, screen, style),
        }
    }

    /// What stands behind a record's name.
    fn cells(&self, entry: &Entry<'_, '_>, event: &Normalized) -> Vec<String> {
        // The state of an affiliate is not that of what it earns.
        let about_affiliate = event.text(&["kind"]).is_none_or(|kind| kind.starts_with("affiliate"));
        let fits = |member: &&Member| about_affiliate || !member.name().starts_with("affiliate.status");
        let first = |member: &Member| {
            event.scalars(member).into_iter().map(Scalar::shown).find(|text| !text.is_empty())
        };
        let cells = self.members.iter().enumerate().skip(1).map(|(column, members)| {
            let found = members.iter().filter(fits).find_map(first).map(std::borrow::Cow::into_owned);
            let found = match column {
                TIME => found.or_else(|| other_time(entry)),
                KIND => found.or_else(|| kinds(event)),
                _ => found,
            };
            self.screen.harmless(found.as_deref().unwrap_or("-")).into_owned()
        });
        cells.collect()
    }
}

fn painted(style: Style, column: &str, cell: &str) -> String {
    if column == "kind" { style.name(cell) } else { cell.to_owned() }
}

/// When an event was received that does not say when it happened; or else, with a question mark, the time of what it is
/// about.
fn other_time(entry: &Entry<'_, '_>) -> Option<String> {
    let received = entry.capture.and_then(|capture| capture.request.received_at.as_deref());
    let own = || time_of(entry.document, entry.identification, None).map(|time| format!("{time}?"));
    received.map(str::to_owned).or_else(own)
}

/// The kinds that an event may be of, where there is no telling.
fn kinds(event: &Normalized) -> Option<String> {
    let kinds = event.scalars(&Member::named("kind_candidates")?);
    let first = kinds.first()?.clone().shown().into_owned();
    Some(match kinds.len() {
        1 => format!("{first}?"),
        2 => format!("{first} or another"),
        all => format!("{first} or {} others", all - 1),
    })
}

impl<'m, W: Write> Report<'m> for Timeline<'m, W> {
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
        let event = masked_members(&mut self.normalizer, document, identification, &self.mask);
        let cells = self.cells(entry, &event);
        let style = self.style;
        let paint = |column: &str, _: Status, cell: &str| painted(style, column, cell);
        self.records.push(&mut self.out, entry, cells.iter().map(Into::into), &paint)
    }

    fn pause(&mut self) -> io::Result<()> {
        let style = self.style;
        self.records.flush_live(&mut self.out, &|column, _, cell| painted(style, column, cell))?;
        self.out.flush()
    }

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        let style = self.style;
        self.records.flush(&mut self.out, &|column, _, cell| painted(style, column, cell))?;
        self.out.flush()
    }
}
