//! `verify --sign`: the header that signs a body, or the whole request to send it with.

use std::borrow::Cow;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Result, anyhow};

use super::requests::{Bringing, Requests};
use super::secrets::from_environment;
use super::streams::Stderr;
use super::verifying::Verifying;
use crate::capture::Captured;
use crate::cli::VerifyArguments;
use crate::input::shown_path;
use crate::model::{Identification, Scheme};
use crate::outgoing::in_shell;
use crate::report::{Entry, EventName, Report, Screen, Signature, Signatures, Tally, is_body};
use crate::signature::sign;

/// What is printed of each body that is signed.
pub(super) enum Signed<W> {
    /// The header. The first waits until it is known whether there are several.
    Headers { out: W, screen: Screen, first: Option<(String, String)>, several: bool },
    /// The header and what it is of, for programs.
    Json(Signatures<W>),
    /// A command that sends the file, signed when it runs.
    Curl { out: W, screen: Screen },
    /// Whole requests.
    Requests(Requests<W>),
}

/// Signs every body.
pub(super) struct Signing<'v, 'm, W> {
    pub(super) signed: Signed<W>,
    pub(super) arguments: &'v VerifyArguments,
    pub(super) verifying: &'v Verifying<'v, 'm>,
    /// Where it is said which bytes were signed; nowhere when the run is quiet.
    pub(super) notes: Option<(Stderr, Screen)>,
    /// Why a body could not be signed; nothing is signed after it.
    pub(super) problem: Option<String>,
}

impl<'m, W: Write> Report<'m> for Signing<'_, 'm, W> {
    fn entry(&mut self, entry: &Entry<'_, 'm>) -> io::Result<()> {
        if !is_body(entry) || self.problem.is_some() {
            return Ok(());
        }
        if let Err(why) = self.sign(entry)? {
            self.problem = Some(format!("{}: {why}", entry.name()));
        }
        Ok(())
    }

    fn pause(&mut self) -> io::Result<()> {
        match &mut self.signed {
            Signed::Headers { out, .. } | Signed::Curl { out, .. } => out.flush(),
            Signed::Requests(requests) => requests.flush(),
            Signed::Json(signatures) => signatures.pause(),
        }
    }

    fn finish(&mut self, _: &Tally) -> io::Result<()> {
        match &mut self.signed {
            Signed::Headers { out, first, .. } => {
                if let Some((_, header)) = first.take() {
                    writeln!(out, "{header}")?;
                }
                out.flush()
            }
            Signed::Curl { out, .. } => out.flush(),
            Signed::Requests(requests) => requests.finish(),
            Signed::Json(signatures) => signatures.finish(),
        }
    }
}

