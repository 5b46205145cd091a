//! Neutral events, and payloads as they are: what `normalize` prints.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::engine::Documents;
use crate::json::{Document, Layout, Style as JsonStyle, WriteError, Writer};
use crate::model::{Identification, Status};
use crate::normalize::{Normalized, normalize};
use crate::redact::{Mask, Masked, masked_value};
use crate::report::entry::Entry;
use crate::report::parts::grid::Grid;
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;
use crate::report::{Products, Report};

/// JSON over several lines, two blanks a level.
pub const PRETTY: Layout = Layout::Pretty(2);
/// How many rows are laid out together: a bound on memory.
const PAGE: usize = 1000;

/// The neutral event of a payload, with what must not be shown hidden.
#[must_use]
pub fn masked_event<'d>(
    document: Document<'d>,
    identification: &Identification<'d>,
    mask: &Mask,
) -> Normalized<'d> {
    let hidden = mask.spans(document, identification.body());
    normalize(document, identification, Box::new(move |value| masked_value(value, &hidden)))
}

/// The neutral event of a record; `None` where there is nothing to normalise.
fn neutral<'d>(entry: &Entry<'d, 'd>, mask: &Mask) -> Option<Normalized<'d>> {
    Some(masked_event(entry.document?, entry.identification?, mask))
}

/// Which records are normalised.
#[derive(Debug, Clone, Default)]
pub struct Chosen {
    /// Only valid ones.
    pub only_valid: bool,
    /// How many were left out.
    pub left_out: Arc<AtomicU64>,
}

impl Chosen {
    pub(in crate::report) fn takes(&self, entry: &Entry<'_, '_>) -> bool {
        let takes = !self.only_valid || entry.status == Status::Valid;
        if !takes {
            self.left_out.fetch_add(1, Ordering::Relaxed);
        }
        takes
    }
}

/// One neutral event a record, as it was made where the record was examined: on a line, or over several.
pub struct NeutralEvents<W> {
    out: W,
    chosen: Chosen,
}

impl<W: Write> NeutralEvents<W> {
    /// Events on `out`.
    pub const fn new(out: W, chosen: Chosen) -> Self {
        Self { out, chosen }
    }
}

impl<'m, W: Write> Products<'m, Option<String>> for NeutralEvents<W> {
    fn product(&mut self, entry: &Entry<'_, 'm>, event: Option<String>) -> io::Result<()> {
        let takes = self.chosen.takes(entry);
        match event.filter(|_| takes) {
            Some(event) => writeln!(self.out, "{event}"),
            None => Ok(()),
        }
    }

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: Write> NeutralEvents<W> {
    /// Writes what is still held.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// How a payload itself is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayloadForm {
    /// In the canonical form of RFC 8785.
    Canonical,
    /// Without blanks; members sorted if so.
    Compact {
        /// Members sorted by name.
        sorted: bool,
    },
    /// Over several lines; members sorted if so.
    Pretty {
        /// Members sorted by name.
        sorted: bool,
    },
}

impl PayloadForm {
    const fn style(self) -> JsonStyle {
        match self {
            Self::Canonical => JsonStyle::Canonical,
            Self::Compact { sorted: false } => JsonStyle::COMPACT,
            Self::Compact { sorted: true } => JsonStyle::COMPACT.sorted(),
            Self::Pretty { sorted: false } => JsonStyle::laid_out(PRETTY),
            Self::Pretty { sorted: true } => JsonStyle::laid_out(PRETTY).sorted(),
        }
    }
}

/// The payloads themselves, in another layout.
pub struct Payloads<W, E> {
    out: W,
    errors: E,
    /// What `errors` is connected to.
    screen: Screen,
    mask: Mask,
    form: PayloadForm,
    chosen: Chosen,
    /// How many could not be written.
    refused: Arc<AtomicU64>,
}

impl<W: Write, E: Write> Payloads<W, E> {
    /// Payloads on `out`; what has no canonical form, or would show a secret in it, is told on `errors` and counted.
    pub const fn new(
        out: W,
        errors: E,
        screen: Screen,
        mask: Mask,
        form: PayloadForm,
        chosen: Chosen,
        refused: Arc<AtomicU64>,
    ) -> Self {
        Self { out, errors, screen, mask, form, chosen, refused }
    }

