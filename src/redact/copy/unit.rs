//! Copies of what stands in a source, unit by unit, in the order of the source.

use super::account::Account;
use super::copyist::{Copied, Copyist};
use crate::input::{Framing, Record, Unit, for_each_record};
use crate::json::{Document, JsonKind, Position, PositionCursor, Tape, write_compact};
use crate::model::Hints;

/// How the copies of records are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrangement {
    /// As the records are: every byte between them stays.
    AsItIs,
    /// Each record on a line of its own, without blanks.
    Lines,
}

/// The copy of a unit.
#[derive(Debug, Default)]
pub struct CopiedUnit {
    /// Its text.
    pub text: Vec<u8>,
    /// How many records there are in it.
    pub records: u64,
    /// How many of them were changed.
    pub changed: u64,
    /// What was done.
    pub account: Account,
    /// What there is to say of single records, and where they begin.
    pub remarks: Vec<(Position, Remark)>,
}

/// What there is to say of the copy of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// It is not JSON, and was redacted as text.
    NotJson,
    /// Its bodies alone were copied.
    BodiesAlone,
    /// It is not text: nothing was copied of it.
    NotText,
    /// Its stand-in is not as the schema of its event says, which the value was.
    BreaksSchema,
}

impl crate::input::Weight for CopiedUnit {
    fn bytes(&self) -> usize {
        self.text.len() + size_of_val(self.remarks.as_slice())
    }
}

impl<'m> Copyist<'_, 'm> {
    /// The copy of a unit.
    pub fn unit(&mut self, unit: &Unit, arrangement: Arrangement, hints: &Hints<'m>) -> CopiedUnit {
        let mut writing = Writing {
            unit,
            arrangement,
            hints,
            cursor: PositionCursor::new(&unit.text, unit.start),
            copied: CopiedUnit::default(),
            at: 0,
        };
        let pieces = self.pieces(unit);
        match unit.framing {
            _ if !pieces.is_empty() => writing.pieces(pieces),
            Framing::Text | Framing::Log => writing.foreign(self),
            _ => {
                let mut tape = Tape::new();
                for_each_record(unit, &mut tape, &mut |record| writing.record(&record, self));
            }
        }
        writing.between(unit.text.len(), self);
        let copied = writing.copied;
        CopiedUnit { account: std::mem::take(&mut self.account), ..copied }
    }
}

/// The copy of a unit while it is made.
struct Writing<'u, 'm> {
    unit: &'u Unit,
    arrangement: Arrangement,
    hints: &'u Hints<'m>,
    cursor: PositionCursor<'u>,
    copied: CopiedUnit,
    /// Up to where the unit has been copied.
    at: usize,
}

