//! What is known, as tables: events, models, rules.

use unicode_width::UnicodeWidthStr;

use crate::finding::Rule;
use crate::model::{EventRef, Extra, Field, Kind, Object, Provenance, Provider, Unit, name_of};
use crate::report::parts::grid::Grid;
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;

/// Prose gets at least so many columns: the longest words of the models are names of events.
const LEAST_PROSE: usize = 22;

/// One line of a model's table.
pub struct ModelRow<'m> {
    /// The dotted path; `[]` after an array.
    pub path: String,
    /// The kind's name.
    pub kind: &'static str,
    /// The field itself.
    pub field: &'m Field<'m>,
}

/// Every field of an object and of the objects in it, depth first. Recurses on the depth of the model.
#[must_use]
pub fn model_rows<'m>(object: &'m Object<'m>) -> Vec<ModelRow<'m>> {
    let mut rows = Vec::new();
    collect(object, "", &mut rows, 0);
    rows
}

fn collect<'m>(object: &'m Object<'m>, prefix: &str, rows: &mut Vec<ModelRow<'m>>, depth: usize) {
    for field in object.fields {
        let path = if prefix.is_empty() { field.name.to_owned() } else { format!("{prefix}.{}", field.name) };
        rows.push(ModelRow { path: path.clone(), kind: name_of(field.kind), field });
        let (inner, path) = match field.kind {
            Kind::Object(inner) => (inner, path),
            Kind::List(&Kind::Object(inner)) => (inner, format!("{path}[]")),
            _ => continue,
        };
        if depth < 16 {
            collect(inner, &path, rows, depth + 1);
        }
    }
}

/// A model as a table.
#[must_use]
pub fn description(model: EventRef<'_>, screen: Screen, style: Style) -> String {
    let event = model.event;
    let origin = format!("{} {}", model.provider.name, model.version.id);
    let title = origin.width() + event.name.width() + event.summary.width() + 6;
    // The summary goes on a line of its own where the title would not fit.
    let joint = if screen.columns().is_some_and(|columns| title > columns) { "\n" } else { " · " };
    let mut out = format!("{} · {}{joint}{}\n\n", style.name(&origin), style.name(event.name), event.summary);
    let rows = model_rows(event.body);
    let names: Vec<String> = rows.iter().map(|row| branch(&row.path)).collect();
    let widest = |cells: &mut dyn Iterator<Item = usize>| cells.max().unwrap_or(0);
    // Where there is little room, only members that may be absent say so, beside their meaning.
    let narrow = screen.columns().is_some_and(|columns| columns < 100);
    let presence = if narrow { 0 } else { "presence".len() + 2 };
    let taken = widest(&mut names.iter().map(|name| name.width()))
        + widest(&mut rows.iter().map(|row| row.kind.len()))
        + presence
        + "null".len();
    let room = prose_room(screen, taken + 7);
    let mut grid = Grid::new(1);
    let head = ["member", "type", "presence", "null", "meaning"];
    let kept = |column: &(usize, String)| !narrow || column.0 != 2;
    let columns =
        |cells: [String; 5]| cells.into_iter().enumerate().filter(kept).map(|(_, cell)| cell).collect();
    grid.push(columns(head.map(str::to_owned)));
    for (row, name) in rows.into_iter().zip(names) {
        let field = row.field;
        let absence = match field.presence.name() {
            "required" => String::new(),
            presence => presence.to_owned(),
        };
        let said = [if narrow { absence } else { String::new() }, meaning(field), values(field.values)];
        let said: Vec<&str> = said.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        let cells = [
            name,
            row.kind.to_owned(),
            field.presence.name().to_owned(),
            if field.nullable { "yes" } else { "no" }.to_owned(),
            said.join(" · "),
        ];
        grid.push_prose(columns(cells), room);
    }
    let last = if narrow { 3 } else { 4 };
    let widths = grid.fitted_by_turns(grid.widths(&[]), &[(last, LEAST_PROSE), (1, 6)], screen);
    out.push_str(&grid.render(&widths, screen, |row, column, cell| match column {
        _ if row == 0 => style.dim(cell),
        0 => style.name(cell),
        _ if column == last => style.dim(cell),
        _ => cell.to_owned(),
    }));
    out.push('\n');
    let mut paragraph = |label: &str, text: &str| {
        out.push_str(&screen.wrapped(&format!("{label}: {text}\n"), "  "));
    };
    for (label, text) in [("sent", event.trigger), ("evidence", event.evidence)] {
        paragraph(label, text);
    }
    let signature = match model.version.signature {
        Some(scheme) => {
            let sentences = [Some(scheme.sources), scheme.absence].into_iter().flatten();
            sentences.fold(format!("{}.", scheme.in_words()), |text, sentence| text + " " + sentence)
        }
        None => "none".to_owned(),
    };
    paragraph("signature", &signature);
    for alias in event.aliases {
        paragraph(&format!("also called {}", alias.name), alias.why);
    }
    if let Some(caution) = event.caution {
        paragraph("caution", caution);
    }
    if event
        .body
        .fields
        .iter()
        .any(|field| matches!(field.kind, Kind::Object(inner) if inner.extra == Extra::Undocumented))
    {
        paragraph("not documented", "members beyond the listed ones are shown, not judged");
    }
    out
}

