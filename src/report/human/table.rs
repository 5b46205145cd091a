//! One payload in full: what it is, what it says, what is wrong with it.

use std::convert::Infallible;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::chains::in_words;
use super::findings::Framed;
use super::tree::{Branch, Shown, write_tree};
use crate::engine::Documents;
use crate::finding::Severity;
use crate::json::{JsonKind, Pointer};
use crate::model::{Identification, value_at};
use crate::redact::Mask;
use crate::report::Report;
use crate::report::entry::{Entry, SettingsFile};
use crate::report::parts::advice;
use crate::report::parts::leaves::{Amount, Leaf, Met, each};
use crate::report::parts::listing::Listing;
use crate::report::parts::notation::Notation;
use crate::report::parts::said::told;
use crate::report::parts::signs::legend;
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;

/// The full view of each payload.
pub struct Table<W> {
    out: W,
    mask: Mask,
    screen: Screen,
    style: Style,
    notation: Notation,
    full: bool,
    verbose: bool,
    listing: Listing,
    framed: Framed,
    begun: bool,
}

impl<W: Write> Table<W> {
    /// Tables on `out`, with findings as `listing` has them.
    pub fn new(out: W, mask: Mask, screen: Screen, style: Style, listing: Listing) -> Self {
        let (framed, notation) = (Framed::new(screen, style), Notation::AsItReads);
        let (full, verbose, begun) = (false, false, false);
        Self { out, mask, screen, style, notation, full, verbose, listing, framed, begun }
    }

    /// Shows members that are null or empty too, and cuts nothing.
    #[must_use]
    pub fn full(self, full: bool) -> Self {
        Self { full, ..self }
    }

    /// Says why each payload is the event that it is.
    #[must_use]
    pub fn verbose(self, verbose: bool) -> Self {
        Self { verbose, ..self }
    }

    /// Writes values in a notation.
    #[must_use]
    pub fn notation(self, notation: Notation) -> Self {
        Self { notation, ..self }
    }

    /// What it is: bold where it is a name.
    fn title(&self, entry: &Entry<'_, '_>) -> String {
        let (screen, style) = (self.screen, self.style);
        let origin = |provider: &str, version: &str| format!("{provider} {version}");
        let (names, text) = match entry.identification {
            Some(Identification::Identified { model, .. }) => {
                let names = [origin(model.provider.name, model.version.id), model.event.name.to_owned()];
                let text = told([&names[0], &names[1], model.event.summary]);
                (names.to_vec(), text)
            }
            Some(ambiguous @ Identification::Ambiguous { .. }) => {
                let origin = ambiguous.origin().map(|(provider, version)| origin(provider.name, version.id));
                let events = ambiguous.candidate_names().join(" or ");
                let text = origin.iter().fold(String::new(), |text, origin| format!("{text}{origin} · "));
                let text = format!("{text}{events}, ambiguous");
                (origin.into_iter().chain(ambiguous.candidate_names()).collect(), text)
            }
            Some(Identification::UnknownEvent { provider, version, name, .. }) => {
                let origin = origin(provider.name, version.id);
                let text = format!("{origin} · {}, an unknown event", screen.harmless(name));
                (vec![origin], text)
            }
            Some(Identification::Unknown { event: Some(own), .. }) => {
                let (name, place) = (screen.harmless(&own.name), screen.harmless(&own.place));
                (vec![UNKNOWN.to_owned()], format!("{UNKNOWN}, which names itself {name} ({place})"))
            }
            Some(Identification::Unknown { .. }) => (vec![UNKNOWN.to_owned()], UNKNOWN.to_owned()),
            None if entry.empty => (vec!["nothing".to_owned()], "nothing".to_owned()),
            None => (vec!["unreadable".to_owned()], "unreadable".to_owned()),
        };
        let text = screen.wrapped(&text, "  ").into_owned();
        names.iter().fold(text, |text, name| text.replacen(name.as_str(), &style.name(name), 1))
    }

    fn head(&mut self, entry: &Entry<'_, '_>) -> io::Result<Vec<Pointer>> {
        let mut told = Vec::new();
        let (screen, style) = (self.screen, self.style);
        let title = self.title(entry);
        writeln!(self.out, "{title}")?;
        let mut aside = |text: &str| {
            let text = screen.harmless(text).into_owned();
            writeln!(self.out, "{}", style.dim(&screen.wrapped(&text, "  ")))
        };
        if let Some(captured) = entry.capture {
            aside(&in_words(captured, &self.mask))?;
        }
        if let (true, Some(identification)) = (self.verbose, entry.identification) {
            aside(&format!(
                "{}: {}",
                identification.certainty(),
                advice::evidence(identification).join("; ")
            ))?;
        }
        let mut line = Vec::new();
        if let (Some(model), Some(document)) =
            (entry.identification.and_then(Identification::model), entry.document)
        {
            let fields = model.event.summary_fields;
            for (label, path) in [("event ", fields.id), ("", fields.time)] {
                let Some(path) = path else { continue };
                let Some(value) = value_at(document.root(), path) else { continue };
                if matches!(value.kind(), JsonKind::String | JsonKind::Number) {
                    let mut pointer = Pointer::default();
                    for key in path {
                        pointer.push_key(key);
                    }
                    told.push(pointer);
                    let shown = self.mask.readable(value, entry.body(), path);
                    line.push(format!("{label}{}", screen.harmless(&shown)));
                }
            }
        }
        let name = screen.harmless(&entry.name()).into_owned();
        let taken: usize = line.iter().map(|part| part.width() + 3).sum();
        if screen.columns().is_some_and(|columns| taken > 0 && taken + name.width() > columns) {
            writeln!(self.out, "{}", line.join(" · "))?;
            line.clear();
        }
        line.push(name);
        writeln!(self.out, "{}", line.join(" · "))?;
        Ok(told)
    }

