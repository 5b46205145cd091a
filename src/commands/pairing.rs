//! Which record of one side is compared with which of the other.

use std::collections::HashMap;

use super::operands::{Operand, Record};
use crate::json::Tape;
use crate::model::value_at;

pub(super) struct Matching<'r, 'm> {
    pub(super) pairs: Vec<(&'r Record<'m>, &'r Record<'m>)>,
    pub(super) only_a: Vec<&'r Record<'m>>,
    pub(super) only_b: Vec<&'r Record<'m>>,
    pub(super) by: PairedBy,
}

/// What two records have in common that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PairedBy {
    /// The path below a directory, and the number there.
    Path,
    /// The id of the event.
    EventId,
    /// The number.
    Order,
}

impl PairedBy {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::EventId => "event id",
            Self::Order => "order",
        }
    }
}

/// Pairs records by their path below a directory and their number there; those of two files by the event's id where all
/// have one of their own, else by their order.
pub(super) fn pair_up<'r, 'm>(a: &'r Operand<'m>, b: &'r Operand<'m>) -> Matching<'r, 'm> {
    let directories = a.is_directory && b.is_directory;
    let ids = |operand: &'r Operand<'m>| -> Option<HashMap<String, &'r Record<'m>>> {
        let mut ids = HashMap::new();
        for record in &operand.records {
            if ids.insert(event_id(record)?, record).is_some() {
                return None;
            }
        }
        Some(ids)
    };
    let by_id = if directories { None } else { ids(a).zip(ids(b)) };
    let by = match (directories, &by_id) {
        (true, _) => PairedBy::Path,
        (_, Some(_)) => PairedBy::EventId,
        _ => PairedBy::Order,
    };
    let key = |record: &Record| match by {
        PairedBy::EventId => event_id(record).unwrap_or_default(),
        PairedBy::Path => format!("{}#{}", record.key, record.number),
        PairedBy::Order => record.number.to_string(),
    };
    let mut theirs: HashMap<String, &Record<'_>> =
        b.records.iter().map(|record| (key(record), record)).collect();
    let (mut pairs, mut only_a) = (Vec::new(), Vec::new());
    for record in &a.records {
        match theirs.remove(&key(record)) {
            Some(other) => pairs.push((record, other)),
            None => only_a.push(record),
        }
    }
    let only_b = b.records.iter().filter(|record| theirs.contains_key(&key(record))).collect();
    Matching { pairs, only_a, only_b, by }
}

/// The id of the event that a record tells of, with the event: what is the same when it is delivered again.
fn event_id(record: &Record<'_>) -> Option<String> {
    let model = record.identification.model()?;
    let mut tape = Tape::new();
    let document = tape.parse(&record.text).ok()?;
    let id = value_at(document.root(), model.event.summary_fields.id?)?;
    Some(format!("{} {}", model.id(), id.canonical_scalar()))
}
