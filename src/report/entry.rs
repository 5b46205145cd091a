//! One record with its verdict, ready to be shown.

use std::ops::Deref;

use crate::capture::Fidelity;
use crate::engine::{Examined, Record};
pub use crate::finding::Located;
use crate::finding::Severity;

/// One record with its verdict; or the configuration or the baseline, where something in it has no effect.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a, 'm> {
    /// Whether it is no record but a file of this program's own: the configuration or the baseline.
    pub about_settings: bool,
    /// The record in its order.
    pub record: Record<'a, 'm>,
}

/// What is known of the record is known of the entry.
impl<'a, 'm> Deref for Entry<'a, 'm> {
    type Target = Examined<'a, 'm>;

    fn deref(&self) -> &Examined<'a, 'm> {
        &self.record.examined
    }
}

impl Entry<'_, '_> {
    /// What a finding says, with its subject: the place in the payload, or the record as a whole.
    #[must_use]
    pub fn sentence(&self, located: &Located) -> String {
        located.finding.sentence(if self.about_settings { "this entry" } else { "this record" })
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

    /// Which record of its source it is, from 1.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.record.number
    }

    /// Whether it is the only record of its source.
    #[must_use]
    pub const fn alone(&self) -> bool {
        self.record.alone
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
        self.record.fidelity()
    }

    /// The source's name, with the record's number where it holds several.
    #[must_use]
    pub fn name(&self) -> String {
        self.record.name()
    }
}
