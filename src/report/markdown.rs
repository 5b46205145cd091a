//! Markdown, for pull requests and issues.

use std::io::{self, Write};

use crate::drift::{Drift, Grouping, Line, Section};
use crate::report::parts::departures::{course, extent, remarks, section_title, subject_in};
use crate::report::parts::terminal::harmless;

/// Writes departures as a table an event.
pub fn drift_markdown(out: &mut dyn Write, drift: &Drift, grouping: Grouping) -> io::Result<()> {
    for (number, (section, lines)) in drift.sections(grouping).into_iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        writeln!(out, "### {}\n", escaped(&section_title(section)))?;
        writeln!(out, "| severity | kind | where | since when and how often | seen | example |")?;
        writeln!(out, "| --- | --- | --- | --- | --- | --- |")?;
        for line in lines {
            row(out, section, line)?;
        }
    }
    let remarks = remarks(drift);
    if !drift.lines.is_empty() && !remarks.is_empty() {
        writeln!(out)?;
    }
    for remark in remarks {
        writeln!(out, "- {}", escaped(&remark))?;
    }
    out.flush()
}

fn row(out: &mut dyn Write, section: Section<'_>, line: &Line) -> io::Result<()> {
    let example = line.example.as_deref().filter(|example| *example != line.detail);
    let example = example.map(code).unwrap_or_default();
    writeln!(
        out,
        "| {} | {} | {} | {} | {} | {example} |",
        line.severity,
        line.departure,
        code(&subject_in(section, line)),
        escaped(&course(line)),
        escaped(&extent(line)),
    )
}

/// A text in which nothing means anything to Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in harmless(text).chars() {
        match sign {
            '\n' | '\r' => out.push(' '),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A mention would call somebody.
            '@' => out.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' => {
                out.push('\\');
                out.push(sign);
            }
            _ => out.push(sign),
        }
    }
    out
}

/// A text as code within a cell of a table.
fn code(text: &str) -> String {
    let text = harmless(text).replace(['\n', '\r'], " ").replace('|', "\\|");
    let longest = text.split(|sign| sign != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if longest == 0 { format!("{fence}{text}{fence}") } else { format!("{fence} {text} {fence}") }
}
