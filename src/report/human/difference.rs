//! Differences between two payloads, for a person: a table of changes, side by side, or Markdown for a review.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::diff::{self, Change, Difference, Place, Remark, type_name};
use crate::json::{JsonKind, Style as JsonStyle, Value, Writer};
use crate::redact::{Hidden, Masked, Show, Way, within};
use crate::report::parts::marks::{Marked, Tense, marked};
use crate::report::parts::notation::Notation;
use crate::report::parts::style::Style;
use crate::report::parts::terminal::{Screen, harmless};

/// From how many characters on a text is shown by what changed in it.
const LONG: usize = 60;

/// One side of a comparison.
#[derive(Debug)]
pub struct Side<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The whole text of the record.
    pub text: &'a str,
    /// What of it is not shown.
    pub hidden: Vec<Hidden>,
}

/// Two payloads and what is different between them.
#[derive(Debug)]
pub struct Compared<'a> {
    /// What the two are: an event, or two.
    pub title: String,
    /// The first.
    pub a: Side<'a>,
    /// The second.
    pub b: Side<'a>,
    /// What is different.
    pub difference: Difference<'a>,
    /// What of the names of members may be shown.
    pub show: Show,
    /// Only members and their types were compared.
    pub shapes: bool,
    /// How values are written.
    pub notation: Notation,
}

/// Both values of a change.
pub(in crate::report) struct Values {
    pub(in crate::report) old: Option<Marked>,
    pub(in crate::report) new: Option<Marked>,
}

impl Side<'_> {
    /// Whether a value is one of this side's.
    fn holds(&self, value: Value<'_>) -> bool {
        std::ptr::eq(value.document().text(), self.text)
    }

    /// Whether anything in a value is hidden.
    #[must_use]
    pub fn hides(&self, value: Value<'_>) -> bool {
        !self.hidden_in(value).is_empty()
    }

    /// What of a value is hidden; the hidden parts are in the order of the text.
    fn hidden_in(&self, value: Value<'_>) -> &[Hidden] {
        within(&self.hidden, value.span())
    }

    /// A value as JSON on one line; what is hidden in it is a text of dots.
    #[must_use]
    pub fn json(&self, value: Value<'_>) -> String {
        let mut out = String::new();
        // Writing to a String cannot fail, and no canonical form is asked for.
        let _ =
            Writer::new(JsonStyle::COMPACT).replacing(Masked(self.hidden_in(value))).write(value, &mut out);
        out
    }
}

