//! One payload as a table: path, value, meaning, in sections that follow the payload.

use std::convert::Infallible;
use std::io::{self, Write};

use super::chains::in_words;
use super::findings::Framed;
use crate::engine::Documents;
use crate::finding::Severity;
use crate::json::{JsonKind, Pointer};
use crate::model::{Identification, value_at};
use crate::redact::Mask;
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::parts::grid::Grid;
use crate::report::parts::leaves::{Leaf, each_leaf};
use crate::report::parts::listing::Listing;
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;

/// The full view of each payload.
pub struct Table<W> {
    out: W,
    mask: Mask,
    screen: Screen,
    style: Style,
    full: bool,
    listing: Listing,
    framed: Framed,
    begun: bool,
}

impl<W: Write> Table<W> {
    /// Tables on `out`. `full` shows members that are null or empty too.
    pub fn new(out: W, mask: Mask, screen: Screen, style: Style, listing: Listing, full: bool) -> Self {
        let framed = Framed::new(screen, style);
        Self { out, mask, screen, style, full, listing, framed, begun: false }
    }

    fn head(&mut self, entry: &Entry<'_, '_>) -> io::Result<Vec<Pointer>> {
        let mut told = Vec::new();
        let (screen, style) = (self.screen, self.style);
        let title = match entry.identification {
            Some(Identification::Identified { model, .. }) => {
                let origin = style.name(&format!("{} {}", model.provider.name, model.version.id));
                format!("{origin} · {} · {}", style.name(model.event.name), model.event.summary)
            }
            Some(ambiguous @ Identification::Ambiguous { .. }) => {
                let origin = ambiguous.origin().map(|(provider, version)| {
                    format!("{} · ", style.name(&format!("{} {}", provider.name, version.id)))
                });
                let names = ambiguous.candidate_names().join(" or ");
                format!("{}{}, ambiguous", origin.unwrap_or_default(), style.name(&names))
            }
            Some(Identification::UnknownEvent { provider, version, name, .. }) => {
                let name = screen.harmless(name).into_owned();
                format!(
                    "{} · {name}, an unknown event",
                    style.name(&format!("{} {}", provider.name, version.id))
                )
            }
            Some(Identification::Unknown { event: Some(own), .. }) => {
                let name = screen.harmless(&own.name).into_owned();
                let place = screen.harmless(&own.place).into_owned();
                format!("{}, which names itself {name} ({place})", style.name("unknown payload"))
            }
            Some(Identification::Unknown { .. }) => style.name("unknown payload"),
            None if entry.empty => style.name("nothing"),
            None => style.name("unreadable"),
        };
        writeln!(self.out, "{title}")?;
        if let Some(captured) = entry.capture {
            let unwrapped = in_words(captured, &self.mask);
            writeln!(self.out, "{}", style.dim(&screen.harmless(&unwrapped)))?;
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
                    let shown = self.mask.scalar(value, entry.body(), path);
                    line.push(format!("{label}{}", screen.data(&shown)));
                }
            }
        }
        line.push(screen.harmless(&entry.name()).into_owned());
        writeln!(self.out, "{}", line.join(" · "))?;
        Ok(told)
    }

    fn sections(&mut self, entry: &Entry<'_, '_>, told: &[Pointer]) -> io::Result<usize> {
        let (mut masked, mut folded) = (0, 0);
        let mut titles: Vec<String> = Vec::new();
        let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
        let Ok(left_out) = each_leaf::<Infallible>(entry, &self.mask, &mut |leaf| {
            masked += usize::from(leaf.masked);
            folded += usize::from(leaf.blank && !self.full);
            if (self.full || !leaf.blank) && !told.iter().any(|pointer| pointer.as_str() == leaf.pointer) {
                if titles.last().is_none_or(|title| title != leaf.section) {
                    titles.push(leaf.section.to_owned());
                }
                rows.push((titles.len(), self.row(&leaf)));
            }
            Ok(())
        });
        let mut all = Grid::new(3);
        for (_, cells) in &rows {
            all.push(cells.clone());
        }
        let widths = all.fitted(all.widths(&[]), self.screen);
        for section in rows.chunk_by(|(one, _), (other, _)| one == other) {
            let title = section.first().and_then(|(number, _)| titles.get(number.checked_sub(1)?));
            let title = title.map_or("", String::as_str);
            writeln!(self.out)?;
            if !title.is_empty() {
                writeln!(self.out, " {}", self.style.name(&self.screen.data(title)))?;
            }
            let mut grid = Grid::new(3);
            for (_, cells) in section {
                grid.push(cells.clone());
            }
            let style = self.style;
            let paint = |_: usize, column: usize, cell: &str| match column {
                2 => style.dim(cell),
                1 if matches!(cell, "null" | "\"\"" | "{}" | "[]") => style.dim(cell),
                _ => cell.to_owned(),
            };
            self.out.write_all(grid.render(&widths, self.screen, paint).as_bytes())?;
        }
        if folded > 0 {
            let line = format!(
                "   … {folded} {} null or empty (--full)",
                if folded == 1 { "member that is" } else { "members that are" }
            );
            writeln!(self.out, "{}", self.style.dim(&line))?;
        }
        if left_out > 0 {
            let line = format!("   … {left_out} more values: their paths are too long to write each one");
            writeln!(self.out, "{}", self.style.dim(&line))?;
        }
        Ok(masked)
    }

    fn row(&self, field: &Leaf<'_, '_>) -> Vec<String> {
        let value = match field.value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            Some(text) if !text.is_empty() => text,
            _ => &field.value,
        };
        let parts = [field.unit.as_deref(), field.sensitivity, field.meaning];
        let meaning: Vec<&str> = parts.into_iter().flatten().collect();
        let data = |text: &str| self.screen.data(text).into_owned();
        let label = if field.label.is_empty() { "(value)" } else { field.label };
        vec![data(label), data(value), meaning.join(" · ")]
    }
}

impl<'m, W: Write> Report<'m> for Table<W> {
    fn documents(&self) -> Documents {
        Documents::All
    }

    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        if self.begun {
            writeln!(self.out)?;
        }
        self.begun = true;
        let listed = self.listing.of(entry);
        if entry.about_settings {
            return self.framed.write(&mut self.out, entry, &self.mask, &listed);
        }
        let told = self.head(entry)?;
        let masked = self.sections(entry, &told)?;
        writeln!(self.out)?;
        self.framed.write(&mut self.out, entry, &self.mask, &listed)?;
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

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        self.framed.finish(&mut self.out)?;
        self.out.flush()
    }
}
