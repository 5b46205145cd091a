//! Findings for a person: framed, with help, what repeats in fewer words, and the totals on stderr.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::io::{self, Write};

use super::chains::in_words;
use crate::engine::Documents;
use crate::finding::{Finding, Severity, Standing};
use crate::redact::Mask;
use crate::report::Report;
use crate::report::entry::{Entry, Located, SettingsFile, Subject};
use crate::report::parts::advice;
use crate::report::parts::excerpt::Source;
use crate::report::parts::lines::push_blanks;
use crate::report::parts::listing::Listing;
use crate::report::parts::snippet::push_snippet;
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;

/// How many findings that say the same are framed; the others get a line each.
const MOST_FRAMED: u64 = 3;
/// How many different things are remembered as said: a bound on memory.
const MOST_REMEMBERED: usize = 10_000;
/// A sentence of more bytes is not remembered: another bound.
const LONGEST_REMEMBERED: usize = 1_000;
/// How many further places of one finding are named.
const MOST_PLACES: usize = 6;

/// Findings of one record that say the same of one place or of several items.
struct Group<'e> {
    said: String,
    /// What is said of the first one.
    sentence: String,
    first: &'e Located,
    others: Vec<&'e Located>,
}

impl<'e> Group<'e> {
    /// Brings together what says the same; in the order of what comes first.
    fn all(subject: &Subject<'_, '_>, listed: &[&'e Located]) -> Vec<Self> {
        let mut groups: Vec<Self> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        for located in listed {
            let sentence = subject.sentence(located);
            let said = said(located, &sentence);
            if let Some(group) = known.get(&said).and_then(|group| groups.get_mut(*group)) {
                group.others.push(located);
                continue;
            }
            // Nothing is like the only one.
            if listed.len() > 1 {
                known.insert(said.clone(), groups.len());
            }
            groups.push(Self { said, sentence, first: located, others: Vec::new() });
        }
        groups
    }

    fn count(&self) -> u64 {
        let others = self.others.iter().map(|located| located.finding.count);
        self.first.finding.count + others.sum::<u64>()
    }

    /// `error[wrong-type] ×14`.
    fn title(&self) -> String {
        let finding = &self.first.finding;
        let mut title = title(finding);
        if finding.standing != Standing::Counts {
            title.extend([" (", finding.standing.name(), ")"]);
        }
        title.push_str(&times(self.count()));
        title
    }

    /// Where it is said of other items.
    fn other_places(&self) -> Option<String> {
        let named = self.others.iter().take(MOST_PLACES);
        let named = named.map(|located| format!("{}:{}", located.position.line, located.position.column));
        let named: Vec<String> = named.collect();
        let more = match self.others.len().saturating_sub(named.len()) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        (!named.is_empty()).then(|| format!("also at {}{more}", named.join(", ")))
    }

    /// The sentence: of items it names the list.
    fn sentence(&self) -> &str {
        match self.others.as_slice() {
            [] => &self.sentence,
            _ => self.said.split_once(' ').map(|(_, sentence)| sentence).unwrap_or_default(),
        }
    }
}

/// `error[wrong-type]`.
fn title(finding: &Finding) -> String {
    [finding.severity.name(), "[", finding.rule.name(), "]"].concat()
}

/// ` ×14`; nothing for one.
fn times(count: u64) -> String {
    if count > 1 { format!(" ×{count}") } else { String::new() }
}

/// The rule and the sentence, with `*` for every index: what items have in common.
fn said(located: &Located, sentence: &str) -> String {
    let finding = &located.finding;
    let pointer = finding.pointer.as_str();
    let rest = sentence.get(pointer.len()..).unwrap_or_default();
    let is_index = |step: &str| !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
    let mut said = String::with_capacity(sentence.len() + 32);
    said.extend([finding.rule.name(), finding.standing.name()]);
    for (place, step) in pointer.split('/').enumerate() {
        said.extend([if place == 0 { " " } else { "/" }, if is_index(step) { "*" } else { step }]);
    }
    said.push_str(rest);
    said
}

/// Writes all findings of an entry with their frames.
pub(in crate::report) fn write_findings(
    out: &mut dyn Write,
    subject: &Subject<'_, '_>,
    mask: &Mask,
    (screen, style): (Screen, Style),
) -> io::Result<()> {
    let all: Vec<&Located> = subject.findings.iter().collect();
    Framed::new(screen, style).write(out, subject, mask, &all)
}

/// What was said before.
struct Told {
    /// The title and the sentence of a note, which is framed once and counted at the end.
    note: Option<(String, String)>,
    /// In how many records.
    records: u64,
    findings: u64,
}

/// Writes findings, and remembers what it has said.
pub(in crate::report) struct Framed {
    screen: Screen,
    style: Style,
    told: Vec<Told>,
    /// Where in `told` something stands.
    known: HashMap<String, usize>,
    /// Whether the last one written was a line without a frame.
    after_line: bool,
    /// What is written next: room that is used again.
    text: String,
}

impl Framed {
    pub(in crate::report) fn new(screen: Screen, style: Style) -> Self {
        Self {
            screen,
            style,
            told: Vec::new(),
            known: HashMap::new(),
            after_line: false,
            text: String::new(),
        }
    }

