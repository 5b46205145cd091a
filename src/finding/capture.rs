//! What is wrong with what a tool has wrapped around a payload.

use std::fmt;

use super::Rule;
use crate::capture::Remedy;

/// What is wrong with a capture, with its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptureDeviation {
    /// What kind of deviation.
    pub rule: Rule,
    /// What the layer is called; `None` where it is about the whole record.
    pub layer: Option<&'static str>,
    /// What is the case, as a clause: `has a body that is not base64`.
    pub clause: String,
    /// What to do about it.
    pub remedy: Remedy,
}

impl fmt::Display for CaptureDeviation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.layer {
            Some(layer) => write!(formatter, "({layer}) {}", self.clause),
            None => formatter.write_str(&self.clause),
        }
    }
}
