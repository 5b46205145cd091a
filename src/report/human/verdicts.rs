//! What signatures say of captures: a row each, or JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::reasoned::{Reasoned, ReasonedRow};

use crate::model::Status;
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::json::captures::is_body;
use crate::report::json::frame::{EventName, Frame, Layout};
use crate::report::parts::places::Place;
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;
use crate::signature::Verdict;

/// The column of the verdict; none holds a name.
const VERDICT: usize = 1;
const NONE: usize = usize::MAX;

/// What was found of one capture's signature.
#[derive(Debug, Clone)]
pub struct Checked<'m> {
    /// The scheme, where one is known.
    pub scheme: Option<&'m str>,
    /// The header that it looks into.
    pub header: Option<&'m str>,
    /// The verdict.
    pub verdict: Verdict,
    /// Why, as a clause.
    pub why: String,
}

/// How many captures got each verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct VerdictCounts {
    /// Captures looked at.
    pub read: u64,
    /// Signed with one of the secrets.
    pub valid: u64,
    /// Not signed with any of them.
    pub invalid: u64,
    /// Without a signature.
    pub unsigned: u64,
    /// Those that have lost what would be needed.
    pub cannot_tell: u64,
}

/// Finds out what the signature of a capture says.
pub type Check<'c, 'm> = &'c (dyn Fn(&Entry<'_, 'm>) -> Checked<'m> + Sync);

/// Verdicts as they come.
pub struct Verdicts<'c, 'm, W, E> {
    out: W,
    totals: E,
    screen: Screen,
    rows: Reasoned,
    /// Of the machine formats.
    frame: Option<Frame>,
    check: Check<'c, 'm>,
    /// What has been counted so far.
    pub counts: VerdictCounts,
}

impl<'c, 'm, W: Write, E: Write> Verdicts<'c, 'm, W, E> {
    /// Verdicts on `out`: as JSON in a layout, or else a line each for people, with the totals on `totals`.
    pub fn new(
        out: W,
        totals: E,
        screen: Screen,
        style: Style,
        layout: Option<Layout>,
        check: Check<'c, 'm>,
    ) -> Self {
        let frame = layout.map(|layout| Frame::new("verify", "captures", layout));
        let rows = Reasoned::new(screen, style, NONE, VERDICT).saying_once();
        Self { out, totals, screen, rows, frame, check, counts: VerdictCounts::default() }
    }

    fn count(&mut self, verdict: Verdict) {
        self.counts.read += 1;
        *match verdict {
            Verdict::Valid => &mut self.counts.valid,
            Verdict::Invalid => &mut self.counts.invalid,
            Verdict::Unsigned => &mut self.counts.unsigned,
            Verdict::CannotTell => &mut self.counts.cannot_tell,
        } += 1;
    }
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    line_type: Option<&'static str>,
    source: &'a str,
    #[serde(rename = "record")]
    number: u64,
    #[serde(flatten)]
    name: EventName<'a>,
    scheme: Option<&'a str>,
    header: Option<&'a str>,
    verdict: &'static str,
    why: &'a str,
}

impl<'m, W: Write, E: Write> Report<'m> for Verdicts<'_, 'm, W, E> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        let checked = if is_body(entry) || entry.empty {
            (self.check)(entry)
        } else {
            let why = entry.findings.first().map(|located| entry.sentence(located));
            let why = why.unwrap_or_else(|| "holds no request".to_owned());
            Checked { scheme: None, header: None, verdict: Verdict::CannotTell, why }
        };
        self.count(checked.verdict);
        let Some(frame) = &mut self.frame else {
            let status = match checked.verdict {
                Verdict::Valid => Status::Valid,
                Verdict::Invalid => Status::Invalid,
                Verdict::Unsigned | Verdict::CannotTell => Status::Unknown,
            };
            let cells = [&entry.name(), checked.verdict.name(), checked.scheme.unwrap_or("-")];
            let cells = cells.map(|cell| self.screen.harmless(cell).into_owned()).to_vec();
            let row = ReasonedRow {
                place: Place::of(entry, self.screen),
                cells,
                reasons: vec![checked.why],
                status,
            };
            return self.rows.push(&mut self.out, row);
        };
        let line = Row {
            line_type: frame.line_type("capture"),
            source: entry.source,
            number: entry.number(),
            name: EventName::from(entry.identification),
            scheme: checked.scheme,
            header: checked.header,
            verdict: checked.verdict.name(),
            why: &checked.why,
        };
        frame.item(&mut self.out, &line)
    }

    fn pause(&mut self) -> io::Result<()> {
        self.rows.flush(&mut self.out)?;
        self.out.flush()
    }

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        let counts = self.counts;
        if let Some(frame) = &mut self.frame {
            return frame.end(&mut self.out, &[], &counts);
        }
        self.rows.flush(&mut self.out)?;
        self.out.flush()?;
        if self.screen.is_terminal() {
            writeln!(self.totals)?;
        }
        writeln!(
            self.totals,
            "{} read: {} valid, {} invalid, {} unsigned, {} cannot tell",
            counts.read, counts.valid, counts.invalid, counts.unsigned, counts.cannot_tell
        )
    }
}
