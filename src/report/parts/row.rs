//! A record in one row: the columns that rows, lines and tables of records share, and what stands in them.

use crate::finding::Severity;
use crate::json::JsonKind;
use crate::model::{EventRef, Identification, Path, Status, Unit, money, value_at};
use crate::normalize::occurred_at;
use crate::redact::Mask;
use crate::report::entry::Entry;

/// A cell holds no more characters than this, also where nothing cuts it to a width.
const MOST: usize = 200;
/// So many rules are named where a verdict says which ones were broken.
const MOST_RULES: usize = 5;

/// What there is to say of a record in one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Column {
    /// Its source, with its number where there are several.
    Record,
    /// Who sent it, and in which generation.
    Provider,
    /// Which event it is.
    Event,
    /// The delivery's own id.
    Id,
    /// When it happened, or else when it was received.
    When,
    /// Whom it is about.
    Who,
    /// How much it is about, and the state that things are in now.
    What,
    /// What came out.
    Verdict,
}

impl Column {
    /// All columns, in the order of the rows.
    pub(in crate::report) const ALL: [Self; 8] = [
        Self::Record,
        Self::Provider,
        Self::Event,
        Self::Id,
        Self::When,
        Self::Who,
        Self::What,
        Self::Verdict,
    ];

    /// The word above it.
    pub(in crate::report) const fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Provider => "provider",
            Self::Event => "event",
            Self::Id => "id",
            Self::When => "when",
            Self::Who => "who",
            Self::What => "what",
            Self::Verdict => "verdict",
        }
    }
}

/// A record in one row. Texts are as they read, with what must not be shown hidden; what a screen may not be shown is
/// still in them.
#[derive(Debug, Clone)]
pub(in crate::report) struct Row {
    record: String,
    provider: Option<String>,
    event: Option<String>,
    id: Option<String>,
    when: Option<String>,
    who: Option<String>,
    what: Option<String>,
    verdict: String,
}

impl Row {
    pub(in crate::report) fn of(entry: &Entry<'_, '_>, mask: &Mask) -> Self {
        let (provider, event) = origin_and_event(entry.identification);
        let values = Values { entry, mask };
        let model = entry.identification.and_then(Identification::told_by);
        let fields = model.map(|model| model.event.summary_fields);
        let first = |paths: &[Path]| paths.iter().find_map(|path| values.text(path));
        let at = |path: Option<Path>| path.and_then(|path| values.text(path));
        let amount = model.and_then(|model| values.amount(model, model.event.summary_fields.amount?));
        let status = fields.and_then(|fields| first(fields.status));
        let own_time = at(fields.and_then(|fields| fields.time));
        let happened =
            entry.document.zip(entry.identification).and_then(|(document, of)| occurred_at(document, of));
        // Where the payload does not say when it happened, its own time may be that of something else.
        let when = match happened {
            Some(_) => own_time.or_else(|| received_at(entry)),
            None => received_at(entry).or(own_time),
        };
        let what: Vec<String> = amount.into_iter().chain(status).collect();
        Self {
            record: entry.name(),
            provider,
            event,
            id: at(fields.and_then(|fields| fields.id)),
            when,
            who: fields.and_then(|fields| first(fields.subject)),
            what: (!what.is_empty()).then(|| what.join(" ")),
            verdict: verdict(entry),
        }
    }

    /// What stands in a column; nothing where there is nothing to say.
    pub(in crate::report) fn cell(&self, column: Column) -> Option<&str> {
        match column {
            Column::Record => Some(&self.record),
            Column::Provider => self.provider.as_deref(),
            Column::Event => self.event.as_deref(),
            Column::Id => self.id.as_deref(),
            Column::When => self.when.as_deref(),
            Column::Who => self.who.as_deref(),
            Column::What => self.what.as_deref(),
            Column::Verdict => Some(&self.verdict),
        }
    }
}

