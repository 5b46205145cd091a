//! Records of both sides that are written just so: held once, and asked once.

use std::hash::Hasher;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};

use super::identity::Known;
use super::operands::Record;
use crate::model::Identification;

/// The records of a side by what they are written like.
#[derive(Default)]
pub(super) struct Twins<'r, 'm> {
    records: &'r [Record<'m>],
    /// The first of each number that bytes have; others may have it too.
    first: FxHashMap<u64, usize>,
}

impl<'r, 'm> Twins<'r, 'm> {
    pub(super) fn of(records: &'r [Record<'m>]) -> Self {
        let numbered = records.iter().enumerate().rev();
        Self { records, first: numbered.map(|(index, record)| (number(&record.text), index)).collect() }
    }

    /// The first record that is written just so, and its index.
    pub(super) fn find(&self, text: &[u8]) -> Option<(usize, &'r Record<'m>)> {
        let index = *self.first.get(&number(text))?;
        let record = self.records.get(index).filter(|record| record.text.as_slice() == text)?;
        Some((index, record))
    }
}

fn number(text: &[u8]) -> u64 {
    let mut hash = FxHasher::default();
    hash.write(text);
    hash.finish()
}

impl Record<'_> {
    /// Whether there can be no difference: both could be read, and have the same bytes.
    pub(super) fn is_written_as(&self, other: &Self) -> bool {
        self.error.is_none()
            && other.error.is_none()
            && (Arc::ptr_eq(&self.text, &other.text) || self.text == other.text)
    }

    /// Whether it has told what a record tells that is written just so and is this: not where it was asked as something
    /// else.
    pub(super) fn tells(&self, identification: &Identification<'_>) -> bool {
        let is_same = match (identification, &self.identification) {
            (
                Identification::Identified { model, alias, .. },
                Identification::Identified { model: its, alias: other, .. },
            ) => {
                model == its
                    && model.version.id == its.version.id
                    && alias.map(|alias| alias.name) == other.map(|alias| alias.name)
            }
            _ => false,
        };
        is_same && self.known.is_complete()
    }

    /// What is known of it when a record has told that is written just so.
    pub(super) fn told_by(&self, twin: &Self) -> Option<Known> {
        twin.tells(&self.identification).then(|| self.known.with(&twin.known))
    }
}
