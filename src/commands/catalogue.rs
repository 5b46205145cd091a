//! `events`, `schema` and `explain`: what is known, printed.

use anyhow::Result;
use serde_json::json;

use super::console::Console;
use crate::cli::{EventsArguments, SchemaSubject, TableFormat};
use crate::configuration;
use crate::finding::Rule;
use crate::model::{Provider, schema as schema_of};
use crate::normalize;
use crate::providers::PROVIDERS;
use crate::report::{ExitStatus, catalogue};

pub(super) fn events(arguments: &EventsArguments, console: Console) -> Result<ExitStatus> {
    let chosen = |provider: &&&'static Provider| arguments.provider.is_none_or(|one| one.id == provider.id);
    let providers: Vec<&'static Provider> = PROVIDERS.iter().filter(chosen).copied().collect();
    if arguments.format == TableFormat::Human {
        return Console::print(&catalogue::events(&providers, console.out, console.style));
    }
    let events: Vec<serde_json::Value> = providers
        .iter()
        .flat_map(|provider| provider.models())
        .map(|model| {
            json!({
                "event": model.id(),
                "version": model.version.id,
                "names": model.event.aliases.iter().map(|alias| alias.name).collect::<Vec<_>>(),
                "summary": model.event.summary,
                "trigger": model.event.trigger,
                "provenance": model.event.provenance.name(),
                "evidence": model.event.evidence,
                "caution": model.event.caution,
            })
        })
        .collect();
    let document = json!({ "format": "hookspect/v1", "command": "events", "events": events });
    Console::print(&format!("{document:#}\n"))
}

pub(super) fn schema(subject: SchemaSubject) -> Result<ExitStatus> {
    let schema = match subject {
        SchemaSubject::Event(model) => schema_of(model),
        SchemaSubject::Configuration => configuration::schema(PROVIDERS),
        SchemaSubject::Normalized => normalize::schema(PROVIDERS),
    };
    Console::print(&format!("{schema:#}\n"))
}

pub(super) fn explain(rule: Option<Rule>, console: Console) -> Result<ExitStatus> {
    match rule {
        Some(rule) => Console::print(&rule.explanation()),
        None => Console::print(&catalogue::rules(console.out, console.style)),
    }
}
