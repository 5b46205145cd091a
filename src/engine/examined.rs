//! What comes out of the engine: a record with its verdict.

use std::ops::Range;

use crate::capture::Captured;
use crate::finding::Located;
use crate::json::Position;
use crate::model::{Identification, Status};

/// What was made of one record, before it has a number.
#[derive(Debug)]
pub struct Examined<'m> {
    /// Where the record is in the unit's text.
    pub range: Range<usize>,
    /// The body, where it is not the record itself.
    pub body: Option<Body>,
    /// Where it begins in the source.
    pub position: Position,
    /// Which event it is, unless it is unreadable.
    pub identification: Option<Identification<'m>>,
    /// What is wrong with it, in the order of the text.
    pub findings: Vec<Located>,
    /// How many findings the configuration left out.
    pub ignored: u64,
    /// The verdict.
    pub status: Status,
    /// Whether the request has no body.
    pub empty: bool,
    /// What the command makes of it besides.
    pub product: Option<String>,
}

/// A body that was taken out of its record.
#[derive(Debug)]
pub struct Body {
    /// Its bytes.
    pub text: Vec<u8>,
    /// What it was taken out of, and what else is known of the request.
    pub captured: Captured,
}

/// What was made of a unit.
#[derive(Debug, Default)]
pub struct ExaminedUnit<'m> {
    /// Its records and the captures in them, in order.
    pub records: Vec<Examined<'m>>,
    /// How many lines of logs and entries of exports held no request.
    pub passed: u64,
}
