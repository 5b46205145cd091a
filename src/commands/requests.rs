//! Whole requests on standard output, for `sample`, `unwrap` and `verify --sign`: one code, whatever the bodies come from.

use std::borrow::Cow;
use std::io::{self, Write};

use anyhow::{Result, anyhow, bail};
use jiff::Timestamp;

use super::console::{Console, for_json};
use super::secrets::{from_environment, secrets};
use crate::capture::{CaptureFormat, Headers, Request};
use crate::cli::{HeaderLine, RequestArguments};
use crate::model::{Media, Provider, Scheme, Version};
use crate::outgoing::{Outgoing, Parts, RequestForm, SignatureState, Unsigned, as_form, delivery_headers};
use crate::query::Moment;
use crate::report::Screen;
use crate::signature::Secret;

/// What is asked of the requests.
pub(super) struct Terms {
    pub(super) form: RequestForm,
    /// Which signature; none asks for a valid one where there is a secret.
    pub(super) state: Option<SignatureState>,
    pub(super) secrets: Vec<Secret>,
    /// Headers that stand in every request.
    pub(super) headers: Headers,
    pub(super) url: Option<String>,
    /// When they are sent, in seconds since 1970.
    pub(super) sent_at: i64,
}

impl Terms {
    /// What the arguments ask for.
    pub(super) fn of(
        arguments: &RequestArguments,
        form: RequestForm,
        quiet: bool,
        console: Console,
    ) -> Result<Self> {
        let now = Timestamp::now();
        let sent_at = arguments.sent_at.as_deref().map(|text| Moment::new(text, now));
        let sent_at = sent_at.transpose().map_err(|error| anyhow!("--sent-at {error}"))?;
        Ok(Self {
            form,
            state: arguments.signature,
            secrets: secrets(&arguments.secret_env, &arguments.secret_file, quiet, console)?,
            headers: header_lines(&arguments.header),
            url: arguments.url.clone(),
            sent_at: sent_at.map_or(now.as_second(), Moment::second),
        })
    }
}

/// Headers as they were typed.
pub(super) fn header_lines(lines: &[HeaderLine]) -> Headers {
    let mut headers = Headers::default();
    for line in lines {
        headers.push(&*line.name, &*line.value);
    }
    headers
}

/// The form of requests that `--as` names where it is that of the output.
pub(super) fn request_form(form: CaptureFormat) -> Result<RequestForm> {
    let known = RequestForm::ALL.into_iter().find(|known| known.name() == form.name());
    known.ok_or_else(|| anyhow!("--as {}: requests are printed as curl, http, har or ndjson", form.name()))
}

/// A body and what is known of the request that it goes in.
#[derive(Clone, Copy)]
pub(super) struct Bringing<'b, 'm> {
    pub(super) body: &'b [u8],
    /// The form that it was sent in as one of the fields.
    pub(super) form: Option<&'b [u8]>,
    /// What is signed, where that is not the body.
    pub(super) signed: Option<&'b [u8]>,
    /// Who sends it, in which generation.
    pub(super) origin: Option<(&'m Provider<'m>, &'m Version<'m>)>,
    /// How its sender signs.
    pub(super) scheme: Option<(&'m Provider<'m>, &'m Scheme<'m>)>,
    pub(super) event: Option<&'b str>,
    /// The request that it was captured in.
    pub(super) request: Option<&'b Request>,
}

/// Prints requests one after another.
pub(super) struct Requests<W> {
    out: W,
    screen: Screen,
    terms: Terms,
    count: u64,
    /// Why the first request that is not signed has no signature, where none was refused.
    pub(super) unsigned: Option<String>,
}

impl<'w> Requests<Box<dyn Write + Send + 'w>> {
    /// Requests on `out`, the standard output.
    pub(super) fn new(out: Box<dyn Write + Send + 'w>, console: Console, terms: Terms) -> Result<Self> {
        if terms.form == RequestForm::Http && console.out.columns().is_some() {
            bail!("--as http prints bodies byte for byte, not on a terminal: send it to a file or a pipe")
        }
        let out = match terms.form {
            RequestForm::Har | RequestForm::Ndjson => for_json(out, console.out, console.style),
            RequestForm::Curl | RequestForm::Http => out,
        };
        Ok(Self { out, screen: console.out, terms, count: 0, unsigned: None })
    }
}