    /// Writes what is listed of an entry's findings.
    pub(in crate::report) fn write(
        &mut self,
        out: &mut dyn Write,
        subject: &Subject<'_, '_>,
        mask: &Mask,
        listed: &[&Located],
    ) -> io::Result<()> {
        if listed.is_empty() {
            return Ok(());
        }
        // Only frames show the source.
        let source = OnceCell::new();
        for group in Group::all(subject, listed) {
            let before = self.remember(&group);
            if before < MOST_FRAMED && (before == 0 || group.first.finding.severity > Severity::Note) {
                self.frame(out, subject, source.get_or_init(|| Source::new(subject, mask)), &group)?;
            } else if group.first.finding.severity > Severity::Note {
                self.line(out, subject, &group)?;
            }
        }
        Ok(())
    }

    /// Counts what is said; returns in how many records it was said before.
    fn remember(&mut self, group: &Group<'_>) -> u64 {
        if let Some(told) = self.known.get(&group.said).and_then(|at| self.told.get_mut(*at)) {
            told.records += 1;
            told.findings += group.count();
            return told.records - 1;
        }
        if group.said.len() < LONGEST_REMEMBERED && self.told.len() < MOST_REMEMBERED {
            self.known.insert(group.said.clone(), self.told.len());
            let finding = &group.first.finding;
            let note = (finding.severity == Severity::Note).then(|| {
                let sentence = group.said.split_once(' ').map_or(&*group.sentence, |(_, sentence)| sentence);
                (title(finding), sentence.to_owned())
            });
            self.told.push(Told { note, records: 1, findings: group.count() });
        }
        0
    }

    fn frame(
        &mut self,
        out: &mut dyn Write,
        subject: &Subject<'_, '_>,
        source: &Source<'_>,
        group: &Group<'_>,
    ) -> io::Result<()> {
        let (screen, style, located) = (self.screen, self.style, group.first);
        let mut text = self.begun();
        if std::mem::take(&mut self.after_line) {
            text.push('\n');
        }
        self.titled(&mut text, located.finding.severity, &group.title(), group.sentence());
        let gutter = located.position.line.to_string().len();
        push_blanks(&mut text, gutter);
        style.push_frame(&mut text, "-->");
        text.push(' ');
        text.push_str(&screen.harmless(&place(subject, located)));
        text.push('\n');
        if !subject.empty {
            push_snippet(&mut text, source, located, screen, style);
        }
        if let Some(places) = group.other_places() {
            push_blanks(&mut text, gutter + 1);
            style.push_frame(&mut text, "=");
            text.extend([" ", &places, "\n"]);
        }
        if let Some(help) = advice::help(&located.finding.deviation) {
            let indent = " ".repeat(gutter + 3);
            let help = [indent.get(2..).unwrap_or_default(), "= help: ", &screen.harmless(&help)].concat();
            let help = screen.wrapped(&help, &indent);
            let (before, said) = help.split_once('=').unwrap_or((&help, ""));
            text.push_str(before);
            style.push_frame(&mut text, "=");
            text.extend([said, "\n"]);
        }
        text.push('\n');
        self.end(out, text)
    }

    /// Room for a text.
    fn begun(&mut self) -> String {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        text
    }

    /// Writes a text, and keeps its room.
    fn end(&mut self, out: &mut dyn Write, text: String) -> io::Result<()> {
        self.text = text;
        out.write_all(self.text.as_bytes())
    }

