//! What is shown: a record with its verdict, or a file of settings in which something has no effect.

use std::ops::Deref;
use std::path::Path;

use crate::capture::Fidelity;
use crate::engine::{Examined, Record};
pub use crate::finding::Located;
use crate::finding::Severity;
use crate::json::{Beginning, Document};
use crate::model::Object;

/// One record with its verdict.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a, 'm>(pub Record<'a, 'm>);

/// The configuration or the baseline, where something in it has no effect.
#[derive(Debug, Clone, Copy)]
pub struct SettingsFile<'a> {
    /// Its name, as it is shown.
    pub name: &'a str,
    /// Where it is.
    pub path: &'a Path,
    /// What stands in it.
    pub text: &'a [u8],
    /// What has no effect, in the order of the text.
    pub findings: &'a [Located],
}

/// What findings are about, as far as those need it who list them.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a, 'm> {
    /// The source's name, as the user gave it.
    pub(in crate::report) source: &'a str,
    /// The file it is in; standard input has none.
    pub(in crate::report) path: Option<&'a Path>,
    /// The text that the findings count in.
    pub(in crate::report) text: &'a [u8],
    /// The blanks that stand before it on its first line.
    pub(in crate::report) indent: &'a str,
    /// How it begins, as far as the records before it tell.
    pub(in crate::report) beginning: Beginning,
    /// The parsed payload, where it was asked for.
    pub(in crate::report) document: Option<Document<'a>>,
    /// The model of the payload.
    pub(in crate::report) body: Option<&'m Object<'m>>,
    /// What is wrong.
    pub(in crate::report) findings: &'a [Located],
    /// Whether there is nothing in it that could be shown.
    pub(in crate::report) empty: bool,
    /// Which record of its source it is, from 1, and whether it is the only one. None for a file of settings.
    pub(in crate::report) record: Option<(u64, bool)>,
}

/// What is known of the record is known of the entry.
impl<'a, 'm> Deref for Entry<'a, 'm> {
    type Target = Examined<'a, 'm>;

    fn deref(&self) -> &Examined<'a, 'm> {
        &self.0.examined
    }
}

impl<'a, 'm> Entry<'a, 'm> {
    /// What its findings are about.
    #[must_use]
    pub fn subject(&self) -> Subject<'a, 'm> {
        let Examined { source, path, text, indent, beginning, document, findings, empty, .. } =
            self.0.examined;
        let (body, record) = (self.body(), Some((self.number(), self.alone())));
        Subject { source, path, text, indent, beginning, document, body, findings, empty, record }
    }

    /// What a finding says, with its subject: the place in the payload, or the record as a whole.
    #[must_use]
    pub fn sentence(&self, located: &Located) -> String {
        self.subject().sentence(located)
    }

    /// Which record of its source it is, from 1.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.0.number
    }

    /// Whether it is the only record of its source.
    #[must_use]
    pub const fn alone(&self) -> bool {
        self.0.alone
    }

    /// How many findings of a severity count.
    #[must_use]
    pub fn count(&self, severity: Severity) -> u64 {
        let counting = self.findings.iter().filter(|located| located.counts_as(severity));
        counting.map(|located| located.finding.count).sum()
    }

    /// How exactly its text is what was sent.
    #[must_use]
    pub fn fidelity(&self) -> Fidelity {
        self.0.fidelity()
    }

    /// The source's name, with the record's number where it holds several.
    #[must_use]
    pub fn name(&self) -> String {
        self.0.name()
    }
}

impl<'a> SettingsFile<'a> {
    /// What its findings are about.
    #[must_use]
    pub fn subject(&self) -> Subject<'a, 'a> {
        Subject {
            source: self.name,
            path: Some(self.path),
            text: self.text,
            indent: "",
            beginning: Beginning::default(),
            document: None,
            body: None,
            findings: self.findings,
            empty: false,
            record: None,
        }
    }
}

impl Subject<'_, '_> {
    /// What a finding says, with its subject: the place in the payload, or the whole.
    pub(in crate::report) fn sentence(&self, located: &Located) -> String {
        located.finding.sentence(if self.record.is_some() { "this record" } else { "this entry" })
    }

    /// Which record of its source it is, from 1; a file of settings counts as one.
    pub(in crate::report) fn number(&self) -> u64 {
        self.record.map_or(1, |(number, _)| number)
    }

    /// Whether it is the only one of its source.
    pub(in crate::report) fn alone(&self) -> bool {
        self.record.is_none_or(|(_, alone)| alone)
    }

    /// The column after a finding's last character, where it ends on the line that it begins on.
    pub(in crate::report) fn end_column(&self, located: &Located) -> Option<u32> {
        let span = located.finding.span;
        let text = self.text.get(span.start as usize..span.end as usize)?;
        let one_line = !text.is_empty() && !text.contains(&b'\n');
        let characters = text.iter().filter(|byte| *byte & 0b1100_0000 != 0b1000_0000).count();
        one_line
            .then(|| located.position.column.saturating_add(u32::try_from(characters).unwrap_or(u32::MAX)))
    }
}