impl<W: Write> Requests<W> {
    /// Prints a request, or says why that cannot be done.
    pub(super) fn send(&mut self, bringing: Bringing<'_, '_>) -> io::Result<Result<()>> {
        let sends_forms = bringing.origin.is_some_and(|(_, version)| version.media == Media::Form);
        let captured = bringing.form.map(Cow::Borrowed);
        let form = captured.or_else(|| as_form(bringing.body).filter(|_| sends_forms).map(Cow::Owned));
        let (bringing, media) = match &form {
            Some(form) => (Bringing { body: form, signed: None, ..bringing }, Media::Form),
            None => (bringing, Media::Json),
        };
        let headers = match self.headers(bringing, media) {
            Ok(headers) => headers,
            Err(why) => return Ok(Err(why)),
        };
        let captured = bringing.request;
        let method = captured.and_then(|request| request.method.as_deref()).filter(|name| is_method(name));
        let path = captured.and_then(|request| target(request.url.as_deref()?)).unwrap_or("/");
        let request = Outgoing {
            method: method.unwrap_or("POST"),
            url: self.terms.url.as_deref(),
            path,
            headers: &headers,
            body: bringing.body,
            sent_at: self.terms.sent_at,
        };
        let written = match self.terms.form.written(&request, self.count == 0) {
            Ok(written) => written,
            Err(refusal) => return Ok(Err(refusal.into())),
        };
        if self.count == 0 {
            self.out.write_all(self.terms.form.beginning().as_bytes())?;
        }
        self.count += 1;
        match std::str::from_utf8(&written) {
            Ok(command) if self.terms.form == RequestForm::Curl && self.screen.acts_on_data() => {
                let line = command.strip_suffix('\n').unwrap_or(command);
                writeln!(self.out, "{}", self.screen.data(line))?;
            }
            _ => self.out.write_all(&written)?,
        }
        Ok(Ok(()))
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    pub(super) fn finish(&mut self) -> io::Result<()> {
        if self.count == 0 {
            self.out.write_all(self.terms.form.beginning().as_bytes())?;
        }
        self.out.write_all(self.terms.form.end().as_bytes())?;
        self.out.flush()
    }

    /// The headers of a request, signed as asked.
    fn headers(&mut self, bringing: Bringing<'_, '_>, media: Media) -> Result<Headers> {
        let own = bringing.scheme.map(|(provider, _)| (provider, from_environment(provider)));
        let environment = own.as_ref().and_then(|(_, own)| own.secret()).map(std::slice::from_ref);
        let given = Some(self.terms.secrets.as_slice()).filter(|secrets| !secrets.is_empty());
        let secrets = given.or(environment).unwrap_or_default();
        let why_none = || match (&own, bringing.origin) {
            (Some((provider, own)), _) => own.why_none(provider),
            (None, Some((provider, version))) => format!("{} {} signs nothing", provider.name, version.id),
            (None, None) => "it is not known how its provider signs; --provider says who sends it".to_owned(),
        };
        let signs = bringing.scheme.is_some();
        let state = match self.terms.state {
            Some(SignatureState::Missing | SignatureState::Kept) => {
                self.terms.state.unwrap_or(SignatureState::Missing)
            }
            Some(_) if !signs => bail!("it cannot be signed: {}", why_none()),
            Some(state) => state,
            None if signs && !secrets.is_empty() => SignatureState::Valid,
            None => {
                let why = why_none();
                self.unsigned.get_or_insert(why);
                SignatureState::Missing
            }
        };
        let parts = Parts {
            version: bringing.origin.map(|(_, version)| version),
            media,
            event: bringing.event,
            scheme: bringing.scheme.map(|(_, scheme)| scheme),
            own: &self.terms.headers,
            captured: bringing.request.map(|request| &request.headers),
            signed: bringing.signed.unwrap_or(bringing.body),
            secrets,
            state,
            sent_at: self.terms.sent_at,
            number: self.count,
        };
        delivery_headers(&parts).map_err(|error| match error {
            Unsigned::NoSecret => anyhow!(why_none()),
            error => anyhow!(error.to_string()),
        })
    }
}

/// Whether a word is a method, RFC 9110, section 9.1.
fn is_method(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The path and the query of a URL, where they can stand in a request as they are.
fn target(url: &str) -> Option<&str> {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..))?,
        None => url,
    };
    let path = path.split('#').next()?;
    (path.starts_with('/') && path.bytes().all(|byte| byte.is_ascii_graphic())).then_some(path)
}
