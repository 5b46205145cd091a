//! From what departs to the pack that no longer says otherwise.

use std::str::FromStr;

use serde_json::Value as Json;
use thiserror::Error;

use super::account::{GroupName, Line};
use super::departure::Departure;
use super::newcomers::NewModels;
use super::pattern::parent;
use crate::packs::amend::{Amendment, NewEvent, Unamended, Widening};

/// Which departures a person accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accept {
    /// All of them.
    All,
    /// Those of a kind at a place.
    These {
        /// The kind.
        kind: Departure,
        /// The place as `drift` tells it, or the name of a new event.
        pointer: String,
    },
}

/// What is no word for departures.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is neither `all` nor KIND:POINTER such as new-field:/data/plan, of the kinds {kinds}", kinds = kinds())]
pub struct AcceptError(String);

fn kinds() -> String {
    Departure::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ")
}

impl FromStr for Accept {
    type Err = AcceptError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "all" {
            return Ok(Self::All);
        }
        let (kind, pointer) = text.split_once(':').ok_or_else(|| AcceptError(text.to_owned()))?;
        let kind = Departure::ALL.into_iter().find(|one| one.name() == kind);
        let kind = kind.ok_or_else(|| AcceptError(text.to_owned()))?;
        Ok(Self::These { kind, pointer: pointer.to_owned() })
    }
}

impl Accept {
    /// Whether it is this departure that is meant by name; nothing where it is not meant at all.
    #[must_use]
    pub fn covers(&self, line: &Line) -> Option<bool> {
        match self {
            Self::All => Some(false),
            Self::These { kind, pointer } => {
                let is_place = *pointer == line.pattern || *pointer == line.detail && line.pattern.is_empty();
                (*kind == line.departure && is_place).then_some(true)
            }
        }
    }
}

/// Why a departure is not proposed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unproposed {
    /// No model is concerned.
    #[error("no provider is known that sends such payloads: hookspect learn makes a model of them")]
    NoModel,
    /// The pack does not take it.
    #[error(transparent)]
    Unamended(#[from] Unamended),
}

/// Changes a pack so that a departure is none any more; of a new event it gets what was learnt in `models`. `evidence` goes beside the change; what a person has stated is
/// changed only for a departure that `is_named`.
///
/// # Errors
///
/// Why it is not changed.
pub fn propose(
    amendment: &mut Amendment<'_, '_>,
    models: &NewModels,
    line: &Line,
    evidence: &str,
    is_named: bool,
) -> Result<(), Unproposed> {
    let comment = format!("drift: {evidence}");
    match line.departure {
        Departure::Unidentified => return Err(Unproposed::NoModel),
        Departure::NewEvent => {
            let (GroupName { provider, version, .. }, name) = (&line.group, &line.detail);
            let (schema, grounds) = models.of([provider, version, name], amendment.within(version));
            let event = NewEvent { name: name.clone(), comment, schema, grounds };
            return Ok(amendment.event(version, event)?);
        }
        _ => {}
    }
    let name = line.pattern.rsplit('/').next().unwrap_or_default().replace("~1", "/").replace("~0", "~");
    let value = told(&line.detail);
    let (place, widening) = match line.departure {
        Departure::Gone => (parent(&line.pattern), Widening::Gone(&name)),
        Departure::Missing => (parent(&line.pattern), Widening::Absent(&name)),
        // Of too many names, or of one that is data or is not shown, all are let pass.
        Departure::NewField if name == "*" || line.detail == "*" || name.contains('•') => {
            (parent(&line.pattern), Widening::AnyMember)
        }
        Departure::NewField => (parent(&line.pattern), Widening::Member(&name)),
        Departure::Null => (&*line.pattern, Widening::Type("null")),
        Departure::NewKind => (&*line.pattern, Widening::Type(type_of(&line.detail))),
        Departure::NewValue => (&*line.pattern, Widening::Value(value)),
        Departure::Format => {
            let keyword = Some(line.detail.as_str()).filter(|keyword| !keyword.is_empty());
            (&*line.pattern, Widening::Form(keyword))
        }
        Departure::Range => {
            (&*line.pattern, Widening::Bound { keyword: &line.detail, to: line.reach.as_deref() })
        }
        Departure::NewEvent | Departure::Unidentified => return Err(Unproposed::NoModel),
    };
    let provider = format!("{}/", line.group.provider);
    for event in line.group.event.split('|') {
        let event = event.strip_prefix(&provider).unwrap_or(event);
        amendment.widen(event, place, &widening, &comment, is_named)?;
    }
    Ok(())
}

/// The type of JSON that a type is told as.
fn type_of(detail: &str) -> &str {
    if detail == "number with decimals" { "number" } else { detail }
}

/// A value that is told in full; of one that is not, any passes.
fn told(detail: &str) -> Option<Json> {
    if detail.contains('•') || detail.ends_with('…') { None } else { serde_json::from_str(detail).ok() }
}
