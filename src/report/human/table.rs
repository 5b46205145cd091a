//! One payload as a table: path, value, meaning, in sections that follow the payload.

use std::io::{self, Write};

use super::chains::in_words;
use super::findings::write_findings;
use crate::engine::Documents;
use crate::finding::Severity;
use crate::json::{Kind as JsonKind, Pointer, Value};
use crate::model::money;
use crate::model::{Identification, Kind, Sensitivity, Unit, value_at};
use crate::redact::{Mask, veil};
use crate::report::Report;
use crate::report::entry::Entry;
use crate::report::parts::grid::Grid;
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;
use crate::report::tally::Tally;

/// One leaf of a payload, as every format shows it.
pub(in crate::report) struct Shown<'m> {
    pub(in crate::report) pointer: Pointer,
    /// How many bytes of the dotted path belong to the section's title.
    section: usize,
    dotted: String,
    /// As written, or its veil.
    pub(in crate::report) value: String,
    pub(in crate::report) masked: bool,
    blank: bool,
    pub(in crate::report) meaning: Option<&'m str>,
    pub(in crate::report) sensitivity: Option<&'static str>,
    unit: Option<String>,
}

/// Where a walk over a payload stands: a value, its kind, and the way to it.
struct Step<'v, 'm> {
    value: Value<'v>,
    kind: Option<Kind<'m>>,
    field: Option<&'m crate::model::Field<'m>>,
    parent: Option<Value<'v>>,
    sensitivity: Sensitivity,
    pointer: Pointer,
    dotted: String,
    section: usize,
    depth: usize,
    level: usize,
}

/// Below this many levels a value is not taken apart any more: paths would grow with every level.
const DEEPEST: usize = 100;

impl Step<'_, '_> {
    /// Whether it is a container whose content is shown item by item.
    fn opens(&self) -> bool {
        !self.value.is_empty_container() && self.level < DEEPEST
    }
}

/// Every leaf of a payload, in order: scalars and empty containers. No recursion.
pub(in crate::report) fn fields<'m>(entry: &Entry<'_, 'm>, mask: &Mask) -> Vec<Shown<'m>> {
    let Some(document) = entry.document else { return Vec::new() };
    let mut shown = Vec::new();
    let mut open = vec![Step {
        value: document.root(),
        kind: entry.body().map(Kind::Object),
        field: None,
        parent: None,
        sensitivity: Sensitivity::Public,
        pointer: Pointer::default(),
        dotted: String::new(),
        section: 0,
        depth: 0,
        level: 0,
    }];
    while let Some(step) = open.pop() {
        let first = open.len();
        match step.value.kind() {
            JsonKind::Object if step.opens() => members(&step, mask, &mut open),
            JsonKind::Array if step.opens() => items(&step, &mut open),
            _ => shown.push(leaf(step, mask)),
        }
        if let Some(children) = open.get_mut(first..) {
            children.reverse();
        }
    }
    shown
}

fn members<'v, 'm>(step: &Step<'v, 'm>, mask: &Mask, open: &mut Vec<Step<'v, 'm>>) {
    let object = match step.kind {
        Some(Kind::Object(object)) => Some(object),
        _ => None,
    };
    let section = if step.depth <= 2 { step.dotted.len() } else { step.section };
    for (key, member) in step.value.members() {
        let name = key.text().unwrap_or_default();
        let field = object.and_then(|object| object.field(&name));
        let mut pointer = step.pointer.clone();
        pointer.push_key(&name);
        let shown_key = key.string_raw().unwrap_or_default();
        let dotted = if step.dotted.is_empty() {
            shown_key.to_owned()
        } else {
            format!("{}.{shown_key}", step.dotted)
        };
        open.push(Step {
            value: member,
            kind: field.map(|field| field.kind),
            field,
            parent: Some(step.value),
            sensitivity: step.sensitivity.max(mask.sensitivity(object, &name)),
            pointer,
            dotted,
            section,
            depth: step.depth + 1,
            level: step.level + 1,
        });
    }
}

fn items<'v, 'm>(step: &Step<'v, 'm>, open: &mut Vec<Step<'v, 'm>>) {
    let item = match step.kind {
        Some(Kind::List(item)) => Some(*item),
        _ => None,
    };
    for (index, element) in step.value.items().enumerate() {
        let mut pointer = step.pointer.clone();
        pointer.push_index(index);
        let dotted = format!("{}[{index}]", step.dotted);
        let is_object = element.kind() == JsonKind::Object;
        open.push(Step {
            value: element,
            kind: item,
            field: step.field.filter(|_| !is_object),
            parent: None,
            sensitivity: step.sensitivity,
            pointer,
            section: step.section,
            depth: if is_object { 0 } else { step.depth + 1 },
            level: step.level + 1,
            dotted,
        });
        if let Some(last) = open.last_mut().filter(|_| is_object) {
            last.section = last.dotted.len();
            last.depth = 2;
        }
    }
}

fn leaf<'m>(step: Step<'_, 'm>, mask: &Mask) -> Shown<'m> {
    let scalar = matches!(step.value.kind(), JsonKind::Number | JsonKind::String);
    let raw = step.value.raw();
    let folded = !scalar && step.level >= DEEPEST && !step.value.is_empty_container();
    let masked = folded
        || (scalar && raw != "\"\"" && mask.hides(mask.of_value(step.value, step.kind, step.sensitivity)));
    let value = match step.value.kind() {
        JsonKind::Object | JsonKind::Array if folded => format!("… ({} bytes, too deep to show)", raw.len()),
        // Whatever blanks it holds: a value is one line everywhere.
        JsonKind::Object => "{}".to_owned(),
        JsonKind::Array => "[]".to_owned(),
        _ if masked => veil(raw).trim_matches('"').to_owned(),
        _ => raw.to_owned(),
    };
    let blank = step.value.kind() == JsonKind::Null || raw == "\"\"" || step.value.is_empty_container();
    Shown {
        section: step.section,
        masked,
        blank,
        value,
        meaning: step.field.map(|field| field.meaning),
        sensitivity: step.sensitivity.name(),
        unit: step.field.and_then(|field| unit_of(field.unit, raw, step.parent)),
        pointer: step.pointer,
        dotted: step.dotted,
    }
}

