//! What comes out of the engine: a record with its verdict.

use std::ops::Range;
use std::path::Path;

use crate::capture::{Captured, Fidelity};
use crate::finding::{Located, Severity};
use crate::input::{Origin, Unit, Weight};
use crate::json::{Beginning, Document, Nodes, Position};
use crate::model::{Identification, Object, Status};

/// A record, or a request that was taken out of one, with its verdict.
#[derive(Debug, Clone, Copy)]
pub struct Examined<'a, 'm> {
    /// The source's name, as the user gave it.
    pub source: &'a str,
    /// The file it is in; standard input has none.
    pub path: Option<&'a Path>,
    /// The payload as written.
    pub text: &'a [u8],
    /// The blanks that stand before it on its first line.
    pub indent: &'a str,
    /// How it begins, as far as the records before it tell; on a worker nothing is known of them.
    pub beginning: Beginning,
    /// Where it begins in the source.
    pub position: Position,
    /// The parsed payload: on a worker wherever it could be read, later where it was asked for.
    pub document: Option<Document<'a>>,
    /// Which event it is, unless it is unreadable.
    pub identification: Option<&'a Identification<'m>>,
    /// The verdict.
    pub status: Status,
    /// Whether there is nothing in it.
    pub empty: bool,
    /// What it was taken out of, and what else is known of the request.
    pub capture: Option<&'a Captured>,
    /// What is wrong with it, in the order of the text.
    pub findings: &'a [Located],
    /// How many findings the configuration left out.
    pub ignored: u64,
}

impl<'m> Examined<'_, 'm> {
    /// The model of the payload, also of an ambiguous one whose candidates share it.
    #[must_use]
    pub fn body(&self) -> Option<&'m Object<'m>> {
        self.identification?.body()
    }
}

/// An examined record in the order of the input: only there it has a number.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a, 'm> {
    /// Which record of its source it is, from 1.
    pub number: u64,
    /// Whether it is the only record of its source.
    pub alone: bool,
    /// The record.
    pub examined: Examined<'a, 'm>,
}

impl Record<'_, '_> {
    /// How exactly its text is what was sent.
    #[must_use]
    pub fn fidelity(&self) -> Fidelity {
        let Examined { text, position, capture, .. } = self.examined;
        capture.map_or_else(
            || Fidelity::of_bare(text, self.alone && position == Position::START),
            |capture| capture.fidelity,
        )
    }

    /// The source's name, with the record's number where it holds several.
    #[must_use]
    pub fn name(&self) -> String {
        let source = self.examined.source;
        if self.alone { source.to_owned() } else { format!("{source}#{}", self.number) }
    }
}

/// Of which records the parsed payload is kept until they are handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Documents {
    /// Of none.
    #[default]
    None,
    /// Of those with a finding of at least this severity.
    WithFindings(Severity),
    /// Of all.
    All,
}

impl Documents {
    /// Whether that of a record with these findings is kept.
    pub(super) fn keeps(self, findings: &[Located]) -> bool {
        match self {
            Self::None => false,
            Self::WithFindings(severity) => {
                findings.iter().any(|located| located.finding.severity >= severity)
            }
            Self::All => true,
        }
    }

    /// What suits both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::All, _) | (_, Self::All) => Self::All,
            (Self::None, some) | (some, Self::None) => some,
            (Self::WithFindings(one), Self::WithFindings(another)) => Self::WithFindings(one.min(another)),
        }
    }
}

/// What was made of one record, on its way from the worker to its place in the order.
#[derive(Debug)]
pub(super) struct Outcome<'m> {
    /// Where the record is in the unit's text.
    pub(super) range: Range<usize>,
    /// The body, where it is not the record itself: boxed, because most records are their own.
    pub(super) body: Option<Box<Body>>,
    /// What the parser found, where it is asked for.
    pub(super) nodes: Option<Nodes>,
    /// Known once it has its place in the order.
    pub(super) beginning: Beginning,
    pub(super) position: Position,
    pub(super) identification: Option<Identification<'m>>,
    pub(super) findings: Vec<Located>,
    /// How many findings the configuration left out.
    pub(super) ignored: u64,
    pub(super) status: Status,
    /// Whether there is nothing in it.
    pub(super) empty: bool,
}

/// A body that was taken out of its record.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) text: Vec<u8>,
    pub(super) captured: Captured,
}

/// What was made of a unit.
#[derive(Debug)]
pub(super) struct ExaminedUnit<'m, P> {
    /// Its records and the captures in them, in order, and what the analysis made of each; none stands for one that is
    /// not wanted.
    pub(super) records: Vec<Option<(Outcome<'m>, P)>>,
    /// How many lines of logs and entries of exports held no request.
    pub(super) passed: u64,
}

impl<P> Weight for ExaminedUnit<'_, P> {
    fn bytes(&self) -> usize {
        let of_each = |(outcome, _): &(Outcome<'_>, P)| {
            let body = outcome.body.as_ref().map_or(0, |body| body.text.len());
            let nodes = outcome.nodes.as_ref().map_or(0, Nodes::bytes);
            body + nodes + size_of_val(outcome.findings.as_slice())
        };
        size_of_val(self.records.as_slice()) + self.records.iter().flatten().map(of_each).sum::<usize>()
    }
}

impl<P> Default for ExaminedUnit<'_, P> {
    fn default() -> Self {
        Self { records: Vec::new(), passed: 0 }
    }
}

impl<'m> Outcome<'m> {
    /// The record as everybody sees it.
    pub(super) fn examined<'a>(&'a self, unit: &'a Unit) -> Examined<'a, 'm> {
        let (text, indent) = match &self.body {
            Some(body) => (Some(body.text.as_slice()), ""),
            None => (unit.text.get(self.range.clone()), indent(&unit.text, self.range.start)),
        };
        let text = text.unwrap_or_default();
        Examined {
            source: &unit.source.name,
            path: path(unit),
            text,
            indent,
            beginning: self.beginning,
            position: self.position,
            document: self.nodes.as_ref().and_then(|nodes| nodes.document(text)),
            identification: self.identification.as_ref(),
            status: self.status,
            empty: self.empty,
            capture: self.body.as_ref().map(|body| &body.captured),
            findings: &self.findings,
            ignored: self.ignored,
        }
    }
}

/// The file that a unit is of.
pub(super) fn path(unit: &Unit) -> Option<&Path> {
    match &unit.source.origin {
        Origin::File(path) => Some(path),
        Origin::Stdin => None,
    }
}

/// The blanks before a record, when nothing else stands before it on its line.
fn indent(text: &[u8], start: usize) -> &str {
    let before = text.get(..start).unwrap_or_default();
    let blanks = before.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    match before.split_at_checked(before.len() - blanks) {
        Some(([] | [.., b'\n'], blanks)) => std::str::from_utf8(blanks).unwrap_or_default(),
        _ => "",
    }
}
