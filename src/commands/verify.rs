//! `verify`: is a capture signed by who holds the secret?

use std::env;
use std::fs;
use std::io::{self, Write};

use anyhow::{Context, Result, anyhow, bail};

use super::console::Console;
use super::outputs::buffered;
use super::progress::Progress;
use super::reading::Reading;
use super::settings::working_folder;
use crate::capture::{Headers, seconds};
use crate::cli::{SignatureArguments, VerifyArguments, VerifyFormat};
use crate::configuration::Configuration;
use crate::input::shown_path;
use crate::model::{Identification, Provider, Scheme};
use crate::providers::PROVIDERS;
use crate::report::{Check, Checked, Entry, ExitStatus, Report, Tally, Verdicts, VerdictsFormat, is_body};
use crate::signature::{Delivery, Secret, Verdict, sign, verify};

pub(super) fn run(arguments: &VerifyArguments, console: Console) -> Result<ExitStatus> {
    if Reading::lacks_input(&arguments.input) {
        return Reading::help();
    }
    let output = &arguments.output;
    let verifying = Verifying {
        secrets: secrets(&arguments.signature)?,
        headers: headers(&arguments.signature),
        provider: arguments.identify.provider.or(arguments.identify.event.map(|model| model.provider)),
    };
    let progress = Progress::new(console.error.columns().is_some() && !output.quiet);
    let out = buffered(progress.beside(io::stdout()));
    let totals = Console::stderr(output.quiet, &progress);
    let configuration = Configuration { folder: working_folder()?, ..Configuration::default() };
    let reading = Reading {
        only_captures: true,
        ..Reading::of(&arguments.input, &arguments.identify, &configuration, console, progress.clone())
    };
    if arguments.signature.sign {
        let mut report = Signing { out, verifying: &verifying, problem: None };
        let status = reading.run(&mut report)?;
        return match report.problem {
            Some(problem) => Err(anyhow!(problem)),
            None => Ok(status),
        };
    }
    let format = match output.format {
        VerifyFormat::Human => VerdictsFormat::Human,
        VerifyFormat::Json => VerdictsFormat::Json,
        VerifyFormat::Ndjson => VerdictsFormat::Ndjson,
    };
    let check: Check<'_> = &|entry| verifying.check(entry);
    let mut report = Verdicts::new(out, totals, console.out, console.style, format, check);
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
struct Verifying {
    /// Secrets that the caller gave; none means those of the environment.
    secrets: Vec<Secret>,
    headers: Headers,
    provider: Option<&'static Provider<'static>>,
}

impl Verifying {
    fn check<'m>(&self, entry: &Entry<'_, 'm>) -> Checked<'m> {
        let headers = self.headers_of(entry);
        let Some((provider, scheme)) = self.scheme(entry, &headers) else {
            let (verdict, why) = match unsigned_version(entry) {
                Some(version) => (Verdict::Unsigned, format!("{version} signs nothing")),
                None => (Verdict::CannotTell, "it is not known who sent it; --provider says who".to_owned()),
            };
            return Checked { scheme: None, header: None, verdict, why };
        };
        let own;
        let secrets = if self.secrets.is_empty() {
            own = from_environment(provider);
            &own
        } else {
            &self.secrets
        };
        let received_at =
            entry.capture.and_then(|capture| capture.request.received_at.as_deref()).and_then(seconds);
        let fidelity = entry.fidelity();
        let delivery = Delivery { body: entry.text, fidelity, headers: &headers, received_at };
        let (verdict, mut why) = verify(scheme, secrets, delivery);
        if verdict == Verdict::CannotTell && secrets.is_empty() {
            why = format!("no secret was given: --secret-env, --secret-file or {}", variable(provider));
        }
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
    fn scheme<'m>(
        &self,
        entry: &Entry<'_, 'm>,
        headers: &Headers,
    ) -> Option<(&'m Provider<'m>, &'m Scheme<'m>)> {
        if let Some((provider, version)) = entry.identification.and_then(Identification::origin) {
            return Some((provider, version.signature?));
        }
        let asked = |provider: &&&'static Provider| self.provider.is_none_or(|asked| asked.id == provider.id);
        let mut schemes = PROVIDERS.iter().filter(asked).flat_map(|provider| {
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
struct Signing<'v, W> {
    out: W,
    verifying: &'v Verifying,
    problem: Option<String>,
}

impl<'m, W: Write> Report<'m> for Signing<'_, W> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        if !is_body(entry) || self.problem.is_some() {
            return Ok(());
        }
        let headers = self.verifying.headers_of(entry);
        let signed = match self.verifying.scheme(entry, &headers) {
            None => Err("it is not known how its provider signs; --provider says who sends it".to_owned()),
            Some((provider, scheme)) => {
                let own = from_environment(provider);
                match self.verifying.secrets.first().or(own.first()) {
                    Some(secret) => sign(scheme, secret, entry.text, &headers),
                    None => Err(format!(
                        "no secret was given: --secret-env, --secret-file or {}",
                        variable(provider)
                    )),
                }
            }
        };
        match signed {
            Ok((name, value)) => writeln!(self.out, "{name}: {value}"),
            Err(why) => {
                self.problem = Some(format!("{}: {why}", entry.name()));
                Ok(())
            }
        }
    }

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        self.out.flush()
    }
}

/// `HOOKSPECT_SECRET_UPPROMOTE`.
fn variable(provider: &Provider) -> String {
    format!("HOOKSPECT_SECRET_{}", provider.id.to_uppercase().replace('-', "_"))
}

fn from_environment(provider: &Provider) -> Vec<Secret> {
    let value = env::var_os(variable(provider));
    value.and_then(|value| Secret::new(value.as_encoded_bytes())).into_iter().collect()
}

fn secrets(arguments: &SignatureArguments) -> Result<Vec<Secret>> {
    let mut secrets = Vec::new();
    for name in &arguments.secret_env {
        let shown = name.to_string_lossy();
        let value = env::var_os(name).ok_or_else(|| anyhow!("the environment has no variable {shown}"))?;
        secrets.push(
            Secret::new(value.as_encoded_bytes()).ok_or_else(|| anyhow!("the variable {shown} is empty"))?,
        );
    }
    for path in &arguments.secret_file {
        let text =
            fs::read(path).with_context(|| format!("cannot read the secret from {}", shown_path(path)))?;
        match Secret::new(&text) {
            Some(secret) => secrets.push(secret),
            None => bail!("the file {} is empty: there is no secret in it", shown_path(path)),
        }
    }
    Ok(secrets)
}

fn headers(arguments: &SignatureArguments) -> Headers {
    let mut headers = Headers::default();
    arguments.header.iter().for_each(|line| headers.push(&*line.name, &*line.value));
    headers
}