    /// One that was framed often enough: its place and what it says.
    fn line(&mut self, out: &mut dyn Write, subject: &Subject<'_, '_>, group: &Group<'_>) -> io::Result<()> {
        self.after_line = true;
        let what = [&place(subject, group.first), ": ", group.sentence()].concat();
        let mut text = self.begun();
        self.titled(&mut text, group.first.finding.severity, &group.title(), &what);
        self.end(out, text)
    }

    /// Adds a title and a sentence, broken between words.
    fn titled(&self, text: &mut String, severity: Severity, title: &str, sentence: &str) {
        let sentence = self.screen.harmless(sentence);
        if self.screen.columns().is_none() {
            self.style.push_severity(text, severity, title);
            return text.extend([": ", &sentence, "\n"]);
        }
        let line = [title, ": ", &sentence].concat();
        let line = self.screen.wrapped(&line, "  ");
        match line.strip_prefix(title) {
            Some(rest) => {
                self.style.push_severity(text, severity, title);
                text.push_str(rest);
            }
            // It was broken between its own words.
            None => text.push_str(&line),
        }
        text.push('\n');
    }

    /// Writes how often each note was there that was framed only once.
    pub(in crate::report) fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let mut text = self.begun();
        for Told { note, records, findings } in &self.told {
            if let Some((title, sentence)) = note.as_ref().filter(|_| *records > 1) {
                let title = [title, &*times(*findings)].concat();
                self.titled(&mut text, Severity::Note, &title, sentence);
            }
        }
        if !text.is_empty() || std::mem::take(&mut self.after_line) {
            text.push('\n');
        }
        self.end(out, text)?;
        self.told.clear();
        self.known.clear();
        Ok(())
    }
}

/// `a.ndjson:3:14 (record 3)`.
fn place(subject: &Subject<'_, '_>, located: &Located) -> String {
    let (line, column) = (located.position.line.to_string(), located.position.column.to_string());
    let mut place = [subject.source, ":", &line, ":", &column].concat();
    if !subject.alone() {
        place.extend([" (record ", &subject.number().to_string(), ")"]);
    }
    place
}

/// The findings of every record, framed.
pub struct Human<W, E> {
    out: W,
    totals: E,
    mask: Mask,
    screen: Screen,
    style: Style,
    listing: Listing,
    verbose: bool,
    framed: Framed,
}

impl<W: Write, E: Write> Human<W, E> {
    /// Findings go to `out`, as `listing` has them, the totals to `totals`. `verbose` names the records without findings
    /// too, and shows findings that do not count.
    pub fn new(
        out: W,
        totals: E,
        mask: Mask,
        screen: Screen,
        style: Style,
        listing: Listing,
        verbose: bool,
    ) -> Self {
        let listing = if verbose { listing } else { listing.only_counting() };
        Self { out, totals, mask, screen, style, listing, verbose, framed: Framed::new(screen, style) }
    }
}

impl<W: Write, E: Write> Human<W, E> {
    fn list(&mut self, subject: &Subject<'_, '_>) -> io::Result<()> {
        let listed = self.listing.of(subject.findings);
        self.framed.write(&mut self.out, subject, &self.mask, &listed)
    }
}

impl<'m, W: Write, E: Write> Report<'m> for Human<W, E> {
    fn documents(&self) -> Documents {
        Documents::WithFindings(self.listing.least())
    }

    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        let verbose = self.verbose;
        if let (true, Some(captured)) = (verbose, entry.capture) {
            let line = format!("{}: {}", entry.name(), in_words(captured, &self.mask));
            writeln!(self.out, "{}", self.style.dim(&self.screen.harmless(&line)))?;
        }
        self.list(&entry.subject())?;
        if verbose && entry.findings.is_empty() {
            let name = entry.name();
            let status = self.style.status(entry.status, entry.status.name());
            writeln!(self.out, "{}: {status}", self.screen.harmless(&name))?;
        }
        Ok(())
    }

    fn settings(&mut self, file: &SettingsFile<'_>) -> io::Result<()> {
        self.list(&file.subject())
    }

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self, tally: &Tally) -> io::Result<()> {
        self.framed.finish(&mut self.out)?;
        self.out.flush()?;
        let hint = if tally.notes > 0 && !self.verbose { " · -v shows the notes" } else { "" };
        writeln!(self.totals, "{}{hint}", self.listing.totals(tally).line())
    }
}
