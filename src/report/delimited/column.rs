//! The columns of a table of records: what there is to say of a record, of its payload and of its neutral event.

use std::borrow::Cow;

use thiserror::Error;

use crate::finding::Severity;
use crate::json::{Document, Scalar, Value};
use crate::model::{Identification, nearest};
use crate::normalize::{Member, Normalized, Normalizer, in_utc};
use crate::query::{Place, PlaceError};
use crate::redact::{Hidden, Mask, masked_text, masked_value};
use crate::report::entry::Entry;
use crate::report::json::neutral::masked_members;
use crate::report::parts::advice;
use crate::report::parts::row::{Column as RowColumn, Row, broken_rules};

/// What stands between several values of one cell.
const BETWEEN: &str = ";";

/// A column of a table of records.
#[derive(Debug, Clone)]
pub struct SheetColumn {
    name: String,
    content: Content,
}

#[derive(Debug, Clone)]
enum Content {
    /// Something about the record.
    Own(Own),
    /// Something in the payload or the neutral event.
    At(Place),
}

/// What there is to say of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Own {
    Source,
    Record,
    Line,
    Time,
    Provider,
    Version,
    Event,
    Kind,
    Certainty,
    Evidence,
    Id,
    Who,
    What,
    Status,
    Errors,
    Warnings,
    Notes,
    Rules,
    Method,
    Url,
    ReceivedAt,
    Bytes,
}

const OWN: &[(&str, Own)] = &[
    ("source", Own::Source),
    ("record", Own::Record),
    ("line", Own::Line),
    ("time", Own::Time),
    ("provider", Own::Provider),
    ("version", Own::Version),
    ("event", Own::Event),
    ("kind", Own::Kind),
    ("certainty", Own::Certainty),
    ("evidence", Own::Evidence),
    ("id", Own::Id),
    ("who", Own::Who),
    ("what", Own::What),
    ("status", Own::Status),
    ("errors", Own::Errors),
    ("warnings", Own::Warnings),
    ("notes", Own::Notes),
    ("rules", Own::Rules),
    ("method", Own::Method),
    ("url", Own::Url),
    ("received_at", Own::ReceivedAt),
    ("bytes", Own::Bytes),
];

/// The columns of rows, unless others are chosen.
const OF_ROWS: &[&str] = &[
    "source", "record", "line", "time", "provider", "version", "event", "id", "who", "what", "status",
    "errors", "warnings", "rules",
];
/// Those of what tells which event a record is.
const OF_EVIDENCE: &[&str] =
    &["source", "record", "line", "provider", "version", "event", "certainty", "evidence"];
/// Those of neutral events.
const OF_EVENTS: &[&str] = &[
    "source",
    "record",
    "occurred_at",
    "provider",
    "version",
    "event",
    "kind",
    "event_id",
    "dedupe_key",
    "affiliate.id",
    "affiliate.email",
    "affiliate.name",
    "affiliate.status",
    "program.name",
    "referral.id",
    "referral.email",
    "referral.state",
    "sale.id",
    "sale.order_id",
    "sale.amount.decimal",
    "commission.id",
    "commission.amount.decimal",
    "commission.amount.raw",
    "commission.amount.currency",
    "commission.status",
    "payout.id",
    "payout.amount.decimal",
    "payout.amount.raw",
    "payout.status",
];

/// A name that no column has.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{name} is not a column{}", near.as_ref().map_or_else(String::new, |near| format!(", did you mean {near}?")))]
pub struct ColumnError {
    name: String,
    near: Option<String>,
}

impl ColumnError {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> String {
        let names: Vec<&str> = OWN.iter().map(|(name, _)| *name).collect();
        format!(
            "the columns are {}, the members of the neutral event (affiliate.email), and JSON Pointers of the body (/data/id)",
            names.join(", ")
        )
    }
}

impl SheetColumn {
    /// The column of this name: of the record itself, a member of the neutral event, or a JSON Pointer of the body.
    ///
    /// # Errors
    ///
    /// A name that none of them has.
    pub fn named(name: &str) -> Result<Self, ColumnError> {
        if name.is_empty() {
            return Err(ColumnError { name: String::new(), near: None });
        }
        let own = OWN.iter().find(|(own, _)| *own == name).map(|(_, own)| Content::Own(*own));
        let content = match own {
            Some(own) => own,
            None => Content::At(Place::new(name).map_err(|error| {
                let names: Vec<&str> = OWN.iter().map(|(name, _)| *name).collect();
                let near = match error {
                    PlaceError::Member { near: Some(near), .. } => Some(near),
                    _ => nearest(name, names.into_iter()).map(str::to_owned),
                };
                ColumnError { name: name.to_owned(), near }
            })?),
        };
        Ok(Self { name: name.to_owned(), content })
    }

    /// The columns of rows: a record each, as `inspect` shows it.
    #[must_use]
    pub fn of_rows() -> Vec<Self> {
        known(OF_ROWS)
    }

    /// The columns of which event each record is, and why.
    #[must_use]
    pub fn of_evidence() -> Vec<Self> {
        known(OF_EVIDENCE)
    }

    /// The columns of neutral events: what most of them say. What has no place in them is left out.
    #[must_use]
    pub fn of_events() -> Vec<Self> {
        known(OF_EVENTS)
    }

    /// The chosen columns, behind source and record where those are not among them.
    ///
    /// # Errors
    ///
    /// A name that no column has.
    pub fn chosen<'n>(names: impl Iterator<Item = &'n str>) -> Result<Vec<Self>, ColumnError> {
        let names: Vec<&str> = names.collect();
        let always = ["source", "record"].into_iter().filter(|name| !names.contains(name));
        always.chain(names.iter().copied()).map(Self::named).collect()
    }

    /// What stands above it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