impl<'m, W: Write> Signing<'_, 'm, W> {
    /// Signs a body and prints what was asked for, or says why it cannot.
    fn sign(&mut self, entry: &Entry<'_, 'm>) -> io::Result<Result<()>> {
        let headers = self.verifying.headers_of(entry);
        let Some((provider, scheme)) = self.verifying.scheme(entry, &headers) else {
            return Ok(Err(anyhow!("it is not known how its provider signs; --provider says who sends it")));
        };
        let file = whole_file(entry);
        if let Signed::Curl { out, screen } = &mut self.signed {
            let Some(file) = file else {
                return Ok(Err(anyhow!(
                    "its body is not a file of its own, which curl could send: \
                     hookspect unwrap --output-dir DIR writes it to one"
                )));
            };
            let command = curl(self.arguments, file);
            return writeln!(out, "{}", screen.data(&command)).map(Ok);
        }
        let form = entry.capture.and_then(Captured::form).filter(|_| file.is_none());
        let body = match file.map(fs::read).transpose() {
            Ok(Some(whole)) => Cow::Owned(whole),
            Ok(None) => Cow::Borrowed(form.unwrap_or(entry.text)),
            Err(error) => return Ok(Err(error.into())),
        };
        if let Signed::Requests(requests) = &mut self.signed {
            let identification = entry.identification;
            let sent = requests.send(Bringing {
                body: &body,
                form,
                signed: None,
                origin: identification.and_then(Identification::origin),
                scheme: Some((provider, scheme)),
                event: identification.and_then(Identification::model).map(|model| model.event.name),
                request: entry.capture.map(|capture| &capture.request),
            })?;
            if sent.is_ok() {
                self.note(entry, &body, file.is_some())?;
            }
            return Ok(sent);
        }
        let own = from_environment(provider);
        let Some(secret) = self.verifying.secrets.first().or(own.secret()) else {
            return Ok(Err(anyhow!(own.why_none(provider))));
        };
        let (name, value) = match sign(scheme, secret, &body, &headers) {
            Ok(header) => header,
            Err(error) => return Ok(Err(anyhow!(error.to_string()))),
        };
        self.note(entry, &body, file.is_some())?;
        self.print(entry, scheme, (name, &value), &body).map(Ok)
    }

    /// Says which bytes were signed.
    fn note(&mut self, entry: &Entry<'_, 'm>, body: &[u8], whole: bool) -> io::Result<()> {
        let Some((notes, screen)) = &mut self.notes else { return Ok(()) };
        let count = body.len();
        let what = if whole { "bytes of the file are" } else { "bytes of the body are" };
        let note = format!("{}: all {count} {what} signed", entry.name());
        writeln!(notes, "{}", screen.harmless(&note))
    }

    fn print(
        &mut self,
        entry: &Entry<'_, 'm>,
        scheme: &Scheme<'m>,
        (name, value): (&str, &str),
        body: &[u8],
    ) -> io::Result<()> {
        match &mut self.signed {
            Signed::Headers { out, screen, first, several } => {
                let header = screen.data(&format!("{name}: {value}")).into_owned();
                let source = screen.data(&entry.name()).into_owned();
                match first.take() {
                    None if !*several => *first = Some((source, header)),
                    before => {
                        *several = true;
                        for (source, header) in before.into_iter().chain([(source, header)]) {
                            writeln!(out, "{source}: {header}")?;
                        }
                    }
                }
                Ok(())
            }
            Signed::Json(signatures) => signatures.signature(&Signature {
                source: entry.source,
                record: entry.number(),
                name: EventName::from(entry.identification),
                scheme: scheme.name,
                header: name,
                value,
                bytes: body.len(),
            }),
            Signed::Curl { .. } | Signed::Requests(_) => Ok(()),
        }
    }
}

/// The file that is this body and nothing else: curl sends all of it, also the line end that is no part of the payload.
fn whole_file<'e>(entry: &Entry<'e, '_>) -> Option<&'e Path> {
    entry.path.filter(|path| entry.capture.is_none() && entry.alone() && path.is_file())
}

/// The command that sends a file. The secret is read when it runs, by this program: it stands in no command line.
fn curl(arguments: &VerifyArguments, file: &Path) -> String {
    let mut signing = vec!["hookspect verify --sign --quiet".to_owned()];
    let mut option = |name: &str, value: &str| signing.push(format!("--{name} {}", in_shell(value)));
    let (signature, identify) = (&arguments.signature, &arguments.identify);
    signature.secret_env.iter().for_each(|name| option("secret-env", &name.to_string_lossy()));
    signature.secret_file.iter().for_each(|path| option("secret-file", &path.to_string_lossy()));
    identify.provider.iter().for_each(|provider| option("provider", provider));
    identify.event.iter().for_each(|event| option("event", event));
    let lines: Vec<String> =
        signature.header.iter().map(|line| format!("{}: {}", line.name, line.value)).collect();
    for line in &lines {
        option("header", line);
    }
    let file = shown_path(file);
    let file = if file.starts_with('-') { format!("./{file}") } else { file };
    signing.push(in_shell(&file));
    let mut command = format!("curl --data-binary {}", in_shell(&format!("@{file}")));
    for header in ["Content-Type: application/json"].into_iter().chain(lines.iter().map(String::as_str)) {
        command.push_str(&format!(" --header {}", in_shell(header)));
    }
    format!("{command} --header \"$({})\" \"$URL\"", signing.join(" "))
}
