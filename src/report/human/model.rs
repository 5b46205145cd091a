//! An event's model as an indented tree.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use super::catalogue::prose_room;
use crate::model::{EventRef, Extra, Field, Kind, Object, Presence, Provenance, Unit, name_of};
use crate::report::parts::grid::Grid;
use crate::report::parts::said::told;
use crate::report::parts::signs::{legend, sign};
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;

/// Meanings get at least so many columns: the longest words of the models are names of events.
const LEAST_MEANING: usize = 24;
/// The columns of `null`, of the sign, and of the blanks between and around all columns.
const BESIDE: usize = "null".len() + 1 + 4 * 2 + 1;

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

/// What a member's name is followed by: whether it may be absent.
const fn absence(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "",
        Presence::Usual => "~",
        Presence::Optional => "?",
    }
}

/// A model as an indented tree with what each member means.
#[must_use]
pub fn description(model: EventRef<'_>, screen: Screen, style: Style) -> String {
    let event = model.event;
    let origin = format!("{} {}", model.provider.name, model.version.id);
    let title = told([&origin, event.name, event.summary]);
    let title = screen.wrapped(&title, "  ").replacen(&origin, &style.name(&origin), 1);
    let mut out = format!("{}\n\n", title.replacen(event.name, &style.name(event.name), 1));
    let rows = model_rows(event.body);
    if rows.is_empty() {
        out.push_str(" what it holds is not known\n");
    } else {
        out.push_str(&table(&rows, screen, style));
    }
    let mut signs: Vec<String> = vec![legend(rows.iter().map(|row| row.field.sensitivity))];
    for (presence, words) in
        [(Presence::Optional, "may be absent"), (Presence::Usual, "in every full example")]
    {
        if rows.iter().any(|row| row.field.presence == presence) {
            signs.push(format!("{} {words}", absence(presence)));
        }
    }
    signs.retain(|sign| !sign.is_empty());
    if !signs.is_empty() {
        let line = format!(" {}\n", signs.join(" · "));
        out.push_str(&style.dim(screen.wrapped(&line, "   ").trim_end_matches('\n')));
        out.push('\n');
    }
    out.push('\n');
    let mut paragraph = |label: &str, text: &str| {
        let text = format!("{label}: {text}\n");
        out.push_str(&screen.wrapped(&text, "  ").replacen(label, &style.name(label), 1));
    };
    for (label, text) in [("sent", event.trigger), ("evidence", event.evidence)] {
        if !text.is_empty() {
            paragraph(label, text);
        }
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
        paragraph("not documented", "members beyond the listed ones are shown, not checked");
    }
    out
}

/// The members, one a line, with what each means.
fn table(rows: &[ModelRow<'_>], screen: Screen, style: Style) -> String {
    let mut out = String::new();
    let evidence = evidence_told(rows);
    let names: Vec<String> =
        rows.iter().map(|row| format!("{}{}", branch(&row.path), absence(row.field.presence))).collect();
    let kind = rows.iter().map(|row| row.kind.len()).max().unwrap_or_default();
    // A name that would leave no room for meanings stands on a line of its own.
    let most = screen
        .columns()
        .map_or(usize::MAX, |columns| columns.saturating_sub(kind + BESIDE + LEAST_MEANING + 1));
    let name_width = names.iter().map(|name| name.width()).filter(|width| *width <= most).max();
    let room = prose_room(screen, name_width.unwrap_or_default() + kind + BESIDE);
    let mut grid = Grid::new(1);
    grid.push(["member", "type", "null", "", "meaning"].map(str::to_owned).to_vec());
    let mut alone: BTreeMap<usize, String> = BTreeMap::new();
    for ((row, name), known) in rows.iter().zip(names).zip(&evidence) {
        let field = row.field;
        let name = if name.width() > most {
            alone.insert(grid.len(), name);
            String::new()
        } else {
            name
        };
        let cells = [
            name,
            row.kind.to_owned(),
            if field.nullable { "null" } else { "" }.to_owned(),
            sign(field.sensitivity).to_string(),
            meaning(field, known),
        ];
        grid.push_prose(cells.to_vec(), room);
    }
    let widths = grid.fitted_by_turns(grid.widths(&[]), &[(4, LEAST_MEANING), (1, 6)], screen);
    let table = grid.render(&widths, screen, |row, column, cell| match column {
        _ if row == 0 => style.dim(cell),
        0 => style.name(cell),
        2 | 4 => style.dim(cell),
        _ => cell.to_owned(),
    });
    for (number, line) in table.lines().enumerate() {
        if let Some(name) = alone.get(&number) {
            out.push_str(&format!(" {}\n", style.name(name)));
        }
        out.push_str(&format!("{line}\n"));
    }
    out
}

/// What is said of how well each member is known: nothing where it is documented, and once on an object where all its
/// members are known equally well.
fn evidence_told(rows: &[ModelRow<'_>]) -> Vec<String> {
    let of_container =
        |row: &ModelRow<'_>| row.path.rsplit_once('.').map_or("", |(above, _)| above).to_owned();
    let container = |path: &str| path.trim_end_matches("[]").to_owned();
    let shared: BTreeMap<String, Option<Provenance>> =
        rows.iter().fold(BTreeMap::new(), |mut shared, row| {
            let known = row.field.provenance;
            let one = shared.entry(container(&of_container(row))).or_insert(Some(known));
            *one = one.filter(|one| *one == known);
            shared
        });
    rows.iter()
        .map(|row| {
            let own = Some(row.field.provenance).filter(|own| *own != Provenance::Documented);
            let above = shared.get(&container(&of_container(row))).copied().flatten();
            let below = shared.get(&container(&row.path)).copied().flatten();
            let own = own.filter(|own| above != Some(*own) || !row.path.contains('.'));
            let below = below.filter(|below| *below != Provenance::Documented && above != Some(*below));
            match (own, below) {
                (_, Some(below)) => format!("members {}", below.name()),
                (Some(own), None) => own.name().to_owned(),
                (None, None) => String::new(),
            }
        })
        .collect()
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

/// What a member means, what it counts, how well it is known, and which values it has.
fn meaning(field: &Field, known: &str) -> String {
    let mut parts = vec![field.meaning.to_owned()];
    parts.extend(unit(field.unit));
    parts.push(known.to_owned());
    parts.push(values(field.values));
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

/// The last name of a path, indented by how deep it is: a tree.
fn branch(path: &str) -> String {
    let depth = path.matches('.').count();
    let name = path.rsplit('.').next().unwrap_or(path);
    format!("{}{name}", "  ".repeat(depth))
}
