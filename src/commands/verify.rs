//! `verify`: is a capture signed by who holds the secret?

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, anyhow};

use super::console::{Console, for_json};
use super::context::Context;
use super::outputs::buffered;
use super::progress::Progress;
use super::reading::Reading;
use super::sign::{Signed, SignedRequest, Signing};
use super::streams::{Stderr, Stdout};
use crate::capture::{Headers, seconds};
use crate::cli::{SignatureArguments, VerifyArguments, VerifyFormat};
use crate::input::shown_path;
use crate::model::{Identification, Provider, Scheme};
use crate::registry::Registry;
use crate::report::{Check, Checked, Entry, ExitStatus, Layout, Signatures, Verdicts};
use crate::signature::{Delivery, Reason, Secret, SecretError, Verdict, verify};

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

/// What captures are verified with.
pub(super) struct Verifying<'r, 'm> {
    registry: &'r Registry<'m>,
    /// Secrets that the caller gave; none means those of the environment.
    pub(super) secrets: Vec<Secret>,
    pub(super) headers: Headers,
    provider: Option<&'m Provider<'m>>,
}

impl<'m> Verifying<'_, 'm> {
    fn check(&self, entry: &Entry<'_, 'm>) -> Checked<'m> {
        let headers = self.headers_of(entry);
        let Some((provider, scheme)) = self.scheme(entry, &headers) else {
            let (verdict, why) = match unsigned_version(entry) {
                Some(version) => (Verdict::Unsigned, format!("{version} signs nothing")),
                None => (Verdict::CannotTell, "it is not known who sent it; --provider says who".to_owned()),
            };
            return Checked { scheme: None, header: None, verdict, why };
        };
        let own = if self.secrets.is_empty() { from_environment(provider) } else { Own::NotSet };
        let secrets = match &own {
            Own::Secret(secret) => std::slice::from_ref(secret),
            _ => &self.secrets,
        };
        let received_at =
            entry.capture.and_then(|capture| capture.request.received_at.as_deref()).and_then(seconds);
        let fidelity = entry.fidelity();
        let delivery = Delivery { body: entry.text, fidelity, headers: &headers, received_at };
        let reason = verify(scheme, secrets, delivery);
        let verdict = reason.verdict();
        let mut why = match (&reason, &own) {
            (Reason::NoSecret, own) => own.why_none(provider),
            _ => reason.to_string(),
        };
        if verdict == Verdict::Unsigned {
            if entry.capture.is_none() {
                why.push_str(" (--header gives that of a bare body)");
            }
            if let Some(absence) = scheme.absence {
                why = format!("{why}. {absence}");
            }
        }
        Checked { scheme: Some(scheme.name), header: Some(scheme.header), verdict, why }
    }

    pub(super) fn headers_of(&self, entry: &Entry<'_, '_>) -> Headers {
        let mut headers = self.headers.clone();
        if let Some(capture) = entry.capture {
            headers.add_outer(&capture.request.headers);
        }
        headers
    }

    /// The scheme of the version that the payload is of, or else one whose header is there.
    pub(super) fn scheme(
        &self,
        entry: &Entry<'_, 'm>,
        headers: &Headers,
    ) -> Option<(&'m Provider<'m>, &'m Scheme<'m>)> {
        if let Some((provider, version)) = entry.identification.and_then(Identification::origin) {
            return Some((provider, version.signature?));
        }
        let asked = |provider: &&&Provider<'_>| self.provider.is_none_or(|asked| asked.id == provider.id);
        let mut schemes = self.registry.providers().iter().filter(asked).flat_map(|provider| {
            provider.versions.iter().filter_map(move |version| Some((*provider, version.signature?)))
        });
        let all: Vec<_> = schemes.by_ref().collect();
        let there = all.iter().find(|(_, scheme)| headers.get(scheme.header).is_some());
        there.or(all.first().filter(|_| self.provider.is_some())).copied()
    }
}

/// The version of a payload that nobody signs.
fn unsigned_version(entry: &Entry<'_, '_>) -> Option<String> {
    let (provider, version) = entry.identification?.origin()?;
    version.signature.is_none().then(|| format!("{} {}", provider.name, version.id))
}

/// `HOOKSPECT_SECRET_UPPROMOTE`.
fn variable(provider: &Provider) -> String {
    format!("HOOKSPECT_SECRET_{}", provider.id.to_uppercase().replace('-', "_"))
}

/// The secret that the environment has for a provider.
pub(super) enum Own {
    Secret(Secret),
    NotSet,
    Unusable(SecretError),
}

impl Own {
    pub(super) const fn secret(&self) -> Option<&Secret> {
        match self {
            Self::Secret(secret) => Some(secret),
            Self::NotSet | Self::Unusable(_) => None,
        }
    }

    /// Why there is no secret.
    pub(super) fn why_none(&self, provider: &Provider) -> String {
        let variable = variable(provider);
        match self {
            Self::Unusable(error) => format!("the variable {variable} {error}"),
            _ => format!("no secret was given: --secret-env, --secret-file or {variable}"),
        }
    }
}

pub(super) fn from_environment(provider: &Provider) -> Own {
    match env::var_os(variable(provider)).map(|value| Secret::new(value.as_encoded_bytes())) {
        None => Own::NotSet,
        Some(Ok(secret)) => Own::Secret(secret),
        Some(Err(error)) => Own::Unusable(error),
    }
}

/// The secrets that the arguments name. What of a file is not part of its key is said, unless `quiet`.
pub(super) fn secrets(
    variables: &[OsString],
    files: &[PathBuf],
    quiet: bool,
    console: Console,
) -> Result<Vec<Secret>> {
    let mut secrets = Vec::new();
    for name in variables {
        let shown = name.to_string_lossy();
        let value = env::var_os(name).ok_or_else(|| anyhow!("the environment has no variable {shown}"))?;
        let secret = Secret::new(value.as_encoded_bytes());
        secrets.push(secret.map_err(|error| anyhow!("the variable {shown} {error}"))?);
    }
    for path in files {
        let name = shown_path(path);
        let text = fs::read(path).with_context(|| format!("cannot read the secret from {name}"))?;
        secrets.push(Secret::new(&text).map_err(|error| anyhow!("the file {name} {error}"))?);
        if let (Some(surplus), false) = (Secret::surplus(&text), quiet) {
            let note = format!("note: {name}: {surplus} not part of the secret");
            console.say(&note);
        }
    }
    Ok(secrets)
}

fn headers(arguments: &SignatureArguments) -> Headers {
    let mut headers = Headers::default();
    arguments.header.iter().for_each(|line| headers.push(&*line.name, &*line.value));
    headers
}
