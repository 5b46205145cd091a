//! Which records the command line asks for.

use anyhow::{Result, anyhow};
use jiff::Timestamp;

use super::complaint::Complaint;
use crate::cli::{RecordFilterArguments, StatusName};
use crate::engine::Filter;
use crate::model::Status;
use crate::query::{Moment, Period, Where, WhereError};

/// The filter that the arguments ask for: records of these events, of which the rest is true too.
pub(super) fn filter(events: &[String], arguments: &RecordFilterArguments) -> Result<Filter> {
    let statuses = arguments.status.iter().map(|status| match status {
        StatusName::Valid => Status::Valid,
        StatusName::Invalid => Status::Invalid,
        StatusName::Unknown => Status::Unknown,
        StatusName::Unreadable => Status::Unreadable,
    });
    let filter = Filter::new(events, statuses.collect(), arguments.rule.clone());
    let mut filter = filter
        .map_err(|error| anyhow!("--only {}: not a glob: {}", error.glob().unwrap_or(""), error.kind()))?;
    let now = Timestamp::now();
    let moment = |option: &str, text: &Option<String>| {
        let moment = text.as_deref().map(|text| Moment::new(text, now));
        moment.transpose().map_err(|error| anyhow!("{option} {error}"))
    };
    let period =
        Period { since: moment("--since", &arguments.since)?, until: moment("--until", &arguments.until)? };
    if period.since.is_some() || period.until.is_some() {
        filter = filter.and(period);
    }
    for text in &arguments.conditions {
        filter = filter.and(Where::new(text).map_err(|error| {
            let help = match &error {
                WhereError::Place(place) => place.help(),
                WhereError::Empty
                | WhereError::Doubled(_)
                | WhereError::Pattern { .. }
                | WhereError::Bound(_) => None,
            };
            Complaint { what: format!("--where {text}: {error}"), help: help.map(str::to_owned) }
        })?);
    }
    Ok(filter)
}