fn known(names: &[&str]) -> Vec<SheetColumn> {
    names.iter().filter_map(|name| SheetColumn::named(name).ok()).collect()
}

/// The neutral event of a record, where a column asks for it.
pub(super) fn neutral<'m>(
    normalizer: &mut Normalizer<'m>,
    entry: &Entry<'_, 'm>,
    columns: &[SheetColumn],
    mask: &Mask,
) -> Option<Normalized> {
    let is_of_event =
        |content: &Content| matches!(content, Content::At(Place::Neutral(_)) | Content::Own(Own::Kind));
    if !columns.iter().any(|column| is_of_event(&column.content)) {
        return None;
    }
    Some(masked_members(normalizer, entry.document?, entry.identification?, mask))
}

/// A record, with what its cells are made of as far as the columns ask for it.
pub(super) struct Cells<'e, 'd> {
    entry: &'e Entry<'d, 'd>,
    row: Row<'e, 'd>,
    hidden: Vec<Hidden>,
    neutral: Option<Normalized>,
    mask: &'e Mask,
}

impl<'e, 'd> Cells<'e, 'd> {
    pub(super) fn of(
        entry: &'e Entry<'d, 'd>,
        columns: &[SheetColumn],
        mask: &'e Mask,
        neutral: Option<Normalized>,
    ) -> Self {
        let of_payload =
            columns.iter().any(|column| matches!(column.content, Content::At(Place::Payload(_))));
        let document = entry.document;
        let hidden = document.filter(|_| of_payload).map(|document| mask.spans(document, entry.body()));
        Self { entry, row: Row::of(entry, mask), hidden: hidden.unwrap_or_default(), neutral, mask }
    }

    /// What stands in a column.
    pub(super) fn cell(&self, column: &SheetColumn) -> String {
        match &column.content {
            Content::Own(own) => self.own(*own).unwrap_or_default(),
            Content::At(Place::Neutral(member)) => self.member(member),
            Content::At(Place::Payload(pattern)) => {
                let root = self.entry.document.map(Document::root);
                let found = root.map(|root| pattern.find(root)).unwrap_or_default();
                found.into_iter().map(|value| self.shown(value)).collect::<Vec<_>>().join(BETWEEN)
            }
        }
    }

    fn member(&self, member: &Member) -> String {
        let scalars = self.neutral.as_ref().map(|event| event.scalars(member)).unwrap_or_default();
        scalars.into_iter().map(|scalar| scalar.shown().into_owned()).collect::<Vec<_>>().join(BETWEEN)
    }

    /// A value of the payload: a scalar as it reads, an object or array as JSON.
    fn shown(&self, value: Value<'_>) -> String {
        if let Some(scalar) = Scalar::of(value) {
            let masked = masked_value(value, &self.hidden);
            let masked = masked.as_deref().and_then(Scalar::of_json).map(Scalar::shown);
            return masked.unwrap_or_else(|| scalar.shown()).into_owned();
        }
        masked_text(value.document().text(), value.span(), &self.hidden)
    }

    fn own(&self, own: Own) -> Option<String> {
        let Self { entry, row, .. } = self;
        let origin = || entry.identification?.origin();
        let request = || Some(&entry.capture?.request);
        let cell = |column| row.cell(column).map(Cow::into_owned);
        let count = |severity| Some(entry.count(severity).to_string());
        match own {
            Own::Source => Some(entry.source.to_owned()),
            Own::Record => Some(entry.number().to_string()),
            Own::Line => Some(entry.position.line.to_string()),
            Own::Time => {
                let when = row.cell(RowColumn::When)?;
                Some(in_utc(Cow::Borrowed(&when)).unwrap_or(Cow::Borrowed(&when)).into_owned())
            }
            Own::Provider => Some(origin()?.0.id.to_owned()),
            Own::Version => Some(origin()?.1.id.to_owned()),
            Own::Event => {
                let ids = entry.identification?.ids()?;
                let provider = origin().map(|(provider, _)| format!("{}/", provider.id)).unwrap_or_default();
                let names = ids.strip_prefix(&provider).unwrap_or(&ids);
                Some(names.strip_suffix('?').unwrap_or(names).to_owned())
            }
            Own::Kind => {
                let names = ["kind", "kind_candidates"].into_iter().filter_map(Member::named);
                names.map(|member| self.member(&member)).find(|kind| !kind.is_empty())
            }
            Own::Certainty => {
                let certainty = entry.identification.map(Identification::certainty);
                Some(certainty.unwrap_or_else(|| entry.status.name()).to_owned())
            }
            Own::Evidence => Some(advice::evidence(entry.identification?).join(BETWEEN)),
            Own::Id => cell(RowColumn::Id),
            Own::Who => cell(RowColumn::Who),
            Own::What => cell(RowColumn::What),
            Own::Status => Some(entry.status.name().to_owned()),
            Own::Errors => count(Severity::Error),
            Own::Warnings => count(Severity::Warning),
            Own::Notes => count(Severity::Note),
            Own::Rules => broken_rules(entry),
            Own::Method => Some(request()?.method.as_deref()?.to_owned()),
            Own::Url => Some(self.mask.text(request()?.url.as_deref()?).into_owned()),
            Own::ReceivedAt => Some(request()?.received_at.as_deref()?.to_owned()),
            Own::Bytes => Some(entry.text.len().to_string()),
        }
    }
}