/// The first known values; the list is always open.
fn values(known: &[&str]) -> String {
    match known {
        [] => String::new(),
        [a, b, c, d, rest @ ..] if rest.len() > 5 => {
            format!("{a}, {b}, {c}, {d}, … ({} in all)", known.len())
        }
        all => format!("{}, …", all.join(", ")),
    }
}

fn meaning(field: &Field) -> String {
    let mut parts = vec![field.meaning.to_owned()];
    parts.extend(unit(field.unit));
    parts.extend(field.sensitivity.name().map(str::to_owned));
    if field.provenance != Provenance::Documented {
        parts.push(field.provenance.name().to_owned());
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// What a number counts, in words.
#[must_use]
pub fn unit(unit: Unit) -> Option<String> {
    match unit {
        Unit::None => None,
        Unit::Cents => Some("cents".to_owned()),
        Unit::CentsWhen(member, word) => Some(format!("cents when {member} is {word}")),
        Unit::Major => Some("whole currency units".to_owned()),
        Unit::Percent => Some("percent".to_owned()),
        Unit::Count => Some("count".to_owned()),
    }
}

/// The events of some providers as a table.
#[must_use]
pub fn events(providers: &[&Provider<'_>], screen: Screen, style: Style) -> String {
    let models = || providers.iter().flat_map(|provider| provider.events());
    let name = models().map(|model| model.event.name.len()).max().unwrap_or(0);
    let known = models().map(|model| model.event.provenance.name().len()).max().unwrap_or(0);
    let room = prose_room(screen, name + known + 6);
    let mut out = String::new();
    let mut group = ("", "");
    for model in models() {
        let of = (model.provider.id, model.version.id);
        if of != group {
            let heading = style.name(&format!("{} {}", of.0, of.1));
            out.push_str(&format!("{}{heading}\n", if group.0.is_empty() { "" } else { "\n" }));
            group = of;
        }
        let mut grid = Grid::new(1);
        let cells = [model.event.name, model.event.provenance.name(), model.event.summary];
        grid.push_prose(cells.map(str::to_owned).to_vec(), room);
        let widths = [name, known, room.min(model.event.summary.width())];
        out.push_str(&grid.render(&widths, screen, |_, column, cell| match column {
            0 => style.name(cell),
            _ => style.dim(cell),
        }));
    }
    out
}

/// How many columns are left for prose beside so many others.
fn prose_room(screen: Screen, taken: usize) -> usize {
    screen.columns().map_or(usize::MAX, |columns| columns.saturating_sub(taken + 1).max(LEAST_PROSE))
}

/// The last name of a path, indented by how deep it is: a tree.
fn branch(path: &str) -> String {
    let depth = path.matches('.').count();
    let name = path.rsplit('.').next().unwrap_or(path);
    format!("{}{name}", "  ".repeat(depth))
}

/// The rules as a table.
#[must_use]
pub fn rules(screen: Screen, style: Style) -> String {
    let mut grid = Grid::new(1);
    for rule in Rule::ALL {
        let sentence = rule.page().lines().skip(1).find(|line| !line.trim().is_empty()).unwrap_or_default();
        grid.push(vec![rule.name().to_owned(), rule.severity().name().to_owned(), sentence.to_owned()]);
    }
    let widths = grid.fitted(grid.widths(&[]), screen);
    grid.render(&widths, screen, |row, column, cell| match (column, Rule::ALL.get(row)) {
        (0, _) => style.name(cell),
        (1, Some(rule)) => style.severity(rule.severity(), cell),
        _ => cell.to_owned(),
    })
}
