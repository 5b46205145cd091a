//! The baseline: findings that are known and fail nothing, so that a guard can begin before everything is mended.
//!
//! A finding is known by its source, its rule and its pointer, never by its line: a payload can be formatted anew.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};

use serde::Serialize;
use thiserror::Error;

use crate::finding::{Rule, SettingDeviation};
use crate::json::{JsonKind, Pointer, Position, PositionCursor, Span, SyntaxError, Tape, Value};

/// The name and version of the file format.
const FORMAT: &str = "hookspect-baseline/v1";
/// What the name of every version begins with.
const FAMILY: &str = "hookspect-baseline/";

/// Why a file is not a baseline that this program can use.
#[derive(Debug, Error)]
pub enum BaselineError {
    /// It is not JSON.
    #[error("is not JSON: {error}")]
    Syntax {
        /// Where.
        position: Position,
        /// Why.
        error: SyntaxError,
    },
    /// It is JSON of another kind.
    #[error("is not a baseline: it has no \"format\": \"{FORMAT}\"")]
    Foreign,
    /// It is of another version.
    #[error("is of the format {0:?}, this program reads {FORMAT:?}")]
    Version(String),
    /// An entry is not as this program writes it.
    #[error("expected entries with the texts \"source\", \"rule\" and \"pointer\" and a \"count\" from 1")]
    Entry(Position),
}

impl BaselineError {
    /// Where in the file it is, unless it is about the whole.
    #[must_use]
    pub const fn position(&self) -> Option<Position> {
        match self {
            Self::Syntax { position, .. } | Self::Entry(position) => Some(*position),
            Self::Foreign | Self::Version(_) => None,
        }
    }
}

/// How a finding is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    source: String,
    rule: String,
    pointer: String,
}

impl Key {
    fn of(source: &str, rule: Rule, pointer: &Pointer) -> Self {
        Self { source: source.to_owned(), rule: rule.name().to_owned(), pointer: pointer.as_str().to_owned() }
    }
}

/// How often a finding is known, and how much of that is left.
#[derive(Debug)]
struct Known {
    left: u64,
    span: Span,
    position: Position,
}

/// Known findings, read from a file.
#[derive(Debug)]
pub struct Baseline {
    known: BTreeMap<Key, Known>,
}

/// An entry of the baseline that no longer occurs, or less often.
#[derive(Debug)]
pub struct Stale {
    /// What it was about, as the beginning of a sentence.
    pub deviation: SettingDeviation,
    /// Where it stands in the baseline.
    pub span: Span,
    /// The line and column of that.
    pub position: Position,
}

impl Baseline {
    /// Reads a baseline's text. `kept` says how ways to values are known in it, where that is another way than they are:
    /// a baseline of an older program has them as they are.
    pub fn read(text: &[u8], kept: impl Fn(&Pointer) -> Option<Pointer>) -> Result<Self, BaselineError> {
        let mut cursor = PositionCursor::new(text, Position::START);
        let mut tape = Tape::new();
        let document = tape
            .parse(text)
            .map_err(|error| BaselineError::Syntax { position: cursor.at(error.offset), error })?;
        let root = document.root();
        match root.get("format").and_then(Value::text).as_deref() {
            Some(FORMAT) => {}
            Some(other) if other.starts_with(FAMILY) => return Err(BaselineError::Version(other.to_owned())),
            _ => return Err(BaselineError::Foreign),
        }
        let findings = root.get("findings").filter(|value| value.kind() == JsonKind::Array);
        let findings = findings.ok_or(BaselineError::Entry(cursor.at(root.span().start as usize)))?;
        let mut known = BTreeMap::new();
        for item in findings.items() {
            let position = cursor.at(item.span().start as usize);
            let text = |name: &str| item.get(name).and_then(Value::text).map(std::borrow::Cow::into_owned);
            let count = item.get("count").and_then(|count| count.raw().parse::<u64>().ok());
            let (Some(source), Some(rule), Some(pointer), Some(left @ 1..)) =
                (text("source"), text("rule"), text("pointer"), count)
            else {
                return Err(BaselineError::Entry(position));
            };
            let way = pointer.parse::<Pointer>().ok().and_then(|way| kept(&way));
            let pointer = way.map_or(pointer, |way| way.as_str().to_owned());
            let entry = Known { left: 0, span: item.span(), position };
            let entry = known.entry(Key { source, rule, pointer }).or_insert(entry);
            entry.left = entry.left.saturating_add(left);
        }
        Ok(Self { known })
    }

    /// Whether a finding is known. Each known one is so only as often as the baseline says.
    pub fn take(&mut self, source: &str, rule: Rule, pointer: &Pointer) -> bool {
        match self.known.get_mut(&Key::of(source, rule, pointer)) {
            Some(known) if known.left > 0 => {
                known.left -= 1;
                true
            }
            _ => false,
        }
    }

    /// What no longer occurs, in the order of the file, among the sources that were read or are `gone`.
    #[must_use]
    pub fn stale(&self, read: &HashSet<String>, gone: impl Fn(&str) -> bool) -> Vec<Stale> {
        let judged = |source: &str| read.contains(source) || gone(source);
        let mut stale: Vec<Stale> = self
            .known
            .iter()
            .filter(|(key, known)| known.left > 0 && judged(&key.source))
            .map(|(key, known)| {
                let Key { source, rule, pointer } = key;
                Stale {
                    deviation: SettingDeviation::Gone {
                        rule: rule.clone(),
                        pointer: pointer.clone(),
                        source: source.clone(),
                        times: known.left,
                    },
                    span: known.span,
                    position: known.position,
                }
            })
            .collect();
        stale.sort_by_key(|entry| entry.span.start);
        stale
    }
}

/// Collects findings for a new baseline.
#[derive(Debug, Default)]
pub struct Recorder {
    counts: BTreeMap<Key, u64>,
}

#[derive(Serialize)]
struct Line<'a> {
    source: &'a str,
    rule: &'a str,
    pointer: &'a str,
    count: u64,
}

impl Recorder {
    /// Adds a finding.
    pub fn add(&mut self, source: &str, rule: Rule, pointer: &Pointer) {
        *self.counts.entry(Key::of(source, rule, pointer)).or_default() += 1;
    }

    /// How many findings there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.counts.values().sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Writes the file: one entry a line, sorted, so that version control shows what changed.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\"format\": \"{FORMAT}\", \"findings\": [")?;
        for (index, (key, count)) in self.counts.iter().enumerate() {
            out.write_all(if index == 0 { b"\n  " } else { b",\n  " })?;
            let Key { source, rule, pointer } = key;
            serde_json::to_writer(&mut *out, &Line { source, rule, pointer, count: *count })?;
        }
        out.write_all(b"\n]}\n")
    }
}
