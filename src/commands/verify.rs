//! `verify`: is a capture signed by who holds the secret?

use anyhow::{Result, anyhow, bail};
use jiff::Timestamp;

use super::console::for_json;
use super::context::Context;
use super::outputs::buffered;
use super::progress::Progress;
use super::reading::Reading;
use super::requests::{Requests, Terms, header_lines, request_form};
use super::secrets::secrets;
use super::sign::{Signed, Signing};
use super::streams::{Stderr, Stdout};
use super::verifying::Verifying;
use crate::cli::{VerifyArguments, VerifyFormat};
use crate::outgoing::{RequestForm, SignatureState};
use crate::report::{Check, ExitStatus, Layout, Signatures, Verdicts};

pub(super) fn run(arguments: &VerifyArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let console = context.console;
    let output = &arguments.output;
    let said = context.said(&arguments.identify)?;
    let verifying = Verifying {
        secrets: secrets(
            &arguments.signature.secret_env,
            &arguments.signature.secret_file,
            output.quiet,
            console,
        )?,
        headers: header_lines(&arguments.signature.header),
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
        if arguments.input.at.is_some() {
            bail!("--sign signs whole files: --at goes without it");
        }
        let signed = match (arguments.input.form.map(request_form).transpose()?, layout) {
            (Some(RequestForm::Curl), _) => Signed::Curl { out, screen: console.out },
            (Some(form), _) => {
                let terms = Terms {
                    form,
                    state: Some(SignatureState::Valid),
                    secrets: verifying.secrets.clone(),
                    headers: verifying.headers.clone(),
                    url: None,
                    sent_at: Timestamp::now().as_second(),
                };
                Signed::Requests(Requests::new(out, console, terms)?)
            }
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
