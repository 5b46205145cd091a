//! What is known, as tables: events, models, rules.

use crate::finding::Rule;
use crate::model::{EventRef, Extra, Field, Kind, Object, Provenance, Provider, Unit, name_of};
use crate::report::parts::grid::Grid;
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;

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
    let mut out = format!(
        "{} · {} · {}\n\n",
        style.name(&format!("{} {}", model.provider.name, model.version.id)),
        style.name(event.name),
        event.summary
    );
    let mut grid = Grid::new(1);
    grid.push(["path", "type", "presence", "null", "values", "meaning"].map(str::to_owned).to_vec());
    for row in model_rows(event.body) {
        let field = row.field;
        grid.push(vec![
            row.path,
            row.kind.to_owned(),
            field.presence.name().to_owned(),
            if field.nullable { "yes" } else { "no" }.to_owned(),
            values(field.values),
            meaning(field),
        ]);
    }
    let widths = grid.fitted(grid.widths(&[]), screen);
    out.push_str(&grid.render(&widths, screen, |row, column, cell| match column {
        _ if row == 0 => style.dim(cell),
        5 => style.dim(cell),
        0 => style.name(cell),
        _ => cell.to_owned(),
    }));
    out.push('\n');
    for (label, text) in [("sent", event.trigger), ("evidence", event.evidence)] {
        out.push_str(&format!("{label}: {text}\n"));
    }
    let signature = match model.version.signature {
        Some(scheme) => {
            let sentences = [Some(scheme.sources), scheme.absence].into_iter().flatten();
            sentences.fold(format!("{}.", scheme.in_words()), |text, sentence| text + " " + sentence)
        }
        None => "none".to_owned(),
    };
    out.push_str(&format!("signature: {signature}\n"));
    for alias in event.aliases {
        out.push_str(&format!("also called {}: {}\n", alias.name, alias.why));
    }
    if let Some(caution) = event.caution {
        out.push_str(&format!("caution: {caution}\n"));
    }
    if event
        .body
        .fields
        .iter()
        .any(|field| matches!(field.kind, Kind::Object(inner) if inner.extra == Extra::Undocumented))
    {
        out.push_str("not documented: members beyond the listed ones are shown, not judged\n");
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
    let mut grid = Grid::new(1);
    grid.push(["event", "version", "evidence", "what happened"].map(str::to_owned).to_vec());
    for model in providers.iter().flat_map(|provider| provider.events()) {
        let known = model.event.provenance.name().to_owned();
        grid.push(vec![model.id(), model.version.id.to_owned(), known, model.event.summary.to_owned()]);
    }
    let widths = grid.fitted(grid.widths(&[]), screen);
    grid.render(&widths, screen, |row, column, cell| match column {
        _ if row == 0 => style.dim(cell),
        0 => style.name(cell),
        3 => style.dim(cell),
        _ => cell.to_owned(),
    })
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