    fn refuse(&mut self, entry: &Entry<'_, '_>, why: &str) -> io::Result<()> {
        self.refused.fetch_add(1, Ordering::Relaxed);
        writeln!(self.errors, "error: {}", self.screen.harmless(&format!("{}: {why}", entry.name())))
    }
}

impl<'m, W: Write, E: Write> Report<'m> for Payloads<W, E> {
    fn documents(&self) -> Documents {
        Documents::All
    }

    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        let Some(document) = entry.document.filter(|_| self.chosen.takes(entry)) else { return Ok(()) };
        let hidden = self.mask.spans(document, entry.body());
        if self.form == PayloadForm::Canonical && !hidden.is_empty() {
            return self.refuse(entry, "its canonical form would show secrets; --show-secrets prints it");
        }
        let mut out = String::new();
        let mut writer = Writer::new(self.form.style()).replacing(Masked(&hidden));
        match writer.write(document.root(), &mut out) {
            Err(WriteError::Canonical(error)) => return self.refuse(entry, &error.to_string()),
            written => written.map_err(io::Error::other)?,
        }
        writeln!(self.out, "{out}")
    }

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        self.out.flush()
    }
}

/// The columns, and where they are in the neutral event: the first that is there.
const COLUMNS: [(&str, &[&[&str]]); 6] = [
    ("time", &[&["occurred_at"]]),
    ("kind", &[&["kind"]]),
    (
        "affiliate",
        &[
            &["affiliate", "email"],
            &["affiliate", "name"],
            &["affiliate", "external_id"],
            &["affiliate", "id"],
        ],
    ),
    ("program", &[&["program", "name"], &["program", "id"]]),
    (
        "amount",
        &[
            &["payout", "amount", "decimal"],
            &["commission", "amount", "decimal"],
            &["commission", "quantity"],
            &["commission", "amount", "raw"],
            &["payout", "amount", "raw"],
            &["sale", "amount", "decimal"],
        ],
    ),
    (
        "status",
        &[
            &["payout", "status"],
            &["payout", "status_raw"],
            &["commission", "status"],
            &["commission", "status_raw"],
            &["referral", "state"],
            &["referral", "state_raw"],
            &["affiliate", "status"],
            &["affiliate", "status_raw"],
        ],
    ),
];

/// Neutral events as rows.
pub struct NeutralRows<W> {
    out: W,
    mask: Mask,
    screen: Screen,
    style: Style,
    chosen: Chosen,
    page: Grid,
    begun: bool,
}

impl<W: Write> NeutralRows<W> {
    /// Rows on `out`.
    pub const fn new(out: W, mask: Mask, screen: Screen, style: Style, chosen: Chosen) -> Self {
        Self { out, mask, screen, style, chosen, page: Grid::new(1), begun: false }
    }

    fn flush_page(&mut self) -> io::Result<()> {
        let mut page = std::mem::replace(&mut self.page, Grid::new(1));
        let first = !std::mem::replace(&mut self.begun, true);
        if page.is_empty() {
            return Ok(());
        }
        if first {
            page.put_first(COLUMNS.map(|(name, _)| name.to_owned()).to_vec());
        }
        let widths = page.fitted(page.widths(&[]), self.screen);
        let style = self.style;
        let paint = |row: usize, column: usize, cell: &str| match column {
            _ if first && row == 0 || cell == "-" => style.dim(cell),
            1 => style.name(cell),
            _ => cell.to_owned(),
        };
        self.out.write_all(page.render(&widths, self.screen, paint).as_bytes())
    }
}

impl<'m, W: Write> Report<'m> for NeutralRows<W> {
    fn documents(&self) -> Documents {
        Documents::All
    }

    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        if !self.chosen.takes(entry) {
            return Ok(());
        }
        let Some(event) = neutral(entry, &self.mask) else { return Ok(()) };
        // The state of an affiliate is not that of what it earns.
        let about_affiliate = event.text(&["kind"]).is_none_or(|kind| kind.starts_with("affiliate"));
        let suits =
            |path: &&&[&str]| about_affiliate || !matches!(path, ["affiliate", "status" | "status_raw"]);
        let cell = |paths: &[&[&str]]| {
            let text = paths.iter().filter(suits).find_map(|path| event.text(path)).unwrap_or("-");
            let text = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
            self.screen.data(text).into_owned()
        };
        let row = COLUMNS.map(|(_, paths)| cell(paths)).to_vec();
        self.page.push(row);
        if self.page.len() >= PAGE { self.flush_page() } else { Ok(()) }
    }

    fn pause(&mut self) -> io::Result<()> {
        self.flush_page()?;
        self.out.flush()
    }

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        self.flush_page()?;
        self.out.flush()
    }
}
