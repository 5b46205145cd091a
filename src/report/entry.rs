//! One record with its verdict, ready to be shown.

use std::path::Path;

use crate::capture::{Captured, Fidelity};
pub use crate::finding::Located;
use crate::json::{Document, Position};
use crate::model::{Identification, Object, Status};

/// One record with its verdict; or the configuration or the baseline, where something in it has no effect.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a, 'm> {
    /// The source's name, as the user gave it.
    pub source: &'a str,
    /// The file it is in; standard input has none.
    pub path: Option<&'a Path>,
    /// Whether it is no record but a file of this program's own: the configuration or the baseline.
    pub about_settings: bool,
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
    pub identification: Option<&'a Identification<'m>>,
    /// The verdict.
    pub status: Status,
    /// Whether there is nothing in it.
    pub empty: bool,
    /// What it was taken out of, and what else is known of the request.
    pub capture: Option<&'a Captured>,
    /// What is wrong with it, in the order of the text.
    pub findings: &'a [Located],
    /// What was made of it where it was examined, for a report that prints nothing else.
    pub product: Option<&'a str>,
}

impl<'m> Entry<'_, 'm> {
    /// What a finding's message is about: the place in the payload, or the record as a whole.
    #[must_use]
    pub fn subject<'f>(&self, located: &'f Located) -> &'f str {
        match located.finding.pointer.as_str() {
            "" if self.about_settings => "this entry",
            "" => "this record",
            pointer => pointer,
        }
    }

    /// The column after a finding's last character, where it ends on the line that it begins on.
    #[must_use]
    pub fn end_column(&self, located: &Located) -> Option<u32> {
        let span = located.finding.span;
        let text = self.text.get(span.start as usize..span.end as usize)?;
        let one_line = !text.is_empty() && !text.contains(&b'\n');
        let characters = text.iter().filter(|byte| *byte & 0b1100_0000 != 0b1000_0000).count();
        one_line
            .then(|| located.position.column.saturating_add(u32::try_from(characters).unwrap_or(u32::MAX)))
    }

    /// How exactly its text is what was sent.
    #[must_use]
    pub fn fidelity(&self) -> Fidelity {
        self.capture.map_or_else(
            || Fidelity::of_bare(self.text, self.alone && self.position == Position::START),
            |capture| capture.fidelity,
        )
    }

    /// The model of the record's body, also of an ambiguous one whose candidates share it.
    #[must_use]
    pub fn body(&self) -> Option<&'m Object<'m>> {
        self.identification?.body()
    }

    /// The source's name, with the record's number where it holds several.
    #[must_use]
    pub fn name(&self) -> String {
        if self.alone { self.source.to_owned() } else { format!("{}#{}", self.source, self.number) }
    }
}
