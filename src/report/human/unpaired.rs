//! Records that only one of two compared sources has.

use std::io::{self, Write};

use serde::Serialize;

use super::difference::code;
use crate::diff::ChangeKind;
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;

/// A record that only one of two sources has.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Unpaired<'a> {
    /// Its source and number.
    pub record: &'a str,
    /// Which event it is.
    pub event: &'a str,
    /// The id by which it is found.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub id: &'a str,
}

impl Unpaired<'_> {
    fn parts(&self) -> Vec<&str> {
        [self.record, self.event, self.id].into_iter().filter(|part| !part.is_empty()).collect()
    }

    /// One line: ` +  b.ndjson#4   uppromote/referral.new   commission 4180532`.
    pub fn human(
        &self,
        out: &mut dyn Write,
        kind: ChangeKind,
        screen: Screen,
        style: Style,
    ) -> io::Result<()> {
        let line = screen.harmless(&self.parts().join("   ")).into_owned();
        // The sign and the blanks around it take four columns, as the indent of what goes on below does.
        let line = format!("    {line}");
        let line = screen.wrapped(&line, "    ");
        // A line that is broken at the blanks between two parts keeps none of them.
        let lines: Vec<&str> = line.lines().map(str::trim_end).collect();
        writeln!(out, " {}  {}", style.sign(kind), lines.join("\n").trim_start())
    }

    /// An item of a list.
    pub fn markdown(&self, out: &mut dyn Write, kind: ChangeKind) -> io::Result<()> {
        let parts: Vec<String> = self.parts().into_iter().map(code).collect();
        writeln!(out, "* {}: {}", kind.name(), parts.join(" "))
    }
}
