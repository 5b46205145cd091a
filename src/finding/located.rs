//! A finding with its place in a source.

use super::{Finding, Severity, Standing};
use crate::json::Position;

/// A finding and its place in the source.
#[derive(Debug, Clone)]
pub struct Located {
    /// The finding.
    pub finding: Finding,
    /// The line and column of its first byte in the source.
    pub position: Position,
}

impl Located {
    /// Whether it is of this severity and counts.
    #[must_use]
    pub fn counts_as(&self, severity: Severity) -> bool {
        self.finding.severity == severity && self.finding.standing == Standing::Counts
    }
}