impl<'m> Writing<'_, 'm> {
    fn remark(&mut self, start: usize, remark: Remark) {
        let position = self.cursor.at(start);
        self.copied.remarks.push((position, remark));
    }

    /// Bodies of which each record holds a piece.
    fn pieces(&mut self, bodies: Vec<String>) {
        self.copied.records += 1;
        self.remark(0, Remark::BodiesAlone);
        self.put(0..self.unit.text.len(), "", Copied::Bodies(bodies));
    }

    /// A unit that is text and no JSON.
    fn foreign(&mut self, copyist: &mut Copyist<'_, 'm>) {
        let Ok(text) = std::str::from_utf8(&self.unit.text) else {
            self.at = self.unit.text.len();
            let bodies = copyist.bytes(&self.unit.text);
            if bodies.is_empty() {
                return self.remark(0, Remark::NotText);
            }
            return self.pieces(bodies);
        };
        self.copied.records += 1;
        let copy = copyist.text(text);
        self.broken(0, text, copyist);
        let holds_captures = self.arrangement == Arrangement::Lines || !matches!(copy, Copied::Bodies(_));
        if self.arrangement == Arrangement::Lines && !matches!(copy, Copied::Bodies(_)) {
            // One line each is for bodies.
            let new = if let Copied::Text(new) = &copy { new } else { text };
            let bodies: Vec<String> =
                copyist.bodies_in(new.as_bytes()).into_iter().map(|known| known.text).collect();
            self.put(0..text.len(), new, Copied::Bodies(bodies));
        } else {
            if !holds_captures {
                self.remark(0, Remark::BodiesAlone);
            }
            self.put(0..text.len(), text, copy);
        }
    }

    fn record(&mut self, record: &Record<'_>, copyist: &mut Copyist<'_, 'm>) {
        self.copied.records += 1;
        let range = record.range.clone();
        let (text, copy) = match (&record.document, std::str::from_utf8(record.text)) {
            (Ok(document), Ok(text)) => (text, copyist.record(*document, self.hints)),
            (Err(_), Ok(text)) => {
                self.remark(range.start, Remark::NotJson);
                (text, copyist.text(text))
            }
            (_, Err(_)) => {
                self.left_out(range.clone(), copyist);
                return self.remark(range.start, Remark::NotText);
            }
        };
        if matches!(copy, Copied::Bodies(_)) {
            self.remark(range.start, Remark::BodiesAlone);
        }
        self.broken(range.start, text, copyist);
        self.between(range.start, copyist);
        self.put(range, text, copy);
    }

    /// Passes over a record with the line end behind it, or the comma on one side of it.
    fn left_out(&mut self, range: std::ops::Range<usize>, copyist: &mut Copyist<'_, 'm>) {
        let comma = |text: Option<&[u8]>| text.and_then(|text| memchr::memchr(b',', text));
        let unit = self.unit;
        let text = &unit.text;
        let is_first = comma(text.get(self.at..range.start)).is_none();
        self.at = match self.unit.framing {
            Framing::Values { in_array: true } if !is_first => range.end,
            _ => {
                self.between(range.start, copyist);
                let behind = text.get(range.end..).unwrap_or_default();
                let blanks = behind.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                let end = match self.unit.framing {
                    Framing::Values { in_array: true } => comma(behind.get(..=blanks)),
                    _ => memchr::memchr(b'\n', behind.get(..blanks).unwrap_or_default()),
                };
                range.end + end.map_or(0, |end| end + 1)
            }
        };
    }

    /// Tells what is not as a schema says in the copy that was just made.
    fn broken(&mut self, start: usize, record: &str, copyist: &Copyist<'_, 'm>) {
        for place in copyist.broken_places(record) {
            self.remark(start + place as usize, Remark::BreaksSchema);
        }
    }

    /// What stands between two records: blanks, commas and brackets as they are.
    fn between(&mut self, start: usize, copyist: &mut Copyist<'_, 'm>) {
        if self.arrangement == Arrangement::Lines {
            return;
        }
        let before = self.unit.text.get(self.at..start).unwrap_or_default();
        let is_mark = |byte: &u8| byte.is_ascii_whitespace() || b",[]\x1e".contains(byte);
        let copied = match std::str::from_utf8(before) {
            _ if before.iter().all(is_mark) => None,
            Ok(text) => match copyist.text(text) {
                Copied::Text(new) => Some(new),
                Copied::Same => None,
                Copied::Bodies(bodies) => Some(bodies.join("\n")),
            },
            Err(_) => Some(String::new()),
        };
        self.copied.text.extend_from_slice(copied.as_deref().map_or(before, str::as_bytes));
        self.at = start;
    }

    fn put(&mut self, range: std::ops::Range<usize>, text: &str, copy: Copied) {
        self.copied.changed += u64::from(copy != Copied::Same);
        self.at = range.end;
        let separator = match (self.arrangement, self.unit.framing) {
            (Arrangement::AsItIs, Framing::Values { in_array: true }) => ",",
            _ => "\n",
        };
        match (copy, self.arrangement) {
            (Copied::Same, Arrangement::AsItIs) => self.copied.text.extend_from_slice(text.as_bytes()),
            (Copied::Text(new), Arrangement::AsItIs) => self.copied.text.extend_from_slice(new.as_bytes()),
            (Copied::Same, Arrangement::Lines) => self.line(text),
            (Copied::Text(new), Arrangement::Lines) => self.line(&new),
            (Copied::Bodies(bodies), Arrangement::Lines) => bodies.iter().for_each(|body| self.line(body)),
            (Copied::Bodies(bodies), Arrangement::AsItIs) => {
                self.copied.text.extend_from_slice(bodies.join(separator).as_bytes());
            }
        }
    }

    /// A record on a line of its own; what is no JSON becomes a text of JSON.
    fn line(&mut self, text: &str) {
        let mut tape = Tape::new();
        let mut line = String::with_capacity(text.len() + 1);
        let compact =
            |document: Document<'_>, line: &mut String| write_compact(document.root(), line).is_ok();
        let is_json = tape
            .parse(text.as_bytes())
            .is_ok_and(|document| document.root().kind() != JsonKind::String && compact(document, &mut line));
        if !is_json {
            line.clear();
            line.push('"');
            super::layer::escape_into(text, false, &mut line);
            line.push('"');
        }
        line.push('\n');
        self.copied.text.extend_from_slice(line.as_bytes());
    }
}
