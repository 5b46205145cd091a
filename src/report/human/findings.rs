//! Findings for a person: framed, with help, what repeats in fewer words, and the totals on stderr.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::io::{self, Write};

use super::chains::in_words;
use crate::engine::Documents;
use crate::finding::{Severity, Standing};
use crate::redact::Mask;
use crate::report::Report;
use crate::report::entry::{Entry, Located, SettingsFile, Subject};
use crate::report::parts::advice;
use crate::report::parts::excerpt::Source;
use crate::report::parts::listing::Listing;
use crate::report::parts::snippet::snippet;
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
        let standing = match finding.standing {
            Standing::Counts => String::new(),
            standing => format!(" ({})", standing.name()),
        };
        format!("{}[{}]{standing}{}", finding.severity, finding.rule, times(self.count()))
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
    let steps: Vec<&str> = pointer.split('/').map(|step| if is_index(step) { "*" } else { step }).collect();
    [finding.rule.name(), finding.standing.name(), " ", &steps.join("/"), rest].concat()
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
    title: String,
    sentence: String,
    severity: Severity,
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
}

impl Framed {
    pub(in crate::report) fn new(screen: Screen, style: Style) -> Self {
        Self { screen, style, told: Vec::new(), known: HashMap::new(), after_line: false }
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
            let sentence = match group.said.split_once(' ') {
                Some((_, sentence)) => sentence.to_owned(),
                None => group.sentence.clone(),
            };
            self.told.push(Told {
                title: format!("{}[{}]", finding.severity, finding.rule),
                sentence,
                severity: finding.severity,
                records: 1,
                findings: group.count(),
            });
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
        if std::mem::take(&mut self.after_line) {
            writeln!(out)?;
        }
        let severity = located.finding.severity;
        self.titled(out, severity, &group.title(), group.sentence())?;
        let gutter = " ".repeat(located.position.line.to_string().len());
        let place = place(subject, located);
        writeln!(out, "{gutter}{} {}", style.frame("-->"), screen.harmless(&place))?;
        if !subject.empty {
            out.write_all(snippet(source, located, screen, style).as_bytes())?;
        }
        if let Some(places) = group.other_places() {
            writeln!(out, "{gutter} {} {places}", style.frame("="))?;
        }
        if let Some(help) = advice::help(&located.finding.deviation) {
            let indent = " ".repeat(gutter.len() + 3);
            let help = format!("{gutter} = help: {}", screen.harmless(&help));
            let help = screen.wrapped(&help, &indent);
            let (before, said) = help.split_once('=').unwrap_or((&help, ""));
            writeln!(out, "{before}{}{said}", style.frame("="))?;
        }
        writeln!(out)
    }

    /// One that was framed often enough: its place and what it says.
    fn line(&mut self, out: &mut dyn Write, subject: &Subject<'_, '_>, group: &Group<'_>) -> io::Result<()> {
        self.after_line = true;
        let what = format!("{}: {}", place(subject, group.first), group.sentence());
        self.titled(out, group.first.finding.severity, &group.title(), &what)
    }

    /// A title and a sentence, broken between words.
    fn titled(&self, out: &mut dyn Write, severity: Severity, title: &str, sentence: &str) -> io::Result<()> {
        let text = format!("{title}: {}", self.screen.harmless(sentence));
        let text = self.screen.wrapped(&text, "  ");
        match text.strip_prefix(title) {
            Some(rest) => writeln!(out, "{}{rest}", self.style.severity(severity, title)),
            // It was broken between its own words.
            None => writeln!(out, "{text}"),
        }
    }

    /// Writes how often each note was there that was framed only once.
    pub(in crate::report) fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let repeated = |told: &&Told| told.severity == Severity::Note && told.records > 1;
        for told in self.told.iter().filter(repeated) {
            let title = format!("{}{}", told.title, times(told.findings));
            self.titled(out, told.severity, &title, &told.sentence)?;
        }
        if self.told.iter().any(|told| repeated(&told)) || std::mem::take(&mut self.after_line) {
            writeln!(out)?;
        }
        self.told.clear();
        self.known.clear();
        Ok(())
    }
}

/// `a.ndjson:3:14 (record 3)`.
fn place(subject: &Subject<'_, '_>, located: &Located) -> String {
    let record = if subject.alone() { String::new() } else { format!(" (record {})", subject.number()) };
    format!("{}:{}:{}{record}", subject.source, located.position.line, located.position.column)
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
