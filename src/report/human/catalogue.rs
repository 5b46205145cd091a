//! What is known, as tables: events and rules.

use crate::finding::Rule;
use crate::model::{EventRef, Provenance, Provider};
use crate::report::parts::grid::Grid;
use crate::report::parts::said::told;
use crate::report::parts::style::Style;
use crate::report::parts::terminal::Screen;

pub use super::model::{ModelRow, description, model_rows, unit};

/// Prose gets at least so many columns: the longest words of the models are names of events.
const LEAST_PROSE: usize = 22;
/// A rule's sentence of more bytes is told up to its colon.
const LONG_SENTENCE: usize = 90;

/// The events of some providers, by provider and version. How well an event is known is said where it is not documented.
#[must_use]
pub fn events(providers: &[&Provider<'_>], screen: Screen, style: Style) -> String {
    let models: Vec<EventRef<'_>> = providers.iter().flat_map(|provider| provider.events()).collect();
    let name = models.iter().map(|model| model.event.name.len()).max().unwrap_or(0);
    let room = prose_room(screen, name + 4);
    let mut out = String::new();
    for group in models
        .chunk_by(|one, other| (one.provider.id, one.version.id) == (other.provider.id, other.version.id))
    {
        let Some(first) = group.first() else { continue };
        let heading = style.name(&format!("{} {}", first.provider.id, first.version.id));
        let noun = if group.len() == 1 { "event" } else { "events" };
        let count = style.dim(&format!("{} · {} {noun}", first.provider.name, group.len()));
        out.push_str(&format!("{}{heading}  {count}\n", if out.is_empty() { "" } else { "\n" }));
        let mut grid = Grid::new(1);
        for model in group {
            let known = match model.event.provenance {
                Provenance::Documented => "",
                other => other.name(),
            };
            let cells = vec![model.event.name.to_owned(), told([model.event.summary, known, ""])];
            grid.push_prose(cells, room);
        }
        let widths = grid.fitted_by_turns(grid.widths(&[name]), &[(1, LEAST_PROSE)], screen);
        out.push_str(&grid.render(&widths, screen, |_, column, cell| match column {
            0 => style.name(cell),
            _ => style.dim(cell),
        }));
    }
    out
}

/// The rules as a table: what each is, in the first sentence of its page.
#[must_use]
pub fn rules(screen: Screen, style: Style) -> String {
    let mut grid = Grid::new(1);
    let name = Rule::ALL.iter().map(|rule| rule.name().len()).max().unwrap_or(0);
    let room = prose_room(screen, name + "warning".len() + 6);
    let mut severities = Vec::new();
    for rule in Rule::ALL {
        let paragraph = rule.page().split("\n\n").nth(1).unwrap_or_default().replace('\n', " ");
        let sentence = paragraph.split_once(". ").map_or(paragraph.as_str(), |(first, _)| first);
        // What stands behind a colon lists cases; the page has them.
        let sentence = match sentence.split_once(": ") {
            Some((clause, _)) if sentence.len() > LONG_SENTENCE => clause,
            _ => sentence,
        };
        let sentence = sentence.trim_end_matches('.').replace('`', "");
        let before = grid.len();
        grid.push_prose(vec![rule.name().to_owned(), rule.severity().name().to_owned(), sentence], room);
        severities.extend(std::iter::repeat_n(rule.severity(), grid.len() - before));
    }
    let widths = grid.fitted_by_turns(grid.widths(&[]), &[(2, LEAST_PROSE)], screen);
    grid.render(&widths, screen, |row, column, cell| match (column, severities.get(row)) {
        (0, _) => style.name(cell),
        (1, Some(severity)) => style.severity(*severity, cell),
        _ => cell.to_owned(),
    })
}

/// How many columns are left for prose beside so many others.
pub(super) fn prose_room(screen: Screen, taken: usize) -> usize {
    screen.columns().map_or(usize::MAX, |columns| columns.saturating_sub(taken + 1).max(LEAST_PROSE))
}
