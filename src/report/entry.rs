//! One record with its verdict, ready to be shown.

use crate::finding::Finding;
use crate::json::{Document, Position};
use crate::model::{Identification, Object, Status};

/// A finding and its place in the source.
#[derive(Debug, Clone)]
pub struct Located {
    /// The finding.
    pub finding: Finding,
    /// The line and column of its first byte in the source.
    pub position: Position,
}

/// One record with its verdict.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The source's name, as the user gave it.
    pub source: &'a str,
    /// Which record of its source it is, from 1.
    pub number: u64,
    /// Whether it is the only record of its source.
    pub alone: bool,
    /// The record as written.
    pub text: &'a [u8],
    /// The blanks that stand before it on its first line.
    pub indent: &'a str,
    /// Where it begins in the source.
    pub position: Position,
    /// The parsed record, unless it is unreadable.
    pub document: Option<Document<'a>>,
    /// Which event it is, unless it is unreadable.
    pub identification: Option<&'a Identification>,
    /// The verdict.
    pub status: Status,
    /// Whether there is nothing in it.
    pub empty: bool,
    /// What is wrong with it, in the order of the text.
    pub findings: &'a [Located],
}

impl Entry<'_> {
    /// The model of the record's body, also of an ambiguous one whose candidates share it.
    #[must_use]
    pub fn body(&self) -> Option<&'static Object> {
        match self.identification? {
            Identification::Identified { model, .. } => Some(model.event.body),
            Identification::Ambiguous { candidates } => {
                let first = candidates.first()?.event.body;
                candidates.iter().all(|model| std::ptr::eq(model.event.body, first)).then_some(first)
            }
            Identification::UnknownEvent { version, .. } => version.envelope,
            Identification::Unknown { .. } => None,
        }
    }

    /// The source's name, with the record's number where it holds several.
    #[must_use]
    pub fn name(&self) -> String {
        if self.alone { self.source.to_owned() } else { format!("{}#{}", self.source, self.number) }
    }
}
