//! Colour, which only repeats what words and signs already say.

use colored::{Color, Colorize};

use crate::diff::ChangeKind;
use crate::finding::Severity;
use crate::model::Status;

/// Whether one stream is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Colour is on.
    pub colour: bool,
}

impl Style {
    fn paint(self, text: &str, color: Color, bold: bool) -> String {
        if !self.colour {
            return text.to_owned();
        }
        let painted = text.color(color);
        if bold { painted.bold().to_string() } else { painted.to_string() }
    }

    /// A name: bold.
    #[must_use]
    pub fn name(self, text: &str) -> String {
        if self.colour { text.bold().to_string() } else { text.to_owned() }
    }

    /// Meaning, absent values, frames: dim.
    #[must_use]
    pub fn dim(self, text: &str) -> String {
        if self.colour { text.dimmed().to_string() } else { text.to_owned() }
    }

    /// What can be typed, or is printed.
    #[must_use]
    pub fn example(self, text: &str) -> String {
        self.paint(text, Color::Cyan, false)
    }

    /// A frame's lines and numbers.
    #[must_use]
    pub fn frame(self, text: &str) -> String {
        self.paint(text, Color::Blue, true)
    }

    /// Adds a frame's line or number to a text.
    pub(in crate::report) fn push_frame(self, out: &mut String, text: &str) {
        if self.colour { out.push_str(&self.frame(text)) } else { out.push_str(text) }
    }

    /// Adds to a text what is in the colour of a severity.
    pub(in crate::report) fn push_severity(self, out: &mut String, severity: Severity, text: &str) {
        if self.colour { out.push_str(&self.severity(severity, text)) } else { out.push_str(text) }
    }

    /// In the colour of a severity.
    #[must_use]
    pub fn severity(self, severity: Severity, text: &str) -> String {
        let color = match severity {
            Severity::Error => Color::Red,
            Severity::Warning => Color::Yellow,
            Severity::Note => Color::Blue,
        };
        self.paint(text, color, true)
    }

    /// In the colour of a verdict.
    #[must_use]
    pub fn status(self, status: Status, text: &str) -> String {
        let color = match status {
            Status::Valid => Color::Green,
            Status::Invalid | Status::Unreadable => Color::Red,
            Status::Unknown => Color::Yellow,
        };
        self.paint(text, color, false)
    }

    /// The sign of a change: `+`, `-`, `~`.
    #[must_use]
    pub fn sign(self, kind: ChangeKind) -> String {
        let sign = kind.sign().to_string();
        match kind {
            ChangeKind::Added => self.added(&sign),
            ChangeKind::Removed => self.removed(&sign),
            ChangeKind::Changed => self.changed(&sign),
        }
    }

    /// What is only in the second of two payloads.
    #[must_use]
    pub fn added(self, text: &str) -> String {
        self.paint(text, Color::Green, true)
    }

    /// What is only in the first.
    #[must_use]
    pub fn removed(self, text: &str) -> String {
        self.paint(text, Color::Red, true)
    }

    /// The value that was.
    #[must_use]
    pub fn old(self, text: &str) -> String {
        self.paint(text, Color::Red, false)
    }

    /// The value that is.
    #[must_use]
    pub fn new_value(self, text: &str) -> String {
        self.paint(text, Color::Green, false)
    }

    /// What of the value that was is not in the one that is.
    #[must_use]
    pub fn old_mark(self, text: &str) -> String {
        self.mark(text, Color::Red)
    }

    /// What of the value that is was not in the one before.
    #[must_use]
    pub fn new_mark(self, text: &str) -> String {
        self.mark(text, Color::Green)
    }

    fn mark(self, text: &str, color: Color) -> String {
        if self.colour { text.color(color).bold().underline().to_string() } else { text.to_owned() }
    }

    /// What is in both, and not the same.
    #[must_use]
    pub fn changed(self, text: &str) -> String {
        self.paint(text, Color::Yellow, true)
    }
}