/// What a number counts, in words; cents also as money.
pub(in crate::report) fn unit_of(unit: Unit<'_>, raw: &str, parent: Option<Value<'_>>) -> Option<String> {
    let cents = || money::from_cents(raw).map(|money| format!("cents, {money}"));
    match unit {
        Unit::Cents => cents(),
        Unit::CentsWhen(member, word) => {
            let is_money = parent.and_then(|parent| parent.get(member)).and_then(Value::text)? == word;
            if is_money { cents() } else { Some("count".to_owned()) }
        }
        Unit::Percent => {
            raw.starts_with(|c: char| c == '-' || c.is_ascii_digit()).then(|| "percent".to_owned())
        }
        Unit::Major | Unit::Count | Unit::None => None,
    }
}

/// The full view of each payload.
pub struct Table<W> {
    out: W,
    mask: Mask,
    screen: Screen,
    style: Style,
    full: bool,
    begun: bool,
}

impl<W: Write> Table<W> {
    /// Tables on `out`. `full` shows members that are null or empty too.
    pub const fn new(out: W, mask: Mask, screen: Screen, style: Style, full: bool) -> Self {
        Self { out, mask, screen, style, full, begun: false }
    }

    fn head(&mut self, entry: &Entry<'_, '_>) -> io::Result<Vec<Pointer>> {
        let mut told = Vec::new();
        let (screen, style) = (self.screen, self.style);
        let title = match entry.identification {
            Some(Identification::Identified { model, .. }) => {
                let origin = style.name(&format!("{} {}", model.provider.name, model.version.id));
                format!("{origin} · {} · {}", style.name(model.event.name), model.event.summary)
            }
            Some(Identification::Ambiguous { candidates }) => {
                let names: Vec<&str> = candidates.iter().map(|model| model.event.name).collect();
                let origin = candidates
                    .first()
                    .map_or(String::new(), |model| format!("{} {}", model.provider.name, model.version.id));
                format!("{} · {}, ambiguous", style.name(&origin), style.name(&names.join(" or ")))
            }
            Some(Identification::UnknownEvent { provider, version, name, .. }) => {
                let name = screen.harmless(name).into_owned();
                format!(
                    "{} · {name}, an unknown event",
                    style.name(&format!("{} {}", provider.name, version.id))
                )
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
            let digest = model.event.digest;
            for (label, path) in [("event ", digest.id), ("", digest.time)] {
                let Some(path) = path else { continue };
                let Some(value) = value_at(document.root(), path) else { continue };
                if matches!(value.kind(), JsonKind::String | JsonKind::Number) {
                    let mut pointer = Pointer::default();
                    for key in path {
                        pointer.push_key(key);
                    }
                    told.push(pointer);
                    line.push(format!("{label}{}", screen.data(value.string_raw().unwrap_or(value.raw()))));
                }
            }
        }
        line.push(screen.harmless(&entry.name()).into_owned());
        writeln!(self.out, "{}", line.join(" · "))?;
        Ok(told)
    }

    fn sections(&mut self, entry: &Entry<'_, '_>, told: &[Pointer]) -> io::Result<usize> {
        let shown = fields(entry, &self.mask);
        let masked = shown.iter().filter(|field| field.masked).count();
        let kept: Vec<&Shown<'_>> = shown
            .iter()
            .filter(|field| !told.contains(&field.pointer) && (self.full || !field.blank))
            .collect();
        let folded = shown.iter().filter(|field| field.blank && !self.full).count();
        let rows: Vec<(&str, Vec<String>)> = kept.iter().map(|field| self.row(field)).collect();
        let mut all = Grid::new(3);
        for (_, cells) in &rows {
            all.push(cells.clone());
        }
        let widths = all.fitted(all.widths(&[]), self.screen);
        for section in rows.chunk_by(|(one, _), (other, _)| one == other) {
            let title = section.first().map_or("", |(title, _)| *title);
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
        Ok(masked)
    }

    fn row<'f>(&self, field: &'f Shown<'_>) -> (&'f str, Vec<String>) {
        let (title, label) = field.dotted.split_at_checked(field.section).unwrap_or(("", &field.dotted));
        let value = match field.value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            Some(text) if !text.is_empty() => text,
            _ => &field.value,
        };
        let parts = [field.unit.as_deref(), field.sensitivity, field.meaning];
        let meaning: Vec<&str> = parts.into_iter().flatten().collect();
        let data = |text: &str| self.screen.data(text).into_owned();
        let label = label.trim_start_matches('.');
        let label = if label.is_empty() { "(value)" } else { label };
        (title, vec![data(label), data(value), meaning.join(" · ")])
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
        if entry.about_settings {
            return write_findings(&mut self.out, entry, &self.mask, (self.screen, self.style));
        }
        let told = self.head(entry)?;
        let masked = self.sections(entry, &told)?;
        writeln!(self.out)?;
        write_findings(&mut self.out, entry, &self.mask, (self.screen, self.style))?;
        let mut line = self.style.status(entry.status, entry.status.name());
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let count = entry.findings.iter().filter(|located| located.counts_as(severity)).count();
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
        self.out.flush()
    }
}
