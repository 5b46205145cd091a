//! `verify`: is a capture signed by who holds the secret?

use std::env;
use std::fs;
use std::io::{self, Write};

use anyhow::{Context as _, Result, anyhow};

use super::console::{Console, for_json};
use super::context::Context;
use super::outputs::buffered;
use super::progress::Progress;
use super::reading::Reading;
use super::streams::Stdout;
use crate::capture::{Headers, seconds};
use crate::cli::{SignatureArguments, VerifyArguments, VerifyFormat};
use crate::input::shown_path;
use crate::model::{Identification, Provider, Scheme};
use crate::registry::Registry;
use crate::report::{Check, Checked, Entry, ExitStatus, Layout, Report, Screen, Tally, Verdicts, is_body};
use crate::signature::{Delivery, Reason, Secret, SecretError, Verdict, sign, verify};

pub(super) fn run(arguments: &VerifyArguments, context: Context<'_, '_>) -> Result<ExitStatus> {
    let console = context.console;
    if Reading::lacks_input(&arguments.input) {
        return Ok(Reading::help());
    }
    let output = &arguments.output;
    let said = context.said(&arguments.identify)?;
    let verifying = Verifying {
        secrets: secrets(&arguments.signature, output.quiet, console)?,
        headers: headers(&arguments.signature),
        registry: context.registry,
        provider: said.provider.or(said.event.map(|model| model.provider)),
    };
    let progress = Progress::new(console.error.columns().is_some() && !output.quiet);
    let out = buffered(Stdout::new(&progress));
    let totals = Console::stderr(output.quiet, &progress);
    let reading = Reading {
        only_captures: true,
        ends_unread: false,
        ..Reading::of(&arguments.input, &arguments.identify, context, progress.clone())
    };
    if arguments.signature.sign {
        let mut report = Signing { out, screen: console.out, verifying: &verifying, problem: None };
        let status = reading.run(&mut report)?;
        return match report.problem {
            Some(problem) => Err(anyhow!(problem)),
            None => Ok(status),
        };
    }
    let layout = match output.format {
        VerifyFormat::Human => None,
        VerifyFormat::Json => Some(Layout::Document),
        VerifyFormat::Ndjson => Some(Layout::Lines),
    };
    let check: Check<'_, '_> = &|entry| verifying.check(entry);
    let out = if layout.is_none() { out } else { for_json(out, console.out) };
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
struct Verifying<'r, 'm> {
    registry: &'r Registry<'m>,
    /// Secrets that the caller gave; none means those of the environment.
    secrets: Vec<Secret>,
    headers: Headers,
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

    fn headers_of(&self, entry: &Entry<'_, '_>) -> Headers {
        let mut headers = self.headers.clone();
        if let Some(capture) = entry.capture {
            headers.add_outer(&capture.request.headers);
        }
        headers
    }

    /// The scheme of the version that the payload is of, or else one whose header is there.
    fn scheme(&self, entry: &Entry<'_, 'm>, headers: &Headers) -> Option<(&'m Provider<'m>, &'m Scheme<'m>)> {
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

/// Prints signed headers.
struct Signing<'v, 'm, W> {
    out: W,
    screen: Screen,
    verifying: &'v Verifying<'v, 'm>,
    problem: Option<String>,
}

impl<'m, W: Write> Report<'m> for Signing<'_, 'm, W> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        if !is_body(entry) || self.problem.is_some() {
            return Ok(());
        }
        let headers = self.verifying.headers_of(entry);
        let signed = match self.verifying.scheme(entry, &headers) {
            None => Err("it is not known how its provider signs; --provider says who sends it".to_owned()),
            Some((provider, scheme)) => {
                let own = from_environment(provider);
                let secret = self.verifying.secrets.first().or(own.secret());
                secret.ok_or_else(|| own.why_none(provider)).and_then(|secret| {
                    sign(scheme, secret, entry.text, &headers).map_err(|error| error.to_string())
                })
            }
        };
        match signed {
            Ok((name, value)) => {
                writeln!(self.out, "{}", self.screen.data(&format!("{name}: {value}")))
            }
            Err(why) => {
                self.problem = Some(format!("{}: {why}", entry.name()));
                Ok(())
            }
        }
    }

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        self.out.flush()
    }
}

/// `HOOKSPECT_SECRET_UPPROMOTE`.
fn variable(provider: &Provider) -> String {
    format!("HOOKSPECT_SECRET_{}", provider.id.to_uppercase().replace('-', "_"))
}

/// The secret that the environment has for a provider.
enum Own {
    Secret(Secret),
    NotSet,
    Unusable(SecretError),
}

impl Own {
    const fn secret(&self) -> Option<&Secret> {
        match self {
            Self::Secret(secret) => Some(secret),
            Self::NotSet | Self::Unusable(_) => None,
        }
    }

    /// Why there is no secret.
    fn why_none(&self, provider: &Provider) -> String {
        let variable = variable(provider);
        match self {
            Self::Unusable(error) => format!("the variable {variable} {error}"),
            _ => format!("no secret was given: --secret-env, --secret-file or {variable}"),
        }
    }
}

fn from_environment(provider: &Provider) -> Own {
    match env::var_os(variable(provider)).map(|value| Secret::new(value.as_encoded_bytes())) {
        None => Own::NotSet,
        Some(Ok(secret)) => Own::Secret(secret),
        Some(Err(error)) => Own::Unusable(error),
    }
}

/// The secrets that the arguments name. What of a file is not part of its key is said, unless `quiet`.
fn secrets(arguments: &SignatureArguments, quiet: bool, console: Console) -> Result<Vec<Secret>> {
    let mut secrets = Vec::new();
    for name in &arguments.secret_env {
        let shown = name.to_string_lossy();
        let value = env::var_os(name).ok_or_else(|| anyhow!("the environment has no variable {shown}"))?;
        let secret = Secret::new(value.as_encoded_bytes());
        secrets.push(secret.map_err(|error| anyhow!("the variable {shown} {error}"))?);
    }
    for path in &arguments.secret_file {
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
