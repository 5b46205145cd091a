//! Departures from the models, for people: one line each below its event.

use std::io::{self, Write};

use crate::drift::{Departure, Drift, Grouping, Line, Section};
use crate::report::parts::departures::{
    counted, course, extent, remarks, section_title, subject, subject_in,
};
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;

/// What departs, for people.
pub struct DriftPage<W> {
    out: W,
    screen: Screen,
    style: Style,
}

impl<W: Write> DriftPage<W> {
    /// Lines on `out`.
    pub const fn new(out: W, screen: Screen, style: Style) -> Self {
        Self { out, screen, style }
    }

    /// Writes everything.
    pub fn write(&mut self, drift: &Drift, grouping: Grouping) -> io::Result<()> {
        for (number, (section, lines)) in drift.sections(grouping).into_iter().enumerate() {
            if number > 0 {
                writeln!(self.out)?;
            }
            self.heading(section, drift)?;
            for line in lines {
                self.line(section, line)?;
            }
        }
        let remarks = remarks(drift);
        if !drift.lines.is_empty() && !remarks.is_empty() {
            writeln!(self.out)?;
        }
        for remark in remarks {
            let remark = self.screen.harmless(&remark);
            writeln!(self.out, "{}", self.screen.wrapped(&remark, "  "))?;
        }
        self.out.flush()
    }

    fn heading(&mut self, section: Section<'_>, drift: &Drift) -> io::Result<()> {
        let title = section_title(section);
        let records = match section {
            Section::Event(group) => drift.events.get(group),
            _ => None,
        };
        let records = records.map(|records| format!("  {}", counted(*records))).unwrap_or_default();
        let title = self.screen.harmless(&title);
        writeln!(self.out, "{}{}", self.style.name(&title), self.style.dim(&records))
    }

    fn line(&mut self, section: Section<'_>, line: &Line) -> io::Result<()> {
        let (severity, kind) = (line.severity.name(), line.departure.name());
        let subject = subject(line);
        let mut rest = course(line);
        // That null is null needs no example.
        let example = line.example.as_ref().filter(|_| line.departure != Departure::Null);
        for more in [extent(line), example.map(|one| format!("e.g. {one}")).unwrap_or_default()] {
            if !more.is_empty() && !subject.contains(more.trim_start_matches("e.g. ")) {
                rest.push_str(&format!("; {more}"));
            }
        }
        let subject = subject_in(section, line);
        let text = format!("  {severity:<7}  {kind:<9}  {subject}: {rest}");
        let text = self.screen.harmless(&text);
        let text = self.screen.wrapped(&text, "      ");
        let painted = text.replacen(severity, &self.style.severity(line.severity, severity), 1);
        writeln!(self.out, "{painted}")
    }
}
