//! `verify`: is a capture signed by who holds the secret?

use anyhow::{Result, anyhow};

use super::console::for_json;
use super::context::Context;
use super::outputs::buffered;
use super::progress::Progress;
use super::reading::Reading;
use super::secrets::secrets;
use super::sign::{Signed, SignedRequest, Signing};
use super::streams::{Stderr, Stdout};
use super::verifying::Verifying;
use crate::capture::Headers;
use crate::cli::{SignatureArguments, VerifyArguments, VerifyFormat};
use crate::report::{Check, ExitStatus, Layout, Signatures, Verdicts};

pub(super) fn run(arguments: &VerifyArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let console = context.console;
    if Reading::lacks_input(&arguments.input) {
        return Ok(Reading::help());
    }
    let output = &arguments.output;
    let said = context.said(&arguments.identify)?;
    let verifying = Verifying {
        secrets: secrets(
            &arguments.signature.secret_env,
            &arguments.signature.secret_file,
            output.quiet,
            console,
        )?,
        headers: headers(&arguments.signature),
        registry: context.registry,
        provider: said.provider.or(said.event.map(|model| model.provider)),
    };
    let progress = Progress::new(console.error.is_terminal() && !output.quiet);
    let out = buffered(Stdout::new(&progress));
    let totals = console.stderr(output.quiet, &progress);
    let reading = Reading {
        only_captures: true,
        says_filtered: !output.quiet,
        ends_unread: false,
        form: arguments.input.form.filter(|_| !arguments.signature.sign),
        ..Reading::of(&arguments.input, &arguments.identify, context, progress.clone())
    };
    let layout = match output.format {
        VerifyFormat::Human => None,
        VerifyFormat::Json => Some(Layout::Document),
        VerifyFormat::Ndjson => Some(Layout::Lines),
    };
    if arguments.signature.sign {
        let signed = match (SignedRequest::asked(arguments, console.out)?, layout) {
            (Some(SignedRequest::Curl), _) => Signed::Curl { out, screen: console.out },
            (Some(SignedRequest::Http), _) => Signed::Http { out },
            (None, Some(layout)) => {
                Signed::Json(Signatures::new(for_json(out, console.out, console.style), layout))
            }
            (None, None) => Signed::Headers { out, screen: console.out, first: None, several: false },
        };
        let notes = (!output.quiet).then(|| (Stderr::new(&progress), console.error));
        let mut report = Signing { signed, arguments, verifying: &verifying, notes, problem: None };
        let status = reading.run(&mut report)?;
        return match report.problem {
            Some(problem) => Err(anyhow!(problem)),
            None => Ok(status),
        };
    }
    let check: Check<'_, '_> = &|entry| verifying.check(entry);
    let out = if layout.is_none() { out } else { for_json(out, console.out, console.style) };
    let mut report = Verdicts::new(out, totals, console.out, console.style, layout, check);
    let status = reading.run(&mut report)?;
    let counts = report.counts;
    let doubtful = counts.unsigned + counts.cannot_tell;
    Ok(match status {
        ExitStatus::Failure | ExitStatus::Nothing => status,
        _ if counts.invalid > 0 || (arguments.signature.strict && doubtful > 0) => ExitStatus::Findings,
        _ if counts.valid == 0 && !arguments.input.allow_empty => ExitStatus::Nothing,
        _ => ExitStatus::Fine,
    })
}

fn headers(arguments: &SignatureArguments) -> Headers {
    let mut headers = Headers::default();
    arguments.header.iter().for_each(|line| headers.push(&*line.name, &*line.value));
    headers
}