impl Compared<'_> {
    /// Both values of a change, for a person; `None` where there is none.
    pub(in crate::report) fn values(&self, change: &Change<'_>, screen: Screen) -> Values {
        let values = self.values_in(self.notation, change, screen);
        if values.old == values.new {
            // They are written differently and read the same.
            return self.values_in(Notation::AsWritten, change, screen);
        }
        values
    }

    fn values_in(&self, notation: Notation, change: &Change<'_>, screen: Screen) -> Values {
        let (Some(old), Some(new)) = (change.old, change.new) else {
            let whole =
                |side, value| Marked::plain(&self.whole(side, value, notation, change.is_pair, screen));
            return Values {
                old: change.old.map(|old| whole(&self.a, old)),
                new: change.new.map(|new| whole(&self.b, new)),
            };
        };
        let [before, after] = [(&self.a, old), (&self.b, new)]
            .map(|(side, value)| self.whole(side, value, notation, change.is_pair, screen));
        let texts = !self.shapes && old.kind() == JsonKind::String && new.kind() == JsonKind::String;
        let (old, new) = if !texts {
            (Marked::plain(&before), Marked::plain(&after))
        } else if self.a.hides(old) || self.b.hides(new) {
            // Two secrets may be of one length: that they differ has to be said.
            let mut after = Marked::plain(&after);
            after.push(" (differs)");
            (Marked::plain(&before), after)
        } else {
            marked(&before, &after, LONG)
        };
        Values { old: Some(old), new: Some(new) }
    }

    /// A value; a large container by what it holds.
    fn whole(
        &self,
        side: &Side<'_>,
        value: Value<'_>,
        notation: Notation,
        is_pair: bool,
        screen: Screen,
    ) -> String {
        if self.shapes {
            return type_name(value).to_owned();
        }
        let shown = |value| notation.show_any(&side.json(value), screen);
        let items: Vec<Value<'_>> = value.items().collect();
        if let ([before, now], true) = (items.as_slice(), is_pair) {
            return format!("({} -> {})", shown(*before), shown(*now));
        }
        let text = shown(value);
        let members = value.members().count();
        match text.width() > LONG {
            true if members > 0 => format!("{{… {members} members}}"),
            true if !items.is_empty() => format!("[… {} items]", items.len()),
            _ => text,
        }
    }

    /// A place for people; dots stand for names that are secrets themselves.
    fn place(&self, place: Place) -> String {
        let mut way = Way::of(self.show);
        let name = |name: &str| way.step(name);
        let hides = |value: Value<'_>| {
            [&self.a, &self.b].into_iter().any(|side| side.holds(value) && side.hides(value))
        };
        self.difference.places.label(place, name, hides)
    }

    /// What the reader should know of how the two were compared.
    pub(in crate::report) fn remarks(&self) -> impl Iterator<Item = String> {
        self.difference.remarks.iter().map(|Remark { place, text }| match place {
            Some(place) => format!("{}: {text}", self.place(*place)),
            None => text.clone(),
        })
    }

    pub(in crate::report) fn label(&self, change: &Change<'_>) -> String {
        let label = self.place(change.place);
        if label.is_empty() { "(the whole)".to_owned() } else { label }
    }

    pub(in crate::report) fn meaning(change: &Change<'_>) -> String {
        change.field.map_or_else(String::new, |field| field.meaning.to_owned())
    }

    /// `3 changes: 1 added, 1 removed, 1 changed`.
    pub(in crate::report) fn total(&self) -> String {
        let counts = self.difference.counts();
        if counts.all() == 0 {
            return "no difference".to_owned();
        }
        let (noun, unlisted) =
            (if counts.all() == 1 { "change" } else { "changes" }, self.difference.unlisted.all());
        let unlisted = match unlisted {
            0 => String::new(),
            _ => format!(" · {unlisted} of them not listed: too many lie too deep to write each one's place"),
        };
        let diff::Counts { added, removed, changed } = counts;
        format!("{} {noun}: {added} added, {removed} removed, {changed} changed{unlisted}", counts.all())
    }

    /// What was left out of the comparison, in a line.
    fn skipped(&self) -> Option<String> {
        let skipped = &self.difference.skipped;
        let differ: Vec<String> =
            skipped.iter().filter(|field| field.differs).map(|field| self.place(field.place)).collect();
        let fields = if skipped.len() == 1 { "field" } else { "fields" };
        (!skipped.is_empty()).then(|| {
            let names = if differ.is_empty() { String::new() } else { format!(" ({})", differ.join(", ")) };
            let differ = match differ.len() {
                0 => "none of them differs".to_owned(),
                1 => "1 of them differs".to_owned(),
                several => format!("{several} of them differ"),
            };
            format!(
                "not compared: {} volatile {fields}, {differ}{names}; --all compares everything",
                skipped.len()
            )
        })
    }

    pub(in crate::report) fn head(
        &self,
        out: &mut dyn Write,
        screen: Screen,
        style: Style,
    ) -> io::Result<()> {
        let title = screen.harmless(&self.title).into_owned();
        let names = format!("{} -> {}", self.a.name, self.b.name);
        let names = screen.harmless(&names).into_owned();
        let fits = screen.columns().is_none_or(|columns| title.width() + names.width() + 3 <= columns);
        let title = style.name(&screen.wrapped(&title, "  "));
        writeln!(out, "{title}{}{}", if fits { "   " } else { "\n" }, screen.wrapped(&names, "  "))?;
        for line in self.skipped().into_iter().chain(self.remarks()) {
            let line = screen.harmless(&line).into_owned();
            writeln!(out, "{}", style.dim(&screen.wrapped(&line, "  ")))?;
        }
        writeln!(out)
    }

    /// A table for a review comment. Nothing in it can end the table or begin markup of its own.
    pub fn markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "**{}**: {} → {}\n", code(&self.title), code(self.a.name), code(self.b.name))?;
        for line in self.skipped().into_iter().chain(self.remarks()) {
            writeln!(out, "{}\n", code(&line))?;
        }
        if !self.difference.changes.is_empty() {
            writeln!(out, "| | place | before | after | meaning |\n| --- | --- | --- | --- | --- |")?;
        }
        for change in &self.difference.changes {
            let Values { old, new } = self.values(change, Screen::Plain);
            let cell = |value: Option<Marked>, tense| {
                value.map_or_else(String::new, |value| code(&value.without_colour(tense)))
            };
            writeln!(
                out,
                "| {} | {} | {} | {} | {} |",
                change.kind.name(),
                code(&self.label(change)),
                cell(old, Tense::Old),
                cell(new, Tense::New),
                Self::meaning(change).replace('|', "\\|")
            )?;
        }
        writeln!(out, "\n{}", self.total())
    }
}

/// A text as code in a table's cell: fenced by more backticks than it holds, on one line, its bars escaped.
pub(super) fn code(text: &str) -> String {
    let text = harmless(text).replace('|', "\\|");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 || text.is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}