    /// Writes the payload; returns how many values are hidden.
    fn tree(&mut self, entry: &Entry<'_, '_>, told: &[Pointer]) -> io::Result<usize> {
        let (mut masked, mut folded) = (0, 0);
        let mut tree: Vec<Branch> = Vec::new();
        // Objects are shown when something in them is.
        let mut open: Vec<Branch> = Vec::new();
        let (screen, full, notation) = (self.screen, self.full, self.notation);
        let Ok(left_out) = each::<Infallible>(entry, &self.mask, &mut |met| {
            match met {
                Met::Object { label, depth } => {
                    open.retain(|branch| branch.depth < depth);
                    open.push(Branch { depth, label: screen.harmless(label).into_owned(), leaf: None });
                }
                Met::Leaf(leaf) => {
                    masked += usize::from(leaf.masked);
                    folded += usize::from(leaf.blank && !full);
                    if (full || !leaf.blank) && !told.iter().any(|told| told.as_str() == leaf.pointer) {
                        open.retain(|branch| branch.depth < leaf.depth);
                        tree.append(&mut open);
                        tree.push(branch(&leaf, notation, screen));
                    }
                }
            }
            Ok(())
        });
        if !tree.is_empty() {
            writeln!(self.out)?;
        }
        write_tree(&mut self.out, &tree, screen, self.style, full)?;
        let mut remarks = Vec::new();
        if folded > 0 {
            let members = if folded == 1 { "member that is" } else { "members that are" };
            remarks.push(format!("… {folded} {members} null or empty (--full)"));
        }
        if left_out > 0 {
            remarks.push(format!("… {left_out} more values: their paths are too long to write each one"));
        }
        let shown = tree.iter().filter_map(|branch| Some(branch.leaf.as_ref()?.sensitivity));
        remarks.push(legend(shown));
        for remark in remarks.iter().filter(|remark| !remark.is_empty()) {
            writeln!(self.out, "{}", self.style.dim(&screen.wrapped(&format!(" {remark}"), "   ")))?;
        }
        Ok(masked)
    }
}

/// What a payload is called that no provider is known to send.
const UNKNOWN: &str = "unknown payload";

fn branch(leaf: &Leaf<'_, '_>, notation: Notation, screen: Screen) -> Branch {
    let amount = match &leaf.amount {
        Some(Amount::Cents(Some(amount))) => format!(" cents = {amount}"),
        Some(Amount::Cents(None)) => " cents".to_owned(),
        Some(Amount::Percent) => " %".to_owned(),
        None => String::new(),
    };
    let label = if leaf.label.is_empty() { "(value)" } else { leaf.label };
    Branch {
        depth: leaf.depth,
        label: screen.harmless(label).into_owned(),
        leaf: Some(Shown {
            value: notation.show(&leaf.value, screen),
            amount,
            is_blank: leaf.blank,
            sensitivity: leaf.sensitivity,
            meaning: leaf.meaning.unwrap_or_default().to_owned(),
        }),
    }
}

impl<W: Write> Table<W> {
    /// A blank line between what is shown.
    fn part(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) { writeln!(self.out) } else { Ok(()) }
    }
}

impl<'m, W: Write> Report<'m> for Table<W> {
    fn documents(&self) -> Documents {
        Documents::All
    }

    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        self.part()?;
        let listed = self.listing.of(entry.findings);
        let told = self.head(entry)?;
        let masked = self.tree(entry, &told)?;
        writeln!(self.out)?;
        self.framed.write(&mut self.out, &entry.subject(), &self.mask, &listed)?;
        let mut line = self.style.status(entry.status, entry.status.name());
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let count = entry.count(severity);
            if count > 0 {
                line.push_str(&format!(" · {count} {severity}{}", if count == 1 { "" } else { "s" }));
            }
        }
        if masked > 0 {
            let what = if masked == 1 { "value" } else { "values" };
            line.push_str(&format!(" · {masked} {what} hidden (--show-secrets)"));
        }
        writeln!(self.out, "{line}")
    }

    fn settings(&mut self, file: &SettingsFile<'_>) -> io::Result<()> {
        self.part()?;
        let listed = self.listing.of(file.findings);
        self.framed.write(&mut self.out, &file.subject(), &self.mask, &listed)
    }

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        self.framed.finish(&mut self.out)?;
        self.out.flush()
    }
}
