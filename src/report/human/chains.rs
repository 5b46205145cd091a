//! How each body was found: the wrappers around it, and what is known of the request.

use std::io::{self, Write};

use crate::capture::Captured;
use crate::redact::Mask;
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;

/// A line for each capture.
pub struct Chains<W> {
    out: W,
    mask: Mask,
    screen: Screen,
}

impl<W: Write> Chains<W> {
    /// Lines on `out`.
    pub const fn new(out: W, mask: Mask, screen: Screen) -> Self {
        Self { out, mask, screen }
    }
}

impl<'m, W: Write> Report<'m> for Chains<W> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        match entry.capture {
            Some(captured) => {
                let line = format!("{}: {}", entry.name(), in_words(captured, &self.mask));
                writeln!(self.out, "{}", self.screen.harmless(&line))
            }
            None => Ok(()),
        }
    }

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        self.out.flush()
    }
}

/// `unwrapped from har > json-string · POST https://... · 2026-11-20T10:15:30Z · body exact`.
pub(in crate::report) fn in_words(captured: &Captured, mask: &Mask) -> String {
    let request = &captured.request;
    let chain = captured.chain.join(" > ");
    let from = match captured.pointer() {
        Some(_) if chain.is_empty() => "one event of several".to_owned(),
        _ => format!("unwrapped from {chain}"),
    };
    let mut parts = vec![from];
    let url = request.url.as_deref().map(|url| mask.text(url));
    let line: Vec<&str> = request.method.as_deref().into_iter().chain(url.as_deref()).collect();
    if !line.is_empty() {
        parts.push(line.join(" "));
    }
    parts.extend(request.received_at.as_deref().map(str::to_owned));
    parts.extend(request.logged_by.as_deref().map(|program| format!("logged by {program}")));
    parts.extend(captured.pointer().map(|pointer| format!("item {pointer}")));
    parts.push(format!("body {}", captured.fidelity.name()));
    parts.join(" · ")
}
