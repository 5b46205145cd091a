//! `events`, `schema` and `explain`: what is known, printed.

use anyhow::Result;
use serde_json::json;

use super::console::Console;
use super::context::Context;
use super::pack::{PackFolder, write_packs};
use crate::cli::{EventsArguments, SchemaArguments, TableFormat};
use crate::configuration;
use crate::finding::Rule;
use crate::model::{KnownValues, Provider};
use crate::normalize;
use crate::packs::{Pack, Terms, event_schema, provider_schema};
use crate::report::{ExitStatus, catalogue, page};

pub(super) fn events(arguments: &EventsArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let asked = arguments.provider.as_deref().map(|id| context.provider(id, "[PROVIDER]")).transpose()?;
    let chosen = |provider: &&&Provider<'_>| asked.is_none_or(|one| one.id == provider.id);
    let providers: Vec<&Provider<'_>> = context.registry.providers().iter().filter(chosen).copied().collect();
    let console = context.console;
    if arguments.format == TableFormat::Human {
        return Console::print(&catalogue::events(&providers, console.out, console.style));
    }
    let events: Vec<serde_json::Value> = providers
        .iter()
        .flat_map(|provider| provider.events())
        .map(|model| {
            json!({
                "provider": model.provider.id,
                "version": model.version.id,
                "event": model.event.name,
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
    console.print_json(&format!("{document:#}\n"))
}

/// The schema of an event, of the configuration (`config`), or of the neutral event (`normalized`).
pub(super) fn schema(
    arguments: &SchemaArguments,
    packs: &[Pack<'_>],
    context: Context<'_, '_>,
) -> Result<ExitStatus> {
    let subject = arguments.subject.as_deref();
    if let Some(folder) = arguments.output_dir.as_deref().filter(|_| arguments.all) {
        let one = subject.map(|id| context.provider(id, "[EVENT]")).transpose()?;
        let each =
            |provider: &Provider<'_>| one.map_or_else(|| folder.join(provider.id), |_| folder.to_owned());
        let chosen = context.registry.providers().iter().filter(|all| one.is_none_or(|one| one.id == all.id));
        let folder = |provider: &&Provider<'_>| {
            let own = packs.iter().find(|pack| pack.provider.id == provider.id);
            let terms = own.map_or_else(Terms::of_model, |pack| pack.terms.clone());
            PackFolder::of(provider, &terms, each(provider))
        };
        let folders: Vec<PackFolder> = chosen.map(folder).collect();
        return write_packs(&folders, arguments.force, context.console);
    }
    let values = if arguments.open_enums { KnownValues::OpenEnums } else { KnownValues::Examples };
    let schema = match subject.unwrap_or_default() {
        id if arguments.all => provider_schema(context.provider(id, "[EVENT]")?, values),
        "config" => configuration::schema(context.registry),
        "normalized" => normalize::schema(context.registry),
        name => event_schema(context.event(name, "<EVENT>")?, values),
    };
    context.console.print_json(&format!("{schema:#}\n"))
}

pub(super) fn explain(rule: Option<Rule>, console: Console) -> Result<ExitStatus> {
    match rule {
        Some(rule) => Console::print(&page(&rule.explanation(), console.out, console.style)),
        None => Console::print(&catalogue::rules(console.out, console.style)),
    }
}
