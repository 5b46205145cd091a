//! A record in one row: the columns that rows, lines and tables of records share, and what stands in them.

use std::borrow::Cow;

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
pub(in crate::report) struct Row<'e, 'd> {
    entry: &'e Entry<'d, 'd>,
    mask: &'e Mask,
}

impl<'e, 'd> Row<'e, 'd> {
    pub(in crate::report) const fn of(entry: &'e Entry<'d, 'd>, mask: &'e Mask) -> Self {
        Self { entry, mask }
    }

    /// What stands in a column; nothing where there is nothing to say.
    pub(in crate::report) fn cell(&self, column: Column) -> Option<Cow<'d, str>> {
        let Self { entry, mask } = *self;
        let values = Values { entry, mask };
        let model = || entry.identification.and_then(Identification::told_by);
        let fields = || model().map(|model| model.event.summary_fields);
        let first = |paths: &[Path]| paths.iter().find_map(|path| values.text(path));
        match column {
            Column::Record => Some(entry.name().into()),
            Column::Provider => {
                let (provider, version) = entry.identification?.origin()?;
                Some([provider.id, " ", version.id].concat().into())
            }
            Column::Event => event(entry.identification?),
            Column::Id => values.text(fields()?.id?),
            Column::When => when(entry, || values.text(fields()?.time?)),
            Column::Who => first(fields()?.subject),
            Column::What => {
                let model = model()?;
                let fields = model.event.summary_fields;
                let amount = fields.amount.and_then(|path| values.amount(model, path));
                match (amount, first(fields.status)) {
                    (Some(amount), Some(status)) => Some([&amount, " ", &status].concat().into()),
                    (amount, status) => amount.or(status),
                }
            }
            Column::Verdict => Some(verdict(entry)),
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

/// Which event a record is, as far as that can be told.
fn event<'d>(identification: &Identification<'d>) -> Option<Cow<'d, str>> {
    let asked = |name: &str| Some(Cow::Owned(format!("{}?", clipped(name.into()))));
    match identification {
        Identification::Identified { model, .. } => Some(model.event.name.into()),
        Identification::Ambiguous { candidates, .. } => {
            let event = match (identification.candidate_names().as_slice(), candidates.len()) {
                ([name], _) => format!("{name}?"),
                ([first, ..], 2) => format!("{first} or another"),
                ([first, ..], all) => format!("{first} or {} others", all - 1),
                ([], _) => return None,
            };
            Some(event.into())
        }
        Identification::UnknownEvent { name, .. } => asked(name),
        Identification::Unknown { event: Some(own), .. } => asked(&own.name),
        Identification::Unknown { .. } => None,
    }
}

/// When it happened, or else when it was received. Where the payload does not say when it happened, its own time may be
/// that of something else.
fn when<'d>(entry: &Entry<'d, 'd>, own_time: impl FnOnce() -> Option<Cow<'d, str>>) -> Option<Cow<'d, str>> {
    let received = entry.capture.and_then(|capture| capture.request.received_at.as_deref());
    let Some(received) = received else { return own_time() };
    let happened = || occurred_at(entry.document?, entry.identification?);
    let own = if happened().is_some() { own_time() } else { None };
    own.or_else(|| Some(clipped(received.into())))
}

/// The values of a payload, as they may be shown.
struct Values<'e, 'd> {
    entry: &'e Entry<'d, 'd>,
    mask: &'e Mask,
}

impl<'d> Values<'_, 'd> {
    /// The scalar at a path, as it reads, hidden where it has to be.
    fn text(&self, path: Path) -> Option<Cow<'d, str>> {
        let value = value_at(self.entry.document?.root(), path)?;
        if !matches!(value.kind(), JsonKind::String | JsonKind::Number) || value.raw() == "\"\"" {
            return None;
        }
        Some(clipped(self.mask.readable(value, self.entry.body(), path)))
    }

    /// The same of an amount: cents with their point.
    fn amount(&self, model: EventRef, path: Path) -> Option<Cow<'d, str>> {
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
        let in_whole_units = if cents { money::from_cents(&text) } else { None };
        Some(in_whole_units.map_or(text, Cow::Owned))
    }
}

/// As many characters of a text as a cell holds.
fn clipped(text: Cow<'_, str>) -> Cow<'_, str> {
    let Some((end, _)) = (text.len() > MOST).then(|| text.char_indices().nth(MOST)).flatten() else {
        return text;
    };
    match text {
        Cow::Borrowed(text) => text.get(..end).unwrap_or(text).into(),
        Cow::Owned(mut text) => {
            text.truncate(end);
            text.into()
        }
    }
}

fn verdict(entry: &Entry<'_, '_>) -> Cow<'static, str> {
    let count = |severity| entry.count(severity);
    let plural = |count: u64, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let line = entry.findings.first().map_or(entry.position.line, |located| located.position.line);
    match (entry.status, count(Severity::Error), count(Severity::Warning)) {
        (Status::Unreadable, ..) => format!("unreadable, line {line}").into(),
        (Status::Unknown, ..) if entry.empty => "empty".into(),
        (Status::Unknown, ..) => "unknown".into(),
        (Status::Invalid, 0, _) => "invalid as known".into(),
        (_, 0, 0) => "valid".into(),
        (_, 0, warnings) => format!("valid, {}", plural(warnings, "warning")).into(),
        (_, errors, _) => plural(errors, "error").into(),
    }
}
