//! A record that outlives its unit.

use std::path::{Path, PathBuf};

use super::examined::{Examined, Record};
use crate::capture::Captured;
use crate::finding::Located;
use crate::json::{Beginning, Nodes, Position};
use crate::model::{Identification, Status};

/// A record with its verdict and everything that belongs to it.
#[derive(Debug, Clone)]
pub struct Kept<'m> {
    number: u64,
    alone: bool,
    source: String,
    path: Option<PathBuf>,
    text: Vec<u8>,
    indent: String,
    beginning: Beginning,
    position: Position,
    nodes: Option<Nodes>,
    identification: Option<Identification<'m>>,
    status: Status,
    empty: bool,
    capture: Option<Captured>,
    findings: Vec<Located>,
    ignored: u64,
}

impl<'m> Kept<'m> {
    /// Keeps a record; its parsed payload too, if it has one.
    #[must_use]
    pub fn of(record: &Record<'_, 'm>) -> Self {
        let examined = &record.examined;
        Self {
            number: record.number,
            alone: record.alone,
            source: examined.source.to_owned(),
            path: examined.path.map(Path::to_owned),
            text: examined.text.to_vec(),
            indent: examined.indent.to_owned(),
            beginning: examined.beginning,
            position: examined.position,
            nodes: examined.document.map(Nodes::of),
            identification: examined.identification.cloned(),
            status: examined.status,
            empty: examined.empty,
            capture: examined.capture.cloned(),
            findings: examined.findings.to_vec(),
            ignored: examined.ignored,
        }
    }

    /// How many bytes of memory it takes, more or less.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let nodes = self.nodes.as_ref().map_or(0, Nodes::bytes);
        size_of::<Self>()
            + self.source.len()
            + self.text.len()
            + nodes
            + size_of_val(self.findings.as_slice())
    }

    /// The record again.
    #[must_use]
    pub fn record(&self) -> Record<'_, 'm> {
        let examined = Examined {
            source: &self.source,
            path: self.path.as_deref(),
            text: &self.text,
            indent: &self.indent,
            beginning: self.beginning,
            position: self.position,
            document: self.nodes.as_ref().and_then(|nodes| nodes.document(&self.text)),
            identification: self.identification.as_ref(),
            status: self.status,
            empty: self.empty,
            capture: self.capture.as_ref(),
            findings: &self.findings,
            ignored: self.ignored,
        };
        Record { number: self.number, alone: self.alone, examined }
    }
}
