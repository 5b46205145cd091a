//! A rule's page on a screen: its Markdown laid out, headings bold, examples apart, prose broken between words.

use crate::report::parts::lines::broken;
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;

/// Prose is no wider than this, however wide the screen is.
const WIDEST: usize = 100;

/// A page for a screen. What is no screen gets the Markdown.
#[must_use]
pub fn page(markdown: &str, screen: Screen, style: Style) -> String {
    if !screen.acts_on_data() {
        return markdown.to_owned();
    }
    let columns = screen.columns().unwrap_or(WIDEST).min(WIDEST);
    let mut out = String::new();
    for block in markdown.split("\n\n").map(|block| block.trim_end_matches('\n')) {
        if !out.is_empty() {
            out.push('\n');
        }
        if let Some(heading) = block.strip_prefix("# ").or_else(|| block.strip_prefix("## ")) {
            out.push_str(&format!("{}\n", style.name(heading)));
        } else if block.lines().all(|line| line.starts_with("    ")) {
            for line in block.lines().flat_map(|line| example(line, columns)) {
                out.push_str(&format!("{}\n", style.example(&line)));
            }
        } else {
            let prose = block.replace('\n', " ");
            for line in broken(&prose, columns, "") {
                out.push_str(&format!("{}\n", with_code(&line, style)));
            }
        }
    }
    out
}

/// An example, broken between words where it is too long.
fn example(line: &str, columns: usize) -> Vec<String> {
    let text = line.trim_start();
    let indent = " ".repeat(line.len() - text.len());
    let mut lines = broken(text, columns.saturating_sub(indent.len()), "  ");
    for line in &mut lines {
        line.insert_str(0, &indent);
    }
    lines
}

/// A line in which what stands between backticks is painted; where there is no colour, they stay.
fn with_code(line: &str, style: Style) -> String {
    if !style.colour || line.matches('`').count() % 2 == 1 {
        return line.to_owned();
    }
    let parts = line.split('`').enumerate();
    parts.map(|(place, part)| if place % 2 == 1 { style.example(part) } else { part.to_owned() }).collect()
}
