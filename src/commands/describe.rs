//! `describe`: an event's model as a table.

use anyhow::Result;
use serde_json::json;

use super::console::Console;
use super::context::Context;
use crate::cli::{DescribeArguments, TableFormat};
use crate::report::{ExitStatus, catalogue};

pub(super) fn run(arguments: &DescribeArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let model = context.event(&arguments.event, "<EVENT>")?;
    let console = context.console;
    if arguments.format == TableFormat::Human {
        return Console::print(&catalogue::description(model, console.out, console.style));
    }
    let fields: Vec<serde_json::Value> = catalogue::model_rows(model.event.body)
        .into_iter()
        .map(|row| {
            json!({
                "path": row.path,
                "type": row.kind,
                "presence": row.field.presence.name(),
                "nullable": row.field.nullable,
                "values": row.field.values,
                "sensitivity": row.field.sensitivity.name(),
                "unit": catalogue::unit(row.field.unit),
                "evidence": row.field.provenance.name(),
                "meaning": row.field.meaning,
            })
        })
        .collect();
    let document = json!({
        "format": "hookspect/v1",
        "command": "describe",
        "provider": model.provider.id,
        "version": model.version.id,
        "event": model.event.name,
        "summary": model.event.summary,
        "trigger": model.event.trigger,
        "evidence": model.event.evidence,
        "caution": model.event.caution,
        "signature": model.version.signature.map(|scheme| {
            json!({ "header": scheme.header, "scheme": scheme.in_words(), "evidence": scheme.sources, "absence": scheme.absence })
        }),
        "fields": fields,
    });
    console.print_json(&format!("{document:#}\n"))
}