/// The rules of severity error that a record breaks, each once.
pub(in crate::report) fn broken_rules(entry: &Entry<'_, '_>) -> Option<String> {
    let mut rules: Vec<&str> = Vec::new();
    for located in entry.findings.iter().filter(|located| located.counts_as(Severity::Error)) {
        let rule = located.finding.rule.name();
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    if rules.len() > MOST_RULES {
        rules.truncate(MOST_RULES);
        rules.push("…");
    }
    (!rules.is_empty()).then(|| rules.join(", "))
}

/// Who sent a record, and which event it is.
fn origin_and_event(identification: Option<&Identification<'_>>) -> (Option<String>, Option<String>) {
    match identification {
        Some(Identification::Identified { model, .. }) => {
            let origin = format!("{} {}", model.provider.id, model.version.id);
            (Some(origin), Some(model.event.name.to_owned()))
        }
        Some(ambiguous @ Identification::Ambiguous { candidates, .. }) => {
            let origin = ambiguous.origin();
            let origin = origin.map(|(provider, version)| format!("{} {}", provider.id, version.id));
            let event = match (ambiguous.candidate_names().as_slice(), candidates.len()) {
                ([name], _) => Some(format!("{name}?")),
                ([first, ..], 2) => Some(format!("{first} or another")),
                ([first, ..], all) => Some(format!("{first} or {} others", all - 1)),
                ([], _) => None,
            };
            (origin, event)
        }
        Some(Identification::UnknownEvent { provider, version, name, .. }) => {
            (Some(format!("{} {}", provider.id, version.id)), Some(format!("{}?", clipped(name))))
        }
        Some(Identification::Unknown { event: Some(own), .. }) => {
            (None, Some(format!("{}?", clipped(&own.name))))
        }
        _ => (None, None),
    }
}

fn received_at(entry: &Entry<'_, '_>) -> Option<String> {
    entry.capture?.request.received_at.as_deref().map(clipped)
}

/// The values of a payload, as they may be shown.
struct Values<'e, 'a, 'm> {
    entry: &'e Entry<'a, 'm>,
    mask: &'e Mask,
}

impl Values<'_, '_, '_> {
    /// The scalar at a path, as it reads, hidden where it has to be.
    fn text(&self, path: Path) -> Option<String> {
        let value = value_at(self.entry.document?.root(), path)?;
        if !matches!(value.kind(), JsonKind::String | JsonKind::Number) || value.raw() == "\"\"" {
            return None;
        }
        Some(clipped(&self.mask.readable(value, self.entry.body(), path)))
    }

    /// The same of an amount: cents with their point.
    fn amount(&self, model: EventRef, path: Path) -> Option<String> {
        let text = self.text(path)?;
        let cents = match model.event.body.at(path)?.unit {
            Unit::Cents => true,
            Unit::CentsWhen(member, word) => {
                let (_, parent) = path.split_last()?;
                let root = self.entry.document?.root();
                let parent = parent.iter().try_fold(root, |value, key| value.get(key))?;
                parent.get(member)?.text()? == word
            }
            _ => false,
        };
        Some(if cents { money::from_cents(&text).unwrap_or(text) } else { text })
    }
}

fn clipped(text: &str) -> String {
    text.chars().take(MOST).collect()
}

fn verdict(entry: &Entry<'_, '_>) -> String {
    let count = |severity| entry.count(severity);
    let plural = |count: u64, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let line = entry.findings.first().map_or(entry.position.line, |located| located.position.line);
    match (entry.status, count(Severity::Error), count(Severity::Warning)) {
        (Status::Unreadable, ..) => format!("unreadable, line {line}"),
        (Status::Unknown, ..) if entry.empty => "empty".to_owned(),
        (Status::Unknown, ..) => "unknown".to_owned(),
        (Status::Invalid, 0, _) => "invalid as known".to_owned(),
        (_, 0, 0) => "valid".to_owned(),
        (_, 0, warnings) => format!("valid, {}", plural(warnings, "warning")),
        (_, errors, _) => plural(errors, "error"),
    }
}
