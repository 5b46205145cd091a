//! `normalize`: one neutral event per payload, or the payloads themselves in another layout.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Result;

use super::columns;
use super::console::{Totals, for_json};
use super::context::Context;
use super::outputs::buffered;
use super::progress::Progress;
use super::reading::{Reading, mask, show};
use super::streams::{Stderr, Stdout};
use crate::cli::{NeutralFormat, NormalizeArguments, PayloadLayout};
use crate::finding::Severity;
use crate::json::Layout;
use crate::report::{
    Chosen, Concise, EachEvent, ExitStatus, Listing, NeutralEvents, PRETTY, PayloadForm, Payloads,
    RecordSheet, Report, Separator, Several, SheetColumn, Timeline,
};

pub(super) fn run(arguments: &NormalizeArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let console = context.console;
    let output = &arguments.output;
    let progress = Progress::new(console.error.is_terminal() && !output.quiet);
    let out = buffered(Stdout::new(&progress));
    let (mask, chosen) = (
        mask(context.registry, &arguments.secrecy),
        Chosen { only_valid: output.only_valid, ..Chosen::default() },
    );
    let refused = Arc::new(AtomicU64::new(0));
    let event_mask = super::reading::mask(context.registry, &arguments.secrecy);
    let format = output
        .format
        .or(output.pretty.then_some(NeutralFormat::Pretty))
        .unwrap_or(if console.out.is_terminal() { NeutralFormat::Pretty } else { NeutralFormat::Ndjson });
    let separator = match format {
        _ if output.layout().is_some() || output.table => None,
        NeutralFormat::Csv => Some(Separator::Comma),
        NeutralFormat::Tsv => Some(Separator::Tab),
        NeutralFormat::Ndjson | NeutralFormat::Pretty => None,
    };
    let columns = columns::columns(&output.columns, separator.is_some(), SheetColumn::of_events)?;
    let layout = if format == NeutralFormat::Pretty { PRETTY } else { Layout::Compact };
    let each = EachEvent::new(event_mask, layout);
    let mut events = None;
    let mut reports: Vec<Box<dyn Report<'_> + Send>> = Vec::new();
    match (output.layout(), separator) {
        (Some(layout), _) => {
            let sorted = output.sort_keys;
            let form = match layout {
                PayloadLayout::Canonical => PayloadForm::Canonical,
                PayloadLayout::Pretty => PayloadForm::Pretty { sorted },
                PayloadLayout::Compact => PayloadForm::Compact { sorted },
            };
            let errors = Stderr::new(&progress);
            let out = for_json(out, console.out, console.style);
            let (chosen, refused) = (chosen.clone(), Arc::clone(&refused));
            let payloads = Payloads::new(out, errors, console.error, mask, form, chosen, refused);
            reports.push(Box::new(payloads));
        }
        (None, Some(separator)) => {
            let sheet = RecordSheet::new((out, Totals::Silent), separator, columns, mask, console.out);
            reports.push(Box::new(sheet.of_events(chosen.clone())));
        }
        (None, None) if output.table => {
            let rows = Timeline::new(out, mask, console.out, console.style, chosen.clone());
            reports.push(Box::new(rows));
        }
        (None, None) => {
            events = Some(NeutralEvents::new(for_json(out, console.out, console.style), chosen.clone()));
        }
    }
    if !output.quiet {
        let findings = console.stderr(false, &progress);
        reports.push(Box::new(Concise::new(
            findings,
            Totals::Silent,
            console.error,
            Listing::from(Severity::Warning),
        )));
    }
    let reading = Reading {
        says_filtered: !output.quiet,
        show: show(&arguments.secrecy),
        ..Reading::of(&arguments.input, &arguments.identify, context, progress)
    };
    let mut report = Several::new(reports);
    let status = match &mut events {
        Some(events) => {
            let (status, _) = reading.analyse(&mut report, &each, events)?;
            events.flush()?;
            status
        }
        None => reading.run(&mut report)?,
    };
    let left_out = chosen.left_out.load(Ordering::Relaxed);
    if left_out > 0 && !output.quiet {
        let records = if left_out == 1 { "record" } else { "records" };
        console.say(&format!("{left_out} {records} left out (--only-valid)"));
    }
    Ok(if refused.load(Ordering::Relaxed) > 0 { ExitStatus::Failure } else { status })
}
