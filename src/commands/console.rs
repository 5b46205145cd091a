//! The two streams: what they are connected to, and whether they are coloured.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};

use anyhow::Result;

use super::progress::Progress;
use super::streams::{Stderr, Stdout};
use crate::cli::Colour;
use crate::report::{ColouredJson, ExitStatus, HarmlessJson, Screen, Style};

/// Columns of a terminal that does not tell its width.
const USUAL_WIDTH: usize = 80;

/// What the streams are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Console {
    pub(super) out: Screen,
    pub(super) error: Screen,
    pub(super) style: Style,
    pub(super) error_style: Style,
}

impl Console {
    pub(super) fn new(colour: Colour) -> Self {
        // Whether a text is painted is decided per stream, so colored's own guess from stdout is switched off.
        colored::control::set_override(true);
        let stream = |terminal: bool| {
            let coloured = coloured(colour, terminal);
            (screen(terminal, coloured), Style { colour: coloured })
        };
        let (out, style) = stream(io::stdout().is_terminal());
        let (error, error_style) = stream(io::stderr().is_terminal());
        Self { out, error, style, error_style }
    }

    pub(super) fn stdout() -> BufWriter<Stdout> {
        BufWriter::with_capacity(64 << 10, Stdout::new(&Progress::new(false)))
    }

    /// Where totals for a person go.
    pub(super) fn stderr(self, quiet: bool, progress: &Progress) -> Totals {
        if quiet {
            Totals::Silent
        } else {
            Totals::Stderr { progress: progress.clone(), screen: self.error, line: Vec::new() }
        }
    }

    /// Tells a person something beside the results.
    pub(super) fn say(self, text: &str) {
        let text = self.error.harmless(text);
        let _ = writeln!(io::stderr(), "{}", self.error.wrapped(&text, "  "));
    }

    /// Tells a person who has to type it what is waited for.
    pub(super) fn awaits_input(self) {
        let end = if cfg!(windows) { "Ctrl-Z and Enter end" } else { "Ctrl-D ends" };
        if io::stdin().is_terminal() {
            self.say(&format!("standard input is read: paste payloads or captures here; {end} it"));
        }
    }

    /// A stream for JSON on standard output.
    pub(super) fn json(self) -> Box<dyn Write + Send> {
        for_json(Box::new(Self::stdout()), self.out, self.style)
    }

    /// Prints JSON.
    pub(super) fn print_json(self, text: &str) -> Result<ExitStatus> {
        let mut out = self.json();
        out.write_all(text.as_bytes())?;
        out.flush()?;
        Ok(ExitStatus::Fine)
    }

    /// Prints a text as it is.
    pub(super) fn print(text: &str) -> Result<ExitStatus> {
        let mut out = Self::stdout();
        out.write_all(text.as_bytes())?;
        out.flush()?;
        Ok(ExitStatus::Fine)
    }
}

/// A stream for JSON: as it is, or harmless where the screen may act on it, and in colour where that is on.
pub(super) fn for_json<'w>(
    out: Box<dyn Write + Send + 'w>,
    screen: Screen,
    style: Style,
) -> Box<dyn Write + Send + 'w> {
    let out = if style.colour { Box::new(ColouredJson::new(out)) } else { out };
    if screen.acts_on_data() { Box::new(HarmlessJson::new(out)) } else { out }
}

/// Where totals go.
pub(super) enum Totals {
    /// Standard error, as long as somebody reads the results: line by line, broken between words.
    Stderr { progress: Progress, screen: Screen, line: Vec<u8> },
    /// The file that the results are in.
    File(File),
    /// Nowhere.
    Silent,
}

impl Write for Totals {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stderr { progress, screen, line } if !progress.is_unread() => {
                line.extend_from_slice(buffer);
                let Some(end) = line.iter().rposition(|byte| *byte == b'\n') else {
                    return Ok(buffer.len());
                };
                let rest = line.split_off(end + 1);
                let lines = std::mem::replace(line, rest);
                let lines = String::from_utf8_lossy(&lines);
                let text = screen.wrapped(&lines, "  ");
                Stderr::new(progress).write_all(text.as_bytes())?;
                Ok(buffer.len())
            }
            Self::File(file) => file.write(buffer),
            Self::Stderr { .. } | Self::Silent => Ok(buffer.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What standard error is connected to, before it is known what the command line says of colour.
pub(super) fn standard_error() -> Screen {
    screen(io::stderr().is_terminal(), false)
}

fn screen(terminal: bool, coloured: bool) -> Screen {
    if !terminal {
        let in_workflow = std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
        return match (in_workflow, coloured) {
            (true, _) => Screen::WorkflowLog,
            (false, true) => Screen::Painted(pager_width()),
            (false, false) => Screen::Plain,
        };
    }
    let width = terminal_size::terminal_size().map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0));
    Screen::Terminal(width.max(20))
}

/// How wide a pager behind a pipe is: what the shell says, or the terminal that standard error is on.
fn pager_width() -> Option<usize> {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let beside = || terminal_size::terminal_size_of(io::stderr()).map(|(width, _)| usize::from(width.0));
    said.or_else(beside).map(|width: usize| width.max(20))
}

/// Whether a stream is coloured. `NO_COLOR` is heard first, then who forces colour, then who wants none.
fn coloured(colour: Colour, terminal: bool) -> bool {
    let value = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let is_off = |value: &std::ffi::OsString| value == "0" || value.eq_ignore_ascii_case("false");
    let forced = |name: &str| value(name).is_some_and(|value| !is_off(&value));
    let refused = |name: &str| value(name).as_ref().is_some_and(is_off);
    match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto if value("NO_COLOR").is_some() => false,
        Colour::Auto if forced("CLICOLOR_FORCE") || forced("FORCE_COLOR") => true,
        Colour::Auto if refused("CLICOLOR") || refused("FORCE_COLOR") => false,
        Colour::Auto => terminal && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
    }
}
